//! The machine-readable output.

use gouji_model::{Blocked, Evidence, Finding, Suspect, Testimony};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::{Checked, Counts};

/// Whose report it is, for lines that stand by themselves.
#[derive(Serialize)]
struct OwnerJson<'a> {
    kind: &'static str,
    path: &'a str,
    form: &'a str,
    year: Option<i32>,
    organization: Option<&'a str>,
}

#[derive(Serialize)]
struct FileJson<'a> {
    path: &'a str,
    form: &'a str,
    year: Option<i32>,
    organization: Option<&'a str>,
    findings: Vec<FindingJson<'a>>,
    blocked: Vec<BlockedJson<'a>>,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    identity: String,
    rule: &'a str,
    at: Option<&'a str>,
    severity: &'static str,
    message: &'a str,
    cells: Vec<CellJson>,
    suspects: Vec<SuspectJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Value>,
}

#[derive(Serialize)]
struct CellJson {
    id: String,
    value: Box<RawValue>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Value>,
    /// The path of the file the cell is in, where that is not the file of the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    prior: bool,
}

#[derive(Serialize)]
struct SuspectJson {
    id: String,
    suggested: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mistake: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    prior: bool,
    clears: Vec<RelationJson>,
    behind: i64,
    safe: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<TestimonyJson>,
}

/// What speaks for or against a suspect beside the relations of the report itself.
#[derive(Serialize)]
struct TestimonyJson {
    from: &'static str,
    agrees: bool,
    rule: String,
    at: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    words: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Value>,
    /// Within last year's report, which is this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    prior: bool,
}

#[derive(Serialize)]
struct RelationJson {
    rule: String,
    at: Option<String>,
}

#[derive(Serialize)]
struct BlockedJson<'a> {
    rule: &'a str,
    at: Option<&'a str>,
    cells: Vec<String>,
    reason: &'a str,
}

/// One report as an entry of `files`.
#[must_use]
pub fn json_report(checked: &Checked<'_>) -> String {
    let file = FileJson {
        path: checked.path,
        form: &checked.report.form.0,
        year: checked.report.year,
        organization: checked.report.organization.as_deref(),
        findings: checked
            .findings
            .iter()
            .map(|f| finding(checked, f))
            .collect(),
        blocked: checked
            .blocked
            .iter()
            .map(|b| blocked(checked, b))
            .collect(),
    };
    // Strings, numbers and lists always serialize.
    serde_json::to_string(&file).unwrap_or_default()
}

/// Each finding and each blocked relation as a line of its own, with the report it belongs to.
pub(crate) fn json_lines(checked: &Checked<'_>) -> String {
    let findings = checked.findings.iter();
    let findings = findings.map(|one| line(checked, "finding", &finding(checked, one)));
    let blocked = checked.blocked.iter();
    let blocked = blocked.map(|one| line(checked, "blocked", &self::blocked(checked, one)));
    findings.chain(blocked).collect()
}

/// One object of two: as texts, because figures read into numbers and written again could be
/// other figures.
fn line(checked: &Checked<'_>, kind: &'static str, item: &impl Serialize) -> String {
    let owner = OwnerJson {
        kind,
        path: checked.path,
        form: &checked.report.form.0,
        year: checked.report.year,
        organization: checked.report.organization.as_deref(),
    };
    // Strings, numbers and lists always serialize.
    let owner = serde_json::to_string(&owner).unwrap_or_default();
    let item = serde_json::to_string(item).unwrap_or_default();
    format!(
        "{},{}\n",
        owner.trim_end_matches('}'),
        item.strip_prefix('{').unwrap_or_default()
    )
}

/// What stands before the entries; between them stand commas.
#[must_use]
pub const fn json_start() -> &'static str {
    "{\"files\":["
}

/// What stands after the entries: what is said of the configuration, each as JSON, and the summary.
#[must_use]
pub fn json_end(reports: usize, counts: Counts, config: &[String]) -> String {
    format!(
        "],\"config\":[{}],\"summary\":{}}}\n",
        config.join(","),
        json_summary(reports, counts)
    )
}

/// How much was found in all.
#[must_use]
pub fn json_summary(reports: usize, counts: Counts) -> String {
    let held = counts.held;
    format!(
        "{{\"files\":{reports},\"errors\":{},\"warnings\":{},\"infos\":{},\"blocked\":{},\
         \"held\":{{\"ignored\":{},\"ignored_blocked\":{},\"suppressed\":{},\"baselined\":{},\
         \"mended\":{}}}}}",
        counts.errors,
        counts.warnings,
        counts.infos,
        counts.blocked,
        held.ignored,
        held.ignored_blocked,
        held.suppressed,
        held.baselined,
        held.mended
    )
}

fn finding<'a>(checked: &Checked<'a>, finding: &'a Finding) -> FindingJson<'a> {
    FindingJson {
        identity: finding.identity.to_string(),
        rule: &finding.rule,
        at: finding.at.as_deref(),
        severity: finding.severity.name(),
        message: finding.message.get(checked.language),
        cells: finding
            .cells
            .iter()
            .filter_map(|e| cell(checked, *e))
            .collect(),
        suspects: finding
            .suspects
            .iter()
            .map(|s| suspect(checked, s))
            .collect(),
        location: finding.place.map(|place| checked.places.location(place)),
    }
}

fn cell(checked: &Checked<'_>, evidence: Evidence) -> Option<CellJson> {
    let (form, report, places, file) = match (evidence.prior, &checked.prior) {
        (false, _) => (&checked.pack.form, checked.report, checked.places, None),
        (true, Some(prior)) => (prior.form, prior.report, prior.places, Some(prior.path)),
        (true, None) => return None,
    };
    let cell = report.cell(evidence.cell);
    Some(CellJson {
        id: form.address(evidence.cell),
        value: match cell.map(|cell| (cell.value, cell)) {
            Some((gouji_model::Value::Figure(figure), _)) => raw(figure.to_string()),
            Some((gouji_model::Value::Blank, _)) | None => raw("null".to_owned()),
            Some((_, cell)) => raw(Value::from(cell.text().as_ref()).to_string()),
        },
        text: cell.map_or_else(String::new, |cell| cell.text().into_owned()),
        location: cell.map(|cell| places.location(cell.place)),
        file: file.map(str::to_owned),
        prior: evidence.prior,
    })
}

fn suspect(checked: &Checked<'_>, suspect: &Suspect) -> SuspectJson {
    let relation = |(rule, at): &(String, Option<String>)| RelationJson {
        rule: rule.clone(),
        at: at.clone(),
    };
    SuspectJson {
        id: checked.form_of(suspect.cell).address(suspect.cell.cell),
        suggested: raw(suspect.suggested.to_string()),
        mistake: suspect.mistake.as_ref().map(|(name, _)| *name),
        prior: suspect.cell.prior,
        clears: suspect.clears.iter().map(relation).collect(),
        behind: suspect.behind,
        safe: suspect.safe,
        evidence: suspect
            .evidence
            .iter()
            .map(|one| testimony(checked, one))
            .collect(),
    }
}

fn testimony(checked: &Checked<'_>, one: &Testimony) -> TestimonyJson {
    let prior = checked.prior.as_ref().filter(|_| one.prior);
    let places = match (one.prior, prior) {
        (false, _) => Some(checked.places),
        (true, prior) => prior.map(|prior| prior.places),
    };
    TestimonyJson {
        from: one.source.name(),
        agrees: one.agrees,
        rule: one.rule.clone(),
        at: one.at.clone(),
        words: one.words.clone(),
        location: one
            .place
            .zip(places)
            .map(|(place, places)| places.location(place)),
        file: prior.map(|prior| prior.path.to_owned()),
        prior: one.prior,
    }
}

fn raw(text: String) -> Box<RawValue> {
    RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

fn blocked<'a>(checked: &Checked<'a>, blocked: &'a Blocked) -> BlockedJson<'a> {
    BlockedJson {
        rule: &blocked.rule,
        at: blocked.at.as_deref(),
        cells: blocked
            .cells
            .iter()
            .map(|cell| checked.pack.form.address(*cell))
            .collect(),
        reason: blocked.reason.get(checked.language),
    }
}
