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
