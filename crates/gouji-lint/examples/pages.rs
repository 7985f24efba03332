//! Writes the pages that speed is measured on to a folder:
//! `cargo run --release -p gouji-lint --example pages -- FOLDER`.

use std::error::Error;
use std::path::PathBuf;

use gouji_pack::Packs;

#[path = "../benches/pages/mod.rs"]
mod pages;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("a folder is needed")?);
    std::fs::create_dir_all(&folder)?;
    for page in pages::pages(&Packs::built_in()?.of_domain("cn-disclosure")) {
        std::fs::write(folder.join(page.name), page.bytes)?;
    }
    Ok(())
}
