//! SARIF 2.1.0, the OASIS format that code scanning services read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. A relation that could not be
//! evaluated is a result of kind `review`, which is neither pass nor fail; a file that could not be
//! read is a notification of the invocation, which then was not successful. Columns count
//! characters.

use gouji_model::{Evidence, Finding, Language, Place, Severity, SourceRange};
use gouji_pack::Rule;
use serde_json::{Value, json};

use crate::{Checked, Ending, Places};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The name of the fingerprint: it says how identities are made.
const FINGERPRINT: &str = "gouji/v1";

/// What stands before the results.
pub(crate) fn start() -> String {
    format!("{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"results\":[")
}

/// The results of a report; empty where there are none.
pub(crate) fn report(checked: &Checked<'_>) -> String {
    let findings = checked.findings.iter().map(|one| result(checked, one));
    let blocked = checked.blocked.iter().map(|blocked| {
        let at = blocked.at.as_deref().unwrap_or_default();
        json!({
            "ruleId": blocked.rule,
            "kind": "review",
            "level": "none",
            "message": { "text": blocked.reason.get(checked.language) },
            "locations": [{ "physicalLocation": { "artifactLocation": artifact(checked.path) } }],
            "properties": { "at": at },
        })
    });
    let all: Vec<String> = findings.chain(blocked).map(|one| one.to_string()).collect();
    all.join(",")
}

/// The tool with its rules, and how the run went.
pub(crate) fn end(ending: &Ending<'_>) -> String {
    let mut rules: Vec<Value> = Vec::new();
    let mut known: Vec<&str> = Vec::new();
    for rule in ending.packs.iter().flat_map(|pack| &pack.rules) {
        if !known.contains(&rule.name.as_str()) {
            known.push(&rule.name);
            rules.push(descriptor(rule));
        }
    }
    let driver = json!({
        "name": "gouji",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let failures = ending.failures.iter().map(|failure| {
        json!({
            "level": "error",
            "message": { "text": failure.why },
            "locations": [{ "physicalLocation": { "artifactLocation": artifact(&failure.path) } }],
        })
    });
    let remarks = ending.remarks.iter().map(|remark| {
        let region = json!({ "startLine": remark.line, "startColumn": remark.column });
        let place = json!({ "artifactLocation": artifact(&remark.path), "region": region });
        json!({
            "level": level(remark.severity),
            "message": { "text": remark.message },
            "descriptor": { "id": remark.rule },
            "locations": [{ "physicalLocation": place }],
        })
    });
    let invocation = json!({
        "executionSuccessful": ending.failures.is_empty(),
        "toolExecutionNotifications": failures.collect::<Vec<_>>(),
        "toolConfigurationNotifications": remarks.collect::<Vec<_>>(),
    });
    format!(
        "],\"tool\":{},\"invocations\":[{invocation}],\"columnKind\":\"unicodeCodePoints\"}}]}}\n",
        json!({ "driver": driver })
    )
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.title.zh },
        "fullDescription": { "text": format!("{}\n{}", rule.why.zh, rule.why.en) },
        "help": {
            "text": format!("{}\n{}", rule.help.zh, rule.help.en),
            "markdown": markdown(rule),
        },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "authority": rule.authority.name(),
            "citation": rule.citation.zh,
            "title_en": rule.title.en,
        },
    })
}

/// The rule's help as code scanning services show it, in both languages.
fn markdown(rule: &Rule) -> String {
    let part = |title: &str, why: &str, help: &str, citation: &str| {
        format!("**{title}**\n\n{why}\n\n{help}\n\n> {citation}\n")
    };
    let chinese = part(
        &rule.title.zh,
        &rule.why.zh,
        &rule.help.zh,
        &rule.citation.zh,
    );
    let english = part(
        &rule.title.en,
        &rule.why.en,
        &rule.help.en,
        &rule.citation.en,
    );
    format!("{chinese}\n---\n\n{english}")
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(checked: &Checked<'_>, finding: &Finding) -> Value {
    let cells = finding
        .cells
        .iter()
        .filter_map(|cell| related(checked, *cell));
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": finding.message.get(checked.language) },
        "locations": [location(checked.path, checked.places, checked.place_of(finding), checked.language)],
        "relatedLocations": cells.collect::<Vec<_>>(),
        "partialFingerprints": { FINGERPRINT: finding.identity.to_string() },
        "properties": {
            "at": finding.at,
            "organization": checked.report.organization,
            "year": checked.report.year,
        },
    });
    let fixes = fixes(checked, finding);
    if let (false, Some(result)) = (fixes.is_empty(), result.as_object_mut()) {
        result.insert("fixes".to_owned(), Value::Array(fixes));
    }
    result
}

/// A place in a file; what is no text has no lines, so that it is named as its program names it.
fn location(path: &str, places: Places<'_>, place: Option<Place>, language: Language) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(path) });
    let mut location = serde_json::Map::new();
    if let (Some(Place::Text(range)), Some(physical)) = (place, physical.as_object_mut()) {
        physical.insert("region".to_owned(), region(places, range));
    }
    location.insert("physicalLocation".to_owned(), physical);
    if let Some(place) = place.filter(|place| !matches!(place, Place::Text(_))) {
        let shown = places.shown(place, language);
        let logical = json!([{ "fullyQualifiedName": shown }]);
        location.insert("logicalLocations".to_owned(), logical);
    }
    Value::Object(location)
}

/// The same range twice, as the specification has it: by lines for viewers, by bytes for programs.
fn region(places: Places<'_>, range: SourceRange) -> Value {
    let at = (places.locate)(range);
    let end = places.end(range);
    json!({
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": at.offset,
        "byteLength": at.length,
    })
}

/// Where a cell of the finding stands, with its address and text.
fn related(checked: &Checked<'_>, evidence: Evidence) -> Option<Value> {
    let (path, report, places) = match (evidence.prior, &checked.prior) {
        (false, _) => (checked.path, checked.report, checked.places),
        (true, Some(prior)) => (prior.path, prior.report, prior.places),
        (true, None) => return None,
    };
    let cell = report.cell(evidence.cell)?;
    let mut place = location(path, places, Some(cell.place), checked.language);
    let address = checked.form_of(evidence).address(evidence.cell);
    let message = json!({ "text": format!("{address}: {}", cell.text()) });
    place.as_object_mut()?.insert("message".to_owned(), message);
    Some(place)
}

/// The safe corrections of cells that stand in one piece in this text file. What has to change
/// together with other cells is left out: a viewer applies one correction alone.
fn fixes(checked: &Checked<'_>, finding: &Finding) -> Vec<Value> {
    let safe = finding
        .suspects
        .iter()
        .filter(|suspect| suspect.safe && suspect.together_with == 0 && !suspect.cell.prior);
    let fix = |suspect: &gouji_model::Suspect| {
        let cell = checked.report.cell(suspect.cell.cell)?;
        let Place::Text(range) = cell.place else {
            return None;
        };
        let at = (checked.places.locate)(range);
        if at.length != cell.text().len() as u64 {
            return None;
        }
        let region = region(checked.places, range);
        let content = json!({ "text": suspect.suggested.to_string() });
        let change = json!({
            "artifactLocation": artifact(checked.path),
            "replacements": [{ "deletedRegion": region, "insertedContent": content }],
        });
        let address = checked.pack.form.address(suspect.cell.cell);
        Some(json!({
            "description": { "text": format!("{address} = {}", suspect.suggested) },
            "artifactChanges": [change],
        }))
    };
    safe.filter_map(fix).collect()
}

fn artifact(path: &str) -> Value {
    json!({ "uri": uri(path) })
}

/// A path as a reference: relative as given, or a `file` address.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("a b/年.md"), "a%20b/%E5%B9%B4.md");
        assert_eq!(uri("/x/y:z"), "file:///x/y%3Az");
    }
}
