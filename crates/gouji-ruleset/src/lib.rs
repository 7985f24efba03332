//! Linting rule sets: contradictions, redundancy, and what no rule can catch.
//!
//! A rule set is data, and data can be wrong in ways no single file shows. The relations of a
//! pack become conditions over its cells (`statement`, `condition`); an exact solver (`solver`)
//! says which of them exclude each other, follow from others or can never be broken, and exact
//! elimination (`span`) says how much the equations leave open. Groups stand for their items, as
//! a form prints them. What takes too long or too large numbers is *undecided*, never in order.

mod audit;
mod condition;
mod conflicts;
mod examples;
mod file_places;
mod form_sense;
mod linear;
mod numbers;
mod packs;
mod ratio;
mod recognition;
mod redundancy;
mod remark;
mod rule_sense;
mod simplex;
mod solver;
mod span;
mod statement;
mod unread;
mod wording;

use std::collections::BTreeSet;
use std::sync::Arc;

use gouji_model::Severity;
use gouji_pack::Survey;
use gouji_rule::Pack;

pub use numbers::{Numbers, System};
pub use remark::{Code, FilePlace, Remark};

use audit::Audit;
use file_places::FilePlaces;

/// What the linter has to say about a rule set.
#[derive(Clone, Debug, Default)]
pub struct Linted {
    /// Remarks, the worst first. Mistakes that keep a file from being used are not among them:
    /// they are the survey's.
    pub remarks: Vec<Remark>,
    /// The packs in numbers.
    pub numbers: Vec<Numbers>,
}

impl Linted {
    /// How many remarks have a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let remarks = self.remarks.iter();
        remarks.filter(|remark| remark.severity == severity).count()
    }
}

/// Lints a rule set. Where `only` names files, what is reported is limited to them: remarks that rest
/// on one of them, and the packs they belong to.
#[must_use]
pub fn lint(survey: &Survey, only: Option<&BTreeSet<&str>>) -> Linted {
    let spots = FilePlaces::new(&survey.files);
    let packs = survey.packs.packs();
    let mut remarks = packs::across(packs, &spots);
    remarks.extend(
        survey
            .unread
            .iter()
            .map(|file| unread::remark(file, &spots)),
    );
    let mut numbers = Vec::new();
    let concerned = |pack: &&Arc<Pack>| {
        only.is_none_or(|only| {
            only.contains(pack.origin.as_str())
                || pack
                    .rules()
                    .iter()
                    .any(|rule| only.contains(rule.origin.as_str()))
        })
    };
    for pack in packs.iter().filter(concerned) {
        remarks.extend(wording::texts(pack, &spots));
        remarks.extend(examples::examples(pack, &spots));
        remarks.extend(recognition::labels(pack, &spots));
        remarks.extend(form_sense::remarks(pack, &spots));
        remarks.extend(rule_sense::remarks(pack, &spots));
        // A form with open rows is looked at with a few of them.
        let sample = pack
            .form
            .is_template()
            .then(|| Arc::new(pack.form.sample()));
        let sampled = sample.and_then(|form| pack.for_form(&form));
        let mut audit = Audit::new(sampled.as_ref().unwrap_or(pack), &spots);
        numbers.extend(relations(&mut audit));
        remarks.extend(audit.finish());
    }
    if let Some(only) = only {
        let about = |spot: &FilePlace| only.contains(spot.file.as_str());
        remarks.retain(|remark| remark.spots.iter().any(about));
    }
    Linted {
        remarks: remark::gathered(remarks),
        numbers,
    }
}

/// What there is to say about a pack's relations.
fn relations(audit: &mut Audit<'_>) -> Option<Numbers> {
    // The numbers come first: they count every relation, settled or not.
    let numbers = numbers::numbers(audit);
    conflicts::contradictions(audit);
    conflicts::idle(audit);
    redundancy::unbreakable(audit);
    conflicts::only_zero(audit);
    redundancy::implied(audit);
    numbers.ok()
}
