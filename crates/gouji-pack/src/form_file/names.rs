//! The names in a form: each stands for one thing, and each that is used is there; and how many
//! tables and cells there may be.

use std::collections::BTreeSet;

use gouji_model::limits;
use toml::Spanned;

use super::entries::{BlockEntry, ColumnEntry, FormFile, TableEntry};
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

/// A form with more tables or cells than can be numbered: one would be taken for another.
pub(super) fn too_large(file: &File, form: &FormFile) -> Option<PackError> {
    let fault = |table: &TableEntry, mistake| {
        PackError::at(&file.path, &file.text, table.id.span(), mistake)
    };
    if let Some(table) = form.table.get(limits::FORM_TABLES) {
        let mistake = mistake::too_many("张表", "tables", limits::FORM_TABLES);
        return Some(fault(table, mistake));
    }
    let mut cells = 0_usize;
    let table = form.table.iter().find(|table| {
        for block in &table.block {
            let (rows, columns) = (block.rows.len().max(1), block.columns.len().max(1));
            cells = cells.saturating_add(rows.saturating_mul(columns));
        }
        cells > limits::FORM_CELLS || table.block.len() > limits::FORM_TABLES
    })?;
    let mistake = mistake::too_many("个单元格", "cells", limits::FORM_CELLS);
    Some(fault(table, mistake))
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
        let Some(section) = &table.section else {
            return;
        };
        let named = section.get_ref();
        let known = form.section.iter();
        let known: Vec<&str> = known.map(|known| known.id.get_ref().as_str()).collect();
        if !known.contains(&named.as_str()) {
            self.fault(section, mistake::no_section(named, &known));
        }
    }

    /// A name that no formula can say would be one that no rule can be written about.
    fn sayable(&mut self, id: &Spanned<String>) {
        let name = id.get_ref();
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let parts = |part: &str| !part.is_empty() && part.chars().all(letter);
        let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if !begins || !name.split('.').all(parts) {
            self.fault(id, mistake::unsayable(name));
        }
    }

    /// A block has rows, and its keys as many parts as can be.
    fn open_rows(&mut self, block: &BlockEntry) {
        let Some(open) = &block.open_rows else {
            if let (true, Some(column)) = (block.rows.is_empty(), block.columns.first()) {
                self.fault(&column.id, mistake::no_rows());
            }
            return;
        };
        if let Some(parts) = &open.keys
            && !(1..=limits::KEY_PARTS).contains(parts.get_ref())
        {
            let File { path, text, .. } = self.file;
            let mistake = mistake::key_parts(limits::KEY_PARTS);
            self.faults
                .push(PackError::at(path, text, parts.span(), mistake));
        }
    }

    /// Open rows of two blocks with one id would have the same addresses.
    fn open_twice(&mut self, table: &TableEntry) {
        let open = table
            .block
            .iter()
            .filter_map(|block| block.open_rows.as_ref());
        self.unique(("开放行", "open row"), open.map(|open| &open.id));
    }

    fn blocks(&mut self, table: &TableEntry) {
        self.sayable(&table.id);
        for block in &table.block {
            let rows = block.rows.iter().map(|row| &row.id);
            rows.for_each(|id| self.sayable(id));
            let columns = block.columns.iter().map(|column| &column.id);
            columns.for_each(|id| self.sayable(id));
            let open = block.open_rows.iter().map(|open| &open.id);
            open.clone().for_each(|id| self.sayable(id));
            let rows = block.rows.iter().map(|row| &row.id);
            self.unique(("行", "row"), rows.chain(open));
            self.open_rows(block);
            self.unique(
                ("列", "column"),
                block.columns.iter().map(|column| &column.id),
            );
        }
        if table.block.iter().filter(|b| b.open_rows.is_some()).count() > 1 {
            self.open_twice(table);
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

fn overlap<'e>(left: &'e BlockEntry, right: &'e BlockEntry) -> bool {
    let rows: BTreeSet<&str> = right
        .rows
        .iter()
        .map(|row| row.id.get_ref().as_str())
        .collect();
    let cells = |columns: &'e [ColumnEntry]| {
        let columns = columns.iter().filter(|column| !column.group);
        columns.map(|column| column.id.get_ref().as_str())
    };
    let columns: BTreeSet<&str> = cells(&right.columns).collect();
    left.rows
        .iter()
        .any(|row| rows.contains(row.id.get_ref().as_str()))
        && cells(&left.columns).any(|column| columns.contains(column))
}
