//! Text that a program padded with spaces is a grid: cells left blank, columns beside the form and labels over
//! several lines are read as in any. What is not as exact is not.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_testkit::requests;

mod laid_text;
use laid_text::{HEADS, RESULTS, REVIEW_ROWS, report, requests as sections, row};

const TITLE: &str =
    "青石县水务局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n";
const BLANK: &str = "_ _ _ _ _ _ _";

/// A table of requests with so many spaces before each figure as its column is wide, set at an edge.
fn table(right: bool, rows: &[(&str, [&str; 7])]) -> String {
    let mut text = format!("{TITLE}{}申请人情况\n", " ".repeat(44));
    for (label, cells) in [("", requests::HEADS)].iter().chain(rows) {
        let width = |text: &str| {
            text.chars()
                .map(|c| 1 + usize::from(!c.is_ascii()))
                .sum::<usize>()
        };
        let mut line = (*label).to_owned() + &" ".repeat(44 - width(label));
        for cell in cells {
            let free = " ".repeat(15 - width(cell));
            line += &if right {
                free + cell
            } else {
                format!("{cell}{free}")
            };
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

#[test]
fn figures_stand_below_their_heads_where_zeros_are_left_blank() {
    for right in [false, true] {
        let found = report(&table(
            right,
            &[
                (
                    "一、本年新收政府信息公开申请数量",
                    ["", "", "12", "", "3", "", "15"],
                ),
                ("（一）予以公开", ["", "", "12", "", "", "", "12"]),
                ("（二）部分公开", ["", "", "", "", "3", "", "3"]),
                ("（六）其他处理", [""; 7]),
                ("（七）总计", ["", "", "12", "", "3", "", "15"]),
            ],
        ));
        assert_eq!(sections(&found, "new"), "  12  3  15", "{right}");
        assert_eq!(sections(&found, "results.granted"), "  12    12", "{right}");
        assert_eq!(sections(&found, "results.partial"), "    3  3", "{right}");
    }
}

#[test]
fn the_index_of_a_data_frame_is_no_figure() {
    let text = "\
       0                                  1        2          3          4              5              6      7\n\
0      申请人                             自然人   商业企业   科研机构   社会公益组织   法律服务机构   其他   总计\n\
1      一、本年新收政府信息公开申请数量   7        3          0          0              1              0      11\n\
2      （一）予以公开                     6        3          0          0              1              0      10\n\
3      （七）总计                         6        3          0          0              1              0      10\n\
4      四、结转下年度继续办理             1        0          0          0              0              0      1\n";
    let found = report(&format!("{TITLE}{text}"));
    assert_eq!(sections(&found, "new"), "7 3 0 0 1 0 11");
    assert_eq!(sections(&found, "results.granted"), "6 3 0 0 1 0 10");
    assert_eq!(sections(&found, "carried_forward"), "1 0 0 0 0 0 1");
}

#[test]
fn digits_of_a_figure_below_each_other_are_no_rows() {
    let found = report(&table(
        false,
        &[
            (
                "一、本年新收政府信息公开申请数量",
                ["1", "3", "0", "0", "1", "0", "1"],
            ),
            ("", ["2", "", "", "", "", "", "6"]),
            ("（一）予以公开", ["1", "3", "0", "0", "1", "0", "1"]),
            ("", ["1", "", "", "", "", "", "5"]),
            ("（七）总计", ["1", "3", "0", "0", "1", "0", "1"]),
            ("", ["1", "", "", "", "", "", "5"]),
        ],
    ));
    assert_eq!(sections(&found, "new"), BLANK);
    assert_eq!(sections(&found, "results.granted"), BLANK);
}

#[test]
fn a_figure_between_two_columns_is_in_none() {
    let rows = |granted: [&'static str; 7]| {
        table(
            false,
            &[
                (
                    "一、本年新收政府信息公开申请数量",
                    ["", "", "12", "", "3", "", "15"],
                ),
                ("（一）予以公开", granted),
                ("（七）总计", ["", "", "12", "", "3", "", "15"]),
            ],
        )
    };
    let exact = rows(["", "", "12", "", "3", "", "15"]);
    let granted = "（一）予以公开";
    // The same with its figures one to seven places farther left.
    for by in 1..8 {
        let (above, below) = exact.split_once(granted).unwrap();
        let shifted = format!("{above}{granted}{}", below.get(by..).unwrap());
        let found = report(&shifted);
        assert_eq!(sections(&found, "results.granted"), BLANK, "{by}");
    }
}

/// A label alone on its line beside figures without one: they may be those of a row whose label is lost.
#[test]
fn a_label_beside_figures_without_one_is_no_blank_row() {
    for at in [3, 5] {
        let mut rows = vec![
            (
                "一、本年新收政府信息公开申请数量",
                ["", "", "12", "", "3", "", "15"],
            ),
            ("（一）予以公开", ["", "", "12", "", "", "", "12"]),
            ("（二）部分公开", ["", "", "", "", "2", "", "2"]),
            ("（七）总计", ["", "", "12", "", "3", "", "15"]),
            ("四、结转下年度继续办理", [""; 7]),
        ];
        rows.insert(at, ("", ["", "", "", "", "1", "", "1"]));
        let found = report(&table(false, &rows));
        assert_eq!(sections(&found, "carried_forward"), BLANK, "{at}");
    }
}

const ORGAN: &str = "青石县水务局2023年政府信息公开工作年度报告\n";
const REVIEW: &str = "四、政府信息公开行政复议、行政诉讼情况\n";

/// Rows that tell the form.
const TOTALS: &str = "\
一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
（七）总计                                7       3       0       0       1       0       11\n\n";

/// Heads over two lines, and a table that stands twice, the first time blank or filled.
#[test]
fn copies_of_a_laid_out_table_are_read_each_by_itself() {
    let heads = "\
行政复                                     行政诉\n\
议                                         讼\n\
结果维   结果纠   其他结   尚未审   总计   未经复                                     复议后\n\
持       正       果       结              议直接                                     起诉\n\
\x20                                          起诉\n\
\x20                                          结果维   结果纠   其他结   尚未审   总计   结果维   结果纠   其他结   尚未审   总计\n\
\x20                                          持       正       果       结              持       正       果       结\n";
    let figures = "\
0        1        0        0        1      0        2        0        0        2      0        0        0        3        3\n";
    let read = |first: &str, second: &str| {
        let found = report(&format!(
            "{TITLE}{HEADS}{TOTALS}{REVIEW}{heads}{first}\n{heads}{second}\n五、存在的主要问题及改进情况\n"
        ));
        REVIEW_ROWS.map(|name| row(&found, name, &RESULTS))
    };
    let wanted = ["0 1 0 0 1", "0 2 0 0 2", "0 0 0 3 3"];
    assert_eq!(read(figures, figures), wanted);
    assert_eq!(read("", figures), wanted);
    // Which of two that differ counts nobody knows.
    let other = figures.replacen(
        "0        1        0        0        1",
        "4        1        0        0        5",
        1,
    );
    assert_eq!(read(figures, &other)[0], "_ 1 0 0 _");
}

#[test]
fn captions_over_two_lines() {
    let found = report(&format!(
        "{ORGAN}二、主动公开政府信息情况\n\
         第二十条第（一\n）项\n\
         \x20              本年制 本年废 现行有\n\
         \x20              发件数 止件数 效件数\n\
         信息内容\n\
         规章           0      0      0\n\
         行政规范性文件 2      8      28\n\
         第二十条第（五\n）项\n\
         \x20              本年处\n\
         \x20              理决定\n\
         信息内容       数量\n\
         行政许可       296\n\n三、收到和处理政府信息公开申请情况\n{HEADS}{TOTALS}"
    ));
    let columns = ["issued", "repealed", "in_force"];
    assert_eq!(
        row(&found, "proactive/normative_documents", &columns),
        "2 8 28"
    );
    assert_eq!(row(&found, "proactive/licensing", &["decisions"]), "296");
}

/// Merged cells printed again, the last so long that only a space stands before its figures.
#[test]
fn labels_printed_again_right_before_their_figures() {
    let label = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）";
    let line = |labels: &str, figures: &str| format!("{labels}      {figures}\n");
    let found = report(&format!(
        "{TITLE}{}{}{}{label}   {label} 0 0    323    0      0      6      329\n{}{}",
        line(
            "                    ",
            "自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计"
        ),
        line(
            "一、本年新收政府信息公开申请数量   一、本年新收政府信息公开申请数量",
            "0      0      323    0      0      6      329"
        ),
        line(
            "（一）予以公开                     （一）予以公开                  ",
            "0      0      0      0      0      0      0"
        ),
        line(
            "（七）总计                         （七）总计                      ",
            "0      0      323    0      0      6      329"
        ),
        line(
            "四、结转下年度继续办理             四、结转下年度继续办理          ",
            "0      0      0      0      0      0      0"
        ),
    ));
    assert_eq!(sections(&found, "new"), "0 0 323 0 0 6 329");
    assert_eq!(sections(&found, "results.partial"), "0 0 323 0 0 6 329");
}
