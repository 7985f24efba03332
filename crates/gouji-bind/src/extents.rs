//! Tables of several extents in one report: those of an office itself and those of all below it, or of one
//! office and of the next, each under a caption that says so.
//!
//! Tables that stand twice are copies, and where they differ nobody can tell which counts. Where a
//! caption above each says whose it is, both count: each in a report of its own.

use gouji_language::extents;
use gouji_model::{Form, ObservationKind, Report, TableId};

use crate::captions::without_number;
use crate::lexicon::Lexicon;
use crate::lines::Line;
use crate::segments::{Row, row_of};
use crate::title::{compact, is_organ};

/// How many texts above a table may be its caption.
const REACH: usize = 6;
/// Longest caption in characters.
const LONGEST: usize = 60;
/// Most extents in one report.
const MOST: usize = 16;

/// What a caption says of whose figures stand below.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Extent {
    /// Those of the office itself.
    Own,
    /// Those of all below it as well.
    Whole,
    /// Those of the ones below it alone.
    Below,
    /// Those of an office of this name.
    Of(String),
}

impl Extent {
    fn stated_by(text: &str) -> Option<Self> {
        if text.len() > LONGEST * 4 {
            return None;
        }
        let own = compact(text);
        // What follows on the line of a caption is prose.
        let own = own.split('。').next().unwrap_or_default();
        if own.chars().count() > LONGEST || own.contains(['，', '；']) {
            return None;
        }
        let says = |words: &[&str]| words.iter().any(|word| own.contains(word));
        let office = || {
            let name = without_number(own);
            is_organ(name).then(|| Self::Of(name.to_owned()))
        };
        let stated = [
            (extents::WHOLE, Self::Whole),
            (extents::OWN, Self::Own),
            (extents::BELOW, Self::Below),
            (extents::TOGETHER, Self::Whole),
        ];
        let mut stated = stated.into_iter();
        let stated = stated
            .find(|(words, _)| says(words))
            .map(|(_, extent)| extent);
        stated.or_else(office)
    }
}

/// Whether what was seen in a report may come of tables of several extents.
pub(crate) const fn may_part(kind: ObservationKind) -> bool {
    matches!(
        kind,
        ObservationKind::DifferingCopies
            | ObservationKind::RepeatedRow
            | ObservationKind::UnreadableTable
            | ObservationKind::MisalignedRow
    )
}

/// A table of the form as it stands once: its lines from its caption on, if it has one.
#[derive(Debug)]
struct Copy<'d> {
    table: usize,
    /// The lines of its first and its last row.
    rows: (usize, usize),
    seen: Vec<usize>,
    caption: Option<Caption<'d>>,
}

#[derive(Clone, Debug)]
struct Caption<'d> {
    line: usize,
    text: &'d str,
    extent: Extent,
}

/// The reports of each extent in lines that were read as one report; nothing where no table stands
/// more than once, or some of those has no caption of its own.
pub(crate) fn split<'d>(
    lines: &[Line<'d>],
    headings: &[usize],
    lexicon: &Lexicon,
) -> Option<Vec<Part<'d>>> {
    let mut copies = copies(lines, lexicon);
    let ends: Vec<usize> = copies.iter().map(|copy| copy.rows.1 + 1).collect();
    for copy in &mut copies {
        let above = ends.iter().filter(|end| **end <= copy.rows.0);
        copy.caption = caption(lines, above.max().copied().unwrap_or(0), copy.rows.0);
    }
    let tables = lexicon.form.tables.len();
    let times = |table: usize| copies.iter().filter(|copy| copy.table == table).count();
    let repeated: Vec<usize> = (0..tables).filter(|table| times(*table) > 1).collect();
    let extents = extents_of(&copies, &repeated)?;
    let found = 2..=MOST;
    found.contains(&extents.len()).then(|| {
        let part = |(index, caption): (usize, &Caption<'d>)| Part {
            lines: lines_of(lines, headings, &copies, caption, &repeated),
            caption: caption.text,
            office: match &caption.extent {
                Extent::Of(name) => Some(name.clone()),
                _ => None,
            },
            is_first: index == 0,
            absent: (0..tables)
                .filter(|table| !has(&copies, *table, caption, index == 0))
                .map(TableId::at)
                .collect(),
        };
        extents.iter().enumerate().map(part).collect()
    })
}

/// The extents of tables that stand more than once, each as its first caption says it; nothing where one
/// has no caption, or two of a table the same.
fn extents_of<'d>(copies: &[Copy<'d>], repeated: &[usize]) -> Option<Vec<Caption<'d>>> {
    let mut extents: Vec<Caption<'d>> = Vec::new();
    for table in repeated {
        let mut own: Vec<&Extent> = Vec::new();
        for copy in copies.iter().filter(|copy| copy.table == *table) {
            let caption = copy.caption.as_ref()?;
            if own.contains(&&caption.extent) {
                return None;
            }
            own.push(&caption.extent);
            if !extents.iter().any(|known| known.extent == caption.extent) {
                extents.push(caption.clone());
            }
        }
    }
    Some(extents)
}

/// Whether a table is of an extent: under its caption, or of the first under none.
fn has(copies: &[Copy<'_>], table: usize, caption: &Caption<'_>, is_first: bool) -> bool {
    let mut own = copies.iter().filter(|copy| copy.table == table).peekable();
    let nowhere = own.peek().is_none();
    let mut under = own.map(|copy| copy.caption.as_ref());
    is_first && nowhere || under.any(|of| of.map_or(is_first, |of| of.extent == caption.extent))
}

/// The lines without the tables of other extents.
fn lines_of<'d>(
    lines: &[Line<'d>],
    headings: &[usize],
    copies: &[Copy<'d>],
    caption: &Caption<'d>,
    repeated: &[usize],
) -> Vec<Line<'d>> {
    let starts = || {
        let captions = copies.iter().filter_map(|copy| copy.caption.as_ref());
        captions
            .map(|caption| caption.line)
            .chain(headings.iter().copied())
    };
    let mut kept = vec![true; lines.len()];
    for copy in copies.iter().filter(|copy| repeated.contains(&copy.table)) {
        let Some(other) = copy
            .caption
            .as_ref()
            .filter(|of| of.extent != caption.extent)
        else {
            continue;
        };
        let end = starts().filter(|start| *start > copy.rows.1).min();
        let end = end.unwrap_or(lines.len());
        kept[other.line..end].fill(false);
    }
    let lines = lines.iter().zip(kept).filter(|(_, kept)| *kept);
    lines.map(|(line, _)| line.clone()).collect()
}

/// The tables of some lines, each as often as it stands there.
fn copies<'d>(lines: &[Line<'d>], lexicon: &Lexicon) -> Vec<Copy<'d>> {
    let mut found: Vec<Copy<'d>> = Vec::new();
    let mut open: Vec<Option<usize>> = vec![None; lexicon.form.tables.len()];
    for (index, line) in lines.iter().enumerate() {
        for token in &line.tokens {
            let Some(Row { table, row }) = row_of(lexicon, token) else {
                continue;
            };
            let blocks = &lexicon.form.tables[table].blocks;
            let count: usize = blocks.iter().map(|block| block.rows.len()).sum();
            let known = open[table].and_then(|at| found.get_mut(at));
            match known {
                Some(copy) if !copy.seen.contains(&row) || copy.seen.len() * 2 < count => {
                    copy.seen.push(row);
                    copy.rows.1 = index;
                }
                // A row of the header may be named again on its next lines.
                Some(copy) if copy.rows.0 == index => {}
                _ => {
                    open[table] = Some(found.len());
                    found.push(Copy {
                        table,
                        rows: (index, index),
                        seen: vec![row],
                        caption: None,
                    });
                }
            }
        }
    }
    found
}

/// The nearest text above a table that says whose it is.
fn caption<'d>(lines: &[Line<'d>], from: usize, to: usize) -> Option<Caption<'d>> {
    let above = (from..to).rev().filter_map(|at| {
        let token = lines[at].lone_text().filter(|token| !token.is_label())?;
        Some((at, token.text))
    });
    above.take(REACH).find_map(|(line, text)| {
        let extent = Extent::stated_by(text)?;
        Some(Caption { line, text, extent })
    })
}

/// The lines of one of several reports.
pub(crate) struct Part<'d> {
    /// Its lines, those of its tables and what is of none.
    pub lines: Vec<Line<'d>>,
    caption: &'d str,
    /// The office that its caption names.
    office: Option<String>,
    is_first: bool,
    /// The tables that are not of it.
    absent: Vec<TableId>,
}

impl Part<'_> {
    /// Makes the report of the lines that of the part: the text is of all of them, and so are the
    /// sections, which are reported of the first.
    pub(crate) fn settle(&self, form: &Form, report: &mut Report) {
        let caption = compact(self.caption);
        let caption = caption.split('。').next().unwrap_or_default();
        let caption = without_number(caption).trim_end_matches(['：', ':']);
        report.title = report
            .title
            .take()
            .map(|title| format!("{title}（{caption}）"));
        if let Some(office) = &self.office {
            report.organization = Some(office.clone());
        }
        report.shares_text = true;
        report.observations.retain(|seen| {
            let absent = seen.table.is_some_and(|table| self.absent.contains(&table));
            let of_section = matches!(
                seen.kind,
                ObservationKind::MissingSection
                    | ObservationKind::RenamedSection
                    | ObservationKind::SectionOutOfOrder
            );
            !absent && (self.is_first || !of_section)
        });
        if !self.is_first {
            report.sections.clear();
            report.preamble = None;
        }
        for cell in form.cells() {
            if self.absent.contains(&form.table_id_of(cell)) {
                report.cells[cell.index()] = None;
            }
        }
        let present = |table: &TableId| !self.absent.contains(table);
        report.lost_tables.retain(present);
        report.uncertain_tables.retain(present);
        report
            .strays
            .retain(|stray| present(&form.table_id_of(stray.neighbour)));
        report.absent_tables.clone_from(&self.absent);
    }
}
