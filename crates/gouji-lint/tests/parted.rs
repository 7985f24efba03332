//! Rows of a grid whose label stands on one line and whose figures stand on another, figures without a label, and
//! labels without figures: each figure is its row's, or nobody's, and never gone.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod pages;
mod printed;

use gouji_model::ObservationKind;
use pages::{
    FORWARD, GRANTED, HEADS, NEW, OVER, PARTIAL, Read, SECRET, TITLE, TOTAL, html, requests,
};
use printed::{Truth, row, table};

const UNREAD: &str = "-|-|-|-|-|-|-";

/// A row as two: its label with blank cells, and its figures without a label.
fn in_two(row: &str) -> [String; 2] {
    let (label, figures) = row.split_once('|').unwrap();
    let blanks: String = figures
        .chars()
        .filter(|c| !c.is_ascii_digit() && *c != '.')
        .collect();
    [format!("{label}|{blanks}"), format!("|{figures}")]
}

fn read(rows: &[String]) -> Read {
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    requests(HEADS, &rows)
}

/// Some rows of the table, with all of the form between the first five.
const ROWS: [&str; 7] = [NEW, OVER, GRANTED, PARTIAL, SECRET, TOTAL, FORWARD];
const IDS: [&str; 7] = [
    "new",
    "carried_over",
    "results.granted",
    "results.partial",
    "results.denied.state_secret",
    "results.total",
    "carried_forward",
];

/// What is read of those rows.
fn rows_of(read: &Read) -> Vec<String> {
    let rows = IDS.iter().map(|id| read.row(&format!("requests/{id}")));
    rows.collect()
}

fn figures(row: &str) -> &str {
    row.split_once('|').unwrap().1
}

#[test]
fn figures_on_the_line_beside_their_label_are_its_own() {
    let truth = Truth::new();
    let head = row(std::iter::once("项目").chain(HEADS.split('|')));
    let page = |rows: &[[String; 2]]| {
        let rows = std::iter::once(head.clone()).chain(rows.iter().flatten().cloned());
        truth.page_with("三、收到", "四、政府", &table(rows))
    };
    let whole = truth.rows("requests");
    let below = whole.iter().map(|(label, figures)| {
        let blanks = figures.iter().map(|_| "");
        let label = row(std::iter::once(label.as_str()).chain(blanks));
        [
            label,
            row(std::iter::once("").chain(figures.iter().map(String::as_str))),
        ]
    });
    let below: Vec<[String; 2]> = below.collect();
    let above: Vec<[String; 2]> = below
        .iter()
        .cloned()
        .map(|[label, figures]| [figures, label])
        .collect();
    for rows in [below, above] {
        let page = page(&rows);
        assert_eq!(truth.judge(page.as_bytes(), &["requests"]), [""; 0]);
    }
    // One row of several.
    for (at, parted) in ROWS.map(in_two).iter().enumerate() {
        let mut rows: Vec<String> = ROWS.iter().map(|row| (*row).to_owned()).collect();
        rows.splice(at..=at, parted.clone());
        let read = read(&rows);
        let mut wanted = ROWS.map(figures);
        // Below the fifth others of the form are not there, whose figures they may be.
        if at == 4 {
            wanted[at] = UNREAD;
        }
        assert_eq!(rows_of(&read), wanted, "{}", ROWS[at]);
        assert_eq!(read.errors(), [""; 0]);
    }
}

#[test]
fn the_number_of_a_label_may_stand_with_the_figures() {
    let numbered = ["1.|1|0|0|0|0|0|1", "属于国家秘密|||||||"];
    let rows = [NEW, OVER, GRANTED, PARTIAL, numbered[0], numbered[1], TOTAL];
    let read = requests(HEADS, &rows);
    assert_eq!(
        read.row("requests/results.denied.state_secret"),
        "1|0|0|0|0|0|1"
    );
    assert_eq!(read.errors(), [""; 0]);
    // Another's number is no sign of this one.
    let rows = rows.map(|row| row.replacen("1.|", "2.|", 1));
    let read = requests(HEADS, &rows.each_ref().map(String::as_str));
    assert_eq!(
        read.row("requests/results.denied.state_secret"),
        "-|-|-|-|-|-|-"
    );
    assert!(read.blocked().contains("results-total"));
}

#[test]
fn figures_that_may_be_of_two_rows_are_nobodys() {
    let [granted, own] = in_two(GRANTED);
    let [partial, _] = in_two(PARTIAL);
    let rows = [NEW, OVER, &granted, &own, &partial, SECRET, TOTAL, FORWARD];
    let read = requests(HEADS, &rows);
    assert_eq!(read.row("requests/results.granted"), UNREAD);
    assert_eq!(read.row("requests/results.partial"), UNREAD);
    assert_eq!(read.row("requests/new"), figures(NEW));
    assert_eq!(read.errors(), [""; 0]);
    assert!(read.blocked().contains("results-total"));
    // Nor are those that the sums do not let be the row's beside them.
    let other = own.replace("|3|1|", "|5|1|").replace("|5", "|7");
    let rows = [NEW, OVER, &granted, &other, PARTIAL, SECRET, TOTAL, FORWARD];
    let read = requests(HEADS, &rows);
    assert_eq!(read.row("requests/results.granted"), UNREAD);
    assert_eq!(read.errors(), [""; 0]);
}

/// A page with the first table of a report, one figure wide; a row of it printed as given.
fn decisions(licensing: &[&str], penalties: &[&str]) -> Read {
    let mut rows = vec!["第二十条第（五）项", "信息内容|本年处理决定数量"];
    rows.extend(licensing);
    rows.extend(["第二十条第（六）项", "信息内容|本年处理决定数量"]);
    rows.extend(penalties);
    rows.extend([
        "第二十条第（八）项",
        "信息内容|本年收费金额（单位：万元）",
        "行政事业性收费|0",
    ]);
    Read::of(&html(&[&rows]))
}

fn decided(read: &Read) -> [String; 3] {
    ["licensing", "penalties", "coercion"].map(|row| read.row(&format!("proactive/{row}")))
}

#[test]
fn a_single_figure_beside_its_label_is_its_own() {
    let penalties = ["行政处罚|4868", "行政强制|767"];
    for licensing in [["行政许可|", "|599"], ["|599", "行政许可|"]] {
        let read = decisions(&licensing, &penalties);
        assert_eq!(decided(&read), ["599", "4868", "767"]);
    }
    let read = decisions(&["行政许可|599"], &["行政处罚|", "|4868", "行政强制|767"]);
    assert_eq!(decided(&read), ["599", "4868", "767"]);
    // Between two blank rows, or where the label of the next is gone, it is nobody's.
    let read = decisions(&["行政许可|599"], &["行政处罚|", "|4868", "行政强制|"]);
    assert_eq!(decided(&read), ["599", "-", "-"]);
    assert_eq!(read.noted(ObservationKind::UnknownRow).len(), 1);
    let read = decisions(&["行政许可|599"], &["行政处罚|", "|4868"]);
    assert_eq!(decided(&read), ["599", "-", "-"]);
    // A caption parts what it stands between.
    let read = decisions(&["行政许可|", "|599"], &["行政处罚|", "行政强制|767"]);
    assert_eq!(decided(&read), ["599", "", "767"]);
    // Beside no blank row it is told at least.
    let read = decisions(&["行政许可|599", "|12"], &penalties);
    assert_eq!(read.noted(ObservationKind::UnknownRow), [("", " 12")]);
}

#[test]
fn a_label_run_down_into_the_next_takes_no_figures_with_it() {
    let granted = format!("|{}", figures(GRANTED));
    let both = format!("（一）予以公开（二）部分公开|{}", figures(PARTIAL));
    let read = requests(HEADS, &[NEW, OVER, &granted, &both, SECRET, TOTAL, FORWARD]);
    assert_eq!(rows_of(&read), ROWS.map(figures));
    let read = requests(HEADS, &[NEW, OVER, &both, SECRET, TOTAL, FORWARD]);
    assert_eq!(read.row("requests/results.granted"), UNREAD);
    assert_eq!(read.row("requests/results.partial"), UNREAD);
    assert_eq!(read.errors(), [""; 0]);
}

#[test]
fn a_row_of_one_blank_cell_over_all_columns_is_blank() {
    let rows = [
        NEW,
        OVER,
        GRANTED,
        "（二）部分公开|*",
        SECRET,
        TOTAL,
        FORWARD,
    ];
    let page = html(&[&[&[format!("项目|{HEADS}").as_str()], &rows[..]].concat()]);
    let read = Read::of(&page.replace("<td>*", "<td colspan=7>"));
    assert_eq!(read.row("requests/results.partial"), "||||||");
    assert!(page.starts_with(&format!("<p>{TITLE}")));
}

#[test]
fn a_head_that_stands_with_the_one_above_it_stands_where_its_cell_does() {
    let heads = HEADS.replacen("自然人", "申请人情况自然人", 1);
    let bare = |row: &str| format!("|{}", figures(row));
    let rows = [NEW, OVER, &bare(GRANTED), PARTIAL, SECRET, TOTAL, FORWARD];
    let read = requests(&heads, &rows);
    assert_eq!(rows_of(&read), ROWS.map(figures));
}

#[test]
fn heads_beside_what_they_stood_below_lend_no_figures() {
    // The head of all five columns of legal persons is gone, and the last head stands before them.
    let heads = "自然人|总计|商业企业|科研机构|社会公益组织|法律服务机构|其他";
    let read = requests(heads, &ROWS);
    assert_eq!(rows_of(&read), [UNREAD; 7]);
    assert_eq!(read.errors(), [""; 0]);
    assert!(read.blocked().contains("applicants-total"));
    // Where the figures stand in that order they are read.
    let moved = ROWS.map(|row| {
        let mut cells: Vec<&str> = row.split('|').collect();
        let total = cells.pop().unwrap();
        cells.insert(2, total);
        cells.join("|")
    });
    let read = requests(heads, &moved.each_ref().map(String::as_str));
    assert_eq!(read.row("requests/new"), "6|2|0|0|1|0|9");
    assert_eq!(read.errors(), [""; 0]);
}

#[test]
fn a_row_spread_over_more_cells_than_heads_is_unread() {
    let spread = ROWS.map(|row| {
        let (label, figures) = row.split_once('|').unwrap();
        format!("{label}|{}|", figures.replace('|', "||"))
    });
    let read = requests(HEADS, &spread.each_ref().map(String::as_str));
    assert_eq!(rows_of(&read), [UNREAD; 7]);
    assert_eq!(read.errors(), [""; 0]);
    // A check beside the table, with a column between, is none of it.
    let checked = ROWS.map(|row| format!("{}||0", row.replace("|0|", "||").replace("|0|", "||")));
    let read = requests(HEADS, &checked.each_ref().map(String::as_str));
    assert_eq!(read.row("requests/new"), "6|2|||1||9");
    assert_eq!(read.errors(), [""; 0]);
}
