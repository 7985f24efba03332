//! Tables one cell a line with more than the form's cells: every figure is read in its cell, what is of no
//! form is remarked, or the table is said to be unread.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::{ObservationKind, Report};
use gouji_pack::Packs;

mod laid_text;
use laid_text::{report, requests, row};

const TITLE: &str = "青石县水务局2023年政府信息公开工作年度报告\n\n";
const HEADS: &str = "自然人 法人或其他组织 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他";
const NEW: &str = "一、本年新收政府信息公开申请数量";
const UNREAD: &str = "_ _ _ _ _ _ _";

/// A cell a line with a bar behind each; `_` is a blank one.
fn lines(cells: &str) -> String {
    let cells = cells.split_whitespace();
    cells
        .map(|cell| format!("{} |\n", cell.replace('_', "")))
        .collect()
}

fn page(cells: &str) -> (Report, Packs) {
    let heading = "三、收到和处理政府信息公开申请情况\n\n";
    report(&format!(
        "{TITLE}{heading}{}\n五、存在的主要问题及改进情况\n",
        lines(cells)
    ))
}

fn remarks(found: &(Report, Packs), kind: ObservationKind) -> Vec<&str> {
    let seen = found.0.observations.iter().filter(|seen| seen.kind == kind);
    seen.map(|seen| seen.subject.as_str()).collect()
}

#[test]
fn a_local_column_is_first_or_last_of_its_group_as_the_sums_say() {
    for (heads, rows) in [
        (
            HEADS.replace("商业企业", "小计 商业企业"),
            ["5 7 4 0 0 3 0 12", "5 6 3 0 0 3 0 11", "0 1 1 0 0 0 0 1"],
        ),
        (
            format!("{HEADS} 小计"),
            ["5 4 0 0 3 0 7 12", "5 3 0 0 3 0 6 11", "0 1 0 0 0 0 1 1"],
        ),
    ] {
        let found = page(&format!(
            "{heads} {NEW} {} （一）予以公开 {} （七）总计 {} 四、结转下年度继续办理 {}",
            rows[0], rows[1], rows[1], rows[2]
        ));
        assert_eq!(requests(&found, "new"), "5 4 0 0 3 0 12", "{heads}");
        assert_eq!(requests(&found, "results.granted"), "5 3 0 0 3 0 11");
        assert_eq!(requests(&found, "carried_forward"), "0 1 0 0 0 0 1");
        assert_eq!(remarks(&found, ObservationKind::UnknownColumn), ["小计"]);
    }
}

#[test]
fn a_number_before_each_row_is_no_figure() {
    let found = page(&format!(
        "序号 申请人情况 _ {HEADS} 1 {NEW} 5 4 0 0 3 0 12 2 三、本年度办理结果 （一）予以公开 5 3 0 0 3 0 11 \
         3 （七）总计 5 3 0 0 3 0 11 4 四、结转下年度继续办理 0 1 0 0 0 0 1"
    ));
    assert_eq!(requests(&found, "new"), "5 4 0 0 3 0 12");
    assert_eq!(requests(&found, "results.granted"), "5 3 0 0 3 0 11");
    assert_eq!(requests(&found, "carried_forward"), "0 1 0 0 0 0 1");
    // Numbers that do not count the rows are figures of a column nobody knows.
    let found = page(&format!(
        "序号 申请人情况 _ {HEADS} 1 {NEW} 5 4 0 0 3 0 12 7 （七）总计 5 3 0 0 3 0 11"
    ));
    assert_eq!(requests(&found, "new"), UNREAD);
}

#[test]
fn a_lost_label_is_that_of_the_row_lacking_where_it_stands() {
    let table = |lost: &str, total: &str| {
        page(&format!(
            "{HEADS} {NEW} 5 4 0 0 3 0 12 二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0 \
             （一）予以公开 3 3 0 0 3 0 9 （二）部分公开 0 0 0 0 0 0 0 （三）不予公开 1.属于国家秘密 0 0 0 0 0 0 0 \
             _ {lost} 3.危及“三安全一稳定” 0 0 0 0 0 0 0 （七）总计 {total} 四、结转下年度继续办理 0 1 0 0 0 0 1"
        ))
    };
    let found = table("2 0 0 0 0 0 2", "5 3 0 0 3 0 11");
    assert_eq!(
        requests(&found, "results.denied.law_prohibits"),
        "2 0 0 0 0 0 2"
    );
    assert_eq!(
        requests(&found, "results.denied.state_secret"),
        "0 0 0 0 0 0 0"
    );
    let noted = remarks(&found, ObservationKind::UnlabelledRow);
    assert_eq!(noted, ["2.其他法律行政法规禁止公开"]);
    // The sums speak against it.
    let found = table("2 0 0 0 0 0 2", "9 3 0 0 3 0 15");
    assert_eq!(requests(&found, "results.denied.law_prohibits"), UNREAD);
    assert_eq!(requests(&found, "results.denied.state_secret"), UNREAD);
}

#[test]
fn blank_cells_of_a_row_that_lost_its_label_shift_no_figure() {
    let found = page(&format!(
        "{HEADS} {NEW} 5 4 0 0 3 0 12 （一）予以公开 _ _ _ _ _ _ _ _ _ _ _ _ 3 _ 3 \
         （七）总计 5 3 _ _ 3 _ 11 四、结转下年度继续办理 _ 1 _ _ _ _ 1"
    ));
    assert!(["_ _ _ _ _ _ _", "      "].contains(&requests(&found, "results.granted").as_str()));
}

#[test]
fn a_row_of_no_form_is_remarked() {
    let found = page(&format!(
        "{HEADS} {NEW} 5 4 0 0 3 0 12 其中：网上提交的申请 2 1 0 0 0 0 3 （一）予以公开 5 3 0 0 3 0 11 \
         （七）总计 5 3 0 0 3 0 11 四、结转下年度继续办理 0 1 0 0 0 0 1"
    ));
    assert_eq!(requests(&found, "new"), "5 4 0 0 3 0 12");
    assert_eq!(requests(&found, "results.total"), "5 3 0 0 3 0 11");
    let noted = remarks(&found, ObservationKind::UnknownRow);
    assert_eq!(noted, ["其中：网上提交的申请"]);
}

#[test]
fn a_number_before_the_figures_of_rows_side_by_side() {
    let heads = "结果维持 结果纠正 其他结果 尚未审结 总计";
    let figures = "1 0 0 0 1 0 2 0 0 2 0 0 0 3 3";
    let review = lines(&format!(
        "序号 行政复议 行政诉讼 _ {heads} 未经复议直接起诉 复议后起诉 _ {heads} {heads} 1 {figures}"
    ));
    let found = report(&format!(
        "{TITLE}{}四、政府信息公开行政复议、行政诉讼情况\n\n{review}\n五、存在的主要问题及改进情况\n",
        lines(&format!(
            "{HEADS} {NEW} 1 0 0 0 0 0 1 （七）总计 1 0 0 0 0 0 1"
        ))
    ));
    let columns = ["upheld", "corrected", "other", "pending", "total"];
    assert_eq!(row(&found, "review/reconsideration", &columns), "1 0 0 0 1");
    assert_eq!(
        row(&found, "review/litigation.direct", &columns),
        "0 2 0 0 2"
    );
    let after = row(&found, "review/litigation.after_reconsideration", &columns);
    assert_eq!(after, "0 0 0 3 3");
}

#[test]
fn figures_of_a_row_of_no_form_may_stand_where_all_others_have_blank_cells() {
    let found = page(&format!(
        "{HEADS} {NEW} _ 5 4 0 0 3 0 12 其中：网上提交的申请 1 1 1 1 1 1 1 1 \
         （一）予以公开 _ 5 3 0 0 3 0 11 （七）总计 _ 5 3 0 0 3 0 11 四、结转下年度继续办理 _ 0 1 0 0 0 0 1"
    ));
    assert_eq!(requests(&found, "new"), "5 4 0 0 3 0 12");
    assert_eq!(requests(&found, "results.total"), "5 3 0 0 3 0 11");
    let local = remarks(&found, ObservationKind::UnknownRow);
    assert_eq!(local, ["其中：网上提交的申请"]);
}

#[test]
fn blank_copies_before_rows_side_by_side_are_left_out() {
    let results = "结果维持 结果纠正 其他结果 尚未审结 总计";
    let blanks = "_ ".repeat(15);
    for (head, number) in [("", ""), ("序号", "1")] {
        let heads = format!(
            "{head} 行政复议 行政诉讼 {results} 未经复议直接起诉 复议后起诉 {results} {results}"
        );
        let filled = format!("{heads} {number} 1 0 0 0 1 0 2 0 0 2 0 0 0 3 3");
        for copies in [1, 2] {
            let cells = format!(
                "{heads} {number} {blanks} {}",
                vec![filled.as_str(); copies].join(" ")
            );
            let found = report(&format!(
                "{TITLE}四、政府信息公开行政复议、行政诉讼情况\n\n{}\n五、存在的主要问题及改进情况\n",
                lines(&cells)
            ));
            let columns = ["upheld", "corrected", "other", "pending", "total"];
            let direct = row(&found, "review/litigation.direct", &columns);
            assert_eq!(direct, "0 2 0 0 2", "{head} {copies}");
        }
    }
}

#[test]
fn a_lost_label_is_known_where_a_wrong_figure_of_another_row_explains_what_does_not_add_up() {
    let table = |granted: &str, lost: &str| {
        page(&format!(
            "{HEADS} {NEW} 5 4 0 0 3 0 12 二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0 \
             （一）予以公开 {granted} （二）部分公开 0 0 0 0 0 0 0 （三）不予公开 1.属于国家秘密 0 0 0 0 0 0 0 \
             _ {lost} 3.危及“三安全一稳定” 0 0 0 0 0 0 0 （七）总计 5 3 0 0 3 0 11 \
             四、结转下年度继续办理 0 1 0 0 0 0 1"
        ))
    };
    // Three instead of two, seen along the row as well.
    let found = table("3 3 0 0 3 0 8", "3 0 0 0 0 0 3");
    assert_eq!(
        requests(&found, "results.denied.law_prohibits"),
        "3 0 0 0 0 0 3"
    );
    assert_eq!(requests(&found, "results.granted"), "3 3 0 0 3 0 8");
    // A row that adds up by itself, and nothing else explains what lacks: it may be of no form.
    let found = table("2 3 0 0 3 0 8", "4 0 0 0 0 0 4");
    assert_eq!(requests(&found, "results.denied.law_prohibits"), UNREAD);
    // Nothing stands in it but what is wrong.
    let found = table("5 3 0 0 3 0 11", "0 0 0 7 0 0 0");
    assert_eq!(requests(&found, "results.denied.law_prohibits"), UNREAD);
}

#[test]
fn a_lost_label_at_the_end_of_a_piece_is_that_of_the_row_before_the_next() {
    let found = page(&format!(
        "{HEADS} {NEW} 5 4 0 0 3 0 12 （一）予以公开 3 3 0 0 3 0 9 （三）不予公开 1.属于国家秘密 0 0 0 0 0 0 0 \
         _ 2 0 0 0 0 0 2 {HEADS} 3.危及“三安全一稳定” 0 0 0 0 0 0 0 _ 0 0 0 0 0 0 0 \
         5.属于三类内部事务信息 0 0 0 0 0 0 0 （七）总计 5 3 0 0 3 0 11 四、结转下年度继续办理 0 1 0 0 0 0 1"
    ));
    assert_eq!(
        requests(&found, "results.denied.law_prohibits"),
        "2 0 0 0 0 0 2"
    );
    assert_eq!(
        requests(&found, "results.denied.third_party"),
        "0 0 0 0 0 0 0"
    );
}

#[test]
fn a_lost_label_may_be_lacking_in_a_blank_copy_and_beside_numbers_too() {
    for (serial, numbers) in [("", [""; 4]), ("序号", ["1", "2", "3", "4"])] {
        let [first, second, third, fourth] = numbers;
        let heads = format!("{serial} {HEADS}");
        let copy = |cells: [&str; 4]| {
            format!(
                "{heads} {first} （一）予以公开 {} {second} （三）不予公开 1.属于国家秘密 {} {third} _ {} \
                 {fourth} 3.危及“三安全一稳定” {}",
                cells[0], cells[1], cells[2], cells[3]
            )
        };
        let blank = "_ _ _ _ _ _ _";
        let found = page(&format!(
            "{} {}",
            copy([blank; 4]),
            copy([
                "3 3 0 0 3 0 9",
                "0 0 0 0 0 0 0",
                "2 0 0 0 0 0 2",
                "0 0 0 0 0 0 0"
            ])
        ));
        let lost = requests(&found, "results.denied.law_prohibits");
        assert_eq!(lost, "2 0 0 0 0 0 2", "{serial}");
    }
}

#[test]
fn a_number_with_a_head_is_no_figure_whatever_does_not_add_up() {
    let results = "结果维持 结果纠正 其他结果 尚未审结 总计";
    let heads =
        format!("序号 行政复议 行政诉讼 {results} 未经复议直接起诉 复议后起诉 {results} {results}");
    for blanks in ["", "_ _"] {
        let cells = format!("{heads} 1 {blanks} 0 15 0 39 15 0 0 0 0 0 0 0 0 0 0");
        let found = report(&format!(
            "{TITLE}四、政府信息公开行政复议、行政诉讼情况\n\n{}\n五、存在的主要问题及改进情况\n",
            lines(&cells)
        ));
        let columns = ["upheld", "corrected", "other", "pending", "total"];
        let first = row(&found, "review/reconsideration", &columns);
        assert_eq!(first, "0 15 0 39 15", "{blanks}");
    }
}

#[test]
fn heads_in_pieces_are_those_of_the_form_though_a_piece_is_one_in_fewer_words() {
    let heads = "结果 维持 结果 纠正 其他 结果 尚未 审结 总计";
    let found = report(&format!(
        "{TITLE}四、政府信息公开行政复议、行政诉讼情况\n\n{}\n五、存在的主要问题及改进情况\n",
        lines(&format!(
            "行政复议 行政诉讼 _ {heads} 未经复议直接起诉 复议后起诉 _ {heads} {heads} 1 0 2 0 3 0 4 0 0 4 0 0 0 5 5"
        ))
    ));
    let columns = ["upheld", "corrected", "other", "pending", "total"];
    assert_eq!(row(&found, "review/reconsideration", &columns), "1 0 2 0 3");
    let direct = row(&found, "review/litigation.direct", &columns);
    assert_eq!(direct, "0 4 0 0 4");
}
