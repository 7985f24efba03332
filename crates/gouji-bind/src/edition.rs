//! Which form a document follows, decided by the labels it uses.

use std::collections::BTreeSet;

use gouji_model::{Form, Observation, ObservationKind, Report};

use crate::labels::{LabelId, Named};
use crate::lexicon::Lexicon;
use crate::lines::Line;

/// The form chosen, and how clearly.
#[derive(Debug)]
pub(crate) struct Choice {
    /// Index of the chosen form's lexicon.
    pub index: usize,
    /// Labels found that only other forms have.
    pub foreign: Vec<String>,
}

/// The fewest different labels of a form that make a document a report.
const FEWEST_LABELS: usize = 6;

/// Chooses the form with the most labels of its own, the newest where that does not decide.
/// None when the document has too few labels of any form to be a report.
pub(crate) fn choose(lines: &[Line<'_>], lexicons: &[Lexicon<'_>]) -> Option<Choice> {
    let mut seen = BTreeSet::new();
    let mut own: Vec<Vec<(LabelId, &str)>> = vec![Vec::new(); lexicons.len()];
    let mut shared = vec![0usize; lexicons.len()];
    for token in lines.iter().flat_map(|line| &line.tokens) {
        let Some(Named { label, .. }) = token.word.exact else {
            continue;
        };
        if !seen.insert(label) {
            continue;
        }
        let knows = |index: &usize| lexicons[*index].knows(label);
        let everywhere = (0..lexicons.len()).all(|index| knows(&index));
        for index in (0..lexicons.len()).filter(knows) {
            shared[index] += 1;
            if !everywhere {
                own[index].push((label, token.text));
            }
        }
    }
    let index = (0..lexicons.len()).max_by_key(|index| {
        (
            own[*index].len(),
            shared[*index],
            lexicons[*index].form.since,
        )
    })?;
    if shared[index] < FEWEST_LABELS {
        return None;
    }
    let foreign = (0..lexicons.len())
        .filter(|other| *other != index)
        .flat_map(|other| &own[other])
        .filter(|(label, _)| !lexicons[index].knows(*label))
        .map(|(_, text)| (*text).to_owned())
        .collect();
    Some(Choice { index, foreign })
}

/// Notes labels of another edition in the report, and group rows filled as in another edition.
pub(crate) fn record_mixture(choice: &Choice, form: &Form, report: &mut Report) {
    if choice.foreign.len() < 2 {
        return;
    }
    report.observations.push(Observation {
        kind: ObservationKind::MixedEdition,
        subject: form.id.0.clone(),
        expected: form.title.zh.clone(),
        found: choice.foreign.join("、").replace('\n', ""),
        table: None,
        cells: Vec::new(),
        place: None,
    });
}
