//! One report of an archive or a mail: taken out with `extract`, named on the command line,
//! compared with as last year's.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "tests; each uses its part of the sandbox"
)]

mod sandbox;

use sandbox::{Sandbox, page, page_of, zipped};

/// An archive with reports of two organs and two years, and one with a single report.
fn sandbox() -> Sandbox {
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
    Sandbox::with(&[
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
    let sandbox = sandbox();
    let whole = sandbox.run(&["extract", "--locations", "a.md"]);
    assert_eq!(whole.status, 0, "{whole:#?}");
    assert!(whole.stdout.contains("\"locations\""));
    for path in [
        "one.zip",
        "one.zip!r.md",
        "all.zip!2023/a.md",
        "nested.zip!in.zip!2023/a.md",
    ] {
        let ran = sandbox.run(&["extract", "--locations", path]);
        assert_eq!(ran.status, 0, "{ran:#?}");
        assert_eq!(ran.stdout, whole.stdout, "{path}");
    }
}

#[test]
fn canonical_json_in_an_archive_is_a_report_and_other_json_none() {
    let sandbox = sandbox();
    let json = sandbox.run(&["extract", "a.md"]).stdout;
    let settings = ("settings.json", b"{\"form\": 1}".as_slice());
    let bytes = zipped(&[settings, ("r.json", json.as_bytes())]);
    std::fs::write(sandbox.path().join("j.zip"), bytes).unwrap();
    let ran = sandbox.run(&["extract", "j.zip"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout, json);
}

#[test]
fn of_several_reports_one_has_to_be_named() {
    let ran = sandbox().run(&["extract", "all.zip"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    ran.stderr_has("all.zip: there are 4 reports in it, name one: 'all.zip!2023/a.md', ");
    let ran = sandbox().run(&["extract", "all.zip!2023"]);
    ran.stderr_has("there are 2 reports in it");
}

#[test]
fn what_is_not_there_is_reported_with_what_is() {
    let sandbox = sandbox();
    for arguments in [
        &["extract", "one.zip!x.md"][..],
        &["check", "one.zip!x.md"],
        &["check", "--prior", "one.zip!x.md", "a.md"],
    ] {
        let ran = sandbox.run(arguments);
        assert_eq!(
            (ran.status, ran.stdout.contains("error[")),
            (2, false),
            "{ran:#?}"
        );
        ran.stderr_has(
            "one.zip!x.md: no such file in the archive or mail; in it are: readme.txt, r.md",
        );
    }
    sandbox
        .run(&["extract", "a.md!x"])
        .stderr_has("the file before the `!` is neither");
    sandbox
        .run(&["extract", "one.zip!readme.txt"])
        .stderr_has("one.zip!readme.txt: no annual report");
}

#[test]
fn a_member_is_checked_alone() {
    let ran = sandbox().check(&["all.zip!2022/b.md"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert!(ran.stdout.starts_with("all.zip!2022/b.md:"), "{ran:#?}");
    assert!(!ran.stdout.contains("2023/"), "{ran:#?}");
    let ran = sandbox().check(&["all.zip!2022/"]);
    assert!(ran.stdout.contains("all.zip!2022/a.md:") && ran.stdout.contains("all.zip!2022/b.md:"));
}

#[test]
fn no_member_is_repaired_in_its_archive() {
    for path in ["all.zip", "all.zip!2023/a.md"] {
        let ran = sandbox().run(&["fix", path]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        ran.stderr_has("in which no file is changed");
    }
}

/// The path of last year's report that findings were made with.
fn compared(sandbox: &Sandbox, prior: &str, path: &str) -> (Option<String>, String) {
    let ran = sandbox.run(&["check", "--format", "json", "--prior", prior, path]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
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
        ran.stderr,
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
    let sandbox = Sandbox::with(&files);
    let (found, _) = compared(&sandbox, "green.json", "a.md");
    assert_eq!(found.as_deref(), Some("green.json"));
    let (found, stderr) = compared(&sandbox, "p", "a.md");
    assert_eq!(found.as_deref(), Some("p/green-2022.json"), "{stderr}");
    for (file, organ) in [
        ("white.json", "白水县某某局"),
        ("renamed.json", "青石县水务中心"),
    ] {
        let (found, stderr) = compared(&sandbox, file, "a.md");
        assert_eq!(found.as_deref(), Some(file));
        let remark = format!("by {organ}, which hardly is 青石县某某局");
        assert!(stderr.contains(&remark), "{stderr}");
    }
}

#[test]
fn last_years_report_is_found_in_an_archive() {
    let sandbox = sandbox();
    for prior in ["all.zip", "all.zip!2022/a.md"] {
        let ran = sandbox.check(&["--prior", prior, "a.md"]);
        assert_eq!((ran.status, ran.stderr.as_str()), (1, ""), "{ran:#?}");
    }
    let ran = sandbox.check(&["--prior", "all.zip!2022/b.md", "a.md"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    ran.stderr_has("by 白水县某某局, which hardly is 青石县某某局");
    let ran = sandbox.check(&["--prior", "all.zip!2022/b.md", "a.md", "all.zip!2023/a.md"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("by 白水县某某局, not by 青石县某某局");
    let ran = sandbox.check(&["--prior", "one.zip", "a.md"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("is of 2023, not of the year before 2023");
    let ran = sandbox.run(&["fix", "--diff", "--prior", "all.zip", "a.md"]);
    assert!(!ran.stderr.contains("--prior"), "{ran:#?}");
}

#[test]
fn uncertain_last_years_are_not_chosen_between() {
    let untold = page_of("", 2022).replace("# 2022年", "# ");
    let other = untold.replace("本报告所列", "下列");
    let bytes = zipped(&[("x.md", untold.as_bytes()), ("y.md", other.as_bytes())]);
    let sandbox = Sandbox::with(&[("p.zip", &bytes), ("a.md", page().as_bytes())]);
    let ran = sandbox.check(&["--prior", "p.zip", "a.md"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("several reports given with --prior may be last year's");
    ran.stderr_has("p.zip!x.md, p.zip!y.md");
}
