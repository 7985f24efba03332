//! A report in a form, of what a data file holds.

use std::sync::Arc;

use gouji_model::records::{DataFormat, DataSource, Fact};
use gouji_model::{
    Cell, Draft, DraftRow, Form, Key, KeyFault, Place, Report, TooManyCells, limits,
};
use rustc_hash::FxHashMap;

use crate::records::{Column, Filled, PlacedText, Records, Row};
use crate::remarks;

/// Makes a report of what a data file holds.
///
/// # Errors
/// When it has more rows than cells can be numbered for.
pub fn fill(
    form: &Arc<Form>,
    source: &DataSource,
    records: &Records<'_>,
) -> Result<Report, TooManyCells> {
    let mut filling = Filling {
        form,
        source,
        records,
        draft: Draft::new(form),
        keys: records.rows.iter().map(key).collect(),
        tables: records
            .tables
            .iter()
            .map(|name| table(form, name))
            .collect(),
        rows: FxHashMap::default(),
        places: FxHashMap::default(),
        columns: FxHashMap::default(),
        beyond: Vec::new(),
    };
    for (number, cell) in records.cells.iter().enumerate() {
        filling.take(number, cell)?;
    }
    let (beyond, keys) = (filling.beyond, filling.keys);
    let mut report = filling.draft.finish()?;
    let concrete = report.concrete.clone();
    let concrete = concrete.as_ref().unwrap_or(form);
    for (fact, content) in &records.facts {
        put(&mut report, *fact, content);
    }
    let place = |row: usize| match (records.rows.get(row)?, keys.get(row)?) {
        (Row::Named(name), _) => Some(name.clone()),
        (Row::Open { of, .. }, Some(key)) => Some(key.row_id(of)),
        _ => None,
    };
    remarks::note(&mut report, concrete, source, records, &beyond, &place);
    Ok(report)
}

/// A block, and a row of the form in it; none for an open row.
type InBlock = (usize, Option<usize>);

/// A report while it is filled.
struct Filling<'a, 't> {
    form: &'a Arc<Form>,
    source: &'a DataSource,
    records: &'a Records<'t>,
    draft: Draft<'a>,
    /// The key of each row that is an open one.
    keys: Vec<Option<Key>>,
    /// Which table of the form each table is that records fill.
    tables: Vec<Option<usize>>,
    /// Block and index, for each table and row: none of the index for open rows.
    rows: FxHashMap<(usize, usize), Vec<InBlock>>,
    /// The places of open rows in their blocks, by table, block and row.
    places: FxHashMap<(usize, usize, usize), usize>,
    /// The index of each column in a block.
    columns: FxHashMap<(usize, Column, usize, usize), Option<usize>>,
    /// Figures for which the form has no column or row, by their number.
    beyond: Vec<usize>,
}

/// The table of a form that has an id.
fn table(form: &Form, id: &str) -> Option<usize> {
    form.tables.iter().position(|table| table.id == id)
}

/// The key of an open row. What is too long for one is cut; it stays apart from others by the number that
/// follows.
fn key(row: &Row) -> Option<Key> {
    let Row::Open { parts, .. } = row else {
        return None;
    };
    let parts: Vec<String> = parts.iter().map(|part| shortened(part)).collect();
    Key::of_parts(parts.iter().map(String::as_str)).ok()
}

/// A text that can be a part of a key.
fn shortened(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let clean = clean
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("][", "] [");
    if clean.chars().count() <= limits::KEY_CHARACTERS {
        return clean;
    }
    // Two long texts mostly differ at their ends.
    let hash = clean.bytes().fold(0xcbf2_9ce4_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let kept = clean
        .chars()
        .take(limits::KEY_CHARACTERS.saturating_sub(12));
    format!("{}… {hash:08x}", kept.collect::<String>())
}

impl Filling<'_, '_> {
    fn take(&mut self, number: usize, cell: &Filled<'_>) -> Result<(), TooManyCells> {
        let Some((at, row, column)) = self.place(cell) else {
            self.beyond.push(number);
            return Ok(());
        };
        let row = match row {
            Some(row) => DraftRow::Own(row),
            None => match self.open_row(at, cell.row) {
                Ok(place) => DraftRow::Placed(place),
                Err(KeyFault::TooMany) => return Err(self.too_many()),
                Err(_) => {
                    self.beyond.push(number);
                    return Ok(());
                }
            },
        };
        let kind = &self.form.tables[at.0].blocks[at.1].columns[column];
        for content in [Some(&cell.content), cell.other.as_ref()]
            .into_iter()
            .flatten()
        {
            let place = Place::Text(content.place);
            // What people fill in is written as they write; programs write numbers as usual.
            let (value, raw) = match self.source.format {
                DataFormat::Csv => self.form.read(&content.text, kind, place),
                DataFormat::Xml | DataFormat::Json => self.form.read_usual(&content.text, kind),
            };
            let own = Cell { value, raw, place };
            if self.draft.set(at, row, column, own).is_err() {
                self.beyond.push(number);
            }
        }
        Ok(())
    }

    fn too_many(&self) -> TooManyCells {
        TooManyCells {
            cells: self.records.cells.len(),
        }
    }

    /// The place of an open row in its block.
    fn open_row(&mut self, at: (usize, usize), row: usize) -> Result<usize, KeyFault> {
        if let Some(place) = self.places.get(&(at.0, at.1, row)) {
            return Ok(*place);
        }
        let key = self.keys.get(row).and_then(Option::as_ref);
        let place = self.draft.place(at, key.ok_or(KeyFault::Empty)?)?;
        self.places.insert((at.0, at.1, row), place);
        Ok(place)
    }

    /// Table and block, row of the form and column of a cell.
    fn place(&mut self, cell: &Filled<'_>) -> Option<((usize, usize), Option<usize>, usize)> {
        let record = self.source.records.get(cell.record)?;
        let table = (*self.tables.get(cell.table)?)?;
        if !self.rows.contains_key(&(cell.table, cell.row)) {
            let rows = self.rows_of(table, self.records.rows.get(cell.row)?);
            self.rows.insert((cell.table, cell.row), rows);
        }
        let rows = self.rows.get(&(cell.table, cell.row))?;
        rows.iter().find_map(|(block, row)| {
            let columns = &self.form.tables[table].blocks[*block].columns;
            let column = self
                .columns
                .entry((cell.record, cell.column, table, *block))
                .or_insert_with(|| {
                    let name = cell.column.name(record);
                    columns
                        .iter()
                        .position(|column| column.id == name && !column.group)
                });
            column.map(|column| ((table, *block), *row, column))
        })
    }

    /// The blocks of a table that have a row.
    fn rows_of(&self, table: usize, row: &Row) -> Vec<InBlock> {
        let blocks = self.form.tables[table].blocks.iter().enumerate();
        let found = blocks.filter_map(|(at, block)| match row {
            Row::Named(name) => {
                let row = block.rows.iter().position(|row| row.id == *name)?;
                Some((at, Some(row)))
            }
            Row::Open { of, parts } => {
                let open = block.open_rows.as_ref()?;
                (open.id == *of && open.parts == parts.len()).then_some((at, None))
            }
        });
        found.collect()
    }
}

/// Puts a fact into a report.
fn put(report: &mut Report, fact: Fact, content: &PlacedText<'_>) {
    let text = content
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if text.is_empty() {
        return;
    }
    match fact {
        Fact::Organization => report.organization = Some(text),
        Fact::Title => {
            report.title = Some(text);
            report.title_place = Some(Place::Text(content.place));
        }
        Fact::Year => report.year = year(&text),
    }
}

/// The first four digits in a row: `2023`, `FY 2023`, `2023-09-30`.
fn year(text: &str) -> Option<i32> {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    let mut years = runs.filter(|run| run.len() == 4);
    years.next()?.parse().ok()
}
