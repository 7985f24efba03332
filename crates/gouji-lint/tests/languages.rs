//! Packs of other languages and scripts: the months and the signs of money of English, patterns in
//! traditional script, and letters in any case.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use gouji_lint::Linter;
use gouji_model::Report;
use gouji_pack::Packs;

const ENGLISH: &str = r#"[known_by]
titles = ["Return of Grants"]
organs = ["Owner: {organ}"]
periods = ["Period: {period}"]
dates = ["{month} {year}"]
labels = 4
[[table]]
id = "grants"
title = { en = "Grants" }
furniture = ["Region"]
[[table.block]]
columns = [
  { id = "paid", label = "Paid", kind = "amount" },
  { id = "day", label = "Paid on", kind = "date" },
]
rows = [{ id = "north", label = "North" }, { id = "south", label = "South" }]
"#;

const TRADITIONAL: &str = r#"[known_by]
titles = ["圖書館年報"]
organs = ["填報機關：{organ}"]
periods = ["統計期間：{period}"]
dates = ["{year}年度"]
labels = 4
[[table]]
id = "books"
title = { zh = "館藏" }
[[table.block]]
columns = [{ id = "bought", label = "購入" }, { id = "lost", label = "遺失" }]
rows = [{ id = "books", label = "圖書" }, { id = "all", label = "總計" }]
"#;

fn linter(domain: &str, about: &str, form: &str) -> Linter {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(domain);
    std::fs::create_dir_all(&folder).unwrap();
    let pack = format!("id = \"{domain}/1\"\ntitle = {{ en = \"A return\" }}\n{about}\n");
    std::fs::write(folder.join("pack.toml"), pack).unwrap();
    std::fs::write(folder.join("form.toml"), form).unwrap();
    Linter::new(&Packs::load(&[folder]).unwrap().of_domain(domain))
}

fn read(linter: &Linter, text: &str) -> Report {
    linter.open(text.as_bytes()).unwrap().reports[0].clone()
}

/// Year, organ, and the rules that found something.
fn facts(linter: &Linter, report: &Report) -> (Option<i32>, Option<String>, Vec<String>) {
    let outcome = linter.check(report, None).unwrap();
    let rules = outcome.findings.into_iter().map(|one| one.rule);
    (report.year, report.organization.clone(), rules.collect())
}

#[test]
fn english_has_months_and_signs_of_money() {
    let linter = linter("english-words", "language = \"en\"", ENGLISH);
    let text = "# RETURN OF GRANTS\n\nOWNER: Bureau of Canals\n\nPeriod: March 2024\n\n\
        | Region | Paid | Paid on |\n|---|---|---|\n\
        | North | $1,500.50 | March 1, 2024 |\n| South | $ 0 | 5th of Jan. 2024 |\n";
    let report = read(&linter, text);
    let expected = (Some(2024), Some("Bureau of Canals".to_owned()), vec![]);
    assert_eq!(facts(&linter, &report), expected);
    let paid = report.cells.iter().flatten().next().unwrap();
    assert_eq!(paid.value.figure().unwrap().to_string(), "1500.5");
    // What is no amount and no day is reported, as before.
    let text = text
        .replace("$ 0", "about $5")
        .replace("March 1, 2024", "March 1 or 2, 2024");
    let report = read(&linter, &text);
    let (.., found) = facts(&linter, &report);
    assert_eq!(found, ["text-in-cell", "text-in-cell"]);
    let outcome = linter.check(&report, None).unwrap();
    let said: Vec<&str> = outcome
        .findings
        .iter()
        .map(|one| one.message.en.as_str())
        .collect();
    assert!(
        said.iter().any(|one| one.ends_with("where a date belongs")),
        "{said:?}"
    );
    assert!(
        said.iter()
            .any(|one| one.ends_with("where a number belongs")),
        "{said:?}"
    );
}

#[test]
fn patterns_may_be_in_traditional_script() {
    let linter = linter("traditional", "language = \"zh-Hant\"", TRADITIONAL);
    let table = "| | 購入 | 遺失 |\n|---|---|---|\n| 圖書 | 5 | 1 |\n| 總計 | 5 | 1 |\n";
    let text = format!("# 圖書館年報\n\n填報機關：青石圖書館\n\n統計期間：2024年度\n\n{table}");
    let report = read(&linter, &text);
    let expected = (Some(2024), Some("青石图书馆".to_owned()), vec![]);
    assert_eq!(facts(&linter, &report), expected);
    assert!(report.title.is_some());
}

/// A rule with the texts that every rule has.
fn rule(name: &str, rest: &str) -> String {
    let mut rule = format!("name = \"{name}\"\nseverity = \"error\"\nauthority = \"label\"\n");
    for word in ["citation", "title", "message", "why", "help"] {
        rule.push_str(&format!("{word} = {{ en = \"x\" }}\n"));
    }
    rule + rest
}

#[test]
fn words_of_rules_may_be_in_traditional_script() {
    let name = "traditional-rules";
    let rules = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(name)
        .join("rules");
    std::fs::create_dir_all(&rules).unwrap();
    let organs =
        "organs = { ends = [\"圖書館\"] }\n[relation]\nassert = \"books[all, lost] == 0\"\n";
    std::fs::write(rules.join("none-lost.toml"), rule("none-lost", organs)).unwrap();
    let text = "[text]\nsection = \"remarks\"\nmentions = [[\"開館\"]]\nnever = [\"閉*館\"]\n";
    std::fs::write(rules.join("opening.toml"), rule("opening", text)).unwrap();
    let form = format!("{TRADITIONAL}[[section]]\nid = \"remarks\"\ntitle = \"備註\"\n");
    let linter = linter(name, "language = \"zh-Hant\"", &form);
    let table = "| | 購入 | 遺失 |\n|---|---|---|\n| 圖書 | 5 | 1 |\n| 總計 | 5 | 1 |\n";
    let head =
        format!("# 圖書館年報\n\n填報機關：青石圖書館\n\n統計期間：2024年度\n\n{table}\n備註\n\n");
    // A long text is read in simplified script, a short one as it is.
    let long = "開關務處數項請結規範證據編報類計總體況對內發現專業與單國屬執議";
    for more in ["", long] {
        let found = |remark: &str| {
            let report = read(&linter, &format!("{head}{remark}{more}\n"));
            facts(&linter, &report).2
        };
        assert_eq!(found("全年開館。"), ["none-lost"]);
        assert_eq!(found("全年。"), ["none-lost", "opening"]);
        assert_eq!(found("開館，七月閉本館。"), ["none-lost", "opening"]);
    }
}
