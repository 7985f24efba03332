//! Rows of figures that were torn: where the figures of neighbouring rows stand a little lower than
//! those beside them, programs that print pages as text set them in stripes, first the left columns of
//! all these rows, then the others.

use super::columnwise;
use super::figures::{Figures, lines, together};
use super::heads::is_zero;
use super::words::Word;

/// How many lines may lie between two of the same stripes.
const FARTHEST: usize = 4;
/// Most lines of the same stripes.
const MOST_LINES: usize = 24;

/// The rows of figures of so many columns, those in stripes put together again; nothing where none
/// are. Where zeros are left blank, a line that lacks figures is nothing odd.
pub(super) fn rows<'d>(words: &[Word<'d>], wanted: usize) -> Option<Vec<Figures<'d>>> {
    if !words.iter().any(|word| is_zero(&word.token)) {
        return None;
    }
    let lines: Vec<Figures<'d>> = lines(words, wanted)?
        .into_iter()
        .map(|(line, _)| line)
        .collect();
    let short = |line: &Figures<'d>| {
        line.tokens.len() < wanted || line.tokens.iter().any(columnwise::are_two_zeros)
    };
    let runs = lines.chunk_by(|above, below| {
        short(above) && short(below) && below.first - above.last <= FARTHEST
    });
    let (mut rows, mut torn) = (Vec::new(), false);
    for run in runs {
        let mut rest = run;
        while let Some((line, others)) = rest.split_first() {
            let longest = rest.len().min(MOST_LINES);
            // A line that has all figures of its row once its zeros are parted is of no other.
            let mut lengths = std::iter::once(1)
                .chain((2..=longest).rev())
                .filter(|_| short(line));
            let found = lengths.find_map(|length| {
                let (run, others) = rest.split_at_checked(length)?;
                let rows = of_stripes(run, wanted).or_else(|| columnwise::rows(run, wanted))?;
                Some((rows, others))
            });
            match found {
                Some((found, others)) => {
                    torn = true;
                    rows.extend(found);
                    rest = others;
                }
                None => {
                    rows.push(line.clone());
                    rest = others;
                }
            }
        }
    }
    torn.then_some(rows)
}

/// The rows of lines that are stripes: each has as many lines as there are rows, with figures for the
/// same columns, and all of them together figures for every column.
fn of_stripes<'d>(run: &[Figures<'d>], wanted: usize) -> Option<Vec<Figures<'d>>> {
    let extent =
        |line: &Figures<'_>| Some((line.tokens.first()?.column, line.tokens.last()?.end()));
    let mut by_place: Vec<&Figures<'d>> = run.iter().collect();
    by_place.sort_by_key(|line| (extent(line), line.first));
    let mut stripes: Vec<(u32, Vec<&Figures<'d>>)> = Vec::new();
    for line in by_place {
        let (from, to) = extent(line)?;
        match stripes.last_mut().filter(|(reached, _)| from < *reached) {
            Some((reached, lines)) => {
                *reached = to.max(*reached);
                lines.push(line);
            }
            None => stripes.push((to, vec![line])),
        }
    }
    for (_, lines) in &mut stripes {
        lines.sort_by_key(|line| line.first);
    }
    let (_, first) = stripes.first()?;
    let count = first.len();
    let alike = |lines: &[&Figures<'_>]| {
        let mut pairs = lines.windows(2);
        lines.len() == count && pairs.all(|pair| pair[0].tokens.len() == pair[1].tokens.len())
    };
    let figures = stripes.iter().filter_map(|(_, lines)| lines.first());
    let all: usize = figures.map(|line| line.tokens.len()).sum();
    if stripes.len() < 2 || all != wanted || !stripes.iter().all(|(_, lines)| alike(lines)) {
        return None;
    }
    // Of one row alone, what stands below and left of the rest has run over the end of its line.
    let from_above = stripes
        .iter()
        .is_sorted_by_key(|(_, lines)| lines.first().map(|line| line.first));
    if count == 1 && !from_above {
        return None;
    }
    let row = |at: usize| {
        let pieces: Option<Vec<&Figures<'d>>> = stripes
            .iter()
            .map(|(_, lines)| lines.get(at).copied())
            .collect();
        let row = together(&pieces?)?;
        Some(Figures { torn: true, ..row })
    };
    (0..count).map(row).collect()
}
