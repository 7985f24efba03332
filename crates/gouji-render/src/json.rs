//! The machine-readable output.

mod between;
mod cell;

use gouji_model::{Blocked, Evidence, Finding, Suspect, SuspectEvidence};
use serde_json::json;

use self::cell::members;
use crate::written::{Json, Repeated};
use crate::{Checked, Counts, Ending, empty};

/// Room for whose report it is, and for a finding: most take less.
const OWNER: usize = 512;
const ENTRY: usize = 1024;

/// One report as an entry of `files`.
#[must_use]
pub fn json_report(checked: &Checked<'_>) -> String {
    let entries = checked.findings.len() + checked.blocked.len();
    let mut json = Json::with_capacity(OWNER + entries * ENTRY);
    let mut cells = Repeated::new(checked.pack.form.cell_count());
    json.raw("{");
    owner(&mut json, checked);
    json.key("findings");
    json.list(checked.findings, |json, one| {
        json.raw("{");
        finding(json, checked, &mut cells, one);
        json.raw("}");
    });
    json.key("blocked");
    json.list(checked.blocked, |json, one| {
        json.raw("{");
        blocked(json, checked, one);
        json.raw("}");
    });
    grouped(&mut json, checked);
    json.raw("}");
    json.finish()
}

/// Findings that people see in one line, counted: each of them stands among the findings too.
fn grouped(json: &mut Json, checked: &Checked<'_>) {
    let lines = empty::lines(checked).into_iter();
    json.key("grouped");
    json.list(
        lines.filter(|line| line.findings.len() > 1),
        |json, line| {
            json.raw("{");
            json.key("rules");
            json.list(line.rules(), |json, rule| json.string(rule));
            json.text("severity", line.severity().name());
            let cell = line.findings.iter().find_map(|one| one.cells.first());
            let table = cell.map(|cell| checked.pack.form.table_of(cell.cell).id.as_str());
            json.text_or_null("table", table);
            json.number("count", count(line.findings.len()));
            json.text("message", &line.message);
            json.raw("}");
        },
    );
}

/// Each finding and each blocked relation as a line of its own, with the report it belongs to.
pub(crate) fn json_lines(checked: &Checked<'_>) -> String {
    let mut json = Json::default();
    let mut cells = Repeated::new(checked.pack.form.cell_count());
    let begin = |json: &mut Json, kind: &str| {
        json.raw("{\"kind\":\"");
        json.raw(kind);
        json.raw("\"");
        owner(json, checked);
    };
    for one in checked.findings {
        begin(&mut json, "finding");
        finding(&mut json, checked, &mut cells, one);
        json.raw("}\n");
    }
    for one in checked.blocked {
        begin(&mut json, "blocked");
        blocked(&mut json, checked, one);
        json.raw("}\n");
    }
    json.finish()
}

/// A count as JSON writes it.
fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Whose report it is.
fn owner(json: &mut Json, checked: &Checked<'_>) {
    // A report that is missing has no file.
    json.text_or_null("path", Some(checked.path).filter(|path| !path.is_empty()));
    json.text("form", &checked.report.form.0);
    json.key("year");
    match checked.report.year {
        Some(year) => json.integer(year.into()),
        None => json.raw("null"),
    }
    if let Some(period) = checked.report.period {
        json.text("period", &period.to_string());
    }
    json.text_or_null("organization", checked.report.organization.as_deref());
}

/// What stands before the entries; between them stand commas.
#[must_use]
pub const fn json_start() -> &'static str {
    "{\"files\":["
}

/// What stands after the entries: what could not be done, what is reported about the configuration, each
/// as JSON, and the summary. Between the two parts further members may stand, each with a comma behind it.
#[must_use]
pub fn json_end(ending: &Ending<'_>) -> [String; 2] {
    let failures = ending.failures.iter();
    let failures = failures.map(|one| json!({ "path": one.path, "message": one.why }).to_string());
    let config = ending.remarks.iter().map(|remark| remark.json.as_str());
    let before = format!(
        "],\"failures\":[{}],\"config\":[{}],",
        failures.collect::<Vec<_>>().join(","),
        config.collect::<Vec<_>>().join(","),
    );
    let summary = json_summary(ending.reports, ending.counts);
    [before, format!("\"summary\":{summary}}}\n")]
}

/// How much was found in all.
#[must_use]
pub fn json_summary(reports: usize, counts: Counts) -> String {
    let held = counts.held;
    format!(
        "{{\"files\":{reports},\"errors\":{},\"warnings\":{},\"infos\":{},\"blocked\":{},\"unread\":{},\
         \"unasked\":{},\"passed_over\":{},\"relations\":{},\"blank\":{{\"cells\":{},\"tables\":{}}},\
         \"held\":{{\"ignored\":{},\"ignored_blocked\":{},\"suppressed\":{},\"baselined\":{},\
         \"mended\":{}}}}}",
        counts.errors,
        counts.warnings,
        counts.infos,
        counts.blocked,
        counts.unread,
        counts.without_rules,
        counts.passed,
        counts.relations,
        counts.blank.0,
        counts.blank.1,
        held.ignored,
        held.ignored_blocked,
        held.suppressed,
        held.baselined,
        held.repaired
    )
}

fn finding(json: &mut Json, checked: &Checked<'_>, cells: &mut Repeated, finding: &Finding) {
    // Reports have hundreds of these: what every one has is written as it is.
    json.key("identity");
    json.identity(finding.identity);
    json.raw(",\"rule\":");
    json.string(&finding.rule);
    json.raw(",\"at\":");
    json.string_or_null(finding.at.as_deref());
    json.raw(",\"severity\":\"");
    json.raw(finding.severity.name());
    json.raw("\",\"message\":");
    json.string(finding.message.get(checked.language));
    json.raw(",\"cells\":");
    let beyond = checked.other_reports.findings.get(&finding.identity);
    let shown = finding.cells.iter();
    let shown = shown.filter(|cell| !cell.prior || checked.prior.is_some());
    match beyond {
        None => json.list(shown, |json, evidence| {
            cell(json, checked, cells, *evidence)
        }),
        Some(beyond) => between::cells(json, checked, shown, &beyond.cells),
    }
    json.raw(",\"suspects\":");
    match beyond.and_then(|beyond| beyond.suspects.as_ref()) {
        None => json.list(&finding.suspects, |json, one| suspect(json, checked, one)),
        Some(suspects) => json.list(suspects, between::suspect),
    }
    if let Some(beyond) = beyond.filter(|beyond| !beyond.passages.is_empty()) {
        json.key("passages");
        json.list(&beyond.passages, between::passage);
    }
    if let Some(place) = finding.place {
        json.key("location");
        checked.places.write(json, place);
    }
}

fn cell(json: &mut Json, checked: &Checked<'_>, cells: &mut Repeated, evidence: Evidence) {
    match (evidence.prior, &checked.prior) {
        (true, Some(prior)) => {
            json.raw("{");
            members(json, evidence.cell, prior.form, prior.report, prior.places);
            json.text("file", prior.path);
            json.raw(",\"prior\":true}");
        }
        _ => cells.write(json, evidence.cell, |json| {
            let form = &checked.pack.form;
            json.raw("{");
            members(json, evidence.cell, form, checked.report, checked.places);
            json.raw("}");
        }),
    }
}

fn suspect(json: &mut Json, checked: &Checked<'_>, suspect: &Suspect) {
    let form = checked.form_of(suspect.cell);
    json.raw("{");
    json.text("id", form.address_of(suspect.cell.cell));
    json.key("suggested");
    json.raw(&suspect.suggested.to_string());
    if let Some((mistake, _)) = &suspect.mistake {
        json.text("mistake", mistake);
    }
    json.mark("prior", suspect.cell.prior);
    json.key("clears");
    json.list(&suspect.clears, |json, (rule, at)| {
        json.raw("{");
        json.text("rule", rule);
        json.text_or_null("at", at.as_deref());
        json.raw("}");
    });
    json.number("behind", suspect.behind);
    if suspect.unchecked > 0 {
        json.number("unchecked", count(suspect.unchecked));
    }
    json.key("safe");
    json.raw(if suspect.safe { "true" } else { "false" });
    if !suspect.evidence.is_empty() {
        json.key("evidence");
        json.list(&suspect.evidence, |json, one| {
            suspect_evidence(json, checked, one)
        });
    }
    json.raw("}");
}

/// What speaks for or against a suspect beside the relations of the report itself.
fn suspect_evidence(json: &mut Json, checked: &Checked<'_>, one: &SuspectEvidence) {
    let prior = checked.prior.as_ref().filter(|_| one.prior);
    let places = match (one.prior, prior) {
        (false, _) => Some(checked.places),
        (true, prior) => prior.map(|prior| prior.places),
    };
    json.raw("{");
    json.text("from", one.source.name());
    json.key("agrees");
    json.raw(if one.agrees { "true" } else { "false" });
    json.text("rule", &one.rule);
    json.text_or_null("at", one.at.as_deref());
    if !one.words.is_empty() {
        json.text("words", &one.words);
    }
    if let Some((place, places)) = one.place.zip(places) {
        json.key("location");
        places.write(json, place);
    }
    // Within last year's report, which is this file.
    if let Some(prior) = prior {
        json.text("file", prior.path);
    }
    json.mark("prior", one.prior);
    json.raw("}");
}

fn blocked(json: &mut Json, checked: &Checked<'_>, blocked: &Blocked) {
    let form = &checked.pack.form;
    json.text("rule", &blocked.rule);
    json.text_or_null("at", blocked.at.as_deref());
    json.key("cells");
    json.list(&blocked.cells, |json, cell| {
        json.string(form.address_of(*cell))
    });
    json.text("reason", blocked.reason.get(checked.language));
}
