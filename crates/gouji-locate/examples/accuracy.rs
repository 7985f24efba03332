//! How well localization does: mistakes put into balanced reports, counted.
//!
//! `cargo run --release -p gouji-locate --example accuracy [REPORTS_PER_KIND]`

#![allow(clippy::print_stdout, reason = "it prints its table")]

use std::time::Instant;

use gouji_locate::{Cause, Changed, System};
use gouji_model::{CellId, Report};
use gouji_pack::Packs;
use gouji_rule::Pack;
use gouji_testkit::specimen::{Balanced, Injected, KINDS, Kind, Rng, inject};

#[derive(Default)]
struct Tally {
    reports: usize,
    detected: usize,
    /// Of reports with broken equalities that see the mistake twice: all, and first suspect right.
    seen_twice: usize,
    twice_right: usize,
    first_right: usize,
    candidate: usize,
    value_right: usize,
    named: usize,
    safe: usize,
    safe_wrong: usize,
    tangled: usize,
    nanos: Vec<u128>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(2000);
    let packs = Packs::built_in()?.of_domain("cn-disclosure");
    for pack in packs.packs() {
        println!("\n{} ({count} reports a line)\n", pack.form.id);
        println!(
            "| injected | detected | first suspect right | among suspects | value right | name right | safe | safe and wrong | tangled | median µs | worst µs |"
        );
        println!("|---|---|---|---|---|---|---|---|---|---|---|");
        let bench = Bench::new(pack);
        for kind in KINDS {
            let tally = bench.run(count, &|_, _| Some(kind), 1);
            line(kind.name(), tally);
        }
        let any = |_: usize, rng: &mut Rng| rng.pick(&KINDS[..7]).copied();
        for (name, mistakes) in [
            ("1 of digits, sign", 1),
            ("2 of them", 2),
            ("3 of them", 3),
            ("4 of them", 4),
            ("8 of them", 8),
        ] {
            line(name, bench.run(count, &any, mistakes));
        }
        let all = |_: usize, rng: &mut Rng| rng.pick(&KINDS).copied();
        line("1 of any kind", bench.run(5 * count, &all, 1));
        line("2 of any kind", bench.run(5 * count, &all, 2));
    }
    Ok(())
}

struct Bench<'p> {
    pack: &'p Pack,
    balanced: Balanced<'p>,
    system: System,
    eligible: Vec<CellId>,
}

type Chooser<'c> = &'c dyn Fn(usize, &mut Rng) -> Option<Kind>;

impl<'p> Bench<'p> {
    fn new(pack: &'p Pack) -> Self {
        // The cells of the table that most equalities are about.
        let form = &pack.form;
        let eligible = form
            .cells()
            .filter(|cell| form.table_of(*cell).id == "requests" && !form.is_group_cell(*cell));
        Self {
            pack,
            balanced: Balanced::new(pack),
            system: System::compile(pack),
            eligible: eligible.collect(),
        }
    }

    fn run(&self, count: usize, kind: Chooser<'_>, mistakes: usize) -> Tally {
        let mut tally = Tally::default();
        for seed in 0..count {
            let mut report = self.balanced.report(seed as u64);
            let mut rng = Rng::new(0xACC0 + seed as u64 * 31 + mistakes as u64);
            let injected: Vec<Injected> = (0..mistakes)
                .filter_map(|index| {
                    let kind = kind(index, &mut rng)?;
                    inject(&self.pack.form, &mut report, kind, &self.eligible, &mut rng)
                })
                .collect();
            let truth = truth(&injected);
            if injected.len() == mistakes && truth.iter().any(|(c, v)| now(&report, *c) != Some(*v))
            {
                self.count(&mut tally, &report, &injected, &truth);
            }
        }
        tally
    }

    fn count(
        &self,
        tally: &mut Tally,
        report: &Report,
        injected: &[Injected],
        truth: &[(CellId, gouji_model::Figure)],
    ) {
        let start = Instant::now();
        let causes = self.system.localize(report, None);
        tally.nanos.push(start.elapsed().as_nanos());
        tally.reports += 1;
        if causes.is_empty() {
            return;
        }
        tally.detected += 1;
        tally.tangled += usize::from(causes.iter().any(|c| c.solutions.is_empty()));
        let firsts = |cause: &Cause| cause.solutions.first().map(|s| s.changes.clone());
        let changes: Vec<_> = causes.iter().filter_map(firsts).flatten().collect();
        let wrong = |cell: CellId| {
            truth
                .iter()
                .find(|(c, v)| *c == cell && now(report, *c) != Some(*v))
        };
        let right = changes
            .iter()
            .all(|c| !c.cell.prior && wrong(c.cell.cell).is_some())
            && !changes.is_empty();
        tally.first_right += usize::from(right);
        let values = changes
            .iter()
            .all(|c| wrong(c.cell.cell).is_some_and(|(_, v)| *v == c.new));
        tally.value_right += usize::from(right && values);
        let candidates: Vec<_> = causes.iter().flat_map(Cause::candidates).collect();
        tally.candidate += usize::from(candidates.iter().any(|c| wrong(c.cell).is_some()));
        let twice = truth.len() == 1 && causes.iter().map(|c| c.broken.len()).sum::<usize>() >= 2;
        tally.seen_twice += usize::from(twice);
        tally.twice_right += usize::from(twice && right);
        let names: Vec<&str> = changes
            .iter()
            .filter_map(|c| Some(c.mistake?.name()))
            .collect();
        tally.named +=
            usize::from(right && injected.iter().all(|i| names.contains(&i.kind.name())));
        let safe = causes.iter().filter(|cause| cause.is_safe());
        for change in safe.filter_map(firsts).flatten() {
            tally.safe += 1;
            if wrong(change.cell.cell).is_none_or(|(_, v)| *v != change.new) {
                tally.safe_wrong += 1;
                self.record(&change, injected, &causes);
            }
        }
    }
}

impl Bench<'_> {
    /// Shows a wrong safe correction on standard error, so that it can be understood.
    fn record(&self, change: &Changed, injected: &[Injected], causes: &[Cause]) {
        let name = |cell| self.pack.form.address(cell);
        eprintln!(
            "wrong: {} to {} as {:?}",
            name(change.cell.cell),
            change.new,
            change.mistake
        );
        for mistake in injected {
            for change in &mistake.changes {
                let kind = mistake.kind.name();
                eprintln!("  {kind} {}: {:?}", name(change.cell), change);
            }
        }
        for broken in causes.iter().flat_map(|cause| &cause.broken) {
            eprintln!("  {} {:?}", broken.rule, broken.at);
        }
    }
}

fn now(report: &Report, cell: CellId) -> Option<gouji_model::Figure> {
    report.cell(cell)?.figure()
}

/// The true figures of the changed cells; where mistakes met, that of the first.
fn truth(injected: &[Injected]) -> Vec<(CellId, gouji_model::Figure)> {
    let mut truth: Vec<(CellId, gouji_model::Figure)> = Vec::new();
    for change in injected.iter().flat_map(|i| &i.changes) {
        if !truth.iter().any(|(cell, _)| *cell == change.cell) {
            truth.push((change.cell, change.truth));
        }
    }
    truth
}

fn line(name: &str, mut tally: Tally) {
    tally.nanos.sort_unstable();
    let share = |part: usize, whole: usize| {
        let tenths = (1000 * part + whole / 2) / whole.max(1);
        format!("{}.{} %", tenths / 10, tenths % 10)
    };
    let median = tally.nanos.get(tally.nanos.len() / 2).copied().unwrap_or(0);
    let worst = tally.nanos.last().copied().unwrap_or(0);
    println!(
        "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        share(tally.detected, tally.reports),
        share(tally.first_right, tally.detected),
        share(tally.candidate, tally.detected),
        share(tally.value_right, tally.detected),
        share(tally.named, tally.detected),
        tally.safe,
        tally.safe_wrong,
        tally.tangled,
        median / 1000,
        worst / 1000,
    );
    if tally.twice_right < tally.seen_twice {
        println!(
            "<!-- seen by two or more: {} of {} right -->",
            tally.twice_right, tally.seen_twice
        );
    }
}
