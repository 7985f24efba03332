//! Statements of companies as files of every format, several in one document, and beside earlier ones.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_lint::Linter;
use gouji_model::Report;
use gouji_pack::Packs;

const BALANCE: &str = "cn-small-enterprise/balance-sheet";

fn linter() -> Linter {
    Linter::new(&Packs::built_in().unwrap())
}

fn rules(linter: &Linter, report: &Report, prior: Option<&Report>) -> Vec<(String, String)> {
    let outcome = linter.check(report, prior).unwrap();
    assert!(outcome.blocked.is_empty(), "{:?}", outcome.blocked);
    let findings = outcome.findings.into_iter();
    findings
        .map(|found| (found.rule, found.at.unwrap_or_default()))
        .collect()
}

/// One page with its assets to the left and its claims to the right, and what a spreadsheet and a word
/// processor made of it: total assets are 900.00 too great.
#[test]
fn every_format_has_the_same_findings() {
    let linter = linter();
    let files: [(&str, &[u8]); 6] = [
        ("html", include_bytes!("statements/balance.html")),
        ("xlsx", include_bytes!("statements/balance.xlsx")),
        ("xls", include_bytes!("statements/balance.xls")),
        ("ods", include_bytes!("statements/balance.ods")),
        ("docx", include_bytes!("statements/balance.docx")),
        ("pdf", include_bytes!("statements/balance.pdf")),
    ];
    for (name, bytes) in files {
        let opened = linter
            .open(bytes)
            .unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(opened.reports.len(), 1, "{name}");
        let report = &opened.reports[0];
        assert_eq!(report.form.0, BALANCE, "{name}");
        assert_eq!(
            report.organization.as_deref(),
            Some("青石县山水商贸有限公司"),
            "{name}"
        );
        assert_eq!(report.period.unwrap().to_string(), "2024-12-31", "{name}");
        let outcome = linter.check(report, None).unwrap();
        let expected = ["assets-liabilities-equity", "assets-total"];
        let found: Vec<_> = outcome
            .findings
            .iter()
            .map(|found| found.rule.as_str())
            .collect();
        assert_eq!(found, expected, "{name}");
        for found in &outcome.findings {
            assert_eq!(found.at.as_deref(), Some("ending"), "{name}");
            let form = &linter.pack_of(report).unwrap().form;
            let suspect = &found.suspects[0];
            assert_eq!(
                form.address(suspect.cell.cell),
                "assets/total/ending",
                "{name}"
            );
            assert_eq!(suspect.suggested.to_string(), "9034742.5", "{name}");
        }
        assert!(outcome.blocked.is_empty(), "{name}");
    }
}

/// A statement of few rows: all others are zero.
fn statement(
    linter: &Linter,
    form: &str,
    period: &str,
    heads: &str,
    rows: &[(&str, &str)],
) -> String {
    let pack = linter
        .packs()
        .packs()
        .iter()
        .find(|pack| pack.form.id.0 == form)
        .unwrap();
    let known = pack.form.known_by.as_ref().unwrap();
    let mut text = format!(
        "<p>{}</p><p>编制单位：青石县山水商贸有限公司　　{period}　　单位：元</p>",
        known.titles[0]
    );
    let printed = pack.form.tables.iter().filter(|table| table.from.is_none());
    for table in printed {
        let head = &table.furniture[0].text;
        text.push_str(&format!("<table><tr><td>{head}</td>{heads}</tr>"));
        for row in &table.blocks[0].rows {
            let own = rows
                .iter()
                .find(|(id, _)| *id == format!("{}/{}", table.id, row.id));
            let zeros = "<td>0</td>".repeat(heads.matches("<td>").count());
            let values = own.map_or(zeros, |(_, values)| {
                values
                    .split(' ')
                    .map(|value| format!("<td>{value}</td>"))
                    .collect()
            });
            let values = if row.group { String::new() } else { values };
            text.push_str(&format!("<tr><td>{}</td>{values}</tr>", row.label.text));
        }
        text.push_str("</table>");
    }
    text
}

const YEAR: &str = "<td>期末余额</td><td>年初余额</td>";
const MONTH: &str = "<td>本年累计金额</td><td>本月金额</td>";

fn balance(linter: &Linter, period: &str, cash: &str, retained: &str) -> String {
    let rows = [
        ("assets/cash", cash),
        ("assets/current_assets", cash),
        ("assets/total", cash),
        ("claims/retained_earnings", retained),
        ("claims/equity", retained),
        ("claims/total", retained),
    ];
    statement(linter, BALANCE, period, YEAR, &rows)
}

fn profit(linter: &Linter, period: &str, profit: &str) -> String {
    let rows = ["revenue", "operating_profit", "total_profit", "net_profit"]
        .map(|row| format!("profit/{row}"));
    let rows: Vec<(&str, &str)> = rows.iter().map(|row| (row.as_str(), profit)).collect();
    statement(
        linter,
        "cn-small-enterprise/income-statement",
        period,
        MONTH,
        &rows,
    )
}

fn cash(linter: &Linter, period: &str, increase: &str, opening: &str, closing: &str) -> String {
    let rows = [
        ("flow/sales", increase),
        ("flow/operating_net", increase),
        ("flow/net_increase", increase),
        ("flow/opening", opening),
        ("flow/closing", closing),
    ];
    statement(
        linter,
        "cn-small-enterprise/cash-flow",
        period,
        MONTH,
        &rows,
    )
}

#[test]
fn three_statements_of_one_document_are_held_against_each_other() {
    let linter = linter();
    let page = |net: &str, closing: &str| {
        let body = balance(&linter, "2024年12月31日", "100 60", "100 60")
            + &profit(&linter, "2024年12月", net)
            + &cash(&linter, "2024年12月", "40 5", "60 95", closing);
        format!("<meta charset=\"utf-8\"><body>{body}")
    };
    let text = page("40 3", "100 100");
    let opened = linter.open(text.as_bytes()).unwrap();
    let forms: Vec<&str> = opened
        .reports
        .iter()
        .map(|report| report.form.0.as_str())
        .collect();
    assert_eq!(
        forms,
        [
            BALANCE,
            "cn-small-enterprise/income-statement",
            "cn-small-enterprise/cash-flow"
        ]
    );
    for report in &opened.reports {
        assert_eq!(rules(&linter, report, None), []);
    }
    let text = page("30 3", "100 100");
    let opened = linter.open(text.as_bytes()).unwrap();
    let found = rules(&linter, &opened.reports[0], None);
    assert_eq!(found[0].0, "retained-earnings-within-profit");
    // Alone, the balance sheet has nothing to be held against.
    let alone = balance(&linter, "2024年12月31日", "100 60", "100 60");
    let opened = linter.open(alone.as_bytes()).unwrap();
    assert_eq!(rules(&linter, &opened.reports[0], None), []);
}

#[test]
fn periods_are_held_against_each_other() {
    let linter = linter();
    let open = |text: String| {
        let text = format!("<meta charset=\"utf-8\"><body>{text}");
        linter.open(text.as_bytes()).unwrap().reports.remove(0)
    };
    let before = open(balance(&linter, "2023年12月31日", "60 0", "60 0"));
    let right = open(balance(&linter, "2024年12月31日", "100 60", "100 60"));
    assert_eq!(rules(&linter, &right, Some(&before)), []);
    let wrong = open(balance(&linter, "2024年12月31日", "100 50", "100 50"));
    let found = rules(&linter, &wrong, Some(&before));
    let own = ("assets-from-last-year".to_owned(), "cash".to_owned());
    assert!(found.contains(&own), "{found:?}");
    // In the middle of last year a statement has no end of the year.
    let june = open(balance(&linter, "2023年6月30日", "40 0", "40 0"));
    assert_eq!(rules(&linter, &right, Some(&june)), []);
    let may = open(profit(&linter, "2024年5月", "50 9"));
    let right = open(profit(&linter, "2024年6月", "57 7"));
    assert_eq!(rules(&linter, &right, Some(&may)), []);
    let wrong = open(profit(&linter, "2024年6月", "58 7"));
    let found = rules(&linter, &wrong, Some(&may));
    assert!(found.iter().all(|(rule, _)| rule == "profit-since-january"));
    assert_eq!(found.len(), 4);
}

#[test]
fn what_is_titled_so_and_has_no_table_is_reported() {
    let linter = linter();
    let page = "<meta charset=\"utf-8\"><p>资产负债表</p><p>编制单位：甲商贸有限公司</p><img src=\"a.png\">";
    let why = linter.open(page.as_bytes()).unwrap_err();
    assert!(
        why.message().zh.contains("有资产负债表的标题"),
        "{}",
        why.message().zh
    );
}

/// A word for the seal behind the name is no part of it.
#[test]
fn a_seal_is_no_part_of_the_name() {
    let linter = linter();
    let page = balance(&linter, "2024年12月31日", "5", "5");
    for seal in ["", "（盖章）", "(盖章)", "（公章）"] {
        let sealed = page.replace("贸有限公司　", &format!("贸有限公司{seal}　"));
        let opened = linter.open(sealed.as_bytes()).unwrap();
        let name = opened.reports[0].organization.as_deref();
        assert_eq!(name, Some("青石县山水商贸有限公司"), "{seal}");
    }
}

/// Another standard's balance sheet shares many rows: what only it has is told, and nothing passes for it.
#[test]
fn rows_of_another_standard_block_what_needs_them() {
    let linter = linter();
    let page = balance(&linter, "2024年12月31日", "100 60", "100 60");
    let page = page.replacen(
        "<tr><td>短期投资</td>",
        "<tr><td>衍生金融资产</td><td>5</td><td>5</td></tr><tr><td>短期投资</td>",
        1,
    );
    let wrong = page.replacen(
        "<td>流动资产合计</td><td>100</td>",
        "<td>流动资产合计</td><td>105</td>",
        1,
    );
    let opened = linter.open(wrong.as_bytes()).unwrap();
    let outcome = linter.check(&opened.reports[0], None).unwrap();
    let found: Vec<&str> = outcome
        .findings
        .iter()
        .map(|found| found.rule.as_str())
        .collect();
    assert!(found.contains(&"unknown-row"), "{found:?}");
    assert!(!found.contains(&"current-assets-total"), "{found:?}");
    assert!(!outcome.blocked.is_empty());
}

/// A form in traditional script, for a document in either.
#[test]
fn labels_in_traditional_script_are_known() {
    let text = include_str!("../../../rules/cn-small-enterprise/cash-flow/form.toml");
    let traditional = [
        ("销", "銷"),
        ("产", "產"),
        ("劳务", "勞務"),
        ("现", "現"),
        ("营", "營"),
        ("动", "動"),
        ("净", "淨"),
        ("额", "額"),
        ("资", "資"),
        ("项", "項"),
        ("偿还", "償還"),
        ("筹", "籌"),
        ("处", "處"),
        ("长", "長"),
        ("购", "購"),
        ("权", "權"),
    ];
    let form = traditional
        .iter()
        .fold(text.to_owned(), |text, (simple, full)| {
            text.replace(simple, full)
        });
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("traditional");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("form.toml"), form).unwrap();
    std::fs::write(
        folder.join("pack.toml"),
        "id = \"tw/cash-flow\"\ntitle = { zh = \"現金流量表\" }\n",
    )
    .unwrap();
    let given = Packs::load(&[folder]).unwrap().of_domain("tw");
    let mut page = cash(&linter(), "2024年12月", "40 5", "60 95", "100 100");
    let own = Linter::new(&given);
    for script in ["simplified", "traditional"] {
        let opened = own
            .open(page.as_bytes())
            .unwrap_or_else(|why| panic!("{script}: {why}"));
        let report = &opened.reports[0];
        assert_eq!(report.form.0, "tw/cash-flow");
        let form = &own.pack_of(report).unwrap().form;
        let closing = form.cell("flow/closing/cumulative").unwrap();
        assert_eq!(report.cell(closing).unwrap().text(), "100", "{script}");
        page = traditional
            .iter()
            .fold(page, |text, (simple, full)| text.replace(simple, full));
    }
}
