//! Filling one table of a report: choose how the document prints it, pair labels with values,
//! record the cells and what is amiss.

use gouji_model::{Cell, CellId, Observation, ObservationKind, Place, Report, Table, TableId};

use crate::at::RowAt;
use crate::headings::Heading;
use crate::items::items;
use crate::lexicon::Lexicon;
use crate::lines::Line;
use crate::proof::along_rows;
use crate::reading::{Found, Reading, Stray};
use crate::regions::{is_across, label_hits, only_rows_filled, region, section, trimmed};
use crate::shape::broken_figure;
use crate::{broken, copies, elsewhere, laid, named, rows, stream};

/// Fills one table of the report.
pub(crate) fn fill_table<'d>(
    lines: &[Line<'d>],
    headings: &[Heading<'d>],
    lexicon: &Lexicon,
    table: usize,
    report: &mut Report,
) {
    let found = read_table(lines, headings, lexicon, table);
    let is_whole = |reading: &Reading<'_>| named::is_whole(reading, lexicon, table);
    if !found.as_ref().is_ok_and(is_whole) {
        let room = laid::Room::default();
        let of = |table: usize| section(lines, headings, lexicon, table);
        let others = (0..lexicon.form.tables.len()).filter(|other| *other != table);
        let others: Vec<_> = others
            .filter_map(|other| Some((other, of(other)?)))
            .collect();
        let own = of(table).unwrap_or(lines);
        let reading = read_copies(own, lexicon, table)
            .or_else(|| laid::read_stacked(own, lexicon, table, &others, &room));
        if let Some(reading) = reading {
            return record(&reading, lexicon, table, report);
        }
    }
    match found {
        Ok(reading) => record(&reading, lexicon, table, report),
        Err(Lost { kind, place }) => lose(report, lexicon, table, kind, place),
    }
}

/// Reads the copies of a table each by itself; nothing where there is but one, or not all of any that is filled is
/// read.
fn read_copies<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Option<Reading<'d>> {
    let copies = laid::copies(lines)?.into_iter();
    let filled = |copy: &&[Line<'d>]| {
        let mut tokens = copy.iter().flat_map(|line| &line.tokens);
        tokens.any(|token| laid::has_figures(token))
    };
    let mut all = Reading::default();
    for copy in copies.filter(filled) {
        let reading = read_table(copy, &[], lexicon, table).ok()?;
        if !named::is_whole(&reading, lexicon, table) {
            return None;
        }
        all.rows.extend(reading.rows);
        all.remarks.extend(reading.remarks);
        all.strays.extend(reading.strays);
    }
    copies::settle(&mut all, lexicon, table);
    (!all.rows.is_empty()).then_some(all)
}

/// Why there is no reading of a table, and where it should be.
struct Lost {
    kind: ObservationKind,
    place: Option<Place>,
}

/// Reads one table of the report.
fn read_table<'d>(
    lines: &[Line<'d>],
    headings: &[Heading<'d>],
    lexicon: &Lexicon,
    table: usize,
) -> Result<Reading<'d>, Lost> {
    let own = section(lines, headings, lexicon, table);
    let region = region(lines, own, lexicon, table);
    // Heads over several lines are no labels by themselves, so its own section may seem to lack the table.
    let in_section = || own.filter(|own| own.len() < region.len());
    let laid =
        read_laid(region, lexicon, table).or_else(|| read_laid(in_section()?, lexicon, table));
    if let Some(reading) = laid {
        let gridded = || read_gridded(trimmed(region, lexicon, table), lexicon, table, &reading);
        let lacks = !named::is_whole(&reading, lexicon, table);
        let gridded = lacks.then(gridded).flatten();
        return Ok(gridded.unwrap_or(reading));
    }
    let in_own = own.is_some_and(|own| own.len() == region.len() && own.len() < lines.len());
    let region = trimmed(region, lexicon, table);
    let (in_rows, in_stream) = label_hits(region, lexicon, table);
    let across = is_across(&lexicon.form.tables[table]);
    let fewest = if across { 4 } else { 2 };
    if in_rows.max(in_stream) < fewest {
        // No label is whole on one line where all are broken over several.
        let gridded = || read_gridded(own?, lexicon, table, &Reading::default());
        let found = read_named(lines, headings, lexicon, table).or_else(gridded);
        return found.ok_or(Lost {
            kind: ObservationKind::MissingTable,
            place: None,
        });
    }
    let by_rows = in_rows >= in_stream || (in_rows >= fewest && only_rows_filled(region));
    let mut reading = read_lines(region, lexicon, table, by_rows);
    if (reading.torn || !named::is_whole(&reading, lexicon, table))
        && let Some(gridded) = read_gridded(region, lexicon, table, &reading)
    {
        reading = gridded;
    }
    let own = own.filter(|_| in_own && by_rows && !reading.torn);
    let copies = own.map(|own| elsewhere::copies(lines, own, lexicon, table));
    reading.rows.extend(copies.into_iter().flatten());
    let is_lost = reading.torn || reading.rows.is_empty();
    if (is_lost || !named::is_whole(&reading, lexicon, table))
        && let Some(reading) = read_named(lines, headings, lexicon, table)
    {
        return Ok(reading);
    }
    if is_lost {
        return Err(Lost {
            kind: ObservationKind::UnreadableTable,
            place: first_label(region, lexicon, table),
        });
    }
    copies::settle(&mut reading, lexicon, table);
    Ok(reading)
}

/// Reads a table line by line, or cell by cell where its rows are not known; without what is not certain, and
/// torn where figures are left over.
fn read_lines<'d>(
    region: &[Line<'d>],
    lexicon: &Lexicon,
    table: usize,
    by_rows: bool,
) -> Reading<'d> {
    let mut reading = if by_rows {
        rows::read(region, lexicon, table)
    } else {
        stream::read(region, lexicon, table)
    };
    broken::drop_doubtful(&mut reading, lexicon, table);
    laid::drop_headed(lexicon, table, &mut reading);
    laid::drop_labelled(region, lexicon, table, &mut reading);
    laid::drop_touching(region, lexicon, table, &mut reading);
    laid::drop_torn_groups(lexicon, table, &mut reading);
    laid::drop_stumped(region, lexicon, table, &mut reading);
    laid::drop_broken(region, lexicon, table, &mut reading);
    laid::drop_guesses(region, lexicon, table, &mut reading);
    let complete = laid::is_complete(region, lexicon, table, &reading);
    laid::drop_digits_at(region, lexicon, table, &mut reading);
    laid::drop_shifted(region, lexicon, table, &mut reading);
    reading.torn |= !complete;
    reading
}

/// Reads a table of text that stands in exact columns as a grid, if that gives more cells than another reading,
/// and nothing speaks against it.
fn read_gridded<'d>(
    region: &[Line<'d>],
    lexicon: &Lexicon,
    table: usize,
    other: &Reading<'d>,
) -> Option<Reading<'d>> {
    let lines = laid::gridded(region, lexicon, table)?;
    let mut reading = read_lines(&lines, lexicon, table, true);
    copies::settle(&mut reading, lexicon, table);
    let cells = |reading: &Reading<'_>| -> usize {
        let rows = reading.rows.iter();
        rows.map(|row| row.values.len()).sum()
    };
    let more = other.torn || cells(&reading) > cells(other);
    let refuted = along_rows(reading.rows.iter(), lexicon, table).refutes()
        || laid::leaves_figures(&lines, &reading);
    (more && !reading.torn && reading.misaligned.is_empty() && !refuted && !reading.rows.is_empty())
        .then_some(reading)
}

/// Reads a table of laid-out text; where that is not certain, without what may be furniture of pages.
fn read_laid<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Option<Reading<'d>> {
    let read = |lines: &[Line<'d>]| {
        let mut reading = laid::read(lines, lexicon, table)?;
        laid::drop_stumped(lines, lexicon, table, &mut reading);
        laid::drop_digits_at(lines, lexicon, table, &mut reading);
        Some(reading)
    };
    let reading = read(lines);
    if reading.as_ref().is_some_and(|reading| !reading.uncertain) {
        return reading;
    }
    let kept = laid::without_furniture(lines);
    let without = kept.and_then(|lines| read(&lines));
    without
        .filter(|reading| laid::is_borne_out(reading, lexicon, table))
        .or(reading)
}

/// Reads a table that is not printed as in the form by the names of its figures, in its own section.
fn read_named<'d>(
    lines: &[Line<'d>],
    headings: &[Heading<'d>],
    lexicon: &Lexicon,
    table: usize,
) -> Option<Reading<'d>> {
    named::read(section(lines, headings, lexicon, table)?, lexicon, table)
}

fn first_label(lines: &[Line<'_>], lexicon: &Lexicon, table: usize) -> Option<Place> {
    lines
        .iter()
        .flat_map(|line| items(line, lexicon, table))
        .find(|item| !item.meanings.is_empty())
        .map(|item| item.token.place)
}

fn lose(
    report: &mut Report,
    lexicon: &Lexicon,
    table: usize,
    kind: ObservationKind,
    place: Option<Place>,
) {
    let form = &lexicon.form.tables[table];
    report.lost_tables.push(TableId::at(table));
    report.observations.push(Observation {
        expected: form.title.zh.clone(),
        table: Some(TableId::at(table)),
        place,
        ..Observation::of(kind, &form.id)
    });
}

/// Says that a table is not there.
pub(crate) fn lose_table(report: &mut Report, lexicon: &Lexicon, table: usize) {
    lose(report, lexicon, table, ObservationKind::MissingTable, None);
}

/// Records cells and remarks.
pub(crate) fn record(reading: &Reading<'_>, lexicon: &Lexicon, table: usize, report: &mut Report) {
    if reading.uncertain {
        report.uncertain_tables.push(TableId::at(table));
    }
    let mut recorder = Recorder {
        lexicon,
        table,
        report,
    };
    let mut last = None;
    for found in &reading.rows {
        recorder.row(found, last);
        last = Some(found.row);
    }
    for (kind, expected, text, place) in &reading.remarks {
        let subject = if expected.is_empty() { text } else { expected };
        recorder.observe(*kind, subject, expected, text, Vec::new(), *place);
    }
    recorder.missing_rows(&reading.misaligned);
    for stray in &reading.strays {
        recorder.stray(stray);
    }
}

struct Recorder<'r> {
    lexicon: &'r Lexicon,
    table: usize,
    report: &'r mut Report,
}

impl Recorder<'_> {
    fn table(&self) -> &Table {
        &self.lexicon.form.tables[self.table]
    }

    fn cell(&self, row: RowAt, column: usize) -> Option<CellId> {
        self.lexicon
            .form
            .cell_in(self.table, row.block, row.row, column)
    }

    fn row(&mut self, found: &Found<'_>, last: Option<RowAt>) {
        let row = &self.table().blocks[found.row.block].rows[found.row.row];
        let group = row.group;
        let filled = found.values.iter().any(|(_, token)| !token.is_blank());
        if group && !filled {
            return;
        }
        let disordered = last.is_some_and(|last| last > found.row);
        if !(group || found.altered || disordered) {
            self.fill(found);
            return;
        }
        let (id, official) = (row.id.clone(), row.label.text.clone());
        let label = found.label.map_or("", |token| token.text).replace('\n', "");
        let place = found.label.map(|token| token.place);
        let cells = self.fill(found);
        if group {
            let kind = ObservationKind::FilledGroup;
            self.observe(kind, &id, &official, &label, cells, place);
        }
        if found.altered {
            self.observe(
                ObservationKind::AlteredLabel,
                &id,
                &official,
                &label,
                Vec::new(),
                place,
            );
        }
        if disordered {
            let kind = ObservationKind::RowOutOfOrder;
            self.observe(kind, &id, &official, &label, Vec::new(), place);
        }
    }

    /// Records the values of a row; nothing when the row is already there.
    fn fill(&mut self, found: &Found<'_>) -> Vec<CellId> {
        let mut cells = Vec::new();
        let form = &self.lexicon.form;
        for (column, token) in &found.values {
            let Some(id) = self.cell(found.row, *column) else {
                continue;
            };
            let slot = &mut self.report.cells[id.index()];
            if slot.is_some() {
                continue;
            }
            let (value, raw) = match broken_figure(token.text) {
                None => form.read(token.text, form.column_of(id), token.place),
                Some(whole) => {
                    let (value, _) = form.read(&whole, form.column_of(id), token.place);
                    (value, Some(Box::from(token.text)))
                }
            };
            *slot = Some(Cell {
                value,
                raw,
                place: token.place,
            });
            cells.push(id);
        }
        cells
    }

    /// Keeps a figure of no form, for sums that fail without it.
    fn stray(&mut self, stray: &Stray<'_>) {
        let (block, row, column) = stray.neighbour;
        let neighbour = self.cell(RowAt { block, row }, column);
        let Some(neighbour) = neighbour else {
            return;
        };
        // Read as in a cell of the form: `5件` is five there.
        let form = &self.lexicon.form;
        let token = stray.value;
        let (value, _) = form.read(token.text, form.column_of(neighbour), token.place);
        if let Some(figure) = value.figure().filter(|figure| !figure.is_zero()) {
            self.report.strays.push(gouji_model::Stray {
                neighbour,
                axis: stray.axis,
                figure,
                label: stray.label.clone(),
            });
        }
    }

    /// Remarks every row without cells, unless its group is filled in its stead or its cells did
    /// not fit.
    fn missing_rows(&mut self, misaligned: &[RowAt]) {
        let mut missing = Vec::new();
        for (b, block) in self.table().blocks.iter().enumerate() {
            let present: Vec<bool> = (0..block.rows.len())
                .map(|r| self.is_present(RowAt { block: b, row: r }, block.columns.len()))
                .collect();
            let stands_in = |row: &str| {
                let groups = block.rows.iter().zip(&present);
                let mut filled = groups.filter(|(group, present)| group.group && **present);
                filled.any(|(group, _)| is_below(row, &group.id))
            };
            for (r, (row, present)) in block.rows.iter().zip(&present).enumerate() {
                let explained = *present || misaligned.contains(&RowAt { block: b, row: r });
                if !row.group && !row.optional && !explained && !stands_in(&row.id) {
                    missing.push((row.id.clone(), row.label.text.clone()));
                }
            }
        }
        for (id, official) in missing {
            let kind = ObservationKind::MissingRow;
            self.observe(kind, &id, &official, "", Vec::new(), None);
        }
    }

    /// Whether the document has any cell of a row.
    fn is_present(&self, row: RowAt, columns: usize) -> bool {
        let filled = |id: CellId| self.report.cell(id).is_some();
        (0..columns).any(|column| self.cell(row, column).is_some_and(filled))
    }

    fn observe(
        &mut self,
        kind: ObservationKind,
        subject: &str,
        expected: &str,
        found: &str,
        cells: Vec<CellId>,
        place: Option<Place>,
    ) {
        self.report.observations.push(Observation {
            expected: expected.to_owned(),
            found: found.to_owned(),
            table: Some(TableId::at(self.table)),
            cells,
            place,
            ..Observation::of(kind, subject)
        });
    }
}

fn is_below(row: &str, group: &str) -> bool {
    row.strip_prefix(group)
        .is_some_and(|rest| rest.starts_with('.'))
}
