//! In what manner a run of text is written, as far as that changes what it says.

use std::borrow::Cow;

use gouji_document::{raised, struck};

use crate::ground;

/// The manner of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Like any text.
    #[default]
    Plain,
    /// Raised, as the marks of notes are.
    Raised,
    /// Struck out.
    Struck,
    /// In white letters, of which it is not known yet what they stand on.
    White,
}

impl Manner {
    /// The manner of text this stands for; what is struck out may be raised too.
    pub(crate) const fn of(is_raised: Option<bool>, is_struck: Option<bool>) -> Self {
        match (is_raised, is_struck) {
            (_, Some(true)) => Self::Struck,
            (Some(true), _) => Self::Raised,
            _ => Self::Plain,
        }
    }

    /// A text in this manner.
    pub(crate) fn written(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Plain => Cow::Borrowed(text),
            Self::Raised => Cow::Owned(raised(text)),
            Self::Struck => Cow::Owned(struck(text)),
            Self::White => Cow::Owned(ground::white(text)),
        }
    }

    /// Puts the end of a text, from a byte on, in this manner.
    pub(crate) fn rewrite(self, text: &mut String, from: usize) {
        if self != Self::Plain {
            let own = text.split_off(from);
            text.push_str(&self.written(&own));
        }
    }
}
