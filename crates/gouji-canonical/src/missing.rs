//! What a report in canonical JSON lacks or has beside its form, seen as the binder sees it in a
//! document: sections, tables, rows and columns.
//!
//! The same report must give the same findings as a file and as its canonical JSON.

use gouji_model::{Block, CellId, Form, Observation, ObservationKind, Place, Report, TableId};

/// Most unknown addresses, and most altered sections, remarked one by one; what follows adds nothing for a reader, and a
/// hostile file may have millions.
const MOST_UNKNOWN: usize = 100;

/// An observation about `subject`, all else empty.
fn observation(kind: ObservationKind, subject: &str, expected: &str) -> Observation {
    Observation {
        expected: expected.to_owned(),
        ..Observation::of(kind, subject)
    }
}

/// Remarks an address that the form does not have. A row that no rule knows of leaves the sums
/// over "all rows" of its table open.
pub(crate) fn note_unknown(report: &mut Report, form: &Form, address: [&str; 3], place: Place) {
    let [table, row, column] = address;
    let id = form.tables.iter().position(|known| known.id == table);
    let id = id.map(TableId::at);
    let row_known = id.is_some_and(|id| {
        let mut rows = form.rows_at(usize::from(id.0), row);
        rows.next().is_some()
    });
    let (kind, subject) = if row_known {
        (
            ObservationKind::UnknownColumn,
            [table, row, column].join("/"),
        )
    } else {
        (ObservationKind::UnknownRow, [table, row].join("/"))
    };
    if let Some(id) = id.filter(|id| !row_known && !report.uncertain_tables.contains(id)) {
        report.uncertain_tables.push(id);
    }
    let same = |seen: &Observation| seen.kind == kind && seen.subject == subject;
    if report.observations.len() >= MOST_UNKNOWN || report.observations.iter().any(same) {
        return;
    }
    let mut seen = observation(kind, &subject, "");
    seen.found = subject;
    seen.table = id;
    seen.place = Some(place);
    report.observations.push(seen);
}

/// Remarks a cell that is given more than once.
pub(crate) fn note_repeated(report: &mut Report, address: &[&str; 3], place: Place) {
    let subject = format!("/tables/{}", address.join("/"));
    if report.observations.len() >= MOST_UNKNOWN {
        return;
    }
    let mut seen = Observation::of_repeated_key(&subject);
    seen.place = Some(place);
    report.observations.push(seen);
}

/// Remarks sections that are missing, renamed, or in another order than in the form.
pub(crate) fn note_sections(report: &mut Report, form: &Form) {
    let mut seen = Vec::new();
    let mut highest = 0;
    for section in &report.sections {
        let Some(index) = form.sections.iter().position(|s| s.id == section.id) else {
            continue;
        };
        let official = &form.sections[index].title.text;
        let mut remark = |kind| {
            if seen.len() >= MOST_UNKNOWN {
                return;
            }
            let mut remark = observation(kind, &section.id, official);
            remark.found.clone_from(&section.title);
            seen.push(remark);
        };
        if body(&section.title) != body(official) {
            remark(ObservationKind::RenamedSection);
        }
        if index < highest {
            remark(ObservationKind::SectionOutOfOrder);
        }
        highest = index;
    }
    for section in &form.sections {
        if report.section(&section.id).is_none() {
            let kind = ObservationKind::MissingSection;
            seen.push(observation(kind, &section.id, &section.title.text));
        }
    }
    report.observations.append(&mut seen);
}

/// A heading without numbering and punctuation.
fn body(title: &str) -> String {
    let start = title.trim_start_matches(['（', '(', ' ', '\u{3000}']);
    let mark = start
        .char_indices()
        .take(4)
        .find(|(_, c)| ['、', '.', '．', '）', ')', '，', ','].contains(c));
    let rest = mark.map_or(start, |(at, c)| &start[at + c.len_utf8()..]);
    rest.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Remarks tables without any cell, and rows and columns without any cell in the others. Of a part of a
/// report the tables are not missing but absent, where the form lets reports come in parts.
pub(crate) fn note_tables(report: &mut Report, form: &Form, part: bool) {
    let in_parts = form.known_by.as_ref().is_some_and(|known| known.in_parts);
    let mut elsewhere = Vec::new();
    for (index, table) in form.tables.iter().enumerate() {
        let id = TableId::at(index);
        let rows: Vec<Vec<CellId>> = rows_of(form, id);
        if rows.iter().all(|row| absent(report, row)) {
            // Printed in a report of another form, which need not be in the same file.
            if !table.is_needed(report.year) || table.from.is_some() {
                continue;
            }
            if part && in_parts {
                elsewhere.push(id);
                continue;
            }
            // Of rows that may all be left out nothing tells whether their table was there.
            if rows
                .iter()
                .flatten()
                .all(|cell| form.row_of(*cell).optional)
            {
                continue;
            }
            report.lost_tables.push(id);
            let mut seen = observation(ObservationKind::MissingTable, &table.id, &table.title.zh);
            seen.table = Some(id);
            report.observations.push(seen);
            continue;
        }
        for block in 0..table.blocks.len() {
            note_columns(report, form, index, block);
        }
        for row in &rows {
            note_row(report, form, row, id);
        }
    }
    report.note_absent(elsewhere);
}

/// Remarks columns of a block that no row has a cell in, where there are rows.
fn note_columns(report: &mut Report, form: &Form, table: usize, block: usize) {
    let columns = &form.tables[table].blocks[block].columns;
    let rows = form.tables[table].blocks[block].rows.len();
    let is_there = |row: usize, column: usize| {
        let cell = form.cell_in(table, block, row, column);
        cell.is_some_and(|cell| report.cell(cell).is_some())
    };
    let lacks = |column: &usize| !(0..rows).any(|row| is_there(row, *column));
    let missing: Vec<usize> = (0..columns.len()).filter(lacks).collect();
    if missing.len() == columns.len() {
        return;
    }
    let required = |index: &usize| !columns[*index].group && !columns[*index].optional;
    for column in missing.into_iter().filter(required) {
        let label = &columns[column].label.text;
        let mut seen = observation(ObservationKind::MissingColumn, label, label);
        seen.table = Some(TableId::at(table));
        report.observations.push(seen);
    }
}

/// The cells of a table, row by row.
fn rows_of(form: &Form, table: TableId) -> Vec<Vec<CellId>> {
    let mut rows: Vec<Vec<CellId>> = Vec::new();
    for cell in form.cells().filter(|cell| form.table_id_of(*cell) == table) {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|c| same_row(form, *c, cell)) => row.push(cell),
            _ => rows.push(vec![cell]),
        }
    }
    rows
}

fn same_row(form: &Form, left: CellId, right: CellId) -> bool {
    form.row_of(left).id == form.row_of(right).id
        && std::ptr::eq(form.block_of(left), form.block_of(right))
}

fn absent(report: &Report, cells: &[CellId]) -> bool {
    cells.iter().all(|cell| report.cell(*cell).is_none())
}

/// Remarks a heading row that holds figures, and a row without cells unless such a heading holds
/// figures in its stead.
fn note_row(report: &mut Report, form: &Form, cells: &[CellId], table: TableId) {
    let Some(first) = cells.first() else {
        return;
    };
    let row = form.row_of(*first);
    if row.group && !absent(report, cells) {
        let present = |cell: &CellId| report.cell(*cell).is_some();
        let mut seen = observation(ObservationKind::FilledGroup, &row.id, &row.label.text);
        seen.cells = cells.iter().copied().filter(present).collect();
        seen.place = seen
            .cells
            .first()
            .and_then(|c| Some(report.cell(*c)?.place));
        seen.table = Some(table);
        report.observations.push(seen);
        return;
    }
    let heading_stands_in = || in_filled_group(report, form.block_of(*first), form, *first);
    if row.group || row.optional || !absent(report, cells) || heading_stands_in() {
        return;
    }
    let mut seen = observation(ObservationKind::MissingRow, &row.id, &row.label.text);
    seen.table = Some(table);
    report.observations.push(seen);
}

fn in_filled_group(report: &Report, block: &Block, form: &Form, cell: CellId) -> bool {
    let id = &form.row_of(cell).id;
    let above = |group: &str| {
        id.strip_prefix(group)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    block
        .rows
        .iter()
        .filter(|row| row.group && above(&row.id))
        .any(|group| {
            let table = &form.table_of(cell).id;
            block.columns.iter().any(|column| {
                form.cell_at(table, &group.id, &column.id)
                    .is_some_and(|cell| report.cell(cell).is_some())
            })
        })
}
