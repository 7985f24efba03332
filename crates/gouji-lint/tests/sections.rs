//! Headings as offices write them: as parts, below each other's names, several in a cell.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_lint::Linter;
use gouji_model::{ObservationKind, Report};
use gouji_pack::Packs;
use gouji_testkit::typeset::{Paper, Style, distinct_figure, typeset};

/// The newest form as a web page, changed, and read.
fn read(change: impl Fn(String) -> String) -> Report {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let form = &packs.packs().last().unwrap().form;
    let page = typeset(
        &Paper {
            form,
            year: 2024,
            organization: "青石县水务局",
            text_of: &|cell| distinct_figure(form, cell),
        },
        Style::Html,
    );
    let page = change(page);
    let mut reports = Linter::new(&packs).open(page.as_bytes()).unwrap().reports;
    assert_eq!(reports.len(), 1, "{page}");
    let report = reports.remove(0);
    for cell in form.cells() {
        let found = report.cell(cell).map(|cell| cell.text().into_owned());
        assert_eq!(found, distinct_figure(form, cell), "{}", form.address(cell));
    }
    report
}

/// The sections found and what is said of sections.
fn sections(report: &Report) -> (Vec<&str>, Vec<ObservationKind>) {
    let ids = report.sections.iter().map(|section| section.id.as_str());
    let kinds = report.observations.iter().map(|seen| seen.kind);
    (ids.collect(), kinds.collect())
}

const ALL: [&str; 6] = [
    "overview",
    "proactive",
    "requests",
    "review",
    "problems",
    "other",
];
const TITLES: [(&str, &str); 6] = [
    ("一、", "总体情况"),
    ("二、", "主动公开政府信息情况"),
    ("三、", "收到和处理政府信息公开申请情况"),
    ("四、", "政府信息公开行政复议、行政诉讼情况"),
    ("五、", "存在的主要问题及改进情况"),
    ("六、", "其他需要报告的事项"),
];

fn renumbered(page: String, number: impl Fn(&str) -> String) -> String {
    TITLES.iter().fold(page, |page, (numeral, title)| {
        let from = format!("{numeral}{title}");
        assert!(page.contains(&from), "{from}");
        page.replace(&from, &format!("{}{title}", number(numeral)))
    })
}

#[test]
fn sections_may_be_called_parts() {
    for behind in [" ", "：", "　", ""] {
        let report = read(|page| {
            renumbered(page, |numeral| {
                format!("第{}部分{behind}", numeral.trim_end_matches('、'))
            })
        });
        assert_eq!(sections(&report), (ALL.to_vec(), vec![]), "{behind:?}");
    }
}

#[test]
fn sections_may_be_numbered_like_parts_or_not_at_all() {
    let report = read(|page| {
        renumbered(page, |numeral| {
            format!("（{}）", numeral.trim_end_matches('、'))
        })
    });
    assert_eq!(sections(&report).0, ALL);
    let report = read(|page| renumbered(page, |_| String::new()));
    assert_eq!(sections(&report).0, ALL);
}

#[test]
fn parts_called_like_other_sections_are_none() {
    for number in ["（一）", "1.", "1、", ""] {
        let report = read(|page| {
            let parts = format!(
                "一、总体情况</p><p>{number}主动公开政府信息情况</p><p>发布三条。</p>\
                 <p>{number}收到和处理政府信息公开申请情况</p><p>收到五件。</p>\
                 <p>{number}政府信息公开行政复议、行政诉讼情况</p><p>没有。</p>"
            );
            let page = page.replace("<h2>", "<p>").replace("</h2>", "</p>");
            assert!(page.contains("一、总体情况</p>"), "{page}");
            page.replace("一、总体情况</p>", &parts)
        });
        assert_eq!(sections(&report), (ALL.to_vec(), vec![]), "{number}");
        let text = &report.section("overview").unwrap().text;
        assert!(
            text.contains("收到五件") && text.contains("没有。"),
            "{text}"
        );
    }
}

#[test]
fn a_cell_may_hold_several_headings() {
    let page = "<table><tr><td colspan=4>青石县水务局2024年<br>政府信息公开工作年度报告</td></tr>\
        <tr><td colspan=4><p>一、总体情况</p><p>收到七件。</p><p>二、主动公开政府信息情况</p></td></tr>\
        <tr><td colspan=4>第二十条第（一）项</td></tr>\
        <tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数</tr>\
        <tr><td>规章<td>1<td>2<td>3</tr><tr><td>行政规范性文件<td>4<td>5<td>6</tr>\
        <tr><td colspan=4>五、存在的主要问题及改进情况<br>人手不足。<br>六、其他需要报告的事项<br>无。</td></tr></table>";
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let reports = Linter::new(&packs).open(page.as_bytes()).unwrap().reports;
    let texts: Vec<(&str, &str)> = reports[0]
        .sections
        .iter()
        .map(|section| (section.id.as_str(), section.text.as_str()))
        .collect();
    let expected = [
        ("overview", "收到七件。"),
        ("proactive", ""),
        ("problems", "人手不足。"),
        ("other", "无。"),
    ];
    assert_eq!(texts, expected);
    let place = reports[0].section("overview").unwrap().place_of(0..3);
    let place = format!("{place:?}");
    let at = page.find("收到七件").unwrap();
    assert!(place.contains(&format!("start: {at}")), "{place}");
}

#[test]
fn words_of_taiwan_are_those_of_the_form() {
    let report = read(|page| {
        let plain = "<p>本機關開展業務，處理數據與檔案，請結合規範證據編報統計總體狀況，對內發現專業問題</p>";
        page.replace("信息", "資訊")
            .replace("规范性文件", "規範性檔案")
            .replace("</h1>", &format!("</h1>{plain}"))
    });
    assert_eq!(sections(&report), (ALL.to_vec(), vec![]));
}
