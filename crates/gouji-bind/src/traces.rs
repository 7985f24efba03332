//! Rows and tables that were not read: whether their labels stand in the text all the same, and from
//! where to where it was looked.
//!
//! A row that is not there and one that is there and could not be read want different things of a
//! clerk.

use gouji_model::{Observation, ObservationKind, Place, Report};

use crate::at::RowAt;
use crate::items::{Item, items};
use crate::lexicon::Lexicon;
use crate::lines::Line;

/// Fewest characters of a label that shows a row to be there.
const TELLING: usize = 4;
/// Fewest labels that show a table to be there.
const FEWEST: usize = 2;

/// Notes where it was looked for what was not read.
pub(crate) fn note(lines: &[Line<'_>], lexicon: &Lexicon, report: &mut Report) {
    for seen in &mut report.observations {
        let unread = matches!(
            seen.kind,
            ObservationKind::MissingRow
                | ObservationKind::MissingTable
                | ObservationKind::UnreadableTable
        );
        if let Some(table) = seen.table.filter(|_| unread) {
            trace(lines, lexicon, usize::from(table.0), seen);
        }
    }
}

fn trace(lines: &[Line<'_>], lexicon: &Lexicon, table: usize, seen: &mut Observation) {
    let labels: Vec<(RowAt, Place)> = lines
        .iter()
        .flat_map(|line| items(line, lexicon, table))
        .filter(is_telling)
        .filter_map(|item| Some((item.row()?, item.token.place)))
        .collect();
    let (Some((_, first)), Some((_, last))) = (labels.first(), labels.last()) else {
        return;
    };
    let blocks = &lexicon.form.tables[table].blocks;
    let is_row = |RowAt { block, row }: RowAt| blocks[block].rows[row].id == seen.subject;
    let own = match seen.kind {
        ObservationKind::MissingRow => labels.iter().find(|(row, _)| is_row(*row)),
        _ => labels.first().filter(|_| labels.len() >= FEWEST),
    };
    seen.looked = Some((*first, *last));
    if let Some((_, place)) = own {
        seen.there = true;
        seen.place.get_or_insert(*place);
    }
}

fn is_telling(item: &Item<'_, '_>) -> bool {
    let long = item.token.text.chars().filter(|c| c.is_alphanumeric());
    item.is_text() && long.count() >= TELLING
}
