//! `form.toml` as written.
//!
//! Rows and columns share some keys, and each says them itself: put together by `serde(flatten)` they would
//! lose their places in the file, and unknown keys would no longer be refused.

use gouji_model::Bilingual;
use serde::Deserialize;
use toml::Spanned;

use super::known_by::KnownBy;

/// A form as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormFile {
    pub(super) known_by: Option<KnownBy>,
    #[serde(default)]
    pub(super) section: Vec<SectionEntry>,
    pub(super) table: Vec<TableEntry>,
    #[serde(default)]
    pub(super) values: ValuesEntry,
}

/// The words that stand for values in the cells of the form.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ValuesEntry {
    #[serde(default)]
    pub not_applicable: Vec<String>,
    #[serde(default)]
    pub placeholders: Vec<String>,
    #[serde(default)]
    pub less_than: Vec<String>,
    #[serde(default)]
    pub no_zero_days: bool,
    #[serde(default)]
    pub dates: Dates,
}

/// In which order dates are written.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Dates {
    #[default]
    #[serde(rename = "year-first")]
    Year,
    #[serde(rename = "month-first")]
    Month,
    #[serde(rename = "day-first")]
    Day,
}

/// A section of the report.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionEntry {
    pub id: Spanned<String>,
    pub title: String,
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableEntry {
    pub id: Spanned<String>,
    pub section: Option<Spanned<String>>,
    pub title: Bilingual,
    #[serde(default)]
    pub furniture: Vec<String>,
    #[serde(default)]
    pub skip: Vec<String>,
    pub block: Vec<BlockEntry>,
    #[serde(default)]
    pub optional: bool,
    pub from: Option<FromEntry>,
}

/// The table of another form that a table repeats.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FromEntry {
    pub form: String,
    pub table: String,
}

/// A part of a table with the same rows and columns throughout.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockEntry {
    pub caption: Option<String>,
    #[serde(default)]
    pub rows_run: Run,
    pub columns: Vec<ColumnEntry>,
    #[serde(default)]
    pub rows: Vec<RowEntry>,
    pub open_rows: Option<OpenRowsEntry>,
}

/// The rows that a block leaves open, one for each key a document has.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenRowsEntry {
    pub id: Spanned<String>,
    pub label: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub keys: Option<Spanned<usize>>,
    #[serde(default)]
    pub last: bool,
    #[serde(default)]
    pub optional: bool,
}

/// Which way the rows run.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Run {
    #[default]
    Down,
    Across,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    #[default]
    Count,
    Signed,
    Amount,
    SignedAmount,
    Percent,
    Days,
    Date,
    Words,
    YesNo,
}

/// A column.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnEntry {
    pub id: Spanned<String>,
    pub label: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub altered: Vec<String>,
    #[serde(default)]
    pub group: bool,
    #[serde(default)]
    pub kind: Kind,
    pub unit: Option<String>,
    #[serde(default)]
    pub optional: bool,
    pub rounded: Option<usize>,
    #[serde(default)]
    pub choices: Vec<String>,
}

/// A row. What its cells hold is said by their columns.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowEntry {
    pub id: Spanned<String>,
    pub label: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub altered: Vec<String>,
    #[serde(default)]
    pub group: bool,
    #[serde(default)]
    pub optional: bool,
}
