//! Reports in forms that leave rows open: a table with a row for each component, department or product,
//! and rows of the form's own, such as the total.
//!
//! Every table is a grid. A line of headings tells which table of the form it is and which column stands
//! where; what stands in the first column tells the row: the label of one of the form's own rows, and
//! else the key of an open one. Nothing is guessed: a table that could be two of the form is reported as
//! unreadable, and what needs it is blocked.

mod absent;
mod choice;
mod crossed;
mod filling;
mod grid;
mod heads;
mod key_columns;
mod laid;
mod missing;
mod names;
mod strays;

use std::sync::{Arc, OnceLock};

use gouji_document::{Block, ColumnEvidence, Document};
use gouji_model::{Draft, Form, Observation, ObservationKind, Place, Report, TableId};

use crate::declared::{facts, sections};
use crate::grouped::Grouping;
use crate::labels::Labels;
use crate::lines;

use choice::{Chosen, choose};
use filling::Filling;
use grid::Grid;
use heads::Part;
use laid::LaidTable;
use names::Names;

/// The fewest different labels of a form that make a document a report, where it does not say itself.
const FEWEST_LABELS: usize = 4;

/// Forms that leave rows open.
#[derive(Debug)]
pub(crate) struct OpenForms {
    forms: Vec<Arc<Form>>,
    /// Their labels, laid out once a document is in no other form.
    laid: OnceLock<Laid>,
}

/// The labels of forms.
#[derive(Debug)]
struct Laid {
    labels: Arc<Labels>,
    names: Vec<Names>,
}

impl OpenForms {
    /// For these forms, which all leave rows open.
    pub(crate) const fn new(forms: Vec<Arc<Form>>) -> Self {
        Self {
            forms,
            laid: OnceLock::new(),
        }
    }

    fn laid(&self) -> &Laid {
        self.laid.get_or_init(|| Laid {
            labels: Arc::new(Labels::new(&self.forms)),
            names: self.forms.iter().map(|form| Names::of(form)).collect(),
        })
    }

    /// The form whose title a document has, though none of its tables.
    pub(crate) fn titled(&self, document: &Document) -> Option<&Form> {
        let known = self.forms.iter().filter(|form| form.traits.is_declared);
        let known: Vec<&Arc<Form>> = known.collect();
        if known.is_empty() {
            return None;
        }
        let lines = lines::flatten(document, &self.laid().labels);
        let titled = |form: &&Arc<Form>| facts::has_title(&lines, form);
        known.into_iter().find(titled).map(|form| &**form)
    }

    /// The report in a document, in the form of which it has most labels; none where it has too few.
    pub(crate) fn bind(&self, document: &Document) -> Vec<Report> {
        if self.forms.is_empty() {
            return Vec::new();
        }
        let grouping = Grouping::of(&self.forms);
        let laid = |block: &Block| match block {
            Block::Table(table) if table.columns == ColumnEvidence::Position => {
                LaidTable::all(document, table, &grouping)
            }
            _ => Vec::new(),
        };
        let laid: Vec<Vec<Option<LaidTable>>> = document.blocks.iter().map(laid).collect();
        let blocks = document.blocks.iter().zip(&laid).enumerate();
        let grids: Vec<Grid<'_>> = blocks
            .scan(Vec::new(), |above, (number, (block, laid))| {
                Some(grids_of(document, number, (block, laid), above))
            })
            .flatten()
            .map(|grid| grid.with_groups(&self.laid().names))
            .collect();
        let best = self
            .forms
            .iter()
            .zip(&self.laid().names)
            .map(|(form, names)| {
                let parts: Vec<Part<'_, '_>> = grids
                    .iter()
                    .flat_map(|grid| heads::parts(grid, names))
                    .collect();
                let labels = heads::labels(&parts, names);
                (labels, form, names, parts)
            });
        let found = best
            .filter(|(labels, form, ..)| *labels >= fewest(form))
            .max_by_key(|(labels, ..)| *labels);
        let report = found.and_then(|(_, form, names, parts)| {
            let chosen = choose(form, names, &parts);
            let mut report = filled(form, names, &chosen)?;
            self.facts(document, form, &parts, &mut report);
            note_tables(document, form, (chosen, &parts), &mut report);
            Some(report)
        });
        report.into_iter().collect()
    }

    /// Title, organ and period, where the form says how they are known.
    fn facts(&self, document: &Document, form: &Form, parts: &[Part<'_, '_>], report: &mut Report) {
        if !form.traits.is_declared {
            return;
        }
        let lines = lines::flatten(document, &self.laid().labels);
        let blocks = || parts.iter().map(|part| part.block);
        let start = blocks().min().unwrap_or(0);
        let end = blocks().max().unwrap_or(0);
        let at = |block: usize| lines.partition_point(|line| line.block < block);
        facts::record(
            &lines,
            &(at(start)..at(end + 1)),
            &(0..lines.len()),
            form,
            report,
        );
        sections::record(document, &lines, form, false, report);
    }
}

/// The grids of a table, with the texts above; a paragraph is added to those.
fn grids_of<'d>(
    document: &'d Document,
    number: usize,
    (block, laid): (&Block, &'d [Option<LaidTable>]),
    above: &mut Vec<&'d str>,
) -> Vec<Grid<'d>> {
    match block {
        Block::Table(_) if !laid.is_empty() => {
            let laid = laid.iter().flatten();
            laid.map(|laid| Grid::of_laid(number, laid, std::mem::take(above)))
                .collect()
        }
        Block::Paragraph(paragraph) => {
            above.push(document.text(paragraph.text));
            Vec::new()
        }
        Block::Table(table) => Grid::of(document, number, table, std::mem::take(above))
            .into_iter()
            .collect(),
    }
}

fn fewest(form: &Form) -> usize {
    let required = form.known_by.as_ref().map_or(0, |known| known.labels);
    if required > 0 {
        required
    } else {
        FEWEST_LABELS
    }
}

/// The report that the parts of tables make.
fn filled(form: &Arc<Form>, names: &Names, chosen: &Chosen<'_, '_, '_>) -> Option<Report> {
    let mut filling = Filling::new(Draft::new(form));
    for (part, at) in &chosen.tables {
        filling.fill(names, part, *at);
    }
    filling.finish()
}

/// Notes tables that could not be read, and those that are not there.
fn note_tables(
    document: &Document,
    form: &Form,
    (chosen, parts): (Chosen<'_, '_, '_>, &[Part<'_, '_>]),
    report: &mut Report,
) {
    let year = report.year;
    let absent = absent::absent(document, form, year, &chosen, parts);
    let Chosen { tables, doubtful } = chosen;
    for (table, _) in form.tables.iter().enumerate() {
        let id = TableId::at(table);
        let place = doubtful.iter().find(|(own, _)| own.contains(&table));
        let read = tables.iter().any(|(_, at)| at.table == table);
        match (place, read) {
            (Some((_, place)), _) => {
                lose(form, id, ObservationKind::UnreadableTable, *place, report);
            }
            (None, false) if form.tables[table].is_needed(year) && !absent.contains(&table) => {
                lose(form, id, ObservationKind::MissingTable, None, report);
            }
            _ => {}
        }
    }
    let absent = absent.into_iter().map(TableId::at);
    report.note_absent(absent.collect());
}

/// Notes that a table could not be read.
fn lose(
    form: &Form,
    table: TableId,
    kind: ObservationKind,
    place: Option<Place>,
    report: &mut Report,
) {
    let own = &form.tables[usize::from(table.0)];
    report.lost_tables.push(table);
    report.observations.push(Observation {
        expected: own.title.zh.clone(),
        table: Some(table),
        place,
        there: place.is_some(),
        ..Observation::of(kind, &own.id)
    });
}
