//! `source.toml`: data files whose records are reports, and which of their elements are which cells.

mod faults;
mod mistakes;

use std::collections::BTreeMap;

use gouji_model::Form;
use gouji_model::records::{
    CodeSource, DataFormat, DataSource, Fact, KeySource, ListSource, Path, RecordSource, RowSource,
    Step,
};
use toml::Spanned;

use crate::PackError;
use crate::files::File;
use crate::outline::{choices, keys};
use crate::toml_file;

use self::faults::Faults;

keys! {
    /// `source.toml` as written.
    pub(crate) struct SourceFile {
        "一种数据文件" "a kind of data file"
        source: Vec<SourceEntry>,
    }
}

keys! {
    struct SourceEntry {
        "文件格式" "its format"
        format: FormatName,
        "XML 最外层的元素，可以带命名空间前缀"
        "the outermost element of XML, with or without the prefix of a namespace"
        root: Option<Spanned<String>>,
        "JSON 最外层必须有的键，或 CSV 第一行必须有的列名"
        "names that the outermost object of JSON, or the first line of CSV, must have"
        has: Vec<String> = default,
        "前缀代表的命名空间，`*` 代表任意文字" "what prefixes stand for: URIs, with `*` for anything"
        namespaces: BTreeMap<String, Vec<String>> = default,
        "机关、年份和标题在哪里" "where organ, year and title stand"
        facts: FactsEntry = default,
        "各行说的是谁：记录用标识引用的元素" "what rows are about: elements that records refer to"
        keys: Vec<KeysEntry> = default,
        "一种记录：一张表的数字" "records with figures of one table"
        record: Vec<RecordEntry>,
        "可以不理会的元素" "elements whose figures are no one's concern"
        ignored: Vec<Spanned<String>> = default,
    }
}

choices! {
    #[derive(Clone, Copy)]
    enum FormatName {
        "XML" "XML"
        Xml = "xml",
        "JSON" "JSON"
        Json = "json",
        "逗号、分号或制表符分隔的文本，第一行是列名"
        "values between commas, semicolons or tabs, with a line of names first"
        Csv = "csv",
    }
}

keys! {
    #[derive(Default)]
    struct FactsEntry {
        "机关名称" "whose report it is"
        organization: Option<Spanned<String>>,
        "报告年度：文字里的第一个四位数" "the year: the first four digits of the text"
        year: Option<Spanned<String>>,
        "标题" "the title"
        title: Option<Spanned<String>>,
    }
}

keys! {
    struct KeysEntry {
        "它们是哪些开放行的键" "the open rows that they are the keys of"
        of: Option<Spanned<String>>,
        "它代表表格里的哪一行（合计）" "the row of the form that it is, the total"
        row: Option<Spanned<String>>,
        "在哪里：元素名之间写 `/`，属性写作 `/@name`，记录本身写作 `.`"
        "where: names with `/` between them, an attribute as `/@name`, the record itself as `.`"
        at: Spanned<String>,
        "引用它时用的标识在哪里" "where the id stands by which others refer to it"
        id: Option<Spanned<String>>,
        "键在哪里；取第一个不空的" "where the key stands: the first that is not blank counts"
        key: Vec<Spanned<String>> = default,
        "名称在哪里" "where its name stands"
        label: Option<Spanned<String>>,
    }
}

keys! {
    struct RecordEntry {
        "填入哪张表" "the table that they fill"
        table: Spanned<String>,
        "记录所在的元素；没有这个元素就是没有这张表" "the element in which they stand; without it the table is missing"
        section: Option<Spanned<String>>,
        "在哪里：元素名之间写 `/`，属性写作 `/@name`，记录本身写作 `.`"
        "where: names with `/` between them, an attribute as `/@name`, the record itself as `.`"
        at: Spanned<String>,
        "引用它时用的标识在哪里" "where the id stands by which others refer to it"
        id: Option<Spanned<String>>,
        "把记录和行联系起来的元素" "the element that links records to rows"
        link: Option<LinkEntry>,
        "总是填这一行" "always this row of the form"
        row: Option<Spanned<String>>,
        "指明行的地方；有 link 时从 link 起；写几个则键有几段"
        "where the row is named, from the link if there is one; several give the parts of a key"
        by: Vec<Spanned<String>> = default,
        "哪些开放行：键没有另外列出，或者有几段时"
        "the open rows meant, where keys are listed nowhere or have several parts"
        of: Option<Spanned<String>>,
        "键的最后一段是合计时，填入哪张表" "the table that is filled where the last part of the key is a total"
        total_table: Option<Spanned<String>>,
        "表示合计的文字，和它代表的行" "texts that mean the total, with the row that each stands for"
        totals: BTreeMap<String, Spanned<String>> = default,
        "列，和各列的数字在哪里；几处里只有一处的，用 `|` 隔开" "columns, each with where its figure stands; `|` between several ways of which one is there"
        columns: BTreeMap<String, Spanned<String>> = default,
        "由代码说明是哪一列的数字" "figures whose column a code says"
        codes: Vec<CodesEntry> = default,
        "记录里一再出现的元素：各有自己的列，列名里写 `{n}`，或者各有自己的行"
        "elements that repeat in a record: each has columns of its own, with `{n}` in their names, or a row of its own"
        lists: Vec<ListEntry> = default,
        "记录里必须有的文字，不符的不是这种记录" "what must stand in a record for it to be one of these"
        only: BTreeMap<String, String> = default,
    }
}

keys! {
    struct LinkEntry {
        "在哪里：元素名之间写 `/`，属性写作 `/@name`，记录本身写作 `.`"
        "where: names with `/` between them, an attribute as `/@name`, the record itself as `.`"
        at: Spanned<String>,
        "其中指明记录的地方" "where it names the record"
        record: Spanned<String>,
    }
}

keys! {
    struct CodesEntry {
        "在哪里：元素名之间写 `/`，属性写作 `/@name`，记录本身写作 `.`"
        "where: names with `/` between them, an attribute as `/@name`, the record itself as `.`"
        at: Spanned<String>,
        "代码在哪里" "where the code stands"
        code: Spanned<String>,
        "数字在哪里" "where the figure stands"
        value: Spanned<String>,
        "列，和各列的代码" "columns, each with its code"
        columns: BTreeMap<String, Spanned<String>>,
    }
}

keys! {
    struct ListEntry {
        "在哪里：元素名之间写 `/`，属性写作 `/@name`，记录本身写作 `.`"
        "where: names with `/` between them, an attribute as `/@name`, the record itself as `.`"
        at: Spanned<String>,
        "各占一行时，是哪张表；键是记录的行和它自己的键"
        "the table in which each has a row of its own: the key is that of the record's row, and its own"
        table: Option<Spanned<String>>,
        "它自己的键在哪里；不写则为序号" "where its own key stands; without it, its number"
        key: Option<Spanned<String>>,
        "列，和各列的数字在哪里" "columns, each with where its figure stands"
        columns: BTreeMap<String, Spanned<String>>,
    }
}

/// Reads the data sources of a form.
///
/// # Errors
/// Everything that is wrong with them.
pub(crate) fn read(file: &File, form: &Form) -> Result<Vec<DataSource>, Vec<PackError>> {
    let read: SourceFile = toml_file::read(file)?;
    let mut faults = Faults::new(file, form);
    let sources = read.source.into_iter();
    let sources = sources.map(|entry| source(entry, &mut faults)).collect();
    match faults.into_found() {
        none if none.is_empty() => Ok(sources),
        found => Err(found),
    }
}

/// Reads those that come with the program.
///
/// # Panics
/// Where there is a mistake, which the tests see to that there is none.
pub(crate) fn read_embedded(file: &File, form: &Form) -> Vec<DataSource> {
    let read = read(file, form);
    let faults = read.as_ref().err();
    assert!(
        faults.is_none(),
        "an embedded data source is wrong: {faults:?}"
    );
    read.unwrap_or_default()
}

/// The formats that a file may speak of: most runs need no more of it. Of embedded files they are known.
pub(crate) fn formats(file: &File) -> Vec<DataFormat> {
    if let Some(known) = file.formats {
        return known.to_vec();
    }
    let names = [
        ("\"xml\"", DataFormat::Xml),
        ("\"json\"", DataFormat::Json),
        ("\"csv\"", DataFormat::Csv),
    ];
    let names = names.into_iter();
    let named = names.filter(|(name, _)| {
        file.text.contains(name) || file.text.contains(&name.replace('"', "'"))
    });
    named.map(|(_, format)| format).collect()
}

fn source(entry: SourceEntry, faults: &mut Faults<'_>) -> DataSource {
    let root = entry.root.as_ref().and_then(|root| {
        let step = Step::parse(root.get_ref());
        if step.is_none() {
            faults.path(root);
        }
        step
    });
    let facts = [
        (Fact::Organization, &entry.facts.organization),
        (Fact::Year, &entry.facts.year),
        (Fact::Title, &entry.facts.title),
    ];
    let facts = facts.into_iter();
    let facts = facts.filter_map(|(fact, at)| Some((fact, path(at.as_ref()?, faults))));
    DataSource {
        format: match entry.format {
            FormatName::Xml => DataFormat::Xml,
            FormatName::Json => DataFormat::Json,
            FormatName::Csv => DataFormat::Csv,
        },
        root,
        has: entry.has,
        facts: facts.collect(),
        namespaces: entry.namespaces.into_iter().collect(),
        keys: entry.keys.iter().map(|keys| key(keys, faults)).collect(),
        records: (entry.record.iter())
            .map(|entry| record(entry, faults))
            .collect(),
        ignored: (entry.ignored.iter()).map(|at| path(at, faults)).collect(),
    }
}

fn path(text: &Spanned<String>, faults: &mut Faults<'_>) -> Path {
    Path::parse(text.get_ref()).unwrap_or_else(|| {
        faults.path(text);
        Path::default()
    })
}

fn optional(text: Option<&Spanned<String>>, faults: &mut Faults<'_>) -> Option<Path> {
    text.map(|text| path(text, faults))
}

fn text(name: &Option<Spanned<String>>) -> Option<String> {
    name.as_ref().map(|name| name.get_ref().clone())
}

fn key(entry: &KeysEntry, faults: &mut Faults<'_>) -> KeySource {
    if let (None, None) | (Some(_), Some(_)) = (&entry.of, &entry.row) {
        faults.of_or_row(&entry.at);
    }
    KeySource {
        of: text(&entry.of),
        row: text(&entry.row),
        at: path(&entry.at, faults),
        id: optional(entry.id.as_ref(), faults),
        key: entry.key.iter().map(|at| path(at, faults)).collect(),
        label: optional(entry.label.as_ref(), faults),
    }
}

fn record(entry: &RecordEntry, faults: &mut Faults<'_>) -> RecordSource {
    let table = entry.table.get_ref();
    faults.table(&entry.table);
    for row in entry.row.iter().chain(entry.totals.values()) {
        faults.row(table, row);
    }
    if let Some(of) = &entry.of {
        faults.open_rows(table, of);
    }
    if let Some(total) = &entry.total_table {
        faults.table(total);
    }
    let section = optional(entry.section.as_ref(), faults).unwrap_or_default();
    let link = entry.link.as_ref();
    RecordSource {
        table: table.clone(),
        section,
        at: path(&entry.at, faults),
        id: optional(entry.id.as_ref(), faults),
        row: RowSource {
            row: text(&entry.row),
            by: entry.by.iter().map(|at| path(at, faults)).collect(),
            of: text(&entry.of),
            total_table: text(&entry.total_table),
            totals: (entry.totals.iter())
                .map(|(named, row)| (named.clone(), row.get_ref().clone()))
                .collect(),
            link: link.map(|link| (path(&link.at, faults), path(&link.record, faults))),
        },
        columns: columns(table, &entry.columns, faults),
        codes: entry
            .codes
            .iter()
            .map(|one| codes(table, one, faults))
            .collect(),
        lists: entry
            .lists
            .iter()
            .map(|one| list(table, one, faults))
            .collect(),
        only: (entry.only.iter())
            .map(|(at, text)| (Path::parse(at).unwrap_or_default(), text.clone()))
            .collect(),
    }
}

fn columns(
    table: &str,
    entry: &BTreeMap<String, Spanned<String>>,
    faults: &mut Faults<'_>,
) -> Vec<(String, Path)> {
    let mut columns = Vec::with_capacity(entry.len());
    for (id, at) in entry {
        faults.column(table, id, at);
        columns.extend(paths(at, faults).into_iter().map(|path| (id.clone(), path)));
    }
    columns
}

/// The ways to elements of which one says what is asked for: `Days|DaysCode`.
fn paths(at: &Spanned<String>, faults: &mut Faults<'_>) -> Vec<Path> {
    let ways: Option<Vec<Path>> = at
        .get_ref()
        .split('|')
        .map(|way| Path::parse(way.trim()))
        .collect();
    ways.unwrap_or_else(|| {
        faults.path(at);
        Vec::new()
    })
}

fn codes(table: &str, entry: &CodesEntry, faults: &mut Faults<'_>) -> CodeSource {
    let columns = entry.columns.iter();
    let columns = columns.map(|(id, code)| {
        faults.column(table, id, code);
        (id.clone(), code.get_ref().clone())
    });
    CodeSource {
        columns: columns.collect(),
        at: path(&entry.at, faults),
        code: path(&entry.code, faults),
        value: path(&entry.value, faults),
    }
}

fn list(table: &str, entry: &ListEntry, faults: &mut Faults<'_>) -> ListSource {
    if let Some(own) = &entry.table {
        faults.table(own);
    }
    let table = entry.table.as_ref().map_or(table, |own| own.get_ref());
    let columns = entry.columns.iter();
    let columns = columns.map(|(id, at)| {
        faults.column(table, &id.replace("{n}", "1"), at);
        (id.clone(), path(at, faults))
    });
    ListSource {
        columns: columns.collect(),
        at: path(&entry.at, faults),
        table: text(&entry.table),
        key: optional(entry.key.as_ref(), faults),
    }
}
