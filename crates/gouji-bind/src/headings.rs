//! Finding the sections of a report by their headings.

use gouji_document::Document;
use gouji_language::sections;
use gouji_model::{Form, Observation, ObservationKind, Place, Report, Section, numerals};

use crate::key::{Key, key, position_among};
use crate::lexicon::Lexicon;
use crate::lines::Line;
use crate::prose::Prose;

/// A section heading found in the document.
#[derive(Clone, Debug)]
pub(crate) struct Heading<'d> {
    /// Index of the section in the form.
    pub section: usize,
    /// Index of its line.
    pub line: usize,
    /// The heading as printed.
    pub title: &'d str,
    /// What follows the heading on its own line: `六、其他需要报告的事项：无。`
    pub run_in: &'d str,
    /// Where it stands.
    pub place: Place,
    /// Whether the wording is the form's.
    pub official: bool,
    /// How it is numbered.
    manner: Manner,
}

/// How a heading is numbered, which tells headings of sections from those of their parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// As the form does, or plainly as a part of the report: `一、`, `第一部分`.
    Section,
    /// Not at all.
    Bare,
    /// As parts of a section are: `（一）`, `1.`.
    Part,
}

impl Manner {
    fn of(text: &str) -> Self {
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || "#*".contains(c));
        let numerals = text.trim_start_matches(numerals::is_ordinal);
        if part_number(text).is_some() || numerals.len() < text.len() {
            Self::Section
        } else if text.starts_with(['（', '(', '㈠', '㈡', '㈢', '㈣', '㈤', '㈥'])
            || text.starts_with(|c: char| c.is_numeric())
        {
            Self::Part
        } else {
            Self::Bare
        }
    }
}

impl<'d> Heading<'d> {
    /// A heading in the form's own words, and what follows it on its line.
    pub(crate) const fn official(
        section: usize,
        line: usize,
        (title, run_in): (&'d str, &'d str),
        place: Place,
    ) -> Self {
        Self {
            section,
            line,
            title,
            run_in,
            place,
            official: true,
            manner: Manner::Bare,
        }
    }
}

/// Longest heading in characters; a longer line is prose.
const LONGEST_HEADING: usize = 40;
/// How alike a reworded heading with the right number must be to the official one, in percent.
const LEAST_SIMILARITY: usize = 50;

/// Every heading, in order; where a section is headed twice (a table of contents), the one with
/// most text under it.
pub(crate) fn find<'d>(lines: &[Line<'d>], lexicon: &Lexicon) -> Vec<Heading<'d>> {
    longest(
        &find_all(lines, lexicon),
        lines.len(),
        lexicon.headings.len(),
    )
}

/// Of every heading of some lines that of each section with most text under it.
pub(crate) fn longest<'d>(all: &[Heading<'d>], lines: usize, sections: usize) -> Vec<Heading<'d>> {
    let ends: Vec<usize> = all
        .iter()
        .skip(1)
        .map(|heading| heading.line)
        .chain([lines])
        .collect();
    let mut best: Vec<Option<(usize, usize)>> = vec![None; sections];
    for (index, (heading, end)) in all.iter().zip(ends).enumerate() {
        let length = end - heading.line;
        let slot = &mut best[heading.section];
        if slot.is_none_or(|(_, longest)| length > longest) {
            *slot = Some((index, length));
        }
    }
    let mut kept: Vec<usize> = best.into_iter().flatten().map(|(index, _)| index).collect();
    kept.sort_unstable();
    kept.into_iter().map(|index| all[index].clone()).collect()
}

/// Every line that heads a section, and not only a part of one that is called as another section is.
pub(crate) fn find_all<'d>(lines: &[Line<'d>], lexicon: &Lexicon) -> Vec<Heading<'d>> {
    let mut all = candidates(lines, lexicon);
    let numbered: Vec<(usize, usize)> = all
        .iter()
        .filter(|heading| heading.manner == Manner::Section)
        .map(|heading| (heading.section, heading.line))
        .collect();
    let mut sections: Vec<usize> = numbered.iter().map(|(section, _)| *section).collect();
    sections.sort_unstable();
    sections.dedup();
    // Where the section itself comes later, under its number.
    let is_repeated = |heading: &Heading<'_>| {
        let mut same = numbered.iter();
        same.any(|(section, line)| *section == heading.section && *line > heading.line)
            && numbered
                .iter()
                .any(|(section, line)| *section < heading.section && *line < heading.line)
    };
    all.retain(|heading| match heading.manner {
        Manner::Section => true,
        Manner::Bare => !is_repeated(heading),
        Manner::Part => sections.len() < NUMBERED_LEAST && !is_repeated(heading),
    });
    all
}

/// How many numbered sections show how a report numbers its sections.
const NUMBERED_LEAST: usize = 2;

/// Every line in the words of a heading.
fn candidates<'d>(lines: &[Line<'d>], lexicon: &Lexicon) -> Vec<Heading<'d>> {
    lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| {
            let token = line.lone_text()?;
            let (title, run_in) = split_run_in(token.text);
            let (section, official) = recognize(title, &lexicon.headings)?;
            Some(Heading {
                section,
                line: index,
                title,
                run_in,
                place: token.place,
                official,
                manner: Manner::of(title),
            })
        })
        .collect()
}

/// Whether a text is a heading in the form's own words, numbered as the headings of sections are.
pub(crate) fn is_official(text: &str, official: &[Key]) -> bool {
    text.len() <= LONGEST_HEADING * 4
        && Manner::of(text) == Manner::Section
        && recognize(split_run_in(text).0, official).is_some_and(|(_, official)| official)
}

/// The length of a number of the kind `第一部分`, and of what stands behind it.
fn part_number(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(sections::BEFORE_NUMBER)?;
    let unit = rest.trim_start_matches(|c: char| numerals::is_ordinal(c) || c.is_ascii_digit());
    let numerals = rest.len() - unit.len();
    let after = sections::PARTS
        .iter()
        .find_map(|word| unit.strip_prefix(word))?;
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || "：:、.．，".contains(c));
    (numerals > 0 && !after.is_empty()).then(|| text.len() - after.len())
}

/// A number and what follows it behind nothing but white space: `一 总体情况`.
fn spaced_number(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start_matches(numerals::is_ordinal);
    let number = &text[..text.len() - rest.len()];
    let bare = rest.trim_start();
    let is_spaced = !number.is_empty() && bare.len() < rest.len() && !bare.is_empty();
    is_spaced.then_some((number, bare))
}

/// Splits text that follows a heading on the same line.
fn split_run_in(text: &str) -> (&str, &str) {
    let from = part_number(text).unwrap_or(0);
    match text[from..]
        .find(['：', ':', '。', '\n'])
        .map(|at| from + at)
    {
        Some(at) => {
            let rest = text[at..].trim_start_matches(['：', ':', '。', '\n', ' ', '\u{3000}']);
            (text[..at].trim_end(), rest)
        }
        None => (text, ""),
    }
}

/// Which section a heading names, and whether in the form's own words.
fn recognize(title: &str, official: &[Key]) -> Option<(usize, bool)> {
    if let Some(length) = part_number(title) {
        let (number, rest) = title.split_at(length);
        let numerals = number.chars().filter(|c| numerals::is_ordinal(*c));
        let numbered = numerals.collect::<String>() + "、" + rest;
        return recognize(&numbered, official);
    }
    if title.is_empty() || title.len() > LONGEST_HEADING * 4 {
        return None;
    }
    if let Some((number, rest)) = spaced_number(title) {
        return recognize(&format!("{number}、{rest}"), official);
    }
    let (ordinal, section) = position_among(title, official);
    if let Some(section) = section {
        return Some((section, true));
    }
    // `（四）…` heads a part of a section, not a section.
    if title.starts_with(['（', '(']) {
        return None;
    }
    let section = official
        .iter()
        .position(|key| !key.ordinal.is_none() && key.ordinal == ordinal)?;
    let found = key(title);
    if found.body.chars().count() > LONGEST_HEADING {
        return None;
    }
    let wanted = &official[section].body;
    let alike =
        similarity(&found.body, wanted) >= LEAST_SIMILARITY || is_abridged(&found.body, wanted);
    alike.then_some((section, false))
}

/// Whether a heading begins as the official one and has of it but some characters, in their order:
/// `其他事项` for `其他需要报告的事项`.
fn is_abridged(found: &str, official: &str) -> bool {
    let mut rest = official.chars();
    let in_order = found.chars().all(|c| rest.any(|other| other == c));
    let begins = |text: &str| text.chars().take(2).collect::<String>();
    in_order && found.chars().count() >= 2 && begins(found) == begins(official)
}

fn similarity(found: &str, official: &str) -> usize {
    let longer = found.chars().count().max(official.chars().count());
    if longer == 0 {
        return 0;
    }
    if found.contains(official) || (official.contains(found) && found.chars().count() >= 4) {
        return 100;
    }
    (longer - strsim::levenshtein(found, official).min(longer)) * 100 / longer
}

/// How many lines above the first section may be the report's own words.
const LONGEST_PREAMBLE: usize = 40;

/// What stands above the first section.
fn preamble(document: &Document, headings: &[Heading<'_>], lines: &[Line<'_>]) -> Option<Section> {
    let top = headings.first()?.line;
    let mut prose = Prose::default();
    prose.push_lines(document, &lines[top.saturating_sub(LONGEST_PREAMBLE)..top]);
    (!prose.text.is_empty()).then(|| Section {
        id: "preamble".to_owned(),
        title: String::new(),
        place: None,
        text: prose.text,
        passages: prose.passages,
    })
}

/// Puts the sections and what is amiss with them into the report.
pub(crate) fn record(
    document: &Document,
    headings: &[Heading<'_>],
    lines: &[Line<'_>],
    form: &Form,
    report: &mut Report,
) {
    report.preamble = preamble(document, headings, lines);
    for (index, heading) in headings.iter().enumerate() {
        let end = headings
            .get(index + 1)
            .map_or(lines.len(), |next| next.line);
        let mut prose = Prose::default();
        prose.push(document, heading.run_in, heading.place);
        prose.push_lines(document, &lines[heading.line + 1..end]);
        report.sections.push(Section {
            id: form.sections[heading.section].id.clone(),
            title: heading.title.replace('\n', ""),
            place: Some(heading.place),
            text: prose.text,
            passages: prose.passages,
        });
        if !heading.official {
            observe(
                report,
                ObservationKind::RenamedSection,
                form,
                heading.section,
                Some(heading),
            );
        }
        if index > 0 && headings[index - 1].section > heading.section {
            let kind = ObservationKind::SectionOutOfOrder;
            observe(report, kind, form, heading.section, Some(heading));
        }
    }
    for section in 0..form.sections.len() {
        if !headings.iter().any(|heading| heading.section == section) {
            observe(report, ObservationKind::MissingSection, form, section, None);
        }
    }
}

fn observe(
    report: &mut Report,
    kind: ObservationKind,
    form: &Form,
    section: usize,
    heading: Option<&Heading<'_>>,
) {
    let section = &form.sections[section];
    report.observations.push(Observation {
        expected: section.title.text.clone(),
        found: heading.map_or_else(String::new, |heading| heading.title.replace('\n', "")),
        place: heading.map(|heading| heading.place),
        ..Observation::of(kind, &section.id)
    });
}
