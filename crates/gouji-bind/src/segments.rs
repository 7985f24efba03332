//! Cutting a document into its reports: some files hold more than one.

use crate::headings;
use crate::lexicon::Lexicon;
use crate::lines::Line;

/// How far above the first heading a title may stand, in lines.
const TITLE_REACH: usize = 15;

/// The parts of a document that each hold one report: a new one begins where the sections start
/// over after the tables of the one before.
pub(crate) fn split<'l, 'd>(
    lines: &'l [Line<'d>],
    lexicons: &[Lexicon<'_>],
) -> Vec<&'l [Line<'d>]> {
    let Some(lexicon) = lexicons.last() else {
        return Vec::new();
    };
    let mut cuts = vec![0];
    let mut furthest = 0;
    let mut previous = 0;
    for heading in headings::find_all(lines, lexicon) {
        let restarts = heading.section <= 1 && furthest >= 3;
        let from = cuts.last().copied().unwrap_or(0);
        if restarts && holds_tables(&lines[from..heading.line], lexicon) {
            cuts.push(title_above(lines, heading.line, previous));
            furthest = 0;
        }
        furthest = furthest.max(heading.section);
        previous = heading.line;
    }
    cuts.push(lines.len());
    cuts.windows(2).map(|cut| &lines[cut[0]..cut[1]]).collect()
}

/// Whether a part has figures in rows that the form knows, as a table of contents has not.
fn holds_tables(lines: &[Line<'_>], lexicon: &Lexicon<'_>) -> bool {
    let known = lines
        .iter()
        .flat_map(|line| &line.tokens)
        .filter_map(|token| token.word.exact)
        .filter(|named| lexicon.knows(named.label))
        .take(10)
        .count();
    known >= 10
}

/// The line of the title above a heading, or the heading's own line.
fn title_above(lines: &[Line<'_>], heading: usize, previous: usize) -> usize {
    let first = heading.saturating_sub(TITLE_REACH).max(previous + 1);
    (first..heading)
        .find(|index| {
            lines[*index]
                .lone_text()
                .is_some_and(|token| crate::facts::looks_like_title(token.text))
        })
        .unwrap_or(heading)
}
