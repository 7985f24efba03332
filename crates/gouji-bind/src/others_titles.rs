//! Which of several organs' titles is that of the report below: pages list the reports of other
//! offices above their own.
//!
//! What else names the organ speaks first: the signature, the preamble, the title that the file
//! declares, the path of the site, the field that names the source. Where nothing does, it is the
//! title nearest above the report's text.

use gouji_language::titles::STEPS;
use gouji_model::{Kinship, NameKey, kinship};

use crate::lines::Line;
use crate::period::period_year;
use crate::title::{self, Rank, Title, compact, first_of_best, is_organ, organ_in_title};

/// How many lines from the top may name the source of a page.
const TOP_LINES: usize = 200;
/// What stands between the parts of a path or field.
const BETWEEN: [char; 12] = [
    '>', '＞', '》', '»', '›', '→', '/', '|', '：', ':', '【', '】',
];

/// A title with the organ it names.
struct Named<'t> {
    title: &'t Title,
    organ: String,
    rank: Rank,
}

/// The report's own of all titles above its first section; `said` gives the organs that the document
/// names elsewhere as its own, the surest first.
pub(crate) fn own(
    lines: &[Line<'_>],
    period: Option<i32>,
    said: impl FnOnce() -> Vec<String>,
) -> Option<Title> {
    let mut all = title::all(lines);
    let end = body(lines, all.first()?.last + 1);
    if all.len() > 1 {
        all.extend(title::above(lines, end, &all));
    }
    let best = first_of_best(&all, period)?;
    let is_named = Rank::of(best, period).names_organ;
    if all.len() == 1 || !is_named {
        return Some(best.clone());
    }
    of_several(lines, end, (&all, best), period, said).cloned()
}

/// The report's own of several titles, of which the best names an organ.
fn of_several<'t>(
    lines: &[Line<'_>],
    end: usize,
    (all, best): (&'t [Title], &'t Title),
    period: Option<i32>,
    said: impl FnOnce() -> Vec<String>,
) -> Option<&'t Title> {
    let rank = Rank::of(best, period);
    let named = named(all, period, end);
    let of_rank = |one: &&Named<'_>| one.rank == rank;
    let listed = are_several(named.iter().filter(of_rank));
    let may_be = |one: &&Named<'_>| one.rank == rank || one.rank == rank.without_year();
    if !listed && !are_several(named.iter().filter(may_be)) {
        return Some(best);
    }
    let said = said();
    let spoken_for = said.iter().find_map(|organ| nearest_of(&named, organ));
    if let Some(own) = spoken_for.or_else(|| of_source(&named, lines, end)) {
        return Some(own);
    }
    if !listed {
        return Some(best);
    }
    let last = named.iter().rfind(may_be)?.title;
    let nameless = all.iter().rfind(|title| {
        let own = Rank::of(title, period);
        title.first > last.last && title.last < end && own == rank.without_organ()
    });
    // Whoever signs a report that no title above it is of is none of those listed.
    let is_signed = !said.is_empty();
    nameless.or((!is_signed).then_some(last))
}

/// Whether titles name more than one organ.
fn are_several<'n>(named: impl Iterator<Item = &'n Named<'n>>) -> bool {
    let mut organs = named.map(|one| one.organ.as_str());
    let Some(first) = organs.next() else {
        return false;
    };
    organs.any(|organ| is_other(first, organ))
}

/// Whether two names are of two organs, as far as names go: 县教育局 and 县财政局 say no place.
fn is_other(one: &str, other: &str) -> bool {
    match kinship(one, other) {
        Kinship::Same | Kinship::Near => false,
        Kinship::Unknown => !one.contains(other) && !other.contains(one),
        Kinship::Unlike | Kinship::Other => true,
    }
}

/// The first line of the report's text or tables from a line on.
fn body(lines: &[Line<'_>], from: usize) -> usize {
    let begins = |line: &Line<'_>| {
        let is_row = line.lone_text().is_none() && line.tokens.iter().any(|token| token.is_label());
        is_row || line.tokens.iter().any(|token| period_year(token).is_some())
    };
    let rest = lines.iter().enumerate().skip(from);
    let mut begun = rest.filter(|(_, line)| begins(line));
    begun.next().map_or(lines.len(), |(at, _)| at)
}

/// The titles that name an organ above a line, without those that hold another of them.
fn named(all: &[Title], period: Option<i32>, end: usize) -> Vec<Named<'_>> {
    let mut named: Vec<Named<'_>> = Vec::new();
    for title in all.iter().filter(|title| title.last < end) {
        let rank = Rank::of(title, period);
        let Some(organ) = organ_in_title(&title.text).filter(|_| rank.names_organ) else {
            continue;
        };
        named.push(Named { title, organ, rank });
    }
    let spans: Vec<(usize, usize)> = named.iter().map(|one| span(one.title)).collect();
    named.retain(|one| {
        let (first, last) = span(one.title);
        // Titles stand on few lines, so that those within one begin near it.
        let from = spans.partition_point(|span| span.0 < first);
        let within = spans[from..].iter().take_while(|span| span.0 <= last);
        let mut smaller = within.filter(|span| span.1 <= last && **span != (first, last));
        smaller.next().is_none()
    });
    named
}

fn span(title: &Title) -> (usize, usize) {
    (title.first, title.last)
}

/// The title of an organ: of several the one that says most, then the nearest to the text.
fn nearest_of<'t>(named: &[Named<'t>], organ: &str) -> Option<&'t Title> {
    let kin = named.iter().filter_map(|one| {
        let kinship = kinship(&one.organ, organ);
        (kinship <= Kinship::Near).then_some((std::cmp::Reverse(kinship), one))
    });
    let own = kin.max_by_key(|(kinship, one)| (*kinship, one.rank, one.title.last));
    own.map(|(_, one)| one.title)
}

/// The title of the organ that the path of the site or a field names. Governments are in the names of
/// sites, whoever's report stands there.
fn of_source<'t>(named: &[Named<'t>], lines: &[Line<'_>], end: usize) -> Option<&'t Title> {
    let top = lines.iter().take(end.min(TOP_LINES));
    let mut sources = top.filter_map(source);
    sources.find_map(|organ| nearest_of(named, &organ))
}

/// The one organ that a path or field names.
fn source(line: &Line<'_>) -> Option<String> {
    let texts = || line.tokens.iter().map(|token| token.text);
    let is_path = texts().any(|text| STEPS.iter().any(|step| text.contains(step)));
    let is_field = texts().any(|text| text.contains(['：', ':']));
    if !is_path && !is_field {
        return None;
    }
    let is_between = |c: char| BETWEEN.contains(&c) || c.is_whitespace();
    let parts = texts().flat_map(|text| text.split(is_between));
    let mut organs = parts.map(compact).filter(|part| is_organ(part));
    let organ = match is_path {
        true => organs.next_back(),
        false => organs.next().filter(|_| organs.next().is_none()),
    };
    organ.filter(|organ| !NameKey::of(organ).duty.is_empty())
}
