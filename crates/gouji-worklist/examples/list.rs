//! Writes the list of a made-up region: `list REPORTS FILE.xlsx`.

#[path = "../../gouji-dashboard/tests/region/mod.rs"]
mod region;

use std::error::Error;
use std::fs::File;

use gouji_model::{FormId, Language};
use gouji_pack::Packs;
use gouji_worklist::{Options, write};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, path] = arguments.as_slice() else {
        return Err("list REPORTS FILE.xlsx".into());
    };
    let packs = Packs::built_in()?;
    let pack = packs.pack(&FormId("cn-disclosure/2021".to_owned()));
    let pack = pack.ok_or("the form is not built in")?;
    let region = region::Region {
        reports: count.parse()?,
        seed: 20,
        language: Language::Chinese,
        hostile: false,
    };
    let audit = region::audit(pack, region);
    let options = Options {
        language: Language::Chinese,
        deadline: "2026-03-31",
        by_region: true,
        link: &|path| Some(path.to_owned()),
        verdicts: &[],
    };
    write(&audit, &options, File::create(path)?)?;
    Ok(())
}
