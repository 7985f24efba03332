//! Rules: what they check, compiled for a form, and what their formulas say of a report.
//!
//! A [`Pack`] is a form with its rules and the words they share. What packs are written in, and how
//! that is read, is none of this crate's business (`gouji-pack` does it); nothing here knows a file,
//! a document or a country.

mod alternatives;
mod balances;
mod between;
mod evaluation;
mod examples;
mod formula;
mod letters;
mod lookup;
mod members;
mod named_sum;
mod narrative;
mod needs_prior;
mod pack;
mod packing;
mod paths;
mod pattern;
mod rule;
mod template_index;
mod vocabulary;

pub use alternatives::Alternatives;
pub use between::{Deadline, LEVELS, PeerTest, PublishedTest, RollUpTest};
pub use evaluation::{Reading, Undecided};
pub use examples::{Example, Examples, Expected, Seen};
pub use formula::{
    Argument, Call, Comparison, Fact, Formula, Instance, Logic, Mentioned, Operand, Order,
    Rounding, Selection, Sum, Term,
};
pub use letters::{Letters, letter, letters};
pub use lookup::{ByLetter, Marks, Words};
pub use members::{
    Axes, ChosenRows, Named, NoMembers, cells_of, chosen, chosen_columns, chosen_rows, members,
};
pub use named_sum::NamedSum;
pub use narrative::{
    AmountTest, Bound, ChangeTest, Claim, CurrentTest, Family, NamedOrgan, NarrativeTest, Needed,
    OrganTest, PartsTest, PeriodTest, ShareTest, Step, Template, Within, WordsTest, YearTest,
};
pub use needs_prior::needs_prior;
pub use pack::{Contents, Pack};
pub use packing::{Deferred, PackedPack, Source, Texts};
pub use paths::{Onward, Paths, ROOT};
pub use pattern::Pattern;
pub use rule::{
    BlankWording, CellRule, CellTest, Check, Confidence, CopiedTest, Organs, Relation, Rule,
    TextTest, UnchangedTest, are_traditional,
};
pub use template_index::{Guards, TemplateIndex, TemplatePlace};
pub use vocabulary::{Topic, Vocabulary, Wordings};
