//! A report that is missing, as it is shown.

use std::path::Path;

use gouji_audit::RunReports as _;
use gouji_audit::relations::Missing;
use gouji_check::Outcome;
use gouji_config::Subject;
use gouji_model::Report;
use gouji_render::{BetweenReports, Checked, Counts, OtherReports, Places};
use gouji_rule::Rule;

use crate::audit::relating::Related;
use crate::audit::rendered::Rendered;
use crate::audit::run::Run;
use crate::check::{Checker, held_back, hidden_rows, rows};

/// The entry of a report that is missing, under the settings of one that is there.
pub(in crate::audit) fn missing<'r>(
    run: &Run<'r>,
    related: &Related,
    missing: &Missing,
) -> Option<(&'r Checker<'r>, Rendered)> {
    let noted = related.notes.get(missing.like)?;
    let checker = run.checker(noted.input)?;
    let between = missing.between(&related.notes, &related.tree)?;
    let entry = related.notes.entry(missing.like)?;
    let pack = related.notes.packs().get(entry.pack)?;
    let mut report = Report::empty(pack.form.id.clone(), pack.form.cell_count());
    report.year = between.year;
    let units = related.tree.units();
    let unit = between.unit.and_then(|unit| units.get(unit));
    report.organization = unit.map(|unit| unit.name.clone());
    let mut outcome = Outcome {
        findings: vec![between.finding.clone()],
        ..Outcome::default()
    };
    let subject = Subject {
        path: Path::new(&*noted.path),
        pack,
        report: &report,
        compared: true,
    };
    let held = checker.settings.apply(&mut outcome, &subject);
    let mut other_reports = OtherReports::default();
    let identity = between.finding.identity;
    other_reports
        .findings
        .insert(identity, BetweenReports::default());
    let locate =
        |_| gouji_document::Source::decode(b"").locate(gouji_model::SourceRange::new(0, 0));
    let (fails_at, _) = checker.settings.fail_on(subject.path);
    let checked = Checked {
        path: "",
        content: b"",
        pack,
        report: &report,
        findings: &outcome.findings,
        blocked: &outcome.blocked,
        relations: 0,
        fails_at,
        is_asked: &|rule: &Rule| rule.name == between.finding.rule,
        places: Places {
            locate: &locate,
            sheets: &[],
        },
        prior: None,
        other_reports: &other_reports,
        language: checker.language,
    };
    let mut rendered = Rendered::default();
    let verdict = &mut rendered.verdict;
    verdict.counts = Counts::of(&outcome.findings, &outcome.blocked);
    verdict.fails = verdict.counts.at_least(fails_at) > 0;
    verdict.counts.held = held_back(&held);
    if !outcome.findings.is_empty() {
        verdict.texts.push(checker.rendered(&checked));
    }
    rendered.findings = Some(rows(&checked).0);
    rendered.hidden = hidden_rows(&held);
    rendered.meetings = held.meetings(checker.settings, |rule| rule == between.finding.rule);
    rendered.between = outcome.findings.len();
    Some((checker, rendered))
}
