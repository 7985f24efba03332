//! What the keys of a pack's files are for, in a line each.
//!
//! A name is the end of a key's way from the top of its file; the longest that fits counts.
//! `severity=error` is a word that a key takes.

mod rule;
mod words;

use gouji_model::Bilingual;

use self::rule::RULE;
use self::words::VOCABULARY;
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
        "retired",
        "不再使用的规则名和代替它的规则",
        "rules that are no more, with those that stand for them",
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
