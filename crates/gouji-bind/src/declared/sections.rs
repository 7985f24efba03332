//! The sections of a report in a form that says how it is known: a line that holds a title of a section alone, or
//! before a colon, begins it, and what stands up to the next one is its text.

use std::collections::BTreeSet;

use gouji_document::Document;
use gouji_model::script::in_simplified;
use gouji_model::{Form, Report};

use crate::headings::{self, Heading};
use crate::key::normal;
use crate::lines::Line;

/// Longest heading in bytes; a longer line is prose.
const LONGEST_HEADING: usize = 600;
/// Longest numbering in letters: `XVIII.`, `b)`.
const LONGEST_NUMBER: usize = 6;

/// Puts the sections of a form among some lines into the report. Where they are the lines of several reports,
/// `shared`, what they say of figures may be about those of another.
pub(crate) fn record(
    document: &Document,
    lines: &[Line<'_>],
    form: &Form,
    shared: bool,
    report: &mut Report,
) {
    if form.sections.is_empty() {
        return;
    }
    let known: Vec<BTreeSet<String>> = form
        .sections
        .iter()
        .map(|section| {
            let wordings = section.title.aliases.iter().chain([&section.title.text]);
            wordings.flat_map(|text| keys(text)).collect()
        })
        .collect();
    let all: Vec<Heading<'_>> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| heading(line, at, &known))
        .collect();
    let found = headings::longest(&all, lines.len(), form.sections.len());
    headings::record(document, &found, lines, form, report);
    report.shares_text |= shared;
}

/// The section that a line begins.
fn heading<'d>(line: &Line<'d>, at: usize, known: &[BTreeSet<String>]) -> Option<Heading<'d>> {
    let token = line.lone_text().filter(|token| !token.is_figure())?;
    if token.text.len() > LONGEST_HEADING {
        return None;
    }
    let names = |text: &str| {
        let own = keys(text);
        known
            .iter()
            .position(|titles| own.iter().any(|key| titles.contains(key)))
    };
    let whole = || names(token.text).map(|section| (section, token.text, ""));
    let before_colon = || {
        let at = token.text.find([':', '：', '\n'])?;
        let (title, rest) = token.text.split_at(at);
        let text = rest.trim_start_matches([':', '：', '\n', ' ', '\u{3000}']);
        names(title).map(|section| (section, title.trim_end(), text))
    };
    let (section, title, text) = whole().or_else(before_colon)?;
    Some(Heading::official(section, at, (title, text), token.place))
}

/// What is compared of a heading: its letters and digits, also without numbering in letters; nothing of one
/// without any.
fn keys(text: &str) -> Vec<String> {
    let text = in_simplified(text);
    let text = text.trim().trim_start_matches('#');
    let all = [Some(text), without_number(text)].into_iter().flatten();
    let keys = all.map(normal);
    keys.filter(|key| !key.is_empty()).collect()
}

/// A heading without numbering in letters: `IV. Remarks`, `b) Staff`.
fn without_number(text: &str) -> Option<&str> {
    let text = text.trim_start_matches('(');
    let (number, rest) = text.split_once(['.', ')'])?;
    let roman = number.chars().all(|c| "IVXLCDMivxlcdm".contains(c));
    let letter = number.len() == 1 && number.chars().all(|c| c.is_ascii_alphabetic());
    let fits = number.len() <= LONGEST_NUMBER && !number.is_empty() && (roman || letter);
    (fits && rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn numbering_and_signs_make_no_difference() {
        let same = |one: &str, other: &str| {
            let own = keys(one);
            keys(other).iter().any(|key| own.contains(key))
        };
        for (one, other) in [
            ("III. Observations", "Observations"),
            ("3. Observations", "OBSERVATIONS :"),
            ("b) Personal", "(b) Personal"),
            ("一、總體情況", "总体情况"),
        ] {
            assert!(same(one, other), "{one} {other}");
        }
        assert!(!same("Mix. Stock", "Stock of the year"));
        assert!(!same("", "###"));
    }
}
