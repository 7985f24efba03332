//! How relations behave at the edges: groups, absent rows, lost tables, other text, last year.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use gouji_check::{Outcome, check};
use gouji_model::{Cell, Form, Place, Report, SourceRange, TableId, Value};
use gouji_pack::Packs;
use gouji_rule::Pack;

const FORM: &str = "cn-disclosure/2021";

fn with<T>(run: impl FnOnce(&Pack) -> T) -> T {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    run(packs.packs().iter().find(|p| p.form.id.0 == FORM).unwrap())
}

fn set(form: &Form, report: &mut Report, address: &str, text: &str) {
    let (value, raw) = Value::read(text);
    let place = Place::Text(SourceRange::default());
    report.cells[form.cell(address).unwrap().index()] = Some(Cell { value, raw, place });
}

fn zeros(form: &Form) -> Report {
    let mut report = Report::empty(form.id.clone(), form.cell_count());
    for cell in form.cells().filter(|cell| !form.row_of(*cell).group) {
        set(form, &mut report, &form.address(cell), "0");
    }
    report
}

/// Rule and instance of what was found and of what was blocked.
fn names(outcome: &Outcome) -> (Vec<String>, Vec<String>) {
    let name = |rule: &str, at: &Option<String>| format!("{rule}@{}", at.as_deref().unwrap_or(""));
    (
        outcome
            .findings
            .iter()
            .map(|f| name(&f.rule, &f.at))
            .collect(),
        outcome
            .blocked
            .iter()
            .map(|b| name(&b.rule, &b.at))
            .collect(),
    )
}

#[test]
fn zeros_pass_and_the_equation_is_spelled_out() {
    with(|pack| {
        let mut report = zeros(&pack.form);
        assert_eq!(names(&check(pack, &report, None)), (vec![], vec![]));
        set(&pack.form, &mut report, "requests/new/natural_person", "2");
        set(&pack.form, &mut report, "requests/new/total", "2");
        let outcome = check(pack, &report, None);
        let found = ["requests-balance@natural_person", "requests-balance@total"];
        assert_eq!(names(&outcome).0, found);
        assert!(outcome.findings[0].message.zh.contains("2 + 0 ≠ 0 + 0"));
    });
}

/// The messages of a rule's findings.
fn messages(outcome: &Outcome, rule: &str) -> Vec<String> {
    let own = outcome.findings.iter().filter(|found| found.rule == rule);
    own.map(|found| found.message.zh.clone()).collect()
}

#[test]
fn blank_cells_are_what_is_reported() {
    with(|pack| {
        let mut report = zeros(&pack.form);
        set(&pack.form, &mut report, "requests/new/natural_person", "13");
        set(&pack.form, &mut report, "requests/new/total", "");
        let outcome = check(pack, &report, None);
        let expected = "“一、本年新收政府信息公开申请数量”一行的总计空白，应为 13";
        assert_eq!(messages(&outcome, "applicants-total"), [expected]);
        let found = messages(&outcome, "requests-balance");
        assert_eq!(found, ["“自然人”一列不平：13 + 0 ≠ 0 + 0，相差 13"]);

        let mut report = zeros(&pack.form);
        for cell in pack
            .form
            .cells()
            .filter(|cell| !pack.form.is_group_cell(*cell))
        {
            let address = pack.form.address(cell);
            if address.starts_with("requests/results.") && address.ends_with("/total") {
                set(&pack.form, &mut report, &address, "");
            }
        }
        set(
            &pack.form,
            &mut report,
            "requests/results.total/total",
            "805",
        );
        let outcome = check(pack, &report, None);
        let found = messages(&outcome, "results-total");
        assert_eq!(found, ["“总计”一列的（七）总计是 805，各项办理结果却空白"]);
    });
}

#[test]
fn quotation_marks_in_labels_are_single_within_others() {
    with(|pack| {
        let mut report = zeros(&pack.form);
        let address = "requests/results.denied.three_safety_one_stability/total";
        set(&pack.form, &mut report, address, "");
        let outcome = check(pack, &report, None);
        let found = messages(&outcome, "blank-cell");
        assert_eq!(found, ["“3.危及‘三安全一稳定’”行“总计”列空白"]);
    });
}

#[test]
fn blank_items_accuse_nobody() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().first().unwrap();
    let mut report = zeros(&pack.form);
    for (column, text) in [("previous", ""), ("change", ""), ("decisions", "9")] {
        let address = format!("proactive/licensing/{column}");
        set(&pack.form, &mut report, &address, text);
    }
    let outcome = check(pack, &report, None);
    assert_eq!(messages(&outcome, "decisions-without-items"), [""; 0]);
    let blanks = outcome
        .findings
        .iter()
        .filter(|found| found.rule == "blank-cell");
    assert!(blanks.clone().count() == 2);
    assert!(
        blanks
            .into_iter()
            .all(|found| found.severity == gouji_model::Severity::Info)
    );
}

#[test]
fn figures_taken_over_from_last_year_are_reported() {
    with(|pack| {
        let mut report = zeros(&pack.form);
        let cells = ["new", "results.granted", "results.total"];
        for (row, column) in cells
            .iter()
            .flat_map(|row| ["natural_person", "legal.other"].map(|c| (row, c)))
        {
            set(
                &pack.form,
                &mut report,
                &format!("requests/{row}/{column}"),
                "2",
            );
        }
        for row in cells {
            set(
                &pack.form,
                &mut report,
                &format!("requests/{row}/total"),
                "4",
            );
        }
        let prior = Some((&*pack.form, &report));
        let (found, _) = names(&check(pack, &report, prior));
        assert_eq!(found, ["same-figures-as-last-year@"]);
        let mut other = report.clone();
        set(&pack.form, &mut other, "proactive/penalties/decisions", "1");
        let (found, _) = names(&check(pack, &other, prior));
        assert_eq!(found, Vec::<String>::new());
    });
}

#[test]
fn a_single_row_of_other_results_counts() {
    with(|pack| {
        let mut report = zeros(&pack.form);
        let heading = pack.form.cell("requests/results.other/total").unwrap();
        for cell in pack.form.cells_of_row(heading) {
            set(&pack.form, &mut report, &pack.form.address(cell), "0");
        }
        for column in ["natural_person", "total"] {
            for row in ["new", "results.total", "results.other"] {
                set(
                    &pack.form,
                    &mut report,
                    &format!("requests/{row}/{column}"),
                    "3",
                );
            }
        }
        assert_eq!(names(&check(pack, &report, None)), (vec![], vec![]));
        // Once the items hold figures, the group row is not counted on top of them.
        for column in ["natural_person", "total"] {
            let address = format!("requests/results.other.misc/{column}");
            set(&pack.form, &mut report, &address, "3");
        }
        assert_eq!(names(&check(pack, &report, None)), (vec![], vec![]));
    });
}

#[test]
fn text_blocks_and_blank_counts_as_zero() {
    with(|pack| {
        let mut report = zeros(&pack.form);
        set(
            &pack.form,
            &mut report,
            "review/reconsideration/upheld",
            "若干项目",
        );
        let (found, blocked) = names(&check(pack, &report, None));
        assert_eq!(found, ["text-in-cell@review/reconsideration/upheld"]);
        assert_eq!(blocked, ["review-total@reconsideration"]);
        set(&pack.form, &mut report, "review/reconsideration/upheld", "");
        let (found, blocked) = names(&check(pack, &report, None));
        assert!(found.contains(&"blank-cell@review/reconsideration/upheld".to_owned()));
        assert!(!found.iter().any(|name| name.starts_with("review-total")));
        assert_eq!(blocked, Vec::<String>::new());
    });
}

#[test]
fn an_absent_row_is_left_out_unless_the_table_is_uncertain() {
    with(|pack| {
        let mut report = zeros(&pack.form);
        let requests = pack.form.cell("requests/results.partial/total").unwrap();
        for column in pack.form.cells_of_row(requests) {
            report.cells[column.index()] = None;
        }
        assert_eq!(names(&check(pack, &report, None)), (vec![], vec![]));
        report
            .uncertain_tables
            .push(pack.form.table_id_of(requests));
        let (found, blocked) = names(&check(pack, &report, None));
        assert_eq!(found, Vec::<String>::new());
        assert!(blocked.contains(&"results-total@total".to_owned()));
        assert!(!blocked.contains(&"requests-balance@total".to_owned()));
    });
}

#[test]
fn a_sum_that_lacks_a_column_is_blocked_and_not_made_of_the_others() {
    with(|pack| {
        let mut report = zeros(&pack.form);
        let rows = ["results.granted", "results.partial"];
        for row in rows {
            let cell = pack.form.cell(&format!("requests/{row}/total")).unwrap();
            report.cells[cell.index()] = None;
        }
        // With one of the rows gone altogether, the other's column is still missing.
        let gone = pack.form.cell("requests/results.partial/total").unwrap();
        for cell in pack.form.cells_of_row(gone) {
            report.cells[cell.index()] = None;
        }
        let (found, blocked) = names(&check(pack, &report, None));
        assert_eq!(found, Vec::<String>::new());
        assert!(blocked.contains(&"results-total@total".to_owned()));
        assert!(!blocked.contains(&"results-total@natural_person".to_owned()));
    });
}

#[test]
fn nothing_is_reported_about_the_sums_of_a_lost_table() {
    with(|pack| {
        let mut report = zeros(&pack.form);
        set(&pack.form, &mut report, "requests/new/total", "9");
        report.lost_tables = (0..3).map(TableId).collect();
        let (found, blocked) = names(&check(pack, &report, None));
        assert_eq!(found, Vec::<String>::new());
        assert!(blocked.contains(&"requests-balance@total".to_owned()));
    });
}

#[test]
fn a_rule_that_may_apply_is_blocked() {
    with(|pack| {
        let mut report = zeros(&pack.form);
        // Without a subtotal the rule does not apply, whatever its items say.
        let item = "requests/results.denied.state_secret/total";
        set(&pack.form, &mut report, item, "若干项目");
        let (_, blocked) = names(&check(pack, &report, None));
        assert!(!blocked.contains(&"subtotal-denied@total".to_owned()));
        set(
            &pack.form,
            &mut report,
            "requests/results.denied/total",
            "3",
        );
        let (_, blocked) = names(&check(pack, &report, None));
        assert!(
            blocked.contains(&"subtotal-denied@total".to_owned()),
            "{blocked:?}"
        );
        set(&pack.form, &mut report, item, "0");
        set(
            &pack.form,
            &mut report,
            "requests/results.denied/total",
            "若干项目",
        );
        let (_, blocked) = names(&check(pack, &report, None));
        // Its items come to nothing, and then it does not apply.
        assert!(!blocked.contains(&"subtotal-denied@total".to_owned()));
        set(&pack.form, &mut report, item, "3");
        let (_, blocked) = names(&check(pack, &report, None));
        assert!(
            blocked.contains(&"subtotal-denied@total".to_owned()),
            "{blocked:?}"
        );
    });
}

#[test]
fn last_year_is_compared_where_it_is_given() {
    with(|pack| {
        let report = zeros(&pack.form);
        let mut prior = zeros(&pack.form);
        set(
            &pack.form,
            &mut prior,
            "requests/carried_forward/total",
            "1",
        );
        let (found, _) = names(&check(pack, &report, Some((&pack.form, &prior))));
        assert_eq!(found, ["carried-over-from-last-year@total"]);
    });
}

#[test]
fn blank_group_rows_are_as_the_form_has_them() {
    with(|pack| {
        let mut report = zeros(&pack.form);
        set(&pack.form, &mut report, "requests/results.denied/total", "");
        let (found, _) = names(&check(pack, &report, None));
        assert!(
            !found.iter().any(|name| name.starts_with("blank-cell")),
            "{found:?}"
        );
    });
}
