//! Which lines of a document are those of a table: between the headings of its section, or from its first label to
//! its last.

use gouji_document::ColumnEvidence;
use gouji_model::{RowAxis, Table};

use crate::headings::Heading;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};

/// Fewest characters of a label that shows another table to begin.
const SPECIFIC: usize = 3;

/// Whether a table's rows stand side by side.
pub(crate) fn is_across(table: &Table) -> bool {
    table
        .blocks
        .iter()
        .any(|block| block.rows_run == RowAxis::Across)
}

/// The lines between the heading of the table's section and the next, if most of the table's
/// labels are there; else all lines (headings may be gone).
pub(crate) fn region<'l, 'd>(
    lines: &'l [Line<'d>],
    section: Option<&'l [Line<'d>]>,
    lexicon: &Lexicon,
    table: usize,
) -> &'l [Line<'d>] {
    let Some(inside) = section else {
        return lines;
    };
    let hits = |lines: &[Line<'d>]| {
        let (rows, stream) = label_hits(lines, lexicon, table);
        rows + stream
    };
    if hits(inside) * 10 >= hits(lines) * 6 {
        inside
    } else {
        lines
    }
}

/// The lines between the heading of the table's section and the next, if it has one.
pub(crate) fn section<'l, 'd>(
    lines: &'l [Line<'d>],
    headings: &[Heading<'d>],
    lexicon: &Lexicon,
    table: usize,
) -> Option<&'l [Line<'d>]> {
    let section = &lexicon.form.tables[table].section;
    let at = headings
        .iter()
        .position(|heading| lexicon.form.sections[heading.section].id == *section)?;
    let end = headings.get(at + 1).map_or(lines.len(), |next| next.line);
    lines.get(headings[at].line + 1..end)
}

/// The lines from the first label that only this table has to the last, and on until a label
/// that only another table has: `总计` and `其他` stand in several.
pub(crate) fn trimmed<'l, 'd>(
    lines: &'l [Line<'d>],
    lexicon: &Lexicon,
    table: usize,
) -> &'l [Line<'d>] {
    let owner = |line: &Line<'d>| -> Option<bool> {
        let labels = line.tokens.iter().filter(|token| token.is_label());
        labels.into_iter().find_map(|token| {
            let meanings = lexicon.meanings(token.word);
            let first = meanings.first()?.table();
            let single = meanings.iter().all(|meaning| meaning.table() == first);
            // Short words such as 其他 end no table: they may be pieces of broken labels.
            let is_specific = first == table || token.text.chars().count() >= SPECIFIC;
            (single && is_specific).then_some(first == table)
        })
    };
    let owners: Vec<Option<bool>> = lines.iter().map(owner).collect();
    let Some(first) = owners.iter().position(|owner| *owner == Some(true)) else {
        return lines;
    };
    let last = owners
        .iter()
        .rposition(|owner| *owner == Some(true))
        .unwrap_or(first);
    let end = owners[last..]
        .iter()
        .position(|owner| *owner == Some(false))
        .map_or(lines.len(), |others| last + others);
    // One cell a line, a heading of no form may stand before all others.
    let in_stream = |line: &Line<'_>| line.evidence == Some(ColumnEvidence::Stream);
    let first = match first.checked_sub(1) {
        Some(before) if in_stream(&lines[before]) && in_stream(&lines[first]) => before,
        // A heading above the table may name the rows that it prints side by side.
        Some(before)
            if is_across(&lexicon.form.tables[table]) && lines[before].lone_text().is_some() =>
        {
            before
        }
        _ => first,
    };
    &lines[first..end]
}

/// Whether all figures stand in lines with known rows: a blank copy may have lost its rows.
pub(crate) fn only_rows_filled(lines: &[Line<'_>]) -> bool {
    let filled = |line: &Line<'_>| line.tokens.iter().any(Token::is_figure);
    lines.iter().filter(|line| filled(line)).all(Line::has_rows)
}

/// How many different labels of a table stand in lines with known rows, and in other lines.
pub(crate) fn label_hits(lines: &[Line<'_>], lexicon: &Lexicon, table: usize) -> (usize, usize) {
    let (mut in_rows, mut in_stream) = (lexicon.no_meanings(), lexicon.no_meanings());
    for line in lines {
        let seen = if line.has_rows() {
            &mut in_rows
        } else {
            &mut in_stream
        };
        for token in line.tokens.iter().filter(|token| token.is_label()) {
            seen.add(&lexicon.meanings_in(token.word, table));
        }
    }
    (in_rows.count(), in_stream.count())
}
