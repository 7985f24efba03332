//! Writes random reports as plain web pages, each with its truth as canonical JSON beside it: the
//! sources of `tests/chains/run.py`. Every second one has a mistake in it.
//! `cargo run --release -p gouji-lint --example truths -- FOLDER COUNT`.

use std::error::Error;
use std::path::PathBuf;

use gouji_model::{CellId, Report};
use gouji_pack::Packs;
use gouji_rule::Pack;
use gouji_testkit::specimen::{Balanced, KINDS, Rng, inject};
use gouji_testkit::typeset::{Paper, Style, typeset};

const ORGANIZATION: &str = "青石县水务局";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("a folder is needed")?);
    let count: u64 = arguments.next().ok_or("a count is needed")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    let packs = Packs::built_in()?.of_domain("cn-disclosure");
    let wanted = |pack: &&Pack| pack.form.id.0.starts_with("cn-disclosure/");
    let packs: Vec<&Pack> = packs
        .packs()
        .iter()
        .map(|pack| &**pack)
        .filter(wanted)
        .collect();
    let balanced: Vec<Balanced<'_>> = packs.iter().map(|pack| Balanced::new(pack)).collect();
    for seed in 0..count {
        let which = (seed % packs.len() as u64) as usize;
        let (Some(pack), Some(balanced)) = (packs.get(which), balanced.get(which)) else {
            continue;
        };
        let report = report(pack, balanced, seed);
        let paper = Paper {
            form: &pack.form,
            year: report.year.unwrap_or(2021),
            organization: ORGANIZATION,
            text_of: &|cell| Some(report.cell(cell)?.text().into_owned()),
        };
        let name = |extension: &str| folder.join(format!("{seed:04}.{extension}"));
        std::fs::write(name("html"), typeset(&paper, Style::Html))?;
        let truth = gouji_canonical::write(&pack.form, &report, None);
        std::fs::write(name("json"), truth)?;
    }
    Ok(())
}

/// The report of a seed; of two pairs of editions the second has one mistake in its sums.
fn report(pack: &Pack, balanced: &Balanced<'_>, seed: u64) -> Report {
    let mut report = balanced.report(seed);
    report.organization = Some(ORGANIZATION.to_owned());
    report.year = pack.form.since;
    if (seed / 2).is_multiple_of(2) {
        return report;
    }
    let form = &pack.form;
    let summed = |cell: &CellId| ["requests", "review"].contains(&form.table_of(*cell).id.as_str());
    let eligible: Vec<CellId> = form
        .cells()
        .filter(|cell| summed(cell) && !form.is_group_cell(*cell))
        .collect();
    let mut rng = Rng::new(seed);
    if let Some(kind) = rng.pick(&KINDS) {
        inject(form, &mut report, *kind, &eligible, &mut rng);
    }
    report
}
