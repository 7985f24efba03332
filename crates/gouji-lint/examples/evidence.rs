//! How safe corrections do with prose and last year's report beside the tables: mistakes put into
//! balanced reports, with texts that are right, wrong, copied from the wrong table or about others.
//!
//! `cargo run --release -p gouji-lint --example evidence [REPORTS_PER_LINE]`

#![allow(
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "it measures on reports of its own and prints its table"
)]

use gouji_lint::Linter;
use gouji_model::{Cell, CellId, Figure, Form, Report, Suspect, Value};
use gouji_pack::Packs;
use gouji_rule::Pack;
use gouji_testkit::specimen::prose::{PHRASING, numbers, phrased, put_text};
use gouji_testkit::specimen::{Balanced, Injected, KINDS, Rng, inject};

/// What the text has to do with the truth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prose {
    None,
    Right,
    OneWrong,
    Copied,
    OfOthers,
}

const PROSES: [(Prose, &str); 5] = [
    (Prose::None, "none"),
    (Prose::Right, "right"),
    (Prose::OneWrong, "one number mistyped"),
    (Prose::Copied, "copied from the wrong table"),
    (Prose::OfOthers, "of another organ and year"),
];

/// Last year's report.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LastYear {
    None,
    Right,
    Mistyped,
}

const LAST_YEARS: [(LastYear, &str); 3] = [
    (LastYear::None, "none"),
    (LastYear::Right, "right"),
    (LastYear::Mistyped, "one mistake"),
];

#[derive(Default)]
struct Tally {
    reports: usize,
    detected: usize,
    first_right: usize,
    safe: usize,
    /// Not safe without text and last year.
    gained: usize,
    wrong: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(500);
    let packs = Packs::built_in()?.of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let mut all = Tally::default();
    for pack in packs.packs() {
        println!("\n## {} ({count} reports a line)\n", pack.form.id);
        println!(
            "| mistakes | text | last year | detected | first suspects right | safe | of these by evidence | safe and wrong |"
        );
        println!("|---|---|---|---|---|---|---|---|");
        let balanced = Balanced::new(pack);
        for (name, table, mistakes) in [
            ("1 in reviews", "review", 1),
            ("1 in requests", "requests", 1),
            ("1 anywhere", "", 1),
            ("2 anywhere", "", 2),
        ] {
            for (prose, kind) in PROSES {
                for (last_year, before) in LAST_YEARS {
                    let case = Case {
                        linter: &linter,
                        pack,
                        balanced: &balanced,
                        eligible: eligible(&pack.form, table),
                        mistakes,
                        prose,
                        last_year,
                    };
                    let tally = case.run(count);
                    line(&[name, kind, before], &tally);
                    all.safe += tally.safe;
                    all.gained += tally.gained;
                    all.wrong += tally.wrong;
                }
            }
        }
    }
    println!(
        "\nIn all {} safe corrections, {} of them by evidence, {} wrong.",
        all.safe, all.gained, all.wrong
    );
    Ok(())
}

fn eligible(form: &Form, table: &str) -> Vec<CellId> {
    let tables = ["requests", "review"];
    let wanted = |id: &str| match table {
        "" => tables.contains(&id),
        one => id == one,
    };
    form.cells()
        .filter(|cell| wanted(&form.table_of(*cell).id) && !form.is_group_cell(*cell))
        .collect()
}

/// One line of the table.
struct Case<'a> {
    linter: &'a Linter,
    pack: &'a Pack,
    balanced: &'a Balanced<'a>,
    eligible: Vec<CellId>,
    mistakes: usize,
    prose: Prose,
    last_year: LastYear,
}

impl Case<'_> {
    fn run(&self, count: usize) -> Tally {
        let mut tally = Tally::default();
        for seed in 0..count as u64 {
            let form = &self.pack.form;
            let truth = self.balanced.report(seed);
            let mut rng = Rng::new(0xE51D + seed * 37 + self.mistakes as u64);
            let mut report = truth.clone();
            report.organization = Some("清江市水利局".to_owned());
            let injected: Vec<Injected> = (0..self.mistakes)
                .filter_map(|_| {
                    let kind = *rng.pick(&KINDS)?;
                    inject(form, &mut report, kind, &self.eligible, &mut rng)
                })
                .collect();
            if injected.len() < self.mistakes {
                continue;
            }
            self.narrate(&truth, &mut report, &mut rng);
            let prior = self.prior(&truth, &mut rng);
            self.count(&mut tally, &truth, &report, prior.as_ref());
        }
        tally
    }

    fn narrate(&self, truth: &Report, report: &mut Report, rng: &mut Rng) {
        let form = &self.pack.form;
        let mut numbers = match self.prose {
            Prose::None => return,
            Prose::Copied => numbers(form, report),
            _ => numbers(form, truth),
        };
        let lead = match self.prose {
            Prose::OfOthers => {
                // Another's numbers may come near to one's own.
                for number in &mut numbers {
                    *number = near(*number, rng);
                }
                "2016年清江市教育局情况："
            }
            Prose::OneWrong => {
                let at = rng.below(numbers.len());
                numbers[at] = near(numbers[at], rng);
                ""
            }
            _ => "",
        };
        // Whom a sentence is about is said in the sentence.
        let text = lead.to_owned() + &phrased(PHRASING, &numbers, |number| number.to_string());
        put_text(report, text.replace('。', &format!("。{lead}")));
    }

    /// A balanced report of the year before from which this one's figures follow.
    fn prior(&self, truth: &Report, rng: &mut Rng) -> Option<Report> {
        if self.last_year == LastYear::None {
            return None;
        }
        let form = &self.pack.form;
        let mut prior = truth.clone();
        let other = self.balanced.report(rng.below(1 << 20) as u64 + (1 << 30));
        for cell in form.cells().filter(|c| form.table_of(*c).id == "review") {
            put(&mut prior, cell, other.cell(cell)?.figure()?);
        }
        prior.year = truth.year.map(|year| year - 1);
        for cell in form.cells() {
            let address = form.address(cell);
            let mut parts = address.split('/');
            let (table, row, column) = (parts.next()?, parts.next()?, parts.next()?);
            let there = |row: &str, column: &str| {
                let cell = form.cell(&format!("{table}/{row}/{column}"))?;
                truth.cell(cell)?.figure()
            };
            let figure = match (table, row, column) {
                ("requests", "carried_forward", _) => there("carried_over", column),
                ("requests", "carried_over", _) => Some(Figure::ZERO),
                ("requests", "new", _) => {
                    there("results.total", column)?.checked_add(there("carried_over", column)?)
                }
                ("proactive", _, "in_force") => there(row, "in_force")
                    .and_then(|now| now.checked_sub(there(row, "issued")?))
                    .and_then(|old| old.checked_add(there(row, "repealed")?)),
                ("proactive", _, "change") => Some(Figure::ZERO),
                _ => continue,
            };
            put(&mut prior, cell, figure?);
        }
        if self.last_year == LastYear::Mistyped {
            let kind = *rng.pick(&KINDS)?;
            inject(form, &mut prior, kind, &self.eligible, rng)?;
        }
        Some(prior)
    }

    fn count(&self, tally: &mut Tally, truth: &Report, report: &Report, prior: Option<&Report>) {
        tally.reports += 1;
        let suspects = self.suspects(report, prior);
        if suspects.is_empty() {
            return;
        }
        tally.detected += 1;
        let right =
            |s: &Suspect| truth.cell(s.cell.cell).and_then(Cell::figure) == Some(s.suggested);
        let own = |s: &&Suspect| s.rank == 0 && !s.cell.prior;
        tally.first_right += usize::from(suspects.iter().filter(own).all(right));
        let safe: Vec<&Suspect> = suspects.iter().filter(|s| s.safe).collect();
        let mut bare = report.clone();
        bare.sections.clear();
        let without = self.suspects(&bare, None);
        for suspect in safe {
            tally.safe += 1;
            let known = |other: &Suspect| other.safe && other.cell == suspect.cell;
            tally.gained += usize::from(!without.iter().any(known));
            if suspect.cell.prior || !right(suspect) {
                tally.wrong += 1;
                self.record(suspect, truth, report);
            }
        }
    }

    /// The suspects of all findings, each once.
    fn suspects(&self, report: &Report, prior: Option<&Report>) -> Vec<Suspect> {
        let outcome = self.linter.check(report, prior).unwrap_or_default();
        let mut all: Vec<Suspect> = Vec::new();
        for suspect in outcome.findings.into_iter().flat_map(|f| f.suspects) {
            let known = |other: &Suspect| {
                (other.cell, other.suggested) == (suspect.cell, suspect.suggested)
            };
            if !all.iter().any(known) {
                all.push(suspect);
            }
        }
        all
    }

    /// Shows a wrong safe correction on standard error, so that it can be understood.
    fn record(&self, suspect: &Suspect, truth: &Report, report: &Report) {
        let form = &self.pack.form;
        let name = form.address(suspect.cell.cell);
        eprintln!(
            "wrong: {name} to {} as {:?}\n  {:?}",
            suspect.suggested, suspect.mistake, suspect.evidence
        );
        for cell in form.cells() {
            let value = |report: &Report| report.cell(cell).map(|cell| cell.value);
            if value(truth) != value(report) {
                let (was, is) = (value(truth), value(report));
                eprintln!("  {} was {was:?}, is {is:?}", form.address(cell));
            }
        }
        for section in &report.sections {
            eprintln!("  {}", section.text);
        }
    }
}

fn put(report: &mut Report, cell: CellId, figure: Figure) {
    if let Some(Some(slot)) = report.cells.get_mut(cell.index()) {
        slot.value = Value::Figure(figure);
    }
}

/// A number as one that is mistyped.
fn near(number: u64, rng: &mut Rng) -> u64 {
    let digits = number.to_string().len();
    let power = 10u64.pow(rng.below(digits) as u32);
    match rng.below(4) {
        0 => number * 10,
        1 => number + power,
        2 => number.saturating_sub(power),
        _ => number / 10,
    }
}

fn line(names: &[&str], tally: &Tally) {
    let share = |part: usize, whole: usize| {
        let tenths = (1000 * part + whole / 2) / whole.max(1);
        format!("{}.{} %", tenths / 10, tenths % 10)
    };
    println!(
        "| {} | {} | {} | {} | {} | {} |",
        names.join(" | "),
        share(tally.detected, tally.reports),
        share(tally.first_right, tally.detected),
        tally.safe,
        tally.gained,
        tally.wrong
    );
}
