//! Title, publishing organ and the years a report names.

use gouji_document::Document;
use gouji_language::dates;
use gouji_language::signatures::{self, COMPILED_BY, COMPILED_UNDER, PUBLISHED};
use gouji_model::{Dated, Place, Report};

use crate::headings::Heading;
use crate::lines::{Line, Token};
use crate::others_titles;
use crate::period::period_year;
use crate::title::{
    compact, first_year, is_organ, looks_like_title, organ_in_title, part_of_year, year_of,
    year_span,
};

/// How many lines from the top may hold the date of publication.
const TOP_LINES: usize = 60;
/// Years a report can speak of.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Puts title, organ and years into the report.
pub(crate) fn record(
    document: &Document,
    lines: &[Line<'_>],
    headings: &[Heading<'_>],
    report: &mut Report,
) {
    let top = headings.first().map_or(lines.len(), |heading| heading.line);
    report.period_year = lines
        .iter()
        .flat_map(|line| &line.tokens)
        .find_map(period_year);
    let period = report.period_year.map(|dated| dated.year);
    let signature = signature(lines);
    let signed_by = signature.as_ref().and_then(|(_, organ)| organ.as_deref());
    if let Some((title, place, last)) = found_title(document, &lines[..top], period, signed_by) {
        report.title_year = year_of(&title).map(|year| Dated { year, place });
        report.organization = organ_in_title(&title).or_else(|| organ_below(&lines[..top], last?));
        report.title = Some(title);
        report.title_place = Some(place);
    }
    report.signature_year = signature.as_ref().map(|(dated, _)| *dated);
    if report.organization.is_none() {
        report.organization = signature
            .and_then(|(_, organ)| organ)
            .or_else(|| organ_in_preamble(&lines[..top]))
            .or_else(|| organ_in_title(&declared_title(document)?.0));
    }
    report.organization = report
        .organization
        .take()
        .map(|organ| full_name(organ, &lines[..top]));
    report.year = year(report, lines);
    report.period = report
        .title
        .as_deref()
        .and_then(|title| part_of_year(title, report.year?));
}

/// The year of a report: that of its title, else of its period, else the one before it was signed. Where title
/// and period disagree and all else speaks for the period, the title is that of another year's report which was
/// left as it was.
fn year(report: &Report, lines: &[Line<'_>]) -> Option<i32> {
    let year = |dated: Option<Dated>| dated.map(|dated| dated.year);
    let (title, period) = (year(report.title_year), year(report.period_year));
    let signed = year(report.signature_year).map(|year| year - 1);
    if let (Some(title), Some(period)) = (title, period)
        && title != period
        && signed == Some(period)
        && count_of(lines, period) > count_of(lines, title)
    {
        return Some(period);
    }
    title.or(period).or(signed)
}

/// How many paragraphs speak of a year, titles and periods apart.
fn count_of(lines: &[Line<'_>], year: i32) -> usize {
    let wanted = format!("{year}{}", dates::YEAR);
    let tokens = lines.iter().filter_map(Line::lone_text);
    let speaking = tokens.filter(|token| {
        token.text.contains(&wanted)
            && period_year(token).is_none()
            && full_date_year(token.text).is_none()
            && !looks_like_title(token.text)
    });
    speaking.count()
}

/// The title above the first section; else the title the file declares.
fn found_title(
    document: &Document,
    lines: &[Line<'_>],
    period: Option<i32>,
    signed_by: Option<&str>,
) -> Option<(String, Place, Option<usize>)> {
    let own = others_titles::own(lines, period, || {
        let declared = declared_title(document).and_then(|(text, _)| organ_in_title(&text));
        let said = [
            signed_by.map(str::to_owned),
            organ_in_preamble(lines),
            declared,
        ];
        said.into_iter().flatten().collect()
    });
    if let Some(found) = own {
        return Some((found.text, found.place, Some(found.last)));
    }
    let (text, place) = declared_title(document)?;
    Some((text, place, None))
}

/// The title that the file declares, without the names of the site around it.
fn declared_title(document: &Document) -> Option<(String, Place)> {
    let declared = document.declared_title?;
    let text = document.text(declared.text);
    let own = text
        .split(['_', '|', '-', '—', '－'])
        .find(|part| looks_like_title(part))?;
    Some((compact(own), declared.place))
}

/// The organ on the line below a title that names none.
fn organ_below(lines: &[Line<'_>], title: usize) -> Option<String> {
    let below = lines.get(title + 1)?.lone_text()?;
    let organ = compact(below.text);
    is_organ(&organ).then_some(organ)
}

/// The date under the report with the organ above it, or the date of publication at its head.
fn signature(lines: &[Line<'_>]) -> Option<(Dated, Option<String>)> {
    let tail = lines.len().saturating_sub(12);
    let lone: Vec<Token<'_>> = lines[tail..].iter().filter_map(Line::lone_text).collect();
    let signed = lone.iter().enumerate().rev().find_map(|(at, token)| {
        let year = full_date_year(token.text)?;
        let organ = at
            .checked_sub(1)
            .map(|above| lone[above].text)
            .filter(|text| is_organ(text))
            .map(compact);
        Some((
            Dated {
                year,
                place: token.place,
            },
            organ,
        ))
    });
    signed.or_else(|| {
        let published = |token: Token<'_>| {
            let (_, date) = token.text.split_once(['：', ':'])?;
            let year = PUBLISHED
                .iter()
                .any(|word| token.text.starts_with(word))
                .then(|| date.trim().get(..4)?.parse::<i32>().ok())??;
            YEARS.contains(&year).then_some((
                Dated {
                    year,
                    place: token.place,
                },
                None,
            ))
        };
        lines
            .iter()
            .take(TOP_LINES)
            .filter_map(Line::lone_text)
            .find_map(published)
    })
}

/// The year of a text that is a full date and nothing else.
fn full_date_year(text: &str) -> Option<i32> {
    let compact = compact(text);
    let whole = compact.ends_with(dates::DAY)
        && compact.contains(dates::MONTH)
        && compact.chars().count() <= 12;
    (whole && year_span(&compact).is_some_and(|(start, _)| start == 0))
        .then(|| first_year(&compact))
        .flatten()
}

/// The name of an organ with the places it belongs to, where the preamble gives them: a title
/// often says 某区人民政府 of what the preamble calls 某市某区人民政府.
fn full_name(organ: String, lines: &[Line<'_>]) -> String {
    const LONGEST_PREFIX: usize = 12;
    let text: String = lines
        .iter()
        .filter_map(Line::lone_text)
        .map(|token| compact(token.text))
        .collect();
    let before = |at: usize| -> Option<String> {
        let prefix: Vec<char> = text[..at]
            .chars()
            .rev()
            .take(LONGEST_PREFIX)
            .take_while(|c| ('\u{4e00}'..='\u{9fff}').contains(c) && !signatures::no_prefix(*c))
            .collect();
        let names_place = prefix
            .first()
            .is_some_and(|last| signatures::prefix_ends(*last));
        let prefix: String = prefix.into_iter().rev().collect();
        // The place it begins with is not the one it belongs to.
        let mut ends = prefix.char_indices().map(|(at, _)| &prefix[at..]);
        let again = ends.any(|end| end.chars().count() >= 2 && organ.starts_with(end));
        (names_place && !again && prefix.chars().count() >= 2).then_some(prefix)
    };
    let prefix = text.match_indices(&organ).find_map(|(at, _)| before(at));
    match prefix {
        Some(prefix) => prefix + &organ,
        None => organ,
    }
}

/// The organ a preamble says compiled the report: `由…根据…编制`.
fn organ_in_preamble(lines: &[Line<'_>]) -> Option<String> {
    let text: String = lines
        .iter()
        .filter_map(Line::lone_text)
        .map(|token| compact(token.text))
        .collect();
    let from = text.find(COMPILED_BY)? + COMPILED_BY.len_utf8();
    let rest = &text[from..];
    let end = COMPILED_UNDER
        .iter()
        .filter_map(|word| rest.find(word))
        .min()?;
    let organ = &rest[..end];
    is_organ(organ).then(|| organ.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_dates_from_other_lines() {
        assert_eq!(full_date_year("2020年1月14日"), Some(2020));
        assert_eq!(full_date_year("二〇二〇年一月十四日"), Some(2020));
        assert_eq!(full_date_year("自2020年1月1日起施行"), None);
    }
}
