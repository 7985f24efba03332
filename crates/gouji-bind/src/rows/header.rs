//! The headings since the last caption, and texts that may be pieces of them.

use gouji_document::ColumnEvidence;

use crate::at::ColumnAt;
use crate::lines::Token;

/// Most headings among which unknown ones are kept, and most pieces of headings.
pub(super) const MOST_HEADS: usize = 128;

/// Most lines that a heading is broken over.
pub(super) const MOST_PIECES: usize = 4;

/// How many characters apart pieces of one heading may begin in laid-out text.
pub(super) const SLANT: u32 = 3;

/// A heading since the last caption.
#[derive(Clone, Debug)]
pub(super) struct Head<'d> {
    /// The columns it can name, as block and column; none for one the form does not know.
    pub columns: Vec<ColumnAt>,
    pub token: Token<'d>,
    pub line: usize,
    pub block: usize,
}

/// The headings since the last caption.
#[derive(Debug, Default)]
pub(super) struct Heads<'d> {
    pub heads: Vec<Head<'d>>,
    /// Texts that may be pieces of headings.
    pub scraps: Vec<Head<'d>>,
    /// How many lines were seen.
    pub lines: usize,
    pub evidence: Option<ColumnEvidence>,
}

impl<'d> Heads<'d> {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// The headings with the columns they name and their lines, as printed.
    pub(super) fn tokens(&self) -> impl Iterator<Item = (&[ColumnAt], Token<'d>, usize)> + Clone {
        let heads = self.heads.iter();
        heads.map(|head| (head.columns.as_slice(), head.token, head.line))
    }

    /// How the places of the headings can be trusted.
    pub(super) const fn evidence(&self) -> Option<ColumnEvidence> {
        self.evidence
    }

    /// Whether a block of the document has headings of its own, with columns of the form.
    pub(super) fn stand_in(&self, block: usize) -> bool {
        let named = self.heads.iter().filter(|head| !head.columns.is_empty());
        named.filter(|head| head.block == block).count() >= 2
    }

    /// Whether a block of the document has a heading of its own.
    pub(super) fn begin_in(&self, block: usize) -> bool {
        self.heads.iter().any(|head| head.block == block)
    }

    /// The block of the first heading that the form knows.
    pub(super) fn first_block(&self) -> Option<usize> {
        let mut columns = self.heads.iter().flat_map(|head| &head.columns);
        columns.next().map(|ColumnAt { block, .. }| *block)
    }

    /// Keeps texts of a line between headings and the first row.
    pub(super) fn add_scraps(
        &mut self,
        texts: impl Iterator<Item = Token<'d>>,
        block: usize,
        after_data: bool,
    ) {
        if after_data {
            return;
        }
        self.lines += 1;
        for token in texts {
            self.scrap(token, block);
        }
    }

    /// The places of headings that are but pieces are those of laid-out text.
    pub(super) fn laid_out(&mut self) {
        if self.heads.is_empty() {
            self.evidence = self.evidence.or(Some(ColumnEvidence::Position));
        }
    }

    pub(super) fn scrap(&mut self, token: Token<'d>, block: usize) {
        if self.scraps.len() < MOST_HEADS {
            let line = self.lines;
            self.scraps.push(Head {
                columns: Vec::new(),
                token,
                line,
                block,
            });
        }
    }

    pub(super) fn push(&mut self, columns: Vec<ColumnAt>, token: Token<'d>, block: usize) {
        let line = self.lines;
        self.heads.push(Head {
            columns,
            token,
            line,
            block,
        });
    }

    /// Whether a piece may go on below another one: it stands further down, under it.
    pub(super) fn goes_on(&self, upper: &Head<'d>, lower: &Head<'d>) -> bool {
        if lower.line <= upper.line || lower.line > upper.line + MOST_PIECES {
            return false;
        }
        let (one, other) = (upper.token.column, lower.token.column);
        match self.evidence {
            Some(ColumnEvidence::Position) => {
                let inside = |from: u32, span: u32, at: u32| (from..from + span).contains(&at);
                one.abs_diff(other) <= SLANT
                    || inside(one, upper.token.span, other)
                    || inside(other, lower.token.span, one)
            }
            _ if upper.block == lower.block => one == other,
            // A head torn by the end of a page: the columns of one table say nothing of those of another.
            _ => upper.block < lower.block && lower.line == upper.line + 1,
        }
    }
}
