//! What a rule says otherwise in one of the forms it is for: another basis, grade or wording.

use gouji_model::{Bilingual, Form};
use serde::Deserialize;

use super::grades::{AuthorityName, SeverityName};

/// The texts and the grade of a rule in one form; what is not said is as in the others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VariantEntry {
    form: String,
    pub severity: Option<SeverityName>,
    pub authority: Option<AuthorityName>,
    pub citation: Option<Bilingual>,
    pub title: Option<Bilingual>,
    pub message: Option<Bilingual>,
    pub why: Option<Bilingual>,
    pub help: Option<Bilingual>,
}

impl VariantEntry {
    /// Whether it is what the rule says in a form.
    pub(super) fn is_for(&self, form: &Form) -> bool {
        self.form == form.id.0
    }
}
