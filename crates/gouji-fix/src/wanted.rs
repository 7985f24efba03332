//! What is asked of a repair: which proposals, by which settings, and beside which reports.

use gouji_check::Outcome;
use gouji_model::Report;
use gouji_rule::Pack;

/// Takes out of a report's outcome what is not to be shown: ignored, suppressed, known.
pub type Settings<'a> = &'a dyn Fn(&Pack, &Report, &mut Outcome);

/// Finds the report of the year before a report.
pub type LastYear<'a> = &'a dyn Fn(&Report) -> Option<&'a Report>;

/// Which proposals are made.
#[derive(Clone, Default)]
pub struct Wanted<'a> {
    /// Those that are only likely, too.
    pub unsafe_too: bool,
    /// Only those that repair findings of these rules; of all where empty.
    pub rules: Vec<String>,
    /// Only those that repair a finding which these leave; all where there are none. What is safe is
    /// decided by everything found, shown or not.
    pub settings: Option<Settings<'a>>,
    /// Where last year's reports are found, if they are to be compared.
    pub last_year: Option<LastYear<'a>>,
}
