//! Text that a program padded with spaces is a grid: cells left blank, columns beside the form and labels over
//! several lines are read as in any. What is not as exact is not.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod laid_text;
use laid_text::{report, requests};

const TITLE: &str =
    "青石县水务局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n";
const BLANK: &str = "_ _ _ _ _ _ _";

/// A table of requests with so many spaces before each figure as its column is wide, set at an edge.
fn table(right: bool, rows: &[(&str, [&str; 7])]) -> String {
    let heads = [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ];
    let mut text = format!("{TITLE}{}申请人情况\n", " ".repeat(44));
    for (label, cells) in [("", heads)].iter().chain(rows) {
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
        assert_eq!(requests(&found, "new"), "  12  3  15", "{right}");
        assert_eq!(requests(&found, "results.granted"), "  12    12", "{right}");
        assert_eq!(requests(&found, "results.partial"), "    3  3", "{right}");
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
    assert_eq!(requests(&found, "new"), "7 3 0 0 1 0 11");
    assert_eq!(requests(&found, "results.granted"), "6 3 0 0 1 0 10");
    assert_eq!(requests(&found, "carried_forward"), "1 0 0 0 0 0 1");
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
    assert_eq!(requests(&found, "new"), BLANK);
    assert_eq!(requests(&found, "results.granted"), BLANK);
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
        assert_eq!(requests(&found, "results.granted"), BLANK, "{by}");
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
        assert_eq!(requests(&found, "carried_forward"), BLANK, "{at}");
    }
}
