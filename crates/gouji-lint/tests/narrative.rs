//! The prose against the tables, from the file to the finding: what is found, and that its place
//! reads back as the words it is about.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]

use std::fs;
use std::path::{Path, PathBuf};

use gouji_lint::Linter;
use gouji_model::{Finding, Place};
use gouji_pack::Packs;

/// The narrative findings of a file, each with the words its place reads back as.
fn found(bytes: &[u8]) -> Vec<(Finding, String)> {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let Ok(opened) = linter.open(bytes) else {
        return Vec::new();
    };
    let findings = opened.reports.iter().flat_map(|report| {
        let outcome = linter.check(report, None).unwrap();
        outcome.findings
    });
    findings
        .filter(|finding| finding.rule.starts_with("text-") && finding.rule != "text-in-cell")
        .map(|finding| {
            let words = match finding.place {
                Some(Place::Text(range)) => {
                    let text = opened.source.text();
                    text[range.start as usize..range.end as usize].to_owned()
                }
                _ => String::new(),
            };
            (finding, words)
        })
        .collect()
}

fn messages(bytes: &[u8]) -> Vec<String> {
    let found = found(bytes);
    let line = |(finding, words): &(Finding, String)| {
        let at = finding.at.as_deref().unwrap_or_default();
        format!("{} {at} {words}", finding.rule)
    };
    found.iter().map(line).collect()
}

const PAGE: &str = "<h1>青石县2023年政府信息公开工作年度报告</h1>
<p>一、总体情况</p>
<p>全年收到政府信息公开申请<b>3</b>件，上年结转&nbsp;1件。申请中，予以公开１件，不予公开二件。</p>
<p>三、收到和处理政府信息公开申请情况</p>
<table>
<tr><td colspan=3></td><td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td><td>总计</td></tr>
<tr><td colspan=3>一、本年新收政府信息公开申请数量</td><td>2</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td></tr>
<tr><td colspan=3>二、上年结转政府信息公开申请数量</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>
<tr><td>三、本年度办理结果</td><td colspan=2>（一）予以公开</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>1</td></tr>
<tr><td colspan=2>（三）不予公开</td><td>1.属于国家秘密</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>1</td></tr>
<tr><td colspan=3>（七）总计</td><td>2</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td></tr>
<tr><td colspan=3>四、结转下年度继续办理</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>
</table>
<p>五、存在的主要问题及改进情况</p>
<p>主动公开还不够及时。</p>
";

#[test]
fn findings_stand_at_their_words() {
    assert_eq!(
        messages(PAGE.as_bytes()),
        [
            "text-carried carried-over 上年结转&nbsp;1件",
            "text-received received 收到政府信息公开申请<b>3</b>件",
            "text-results denied 不予公开二件",
        ]
    );
}

#[test]
fn findings_name_the_cells_too() {
    let found = found(PAGE.as_bytes());
    assert!(found.iter().all(|(finding, _)| !finding.cells.is_empty()));
    assert_eq!(
        found[1].0.message.zh,
        "文字“收到政府信息公开申请3件”与表格不一致；表格：本年新收 2"
    );
}

#[test]
fn shares_and_lists_name_the_cells_of_their_figures() {
    let messages = "申请中，不予公开1件，占33.9%。收到申请2件，其中网络1件、信函3件。";
    let page = PAGE.replace("申请中，予以公开１件，不予公开二件。", messages);
    let found = found(page.as_bytes());
    for (rule, words) in [
        ("text-share", "1件，占33.9%"),
        ("text-parts", "2件，其中网络1件、信函3件"),
    ] {
        let same = found.iter().find(|(finding, _)| finding.rule == rule);
        let (finding, at) = same.unwrap();
        assert_eq!(at, words);
        assert!(!finding.cells.is_empty(), "{rule}");
    }
}

#[test]
fn captions_of_tables_are_no_prose() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let page = PAGE.replace(
        "<td colspan=2>（三）不予公开</td>",
        "<td>（三）不予公开</td></tr><tr>",
    );
    let opened = linter.open(page.as_bytes()).unwrap();
    let section = opened.reports[0].section("requests").unwrap();
    assert_eq!(section.text, "");
}

fn samples() -> PathBuf {
    let near = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    std::env::var_os("GOUJI_SAMPLES").map_or_else(near, PathBuf::from)
}

/// What is wrong with the prose of the one sample where something is; checked by hand.
const KNOWN: [&str; 5] = [
    "text-results granted-or-partial 予以公开及部分公开258件",
    "text-results unable 无法提供265件",
    "text-review all-upheld 均获维持",
    "text-share overview 258件，占33.9%",
    "text-share-rounding overview 35件，占4.34%",
];

#[test]
fn the_known_disagreements_of_the_samples_are_found_and_no_others() {
    let Ok(entries) = fs::read_dir(samples()) else {
        println!("skipped: no samples");
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".json") || !path.is_file() {
            continue;
        }
        let known: &[&str] = if name.starts_with("shanghai") {
            &KNOWN
        } else {
            &[]
        };
        assert_eq!(messages(&fs::read(&path).unwrap()), known, "{name}");
    }
}
