//! Reading: canonical JSON to a report, every value with its place in the text.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_format::{Excess, limits};
use gouji_model::{
    Bilingual, Cell, Column, Figure, Form, Place, Report, Section, SourceRange, Value,
    without_power,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::entries::Entries;
use crate::missing::{note_repeated, note_sections, note_tables, note_unknown};

/// Most characters of a file that a message repeats.
const LONGEST_QUOTED: usize = 300;

/// Why a JSON file is no report.
#[derive(Debug, Error)]
pub enum CanonicalError {
    /// Not JSON, or not of the canonical shape.
    #[error("not the canonical JSON of a report: {0}")]
    Shape(#[from] serde_json::Error),
    /// More values than any report has.
    #[error("it holds more than any report ({0})")]
    TooLarge(Excess),
    /// Names a form that no pack has.
    #[error("no rule pack has the form {0:?}; `form` must be one of: {1}")]
    UnknownForm(String, String),
}

impl CanonicalError {
    /// What happened and what to do about it, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Shape(error) => {
                let error = shortened(&error.to_string());
                Bilingual::new(
                    format!("不是报告的规范 JSON（gouji extract 的输出）：{error}"),
                    format!(
                        "not the canonical JSON of a report, as `gouji extract` prints it: {error}"
                    ),
                )
            }
            Self::TooLarge(excess) => {
                let Bilingual { zh, en } = excess.words();
                Bilingual::new(
                    format!("JSON 超出年度报告的合理规模（{zh}），未检查"),
                    format!("the JSON holds more than any report ({en}) and was not checked"),
                )
            }
            Self::UnknownForm(form, known) => {
                let form = shortened(form);
                Bilingual::new(
                    format!("没有规则包含有表式 {form:?}，form 应为：{known}"),
                    format!("no rule pack has the form {form:?}; `form` must be one of: {known}"),
                )
            }
        }
    }
}

#[derive(Deserialize)]
struct Canonical<'t> {
    form: String,
    year: Option<i32>,
    period: Option<String>,
    organization: Option<String>,
    title: Option<String>,
    unit: Option<String>,
    #[serde(borrow)]
    converted: Option<ConvertedEntry<'t>>,
    #[serde(default)]
    part: bool,
    preamble: Option<String>,
    #[serde(default)]
    sections: Vec<SectionEntry>,
    #[serde(borrow, default)]
    tables: Tables<'t>,
}

/// Figures that came from a report in another unit.
#[derive(Deserialize)]
struct ConvertedEntry<'t> {
    from: String,
    #[serde(borrow, default)]
    within: BTreeMap<String, &'t RawValue>,
}

/// Tables, rows and columns with their values.
type Tables<'t> = Entries<Entries<Entries<&'t RawValue>>>;

#[derive(Deserialize)]
struct SectionEntry {
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
}

/// Reads the canonical JSON of a report in one of the forms.
///
/// # Errors
/// When the text is not of the canonical shape or names an unknown form.
pub fn read(text: &str, forms: &[&Form]) -> Result<Report, CanonicalError> {
    if let Some(excess) = excess(text) {
        return Err(CanonicalError::TooLarge(excess));
    }
    read_one(text, text, forms)
}

/// Reads the canonical JSON of a report, or a list of several, each with its own part of the text.
///
/// # Errors
/// When the text is not of the canonical shape or names an unknown form.
pub fn read_all<'t>(
    text: &'t str,
    forms: &[&Form],
) -> Result<Vec<(Report, &'t str)>, CanonicalError> {
    if !text.trim_start().starts_with('[') {
        return Ok(vec![(read(text, forms)?, text)]);
    }
    if let Some(excess) = excess(text) {
        return Err(CanonicalError::TooLarge(excess));
    }
    let several: Vec<&RawValue> = serde_json::from_str(text)?;
    let several = several.into_iter().map(RawValue::get);
    several
        .map(|own| Ok((read_one(text, own, forms)?, own)))
        .collect()
}

/// Reads one report, whose JSON is a part of a text.
fn read_one(text: &str, own: &str, forms: &[&Form]) -> Result<Report, CanonicalError> {
    let canonical: Canonical<'_> = serde_json::from_str(own)?;
    let Some(form) = forms.iter().find(|form| form.id.0 == canonical.form) else {
        let known: Vec<&str> = forms.iter().map(|form| form.id.0.as_str()).collect();
        return Err(CanonicalError::UnknownForm(
            canonical.form,
            known.join(", "),
        ));
    };
    let concrete = concrete(form, &canonical.tables)?;
    let form = concrete.as_deref().unwrap_or(form);
    let mut report = Report::empty(form.id.clone(), form.cell_count());
    report.year = canonical.year;
    report.period = canonical.period.and_then(|period| period.parse().ok());
    report.organization = canonical.organization;
    report.title = canonical.title;
    report.preamble = canonical.preamble.map(|text| {
        section(SectionEntry {
            id: "preamble".to_owned(),
            title: String::new(),
            text,
        })
    });
    report.sections = canonical.sections.into_iter().map(section).collect();
    for (table, rows) in canonical.tables.sorted() {
        for (row, columns) in rows.sorted() {
            for (column, raw) in columns.sorted() {
                fill(&mut report, form, text, &[table, row, column], raw);
            }
        }
    }
    unit(&mut report, form, canonical.unit, canonical.converted);
    note_sections(&mut report, form);
    note_tables(&mut report, form, canonical.part);
    report.concrete = concrete;
    Ok(report)
}

/// The unit of a report where it is not the form's, and figures that came from one in another.
fn unit(
    report: &mut Report,
    form: &Form,
    unit: Option<String>,
    converted: Option<ConvertedEntry<'_>>,
) {
    if let Some(word) = unit {
        report.note_unit(form, word, None);
    }
    let Some(converted) = converted else {
        return;
    };
    let half = |(address, half): (&String, &&RawValue)| {
        Some((form.cell(address)?, Figure::parse(half.get()).ok()?))
    };
    report.converted = converted.within.iter().filter_map(half).collect();
    report.converted.sort_by_key(|(cell, _)| cell.index());
    let remark = report.conversion(form, &converted.from);
    report.observations.extend(remark);
}

/// A form with open rows made concrete for those of the tables; nothing where it has none.
fn concrete(form: &Form, tables: &Tables<'_>) -> Result<Option<Arc<Form>>, CanonicalError> {
    if !form.is_template() {
        return Ok(None);
    }
    let mut addresses = Vec::new();
    for (table, rows) in &tables.0 {
        for (row, columns) in rows.0.iter().filter(|(row, _)| row.ends_with(']')) {
            let columns = columns.0.iter();
            addresses.extend(columns.map(|(column, _)| format!("{table}/{row}/{column}")));
        }
    }
    let keys = form.keys_of(addresses.iter().map(String::as_str));
    match form.with_keys(keys) {
        Ok(form) => Ok(Some(Arc::new(form))),
        Err(_) => Err(CanonicalError::TooLarge(Excess::Values)),
    }
}

/// A section, which stands nowhere in a document.
fn section(entry: SectionEntry) -> Section {
    Section {
        id: entry.id,
        title: entry.title,
        place: None,
        text: entry.text,
        passages: Vec::new(),
    }
}

/// What a file says, as much of it as a message may have.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTED) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Of what a JSON text has more than any report. Counted in the bytes: a parser takes memory for
/// every value before it can say that there are too many.
fn excess(text: &str) -> Option<Excess> {
    if text.len() > limits::TEXT {
        return Some(Excess::Text);
    }
    let begins_value = |byte: &u8| matches!(byte, b',' | b':' | b'[' | b'{');
    let values = text.bytes().filter(|byte| begins_value(byte)).count();
    (values > limits::VALUES).then_some(Excess::Values)
}

fn fill(report: &mut Report, form: &Form, text: &str, address: &[&str; 3], raw: &RawValue) {
    let start = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize) as u32;
    let place = Place::Text(SourceRange::new(start, start + raw.get().len() as u32));
    let Some(id) = form.cell_at(address[0], address[1], address[2]) else {
        note_unknown(report, form, *address, place);
        return;
    };
    let (value, text) = read_value(raw.get(), form, form.column_of(id), place);
    let cell = Cell {
        value,
        raw: text,
        place,
    };
    let other = report.cells[id.index()].take();
    report.cells[id.index()] = Some(match other {
        None => cell,
        Some(first) => {
            note_repeated(report, address, place);
            of_both(first, cell)
        }
    });
}

/// A cell that is given twice: nobody can tell which of two values counts.
fn of_both(first: Cell, second: Cell) -> Cell {
    const LONGEST: usize = 200;
    let is_long = |cell: &Cell| cell.text().len() > LONGEST;
    if first.value == second.value && first.raw == second.raw || is_long(&first) {
        return first;
    }
    Cell {
        value: Value::Text,
        raw: Some(format!("{}、{}", first.text(), second.text()).into()),
        place: second.place,
    }
}

/// The value of a JSON scalar; a string is read as the text of a cell.
fn read_value(json: &str, form: &Form, column: &Column, place: Place) -> (Value, Option<Box<str>>) {
    match serde_json::from_str::<Option<String>>(json) {
        Ok(None) => (Value::Blank, None),
        Ok(Some(text)) => form.read(&text, column, place),
        // A number without a unit, in a column of numbers.
        Err(_) if column.kind.is_number() => number(json),
        Err(_) => form.read_usual(json, column),
    }
}

/// A number of JSON, which may have a power of ten.
fn number(json: &str) -> (Value, Option<Box<str>>) {
    let plain = without_power(json).map(|plain| Value::read(&plain));
    let plain = plain.filter(|(value, _)| matches!(value, Value::Figure(_)));
    plain.unwrap_or_else(|| Value::read(json))
}
