//! Elements that link records to rows.

use rustc_hash::FxHashMap;

use crate::captured::{Captured, Items};

/// The rows of each record, by the references that links give.
#[derive(Debug, Default)]
pub(crate) struct Links<'a> {
    rows: FxHashMap<&'a str, Vec<Vec<&'a str>>>,
}

impl<'a> Links<'a> {
    /// Reads the links of a group, with the field that names the record and those that name its row.
    pub(crate) fn read(
        (group, record): (u16, u16),
        by: &[u16],
        items: &Items,
        captured: &'a Captured,
        text: &'a str,
    ) -> Self {
        let mut links = Self::default();
        let field_text = |item: u32, field: u16| {
            let field_text = captured.field(item, field);
            field_text.map_or("", |field_text| field_text.get(text))
        };
        for item in items[usize::from(group)].iter().copied() {
            let to = by.iter().map(|field| field_text(item, *field)).collect();
            links
                .rows
                .entry(field_text(item, record))
                .or_default()
                .push(to);
        }
        links
    }

    /// The references to rows of a record.
    pub(crate) fn of(&self, record: &str) -> &[Vec<&'a str>] {
        self.rows.get(record).map_or(&[], Vec::as_slice)
    }
}
