//! What speaks for or against a suspected cell beside the relations it breaks, in words: what is
//! stated in prose, and last year's report.

use gouji_model::{Language, Source, Suspect, SuspectEvidence};

use crate::{Checked, printable};

/// Most pieces of evidence reported of one way to repair a cause.
const MOST_SHOWN: usize = 3;
/// More words than this are cut.
const MOST_WORDS: usize = 40;

/// What speaks for or against the suspects of one way, a line each, without repetition.
pub(crate) fn lines(checked: &Checked<'_>, way: &[&Suspect]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for suspect in way {
        let news = suspect.evidence.iter().filter(|one| is_news(suspect, one));
        for line in news.map(|one| line(checked, one)) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    let more = lines.len().saturating_sub(MOST_SHOWN);
    lines.truncate(MOST_SHOWN);
    if more > 0 {
        lines.push(match checked.language {
            Language::Chinese => format!("另有 {more} 处"),
            Language::English => format!("and {more} more"),
        });
    }
    lines
}

/// Whether a piece of evidence says more than the relations that are broken: that the years then
/// agree is none where nothing but the years disagreed.
fn is_news(suspect: &Suspect, one: &SuspectEvidence) -> bool {
    let between_years = |one: &&SuspectEvidence| one.source == Source::LastYear && !one.prior;
    let years = suspect.evidence.iter().filter(between_years).count();
    !between_years(&one) || suspect.clears.len() > years
}

fn line(checked: &Checked<'_>, one: &SuspectEvidence) -> String {
    match one.source {
        Source::Text => in_prose(checked, one),
        Source::LastYear => of_last_year(checked.language, one).to_owned(),
    }
}

/// What the other year's report says by its figures.
const fn of_last_year(language: Language, one: &SuspectEvidence) -> &'static str {
    match (language, one.prior, one.agrees) {
        (Language::Chinese, false, true) => "印证：改后与去年的报告一致",
        (Language::Chinese, true, true) => "印证：改后去年报告内部也平",
        (Language::Chinese, _, false) => "不符：改后与去年的报告不一致",
        (Language::English, false, true) => "supported: it then agrees with last year's report",
        (Language::English, true, true) => {
            "supported: last year's report then adds up in itself, too"
        }
        (Language::English, _, false) => "contradicted: it then disagrees with last year's report",
    }
}

/// The words, and where they stand.
fn in_prose(checked: &Checked<'_>, one: &SuspectEvidence) -> String {
    let words = words(&one.words);
    let places = match (one.prior, &checked.prior) {
        (true, Some(prior)) => Some(prior.places),
        (true, None) => None,
        (false, _) => Some(checked.places),
    };
    let shown = one.place.zip(places);
    let spot = shown.map(|(place, places)| places.shown(place, checked.language));
    let spot = spot.unwrap_or_default();
    match checked.language {
        Language::Chinese => {
            let head = if one.agrees { "印证" } else { "不符" };
            let year = if one.prior { "去年" } else { "" };
            format!("{head}：{year}文字“{words}”（{spot}）")
        }
        Language::English => {
            let head = if one.agrees {
                "supported"
            } else {
                "contradicted"
            };
            let text = if one.prior {
                "last year's text"
            } else {
                "the text"
            };
            format!("{head}: {text} says “{words}” ({spot})")
        }
    }
}

fn words(words: &str) -> String {
    let mut all = words.chars();
    let cut: String = all.by_ref().take(MOST_WORDS).collect();
    let end = if all.next().is_some() { "…" } else { "" };
    printable(&cut).into_owned() + end
}
