//! One report of an archive or a mail: taken out with `extract`, named on the command line,
//! compared with as last year's.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "tests; each uses its part of the scene"
)]

mod scene;

use scene::{Scene, page, page_of, zipped};

/// An archive with reports of two organs and two years, and one with a single report.
fn scene() -> Scene {
    let files = [
        ("2023/a.md", page()),
        ("2023/b.md", page_of("白水县某某局", 2023)),
        ("2022/a.md", page_of("青石县某某局", 2022)),
        ("2022/b.md", page_of("白水县某某局", 2022)),
    ];
    let files = files
        .each_ref()
        .map(|(name, text)| (*name, text.as_bytes()));
    let inner = zipped(&files[..2]);
    Scene::with(&[
        ("all.zip", &zipped(&files)),
        (
            "one.zip",
            &zipped(&[("readme.txt", b"hello"), ("r.md", files[0].1)]),
        ),
        ("nested.zip", &zipped(&[("in.zip", &inner)])),
        ("a.md", files[0].1),
    ])
}

#[test]
fn the_one_report_of_an_archive_is_extracted() {
    let scene = scene();
    let whole = scene.run(&["extract", "--locations", "a.md"]);
    assert_eq!(whole.status, 0, "{whole:#?}");
    assert!(whole.shown.contains("\"locations\""));
    for path in [
        "one.zip",
        "one.zip!r.md",
        "all.zip!2023/a.md",
        "nested.zip!in.zip!2023/a.md",
    ] {
        let ran = scene.run(&["extract", "--locations", path]);
        assert_eq!(ran.status, 0, "{ran:#?}");
        assert_eq!(ran.shown, whole.shown, "{path}");
    }
}

#[test]
fn canonical_json_in_an_archive_is_a_report_and_other_json_none() {
    let scene = scene();
    let json = scene.run(&["extract", "a.md"]).shown;
    let settings = ("settings.json", b"{\"form\": 1}".as_slice());
    let bytes = zipped(&[settings, ("r.json", json.as_bytes())]);
    std::fs::write(scene.path().join("j.zip"), bytes).unwrap();
    let ran = scene.run(&["extract", "j.zip"]);
    assert_eq!((ran.status, ran.said.as_str()), (0, ""));
    assert_eq!(ran.shown, json);
}

#[test]
fn of_several_reports_one_has_to_be_named() {
    let ran = scene().run(&["extract", "all.zip"]);
    assert_eq!((ran.status, ran.shown.as_str()), (2, ""));
    ran.says("all.zip: there are 4 reports in it, name one: 'all.zip!2023/a.md', ");
    let ran = scene().run(&["extract", "all.zip!2023"]);
    ran.says("there are 2 reports in it");
}

#[test]
fn what_is_not_there_is_said_with_what_is() {
    let scene = scene();
    for arguments in [
        &["extract", "one.zip!x.md"][..],
        &["check", "one.zip!x.md"],
        &["check", "--prior", "one.zip!x.md", "a.md"],
    ] {
        let ran = scene.run(arguments);
        assert_eq!(
            (ran.status, ran.shown.contains("error[")),
            (2, false),
            "{ran:#?}"
        );
        ran.says("one.zip!x.md: no such file in the archive or mail; in it are: readme.txt, r.md");
    }
    scene
        .run(&["extract", "a.md!x"])
        .says("the file before the `!` is neither");
    scene
        .run(&["extract", "one.zip!readme.txt"])
        .says("one.zip!readme.txt: no annual report");
}

#[test]
fn a_member_is_checked_alone() {
    let ran = scene().check(&["all.zip!2022/b.md"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert!(ran.shown.starts_with("all.zip!2022/b.md:"), "{ran:#?}");
    assert!(!ran.shown.contains("2023/"), "{ran:#?}");
    let ran = scene().check(&["all.zip!2022/"]);
    assert!(ran.shown.contains("all.zip!2022/a.md:") && ran.shown.contains("all.zip!2022/b.md:"));
}

#[test]
fn no_member_is_repaired_in_its_archive() {
    for path in ["all.zip", "all.zip!2023/a.md"] {
        let ran = scene().run(&["fix", path]);
        assert_eq!((ran.status, ran.shown.as_str()), (2, ""));
        ran.says("in which no file is changed");
    }
}

/// The path of last year's report that findings were made with.
fn compared(scene: &Scene, prior: &str, path: &str) -> (Option<String>, String) {
    let ran = scene.run(&["check", "--format", "json", "--prior", prior, path]);
    let json: serde_json::Value = serde_json::from_str(&ran.shown).unwrap_or_default();
    let findings = json["files"][0]["findings"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let mut cells = findings
        .iter()
        .filter_map(|finding| finding["cells"].as_array())
        .flatten();
    let cell = cells.find(|cell| cell["prior"] == true);
    (
        cell.map(|cell| cell["file"].as_str().unwrap().to_owned()),
        ran.said,
    )
}

#[test]
fn last_years_report_is_found_by_year_and_organ() {
    let json = |organ: &str, year: i32| {
        let tests = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
        let text = std::fs::read_to_string(tests.join("faulty-last-year.json")).unwrap();
        let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
        json["year"] = year.into();
        json["organization"] = organ.into();
        json.to_string()
    };
    let files = [
        ("p/white-2022.json", json("白水县某某局", 2022)),
        ("p/green-2021.json", json("青石县某某局", 2021)),
        ("p/green-2022.json", json("清源市青石县某某局", 2022)),
        ("white.json", json("白水县某某局", 2022)),
        ("green.json", json("青石县某某局", 2022)),
        ("renamed.json", json("青石县水务中心", 2022)),
        ("a.md", page()),
    ];
    let files = files
        .each_ref()
        .map(|(name, text)| (*name, text.as_bytes()));
    let scene = Scene::with(&files);
    let (found, _) = compared(&scene, "green.json", "a.md");
    assert_eq!(found.as_deref(), Some("green.json"));
    let (found, said) = compared(&scene, "p", "a.md");
    assert_eq!(found.as_deref(), Some("p/green-2022.json"), "{said}");
    for (file, organ) in [
        ("white.json", "白水县某某局"),
        ("renamed.json", "青石县水务中心"),
    ] {
        let (found, said) = compared(&scene, file, "a.md");
        assert_eq!(found.as_deref(), Some(file));
        let remark = format!("by {organ}, which hardly is 青石县某某局");
        assert!(said.contains(&remark), "{said}");
    }
}

#[test]
fn last_years_report_is_found_in_an_archive() {
    let scene = scene();
    for prior in ["all.zip", "all.zip!2022/a.md"] {
        let ran = scene.check(&["--prior", prior, "a.md"]);
        assert_eq!((ran.status, ran.said.as_str()), (1, ""), "{ran:#?}");
    }
    let ran = scene.check(&["--prior", "all.zip!2022/b.md", "a.md"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    ran.says("by 白水县某某局, which hardly is 青石县某某局");
    let ran = scene.check(&["--prior", "all.zip!2022/b.md", "a.md", "all.zip!2023/a.md"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.says("by 白水县某某局, not by 青石县某某局");
    let ran = scene.check(&["--prior", "one.zip", "a.md"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.says("is of 2023, not of the year before 2023");
    let ran = scene.run(&["fix", "--diff", "--prior", "all.zip", "a.md"]);
    assert!(!ran.said.contains("--prior"), "{ran:#?}");
}

#[test]
fn uncertain_last_years_are_not_chosen_between() {
    let untold = page_of("", 2022).replace("# 2022年", "# ");
    let other = untold.replace("本报告所列", "下列");
    let bytes = zipped(&[("x.md", untold.as_bytes()), ("y.md", other.as_bytes())]);
    let scene = Scene::with(&[("p.zip", &bytes), ("a.md", page().as_bytes())]);
    let ran = scene.check(&["--prior", "p.zip", "a.md"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.says("several reports given with --prior may be last year's");
    ran.says("p.zip!x.md, p.zip!y.md");
}
