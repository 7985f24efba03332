//! The text of a section as it is read: its figures, and the claims in it.

use std::ops::Range;

use gouji_model::{CellId, Section};

use crate::candidates::Found;
use crate::claims;
use crate::readings::{cells_of, meanings};
use crate::scope::Scope;
use crate::script::Script;
use crate::whole_text::Text;

/// Longest text of a section that is read, in bytes; no report comes near it.
pub(crate) const LONGEST: usize = 1 << 20;

/// The text of a section with its figures, and the claims in it.
pub(crate) struct Read<'p, 't> {
    section: &'t Section,
    /// Its characters and figures.
    pub script: Script<'t>,
    /// The claims in it.
    pub found: Vec<Found<'p>>,
    /// Figures with the claim each belongs to, in order.
    by_number: Vec<(usize, usize)>,
}

impl<'p, 't> Read<'p, 't> {
    /// Reads a section.
    pub(crate) fn new(scope: &Scope<'p, '_>, section: &'t Section) -> Self {
        let denials = &scope.template_index.denial;
        let script = Script::new(&section.text, scope.vocabulary, denials);
        let found = claims::find(scope, &script);
        let numbered = found.iter().enumerate();
        let mut by_number: Vec<(usize, usize)> = numbered
            .filter_map(|(index, found)| Some((found.number?, index)))
            .collect();
        by_number.sort_unstable();
        Self {
            section,
            script,
            found,
            by_number,
        }
    }

    /// Its text with its characters.
    pub(crate) fn text(&self) -> Text<'_> {
        Text {
            section: self.section,
            script: &self.script,
        }
    }

    /// The figures that claims are about.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> {
        self.by_number.iter().map(|(number, _)| *number)
    }

    /// The claim that a figure belongs to.
    pub(crate) fn claim_of(&self, number: usize) -> Option<&Found<'p>> {
        let index = self
            .by_number
            .binary_search_by_key(&number, |(number, _)| *number);
        let (_, found) = self.by_number.get(index.ok()?)?;
        self.found.get(*found)
    }
}

impl Read<'_, '_> {
    /// The cells that these figures of the text speak of, by their likeliest readings.
    pub(crate) fn cells_of(&self, scope: &Scope<'_, '_>, numbers: Range<usize>) -> Vec<CellId> {
        let claims = numbers.filter_map(|number| self.claim_of(number));
        let cells = claims.map(|found| cells_of(&meanings(scope, found.readings.iter().copied())));
        let mut all: Vec<CellId> = Vec::new();
        for cell in cells.flatten() {
            if !all.contains(&cell) {
                all.push(cell);
            }
        }
        all
    }
}
