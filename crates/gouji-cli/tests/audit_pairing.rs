//! Whose reports are, by names that are short, cut or of another line of the units file, and what becomes of
//! reports with a year that is mistyped.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod region;
mod sandbox;

use region::{CITY, COUNTY, Region, Unit, region};
use sandbox::{AUDIT, Ran, Sandbox, page_of};
use serde_json::Value;

const UNITS: &str = "unit,aliases,parent,level,region,counts\n\
     青石县人民政府,,,county,,\n\
     青石县民政局,,青石县人民政府,department,,yes\n\
     青石县水务局,,青石县人民政府,department,,yes\n\
     白水县水务局,,,department,,\n";

fn findings<'j>(json: &'j Value, rule: &str) -> Vec<&'j Value> {
    let files = json["files"].as_array().unwrap().iter();
    let all = files.flat_map(|file| file["findings"].as_array().unwrap());
    all.filter(|one| one["rule"] == rule).collect()
}

/// Pages of some organs and years, each in a folder of its year.
fn pages(of: &[(&str, i32)]) -> Vec<(String, Vec<u8>)> {
    let units = ("units.csv".to_owned(), UNITS.into());
    let pages = of.iter().map(|(organ, year)| {
        let path = format!("reports/{year}/{organ}.html");
        (path, page_of(organ, *year).into_bytes())
    });
    std::iter::once(units).chain(pages).collect()
}

#[test]
fn the_short_name_of_a_citys_government_is_its_name() {
    let mut region = region(9);
    for (unit, report) in &mut region.reports {
        if unit.0 == CITY {
            report["organization"] = "清源市政府".into();
        }
    }
    let sandbox = Sandbox::of(&region.files());
    let json = sandbox.audit_json(&["--select", "roll-up,missing-report"]);
    assert_eq!(json["coverage"]["paired"]["unpaired"], 0, "{json:#}");
    assert_eq!(json["summary"]["warnings"], 0, "{json:#}");
}

/// The units above may be right: nobody knows whether the report between both lines counts.
#[test]
fn between_the_years_of_two_lines_of_one_organ_sums_are_blocked() {
    let mut region = region(9);
    for Unit { name, years, .. } in &mut region.units {
        if *name == "青石县文旅局" {
            years.0 = Some(2024);
        }
    }
    let moved = region.reports.remove(&("青石县文旅局", 2023)).unwrap();
    region.reports.insert(("青石县文化局", 2023), moved);
    let report = region.reports.get_mut(&("青石县文化局", 2023)).unwrap();
    report["organization"] = "青石县文化局".into();
    let sandbox = Sandbox::of(&region.files());
    let json = sandbox.audit_json(&["--select", "roll-up"]);
    assert_eq!(findings(&json, "roll-up"), Vec::<&Value>::new());
    assert!(json["summary"]["blocked"].as_i64() > Some(0), "{json:#}");
    let out = &json["coverage"]["out_of_term"][0];
    assert_eq!(out["year"], 2023, "{json:#}");
}

#[test]
fn a_mistyped_year_makes_no_report_of_others_due() {
    let organs = ["青石县人民政府", "青石县民政局", "青石县水务局"];
    let mut files = pages(&organs.map(|organ| (organ, 2023)));
    let (_, page) = files
        .iter_mut()
        .find(|(path, _)| path.contains("民政局"))
        .unwrap();
    let title = "青石县民政局2023年政府信息公开工作年度报告";
    let text = String::from_utf8(page.clone()).unwrap();
    assert!(text.contains(title));
    let text = text.replace(title, &title.replace("2023", "2032"));
    *page = text.into_bytes();
    let json = Sandbox::of(&files).audit_json(&[]);
    assert_eq!(findings(&json, "title-year").len(), 1, "{json:#}");
    let missing: Vec<(&Value, &Value)> = json["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|file| file["path"].is_null())
        .map(|file| (&file["organization"], &file["year"]))
        .collect();
    let missing: Vec<String> = missing.iter().map(|one| format!("{one:?}")).collect();
    assert!(
        !missing.iter().any(|one| one.contains("2032")),
        "{missing:?}"
    );
    assert!(
        missing.iter().any(|one| one.contains("民政局")),
        "{missing:?}"
    );
}

#[test]
fn last_years_report_in_the_place_of_this_years_is_named() {
    let mut files = pages(&[
        ("青石县民政局", 2023),
        ("青石县水务局", 2023),
        ("青石县水务局", 2024),
    ]);
    let (_, last) = files
        .iter()
        .find(|(path, _)| path.contains("民政局"))
        .unwrap();
    let copy = last.clone();
    files.push(("reports/2024/青石县民政局.html".to_owned(), copy));
    let sandbox = Sandbox::of(&files);
    for more in [&["--store", "s.db"][..], &["--store", "s.db"], &[]] {
        let json = sandbox.audit_json(more);
        let missing = findings(&json, "missing-report").into_iter();
        let messages = missing.map(|one| one["message"].as_str().unwrap());
        let own: Vec<&str> = messages.filter(|one| one.contains("民政局")).collect();
        let [message] = own[..] else {
            panic!("{own:?}")
        };
        for path in [
            "reports/2023/青石县民政局.html",
            "reports/2024/青石县民政局.html",
        ] {
            assert!(message.contains(path), "{message}");
        }
    }
}

fn stderr(files: &[(String, Vec<u8>)]) -> Ran {
    Sandbox::of(files).run(&AUDIT)
}

#[test]
fn whose_an_unpaired_report_may_be_stands_beside_its_name() {
    let ran = stderr(&pages(&[("水务局", 2023), ("税务局", 2023)]));
    ran.stderr_has("(it says “水务局”, may be 青石县水务局, 白水县水务局)");
    ran.stderr_has("(it says “税务局”)");
    ran.stderr_has("in the aliases of the units file");
}

/// Writing both would not mend it: each is a way of its own.
#[test]
fn other_ways_to_mend_two_years_are_told_as_other_ways() {
    let mut region: Region = region(9);
    let cell = region.cell(COUNTY, 2024, "proactive/normative_documents/in_force");
    *cell = (cell.as_i64().unwrap() + 7).into();
    let sandbox = Sandbox::of(&region.files());
    let ran = sandbox.audit(&["--select", "in-force-from-last-year", "--format", "csv"]);
    assert!(ran.stdout.contains("or: "), "{}", ran.stdout);
}
