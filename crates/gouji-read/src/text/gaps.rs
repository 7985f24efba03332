//! Empty lines that are blank cells: in a table copied with one cell a line, a cell with nothing
//! in it leaves nothing but its line.
//!
//! Some writers put each cell right under the one before, some an empty line between; which of
//! the two is seen from the smallest gap. Where gaps do not fit either, empty lines mean nothing.

use std::collections::BTreeSet;

use super::line::{Line, Look, is_heading};

/// Longest text of a cell in characters; a longer line is prose.
const LONGEST_CELL: usize = 60;
/// Fewest texts one under the other that look like a table's cells.
const FEWEST_CELLS: usize = 12;
/// Fewest of them that are numbers.
const FEWEST_NUMBERS: usize = 3;
/// Most blank cells between two texts; a larger gap is none of cells.
const LARGEST_GAP: usize = 64;

/// The indices of the empty lines that are blank cells.
pub(super) fn blank_cells(lines: &[Line<'_>]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut texts: Vec<usize> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match line.look {
            Look::Empty => {}
            Look::Plain if is_cell(line.text) => texts.push(index),
            _ => {
                zone(lines, &texts, &mut found);
                texts.clear();
            }
        }
    }
    zone(lines, &texts, &mut found);
    found
}

fn is_cell(text: &str) -> bool {
    text.trim().chars().take(LONGEST_CELL + 1).count() <= LONGEST_CELL
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// Adds the blank cells between texts with nothing but empty lines between them.
fn zone(lines: &[Line<'_>], texts: &[usize], found: &mut BTreeSet<usize>) {
    let number = |index: usize| lines.get(index).is_some_and(|line| is_number(line.text));
    let numbers = texts.iter().filter(|index| number(**index)).count();
    if texts.len() < FEWEST_CELLS || numbers < FEWEST_NUMBERS {
        return;
    }
    let gaps = || {
        texts
            .windows(2)
            .map(|pair| (pair[0], pair[1] - pair[0] - 1))
    };
    let Some(between) = gaps().map(|(_, gap)| gap).min() else {
        return;
    };
    let odd = || gaps().all(|(_, gap)| gap % 2 == 1);
    // Titles and headings may stand close above cells that are kept apart.
    let heading = |index: usize| lines.get(index).is_some_and(|line| is_heading(line.text));
    let from = texts.iter().position(|index| number(*index));
    let to = texts.iter().rposition(|index| number(*index));
    let within = || from.zip(to).and_then(|(from, to)| texts.get(from..=to));
    let spread = || {
        let pairs = within().unwrap_or_default().windows(2);
        let mut own = pairs.filter(|pair| !heading(pair[0]) && !heading(pair[1]));
        own.clone().count() >= FEWEST_CELLS && own.all(|pair| (pair[1] - pair[0]) % 2 == 0)
    };
    // An empty line above every row and nowhere else keeps rows apart.
    let apart = || gaps().all(|(index, gap)| gap == 0 || (gap == 1 && !number(index + 2)));
    let step = match between {
        _ if spread() => 2,
        0 if !apart() => 1,
        1 if odd() => 2,
        _ => return,
    };
    for (index, gap) in gaps().filter(|(_, gap)| *gap <= LARGEST_GAP) {
        let first = index + step;
        found.extend(
            (first..=index + gap)
                .step_by(step)
                .filter(|at| at - index <= gap),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn blanks(text: &str) -> Vec<usize> {
        blank_cells(&lines(text)).into_iter().collect()
    }

    const CELLS: &str = "甲\n乙\n丙\n丁\n戊\n己\n庚\n辛\n壬\n";

    #[test]
    fn an_empty_line_among_cells_is_a_blank_cell() {
        assert_eq!(blanks(&format!("{CELLS}1\n\n\n2\n\n3\n")), [10, 11, 13]);
    }

    #[test]
    fn empty_lines_between_all_cells_keep_them_apart() {
        let spread = CELLS.replace('\n', "\n\n");
        assert_eq!(blanks(&format!("{spread}1\n\n2\n\n3\n")), [0; 0]);
        // Between 1 and 2 stand three empty lines: the middle one is a cell.
        assert_eq!(blanks(&format!("{spread}1\n\n\n\n2\n\n3\n")), [20]);
        assert_eq!(blanks(&format!("{spread}1\n\n\n2\n\n3\n")), [0; 0]);
    }

    #[test]
    fn cells_kept_apart_may_stand_close_below_headings() {
        let rows = "甲\n\n1\n\n2\n\n乙\n\n3\n\n4\n\n丙\n\n5\n\n6\n\n";
        let heads = "某局年度报告\n一、总体情况\n";
        let text = format!("{heads}{rows}二、主动公开\n{rows}");
        assert_eq!(blanks(&text), [0; 0]);
        // Where three empty lines stand, the middle one is a cell.
        let with_blank = text.replacen("1\n\n2", "1\n\n\n\n2", 1);
        assert_eq!(blanks(&with_blank), [6]);
        // With cells right under the others, each empty line is one.
        let close = text.replace("\n\n", "\n").replacen("1\n2", "1\n\n2", 1);
        assert_eq!(blanks(&close), [4]);
    }

    #[test]
    fn empty_lines_above_rows_keep_them_apart() {
        assert_eq!(blanks(&format!("{CELLS}1\n2\n3\n\n癸\n4\n")), [0; 0]);
    }

    #[test]
    fn prose_has_no_cells() {
        let prose = "这一段话很长。".repeat(10);
        assert_eq!(blanks(&format!("{prose}\n\n").repeat(20)), [0; 0]);
    }
}
