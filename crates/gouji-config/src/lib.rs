//! Which findings are shown, and how much they matter.
//!
//! What a report came to ([`gouji_check::Outcome`]) goes in, and what is to be shown comes out: a
//! [`Settings`] takes away what `gouji.toml` and the command line ignore, grades what is left,
//! holds back what is suppressed with a reason or known from a baseline, and says in [`Withheld`] how
//! much that was. A [`Tally`] adds up a run and says which suppressions no longer hold.
//!
//! [`Workspace`] goes from a file to its configuration, packs and settings; [`Finder`] finds the
//! configuration of a file, `shape` says in one place which keys there are,
//! `layers` decides between configurations, `suppression` and `baseline` know findings again.
//! There is no clock here: today is passed in.

mod accepted;
mod applying;
mod baseline;
mod binding;
mod checking;
mod diagnostic;
mod drafting;
mod error;
mod exclusion;
mod file;
mod file_place;
mod finder;
mod layers;
mod matching;
mod mentions;
mod notice;
mod patterns;
mod record;
mod schema;
mod selector;
mod settings;
mod shape;
mod showing;
mod stored;
mod suppression;
mod tally;
mod tree;
mod workspace;
mod writing;
mod written;

pub use accepted::{Accepted, Whose};
pub use applying::{Hidden, Subject, Withheld};
pub use baseline::{Baseline, Entry, ReportKey};
pub use diagnostic::ConfigDiagnostic;
pub use drafting::draft;
pub use error::ConfigError;
pub use exclusion::Exclusion;
pub use finder::{Chain, FILE_NAME, Finder, Source};
pub use layers::{Grade, Origin};
pub use mentions::{Mention, Named, mentions};
pub use notice::Notice;
pub use record::Record;
pub use schema::schema;
pub use settings::{Overrides, Settings};
pub use showing::show;
pub use stored::{Meetings, StoredWithheld};
pub use tally::{Coverage, Tally};
pub use workspace::Workspace;
