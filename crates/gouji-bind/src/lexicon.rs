//! Everything a form's labels can mean, by key.

use std::collections::HashMap;

use gouji_model::{Form, Label};

use crate::key::{Key, key, without_explanation};

/// What a label can be in its form. Numbers are indices into the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Caption of a block.
    Caption { table: usize, block: usize },
    /// A row.
    Row {
        table: usize,
        block: usize,
        row: usize,
    },
    /// A column.
    Column {
        table: usize,
        block: usize,
        column: usize,
    },
    /// Printed in a table, but neither row nor column.
    Furniture { table: usize },
}

impl Meaning {
    /// The table it belongs to.
    pub(crate) fn table(self) -> usize {
        match self {
            Self::Caption { table, .. }
            | Self::Row { table, .. }
            | Self::Column { table, .. }
            | Self::Furniture { table } => table,
        }
    }
}

/// A meaning and the numbering its label has in the form.
#[derive(Clone, Debug)]
struct Entry {
    ordinal: String,
    meaning: Meaning,
}

/// The labels of one form by key.
#[derive(Debug)]
pub(crate) struct Lexicon<'f> {
    /// The form.
    pub form: &'f Form,
    entries: HashMap<String, Vec<Entry>>,
    longest: usize,
}

/// How alike a damaged label must be to the official one, in percent.
const LEAST_LIKENESS: usize = 70;
/// How much better than the runner-up, in percent.
const LEAST_LEAD: usize = 8;

impl<'f> Lexicon<'f> {
    /// The lexicon of a form.
    pub(crate) fn new(form: &'f Form) -> Self {
        let mut lexicon = Self {
            form,
            entries: HashMap::new(),
            longest: 0,
        };
        for (table, t) in form.tables.iter().enumerate() {
            for label in &t.furniture {
                lexicon.add(label, Meaning::Furniture { table });
            }
            for (block, b) in t.blocks.iter().enumerate() {
                if let Some(label) = &b.caption {
                    lexicon.add(label, Meaning::Caption { table, block });
                }
                for (row, r) in b.rows.iter().enumerate() {
                    lexicon.add(&r.label, Meaning::Row { table, block, row });
                }
                for (column, c) in b.columns.iter().enumerate() {
                    lexicon.add(
                        &c.label,
                        Meaning::Column {
                            table,
                            block,
                            column,
                        },
                    );
                }
            }
        }
        lexicon
    }

    fn add(&mut self, label: &Label, meaning: Meaning) {
        let shortened = without_explanation(&label.text).map(str::to_owned);
        let wordings = std::iter::once(&label.text)
            .chain(&label.aliases)
            .chain(shortened.as_ref());
        for wording in wordings {
            let Key { ordinal, body } = key(wording);
            self.longest = self.longest.max(body.chars().count());
            let entries = self.entries.entry(body).or_default();
            if !entries.iter().any(|entry| entry.meaning == meaning) {
                entries.push(Entry { ordinal, meaning });
            }
        }
    }

    /// What a text can mean by its exact wording. Where the numbering tells rows apart, only
    /// those that agree with it are given.
    pub(crate) fn meanings(&self, text: &str) -> Vec<Meaning> {
        if text.len() > self.longest * 12 + 64 {
            return Vec::new();
        }
        let exact = self.by_key(&key(text));
        if !exact.is_empty() {
            return exact;
        }
        without_explanation(text).map_or_else(Vec::new, |short| self.by_key(&key(short)))
    }

    /// What a text can mean, unless it is a figure, which no label is.
    pub(crate) fn meanings_of_label(&self, text: &str) -> Vec<Meaning> {
        let figure = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if figure {
            Vec::new()
        } else {
            self.meanings(text)
        }
    }

    fn by_key(&self, key: &Key) -> Vec<Meaning> {
        let Some(entries) = self.entries.get(&key.body) else {
            return Vec::new();
        };
        let agreeing: Vec<Meaning> = entries
            .iter()
            .filter(|entry| !key.ordinal.is_empty() && entry.ordinal == key.ordinal)
            .map(|entry| entry.meaning)
            .collect();
        if !agreeing.is_empty() {
            return agreeing;
        }
        entries.iter().map(|entry| entry.meaning).collect()
    }

    /// Whether the form knows this wording at all.
    pub(crate) fn knows(&self, text: &str) -> bool {
        self.entries.contains_key(&key(text).body)
    }

    /// The keys of the form's labels.
    pub(crate) fn has_key(&self, body: &str) -> bool {
        self.entries.contains_key(body)
    }

    /// The row of a table that a damaged label most likely means: cut short, with characters
    /// lost or changed. None when nothing is alike enough or two rows are about equally alike.
    pub(crate) fn damaged_row(&self, table: usize, text: &str) -> Option<(usize, usize)> {
        let damaged = key(text);
        let length = damaged.body.chars().count();
        if length < 2 || length > self.longest * 2 {
            return None;
        }
        let mut best: Option<(usize, (usize, usize))> = None;
        let mut second = 0;
        for (block, b) in self.form.tables.get(table)?.blocks.iter().enumerate() {
            for (row, r) in b.rows.iter().enumerate() {
                let likeness = likeness(&damaged, &key(&r.label.text));
                match best {
                    Some((top, _)) if likeness <= top => second = second.max(likeness),
                    _ => {
                        second = best.map_or(0, |(top, _)| top);
                        best = Some((likeness, (block, row)));
                    }
                }
            }
        }
        let (top, found) = best?;
        (top >= LEAST_LIKENESS && top >= second + LEAST_LEAD).then_some(found)
    }
}

/// How alike a damaged label is to an official one, in percent; agreeing numbering adds to it.
fn likeness(damaged: &Key, official: &Key) -> usize {
    let (left, right) = (damaged.body.chars().count(), official.body.chars().count());
    let longer = left.max(right);
    if longer == 0 {
        return 0;
    }
    let bonus = match (&damaged.ordinal, &official.ordinal) {
        (a, b) if a.is_empty() || b.is_empty() => 0,
        (a, b) if a == b => 8,
        _ => return 0,
    };
    if left >= 4 && official.body.starts_with(&damaged.body) {
        return 85 + bonus;
    }
    if left * 2 < right || right * 2 < left {
        return 0;
    }
    let distance = strsim::levenshtein(&damaged.body, &official.body);
    (longer.saturating_sub(distance)) * 100 / longer + bonus
}
