//! A table with a row for each component in every format that it may come in: `tests/components` holds one
//! as LibreOffice writes it, with a figure that is one too many in `Bureau 03`.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use gouji_check::Outcome;
use gouji_lint::Linter;
use gouji_model::Report;
use gouji_pack::Packs;

const ABOVE: [&str; 4] = [
    "Department of Samples",
    "Freedom of Information Act Annual Report",
    "Fiscal Year 2023",
    "V.A. Received, Processed and Pending FOIA Requests",
];

const HEADS: [&str; 5] = [
    "Component",
    "Number of Requests Pending as of Start of Fiscal Year",
    "Number of Requests Received in Fiscal Year",
    "Number of Requests Processed in Fiscal Year",
    "Number of Requests Pending as of End of Fiscal Year",
];

/// Where the agency's own row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Total {
    First,
    Last,
    Absent,
}

/// The rows of so many components, one of which may have a figure that is one too many.
fn rows(count: i64, wrong: Option<i64>, total: Total) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut sums = [0; 4];
    for number in 0..count {
        let (start, received, processed) = (number % 7, 10 + number, 9 + number);
        let mut figures = [start, received, processed, start + received - processed];
        sums.iter_mut()
            .zip(figures)
            .for_each(|(sum, figure)| *sum += figure);
        figures[3] += i64::from(wrong == Some(number));
        rows.push((format!("Bureau {number:02}"), figures));
    }
    let overall = ("AGENCY OVERALL".to_owned(), sums);
    match total {
        Total::First => rows.insert(0, overall),
        Total::Last => rows.push(overall),
        Total::Absent => {}
    }
    let texts = |(name, figures): (String, [i64; 4])| {
        let figures = figures.map(|figure| figure.to_string());
        std::iter::once(name).chain(figures).collect()
    };
    rows.into_iter().map(texts).collect()
}

fn html(rows: &[Vec<String>]) -> String {
    let cells =
        |row: &[String]| -> String { row.iter().map(|cell| format!("<td>{cell}</td>")).collect() };
    let heads: Vec<String> = HEADS.map(str::to_owned).to_vec();
    let lines = std::iter::once(&heads).chain(rows);
    let lines: String = lines
        .map(|row| format!("<tr>{}</tr>", cells(row)))
        .collect();
    let above: String = ABOVE.iter().map(|text| format!("<p>{text}</p>")).collect();
    format!("<body>{above}<table>{lines}</table>")
}

fn markdown(rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let body: String = rows.iter().map(|row| line(row)).collect();
    let head = line(&HEADS.map(str::to_owned));
    format!(
        "{}\n\n{head}{}\n{body}",
        ABOVE.join("\n\n"),
        "|---".repeat(HEADS.len()) + "|"
    )
}

fn csv(rows: &[Vec<String>]) -> String {
    let body: String = rows.iter().map(|row| row.join(",") + "\n").collect();
    format!("{}\n{}\n{body}", ABOVE.join("\n"), HEADS.join(","))
}

fn check(linter: &Linter, bytes: &[u8], name: &str) -> (Report, Outcome) {
    let opened = linter
        .open(bytes)
        .unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let [report] = opened.reports.as_slice() else {
        panic!("{name}: {}", opened.reports.len());
    };
    let outcome = linter.check(report, None).unwrap();
    (report.clone(), outcome)
}

/// What was found, but for the remark that the document holds one table only.
fn found(outcome: &Outcome) -> Vec<(&str, &str)> {
    let findings = outcome
        .findings
        .iter()
        .filter(|one| one.rule != "part-of-report");
    findings
        .map(|one| (one.rule.as_str(), one.at.as_deref().unwrap_or_default()))
        .collect()
}

fn linter() -> Linter {
    Linter::new(&Packs::built_in().unwrap())
}

#[test]
fn every_format_has_the_same_findings() {
    let linter = linter();
    let rows = rows(12, Some(3), Total::Last);
    let texts = [
        ("html", html(&rows)),
        ("md", markdown(&rows)),
        ("csv", csv(&rows)),
    ];
    let mut files: Vec<(&str, &[u8])> = vec![
        ("docx", include_bytes!("components/components.docx")),
        ("xlsx", include_bytes!("components/components.xlsx")),
        ("ods", include_bytes!("components/components.ods")),
        ("pdf", include_bytes!("components/components.pdf")),
    ];
    files.extend(texts.iter().map(|(name, text)| (*name, text.as_bytes())));
    for (name, bytes) in files {
        let (report, outcome) = check(&linter, bytes, name);
        assert_eq!(report.year, Some(2023), "{name}");
        assert_eq!(
            found(&outcome),
            [
                ("agency-overall", "requests/pending_end"),
                ("pending-balance", "requests/Bureau 03")
            ],
            "{name}"
        );
        assert_eq!(outcome.blocked, [], "{name}");
        let suspect = &outcome.findings[1].suspects[0];
        let form = report.concrete.as_ref().unwrap();
        assert_eq!(
            form.address(suspect.cell.cell),
            "requests/component[Bureau 03]/pending_end",
            "{name}"
        );
    }
}

#[test]
fn the_total_may_stand_anywhere_or_nowhere() {
    let linter = linter();
    for total in [Total::First, Total::Last, Total::Absent] {
        for wrong in [None, Some(5)] {
            let rows = rows(9, wrong, total);
            for (name, text) in [
                ("html", html(&rows)),
                ("md", markdown(&rows)),
                ("csv", csv(&rows)),
            ] {
                let (_, outcome) = check(&linter, text.as_bytes(), name);
                let mut expected = Vec::new();
                if wrong.is_some() {
                    expected.push(("pending-balance", "requests/Bureau 05"));
                }
                if wrong.is_some() && total != Total::Absent {
                    expected.insert(0, ("agency-overall", "requests/pending_end"));
                }
                let rules = found(&outcome);
                let relations = rules.iter().filter(|(rule, _)| *rule != "missing-row");
                assert_eq!(relations.copied().collect::<Vec<_>>(), expected, "{name}");
            }
        }
    }
}

#[test]
fn three_hundred_components_are_as_many_rows() {
    let linter = linter();
    let rows = rows(300, Some(123), Total::Last);
    for (name, text) in [
        ("html", html(&rows)),
        ("md", markdown(&rows)),
        ("csv", csv(&rows)),
    ] {
        let (report, outcome) = check(&linter, text.as_bytes(), name);
        let cells = report.cells.iter().flatten().count();
        assert_eq!(cells, 301 * 4, "{name}");
        assert_eq!(
            found(&outcome),
            [
                ("agency-overall", "requests/pending_end"),
                ("pending-balance", "requests/Bureau 123")
            ],
            "{name}"
        );
    }
}

#[test]
fn a_part_of_a_report_is_reported_in_one_remark() {
    let linter = linter();
    let page = html(&rows(5, None, Total::Last));
    let (report, outcome) = check(&linter, page.as_bytes(), "html");
    let [remark] = outcome.findings.as_slice() else {
        panic!("{:?}", outcome.findings);
    };
    assert_eq!(remark.rule, "part-of-report");
    assert!(
        remark
            .message
            .en
            .contains("V.A. Received, Processed and Pending FOIA Requests; only that was checked")
    );
    assert_eq!(outcome.blocked, []);
    assert_eq!(report.lost_tables, []);
    let canonical = gouji_canonical::write(report.concrete.as_ref().unwrap(), &report, None);
    let (_, again) = check(&linter, canonical.as_bytes(), "json");
    let identities = |outcome: &Outcome| {
        outcome
            .findings
            .iter()
            .map(|one| one.identity)
            .collect::<Vec<_>>()
    };
    assert_eq!(identities(&again), identities(&outcome));
    // Whatever may be another table of the form keeps the others from being absent: they are missing.
    let other = "<table><tr><td>Sims</td><td>12</td><td>13</td></tr></table>";
    let heading = "<p>VI.A. Received, Processed and Pending Administrative Appeals</p>";
    for more in [other, heading] {
        let (report, outcome) = check(&linter, format!("{page}{more}").as_bytes(), more);
        assert!(
            found(&outcome)
                .iter()
                .all(|(rule, _)| ["missing-table", "unnamed-report"].contains(rule)),
            "{more}"
        );
        assert!(report.lost_tables.len() > 20, "{more}");
        assert!(!outcome.blocked.is_empty(), "{more}");
    }
}
