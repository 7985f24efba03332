//! Tables of reports drawn here, text by text and line by line: which figures are read of which cell, and
//! what is said to be unread.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_bind::Binder;
use gouji_model::{ObservationKind, Report};
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

impl Bound {
    /// The wordings of the rows of which something of a kind was seen.
    fn seen(&self, kind: ObservationKind) -> Vec<&str> {
        let seen = self.report.observations.iter();
        let seen = seen.filter(|seen| seen.kind == kind);
        seen.map(|seen| seen.expected.as_str()).collect()
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

/// The first table of a report but for its last row, on one page.
fn first_table(rules: [&str; 4]) -> String {
    let [label, made, repealed, in_force] = rules;
    drawn(&[
        (150, 40, TITLE),
        (30, 80, "二、主动公开政府信息情况"),
        (30, 100, "信息内容"),
        (200, 100, "本年制发件数"),
        (300, 100, "本年废止件数"),
        (400, 100, "现行有效件数"),
        (30, 120, label),
        (220, 120, made),
        (320, 120, repealed),
        (420, 120, in_force),
        (30, 140, "行政规范性文件"),
        (220, 140, "14"),
        (320, 140, "20"),
        (420, 140, "53"),
        (30, 160, "信息内容"),
        (200, 160, "本年处理决定数量"),
        (30, 180, "行政许可"),
        (220, 180, "3737"),
        (30, 200, "信息内容"),
        (200, 200, "本年处理决定数量"),
        (30, 220, "行政处罚"),
        (220, 220, "12"),
        (30, 240, "行政强制"),
        (220, 240, "3"),
    ])
}

const RULES: [&str; 4] = ["规章", "0", "0", "0"];

#[test]
fn a_row_at_the_head_of_the_next_page_is_not_missing() {
    // A line of prose parts it from the table.
    let next = drawn(&[
        (30, 20, "本页由网站打印，仅供内部核对。"),
        (30, 40, "信息内容"),
        (200, 40, "本年收费金额（单位：万元）"),
        (30, 60, "行政事业性收费"),
        (220, 60, "341.35"),
        (30, 120, "三、收到和处理政府信息公开申请情况"),
    ]);
    let found = bound(&[first_table(RULES), next]);
    assert_eq!(found.row("proactive/rules"), "0 0 0");
    let read = found.row("proactive/fees") == "341.35";
    let told = found.seen(ObservationKind::MisalignedRow) == ["行政事业性收费"];
    assert!(read || told, "{:?}", found.report.observations);
    assert!(found.seen(ObservationKind::MissingRow).is_empty());
    // Without it, it is.
    let found = bound(&[first_table(RULES)]);
    assert_eq!(found.seen(ObservationKind::MissingRow), ["行政事业性收费"]);
}

#[test]
fn noughts_with_what_they_count_are_the_figures_of_a_row() {
    let found = bound(&[first_table(["规章", "0件", "0件", "0件"])]);
    assert_eq!(found.row("proactive/rules"), "0件 0件 0件");
    assert_eq!(found.row("proactive/normative_documents"), "14 20 53");
}

#[test]
fn a_figure_that_touches_its_label_moves_no_other() {
    // Labels stand at the right edge of their cells, and figures at the left.
    let found = bound(&[drawn(&[
        (150, 40, TITLE),
        (30, 80, "二、主动公开政府信息情况"),
        (160, 100, "信息内容"),
        (230, 100, "本年制发件数"),
        (330, 100, "本年废止件数"),
        (430, 100, "现行有效件数"),
        (205, 120, "规章0"),
        (330, 120, "0"),
        (430, 120, "0"),
        (150, 140, "行政规范性文件17"),
        (330, 140, "30"),
        (430, 140, "71"),
        (160, 160, "信息内容"),
        (230, 160, "本年处理决定数量"),
        (180, 180, "行政许可27"),
        (160, 200, "信息内容"),
        (230, 200, "本年处理决定数量"),
        (190, 220, "行政处罚"),
        (260, 220, "12"),
        (190, 240, "行政强制"),
        (260, 240, "3"),
    ])]);
    let row = found.row("proactive/normative_documents");
    assert!(["_ _ _", "17 30 71"].contains(&row.as_str()), "{row}");
    let missing = found.seen(ObservationKind::MissingRow);
    assert!(
        !missing.contains(&"规章") && !missing.contains(&"行政许可"),
        "{missing:?}"
    );
}
