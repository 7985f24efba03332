//! The names in a form: each stands for one thing, and each that is used is there.

use std::collections::BTreeSet;

use toml::Spanned;

use super::{BlockEntry, Entry, FormFile, TableEntry};
use crate::PackError;
use crate::files::File;
use crate::mistake::{self, Mistake};

/// What is wrong with the names of a form.
pub(super) fn faults(file: &File, form: &FormFile) -> Vec<PackError> {
    let mut found = Names {
        file,
        faults: Vec::new(),
    };
    found.unique(
        ("部分", "section"),
        form.section.iter().map(|section| &section.id),
    );
    found.unique(("表", "table"), form.table.iter().map(|table| &table.id));
    for table in &form.table {
        found.section_of(form, table);
        found.blocks(table);
    }
    found.faults
}

struct Names<'f> {
    file: &'f File,
    faults: Vec<PackError>,
}

impl Names<'_> {
    fn fault(&mut self, at: &Spanned<String>, mistake: Mistake) {
        let File { path, text, .. } = self.file;
        self.faults
            .push(PackError::at(path, text, at.span(), mistake));
    }

    fn unique<'e>(&mut self, kind: (&str, &str), ids: impl Iterator<Item = &'e Spanned<String>>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id.get_ref()) {
                self.fault(id, mistake::second(kind, id.get_ref()));
            }
        }
    }

    fn section_of(&mut self, form: &FormFile, table: &TableEntry) {
        let named = table.section.get_ref();
        if !form.section.iter().any(|known| known.id.get_ref() == named) {
            self.fault(&table.section, mistake::table_section(named));
        }
    }

    fn blocks(&mut self, table: &TableEntry) {
        for block in &table.block {
            self.unique(("行", "row"), block.rows.iter().map(|row| &row.id));
            self.unique(
                ("列", "column"),
                block.columns.iter().map(|column| &column.id),
            );
        }
        if share_a_cell(&table.block) {
            self.fault(&table.id, mistake::shared_cell(table.id.get_ref()));
        }
    }
}

/// Whether two blocks have a row and a column by the same names.
fn share_a_cell(blocks: &[BlockEntry]) -> bool {
    let mut others = blocks.iter().enumerate();
    others.any(|(at, block)| blocks[..at].iter().any(|other| overlap(block, other)))
}

fn overlap(left: &BlockEntry, right: &BlockEntry) -> bool {
    let named = |entries: &[Entry], one: &Entry| {
        let mut entries = entries.iter();
        entries.any(|entry| entry.id.get_ref() == one.id.get_ref() && !entry.group)
    };
    let row = |one: &Entry| {
        right
            .rows
            .iter()
            .any(|row| row.id.get_ref() == one.id.get_ref())
    };
    let column = |one: &Entry| !one.group && named(&right.columns, one);
    left.rows.iter().any(row) && left.columns.iter().any(column)
}
