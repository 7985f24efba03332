//! Answers that come back: claims of repair are confirmed or refuted, acceptances hold while the figures do.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::io::{Cursor, Write as _};

use gouji_audit::result::{Audit, BlockedRow, FindingRow, Needs, ReportRow, Rows, RuleRow};
use gouji_audit::units::Unit;
use gouji_model::{Language, Severity};
use gouji_worklist::{
    Answer, AnswersError, Meaning, Options, Outcome, Wording, claims, judge, letters, read, write,
};
use rust_xlsxwriter::Workbook;

fn finding(report: usize, rule: &str, identity: &str) -> FindingRow {
    FindingRow {
        report: Some(report),
        unit: Some(report),
        year: Some(2024),
        identity: identity.repeat(32),
        rule: rule.to_owned(),
        at: None,
        severity: Severity::Error,
        message: format!("{rule} does not hold"),
        labels: vec!["二、上年结转".to_owned(), "总计".to_owned()],
        place: "3:4".to_owned(),
        cells: Vec::new(),
        suspects: Vec::new(),
        change: None,
        ..FindingRow::default()
    }
}

fn audit(findings: Vec<FindingRow>) -> Audit {
    let names = ["青石县水务局", "青石县教育局"];
    let units = names.map(|name| Unit {
        name: name.to_owned(),
        aliases: Box::new([format!("{name}（本级）")]),
        ..Unit::default()
    });
    let reports = [0, 1].map(|unit| ReportRow {
        path: format!("{unit}.docx"),
        year: Some(2024),
        unit: Some(unit),
        errors: findings
            .iter()
            .filter(|one| one.report == Some(unit))
            .count(),
        ..ReportRow::default()
    });
    let rules = ["balance", "total"].map(|name| RuleRow {
        name: name.to_owned(),
        title: format!("title of {name}"),
        ..RuleRow::default()
    });
    let mut audit = Audit {
        units: units.to_vec(),
        reports: Rows::of(reports).unwrap(),
        rules: rules.to_vec(),
        ..Audit::default()
    };
    audit.totals.errors = findings.len();
    audit.totals.reports = 2;
    audit.findings = Rows::of(findings).unwrap();
    audit
}

/// A list as a person hands it back: columns moved, rows sorted, a title above, some rows left out.
fn filled(rows: &[[&str; 5]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .write_string(0, 0, "notes")
        .unwrap();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "请填写").unwrap();
    for (column, name) in (0..).zip(["整改情况", "单位", "年度", "规则", "标识", "位置"])
    {
        sheet.write_string(2, column, name).unwrap();
    }
    for (row, texts) in (3..).zip(rows) {
        let place = "二、上年结转 · 总计";
        sheet.write_string(row, 5, place).unwrap();
        for (column, text) in (0..).zip(texts) {
            match text.parse::<u32>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, *text).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// What becomes of answers where what the first accepts was there.
fn outcomes(audit: &Audit, rows: &[[&str; 5]]) -> Vec<Outcome> {
    let answers = read(&filled(rows)).unwrap();
    let claims = claims(&answers);
    let is_first = |number| number == 0 && answers[0].text.starts_with("属实");
    let verdicts = judge(audit, &claims, &is_first).unwrap();
    verdicts.into_iter().map(|one| one.outcome).collect()
}

#[test]
fn what_is_reported_is_held_against_what_is_found() {
    let (a, b, c, d) = (
        "a".repeat(32),
        "b".repeat(32),
        "c".repeat(32),
        "d".repeat(32),
    );
    let rule = "title of balance\nbalance";
    let total = "title of total\ntotal";
    let audit = audit(vec![finding(1, "balance", "a"), finding(0, "total", "b")]);
    let (water, school) = ("青石县水务局", "青石县教育局");
    let rows = [
        ["属实：两个窗口合并统计", water, "2024", rule, &a],
        ["已改正", school, "2024", rule, &a],
        ["已改正", water, "2024", total, &c],
        ["无误", school, "2024", rule, &b],
        ["认可", water, "2024", total, &b],
        ["已改正", school, "2024", total, &d],
        ["无误", school, "2024", total, &d],
        ["正在整改", "青石县水务局（本级）", "2024", total, &b],
        ["已改正", "青石县农业局", "2024", total, &d],
        ["", water, "2024", total, &b],
        ["已改正", water, "2024", total, ""],
    ];
    assert_eq!(
        outcomes(&audit, &rows),
        [
            Outcome::Accepted,
            Outcome::Refuted,
            Outcome::Otherwise,
            Outcome::Mismatched,
            Outcome::Apart,
            Outcome::Conflict,
            Outcome::Conflict,
            Outcome::Unclear,
            Outcome::Unchecked,
            Outcome::Nameless,
        ]
    );
}

#[test]
fn what_is_gone_is_confirmed_and_what_could_not_be_checked_is_not() {
    let a = "a".repeat(32);
    let rows = [["已改正", "青石县水务局", "2024", "t\nbalance", a.as_str()]];
    assert_eq!(outcomes(&audit(Vec::new()), &rows), [Outcome::Confirmed]);
    let mut blocked = audit(Vec::new());
    let row = BlockedRow {
        report: Some(0),
        rule: "balance".to_owned(),
        ..BlockedRow::default()
    };
    blocked.blocked.push(&row).unwrap();
    assert_eq!(outcomes(&blocked, &rows), [Outcome::Unchecked]);
    let rows = [["accepted", "青石县水务局", "2024", "t\nbalance", a.as_str()]];
    assert_eq!(outcomes(&audit(Vec::new()), &rows), [Outcome::Stale]);
}

#[test]
fn what_was_not_asked_or_lacks_another_report_is_not_confirmed() {
    let a = "a".repeat(32);
    let rows = [["已改正", "青石县水务局", "2024", "t\nbalance", a.as_str()]];
    let needing = |needs: Needs| {
        let mut audit = audit(Vec::new());
        audit.needs.insert("balance".to_owned(), needs);
        audit
    };
    // Nobody is below it, and then somebody whose report is there, or not.
    let mut sum = needing(Needs::UnitsBelow);
    assert_eq!(outcomes(&sum, &rows), [Outcome::Confirmed]);
    sum.units[1].parent = Some(0);
    sum.units[1].counts = true;
    assert_eq!(outcomes(&sum, &rows), [Outcome::Confirmed]);
    let own = sum.reports.get(0).unwrap().unwrap();
    sum.reports = Rows::of([own.clone()]).unwrap();
    assert_eq!(outcomes(&sum, &rows), [Outcome::Unchecked]);
    sum.units[1].until = Some(2023);
    assert_eq!(outcomes(&sum, &rows), [Outcome::Confirmed]);
    let mut years = needing(Needs::YearBefore);
    assert_eq!(outcomes(&years, &rows), [Outcome::Unchecked]);
    let before = ReportRow {
        year: Some(2023),
        ..own.clone()
    };
    years.reports.push(&before).unwrap();
    assert_eq!(outcomes(&years, &rows), [Outcome::Confirmed]);
    let mut copies = needing(Needs::Others);
    assert_eq!(outcomes(&copies, &rows), [Outcome::Confirmed]);
    copies.totals.missing = 1;
    assert_eq!(outcomes(&copies, &rows), [Outcome::Unchecked]);
    let mut off = audit(Vec::new());
    off.in_force = vec![["total".to_owned()].into()];
    assert_eq!(outcomes(&off, &rows), [Outcome::Unchecked]);
    off.in_force = vec![["balance".to_owned()].into()];
    assert_eq!(outcomes(&off, &rows), [Outcome::Confirmed]);
    let mut partial = audit(Vec::new());
    let unread = ReportRow {
        is_partial: true,
        ..own
    };
    partial.reports = Rows::of([unread]).unwrap();
    assert_eq!(outcomes(&partial, &rows), [Outcome::Unchecked]);
}

#[test]
fn an_identity_that_is_not_the_row_s_says_so() {
    let (a, b) = ("a".repeat(32), "b".repeat(32));
    let (water, school) = ("青石县水务局", "青石县教育局");
    let total = "title of total\ntotal";
    let audit = audit(vec![finding(0, "balance", "a"), finding(1, "total", "b")]);
    let short = &a[..12];
    for row in [
        // That of another unit's finding, of another rule.
        ["认可", school, "2024", total, a.as_str()],
        ["已改正", school, "2024", total, a.as_str()],
        // Cut short.
        ["认可", water, "2024", "title of balance\nbalance", short],
    ] {
        assert_eq!(outcomes(&audit, &[row]), [Outcome::Mismatched], "{row:?}");
    }
    // Of another unit that is wrong alike: nothing says that the row was changed.
    let row = ["已改正", "青石县农业局", "2024", total, b.as_str()];
    assert_eq!(outcomes(&audit, &[row]), [Outcome::Unchecked]);
    // The same file, and another year.
    let answer = Answer {
        unit: water.to_owned(),
        year: "2023".to_owned(),
        path: "0.docx".to_owned(),
        identities: vec![a.clone()],
        meaning: Meaning::Accepted,
        ..Answer::default()
    };
    // The same problem, word by word, under another identity.
    let renamed = Answer {
        year: "2024".to_owned(),
        path: String::new(),
        labels: "二、上年结转 · 总计".to_owned(),
        problem: "balance does not hold".to_owned(),
        rule: "title of balance\nbalance".to_owned(),
        identities: vec!["0".repeat(32)],
        ..answer.clone()
    };
    for answer in [answer, renamed] {
        let answers = [answer];
        let verdicts = judge(&audit, &claims(&answers), &|_| false).unwrap();
        assert_eq!(verdicts[0].outcome, Outcome::Mismatched, "{answers:?}");
    }
}

#[test]
fn who_has_not_handed_in_is_asked_to_in_words_of_its_own() {
    let mut missing = finding(1, "missing-report", "c");
    (missing.report, missing.labels) = (None, Vec::new());
    let mut audit = audit(vec![missing, finding(0, "balance", "a")]);
    audit.rules.push(RuleRow {
        name: "missing-report".to_owned(),
        help: "催报；在单位表的 aliases 里补上".to_owned(),
        ..RuleRow::default()
    });
    let wording = Wording {
        language: Language::Chinese,
        deadline: "3 月 31 日",
        verdicts: &[],
    };
    let mut all = Vec::new();
    letters(&audit, &wording, |letter| all.push(letter)).unwrap();
    let of = |unit: &str| all.iter().find(|one| one.unit == unit).unwrap();
    let absent = &of("青石县教育局").text;
    assert!(absent.contains("没有收到贵单位 1 份报告"), "{absent}");
    assert!(
        absent.contains("请在 3 月 31 日 前报送 2024 年的报告"),
        "{absent}"
    );
    assert!(!absent.contains("aliases") && !absent.contains("处需要处理"));
    let wrong = &of("青石县水务局").text;
    assert!(wrong.contains("以下 1 处需要处理") && !wrong.contains("没有收到"));
}

#[test]
fn the_list_itself_can_be_filled_in() {
    let audit = audit(vec![finding(0, "balance", "a")]);
    let mut to = Cursor::new(Vec::new());
    let options = Options {
        language: Language::English,
        deadline: "",
        by_region: false,
        link: &|_| None,
        verdicts: &[],
    };
    write(&audit, &options, &mut to).unwrap();
    assert_eq!(
        read(&to.into_inner()).unwrap(),
        [],
        "nothing is answered yet"
    );
}

#[test]
fn what_is_no_list_is_reported() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "单位").unwrap();
    let other = workbook.save_to_buffer().unwrap();
    assert!(matches!(read(&other), Err(AnswersError::NoList)));
    for damaged in [&b"no zip"[..], &other[..other.len() / 2], b""] {
        assert!(matches!(read(damaged), Err(AnswersError::Damaged(_))));
    }
    // A part that unpacks to a thousand times its size.
    let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let deflated = zip::write::SimpleFileOptions::default();
    let deflated = deflated.compression_method(zip::CompressionMethod::Deflated);
    bomb.start_file("xl/worksheets/sheet1.xml", deflated)
        .unwrap();
    bomb.write_all(&vec![b' '; 20 << 20]).unwrap();
    let bomb = bomb.finish().unwrap().into_inner();
    assert!(matches!(read(&bomb), Err(AnswersError::TooLarge)));
}

#[test]
fn a_letter_has_its_own_units_findings_only() {
    let mut audit = audit(vec![finding(0, "balance", "a"), finding(1, "total", "b")]);
    "<script>alert(1)</script>/../局".clone_into(&mut audit.units[1].name);
    let answer = Answer {
        unit: "青石县水务局".to_owned(),
        year: "2024".to_owned(),
        rule: "t\nbalance".to_owned(),
        identities: vec!["a".repeat(32)],
        text: "已改正".to_owned(),
        meaning: Meaning::Repaired,
        ..Answer::default()
    };
    let answers = [answer];
    let verdicts = judge(&audit, &claims(&answers), &|_| false).unwrap();
    let wording = Wording {
        language: Language::Chinese,
        deadline: "3 月 31 日",
        verdicts: &verdicts,
    };
    let mut all = Vec::new();
    letters(&audit, &wording, |letter| all.push(letter)).unwrap();
    let [water, other] = all.as_slice() else {
        panic!("a letter for each unit");
    };
    assert_eq!(water.name, "青石县水务局-整改通知.html");
    assert!(water.text.contains("title of balance") && water.text.contains("3 月 31 日"));
    assert!(water.text.contains("未改正"), "{}", water.text);
    assert!(!water.text.contains("title of total"));
    assert!(!other.text.contains("<script>") && !other.text.contains("title of balance"));
    assert!(!other.name.contains(['/', '<', '.']) || other.name.ends_with(".html"));
    assert!(other.name.starts_with("script"), "{}", other.name);
}
