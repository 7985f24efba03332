//! Tables with a row for each component, read from web pages and the like, in a form that leaves those
//! rows open.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use gouji_check::Outcome;
use gouji_lint::Linter;
use gouji_model::{ObservationKind, Report, Value};
use gouji_pack::Packs;

fn linter() -> Linter {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gouji-check/tests/agency");
    Linter::new(&Packs::load(&[folder]).unwrap())
}

/// A table of HTML: headings, and rows.
fn table(heads: &[&str], rows: &[&[&str]]) -> String {
    let cells = |tag: &str, cells: &[&str]| -> String {
        let each = cells.iter().map(|cell| format!("<{tag}>{cell}</{tag}>"));
        format!("<tr>{}</tr>", each.collect::<String>())
    };
    let rows: String = rows.iter().map(|row| cells("td", row)).collect();
    format!("<table>{}{rows}</table>", cells("th", heads))
}

const REQUESTS: [&str; 5] = [
    "Component",
    "Pending at start",
    "Received",
    "Processed",
    "Pending at end",
];

fn page(rows: &[&[&str]]) -> String {
    let table = table(&REQUESTS, rows);
    format!("<html><body><h2>V. Requests</h2>{table}</body></html>")
}

fn open(linter: &Linter, text: &str) -> Report {
    let opened = linter.open(text.as_bytes()).unwrap();
    assert_eq!(opened.reports.len(), 1);
    opened.reports[0].clone()
}

fn value(report: &Report, address: &str) -> Option<String> {
    let form = report.concrete.as_ref().unwrap();
    let cell = report.cell(form.cell(address)?)?;
    Some(cell.text().into_owned())
}

fn noted(outcome: &Outcome, rule: &str) -> Vec<String> {
    let own = outcome.findings.iter().filter(|one| one.rule == rule);
    own.map(|one| one.at.clone().unwrap_or_default()).collect()
}

#[test]
fn every_component_has_a_row() {
    let linter = linter();
    let report = open(
        &linter,
        &page(&[
            &["OIP", "10", "100", "90", "20"],
            &["OSD/JS", "1", "7", "8", "3"],
            &["AGENCY OVERALL", "11", "107", "98", "20"],
        ]),
    );
    assert_eq!(
        value(&report, "requests/component[OIP]/received").as_deref(),
        Some("100")
    );
    assert_eq!(
        value(&report, "requests/component[OSD/JS]/end").as_deref(),
        Some("3")
    );
    assert_eq!(
        value(&report, "requests/overall/processed").as_deref(),
        Some("98")
    );
    let outcome = linter.check(&report, None).unwrap();
    assert_eq!(noted(&outcome, "pending-balance"), ["requests/OSD/JS"]);
    assert_eq!(noted(&outcome, "sum-of-components"), [""; 0]);
    let blocked: Vec<&str> = outcome.blocked.iter().map(|one| &*one.rule).collect();
    assert!(blocked.contains(&"processed-disposed"), "{blocked:?}");
}

#[test]
fn the_wrong_figure_of_a_component_is_named() {
    let linter = linter();
    let report = open(
        &linter,
        &page(&[
            &["OIP", "10", "100", "90", "20"],
            &["CRT", "1", "17", "8", "0"],
            &["AGENCY OVERALL", "11", "107", "98", "20"],
        ]),
    );
    let outcome = linter.check(&report, None).unwrap();
    assert_eq!(noted(&outcome, "pending-balance"), ["requests/CRT"]);
    assert_eq!(noted(&outcome, "sum-of-components"), ["requests/received"]);
    let form = report.concrete.as_ref().unwrap();
    let suspects: Vec<&str> = outcome.findings[0]
        .suspects
        .iter()
        .map(|suspect| form.address_of(suspect.cell.cell))
        .collect();
    assert_eq!(
        suspects.first(),
        Some(&"requests/component[CRT]/received"),
        "{suspects:?}"
    );
}

#[test]
fn a_component_twice_is_reported_and_blocks() {
    let linter = linter();
    let report = open(
        &linter,
        &page(&[
            &["OIP", "10", "100", "90", "20"],
            &["OIP", "10", "100", "91", "20"],
            &["AGENCY OVERALL", "10", "100", "90", "20"],
        ]),
    );
    let kinds: Vec<ObservationKind> = report.observations.iter().map(|seen| seen.kind).collect();
    assert!(
        kinds.contains(&ObservationKind::DifferingCopies),
        "{kinds:?}"
    );
    let outcome = linter.check(&report, None).unwrap();
    assert_eq!(noted(&outcome, "pending-balance"), [""; 0]);
    let at = |rule: &str| -> Vec<_> {
        let own = outcome.blocked.iter().filter(|one| one.rule == rule);
        own.filter_map(|one| one.at.as_deref()).collect()
    };
    assert!(at("pending-balance").contains(&"requests/OIP"));
    assert!(at("sum-of-components").contains(&"requests/processed"));
}

#[test]
fn figures_without_a_key_make_the_sums_uncertain() {
    let linter = linter();
    let report = open(
        &linter,
        &page(&[
            &["OIP", "10", "100", "90", "20"],
            &["", "0", "1", "1", "0"],
            &["AGENCY OVERALL", "10", "101", "91", "20"],
        ]),
    );
    let outcome = linter.check(&report, None).unwrap();
    assert_eq!(noted(&outcome, "sum-of-components"), [""; 0]);
    let blocked = outcome
        .blocked
        .iter()
        .filter(|one| one.rule == "sum-of-components");
    assert!(blocked.count() >= 2);
}

#[test]
fn headings_tell_tables_with_the_same_columns_apart() {
    let linter = linter();
    let times = ["Component", "Median", "Lowest", "Highest"];
    let costs = ["Component", "Cost", "Fees", "Percentage of cost"];
    let text = format!(
        "<p>V. Requests</p>{}<h3>Days taken</h3>{}<h3>Costs and fees</h3>{}",
        table(
            &REQUESTS,
            &[
                &["OIP", "0", "1", "1", "0"],
                &["AGENCY OVERALL", "0", "1", "1", "0"]
            ]
        ),
        table(
            &times,
            &[
                &["OIP", "3", "&lt;1", "N/A"],
                &["AGENCY OVERALL", "3", "<1", "7.5"]
            ]
        ),
        table(
            &costs,
            &[
                &["OIP", "1,000.50", "10", "1.00%"],
                &["Agency Overall", "3", "1", "33.33%"]
            ]
        ),
    );
    let report = open(&linter, &text);
    let form = report.concrete.clone().unwrap();
    let read = |address| report.cell(form.cell(address).unwrap()).unwrap().value;
    assert!(matches!(
        read("times/component[OIP]/lowest"),
        Value::LessThan(_)
    ));
    assert_eq!(read("times/component[OIP]/highest"), Value::NotApplicable);
    assert_eq!(
        value(&report, "costs/component[OIP]/percent").as_deref(),
        Some("1.00%")
    );
    let outcome = linter.check(&report, None).unwrap();
    assert_eq!(noted(&outcome, "fee-percentage"), [""; 0]);
    assert_eq!(noted(&outcome, "median-between"), [""; 0]);
}

#[test]
fn canonical_json_gives_the_same() {
    let linter = linter();
    let text = page(&[
        &["OIP", "10", "100", "90", "20"],
        &["OSD/JS", "1", "7", "8", "3"],
        &["AGENCY OVERALL", "11", "107", "98", "20"],
    ]);
    let report = open(&linter, &text);
    let form = report.concrete.clone().unwrap();
    let json = gouji_canonical::write(&form, &report, None);
    assert!(json.contains("\"component[OSD/JS]\": {"), "{json}");
    let again = open(&linter, &json);
    let (one, other) = (linter.check(&report, None), linter.check(&again, None));
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(
        noted(&one, "pending-balance"),
        noted(&other, "pending-balance")
    );
    assert_eq!(one.blocked, other.blocked);
    let off: Vec<_> = again
        .observations
        .iter()
        .filter(|seen| seen.kind == ObservationKind::OffSchema)
        .collect();
    assert_eq!(off, Vec::<&gouji_model::Observation>::new());
}

#[test]
fn markdown_has_open_rows_too() {
    let linter = linter();
    let text = "# V. Requests\n\n| Component | Pending at start | Received | Processed | Pending at end |\n|---|---|---|---|---|\n| OIP | 10 | 100 | 90 | 20 |\n| AGENCY OVERALL | 10 | 100 | 90 | 21 |\n";
    let report = open(&linter, text);
    let outcome = linter.check(&report, None).unwrap();
    assert_eq!(noted(&outcome, "pending-balance"), ["requests/overall"]);
}

#[test]
fn title_organ_and_year_are_those_the_form_names() {
    let linter = linter();
    let rows: [&[&str]; 2] = [
        &["OIP", "10", "100", "90", "20"],
        &["AGENCY OVERALL", "10", "100", "90", "20"],
    ];
    let text = format!(
        "<h1>Report on Requests</h1><p>Agency: Department of Samples</p><p>Fiscal Year 2023</p>{}",
        page(&rows)
    );
    let report = open(&linter, &text);
    assert_eq!(report.title.as_deref(), Some("Report on Requests"));
    assert_eq!(
        report.organization.as_deref(),
        Some("Department of Samples")
    );
    assert_eq!(report.year, Some(2023));
}

#[test]
fn a_table_of_one_row_and_few_labels_is_a_report() {
    let linter = linter();
    let text = page(&[&["AGENCY OVERALL", "10", "100", "90", "21"]]);
    let outcome = linter.check(&open(&linter, &text), None).unwrap();
    assert_eq!(noted(&outcome, "pending-balance"), ["requests/overall"]);
}

#[test]
fn a_row_of_the_form_that_is_not_there_is_reported() {
    let linter = linter();
    let report = open(&linter, &page(&[&["OIP", "10", "100", "90", "20"]]));
    let outcome = linter.check(&report, None).unwrap();
    assert_eq!(noted(&outcome, "missing-row"), ["overall"]);
    assert_eq!(noted(&outcome, "sum-of-components"), [""; 0]);
}

#[test]
fn a_relation_of_a_column_that_is_not_there_is_blocked() {
    let linter = linter();
    let heads = [
        "Component",
        "Pending at start",
        "Received",
        "Pending at end",
    ];
    let rows: [&[&str]; 2] = [
        &["OIP", "10", "100", "20"],
        &["AGENCY OVERALL", "10", "100", "20"],
    ];
    let report = open(&linter, &table(&heads, &rows));
    let outcome = linter.check(&report, None).unwrap();
    assert_eq!(noted(&outcome, "missing-column"), ["Processed"]);
    let blocked = |rule: &str| -> Vec<&str> {
        let own = outcome.blocked.iter().filter(|one| one.rule == rule);
        own.filter_map(|one| one.at.as_deref()).collect()
    };
    assert!(blocked("sum-of-components").contains(&"requests/processed"));
}

#[test]
fn a_sum_that_lacks_the_figure_of_an_unknown_column_is_blocked() {
    let linter = linter();
    let mut heads = REQUESTS.to_vec();
    heads.push("Closed in other ways");
    for (other, found) in [("3", vec![]), ("4", vec!["requests/OIP"])] {
        let rows: [&[&str]; 2] = [
            &["OIP", "10", "100", "90", "23", other],
            &["AGENCY OVERALL", "10", "100", "90", "20", "0"],
        ];
        let report = open(&linter, &table(&heads, &rows));
        let outcome = linter.check(&report, None).unwrap();
        assert_eq!(noted(&outcome, "unknown-column"), [heads[5]]);
        assert_eq!(noted(&outcome, "pending-balance"), found, "{other}");
        let mut blocked = outcome.blocked.iter();
        assert_eq!(
            blocked
                .any(|one| one.at.as_deref() == Some("requests/OIP")
                    && one.rule == "pending-balance"),
            found.is_empty()
        );
    }
}

/// A table of one column beside one with open rows: what it prints above its labels makes its first line one
/// of headings.
#[test]
fn a_table_of_one_column_is_known_by_what_stands_above_its_labels() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("one-column");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("pack.toml"),
        "id = \"one/1\"\ntitle = { en = \"Costs\" }\n",
    )
    .unwrap();
    std::fs::write(
        folder.join("form.toml"),
        r#"[[table]]
id = "appeals"
title = { en = "Appeals" }

[[table.block]]
open_rows = { id = "office", label = "Office" }
columns = [
    { id = "received", label = "Received" },
    { id = "granted", label = "Granted" },
]
rows = [{ id = "total", label = "Total" }]

[[table]]
id = "costs"
title = { en = "Costs" }
furniture = ["Item"]

[[table.block]]
columns = [{ id = "amount", label = "Amount", kind = "amount" }]
rows = [
    { id = "staff", label = "Staff" },
    { id = "total", label = "Total costs" },
]
"#,
    )
    .unwrap();
    let linter = Linter::new(&Packs::load(&[folder]).unwrap().of_domain("one"));
    let appeals = table(
        &["Office", "Received", "Granted"],
        &[&["North", "3", "1"], &["Total", "3", "1"]],
    );
    let costs = table(
        &["Item", "Amount"],
        &[&["Staff", "12.50"], &["Total costs", "12.50"]],
    );
    let report = open(&linter, &format!("<html><body>{appeals}{costs}"));
    assert_eq!(
        value(&report, "costs/total/amount").as_deref(),
        Some("12.50")
    );
    assert_eq!(
        value(&report, "appeals/office[North]/granted").as_deref(),
        Some("1")
    );
}

/// A table of the printed annual FOIA report under its heading: rows of cells, each with how many columns and rows
/// it spans.
fn printed(heading: &str, rows: &[Vec<(String, usize, usize)>]) -> String {
    let row = |row: &Vec<(String, usize, usize)>| {
        let cells = row.iter().map(|(text, columns, rows)| {
            format!("<td colspan=\"{columns}\" rowspan=\"{rows}\">{text}</td>")
        });
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<h3>{heading}</h3><table>{rows}</table>")
}

fn cells(texts: &[&str]) -> Vec<(String, usize, usize)> {
    let texts = texts.iter();
    texts.map(|text| ((*text).to_owned(), 1, 1)).collect()
}

#[test]
fn labels_over_two_lines_and_beside_the_rows_are_read() {
    let over = |text: &str| (text.to_owned(), 4, 1);
    let measures = ["Median", "Average", "Lowest", "Highest"];
    let measures = measures.map(|measure| format!("{measure} Number of Days"));
    let measures: Vec<&str> = measures.iter().map(String::as_str).collect();
    let times = printed(
        "VII.A. Processed Requests: Response Time for All Processed Perfected Requests",
        &[
            vec![
                ("Agency / Component".to_owned(), 1, 2),
                over("SIMPLE"),
                over("COMPLEX"),
                over("EXPEDITED PROCESSING"),
            ],
            cells(&measures.repeat(3)),
            cells(&[
                "OIP", "12", "15", "1", "40", "30", "35.5", "200", "100", "2", "2", "2", "2",
            ]),
            cells(&[
                "AGENCY OVERALL",
                "10",
                "13",
                "1",
                "40",
                "31",
                "34",
                "20",
                "100",
                "2",
                "2",
                "2",
                "2",
            ]),
        ],
    );
    let ends = ["st", "nd", "rd", "th"];
    let ordinal = |number: usize| format!("{number}{}", ends[number.min(4) - 1]);
    let mut heads = vec!["Agency / Component".to_owned(), String::new()];
    heads.push("10th Oldest Request".to_owned());
    heads.extend((2..10).rev().map(ordinal));
    heads.push("Oldest Request".to_owned());
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let dates: Vec<String> = (0..10)
        .map(|at| format!("2023-09-{:02}", 29 - 2 * at))
        .collect();
    let mut days: Vec<String> = (0..10).map(|at| (1 + 2 * at).to_string()).collect();
    days[9] = "2".to_owned();
    let beside = |text: &str, values: &[String]| {
        let values = values.iter().map(String::as_str);
        cells(&std::iter::once(text).chain(values).collect::<Vec<_>>())
    };
    let mut first = vec![("OIP".to_owned(), 1, 2)];
    first.extend(beside("Date of Receipt", &dates));
    let oldest = printed(
        "VII.E. Pending Requests: Ten Oldest Pending Perfected Requests",
        &[
            cells(&heads),
            first,
            beside("Number of Days Pending", &days),
        ],
    );
    let linter = Linter::new(&Packs::built_in().unwrap());
    let title = "<h1>Department of Examples Annual FOIA Report Fiscal Year 2023</h1>";
    let report = open(
        &linter,
        &format!("<meta charset=\"utf-8\">{title}{times}{oldest}"),
    );
    for (address, text) in [
        ("times/component[OIP]/complex.lowest", "200"),
        ("times/overall/expedited.highest", "2"),
        ("oldest_requests/component[OIP]/date.10", "2023-09-29"),
        ("oldest_requests/component[OIP]/date.1", "2023-09-11"),
        ("oldest_requests/component[OIP]/days.1", "2"),
    ] {
        assert_eq!(value(&report, address).as_deref(), Some(text), "{address}");
    }
    let outcome = linter.check(&report, None).unwrap();
    for rule in ["complex-times-range", "oldest-by-days"] {
        assert_eq!(noted(&outcome, rule).len(), 1, "{rule}");
    }
}
