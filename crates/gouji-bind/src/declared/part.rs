//! Which panels make one report, and what it says.

use std::collections::BTreeSet;

use gouji_model::{Axis, ObservationKind};

use super::known::{InEitherScript, recognition};
use super::label::RowOf;
use super::panel::{Panel, Row};
use crate::at::RowAt;
use crate::columns::Basis;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::reading::{Found, Reading, Stray};

/// The panels of one report.
#[derive(Debug)]
pub(super) struct Part<'d> {
    panels: Vec<Panel<'d>>,
    known: BTreeSet<RowOf>,
}

/// The reports that some panels make: a table that stands again, as a whole, is that of another report.
pub(super) fn parts<'d>(
    panels: Vec<Panel<'d>>,
    lines: &[Line<'_>],
    lexicons: &[Lexicon],
) -> Vec<Part<'d>> {
    let mut parts: Vec<Part<'d>> = Vec::new();
    for panel in panels {
        let known = panel.known();
        let least = recognition(&lexicons[panel.lexicon].form).labels;
        let same_form = |part: &&mut Part<'_>| part.lexicon() == panel.lexicon;
        match parts.iter_mut().rev().find(same_form) {
            Some(part) if !(part.repeats(&known) && panel.hits() >= least) => {
                part.known.extend(known);
                part.panels.push(panel);
            }
            _ => parts.push(Part {
                panels: vec![panel],
                known,
            }),
        }
    }
    parts.retain(|part| part.is_report(lines, &lexicons[part.lexicon()]));
    parts
}

impl<'d> Part<'d> {
    /// The number of its form's lexicon.
    pub(super) fn lexicon(&self) -> usize {
        self.panels.first().map_or(0, |panel| panel.lexicon)
    }

    /// Its first line.
    pub(super) fn start(&self) -> usize {
        let starts = self.panels.iter().map(|panel| panel.lines.start);
        starts.min().unwrap_or(0)
    }

    /// One past its last line.
    pub(super) fn end(&self) -> usize {
        let ends = self.panels.iter().map(|panel| panel.lines.end);
        ends.max().unwrap_or(0)
    }

    /// Whether most of some rows are there already.
    fn repeats(&self, rows: &BTreeSet<RowOf>) -> bool {
        rows.intersection(&self.known).count() * 2 > rows.len()
    }

    fn is_report(&self, lines: &[Line<'_>], lexicon: &Lexicon) -> bool {
        let known = InEitherScript::of(&lexicon.form);
        let columns: BTreeSet<_> = self
            .panels
            .iter()
            .flat_map(|panel| &panel.heads)
            .filter_map(|head| head.columns.first())
            .collect();
        let lines = lines.get(self.start()..self.end()).unwrap_or_default();
        let mut texts = lines.iter().flat_map(|line| &line.tokens);
        let never = |token: &Token<'_>| {
            let text = known.text(token.text);
            known.never.iter().any(|word| text.contains(word))
        };
        self.known.len() + columns.len() >= known.labels && !texts.any(never)
    }

    /// What it says of each table of the form.
    pub(super) fn readings(&self, lexicon: &Lexicon) -> Vec<Reading<'d>> {
        let mut collector = Collector::new(lexicon);
        for panel in &self.panels {
            let first = panel.rows.iter().find_map(|row| row.named.first());
            collector.table = first.map_or(0, |row| row.0);
            for row in &panel.rows {
                collector.row(row);
            }
        }
        collector.missing_columns(&self.panels);
        collector.readings
    }
}

/// Puts rows into the readings of their tables.
struct Collector<'l, 'd> {
    lexicon: &'l Lexicon,
    readings: Vec<Reading<'d>>,
    /// The table of the row before.
    table: usize,
    /// What was read before, so that a label that stands twice in a form is its next row.
    read: BTreeSet<RowOf>,
    /// Headings of no form that are reported.
    noted: BTreeSet<usize>,
}

impl<'l, 'd> Collector<'l, 'd> {
    fn new(lexicon: &'l Lexicon) -> Self {
        let tables = lexicon.form.tables.iter();
        Self {
            lexicon,
            readings: tables.map(|_| Reading::default()).collect(),
            table: 0,
            read: BTreeSet::new(),
            noted: BTreeSet::new(),
        }
    }

    fn row(&mut self, row: &Row<'d>) {
        let Some((table, block, at)) = self.meant(&row.named) else {
            self.unknown(row);
            return;
        };
        self.table = table;
        self.read.insert((table, block, at));
        let form = &self.lexicon.form.tables[table].blocks[block];
        let figures = row.values.iter().any(|(token, _)| token.is_figure());
        if form.rows[at].group && !figures {
            return;
        }
        if row.misplaced {
            let label = form.rows[at].label.text.clone();
            let count = row
                .values
                .iter()
                .filter(|(token, _)| !token.is_blank())
                .count();
            let kind = ObservationKind::MisalignedRow;
            let remark = (kind, label, count.to_string(), Some(row.label.place));
            let reading = &mut self.readings[table];
            reading.remarks.push(remark);
            reading.misaligned.push(RowAt { block, row: at });
            reading.uncertain = true;
            return;
        }
        let mut values: Vec<(usize, Token<'d>)> = Vec::with_capacity(row.values.len());
        for (token, columns) in &row.values {
            let own = columns
                .iter()
                .find(|column| (column.0, column.1) == (table, block));
            match own {
                Some((_, _, column)) => values.push((*column, *token)),
                None if token.is_figure() => {
                    self.unknown_column(*token, *token, RowAt { block, row: at }, table)
                }
                None => {}
            }
        }
        for (head, token) in &row.unknown_columns {
            self.unknown_column(*head, *token, RowAt { block, row: at }, table);
        }
        self.readings[table].rows.push(Found {
            row: RowAt { block, row: at },
            values,
            label: Some(row.label),
            altered: false,
            basis: Basis::Headings,
        });
    }

    /// The row that a label means: the first that was not read yet, of the table before rather than of
    /// another.
    fn meant(&self, named: &[RowOf]) -> Option<RowOf> {
        let fresh = |row: &&RowOf| !self.read.contains(row);
        let own = |row: &&RowOf| row.0 == self.table;
        let candidates = || named.iter();
        let found = candidates().find(|row| own(row) && fresh(row));
        let found = found.or_else(|| candidates().find(fresh));
        found.or(named.first()).copied()
    }

    /// A row with figures that the form does not know.
    fn unknown(&mut self, row: &Row<'d>) {
        let reading = &mut self.readings[self.table];
        let kind = ObservationKind::UnknownRow;
        let shown = match row.text.is_empty() {
            true => row.label.text.replace('\n', ""),
            false => row.text.clone(),
        };
        let remark = (kind, String::new(), shown.clone(), Some(row.label.place));
        reading.remarks.push(remark);
        reading.uncertain = true;
        for (value, columns) in &row.values {
            let own = columns.iter().find(|column| column.0 == self.table);
            if let Some((_, block, column)) = own {
                reading.strays.push(Stray {
                    neighbour: (*block, 0, *column),
                    axis: Axis::Column,
                    value: *value,
                    label: shown.clone(),
                });
            }
        }
    }

    /// A figure under a heading of no form; the heading is reported once.
    fn unknown_column(&mut self, head: Token<'d>, value: Token<'d>, row: RowAt, table: usize) {
        let reading = &mut self.readings[table];
        let found = head.text.replace('\n', "");
        reading.strays.push(Stray {
            neighbour: (row.block, row.row, 0),
            axis: Axis::Row,
            value,
            label: found.clone(),
        });
        if self.noted.insert(head.text.as_ptr() as usize) {
            let kind = ObservationKind::UnknownColumn;
            let remark = (kind, String::new(), found, Some(head.place));
            reading.remarks.push(remark);
        }
    }

    /// Remarks columns that no heading of a table that was read names.
    fn missing_columns(&mut self, panels: &[Panel<'d>]) {
        let heads = panels.iter().flat_map(|panel| &panel.heads);
        let headed: BTreeSet<_> = heads
            .flat_map(|head| head.columns.iter().copied())
            .collect();
        let tables = self.lexicon.form.tables.iter().enumerate();
        for ((t, table), reading) in tables.zip(&mut self.readings) {
            for (b, block) in table.blocks.iter().enumerate() {
                let read = reading.rows.iter().any(|found| found.row.block == b);
                for (c, column) in block.columns.iter().enumerate() {
                    let needed = read && !column.group && !column.optional;
                    if needed && !headed.contains(&(t, b, c)) {
                        let kind = ObservationKind::MissingColumn;
                        let label = column.label.text.clone();
                        reading.remarks.push((kind, label, String::new(), None));
                    }
                }
            }
        }
    }
}
