//! What the linter says about a rule set.

use std::cmp::Reverse;
use std::ops::Range;

use gouji_model::{Bilingual, Severity};

/// A place in a file of the rule set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlace {
    /// The file as its pack names it.
    pub file: String,
    /// Bytes of its text.
    pub range: Range<usize>,
}

/// What is remarked on. The names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Rules that no report can satisfy together.
    Contradiction,
    /// A file with a mistake that keeps it from being used.
    Unusable,
    /// A rule names a cell of last year that no form has.
    UnknownPriorCell,
    /// An example does not do what it says.
    WrongExample,
    /// A rule that no report can break.
    Unbreakable,
    /// A rule that applies to no report.
    NeverApplies,
    /// Cells that the rules leave only the value zero.
    OnlyZero,
    /// Two rules that say the same.
    Duplicate,
    /// A rule that is broken only where other rules are broken too.
    Implied,
    /// A message has a placeholder that nothing fills, or only one language has it.
    Placeholder,
    /// A text without its translation.
    Untranslated,
    /// A rule without an example that passes and one that fails.
    MissingExample,
    /// Packs use one rule name for different things.
    NameDiffers,
    /// A form with fewer labels than its reports are known by.
    TooFewLabels,
    /// A form says what no report can make use of.
    UnfitForm,
    /// A rule says what makes no difference.
    IdleKey,
    /// A rule that lies beside a pack and that nothing reads.
    UnreadFile,
    /// A question that was too large to answer.
    Undecided,
    /// Equations that follow from the others.
    Redundant,
}

impl Code {
    /// The name in outputs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Unusable => "unusable",
            Self::UnknownPriorCell => "unknown-prior-cell",
            Self::WrongExample => "wrong-example",
            Self::Unbreakable => "unbreakable",
            Self::NeverApplies => "never-applies",
            Self::OnlyZero => "only-zero",
            Self::Duplicate => "duplicate",
            Self::Implied => "implied",
            Self::Placeholder => "placeholder",
            Self::Untranslated => "untranslated",
            Self::MissingExample => "missing-example",
            Self::NameDiffers => "name-differs",
            Self::TooFewLabels => "too-few-labels",
            Self::UnfitForm => "unfit-form",
            Self::IdleKey => "idle-key",
            Self::UnreadFile => "unread-file",
            Self::Undecided => "undecided",
            Self::Redundant => "redundant",
        }
    }

    /// How much it matters.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Contradiction
            | Self::Unusable
            | Self::UnknownPriorCell
            | Self::WrongExample
            | Self::Unbreakable => Severity::Error,
            Self::NeverApplies
            | Self::OnlyZero
            | Self::Duplicate
            | Self::Implied
            | Self::Placeholder
            | Self::Untranslated
            | Self::MissingExample
            | Self::NameDiffers
            | Self::TooFewLabels
            | Self::UnfitForm
            | Self::IdleKey
            | Self::UnreadFile
            | Self::Undecided => Severity::Warning,
            Self::Redundant => Severity::Info,
        }
    }
}

/// Something to say about a rule set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What kind of remark it is.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The packs it is about, by the ids of their forms.
    pub packs: Vec<String>,
    /// The rules or instances it is about, the one it is made at first.
    pub rules: Vec<String>,
    /// What is the case.
    pub message: Bilingual,
    /// What to do.
    pub help: Bilingual,
    /// Where: the place it is made at first, then those it rests on.
    pub spots: Vec<FilePlace>,
}

impl Remark {
    /// A remark that is as severe as its kind.
    pub(crate) fn new(code: Code, message: Bilingual, help: Bilingual) -> Self {
        Self {
            code,
            severity: code.severity(),
            packs: Vec::new(),
            rules: Vec::new(),
            message,
            help,
            spots: Vec::new(),
        }
    }
}

/// One remark for each that several packs share, in a fixed order: the worst first.
pub(crate) fn gathered(remarks: Vec<Remark>) -> Vec<Remark> {
    let mut gathered: Vec<Remark> = Vec::new();
    for remark in remarks {
        let alike = |known: &&mut Remark| {
            known.code == remark.code
                && known.message == remark.message
                && known.spots == remark.spots
        };
        match gathered.iter_mut().find(alike) {
            Some(known) => {
                let new = remark.packs.into_iter();
                let new: Vec<_> = new.filter(|pack| !known.packs.contains(pack)).collect();
                known.packs.extend(new);
            }
            None => gathered.push(remark),
        }
    }
    gathered.sort_by_key(|remark| {
        let first = remark.spots.first();
        let at = first.map(|spot| (spot.file.clone(), spot.range.start));
        (Reverse(remark.severity), remark.code, at)
    });
    gathered
}
