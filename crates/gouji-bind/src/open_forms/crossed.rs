//! Tables in which a row says half of what a column of the form is: `Date of receipt` beside the key, and `10th
//! oldest request` above. The form has both in one label.

use std::collections::BTreeMap;

use super::grid::GridCell;
use super::heads::Part;
use super::names::BlockNames;
use crate::key::normal;

/// Most different texts of the rows.
const MOST_TEXTS: usize = 16;

/// What the rows of a part say beside their keys, with the columns of the block that each text and the headings
/// name together.
#[derive(Debug)]
pub(super) struct Crossed {
    /// The column of the grid in which it stands.
    side: u32,
    /// The column of the block for each of the grid, by what the row says.
    columns: BTreeMap<String, BTreeMap<u32, usize>>,
}

impl Crossed {
    /// Of a part whose keys stand in a column; nothing where some text of a row names no column of the block.
    pub(super) fn of(block: &BlockNames, part: &Part<'_, '_>, key: u32) -> Option<Self> {
        let sides = part.columns.iter().map(|column| column.column);
        let mut sides = sides.filter(|column| *column != key);
        sides.find_map(|side| Self::beside(block, part, side))
    }

    fn beside(block: &BlockNames, part: &Part<'_, '_>, side: u32) -> Option<Self> {
        let mut columns = BTreeMap::new();
        for row in part.rows {
            let text = said(row, side).filter(|text| !text.is_empty())?;
            if columns.contains_key(&text) {
                continue;
            }
            let own = of_text(block, part, side, &text);
            if own.is_empty() || columns.len() == MOST_TEXTS {
                return None;
            }
            columns.insert(text, own);
        }
        (!columns.is_empty()).then_some(Self { side, columns })
    }

    /// The columns of a row.
    pub(super) fn of_row(&self, row: &[GridCell<'_>]) -> Option<&BTreeMap<u32, usize>> {
        self.columns.get(&said(row, self.side)?)
    }

    /// The columns of the grid that stand for some of the block.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, usize)> {
        let all = self.columns.values().flatten();
        all.map(|(column, own)| (*column, *own))
    }
}

/// What a row says in a column.
fn said(row: &[GridCell<'_>], side: u32) -> Option<String> {
    let cell = row.iter().find(|cell| cell.covers(side))?;
    Some(normal(cell.text))
}

/// The columns that a text of a row names together with the headings: none where two headings name one.
fn of_text(block: &BlockNames, part: &Part<'_, '_>, side: u32, text: &str) -> BTreeMap<u32, usize> {
    let mut columns: BTreeMap<u32, usize> = BTreeMap::new();
    for column in part.columns.iter().filter(|column| column.column != side) {
        let Some(lowest) = column.over.last() else {
            continue;
        };
        let named = block.meant(&[text.to_owned() + lowest]);
        if let Some(own) = named {
            if columns.values().any(|known| *known == own) {
                return BTreeMap::new();
            }
            columns.insert(column.column, own);
        }
    }
    columns
}
