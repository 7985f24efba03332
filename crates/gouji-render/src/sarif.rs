//! SARIF 2.1.0, the OASIS format that code scanning services read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. A relation that could not be
//! evaluated is a result of kind `review`, which is neither pass nor fail; a file that could not be
//! read is a notification of the invocation, which then was not successful. Columns count
//! characters.

use gouji_model::{Bilingual, Evidence, Finding, Language, Place, Severity, SourceRange};
use gouji_rule::Rule;
use serde_json::{Value, json};

use crate::path::plain;
use crate::written::{Json, Repeated};
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
    let mut json = Json::default();
    let own = uri(checked.path);
    let mut cells = Repeated::new(checked.pack.form.cell_count());
    for finding in checked.findings {
        json.item();
        json.raw("{");
        result(&mut json, (checked, &own), &mut cells, finding);
        json.raw("}");
    }
    for blocked in checked.blocked {
        json.item();
        json.raw("{");
        json.text("ruleId", &blocked.rule);
        json.raw(",\"kind\":\"review\",\"level\":\"none\",\"message\":{");
        json.text("text", blocked.reason.get(checked.language));
        json.raw("},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{");
        json.text("uri", &own);
        json.raw("}}}],\"properties\":{");
        json.text("at", blocked.at.as_deref().unwrap_or_default());
        json.raw("}}");
    }
    json.finish()
}

/// The tool with its rules, and how the run went.
pub(crate) fn end(ending: &Ending<'_>) -> String {
    let variants = variants(ending);
    let rules = variants.iter().map(|all| descriptor(all, ending.language));
    let rules: Vec<Value> = rules.collect();
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

/// The rules by name, in the order of the packs, each with what it is in every form that has it.
fn variants<'p>(ending: &Ending<'p>) -> Vec<Vec<&'p Rule>> {
    let mut rules: Vec<Vec<&Rule>> = Vec::new();
    for rule in ending.packs.iter().flat_map(|pack| pack.rules()) {
        let is_same = |all: &&mut Vec<&Rule>| all.iter().any(|other| other.name == rule.name);
        match rules.iter_mut().find(is_same) {
            Some(all) => all.push(rule),
            None => rules.push(vec![rule]),
        }
    }
    rules
}

/// What a rule is: as in the newest form, with the sources of all. Readers of Chinese have it in both languages.
fn descriptor(variants: &[&Rule], language: Language) -> Value {
    let Some(rule) = variants.last() else {
        return Value::Null;
    };
    let citation = |language: Language| {
        let mut texts: Vec<&str> = Vec::new();
        for text in variants.iter().map(|rule| rule.citation.get(language)) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.join(if language == Language::Chinese {
            "；"
        } else {
            "; "
        })
    };
    let citation = Bilingual::new(citation(Language::Chinese), citation(Language::English));
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.title.get(language) },
        "fullDescription": { "text": told(&rule.why, language) },
        "help": {
            "text": told(&rule.help, language),
            "markdown": markdown(rule, &citation, language),
        },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "authority": rule.authority.name(),
            "citation": citation.get(language),
            "title_en": rule.title.en,
        },
    })
}

/// A text in both languages, or in English alone.
fn told(text: &Bilingual, language: Language) -> String {
    match language {
        Language::Chinese if text.zh != text.en => format!("{}\n{}", text.zh, text.en),
        language => text.get(language).to_owned(),
    }
}

/// The rule's help as code scanning services show it, in both languages, or in English alone.
fn markdown(rule: &Rule, citation: &Bilingual, language: Language) -> String {
    let part = |title: &str, why: &str, help: &str, citation: &str| {
        format!("**{title}**\n\n{why}\n\n{help}\n\n> {citation}\n")
    };
    let chinese = part(&rule.title.zh, &rule.why.zh, &rule.help.zh, &citation.zh);
    let english = part(&rule.title.en, &rule.why.en, &rule.help.en, &citation.en);
    if language == Language::English || chinese == english {
        return english;
    }
    format!("{chinese}\n---\n\n{english}")
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A checked report, and its path as a reference.
type Own<'c> = (&'c Checked<'c>, &'c str);

fn result(json: &mut Json, (checked, own): Own<'_>, cells: &mut Repeated, finding: &Finding) {
    json.text("ruleId", &finding.rule);
    json.text("level", level(finding.severity));
    json.raw(",\"message\":{");
    json.text("text", finding.message.get(checked.language));
    json.raw("},\"locations\":[");
    // A report that is missing stands nowhere.
    if !own.is_empty() {
        let place = checked.place_of(finding);
        json.raw("{");
        location(json, own, checked.places, place, checked.language);
        json.raw("}");
    }
    json.raw("],\"relatedLocations\":");
    let shown = finding.cells.iter().filter(|one| is_known(checked, one));
    json.list(shown, |json, one| match one.prior {
        true => related(json, (checked, own), *one),
        false => cells.write(json, one.cell, |json| related(json, (checked, own), *one)),
    });
    json.raw(",\"partialFingerprints\":{");
    json.key(FINGERPRINT);
    json.identity(finding.identity);
    json.raw("},\"properties\":{");
    json.text_or_null("at", finding.at.as_deref());
    json.text_or_null("organization", checked.report.organization.as_deref());
    json.key("year");
    match checked.report.year {
        Some(year) => json.integer(year.into()),
        None => json.raw("null"),
    }
    json.raw("}");
    let fixes = fixes(checked, finding);
    if !fixes.is_empty() {
        json.key("fixes");
        json.list(fixes, |json, fix| json.raw(&fix.to_string()));
    }
}

/// The members of a place in a file; what is no text has no lines, so that it is named as its
/// program names it.
fn location(
    json: &mut Json,
    uri: &str,
    places: Places<'_>,
    place: Option<Place>,
    language: Language,
) {
    json.key("physicalLocation");
    json.raw("{\"artifactLocation\":{");
    json.text("uri", uri);
    json.raw("}");
    if let Some(Place::Text(range)) = place {
        json.key("region");
        region(json, places, range);
    }
    json.raw("}");
    if let Some(place) = place.filter(|place| !matches!(place, Place::Text(_))) {
        json.raw(",\"logicalLocations\":[{");
        json.text("fullyQualifiedName", &places.shown(place, language));
        json.raw("}]");
    }
}

/// The same range twice, as the specification has it: by lines for viewers, by bytes for programs.
fn region(json: &mut Json, places: Places<'_>, range: SourceRange) {
    let at = (places.locate)(range);
    let end = places.end(range);
    json.raw("{");
    json.number("startLine", at.line);
    json.number("startColumn", at.column);
    json.number("endLine", end.line);
    json.number("endColumn", end.column);
    json.number("byteOffset", at.offset);
    json.number("byteLength", at.length);
    json.raw("}");
}

/// Whether the report a cell is of was given and has it.
fn is_known(checked: &Checked<'_>, evidence: &Evidence) -> bool {
    let report = match (evidence.prior, &checked.prior) {
        (false, _) => Some(checked.report),
        (true, prior) => prior.as_ref().map(|prior| prior.report),
    };
    report.is_some_and(|report| report.cell(evidence.cell).is_some())
}

/// Where a cell of the finding stands, with its address and text.
fn related(json: &mut Json, (checked, own): Own<'_>, evidence: Evidence) {
    let prior = checked.prior.as_ref().filter(|_| evidence.prior);
    let (report, places) = match prior {
        Some(prior) => (prior.report, prior.places),
        None => (checked.report, checked.places),
    };
    let cell = report.cell(evidence.cell);
    json.raw("{");
    let place = cell.map(|cell| cell.place);
    match prior {
        Some(prior) => location(json, &uri(prior.path), places, place, checked.language),
        None => location(json, own, places, place, checked.language),
    }
    let address = checked.form_of(evidence).address_of(evidence.cell);
    let text = cell.map(gouji_model::Cell::text).unwrap_or_default();
    json.raw(",\"message\":{");
    json.text("text", &[address, ": ", &text].concat());
    json.raw("}}");
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
        let mut deleted = Json::default();
        region(&mut deleted, checked.places, range);
        let region: Value = serde_json::from_str(&deleted.finish()).ok()?;
        let suggested = checked.pack.form.written(suspect.suggested, cell.place);
        let content = json!({ "text": suggested });
        let change = json!({
            "artifactLocation": artifact(checked.path),
            "replacements": [{ "deletedRegion": region, "insertedContent": content }],
        });
        let address = checked.pack.form.address_of(suspect.cell.cell);
        Some(json!({
            "description": { "text": format!("{address} = {suggested}") },
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
    let path = plain(path).replace('\\', "/");
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
        assert_eq!(uri("./a.html"), "a.html");
    }
}
