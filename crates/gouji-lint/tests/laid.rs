//! Reports laid out as on the page, as programs that print pages as text write them: every figure is
//! read in its cell, or the table is said to be unread.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_lint::Linter;
use gouji_model::{ObservationKind, Report};
use gouji_pack::Packs;

const TITLE: &str = "青石县水务局2023年政府信息公开工作年度报告\n";
const REQUESTS: &str = "三、收到和处理政府信息公开申请情况\n";
const REVIEW: &str = "四、政府信息公开行政复议、行政诉讼情况\n";
const HEADS: &str = "                                自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计\n";

fn report(text: &str) -> (Report, Packs) {
    let packs = Packs::built_in().unwrap();
    let mut reports = Linter::new(&packs).open(text.as_bytes()).unwrap().reports;
    let report = reports.pop().unwrap();
    (report, packs)
}

/// The cells of a row from left to right; `_` where there is none.
fn row(found: &(Report, Packs), row: &str, columns: &[&str]) -> String {
    let (report, packs) = found;
    let form = &packs.pack(&report.form).unwrap().form;
    let cell = |column: &&str| {
        let id = form.cell(&format!("{row}/{column}")).unwrap();
        report
            .cell(id)
            .map_or("_".to_owned(), |cell| cell.text().into_owned())
    };
    columns.iter().map(cell).collect::<Vec<_>>().join(" ")
}

fn requests(found: &(Report, Packs), name: &str) -> String {
    let columns = [
        "natural_person",
        "legal.commercial",
        "legal.research",
        "legal.public_welfare",
        "legal.legal_services",
        "legal.other",
        "total",
    ];
    row(found, &format!("requests/{name}"), &columns)
}

fn is_lost(found: &(Report, Packs)) -> bool {
    let seen = |kind| found.0.observations.iter().any(|seen| seen.kind == kind);
    seen(ObservationKind::UnreadableTable)
}

#[test]
fn labels_over_lines_with_pieces_of_their_group_between() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         \x20             1.申请人无正当理由逾期不\n\
         \x20   （六）其  补正、行政机关不再处理其         6       3       0       0       1       0       10\n\
         \x20   他处理    政府信息公开申请\n\
         \x20             3.其他                          1       0       0       0       0       0       1\n\
         \x20   （七）总计                              7       3       0       0       1       0       11\n\
         四、结转下年度继续办理                       0       0       0       0       0       0       0\n"
    ));
    assert_eq!(requests(&found, "new"), "7 3 0 0 1 0 11");
    assert_eq!(
        requests(&found, "results.other.no_correction"),
        "6 3 0 0 1 0 10"
    );
    assert_eq!(requests(&found, "results.other.misc"), "1 0 0 0 0 0 1");
    assert_eq!(requests(&found, "results.total"), "7 3 0 0 1 0 11");
}

#[test]
fn figures_right_behind_their_label_or_a_line_above_the_others() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请 12\n\
         \x20      数量                        0       3       0       0       1       16\n\
         （一）予以公开 11                         0       3       0       0       1       15\n\
         （七）总计11                             0       3       0       0       1       15\n\
         四、结转下年度继续办理                  1   0       0       0       0       0       1\n"
    ));
    assert_eq!(requests(&found, "new"), "12 0 3 0 0 1 16");
    assert_eq!(requests(&found, "results.granted"), "11 0 3 0 0 1 15");
    assert_eq!(requests(&found, "results.total"), "11 0 3 0 0 1 15");
    assert_eq!(requests(&found, "carried_forward"), "1 0 0 0 0 0 1");
}

#[test]
fn figures_that_no_row_claims_make_the_table_unread() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （一）予以公开                              7       3       0       0       1       0       11\n\
         某某                                      5       0       0\n\
         （七）总计                                7       3       0       0       1       0       11\n\
         四、结转下年度继续办理                       0       0       0       0       0       0       0\n"
    ));
    assert!(is_lost(&found) || requests(&found, "results.total") == "7 3 0 0 1 0 11");
    let blocked = found.0.uncertain_tables.len() + found.0.lost_tables.len();
    assert!(blocked > 0, "{:?}", found.0.observations);
}

#[test]
fn two_figures_run_together_are_no_blank_cell() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       41 1152\n\
         （一）予以公开                              7       3       0       0       1     411152\n\
         3.其他                                                 060       0       0       0       6\n\
         （七）总计                                7       3       0       0       1       41 1152\n\
         四、结转下年度继续办理                       0       0       0       0       0       0       0\n"
    ));
    assert_eq!(requests(&found, "results.granted"), "_ _ _ _ _ _ _");
    assert_eq!(requests(&found, "results.other.misc"), "_ _ _ _ _ _ _");
    let misaligned = |kind| kind == ObservationKind::MisalignedRow;
    assert!(
        found
            .0
            .observations
            .iter()
            .any(|seen| misaligned(seen.kind))
            || is_lost(&found)
    );
}

#[test]
fn heads_of_the_review_table_in_pieces() {
    let found = report(&format!(
        "{TITLE}{REVIEW}\
         \x20        行政复议                                行政诉讼\n\
         \x20                            未经复议直接起诉            复议后起诉\n\
         结果 结果 其他 尚未\n\
         \x20                 总计 结果维持  结果纠正  其他结果  尚未审结  总 结果 结果 其他 尚未 总\n\
         维持 纠正 结果 审结\n\
         \x20                                                            计 维持 纠正 结果 审结 计\n\
         1     0     2     0     3    0    0    0    4    4    5    0    0    0    5\n"
    ));
    let columns = ["upheld", "corrected", "other", "pending", "total"];
    assert_eq!(row(&found, "review/reconsideration", &columns), "1 0 2 0 3");
    assert_eq!(
        row(&found, "review/litigation.direct", &columns),
        "0 0 0 4 4"
    );
    let after = row(&found, "review/litigation.after_reconsideration", &columns);
    assert_eq!(after, "5 0 0 0 5");
}

const REVIEW_HEADS: &str = "\
    行政复议                                           行政诉讼\n\
    结果维持   结果纠正   其他结果   尚未审结   总计   未经复议直接起诉                                           复议后起诉\n\
    \x20                                                  结果维持           结果纠正   其他结果   尚未审结   总计   结果维持     结果纠正   其他结果   尚未审结   总计\n";
const RESULTS: [&str; 5] = ["upheld", "corrected", "other", "pending", "total"];
const REVIEW_ROWS: [&str; 3] = [
    "review/reconsideration",
    "review/litigation.direct",
    "review/litigation.after_reconsideration",
];

#[test]
fn digits_above_and_below_the_figures_of_the_review_table() {
    let at = |column: usize, digits: [&str; 2]| {
        format!("{:column$}{}{:10}{}\n", "", digits[0], "", digits[1])
    };
    let figures = "0          0          0          0          0      0                  0          9          0          9      0            0          0          0          0\n";
    let (above, below) = (at(81, ["2", " 2"]), at(81, ["0", " 0"]));
    for (before, after) in [
        (above.as_str(), below.as_str()),
        (above.as_str(), ""),
        ("", below.as_str()),
        (above.as_str(), "\u{20}\n"),
    ] {
        let found = report(&format!(
            "{TITLE}{REVIEW}{REVIEW_HEADS}{before}{figures}{after}"
        ));
        let direct = row(&found, REVIEW_ROWS[1], &RESULTS);
        assert_eq!(direct, "_ _ _ _ _", "{before}{after}");
        assert!(is_lost(&found) || !found.0.uncertain_tables.is_empty());
    }
    let found = report(&format!("{TITLE}{REVIEW}{REVIEW_HEADS}{figures}"));
    assert_eq!(row(&found, REVIEW_ROWS[1], &RESULTS), "0 0 9 0 9");
}

#[test]
fn digits_above_and_below_a_missing_figure() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （六）其他处理                              7       3       0       0       1       0       11\n\
         \x20                                                                                         1\n\
         （七）总计                                7       3       0       0       1       0\n\
         \x20                                                                                         1\n\
         四、结转下年度继续办理                       0       0       0       0       0       0       0\n"
    ));
    assert_eq!(requests(&found, "results.total"), "_ _ _ _ _ _ _");
    assert!(is_lost(&found) || !found.0.uncertain_tables.is_empty());
}

#[test]
fn totals_before_the_other_columns_of_the_review_table() {
    let found = report(&format!(
        "{TITLE}{REVIEW}\
         行政复议                                               行政诉讼\n\
         总计       结果维持   结果纠正   其他结果   尚未审结   未经复议直接起诉                                               复议后起诉\n\
         \x20                                                      总计               结果维持   结果纠正   其他结果   尚未审结   总计         结果维持   结果纠正   其他结果   尚未审结\n\
         0          0          0          0          0          0                  0          0          0          0          5            0          0          0          5\n"
    ));
    assert_eq!(row(&found, REVIEW_ROWS[2], &RESULTS), "0 0 0 5 5");
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （七）总计                                7       3       0       0       1       0       11\n\
         {REVIEW}\
         行政复                                       行政诉\n\
         议                                           讼\n\
         \x20                                            未经复\n\
         \x20        结果维   结果纠   其他结   尚未审   议直接                                       复议后\n\
         总计     持       正       果       结       起诉                                         起诉\n\
         \x20                                                     结果维   结果纠   其他结   尚未审            结果维   结果纠   其他结   尚未审\n\
         \x20                                            总计     持       正       果       结       总计     持       正       果       结\n\
         0        0        0        0        0        14       8        0        0        6        0        0        0        0        0\n"
    ));
    assert_eq!(row(&found, REVIEW_ROWS[1], &RESULTS), "8 0 0 6 14");
    assert_eq!(row(&found, REVIEW_ROWS[2], &RESULTS), "0 0 0 0 0");
}

#[test]
fn a_piece_of_a_group_beside_the_figures_of_one_of_its_rows() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n\
         一、本年新收政府信息公开申请数量 7 3 0 0 1 0 11\n\
         （一）予以公开 0 0 0 0 0 0 0\n\
         （四）无\n\
         2.没有现成信息需要另行制\n\
         法提供 7 3 0 0 1 0 11\n\
         作\n\
         3.补正后申请内容仍不明确 0 0 0 0 0 0 0\n\
         （七）总计 7 3 0 0 1 0 11\n\
         四、结转下年度继续办理 0 0 0 0 0 0 0\n"
    ));
    assert_eq!(requests(&found, "results.unable"), "_ _ _ _ _ _ _");
    let own = requests(&found, "results.unable.needs_creation");
    assert!(own == "7 3 0 0 1 0 11" || own == "_ _ _ _ _ _ _", "{own}");
    assert_eq!(
        requests(&found, "results.unable.still_unclear"),
        "0 0 0 0 0 0 0"
    );
}

#[test]
fn heads_below_the_names_of_rows_are_no_figures() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （七）总计                                7       3       0       0       1       0       11\n\
         {REVIEW}\
         \x20  0         1         2         3         4         5         6         7         8         9         10        11        12        13        14\n\
         0  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政复议  行政复议  行政复议  行政复议  行政复议\n\
         1  未经复议直接起诉  未经复议直接起诉  未经复议直接起诉  未经复议直接起诉  未经复议直接起诉  复议后起诉  复议后起诉  复议后起诉  复议后起诉  复议后起诉  结果维持  结果纠正  其他结果  尚未审结  总计\n\
         2  结果维持  结果纠正  其他结果  尚未审结  总计  结果维持  结果纠正  其他结果  尚未审结  总计  结果维持  结果纠正  其他结果  尚未审结  总计\n\
         3  0         0         0         0         0         0         0         0         0         0         0         0         0         0         0\n"
    ));
    for name in REVIEW_ROWS {
        let cells = row(&found, name, &RESULTS);
        assert!(cells == "_ _ _ _ _" || cells == "0 0 0 0 0", "{cells}");
    }
}

#[test]
fn heads_in_pieces_below_those_of_a_blank_copy() {
    let block = |figures: &str| {
        format!(
            "第二十条第（五\n）项\n\
             \x20                上一年   本年增   处理决\n\
             信息内容         项目数   /减      定数量\n\
             \x20                量\n\
             行政许可{figures}\n其他对外管理服{}\n务事项\n",
            if figures.is_empty() {
                ""
            } else {
                "   159      113      0"
            }
        )
    };
    let found = report(&format!(
        "青石县水务局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\
第二十条第（一）项\n信息内容         本年新制作数量   本年新公开数量   对外公开总数量\n\
规章             0                0                0\n规范性文件       5                0                80095\n{}\n{}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （七）总计                                7       3       0       0       1       0       11\n",
        block(""),
        block("         245      17331    32694"),
    ));
    let columns = ["previous", "change", "decisions"];
    let cells = row(&found, "proactive/licensing", &columns);
    assert!(cells == "245 17331 32694" || cells == "_ _ _", "{cells}");
}
