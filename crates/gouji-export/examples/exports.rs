//! Exports the result of a made-up region and says what it took: `exports REPORTS FOLDER`.

#[path = "../../gouji-dashboard/tests/region/mod.rs"]
mod region;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use gouji_model::{FormId, Language};
use gouji_pack::Packs;

#[allow(
    clippy::print_stdout,
    reason = "what was measured is what this is run for"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, folder] = arguments.as_slice() else {
        return Err("exports REPORTS FOLDER".into());
    };
    let packs = Packs::built_in()?;
    let pack = packs.pack(&FormId("cn-disclosure/2021".to_owned()));
    let region = region::Region {
        reports: count.parse()?,
        seed: 20,
        language: Language::Chinese,
        hostile: false,
    };
    let audit = region::audit(pack.ok_or("the form is not built in")?, region);
    let reports = audit.reports.iter();
    let cells: usize = reports
        .flatten()
        .map(|report| report.cells.cells().count())
        .sum();
    fs::create_dir_all(folder)?;
    let begun = Instant::now();
    gouji_export::write(&audit, "0", Path::new(folder))?;
    let took = begun.elapsed().as_millis();
    println!(
        "{} reports, {cells} cells in {took} ms",
        audit.reports.len()
    );
    for table in gouji_store::exported() {
        let bytes = bytes_in(&Path::new(folder).join(table.name))?;
        println!("{}: {bytes} bytes", table.name);
    }
    Ok(())
}

fn bytes_in(folder: &Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes += match entry.file_type()?.is_dir() {
            true => bytes_in(&entry.path())?,
            false => entry.metadata()?.len(),
        };
    }
    Ok(bytes)
}
