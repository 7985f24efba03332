//! `gouji audit --export`: Parquet files, in a program that was built with the feature `export`
//! (`cargo test -p gouji-cli --features export --test export`); any other says how to get one.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a scene")]

mod scene;

use std::fs;

use scene::{Scene, page, page_of};

fn scene() -> Scene {
    let (one, two) = (page(), page_of("青石县教育局", 2022));
    Scene::with(&[
        ("reports/one.md", one.as_bytes()),
        ("reports/two.md", two.as_bytes()),
    ])
}

#[cfg(not(feature = "export"))]
#[test]
fn a_program_without_it_says_how_to_get_it() {
    let scene = scene();
    let ran = scene.run(&["audit", "reports", "--export", "out"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    ran.says("built without the Parquet export");
    ran.says("--features export");
    assert!(!scene.path().join("out").exists());
}

#[cfg(feature = "export")]
#[test]
fn it_is_written_as_a_whole_and_nothing_of_others_is_replaced() {
    let scene = scene();
    let out = scene.path().join("deep/out");
    let export = |folder: &str| scene.run(&["audit", "reports", "--export", folder]);
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
    let beside = fs::read_dir(scene.path().join("deep")).unwrap();
    assert_eq!(beside.count(), 1);

    fs::write(out.join("notes.txt"), "mine").unwrap();
    for (folder, file) in [
        ("deep/out", "deep/out/notes.txt"),
        ("reports", "reports/one.md"),
    ] {
        let before = fs::read(scene.path().join(file)).unwrap();
        let refused = export(folder);
        assert_eq!(refused.status, 2, "{refused:?}");
        refused.says("something else is there and was left as it is");
        assert!(fs::read(scene.path().join(file)).unwrap() == before);
    }
}
