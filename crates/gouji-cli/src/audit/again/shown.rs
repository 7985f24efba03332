//! A report that was opened again, in the formats of the outputs.

use std::path::Path;

use gouji_check::Outcome;
use gouji_config::Subject;
use gouji_model::SourceRange;
use gouji_render::{Checked, Counts, LastYear, OtherReports, Places};
use gouji_rule::{Pack, Rule};

use crate::audit::opening::FileReport;
use crate::audit::rendered::Rendered;
use crate::check::{Checker, rows};

/// A report that was opened again, with all that is shown of it.
#[derive(Clone, Copy)]
pub(super) struct Shown<'s> {
    pub pack: &'s Pack,
    pub own: &'s FileReport,
    pub prior: Option<&'s FileReport>,
    pub all: &'s Outcome,
    pub other_reports: &'s OtherReports,
}

impl Shown<'_> {
    /// It in the formats of the outputs, and as rows.
    pub(super) fn rendered(self, checker: &Checker<'_>) -> Rendered {
        let Self { own, prior, .. } = self;
        let locate = |range| own.locate(range);
        let locate_prior = |range| prior.unwrap_or(own).locate(range);
        let prior_pack = prior.and_then(|prior| checker.linter.pack_of(prior.report()));
        let last_year = prior.zip(prior_pack.as_ref());
        let last_year = last_year.map(|(prior, pack)| LastYear {
            path: prior.shown_path(),
            form: &pack.form,
            report: prior.report(),
            places: Places {
                locate: &locate_prior,
                sheets: prior.sheets(),
            },
        });
        self.held_against(checker, last_year, &locate)
    }

    fn held_against(
        self,
        checker: &Checker<'_>,
        prior: Option<LastYear<'_>>,
        locate: &dyn Fn(SourceRange) -> gouji_document::Location,
    ) -> Rendered {
        let Self { pack, own, all, .. } = self;
        let subject = Subject {
            path: Path::new(own.path()),
            pack,
            report: own.report(),
            compared: true,
        };
        // What only other reports tell was asked where it was found.
        let is_found = |rule: &Rule| all.findings.iter().any(|one| one.rule == rule.name);
        let is_asked = |rule: &Rule| checker.settings.is_asked(rule, &subject) || is_found(rule);
        let (fails_at, _) = checker.settings.fail_on(subject.path);
        let checked = Checked {
            path: own.shown_path(),
            content: own.bytes(),
            pack,
            report: own.report(),
            findings: &all.findings,
            blocked: &all.blocked,
            relations: all.evaluated,
            fails_at,
            is_asked: &is_asked,
            places: Places {
                locate,
                sheets: own.sheets(),
            },
            prior,
            other_reports: self.other_reports,
            language: checker.language,
        };
        let mut rendered = Rendered::default();
        let counts = Counts::of(&all.findings, &all.blocked);
        rendered.verdict.fails = counts.at_least(fails_at) > 0;
        rendered.verdict.texts.push(checker.rendered(&checked));
        let (findings, blocked) = rows(&checked);
        rendered.findings = Some(findings);
        rendered.blocked = blocked;
        rendered
    }
}
