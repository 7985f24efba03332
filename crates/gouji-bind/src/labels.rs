//! The wordings of all forms, each known by a number.
//!
//! A document has some hundred texts and every stage asks what they mean, so each text is looked
//! up once, by the key of its wording; from then on its [`Word`] answers.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use gouji_model::Form;
use gouji_model::script::in_simplified;
use rustc_hash::FxBuildHasher;

use crate::key::{Key, Ordinal, key_into, without_explanation};

/// A wording that some form knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LabelId(u16);

impl LabelId {
    /// The index as a `usize`.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A known wording with the numbering it was printed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The wording.
    pub label: LabelId,
    /// Its numbering.
    pub ordinal: Ordinal,
}

/// What a text is as a label, for all forms at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// By its whole wording.
    pub exact: Option<Named>,
    /// Without the explanation in brackets at its end.
    pub short: Option<Named>,
}

/// The numbers of all wordings.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    numbers: HashMap<Box<str>, LabelId, FxBuildHasher>,
    /// Length of the longest wording in characters.
    longest: usize,
}

/// How many bytes longer than the longest wording a printed label may be: spaces and line breaks.
const SLACK: usize = 64;

impl Labels {
    /// The wordings of these forms.
    pub(crate) fn new(forms: &[Arc<Form>]) -> Self {
        let mut labels = Self::default();
        for form in forms {
            for wording in wordings(form) {
                for spelled in spellings(wording, prefixes_of(form)) {
                    labels.add(&spelled);
                }
            }
        }
        labels
    }

    fn add(&mut self, wording: &str) {
        let mut body = String::new();
        for text in std::iter::once(wording).chain(without_explanation(wording)) {
            key_into(text, &mut body);
            self.longest = self.longest.max(body.chars().count());
            if !body.is_empty() && !self.numbers.contains_key(body.as_str()) {
                let number = LabelId(self.numbers.len() as u16);
                self.numbers.insert(body.as_str().into(), number);
            }
        }
    }

    /// How many wordings there are.
    pub(crate) fn count(&self) -> usize {
        self.numbers.len()
    }

    /// Length of the longest wording in characters.
    pub(crate) const fn longest(&self) -> usize {
        self.longest
    }

    /// The number of a wording.
    pub(crate) fn number(&self, key: &Key) -> Option<LabelId> {
        self.numbers.get(key.body.as_str()).copied()
    }

    /// What a text is as a label. `room` is memory to work in, used again from text to text.
    pub(crate) fn word(&self, text: &str, room: &mut String) -> Word {
        if text.len() > self.longest * 12 + SLACK {
            return Word::default();
        }
        Word {
            exact: self.named(text, room),
            short: without_explanation(text).and_then(|short| self.named(short, room)),
        }
    }

    fn named(&self, text: &str, room: &mut String) -> Option<Named> {
        let ordinal = key_into(text, room);
        let label = *self.numbers.get(room.as_str())?;
        Some(Named { label, ordinal })
    }
}

/// The words before labels that a form's reports may leave out.
pub(crate) fn prefixes_of(form: &Form) -> &[String] {
    let known = form.known_by.as_ref();
    known.map_or(&[], |known| known.prefixes.as_slice())
}

/// How a wording may be spelled: as it is, in simplified script (which documents are read in), and
/// without a word before it that may be left out.
pub(crate) fn spellings<'w>(wording: &'w str, prefixes: &[String]) -> Vec<Cow<'w, str>> {
    let mut all = vec![Cow::Borrowed(wording)];
    if let Some(bare) = without_prefix(wording, prefixes) {
        all.push(Cow::Borrowed(bare));
    }
    for at in 0..all.len() {
        let folded = in_simplified(&all[at]);
        if folded != all[at] {
            let folded = folded.into_owned();
            all.push(Cow::Owned(folded));
        }
    }
    all
}

/// A wording without the word before it that may be left out, where it has one.
pub(crate) fn without_prefix<'w>(wording: &'w str, prefixes: &[String]) -> Option<&'w str> {
    let start = wording.trim_start();
    let mut prefixes = prefixes.iter();
    let rest = prefixes.find_map(|prefix| start.strip_prefix(prefix.as_str()))?;
    let rest = rest.trim_start();
    (!rest.is_empty()).then_some(rest)
}

/// Every wording of a form's labels.
fn wordings(form: &Form) -> impl Iterator<Item = &str> {
    let printed = form.tables.iter().filter(|table| table.from.is_none());
    let labels = printed.flat_map(|table| {
        let blocks = table.blocks.iter().flat_map(|block| {
            let rows = block.rows.iter().map(|row| &row.label);
            let columns = block.columns.iter().map(|column| &column.label);
            block.caption.iter().chain(rows).chain(columns)
        });
        table.furniture.iter().chain(&table.skip).chain(blocks)
    });
    labels.flat_map(|label| {
        let aliases = label.aliases.iter().chain(&label.altered);
        let aliases = aliases.map(String::as_str);
        std::iter::once(label.text.as_str()).chain(aliases)
    })
}
