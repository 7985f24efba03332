//! Relations that are to be left are left at once.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(dead_code, reason = "not every test needs all of the oracle")]

mod oracle;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use gouji_audit::relations::{Names, paired, relate};
use gouji_audit::units::{Tree, read};
use gouji_audit::{Entry, InMemory, PackedReport, RunReports, Scratch, SectionText};
use gouji_rule::Pack;
use gouji_testkit::region::{Density, Region};
use oracle::{Reports, editions, packs};

/// The reports of a region that are to be left after so many were asked for.
struct Leaving<'r> {
    reports: &'r Reports,
    most: usize,
    asked: AtomicUsize,
}

impl Leaving<'_> {
    fn ask(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
    }
}

impl RunReports for Leaving<'_> {
    fn packs(&self) -> &[Arc<Pack>] {
        self.reports.packs()
    }

    fn len(&self) -> usize {
        self.reports.len()
    }

    fn entry(&self, report: usize) -> Option<Entry> {
        self.reports.entry(report)
    }

    fn kept(&self, report: usize) -> Option<PackedReport> {
        self.ask();
        self.reports.kept(report)
    }

    fn path(&self, report: usize) -> String {
        self.reports.path(report)
    }

    fn section(&self, report: usize, id: &str) -> Option<SectionText> {
        self.ask();
        self.reports.section(report, id)
    }

    fn is_stopped(&self) -> bool {
        self.asked.load(Ordering::Relaxed) >= self.most
    }
}

#[test]
fn relations_that_are_to_be_left_are_left_at_once() {
    let packs = packs();
    let region = Region::of(editions(&packs), 4, 90, Density::Each(1));
    let mut reports = Reports::of(&region, &packs);
    let units = || Tree::new(read(&region.units_file()).unwrap());
    let mut names = Names::default();
    for published in &region.published {
        names.push(Some(&published.organ), Some(published.printed_year));
    }
    for one in paired(&mut units(), names) {
        reports.pair(one);
    }
    let asked = |most: usize, threads: usize| {
        let leaving = Leaving {
            reports: &reports,
            most,
            asked: AtomicUsize::new(0),
        };
        let scratch: Arc<dyn Scratch> = Arc::new(InMemory::default());
        relate(&leaving, &units(), &scratch, threads).unwrap();
        leaving.asked.into_inner()
    };
    let all = asked(usize::MAX, 1);
    assert!(all > 3000, "{all}");
    // Each thread ends what it began for one unit, or for the texts of one.
    for threads in [1, 2] {
        for most in [1, all / 8, all / 3, all / 2, all - 40] {
            let asked = asked(most, threads);
            assert!(asked <= most + 700 * threads, "{asked} after {most}");
        }
    }
}
