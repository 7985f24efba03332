//! A report that says neither whose it is nor of what year is told to; a table that is only pasted is not.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod printed;

use gouji_check::check;
use gouji_lint::Linter;
use printed::{ORGANIZATION, TITLE, Truth};

/// What a page is told that it does not say.
fn missed(truth: &Truth, page: &str) -> Vec<String> {
    let reports = Linter::new(&truth.packs)
        .open(page.as_bytes())
        .unwrap()
        .reports;
    let findings = check(truth.pack(), &reports[0], None).findings;
    let unnamed = findings
        .into_iter()
        .filter(|finding| &*finding.rule == "unnamed-report");
    unnamed.filter_map(|finding| finding.at).collect()
}

/// The page without a word wherever it stands.
fn without(page: &str, words: &[&str]) -> String {
    let shorter = |page: String, word: &&str| page.replace(*word, "");
    words.iter().fold(page.to_owned(), shorter)
}

#[test]
fn what_a_title_does_not_name_is_told() {
    let truth = Truth::new();
    let page = truth.page();
    assert!(page.contains(TITLE));
    assert!(missed(&truth, &page).is_empty());
    assert_eq!(
        missed(&truth, &without(&page, &[ORGANIZATION])),
        ["organization"]
    );
    assert_eq!(
        missed(&truth, &without(&page, &["2021年", "2022年"])),
        ["period"]
    );
    // Without a title, too, where all sections are there.
    let untitled = without(&page, &[TITLE, ORGANIZATION, "2021年", "2022年"]);
    assert_eq!(missed(&truth, &untitled), ["organization", "period"]);
}

#[test]
fn a_pasted_table_is_not_told() {
    let truth = Truth::new();
    let page = truth.page();
    let table = page.split("<table").nth(2).unwrap();
    let table = format!("<table{}", table.split("</table>").next().unwrap());
    assert!(missed(&truth, &format!("{table}</table>")).is_empty());
    let headed = format!("<p>三、收到和处理政府信息公开申请情况</p>{table}</table>");
    assert!(missed(&truth, &headed).is_empty());
}
