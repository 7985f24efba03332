//! The labels of a block with every wording they may be printed in.

use gouji_model::{Block, Label, RowAxis, Table};

use super::known::Known;
use super::parts::{Part, Wording};
use crate::key::{letters_into, without_explanation};

/// The wordings of a block, and what is asked of them for every word on a page.
#[derive(Debug)]
pub(crate) struct Wordings {
    /// Each of them.
    pub(super) all: Vec<Wording>,
    /// What is known of them.
    pub(super) known: Known,
}

impl Wordings {
    /// Those of every block of a table.
    pub(crate) fn of_table(table: &Table) -> Vec<Self> {
        let blocks = table.blocks.iter();
        blocks
            .map(|block| Self::of(wordings(table, block)))
            .collect()
    }

    /// With what is known of them.
    pub(super) fn of(all: Vec<Wording>) -> Self {
        Self {
            known: Known::of(&all),
            all,
        }
    }
}

/// All wordings of a block of a table.
fn wordings(table: &Table, block: &Block) -> Vec<Wording> {
    let mut found = Vec::new();
    let down = block.rows_run == RowAxis::Down;
    for label in table.furniture.iter().chain(&block.caption) {
        add(&mut found, label, Part::Furniture, true, false);
    }
    for (index, column) in block.columns.iter().enumerate() {
        add(
            &mut found,
            &column.label,
            Part::Column(index),
            column.group,
            false,
        );
    }
    for (index, row) in block.rows.iter().enumerate() {
        let ordered = down && !row.group;
        add(&mut found, &row.label, Part::Row(index), row.group, ordered);
    }
    found
}

fn add(found: &mut Vec<Wording>, label: &Label, part: Part, group: bool, ordered: bool) {
    // A head in fewer words than the form's would be a piece of it, and whole.
    let is_piece = |wording: &&String| {
        let is_column = matches!(part, Part::Column(_));
        is_column && label.text.contains(wording.as_str())
    };
    let others = label.aliases.iter().chain(&label.altered);
    let others = others.filter(|wording| !is_piece(wording));
    let whole = std::iter::once(label.text.as_str()).chain(others.map(String::as_str));
    let short = without_explanation(&label.text);
    let mut known: Vec<Vec<char>> = Vec::new();
    for wording in whole.chain(short) {
        let mut letters = String::new();
        letters_into(wording, &mut letters);
        known.push(letters.chars().collect());
    }
    known.sort_unstable();
    known.dedup();
    for letters in known.into_iter().filter(|letters| !letters.is_empty()) {
        found.push(Wording {
            letters,
            part,
            group,
            ordered,
        });
    }
}
