//! Lines of headings, and the panels they open: one, or several side by side.

use gouji_document::ColumnEvidence;
use gouji_model::Column;

use crate::lexicon::{Lexicon, Meaning};
use crate::lines::{Line, Token};

/// A column of a form: table, block and column.
pub(super) type ColumnOf = (usize, usize, usize);

/// A heading of figures with the columns that it may be, of which each table has one.
#[derive(Clone, Debug)]
pub(super) struct Head<'d> {
    pub token: Token<'d>,
    pub columns: Vec<ColumnOf>,
}

/// A panel as its headings give it.
#[derive(Clone, Debug, Default)]
pub(super) struct Opening<'d> {
    /// Its first column of the grid.
    pub from: u32,
    /// The headings of its figures, in order.
    pub heads: Vec<Head<'d>>,
    /// Headings that the form does not know.
    pub unknown_heads: Vec<Token<'d>>,
    /// Headings of columns that carry nothing.
    pub skipped: Vec<Token<'d>>,
}

impl Opening<'_> {
    /// Where its labels end: the first column that is headed as something else.
    pub(super) fn labels_end(&self) -> u32 {
        let heads = self.heads.iter().map(|head| &head.token);
        let all = heads.chain(&self.unknown_heads).chain(&self.skipped);
        all.map(|token| token.column).min().unwrap_or(u32::MAX)
    }

    fn has(&self, columns: &[ColumnOf]) -> bool {
        let mut known = self.heads.iter().flat_map(|head| &head.columns);
        known.any(|column| columns.contains(column))
    }
}

/// Whether a line heads columns of a form.
pub(super) fn is_heading(line: &Line<'_>, lexicon: &Lexicon) -> bool {
    let heads = |token: &Token<'_>| !columns_of(token, lexicon).is_empty();
    line.has_rows()
        && !line.tokens.iter().any(Token::is_figure)
        && line.tokens.iter().any(heads)
        && !line.tokens.iter().any(|token| names_row(token, lexicon))
}

/// The panels that a line of headings opens, from left to right. Lines of headings `above` it name the groups of its
/// columns.
pub(super) fn openings<'d>(
    line: &Line<'d>,
    above: &[Line<'d>],
    lexicon: &Lexicon,
) -> Vec<Opening<'d>> {
    let mut reader = Reader {
        lexicon,
        groups: groups(line, above, lexicon),
        done: Vec::new(),
        open: Opening::default(),
        labelled: false,
        laid_out: line.evidence == Some(ColumnEvidence::Position),
        waiting: Vec::new(),
    };
    let filled = line.tokens.iter().filter(|token| !token.is_blank());
    for token in filled {
        reader.token(*token);
    }
    reader.finish()
}

fn columns_of(token: &Token<'_>, lexicon: &Lexicon) -> Vec<ColumnOf> {
    let meanings = lexicon.meanings(token.word);
    let columns = meanings.iter().filter_map(|meaning| match meaning {
        Meaning::Column {
            table,
            block,
            column,
        } => Some((table, block, column)),
        _ => None,
    });
    columns.collect()
}

/// A heading of a group of columns with those that it may be.
struct Group<'d> {
    token: Token<'d>,
    columns: Vec<ColumnOf>,
}

/// The headings of groups on some lines, from top to bottom.
fn groups<'d>(line: &Line<'d>, above: &[Line<'d>], lexicon: &Lexicon) -> Vec<Group<'d>> {
    let tokens = above.iter().chain([line]).flat_map(|line| &line.tokens);
    let groups = tokens.map(|token| {
        let mut columns = columns_of(token, lexicon);
        columns.retain(|column| is_group(*column, lexicon));
        Group {
            token: *token,
            columns,
        }
    });
    groups.filter(|group| !group.columns.is_empty()).collect()
}

fn column((table, block, column): ColumnOf, lexicon: &Lexicon) -> Option<&Column> {
    let table = lexicon.form.tables.get(table)?;
    table.blocks.get(block)?.columns.get(column)
}

/// Whether a column heads others.
fn is_group(of: ColumnOf, lexicon: &Lexicon) -> bool {
    column(of, lexicon).is_some_and(|column| column.group)
}

/// Whether a text may head a group of columns.
pub(super) fn heads_group(token: &Token<'_>, lexicon: &Lexicon) -> bool {
    let columns = columns_of(token, lexicon);
    columns.iter().any(|column| is_group(*column, lexicon))
}

/// Whether a column is one of those of a group.
fn is_below(own: ColumnOf, group: ColumnOf, lexicon: &Lexicon) -> bool {
    let ids = [own, group].map(|of| column(of, lexicon).map(|column| column.id.as_str()));
    let [Some(own_id), Some(group_id)] = ids else {
        return false;
    };
    let rest = own_id.strip_prefix(group_id);
    (own.0, own.1) == (group.0, group.1) && rest.is_some_and(|rest| rest.starts_with('.'))
}

impl Group<'_> {
    /// Whether it stands over a heading.
    fn is_over(&self, token: &Token<'_>) -> bool {
        let end = |token: &Token<'_>| token.column + token.span.max(1);
        let own = &self.token;
        own.place != token.place && own.column <= token.column && end(token) <= end(own)
    }
}

fn names_row(token: &Token<'_>, lexicon: &Lexicon) -> bool {
    let exact = lexicon.meanings(token.word);
    let is_row = |meaning: Meaning| matches!(meaning, Meaning::Row { .. });
    let is_head = |meaning: Meaning| !is_row(meaning);
    exact.iter().any(is_row) && !exact.iter().any(is_head)
}

/// A heading that may belong to the panel before it or to the next.
#[derive(Clone, Copy)]
enum Waiting<'d> {
    Text(Token<'d>),
    Skip(Token<'d>),
}

struct Reader<'l, 'd> {
    lexicon: &'l Lexicon,
    /// The headings of groups, from top to bottom.
    groups: Vec<Group<'d>>,
    done: Vec<Opening<'d>>,
    open: Opening<'d>,
    /// The head of the labels was seen.
    labelled: bool,
    /// White space parts the words of one head from each other.
    laid_out: bool,
    waiting: Vec<Waiting<'d>>,
}

impl<'d> Reader<'_, 'd> {
    /// The columns that a heading may be. Of several by one label it is that of the groups above it; where groups
    /// stand above others only, one that is in no group.
    fn columns_of(&self, token: &Token<'d>) -> Vec<ColumnOf> {
        let mut columns = columns_of(token, self.lexicon);
        if self.groups.is_empty() || columns.len() < 2 {
            return columns;
        }
        let mut narrow = |keep: &dyn Fn(ColumnOf) -> bool| {
            if columns.iter().any(|column| keep(*column)) {
                columns.retain(|column| keep(*column));
            }
        };
        let is_in = |group: &Group<'_>, own: ColumnOf| {
            let mut columns = group.columns.iter();
            columns.any(|column| is_below(own, *column, self.lexicon))
        };
        let mut over = self
            .groups
            .iter()
            .filter(|group| group.is_over(token))
            .peekable();
        if over.peek().is_none() {
            narrow(&|own| !self.groups.iter().any(|group| is_in(group, own)));
        }
        for group in over {
            narrow(&|own| is_in(group, own));
        }
        columns
    }

    fn token(&mut self, token: Token<'d>) {
        let columns = self.columns_of(&token);
        if !columns.is_empty() {
            self.head(Head { token, columns });
            return;
        }
        let meanings = self.lexicon.meanings(token.word);
        let skips = |meaning| matches!(meaning, Meaning::Skip { .. });
        let waiting = match meanings.iter().any(skips) {
            true => Waiting::Skip(token),
            false => Waiting::Text(token),
        };
        match self.open.heads.is_empty() {
            true => self.before_heads(waiting),
            false => self.waiting.push(waiting),
        }
    }

    /// The first text of a panel heads its labels.
    fn before_heads(&mut self, waiting: Waiting<'d>) {
        match waiting {
            Waiting::Skip(token) => self.open.skipped.push(token),
            Waiting::Text(token) if self.labelled && !self.laid_out => {
                self.open.unknown_heads.push(token);
            }
            Waiting::Text(_) => self.labelled = true,
        }
    }

    fn head(&mut self, head: Head<'d>) {
        let waiting = std::mem::take(&mut self.waiting);
        if self.open.has(&head.columns) {
            self.begin(&waiting, head.token.column);
        }
        self.take(waiting);
        self.open.heads.push(head);
    }

    /// A column that is headed again is that of another panel, which begins at the first text between.
    fn begin(&mut self, waiting: &[Waiting<'d>], column: u32) {
        let mut texts = waiting.iter().filter_map(|waiting| match waiting {
            Waiting::Text(token) => Some(token.column),
            Waiting::Skip(_) => None,
        });
        let heads = self.open.heads.iter().map(|head| &head.token);
        let all = heads
            .chain(&self.open.skipped)
            .chain(&self.open.unknown_heads);
        let end = all.map(|token| token.column + token.span.max(1)).max();
        let from = texts.next().or(end).unwrap_or(column);
        let next = Opening {
            from,
            ..Opening::default()
        };
        self.done.push(std::mem::replace(&mut self.open, next));
        self.labelled = false;
    }

    fn take(&mut self, waiting: Vec<Waiting<'d>>) {
        for waiting in waiting {
            match waiting {
                Waiting::Text(token) if !self.open.heads.is_empty() => {
                    self.open.unknown_heads.push(token);
                }
                waiting => self.before_heads(waiting),
            }
        }
    }

    fn finish(mut self) -> Vec<Opening<'d>> {
        let waiting = std::mem::take(&mut self.waiting);
        self.take(waiting);
        self.done.push(self.open);
        self.done.retain(|opening| !opening.heads.is_empty());
        self.done
    }
}
