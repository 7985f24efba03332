//! How the reports of a form are known.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::LazyLock;

use gouji_model::script::in_simplified;
use gouji_model::{Form, Pattern, Piece, Recognition};

/// How a form's reports are known.
pub(super) fn recognition(form: &Form) -> &Recognition {
    static UNKNOWN: LazyLock<Recognition> = LazyLock::new(Recognition::default);
    form.known_by.as_ref().unwrap_or(&UNKNOWN)
}

/// How a form's reports are known, whatever the script of its pack and of a document: both are compared in
/// simplified script where the pack is in traditional script.
#[derive(Debug)]
pub(super) struct InEitherScript<'f>(Cow<'f, Recognition>);

impl<'f> InEitherScript<'f> {
    pub(super) fn of(form: &'f Form) -> Self {
        let known = recognition(form);
        Self(match is_simple(known) {
            true => Cow::Borrowed(known),
            false => Cow::Owned(recognized_in_simplified(known)),
        })
    }

    /// A text as it is to be compared.
    pub(super) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.0 {
            Cow::Borrowed(_) => Cow::Borrowed(text),
            Cow::Owned(_) => in_simplified(text),
        }
    }
}

impl Deref for InEitherScript<'_> {
    type Target = Recognition;

    fn deref(&self) -> &Recognition {
        &self.0
    }
}

fn recognized_in_simplified(known: &Recognition) -> Recognition {
    let patterns = |all: &[Pattern]| all.iter().map(simplified).collect();
    let texts = |all: &[String]| {
        let all = all.iter();
        all.map(|text| in_simplified(text).into_owned()).collect()
    };
    Recognition {
        titles: texts(&known.titles),
        never: texts(&known.never),
        organs: patterns(&known.organs),
        periods: patterns(&known.periods),
        dates: patterns(&known.dates),
        signatures: patterns(&known.signatures),
        units: patterns(&known.units),
        ..known.clone()
    }
}

/// Whether nothing in it is written otherwise in simplified script.
fn is_simple(known: &Recognition) -> bool {
    let lists = [
        &known.organs,
        &known.periods,
        &known.dates,
        &known.signatures,
        &known.units,
    ];
    let pieces = lists.into_iter().flatten().flat_map(|one| &one.parts);
    let patterns = pieces.filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        _ => None,
    });
    let mut texts = known.titles.iter().chain(&known.never).chain(patterns);
    texts.all(|text| matches!(in_simplified(text), Cow::Borrowed(_)))
}

fn simplified(pattern: &Pattern) -> Pattern {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => Piece::Text(in_simplified(text).into_owned()),
        piece => piece.clone(),
    };
    Pattern {
        parts: pattern.parts.iter().map(piece).collect(),
    }
}
