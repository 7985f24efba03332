//! Which form a document follows, decided by the labels it uses.

use gouji_language::sections::NOTHING;
use gouji_model::{Form, Observation, ObservationKind, Report, Value};

use crate::headings;
use crate::labels::{LabelId, Named};
use crate::lexicon::Lexicon;
use crate::lines::Line;
use crate::title;

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

/// A label that not all forms know, and how it is printed.
#[derive(Clone, Copy)]
struct OwnLabel<'d> {
    label: LabelId,
    text: &'d str,
}

/// Chooses the form that most tables show by labels of their own, the newest where that does not
/// decide: an office that takes over an old table prints it beside new ones. None when the document has too few labels of any form to be a report.
pub(crate) fn choose(lines: &[Line<'_>], lexicons: &[Lexicon]) -> Option<Choice> {
    let mut seen = vec![false; lexicons.first().map_or(0, Lexicon::label_count)];
    let mut own: Vec<Vec<OwnLabel<'_>>> = vec![Vec::new(); lexicons.len()];
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
                own[index].push(OwnLabel {
                    label,
                    text: token.text,
                });
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
        .filter(|own| !lexicons[index].knows(own.label))
        .map(|own| own.text.to_owned())
        .collect();
    Some(Choice { index, foreign })
}

/// How many sections a report must have to be known without any table.
const FEWEST_SECTIONS: usize = 4;
/// Longest text that says that there is nothing to report, in characters.
const LONGEST_NOTHING: usize = 30;

/// Chooses the form, by the year, of a report with the sections of one and a text in the stead of its
/// tables (`无`). Where nothing stands in their stead they may be pictures.
pub(crate) fn without_tables(lines: &[Line<'_>], lexicons: &[Lexicon]) -> Option<Choice> {
    let headings = headings::find(lines, lexicons.last()?);
    let official = headings.iter().filter(|heading| heading.official);
    if official.count() < FEWEST_SECTIONS {
        return None;
    }
    let year = title::find(lines, None).and_then(|title| title::year_of(&title.text));
    let holds = |index: &usize| {
        let since = lexicons[*index].form.since;
        year.is_none() || since.is_none() || since <= year
    };
    let index = (0..lexicons.len()).rfind(holds)?;
    let form = &lexicons[index].form;
    let has_table = |section: usize| {
        let id = &form.sections[section].id;
        form.tables.iter().any(|table| table.section == *id)
    };
    let mut tabled = headings.iter().enumerate();
    let is_silent = tabled.any(|(at, heading)| {
        let end = headings.get(at + 1).map_or(lines.len(), |next| next.line);
        let below = lines[heading.line + 1..end]
            .iter()
            .filter_map(Line::lone_text);
        let run_in = std::iter::once(heading.run_in);
        let mut texts = run_in.chain(below.map(|token| token.text));
        has_table(heading.section) && texts.any(is_nothing)
    });
    is_silent.then(|| Choice {
        index,
        foreign: Vec::new(),
    })
}

/// Whether a text says that there is nothing to report.
fn is_nothing(text: &str) -> bool {
    let text = title::compact(text);
    let is_sign = match Value::read(&text).0 {
        Value::Placeholder => true,
        Value::Figure(figure) => figure.is_zero(),
        _ => false,
    };
    is_sign
        || text.chars().count() <= LONGEST_NOTHING && NOTHING.iter().any(|word| text.contains(word))
}

/// How many tables have more labels that not all forms know from each form than from any other.
fn votes(own: &[Vec<OwnLabel<'_>>], lexicons: &[Lexicon]) -> Vec<usize> {
    let tables = lexicons.iter().map(|lexicon| lexicon.form.tables.len());
    let mut votes = vec![0; lexicons.len()];
    for table in 0..tables.max().unwrap_or(0) {
        let counts: Vec<usize> = own
            .iter()
            .zip(lexicons)
            .map(|(own, lexicon)| {
                let labels = own.iter().map(|own| own.label);
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
        expected: form.title.zh.clone(),
        found: choice.foreign.join("、").replace('\n', ""),
        ..Observation::of(ObservationKind::MixedEdition, &form.id.0)
    });
}
