//! Rows that stand in the document with figures, of which none was read: such a row is not missing. It was not
//! read, and nobody has seen whether its figures are right.
//!
//! What tells it is a label of the row (whole, cut off at the edge of its cell, or with a figure right behind
//! it) beside values that are in no cell of the report.

use gouji_model::{ObservationKind, Place, Report, TableId};

use crate::key::key;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};

/// Fewest letters that are left of a label that is cut off, and most that are not.
const FEWEST_LEFT: usize = 4;
const MOST_CUT: usize = 2;
/// How many lines below its label the values of a row may stand.
const BELOW: usize = 2;

/// Remarks the missing rows that stand there as rows that were not read.
pub(crate) fn settle(lines: &[Line<'_>], lexicon: &Lexicon, report: &mut Report) {
    let is_missing = |kind| kind == ObservationKind::MissingRow;
    if !report.observations.iter().any(|seen| is_missing(seen.kind)) {
        return;
    }
    let used: Vec<Place> = report
        .cells
        .iter()
        .flatten()
        .map(|cell| cell.place)
        .collect();
    let is_used = |token: &Token<'_>| used.iter().any(|place| meets(*place, token.place));
    let mut uncertain: Vec<TableId> = Vec::new();
    for seen in &mut report.observations {
        let Some(table) = seen.table.filter(|_| is_missing(seen.kind)) else {
            continue;
        };
        let label = Label::of(&seen.expected, lexicon, usize::from(table.0));
        let Some((place, count)) = label.and_then(|label| label.find(lines, &is_used)) else {
            continue;
        };
        seen.kind = ObservationKind::MisalignedRow;
        seen.subject.clone_from(&seen.expected);
        seen.found = count.to_string();
        seen.place = Some(place);
        uncertain.push(table);
    }
    uncertain.retain(|table| !report.uncertain_tables.contains(table));
    uncertain.dedup();
    report.uncertain_tables.append(&mut uncertain);
}

/// The label of a row that no other label of the form may be taken for.
struct Label {
    body: String,
    /// The bodies of all labels of the table but this one.
    others: Vec<String>,
}

impl Label {
    fn of(official: &str, lexicon: &Lexicon, table: usize) -> Option<Self> {
        let body = key(official).body;
        let blocks = &lexicon.form.tables[table].blocks;
        let rows = blocks.iter().flat_map(|block| &block.rows);
        let columns = blocks.iter().flat_map(|block| &block.columns);
        let labels = rows.map(|row| row.label.text.as_str());
        let labels = labels.chain(columns.map(|column| column.label.text.as_str()));
        let all: Vec<String> = labels.map(|text| key(text).body).collect();
        let alike = all.iter().filter(|other| **other == body).count();
        let others = all.into_iter().filter(|other| *other != body).collect();
        (alike == 1 && !body.is_empty()).then_some(Self { body, others })
    }

    /// Where it stands beside values that are in no cell, and how many these are.
    fn find(
        &self,
        lines: &[Line<'_>],
        is_used: &dyn Fn(&Token<'_>) -> bool,
    ) -> Option<(Place, usize)> {
        let unread = |token: &&Token<'_>| token.shape.is_value() && !is_used(token);
        for (at, line) in lines.iter().enumerate() {
            let is_label = |token: &&Token<'_>| !is_used(token) && self.names(token.text);
            let Some(label) = line.tokens.iter().find(is_label) else {
                continue;
            };
            let own = line.tokens.iter().filter(unread).count();
            let own = own + usize::from(bare(label.text).len() < label.text.len());
            if own > 0 {
                return Some((label.place, own));
            }
            let bare = |line: &&Line<'_>| {
                line.block == lines[at].block && line.tokens.iter().any(|token| unread(&token))
            };
            let others = lines.get(at + 1..).unwrap_or_default().iter().take(BELOW);
            if let Some(below) = others.clone().find(bare)
                && line.is_laid()
                && !below.tokens.iter().any(|token| token.is_label())
            {
                return Some((label.place, below.tokens.iter().filter(unread).count()));
            }
        }
        None
    }

    /// Whether a text is the label, or what is left of it where a cell cuts it off.
    fn names(&self, text: &str) -> bool {
        let found = key(bare(text)).body;
        if found == self.body {
            return true;
        }
        let (left, whole) = (found.chars().count(), self.body.chars().count());
        let is_cut =
            left >= FEWEST_LEFT && left + MOST_CUT >= whole && self.body.starts_with(&found);
        is_cut && !self.others.iter().any(|other| other.starts_with(&found))
    }
}

/// A text without the figure at its end.
fn bare(text: &str) -> &str {
    let is_figure = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,-+".contains(c);
    text.trim_end_matches(is_figure)
}

/// Whether two places have something in common.
fn meets(one: Place, other: Place) -> bool {
    match (one, other) {
        (Place::Text(one), Place::Text(other)) => one.start < other.end && other.start < one.end,
        (
            Place::Page { page, bbox },
            Place::Page {
                page: beside,
                bbox: area,
            },
        ) => {
            let over = |from: usize, to: usize| bbox[from] < area[to] && area[from] < bbox[to];
            page == beside && over(0, 2) && over(1, 3)
        }
        _ => one == other,
    }
}
