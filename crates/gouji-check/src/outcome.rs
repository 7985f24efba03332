//! What checking takes beside the report, and what it comes to.

use gouji_model::{Blocked, Finding, Form, Languages, Report};

/// Last year's report with its form.
pub type Prior<'a> = Option<(&'a Form, &'a Report)>;

/// What checking a report came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What is wrong, in the order of the rules.
    pub findings: Vec<Finding>,
    /// What could not be checked.
    pub blocked: Vec<Blocked>,
    /// How many instances of relations between figures were evaluated; those between years alone
    /// say nothing of the tables and do not count.
    pub evaluated: usize,
    /// The same for each rule that has any, by its name.
    pub evaluated_of: Vec<(String, usize)>,
    /// The languages in which the findings are worded.
    pub languages: Languages,
}

impl Outcome {
    pub(crate) const fn worded_in(languages: Languages) -> Self {
        Self {
            findings: Vec::new(),
            blocked: Vec::new(),
            evaluated: 0,
            evaluated_of: Vec::new(),
            languages,
        }
    }
}
