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
        let mut cells = BTreeSet::new();
        for block in &table.block {
            self.unique("row", block.rows.iter().map(|row| &row.id));
            self.unique("column", block.columns.iter().map(|column| &column.id));
            for (row, column) in addresses(block) {
                cells.insert((row.id.get_ref(), column.id.get_ref()));
            }
        }
        let all: usize = table.block.iter().map(distinct).sum();
        if cells.len() < all {
            let message = format!("two blocks of `{}` share a cell", table.id.get_ref());
            let help = "a row may stand in two blocks only with different columns";
            self.fault(&table.id, message, help);
        }
    }
}

fn addresses(block: &BlockEntry) -> impl Iterator<Item = (&Entry, &Entry)> {
    let columns = || block.columns.iter().filter(|column| !column.group);
    block
        .rows
        .iter()
        .flat_map(move |row| columns().map(move |column| (row, column)))
}

/// How many addresses a block has; those it has twice count once.
fn distinct(block: &BlockEntry) -> usize {
    let ids = addresses(block).map(|(row, column)| (row.id.get_ref(), column.id.get_ref()));
    ids.collect::<BTreeSet<_>>().len()
}
