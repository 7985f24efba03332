//! Reading a table from text laid out as on the page, where neither rows nor cells are given.
//!
//! Every word is accounted for: those that are no figures are put together to the labels of the form
//! (`join`), the figures to rows (`figures`), and each row is given to the label it stands beside
//! (`pairs`) and laid out by the heads (`heads`). The reading counts only where nothing is left over;
//! elsewhere there is none, and the table is read line by line.

mod account;
mod across;
mod cells;
mod columnwise;
mod counts;
mod crossing;
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
mod recording;
mod repeated;
mod serials;
mod shifted;
mod stripes;
mod torn_labels;
mod trials;
mod ways;
mod whole;
mod words;

use std::collections::BTreeSet;

use gouji_model::RowAxis;

use crate::columns::leaf_columns;
use crate::lexicon::Lexicon;
use crate::lines::Line;
use crate::named;
use crate::proof::{Proof, along_rows};
use crate::reading::Reading;

pub(crate) use account::{drop_guesses, is_complete};
pub(crate) use filled::leaves_figures;
pub(crate) use furniture::{is_borne_out, without_furniture};
pub(crate) use gridded::lines as gridded;
pub(crate) use heads::is_zero;
pub(crate) use labelled::{drop_headed, drop_labelled};
use numbering::Numbering;
use page::Page;
pub(crate) use pieces::{drop_broken, drop_digits_at, drop_torn_groups};
pub(crate) use shifted::drop_shifted;
use words::Word;

/// Reads a table if its lines are laid-out text and every word is accounted for, also without the cells that
/// were printed again beside themselves.
pub(crate) fn read<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Option<Reading<'d>> {
    read_once(lines, lexicon, table)
        .or_else(|| read_once(&repeated::without(lines)?, lexicon, table))
}

fn read_once<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Option<Reading<'d>> {
    let read = |with_lone: bool| {
        let words = words::words(lines, with_lone)?;
        let is_other = !with_lone || words.iter().any(|word| word.lone);
        is_other.then(|| read_numbered(words, words::are_laid(lines), lexicon, table))?
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

fn read_numbered<'d>(
    mut words: Vec<Word<'d>>,
    laid: bool,
    lexicon: &Lexicon,
    table: usize,
) -> Option<Reading<'d>> {
    serials::remove(&mut words);
    read_words(&words, laid, Numbering::AtLabels, lexicon, table).or_else(|| {
        let words = numbering::without(&words)?;
        read_words(&words, laid, Numbering::Apart, lexicon, table)
    })
}

fn read_words<'d>(
    words: &[Word<'d>],
    laid: bool,
    numbering: Numbering,
    lexicon: &Lexicon,
    table: usize,
) -> Option<Reading<'d>> {
    let form = &lexicon.form.tables[table];
    let below_labels = lone::are_below_labels(words);
    let mut reading = Reading::default();
    for (index, words) in blocks(words, lexicon, table)? {
        let block = &form.blocks[index];
        let words = lone::kept(words, leaf_columns(block).count());
        let joined = numbering.join(&words, parts::wordings(form, index))?;
        if !below_labels && !lone::are_between_labels(&words, &joined) {
            return None;
        }
        let page = Page {
            words: &words,
            joined,
            block,
            index,
            lexicon,
            table,
            laid,
        };
        let certain = match block.rows_run {
            RowAxis::Across => across::read(&page, &mut reading)?,
            RowAxis::Down => page.down(&mut reading)?,
        };
        let rows = reading.rows.iter().filter(|found| found.row.block == index);
        let proof = along_rows(rows, lexicon, table);
        let silent = proof == Proof::default() || !page.is_headed();
        if !certain && (proof.refutes() || !(silent || proof.confirms())) {
            return None;
        }
    }
    (!reading.rows.is_empty()).then_some(reading)
}

/// The blocks of a table with their words: from its caption to the next one's.
fn blocks<'w, 'd>(
    words: &'w [Word<'d>],
    lexicon: &Lexicon,
    table: usize,
) -> Option<Vec<(usize, &'w [Word<'d>])>> {
    let blocks = &lexicon.form.tables[table].blocks;
    if let [only] = blocks.as_slice()
        && only.caption.is_none()
    {
        return Some(vec![(0, words)]);
    }
    let mut starts: Vec<(usize, usize)> = Vec::new();
    // Heads of earlier blocks above no figures, where the table goes on in another piece.
    let mut again: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for line in words.chunk_by(|left, right| left.line == right.line) {
        let text: String = line.iter().map(|word| word.token.text).collect();
        let meanings = lexicon.meanings_of_joined(&text, table);
        let named = meanings.iter().find_map(|meaning| match meaning {
            crate::lexicon::Meaning::Caption { block, .. } => Some(block),
            _ => None,
        });
        if let Some(block) = named {
            match starts.iter().any(|(other, _)| *other >= block) {
                true => again.push((block, at)),
                false => starts.push((block, at)),
            }
        }
        at += line.len();
    }
    let all: BTreeSet<usize> = starts.iter().chain(&again).map(|(_, at)| *at).collect();
    let part = |start: usize| {
        let end = all.range(start + 1..).next().copied();
        words.get(start..end.unwrap_or(words.len()))
    };
    let filled = |start: usize| part(start).is_some_and(|part| part.iter().any(Word::is_value));
    if again.iter().any(|(_, start)| filled(*start)) {
        return None;
    }
    let found = starts.iter();
    let found: Vec<_> = found
        .filter_map(|(block, start)| Some((*block, part(*start)?)))
        .collect();
    (!found.is_empty()).then_some(found)
}
