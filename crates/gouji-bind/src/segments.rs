//! Cutting a document into its reports: some files hold more than one.
//!
//! A new report begins where the sections start over, at the title of another year or organ, or
//! where the tables start over; always only after a full set of tables, and the latter two only
//! before another one. Running titles, tables broken over pages and links to other years' reports
//! begin none.

use crate::headings::{self, Heading};
use crate::lexicon::{Lexicon, Meaning};
use crate::lines::Line;
use crate::title as titles;

/// How far above the first heading a title may stand, in lines.
const TITLE_REACH: usize = 15;

/// The parts of a document that each hold one report, and every heading of the document in the words
/// of the last lexicon.
pub(crate) fn split<'l, 'd>(
    lines: &'l [Line<'d>],
    lexicons: &[Lexicon],
) -> (Vec<&'l [Line<'d>]>, Vec<Heading<'d>>) {
    let Some(lexicon) = lexicons.last() else {
        return (Vec::new(), Vec::new());
    };
    let mut splitter = Splitter::new(lines, lexicon);
    let all = headings::find_all(lines, lexicon);
    let mut headings = all.iter().peekable();
    for (index, line) in lines.iter().enumerate() {
        if let Some(heading) = headings.next_if(|heading| heading.line == index) {
            splitter.heading(heading.section, index);
        } else {
            splitter.line(line, index);
        }
    }
    let mut cuts = splitter.cuts;
    cuts.push(lines.len());
    let segments = cuts.windows(2).filter_map(|cut| lines.get(cut[0]..cut[1]));
    (segments.collect(), all)
}

struct Splitter<'s, 'd> {
    lines: &'s [Line<'d>],
    lexicon: &'s Lexicon,
    /// Where the reports begin.
    cuts: Vec<usize>,
    /// The rows seen since the last cut.
    seen: Seen,
    /// The line of the last of them.
    last_row: usize,
    /// The furthest section headed since the last cut, and the line of its heading.
    furthest: usize,
    last_heading: usize,
    /// The title since the last cut.
    title: Option<Named>,
    /// Whether another set of tables may still follow.
    more: bool,
}

/// What a title names.
type Named = (Option<i32>, Option<String>);

impl<'s, 'd> Splitter<'s, 'd> {
    fn new(lines: &'s [Line<'d>], lexicon: &'s Lexicon) -> Self {
        Self {
            lines,
            lexicon,
            cuts: vec![0],
            seen: Seen::new(lexicon),
            last_row: 0,
            furthest: 0,
            last_heading: 0,
            title: None,
            more: true,
        }
    }

    /// Sections that start over after the tables begin a report.
    fn heading(&mut self, section: usize, index: usize) {
        let restarts = section <= 1 && self.furthest >= 3;
        let from = self.cuts.last().copied().unwrap_or(0);
        if restarts && holds_tables(&self.lines[from..index], self.lexicon) {
            self.cut(title_above(self.lines, index, self.last_heading));
        }
        self.furthest = self.furthest.max(section);
        self.last_heading = index;
    }

    fn line(&mut self, line: &Line<'d>, index: usize) {
        if let Some(named) = line.lone_text().and_then(|token| title(token.text)) {
            self.titled(named, index);
            return;
        }
        for token in &line.tokens {
            let Some(row) = row_of(self.lexicon, token) else {
                continue;
            };
            let again = self.seen.is_first_of_table(row) && self.seen.has(row);
            if again && self.seen.is_full() && self.another_follows(index) {
                self.cut(self.start_of_table(index));
            }
            self.seen.add(row);
            self.last_row = index;
        }
    }

    /// The title of another year or organ begins a report.
    fn titled(&mut self, named: Named, index: usize) {
        let other = self.title.as_ref().is_none_or(|title| {
            let differs =
                |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
            title.0 != named.0 || differs(&title.1, &named.1)
        });
        if other && self.seen.is_full() && self.another_follows(index) {
            let above = index
                .checked_sub(1)
                .and_then(|above| self.lines[above].lone_text());
            let organ_above = above.is_some_and(|token| titles::is_organ(token.text));
            let at = index - usize::from(organ_above && self.last_row + 1 < index);
            self.cut(at);
        }
        self.title.get_or_insert(named);
    }

    fn cut(&mut self, at: usize) {
        let named = self.lines.get(at).and_then(Line::lone_text);
        self.title = named.and_then(|token| title(token.text));
        self.cuts.push(at);
        self.seen = Seen::new(self.lexicon);
        self.furthest = 0;
    }

    /// Whether a full set of tables stands from a line on. Once there is none there never is.
    fn another_follows(&mut self, from: usize) -> bool {
        if self.more {
            let mut seen = Seen::new(self.lexicon);
            let tokens = self.lines[from..].iter().flat_map(|line| &line.tokens);
            let mut rows = tokens.filter_map(|token| row_of(self.lexicon, token));
            self.more = rows.any(|row| {
                seen.add(row);
                seen.is_full()
            });
        }
        self.more
    }

    /// Where the report begins whose first table has this line: at its title, else with the block
    /// of the table; after the rows of the last report in any case.
    fn start_of_table(&self, index: usize) -> usize {
        let block = self.lines.get(index).map(|line| line.block);
        let same = |line: &&Line<'_>| Some(line.block) == block;
        let above = self.lines[..index].iter().rev().take_while(same).count();
        let start = (index - above).max(self.last_row + 1).min(index);
        title_above(self.lines, start, self.last_row)
    }
}

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    /// Its table.
    pub table: usize,
    /// Its number among the rows of that table.
    pub row: usize,
}

/// The row that a token names, if it can name nothing else.
pub(crate) fn row_of(lexicon: &Lexicon, token: &crate::lines::Token<'_>) -> Option<Row> {
    token.word.exact?;
    let meanings = lexicon.meanings(token.word);
    let mut all = meanings.iter();
    match (all.next()?, all.next()) {
        (Meaning::Row { table, block, row }, None) => {
            let blocks = &lexicon.form.tables[table].blocks;
            let before: usize = blocks[..block].iter().map(|block| block.rows.len()).sum();
            Some(Row {
                table,
                row: before + row,
            })
        }
        _ => None,
    }
}

/// The rows of a form seen so far, by table.
struct Seen {
    rows: Vec<Vec<bool>>,
}

impl Seen {
    fn new(lexicon: &Lexicon) -> Self {
        let rows = lexicon.form.tables.iter().map(|table| {
            let count = table.blocks.iter().map(|block| block.rows.len()).sum();
            vec![false; count]
        });
        Self {
            rows: rows.collect(),
        }
    }

    fn add(&mut self, Row { table, row }: Row) {
        if let Some(seen) = self.rows.get_mut(table).and_then(|rows| rows.get_mut(row)) {
            *seen = true;
        }
    }

    fn has(&self, Row { table, row }: Row) -> bool {
        let seen = self.rows.get(table).and_then(|rows| rows.get(row));
        seen.copied().unwrap_or(false)
    }

    fn is_first_of_table(&self, row: Row) -> bool {
        row.row == 0
    }

    /// Whether every table has at least half of its rows.
    fn is_full(&self) -> bool {
        let half = |rows: &Vec<bool>| rows.iter().filter(|seen| **seen).count() * 2 >= rows.len();
        self.rows.iter().all(half)
    }
}

/// What a text names if it reads like a title with a year.
fn title(text: &str) -> Option<Named> {
    if !titles::looks_like_title(text) {
        return None;
    }
    let named = (titles::year_of(text), titles::organ_in_title(text));
    named.0.is_some().then_some(named)
}

/// Whether a part has figures in rows that the form knows, as a table of contents has not.
fn holds_tables(lines: &[Line<'_>], lexicon: &Lexicon) -> bool {
    let known = lines
        .iter()
        .flat_map(|line| &line.tokens)
        .filter_map(|token| token.word.exact)
        .filter(|named| lexicon.knows(named.label))
        .take(10)
        .count();
    known >= 10
}

/// The first line of the title above a line, or that line itself.
fn title_above(lines: &[Line<'_>], heading: usize, previous: usize) -> usize {
    let first = heading.saturating_sub(TITLE_REACH).max(previous + 1);
    let above = lines.get(first..heading).unwrap_or_default();
    titles::find(above, None).map_or(heading, |title| first + title.first)
}
