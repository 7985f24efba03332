//! Writes random balanced reports to a folder, in every style, to measure whole runs on:
//! `cargo run --release -p gouji-lint --example corpus -- FOLDER COUNT`.

use std::error::Error;
use std::path::PathBuf;

use gouji_pack::Packs;
use gouji_testkit::specimen::Balanced;
use gouji_testkit::typeset::{Paper, Style, typeset};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("a folder is needed")?);
    let count: u64 = arguments.next().ok_or("a count is needed")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    let packs = Packs::built_in()?.of_domain("cn-disclosure");
    let balanced: Vec<Balanced<'_>> = packs
        .packs()
        .iter()
        .map(|pack| Balanced::new(pack))
        .collect();
    for seed in 0..count {
        let pack = &packs.packs()[(seed % 2) as usize];
        let report = balanced[(seed % 2) as usize].report(seed);
        let paper = Paper {
            form: &pack.form,
            year: pack.form.since.unwrap_or(2021),
            organization: "青石县水务局",
            text_of: &|cell| Some(report.cell(cell)?.text().into_owned()),
        };
        let style = Style::ALL[(seed / 2) as usize % Style::ALL.len()];
        let extension = match style {
            Style::Html | Style::WordHtml | Style::LooseHtml => "html",
            Style::Markdown => "md",
            _ => "txt",
        };
        let name = folder.join(format!("{seed:06}.{extension}"));
        std::fs::write(name, typeset(&paper, style))?;
    }
    Ok(())
}
