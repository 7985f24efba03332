//! `form.toml`: the official form as data.

use std::ops::Range;

use gouji_model::{
    Block, CellKind, Column, DateOrder, FormContents, FormId, Label, OpenRows, Row, RowAxis,
    SectionForm, Table, ValueWords,
};
use toml::Spanned;

use crate::PackError;
use crate::files::File;
use crate::toml_file;

mod entries;
mod known_by;
mod names;
mod sense;

pub(crate) use entries::FormFile;
use entries::{
    BlockEntry, ColumnEntry, Dates, Kind, MOST_DECIMALS, OpenRowsEntry, RowEntry, Run,
    SectionEntry, TableEntry, ValuesEntry,
};

/// Reads what a form holds. Mistakes that leave a form to go on with are added to `faults`.
pub(crate) fn read(
    file: &File,
    faults: &mut Vec<PackError>,
) -> Result<FormContents, Vec<PackError>> {
    let form: FormFile = toml_file::read(file)?;
    if let Some(fault) = names::too_large(file, &form) {
        return Err(vec![fault]);
    }
    faults.extend(names::faults(file, &form));
    faults.extend(sense::faults(file, &form));
    let known_by = form
        .known_by
        .map(|entry| known_by::recognition(file, entry, faults));
    let sections = form.section.into_iter().map(section).collect();
    let tables = form.table.into_iter().map(table).collect();
    let contents = FormContents::new(sections, tables).known_by(known_by);
    Ok(contents.with_values(values(form.values)))
}

/// Reads what a form holds that comes with the program.
///
/// # Panics
/// Where it has a mistake, which the tests see to that none has.
pub(crate) fn read_embedded(file: &File) -> FormContents {
    let mut faults = Vec::new();
    match read(file, &mut faults) {
        Ok(contents) if faults.is_empty() => contents,
        Ok(_) => panic!("an embedded form is wrong: {faults:?}"),
        Err(faults) => panic!("an embedded form cannot be read: {faults:?}"),
    }
}

/// Where a table says from which form it is taken, and from which table there.
pub(crate) fn lender_places(file: &File, table: usize) -> Option<(Range<usize>, Range<usize>)> {
    let form: FormFile = toml_file::read(file).ok()?;
    let from = form.table.get(table)?.from.as_ref()?;
    Some((from.form.span(), from.table.span()))
}

fn values(entry: ValuesEntry) -> ValueWords {
    ValueWords {
        not_applicable: known_by::plain(entry.not_applicable),
        placeholders: known_by::plain(entry.placeholders),
        less_than: known_by::plain(entry.less_than),
        no_zero_days: entry.no_zero_days,
        dates: match entry.dates {
            Dates::Year => DateOrder::YearFirst,
            Dates::Month => DateOrder::MonthFirst,
            Dates::Day => DateOrder::DayFirst,
        },
        ..ValueWords::default()
    }
}

fn section(entry: SectionEntry) -> SectionForm {
    SectionForm {
        id: entry.id.into_inner(),
        title: Label {
            text: entry.title,
            aliases: entry.aliases,
            altered: Vec::new(),
        },
    }
}

fn table(entry: TableEntry) -> Table {
    Table {
        id: entry.id.into_inner(),
        title: entry.title,
        section: entry.section.map(Spanned::into_inner).unwrap_or_default(),
        furniture: entry.furniture.into_iter().map(label).collect(),
        skip: entry.skip.into_iter().map(label).collect(),
        blocks: entry.block.into_iter().map(block).collect(),
        optional: entry.optional
            || entry.from.is_some()
            || entry.since.is_some()
            || entry.until.is_some(),
        years: (entry.since, entry.until),
        from: entry
            .from
            .map(|from| (FormId(from.form.into_inner()), from.table.into_inner())),
    }
}

fn label(text: String) -> Label {
    Label {
        text,
        ..Label::default()
    }
}

fn block(entry: BlockEntry) -> Block {
    Block {
        caption: entry.caption.map(label),
        rows_run: match entry.rows_run {
            Run::Down => RowAxis::Down,
            Run::Across => RowAxis::Across,
        },
        columns: entry.columns.into_iter().map(column).collect(),
        rows: entry.rows.into_iter().map(row).collect(),
        open_rows: entry.open_rows.map(open_rows),
    }
}

fn open_rows(entry: OpenRowsEntry) -> OpenRows {
    OpenRows {
        id: entry.id.into_inner(),
        label: Label {
            text: entry.label,
            aliases: entry.aliases,
            altered: Vec::new(),
        },
        parts: entry.keys.map_or(1, Spanned::into_inner),
        last: entry.last,
        optional: entry.optional,
    }
}

fn column(entry: ColumnEntry) -> Column {
    Column {
        id: entry.id.into_inner(),
        label: Label {
            text: entry.label,
            aliases: entry.aliases,
            altered: entry.altered,
        },
        group: entry.group,
        kind: match entry.kind {
            Kind::Count => CellKind::Count,
            Kind::Signed => CellKind::SignedCount,
            Kind::Amount => CellKind::Amount,
            Kind::SignedAmount => CellKind::SignedAmount,
            Kind::Percent => CellKind::Percent,
            Kind::Days => CellKind::Days,
            Kind::Date => CellKind::Date,
            Kind::Words => CellKind::Words,
            Kind::YesNo => CellKind::YesNo,
        },
        unit: entry.unit,
        optional: entry.optional,
        rounded: entry.rounded.map(|places| places.min(MOST_DECIMALS) as u8),
        choices: entry.choices.iter().map(|words| wordings(words)).collect(),
    }
}

/// The wordings of one choice: `Granted|full grant`.
fn wordings(words: &str) -> Vec<String> {
    words
        .split('|')
        .map(|word| word.trim().to_owned())
        .collect()
}

fn row(entry: RowEntry) -> Row {
    Row {
        id: entry.id.into_inner(),
        label: Label {
            text: entry.label,
            aliases: entry.aliases,
            altered: entry.altered,
        },
        group: entry.group,
        optional: entry.optional,
        key: None,
    }
}
