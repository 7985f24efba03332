//! JUnit XML, which every build server reads: a suite for each report, a case for each rule.
//!
//! A rule broken by findings that fail the check (`--fail-on`) is a failure; all other findings
//! stand in the case's output, so that a build is red where the command's status is. A rule that
//! could not be evaluated is skipped, never passed; one that is not in force, or compares with a
//! report that was not given, is no case at all. A file that could not be read is an error.

use gouji_model::{Blocked, Finding, Severity};
use gouji_rule::Rule;

use crate::markup::escaped;
use crate::{Checked, Ending};

/// The document's head.
pub(crate) fn start() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gouji\">\n".to_owned()
}

/// The suite of a report.
pub(crate) fn report(checked: &Checked<'_>) -> String {
    let mut cases = String::new();
    let (mut tests, mut failures, mut skipped) = (0, 0, 0);
    for rule in checked.pack.rules() {
        if !(checked.is_asked)(rule) {
            continue;
        }
        tests += 1;
        let broken = checked.findings.iter().filter(|f| f.rule == rule.name);
        let (notes, broken): (Vec<&Finding>, Vec<&Finding>) =
            broken.partition(|finding| finding.severity < checked.fails_at);
        let blocked = blocked(checked, rule);
        failures += usize::from(!broken.is_empty());
        skipped += usize::from(broken.is_empty() && !blocked.is_empty());
        let inside = verdict(checked, rule, &broken, &notes, &blocked);
        cases.push_str(&format!(
            "<testcase classname=\"{}\" name=\"{}\">{inside}</testcase>\n",
            escaped(&checked.report.form.0),
            escaped(&rule.name)
        ));
    }
    format!(
        "<testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">\n{cases}</testsuite>\n",
        escaped(&suite(checked))
    )
}

/// What is in a case: what was found, and why what was not checked was not.
fn verdict(
    checked: &Checked<'_>,
    rule: &Rule,
    broken: &[&Finding],
    notes: &[&Finding],
    blocked: &str,
) -> String {
    // A rule may be broken in one column and blocked in another: a case holds one verdict.
    let (mut inside, adjacent) = match (broken.is_empty(), blocked.is_empty()) {
        (false, _) => (failure(checked, rule, broken), blocked),
        (true, false) => (format!("<skipped message=\"{blocked}\"/>"), ""),
        (true, true) => (String::new(), ""),
    };
    let notes = lines(checked, notes);
    if !(notes.is_empty() && adjacent.is_empty()) {
        inside.push_str(&format!("<system-out>{notes}\n{adjacent}</system-out>"));
    }
    inside
}

/// What could not be done, as errors, and the document's end.
pub(crate) fn end(ending: &Ending<'_>) -> String {
    let mut text = String::new();
    for failure in ending.failures {
        text.push_str(&single(&failure.path, "read", Verdict::Error, &failure.why));
    }
    for remark in ending.remarks {
        let verdict = match remark.severity >= ending.fails_at {
            true => Verdict::Failure,
            false => Verdict::Passed,
        };
        text.push_str(&single(
            &remark.path,
            &remark.rule,
            verdict,
            &remark.message,
        ));
    }
    text + "</testsuites>\n"
}

/// What became of a case.
enum Verdict {
    /// It passed, with something to say.
    Passed,
    Failure,
    Error,
}

/// A suite of one case.
fn single(path: &str, case: &str, verdict: Verdict, why: &str) -> String {
    let (path, case, why) = (escaped(path), escaped(case), escaped(why));
    let (failures, errors, inside) = match verdict {
        Verdict::Passed => (0, 0, format!("<system-out>{why}</system-out>")),
        Verdict::Failure => (1, 0, format!("<failure message=\"{why}\"/>")),
        Verdict::Error => (0, 1, format!("<error message=\"{why}\"/>")),
    };
    format!(
        "<testsuite name=\"{path}\" tests=\"1\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\">\n\
         <testcase classname=\"gouji\" name=\"{case}\">{inside}</testcase>\n</testsuite>\n"
    )
}

/// Why instances of a rule could not be evaluated, a line for each; empty where all could.
fn blocked(checked: &Checked<'_>, rule: &Rule) -> String {
    let blocked = checked.blocked.iter().filter(|b| b.rule == rule.name);
    let line = |blocked: &Blocked| {
        let reason = blocked.reason.get(checked.language);
        match &blocked.at {
            Some(at) => escaped(&format!("{at}: {reason}")),
            None => escaped(reason),
        }
    };
    blocked.map(line).collect::<Vec<_>>().join("; ")
}

/// The file, and whose report of which year, for files that hold several.
fn suite(checked: &Checked<'_>) -> String {
    // A report that is missing has no file, but an organ.
    let organ = checked.report.organization.clone();
    let year = checked.report.year.map(|year| year.to_string());
    let parts = [Some(checked.path.to_owned()), organ, year];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ").trim_start().to_owned()
}

fn failure(checked: &Checked<'_>, rule: &Rule, broken: &[&Finding]) -> String {
    let worst = broken.iter().map(|finding| finding.severity).max();
    format!(
        "<failure type=\"{}\" message=\"{}\">{}</failure>",
        worst.map_or("error", Severity::name),
        escaped(rule.title.get(checked.language)),
        lines(checked, broken)
    )
}

/// A line for each finding: its place, its severity, its message, its identity.
fn lines(checked: &Checked<'_>, findings: &[&Finding]) -> String {
    let line = |finding: &&Finding| {
        let spot = checked.spot(checked.place_of(finding));
        let message = checked.message(finding);
        let severity = finding.severity.name();
        escaped(&format!(
            "{spot}: {severity}: {message} [{}]",
            finding.identity
        ))
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}
