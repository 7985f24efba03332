//! `gouji audit --export`: Parquet files, in a program that was built with the feature `export`
//! (`cargo test -p gouji-cli --features export --test export`); any other says how to get one.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod sandbox;

#[cfg(feature = "export")]
use std::fs;

use sandbox::{Sandbox, page, page_of};

fn sandbox() -> Sandbox {
    let (one, two) = (page(), page_of("青石县教育局", 2022));
    Sandbox::with(&[
        ("reports/one.md", one.as_bytes()),
        ("reports/two.md", two.as_bytes()),
    ])
}

#[cfg(not(feature = "export"))]
#[test]
fn a_program_without_it_says_how_to_get_it() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["audit", "reports", "--export", "out"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    ran.stderr_has("built without the Parquet export");
    ran.stderr_has("--features export");
    assert!(!sandbox.path().join("out").exists());
}

#[cfg(feature = "export")]
#[test]
fn it_is_written_as_a_whole_and_nothing_of_others_is_replaced() {
    let sandbox = sandbox();
    let out = sandbox.path().join("deep/out");
    let export = |folder: &str| sandbox.run(&["audit", "reports", "--export", folder]);
    let ran = export("deep/out");
    assert_eq!(ran.status, 1, "{ran:?}");
    let part = |name: &str| fs::read(out.join(name).join("part-0.parquet")).unwrap();
    let cells = part("cells/year=2022");
    assert!(cells.starts_with(b"PAR1") && cells.ends_with(b"PAR1"));
    for name in [
        "reports/year=2022",
        "findings/year=2022",
        "units",
        "suspects",
    ] {
        part(name);
    }
    // The same again, and nothing is left beside it.
    fs::write(out.join("units/part-0.parquet"), "old").unwrap();
    assert_eq!(export("deep/out").status, 1);
    assert!(part("cells/year=2022") == cells);
    assert!(part("units").starts_with(b"PAR1"));
    let adjacent = fs::read_dir(sandbox.path().join("deep")).unwrap();
    assert_eq!(adjacent.count(), 1);

    fs::write(out.join("notes.txt"), "mine").unwrap();
    for (folder, file) in [
        ("deep/out", "deep/out/notes.txt"),
        ("reports", "reports/one.md"),
    ] {
        let before = fs::read(sandbox.path().join(file)).unwrap();
        let refused = export(folder);
        assert_eq!(refused.status, 2, "{refused:?}");
        refused.stderr_has("something else is there and was left as it is");
        assert!(fs::read(sandbox.path().join(file)).unwrap() == before);
    }
}
