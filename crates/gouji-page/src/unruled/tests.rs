//! Pages of text without lines: which rows come out, and when nothing does.

use super::take;
use crate::geometry::{Frame, Rect, Turn};
use crate::glyph::Glyph;
use crate::line::{is_wide, lines};
use crate::parts::Page;

/// A text set at a place, in points; Chinese characters are 10 wide and high, others 5 wide.
fn set(x: i32, y: i32, text: &str) -> Vec<Glyph> {
    let mut x = x * 100;
    let place = |c: char| {
        let width = if is_wide(c) { 1000 } else { 500 };
        let rect = Rect::new(x, y * 100, x + width, y * 100 + 1000);
        x += width;
        Glyph {
            text: c,
            rect,
            turn: Turn(0),
        }
    };
    text.chars().map(place).collect()
}

/// A page with texts at places.
fn page(texts: &[(i32, i32, &str)]) -> Page {
    let glyphs = texts.iter().flat_map(|(x, y, text)| set(*x, *y, text));
    Page {
        frame: Frame {
            width: 60_000,
            height: 80_000,
            turn: Turn(0),
        },
        tables: Vec::new(),
        lines: lines(glyphs.collect()),
        labels: Vec::new(),
    }
}

/// The rows of the tables found, their cells parted by `|`, and how many lines are left.
fn found(texts: &[(i32, i32, &str)]) -> (Vec<String>, usize) {
    found_on(vec![page(texts)])
}

fn found_on(mut pages: Vec<Page>) -> (Vec<String>, usize) {
    take(&mut pages);
    let tables = pages.iter().flat_map(|page| &page.tables);
    let cells = tables.flat_map(|table| &table.cells);
    let mut rows: Vec<String> = Vec::new();
    let mut last = usize::MAX;
    for cell in cells {
        match rows.last_mut() {
            Some(row) if cell.row == last => row.push_str(&format!("|{}", cell.text)),
            _ => rows.push(cell.text.clone()),
        }
        last = cell.row;
    }
    (rows, pages.iter().map(|page| page.lines.len()).sum())
}

#[test]
fn a_label_of_two_lines_stands_around_its_figures() {
    let (rows, left) = found(&[
        (0, 0, "年度报告"),
        (0, 100, "信息内容"),
        (80, 100, "件数"),
        (120, 100, "总计"),
        (0, 120, "许可"),
        (80, 120, "12"),
        (120, 120, "13"),
        (0, 140, "行政处罚决"),
        (0, 152, "定数量"),
        (80, 146, "4"),
        (120, 146, "5"),
        (0, 172, "强制"),
        (120, 172, "7"),
    ]);
    let expected = [
        "信息内容|件数|总计",
        "许可|12|13",
        "行政处罚决定数量|4|5",
        "强制||7",
    ];
    assert_eq!(rows, expected);
    assert_eq!(left, 1);
}

#[test]
fn a_label_may_stand_level_with_its_first_line() {
    let (rows, _) = found(&[
        (0, 100, "行政处罚决"),
        (0, 112, "定数量"),
        (80, 100, "4"),
        (120, 100, "5"),
        (0, 132, "强制"),
        (80, 132, "6"),
        (120, 132, "7"),
        (0, 152, "许可"),
        (80, 152, "8"),
        (120, 152, "9"),
    ]);
    assert_eq!(rows, ["行政处罚决定数量|4|5", "强制|6|7", "许可|8|9"]);
}

#[test]
fn labels_beside_several_rows_are_rows_of_their_own() {
    let (rows, _) = found(&[
        (0, 106, "不予"),
        (0, 118, "公开"),
        (40, 100, "国家秘密"),
        (100, 100, "1"),
        (140, 100, "2"),
        (40, 122, "内部事务"),
        (100, 122, "3"),
        (140, 122, "4"),
    ]);
    assert_eq!(rows, ["国家秘密|1|2", "不予公开", "内部事务|3|4"]);
}

#[test]
fn figures_that_touch_their_neighbours_or_labels_are_no_table() {
    let rows = |last: [(i32, i32, &str); 3]| {
        let mut texts = vec![
            (0, 100, "许可"),
            (80, 100, "12"),
            (120, 100, "13"),
            (0, 120, "处罚"),
            (80, 120, "12"),
            (120, 120, "13"),
        ];
        texts.extend(last);
        found(&texts).0.len()
    };
    assert_eq!(rows([(0, 140, "强制"), (80, 140, "1"), (120, 140, "2")]), 3);
    assert_eq!(
        rows([(0, 140, "强制"), (80, 140, "12345678"), (120, 140, "9")]),
        0
    );
    assert_eq!(
        rows([
            (0, 140, "行政规范性文件等一"),
            (80, 140, "1"),
            (120, 140, "2")
        ]),
        0
    );
}

#[test]
fn prose_with_figures_is_left_alone() {
    let (rows, left) = found(&[
        (0, 100, "全年收到申请 12 件，办结 13 件，结转 1 件；"),
        (0, 116, "公开 4 件，不予公开 5 件。"),
        (0, 132, "2024 年 1 月 12 日"),
    ]);
    assert_eq!((rows.len(), left), (0, 3));
}

#[test]
fn a_label_broken_after_a_comma_is_no_prose() {
    let (rows, left) = found(&[
        (0, 100, "逾期未缴费用、"),
        (0, 112, "不再处理"),
        (100, 106, "4"),
        (140, 106, "5"),
        (180, 106, "6"),
        (0, 132, "许可"),
        (100, 132, "7"),
        (140, 132, "8"),
        (180, 132, "9"),
    ]);
    assert_eq!(rows, ["逾期未缴费用、不再处理|4|5|6", "许可|7|8|9"]);
    assert_eq!(left, 0);
}

#[test]
fn a_heading_parts_tables() {
    let (rows, left) = found(&[
        (0, 100, "许可"),
        (80, 100, "12"),
        (120, 100, "13"),
        (0, 120, "处罚"),
        (80, 120, "1"),
        (120, 120, "3"),
        (0, 150, "三、收到和处理情况"),
        (60, 180, "自然人"),
        (100, 180, "企业"),
        (140, 180, "总计"),
        (0, 200, "新收"),
        (60, 200, "1"),
        (100, 200, "2"),
        (140, 200, "3"),
        (0, 220, "结转"),
        (60, 220, "1"),
        (100, 220, "2"),
        (140, 220, "3"),
    ]);
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[2..], ["自然人|企业|总计", "新收|1|2|3", "结转|1|2|3"]);
    assert_eq!(left, 1);
}

#[test]
fn countless_figures_are_no_table() {
    // Each in a column of its own: comparing all with all would take minutes.
    let places = (0..300).flat_map(|row| (0..150).map(move |x| (row + x * 400, row * 12)));
    let texts: Vec<(i32, i32, &str)> = places.map(|(x, y)| (x, y, "7")).collect();
    assert_eq!(found(&texts).0, Vec::<String>::new());
}

#[test]
fn a_table_goes_on_on_the_next_page() {
    let first = page(&[
        (0, 100, "年度报告"),
        (0, 760, "信息内容"),
        (80, 760, "件数"),
        (120, 760, "总计"),
        (0, 780, "许可"),
        (80, 780, "12"),
        (120, 780, "13"),
    ]);
    let second = page(&[
        (0, 20, "处罚"),
        (120, 20, "5"),
        (0, 40, "强制"),
        (80, 40, "6"),
        (120, 40, "7"),
        (0, 200, "以上为全部数据。"),
    ]);
    let (rows, left) = found_on(vec![first, second]);
    let expected = ["信息内容|件数|总计", "许可|12|13", "处罚||5", "强制|6|7"];
    assert_eq!((rows, left), (expected.map(str::to_owned).to_vec(), 2));
}

#[test]
fn a_head_at_the_foot_of_a_page_is_of_the_table_on_the_next() {
    let first = page(&[(0, 760, "结果维持"), (80, 760, "其他"), (120, 760, "总计")]);
    let second = page(&[
        (0, 20, "1"),
        (80, 20, "2"),
        (120, 20, "3"),
        (0, 40, "4"),
        (80, 40, "5"),
        (120, 40, "9"),
    ]);
    let (rows, _) = found_on(vec![first, second]);
    assert_eq!(rows, ["结果维持|其他|总计", "1|2|3", "4|5|9"]);
}

#[test]
fn figures_right_behind_their_labels_are_parted_from_them() {
    let (rows, _) = found(&[
        (0, 100, "许可"),
        (80, 100, "12"),
        (120, 100, "13"),
        (0, 120, "其他对外管理服务"),
        (80, 120, "1"),
        (120, 120, "1"),
        (0, 140, "处罚"),
        (80, 140, "2"),
        (120, 140, "3"),
    ]);
    assert_eq!(rows, ["许可|12|13", "其他对外管理服务|1|1", "处罚|2|3"]);
}

#[test]
fn labels_of_two_columns_that_touch_are_parted() {
    let (rows, _) = found(&[
        (0, 106, "三、本年度"),
        (50, 100, "（一）公开"),
        (120, 100, "1"),
        (160, 100, "2"),
        (50, 112, "（二）部分"),
        (120, 112, "3"),
        (160, 112, "4"),
        (0, 130, "四、结转下年"),
        (120, 130, "5"),
        (160, 130, "6"),
    ]);
    assert!(rows.contains(&"（一）公开|1|2".to_owned()), "{rows:?}");
    let (rows, _) = found(&[
        (0, 100, "三、本年度"),
        (50, 100, "（一）公开"),
        (120, 100, "1"),
        (160, 100, "2"),
        (50, 120, "（二）部分"),
        (120, 120, "3"),
        (160, 120, "4"),
        (50, 140, "（三）不予"),
        (120, 140, "5"),
        (160, 140, "6"),
    ]);
    assert!(rows.contains(&"（二）部分|3|4".to_owned()), "{rows:?}");
    assert!(
        rows.iter().any(|row| row.ends_with("（一）公开|1|2")),
        "{rows:?}"
    );
}

#[test]
fn a_figure_broken_over_lines_is_one() {
    let (rows, _) = found(&[
        (0, 100, "许可"),
        (80, 100, "3"),
        (120, 94, "1"),
        (120, 106, "8"),
        (0, 130, "处罚"),
        (80, 130, "3"),
        (120, 130, "5"),
    ]);
    assert_eq!(rows, ["许可|3|18", "处罚|3|5"]);
    // Where the second digit may as well be a row of its own, nothing is read.
    let (rows, _) = found(&[
        (0, 100, "许可"),
        (80, 100, "3"),
        (120, 100, "1"),
        (120, 112, "8"),
        (0, 130, "处罚"),
        (80, 130, "3"),
        (120, 130, "5"),
    ]);
    assert_eq!(rows, Vec::<String>::new());
}

#[test]
fn blocks_with_other_columns_stand_one_below_the_other() {
    let (rows, _) = found(&[
        (0, 100, "内容"),
        (80, 100, "上年"),
        (120, 100, "增减"),
        (160, 100, "决定"),
        (0, 120, "许可"),
        (80, 120, "1"),
        (110, 120, "123456"),
        (160, 120, "4"),
        (0, 140, "内容"),
        (80, 140, "项目"),
        (130, 140, "金额"),
        (0, 160, "采购"),
        (80, 160, "65"),
        (132, 160, "2514478"),
    ]);
    assert_eq!(rows[1], "许可|1|123456|4");
    assert_eq!(rows[3], "采购|65|2514478");
}

#[test]
fn a_caption_close_below_figures_is_no_label() {
    let (rows, _) = found(&[
        (0, 100, "内容"),
        (80, 100, "件数"),
        (120, 100, "总计"),
        (0, 113, "收费"),
        (80, 113, "1"),
        (120, 113, "2"),
        (0, 126, "第（九）项"),
        (0, 139, "内容"),
        (80, 139, "件数"),
        (120, 139, "总计"),
        (0, 152, "采购"),
        (80, 152, "3"),
        (120, 152, "4"),
    ]);
    let expected = [
        "内容|件数|总计",
        "收费|1|2",
        "第（九）项",
        "内容|件数|总计",
        "采购|3|4",
    ];
    assert_eq!(rows, expected);
}

#[test]
fn labels_in_other_type_stand_on_the_line_of_their_figures() {
    let (rows, _) = found(&[
        (0, 100, "许可"),
        (80, 104, "12"),
        (120, 104, "13"),
        (0, 120, "处罚"),
        (80, 124, "12"),
        (120, 124, "13"),
    ]);
    assert_eq!(rows, ["许可|12|13", "处罚|12|13"]);
}

#[test]
fn rows_without_room_between_them_are_parted_by_their_figures() {
    let (rows, _) = found(&[
        (0, 100, "项目"),
        (80, 100, "件数"),
        (120, 100, "总计"),
        (0, 112, "1.保护第三"),
        (0, 124, "方权益"),
        (80, 124, "1"),
        (120, 124, "2"),
        (0, 136, "2.重复申请"),
        (80, 136, "3"),
        (120, 136, "4"),
        (0, 148, "3.要求提供"),
        (0, 160, "公开"),
        (0, 172, "出版物"),
        (80, 172, "5"),
        (120, 172, "6"),
    ]);
    let expected = [
        "项目|件数|总计",
        "1.保护第三方权益|1|2",
        "2.重复申请|3|4",
        "3.要求提供公开出版物|5|6",
    ];
    assert_eq!(rows, expected);
}

#[test]
fn heads_broken_over_lines_are_one() {
    let (rows, _) = found(&[
        (0, 100, "行政诉讼"),
        (0, 112, "直接起诉的案件"),
        (100, 112, "复议后起诉"),
        (0, 124, "结果"),
        (40, 124, "其他"),
        (100, 124, "其他"),
        (140, 124, "总"),
        (0, 136, "维持"),
        (40, 136, "结果"),
        (100, 136, "结果"),
        (140, 136, "计"),
        (0, 156, "1"),
        (40, 156, "2"),
        (100, 156, "3"),
        (140, 156, "3"),
        (0, 176, "4"),
        (40, 176, "5"),
        (100, 176, "9"),
        (140, 176, "9"),
    ]);
    assert!(
        rows.contains(&"结果维持|其他结果|其他结果|总计".to_owned()),
        "{rows:?}"
    );
    assert!(rows.contains(&"行政诉讼".to_owned()), "{rows:?}");
    assert!(
        rows.iter().any(|row| row.starts_with("直接起诉的案件")),
        "{rows:?}"
    );
}

#[test]
fn a_label_broken_at_the_foot_of_a_page_goes_on_overleaf() {
    let foot = page(&[
        (100, 100, "自然人"),
        (140, 100, "总计"),
        (10, 120, "1.属于国家秘密"),
        (110, 120, "1"),
        (145, 120, "1"),
        (20, 140, "2.重复申请"),
        (110, 140, "2"),
        (145, 140, "2"),
        (10, 160, "3.要求行政机关"),
        (110, 160, "3"),
        (145, 160, "3"),
    ]);
    let head = page(&[
        (25, 20, "重新出具"),
        (20, 40, "4.公开出版"),
        (110, 40, "4"),
        (145, 40, "4"),
    ]);
    let (rows, _) = found_on(vec![foot, head]);
    assert!(
        rows.contains(&"3.要求行政机关重新出具|3|3".to_owned()),
        "{rows:?}"
    );
    assert!(rows.contains(&"4.公开出版|4|4".to_owned()), "{rows:?}");
}

#[test]
fn noughts_in_words_and_figures_with_what_they_count_are_figures() {
    let (rows, _) = found(&[
        (0, 100, "行政处罚决"),
        (0, 112, "定数量"),
        (80, 106, "无"),
        (120, 106, "5件"),
        (160, 106, "5件"),
        (0, 132, "强制"),
        (80, 132, "无"),
        (120, 132, "无"),
        (160, 132, "无"),
        (0, 152, "许可"),
        (80, 152, "8件"),
        (120, 152, "0件"),
        (160, 152, "8件"),
    ]);
    let expected = [
        "行政处罚决定数量|无|5件|5件",
        "强制|无|无|无",
        "许可|8件|0件|8件",
    ];
    assert_eq!(rows, expected);
    // A piece of a label is none.
    let (rows, _) = found(&[
        (0, 100, "无"),
        (40, 106, "甲"),
        (80, 106, "1"),
        (120, 106, "2"),
        (40, 132, "乙"),
        (80, 132, "3"),
        (120, 132, "4"),
    ]);
    assert_eq!(rows, ["无", "甲|1|2", "乙|3|4"]);
}

#[test]
fn figures_broken_beside_a_label_of_two_lines_are_not_read_as_two() {
    let rows = |second: &'static str| {
        found(&[
            (0, 100, "一、新收申请"),
            (80, 100, "1501"),
            (120, 100, "2156"),
            (160, 100, "2321"),
            (0, 112, second),
            (80, 112, "4"),
            (160, 112, "7"),
            (0, 130, "二、结转"),
            (80, 130, "0"),
            (120, 130, "26"),
            (160, 130, "26"),
        ])
    };
    assert!(rows("数量").0.is_empty());
    assert_eq!(rows("2.其他").0.len(), 3);
}
