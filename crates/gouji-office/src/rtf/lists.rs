//! Lists to choose from in RTF: their entries, and which of them is chosen.

use gouji_document::PICTURE;

/// The kind of field of a form that is a list.
const KIND: i32 = 2;
/// The number that stands for no choice.
const NONE: i32 = 25;
/// Most entries of a list, and longest text of them, in bytes.
const MOST: usize = 100;
const LONGEST: usize = 10_000;

/// What a group is of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListPart {
    /// Nothing.
    None,
    /// An entry.
    Entry,
    /// Anything else that is said of it.
    Other,
}

/// A list to choose from.
#[derive(Debug, Default)]
pub(super) struct List {
    kind: i32,
    result: Option<i32>,
    usual: i32,
    entries: Vec<String>,
    length: usize,
}

impl List {
    /// Takes what is said in numbers.
    pub(super) fn number(&mut self, word: &str, number: i32) {
        match word {
            "fftype" => self.kind = number,
            "ffres" => self.result = Some(number).filter(|number| *number != NONE),
            _ => self.usual = number,
        }
    }

    /// Begins an entry.
    pub(super) fn begin(&mut self) {
        if self.entries.len() < MOST {
            self.entries.push(String::new());
        }
    }

    /// Adds text to the entry.
    pub(super) fn push(&mut self, text: &str) {
        self.length += text.len();
        if let Some(entry) = self.entries.last_mut().filter(|_| self.length <= LONGEST) {
            entry.push_str(text);
        }
    }

    /// Ends the list: what is chosen of it, or a sign that it is not known; nothing where there is no list.
    pub(super) fn take(&mut self) -> Option<String> {
        let list = std::mem::take(self);
        if list.kind != KIND {
            return None;
        }
        let number = usize::try_from(list.result.unwrap_or(list.usual)).ok();
        let chosen = number.and_then(|number| list.entries.get(number));
        Some(chosen.cloned().unwrap_or_else(|| PICTURE.to_string()))
    }
}
