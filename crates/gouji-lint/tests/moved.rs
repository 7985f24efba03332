//! Rows with a cell too many, and headings that are lacking: figures under no heading are no remark beside the
//! table where they may be the last of their row, and a column without its heading is told.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod printed;

use gouji_check::check;
use gouji_lint::Linter;
use gouji_model::Severity;
use printed::{REVIEW_HEADS, Row, Truth, row, table};

/// The rules that a page breaks, as errors and as others.
fn told(truth: &Truth, page: &str) -> (Vec<String>, Vec<String>) {
    let reports = Linter::new(&truth.packs)
        .open(page.as_bytes())
        .unwrap()
        .reports;
    let findings = check(truth.pack(), &reports[0], None).findings;
    let is_error = |finding: &gouji_model::Finding| finding.severity == Severity::Error;
    let (errors, others): (Vec<_>, Vec<_>) = findings.into_iter().partition(is_error);
    let names = |findings: Vec<gouji_model::Finding>| {
        findings
            .into_iter()
            .map(|finding| finding.rule.to_string())
            .collect()
    };
    (names(errors), names(others))
}

fn cells(of: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<String> {
    of.into_iter()
        .map(|cell| cell.as_ref().to_owned())
        .collect()
}

/// The page with a table of reviews under heads, its figures changed.
fn reviews(truth: &Truth, heads: &[String], change: impl Fn(&mut Vec<String>)) -> String {
    let rows: Vec<Row> = truth.rows("review");
    let mut figures = rows.into_iter().flat_map(|(_, figures)| figures).collect();
    change(&mut figures);
    let names = "<tr><td colspan=5>行政复议</td><td colspan=5>未经复议直接起诉</td>\
                 <td colspan=5>复议后起诉</td></tr>";
    let inside = table([names.to_owned(), row(heads), row(&figures)]);
    truth.page_with("<p>四、政府信息公开行政复议", "五、存在", &inside)
}

#[test]
fn a_cell_too_many_among_reviews() {
    let truth = Truth::new();
    let heads = cells(REVIEW_HEADS.repeat(3));
    assert!(told(&truth, &reviews(&truth, &heads, |_| {})).0.is_empty());
    for at in [0, 3, 7, 12] {
        let page = reviews(&truth, &heads, |figures| figures.insert(at, "5".to_owned()));
        let (errors, others) = told(&truth, &page);
        assert!(errors.is_empty(), "{at}: {errors:?}");
        let is_said =
            |rule: &String| ["misaligned-row", "unreadable-table"].contains(&rule.as_str());
        assert!(others.iter().any(is_said), "{at}: {others:?}");
    }
    // A check beside figures that add up is one.
    let checked = reviews(&truth, &heads, |figures| figures.push("8".to_owned()));
    let (errors, others) = told(&truth, &checked);
    assert!(errors.is_empty() && !others.iter().any(|rule| rule == "misaligned-row"));
}

#[test]
fn a_first_head_of_no_form_moves_no_column() {
    let truth = Truth::new();
    let mut heads = cells(REVIEW_HEADS.repeat(3));
    heads[0] = "法人".to_owned();
    let page = reviews(&truth, &heads, |_| {});
    assert!(truth.judge(page.as_bytes(), &["review"]).is_empty());
}

/// The page with another first block of the second section, its row of rules changed.
fn published(truth: &Truth, heads: &[&str], change: impl Fn(&mut Vec<String>)) -> String {
    let rows = truth.rows("proactive");
    let lines = rows.iter().take(2).map(|(label, figures)| {
        let mut line = vec![label.clone()];
        line.extend(figures.iter().take(heads.len() - 1).cloned());
        change(&mut line);
        row(line)
    });
    let block: String = [row(heads)].into_iter().chain(lines).collect();
    let page = truth.page();
    let start = page.find("第二十条第（一）项").unwrap();
    let start = start + page[start..].find("</tr>").unwrap() + "</tr>".len();
    let end = page.find("第二十条第（五）项").unwrap();
    let end = page[..end].rfind("<tr").unwrap();
    format!("{}{block}{}", &page[..start], &page[end..])
}

const PUBLISHED: [&str; 4] = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"];

#[test]
fn a_cell_too_many_where_no_sum_tells() {
    let truth = Truth::new();
    let whole = told(&truth, &published(&truth, &PUBLISHED, |_| {}));
    assert_eq!(whole, told(&truth, &truth.page()));
    let moved = published(&truth, &PUBLISHED, |line| line.insert(2, "5".to_owned()));
    let (errors, others) = told(&truth, &moved);
    assert!(errors.is_empty());
    let misaligned = others.iter().filter(|rule| *rule == "misaligned-row");
    assert_eq!(misaligned.count(), 2, "{others:?}");
}

#[test]
fn a_column_that_a_block_above_lacks_is_told() {
    let truth = Truth::new();
    let lacking = published(&truth, &PUBLISHED[..3], |_| {});
    let (_, others) = told(&truth, &lacking);
    assert!(
        others.iter().any(|rule| rule == "missing-column"),
        "{others:?}"
    );
    // The same heading twice is that of one column only.
    let twice = [PUBLISHED[0], PUBLISHED[2], PUBLISHED[2], PUBLISHED[3]];
    let (_, others) = told(&truth, &published(&truth, &twice, |_| {}));
    assert!(
        others.iter().any(|rule| rule == "missing-column"),
        "{others:?}"
    );
}

#[test]
fn a_heading_over_the_labels_is_that_of_no_figure() {
    let truth = Truth::new();
    let heads = [PUBLISHED[3], PUBLISHED[1], PUBLISHED[2], PUBLISHED[3]];
    let page = published(&truth, &heads, |_| {});
    assert!(truth.judge(page.as_bytes(), &["proactive"]).is_empty());
}
