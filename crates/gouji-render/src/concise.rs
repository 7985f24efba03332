//! One line for each finding.

use crate::{Checked, printable};

/// The findings of a report, a line each: `path:line:column: severity[rule] message
/// [identity]`, the identity by its first twelve digits.
#[must_use]
pub fn concise(checked: &Checked<'_>) -> String {
    let mut text = String::new();
    for finding in checked.findings {
        let spot = checked.spot(checked.place_of(finding));
        let message = checked.message(finding);
        text.push_str(&format!(
            "{spot}: {}[{}] {message} [{}]\n",
            finding.severity.name(),
            finding.rule,
            finding.identity.short()
        ));
    }
    for blocked in checked.blocked {
        let at = blocked.at.as_deref().unwrap_or("");
        text.push_str(&format!(
            "{}: blocked[{}] {at} {}\n",
            checked.spot(None),
            blocked.rule,
            printable(blocked.reason.get(checked.language))
        ));
    }
    text
}
