//! Which form a document follows, decided by the labels it uses.

use std::collections::HashSet;

use gouji_model::{Form, Observation, ObservationKind, Report};

use crate::key::key;
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
    let mut seen = HashSet::new();
    let mut own: Vec<Vec<String>> = vec![Vec::new(); lexicons.len()];
    let mut shared = vec![0usize; lexicons.len()];
    for token in lines.iter().flat_map(|line| &line.tokens) {
        if token.text.is_empty()
            || token.text.len() > 300
            || token.text.as_bytes()[0].is_ascii_digit() && token.is_figure()
        {
            continue;
        }
        let body = key(token.text).body;
        if body.is_empty() || !seen.insert(body.clone()) {
            continue;
        }
        let knowing: Vec<usize> = (0..lexicons.len())
            .filter(|index| lexicons[*index].has_key(&body))
            .collect();
        for index in &knowing {
            shared[*index] += 1;
        }
        if knowing.len() < lexicons.len() {
            for index in knowing {
                own[index].push(token.text.to_owned());
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
        .flat_map(|other| own[other].clone())
        .filter(|text| !lexicons[index].knows(text))
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
