//! What a data source names that its form does not have.

use gouji_model::{Form, Table};
use toml::Spanned;

use crate::PackError;
use crate::files::File;
use crate::mistake::Mistake;

use super::mistakes;

/// What is wrong with a `source.toml`, as far as it is read.
pub(super) struct Faults<'f> {
    file: &'f File,
    form: &'f Form,
    found: Vec<PackError>,
}

impl<'f> Faults<'f> {
    /// None yet.
    pub(super) const fn new(file: &'f File, form: &'f Form) -> Self {
        Self {
            file,
            form,
            found: Vec::new(),
        }
    }

    /// All of them.
    pub(super) fn into_found(self) -> Vec<PackError> {
        self.found
    }

    fn add(&mut self, at: &Spanned<String>, mistake: Mistake) {
        let (path, text) = (&self.file.path, &self.file.text);
        self.found
            .push(PackError::at(path, text, at.span(), mistake));
    }

    /// What is no way to an element.
    pub(super) fn path(&mut self, at: &Spanned<String>) {
        self.add(at, mistakes::path(at.get_ref()));
    }

    /// Keys that are neither of open rows nor of one row, or of both.
    pub(super) fn of_or_row(&mut self, at: &Spanned<String>) {
        self.add(at, mistakes::keys());
    }

    /// A table, if the form has none of that name.
    pub(super) fn table(&mut self, name: &Spanned<String>) {
        if self.table_of(name.get_ref()).is_none() {
            let form = self.form;
            let known = form.tables.iter().map(|table| table.id.as_str());
            self.add(name, mistakes::name(("表", "table"), name.get_ref(), known));
        }
    }

    fn table_of(&self, name: &str) -> Option<&'f Table> {
        self.form.tables.iter().find(|table| table.id == name)
    }

    /// A row, if its table has none of that name.
    pub(super) fn row(&mut self, table: &str, row: &Spanned<String>) {
        let Some(table) = self.table_of(table) else {
            return;
        };
        let rows = table.blocks.iter().flat_map(|block| &block.rows);
        let mut ids = rows.map(|row| row.id.as_str());
        if !ids.clone().any(|id| id == row.get_ref()) {
            self.add(
                row,
                mistakes::name(("行", "row"), row.get_ref(), ids.by_ref()),
            );
        }
    }

    /// Open rows, if a table has none of that name.
    pub(super) fn open_rows(&mut self, table: &str, of: &Spanned<String>) {
        let Some(table) = self.table_of(table) else {
            return;
        };
        let open = table
            .blocks
            .iter()
            .filter_map(|block| block.open_rows.as_ref());
        let mut ids = open.map(|open| open.id.as_str());
        if !ids.clone().any(|id| id == of.get_ref()) {
            self.add(
                of,
                mistakes::name(("开放行", "open rows"), of.get_ref(), ids.by_ref()),
            );
        }
    }

    /// A column, if its table has none of that name.
    pub(super) fn column(&mut self, table: &str, column: &str, at: &Spanned<String>) {
        let Some(table) = self.table_of(table) else {
            return;
        };
        let columns = table.blocks.iter().flat_map(|block| &block.columns);
        let mut ids = columns
            .filter(|column| !column.group)
            .map(|column| column.id.as_str());
        if !ids.clone().any(|id| id == column) {
            self.add(at, mistakes::name(("列", "column"), column, ids.by_ref()));
        }
    }
}
