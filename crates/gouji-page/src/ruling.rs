//! Ruling lines as people see them: pieces of one line joined, double lines taken as one.

use crate::glyph::Rule;
use crate::limits;

/// How far apart lines are the same line: across a whole page, where lines of other tables lie
/// between, only lines painted twice; within one table also double lines and boxes side by side.
const ON_PAGE: Nearness = Nearness {
    step: 120,
    widest: 200,
};
const IN_TABLE: Nearness = Nearness {
    step: 340,
    widest: 600,
};
/// Gaps up to this are dashes or sloppy joints.
const GAP: i32 = 300;
/// Joined lines shorter than this are dots and strokes of drawings.
const SHORTEST: i32 = 400;
/// Lines of dots and dashes alone are at least so long: no row is lower, and the dots of lines that
/// lie close together stand one below the other, too.
const SHORTEST_DOTTED: i32 = 900;

struct Nearness {
    /// From one line to the next.
    step: i32,
    /// From the first line to the last.
    widest: i32,
}

/// The lines of one table in one direction, with double lines taken as one.
pub(crate) fn of_table(lines: &[Rule]) -> Vec<Rule> {
    let mut lines = lines.to_vec();
    snap(&mut lines, &IN_TABLE);
    join(lines)
}

/// The horizontal and the vertical lines of a page, snapped and joined; none for a page whose
/// lines are too many for tables.
pub(crate) fn joined(rules: &[Rule]) -> (Vec<Rule>, Vec<Rule>) {
    let of = |horizontal: bool| {
        let mut lines: Vec<Rule> = rules
            .iter()
            .copied()
            .filter(|rule| rule.horizontal == horizontal)
            .collect();
        snap(&mut lines, &ON_PAGE);
        join(lines)
    };
    let (horizontal, vertical) = (of(true), of(false));
    if horizontal.len() > limits::RULES || vertical.len() > limits::RULES {
        return (Vec::new(), Vec::new());
    }
    (horizontal, vertical)
}

/// Gives lines that lie close together the same position, sorted by position and beginning.
fn snap(lines: &mut [Rule], nearness: &Nearness) {
    lines.sort_by_key(|rule| (rule.at, rule.from, rule.to));
    let mut rest = lines;
    while let Some(first) = rest.first().map(|rule| rule.at) {
        let mut last = first;
        let mut count = 0;
        for rule in rest.iter() {
            if rule.at - last > nearness.step || rule.at - first > nearness.widest {
                break;
            }
            last = rule.at;
            count += 1;
        }
        let (run, others) = rest.split_at_mut(count);
        let at = run
            .iter()
            .max_by_key(|rule| rule.to - rule.from)
            .map_or(first, |rule| rule.at);
        run.iter_mut().for_each(|rule| rule.at = at);
        run.sort_by_key(|rule| (rule.from, rule.to));
        rest = others;
    }
}

/// Joins pieces of one line over small gaps.
fn join(lines: Vec<Rule>) -> Vec<Rule> {
    // Each with its longest piece.
    let mut joined: Vec<(Rule, i32)> = Vec::new();
    for line in lines {
        let length = line.to - line.from;
        match joined.last_mut() {
            Some((last, piece)) if last.at == line.at && line.from - last.to <= GAP => {
                last.to = last.to.max(line.to);
                *piece = length.max(*piece);
            }
            _ => joined.push((line, length)),
        }
    }
    let is_line = |(line, piece): &(Rule, i32)| {
        let dotted = *piece < SHORTEST;
        line.to - line.from >= if dotted { SHORTEST_DOTTED } else { SHORTEST }
    };
    joined.retain(is_line);
    joined.into_iter().map(|(line, _)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::{joined, of_table};
    use crate::glyph::Rule;

    fn line(at: i32, from: i32, to: i32) -> Rule {
        Rule {
            horizontal: true,
            at,
            from,
            to,
        }
    }

    #[test]
    fn pieces_dashes_and_double_lines_become_one() {
        let pieces = [
            line(100, 0, 500),
            line(148, 480, 900),
            line(100, 1100, 2000),
            line(5000, 0, 40),
        ];
        let (found, _) = joined(&pieces);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].from, found[0].to), (0, 2000));
    }

    #[test]
    fn dots_of_lines_close_together_are_no_line_across_them() {
        let dots = |y: i32| {
            let at = move |x: i32| Rule {
                horizontal: false,
                at: x * 150,
                from: y,
                to: y + 75,
            };
            let across = move |x: i32| line(y + 37, x * 150 - 37, x * 150 + 38);
            (0..40).flat_map(move |x| [at(x), across(x)])
        };
        let rules: Vec<Rule> = [0, 225, 450].into_iter().flat_map(dots).collect();
        let (horizontal, vertical) = joined(&rules);
        assert_eq!(horizontal.len(), 3, "{horizontal:?}");
        assert!(vertical.is_empty(), "{vertical:?}");
    }

    #[test]
    fn boxes_side_by_side_share_a_line_within_a_table() {
        assert_eq!(of_table(&[line(100, 0, 500), line(325, 0, 500)]).len(), 1);
    }

    #[test]
    fn rows_stay_apart() {
        let (found, _) = joined(&[line(0, 0, 500), line(900, 0, 500), line(1800, 0, 500)]);
        assert_eq!(found.len(), 3);
    }
}
