//! Rules over rows that a form leaves open, on a pack of its own (`tests/agency`): one row for each
//! component of an agency.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::sync::Arc;

use gouji_check::{Outcome, check, finds_expected, run_example};
use gouji_model::{Cell, Draft, DraftRow, Key, Place, Report, SourceRange, TableId};
use gouji_pack::Packs;
use gouji_rule::{Check, Pack};

fn agency() -> Arc<Pack> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/agency");
    let survey = Packs::survey(&[folder]);
    let faults: Vec<String> = survey.faults.iter().map(|f| format!("{f:?}")).collect();
    assert_eq!(faults, [""; 0]);
    let mut packs = survey.packs.packs().iter();
    Arc::clone(
        packs
            .find(|p| p.form.id.0 == "sample-agency/annual")
            .unwrap(),
    )
}

/// A report with these cells, each `table/row/column`.
fn report(pack: &Pack, cells: &[(&str, &str)]) -> Report {
    let form = &pack.form;
    let mut draft = Draft::new(form);
    for (address, text) in cells {
        let (table, rest) = address.split_once('/').unwrap();
        let (row, column) = rest.rsplit_once('/').unwrap();
        let t = form
            .tables
            .iter()
            .position(|known| known.id == table)
            .unwrap();
        let block = &form.tables[t].blocks[0];
        let c = block
            .columns
            .iter()
            .position(|known| known.id == column)
            .unwrap();
        let (value, raw) = form.read_usual(text, &block.columns[c]);
        let place = Place::Text(SourceRange::default());
        let cell = Cell { value, raw, place };
        let key = Key::of_row_id(row).map(|(_, key)| key.unwrap());
        let row = match &key {
            Some(key) => DraftRow::Open(key),
            None => DraftRow::Own(block.rows.iter().position(|known| known.id == row).unwrap()),
        };
        draft.set((t, 0), row, c, cell).unwrap();
    }
    let mut report = draft.finish().unwrap();
    report.year = Some(2030);
    report
}

/// The findings of these rules and what they block: `rule@at`.
fn checked(pack: &Arc<Pack>, report: &Report, rules: &[&str]) -> (Vec<String>, Vec<String>) {
    let concrete = pack.for_report(report);
    names(&check(&concrete, report, None), rules)
}

fn names(outcome: &Outcome, rules: &[&str]) -> (Vec<String>, Vec<String>) {
    let name = |rule: &str, at: &Option<String>| format!("{rule}@{}", at.as_deref().unwrap_or(""));
    let own = |rule: &str| rules.contains(&rule);
    let findings = outcome.findings.iter().filter(|one| own(&one.rule));
    let blocked = outcome.blocked.iter().filter(|one| own(&one.rule));
    (
        findings.map(|one| name(&one.rule, &one.at)).collect(),
        blocked.map(|one| name(&one.rule, &one.at)).collect(),
    )
}

#[test]
fn every_example_does_what_it_says() {
    let pack = agency();
    let mut seen = 0;
    for rule in pack.rules() {
        for (number, example) in rule.examples.of(&pack.form).iter().enumerate() {
            let passes = run_example(&pack, rule, example);
            assert_eq!(passes, example.passes, "{} {number}", rule.name);
            let expected = finds_expected(&pack, rule, example);
            assert!(passes || expected, "{} {number}", rule.name);
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}

/// Requests of two components and the whole, which add up.
const REQUESTS: [(&str, &str); 12] = [
    ("requests/component[OIP]/start", "10"),
    ("requests/component[OIP]/received", "100"),
    ("requests/component[OIP]/processed", "90"),
    ("requests/component[OIP]/end", "20"),
    ("requests/component[OSD/JS]/start", "1"),
    ("requests/component[OSD/JS]/received", "7"),
    ("requests/component[OSD/JS]/processed", "8"),
    ("requests/component[OSD/JS]/end", "0"),
    ("requests/overall/start", "11"),
    ("requests/overall/received", "107"),
    ("requests/overall/processed", "98"),
    ("requests/overall/end", "20"),
];

fn with(change: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut cells = REQUESTS.to_vec();
    for (address, text) in change {
        match cells.iter_mut().find(|(known, _)| known == address) {
            Some(cell) => cell.1 = text,
            None => cells.push((address, text)),
        }
    }
    cells
}

#[test]
fn each_component_has_relations_of_its_own() {
    let pack = agency();
    let rules = ["pending-balance", "sum-of-components"];
    let (found, blocked) = checked(&pack, &report(&pack, &REQUESTS), &rules);
    assert_eq!((found, blocked), (vec![], vec![]));
    let wrong = report(&pack, &with(&[("requests/component[OSD/JS]/end", "5")]));
    let (found, _) = checked(&pack, &wrong, &rules);
    assert_eq!(found, ["pending-balance@requests/OSD/JS"]);
    let wrong = report(&pack, &with(&[("requests/overall/received", "108")]));
    let (found, _) = checked(&pack, &wrong, &rules);
    assert_eq!(
        found,
        [
            "pending-balance@requests/overall",
            "sum-of-components@requests/received"
        ]
    );
}

#[test]
fn text_in_a_component_blocks_its_relations_and_the_sum() {
    let pack = agency();
    let rules = ["pending-balance", "sum-of-components"];
    let odd = report(
        &pack,
        &with(&[("requests/component[OIP]/received", "some")]),
    );
    let (found, blocked) = checked(&pack, &odd, &rules);
    assert_eq!(found, [""; 0]);
    assert_eq!(
        blocked,
        [
            "pending-balance@requests/OIP",
            "sum-of-components@requests/received"
        ]
    );
}

#[test]
fn a_count_that_what_is_read_decides_is_not_blocked() {
    let pack = agency();
    let of = |cells: &[(&'static str, &'static str)]| {
        let (found, blocked) = checked(&pack, &report(&pack, cells), &["someone-answers"]);
        (found.len(), blocked.len())
    };
    let unread = ("requests/component[OIP]/processed", "see note");
    assert_eq!(of(&with(&[unread])), (0, 0));
    let blank = ("requests/component[OSD/JS]/processed", "");
    assert_eq!(of(&with(&[unread, blank])), (0, 1));
    let other = ("requests/component[OIP]/processed", "");
    assert_eq!(of(&with(&[other, blank])), (1, 0));
}

#[test]
fn a_component_that_another_table_lacks_is_absent_and_not_blocked() {
    let pack = agency();
    let cells = with(&[
        ("dispositions/component[OIP]/total", "90"),
        ("dispositions/overall/total", "97"),
    ]);
    let report = report(&pack, &cells);
    let (found, blocked) = checked(&pack, &report, &["processed-disposed"]);
    assert_eq!(found, ["processed-disposed@requests/overall"]);
    assert_eq!(blocked, [""; 0]);
}

#[test]
fn a_table_that_could_not_be_read_blocks_what_needs_its_rows() {
    let pack = agency();
    let mut report = report(&pack, &REQUESTS);
    report.lost_tables = vec![TableId(2)];
    let (found, blocked) = checked(&pack, &report, &["processed-disposed"]);
    assert_eq!(found, [""; 0]);
    let expected = ["OIP", "OSD/JS", "overall"];
    assert_eq!(
        blocked,
        expected.map(|at| format!("processed-disposed@requests/{at}"))
    );
    report.lost_tables = vec![TableId(0)];
    let (_, blocked) = checked(&pack, &report, &["sum-of-components"]);
    assert!(
        blocked.contains(&"sum-of-components@requests/received".to_owned()),
        "{blocked:?}"
    );
}

#[test]
fn what_may_be_left_out_blocks_nothing() {
    let pack = agency();
    let optional = [
        "lowest-highest",
        "median-between",
        "oldest-in-order",
        "oldest-date-first",
        "fee-percentage",
        "second-largest",
    ];
    let cells = with(&[
        ("times/component[OIP]/median", "4"),
        ("times/overall/median", "N/A"),
    ]);
    let (found, blocked) = checked(&pack, &report(&pack, &cells), &optional);
    assert_eq!((found, blocked), (vec![], vec![]));
}

#[test]
fn an_unknown_year_blocks() {
    let pack = agency();
    let mut report = report(&pack, &REQUESTS);
    let rules = ["since-2030", "only-later"];
    assert_eq!(checked(&pack, &report, &rules).1, [""; 0]);
    report.year = None;
    let (found, blocked) = checked(&pack, &report, &rules);
    assert_eq!(found, [""; 0]);
    assert_eq!(blocked, ["only-later@", "since-2030@"]);
}

#[test]
fn not_applicable_is_left_out_of_a_sum_unless_all_of_it_is() {
    let pack = agency();
    let all = [
        ("requests/component[OIP]/received", "N/A"),
        ("requests/component[OSD/JS]/received", "N/A"),
        ("requests/overall/received", "3"),
    ];
    let (found, blocked) = checked(&pack, &report(&pack, &all), &["sum-of-components"]);
    assert_eq!(found, [""; 0]);
    assert!(
        !blocked.contains(&"sum-of-components@requests/received".to_owned()),
        "{blocked:?}"
    );
}

#[test]
fn last_year_is_paired_by_key() {
    let pack = agency();
    let this = report(&pack, &REQUESTS);
    let last = report(
        &pack,
        &[
            ("requests/component[OSD/JS]/end", "2"),
            ("requests/component[GONE]/end", "9"),
            ("requests/overall/end", "11"),
        ],
    );
    let (form, concrete) = (last.concrete.clone().unwrap(), pack.for_report(&this));
    let outcome = check(&concrete, &this, Some((&form, &last)));
    let rules = ["pending-from-last-year", "all-pending-from-last-year"];
    let (found, blocked) = names(&outcome, &rules);
    assert_eq!(found, ["pending-from-last-year@requests/OSD/JS"]);
    assert_eq!(blocked, [""; 0]);
}

/// What of the rules on last year is blocked, where that report is changed like this, with the reasons.
fn blocked_by(change: impl FnOnce(&mut Report)) -> Vec<(String, String)> {
    let pack = agency();
    let this = report(&pack, &REQUESTS);
    let mut last = report(
        &pack,
        &[
            ("requests/component[OSD/JS]/end", "withheld"),
            ("requests/overall/end", "11"),
        ],
    );
    change(&mut last);
    let (form, concrete) = (last.concrete.clone().unwrap(), pack.for_report(&this));
    let outcome = check(&concrete, &this, Some((&form, &last)));
    let of_last_year = |rule: &str| rule.ends_with("from-last-year");
    assert!(!outcome.findings.iter().any(|one| of_last_year(&one.rule)));
    let blocked = outcome.blocked.into_iter();
    let blocked = blocked.filter(|one| of_last_year(&one.rule));
    let named = |at: Option<String>, rule: &str| format!("{rule}@{}", at.unwrap_or_default());
    blocked
        .map(|one| (named(one.at, &one.rule), one.reason.en))
        .collect()
}

#[test]
fn what_last_year_does_not_tell_blocks_and_what_it_lacks_does_not_apply() {
    let unread = "not checked: in the report before no figure could be read from \
                  requests/component[OSD/JS]/end";
    let own = |(names, reason): (&[&str], &str)| -> Vec<(String, String)> {
        let names = names.iter();
        names
            .map(|name| ((*name).to_owned(), reason.to_owned()))
            .collect()
    };
    let [all, one] = [
        "all-pending-from-last-year@",
        "pending-from-last-year@requests/OSD/JS",
    ];
    // A cell without a figure; the component that was not there last year asks nothing.
    assert_eq!(blocked_by(|_| ()), own((&[all, one], unread)));
    // A table of which a row was not matched: it may be that of the other component.
    let blocked = blocked_by(|last| last.uncertain_tables = vec![TableId(0)]);
    let names: Vec<&str> = blocked.iter().map(|(name, _)| name.as_str()).collect();
    let other = "pending-from-last-year@requests/OIP";
    assert_eq!(names, [all, other, one]);
    // A table that was not read.
    let blocked = blocked_by(|last| last.lost_tables = vec![TableId(0)]);
    assert_eq!(blocked.len(), 4, "{blocked:?}");
    let lost = "not checked: in the report before the table “Requests” could not be read";
    let rows =
        "not checked: in the report before not all rows of the table “Requests” could be read";
    let reasons = blocked.iter().map(|(_, reason)| reason.as_str());
    let mut rest = reasons.filter(|reason| ![lost, rows].contains(reason));
    assert_eq!(rest.next(), None);
    // A part of a report does not have it.
    let part = |last: &mut Report| {
        last.cells.iter_mut().for_each(|cell| *cell = None);
        last.absent_tables = vec![TableId(0)];
    };
    assert_eq!(blocked_by(part), []);
}

#[test]
fn reports_with_the_same_rows_share_their_rules() {
    let pack = agency();
    let (one, other) = (report(&pack, &REQUESTS), report(&pack, &REQUESTS));
    let (first, second) = (pack.for_report(&one), pack.for_report(&other));
    assert!(Arc::ptr_eq(&first, &second));
    let further = report(&pack, &with(&[("requests/component[NEW]/start", "0")]));
    assert!(!Arc::ptr_eq(&first, &pack.for_report(&further)));
    let instances = |pack: &Pack| match &pack.rule("pending-balance").unwrap().check {
        Check::Relation(relation) => relation.formula.instances.len(),
        _ => 0,
    };
    assert_eq!(instances(&first), 4);
    assert_eq!(instances(&pack.for_report(&further)), 5);
}
