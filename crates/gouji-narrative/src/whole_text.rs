//! A text with its characters, and what is wrong at a place of it.

use std::ops::Range;

use gouji_model::{Bilingual, Section};
use gouji_rule::Rule;

use crate::judgement::{Disagreement, shown};
use crate::script::Script;

/// What a text says, with what it was compared with.
#[derive(Default)]
pub(crate) struct Compared {
    /// What it says.
    pub stated: String,
    /// What it may mean, each by its name.
    pub readings: Vec<(Bilingual, String)>,
}

impl Compared {
    /// What it says, where there is nothing to compare it with.
    pub(crate) fn alone(stated: String) -> Self {
        Self {
            stated,
            readings: Vec::new(),
        }
    }

    /// What it says, and the one thing it was compared with.
    pub(crate) fn with(stated: String, name: Bilingual, value: String) -> Self {
        Self {
            stated,
            readings: vec![(name, value)],
        }
    }
}

/// A text with its characters.
pub(crate) struct Text<'t> {
    /// The text.
    pub section: &'t Section,
    /// Its characters.
    pub script: &'t Script<'t>,
}

impl Text<'_> {
    /// Words of the text on one line.
    pub(crate) fn shown(&self, words: &Range<usize>) -> String {
        shown(self.section, &self.script.bytes(words.clone()))
    }

    /// A disagreement at a place of the text, which rests on no cell.
    pub(crate) fn found<'p>(
        &self,
        rule: &'p Rule,
        words: Range<usize>,
        compared: Compared,
    ) -> Disagreement<'p> {
        let Compared { stated, readings } = compared;
        let bytes = self.script.bytes(words);
        Disagreement {
            rule,
            at: self.section.id.clone(),
            place: self.section.place_of(bytes.clone()),
            words: shown(self.section, &bytes),
            stated,
            readings,
            cells: Vec::new(),
        }
    }
}
