//! A census of schools in French: rows for pairs of a school and a level, quarters, dates, a section that must
//! speak of something, and last quarter's report; in every format and encoding that such a report comes in.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod sandbox;

use std::fs;
use std::path::Path;

use sandbox::{Ran, Sandbox};

const ABOVE: [&str; 4] = [
    "Recensement trimestriel des écoles",
    "Académie : Montréal-Éclair",
    "Trimestre : 2e trimestre 2024",
    "Montants en €",
];
const TITLES: [&str; 3] = [
    "I. Élèves par école et niveau",
    "II. Écoles",
    "III. Observations",
];
const REMARKS: &str = "Peu d'absences ce trimestre.";

type Rows = Vec<Vec<&'static str>>;

/// Pupils by school and level, with what is said to be there at the end of the first row.
fn pupils(end: &'static str) -> Rows {
    vec![
        vec![
            "École",
            "Niveau",
            "Effectif initial",
            "Arrivées",
            "Départs",
            "Effectif final",
            "Date du comptage",
        ],
        vec!["Jules Ferry", "CP", "120", "5", "3", end, "28/06/2024"],
        vec!["Jules Ferry", "CE1", "98", "2", "4", "96", "28 juin 2024"],
        vec![
            "Évariste Galois",
            "CP",
            "1 040",
            "10",
            "20",
            "1 030",
            "27/06/2024",
        ],
        vec!["Ensemble", "", "1 258", "17", "27", "1 248", ""],
    ]
}

fn schools() -> Rows {
    vec![
        vec!["Nom de l'école", "Élèves", "Budget", "Internat"],
        vec!["Jules Ferry", "218", "12.345,50", "oui"],
        vec!["Évariste Galois", "1 030", "20 000", "non"],
        vec!["Total", "1 248", "32 345,50", ""],
    ]
}

/// Both parts of the keys in one column.
fn in_one_column(rows: Rows) -> Vec<Vec<String>> {
    let row = |row: Vec<&str>| {
        let first = match row[1] {
            "" | "Niveau" => row[0].to_owned(),
            level => format!("{} / {level}", row[0]),
        };
        let rest = row[2..].iter().map(|text| (*text).to_owned());
        std::iter::once(first).chain(rest).collect()
    };
    rows.into_iter().map(row).collect()
}

fn owned(rows: Rows) -> Vec<Vec<String>> {
    let row = |row: Vec<&str>| row.into_iter().map(str::to_owned).collect();
    rows.into_iter().map(row).collect()
}

/// A report, with tables written by `table` and texts between them by `text`.
fn report(
    [pupils, schools]: [&[Vec<String>]; 2],
    table: impl Fn(&[Vec<String>]) -> String,
    text: impl Fn(&str) -> String,
) -> String {
    let above: String = ABOVE.iter().map(|line| text(line)).collect();
    let [one, two, three] = TITLES.map(&text);
    let remarks = text(REMARKS);
    let (pupils, schools) = (table(pupils), table(schools));
    format!("{above}{one}{pupils}{two}{schools}{three}{remarks}")
}

fn markdown(tables: [&[Vec<String>]; 2]) -> String {
    let table = |rows: &[Vec<String>]| {
        let mut lines: Vec<String> = rows
            .iter()
            .map(|row| format!("| {} |\n", row.join(" | ")))
            .collect();
        lines.insert(1, "|---".repeat(rows[0].len()) + "|\n");
        lines.concat() + "\n"
    };
    report(tables, table, |text| format!("{text}\n\n"))
}

fn html(tables: [&[Vec<String>]; 2]) -> String {
    let table = |rows: &[Vec<String>]| {
        let row = |row: &Vec<String>| {
            let cells = row.iter().map(|cell| format!("<td>{cell}</td>"));
            format!("<tr>{}</tr>\n", cells.collect::<String>())
        };
        format!(
            "<table>{}</table>\n",
            rows.iter().map(row).collect::<String>()
        )
    };
    let page = report(tables, table, |text| format!("<p>{text}</p>\n"));
    // The school stands once beside its levels, and the total over both columns.
    let page = page
        .replacen(
            "<td>Jules Ferry</td>",
            "<td rowspan=\"2\">Jules Ferry</td>",
            1,
        )
        .replacen("<tr><td>Jules Ferry</td><td>CE1", "<tr><td>CE1", 1)
        .replacen(
            "<td>Ensemble</td><td></td>",
            "<td colspan=\"2\">Ensemble</td>",
            1,
        );
    format!("<meta charset=\"utf-8\">{page}")
}

fn separated(tables: [&[Vec<String>]; 2]) -> String {
    let table = |rows: &[Vec<String>]| -> String {
        rows.iter().map(|row| row.join(";") + "\r\n").collect()
    };
    report(tables, table, |text| format!("{text}\r\n"))
}

/// Columns laid out with spaces, figures to the right.
fn laid(tables: [&[Vec<String>]; 2]) -> String {
    let table = |rows: &[Vec<String>]| {
        let width = |column: usize| {
            let widths = rows.iter().map(|row| row[column].chars().count());
            widths.max().unwrap_or(0) + 3
        };
        let line = |row: &Vec<String>| {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                let width = width(column);
                match column + 5 < row.len() || column == 0 {
                    true => format!("{cell:<width$}"),
                    false => format!("{cell:>width$}"),
                }
            });
            cells.collect::<String>().trim_end().to_owned() + "\n"
        };
        rows.iter().map(line).collect::<String>() + "\n"
    };
    report(tables, table, |text| format!("{text}\n\n"))
}

/// A text in the old encoding of Western Europe.
fn in_latin(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '€' => 0x80,
        c => u8::try_from(u32::from(c)).unwrap(),
    };
    text.chars().map(byte).collect()
}

/// The pack and some files.
fn sandbox(files: &[(&str, Vec<u8>)]) -> Sandbox {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schools/pack");
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for part in ["", "rules/"] {
        for entry in fs::read_dir(pack.join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap().to_str().unwrap();
                all.push((format!("pack/{part}{name}"), fs::read(&path).unwrap()));
            }
        }
    }
    let own = files
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.clone()));
    all.extend(own);
    Sandbox::of_files(&all)
}

fn check(sandbox: &Sandbox, arguments: &[&str]) -> Ran {
    sandbox.check(&[&["--rules", "pack"], arguments].concat())
}

#[test]
fn pairs_are_read_in_every_format_and_encoding() {
    for (end, status) in [("122", 0), ("212", 1)] {
        let (pairs, single) = (owned(pupils(end)), in_one_column(pupils(end)));
        let others = owned(schools());
        let [pairs, single] = [[&*pairs, &*others], [&*single, &*others]];
        let files = [
            ("r.md", markdown(pairs).into_bytes()),
            ("one-column.md", markdown(single).into_bytes()),
            ("r.html", html(pairs).into_bytes()),
            ("r.csv", separated(pairs).into_bytes()),
            ("latin.csv", in_latin(&separated(pairs))),
            ("laid.txt", laid(pairs).into_bytes()),
            ("latin.txt", in_latin(&laid(pairs))),
        ];
        let sandbox = sandbox(&files);
        for (name, _) in &files {
            let ran = check(&sandbox, &[name]);
            assert_eq!((ran.status, &*ran.stderr), (status, ""), "{name}: {ran:#?}");
            let broken = "error[balance] Jules Ferry / CP : 120 + 5 - 3 ≠ 212";
            assert_eq!(ran.stdout.contains(broken), status == 1, "{name}: {ran:#?}");
            let extracted = sandbox.run(&["--rules", "pack", "extract", name]).stdout;
            let pair = "\"group[Évariste Galois][CP]\": { \"start\": 1040, \"arrived\": 10,";
            for part in [
                pair,
                "\"period\": \"2024-Q2\"",
                "\"Montréal-Éclair\"",
                REMARKS,
            ] {
                assert!(extracted.contains(part), "{name}: {part}\n{extracted}");
            }
            let fixed = sandbox
                .run(&["--rules", "pack", "fix", "--diff", name])
                .stdout;
            assert_eq!(fixed.contains("122"), status == 1, "{name}: {fixed}");
        }
    }
}

#[test]
fn half_a_label_and_what_was_not_found_are_told() {
    let (pairs, others) = (owned(pupils("122")), owned(schools()));
    let whole = laid([&pairs, &others]);
    let halved = whole.replace(
        "Évariste Galois   CP",
        "École primaire\nÉvariste Galois   CP",
    );
    let silent = markdown([&pairs, &others]).replace(REMARKS, "Rien.");
    let none = markdown([&pairs, &others]).replace(TITLES[2], "Signature");
    let sandbox = sandbox(&[
        ("halved.txt", halved.into_bytes()),
        ("silent.md", silent.into_bytes()),
        ("none.md", none.into_bytes()),
    ]);
    let ran = check(&sandbox, &["halved.txt"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("could not be read and was not checked: I. Élèves");
    let ran = check(&sandbox, &["silent.md"]);
    assert!(ran.stdout.contains("warning[remarks-speak]"), "{ran:#?}");
    let ran = check(&sandbox, &["none.md"]);
    let blocked = "blocked[remarks-speak] remarks not checked: the section “III. Observations”";
    assert!(ran.stdout.contains(blocked), "{ran:#?}");
    assert!(ran.stdout.contains("warning[missing-section]"), "{ran:#?}");
}

#[test]
fn what_last_quarter_leaves_unread_blocks() {
    let others = owned(schools());
    let now = markdown([&owned(pupils("122")), &others]);
    let before = |end: &'static str| {
        let mut rows = pupils(end);
        rows[1][5] = end;
        rows[2][5] = "98";
        rows[3][5] = "1 040";
        rows[4][5] = "1 258";
        let text = markdown([&owned(rows), &others]);
        text.replace("2e trimestre", "1er trimestre").into_bytes()
    };
    let sandbox = sandbox(&[
        ("now.md", now.into_bytes()),
        ("same.md", before("120")),
        ("other.md", before("121")),
        ("unread.md", before("?")),
    ]);
    let of = |prior: &str| {
        let ran = check(&sandbox, &["--prior", prior, "now.md"]);
        let own = ran
            .stdout
            .lines()
            .filter(|line| line.contains("[from-last]"));
        own.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of("same.md"), [""; 0]);
    let [found] = &*of("other.md") else { panic!() };
    assert!(found.contains("Jules Ferry / CP : 120 ≠ 121"), "{found}");
    let [blocked] = &*of("unread.md") else {
        panic!()
    };
    assert!(
        blocked
            .contains("Jules Ferry / CP not checked: in the report before no figure could be read"),
        "{blocked}"
    );
}
