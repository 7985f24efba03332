//! Everything a form's labels can mean, by wording.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use gouji_model::{Balance, Balanced, Form, Label};

use crate::at::RowAt;
use crate::key::{Key, Ordinal, key, without_explanation};
use crate::labels::{LabelId, Labels, Named, Word, prefixes_of, spellings};
use crate::laid::printable::Wordings;
use crate::noting::note_asked;

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
    /// Heads a column that carries nothing.
    Skip { table: usize },
}

impl Meaning {
    /// The table it belongs to.
    pub(crate) const fn table(self) -> usize {
        match self {
            Self::Caption { table, .. }
            | Self::Row { table, .. }
            | Self::Column { table, .. }
            | Self::Furniture { table }
            | Self::Skip { table } => table,
        }
    }
}

/// A meaning and the numbering its label has in the form.
#[derive(Clone, Copy, Debug)]
struct Entry {
    ordinal: Ordinal,
    meaning: Meaning,
    /// Tells the meanings of a form apart.
    number: u16,
    /// Whether the wording is one of those by which the label is altered.
    altered: bool,
    /// Whether it is that of a column in fewer words, all of them the form's.
    short: bool,
}

/// A set of meanings of one form.
#[derive(Debug)]
pub(crate) struct MeaningSet {
    seen: Vec<bool>,
    count: usize,
}

impl MeaningSet {
    /// Adds the first of some meanings if it is a row or column; others show no table.
    pub(crate) fn add(&mut self, meanings: &Meanings<'_>) {
        let Some(entry) = meanings.entries().next() else {
            return;
        };
        let shows = matches!(entry.meaning, Meaning::Row { .. } | Meaning::Column { .. });
        if let Some(seen) = self.seen.get_mut(usize::from(entry.number))
            && shows
            && !*seen
        {
            *seen = true;
            self.count += 1;
        }
    }

    /// How many there are.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }
}

/// What a word can mean: those of its entries that agree with its numbering, where some do.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Meanings<'l> {
    entries: &'l [Entry],
    ordinal: Option<Ordinal>,
    table: Option<usize>,
}

impl Meanings<'_> {
    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Meaning> + '_ {
        self.entries().map(|entry| entry.meaning)
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> + '_ {
        self.entries.iter().filter(|entry| {
            self.ordinal.is_none_or(|ordinal| entry.ordinal == ordinal)
                && self
                    .table
                    .is_none_or(|table| entry.meaning.table() == table)
        })
    }

    /// The first of them.
    pub(crate) fn first(&self) -> Option<Meaning> {
        self.iter().next()
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.first().is_none()
    }
}

/// The labels of one form.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// The form.
    pub form: Arc<Form>,
    /// The keys of the headings of its sections, in order.
    pub headings: Vec<Key>,
    /// What says what must add up in it, and that, once someone asked.
    balanced: Option<Arc<dyn Balanced>>,
    balances: OnceLock<Vec<Balance>>,
    labels: Arc<Labels>,
    entries: Vec<Vec<Entry>>,
    /// How many meanings there are.
    count: u16,
    /// The keys of the rows' official labels, to compare damaged ones with.
    rows: Vec<(Meaning, Key)>,
    /// The wordings by which laid-out text is put together, of each table once someone asked.
    wordings: Vec<OnceLock<Vec<Wordings>>>,
}

/// How alike a damaged label must be to the official one, in percent.
const LEAST_SIMILARITY: usize = 70;
/// How much better than the runner-up, in percent.
const LEAST_LEAD: usize = 8;

impl Lexicon {
    /// The lexicon of a form whose wordings are among the labels.
    pub(crate) fn new(
        form: &Arc<Form>,
        labels: &Arc<Labels>,
        balanced: Option<Arc<dyn Balanced>>,
    ) -> Self {
        let sections = form.sections.iter();
        let mut lexicon = Self {
            form: Arc::clone(form),
            headings: sections.map(|section| key(&section.title.text)).collect(),
            balanced,
            balances: OnceLock::new(),
            labels: Arc::clone(labels),
            entries: vec![Vec::new(); labels.count()],
            count: 0,
            rows: Vec::new(),
            wordings: form.tables.iter().map(|_| OnceLock::new()).collect(),
        };
        let tables = form.tables.iter().enumerate();
        for (table, t) in tables.filter(|(_, table)| table.from.is_none()) {
            for label in &t.furniture {
                lexicon.add(label, Meaning::Furniture { table });
            }
            for label in &t.skip {
                lexicon.add(label, Meaning::Skip { table });
            }
            for (block, b) in t.blocks.iter().enumerate() {
                if let Some(label) = &b.caption {
                    lexicon.add(label, Meaning::Caption { table, block });
                }
                for (row, r) in b.rows.iter().enumerate() {
                    let meaning = Meaning::Row { table, block, row };
                    lexicon.add(&r.label, meaning);
                    lexicon.rows.push((meaning, key(&r.label.text)));
                }
                for (column, c) in b.columns.iter().enumerate() {
                    let meaning = Meaning::Column {
                        table,
                        block,
                        column,
                    };
                    lexicon.add(&c.label, meaning);
                }
            }
        }
        lexicon
    }

    fn add(&mut self, label: &Label, meaning: Meaning) {
        let plain = std::iter::once(label.text.as_str())
            .chain(label.aliases.iter().map(String::as_str))
            .map(|wording| (wording, false));
        let altered = label.altered.iter().map(|wording| (wording.as_str(), true));
        let short = without_explanation(&label.text).map(|wording| (wording, false));
        let all = plain.chain(altered).chain(short);
        let prefixes = prefixes_of(&self.form).to_vec();
        let official = key(&label.text);
        let is_column = matches!(meaning, Meaning::Column { .. });
        let all = all.flat_map(|(wording, altered)| {
            let spelled = spellings(wording, &prefixes).into_iter();
            spelled.map(move |wording| (wording, altered))
        });
        for (wording, altered) in all {
            let key = key(&wording);
            let entries = self
                .labels
                .number(&key)
                .and_then(|label| self.entries.get_mut(label.index()));
            let Some(entries) = entries else {
                continue;
            };
            match entries.iter_mut().find(|entry| entry.meaning == meaning) {
                Some(known) => known.altered |= altered,
                None => entries.push(Entry {
                    ordinal: key.ordinal,
                    meaning,
                    number: self.count,
                    altered,
                    short: is_column
                        && official.body != key.body
                        && official.body.contains(&key.body),
                }),
            }
        }
        self.count += 1;
    }

    /// What a text is as a label.
    pub(crate) fn word(&self, text: &str) -> Word {
        self.labels.word(text, &mut String::new())
    }

    /// What must add up in the form.
    pub(crate) fn balances(&self) -> &[Balance] {
        note_asked();
        self.balances.get_or_init(|| {
            let balanced = self.balanced.iter();
            balanced.flat_map(|form| form.balances()).collect()
        })
    }

    /// The wordings by which laid-out text of a block is put together.
    pub(crate) fn wordings(&self, table: usize, block: usize) -> Option<&Wordings> {
        let of_table = || Wordings::of_table(&self.form.tables[table]);
        self.wordings.get(table)?.get_or_init(of_table).get(block)
    }

    /// An empty set of meanings.
    pub(crate) fn no_meanings(&self) -> MeaningSet {
        MeaningSet {
            seen: vec![false; usize::from(self.count)],
            count: 0,
        }
    }

    /// What a word can mean. Where the numbering tells rows apart, only what agrees with it.
    pub(crate) fn meanings(&self, word: Word) -> Meanings<'_> {
        let exact = self.of(word.exact);
        if exact.entries.is_empty() {
            self.of(word.short)
        } else {
            exact
        }
    }

    /// What a word can mean in one table.
    pub(crate) fn meanings_in(&self, word: Word, table: usize) -> Meanings<'_> {
        Meanings {
            table: Some(table),
            ..self.meanings(word)
        }
    }

    /// What a text that stands nowhere as it is can mean.
    pub(crate) fn meanings_of(&self, text: &str) -> Meanings<'_> {
        self.of(self.labels.word(text, &mut String::new()).exact)
    }

    /// What a label that is put together, or from which something was taken, can mean.
    pub(crate) fn meanings_of_label(&self, text: &str) -> Meanings<'_> {
        self.meanings(self.labels.word(text, &mut String::new()))
    }

    /// What a text that is put together from pieces can mean in one table.
    pub(crate) fn meanings_of_joined(&self, text: &str, table: usize) -> Meanings<'_> {
        self.meanings_in(self.labels.word(text, &mut String::new()), table)
    }

    /// Whether a word is an altered wording of the first label it can be.
    pub(crate) fn is_altered(&self, word: Word) -> bool {
        let exact = self.of(word.exact);
        exact.entries().next().is_some_and(|entry| entry.altered)
    }

    /// Whether a word names a column of a table in fewer words than the form: it may be a piece of those.
    pub(crate) fn is_short_in(&self, word: Word, table: usize) -> bool {
        let meanings = self.meanings_in(word, table);
        meanings.entries().next().is_some_and(|entry| entry.short)
    }

    fn of(&self, named: Option<Named>) -> Meanings<'_> {
        let Some(named) = named else {
            return Meanings::default();
        };
        let entries = self.entries.get(named.label.index());
        let entries = entries.map_or(&[][..], Vec::as_slice);
        let agrees = |entry: &Entry| !named.ordinal.is_none() && entry.ordinal == named.ordinal;
        Meanings {
            entries,
            ordinal: entries.iter().any(agrees).then_some(named.ordinal),
            table: None,
        }
    }

    /// How many wordings there are, those of all forms together.
    pub(crate) fn label_count(&self) -> usize {
        self.labels.count()
    }

    /// Whether the form knows this wording at all.
    pub(crate) fn knows(&self, label: LabelId) -> bool {
        self.entries
            .get(label.index())
            .is_some_and(|entries| !entries.is_empty())
    }

    /// Whether a word is a label, but only of other forms.
    pub(crate) fn is_foreign(&self, word: Word) -> bool {
        word.exact.is_some_and(|named| !self.knows(named.label))
    }

    /// Whether a wording is a label of a table.
    pub(crate) fn is_in(&self, label: LabelId, table: usize) -> bool {
        let entries = self.entries.get(label.index()).into_iter().flatten();
        entries
            .into_iter()
            .any(|entry| entry.meaning.table() == table)
    }

    /// The row of a table that a damaged label most likely means: cut short, with characters
    /// lost or changed. None when nothing is alike enough or two rows are about equally alike.
    pub(crate) fn damaged_row(&self, table: usize, text: &str) -> Option<RowAt> {
        let damaged = key(text);
        let length = damaged.body.chars().count();
        if length < 2 || length > self.labels.longest() * 2 {
            return None;
        }
        let mut best: Option<(usize, RowAt)> = None;
        let mut second = 0;
        for (meaning, official) in &self.rows {
            let Meaning::Row {
                table: own,
                block,
                row,
            } = *meaning
            else {
                continue;
            };
            if own != table {
                continue;
            }
            let similarity = similarity(&damaged, official);
            match best {
                Some((top, _)) if similarity <= top => second = second.max(similarity),
                _ => {
                    second = best.map_or(0, |(top, _)| top);
                    best = Some((similarity, RowAt { block, row }));
                }
            }
        }
        let (top, found) = best?;
        (top >= LEAST_SIMILARITY && top >= second + LEAST_LEAD).then_some(found)
    }
}

/// The parts of a text with what each means.
pub(crate) type Parts<'l> = Vec<(Range<usize>, Meanings<'l>)>;

/// Longest text that is taken apart, in bytes.
const LONGEST_ROW_OF_LABELS: usize = 240;

impl Lexicon {
    /// The row that a label is but for a character or two: it is about as long, too.
    pub(crate) fn nearly(&self, table: usize, text: &str) -> Option<RowAt> {
        let row = self.damaged_row(table, text)?;
        let label = &self.form.tables[table].blocks[row.block].rows[row.row]
            .label
            .text;
        let [official, found] = [label, text].map(|text| key(text).body.chars().count());
        (found * 5 >= official * 4).then_some(row)
    }

    /// The labels of a table that a text wholly splits into, the longest first; nothing for a text
    /// that does not, or is one label.
    pub(crate) fn parts(&self, text: &str, table: usize) -> Option<Parts<'_>> {
        if text.len() > LONGEST_ROW_OF_LABELS {
            return None;
        }
        let mut parts = Vec::new();
        let mut dead = BTreeSet::new();
        let whole = self.split_from(text, 0, table, &mut parts, &mut dead);
        (whole && parts.len() > 1).then(|| {
            parts.reverse();
            parts
        })
    }

    /// Splits a text from a place on; places from which that fails are kept.
    fn split_from<'l>(
        &'l self,
        text: &str,
        from: usize,
        table: usize,
        parts: &mut Parts<'l>,
        dead: &mut BTreeSet<usize>,
    ) -> bool {
        let rest = text.get(from..).unwrap_or_default();
        let is_between = |c: char| JOINTS.contains(&c) || c.is_whitespace();
        let from = text.len() - rest.trim_start_matches(is_between).len();
        let rest = text.get(from..).unwrap_or_default();
        if !rest.chars().any(char::is_alphanumeric) {
            return true;
        }
        if dead.contains(&from) {
            return false;
        }
        let ends: Vec<usize> = rest
            .char_indices()
            .map(|(at, c)| from + at + c.len_utf8())
            .collect();
        for end in ends.into_iter().rev() {
            let part = text.get(from..end).unwrap_or_default();
            // Only at its last letter does a part end: punctuation would be cut off.
            if !part.ends_with(char::is_alphanumeric) && !part.ends_with(['）', ')']) {
                continue;
            }
            let word = Word {
                short: None,
                ..self.labels.word(part, &mut String::new())
            };
            let meanings = self.meanings_in(word, table);
            if !meanings.is_empty() && self.split_from(text, end, table, parts, dead) {
                parts.push((from..end, meanings));
                return true;
            }
        }
        dead.insert(from);
        false
    }
}

/// What programs and offices write between labels in one cell.
const JOINTS: [char; 9] = ['/', '\\', '-', '—', '－', '>', '：', ':', '·'];

/// How alike a damaged label is to an official one, in percent; agreeing numbering adds to it.
fn similarity(damaged: &Key, official: &Key) -> usize {
    let (left, right) = (damaged.body.chars().count(), official.body.chars().count());
    let longer = left.max(right);
    if longer == 0 {
        return 0;
    }
    let bonus = match (damaged.ordinal, official.ordinal) {
        (a, b) if a.is_none() || b.is_none() => 0,
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
