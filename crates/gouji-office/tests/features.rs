//! What office programs do beyond plain tables: merged cells, tracked changes, text boxes.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fmt::Write;
use std::path::Path;

use gouji_document::{Block, Document};
use gouji_office::{kind_of, read};

fn outline_of(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let bytes = std::fs::read(folder.join(name)).unwrap();
    outline(&read(kind_of(&bytes).unwrap(), &bytes).unwrap())
}

/// One line for each paragraph and table row; cells as `column:text`, with `+` for spans.
fn outline(document: &Document) -> String {
    let mut lines = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                writeln!(lines, "{}", document.text(paragraph.text)).unwrap();
            }
            Block::Table(table) => {
                let mut row = u32::MAX;
                for cell in &table.cells {
                    let opening = if cell.row == row { " |" } else { "\n|" };
                    row = cell.row;
                    let spans = match (cell.column_span, cell.row_span) {
                        (1, 1) => String::new(),
                        (columns, rows) => format!("+{columns}x{rows}"),
                    };
                    let text = document.text(cell.text).replace('\n', "⏎");
                    write!(lines, "{opening} {}{spans}:{text}", cell.column).unwrap();
                }
                lines.push('\n');
            }
        }
    }
    lines
}

#[test]
fn word_files_read_as_accepted_and_shown() {
    let expected = "\
受理7件
前半，后半。
甲\t乙
2024-05☑
共3件
链签控
框外
框内
整段

| 0+2x1:横并 | 2+1x2:竖并
| 1:空一格后
| 0+2x1:跨二 | 2:控件里
| 0:一 | 1: | 2:三
左栏
右栏

| 0:内1 | 1:内2
| 0:内3 | 1:内4
末栏
1.其一
2.其二
点
";
    assert_eq!(outline_of("features.docx"), expected);
}

#[test]
fn workbooks_read_values_as_shown() {
    let expected = "\
标题

| 0:列1 | 1:列2 | 2:列3 | 3:列4 | 4:列5 | 5:列6 | 6:列7 | 7:列8 | 8:列9 | 9:列10 | 10:列11
| 0:12 | 1:12.34 | 2:0.3 | 3:-3.5 | 4:１２ | 5:1,036 | 6:TRUE | 7:=SUM(A3:D3) \
| 8:2025年1月10日 | 9:2025-01-10 18:30 | 10:#DIV/0!
第二张表

| 1:甲 | 2:乙 | 3:丙 | 4: | 5+2x2:大⏎格
| 1:一 | 2:1 | 3:2 | 4:
| 1:二 | 2: | 3: | 4: | 5: | 6:
| 1:三 | 2:3 | 3: | 4: | 5: | 6:
附注
第三张
";
    assert_eq!(outline_of("features.xlsx"), expected);
    // LibreOffice has calculated the formula.
    let calculated = expected.replace("=SUM(A3:D3)", "21.14");
    assert_eq!(outline_of("features.ods"), calculated);
    assert_eq!(outline_of("features.xls"), calculated);
}

#[test]
fn opendocument_texts_read_as_shown() {
    let expected = "\
（一）主动公开
续段
1.规章
2.公文
（二）依申请公开
续段
1.受理
共三  件
下一行

| 0+2x2:大⏎格 | 2:同 | 3:同
| 2: | 3:
| 0: | 1: | 2: | 3:
| 0: | 1: | 2: | 3:
";
    assert_eq!(outline_of("features.odt"), expected);
}

#[test]
fn what_is_shown_and_what_is_hidden_is_the_same_in_every_word_format() {
    let expected = "\
一、总体情况
（一）主动公开
1.规章
2.公文
（二）依申请公开
1.受理
受理7件
框外
框内
规章
链接之后
二、办理情况

| 0+2x1:三、结果 | 2:13¹ | 3:24⁽²⁾
| 0+1x2:（一）不予公开 | 1:1.国家秘密 | 2:35 | 3:46
| 1:2.其他 | 2:57 | 3:68
左栏

| 0:内1 | 1:内2
| 0:内3 | 1:内4
末栏
";
    for name in ["marks.docx", "marks.doc", "marks.odt", "marks.rtf"] {
        assert_eq!(outline_of(name), expected, "{name}");
    }
}

#[test]
fn formulas_that_nobody_calculated_are_reported_to_be_unread() {
    // What may give a text may be empty; numbers never are.
    let expected = "
| 0:项目 | 1:件数 | 2:合计 | 3:说明
| 0:第1项 | 1:1 | 2:=… | 3:略
| 0:第2项 | 1:2 | 2:=… | 3:略
| 0:第3项 | 1:3 | 2: | 3:略
";
    assert_eq!(outline_of("formulas.xls"), expected);
}
