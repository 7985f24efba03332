//! Whole texts in, blocks out: every style, its blanks and its places.

use gouji_document::{Block, Document, Source};
use gouji_model::{Place, SourceRange};

use super::read_text;

fn read(text: &str) -> Document {
    read_text(&Source::decode(text.as_bytes()))
}

/// The blocks in short: `P text`, or evidence and rows of a table.
fn shown(text: &str) -> Vec<String> {
    let document = read(text);
    let mut shown = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(found) => shown.push(format!("P {}", document.text(found.text))),
            Block::Table(table) => {
                let mut rows: Vec<(u32, Vec<&str>)> = Vec::new();
                for cell in &table.cells {
                    let text = document.text(cell.text);
                    match rows.last_mut() {
                        Some((row, texts)) if *row == cell.row => texts.push(text),
                        _ => rows.push((cell.row, vec![text])),
                    }
                }
                let rows: Vec<String> = rows.iter().map(|(_, row)| row.join(",")).collect();
                shown.push(format!("{:?} {}", table.columns, rows.join(";")));
            }
        }
    }
    shown
}

/// Every text with the place it came from.
fn placed(document: &Document) -> Vec<(&str, SourceRange)> {
    let mut found = Vec::new();
    let mut add = |text, place| {
        if let Place::Text(range) = place {
            found.push((document.text(text), range));
        }
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => add(paragraph.text, paragraph.place),
            Block::Table(table) => table
                .cells
                .iter()
                .for_each(|cell| add(cell.text, cell.place)),
        }
    }
    found
}

#[test]
fn one_cell_a_line_with_pipes_after() {
    let text = "三、情况\n|\n一、本年新收 |\n2 |\n|\n|\n2 |\n||\n|\n四、情况\n";
    let wanted = ["P 三、情况", "Stream ;一、本年新收;2;;;2;;;", "P 四、情况"];
    assert_eq!(shown(text), wanted);
}

#[test]
fn one_cell_a_line_with_pipes_before_or_alone() {
    assert_eq!(shown("| 甲\n| 2\n|\n| 3\n"), ["Stream 甲;2;;3"]);
    assert_eq!(shown("|\n2\n|\n|\n|\n"), ["Stream ;2;;"]);
}

#[test]
fn a_label_broken_over_lines_is_one_cell() {
    let document = read("甲 |\n2 |\n于第三项\n加第四项 |\n3 |\n");
    let texts: Vec<&str> = placed(&document).iter().map(|(text, _)| *text).collect();
    assert_eq!(texts, ["甲", "2", "于第三项\n加第四项", "3"]);
}

#[test]
fn rows_with_pipes() {
    assert_eq!(
        shown("规章 | 0 | | 5 |\n许可 | 7 |\n"),
        ["Order 规章,0,,5;许可,7"]
    );
    let markdown = "| 甲<br/>乙 | a\\|b |\n|---|:--:|\n|  | 2 |\n\n| 丙 | 丁 |\n";
    assert_eq!(shown(markdown), ["Grid 甲\n乙,a|b;,2", "Grid 丙,丁"]);
}

#[test]
fn rows_with_pipes_may_be_the_items_of_a_list() {
    for sign in ["-", "*", "+"] {
        let list = format!("{sign} 规章 | 0 | | 5\n{sign} 许可 | 7 | - | 1\n");
        assert_eq!(shown(&list), ["Order 规章,0,,5;许可,7,-,1"], "{sign}");
    }
    // The sign for nothing is a cell.
    assert_eq!(shown("- | 2 | 3\n- 4 | 5 | 6\n"), ["Order -,2,3;- 4,5,6"]);
    assert_eq!(shown("甲 | 2 | 3\n- 4 | 5 | 6\n"), ["Order 甲,2,3;- 4,5,6"]);
    let document = read("- 9 | 1\n- 8 | 2\n");
    let (text, place) = placed(&document)[0];
    assert_eq!((text, place.start, place.end), ("9", 2, 3));
}

#[test]
fn wrapped_rows_with_pipes_are_put_together() {
    let wanted = "Grid 行,甲,乙,丙,丁,戊,己,庚;一,1,2,3,4,5,6,7;二,1,,,4,,,7;三,,,,,,,";
    // The last figure, blank cells, or the middle of a head stand on the next line; the border of a wrapped
    // row may stand on either.
    let text =
        "|行|甲|乙|丙|丁|戊|己|\n庚|\n|一|1|2|3|4|5|6\n|7|\n|二|1||\n|4||\n|7|\n|三||||||||\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        assert_eq!(shown(&text), [wanted]);
        let document = read(&text);
        for (shown, place) in placed(&document) {
            assert_eq!(&text[place.start as usize..place.end as usize], shown);
        }
    }
}

#[test]
fn short_rows_with_pipes_that_are_no_pieces_stay_rows() {
    let text = "|甲|乙|\n|丙|丁|戊|己|庚|辛|壬|癸|\n|1|2|3|4|5|6|7|8|\n";
    let wanted = ["Order 甲,乙;丙,丁,戊,己,庚,辛,壬,癸;1,2,3,4,5,6,7,8"];
    assert_eq!(shown(text), wanted);
    // Narrow tables are not wrapped: a short row is one of its own.
    let text = "|甲|乙|丙|\n|一|\n|二|\n|1|2|3|\n";
    assert_eq!(shown(text), ["Order 甲,乙,丙;一;二;1,2,3"]);
}

#[test]
fn rows_with_tabs_keep_their_blank_cells() {
    assert_eq!(
        shown("\t前言\n规章\t0\t\t5\n许可\t\t\t\n"),
        ["P 前言", "Order 规章,0,,5;许可,,,"]
    );
}

#[test]
fn a_label_beside_its_rows_does_not_end_the_table() {
    let text = "甲      1    2    3\n 三、结果\n\n乙      4    5    6\n\n四、另一节\n  丙    7\n";
    let wanted = [
        "Position 甲,1,2,3;三、结果;乙,4,5,6",
        "P 四、另一节",
        "Position 丙,7",
    ];
    assert_eq!(shown(text), wanted);
}

#[test]
fn blank_cells_of_a_dump_stay_and_page_numbers_go() {
    assert_eq!(
        shown("规章\n\u{a0}\n\n - 3 -\n5\u{c}完\n"),
        ["P 规章", "P ", "P 5", "P 完"]
    );
}

#[test]
fn long_inputs_end_soon() {
    for (unit, times) in [("甲 |\n", 50_000), ("甲 |\n乙\n", 50_000), ("甲  ", 50_000)] {
        assert!(!read(&unit.repeat(times)).blocks.is_empty());
    }
    let escapes = format!("| {} | 2 |\n", "\\a<br ".repeat(50_000));
    assert_eq!(read(&escapes).blocks.len(), 1);
}

#[test]
fn rulings_of_markdown_are_no_rows() {
    for ruling in ["|-|-|", "|:-:|:-:|", "| --- | ---: |", "|---+---|"] {
        let text = format!("|甲|乙|\n{ruling}\n|1|2|\n");
        assert_eq!(shown(&text), ["Grid 甲,乙;1,2"], "{ruling}");
        let quoted = format!("> |甲|乙|\n> {ruling}\n> |1|2|\n");
        assert_eq!(shown(&quoted), ["Grid 甲,乙;1,2"], "{ruling}");
        let indented = format!("　|甲|乙|\n　{ruling}\n　|1|2|\n");
        assert_eq!(shown(&indented), ["Grid 甲,乙;1,2"], "{ruling}");
    }
    // The last row, and any but the second, may be values that stand for nothing.
    assert_eq!(shown("|甲|乙|\n|-|-|\n"), ["Grid 甲,乙;-,-"]);
    assert_eq!(
        shown("|甲|乙|\n|丙|丁|\n|-|-|\n|1|2|\n"),
        ["Grid 甲,乙;丙,丁;-,-;1,2"]
    );
}

#[test]
fn escapes_of_markdown_are_what_they_stand_for() {
    let text = "|3\\. 其他|128\\.36|\n|---|---|\n|甲\\\\|\\|乙\\*|\n";
    assert_eq!(shown(text), ["Grid 3. 其他,128.36;甲,|乙*"]);
    assert_eq!(shown("1\\. 规章\n"), ["P 1. 规章"]);
    let document = read(text);
    let cell = placed(&document)[1];
    assert_eq!(
        &text[cell.1.start as usize..cell.1.end as usize],
        "128\\.36"
    );
}

#[test]
fn drawings_are_read_by_their_joints() {
    let drawn = "┌────┬────┬────┐\n│ 甲 │ 乙 │    │\n├────┼────┼────┤\n│    │ 丙 │ 丁 │\n\
                 ├────┼────┼────┤\n│ 规 │ 1  │ 2  │\n│ 章 │    │    │\n├────┼────┼────┤\n\
                 │ 戊 │ 3  │ 4  │\n└────┴────┴────┘\n";
    assert_eq!(shown(drawn), ["Grid 甲,乙,;,丙,丁;规\n章,1,2;戊,3,4"]);
    // Where only the head is ruled off, each line is a row.
    let plain = "+----+----+\n| 甲 | 乙 |\n+====+====+\n| 丙 | 1  |\n| 丁 | 2  |\n+----+----+\n";
    assert_eq!(shown(plain), ["Grid 甲,乙;丙,1;丁,2"]);
}

#[test]
fn cells_of_drawings_span_columns_and_rows() {
    let grid = "+-----+-----------+\n|     | 乙        |\n|     +-----+-----+\n|     | 丙  | 丁  |\n\
                +-----+-----+-----+\n| 甲  | 1   | 2   |\n+-----+-----+-----+\n| 戊  | 3   | 4   |\n\
                +-----+-----+-----+\n";
    assert_eq!(shown(grid), ["Grid ,乙;丙,丁;甲,1,2;戊,3,4"]);
    let document = read(grid);
    let Some(Block::Table(table)) = document.blocks.first() else {
        panic!("no table");
    };
    let spans: Vec<_> = table
        .cells
        .iter()
        .map(|c| (c.column, c.column_span, c.row_span))
        .collect();
    assert_eq!(spans[..4], [(0, 1, 2), (1, 2, 1), (1, 1, 1), (2, 1, 1)]);
}

#[test]
fn dashes_set_the_columns_of_a_table_without_bars() {
    let simple = "甲      乙\n------  --  ---\n规章        2\n行政    13\n\n正文。\n";
    assert_eq!(shown(simple), ["Grid 甲,乙,;规章,,2;行政,13,", "P 正文。"]);
    let apart =
        "  ----- --- ---\n  规章    1\n\n  行政        2\n  许可\n  ----- --- ---\n\n正文。\n";
    assert_eq!(shown(apart), ["Grid 规章,1,;行政\n许可,,2", "P 正文。"]);
    // All cells blank: a gap below the headings.
    let blank = "----- ---\n甲    乙\n----- ---\n\n----- ---\n\n正文。\n";
    assert_eq!(shown(blank), ["Grid 甲,乙;,", "P 正文。"]);
    // But figures need no headings.
    let filled = "----- ---\n规章    1\n----- ---\n\n----- ---\n行政    2\n----- ---\n\n正文。\n";
    assert_eq!(shown(filled), ["Grid 规章,1", "Grid 行政,2", "P 正文。"]);
    // A word across an edge shows that the dashes set no columns.
    let crossed = "标题\n--- ---\n这一行很长很长\n";
    assert_eq!(shown(crossed), ["P 标题", "P 这一行很长很长"]);
}

#[test]
fn cells_copied_as_paragraphs_have_tabs_between_them() {
    let text = "二、情况\n\n甲\n\n\t\n\n本年\n数量\n\n\n\n\n规章\n\n\t\n\n1\n\n\t\n\n\t\n\n2\n\n三、情况\n";
    let wanted = ["P 二、情况", "Order 甲,本年\n数量;规章,1,,2", "P 三、情况"];
    assert_eq!(shown(text), wanted);
}

#[test]
fn lone_bars_open_rows() {
    let text =
        "| \n 甲  | ||\n| \n 信息\n内容  | \n 乙  | \n 丙  | \n| \n 规章  | \n 0  | \n  | \n";
    assert_eq!(shown(text), ["Order 甲,,;信息\n内容,乙,丙;规章,0,"]);
}

#[test]
fn rows_of_a_sheet_saved_as_text_are_a_grid() {
    let sheet = "甲\t乙\t\t丙\n\t1\t\t\n\t\t\t2\n";
    assert_eq!(shown(sheet), ["Grid 甲,乙,,丙;,1,,;,,,2"]);
}

#[test]
fn a_label_may_begin_like_a_heading() {
    let text = "自然人 其他 总计\n一、本年新收\n申请 1 0 1\n（七）总计 1 0 1\n四、情况\n正文。\n";
    let wanted = [
        "Order 自然人,其他,总计;一、本年新收;申请,1,0,1;（七）总计,1,0,1",
        "P 四、情况",
        "P 正文。",
    ];
    assert_eq!(shown(text), wanted);
}

#[test]
fn columns_are_measured_as_they_were_laid_out() {
    let columns = |text: &str| -> Vec<u32> {
        let document = read(text);
        let tables = document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        });
        let cells = tables.flat_map(|table| table.cells.iter().filter(|cell| cell.column > 0));
        cells.map(|cell| cell.column).collect()
    };
    // Padded for a screen, and as programs that read pages count.
    assert_eq!(
        columns("规章      1   2\n行政许可  3   4\n"),
        [10, 14, 10, 14]
    );
    assert_eq!(
        columns("规章      1   2\n行政许可    3   4\n"),
        [8, 12, 8, 12]
    );
}

#[test]
fn an_empty_line_among_many_rows_below_a_ruling_is_no_end_of_a_row() {
    let row = "甲      1   2\n";
    let text = format!(
        "------  --  --\n{}\n{}------  --  --\n",
        row.repeat(9),
        row.repeat(14)
    );
    let found = shown(&format!("名      a   b\n{text}"));
    let rows = found
        .first()
        .map_or(0, |table| table.matches("甲,1,2").count());
    assert_eq!(rows, 23);
}
