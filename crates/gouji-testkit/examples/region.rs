//! Writes the files of a made-up region, with its units file and the truth:
//! `region UNITS FOLDER [SEED] [MISTAKES OF EACH KIND] [pages]`; with `pages` all of them are web pages.

#![allow(clippy::print_stdout, reason = "it says what it wrote")]

use std::error::Error;
use std::fs;
use std::path::Path;

use gouji_model::FormId;
use gouji_pack::Packs;
use gouji_testkit::region::{Density, Editions, Region};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(units), Some(folder)) = (arguments.first(), arguments.get(1)) else {
        return Err("region UNITS FOLDER [SEED] [MISTAKES OF EACH KIND] [pages]".into());
    };
    let number = |at: usize, other: u64| arguments.get(at).map_or(Ok(other), |text| text.parse());
    let (seed, times) = (number(2, 20)?, number(3, 1)?);
    let packs = Packs::built_in()?;
    let form = |year: &str| {
        let pack = packs.pack(&FormId(format!("cn-disclosure/{year}")));
        pack.map(|pack| pack.form.clone())
            .ok_or("the form is not built in")
    };
    let (earlier, later) = (form("2019")?, form("2021")?);
    let editions = Editions {
        earlier: &earlier,
        later: &later,
    };
    let density = match times {
        0 => Density::None,
        times => Density::Each(usize::try_from(times)?),
    };
    let region = Region::of(editions, seed, units.parse()?, density);
    let folder = Path::new(folder);
    let are_pages = arguments.iter().any(|text| text == "pages");
    for published in &region.published {
        let mut published = published.clone();
        if are_pages {
            // The first three formats are web pages.
            published.format %= 3;
        }
        let file = region.file(&published);
        let path = folder.join("reports").join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, file.bytes)?;
    }
    fs::write(folder.join("units.csv"), region.units_file())?;
    fs::write(folder.join("truth.json"), region.truth_file())?;
    println!(
        "{} units, {} reports",
        region.units.len(),
        region.published.len()
    );
    Ok(())
}
