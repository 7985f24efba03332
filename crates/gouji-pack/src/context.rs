//! What a rule is compiled for, and why it may not fit there.

use gouji_model::Form;
use gouji_rule::Vocabulary;
use toml::Spanned;

use crate::PackError;
use crate::form_words::FormWords;
use crate::template::Lists;

/// The words that the rules of a pack share.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedWords {
    /// What prose is read with.
    pub vocabulary: Vocabulary,
    /// What templates name.
    pub lists: Lists,
    /// Whether the pack has a vocabulary.
    pub has_vocabulary: bool,
    /// The sections whose prose is read, where the vocabulary names them.
    pub sections: Vec<Spanned<String>>,
}

/// What rules are compiled for: a form, what it is called, and the words that rules share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleContext<'p> {
    /// The form.
    pub form: &'p Form,
    /// What its pack calls it.
    pub words: FormWords<'p>,
    /// The words that its rules share.
    pub shared: &'p SharedWords,
}

/// Why a rule does not compile for a form.
pub(crate) enum Unfit {
    /// It names a table, cell or section that another form may have.
    Absent(PackError),
    /// It is wrong for any form.
    Wrong(PackError),
}

impl Unfit {
    /// An error that is only this form's where what it names is `absent` from it.
    pub(crate) const fn of(error: PackError, absent: bool) -> Self {
        if absent {
            Self::Absent(error)
        } else {
            Self::Wrong(error)
        }
    }
}

impl From<PackError> for Unfit {
    fn from(error: PackError) -> Self {
        Self::Wrong(error)
    }
}
