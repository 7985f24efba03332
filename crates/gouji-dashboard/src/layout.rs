//! How the tables of a form are printed: labels, and which cell stands where.

use gouji_model::{Form, Language, RowAxis};
use serde::Serialize;

/// The tables of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Layout {
    /// The form's id.
    pub form: String,
    /// What to call it.
    pub title: String,
    /// Its tables in order.
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What to call it.
    pub title: String,
    /// Its parts.
    pub blocks: Vec<Block>,
}

/// A part of a table with columns of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Block {
    /// The caption above it; empty where there is none.
    pub caption: String,
    /// Whether its rows are printed side by side.
    pub across: bool,
    /// The labels of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Line>,
}

/// A row: its label, and for each column the cell there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its label.
    pub label: String,
    /// The cells by their indices.
    pub cells: Vec<Option<u32>>,
}

impl Layout {
    /// The layout of a form, its cells numbered as the form numbers them.
    #[must_use]
    pub fn of(form: &Form, language: Language) -> Self {
        let tables = form.tables.iter().enumerate();
        let tables = tables.map(|(number, table)| Table {
            title: table.title.get(language).to_owned(),
            blocks: (0..table.blocks.len())
                .filter_map(|block| Block::of(form, number, block))
                .collect(),
        });
        Self {
            form: form.id.0.clone(),
            title: form.title.get(language).to_owned(),
            tables: tables.collect(),
        }
    }
}

impl Block {
    fn of(form: &Form, table: usize, number: usize) -> Option<Self> {
        let block = form.tables.get(table)?.blocks.get(number)?;
        let cells = |row| {
            let columns = 0..block.columns.len();
            let cell = |column| form.cell_in(table, number, row, column);
            columns
                .map(|column| cell(column).map(|cell| u32::from(cell.0)))
                .collect()
        };
        let rows = block.rows.iter().enumerate();
        let caption = block.caption.as_ref();
        Some(Self {
            caption: caption.map_or_else(String::new, |caption| caption.text.clone()),
            across: block.rows_run == RowAxis::Across,
            columns: block
                .columns
                .iter()
                .map(|column| column.label.text.clone())
                .collect(),
            rows: rows
                .map(|(index, row)| Line {
                    label: row.label.text.clone(),
                    cells: cells(index),
                })
                .collect(),
        })
    }
}
