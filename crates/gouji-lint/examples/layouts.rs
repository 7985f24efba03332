//! How reports in many layouts are read: every trait of `gouji-testkit` alone and in pairs, in every
//! style, of both forms, balanced and with one figure changed.
//!
//! `cargo run --release -p gouji-lint --example layouts -- ROUNDS [FOLDER [STYLE]]` prints a table for
//! each style and trait, and which traits keep a style from being read whole; what was read wrong in
//! silence goes to the folder, with what was wrong. `GOUJI_SEED` begins with other reports;
//! with `GOUJI_UNREAD` what was not read whole goes to the folder too.

#![allow(
    clippy::print_stdout,
    reason = "an example that prints what it measured"
)]

#[path = "layouts/judge.rs"]
mod judge;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

use gouji_lint::Linter;
use gouji_pack::Packs;
use gouji_testkit::specimen::Balanced;
use judge::{Layout, Verdict, judge, layouts};

#[derive(Default)]
struct Tally {
    reports: usize,
    whole: usize,
    undecidable: usize,
    wrong: usize,
    false_errors: usize,
    missed: usize,
}

impl Tally {
    fn count(&mut self, verdict: &Verdict) {
        self.reports += 1;
        self.whole += usize::from(verdict.whole && verdict.wrong.is_none());
        self.undecidable += usize::from(!verdict.whole && verdict.undecidable);
        self.wrong += usize::from(verdict.wrong.is_some());
        self.false_errors += usize::from(verdict.false_error.is_some());
        self.missed += usize::from(verdict.missed);
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let rounds: u64 = arguments.next().ok_or("how many rounds?")?.parse()?;
    let folder = arguments.next().map(PathBuf::from);
    let only = arguments.next();
    let first: u64 = std::env::var("GOUJI_SEED").map_or(Ok(0), |seed| seed.parse())?;
    let keeps_unread = std::env::var_os("GOUJI_UNREAD").is_some();
    if let Some(folder) = &folder {
        std::fs::create_dir_all(folder)?;
    }
    let packs = Packs::built_in()?.of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let balanced: Vec<Balanced<'_>> = packs
        .packs()
        .iter()
        .map(|pack| Balanced::new(pack))
        .collect();
    for (traits, heading) in ["as it is", "one trait", "two traits"].iter().enumerate() {
        let mut by_style: BTreeMap<String, Tally> = BTreeMap::new();
        let mut by_trait: BTreeMap<String, Tally> = BTreeMap::new();
        let mut unread: BTreeMap<String, Tally> = BTreeMap::new();
        for (index, layout) in layouts(traits).iter().enumerate() {
            let style = format!("{:?}", layout.style);
            if only.as_ref().is_some_and(|only| *only != style) {
                continue;
            }
            for round in 0..rounds {
                let seed = first + round * 7919 + index as u64;
                let which = (seed % packs.packs().len() as u64) as usize;
                let pack = (&*packs.packs()[which], &balanced[which]);
                let verdict = judge(&linter, pack, layout, (seed, round % 2 == 1));
                by_style.entry(style.clone()).or_default().count(&verdict);
                for found in &layout.traits {
                    let name = format!("{found:?}");
                    by_trait.entry(name).or_default().count(&verdict);
                }
                let name = format!("{style} {:?}", layout.traits);
                unread.entry(name).or_default().count(&verdict);
                if (verdict.is_bad() || (keeps_unread && !verdict.whole))
                    && let Some(folder) = &folder
                {
                    keep(folder, layout, seed, &verdict)?;
                }
            }
        }
        print(&format!("Style, {heading}"), &by_style);
        if traits > 0 {
            print(&format!("Trait, {heading}"), &by_trait);
            unread.retain(|_, tally| tally.whole < tally.reports);
            if traits == 1 || only.is_some() {
                print(&format!("Not read whole, {heading}"), &unread);
            }
        }
    }
    Ok(())
}

fn keep(
    folder: &std::path::Path,
    layout: &Layout,
    seed: u64,
    verdict: &Verdict,
) -> std::io::Result<()> {
    let traits: Vec<String> = layout
        .traits
        .iter()
        .map(|found| format!("{found:?}"))
        .collect();
    let name = format!("{:?}-{}-{seed}", layout.style, traits.join("-"));
    let why = format!(
        "wrong: {:?}\nfalse error: {:?}\nmissed: {}\n",
        verdict.wrong, verdict.false_error, verdict.missed
    );
    std::fs::write(folder.join(format!("{name}.why")), why)?;
    let extension = if verdict.page.starts_with("<html") {
        "html"
    } else {
        "txt"
    };
    std::fs::write(folder.join(format!("{name}.{extension}")), &verdict.page)
}

fn print(heading: &str, tallies: &BTreeMap<String, Tally>) {
    println!(
        "\n| {heading} | reports | read whole | cannot be decided | wrong figures in silence | false errors | missed |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (name, tally) in tallies {
        let tenths = tally.whole * 1000 / tally.reports.max(1);
        println!(
            "| {name} | {} | {}.{} % | {} | {} | {} | {} |",
            tally.reports,
            tenths / 10,
            tenths % 10,
            tally.undecidable,
            tally.wrong,
            tally.false_errors,
            tally.missed
        );
    }
}
