//! `form.toml`: the official form as data.

use gouji_model::{
    Bilingual, Block, CellKind, Column, Form, FormId, Label, Row, RowAxis, SectionForm, Table,
};
use serde::Deserialize;

use crate::PackError;
use crate::files::File;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    section: Vec<SectionEntry>,
    table: Vec<TableEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionEntry {
    id: String,
    title: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableEntry {
    id: String,
    section: String,
    title: Bilingual,
    #[serde(default)]
    furniture: Vec<String>,
    block: Vec<BlockEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockEntry {
    caption: Option<String>,
    #[serde(default)]
    rows_run: Run,
    columns: Vec<Entry>,
    rows: Vec<Entry>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Run {
    #[default]
    Down,
    Across,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    #[default]
    Count,
    Signed,
    Amount,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    label: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    group: bool,
    #[serde(default)]
    kind: Kind,
}

/// Reads a form.
pub(crate) fn read(
    file: &File,
    id: FormId,
    title: Bilingual,
    years: (Option<i32>, Option<i32>),
) -> Result<Form, PackError> {
    let form: FormFile = toml::from_str(&file.text)
        .map_err(|error| PackError::toml(&file.path, &file.text, &error))?;
    let sections = form.section.into_iter().map(section).collect();
    let tables = form.table.into_iter().map(table).collect();
    Ok(Form::new(id, title, years, sections, tables))
}

fn section(entry: SectionEntry) -> SectionForm {
    SectionForm {
        id: entry.id,
        title: Label {
            text: entry.title,
            aliases: entry.aliases,
        },
    }
}

fn table(entry: TableEntry) -> Table {
    Table {
        id: entry.id,
        title: entry.title,
        section: entry.section,
        furniture: entry.furniture.into_iter().map(label).collect(),
        blocks: entry.block.into_iter().map(block).collect(),
    }
}

fn label(text: String) -> Label {
    Label {
        text,
        aliases: Vec::new(),
    }
}

fn block(entry: BlockEntry) -> Block {
    Block {
        caption: entry.caption.map(label),
        rows_run: match entry.rows_run {
            Run::Down => RowAxis::Down,
            Run::Across => RowAxis::Across,
        },
        columns: entry.columns.into_iter().map(column).collect(),
        rows: entry.rows.into_iter().map(row).collect(),
    }
}

fn column(entry: Entry) -> Column {
    Column {
        id: entry.id,
        label: Label {
            text: entry.label,
            aliases: entry.aliases,
        },
        group: entry.group,
        kind: match entry.kind {
            Kind::Count => CellKind::Count,
            Kind::Signed => CellKind::SignedCount,
            Kind::Amount => CellKind::Amount,
        },
    }
}

fn row(entry: Entry) -> Row {
    Row {
        id: entry.id,
        label: Label {
            text: entry.label,
            aliases: entry.aliases,
        },
        group: entry.group,
    }
}
