//! Reports in forms that say themselves how they are known (`[known_by]`).
//!
//! Such a form is a table or several, each with its labels to the left of its figures, one below the
//! other or side by side in one grid. A line of headings opens *panels*: stretches of columns, each with
//! labels of its own. Every row of a panel is read by its label and the columns of the grid alone; what
//! they do not tell is reported as unread.

mod cells;
pub(crate) mod facts;
mod known;
mod label;
mod opening;
mod other_form;
mod panel;
mod part;
mod pattern;
pub(crate) mod sections;

use std::sync::Arc;

use gouji_document::{ColumnEvidence, Document};
use gouji_model::{Form, Report, below_zero};

use crate::copies;
use crate::filling::{lose_table, record};
use crate::group_heads::{Heading, spread};
use crate::grouped::{Grouping, over};
use crate::labels::Labels;
use crate::lexicon::Lexicon;
use crate::lines::{self, Line, Token};
use crate::optional;
use crate::shape::Shape;

use part::Part;

/// Binds documents to forms that say how they are known.
#[derive(Debug)]
pub(crate) struct Declared {
    labels: Arc<Labels>,
    lexicons: Vec<Lexicon>,
}

impl Declared {
    /// For these forms, which all say how they are known.
    pub(crate) fn new(forms: &[Arc<Form>]) -> Self {
        let labels = Arc::new(Labels::new(forms));
        let lexicons = forms.iter().map(|form| Lexicon::new(form, &labels, None));
        Self {
            lexicons: lexicons.collect(),
            labels,
        }
    }

    /// The reports in a document, in order; none where it holds none.
    pub(crate) fn bind(&self, document: &Document) -> Vec<Report> {
        if self.lexicons.is_empty() {
            return Vec::new();
        }
        let lines = lines::flatten(document, &self.labels);
        let numbers = self.numbers_in_groups(&lines);
        let mut lines = put_together(lines, &numbers);
        lines.iter_mut().for_each(note_amounts);
        self.tell_values(&mut lines);
        self.spread_groups(&mut lines);
        let panels = panel::find(&lines, &self.lexicons);
        let parts = part::parts(panels, &lines, &self.lexicons);
        let mut above = 0;
        let mut reports = Vec::with_capacity(parts.len());
        for (at, part) in parts.iter().enumerate() {
            let next = parts[at + 1..].iter().map(Part::start).min();
            let around = above.min(part.start())..next.unwrap_or(lines.len()).max(part.end());
            let mut report = self.report(&lines, part, around);
            let form = &self.lexicons[part.lexicon()].form;
            sections::record(document, &lines, form, parts.len() > 1, &mut report);
            reports.push(report);
            above = above.max(part.end());
        }
        other_form::lend(&mut reports, &self.lexicons);
        reports
    }

    /// Numbers whose groups stand a space apart in laid-out text.
    fn numbers_in_groups(&self, lines: &[Line<'_>]) -> Vec<InGroups> {
        let grouping = Grouping::of(self.lexicons.iter().map(|lexicon| &lexicon.form));
        let mut numbers: Vec<InGroups> = Vec::new();
        if grouping.is_empty() {
            return numbers;
        }
        let laid_out =
            |line: &&(usize, &Line<'_>)| line.1.evidence == Some(ColumnEvidence::Position);
        for (at, line) in lines.iter().enumerate().filter(|line| laid_out(&line)) {
            let mut first = 0;
            for (next, pair) in line.tokens.windows(2).enumerate() {
                let is_next = pair[0].column + pair[0].span + 1 == pair[1].column;
                let own = numbers
                    .last_mut()
                    .filter(|own| own.line == at && own.first == first);
                let before = own.as_ref().map_or(pair[0].text, |own| own.number.as_str());
                let joined = grouping.joined(before, pair[1].text);
                match (joined.filter(|_| is_next), own) {
                    (Some(number), Some(own)) => (own.number, own.last) = (number, next + 1),
                    (Some(number), None) => {
                        first = next;
                        numbers.push(InGroups {
                            line: at,
                            first,
                            last: next + 1,
                            number,
                        });
                    }
                    (None, _) => first = next + 1,
                }
            }
        }
        numbers
    }

    /// Tells what only forms and their languages write so: numbers, and words that stand for values.
    fn tell_values(&self, lines: &mut [Line<'_>]) {
        let all = self.lexicons.iter().map(|lexicon| &lexicon.form);
        let forms: Vec<&Arc<Form>> = all.filter(|form| form.has_own_values()).collect();
        if forms.is_empty() {
            return;
        }
        let tokens = lines.iter_mut().flat_map(|line| &mut line.tokens);
        for token in tokens.filter(|token| matches!(token.shape, Shape::Text | Shape::OtherValue)) {
            if forms.iter().any(|form| form.is_number(token.text)) {
                token.shape = Shape::Figure;
            } else if forms.iter().any(|form| form.is_word_for_value(token.text)) {
                token.shape = Shape::OtherValue;
            }
        }
    }

    /// Lets headings of groups span all their columns.
    fn spread_groups(&self, lines: &mut [Line<'_>]) {
        let is_group = |token: &Token<'_>| {
            let mut lexicons = self.lexicons.iter();
            lexicons.any(|lexicon| opening::heads_group(token, lexicon))
        };
        let heading = |token: &Token<'_>| Heading {
            column: token.column,
            span: token.span,
            blank: token.is_blank(),
            figure: token.is_figure(),
            group: is_group(token),
        };
        let one_grid = |line: &Line<'_>, next: &Line<'_>| {
            line.block == next.block && line.evidence == Some(ColumnEvidence::Grid)
        };
        for table in lines.chunk_by_mut(one_grid) {
            let headings = table.iter().map(|line| line.tokens.iter().map(heading));
            let headings: Vec<Vec<Heading>> = headings.map(Iterator::collect).collect();
            for found in spread(&headings) {
                let line = table.get_mut(found.line);
                if let Some(token) = line.and_then(|line| line.tokens.get_mut(found.cell)) {
                    token.span = found.span;
                }
            }
        }
    }

    /// The form whose title a document has, though none of its tables.
    pub(crate) fn titled(&self, document: &Document) -> Option<&Form> {
        let lines = lines::flatten(document, &self.labels);
        let titled = |lexicon: &&Lexicon| facts::has_title(&lines, &lexicon.form);
        self.lexicons.iter().find(titled).map(|known| &*known.form)
    }

    fn report(
        &self,
        lines: &[Line<'_>],
        part: &Part<'_>,
        around: std::ops::Range<usize>,
    ) -> Report {
        let lexicon = &self.lexicons[part.lexicon()];
        let form = &lexicon.form;
        let mut report = Report::empty(form.id.clone(), form.cell_count());
        for (table, mut reading) in part.readings(lexicon).into_iter().enumerate() {
            if form.tables[table].from.is_some() {
                continue;
            }
            if reading.rows.is_empty() && reading.misaligned.is_empty() {
                lose_table(&mut report, lexicon, table);
                continue;
            }
            copies::settle(&mut reading, lexicon, table);
            record(&reading, lexicon, table, &mut report);
        }
        let tables = part.start()..part.end();
        facts::record(lines, &tables, &around, form, &mut report);
        optional::take_back(lines.get(around).unwrap_or_default(), form, &mut report);
        report
    }
}

/// A number whose groups are tokens of their own.
struct InGroups {
    line: usize,
    /// Its first token, and its last.
    first: usize,
    last: usize,
    number: String,
}

/// Lines in which each number is one token.
fn put_together<'l>(mut lines: Vec<Line<'l>>, numbers: &'l [InGroups]) -> Vec<Line<'l>> {
    for own in numbers.iter().rev() {
        let Some(line) = lines.get_mut(own.line) else {
            continue;
        };
        if let (Some(one), Some(other)) = (line.tokens.get(own.first), line.tokens.get(own.last)) {
            let joined = Token {
                text: &own.number,
                place: over(one.place, other.place),
                span: other.column + other.span - one.column,
                shape: Shape::Figure,
                ..*one
            };
            line.tokens.splice(own.first..=own.last, [joined]);
        }
    }
    lines
}

/// Amounts below zero may stand in brackets, which elsewhere are text.
fn note_amounts(line: &mut Line<'_>) {
    let texts = line.tokens.iter_mut();
    for token in texts.filter(|token| token.shape == Shape::Text) {
        if below_zero(token.text).is_some() {
            token.shape = Shape::Figure;
        }
    }
}
