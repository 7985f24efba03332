//! A form in a language that is neither Chinese nor English, with its words as data: numbers, months, units
//! and words for nothing, in every format that a table of it may come in.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod sandbox;

use sandbox::Sandbox;

const PACK: [(&str, &str); 5] = [
    (
        "dechets/pack.toml",
        r#"id = "fr-dechets/2024"
title = { fr = "Déclaration annuelle des déchets ménagers" }
language = "fr"
"#,
    ),
    (
        "dechets/words.toml",
        r#"months = ["janvier", "février|févr.", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre|déc."]
nothing = ["néant"]
counters = ["foyers"]

[numbers]
decimal = ","
grouping = [" ", "."]

[money]
"€" = 0
"k€" = 3
"#,
    ),
    (
        "dechets/form.toml",
        r#"[known_by]
titles = ["Déclaration annuelle des déchets"]
organs = ["Commune de {organ}"]
periods = ["Exercice clos le {period}", "Exercice {period}"]
dates = ["{day} {month} {year}", "{day}/{month}/{year}", "{year}"]
units = ["Montants en {unit}"]
labels = 4

[[table]]
id = "tonnages"
title = { fr = "Tonnages collectés" }
furniture = ["Nature"]

[[table.block]]
columns = [
    { id = "before", label = "Exercice précédent", kind = "amount" },
    { id = "now", label = "Exercice", kind = "amount" },
    { id = "cost", label = "Coût", kind = "amount", unit = "€" },
    { id = "last_year_cost", label = "Coût précédent", kind = "amount", unit = "€" },
]
rows = [
    { id = "residual", label = "Ordures ménagères résiduelles" },
    { id = "sorted", label = "Collecte sélective" },
    { id = "glass", label = "Verre" },
    { id = "total", label = "Total" },
]
"#,
    ),
    (
        "dechets/rules/total.toml",
        r#"name = "total"
severity = "error"
authority = "arithmetic"
citation = { fr = "la définition des lignes" }
title = { fr = "Le total est la somme des lignes" }
message = { fr = "{column} : {equation}, écart {difference}" }
why = { fr = "chaque déchet est compté une fois." }
help = { fr = "vérifier la colonne." }

[relation]
each = "column of tonnages"
assert = "tonnages[total] == tonnages[residual] + tonnages[sorted] + tonnages[glass]"

[[example]]
passes = true

[[example]]
passes = false
cells = { "tonnages/glass/now" = "0.5" }
"#,
    ),
    (
        "dechets/rules/cost-of-last-year.toml",
        r#"name = "cost-of-last-year"
severity = "error"
authority = "arithmetic"
citation = { fr = "la définition des colonnes" }
title = { fr = "Le coût précédent est repris" }
message = { fr = "{row} : {equation}" }
why = { fr = "c'est la même année." }
help = { fr = "comparer les deux déclarations." }

[relation]
each = "row of tonnages"
when = "prior.year == year - 1"
assert = "tonnages[last_year_cost] == prior.tonnages[cost]"

[[example]]
passes = true

[[example]]
passes = false
cells = { "tonnages/glass/last_year_cost" = 1 }
prior = { year = 2023, "tonnages/glass/cost" = 2 }
facts = { year = 2024 }
"#,
    ),
];

const HEADS: [&str; 5] = [
    "Nature",
    "Exercice précédent",
    "Exercice",
    "Coût",
    "Coût précédent",
];

/// The rows of 2024, with the total of a column.
fn rows(total: &str) -> Vec<Vec<String>> {
    let rows = [
        [
            "Ordures ménagères résiduelles",
            "10 120,5",
            "9.876,25",
            "1 234,5",
            "1.200",
        ],
        [
            "Collecte sélective",
            "2.345,75",
            "2\u{202f}400,00",
            "200",
            "190,5",
        ],
        ["Verre", "néant", "815,5", "55,25", "0"],
        ["Total", "12 466,25", total, "1 489,75", "1 390,5"],
    ];
    let texts = rows
        .iter()
        .map(|row| row.iter().map(|text| (*text).to_owned()).collect());
    texts.collect()
}

fn above(period: &str, unit: &str) -> [String; 4] {
    [
        "Déclaration annuelle des déchets ménagers".to_owned(),
        "Commune de Saint-Rémy".to_owned(),
        format!("Exercice clos le {period}"),
        format!("Montants en {unit}"),
    ]
}

fn html(above: &[String], rows: &[Vec<String>]) -> String {
    let cells =
        |row: &[String]| -> String { row.iter().map(|cell| format!("<td>{cell}</td>")).collect() };
    let heads: Vec<String> = HEADS.iter().map(|head| (*head).to_owned()).collect();
    let rows = std::iter::once(&heads).chain(rows);
    let rows: String = rows
        .map(|row| format!("<tr>{}</tr>\n", cells(row)))
        .collect();
    let above: String = above
        .iter()
        .map(|text| format!("<p>{text}</p>\n"))
        .collect();
    format!("<meta charset=\"utf-8\">{above}<table>\n{rows}</table>\n")
}

/// The rows as a program writes them that pads columns.
fn aligned(above: &[String], rows: &[Vec<String>]) -> String {
    let heads: Vec<String> = HEADS.iter().map(|head| (*head).to_owned()).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().map(|cell| format!("{cell:<34}"));
        cells.collect::<String>().trim_end().to_owned() + "\n"
    };
    let lines: String = std::iter::once(&heads).chain(rows).map(line).collect();
    format!("{}\n\n{lines}", above.join("\n\n"))
}

fn joined(above: &[String], rows: &[Vec<String>], joint: &str, around: [&str; 2]) -> String {
    let [before, behind] = around;
    let heads: Vec<String> = HEADS.iter().map(|head| (*head).to_owned()).collect();
    let all = std::iter::once(&heads).chain(rows);
    let line = |row: &Vec<String>| format!("{before}{}{behind}\n", row.join(joint));
    let mut lines: Vec<String> = all.map(line).collect();
    if joint.contains('|') {
        lines.insert(1, format!("{}\n", "|---".repeat(HEADS.len()) + "|"));
    }
    format!("{}\n\n{}", above.join("\n\n"), lines.concat())
}

fn sandbox(files: &[(&str, String)]) -> Sandbox {
    let pack = PACK.iter().map(|(name, text)| (*name, text.as_bytes()));
    let files = files.iter().map(|(name, text)| (*name, text.as_bytes()));
    Sandbox::with(&pack.chain(files).collect::<Vec<_>>())
}

fn check(sandbox: &Sandbox, arguments: &[&str]) -> (i32, String) {
    let ran = sandbox.check(&[&["--rules", "dechets"], arguments].concat());
    (ran.status, ran.stdout + &ran.stderr)
}

#[test]
fn numbers_are_read_as_the_language_writes_them_in_every_format() {
    let above = above("31 décembre 2024", "k€");
    for (total, wrong) in [("13 091,75", false), ("13.091,57", true)] {
        let rows = rows(total);
        let files = [
            ("d.html", html(&above, &rows)),
            ("d.md", joined(&above, &rows, " | ", ["| ", " |"])),
            ("d.csv", joined(&above, &rows, ";", ["", ""])),
            ("d.txt", aligned(&above, &rows)),
        ];
        let sandbox = sandbox(&files);
        for (name, _) in &files {
            let (status, shown) = check(&sandbox, &[name]);
            assert_eq!(status, i32::from(wrong), "{name}: {shown}");
            let found = shown.contains("error[total] Exercice : 13091.57 ≠ 9876.25 + 2400 + 815.5");
            assert_eq!(found, wrong, "{name}: {shown}");
            let extracted = sandbox.run(&["--rules", "dechets", "extract", name]).stdout;
            for stderr in [
                "\"period\": \"2024-12-31\"",
                "\"Saint-Rémy\"",
                "\"unit\": \"k€\"",
                "\"now\": 2400",
            ] {
                assert!(extracted.contains(stderr), "{name}: {stderr}\n{extracted}");
            }
        }
    }
}

#[test]
fn what_another_language_writes_is_reported_and_blocks() {
    let mut rows = rows("13 091,75");
    rows[0][2] = "9,876.25".to_owned();
    let sandbox = sandbox(&[("d.html", html(&above("31/12/2024", "€"), &rows))]);
    let (status, shown) = check(&sandbox, &["d.html"]);
    assert_eq!(status, 1, "{shown}");
    assert!(shown.contains("error[text-in-cell]"), "{shown}");
    assert!(shown.contains("blocked[total] now"), "{shown}");
}

#[test]
fn a_row_that_is_there_twice_is_said_to_be() {
    let mut rows = rows("13 091,75");
    let mut again = rows[3].clone();
    again[2] = "999".to_owned();
    rows.push(again);
    let sandbox = sandbox(&[("d.html", html(&above("31/12/2024", "€"), &rows))]);
    let (status, shown) = check(&sandbox, &["d.html"]);
    assert_eq!(status, 2, "{shown}");
    assert!(shown.contains("[differing-copies]"), "{shown}");
    assert!(!shown.contains("text-in-cell"), "{shown}");
}

#[test]
fn a_correction_is_written_in_the_language() {
    let sandbox = sandbox(&[(
        "d.html",
        html(&above("31 décembre 2024", "€"), &rows("13 091,57")),
    )]);
    // What people are told to write is what they may type; programs are given the usual writing.
    for (format, told) in [
        ("full", "13 091,57 → 13091,75"),
        ("csv", ",\"13 091,57\",\"13091,75\","),
        ("html", "<ins>13091,75</ins>"),
        ("json", "\"suggested\":13091.75"),
        ("csv-machine", "=13091.75"),
    ] {
        let ran = sandbox.run(&[
            "--rules",
            "dechets",
            "check",
            "--color=never",
            "--format",
            format,
            "d.html",
        ]);
        assert!(
            ran.stdout.contains(told),
            "{format}: {told}\n{}",
            ran.stdout
        );
    }
    let ran = sandbox.run(&["--rules", "dechets", "fix", "--diff", "d.html"]);
    assert!(ran.stderr.contains("13 091,57 → 13091,75"), "{ran:?}");
    let ran = sandbox.run(&["--rules", "dechets", "fix", "--write", "--unsafe", "d.html"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let fixed = std::fs::read_to_string(sandbox.path().join("d.html")).unwrap();
    assert!(fixed.contains("<td>13091,75</td>"), "{fixed}");
}

#[test]
fn last_year_may_be_in_another_unit() {
    let now = html(&above("31 déc. 2024", "€"), &rows("13 091,75"));
    let costs = |glass: &str| {
        let mut rows = rows("13 091,75");
        for (row, cost) in rows.iter_mut().zip(["1,2", "0,1905", glass, "1,3905"]) {
            row[3] = cost.to_owned();
        }
        html(&above("31 décembre 2023", "k€"), &rows)
    };
    let sandbox = sandbox(&[
        ("now.html", now),
        ("same.html", costs("0")),
        ("other.html", costs("0,7")),
    ]);
    let (status, shown) = check(&sandbox, &["now.html", "--prior", "same.html"]);
    assert_eq!(status, 0, "{shown}");
    assert!(
        shown.contains(
            "info[converted-unit] this report is in “€”, the one it is compared with in “k€”"
        ),
        "{shown}"
    );
    let (status, shown) = check(&sandbox, &["now.html", "--prior", "other.html"]);
    assert_eq!(status, 1, "{shown}");
    assert!(
        shown.contains("error[cost-of-last-year] Verre : 0 ≠ 700"),
        "{shown}"
    );
}

#[test]
fn words_that_cannot_be_are_shown_where_they_stand() {
    for (file, from, to, stderr) in [
        (
            "dechets/words.toml",
            "decimal = \",\"",
            "decimal = \"comma\"",
            "one sign is expected",
        ),
        (
            "dechets/words.toml",
            "\"janvier\", ",
            "",
            "there are twelve months, and 11 names",
        ),
        (
            "dechets/words.toml",
            "\"k€\" = 3",
            "\"k€\" = 40",
            "from 0 to 12",
        ),
        (
            "dechets/words.toml",
            "nothing = ",
            "nought = ",
            "no key is called",
        ),
        (
            "dechets/pack.toml",
            "\"fr\"\n",
            "\"fr\"\nwords = \"mots.toml\"\n",
            "no file `mots.toml`",
        ),
        (
            "dechets/form.toml",
            "[known_by]",
            "[values]\n[unknown]",
            "no key is called",
        ),
    ] {
        let files: Vec<(&str, String)> = PACK
            .iter()
            .filter(|(name, _)| *name == file)
            .map(|(name, text)| (*name, text.replace(from, to)))
            .collect();
        let sandbox = sandbox(&files);
        let ran = sandbox.run(&["pack", "check", "dechets"]);
        assert_ne!(ran.status, 0, "{file} {to}: {ran:?}");
        let all = ran.stdout + &ran.stderr;
        assert!(all.contains(stderr), "{file} {to}: {stderr}\n{all}");
    }
    let sandbox = sandbox(&[]);
    std::fs::remove_file(sandbox.path().join("dechets/words.toml")).unwrap();
    let ran = sandbox.run(&["pack", "check", "dechets"]);
    assert!((ran.stdout + &ran.stderr).contains("no words are known of `fr`"));
}
