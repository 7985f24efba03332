//! What the keys of a pack's files are for, in a line each.
//!
//! A name is the end of a key's way from the top of its file; the longest that fits counts.
//! `severity=error` is a word that a key takes.

mod entry;
mod rule;
mod source;
mod words;

use gouji_model::Bilingual;

use self::entry::Meaning;
use self::rule::RULE;
use self::source::SOURCE;
use self::words::VOCABULARY;
use super::kind::FileKind;

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
        FileKind::Source => SOURCE,
        FileKind::Words => LANGUAGE,
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
    let all = [ANY, RULE, FORM, PACK, VOCABULARY, SOURCE, LANGUAGE, CHOICES];
    all.into_iter().flatten().map(|meaning| meaning.0)
}

const ANY: &[Meaning] = &[("zh", "中文", "in Chinese"), ("en", "英文", "in English")];

const FORM: &[Meaning] = &[
    (
        "known_by",
        "怎样认出这种报告，以及单位和期间写在哪里",
        "how a report is known, and where it says its organ and its period",
    ),
    ("known_by.titles", "标题里的文字", "what its title says"),
    (
        "known_by.organs",
        "单位怎么写，例如 `编制单位：{organ}`",
        "how it names its organ, such as `编制单位：{organ}`",
    ),
    (
        "known_by.periods",
        "期间写在哪里，例如 `所属期间：{period}`",
        "where it names its period, such as `所属期间：{period}`",
    ),
    (
        "known_by.dates",
        "期间怎么写，例如 `{year}年{month}月{day}日`；一项出现两次，后一次是截止日",
        "how a period is written, such as `{year}年{month}月{day}日`; what occurs twice is that of the end",
    ),
    (
        "known_by.fiscal_month",
        "财政年度从哪个月开始，不写是 1",
        "the month that a fiscal year begins with; 1 without it",
    ),
    ("known_by.signatures", "落款怎么写", "how it is signed"),
    (
        "known_by.units",
        "金额单位写在哪里，例如 `单位：{unit}`",
        "where it names the unit of its amounts, such as `单位：{unit}`",
    ),
    (
        "known_by.labels",
        "至少有多少个不同的栏目名称才算这种表，不写是 6",
        "the fewest different labels that make a table one of this form; 6 without it",
    ),
    (
        "known_by.never",
        "只有别的表才有的文字",
        "words that only other forms have",
    ),
    (
        "known_by.prefixes",
        "栏目名称前可有可无的文字，例如 `其中：`",
        "words before labels that may be left out, such as `其中：`",
    ),
    (
        "known_by.in_parts",
        "一份文件可以只有其中几张表：其余的表不算缺少，只提醒一次，涉及它们的关系不核对",
        "a document may hold only some of the tables: the others are not missing but told in one remark, and what needs them is not checked",
    ),
    (
        "known_by.not_found",
        "有标题而没有表格时怎么说",
        "what is said of a file that is titled so and has none of its tables",
    ),
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
        "table.from",
        "不印在本表里，取自同一文件中同一单位、同一期间的另一张表",
        "not printed here: the cells of another form's table in the same file, of the same organ and period",
    ),
    ("from.form", "那张表的标识", "that form, by its id"),
    ("from.table", "其中的哪张表", "which of its tables"),
    (
        "table.skip",
        "不装数的列的表头，例如 行次",
        "headings of columns that carry nothing, such as line numbers",
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
        "规则里用的标识；分组之下写作 `group.item`",
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
    ("group", "是下面各项的合计", "stands for the items below it"),
    (
        "columns.kind",
        "这一列装什么数",
        "what figures the column holds",
    ),
    (
        "optional",
        "报告里可以没有；没有时不算缺少，涉及它的关系不核对",
        "a report may leave it out: what is not there is not missed, and relations about it do not apply",
    ),
    (
        "columns.rounded",
        "数字四舍五入到几位小数；这样的数代表一个范围",
        "to how many decimals its figures are rounded; such a figure stands for all that round to it",
    ),
    (
        "columns.choices",
        "`words` 列里可以写的词，`yes-no` 列里先写“是”再写“否”；同义的写法用 `|` 隔开",
        "the words that a column of `words` may hold, for `yes-no` yes and then no; `|` between wordings of one",
    ),
    (
        "open_rows",
        "随报告而定的行：报告里有几个键就有几行，地址为 `table/row[key]/column`",
        "rows that the form leaves open, one for each key a report has, with the address `table/row[key]/column`",
    ),
    (
        "open_rows.label",
        "键那一列的表头",
        "what stands above the keys",
    ),
    (
        "open_rows.keys",
        "键有几段，一般为 1；一行对应两样东西时为 2",
        "how many parts a key has: 1 for most, 2 where a row is for a pair of things",
    ),
    (
        "open_rows.last",
        "排在其他行（例如合计）之后",
        "they stand below the other rows, such as the total",
    ),
    (
        "open_rows.optional",
        "其他表里有的键，这里可以没有",
        "a key of another table may have no row here",
    ),
    (
        "values",
        "单元格里有特定意思的词",
        "the words that stand for values in the cells",
    ),
    (
        "values.not_applicable",
        "表示不适用的词，例如 `N/A`；它不是零",
        "what says that a question does not arise, such as `N/A`, which is not zero",
    ),
    (
        "values.placeholders",
        "通常的符号之外，表示没有、按零计的词",
        "what stands for nothing and counts as zero, besides the usual signs",
    ),
    (
        "values.less_than",
        "数字前表示“不到”的符号，例如 `<`",
        "what before a number says that it is less than it, such as `<`",
    ),
    (
        "values.no_zero_days",
        "天数为零就是不适用，不是零天",
        "a number of days that is zero says that the question does not arise, and not none",
    ),
    (
        "values.dates",
        "三个数的日期里，年不在前面时的顺序",
        "in which order a date of three numbers gives its parts where its year is not first",
    ),
];

const PACK: &[Meaning] = &[
    (
        "id",
        "表格的标识，例如 `cn-disclosure/2021`",
        "the form's id, such as `cn-disclosure/2021`",
    ),
    ("title", "表格的名称", "the form's name"),
    (
        "notice",
        "规定这一表格的文件；规则文字里写作 `{form.notice}`",
        "the document that prescribes the form; `{form.notice}` in the texts of rules",
    ),
    ("since", "从哪一年的报告起使用", "the first year it is for"),
    ("until", "到哪一年的报告为止", "the last year it is for"),
    (
        "includes",
        "`rules` 之外另行纳入的规则文件夹，相对于本文件夹",
        "folders of rules taken in besides `rules`, from this folder",
    ),
    (
        "vocabulary",
        "文字类规则共用的词表文件",
        "the file with the words that narrative rules share",
    ),
    (
        "language",
        "报告用的语言，BCP 47 标签；内置中文（zh）和英文（en），其他语言要有 words.toml",
        "the language that reports are in, a tag by BCP 47; Chinese (zh) and English (en) are built in, others need a words.toml",
    ),
    (
        "words",
        "这种语言的词表文件；不写则是本文件夹里的 words.toml",
        "the file with the words of that language; words.toml in this folder without it",
    ),
    (
        "authorities",
        "规则的依据在这个包里怎么称呼，例如 notice",
        "what this pack calls what its rules rest on, such as notice",
    ),
    (
        "without",
        "不要的结构规则：每个规则包都有查报告结构的规则（`rules/structure`），自己有同名规则的除外",
        "rules that it does without, of those that every pack has about how reports are built (`rules/structure`) unless it has one of the name",
    ),
    (
        "retired",
        "不再使用的规则名和代替它的规则",
        "rules that are no more, with those that stand for them",
    ),
];

const LANGUAGE: &[Meaning] = &[
    ("numbers", "数字的写法", "how numbers are written"),
    ("numbers.decimal", "小数点", "the sign before the decimals"),
    (
        "numbers.grouping",
        "每三位之间可以有的符号；空格代表各种空格",
        "signs that may stand between groups of three digits; a space is any kind of space",
    ),
    (
        "months",
        "十二个月的名称，同一个月的几种写法用 `|` 隔开",
        "what the twelve months are called; `|` between several names of one",
    ),
    (
        "nothing",
        "通常的符号之外，表示没有、按零计的词",
        "what stands for nothing and counts as zero, besides the usual signs",
    ),
    (
        "counters",
        "数量后面可以有的单位",
        "units that may stand behind counts",
    ),
    (
        "money",
        "金额单位，各是本位币的 10 的几次方：千为 3，百万为 6",
        "units of money, each as a power of ten of the currency: 3 for thousands, 6 for millions",
    ),
];

const CHOICES: &[Meaning] = &[
    ("format=xml", "XML", "XML"),
    ("format=json", "JSON", "JSON"),
    (
        "format=csv",
        "逗号、分号或制表符分隔的文本，第一行是列名",
        "values between commas, semicolons or tabs, with a line of names first",
    ),
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
    (
        "report.is=missing",
        "单位表里的单位没有报告",
        "a unit of the units file that has none",
    ),
    (
        "report.is=differing-files",
        "同一机关同一年度有几份不一致的文件",
        "several files of one organ and year that differ",
    ),
    ("blanks=zero", "空白按零计", "a blank counts as zero"),
    (
        "blanks=skip",
        "有空白就不作判断",
        "a blank keeps it from being judged",
    ),
    (
        "not_applicable=skip",
        "有不适用的单元格，关系就不适用；求和时略过",
        "where a cell does not apply, neither does the relation; a sum leaves it out",
    ),
    (
        "not_applicable=zero",
        "不适用的按零计",
        "what does not apply counts as zero",
    ),
    ("status=stable", "已定", "settled"),
    (
        "status=preview",
        "试行：点名才报告",
        "on trial: told only where it is asked for by name",
    ),
    (
        "confidence=high",
        "有把握",
        "what it says is broken is broken",
    ),
    (
        "confidence=medium",
        "多半是",
        "it mostly is, since populations may differ",
    ),
    ("confidence=low", "值得一看", "worth a look"),
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
    (
        "kind=signed-amount",
        "金额，可以是负数，括号里的是负数",
        "an amount with either sign; one in brackets is below zero",
    ),
    (
        "kind=percent",
        "百分比",
        "a percentage, with or without its sign",
    ),
    (
        "kind=days",
        "天数：可以有小数，不小于零",
        "a number of days, with decimals, not below zero",
    ),
    ("kind=date", "日期", "a day of the calendar"),
    (
        "kind=words",
        "文字：`choices` 里的词，没有写这个键时任何文字",
        "text: one of `choices`, or any where there are none",
    ),
    ("kind=yes-no", "是或否", "yes or no"),
    (
        "dates=year-first",
        "只读年在前面的日期",
        "only dates with the year first are read",
    ),
    ("dates=month-first", "月、日、年", "month, day, year"),
    ("dates=day-first", "日、月、年", "day, month, year"),
];
