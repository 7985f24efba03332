//! JSON Lines: an object for each finding, each blocked relation and each file that failed.
//!
//! The objects are those of the JSON of the contract, with the report they belong to.

use serde_json::{Value, json};

use crate::{Checked, Ending, json_report};

/// The findings and blocked relations of a report, a line each.
pub(crate) fn report(checked: &Checked<'_>) -> String {
    // What was just written is read back: the objects are then the same as in `json`.
    let Ok(Value::Object(mut file)) = serde_json::from_str(&json_report(checked)) else {
        return String::new();
    };
    let findings = file.remove("findings").unwrap_or_default();
    let blocked = file.remove("blocked").unwrap_or_default();
    let mut lines = String::new();
    for (kind, items) in [("finding", findings), ("blocked", blocked)] {
        for item in items.as_array().into_iter().flatten() {
            let mut line = serde_json::Map::new();
            line.insert("kind".to_owned(), kind.into());
            line.extend(file.clone());
            line.extend(item.as_object().cloned().unwrap_or_default());
            lines.push_str(&format!("{}\n", Value::Object(line)));
        }
    }
    lines
}

/// What could not be done, and what is said of the configuration.
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
