//! Which form a document follows, decided by the labels it uses.

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

/// Chooses the form that most tables show by labels of their own, the newest where that does not
/// decide: an office that takes over an old table prints it beside new ones. None when the document has too few labels of any form to be a report.
pub(crate) fn choose(lines: &[Line<'_>], lexicons: &[Lexicon<'_>]) -> Option<Choice> {
    let mut seen = vec![false; lexicons.first().map_or(0, Lexicon::label_count)];
    let mut own: Vec<Vec<(LabelId, &str)>> = vec![Vec::new(); lexicons.len()];
    let mut shared = vec![0usize; lexicons.len()];
    for token in lines.iter().flat_map(|line| &line.tokens) {
        let Some(Named { label, .. }) = token.word.exact else {
            continue;
        };
        match seen.get_mut(label.index()) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
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
    let votes = votes(&own, lexicons);
    let index = (0..lexicons.len()).max_by_key(|index| {
        let since = lexicons[*index].form.since;
        let voted = votes.get(*index).copied().unwrap_or(0);
        (voted, (voted > 0).then_some(since), shared[*index], since)
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

/// How many tables have more labels that not all forms know from each form than from any other.
fn votes(own: &[Vec<(LabelId, &str)>], lexicons: &[Lexicon<'_>]) -> Vec<usize> {
    let tables = lexicons.iter().map(|lexicon| lexicon.form.tables.len());
    let mut votes = vec![0; lexicons.len()];
    for table in 0..tables.max().unwrap_or(0) {
        let counts: Vec<usize> = own
            .iter()
            .zip(lexicons)
            .map(|(own, lexicon)| {
                let labels = own.iter().map(|(label, _)| *label);
                labels.filter(|label| lexicon.is_in(*label, table)).count()
            })
            .collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        for (vote, count) in votes.iter_mut().zip(counts) {
            *vote += usize::from(most > 0 && count == most);
        }
    }
    votes
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
