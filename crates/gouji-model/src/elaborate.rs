//! A form made concrete for the open rows of one document.

use crate::{Block, CellId, Form, FormContents, Key, KeyFault, Keys, Label, OpenRows, Row, limits};

/// A document has more open rows than cells can be numbered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyCells {
    /// How many cells its form would have.
    pub cells: usize,
}

impl Form {
    /// Whether rows of it are left open, and it is not made concrete for a document yet.
    #[must_use]
    pub const fn is_template(&self) -> bool {
        self.keys.is_none() && self.has_open_rows()
    }

    /// Whether it is a form with open rows, made concrete or not.
    #[must_use]
    pub const fn has_open_rows(&self) -> bool {
        self.traits.has_open_rows
    }

    /// The keys for which it is made concrete, if it is.
    #[must_use]
    pub const fn keys(&self) -> Option<&Keys> {
        self.keys.as_ref()
    }

    /// The same form with a row for each key of a document, above or below the other rows of its
    /// block.
    ///
    /// # Errors
    /// When it would have more than [`limits::FORM_CELLS`] cells.
    pub fn with_keys(&self, keys: Keys) -> Result<Self, TooManyCells> {
        let cells = self.cells_with(&keys);
        if cells > limits::FORM_CELLS {
            return Err(TooManyCells { cells });
        }
        let mut tables = self.tables.clone();
        for (t, table) in tables.iter_mut().enumerate() {
            for (b, block) in table.blocks.iter_mut().enumerate() {
                open(block, keys.of(t, b));
            }
        }
        let contents = FormContents::new(self.sections.clone(), tables)
            .known_by(self.known_by.clone())
            .with_values(self.values.clone());
        let (id, title) = (self.id.clone(), self.title.clone());
        let mut form = Self::holding(id, title, (self.since, self.until), contents);
        form.authorities.clone_from(&self.authorities);
        form.keys = Some(keys);
        Ok(form)
    }

    /// Adds a key to those of a block, and says the how-manieth it is there and whether it is new.
    ///
    /// # Errors
    /// Why it cannot be added.
    pub fn add_key(
        &self,
        keys: &mut Keys,
        at: (usize, usize),
        key: Key,
    ) -> Result<(usize, bool), KeyFault> {
        let block = self.tables.get(at.0).and_then(|t| t.blocks.get(at.1));
        let open = block.and_then(|block| block.open_rows.as_ref());
        keys.add(open.ok_or(KeyFault::NotOpen)?, at, key)
    }

    /// Whether it has a cell, or could have it in an open row.
    #[must_use]
    pub fn may_have(&self, address: &str) -> bool {
        self.cell(address).is_some() || self.open_row(address).is_some()
    }

    /// The keys of the open rows among some addresses.
    #[must_use]
    pub fn keys_of<'a>(&self, addresses: impl IntoIterator<Item = &'a str>) -> Keys {
        let mut keys = Keys::default();
        for address in addresses {
            if let Some((at, key)) = self.open_row(address) {
                // A key that cannot be one gives no cell, which is then missed.
                let _ = self.add_key(&mut keys, at, key);
            }
        }
        keys
    }

    /// Table and block of the open row of an address, with its key.
    fn open_row(&self, address: &str) -> Option<((usize, usize), Key)> {
        let (table, rest) = address.split_once('/')?;
        let (row, column) = rest.rsplit_once('/')?;
        let (rows, key) = Key::of_row_id(row)?;
        let key = key.ok()?;
        let t = self.tables.iter().position(|known| known.id == table)?;
        let fits = |block: &Block| {
            let open = block.open_rows.as_ref();
            open.is_some_and(|open| open.id == rows && open.parts == key.parts().len())
                && block.columns.iter().any(|c| c.id == column && !c.group)
        };
        let b = self.tables[t].blocks.iter().position(fits)?;
        Some(((t, b), key))
    }

    /// The form with a few keys in every block with open rows, to try rules on.
    #[must_use]
    pub fn sample(&self) -> Self {
        let mut keys = Keys::default();
        for (t, table) in self.tables.iter().enumerate() {
            for (b, block) in table.blocks.iter().enumerate() {
                let parts = block.open_rows.as_ref().map_or(0, |open| open.parts);
                for name in ["A", "B"] {
                    let key = Key::of_parts((0..parts).map(|_| name));
                    if let Ok(key) = key {
                        // A block without open rows takes none.
                        let _ = self.add_key(&mut keys, (t, b), key);
                    }
                }
            }
        }
        self.with_keys(keys).unwrap_or_else(|_| self.clone())
    }

    /// The cell of the form made concrete that is a cell of this template: only rows are added.
    #[must_use]
    pub fn cell_of_template(&self, template: &Self, cell: CellId) -> Option<CellId> {
        let table = &template.table_of(cell).id;
        let (row, column) = (template.row_of(cell), template.column_of(cell));
        self.cell_at(table, &row.id, &column.id)
    }

    fn cells_with(&self, keys: &Keys) -> usize {
        let mut cells = 0_usize;
        for (t, table) in self.tables.iter().enumerate() {
            for (b, block) in table.blocks.iter().enumerate() {
                let own = block.rows.iter().filter(|row| row.key.is_none()).count();
                let rows = own.saturating_add(keys.of(t, b).len());
                cells = cells.saturating_add(rows.saturating_mul(block.columns.len()));
            }
        }
        cells
    }
}

/// Gives a block the rows of these keys in place of those it had.
fn open(block: &mut Block, keys: &[Key]) {
    let Some(rows) = &block.open_rows else {
        return;
    };
    let last = rows.last;
    let open: Vec<Row> = keys.iter().map(|key| row(rows, key)).collect();
    block.rows.retain(|row| row.key.is_none());
    let at = if last { block.rows.len() } else { 0 };
    block.rows.splice(at..at, open);
}

fn row(rows: &OpenRows, key: &Key) -> Row {
    Row {
        id: key.row_id(&rows.id),
        label: Label {
            text: key.to_string(),
            ..Label::default()
        },
        group: false,
        optional: rows.optional,
        key: Some(key.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, Bilingual, CellKind, Column, FormId, RowAxis, Table};

    fn column(id: &str) -> Column {
        Column {
            id: id.to_owned(),
            ..Column::of_kind(CellKind::Count)
        }
    }

    fn template() -> Form {
        with(["received", "processed"].map(column).to_vec())
    }

    fn with(columns: Vec<Column>) -> Form {
        let block = Block {
            caption: None,
            rows_run: RowAxis::Down,
            columns,
            rows: vec![Row::named("overall", "ALL")],
            open_rows: Some(OpenRows {
                id: "component".to_owned(),
                label: Label::default(),
                parts: 1,
                last: false,
                optional: false,
            }),
        };
        let table = Table {
            id: "requests".to_owned(),
            title: Bilingual::new("", "requests"),
            section: "five".to_owned(),
            furniture: Vec::new(),
            skip: Vec::new(),
            from: None,
            years: (None, None),
            blocks: vec![block],
            optional: false,
        };
        let id = FormId("sample/1".to_owned());
        Form::new(
            id,
            Bilingual::new("", ""),
            (None, None),
            vec![],
            vec![table],
        )
    }

    fn keys(form: &Form, names: &[&str]) -> Keys {
        let mut keys = Keys::default();
        for name in names {
            let key = Key::new(name).unwrap();
            form.add_key(&mut keys, (0, 0), key).unwrap();
        }
        keys
    }

    #[test]
    fn each_key_has_a_row_with_an_address() {
        let template = template();
        assert!(template.is_template());
        let form = template
            .with_keys(keys(&template, &["OIP", "OSD/JS", "OIP"]))
            .unwrap();
        let addresses: Vec<&str> = form.cells().map(|cell| form.address_of(cell)).collect();
        assert_eq!(
            addresses,
            [
                "requests/component[OIP]/received",
                "requests/component[OIP]/processed",
                "requests/component[OSD/JS]/received",
                "requests/component[OSD/JS]/processed",
                "requests/overall/received",
                "requests/overall/processed",
            ]
        );
        for cell in form.cells() {
            assert_eq!(form.cell(form.address_of(cell)), Some(cell));
        }
        let overall = template.cell("requests/overall/processed").unwrap();
        let own = form.cell_of_template(&template, overall).unwrap();
        assert_eq!(form.address_of(own), "requests/overall/processed");
        assert!(!form.is_template() && form.has_open_rows());
        assert_eq!(form.cells_of_row(own), [CellId(4), CellId(5)]);
        assert!(form.in_one(Axis::Column, CellId(1), CellId(5)));
    }

    #[test]
    fn a_document_with_too_many_rows_is_refused() {
        let columns = (0..20).map(|at| column(&format!("c{at}")));
        let template = with(columns.collect());
        let mut keys = Keys::default();
        for at in 0..limits::OPEN_ROWS {
            let key = Key::new(&at.to_string()).unwrap();
            template.add_key(&mut keys, (0, 0), key).unwrap();
        }
        let more = Key::new("more").unwrap();
        let added = template.add_key(&mut keys, (0, 0), more);
        assert_eq!(added, Err(crate::KeyFault::TooMany));
        let refused = template.with_keys(keys).unwrap_err();
        assert_eq!(refused.cells, (limits::OPEN_ROWS + 1) * 20);
    }
}
