//! Two reports of one organ and year in one document: a draft and what was published, or one report twice.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod printed;

use gouji_lint::Linter;
use gouji_model::ObservationKind;
use printed::{ORGANIZATION, Truth};

/// What is noted at each report of a document.
fn noted(truth: &Truth, page: &str) -> Vec<Vec<String>> {
    let linter = Linter::new(&truth.packs);
    let reports = linter.open(page.as_bytes()).unwrap().reports;
    let of = |report: &gouji_model::Report| {
        let seen = report.observations.iter();
        let seen = seen.filter(|one| one.kind == ObservationKind::DifferingReports);
        seen.map(|one| format!("{}: {}", one.expected, one.found))
            .collect()
    };
    reports.iter().map(of).collect()
}

#[test]
fn differing_reports_of_one_organ_and_year_are_told() {
    let truth = Truth::new();
    let page = truth.page();
    let (label, figures) = &truth.rows("proactive")[0];
    let row = page[page.find(label.as_str()).unwrap()..].to_owned();
    let changed = row.replacen(&format!(">{}<", figures[0]), ">987654<", 1);
    let draft = page.replace(&row, &changed);
    assert_ne!(draft, page);
    let both = format!("{draft}{page}");
    let wanted = vec![format!("{ORGANIZATION} 2021: 1")];
    assert_eq!(noted(&truth, &both), [vec![], wanted]);
    assert!(noted(&truth, &format!("{page}{page}")).concat().is_empty());
    // Of another organ or year it may say what it will.
    for (from, to) in [(ORGANIZATION, "赤水县水务局"), ("2021年", "2020年")] {
        let other = draft.replace(from, to).replace("2022年", "2021年");
        assert_eq!(
            noted(&truth, &format!("{other}{page}")),
            [[""; 0]; 2],
            "{to}"
        );
    }
}
