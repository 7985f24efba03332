//! The words for how much a rule matters and what it rests on.

use gouji_model::{Authority, Severity};
use gouji_rule::Confidence;
use serde::Deserialize;

/// How much a rule matters, as written.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SeverityName {
    Error,
    Warning,
    Info,
}

/// What a rule rests on, as written.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AuthorityName {
    Form,
    Regulation,
    Notice,
    Label,
    Practice,
    Reading,
    Tool,
    Arithmetic,
}

/// Whether a rule is settled, as written.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum StatusName {
    #[default]
    Stable,
    Preview,
}

/// How sure it is that what a rule finds is wrong, as written.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ConfidenceName {
    #[default]
    High,
    Medium,
    Low,
}

impl From<ConfidenceName> for Confidence {
    fn from(name: ConfidenceName) -> Self {
        match name {
            ConfidenceName::High => Self::High,
            ConfidenceName::Medium => Self::Medium,
            ConfidenceName::Low => Self::Low,
        }
    }
}

impl From<SeverityName> for Severity {
    fn from(name: SeverityName) -> Self {
        match name {
            SeverityName::Error => Self::Error,
            SeverityName::Warning => Self::Warning,
            SeverityName::Info => Self::Info,
        }
    }
}

impl From<AuthorityName> for Authority {
    fn from(name: AuthorityName) -> Self {
        match name {
            AuthorityName::Form => Self::Form,
            AuthorityName::Regulation => Self::Regulation,
            AuthorityName::Notice => Self::Notice,
            AuthorityName::Label => Self::Label,
            AuthorityName::Practice => Self::Practice,
            AuthorityName::Reading => Self::Reading,
            AuthorityName::Tool => Self::Tool,
            AuthorityName::Arithmetic => Self::Arithmetic,
        }
    }
}
