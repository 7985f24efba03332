//! Reports that do not say whose they are, or of what period: nothing can be held against them, and
//! whoever reads the findings does not know of what they are.

use gouji_model::records::Fact;
use gouji_model::{Bilingual, Finding, Report};
use gouji_rule::{Pack, Rule};

use crate::Outcome;
use crate::identity;
use crate::words::{Text, Words};

/// Something that a report says of itself.
#[derive(Clone, Copy)]
enum Named {
    Organization,
    Period,
}

impl Named {
    /// What stands at a finding.
    const fn name(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Period => "period",
        }
    }

    /// What a message calls it.
    fn words(self) -> Bilingual {
        match self {
            Self::Organization => Bilingual::new("是哪个单位的", "whose it is"),
            Self::Period => Bilingual::new("是哪个年度或时期的", "of what year or period it is"),
        }
    }

    /// Whether a report says it.
    const fn is_known(self, report: &Report) -> bool {
        match self {
            Self::Organization => report.organization.is_some(),
            Self::Period => report.year.is_some() || report.period.is_some(),
        }
    }

    /// Whether a pack says where reports say it. Where titles of all kinds are known, a report is asked that gives
    /// itself out for one.
    fn is_asked_for(self, pack: &Pack, report: &Report) -> bool {
        let known = pack.form.known_by.as_ref();
        if known.is_none() && pack.data_sources().is_empty() {
            return gives_itself_out(pack, report);
        }
        let (patterns, fact) = match self {
            Self::Organization => (known.map(|known| &known.organs), Fact::Organization),
            Self::Period => (known.map(|known| &known.periods), Fact::Year),
        };
        let mut facts = pack.data_sources().iter().flat_map(|source| &source.facts);
        patterns.is_some_and(|patterns| !patterns.is_empty())
            || facts.any(|(known, _)| *known == fact)
    }
}

/// Whether a report has a title or all its sections. A table alone, as people paste it to check it, has neither.
fn gives_itself_out(pack: &Pack, report: &Report) -> bool {
    report.title.is_some() || report.sections.len() >= pack.form.sections.len().max(1)
}

/// One finding for each thing that a report should say of itself and does not. A page with a part of a
/// report is marked as one, and says less.
pub(crate) fn check(pack: &Pack, rule: &Rule, report: &Report, outcome: &mut Outcome) {
    if !report.absent_tables.is_empty() {
        return;
    }
    for named in [Named::Organization, Named::Period] {
        if named.is_known(report) || !named.is_asked_for(pack, report) {
            continue;
        }
        let mut words = Words::default();
        words.set("missed", named.name());
        // What the finding is does not change with the language it is reported in.
        let identity = identity::of_words(&pack.form, rule, named.name(), &words);
        let mut words = Words::default();
        words.give("form", Text::Each(pack.form.title.clone()));
        words.give("missed", Text::Each(named.words()));
        outcome.findings.push(Finding {
            at: Some(named.name().to_owned()),
            place: report.title_place,
            ..rule.finding(identity, words.fill(&rule.message, outcome.languages))
        });
    }
}
