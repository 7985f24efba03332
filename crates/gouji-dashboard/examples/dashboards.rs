//! Writes the dashboard of a made-up region: `dashboards REPORTS FILE.html [en] [hostile]`.

#[path = "../tests/region/mod.rs"]
mod region;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write as _};

use gouji_model::{FormId, Language};
use gouji_pack::Packs;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, path, options @ ..] = arguments.as_slice() else {
        return Err("dashboards REPORTS FILE.html [en] [hostile]".into());
    };
    let packs = Packs::built_in()?;
    let pack = packs.pack(&FormId("cn-disclosure/2021".to_owned()));
    let pack = pack.ok_or("the form is not built in")?;
    let has = |word: &str| options.iter().any(|option| option == word);
    let language = match has("en") {
        true => Language::English,
        false => Language::Chinese,
    };
    let region = region::Region {
        reports: count.parse()?,
        seed: 20,
        language,
        hostile: has("hostile"),
    };
    let audit = region::audit(pack, region);
    let mut file = BufWriter::new(File::create(path)?);
    gouji_dashboard::write(&audit, language, &mut file)?;
    file.flush()?;
    Ok(())
}
