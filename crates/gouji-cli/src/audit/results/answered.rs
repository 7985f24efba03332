//! The answers that come back with lists: what they accept is held back as suppressions are, what they
//! claim is held against what is found.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use gouji_audit::result::Audit;
use gouji_audit::units::Unit;
use gouji_config::{Accepted, Whose};
use gouji_model::{Bilingual, Language};
use gouji_render::printable;
use gouji_worklist::{Answer, Meaning, Outcome, Verdict, claims, judge, read};

use crate::input::bytes_of;
use crate::output::complain;
use crate::project::Failure;

/// Most answers that are reported one by one.
const MOST_SHOWN: usize = 50;

/// The answers of all lists.
pub(super) struct Answered {
    answers: Vec<Answer>,
    accepted: Option<Arc<Accepted>>,
    /// For each claim the numbers of what it accepts.
    numbers: Vec<Vec<usize>>,
}

impl Answered {
    /// Reads the answers of lists.
    pub(super) fn read(paths: &[PathBuf], units: &[Unit]) -> Result<Self, Failure> {
        let mut answers = Vec::new();
        for path in paths {
            let shown = path.display().to_string();
            let bytes = bytes_of(path);
            let bytes = bytes.map_err(|error| Failure::File(shown.clone(), error.message()))?;
            let mut own = read(&bytes).map_err(|error| {
                let messages = [Language::Chinese, Language::English].map(|one| error.message(one));
                let [zh, en] = messages;
                Failure::File(shown.clone(), Bilingual::new(zh, en))
            })?;
            for answer in &mut own {
                answer.place = format!("{shown} {}", answer.place);
            }
            answers.append(&mut own);
        }
        let (accepted, numbers) = acceptances(&answers, units);
        let is_any = !accepted.is_empty();
        Ok(Self {
            accepted: is_any.then(|| Arc::new(accepted)),
            answers,
            numbers,
        })
    }

    /// What is accepted, where anything is.
    pub(super) fn accepted(&self) -> Option<Arc<Accepted>> {
        self.accepted.clone()
    }

    /// What became of each answer.
    pub(super) fn verdicts(&self, audit: &Audit) -> io::Result<Vec<Verdict>> {
        let was_met = |claim: usize| {
            let numbers = self.numbers.get(claim).into_iter().flatten();
            let accepted = self.accepted.as_deref();
            numbers
                .into_iter()
                .any(|number| accepted.is_some_and(|all| all.was_met(*number)))
        };
        judge(audit, &claims(&self.answers), &was_met)
    }
}

/// What answers accept that no other answer contradicts, under all names that their units have.
fn acceptances(answers: &[Answer], units: &[Unit]) -> (Accepted, Vec<Vec<usize>>) {
    let mut accepted = Accepted::default();
    let claims = claims(answers);
    let numbers = claims.iter().map(|claim| {
        let answer = claim.answer;
        if claim.is_disputed || answer.meaning != Meaning::Accepted {
            return Vec::new();
        }
        let year = answer.year.trim().parse().ok();
        let whose = Whose {
            names: names(&answer.unit, year, units),
            path: answer.path.clone(),
            year,
        };
        let identities = answer.identities.iter().filter_map(|one| one.parse().ok());
        identities
            .map(|identity| accepted.add(identity, whose.clone()))
            .collect()
    });
    let numbers = numbers.collect();
    (accepted, numbers)
}

/// All names of the unit that an answer names. A unit that was renamed may have a line for each name: the years of
/// the lines say which of them is meant, and the name is the one's own and the other's alias.
fn names(own: &str, year: Option<i32>, units: &[Unit]) -> Vec<String> {
    let is_named = |unit: &&Unit| unit.names().any(|name| name == own);
    let is_due = |unit: &&Unit| year.is_none_or(|year| unit.is_active(year));
    let named = || units.iter().filter(is_named);
    let in_time: Vec<&Unit> = named().filter(is_due).collect();
    let meant = match in_time.is_empty() {
        true => named().collect(),
        false => in_time,
    };
    let all = meant.iter().flat_map(|unit| unit.names());
    let all = all.chain(std::iter::once(own)).map(str::to_owned);
    let all: BTreeSet<String> = all.collect();
    all.into_iter().collect()
}

/// Says what became of answers: how many of each kind, and those that someone has to look at.
pub(super) fn report(verdicts: &[Verdict], is_quiet: bool, language: Language) {
    let mut counts: BTreeMap<Outcome, usize> = BTreeMap::new();
    for verdict in verdicts {
        *counts.entry(verdict.outcome).or_default() += 1;
    }
    if counts.is_empty() {
        return;
    }
    let fine = BTreeSet::from([Outcome::Accepted, Outcome::Confirmed]);
    let open = verdicts.iter().filter(|one| !fine.contains(&one.outcome));
    let open: Vec<&Verdict> = open.collect();
    for verdict in open.iter().take(MOST_SHOWN) {
        let answer = &verdict.answer;
        complain(&format!(
            "{}: {} {} {}: {}",
            printable(&answer.place),
            printable(&answer.unit),
            printable(&answer.year),
            verdict.outcome.word(language),
            verdict.outcome.label(language)
        ));
    }
    if let Some(more) = open.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        complain(&match language {
            Language::Chinese => format!("另有 {more} 条答复需要处理，见整改清单的“答复核对”表"),
            Language::English => {
                format!("{more} more answers need attention: see the sheet “answers” of the list")
            }
        });
    }
    if !is_quiet {
        let counts = counts.iter();
        let words = counts.map(|(outcome, count)| format!("{} {count}", outcome.word(language)));
        let words: Vec<String> = words.collect();
        complain(&match language {
            Language::Chinese => format!("答复 {} 条：{}", verdicts.len(), words.join("，")),
            Language::English => format!("{} answers: {}", verdicts.len(), words.join(", ")),
        });
    }
}
