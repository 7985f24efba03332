//! What the keys of a pack's files are for, in a line each.
//!
//! A name is the end of a key's way from the top of its file; the longest that fits counts.
//! `severity=error` is a word that a key takes.

use gouji_model::Bilingual;

use super::FileKind;

type Meaning = (&'static str, &'static str, &'static str);

/// What a key is for.
pub(super) fn of(kind: FileKind, path: &[&str]) -> Option<Bilingual> {
    find(kind, path).map(text)
}

/// What a word means that a key takes.
pub(super) fn of_choice(path: &[&str], word: &str) -> Option<Bilingual> {
    find_choice(path, word).map(text)
}

fn text(meaning: &Meaning) -> Bilingual {
    Bilingual::new(meaning.1, meaning.2)
}

fn find(kind: FileKind, path: &[&str]) -> Option<&'static Meaning> {
    let own: &[Meaning] = match kind {
        FileKind::Rule => RULE,
        FileKind::Form => FORM,
        FileKind::Pack => PACK,
        FileKind::Vocabulary => VOCABULARY,
    };
    let ends = (0..path.len()).filter_map(|start| Some(path.get(start..)?.join(".")));
    let mut ends = ends.map(|end| own.iter().chain(ANY).find(|meaning| meaning.0 == end));
    ends.find_map(|found| found)
}

fn find_choice(path: &[&str], word: &str) -> Option<&'static Meaning> {
    let ends = (0..path.len()).filter_map(|start| Some(path.get(start..)?.join(".")));
    let mut names = ends.map(|end| format!("{end}={word}"));
    names.find_map(|name| CHOICES.iter().find(|meaning| meaning.0 == name))
}

/// The name under which a key is explained.
#[cfg(test)]
pub(super) fn entry(kind: FileKind, path: &[&str]) -> Option<&'static str> {
    find(kind, path).map(|meaning| meaning.0)
}

/// The name under which a word is explained.
#[cfg(test)]
pub(super) fn choice_entry(path: &[&str], word: &str) -> Option<&'static str> {
    find_choice(path, word).map(|meaning| meaning.0)
}

/// All names.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let all = [ANY, RULE, FORM, PACK, VOCABULARY, CHOICES];
    all.into_iter().flatten().map(|meaning| meaning.0)
}

const ANY: &[Meaning] = &[("zh", "中文", "in Chinese"), ("en", "英文", "in English")];

const RULE: &[Meaning] = &[
    (
        "name",
        "规则名：小写字母、数字和连字符",
        "the rule's name, in kebab-case",
    ),
    (
        "severity",
        "严重程度：表格或法规明文规定的用 error，要人判断的用 warning",
        "what the form or the law says is an `error`; what needs judgement is a `warning`",
    ),
    (
        "authority",
        "依据的种类",
        "what kind of source the rule rests on",
    ),
    ("citation", "依据的出处", "where the source says so"),
    (
        "title",
        "规则列表里的一行说明",
        "one line for lists of rules",
    ),
    (
        "message",
        "发现问题时的话，可用 {row} 等占位符",
        "what a finding says, with placeholders such as {row}",
    ),
    ("why", "为什么应当如此", "why it must be so"),
    ("help", "怎么改", "what to do about a finding"),
    (
        "applies_to",
        "适用的表格；不写时，包内规则用于本包，单独的规则用于具备所提单元格的表格",
        "forms by id; without it, those of the pack, or every form that has what the rule names",
    ),
    ("organs", "只用于某些机关", "only for some organs"),
    (
        "organs.ends",
        "机关名称以其中之一结尾",
        "the organ's name ends in one of these",
    ),
    (
        "organs.except",
        "机关名称不以其中任何一个结尾",
        "the organ's name ends in none of these",
    ),
    (
        "relation",
        "单元格之间应当成立的关系",
        "a relation that must hold between cells",
    ),
    (
        "relation.each",
        "对每一列（column of 表）或每一行（row of 表）各算一次",
        "once for each column (`column of TABLE`) or row (`row of TABLE`)",
    ),
    (
        "relation.when",
        "满足这个条件才检查",
        "only checked where this condition holds",
    ),
    (
        "relation.assert",
        "应当成立的等式、不等式或条件",
        "the comparison or condition that must hold",
    ),
    (
        "relation.blanks",
        "空白单元格按零计（zero），还是不作判断（skip）",
        "whether a blank cell counts as zero, or keeps the relation from being judged",
    ),
    (
        "relation.blank",
        "问题出在空白单元格时的话，可用 {should}、{total}",
        "what a finding says where blank cells are what is wrong, with {should} and {total}",
    ),
    (
        "blank.total",
        "等式一边只有一格，而这一格空白",
        "where the only cell of a side is blank",
    ),
    (
        "blank.parts",
        "合计填了，各项全部空白",
        "where the total is there and all its parts are blank",
    ),
    ("blank.some", "有的单元格空白", "where some cell is blank"),
    ("cell", "单元格的写法", "how a cell is written"),
    ("cell.is", "找哪种写法", "which way of writing to look for"),
    (
        "cell.grades",
        "个别单元格另外定级",
        "cells in which a finding matters more or less",
    ),
    (
        "grades.cells",
        "单元格的地址，* 代表任何一项",
        "the cells, by address; `*` stands for any",
    ),
    (
        "grades.severity",
        "在这些单元格里的严重程度",
        "how much it matters there",
    ),
    (
        "unchanged",
        "与上年报告相同的数字",
        "figures that are those of last year's report",
    ),
    (
        "unchanged.cells",
        "比较哪些单元格，* 代表任何一项",
        "which cells are compared, by address; `*` stands for any",
    ),
    (
        "unchanged.filled",
        "至少有这么多格不为零才比较",
        "only where at least this many are not zero",
    ),
    (
        "variant",
        "在其中一种表格里的不同说法",
        "what the rule says otherwise in one form",
    ),
    ("variant.form", "表格的标识", "the form, by its id"),
    ("table", "整张表的写法", "how a whole table is written"),
    ("table.is", "找哪种写法", "which way of writing to look for"),
    ("report", "整份报告的样子", "what a whole report is like"),
    ("report.is", "找哪种样子", "which one to look for"),
    (
        "observation",
        "读取报告时看到的情况",
        "something seen while the report was read",
    ),
    ("observation.kind", "哪种情况", "which one"),
    (
        "text",
        "某一部分必须提到的内容",
        "what a section must mention",
    ),
    ("text.section", "部分的标识", "the section, by its id"),
    (
        "text.or_in",
        "写在这些部分也可以",
        "sections that may say it instead",
    ),
    (
        "text.mentions",
        "每组词至少出现一个",
        "of each group of words one must occur",
    ),
    (
        "text.never",
        "不应出现的词，* 代表几个字",
        "words that must not occur; `*` stands for a few characters",
    ),
    (
        "text.unless",
        "* 所代表的字中有其中之一就不算",
        "no harm where what stands for `*` has one of these",
    ),
    (
        "text.since",
        "从这一年的报告起",
        "from the reports of this year on",
    ),
    (
        "copied",
        "与上年报告雷同的文字",
        "prose copied from last year's report",
    ),
    (
        "copied.sections",
        "看哪些部分",
        "which sections are compared",
    ),
    (
        "copied.characters",
        "至少有这么多字才比较",
        "only texts with at least this many characters",
    ),
    (
        "copied.percent",
        "相同的字占到百分之多少",
        "from this many per cent the same",
    ),
    (
        "narrative",
        "文字与表格是否一致：写下面五种之一",
        "what the prose says against the tables: one of five kinds",
    ),
    (
        "narrative.claim",
        "文字里的一种说法，与它可能指的单元格比较",
        "a claim of the prose, against the cells it may mean",
    ),
    ("narrative.claim.name", "说法的名称", "the claim's name"),
    (
        "narrative.share",
        "前面数字所占的百分比",
        "percentages of the figure before",
    ),
    (
        "narrative.share.nearly",
        "找尾数舍入的差错，而不是算错的",
        "looks for shares off by their last digit, not for wrong ones",
    ),
    (
        "narrative.share.bases",
        "百分比可能以什么为基数",
        "what it may be a share of",
    ),
    (
        "narrative.parts",
        "总数后面列出的分项",
        "lists of parts after a total",
    ),
    (
        "narrative.parts.opens",
        "引出分项的词",
        "the words that open a list",
    ),
    (
        "narrative.parts.families",
        "同一类的词：一列分项都属于同一类",
        "words of one kind: all parts of a list are of the same",
    ),
    ("families.words", "这一类的词", "the words"),
    (
        "families.whole",
        "这一类的分项没有遗漏，加起来应等于总数",
        "such a list leaves nothing out: it adds up to the total",
    ),
    ("narrative.amount", "金额", "amounts of money"),
    (
        "narrative.amount.at_most",
        "不超过这些单元格之和",
        "not more than this sum of cells",
    ),
    (
        "narrative.amount.multiple_of",
        "是这个数（最小单位）的倍数",
        "a multiple of this, in the smallest unit",
    ),
    (
        "at_most.times",
        "表中一个单位是文字里的多少个单位",
        "how many units of the text one of the table is",
    ),
    (
        "narrative.year",
        "计划所说的年份",
        "the years that plans are for",
    ),
    (
        "narrative.year.sections",
        "看哪些部分",
        "which sections are read",
    ),
    (
        "narrative.year.later_by",
        "至少比报告年度晚几年",
        "how many years after the report's at the earliest",
    ),
    (
        "says",
        "说法的模板，例如 收到|受理 * 申请 #",
        "templates with the figure, such as `收到|受理 * 申请 #`",
    ),
    (
        "denies",
        "表示没有的模板，不带 #",
        "templates that say zero, without `#`",
    ),
    (
        "after",
        "同一段前面须有其中一个词",
        "one of these must stand before it in its paragraph",
    ),
    (
        "unless",
        "同一句前面有其中任何一个词就不算",
        "none of these may stand before it in its sentence",
    ),
    (
        "not_near",
        "与同一句前一个件数之间有其中任何一个词就不算",
        "none of these may stand between it and the count before in its sentence",
    ),
    (
        "about",
        "说的是这些话题之一：前面最后提到的话题须是它",
        "the topics it may be about: the last one spoken of must be one of them",
    ),
    (
        "of_parts",
        "说的可以是其中一部分（如某类申请人）",
        "it may be about a part of what is counted, such as those who apply",
    ),
    (
        "or_more",
        "文字里的数可以比表中大",
        "the figure may be greater than what is in the cells",
    ),
    (
        "or_less",
        "文字里的数可以比表中小",
        "the figure may be smaller than what is in the cells",
    ),
    (
        "reads",
        "这句话可能指的单元格之和，最可能的在前",
        "the sums of cells it may mean, likeliest first",
    ),
    (
        "sum",
        "单元格之和，例如 sum(表[行, 列])",
        "a sum of cells, such as `sum(table[row, column])`",
    ),
    (
        "example",
        "例子：这条规则应当通过或应当发现问题的数字",
        "figures that the rule must pass, or find",
    ),
    (
        "example.passes",
        "应当通过（true）还是应当发现问题（false）",
        "whether the rule passes, or finds something",
    ),
    (
        "example.cells",
        "单元格 \"表/行/列\" 的内容；没写的为 0",
        "cells by address, `\"table/row/column\"`; those not named are zero",
    ),
    (
        "example.blank",
        "没写的单元格为空白，而不是 0",
        "cells not named are blank, not zero",
    ),
    (
        "example.prior",
        "上年报告的单元格",
        "cells of last year's report",
    ),
    (
        "example.facts",
        "年份和文字，例如 year、section.部分",
        "years and texts, such as `year` and `section.ID`",
    ),
    (
        "example.observed",
        "读取时看到了这种情况",
        "it was seen while the report was read",
    ),
    (
        "example.form",
        "只是这种表格的例子",
        "an example for this form only",
    ),
    (
        "example.seen",
        "读取时看到了什么",
        "what was seen while the report was read",
    ),
    ("seen.expected", "表样里的内容", "what the form has"),
    ("seen.found", "报告里的内容", "what the report has"),
];

const FORM: &[Meaning] = &[
    ("section", "报告的一个部分", "a section of the report"),
    ("section.title", "部分的标题", "its title as printed"),
    ("table", "一张表", "a table"),
    (
        "table.section",
        "表格所在部分的标识",
        "the section it stands in, by its id",
    ),
    ("table.title", "表的名称", "the table's name"),
    (
        "table.furniture",
        "表中不属于任何行列的文字",
        "texts of the table that belong to no row or column",
    ),
    (
        "block",
        "表中行列一致的一块",
        "a part of the table with the same rows and columns throughout",
    ),
    ("block.caption", "这一块上方的文字", "what stands above it"),
    (
        "block.rows_run",
        "行向下还是向右排列",
        "which way the rows run",
    ),
    ("block.columns", "列，从左到右", "its columns in order"),
    ("block.rows", "行，从上到下", "its rows in order"),
    (
        "id",
        "规则里用的标识；分组之下写作 组.项",
        "the id that rules use; below a group it is `group.item`",
    ),
    ("label", "表上印的名称", "the label as printed"),
    (
        "aliases",
        "意思相同、不必提醒的其他写法",
        "wordings that mean the same and are worth no remark",
    ),
    (
        "altered",
        "意思相同、但应当提醒的其他写法",
        "wordings that mean the same and are remarked",
    ),
    (
        "columns.unit",
        "表头印的金额单位，例如 万元",
        "the unit of money that the heading prints, such as 万元",
    ),
    (
        "rows.unit",
        "这一行的金额单位",
        "the unit of money of the row",
    ),
    ("group", "是下面各项的合计", "stands for the items below it"),
    (
        "columns.kind",
        "这一列装什么数",
        "what figures the column holds",
    ),
    ("rows.kind", "这一行装什么数", "what figures the row holds"),
];

const PACK: &[Meaning] = &[
    (
        "id",
        "表格的标识，例如 cn-disclosure/2021",
        "the form's id, such as `cn-disclosure/2021`",
    ),
    ("title", "表格的名称", "the form's name"),
    (
        "notice",
        "规定这一表格的文件；规则文字里写作 {form.notice}",
        "the document that prescribes the form; `{form.notice}` in the texts of rules",
    ),
    ("since", "从哪一年的报告起使用", "the first year it is for"),
    ("until", "到哪一年的报告为止", "the last year it is for"),
    (
        "includes",
        "另外纳入的规则文件夹，相对于本文件夹",
        "folders of rules taken in besides `rules`, from this folder",
    ),
    (
        "vocabulary",
        "文字类规则共用的词表文件",
        "the file with the words that narrative rules share",
    ),
    (
        "retired",
        "不再使用的规则名和代替它的规则",
        "rules that are no more, with those that stand for them",
    ),
];

const VOCABULARY: &[Meaning] = &[
    (
        "sections",
        "读哪些部分的文字",
        "the sections whose prose is read",
    ),
    ("units", "数量的单位", "units of counts"),
    (
        "other_units",
        "开头与数量单位相同的其他单位",
        "other units that begin like units of counts",
    ),
    ("money", "金额的单位", "units of money"),
    (
        "filler",
        "说法与数字之间可以有的词",
        "words that may stand between a claim and its figure",
    ),
    (
        "neutral",
        "模板的 * 可以代表的词",
        "words that `*` in a template stands for",
    ),
    (
        "about",
        "表示数字不确切的词",
        "words that make a figure no exact one",
    ),
    (
        "other_times",
        "表示说的是别的时间",
        "words that speak of another time",
    ),
    (
        "other_scopes",
        "表示说的是别的机关或其中一部分",
        "words that speak of another organ, or a part",
    ),
    (
        "organ_ends",
        "机关名称的结尾",
        "the ends of names of organs",
    ),
    (
        "pronouns",
        "机关名称前表示本机关的词",
        "what before such an end means the report's own organ",
    ),
    (
        "leads",
        "主语与说法之间可以有的词",
        "words that may stand between subject and claim",
    ),
    (
        "whole_areas",
        "表示说的是整个地区",
        "words that speak of a whole area",
    ),
    (
        "area_organs",
        "为整个地区写报告的机关名称的结尾",
        "the ends of names of organs that report for a whole area",
    ),
    (
        "tails",
        "否定说法后面可以有的词",
        "what may follow a negation",
    ),
    (
        "joints",
        "把共用一个数字的事物连起来的词",
        "words that join things which share a figure",
    ),
    (
        "no_joints",
        "末尾像 joints 而不是的词",
        "words that end like a joint and are none",
    ),
    (
        "about_numerals",
        "中文数字前表示不是确数的词（数十）",
        "words before a Chinese numeral that make it no exact one",
    ),
    (
        "lists",
        "模板里 <名称> 所代表的各种说法",
        "alternatives that templates name as `<name>`",
    ),
    ("topic", "文字谈到的话题", "what a text may speak of"),
    ("topic.name", "话题的名称", "the topic's name"),
    ("topic.words", "表明话题的词", "words that tell it"),
    (
        "topic.weak",
        "只有前面是 before_weak 中的词、标点或开头时才表明话题的词",
        "words that tell it only after a sign or one of `before_weak`",
    ),
    (
        "topic.before_weak",
        "这些词之后的 weak 仍表明话题",
        "what may stand before a weak word",
    ),
    (
        "contents",
        "表明下文是申请内容而不是话题的词",
        "words after which what is named is what a thing is about",
    ),
    (
        "parts",
        "表明只说其中一部分的词",
        "words that make a claim one about a part",
    ),
    (
        "of_which",
        "引出其中一部分的词",
        "words that open a list of parts",
    ),
    (
        "wholes",
        "含有这些词但指全体的说法",
        "wordings that hold such words and mean everyone",
    ),
    (
        "barriers",
        "模板的 ~ 里不能有的词",
        "words that must not stand in a template's `~`",
    ),
    (
        "nothing",
        "分句末尾表示没有的词",
        "words at the end of a clause that say there was none",
    ),
    (
        "evenly",
        "表示前面并列的各项都是同一个数的词",
        "words that give the same figure to each thing joined before",
    ),
    (
        "in_turn",
        "表示前面并列的各项依次是后面各数的词",
        "words that give figures in turn to the things joined before",
    ),
    (
        "case_units",
        "话题在前面时，数字可以带的单位",
        "units of a figure whose topic was named before",
    ),
    (
        "within_year",
        "句中写明本年度时不表示其他时间的词",
        "words of other times that may be about the report's own year",
    ),
    (
        "this_year",
        "指报告年度的词",
        "words that name the report's year",
    ),
];

const CHOICES: &[Meaning] = &[
    (
        "severity=error",
        "错误：违反表格或法规",
        "against the form or the law",
    ),
    ("severity=warning", "警告：需要人判断", "needs judgement"),
    ("severity=info", "提示", "a note"),
    (
        "authority=form",
        "统一格式：表样、栏目、填写说明",
        "the official form: its layout, labels and notes",
    ),
    ("authority=regulation", "法律法规", "a law or regulation"),
    (
        "authority=notice",
        "规定格式的机关印发的文件",
        "a document of the office that prescribes the form",
    ),
    ("authority=label", "栏目名称的含义", "what the labels mean"),
    ("authority=practice", "工作惯例", "working practice"),
    (
        "authority=reading",
        "文件能否读准",
        "how sure it is what the file holds",
    ),
    (
        "authority=tool",
        "工具对自己的文件的要求",
        "asked by the tool for its own files",
    ),
    ("authority=arithmetic", "算术", "plain arithmetic"),
    ("cell.is=blank", "空白", "nothing in it"),
    (
        "cell.is=placeholder",
        "用符号表示没有",
        "a sign for nothing",
    ),
    (
        "cell.is=unit-in-count",
        "数量里写了单位",
        "a count with its unit",
    ),
    (
        "cell.is=unit-in-amount",
        "金额里写了单位",
        "an amount with its unit",
    ),
    ("cell.is=text", "不是数字的文字", "text that is no figure"),
    ("cell.is=negative", "负数", "a figure below zero"),
    (
        "cell.is=finer-than-unit",
        "小数比最小货币单位还细",
        "an amount finer than the smallest coin",
    ),
    ("cell.is=decimal", "数量里有小数", "a count with decimals"),
    (
        "cell.is=number-style",
        "数字的写法不规范",
        "an unusual way to write a figure",
    ),
    (
        "table.is=mixed-zero-styles",
        "同一张表里零有几种写法",
        "zero is written in more than one way",
    ),
    (
        "report.is=unfilled",
        "空白表格，没有填写",
        "a form that nobody filled in",
    ),
    ("blanks=zero", "空白按零计", "a blank counts as zero"),
    (
        "blanks=skip",
        "有空白就不作判断",
        "a blank keeps it from being judged",
    ),
    ("rows_run=down", "行一行行向下排", "one below the other"),
    ("rows_run=across", "行从左向右排", "one beside the other"),
    (
        "kind=count",
        "数量：不小于零的整数",
        "a count: whole, not below zero",
    ),
    (
        "kind=signed",
        "可正可负的整数",
        "a whole number, also below zero",
    ),
    (
        "kind=amount",
        "金额：可以有小数",
        "an amount, with decimals",
    ),
];
