//! Matching a template around a figure.
//!
//! A template's words must stand right at the figure, with nothing between but filler and, in
//! gaps, neutral words. All ways to match are followed at once, so that a match takes time in
//! proportion to the template and the few characters around it; the templates of all claims are
//! matched together (`ways`).

use gouji_rule::{Paths, ROOT, Template, TemplateIndex, Vocabulary};

use crate::edges::{Edge, NOWHERE, Reach, Toward};
use crate::number::Number;
use crate::script::Script;
use crate::ways::{Reached, follow, follow_rest};

/// How far from a figure its words may stand, in characters.
pub(crate) const FARTHEST: usize = 120;

/// The text around a figure, with the places that filler reaches on both sides.
pub(crate) struct Around<'s> {
    before: Edge<'s>,
    after: Edge<'s>,
}

/// A template that matches around a figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matched {
    /// Its number among those of all rules.
    pub template: usize,
    /// How far it reaches before the figure.
    pub left: Reach,
    /// How far it reaches behind the figure.
    pub right: Reach,
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

    /// The templates of claims that match around the figure, in the order of the rules.
    pub(crate) fn all_matched(
        &self,
        template_index: &TemplateIndex,
        vocabulary: &Vocabulary,
    ) -> Vec<Matched> {
        let (before, after) = (&template_index.before, &template_index.after);
        let behind = follow(&self.after, after, vocabulary);
        let behind_at = |node: usize| match node {
            ROOT => Some(NOWHERE),
            _ => {
                let found = behind.iter().find(|(known, _)| *known == node);
                found.map(|(_, right)| *right)
            }
        };
        let mut all = Vec::new();
        for (node, right) in [(ROOT, NOWHERE)].iter().chain(&behind) {
            all.extend(after.ends(*node).map(|template| Matched {
                template,
                left: NOWHERE,
                right: *right,
            }));
        }
        for (node, left) in follow(&self.before, before, vocabulary) {
            all.extend(before.ends(node).filter_map(|template| {
                let place = template_index.says.get(template)?;
                let right = behind_at(place.after)?;
                Some(Matched {
                    template,
                    left,
                    right,
                })
            }));
        }
        all.sort_unstable_by_key(|matched| matched.template);
        all
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

/// The templates of denials that match at the beginning of a text, in the order of the rules.
pub(crate) fn denials(
    text: &[char],
    template_index: &TemplateIndex,
    vocabulary: &Vocabulary,
) -> Vec<(usize, Reach)> {
    // Most places where one might begin have the first letter of a denial and no more of it.
    if template_index.denials.beginning(text).next().is_none() {
        return Vec::new();
    }
    let edge = Edge::at_start(text);
    in_order(
        &template_index.denied,
        follow(&edge, &template_index.denied, vocabulary),
    )
}

/// Those that match there behind their first step, in the order of the rules.
pub(crate) fn denials_behind_word(
    text: &[char],
    template_index: &TemplateIndex,
    vocabulary: &Vocabulary,
) -> Vec<(usize, Reach)> {
    let edge = Edge::at_start(text);
    in_order(
        &template_index.denied,
        follow_rest(&edge, &template_index.denied, vocabulary),
    )
}

/// The templates whose ways end at some nodes.
fn in_order(paths: &Paths, nodes: Vec<Reached>) -> Vec<(usize, Reach)> {
    let nodes = nodes.into_iter();
    let all =
        nodes.flat_map(|(node, reach)| paths.ends(node).map(move |template| (template, reach)));
    let mut all: Vec<(usize, Reach)> = all.collect();
    all.sort_unstable_by_key(|(template, _)| *template);
    all
}
