//! JSON Lines: an object for each finding, each blocked relation and each file that failed.
//!
//! The objects are those of the JSON of the contract, with the report they belong to.

use serde_json::json;

use crate::json::json_lines;
use crate::{Checked, Ending};

/// The findings and blocked relations of a report, a line each.
pub(crate) fn report(checked: &Checked<'_>) -> String {
    json_lines(checked)
}

/// What could not be done, and what is reported about the configuration.
pub(crate) fn end(ending: &Ending<'_>) -> String {
    let mut lines = String::new();
    for failure in ending.failures {
        let line = json!({ "kind": "failure", "path": failure.path, "message": failure.why });
        lines.push_str(&format!("{line}\n"));
    }
    for remark in ending.remarks {
        let line = json!({
            "kind": "config", "path": remark.path, "rule": remark.rule,
            "severity": remark.severity.name(), "message": remark.message,
            "location": { "line": remark.line, "column": remark.column },
        });
        lines.push_str(&format!("{line}\n"));
    }
    lines
}
