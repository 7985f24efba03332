//! The core model of gouji, shared by every stage of the line
//! `bytes → Document → Report → Findings → output`.
//!
//! Here is what a report *is*: exact [`Figure`]s in the cells of a [`Form`], filled into a
//! [`Report`], each with the [`Place`] it came from; and what is reported about it: [`Finding`]s.
//! Nothing here knows file formats, rule syntax or terminals.

mod balance;
mod bilingual;
mod cell_names;
mod character_set;
pub mod characters;
mod column;
mod conversion;
mod date;
mod draft;
mod elaborate;
mod figure;
mod finding;
mod form;
mod form_reading;
mod identity;
mod kind;
mod kinship;
mod label;
pub mod languages;
pub mod limits;
mod money;
mod number_format;
pub mod numerals;
mod open_rows;
pub mod organs;
mod period;
mod place;
mod power;
mod printed_unit;
mod reading;
mod recognition;
pub mod records;
mod report;
pub mod script;
mod units;
mod value;
mod value_words;

pub use balance::{Balance, Balanced, Share};
pub use bilingual::{Bilingual, Language, Languages, may_quote, within_quotes};
pub use column::Column;
pub use date::{Date, DateOrder, day_number, day_of, written_day};
pub use draft::{Draft, DraftRow};
pub use elaborate::TooManyCells;
pub use figure::{Figure, ParseFigureError};
pub use finding::{
    Authority, Blocked, Equation, Evidence, Finding, Severity, Source, Suspect, SuspectEvidence,
    Terms,
};
pub use form::{
    Axis, Block, CellId, Form, FormContents, FormId, FormTraits, Row, RowAxis, SectionForm, Table,
    TableId,
};
pub use identity::{Identity, IdentityMaker};
pub use kind::CellKind;
pub use kinship::{Fit, Kinship, NameKey, kinship};
pub use label::Label;
pub use number_format::NumberFormat;
pub use open_rows::{Key, KeyFault, Keys, OpenRows};
pub use period::{NoPeriod, Period};
pub use place::{Place, SourceRange};
pub use power::without_power;
pub use printed_unit::PrintedUnit;
pub use reading::{below_zero, is_missing, is_note_mark, without_note_marks};
pub use recognition::{Field, Pattern, PatternFault, Piece, Recognition};
pub use report::{Cell, Dated, Observation, ObservationKind, Passage, Report, Section, Stray};
pub use units::{is_number_with_unit, is_unit_sign, money_unit, written_unit};
pub use value::Value;
pub use value_words::ValueWords;
