//! What records refer to: rows of the form, and the keys of open ones.

use gouji_model::SourceRange;
use gouji_model::records::{DataSource, RowSource};
use rustc_hash::FxHashMap;

use crate::captured::{Captured, Items};
use crate::plan::Plan;
use crate::records::{Records, Remark, Row, Seen};

/// All rows that are known, and what ids stand for.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// The row of each id; none where two have it.
    ids: FxHashMap<String, Option<usize>>,
    rows: FxHashMap<Row, usize>,
}

/// A key as the file has it.
struct Found {
    id: String,
    key: String,
    label: String,
    start: u32,
}

/// Reads the keys.
pub(crate) fn read(
    source: &DataSource,
    plan: &Plan,
    captured: &Captured,
    items: &Items,
    text: &str,
    records: &mut Records<'_>,
) -> Keys {
    let mut keys = Keys::default();
    for (key, made) in source.keys.iter().zip(&plan.keys) {
        let field_text = |item: u32, field: Option<u16>| {
            let field_text = field.and_then(|field| captured.field(item, field));
            field_text
                .map_or("", |field_text| field_text.get(text))
                .to_owned()
        };
        let first = |item: u32| {
            let mut fields = made.key.iter().map(|field| field_text(item, Some(*field)));
            fields
                .find(|field_text| !field_text.is_empty())
                .unwrap_or_default()
        };
        let own = items[usize::from(made.group)].iter();
        let found = own.map(|item| Found {
            id: field_text(*item, made.id),
            key: first(*item),
            label: field_text(*item, made.label),
            start: captured
                .items
                .get(*item as usize)
                .map_or(0, |item| item.start),
        });
        let mut found: Vec<Found> = found.collect();
        tell_apart(&mut found);
        for one in found {
            let row = match (&key.row, &key.of) {
                (Some(row), _) => keys.named(row, records),
                (None, Some(of)) => keys.add(Row::open(of, vec![one.key]), records),
                (None, None) => continue,
            };
            if let Some(label) = records.labels.get_mut(row).filter(|label| label.is_empty()) {
                *label = one.label;
            }
            keys.give(one.id, row, one.start, records);
        }
    }
    keys
}

/// Keys that would be the same get their ids; those without any get their ids or numbers.
fn tell_apart(found: &mut [Found]) {
    let mut times: FxHashMap<String, u32> = FxHashMap::default();
    for one in found.iter() {
        *times.entry(one.key.clone()).or_default() += 1;
    }
    for (number, one) in found.iter_mut().enumerate() {
        let own = match one.id.is_empty() {
            true => (number + 1).to_string(),
            false => one.id.clone(),
        };
        if one.key.is_empty() {
            one.key = own;
        } else if times.get(&one.key).is_some_and(|times| *times > 1) {
            one.key = format!("{} ({own})", one.key);
        }
    }
}

impl Keys {
    /// A row of the form; its number.
    pub(crate) fn named(&mut self, row: &str, records: &mut Records<'_>) -> usize {
        self.add(Row::Named(row.to_owned()), records)
    }

    /// A row; its number.
    pub(crate) fn add(&mut self, row: Row, records: &mut Records<'_>) -> usize {
        if let Some(known) = self.rows.get(&row) {
            return *known;
        }
        let number = records.rows.len();
        records.rows.push(row.clone());
        records.labels.push(String::new());
        self.rows.insert(row, number);
        number
    }

    fn give(&mut self, id: String, row: usize, start: u32, records: &mut Records<'_>) {
        if id.is_empty() {
            return;
        }
        let Some(other) = self.ids.get_mut(&id) else {
            self.ids.insert(id, Some(row));
            return;
        };
        *other = None;
        records.remarks.push(Remark {
            seen: Seen::SameId,
            name: id,
            text: String::new(),
            place: SourceRange::new(start, start + 1),
            record: None,
            row: None,
        });
    }

    /// The row that a record names in one part or several, and whether its last part is a total; nothing
    /// where a part leads nowhere.
    pub(crate) fn row(
        &mut self,
        source: &RowSource,
        references: &[&str],
        records: &mut Records<'_>,
    ) -> Option<(usize, bool)> {
        if let [reference] = references {
            let row = self.one(source, source.of.as_deref(), reference, records)?;
            return Some((row, false));
        }
        // Where keys are listed, a reference that is none of them leads nowhere.
        let free = self.ids.is_empty().then_some("");
        let mut parts = Vec::with_capacity(references.len());
        let mut total = false;
        for reference in references {
            let row = self.one(source, free, reference, records)?;
            match &records.rows[row] {
                Row::Open { parts: own, .. } => parts.extend(own.iter().cloned()),
                Row::Named(_) => total = true,
            }
        }
        let row = Row::open(source.of.as_ref()?, parts);
        Some((self.add(row, records), total))
    }

    /// The row of one reference: by a text for the total, by an id, or by the key itself among
    /// certain open rows.
    fn one(
        &mut self,
        source: &RowSource,
        of: Option<&str>,
        reference: &str,
        records: &mut Records<'_>,
    ) -> Option<usize> {
        let mut totals = source.totals.iter();
        if let Some((_, row)) = totals.find(|(text, _)| text == reference) {
            return Some(self.named(row, records));
        }
        if let Some(known) = self.ids.get(reference) {
            return *known;
        }
        let of = of.filter(|_| !reference.is_empty())?;
        Some(self.add(Row::open(of, vec![reference.to_owned()]), records))
    }
}
