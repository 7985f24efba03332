//! What is changed in text files is the cell and nothing else, however the cell is written.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::borrow::Cow;

use gouji_fix::{Fixed, Wanted, fix};
use gouji_lint::Linter;
use gouji_pack::Packs;
use gouji_rule::Pack;
use gouji_testkit::specimen::Balanced;
use gouji_testkit::typeset::{Paper, Style, typeset};

fn page(pack: &Pack, style: Style) -> String {
    let report = Balanced::new(pack).report(3);
    let paper = Paper {
        form: &pack.form,
        year: pack.form.since.unwrap(),
        organization: "青石县水务局",
        text_of: &|cell| Some(report.cell(cell)?.text().into_owned()),
    };
    typeset(&paper, style)
}

fn fixed(linter: &Linter, bytes: &[u8]) -> Fixed {
    let wanted = Wanted {
        unsafe_too: true,
        ..Wanted::default()
    };
    fix(linter, bytes, &wanted).unwrap()
}

fn gb18030(page: &str) -> Vec<u8> {
    match encoding_rs::GB18030.encode(page).0 {
        Cow::Borrowed(bytes) => bytes.to_vec(),
        Cow::Owned(bytes) => bytes,
    }
}

fn utf16be(page: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(page.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// A cell whose figure is zero as written in a file, and how it reads once repaired.
type Written = (&'static str, &'static str);

/// Writes a cell of a page in each way and encoding, and expects everything around it to stay.
fn assert_only_the_cell_changes(style: Style, zero: &str, ways: &[Written]) {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let page = page(packs.packs().last().unwrap(), style);
    let (before, after) = page.split_once(zero).unwrap();
    let encodings = [|page: &str| page.as_bytes().to_vec(), gb18030, utf16be];
    for (written, expected) in ways {
        for encode in encodings {
            let bad = encode(&format!("{before}{written}{after}"));
            let fixed = fixed(&linter, &bad);
            assert!(fixed.left.is_empty(), "{written}");
            let good = encode(&format!("{before}{expected}{after}"));
            // Not `assert_eq`: what it would print is of no use to anyone.
            assert!(fixed.bytes == good, "{style:?} {written}");
        }
    }
}

#[test]
fn web_pages_keep_their_tags() {
    let ways = [
        ("<td></td><td>8", "<td>0</td><td>8"),
        ("<td>&nbsp;</td><td>8", "<td>0</td><td>8"),
        ("<td><p>&nbsp;</p></td><td>8", "<td><p>0</p></td><td>8"),
        (
            "<td><p class=a title='>'><span>\n</span></p></td><td>8",
            "<td><p class=a title='>'><span>0\n</span></p></td><td>8",
        ),
        ("<td><p><br></p></td><td>8", "<td><p>0<br></p></td><td>8"),
        ("<td><!-- 9 --></td><td>8", "<td>0<!-- 9 --></td><td>8"),
        ("<td>０</td><td>8", "<td>0</td><td>8"),
        ("<td>&#65296;</td><td>8", "<td>0</td><td>8"),
        ("<td><b>/</b></td><td>8", "<td><b>0</b></td><td>8"),
        ("<td>无</td><td>8", "<td>0</td><td>8"),
    ];
    assert_only_the_cell_changes(Style::Html, "<td>0</td><td>8", &ways);
}

#[test]
fn text_tables_keep_their_bars() {
    let ways = [
        ("|| 8 |", "|0| 8 |"),
        ("| | 8 |", "| 0 | 8 |"),
        ("|  | 8 |", "| 0 | 8 |"),
        ("|     | 8 |", "| 0   | 8 |"),
        ("| ０ | 8 |", "| 0 | 8 |"),
        ("|  /  | 8 |", "|  0  | 8 |"),
        ("| — | 8 |", "| 0 | 8 |"),
    ];
    for style in [Style::Markdown, Style::Boxed, Style::Piped] {
        assert_only_the_cell_changes(style, "| 0 | 8 |", &ways);
    }
    let ways = [("\t\t8\t", "\t0\t8\t"), ("\t／\t8\t", "\t0\t8\t")];
    assert_only_the_cell_changes(Style::Tabs, "\t0\t8\t", &ways);
}

const JSON: &str = r#"{ "form": "cn-disclosure/2021", "year": 2023, "sections": [],
  "tables": { "review": { "litigation.direct": {
    "upheld": 1, "corrected": CELL, "other": 0, "pending": 0, "total": 1 } } } }
"#;

#[test]
fn json_gets_numbers() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let cells = ["null", "\"/\"", "\"\"", "\"０\"", "\"无\""];
    for cell in cells {
        let fixed = fixed(&linter, JSON.replace("CELL", cell).as_bytes());
        let json = String::from_utf8(fixed.bytes).unwrap();
        assert_eq!(json, JSON.replace("CELL", "0"), "{cell}");
    }
}

#[test]
fn a_form_that_nobody_filled_in_is_not_a_report_of_zeros() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let empty = JSON.replace("CELL", "null").replace(": 0", ": null");
    let empty = empty.replace(": 1", ": null");
    let unasked = fix(&linter, empty.as_bytes(), &Wanted::default()).unwrap();
    assert!(unasked.made.is_empty() && unasked.bytes == empty.as_bytes());
    // Its blanks follow from its not being filled in, and are no findings to mend.
    assert!(unasked.left.is_empty());
    assert!(fixed(&linter, empty.as_bytes()).made.is_empty());
}

#[test]
fn what_settings_hold_back_is_left_alone() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let json = JSON.replace("CELL", "null");
    let wanted = Wanted {
        settings: Some(&|_, _, outcome| outcome.findings.retain(|one| one.rule != "blank-cell")),
        ..Wanted::default()
    };
    let fixed = fix(&linter, json.as_bytes(), &wanted).unwrap();
    assert!(fixed.made.is_empty() && fixed.left.is_empty());
    assert!(fixed.bytes == json.as_bytes());
}

#[test]
fn a_blank_is_no_zero_while_figures_of_its_table_are_nobodys() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let page = page(packs.packs().last().unwrap(), Style::Html);
    let requests = page.find("三、收到").unwrap();
    let zero = requests + page[requests..].find("<td>0</td>").unwrap();
    let blank = format!("{}<td></td>{}", &page[..zero], &page[zero + 10..]);
    let made = |page: &str| {
        let fixed = fix(&linter, page.as_bytes(), &Wanted::default()).unwrap();
        fixed.made.len()
    };
    assert_eq!(made(&blank), 1);
    let total = blank.find("（七）总计").unwrap();
    let row = blank[..total].rfind("<tr").unwrap();
    let cells = |label: &str| format!("<tr><td>{label}</td>{}</tr>", "<td>0</td>".repeat(7));
    for label in ["别的情形", ""] {
        let page = format!("{}{}{}", &blank[..row], cells(label), &blank[row..]);
        assert_eq!(made(&page), 0, "{label}");
    }
    // Nor while what would tell is not read: a text stands in a cell of one of its sums.
    let end = blank[requests..].find("</table>").unwrap() + requests;
    let last = blank[..end].rfind("<td>").unwrap();
    let text = format!("{}<td>约{}", &blank[..last], &blank[last + 4..]);
    assert_eq!(made(&text), 1);
    let below = zero + blank[zero..].find("</tr>").unwrap();
    let sum = blank[..below].rfind("<td>").unwrap();
    let text = format!("{}<td>约{}", &blank[..sum], &blank[sum + 4..]);
    assert_eq!(made(&text), 0);
}
