//! A report bound to its form: the value of every cell, the text of every section, and what the
//! binder saw on the way.

use std::borrow::Cow;
use std::sync::Arc;

use crate::{
    Axis, Bilingual, CellId, Column, Figure, Form, FormId, Period, Place, PrintedUnit, Row,
    SourceRange, TableId, Value, written_day,
};

/// A cell of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// Its text where that is not simply the value's own digits.
    pub raw: Option<Box<str>>,
    /// Where it stands.
    pub place: Place,
}

impl Cell {
    /// The text of the cell as the report prints it, trimmed.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match (&self.raw, self.value) {
            (Some(raw), _) => Cow::Borrowed(raw),
            (None, Value::Figure(figure)) => Cow::Owned(figure.to_string()),
            (None, Value::Date(day)) => Cow::Owned(written_day(day)),
            (None, _) => Cow::Borrowed(""),
        }
    }

    /// The figure that enters sums: blanks and placeholders are zero, other text is none.
    #[must_use]
    pub fn figure(&self) -> Option<Figure> {
        self.value.figure()
    }
}

/// A section of a report as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Id of the form's section.
    pub id: String,
    /// Its heading as printed.
    pub title: String,
    /// Where the heading stands.
    pub place: Option<Place>,
    /// The text under it, without its tables; paragraphs are separated by line ends.
    pub text: String,
    /// Where the text came from, in order; empty where that is not known.
    pub passages: Vec<Passage>,
}

/// A run of a section's text and where it came from.
///
/// Where the place is a range of a text file as long as the run, positions inside correspond byte
/// by byte; otherwise the run stands there as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// First byte in the section's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Where it stands.
    pub place: Place,
}

impl Passage {
    /// The place of the part of the passage from `start` to `end`, bytes of the section's text.
    fn part(&self, start: u32, end: u32) -> Place {
        let Place::Text(range) = self.place else {
            return self.place;
        };
        if range.end.saturating_sub(range.start) != self.end - self.start {
            return self.place;
        }
        let from = range.start + start.saturating_sub(self.start);
        Place::Text(SourceRange::new(
            from,
            range.start + end.min(self.end) - self.start,
        ))
    }
}

impl Section {
    /// Where a range of the text stands in the file; the section's heading where the text has no
    /// places of its own.
    #[must_use]
    pub fn place_of(&self, range: std::ops::Range<usize>) -> Option<Place> {
        let (start, end) = (range.start as u32, range.end as u32);
        let from = self
            .passages
            .partition_point(|passage| passage.end <= start);
        let inside = self.passages.get(from..).unwrap_or_default().iter();
        let mut inside = inside.take_while(|passage| passage.start < end);
        let Some(first) = inside.next() else {
            return self.place;
        };
        let place = first.part(start, end);
        let last = inside.last().map(|passage| passage.part(start, end));
        Some(match (place, last) {
            (Place::Text(from), Some(Place::Text(to))) if to.end >= from.start => {
                Place::Text(SourceRange::new(from.start, to.end))
            }
            _ => place,
        })
    }
}

/// A year the report names somewhere, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The year.
    pub year: i32,
    /// Where it stands.
    pub place: Place,
}

/// What kind of thing the binder saw.
///
/// Rules of kind `observation` name these in kebab case (`missing-section`) and say what they
/// are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ObservationKind {
    /// A section of the form is not there.
    MissingSection,
    /// A section stands under another wording.
    RenamedSection,
    /// A section stands before one it should follow.
    SectionOutOfOrder,
    /// A section stands twice.
    RepeatedSection,
    /// A table of the form is not there.
    MissingTable,
    /// A table is there, but its cells cannot be distinguished with certainty.
    UnreadableTable,
    /// A row of the form is not in its table.
    MissingRow,
    /// A row with figures that the form does not know.
    UnknownRow,
    /// A row of the form stands twice.
    RepeatedRow,
    /// A table stands twice with the same figures, or first as the blank form.
    RepeatedTable,
    /// A row or a table stands twice with other figures.
    DifferingCopies,
    /// A row without its label, taken for the one that is lacking where it stands.
    UnlabelledRow,
    /// A row stands in another place than in the form.
    RowOutOfOrder,
    /// A label differs from the form's.
    AlteredLabel,
    /// A column of the form is not in its table.
    MissingColumn,
    /// A column the form does not know.
    UnknownColumn,
    /// The canonical JSON has not the structure that the pack's JSON Schema says.
    OffSchema,
    /// A row has more or fewer cells than its table has columns.
    MisalignedRow,
    /// Part of the report follows another edition of the form.
    MixedEdition,
    /// A heading row that the form leaves empty holds figures.
    FilledGroup,
    /// The heading of amounts gives another unit than the form's.
    OtherUnit,
    /// The heading of amounts gives no unit, though the form's does.
    MissingUnit,
    /// A label names the report's year, which the form's does not.
    YearInLabel,
    /// A label names another year than the report's.
    OtherYearInLabel,
    /// The document holds only some of the form's tables.
    PartOfReport,
    /// Figures of another report, in another unit, were converted to be compared.
    ConvertedUnit,
    /// Its amounts are in a unit that nobody can tell.
    UnknownUnit,
    /// The document holds another report of the same organ and year before it, with other figures.
    DifferingReports,
}

impl ObservationKind {
    /// Every kind with its name in rule files.
    pub const NAMES: [(&'static str, Self); 28] = [
        ("missing-section", Self::MissingSection),
        ("renamed-section", Self::RenamedSection),
        ("section-out-of-order", Self::SectionOutOfOrder),
        ("repeated-section", Self::RepeatedSection),
        ("missing-table", Self::MissingTable),
        ("unreadable-table", Self::UnreadableTable),
        ("missing-row", Self::MissingRow),
        ("unknown-row", Self::UnknownRow),
        ("repeated-row", Self::RepeatedRow),
        ("repeated-table", Self::RepeatedTable),
        ("differing-copies", Self::DifferingCopies),
        ("unlabelled-row", Self::UnlabelledRow),
        ("row-out-of-order", Self::RowOutOfOrder),
        ("altered-label", Self::AlteredLabel),
        ("missing-column", Self::MissingColumn),
        ("unknown-column", Self::UnknownColumn),
        ("off-schema", Self::OffSchema),
        ("misaligned-row", Self::MisalignedRow),
        ("mixed-edition", Self::MixedEdition),
        ("filled-group", Self::FilledGroup),
        ("other-unit", Self::OtherUnit),
        ("missing-unit", Self::MissingUnit),
        ("year-in-label", Self::YearInLabel),
        ("other-year-in-label", Self::OtherYearInLabel),
        ("part-of-report", Self::PartOfReport),
        ("converted-unit", Self::ConvertedUnit),
        ("unknown-unit", Self::UnknownUnit),
        ("differing-reports", Self::DifferingReports),
    ];

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, kind)| *kind)
    }
}

/// Something the binder saw that is not as in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// What kind of thing.
    pub kind: ObservationKind,
    /// Which instance: a section, table, row or column id, or the text of an unknown label.
    pub subject: String,
    /// The official wording, where there is one.
    pub expected: String,
    /// The wording found, where there is one.
    pub found: String,
    /// The table concerned, if any.
    pub table: Option<TableId>,
    /// The cells concerned, if any.
    pub cells: Vec<CellId>,
    /// Where it stands, if it stands anywhere.
    pub place: Option<Place>,
    /// Whether the label of what was not read stands in the document all the same.
    pub there: bool,
    /// From where to where it was looked for what was not read.
    pub looked: Option<(Place, Place)>,
}

impl Observation {
    /// One of a kind about something, which says no more and stands nowhere.
    #[must_use]
    pub fn of(kind: ObservationKind, subject: &str) -> Self {
        Self {
            kind,
            subject: subject.to_owned(),
            expected: String::new(),
            found: String::new(),
            table: None,
            cells: Vec::new(),
            place: None,
            there: false,
            looked: None,
        }
    }

    /// A key of a structure that is given more than once. What is found has both languages, on which the identity of
    /// its finding rests.
    #[must_use]
    pub fn of_repeated_key(subject: &str) -> Self {
        let Bilingual { zh, en } = repeated_key();
        Self {
            found: format!("{zh} ({en})"),
            ..Self::of(ObservationKind::OffSchema, subject)
        }
    }

    /// What is found of a key that is given more than once, in each language; nothing of others.
    #[must_use]
    pub fn repeated_key(&self) -> Option<Bilingual> {
        let is_it = *self
            == Self {
                place: self.place,
                ..Self::of_repeated_key(&self.subject)
            };
        is_it.then(repeated_key)
    }
}

fn repeated_key() -> Bilingual {
    Bilingual::new("出现不止一次", "given more than once")
}

/// A figure that stands in a row or a column of no form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Any cell of the form in line with it.
    pub neighbour: CellId,
    /// Whether it stands in the column of that cell, in a row of no form, or in its row.
    pub axis: Axis,
    /// The figure.
    pub figure: Figure,
    /// The label of its row or column as printed.
    pub label: String,
}

impl Stray {
    /// Whether a cell of the form is in line with it.
    #[must_use]
    pub fn is_in_line(&self, form: &Form, cell: CellId) -> bool {
        match self.axis {
            Axis::Column => form.in_one_column(self.neighbour, cell),
            Axis::Row => form.in_one_row(self.neighbour, cell),
        }
    }
}

/// A report bound to a form.
#[derive(Clone, Debug)]
pub struct Report {
    /// The form it follows.
    pub form: FormId,
    /// Its cells by [`CellId`]; `None` where the document lacks the row or column.
    pub cells: Vec<Option<Cell>>,
    /// Tables whose relations cannot be evaluated: missing or unreadable, by [`TableId`].
    pub lost_tables: Vec<TableId>,
    /// Tables that the document does not have because it holds only a part of a report, by [`TableId`]:
    /// nothing is reported about what needs them.
    pub absent_tables: Vec<TableId>,
    /// Tables with rows that could not be matched: a sum over "all rows" is then uncertain.
    pub uncertain_tables: Vec<TableId>,
    /// Figures in rows and columns of no form.
    pub strays: Vec<Stray>,
    /// The unit of its amounts, where it names another than the form's.
    pub unit: Option<PrintedUnit>,
    /// Figures that come from a report in another unit, in the order of their cells: each stands for all
    /// that are not farther from it than this.
    pub converted: Vec<(CellId, Figure)>,
    /// What stands above its first section, under the id `preamble`.
    pub preamble: Option<Section>,
    /// Its sections in the order found.
    pub sections: Vec<Section>,
    /// Its text is that of several reports: what it says of figures may be about those of another.
    pub shares_text: bool,
    /// The title as printed.
    pub title: Option<String>,
    /// Where the title stands.
    pub title_place: Option<Place>,
    /// The publishing organ.
    pub organization: Option<String>,
    /// The year reported on.
    pub year: Option<i32>,
    /// The period reported on, where the form says how it is named.
    pub period: Option<Period>,
    /// The year in the title.
    pub title_year: Option<Dated>,
    /// The year of the statistical period.
    pub period_year: Option<Dated>,
    /// The year in which the report is signed or published.
    pub signature_year: Option<Dated>,
    /// Everything not as in the form.
    pub observations: Vec<Observation>,
    /// Its form made concrete for its open rows; none where the form leaves none open.
    pub concrete: Option<Arc<Form>>,
}

impl Report {
    /// An empty report with room for `cells` cells.
    #[must_use]
    pub fn empty(form: FormId, cells: usize) -> Self {
        Self {
            form,
            cells: vec![None; cells],
            lost_tables: Vec::new(),
            absent_tables: Vec::new(),
            uncertain_tables: Vec::new(),
            strays: Vec::new(),
            unit: None,
            converted: Vec::new(),
            preamble: None,
            sections: Vec::new(),
            shares_text: false,
            title: None,
            title_place: None,
            organization: None,
            year: None,
            period: None,
            title_year: None,
            period_year: None,
            signature_year: None,
            observations: Vec::new(),
            concrete: None,
        }
    }

    /// Notes tables that are not there because the document holds only a part of a report, in one remark.
    pub fn note_absent(&mut self, tables: Vec<TableId>) {
        if tables.is_empty() {
            return;
        }
        self.observations.push(Observation {
            expected: tables.len().to_string(),
            ..Observation::of(ObservationKind::PartOfReport, "part")
        });
        self.absent_tables = tables;
    }

    /// The cell, if the document has it.
    #[must_use]
    pub fn cell(&self, id: CellId) -> Option<&Cell> {
        self.cells.get(id.index()).and_then(Option::as_ref)
    }

    /// The rows of a block that the form wants in every report, and of which the document has no cell.
    pub fn missing_rows<'f>(
        &self,
        form: &'f Form,
        table: usize,
        block: usize,
    ) -> impl Iterator<Item = &'f Row> + use<'_, 'f> {
        let own = &form.tables[table].blocks[block];
        let is_missing = move |row: usize| {
            let columns = 0..own.columns.len();
            let mut cells = columns.filter_map(|column| form.cell_in(table, block, row, column));
            cells.all(|cell| self.cell(cell).is_none())
        };
        let rows = own.rows.iter().enumerate();
        let wanted = rows.filter(|(_, row)| !row.optional && !row.group && row.key.is_none());
        wanted
            .filter(move |(row, _)| is_missing(*row))
            .map(|(_, row)| row)
    }

    /// The columns of a block that the form wants in every report, and of which the document has no cell, if it has
    /// any of that block.
    pub fn missing_columns<'f>(
        &self,
        form: &'f Form,
        table: usize,
        block: usize,
    ) -> impl Iterator<Item = &'f Column> + use<'f> {
        let own = &form.tables[table].blocks[block];
        let is_there = |column: usize| {
            let rows = 0..own.rows.len();
            let mut cells = rows.filter_map(|row| form.cell_in(table, block, row, column));
            cells.any(|cell| self.cell(cell).is_some())
        };
        let there: Vec<bool> = (0..own.columns.len()).map(is_there).collect();
        let is_empty = !there.contains(&true);
        let columns = own.columns.iter().zip(there);
        columns
            .filter(move |(column, there)| !there && !is_empty && !column.group && !column.optional)
            .map(|(column, _)| column)
    }

    /// The section with this id, if the document has it.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }
}
