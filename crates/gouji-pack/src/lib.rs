//! Rule packs: forms and rules as data, loaded and compiled.
//!
//! A pack is a folder with `pack.toml` (what it is and when it applies), `form.toml` (the official
//! form) and `rules/`, one file for each rule; where it has a `schema.json`, that describes its
//! canonical report in place of what is made of the form. The built-in packs are embedded; `--rules DIR` adds packs and loose rule files. Nothing
//! here knows a document, a format or a country: all of that is data.

mod balances;
mod compact;
mod contents;
mod error;
mod files;
mod form_file;
mod form_words;
mod formula;
mod lookup;
mod mentions;
mod mistake;
mod named_sum;
mod narrative;
mod narrative_file;
mod outline;
mod pack;
mod quoted;
mod reading;
mod rule;
mod rule_file;
mod schema;
mod signposts;
mod suggestion;
mod toml_file;

pub use error::{PackDiagnostic, PackError};
pub use files::{File, files_of};
pub use formula::{Comparison, Fact, Formula, Instance, Logic, Operand, Selection, Sum, Term};
pub use lookup::{ByLetter, Letters, Marks, Words};
pub use mentions::{Mention, Role, Subject, mentions};
pub use mistake::Mistake;
pub use named_sum::NamedSum;
pub use narrative::{
    AmountTest, Bound, ChangeTest, Claim, CurrentTest, Family, NamedOrgan, NarrativeTest, Needed,
    OrganTest, PartsTest, PeriodTest, ShareTest, Step, Template, Topic, Vocabulary, Within,
    WordsTest, YearTest, letter,
};
pub use outline::{FileKind, Outline, Takes};
pub use pack::{Pack, Packs, Survey};
pub use reading::{Reading, Undecided};
pub use rule::{
    BlankWording, CellRule, CellTest, Check, CopiedTest, Example, Organs, Relation, Rule, Seen,
    TextTest, UnchangedTest,
};
pub use schema::schema_of;
pub use signposts::{Guards, Post, Side, Signposts};
pub use suggestion::{advice, nearest};
