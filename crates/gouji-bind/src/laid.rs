//! Reading a table from text laid out as on the page, where neither rows nor cells are given.
//!
//! Every word is accounted for: those that are no figures are put together to the labels of the form
//! (`join`), the figures to rows (`figures`), and each row is given to the label it stands beside
//! (`pairs`) and laid out by the heads (`heads`). The reading counts only where nothing is left over;
//! elsewhere there is none, and the table is read line by line.

mod account;
mod across;
mod doubtful;
mod figures;
mod heads;
mod join;
mod known;
mod labelled;
mod pairs;
mod parts;
mod pieces;
mod shifted;
mod stripes;
mod words;

use gouji_model::{Block, ObservationKind, RowAxis};

use crate::columns::{Basis, leaf_columns};
use crate::filling::{Found, Reading, after};
use crate::labels::Word as Meaning;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::proof::{Proof, along_rows};
use crate::shape::Shape;

pub(crate) use account::{drop_guesses, is_complete};
use doubtful::Doubtful;
use figures::Figures;
use heads::Heads;
use join::{Joined, Whole};
pub(crate) use labelled::{drop_headed, drop_labelled};
use parts::Part;
pub(crate) use pieces::{drop_beside_digits, drop_broken, drop_torn_groups};
pub(crate) use shifted::drop_shifted;
use words::Word;

/// Reads a table if its lines are laid-out text and every word is accounted for.
pub(crate) fn read<'d>(
    lines: &[Line<'d>],
    lexicon: &Lexicon<'_>,
    table: usize,
) -> Option<Reading<'d>> {
    let words = words::words(lines)?;
    let laid = words::are_laid(lines);
    let form = &lexicon.form.tables[table];
    let mut reading = Reading::default();
    for (index, words) in blocks(&words, lexicon, table)? {
        let block = &form.blocks[index];
        let joined = join::join(words, &parts::wordings(form, index))?;
        let page = Page {
            words,
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
        let rows = reading.rows.iter().filter(|found| found.row.0 == index);
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
    lexicon: &Lexicon<'_>,
    table: usize,
) -> Option<Vec<(usize, &'w [Word<'d>])>> {
    let blocks = &lexicon.form.tables[table].blocks;
    if let [only] = blocks.as_slice()
        && only.caption.is_none()
    {
        return Some(vec![(0, words)]);
    }
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for line in words.chunk_by(|left, right| left.line == right.line) {
        let text: String = line.iter().map(|word| word.token.text).collect();
        let meanings = lexicon.meanings_of_joined(&text, table);
        let named = meanings.iter().find_map(|meaning| match meaning {
            crate::lexicon::Meaning::Caption { block, .. } => Some(block),
            _ => None,
        });
        if let Some(block) = named {
            if starts.iter().any(|(other, _)| *other >= block) {
                return None;
            }
            starts.push((block, at));
        }
        at += line.len();
    }
    let ends = starts
        .iter()
        .skip(1)
        .map(|(_, at)| *at)
        .chain([words.len()]);
    let found = starts.iter().zip(ends);
    let found: Vec<_> = found
        .filter_map(|((block, start), end)| Some((*block, words.get(*start..end)?)))
        .collect();
    (!found.is_empty()).then_some(found)
}

/// A block of a table on the page, its labels put together.
struct Page<'w, 'd, 'f> {
    words: &'w [Word<'d>],
    joined: Joined,
    block: &'f Block,
    index: usize,
    lexicon: &'f Lexicon<'f>,
    table: usize,
    /// Whether the places of words on their lines say in which columns they stand.
    laid: bool,
}

impl<'d> Page<'_, 'd, '_> {
    /// The columns that have figures.
    fn leaves(&self) -> Vec<usize> {
        leaf_columns(self.block).collect()
    }

    /// Reads rows one below the other; whether the heads say which columns these are.
    fn down(&self, reading: &mut Reading<'d>) -> Option<bool> {
        let wanted = self.leaves().len();
        let rows = figures::rows(self.words, &self.joined.labels, wanted)?;
        if rows.is_empty() {
            return Some(true);
        }
        if let Some(pairs) = pairs::pairs(&self.joined.labels, &rows) {
            return self.pairs(&pairs, &rows, reading);
        }
        let rows = stripes::rows(self.words, wanted)?;
        let pairs = pairs::pairs(&self.joined.labels, &rows)?;
        self.pairs(&pairs, &rows, reading)
    }

    /// Reads each label with its row of figures.
    fn pairs(
        &self,
        pairs: &[(&Whole, Option<usize>)],
        rows: &[Figures<'d>],
        reading: &mut Reading<'d>,
    ) -> Option<bool> {
        let top = rows.iter().map(|row| row.first).min()?;
        let heads = Heads::of(self, top)?;
        let wanted = self.leaves().len();
        let sparse = rows.iter().any(|row| row.tokens.len() < wanted);
        let full = sparse && self.is_full(rows, wanted);
        if sparse && (self.are_numbered() || !(self.laid || full)) {
            return None;
        }
        let mut doubtful = Vec::new();
        for (label, figures) in pairs {
            let Part::Row(row) = label.part else {
                continue;
            };
            let row = (self.index, row);
            match *figures {
                Some(at) => {
                    let doubt = rows.get(at).is_some_and(|row| {
                        row.torn || (full && !row.broken && row.tokens.len() < wanted)
                    });
                    let found = doubt
                        .then(|| Doubtful::of(row, label, (rows, at), heads.columns()))
                        .flatten();
                    match found {
                        Some(found) => doubtful.push(found),
                        None => self.row(row, label, &heads, rows, at, reading),
                    }
                }
                None if sparse && !label.group => self.blank_row(row, label, reading),
                None => {}
            }
        }
        self.settle(&doubtful, &heads, rows, reading);
        reading.rows.sort_by_key(|found| found.row);
        Some(heads.certain)
    }

    /// Whether a figure stands before the label on the line of most labels: the number of the row,
    /// in a column that is none of the form's.
    fn are_numbered(&self) -> bool {
        let (mut numbered, mut labelled) = (0, 0);
        for line in self.words.chunk_by(|left, right| left.line == right.line) {
            let figure = line.iter().filter(|word| word.is_value());
            let label = line.iter().filter(|word| !word.letters.is_empty());
            let figure = figure.map(Word::start).min();
            if let (Some(figure), Some(label)) = (figure, label.map(Word::start).min()) {
                labelled += 1;
                numbered += usize::from(figure < label);
            }
        }
        numbered * 2 > labelled
    }

    /// Whether there is any piece of a head.
    fn is_headed(&self) -> bool {
        let mut labels = self.joined.labels.iter();
        labels.any(|label| matches!(label.part, Part::Column(_)))
    }

    fn row(
        &self,
        row: (usize, usize),
        label: &Whole,
        heads: &Heads,
        rows: &[Figures<'d>],
        at: usize,
        reading: &mut Reading<'d>,
    ) {
        let token = self.label(label);
        let few = |row: &Figures<'_>| row.tokens.len() < heads.columns().len();
        let unplaced = !self.laid && rows.get(at).is_some_and(few);
        let Some(placed) = heads.lay(rows, at).filter(|_| !unplaced) else {
            let found = rows.get(at).map_or(0, |row| row.tokens.len()).to_string();
            self.unread(row, &found, token, reading);
            return;
        };
        let mut values: Vec<(usize, Token<'d>)> = placed;
        for column in self.leaves() {
            if !values.iter().any(|(other, _)| *other == column) {
                values.extend(token.map(|token| (column, blank(&token))));
            }
        }
        values.sort_by_key(|(column, _)| *column);
        reading.rows.push(Found {
            row,
            values,
            label: token,
            altered: false,
            basis: Basis::Headings,
        });
    }

    /// A row with nothing printed in it, where zeros are left blank.
    fn blank_row(&self, row: (usize, usize), label: &Whole, reading: &mut Reading<'d>) {
        let Some(token) = self.label(label) else {
            return;
        };
        let values = self
            .leaves()
            .into_iter()
            .map(|column| (column, blank(&token)))
            .collect();
        reading.rows.push(Found {
            row,
            values,
            label: Some(token),
            altered: false,
            basis: Basis::Headings,
        });
    }

    /// Remarks that the figures of a row could not be told apart.
    fn unread(
        &self,
        row: (usize, usize),
        found: &str,
        label: Option<Token<'d>>,
        reading: &mut Reading<'d>,
    ) {
        let official = self.block.rows[row.1].label.text.clone();
        let place = label.map(|token| token.place);
        let kind = ObservationKind::MisalignedRow;
        reading
            .remarks
            .push((kind, official, found.to_owned(), place));
        reading.misaligned.push(row);
        reading.uncertain = true;
    }

    /// The first word of a label.
    fn label(&self, label: &Whole) -> Option<Token<'d>> {
        let first = label.words.first()?;
        Some(self.words.get(*first)?.token)
    }
}

/// A blank cell right after a token.
fn blank<'d>(token: &Token<'d>) -> Token<'d> {
    Token {
        text: "",
        place: after(token),
        shape: Shape::Blank,
        word: Meaning::default(),
        ..*token
    }
}
