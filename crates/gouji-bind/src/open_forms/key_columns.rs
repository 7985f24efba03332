//! Where the keys of open rows stand: each part in a column of its own, or all parts in one.

use std::collections::BTreeMap;

use gouji_model::Key;

use super::grid::GridCell;
use super::heads::Part;

/// What stands between the parts of a key that are printed in one column, the surest first.
const BETWEEN: [&str; 6] = [" / ", " – ", " — ", " - ", " | ", "/"];

/// The columns in which keys stand.
#[derive(Debug)]
pub(super) struct KeyColumns {
    /// The first, and the others.
    columns: Vec<u32>,
    /// How many parts a key has.
    parts: usize,
}

impl KeyColumns {
    /// Of a part of a table whose keys begin in a column: a part of the key in each, where there are as many
    /// before the first column of figures, and else all parts in the first.
    pub(super) fn new(
        part: &Part<'_, '_>,
        key: u32,
        parts: usize,
        values: &BTreeMap<u32, usize>,
    ) -> Self {
        let end = values.keys().copied().find(|column| *column > key);
        let all = part.columns.iter().map(|column| column.column);
        let free = all.filter(|column| *column >= key && end.is_none_or(|end| *column < end));
        let free: Vec<u32> = free.take(parts.max(1)).collect();
        let columns = match free.len() == parts {
            true => free,
            false => vec![key],
        };
        Self { columns, parts }
    }

    /// The first of them.
    pub(super) fn first(&self) -> u32 {
        self.columns.first().copied().unwrap_or_default()
    }

    /// Whether a part of keys stands in a column.
    pub(super) fn contains(&self, column: u32) -> bool {
        self.columns.contains(&column)
    }

    /// The key of a row; nothing where it has another number of parts.
    pub(super) fn key(&self, row: &[GridCell<'_>]) -> Option<Key> {
        let cell = |column: &u32| row.iter().find(|cell| cell.covers(*column));
        let mut cells: Vec<&GridCell<'_>> = self.columns.iter().filter_map(cell).collect();
        // A cell over several of them is one text.
        cells.dedup_by_key(|cell| cell.column);
        let texts: Vec<&str> = cells.iter().map(|cell| cell.text).collect();
        let texts = match texts.as_slice() {
            [one] if self.parts > 1 => separated(one, self.parts)?,
            _ => texts,
        };
        let key = Key::of_parts(texts).ok()?;
        let fits = key.parts().len() == self.parts;
        fits.then_some(key)
    }
}

/// The parts of a key that are printed in one column.
fn separated(text: &str, parts: usize) -> Option<Vec<&str>> {
    BETWEEN.iter().find_map(|between| {
        let texts: Vec<&str> = text.split(between).collect();
        (texts.len() == parts).then_some(texts)
    })
}
