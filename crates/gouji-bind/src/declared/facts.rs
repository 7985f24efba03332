//! Title, organ, period and unit of a report, by the patterns of its form.

use std::ops::Range;

use gouji_model::{Dated, Form, Pattern, Place, Report};

use super::known::InEitherScript;
use super::pattern::{Found, Text};
use crate::lines::{Line, Token};

/// Longest title in characters; words of letters have more of them.
const LONGEST_TITLE: usize = 60;
const LONGEST_IN_LETTERS: usize = 120;

/// Whether a line has the title of a form.
pub(super) fn is_titled(lines: &[Line<'_>], known: &InEitherScript<'_>) -> bool {
    lines.iter().any(|line| title(line, known).is_some())
}

/// Whether a line has the title of a form.
pub(crate) fn has_title(lines: &[Line<'_>], form: &Form) -> bool {
    is_titled(lines, &InEitherScript::of(form))
}

/// Puts title, organ, period and unit into the report. They stand above its tables, between them and
/// those of the report before, or below; else anywhere before.
pub(crate) fn record(
    lines: &[Line<'_>],
    tables: &Range<usize>,
    around: &Range<usize>,
    form: &Form,
    report: &mut Report,
) {
    let known = &InEitherScript::of(form);
    let of = |range: Range<usize>| lines.get(range).unwrap_or_default();
    let above = of(around.start..tables.start);
    let below = of(tables.end..around.end);
    let far = of(0..around.start);
    let look = |patterns: &[Pattern]| {
        let near = first(above, patterns, known).or_else(|| first(below, patterns, known));
        near.or_else(|| first(far, patterns, known))
    };
    if let Some(token) = above.iter().rev().find_map(|line| title(line, known)) {
        let printed = Text::new(&known.text(token.text));
        let own = printed.title_end(known).map(|end| printed.until(end));
        let text = own.as_deref().unwrap_or(token.text);
        let words: Vec<&str> = text.split_whitespace().collect();
        // Between words of letters a space says where one ends; elsewhere it only spreads them out.
        let spaced = text.contains(|c: char| c.is_ascii_alphabetic());
        report.title = Some(words.join(if spaced { " " } else { "" }));
        report.title_place = Some(token.place);
    }
    report.organization = look(&known.organs).and_then(|(found, _)| found.organ);
    if let Some((found, place)) = look(&known.periods)
        && let Some(period) = found.period
    {
        let year = period.year();
        report.period = Some(period);
        report.year = Some(year);
        report.period_year = Some(Dated { year, place });
    }
    let signed = first(below, &known.signatures, known);
    report.signature_year = signed.and_then(|(found, place)| {
        let year = found.period?.year();
        Some(Dated { year, place })
    });
    if let Some((found, place)) = look(&known.units) {
        unit(&found, place, form, report);
    }
}

/// The title on a line: a short text with the words of one.
fn title<'d>(line: &Line<'d>, known: &InEitherScript<'_>) -> Option<Token<'d>> {
    let mut filled = line.tokens.iter().filter(|token| !token.is_blank());
    filled.find(|token| is_title(token.text, known)).copied()
}

fn is_title(text: &str, known: &InEitherScript<'_>) -> bool {
    let words = || text.chars().filter(|c| !c.is_whitespace());
    let in_letters = words().all(|c| !('\u{2e80}'..'\u{a000}').contains(&c));
    let most = if in_letters {
        LONGEST_IN_LETTERS
    } else {
        LONGEST_TITLE
    };
    if words().count() > most {
        return false;
    }
    let plain: String = words().flat_map(char::to_lowercase).collect();
    let plain = known.text(&plain);
    let solid = |title: &String| -> String {
        let words = title.split_whitespace().flat_map(str::chars);
        words.flat_map(char::to_lowercase).collect()
    };
    known
        .titles
        .iter()
        .any(|title| plain.contains(&solid(title)))
}

/// The first of some patterns that is found on some lines.
fn first(
    lines: &[Line<'_>],
    patterns: &[Pattern],
    known: &InEitherScript<'_>,
) -> Option<(Found, Place)> {
    patterns.iter().find_map(|pattern| {
        lines.iter().find_map(|line| {
            let filled = || line.tokens.iter().filter(|token| !token.is_blank());
            let place = filled().next()?.place;
            let texts: Vec<&str> = filled().map(|token| token.text).collect();
            // A cell ends what stands in it.
            let found = Text::new(&known.text(&texts.join("\t"))).find(pattern, known)?;
            Some((found, place))
        })
    })
}

/// Notes a unit that is not the form's.
fn unit(found: &Found, place: Place, form: &Form, report: &mut Report) {
    let (Some(word), Some(own)) = (&found.unit, form.unit()) else {
        return;
    };
    if word != own {
        report.note_unit(form, word.clone(), Some(place));
    }
}
