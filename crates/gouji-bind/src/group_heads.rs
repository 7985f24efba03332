//! Headings of groups whose columns are not merged: a workbook saved as values between commas, and a sheet in which
//! nobody merged them, have the group's name above its first column and blank cells above the others.

use std::collections::BTreeSet;

/// Most lines of headings below one of groups.
const MOST_LINES: usize = 4;

/// A cell of a line that may be one of headings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heading {
    /// Its first column.
    pub column: u32,
    /// How many columns it spans.
    pub span: u32,
    /// Whether it holds nothing.
    pub blank: bool,
    /// Whether it holds a figure, so that its line is none of headings.
    pub figure: bool,
    /// Whether some form has a group of columns by this name.
    pub group: bool,
}

/// A heading of a group, by the number of its line and its own there, and how many columns it spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spread {
    pub line: usize,
    pub cell: usize,
    pub span: u32,
}

/// The headings of groups that span more columns than their own cell: a blank cell to the right of one belongs to
/// it where something stands below. Cells of a line go from left to right.
pub(crate) fn spread(lines: &[Vec<Heading>]) -> Vec<Spread> {
    let is_heads = |line: &[Heading]| !line.iter().any(|cell| cell.figure);
    let mut found = Vec::new();
    // Where something begins in a line of headings above: no group goes on beyond that.
    let mut above: BTreeSet<u32> = BTreeSet::new();
    for (at, line) in lines.iter().enumerate() {
        if !is_heads(line) {
            above.clear();
            continue;
        }
        let begun = line.iter().filter(|cell| !cell.blank);
        let begun: Vec<u32> = begun.map(|cell| cell.column).collect();
        if !line.iter().any(|cell| cell.group) {
            above.extend(begun);
            continue;
        }
        let below = lines.iter().skip(at + 1).take(MOST_LINES);
        let below = below.take_while(|line| is_heads(line)).flatten();
        let filled = below.filter(|cell| !cell.blank);
        let labelled: BTreeSet<u32> = filled
            .flat_map(|cell| cell.column..cell.column.saturating_add(cell.span.max(1)))
            .collect();
        for (number, cell) in line.iter().enumerate() {
            // Who merged cells did it for all columns of the group.
            if !cell.group || cell.span > 1 || !labelled.contains(&cell.column) {
                continue;
            }
            let mut end = cell.column + 1;
            let mut next = line.iter().skip(number + 1).peekable();
            while labelled.contains(&end)
                && !above.contains(&end)
                && next
                    .peek()
                    .is_none_or(|next| next.blank && next.column == end)
            {
                end += next.next().map_or(1, |blank| blank.span.max(1));
            }
            if end > cell.column + 1 {
                found.push(Spread {
                    line: at,
                    cell: number,
                    span: end - cell.column,
                });
            }
        }
        above.extend(begun);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `G` is a group, a digit a figure, `_` a blank cell and anything else a text.
    fn line(cells: &str) -> Vec<Heading> {
        let cells = cells.chars().zip(0..);
        let cells = cells.map(|(c, column)| Heading {
            column,
            span: 1,
            blank: c == '_',
            figure: c.is_ascii_digit(),
            group: c == 'G',
        });
        cells.collect()
    }

    fn spans(lines: &[&str]) -> Vec<(usize, usize, u32)> {
        let lines: Vec<Vec<Heading>> = lines.iter().map(|cells| line(cells)).collect();
        let found = spread(&lines).into_iter();
        found.map(|one| (one.line, one.cell, one.span)).collect()
    }

    #[test]
    fn blank_cells_belong_to_the_group_before_them_where_something_stands_below() {
        let two = [(0, 1, 2), (0, 3, 2)];
        assert_eq!(spans(&["iG_G_s", "_ababs", "r12345"]), two);
        assert_eq!(spans(&["iG_G_s", "_abab_", "r12345"]), two);
        // The last group ends with the line.
        assert_eq!(spans(&["iG_G", "_abab", "r1234"]), two);
        assert_eq!(
            spans(&["iG___G_s", "_G_G____", "_abababs", "r1234567"]),
            [(0, 1, 4), (0, 5, 2), (1, 1, 2), (1, 3, 2)]
        );
        // What has nothing below is no group's, and what stands below figures is none of headings.
        assert_eq!(spans(&["iG_s", "_a__", "r123"]), []);
        assert_eq!(spans(&["iG_s", "r123", "_ab_"]), []);
    }
}
