//! The second pass: every report in order, as it is shown in the end.

use gouji_audit::RunReports as _;

use super::collecting::Collected;
use super::inputs::Reading;
use super::people::People;
use super::relating::Related;
use super::rendered::Rendered;
use super::run::Run;
use super::settled::MissingShown;
use super::{again, spool, stop};
use crate::check::{Checker, in_order, threads};
use crate::printing::Printer;
use crate::project::Failure;

/// Who takes how reports are shown.
pub(super) struct Showing<'s, 'o> {
    pub people: &'s mut People,
    pub collected: Option<&'s mut Collected>,
    pub printer: &'s mut Printer<'o>,
}

impl Showing<'_, '_> {
    /// Renders every report in order, those with findings between reports anew.
    pub(super) fn all(&mut self, reading: &Reading, related: &mut Related) -> Result<(), Failure> {
        let run = &reading.run;
        let reports: Vec<usize> = (0..related.notes.len()).collect();
        let mut failed = None;
        let mut keys = Vec::new();
        let work = |report: &usize| match stop::is_asked() {
            true => Ok(Rendered::default()),
            false => again::rendered(reading, related, *report),
        };
        in_order(
            &reports,
            threads(run.check),
            work,
            |rendered| rendered.as_ref().map_or(0, |one| one.verdict.weight()),
            |report, rendered| {
                let noted = related.notes.get(*report);
                let checker = noted.and_then(|noted| run.checker(noted.input));
                match (rendered, checker) {
                    (Ok(rendered), Some(checker)) => {
                        keys.push((*report, rendered.key));
                        self.people.add(*report, related, &rendered);
                        if let Some(collected) = &mut self.collected {
                            collected.again(*report, &rendered);
                        }
                        self.printer
                            .verdict(checker.settings, None, rendered.verdict);
                    }
                    (Err(error), _) => {
                        failed.get_or_insert(error);
                    }
                    _ => {}
                }
            },
        );
        for (report, key) in keys {
            related.settle(report, key);
        }
        self.missing(run, related);
        if let Some(known) = reading.settles().filter(|_| !stop::is_asked()) {
            related.settled(known);
        }
        match failed {
            Some(error) => Err(spool::failure(error)),
            None => Ok(()),
        }
    }

    /// Shows which reports are missing.
    fn missing(&mut self, run: &Run<'_>, related: &mut Related) {
        let mut shown = Vec::new();
        for missing in std::mem::take(&mut related.missing_shown) {
            let (unit, year, like) = (missing.unit, missing.year, missing.like);
            let noted = related.notes.get(like);
            if let Some(checker) = noted.and_then(|noted| run.checker(noted.input)) {
                self.one_missing(checker, (unit, year), missing.rendered());
            }
        }
        for missing in &related.missing {
            let Some((checker, rendered)) = again::missing(run, related, missing) else {
                continue;
            };
            shown.push(MissingShown::of(missing, &rendered));
            let of = (Some(missing.unit), Some(missing.year));
            self.one_missing(checker, of, rendered);
        }
        for shown in shown {
            related.settle_missing(shown);
        }
    }

    fn one_missing(
        &mut self,
        checker: &Checker<'_>,
        (unit, year): (Option<usize>, Option<i32>),
        rendered: Rendered,
    ) {
        self.people.add_missing(unit, &rendered);
        if let Some(collected) = &mut self.collected {
            collected.missing(unit, year, &rendered);
        }
        self.printer
            .verdict(checker.settings, None, rendered.verdict);
    }
}
