//! A statement as lines of cells, and written down.

use gouji_model::{Block, CellId, Form, Label, Table};
use unicode_width::UnicodeWidthStr;

use super::layout::{Arrangement, Layout};
use crate::specimen::Rng;
use crate::typeset::files::Lines;

/// A statement: what stands above its table, and the rows of that table.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Title, organ, period and unit.
    pub above: Vec<String>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// Which cell of the form stands in which row and column of it.
    pub cells: Vec<(CellId, usize, usize)>,
}

/// What a statement names above its table.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'f> {
    /// Its title.
    pub title: &'f str,
    /// Its organ.
    pub organ: &'f str,
    /// Its period as printed.
    pub period: &'f str,
}

/// Lays out a statement. Where a layout leaves a choice, `rng` decides.
#[must_use]
pub fn sheet(
    form: &Form,
    facts: Facts<'_>,
    layout: &Layout,
    rng: &mut Rng,
    text_of: &dyn Fn(CellId) -> String,
) -> Sheet {
    let mut printer = Printer {
        form,
        layout,
        rng,
        text_of,
        line: 0,
    };
    let printed = (0..form.tables.len()).filter(|table| form.tables[*table].from.is_none());
    let sides: Vec<Side> = printed.map(|table| printer.side(table)).collect();
    let mut sheet = match layout.arrangement {
        Arrangement::SideBySide => adjacent(sides),
        Arrangement::Stacked => below(sides, true),
        Arrangement::Joined => below(sides, false),
    };
    sheet.above = above(facts, layout);
    sheet
}

fn above(facts: Facts<'_>, layout: &Layout) -> Vec<String> {
    let organ = format!("编制单位：{}", facts.organ);
    let unit = "单位：元".to_owned();
    let period = facts.period.to_owned();
    let mut lines = vec![facts.title.to_owned()];
    match layout.facts_apart {
        true => lines.extend([organ, period, unit]),
        false => lines.push([organ, period, unit].join("　　")),
    }
    lines
}

/// One table, its headings first.
#[derive(Default)]
struct Side {
    rows: Vec<Vec<String>>,
    cells: Vec<(CellId, usize, usize)>,
}

struct Printer<'p> {
    form: &'p Form,
    layout: &'p Layout,
    rng: &'p mut Rng,
    text_of: &'p dyn Fn(CellId) -> String,
    /// The number of the last line.
    line: u32,
}

impl Printer<'_> {
    fn side(&mut self, table: usize) -> Side {
        let mut side = Side::default();
        let form = self.form;
        let printed: &Table = &form.tables[table];
        let Some(block) = printed.blocks.first() else {
            return side;
        };
        let columns: Vec<usize> = (0..block.columns.len())
            .filter(|column| !(self.layout.narrow && block.columns[*column].optional))
            .collect();
        side.rows.push(self.heads(printed, block, &columns));
        for row in 0..block.rows.len() {
            self.row((table, row), block, &columns, &mut side);
        }
        side
    }

    fn heads(&mut self, table: &Table, block: &Block, columns: &[usize]) -> Vec<String> {
        let first = table.furniture.first();
        let mut first = first.map_or_else(String::new, |label| label.text.clone());
        if self.layout.spaced && first.chars().count() == 2 {
            first = first
                .chars()
                .map(String::from)
                .collect::<Vec<_>>()
                .join("　");
        }
        let mut heads = vec![first];
        if let (true, Some(skip)) = (self.layout.numbered, table.skip.first()) {
            heads.push(skip.text.clone());
        }
        for column in columns {
            heads.push(self.worded(&block.columns[*column].label));
        }
        heads
    }

    fn row(
        &mut self,
        (table, row): (usize, usize),
        block: &Block,
        columns: &[usize],
        side: &mut Side,
    ) {
        let printed = &block.rows[row];
        if self.layout.gaps && self.rng.happens(8) {
            let width = side.rows.first().map_or(0, Vec::len);
            side.rows.push(vec![String::new(); width]);
        }
        let mut cells = vec![self.label(&printed.label, printed.group)];
        if self.layout.numbered {
            self.line += u32::from(!printed.group);
            let number = self.line.to_string();
            cells.push(if printed.group { String::new() } else { number });
        }
        for column in columns {
            let cell = self.form.cell_in(table, 0, row, *column);
            let text = match (printed.group, cell) {
                (false, Some(cell)) => {
                    side.cells.push((cell, side.rows.len(), cells.len()));
                    (self.text_of)(cell)
                }
                _ => String::new(),
            };
            cells.push(text);
        }
        side.rows.push(cells);
    }

    fn label(&mut self, label: &Label, group: bool) -> String {
        let mut text = self.worded(label);
        if self.layout.bare {
            let known = self.form.known_by.iter().flat_map(|known| &known.prefixes);
            let mut bare = known.filter_map(|prefix| text.strip_prefix(prefix.as_str()));
            if let Some(bare) = bare.next() {
                text = bare.to_owned();
            }
        }
        if self.layout.formulas && !group && text.ends_with('计') {
            text.push_str("（1+2＋…＋9）");
        }
        if self.layout.spaced && text.chars().count() <= 5 {
            let letters: Vec<String> = text.chars().map(String::from).collect();
            text = letters.join(" ");
        }
        match self.layout.indented && !group {
            true => "　".repeat(1 + self.rng.below(3)) + &text,
            false => text,
        }
    }

    fn worded(&mut self, label: &Label) -> String {
        let other = self.rng.pick(&label.aliases);
        let other = other.filter(|_| self.layout.aliased);
        other.unwrap_or(&label.text).clone()
    }
}

fn adjacent(sides: Vec<Side>) -> Sheet {
    let height = sides.iter().map(|side| side.rows.len()).max().unwrap_or(0);
    let mut sheet = Sheet {
        rows: vec![Vec::new(); height],
        ..Sheet::default()
    };
    let mut left = 0;
    for side in sides {
        let width = side.rows.first().map_or(0, Vec::len);
        let cells = side.cells.into_iter();
        let cells = cells.map(|(cell, row, column)| (cell, row, left + column));
        sheet.cells.extend(cells);
        let blank = || vec![String::new(); width];
        let mut rows = side.rows.into_iter();
        for row in &mut sheet.rows {
            row.extend(rows.next().unwrap_or_else(blank));
        }
        left += width;
    }
    sheet
}

fn below(sides: Vec<Side>, headed: bool) -> Sheet {
    let mut sheet = Sheet::default();
    for side in sides {
        let skipped = usize::from(!headed && !sheet.rows.is_empty());
        let top = sheet.rows.len();
        let cells = side.cells.into_iter();
        let cells = cells.map(|(cell, row, column)| (cell, top + row - skipped, column));
        sheet.cells.extend(cells);
        sheet.rows.extend(side.rows.into_iter().skip(skipped));
    }
    sheet
}

impl Sheet {
    const fn lines(&self) -> Lines<'_> {
        Lines {
            above: self.above.as_slice(),
            rows: self.rows.as_slice(),
        }
    }

    /// As a Word document.
    #[must_use]
    pub fn word(&self) -> Vec<u8> {
        self.lines().word()
    }

    /// As a workbook.
    #[must_use]
    pub fn workbook(&self) -> Vec<u8> {
        self.lines().workbook()
    }

    /// As an OpenDocument spreadsheet.
    #[must_use]
    pub fn spreadsheet(&self) -> Vec<u8> {
        self.lines().spreadsheet()
    }

    /// As a page.
    #[must_use]
    pub fn html(&self) -> String {
        let above: String = self
            .above
            .iter()
            .map(|line| format!("<p>{line}</p>\n"))
            .collect();
        let row = |row: &Vec<String>| {
            let cells: String = row.iter().map(|text| format!("<td>{text}</td>")).collect();
            format!("<tr>{cells}</tr>\n")
        };
        let rows: String = self.rows.iter().map(row).collect();
        format!(
            "<!DOCTYPE html><meta charset=\"utf-8\">\n<body>{above}<table>\n{rows}</table></body>\n"
        )
    }

    /// As Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text: String = self
            .above
            .iter()
            .map(|line| format!("{line}\n\n"))
            .collect();
        for (at, row) in self.rows.iter().enumerate() {
            text.push_str(&format!("| {} |\n", row.join(" | ")));
            if at == 0 {
                text.push_str(&format!("|{}\n", "---|".repeat(row.len())));
            }
        }
        text
    }

    /// As text laid out with spaces.
    #[must_use]
    pub fn text(&self) -> String {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let texts = self.rows.iter().filter_map(|row| row.get(column));
            texts.map(|text| text.width()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..count).map(width).collect();
        let mut text: String = self.above.iter().map(|line| format!("{line}\n")).collect();
        for row in &self.rows {
            let cells = row.iter().zip(&widths);
            let cells = cells
                .map(|(text, width)| format!("{text}{}", " ".repeat(width - text.width() + 3)));
            let line: String = cells.collect();
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}
