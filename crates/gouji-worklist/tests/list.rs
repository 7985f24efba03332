//! The list of a made-up region: every row is on it, filters cover all of them, texts are no formulas, links
//! lead to files and cells, LibreOffice opens it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]

#[path = "../../gouji-dashboard/tests/region/mod.rs"]
mod region;

use std::io::{Cursor, Read as _};
use std::process::Command;

use gouji_audit::result::{Audit, BlockedRow, Rows};
use gouji_model::{FormId, Language};
use gouji_pack::Packs;
use gouji_worklist::{Kind, Options, Wording, rows, write};
use serde::Serialize;
use serde::de::DeserializeOwned;

const WORDING: Wording<'_> = Wording {
    language: Language::Chinese,
    deadline: "",
    verdicts: &[],
};

fn all<T: Serialize + DeserializeOwned>(rows: &Rows<T>) -> Vec<T> {
    rows.iter().collect::<Result<_, _>>().unwrap()
}

fn audit(reports: usize) -> Audit {
    let packs = Packs::built_in().unwrap();
    let pack = packs.pack(&FormId("cn-disclosure/2021".to_owned()));
    let region = region::Region {
        reports,
        seed: 11,
        language: Language::Chinese,
        hostile: true,
    };
    region::audit(pack.unwrap(), region)
}

fn list(audit: &Audit, by_region: bool) -> Vec<u8> {
    let options = Options {
        language: Language::Chinese,
        deadline: "2026-03-31",
        by_region,
        link: &|path| Some(format!("../{path}")),
        verdicts: &[],
    };
    let mut to = Cursor::new(Vec::new());
    write(audit, &options, &mut to).unwrap();
    to.into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = archive.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

/// The names of the sheets, in order.
fn sheets(bytes: &[u8]) -> Vec<String> {
    let book = part(bytes, "xl/workbook.xml");
    let names = book.split("<sheet name=\"").skip(1);
    names
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_row_is_in_a_table_that_filters_cover() {
    let audit = audit(120);
    let list = list(&audit, false);
    let all = all(&rows(&audit, &WORDING).unwrap());
    let names = sheets(&list);
    assert_eq!(names[0], "汇总");
    for (number, name) in (1..).zip(names.iter().skip(1)) {
        let kind = Kind::ALL
            .into_iter()
            .find(|kind| kind.name(Language::Chinese) == name);
        let count = all.iter().filter(|row| Some(row.kind) == kind).count();
        assert!(count > 0, "{name} has rows");
        let table = part(&list, &format!("xl/tables/table{number}.xml"));
        // What could not be read or checked is not answered.
        let last = if name.starts_with("未能") { "O" } else { "R" };
        let range = format!("ref=\"A1:{last}{}\"", count + 1);
        assert_eq!(
            table.matches(&range).count(),
            2,
            "table and filter: {table}"
        );
        let sheet = part(&list, &format!("xl/worksheets/sheet{}.xml", number + 1));
        assert_eq!(sheet.matches("<row r=").count(), count + 2, "{name}");
        assert!(sheet.contains("state=\"frozen\""));
        assert!(
            sheet.contains("2026-03-31") || name.starts_with("未能"),
            "{name}"
        );
        assert!(!sheet.contains("<f>"), "a text is no formula");
    }
    let findings: usize = all.iter().map(|row| row.findings).sum();
    assert_eq!(findings, audit.findings.len(), "each finding is in one row");
    // The sums of the first sheet.
    let first = part(&list, "xl/worksheets/sheet1.xml");
    for count in [audit.totals.errors, audit.totals.reports] {
        assert!(first.contains(&format!("<v>{count}</v>")), "{count}");
    }
}

#[test]
fn each_region_has_sheets_on_demand() {
    let audit = audit(300);
    let list = list(&audit, true);
    let names = sheets(&list);
    assert!(names.contains(&"青石市".to_owned()), "{names:?}");
    // A region's name that no sheet may have.
    let length = |name: &String| {
        let plain = ["&lt;", "&gt;", "&quot;", "&amp;"];
        let one = |text: String, reference: &&str| text.replace(*reference, "x");
        plain.iter().fold(name.clone(), one).chars().count()
    };
    assert!(names.iter().all(|name| length(name) <= 31), "{names:?}");
    let first = part(&list, "xl/worksheets/sheet1.xml");
    assert!(first.contains("按地区再列一遍"));
}

#[test]
fn the_same_audit_gives_the_same_bytes() {
    let audit = audit(60);
    assert!(list(&audit, true) == list(&audit, true));
}

#[test]
fn links_lead_to_files_and_cells() {
    let mut audit = audit(40);
    let mut findings = all(&audit.findings);
    let finding = findings
        .iter_mut()
        .find(|one| one.report.is_some())
        .unwrap();
    "年报!D7".clone_into(&mut finding.place);
    let mut reports = all(&audit.reports);
    reports[finding.report.unwrap()].path = "青石/a b.xlsx".to_owned();
    audit.findings = Rows::of(findings).unwrap();
    audit.reports = Rows::of(reports).unwrap();
    let list = list(&audit, false);
    let at = sheets(&list).len();
    let links: String = (2..=at)
        .filter_map(|sheet| {
            let name = format!("xl/worksheets/_rels/sheet{sheet}.xml.rels");
            let mut archive = zip::ZipArchive::new(Cursor::new(&list)).unwrap();
            let mut text = String::new();
            archive
                .by_name(&name)
                .ok()?
                .read_to_string(&mut text)
                .ok()?;
            Some(text)
        })
        .collect();
    assert!(links.contains("Target=\"../青石/a%20b.xlsx\""), "{links}");
    let anchors: String = (2..=at)
        .map(|sheet| part(&list, &format!("xl/worksheets/sheet{sheet}.xml")))
        .collect();
    let anchors: Vec<&str> = anchors.split("location=").skip(1).collect();
    assert!(anchors[0].starts_with("\"'年报'!D7\""), "{}", anchors[0]);
}

#[test]
fn a_spreadsheet_program_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    let audit = audit(80);
    std::fs::write(folder.path().join("list.xlsx"), list(&audit, false)).unwrap();
    let profile = folder.path().join("profile");
    // The third sheet, in UTF-8, its cells as shown.
    let to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    let run = |name: &str| {
        Command::new(name)
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .args(["--headless", "--convert-to", to, "--outdir"])
            .arg(folder.path())
            .arg(folder.path().join("list.xlsx"))
            .output()
            .ok()
    };
    if ["soffice", "libreoffice"]
        .into_iter()
        .find_map(run)
        .is_none()
    {
        println!("skipped: LibreOffice is not installed, the list was not opened");
        return;
    }
    let made = folder.path().join("list-错误.csv");
    let Ok(text) = std::fs::read_to_string(&made) else {
        println!("skipped: LibreOffice did not open the list");
        return;
    };
    assert!(text.starts_with("单位,地区,层级,年度,文件,位置"), "{text}");
    assert!(text.contains("<img src=x onerror=alert(1)>局"), "{text}");
    let errors = all(&rows(&audit, &WORDING).unwrap());
    let errors = errors.iter().filter(|row| row.kind == Kind::Error).count();
    let lines = text.matches("2026-03-31").count();
    assert_eq!(lines, errors, "all rows are shown");
}

/// What one cause keeps from being checked is one thing to do, and the form's own words say where.
#[test]
fn what_one_cause_blocks_is_one_row_with_official_labels() {
    let mut audit = audit(3);
    let report = all(&audit.reports)
        .iter()
        .position(|one| !one.form.is_empty());
    let blocked = |at: &str, reason: &str| BlockedRow {
        report,
        rule: "carried-over-from-last-year".to_owned(),
        at: Some(at.to_owned()),
        reason: reason.to_owned(),
        ..BlockedRow::default()
    };
    audit.blocked = Rows::of([
        blocked("natural_person", "no report of 2022"),
        blocked("legal.commercial", "no report of 2022"),
        blocked("requests/new/total", "another"),
    ])
    .unwrap();
    let rows = all(&rows(&audit, &WORDING).unwrap());
    let own = rows.iter().filter(|row| row.kind == Kind::Blocked);
    let texts: Vec<String> = own.map(|row| row.texts[5].clone()).collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(texts[0].contains("自然人\n商业企业"), "{texts:?}");
    assert!(texts[1].contains("总计"), "{texts:?}");
    assert!(rows.iter().all(|row| !row.texts[11].contains("legal.")));
}
