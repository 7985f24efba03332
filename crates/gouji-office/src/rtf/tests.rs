//! RTF as Word and WPS write it, in small.

use gouji_document::{Block, Document};

use super::read;
use crate::OfficeError;

/// Paragraphs, and rows as `column+columns x rows:text`.
fn outline(text: &str) -> Vec<String> {
    let document: Document = read(text.as_bytes()).unwrap();
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(document.text(paragraph.text).to_owned()),
            Block::Table(table) => {
                for cell in &table.cells {
                    let (columns, rows) = (cell.column_span, cell.row_span);
                    let text = document.text(cell.text);
                    lines.push(format!(
                        "{} {}+{columns}x{rows}:{text}",
                        cell.row, cell.column
                    ));
                }
            }
        }
    }
    lines
}

#[test]
fn text_is_decoded_by_document_and_font() {
    let file = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset136 x;}}
{\*\generator \'d2\'bb;}{\info{\title \'b1\'ea}}\f0 \'d2\'bb\'a1\'a2{\f1 \'a4\'40}\f0 a\~b\par
\uc1\u20844?\u-26783 ?\uc2\u24180\'c4\'ea{\v hidden}{\deleted gone}\line\{x\}\emdash\par}";
    assert_eq!(outline(file), ["一、一a\u{a0}b", "公\u{9761}年", "{x}—"]);
}

#[test]
fn numbers_and_fields_read_as_shown() {
    let file = r"{\rtf1\ansi\ansicpg936{\listtext\pard\plain \'d2\'bb\'a1\'a2\tab}x
{\field{\*\fldinst PAGE}{\fldrslt 7}}\par{\pntext 3\tab}y{\footnote z}\par
{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt \pard box\par}}{\shprslt twice}}end}";
    assert_eq!(outline(file), ["一、x7", "3\ty", "box", "end"]);
}

#[test]
fn letters_that_cannot_be_seen_are_left_out() {
    let file = r"{\rtf1\ansi{\colortbl;\red255\green255\blue255;\red0\green51\blue102;}
a{\cf1 9}b{\fs2 9}c{\cf1\chcbpat2 d}{\cf2 e}\par\pard\cbpat2{\cf1 f}\par
{\shp{\*\shpinst{\shptxt \pard{\cf1 box}\par}}}
\trowd\clcbpat2\cellx1000\clcbpat1\cellx2000\cellx3000
\pard\plain\intbl{\cf1 1}\cell{\cf1 9}2\cell 3{\cf1 9\plain 4}\cell\row}";
    let expected = ["abcde", "f", "box", "0 0+1x1:1", "0 1+1x1:2", "0 2+1x1:34"];
    assert_eq!(outline(file), expected);
}

#[test]
fn lists_show_what_is_chosen() {
    let list = |settings: &str, result: &str| {
        format!(
            "{{\\field{{\\*\\fldinst FORMDROPDOWN {{\\*\\formfield{{\\fftype2{settings}{{\\*\\ffname x}}\
             {{\\*\\ffl 9}}{{\\*\\ffl 12}}}}}}}}{{\\fldrslt {result}}}}}"
        )
    };
    let chosen = list("\\ffres1", "");
    let usual = list("\\ffres25\\ffdefres1", "");
    let shown = list("\\ffres1", "7");
    let beyond = list("\\ffres5", "");
    let file = format!(
        "{{\\rtf1\\trowd\\cellx1\\cellx2\\cellx3\\cellx4\\pard\\intbl {chosen}\\cell {usual}\\cell {shown}\\cell \
         {beyond}\\cell\\row}}"
    );
    let cells = outline(&file);
    let texts: Vec<&str> = cells
        .iter()
        .filter_map(|cell| cell.split_once(':'))
        .map(|(_, text)| text)
        .collect();
    assert_eq!(texts, ["12", "12", "7", "\u{fffc}"]);
}

#[test]
fn tables_keep_their_grid() {
    let file = r"{\rtf1\ansi before\par
\trowd\trleft-108\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000
\pard\intbl a\par aa\cell b\cell\cell\row
\trowd\trleft-108\clvmrg\cellx1005\cellx2000\cellx3010
\pard\intbl\cell 1\cell 2\cell\row\pard after\par}";
    let expected = [
        "before",
        "0 0+1x2:a\naa",
        "0 1+2x1:b",
        "1 1+1x1:1",
        "1 2+1x1:2",
        "after",
    ];
    assert_eq!(outline(file), expected);
}

#[test]
fn a_table_around_another_is_layout() {
    let file = r"{\rtf1\ansi\pard\intbl left\cell
\pard\intbl\itap2 1\nestcell 2\nestcell 3\nestcell
{\*\nesttableprops\trowd\cellx10\cellx500\cellx900\nestrow}{\nonesttables\par}
\pard\intbl right\cell\trowd\cellx1000\cellx2000\row}";
    let expected = ["left", "0 0+1x1:1", "0 1+1x1:2", "0 2+1x1:3", "right"];
    assert_eq!(outline(file), expected);
}

#[test]
fn what_is_cut_off_or_swollen_is_an_error() {
    let damaged = Some(OfficeError::damaged("RTF"));
    for file in ["{\\rtf1", "{\\rtf1 {a}", "{\\rtf1\\bin999999999 }", ""] {
        assert_eq!(read(file.as_bytes()).err(), damaged, "{file}");
    }
    let deep = format!("{{\\rtf1{}", "{".repeat(3_000));
    let row = "\\cellx9".repeat(4_096) + &"\\row".repeat(10_000);
    for file in [deep, format!("{{\\rtf1{row}}}")] {
        let error = read(file.as_bytes()).err();
        assert!(matches!(error, Some(OfficeError::TooLarge(_))), "{error:?}");
    }
}
