//! A folder with the reports of a made-up region, in mixed formats.

use gouji_model::FormId;
use gouji_pack::Packs;
use gouji_testkit::region::{Density, Editions, Region};

use crate::sandbox::Sandbox;

/// Does something with a region.
pub fn region<T>(
    seed: u64,
    units: usize,
    density: Density,
    then: impl FnOnce(&Region<'_>) -> T,
) -> T {
    let packs = Packs::built_in().unwrap();
    let form = |year: &str| {
        let pack = packs.pack(&FormId(format!("cn-disclosure/{year}")));
        pack.unwrap().form.clone()
    };
    let (earlier, later) = (form("2019"), form("2021"));
    let editions = Editions {
        earlier: &earlier,
        later: &later,
    };
    then(&Region::of(editions, seed, units, density))
}

/// A folder with the reports of a region of some years, and `units.csv`.
pub fn with_region(
    seed: u64,
    units: usize,
    density: Density,
    is_wanted: impl Fn(i32) -> bool,
) -> Sandbox {
    region(seed, units, density, |region| sandbox_of(region, is_wanted))
}

/// The same for a region that is there.
pub fn sandbox_of(region: &Region<'_>, is_wanted: impl Fn(i32) -> bool) -> Sandbox {
    let published = region.published.iter().filter(|one| is_wanted(one.year));
    let mut files: Vec<(String, Vec<u8>)> = published
        .map(|one| {
            let file = region.file(one);
            (format!("reports/{}", file.path), file.bytes)
        })
        .collect();
    files.push(("units.csv".to_owned(), region.units_file().into_bytes()));
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        .collect();
    Sandbox::with(&files)
}
