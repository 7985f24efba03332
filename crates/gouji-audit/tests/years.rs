//! The years of one unit: which of them is wrong.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use gouji_audit::{Bound, Repair, compare};
use gouji_model::{Cell, Figure, FormId, Place, Report, SourceRange, Value};
use gouji_pack::Packs;
use gouji_rule::Pack;

const NOWHERE: Place = Place::Text(SourceRange { start: 0, end: 0 });

fn pack() -> Arc<Pack> {
    let packs = Packs::built_in().unwrap();
    let form = FormId("cn-disclosure/2021".to_owned());
    Arc::clone(packs.pack(&form).unwrap())
}

/// A report of zeros with some figures in it.
fn report(pack: &Pack, year: i32, figures: &[(&str, i64)]) -> Report {
    let form = &pack.form;
    let mut report = Report::empty(form.id.clone(), form.cell_count());
    report.year = Some(year);
    for cell in form.cells().filter(|cell| !form.is_group_cell(*cell)) {
        report.cells[cell.index()] = Some(Cell {
            value: Value::Figure(Figure::ZERO),
            raw: None,
            place: NOWHERE,
        });
    }
    for (address, figure) in figures {
        let cell = form.cell(address).unwrap();
        let cell = report.cells[cell.index()].as_mut().unwrap();
        cell.value = Value::Figure(Figure::from(*figure));
    }
    report
}

/// A year in which applications of natural persons come and go, and documents are in force.
fn year(pack: &Pack, year: i32, open: (i64, i64), in_force: i64, more: &[(&str, i64)]) -> Report {
    let (over, forward) = open;
    let mut figures = vec![("proactive/normative_documents/in_force", in_force)];
    for column in ["natural_person", "total"] {
        for (row, figure) in [
            ("new", 10 - over + forward),
            ("carried_over", over),
            ("results.granted", 10),
            ("results.total", 10),
            ("carried_forward", forward),
        ] {
            let address = format!("requests/{row}/{column}");
            figures.push((address.leak(), figure));
        }
    }
    figures.extend(more);
    report(pack, year, &figures)
}

fn repairs(pack: &Arc<Pack>, reports: Vec<Report>) -> (usize, Vec<Repair>) {
    let bound = |(number, report)| Bound {
        number,
        pack: Arc::clone(pack),
        report,
    };
    let chain: Vec<Bound> = reports.into_iter().enumerate().map(bound).collect();
    let years = compare(&chain);
    (years.pairs.len(), years.repairs)
}

#[test]
fn years_in_order_have_nothing_to_mend() {
    let pack = pack();
    let reports = vec![
        year(&pack, 2022, (1, 3), 5, &[]),
        year(&pack, 2023, (3, 2), 5, &[]),
        year(&pack, 2025, (9, 2), 50, &[]),
    ];
    assert_eq!(repairs(&pack, reports), (0, Vec::new()));
}

#[test]
fn a_figure_that_two_years_contradict_is_the_one_that_is_wrong() {
    let pack = pack();
    let reports = vec![
        year(&pack, 2021, (0, 0), 5, &[]),
        year(&pack, 2022, (0, 0), 55, &[]),
        year(&pack, 2023, (0, 0), 5, &[]),
        year(&pack, 2024, (0, 0), 5, &[]),
    ];
    let (pairs, repairs) = repairs(&pack, reports);
    assert_eq!((pairs, repairs.len()), (2, 1), "{repairs:?}");
    let repair = &repairs[0];
    assert_eq!(
        (repair.report, repair.year, repair.is_certain),
        (1, 2022, true)
    );
    let cell = "proactive/normative_documents/in_force".to_owned();
    assert_eq!(repair.cells, [(cell, "5".to_owned())]);
    assert_eq!(repair.clears.len(), 2);
}

#[test]
fn the_year_whose_own_sums_are_broken_is_the_wrong_one() {
    let pack = pack();
    let wrong = [("requests/carried_forward/natural_person", 8)];
    let reports = vec![
        year(&pack, 2022, (1, 3), 5, &wrong),
        year(&pack, 2023, (3, 2), 5, &[]),
    ];
    let (_, found) = repairs(&pack, reports);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].report, found[0].is_certain), (0, true));
    assert_eq!(found[0].cells[0].1, "3");

    let wrong = [("requests/carried_over/natural_person", 8)];
    let reports = vec![
        year(&pack, 2022, (1, 3), 5, &[]),
        year(&pack, 2023, (3, 2), 5, &wrong),
    ];
    let (_, found) = repairs(&pack, reports);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].report, found[0].is_certain), (1, true));
}

#[test]
fn where_both_years_are_in_order_by_themselves_none_is_certain() {
    let pack = pack();
    let reports = vec![
        year(&pack, 2022, (1, 3), 5, &[]),
        year(&pack, 2023, (4, 2), 5, &[]),
    ];
    let (pairs, found) = repairs(&pack, reports);
    assert_eq!(pairs, 1);
    assert!(found.iter().all(|repair| !repair.is_certain), "{found:?}");
}

/// The words that stand where a figure should.
fn unread(pack: &Pack, report: &mut Report, address: &str) {
    let cell = pack.form.cell(address).unwrap();
    report.cells[cell.index()].as_mut().unwrap().value = Value::Text;
}

#[test]
fn a_change_is_not_certain_where_what_it_rests_on_could_not_be_checked() {
    let pack = pack();
    // By its own sums the earlier year would be wrong, were they known.
    let wrong = [("requests/carried_forward/natural_person", 8)];
    for address in [
        // In the sum of its column, and in that over the columns.
        "requests/new/natural_person",
        "requests/carried_forward/legal.other",
    ] {
        let mut reports = vec![
            year(&pack, 2022, (1, 3), 5, &wrong),
            year(&pack, 2023, (3, 2), 5, &[]),
        ];
        unread(&pack, &mut reports[0], address);
        let (_, found) = repairs(&pack, reports);
        assert!(!found.is_empty(), "{address}");
        assert!(found.iter().all(|one| !one.is_certain), "{found:?}");
    }
    // What stands in no relation with the cell is nobody's concern.
    let mut reports = vec![
        year(&pack, 2022, (1, 3), 5, &wrong),
        year(&pack, 2023, (3, 2), 5, &[]),
    ];
    unread(&pack, &mut reports[0], "proactive/licensing/decisions");
    let (_, found) = repairs(&pack, reports);
    assert!(found[0].is_certain, "{found:?}");
}

#[test]
fn a_change_is_not_certain_where_it_could_not_be_held_against_the_year_after() {
    let pack = pack();
    let mut reports = vec![
        year(&pack, 2021, (0, 0), 5, &[]),
        year(&pack, 2022, (0, 0), 55, &[]),
        year(&pack, 2023, (0, 0), 5, &[]),
    ];
    unread(
        &pack,
        &mut reports[2],
        "proactive/normative_documents/in_force",
    );
    let (_, found) = repairs(&pack, reports);
    assert!(found.iter().all(|one| !one.is_certain), "{found:?}");
}

#[test]
fn what_is_broken_is_named_as_it_is_found() {
    let pack = pack();
    let prior = year(&pack, 2022, (3, 4), 7, &[]);
    let wrong = [
        ("requests/results.total/natural_person", 99),
        ("review/litigation.direct/upheld", 2),
        ("proactive/normative_documents/issued", 5),
    ];
    let mut count = 0;
    for more in [&[][..], &wrong[..1], &wrong[1..], &wrong] {
        let mut own = year(&pack, 2023, (5, 2), 7, more);
        for is_lost in [false, true] {
            own.lost_tables.extend(is_lost.then(|| {
                let cell = pack.form.cell("review/litigation.direct/upheld").unwrap();
                pack.form.table_id_of(cell)
            }));
            for prior in [None, Some((&*pack.form, &prior))] {
                let found = gouji_check::check_relations(&pack, &own, prior).findings;
                let found = found.into_iter().map(|one| (one.rule, one.at));
                let broken = gouji_check::broken_relations(&pack, &own, prior);
                assert_eq!(broken, found.collect());
                count += broken.len();
            }
        }
    }
    assert!(count > 20, "{count}");
}
