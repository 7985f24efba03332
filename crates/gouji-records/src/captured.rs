//! What a walk took up: items (records, links, keys) with their fields, in the order of the file.

use std::borrow::Cow;

use gouji_model::SourceRange;
use gouji_model::records::Path;
use rustc_hash::FxHashMap;

/// A text of the file, trimmed, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    /// Where it stands.
    pub range: SourceRange,
    /// What it says, where that is not what stands there: references resolved.
    pub owned: Option<Box<str>>,
}

impl Text {
    /// What it says.
    pub(crate) fn get<'t>(&'t self, source: &'t str) -> &'t str {
        match &self.owned {
            Some(text) => text,
            None => source
                .get(self.range.start as usize..self.range.end as usize)
                .unwrap_or_default(),
        }
    }

    /// The same, which may outlive this one where it is borrowed from the source.
    pub(crate) fn cow<'t>(&self, source: &'t str) -> Cow<'t, str> {
        match &self.owned {
            Some(text) => Cow::Owned(text.to_string()),
            None => Cow::Borrowed(
                source
                    .get(self.range.start as usize..self.range.end as usize)
                    .unwrap_or_default(),
            ),
        }
    }
}

/// One occurrence of a group of the plan.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// The group.
    pub group: u16,
    /// The item it stands in.
    pub parent: Option<u32>,
    /// Where it begins in the file.
    pub start: u32,
    /// Its first field among all.
    fields: u32,
}

/// The items of each group, in the order of the file.
pub(crate) type Items = Vec<Vec<u32>>;

/// An element that the plan does not know and that holds a figure.
#[derive(Clone, Debug)]
pub(crate) struct UnknownElement {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub text: Text,
    /// The record it stands in.
    pub item: Option<u32>,
}

/// A line of CSV with more values than there are names: nobody can tell which value is of which column.
#[derive(Clone, Debug)]
pub(crate) struct MisalignedLine {
    /// Its first value.
    pub first: String,
    /// How many values it has.
    pub values: usize,
    /// Where the first value stands.
    pub range: SourceRange,
}

/// Everything a walk took up.
#[derive(Debug, Default)]
pub(crate) struct Captured {
    /// The items.
    pub items: Vec<Item>,
    fields: Vec<Option<Text>>,
    /// What fields say second, by item and field.
    twice: FxHashMap<(u32, u16), Text>,
    /// What the plan does not know.
    pub unknown: Vec<UnknownElement>,
    /// Lines with more values than there are names.
    pub misaligned: Vec<MisalignedLine>,
    /// The sections that are there, by their numbers in the plan.
    pub sections: Vec<bool>,
}

impl Captured {
    /// Begins an item with so many fields; its number.
    pub(crate) fn begin(
        &mut self,
        group: u16,
        parent: Option<u32>,
        start: u32,
        fields: u16,
    ) -> u32 {
        let number = self.items.len() as u32;
        let first = self.fields.len();
        self.items.push(Item {
            group,
            parent,
            start,
            fields: first as u32,
        });
        self.fields.resize(first + usize::from(fields), None);
        number
    }

    /// Where the name of an item's element stands, which is at the end of `at`.
    pub(crate) fn tag(&self, item: u32, at: Option<&Path>) -> SourceRange {
        let start = self.items.get(item as usize).map_or(0, |item| item.start);
        let last = at.and_then(|at| at.steps.last());
        let name = last.and_then(|step| step.names.first());
        let length = name.map_or(0, |name| name.len() as u32 + 1);
        SourceRange::new(start, start + length)
    }

    /// How many fields there are in all.
    pub(crate) fn size(&self) -> usize {
        self.fields.len()
    }

    /// Puts a text into a field. A second text that says the same is nothing new.
    pub(crate) fn put(&mut self, item: u32, field: u16, text: Text, source: &str) {
        let Some(at) = self.items.get(item as usize) else {
            return;
        };
        // Of the report as a whole, what is blank says nothing.
        let is_fact = at.group == 0;
        let is_blank = |text: &Text| is_fact && text.get(source).is_empty();
        let slot = self.fields.get_mut(at.fields as usize + usize::from(field));
        match slot {
            Some(Some(first)) if first.get(source) == text.get(source) => {}
            Some(Some(_)) if is_blank(&text) => {}
            Some(Some(first)) if is_blank(first) => *first = text,
            Some(Some(_)) => {
                self.twice.insert((item, field), text);
            }
            Some(empty) => *empty = Some(text),
            None => {}
        }
    }

    /// What a field of an item says second, where it says two things.
    pub(crate) fn other(&self, item: u32, field: u16) -> Option<&Text> {
        self.twice.get(&(item, field))
    }

    /// A field of an item.
    pub(crate) fn field(&self, item: u32, field: u16) -> Option<&Text> {
        let at = self.items.get(item as usize)?;
        let slot = self.fields.get(at.fields as usize + usize::from(field))?;
        slot.as_ref()
    }
}
