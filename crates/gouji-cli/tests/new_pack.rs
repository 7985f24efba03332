//! `gouji pack new`: a pack made of a blank form, or to begin with.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod sandbox;

use sandbox::Sandbox;

const STATEMENT: &[u8] = include_bytes!("../../gouji-lint/tests/statements/balance.xlsx");

fn form(sandbox: &Sandbox) -> String {
    std::fs::read_to_string(sandbox.path().join("new/form.toml")).unwrap()
}

#[test]
fn tables_side_by_side_are_tables_of_their_own() {
    let sandbox = Sandbox::with(&[("blank.xlsx", STATEMENT)]);
    let ran = sandbox.run(&[
        "pack",
        "new",
        "new",
        "--id",
        "mine/2024",
        "--from",
        "blank.xlsx",
    ]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.contains("tables: 2"), "{ran:?}");
    let form = form(&sandbox);
    for line in [
        "titles = [\"资产负债表\"]",
        "skip = [\"行次\"]",
        "    { id = \"r1\", label = \"流动资产：\", group = true },",
        "    { id = \"c1\", label = \"期末余额\" },",
        "title = { zh = \"负债和所有者权益\" }",
    ] {
        assert!(form.contains(line), "{line}\n{form}");
    }
    let checked = sandbox.run(&["pack", "check", "new"]);
    assert_eq!(checked.status, 0, "{checked:?}");
    // What the blank form was made of is a report of it.
    let read = sandbox.run(&["--rules", "new", "extract", "blank.xlsx"]);
    assert_eq!(read.status, 0, "{read:?}");
}

#[test]
fn what_is_there_is_not_written_over() {
    let sandbox = Sandbox::with(&[("new/form.toml", b"mine"), ("text.md", b"no table\n")]);
    let ran = sandbox.run(&["pack", "new", "new"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert_eq!(form(&sandbox), "mine");
    let ran = sandbox.run(&["pack", "new", "other", "--from", "text.md"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("no table with labels"), "{ran:?}");
    let ran = sandbox.run(&["pack", "new", "my-form"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let pack = std::fs::read_to_string(sandbox.path().join("my-form/pack.toml")).unwrap();
    assert!(pack.contains("id = \"my-form/1\""), "{pack}");
    let checked = sandbox.run(&["pack", "check", "my-form"]);
    assert_eq!(checked.status, 0, "{checked:?}");
}

/// A form of a Swiss town in French, with a period and amounts.
const FRENCH: &str = "# Comptes annuels de la commune

Commune : ____

Exercice : ____

## Dépenses

| Nature de la dépense | Voté | Réalisé |
|---|---|---|
| Frais de personnel | | |
| Écoles et crèches | | |
| Total des dépenses | | |
";

#[test]
fn a_form_in_another_language_brings_its_words() {
    let sandbox = Sandbox::with(&[("blank.md", FRENCH.as_bytes())]);
    let new = ["pack", "new", "new", "--from", "blank.md"];
    let ran = sandbox.run(&[&new[..], &["--language", "fr"]].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.contains("new/words.toml"), "{ran:?}");
    let text = |name: &str| std::fs::read_to_string(sandbox.path().join(name)).unwrap();
    assert!(text("new/pack.toml").contains("language = \"fr\""));
    assert!(text("new/words.toml").contains("decimal = \",\""));
    let form = form(&sandbox);
    for line in [
        "id = \"depenses\"",
        "title = { fr = \"Dépenses\" }",
        "    { id = \"realise\", label = \"Réalisé\" },",
        "    { id = \"ecoles_et_creches\", label = \"Écoles et crèches\" },",
    ] {
        assert!(form.contains(line), "{line}\n{form}");
    }
    let checked = sandbox.run(&["pack", "check", "new"]);
    assert_eq!(checked.status, 0, "{checked:?}");
    let filled = FRENCH
        .replace("personnel | | |", "personnel | 1 200 | 1.150 |")
        .replace("crèches | | |", "crèches | 300 | 310 |")
        .replace("dépenses | | |", "dépenses | 1 500 | 1 460 |");
    std::fs::write(sandbox.path().join("filled.md"), filled).unwrap();
    let read = sandbox.run(&["--rules", "new", "extract", "filled.md"]);
    assert!(read.stdout.contains("\"realise\": 1150"), "{read:?}");
    // Without rules of its own there is no relation to check, which is no pass.
    let checked = sandbox.check(&["--rules", "new", "filled.md"]);
    assert_eq!(checked.status, 2, "{checked:?}");
    let said = "no rule asks for a relation between its figures";
    assert!((checked.stdout + &checked.stderr).contains(said));
}

#[test]
fn scripts_tell_the_language_and_labels_of_all_of_them_give_ids() {
    for (title, rows, tag, id) in [
        (
            "Годовой отчёт",
            ["Доходы", "Расходы"],
            "und-Cyrl",
            "dokhody",
        ),
        ("Ετήσια έκθεση", ["Έσοδα", "Έξοδα"], "el", "esoda"),
        ("التقرير السنوي", ["الإيرادات", "المصروفات"], "und-Arab", ""),
        ("รายงานประจำปี", ["รายรับ", "รายจ่าย"], "th", ""),
        ("年次決算の報告", ["歳入", "歳出"], "ja", "r1"),
    ] {
        let blank = format!(
            "# {title}\n\n| X | {title} 1 | {title} 2 |\n|---|---|---|\n| {} | | |\n| {} | | |\n",
            rows[0], rows[1]
        );
        let sandbox = Sandbox::with(&[("blank.md", blank.as_bytes())]);
        let ran = sandbox.run(&["pack", "new", "new", "--from", "blank.md"]);
        assert_eq!(ran.status, 0, "{title}: {ran:?}");
        let form = form(&sandbox);
        assert!(
            form.contains(&format!("title = {{ {tag} = ")),
            "{tag}\n{form}"
        );
        assert!(form.contains(&format!("{{ id = \"{id}")), "{id}\n{form}");
        let checked = sandbox.run(&["pack", "check", "new"]);
        assert_eq!(checked.status, 0, "{title}: {checked:?}");
    }
    let sandbox = Sandbox::with(&[]);
    let ran = sandbox.run(&["pack", "new", "new", "--language", "français"]);
    assert_eq!(ran.status, 2, "{ran:?}");
}

/// A form with headings over several columns, and a table of whatever a report has.
const GERMAN: &str = "<meta charset=\"utf-8\"><h1>Jahresmeldung zur Heimstatistik</h1>
<p>Einrichtung: ____</p><p>Berichtsjahr: ____</p>
<h2>Bewohnerinnen und Bewohner</h2><table>
<tr><th rowspan=\"2\">Pflegegrad</th><th colspan=\"3\">Bestand und Bewegung</th><th rowspan=\"2\">Bestand am 31.12.</th></tr>
<tr><th>Bestand am 1.1.</th><th>Aufnahmen</th><th>Abgänge</th></tr>
<tr><td>Pflegegrad 1</td><td></td><td></td><td></td><td></td></tr>
<tr><td>Pflegegrad 2</td><td></td><td></td><td></td><td></td></tr>
</table>";

const OPEN: &str = "<h2>Personal</h2><table>
<tr><th>Wohnbereich</th><th>Vollzeit</th><th>Teilzeit</th></tr>
<tr><td></td><td></td><td></td></tr>
<tr><td>Insgesamt</td><td></td><td></td></tr>
</table>";

#[test]
fn headings_over_several_columns_are_groups_and_blank_rows_are_open() {
    for (blank, is_open) in [(GERMAN.to_owned(), false), ([GERMAN, OPEN].concat(), true)] {
        let sandbox = Sandbox::with(&[("blank.html", blank.as_bytes())]);
        let new = [
            "pack",
            "new",
            "new",
            "--language",
            "de",
            "--from",
            "blank.html",
        ];
        let ran = sandbox.run(&new);
        assert_eq!(ran.status, 0, "{ran:?}");
        let form = form(&sandbox);
        for line in [
            "{ id = \"bestand_und_bewegung\", label = \"Bestand und Bewegung\", group = true }",
            "{ id = \"bestand_und_bewegung.aufnahmen\", label = \"Aufnahmen\" }",
            "{ id = \"bestand_am_31_12\", label = \"Bestand am 31.12.\" }",
        ] {
            assert!(form.contains(line), "{line}\n{form}");
        }
        let open = "open_rows = { id = \"wohnbereich\", label = \"Wohnbereich\" }";
        assert_eq!(form.contains(open), is_open, "{form}");
        let checked = sandbox.run(&["pack", "check", "new"]);
        assert_eq!(checked.status, 0, "{checked:?}");
        let row = |label: &str, cells: &str| {
            let cells: String = cells
                .split(' ')
                .map(|cell| format!("<td>{cell}</td>"))
                .collect();
            format!("<tr><td>{label}</td>{cells}</tr>")
        };
        let blank_row = |label: &str, cells: usize| {
            format!("<tr><td>{label}</td>{}</tr>", "<td></td>".repeat(cells))
        };
        let filled = blank
            .replace("jahr: ____", "jahr: 2024")
            .replace(
                &blank_row("Pflegegrad 1", 4),
                &row("Pflegegrad 1", "10 2 1 11"),
            )
            .replace(
                &blank_row("Pflegegrad 2", 4),
                &row("Pflegegrad 2", "1.020 5 4 1.021"),
            )
            .replace(&blank_row("", 2), &row("Haus Süd", "3 4"))
            .replace(&blank_row("Insgesamt", 2), &row("Insgesamt", "3 4"));
        std::fs::write(sandbox.path().join("filled.html"), filled).unwrap();
        let read = sandbox.run(&["--rules", "new", "extract", "filled.html"]);
        for figure in [
            "\"bestand_und_bewegung.aufnahmen\": 5",
            "\"bestand_am_31_12\": 1021",
            "\"bestand_und_bewegung.bestand_am_1_1\": 10",
        ] {
            assert!(read.stdout.contains(figure), "{figure}\n{read:?}");
        }
        let key = "\"wohnbereich[Haus Süd]\": { \"vollzeit\": 3";
        assert_eq!(read.stdout.contains(key), is_open, "{read:?}");
    }
}

/// What may be left out in a form without open rows.
#[test]
fn tables_and_rows_that_may_be_left_out_are_not_missed() {
    let form = r#"[known_by]
titles = ["Town accounts"]
periods = ["Year: {period}"]
dates = ["{year}"]
labels = 4

[[table]]
id = "main"
title = { en = "Main accounts" }
[[table.block]]
columns = [{ id = "a", label = "Planned" }, { id = "b", label = "Spent" }]
rows = [
    { id = "schools", label = "Schools" },
    { id = "parks", label = "Parks", optional = true },
    { id = "total", label = "All together" },
]

[[table]]
id = "debts"
title = { en = "Debts of the town" }
KEY
[[table.block]]
columns = [{ id = "a", label = "Due this year" }, { id = "b", label = "Due later" }]
rows = [{ id = "loans", label = "Loans" }, { id = "bonds", label = "Bonds" }]
"#;
    let pack = b"id = \"town/1\"\ntitle = { en = \"Town accounts\" }\n";
    let report = "# Town accounts\n\nYear: 2024\n\n| | Planned | Spent |\n|---|---|---|\n| Schools | 1 | 2 |\n| All together | 1 | 2 |\n";
    let named = format!("{report}\nDebts of the town: see the annex.\n");
    for (key, text, missing) in [
        ("", report, true),
        ("optional = true", report, false),
        ("optional = true", &named, true),
        ("since = 2025", report, false),
        ("since = 2024", report, true),
        ("until = 2024", report, true),
        ("until = 2023", report, false),
    ] {
        let form = form.replace("KEY", key);
        let files: [(&str, &[u8]); 3] = [
            ("town/pack.toml", pack),
            ("town/form.toml", form.as_bytes()),
            ("report.md", text.as_bytes()),
        ];
        let sandbox = Sandbox::with(&files);
        let ran = sandbox.check(&["--rules", "town", "report.md"]);
        assert_eq!(
            ran.stdout.contains("missing-table"),
            missing,
            "{key}: {ran:?}"
        );
        assert!(!ran.stdout.contains("missing-row"), "{key}: {ran:?}");
    }
}

#[test]
fn every_line_of_headings_is_kept_and_a_filled_in_form_is_read() {
    let page = |first: &str| {
        let row = |label: &str, first: &str| {
            let cells: Vec<String> = (1..=7)
                .map(|at| {
                    if first.is_empty() {
                        String::new()
                    } else {
                        format!("{first}{at}")
                    }
                })
                .collect();
            format!(
                "<tr><td>{label}</td><td>{}</td></tr>",
                cells.join("</td><td>")
            )
        };
        format!(
            "<h1>病院報告（四半期）</h1><p>病院名：青葉病院</p><p>2024</p><table>\
            <tr><th rowspan=3>区分</th><th colspan=4>入院</th><th colspan=2 rowspan=2>外来</th><th rowspan=3>合計</th></tr>\
            <tr><th colspan=2>一般病床</th><th colspan=2>療養病床</th></tr>\
            <tr><th>男</th><th>女</th><th>男</th><th>女</th><th>男</th><th>女</th></tr>{}{}{}</table>",
            row("前期末在院", first),
            row("新規", first),
            row("退院", first)
        )
    };
    let (blank, filled) = (page(""), page("1"));
    let sandbox = Sandbox::with(&[
        ("blank.html", blank.as_bytes()),
        ("filled.html", filled.as_bytes()),
    ]);
    let new = ["pack", "new", "new", "--id", "jp/1", "--from", "blank.html"];
    let ran = sandbox.run(&new);
    assert_eq!(ran.status, 0, "{ran:?}");
    let form = form(&sandbox);
    for line in [
        "titles = [\"病院報告（四半期）\"]",
        "    { id = \"g1\", label = \"入院\", group = true },",
        "    { id = \"g1.g1_2\", label = \"一般病床\", group = true },",
        "    { id = \"g1.g1_2.c1\", label = \"男\" },",
        "    { id = \"g1.g3.c4\", label = \"女\" },",
        "    { id = \"g5\", label = \"外来\", group = true },",
        "    { id = \"c7\", label = \"合計\" },",
    ] {
        assert!(form.contains(line), "{line}\n{form}");
    }
    let read = sandbox.run(&["--rules", "new", "extract", "filled.html"]);
    assert_eq!(read.status, 0, "{read:?}");
    for figure in [
        "\"g1.g1_2.c1\": 11",
        "\"g1.g3.c4\": 14",
        "\"g5.c6\": 16",
        "\"c7\": 17",
    ] {
        assert!(read.stdout.contains(figure), "{figure}\n{}", read.stdout);
    }
}
