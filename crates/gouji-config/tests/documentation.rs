//! The configurations in the documentation are ones that work.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::Path;

use gouji_config::{Finder, Overrides, Settings, Source};
use gouji_model::{Date, Language};
use gouji_pack::Packs;

/// The TOML blocks of a page that are configurations; rule files name their rule first.
fn configurations(page: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(page);
    let text = fs::read_to_string(path).unwrap();
    let blocks = text.split("```toml\n").skip(1);
    let blocks = blocks.map(|block| block.split("```").next().unwrap().to_owned());
    blocks
        .filter(|block| !block.starts_with("name ="))
        .collect()
}

#[test]
fn what_the_documentation_shows_can_be_used() {
    let packs = Packs::built_in().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documentation");
    fs::create_dir_all(folder.join("inner/our-rules")).unwrap();
    fs::write(folder.join("base.toml"), "").unwrap();
    let overrides = Overrides {
        without_baseline: true,
        ..Overrides::default()
    };
    let mut seen = 0;
    for page in [
        "docs/config.md",
        "docs/config.zh-CN.md",
        "README.md",
        "README.zh-CN.md",
    ] {
        for block in configurations(page) {
            let path = folder.join("inner/gouji.toml");
            fs::write(&path, &block).unwrap();
            let chain = Finder::new(Source::File(path)).find(Path::new("x"));
            let settings = chain
                .and_then(|chain| Settings::new(&chain, &packs, &overrides, Date::of_unix_time(0)));
            if let Err(error) = settings {
                panic!(
                    "{page}: {}\n{block}",
                    error.message().get(Language::English)
                );
            }
            seen += 1;
        }
    }
    assert!(seen >= 5, "{seen}");
}
