//! Rows and tables that stand twice: one reading is left of each row, or none.
//!
//! A blank copy counts for nothing beside a filled one, and copies that agree are one. Where they
//! differ nobody can tell which counts: what differs is not read.

use std::collections::BTreeMap;

use gouji_model::{ObservationKind, Place};

use crate::at::RowAt;
use crate::lexicon::Lexicon;
use crate::proof::amount;
use crate::reading::{Found, Reading};

/// Most labels of differing rows that are named.
const MOST_NAMED: usize = 5;
/// Fewest rows that stand twice where the table does, and not single rows of it.
const FEWEST_ROWS: usize = 3;

/// Leaves one reading of every row.
pub(crate) fn settle(reading: &mut Reading<'_>, lexicon: &Lexicon, table: usize) {
    drop_blank_for_unread(reading);
    // Most tables have each row once, in the order of the form.
    if reading.rows.is_sorted_by(|one, next| one.row < next.row) {
        return;
    }
    let mut places: BTreeMap<RowAt, Vec<usize>> = BTreeMap::new();
    for (at, found) in reading.rows.iter().enumerate() {
        places.entry(found.row).or_default().push(at);
    }
    let rows = places.len();
    places.retain(|_, places| places.len() > 1);
    if places.is_empty() {
        return;
    }
    let mut settled = Settled::default();
    for (row, places) in &places {
        settled.row(*row, places, reading);
    }
    let whole = places.len() >= FEWEST_ROWS.max(rows.div_ceil(2));
    settled.observe(reading, lexicon, table, whole);
    reading.uncertain |= !settled.differing.is_empty();
    let dropped = settled.dropped;
    let mut at = 0;
    reading.rows.retain(|_| {
        at += 1;
        !dropped.contains(&(at - 1))
    });
}

/// A blank row says nothing where another copy of it could not be read.
fn drop_blank_for_unread(reading: &mut Reading<'_>) {
    let unread = &reading.misaligned;
    if unread.is_empty() {
        return;
    }
    let blank = |found: &Found<'_>| found.values.iter().all(|(_, token)| token.is_blank());
    reading
        .rows
        .retain(|found| !unread.contains(&found.row) || !blank(found));
}

/// A row of the form, and where that it stands twice is reported.
type CopiedRow = (RowAt, Option<Place>);

#[derive(Default)]
struct Settled {
    /// Readings that count for nothing.
    dropped: Vec<usize>,
    agreeing: Vec<CopiedRow>,
    differing: Vec<CopiedRow>,
}

impl Settled {
    fn row(&mut self, row: RowAt, places: &[usize], reading: &mut Reading<'_>) {
        let is_blank = |found: &Found<'_>| found.values.iter().all(|(_, token)| token.is_blank());
        let filled = places.iter().filter(|at| !is_blank(&reading.rows[**at]));
        let fullest = filled.clone().max_by_key(|at| {
            let values = &reading.rows[**at].values;
            let filled = values.iter().filter(|(_, token)| !token.is_blank()).count();
            (filled, std::cmp::Reverse(**at))
        });
        let kept = fullest.copied().unwrap_or(places[0]);
        let differing: Vec<usize> = filled
            .flat_map(|at| differing(&reading.rows[kept], &reading.rows[*at]))
            .collect();
        self.dropped.extend(places.iter().filter(|at| **at != kept));
        let again = &reading.rows[places[1]];
        let place = again
            .label
            .or(again.values.first().map(|(_, token)| *token));
        let copied = (row, place.map(|token| token.place));
        if differing.is_empty() {
            self.agreeing.push(copied);
            return;
        }
        self.differing.push(copied);
        let values = &mut reading.rows[kept].values;
        values.retain(|(column, _)| !differing.contains(column));
        if values.is_empty() {
            self.dropped.push(kept);
            reading.misaligned.push(row);
        }
    }

    /// Says what stands twice: one remark for a table, however many of its rows agree.
    fn observe(&self, reading: &mut Reading<'_>, lexicon: &Lexicon, table: usize, whole: bool) {
        let form = &lexicon.form.tables[table];
        let label = |row: RowAt| form.blocks[row.block].rows[row.row].label.text.as_str();
        let mut observe = |kind, expected: &str, found: String, place| {
            reading
                .remarks
                .push((kind, expected.to_owned(), found, place));
        };
        if !whole {
            for (row, place) in &self.agreeing {
                let kind = ObservationKind::RepeatedRow;
                observe(kind, label(*row), String::new(), *place);
            }
        } else if let (Some((_, place)), true) = (self.agreeing.first(), self.differing.is_empty())
        {
            let kind = ObservationKind::RepeatedTable;
            observe(kind, &form.title.zh, String::new(), *place);
        }
        if let Some((row, place)) = self.differing.first() {
            let named = self.differing.iter().take(MOST_NAMED);
            let names: Vec<&str> = named.map(|(row, _)| label(*row)).collect();
            let title = if whole { &form.title.zh } else { label(*row) };
            let kind = ObservationKind::DifferingCopies;
            observe(kind, title, names.join("、").replace('\n', ""), *place);
        }
    }
}

/// The columns in which two readings of a row say other things.
fn differing(one: &Found<'_>, other: &Found<'_>) -> Vec<usize> {
    let mut columns = Vec::new();
    for (column, token) in &one.values {
        let same_column = |(its, _): &&(usize, _)| its == column;
        let Some((_, its)) = other.values.iter().find(same_column) else {
            continue;
        };
        let equal = match (amount(token), amount(its)) {
            (Some(one), Some(other)) => one == other,
            _ => token.text == its.text,
        };
        if !equal {
            columns.push(*column);
        }
    }
    columns
}
