//! A checked report with what is needed to show it.

use gouji_model::{
    Blocked, Evidence, Finding, Form, Language, Observation, Place, Report, Severity,
};
use gouji_rule::{Check, Pack, Rule};

use crate::{OtherReports, Places, printable};

/// A checked report with what is needed to show it.
pub struct Checked<'a> {
    /// The file's path as given.
    pub path: &'a str,
    /// The file's bytes, as they were checked.
    pub content: &'a [u8],
    /// The pack it was checked with.
    pub pack: &'a Pack,
    /// The report.
    pub report: &'a Report,
    /// What is wrong.
    pub findings: &'a [Finding],
    /// What could not be checked.
    pub blocked: &'a [Blocked],
    /// How many relations between figures were checked.
    pub relations: usize,
    /// The least severity of a finding that makes the check fail.
    pub fails_at: Severity,
    /// Whether the report was asked about a rule: one that was not is no rule that passed.
    pub is_asked: &'a dyn Fn(&Rule) -> bool,
    /// Turns places into locations.
    pub places: Places<'a>,
    /// Last year's report, where it was given.
    pub prior: Option<LastYear<'a>>,
    /// What findings between reports rest on in other files.
    pub other_reports: &'a OtherReports,
    /// The language of messages.
    pub language: Language,
}

/// Last year's report, for findings between years.
#[derive(Clone, Copy)]
pub struct LastYear<'a> {
    /// The file's path as given.
    pub path: &'a str,
    /// Its form, which may be of another edition.
    pub form: &'a Form,
    /// The report.
    pub report: &'a Report,
    /// Turns its places into locations.
    pub places: Places<'a>,
}

impl Checked<'_> {
    /// What a finding says, safe to print.
    #[must_use]
    pub fn message_of(&self, finding: &Finding) -> String {
        self.message(finding)
    }

    /// Where a finding stands in its file, as its program shows it; empty where nowhere.
    #[must_use]
    pub fn place_shown(&self, finding: &Finding) -> String {
        self.spot_in_file(self.place_of(finding))
    }

    /// The address of a cell of this report, or of last year's.
    #[must_use]
    pub fn address_of(&self, evidence: Evidence) -> String {
        self.form_of(evidence).address(evidence.cell)
    }

    /// Where a finding stands: its own place, or that of the first of its cells.
    pub(crate) fn place_of(&self, finding: &Finding) -> Option<Place> {
        let of_cells = || {
            let own = finding.cells.iter().filter(|evidence| !evidence.prior);
            own.filter_map(|evidence| self.report.cell(evidence.cell))
                .map(|cell| cell.place)
                .next()
        };
        finding.place.or_else(of_cells)
    }

    /// The form a cell is of: this report's, or last year's.
    pub(crate) fn form_of(&self, evidence: Evidence) -> &Form {
        match (evidence.prior, &self.prior) {
            (true, Some(prior)) => prior.form,
            _ => &self.pack.form,
        }
    }

    /// `path:line:column` of a place, or the path alone; of a report that is missing, whose it would be.
    pub(crate) fn spot(&self, place: Option<Place>) -> String {
        let path = printable(self.path);
        match place {
            Some(place) => format!("{path}:{}", self.places.shown(place, self.language)),
            None if path.is_empty() => self.owner(),
            None => path.into_owned(),
        }
    }

    /// The organ and the year, as far as they are known.
    fn owner(&self) -> String {
        let organ = self.report.organization.as_deref().map(printable);
        let year = self.report.year.map(|year| year.to_string().into());
        let known: Vec<_> = [organ, year].into_iter().flatten().collect();
        known.join(" ")
    }

    /// `line:column` of a place, where the path was already reported.
    pub(crate) fn spot_in_file(&self, place: Option<Place>) -> String {
        place.map_or_else(String::new, |place| self.places.shown(place, self.language))
    }

    /// What a finding says, safe to print; of what was not read, from where to where it was looked.
    pub(crate) fn message(&self, finding: &Finding) -> String {
        let message = printable(finding.message.get(self.language)).into_owned();
        match self.looked(finding) {
            None => message,
            Some((first, last)) => {
                let first = self.places.shown(first, self.language);
                let last = self.places.shown(last, self.language);
                let looked = match self.language {
                    _ if first == last => first,
                    Language::Chinese => format!("{first} 至 {last}"),
                    Language::English => format!("{first} to {last}"),
                };
                match self.language {
                    Language::Chinese => format!("{message}（看过 {looked}）"),
                    Language::English => format!("{message} (looked at {looked})"),
                }
            }
        }
    }

    /// From where to where it was looked for what a finding says was not read.
    fn looked(&self, finding: &Finding) -> Option<(Place, Place)> {
        let rule = self.pack.rule(&finding.rule)?;
        let Check::Observation(kind) = rule.check else {
            return None;
        };
        let mut seen = self.report.observations.iter();
        let same = |one: &&Observation| {
            one.kind == kind && Some(one.subject.as_str()) == finding.at.as_deref()
        };
        seen.find(same)?.looked
    }
}
