//! Data files from the command: the published XML of US FOIA reports in every output, and JSON and CSV of a
//! pack of one's own, in a language that is neither Chinese nor English.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod sandbox;

use std::process::Command;

use sandbox::{Sandbox, zipped};
use serde_json::Value;

const XML: &str = include_str!("../../gouji-lint/tests/fixtures/foia/three-components.xml");

/// One received too many in the second component.
fn faulty() -> String {
    XML.replacen(
        ">9</foia:ProcessingStatisticsReceivedQuantity>",
        ">10</foia:ProcessingStatisticsReceivedQuantity>",
        1,
    )
}

/// What a run in a language shows.
fn spoken(sandbox: &Sandbox, language: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let command = command.args(["--lang", language]).args(arguments);
    let output = command.current_dir(sandbox.path()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn every_output_shows_a_finding_at_its_line() {
    let sandbox = Sandbox::with(&[("report.xml", faulty().as_bytes())]);
    let line = faulty()
        .lines()
        .position(|line| line.contains(">10</foia:ProcessingStatisticsReceived"))
        .unwrap()
        + 1;
    for (format, expected) in [
        ("full", "pending-balance".to_owned()),
        ("concise", "error[pending-balance] OSD/JS".to_owned()),
        ("json", "\"requests/component[OSD/JS]/received\"".to_owned()),
        ("jsonl", "requests/component[OSD/JS]/received".to_owned()),
        ("sarif", format!("\"startLine\":{line}")),
        ("junit", "pending-balance".to_owned()),
        ("csv", "4 + 10 - 9 ≠ 4".to_owned()),
        ("github", format!("line={}", line - 1)),
        ("html", "Department of Rivers &amp; Valleys".to_owned()),
    ] {
        let ran = sandbox.run(&["check", "--format", format, "report.xml"]);
        assert_eq!(ran.status, 1, "{format}: {ran:#?}");
        let shown = ran.stdout.replace("\": ", "\":");
        assert!(shown.contains(&expected), "{format}: {expected}\n{shown}");
        if ["full", "concise", "json", "jsonl", "junit", "csv", "github"].contains(&format) {
            assert!(!ran.stdout.contains(is_han), "{format}: {}", ran.stdout);
        }
    }
    let json = sandbox
        .run(&["check", "--format", "json", "report.xml"])
        .stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    let file = &json["files"][0];
    assert_eq!(file["form"], "us-foia/annual");
    assert_eq!(file["year"], 2023);
    let finding = &file["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["rule"] == "pending-balance")
        .unwrap();
    assert_eq!(finding["at"], "requests/OSD/JS");
    let received = &finding["cells"][1];
    assert_eq!(received["id"], "requests/component[OSD/JS]/received");
    assert_eq!(received["location"]["line"], line);
    let chinese = spoken(&sandbox, "zh", &["check", "report.xml"]);
    assert!(chinese.contains("错误") && chinese.contains("Pending at the end"));
}

#[test]
fn it_is_found_in_folders_and_archives_and_compared_with_last_year() {
    let last = XML.replace("FiscalYearDate>2023<", "FiscalYearDate>2022<");
    let last = last.replacen(
        ">10</foia:ProcessingStatisticsPendingAtEndQuantity>",
        ">11</foia:ProcessingStatisticsPendingAtEndQuantity>",
        1,
    );
    let sandbox = Sandbox::with(&[
        ("now/report.xml", XML.as_bytes()),
        (
            "now/sitemap.xml",
            b"<?xml version=\"1.0\"?><urlset><url>1</url></urlset>",
        ),
        ("now/data.json", b"{\"a\": 1}"),
        ("now/rows.csv", b"a,b\n1,2\n"),
        ("last/2022.xml", last.as_bytes()),
        (
            "last/other.xml",
            last.replace("Rivers &amp; Valleys", "Deserts").as_bytes(),
        ),
        ("all.zip", &zipped(&[("a/report.xml", faulty().as_bytes())])),
    ]);
    let ran = sandbox.check(&["--prior", "last", "now"]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert!(
        ran.stdout.contains("warning[pending-from-last-year] OIP"),
        "{ran:#?}"
    );
    // A table that no pack knows may be meant as a report.
    ran.stderr_has("passed over 1 file(s) that are no annual reports: now/rows.csv");
    let packed = sandbox.check(&["all.zip"]);
    assert_eq!(packed.status, 1, "{packed:#?}");
    assert!(packed.stdout.contains("pending-balance"));
    let named = sandbox.check(&["now/sitemap.xml"]);
    assert_eq!(named.status, 2, "{named:#?}");
    named.stderr_has("this is XML (outermost element <urlset>) that no rule pack knows");
}

#[test]
fn it_is_extracted_and_corrected() {
    let sandbox = Sandbox::with(&[("report.xml", faulty().as_bytes())]);
    let extracted = sandbox.run(&["extract", "--locations", "report.xml"]);
    assert_eq!(extracted.status, 0, "{extracted:#?}");
    let json: Value = serde_json::from_str(&extracted.stdout).unwrap();
    assert_eq!(
        json["tables"]["requests"]["component[OSD/JS]"]["received"],
        10
    );
    assert!(json["locations"]["requests/component[OSD/JS]/received"]["line"].is_u64());
    let fixed = sandbox.run(&["fix", "--unsafe", "report.xml"]);
    assert_eq!(fixed.stdout, XML, "{}", fixed.stderr);
    let listed = sandbox.run(&["rules"]);
    assert!(
        listed.stdout.contains("us-foia/annual")
            && listed.stdout.contains("pending-from-last-year")
    );
}

const PACK: [(&str, &str); 4] = [
    (
        "pack/pack.toml",
        "id = \"bois/annuel\"\ntitle = { fr = \"Rapport des forêts\" }\n",
    ),
    (
        "pack/form.toml",
        r#"
[[section]]
id = "arbres"
title = "Arbres"

[[table]]
id = "arbres"
section = "arbres"
title = { fr = "Arbres plantés" }

[[table.block]]
open_rows = { id = "station", label = "Station" }
columns = [
    { id = "avant", label = "Avant" },
    { id = "plantes", label = "Plantés" },
    { id = "apres", label = "Après" },
]
rows = [{ id = "total", label = "Total" }]
"#,
    ),
    (
        "pack/source.toml",
        r#"
[[source]]
format = "csv"
has = ["Station", "Plantés"]
facts = { organization = "row/Office", year = "row/Année" }

[[source.record]]
table = "arbres"
at = "row"
by = ["Station"]
of = "station"
totals = { "Toutes" = "total" }
columns = { avant = "Avant", plantes = "Plantés", apres = "Après" }

[[source]]
format = "json"
has = ["stations", "annee"]
facts = { year = "annee" }

[[source.record]]
table = "arbres"
at = "stations"
by = ["nom"]
of = "station"
totals = { "Toutes" = "total" }
columns = { avant = "avant", plantes = "plantes", apres = "apres" }
"#,
    ),
    (
        "pack/rules/stock.toml",
        r#"
name = "stock"
severity = "error"
authority = "arithmetic"
citation = { fr = "Arithmétique" }
title = { fr = "Le stock ne tombe pas juste", en = "The stock does not add up" }
message = { fr = "{row} : {equation}", en = "{row}: {equation}" }
why = { fr = "Avant et plantés font après." }
help = { fr = "Corriger." }

[relation]
each = "row of arbres"
assert = "arbres[avant] + arbres[plantes] == arbres[apres]"

[[example]]
passes = true
cells = { "arbres/station[A]/avant" = "1", "arbres/station[A]/apres" = "1" }

[[example]]
passes = false
cells = { "arbres/station[A]/avant" = "1" }
"#,
    ),
];

#[test]
fn csv_and_json_of_a_pack_in_another_language_are_reports() {
    let csv = "Office,Année,Station,Avant,Plantés,Après\nForêts,2023,Nord,1,2,3\nForêts,2023,Sud,4,1,6\nForêts,2023,Toutes,5,3,8\n";
    let json = "{ \"annee\": 2023, \"stations\": [\n  { \"nom\": \"Nord\", \"avant\": 1, \"plantes\": 2, \"apres\": 4 } ] }\n";
    let mut files: Vec<(&str, &[u8])> = PACK
        .iter()
        .map(|(path, text)| (*path, text.as_bytes()))
        .collect();
    files.push(("in/a.csv", csv.as_bytes()));
    files.push(("in/b.json", json.as_bytes()));
    let sandbox = Sandbox::with(&files);
    let checked = sandbox.run(&["--rules", "pack", "pack", "check", "pack"]);
    assert_eq!(checked.status, 0, "{checked:#?}");
    let ran = sandbox.run(&["--rules", "pack", "check", "--format", "concise", "in"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert!(
        ran.stdout
            .contains("a.csv:3:17: error[stock] Sud: 4 + 1 ≠ 6"),
        "{ran:#?}"
    );
    assert!(
        ran.stdout.contains("error[stock] Nord: 1 + 2 ≠ 4"),
        "{ran:#?}"
    );
    let full = spoken(&sandbox, "fr", &["--rules", "pack", "check", "in/a.csv"]);
    assert!(full.contains("Le stock ne tombe pas juste"), "{full}");
    assert!(full.contains("Sud : 4 + 1 ≠ 6"), "{full}");
    let chinese = spoken(&sandbox, "zh", &["--rules", "pack", "check", "in/a.csv"]);
    assert!(chinese.contains("The stock does not add up"), "{chinese}");
}

#[test]
fn a_wrong_mapping_is_shown_where_it_is_wrong() {
    let mut files: Vec<(&str, String)> = PACK
        .iter()
        .map(|(path, text)| (*path, (*text).to_owned()))
        .collect();
    files[2].1 = files[2]
        .1
        .replace("at = \"row\"", "at = \"/row\"")
        .replace("plantes = \"Plantés\"", "plante = \"Plantés\"");
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, text)| (*path, text.as_bytes()))
        .collect();
    let sandbox = Sandbox::with(&files);
    let checked = sandbox.run(&["pack", "check", "pack"]);
    let stderr = checked.stdout + &checked.stderr;
    assert!(
        stderr.contains("`/row` is no way to an element"),
        "{stderr}"
    );
    assert!(
        stderr.contains("no column called `plante`") && stderr.contains("did you mean `plantes`?"),
        "{stderr}"
    );
}
