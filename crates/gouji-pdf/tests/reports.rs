//! Tables of reports drawn here, text by text and line by line: which figures are read of which cell, and
//! what is said to be unread.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_bind::Binder;
use gouji_model::Report;
use gouji_pack::Packs;
use gouji_pdf::read_pdf;
use made::{chinese_pages, text_at};

mod made;

const TITLE: &str = "青石县水务局2023年政府信息公开工作年度报告";
const REVIEW: &str = "四、政府信息公开行政复议、行政诉讼情况";

/// A report of these pages.
struct Bound {
    report: Report,
    packs: Packs,
}

fn bound(pages: &[String]) -> Bound {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let document = read_pdf(&chinese_pages(pages)).unwrap();
    let report = Binder::new(&packs.forms()).bind(&document).remove(0);
    Bound { report, packs }
}

impl Bound {
    /// The cells of a row, one after the other; `_` where there is none.
    fn row(&self, row: &str) -> String {
        let form = &self.packs.pack(&self.report.form).unwrap().form;
        let name = format!("{row}/");
        let cells = form
            .cells()
            .filter(|id| form.address_of(*id).starts_with(&name));
        let shown = cells.map(|id| {
            let cell = self.report.cell(id);
            cell.map_or("_".to_owned(), |cell| cell.text().into_owned())
        });
        shown.collect::<Vec<_>>().join(" ")
    }
}

/// Texts of a table, of ten points, each at its place.
fn drawn(texts: &[(i32, i32, &str)]) -> String {
    texts
        .iter()
        .map(|(x, y, text)| text_at(*x, *y, 10, text))
        .collect()
}

#[test]
fn names_of_rows_at_different_heights_stand_in_the_order_of_their_places() {
    // The heads of single rows stand at the upper edge of their cells, as high as the names of rows that
    // belong together.
    let leaves = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let figures = [
        "0", "0", "2", "0", "2", "2", "1", "0", "0", "3", "1", "0", "0", "1", "2",
    ];
    let mut page = drawn(&[(150, 40, TITLE), (30, 80, REVIEW)]);
    let middle = |from: i32, to: i32, text: &str| {
        (from + to) / 2 * 36 + 20 - i32::try_from(text.chars().count()).unwrap() * 4 + 18
    };
    let head = |x: i32, y: i32, text: &str| text_at(x, y, 8, text);
    page += &head(middle(0, 4, "行政复议"), 100, "行政复议");
    page += &head(middle(5, 14, "行政诉讼"), 100, "行政诉讼");
    page += &head(middle(5, 9, "未经复议直接起诉"), 112, "未经复议直接起诉");
    page += &head(middle(10, 14, "复议后起诉"), 112, "复议后起诉");
    for (column, figure) in (0..).zip(figures) {
        let leaf = leaves[usize::try_from(column % 5).unwrap()];
        let y = if column < 5 { 112 } else { 124 };
        page += &head(middle(column, column, leaf), y, leaf);
        page += &text_at(column * 36 + 22, 136, 8, figure);
    }
    let found = bound(&[page]);
    assert_eq!(found.row("review/reconsideration"), "0 0 2 0 2");
    assert_eq!(found.row("review/litigation.direct"), "2 1 0 0 3");
    assert_eq!(
        found.row("review/litigation.after_reconsideration"),
        "1 0 0 1 2"
    );
}
