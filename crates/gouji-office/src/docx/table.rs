//! The grid of a Word table.

use crate::draft::Part;
use crate::rows::{Rows, Vertical};
use gouji_package::Element;

use super::styles::is_shade;
use super::switch::is_on;
use super::{Reader, shown};

impl Reader {
    /// Reads a table.
    pub(super) fn table(&mut self, table: Element<'_>) -> Part {
        let mut rows = Rows::default();
        let properties = table.child("tblPr");
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        let may_shade = |style: Element<'_>| self.styles.may_shade(style.attribute("val"));
        let styled = self.styles_shade && property("tblStyle").is_some_and(may_shade);
        let paper = self.on_paper;
        self.on_paper &= !styled && !property("shd").is_some_and(is_shade);
        self.table_parts(table, "tr", &mut rows);
        self.on_paper = paper;
        Part::Table(rows.finish())
    }

    /// The rows of a table, or the cells of a row: they may stand in content controls.
    fn table_parts(&mut self, parent: Element<'_>, name: &str, rows: &mut Rows) {
        for child in parent.children() {
            match child.name() {
                "tr" if name == "tr" => self.row(child, rows),
                "tc" if name == "tc" => self.cell(child, rows),
                _ => {
                    if let Some(inside) = shown(child) {
                        self.table_parts(inside, name, rows);
                    }
                }
            }
        }
    }

    fn row(&mut self, row: Element<'_>, rows: &mut Rows) {
        let properties = row.child("trPr");
        if properties.is_some_and(|properties| is_deleted(properties) || is_hidden(properties)) {
            return;
        }
        rows.begin_row();
        let before = properties.and_then(|properties| properties.child("gridBefore"));
        rows.skip(before.and_then(|before| before.number("val")).unwrap_or(0));
        self.table_parts(row, "tc", rows);
    }

    fn cell(&mut self, cell: Element<'_>, rows: &mut Rows) {
        let properties = cell.child("tcPr");
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        if property("cellDel").is_some() {
            return;
        }
        let span = property("gridSpan").and_then(|span| span.number("val"));
        let span = span.unwrap_or(1).max(1);
        let continues = |merge: Element<'_>| merge.attribute("val") != Some("restart");
        let merge = |name: &str, of_2003: &str| property(name).or_else(|| property(of_2003));
        if merge("hMerge", "hmerge").is_some_and(continues) && !rows.at_row_start() {
            return rows.widen(span);
        }
        let vertical = match merge("vMerge", "vmerge") {
            None => Vertical::Single,
            Some(merge) if continues(merge) => Vertical::Continue,
            Some(_) => Vertical::Restart,
        };
        let outer = std::mem::take(&mut self.carried);
        let paper = self.on_paper;
        self.on_paper &= !property("shd").is_some_and(is_shade);
        let mut parts = self.blocks(cell);
        self.on_paper = paper;
        self.settle(&mut parts);
        self.carried = outer;
        rows.cell(span, vertical, parts);
        rows.comes_from(cell.index());
    }
}

/// Whether the properties of a row say that it is deleted.
fn is_deleted(properties: Element<'_>) -> bool {
    properties.children().any(|child| match child.name() {
        "del" => true,
        "annotation" => child.attribute("type") == Some("Word.Deletion"),
        _ => false,
    })
}

/// Whether the properties of a row say that it is hidden.
fn is_hidden(properties: Element<'_>) -> bool {
    properties.child("hidden").is_some_and(is_on)
}
