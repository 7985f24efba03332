//! Matching a template around a figure.
//!
//! A template's words must stand right at the figure, with nothing between but filler and, in
//! gaps, neutral words. All ways to match are followed at once, so that a match takes time in
//! proportion to the template and the few characters around it. What lies beyond filler and gaps
//! is found once for a figure and tells which templates are worth trying.

use gouji_rule::{Template, TemplateIndex, Vocabulary};

use crate::edges::{Edge, NOWHERE, Reach, Toward};
use crate::number::Number;
use crate::script::Script;

/// How far from a figure its words may stand, in characters.
pub(crate) const FARTHEST: usize = 120;

/// The text around a figure, with the places that filler reaches on both sides.
pub(crate) struct Around<'s> {
    before: Edge<'s>,
    after: Edge<'s>,
}

/// A figure with the text around it.
pub(crate) struct InText<'s> {
    /// The figure.
    pub number: &'s Number,
    around: Around<'s>,
}

impl<'s> InText<'s> {
    /// A figure of a text.
    pub(crate) fn new(script: &'s Script<'_>, number: &'s Number, vocabulary: &Vocabulary) -> Self {
        Self {
            number,
            around: Around::new(script, number, vocabulary),
        }
    }

    /// How a template matches before and after it; nothing where it does not.
    pub(crate) fn matched(
        &self,
        template: &Template,
        vocabulary: &Vocabulary,
    ) -> Option<(Reach, Reach)> {
        self.around.matched(template, vocabulary)
    }
}

impl<'s> Around<'s> {
    /// The text around a figure.
    pub(crate) fn new(script: &'s Script<'_>, number: &Number, vocabulary: &Vocabulary) -> Self {
        let start = number.range.start;
        let until = (number.range.end + FARTHEST).min(script.chars.len());
        let before = script.slice(start.saturating_sub(FARTHEST)..start);
        let after = script.slice(number.range.end..until);
        Self::of(before, after, vocabulary)
    }

    /// A text before a figure and one after.
    pub(crate) fn of(before: &'s [char], after: &'s [char], vocabulary: &Vocabulary) -> Self {
        Self {
            before: Edge::adjacent(before, Toward::Start, &vocabulary.filler),
            after: Edge::adjacent(after, Toward::End, &vocabulary.filler),
        }
    }

    /// The templates worth trying, in the order of the rules.
    pub(crate) fn candidates(
        &self,
        template_index: &TemplateIndex,
        vocabulary: &Vocabulary,
    ) -> Vec<usize> {
        let anywhere = template_index.anywhere.iter();
        let mut found: Vec<usize> = anywhere.map(|place| *place as usize).collect();
        self.before
            .candidates(&template_index.before, vocabulary, &mut found);
        self.after
            .candidates(&template_index.after, vocabulary, &mut found);
        in_order(&found, template_index.says.len())
    }

    /// How a template matches before and after the figure; nothing where it does not.
    pub(crate) fn matched(
        &self,
        template: &Template,
        vocabulary: &Vocabulary,
    ) -> Option<(Reach, Reach)> {
        let (mut left, mut right) = (NOWHERE, NOWHERE);
        if !template.before.is_empty() {
            let steps = template.before.iter().rev();
            left = self.before.follow(steps, vocabulary)?;
        }
        if !template.after.is_empty() {
            right = self.after.follow(template.after.iter(), vocabulary)?;
        }
        Some((left, right))
    }
}

/// The templates of denials worth trying at the beginning of a text, in the order of the rules.
pub(crate) fn denials(
    text: &[char],
    template_index: &TemplateIndex,
    vocabulary: &Vocabulary,
) -> Vec<usize> {
    let mut found = Vec::new();
    for word in template_index.denials.beginning(text) {
        let edge = Edge::at_start(text.get(word.len()..).unwrap_or_default());
        edge.candidates(&template_index.denied, vocabulary, &mut found);
        found.extend(
            template_index
                .denied_anything
                .iter()
                .map(|template_place| *template_place as usize),
        );
    }
    in_order(&found, template_index.denies.len())
}

/// Numbers below a bound in order, each once: many of a few hundred, which marking is faster for than sorting.
fn in_order(found: &[usize], bound: usize) -> Vec<usize> {
    const BITS: usize = u64::BITS as usize;
    if found.is_empty() {
        return Vec::new();
    }
    let mut marks = vec![0_u64; bound.div_ceil(BITS)];
    for number in found {
        if let Some(word) = marks.get_mut(number / BITS) {
            *word |= 1 << (number % BITS);
        }
    }
    let mut all = Vec::with_capacity(found.len());
    for (at, word) in marks.into_iter().enumerate() {
        let mut rest = word;
        while rest != 0 {
            all.push(at * BITS + rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn templates_are_tried_once_and_in_order() {
        assert_eq!(in_order(&[130, 3, 64, 3, 0, 63], 131), [0, 3, 63, 64, 130]);
        assert!(in_order(&[], 7).is_empty());
    }
}
