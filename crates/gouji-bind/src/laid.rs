//! Reading a table from text laid out as on the page, where neither rows nor cells are given.
//!
//! Every word is accounted for: those that are no figures are put together to the labels of the form
//! (`join`), the figures to rows (`figures`), and each row is given to the label it stands beside
//! (`pairs`) and laid out by the heads (`heads`). The reading counts only where nothing is left over;
//! elsewhere there is none, and the table is read line by line.

mod account;
mod across;
mod blocks;
mod cells;
mod columnwise;
mod copied;
mod counts;
mod crossing;
mod direct;
mod doubtful;
mod downwards;
mod exact;
mod figures;
mod filled;
mod folded;
mod furniture;
mod gridded;
mod heads;
mod join;
mod known;
mod labelled;
mod lone;
mod numbering;
mod page;
mod pairs;
mod parts;
mod pieces;
pub(crate) mod printable;
mod recording;
mod repeated;
mod room;
mod serials;
mod shifted;
mod stacked;
mod stripes;
mod stumps;
mod torn_labels;
mod trials;
mod ways;
mod whole;
mod words;

use std::borrow::Cow;

use gouji_model::{Balance, RowAxis};

use crate::at::RowAt;
use crate::columns::leaf_columns;
use crate::lexicon::Lexicon;
use crate::lines::Line;
use crate::named;
use crate::proof::{Figures, Proof, along_rows};
use crate::reading::Reading;

pub(crate) use account::{drop_guesses, is_complete};
pub(crate) use copied::{copies, has_figures};
pub(crate) use filled::leaves_figures;
pub(crate) use furniture::{is_borne_out, without_furniture};
pub(crate) use gridded::lines as gridded;
pub(crate) use heads::is_zero;
pub(crate) use labelled::{drop_headed, drop_labelled, drop_touching};
use numbering::Numbering;
use page::Page;
pub(crate) use pieces::{drop_broken, drop_digits_at, drop_torn_groups};
pub(crate) use room::Room;
pub(crate) use shifted::drop_shifted;
use stacked::{Alignment, Joins, Stacking};
pub(crate) use stumps::drop_stumped;
use words::Word;

/// Reads a table if its lines are laid-out text and every word is accounted for, also without the cells that
/// were printed again beside themselves.
pub(crate) fn read<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Option<Reading<'d>> {
    read_once(lines, lexicon, table)
        .or_else(|| read_once(&repeated::without(lines)?, lexicon, table))
}

fn read_once<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Option<Reading<'d>> {
    let laid = words::are_laid(lines);
    let read = |with_lone: bool| {
        let words = words::words(lines, with_lone)?;
        let is_other = !with_lone || words.iter().any(|word| word.lone);
        is_other.then(|| of_table(lexicon, table, laid).numbered(words))?
    };
    let found = read(false);
    if let Some(found) = &found
        && named::is_whole(found, lexicon, table)
    {
        return Some(found.clone());
    }
    let rows = |reading: &Option<Reading<'_>>| reading.as_ref().map(|found| found.rows.len());
    let more = read(true);
    if rows(&more) > rows(&found) {
        more
    } else {
        found
    }
}

/// Reads a table in which digits of figures stand below each other, in each alignment that it may have. Nothing
/// where it may be read in several ways in one of them, or not all of it is read.
fn in_alignments<'d>(
    lines: &[Line<'d>],
    lexicon: &Lexicon,
    table: usize,
    room: &'d Room,
) -> Option<Vec<(Alignment, Option<Reading<'d>>)>> {
    let words = words::words(lines, true).filter(|words| stacked::may_be(words))?;
    let of = of_table(lexicon, table, words::are_laid(lines));
    let joins = Joins::default();
    let readings = Alignment::ALL.into_iter().map(|alignment| {
        let stacking = Stacking::of(room, &joins, alignment);
        let of = OfTable {
            stacking: Some(&stacking),
            ..of
        };
        let reading = of.numbered(words.clone());
        stacking.may_be().then(|| {
            let reading =
                reading.filter(|reading| stacking.is_certain() && is_sure(reading, lexicon, table));
            (alignment, reading)
        })
    });
    Some(readings.flatten().collect())
}

/// Reads a table in which digits of figures stand below each other. Nothing where not all of it is read, any sum
/// within it speaks against that, or it can be read in several ways; but where other tables show how the program
/// aligned the cells of a row, in theirs. `others` are those tables with their lines.
pub(crate) fn read_stacked<'d>(
    lines: &[Line<'d>],
    lexicon: &Lexicon,
    table: usize,
    others: &[(usize, &[Line<'d>])],
    room: &'d Room,
) -> Option<Reading<'d>> {
    let mut readings = in_alignments(lines, lexicon, table, room)?;
    let is_shown = || {
        others.iter().find_map(|(other, lines)| {
            let readings = in_alignments(lines, lexicon, *other, room)?;
            match readings.as_slice() {
                [(alignment, Some(_))] => Some(*alignment),
                _ => None,
            }
        })
    };
    if readings.len() > 1
        && let Some(shown) = is_shown()
    {
        readings.retain(|(alignment, _)| *alignment == shown);
    }
    let readings: Vec<Reading<'d>> = readings
        .into_iter()
        .map(|(_, reading)| reading)
        .collect::<Option<_>>()?;
    let (first, others) = readings.split_first()?;
    let alike = others.iter().all(|other| says_the_same(first, other));
    alike.then(|| first.clone())
}

/// Whether all of a table is read, and no sum within it speaks against that.
fn is_sure(reading: &Reading<'_>, lexicon: &Lexicon, table: usize) -> bool {
    named::is_whole(reading, lexicon, table) && holds(reading, lexicon, table)
}

/// Whether two readings have the same figures in the same cells.
fn says_the_same(one: &Reading<'_>, other: &Reading<'_>) -> bool {
    let cells = |reading: &Reading<'_>| -> Vec<(RowAt, usize, String)> {
        let rows = reading.rows.iter();
        let cells = rows.flat_map(|found| found.values.iter().map(|cell| (found.row, cell)));
        let mut cells: Vec<_> = cells
            .map(|(row, (column, token))| (row, *column, token.text.to_owned()))
            .collect();
        cells.sort_unstable();
        cells
    };
    cells(one) == cells(other)
}

/// Whether no sum within a table speaks against a reading.
fn holds(reading: &Reading<'_>, lexicon: &Lexicon, table: usize) -> bool {
    let figures = Figures::of(reading.rows.iter(), lexicon, table);
    let within = |balance: &Balance| balance.cells().all(|cell| figures.has(cell));
    figures.prove(lexicon.balances(), within).fail == 0
}

/// How the words of a table are read.
#[derive(Clone, Copy)]
struct OfTable<'f, 'd> {
    lexicon: &'f Lexicon,
    table: usize,
    laid: bool,
    stacking: Option<&'f Stacking<'f, 'd>>,
}

const fn of_table<'d>(lexicon: &Lexicon, table: usize, laid: bool) -> OfTable<'_, 'd> {
    OfTable {
        lexicon,
        table,
        laid,
        stacking: None,
    }
}

impl<'d> OfTable<'_, 'd> {
    /// Reads a table whose rows and labels may be numbered.
    fn numbered(self, mut words: Vec<Word<'d>>) -> Option<Reading<'d>> {
        serials::remove(&mut words);
        self.read(&words, Numbering::AtLabels).or_else(|| {
            let words = numbering::without(&words)?;
            self.read(&words, Numbering::Apart)
        })
    }

    fn read(self, words: &[Word<'d>], numbering: Numbering) -> Option<Reading<'d>> {
        let form = &self.lexicon.form.tables[self.table];
        let below_labels = self.stacking.is_some() || lone::are_below_labels(words);
        let mut reading = Reading::default();
        for (index, words) in blocks::blocks(words, self.lexicon, self.table)? {
            let block = &form.blocks[index];
            let words = match self.stacking {
                Some(_) => Cow::Borrowed(words),
                None => lone::kept(words, leaf_columns(block).count()),
            };
            let join = || numbering.join(&words, self.lexicon.wordings(self.table, index)?);
            let joined = match self.stacking {
                Some(stacking) => stacking.joined((numbering, index), join),
                None => join(),
            }?;
            if !below_labels && !lone::are_between_labels(&words, &joined) {
                return None;
            }
            let page = Page {
                words: &words,
                joined,
                block,
                index,
                lexicon: self.lexicon,
                table: self.table,
                laid: self.laid,
                stacking: self.stacking,
            };
            self.block(&page, &mut reading)?;
        }
        (!reading.rows.is_empty()).then_some(reading)
    }

    /// Reads a block; nothing where heads or sums speak against that.
    fn block(self, page: &Page<'_, 'd, '_>, reading: &mut Reading<'d>) -> Option<()> {
        let certain = match page.block.rows_run {
            RowAxis::Across => across::read(page, reading)?,
            RowAxis::Down => page.down(reading)?,
        };
        let rows = reading.rows.iter();
        let rows = rows.filter(|found| found.row.block == page.index);
        let proof = along_rows(rows, self.lexicon, self.table);
        let silent = proof == Proof::default() || !page.is_headed();
        let stands = certain || !proof.refutes() && (silent || proof.confirms());
        stands.then_some(())
    }
}
