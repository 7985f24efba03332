//! The names in a form: each stands for one thing, and each that is used is there.

use std::collections::BTreeSet;

use toml::Spanned;

use super::{BlockEntry, Entry, FormFile, TableEntry};
use crate::PackError;
use crate::files::File;

/// What is wrong with the names of a form.
pub(super) fn faults(file: &File, form: &FormFile) -> Vec<PackError> {
    let mut found = Names {
        file,
        faults: Vec::new(),
    };
    found.unique("section", form.section.iter().map(|section| &section.id));
    found.unique("table", form.table.iter().map(|table| &table.id));
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
    fn fault(&mut self, at: &Spanned<String>, message: String, help: &str) {
        let File { path, text } = self.file;
        self.faults
            .push(PackError::at(path, text, at.span(), message, help));
    }

    fn unique<'e>(&mut self, kind: &str, ids: impl Iterator<Item = &'e Spanned<String>>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id.get_ref()) {
                let message = format!("a second {kind} `{}`", id.get_ref());
                self.fault(id, message, "give each an id of its own");
            }
        }
    }

    fn section_of(&mut self, form: &FormFile, table: &TableEntry) {
        let named = table.section.get_ref();
        if !form.section.iter().any(|known| known.id.get_ref() == named) {
            let message = format!("the form has no section `{named}`");
            let help = "name the section the table stands in by its id";
            self.fault(&table.section, message, help);
        }
    }

    fn blocks(&mut self, table: &TableEntry) {
        for block in &table.block {
            self.unique("row", block.rows.iter().map(|row| &row.id));
            self.unique("column", block.columns.iter().map(|column| &column.id));
        }
        if share_a_cell(&table.block) {
            let message = format!("two blocks of `{}` share a cell", table.id.get_ref());
            let help = "a row may stand in two blocks only with different columns";
            self.fault(&table.id, message, help);
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
