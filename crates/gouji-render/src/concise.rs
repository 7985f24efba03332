//! One line for each finding.

use crate::{Checked, empty, printable};

/// The findings of a report, a line each: `path:line:column: severity[rule] message
/// [identity]`, the identity by its first twelve digits. Empty cells of one table are one line, and so
/// are sums of one row or column left out: with the identity of the first and how many more there are.
#[must_use]
pub fn concise(checked: &Checked<'_>) -> String {
    let mut text = String::new();
    for line in empty::lines(checked) {
        let Some(first) = line.findings.first() else {
            continue;
        };
        let more = match line.findings.len() {
            1 => String::new(),
            count => format!(" +{}", count - 1),
        };
        text.push_str(&format!(
            "{}: {}[{}] {} [{}{more}]\n",
            checked.spot(checked.place_of(first)),
            line.severity().name(),
            line.rules().join(" + "),
            line.message,
            first.identity.short()
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
