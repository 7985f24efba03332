//! A text with its characters, and what is wrong at a place of it.

use std::ops::Range;

use gouji_model::{Bilingual, Section};
use gouji_rule::Rule;

use crate::judgement::{Disagreement, shown};
use crate::script::Script;

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

    /// A disagreement at a place of the text, which rests on no cell: what was said, and what it was
    /// compared with.
    pub(crate) fn found<'p>(
        &self,
        rule: &'p Rule,
        words: Range<usize>,
        (stated, readings): (String, Vec<(Bilingual, String)>),
    ) -> Disagreement<'p> {
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
