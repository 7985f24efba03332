//! Reports in forms that leave rows open: a table with a row for each component, department or product,
//! and rows of the form's own, such as the total.
//!
//! Every table is a grid. A line of headings tells which table of the form it is and which column stands
//! where; what stands in the first column tells the row: the label of one of the form's own rows, and
//! else the key of an open one. Nothing is guessed: a table that could be two of the form is told as
//! unreadable, and what needs it is blocked.

mod choice;
mod filling;
mod grid;
mod heads;
mod names;

use std::sync::Arc;

use gouji_document::{Block, Document};
use gouji_model::{Draft, Form, Observation, ObservationKind, Place, Report, TableId};

use choice::{Chosen, choose};
use filling::Filling;
use grid::Grid;
use heads::Part;
use names::Names;

/// The fewest different labels of a form that make a document a report, where it does not say itself.
const FEWEST_LABELS: usize = 4;

/// Forms that leave rows open.
#[derive(Debug)]
pub(crate) struct OpenForms {
    forms: Vec<(Arc<Form>, Names)>,
}

impl OpenForms {
    /// For these forms, which all leave rows open.
    pub(crate) fn new(forms: Vec<Arc<Form>>) -> Self {
        let named = |form: Arc<Form>| {
            let names = Names::of(&form);
            (form, names)
        };
        Self {
            forms: forms.into_iter().map(named).collect(),
        }
    }

    /// The report in a document, in the form of which it has most labels; none where it has too few.
    pub(crate) fn bind(&self, document: &Document) -> Vec<Report> {
        if self.forms.is_empty() {
            return Vec::new();
        }
        let grids: Vec<Grid<'_>> = document
            .blocks
            .iter()
            .scan(Vec::new(), |above, block| {
                Some(grid_of(document, block, above))
            })
            .flatten()
            .collect();
        let best = self.forms.iter().map(|(form, names)| {
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
        let report = found.and_then(|(_, form, names, parts)| report(form, names, &parts));
        report.into_iter().collect()
    }
}

/// The grid of a table, with the texts above it; a paragraph is added to those.
fn grid_of<'d>(
    document: &'d Document,
    block: &Block,
    above: &mut Vec<&'d str>,
) -> Option<Grid<'d>> {
    match block {
        Block::Paragraph(paragraph) => {
            above.push(document.text(paragraph.text));
            None
        }
        Block::Table(table) => Grid::of(document, table, std::mem::take(above)),
    }
}

fn fewest(form: &Form) -> usize {
    let said = form.known_by.as_ref().map_or(0, |known| known.labels);
    if said > 0 { said } else { FEWEST_LABELS }
}

/// The report that the parts of tables make.
fn report(form: &Arc<Form>, names: &Names, parts: &[Part<'_, '_>]) -> Option<Report> {
    let Chosen { tables, doubtful } = choose(form, names, parts);
    let mut filling = Filling::new(Draft::new(form));
    for (part, at) in &tables {
        filling.fill(names, part, *at);
    }
    let mut report = filling.finish()?;
    for (table, _) in form.tables.iter().enumerate() {
        let id = TableId::at(table);
        let place = doubtful.iter().find(|(own, _)| own.contains(&table));
        let read = tables.iter().any(|(_, at)| at.0 == table);
        match (place, read) {
            (Some((_, place)), _) => {
                lose(
                    form,
                    id,
                    ObservationKind::UnreadableTable,
                    *place,
                    &mut report,
                );
            }
            (None, false) if !form.tables[table].optional => {
                lose(form, id, ObservationKind::MissingTable, None, &mut report);
            }
            _ => {}
        }
    }
    Some(report)
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
        kind,
        subject: own.id.clone(),
        expected: own.title.zh.clone(),
        found: String::new(),
        table: Some(table),
        cells: Vec::new(),
        place,
        there: place.is_some(),
        looked: None,
    });
}
