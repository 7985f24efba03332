//! `source.toml`: data files whose records are reports, and which of their elements are which cells.

mod faults;
mod mistakes;

use std::collections::BTreeMap;

use gouji_model::Form;
use gouji_model::records::{
    CodeSource, DataFormat, DataSource, Fact, KeySource, ListSource, Path, RecordSource, RowSource,
    Step,
};
use serde::Deserialize;
use toml::Spanned;

use crate::PackError;
use crate::files::File;
use crate::toml_file;

use self::faults::Faults;

/// `source.toml` as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceFile {
    source: Vec<SourceEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceEntry {
    format: FormatName,
    root: Option<Spanned<String>>,
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    namespaces: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    facts: FactsEntry,
    #[serde(default)]
    keys: Vec<KeysEntry>,
    record: Vec<RecordEntry>,
    #[serde(default)]
    ignored: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum FormatName {
    Xml,
    Json,
    Csv,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactsEntry {
    organization: Option<Spanned<String>>,
    year: Option<Spanned<String>>,
    title: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeysEntry {
    of: Option<Spanned<String>>,
    row: Option<Spanned<String>>,
    at: Spanned<String>,
    id: Option<Spanned<String>>,
    #[serde(default)]
    key: Vec<Spanned<String>>,
    label: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordEntry {
    table: Spanned<String>,
    section: Option<Spanned<String>>,
    at: Spanned<String>,
    id: Option<Spanned<String>>,
    link: Option<LinkEntry>,
    row: Option<Spanned<String>>,
    #[serde(default)]
    by: Vec<Spanned<String>>,
    of: Option<Spanned<String>>,
    total_table: Option<Spanned<String>>,
    #[serde(default)]
    totals: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    columns: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    codes: Vec<CodesEntry>,
    #[serde(default)]
    lists: Vec<ListEntry>,
    #[serde(default)]
    only: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkEntry {
    at: Spanned<String>,
    record: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodesEntry {
    at: Spanned<String>,
    code: Spanned<String>,
    value: Spanned<String>,
    columns: BTreeMap<String, Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListEntry {
    at: Spanned<String>,
    table: Option<Spanned<String>>,
    key: Option<Spanned<String>>,
    columns: BTreeMap<String, Spanned<String>>,
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

/// The formats that a file may speak of: most runs need no more of it.
pub(crate) fn formats(file: &File) -> Vec<DataFormat> {
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
    let columns = entry.iter();
    let columns = columns.map(|(id, at)| {
        faults.column(table, id, at);
        (id.clone(), path(at, faults))
    });
    columns.collect()
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
