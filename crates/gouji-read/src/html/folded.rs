//! What pages fold away: the content of `details` that are not open.
//!
//! Nobody sees it before they ask for it, but it may be all there is of a table. So it is read, unless a
//! table in it is also shown outside: then it is an earlier state of that, or a copy.

use std::ops::Range;

use gouji_document::{Block, Document, Table};
use rustc_hash::FxHashSet;

/// Fewest different texts that tables share if one is a copy of another.
const FEWEST_SHARED: usize = 3;

/// Most tables that are compared, shown or folded away at one place.
const MOST_TABLES: usize = 32;

/// Which blocks of a document are folded away.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The open `details`, outermost first, with the number of blocks before each that is outermost of those
    /// not open.
    opened: Vec<Option<usize>>,
    /// The blocks of each.
    found: Vec<Range<usize>>,
}

impl Folded {
    /// Notes that `details` begin, with so many blocks before.
    pub(super) fn begin(&mut self, is_folded: bool, blocks: usize) {
        let is_outermost = is_folded && self.opened.iter().all(Option::is_none);
        self.opened.push(is_outermost.then_some(blocks));
    }

    /// Notes that the innermost end.
    pub(super) fn end(&mut self, blocks: usize) {
        if let Some(start) = self.opened.pop().flatten() {
            self.found.push(start..blocks);
        }
    }

    /// Takes out of a document what is folded away and shown as well.
    pub(super) fn settle(mut self, document: &mut Document) {
        while !self.opened.is_empty() {
            self.end(document.blocks.len());
        }
        if self.found.is_empty() {
            return;
        }
        let mut is_folded = vec![false; document.blocks.len()];
        for range in &self.found {
            is_folded[range.clone()].fill(true);
        }
        let blocks = document.blocks.iter().zip(&is_folded);
        let outside = blocks.filter(|(_, is_folded)| !**is_folded);
        let shown: Vec<_> = tables(outside.map(|(block, _)| block))
            .map(|table| texts(document, table))
            .collect();
        let is_shown = |table: &Table| {
            let own = texts(document, table);
            shown.iter().any(|other| {
                let shared = own.intersection(other).count();
                shared >= FEWEST_SHARED && shared * 2 > own.len()
            })
        };
        let mut dropped = vec![false; document.blocks.len()];
        for range in self.found {
            let inside = &document.blocks[range.clone()];
            if tables(inside.iter()).any(is_shown) {
                dropped[range].fill(true);
            }
        }
        let mut dropped = dropped.into_iter();
        document
            .blocks
            .retain(|_| !dropped.next().unwrap_or_default());
    }
}

/// The first tables among blocks.
fn tables<'b>(blocks: impl Iterator<Item = &'b Block>) -> impl Iterator<Item = &'b Table> {
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.take(MOST_TABLES)
}

/// The texts of a table that are no figures.
fn texts<'d>(document: &'d Document, table: &Table) -> FxHashSet<&'d str> {
    let texts = table.cells.iter().map(|cell| document.text(cell.text));
    let is_worded = |text: &&str| text.chars().any(char::is_alphabetic);
    texts.filter(is_worded).collect()
}

#[cfg(test)]
mod tests {
    use gouji_document::Source;

    use super::*;
    use crate::read_html;

    fn read(page: &str) -> Vec<String> {
        let source = Source::decode(page.as_bytes());
        let document = read_html(&source);
        let text = |block: &Block| match block {
            Block::Paragraph(paragraph) => document.text(paragraph.text).to_owned(),
            Block::Table(table) => {
                let cells = table.cells.iter().map(|cell| document.text(cell.text));
                cells.collect::<Vec<_>>().join(" ")
            }
        };
        document.blocks.iter().map(text).collect()
    }

    fn table(figure: u32) -> String {
        format!("<table><tr><td>规章<td>规范性文件<td>许可<td>{figure}</table>")
    }

    #[test]
    fn what_is_folded_away_is_read_where_it_is_not_shown_as_well() {
        let (shown, earlier) = (table(1), table(2));
        for (page, expected) in [
            (
                format!("<details><summary>甲</summary>{earlier}</details>乙"),
                vec!["甲", "规章 规范性文件 许可 2", "乙"],
            ),
            (
                format!("{shown}<details><summary>甲</summary>{earlier}</details>乙"),
                vec!["规章 规范性文件 许可 1", "乙"],
            ),
            (
                format!("<details><p>甲<details>{earlier}</details>丙</details>{shown}"),
                vec!["规章 规范性文件 许可 1"],
            ),
            (
                format!("{shown}<details open>{earlier}</details>"),
                vec!["规章 规范性文件 许可 1", "规章 规范性文件 许可 2"],
            ),
            (
                format!("{shown}<details>说明<table><tr><td>甲<td>乙<td>丙</table>"),
                vec!["规章 规范性文件 许可 1", "说明", "甲 乙 丙"],
            ),
            (
                format!("<dialog>{earlier}</dialog><dialog open>甲</dialog>"),
                vec!["甲"],
            ),
        ] {
            assert_eq!(read(&page), expected, "{page}");
        }
    }

    #[test]
    fn many_folds_end() {
        assert!(read(&"<details>".repeat(100_000)).is_empty());
        let folds = format!("<details>{}</details>", table(1)).repeat(3_000);
        assert_eq!(read(&(table(1) + &folds)).len(), 1);
    }
}
