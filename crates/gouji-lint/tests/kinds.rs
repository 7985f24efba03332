//! Reports that no pack knows are told for what they are, and tables with nothing in their stead.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_bind::OtherKind;
use gouji_lint::{LintError, Linter};
use gouji_model::ObservationKind;
use gouji_pack::Packs;

fn refused(page: &str) -> LintError {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    Linter::new(&packs).open(page.as_bytes()).err().unwrap()
}

#[test]
fn reports_in_other_forms_are_reported_for_what_they_are() {
    let old = "<h1>青石县水务局2015年政府信息公开工作年度报告</h1><p>一、概述</p><p>依法公开。</p>\
        <p>六、政府信息公开的收费及减免情况</p><p>没有。</p><table><tr><td>统计指标<td>单位<td>统计数\
        <tr><td>主动公开政府信息数<td>条<td>120<tr><td>收到申请数<td>件<td>3<tr><td>同意公开答复数<td>件<td>3</table>";
    let early = "<p>青石县水务局2009年政府信息公开年度报告</p><p>一、概述</p><p>公开信息120条，收到申请3件。</p>";
    let school = "<h1>青石大学2022—2023学年信息公开工作年度报告</h1><p>一、概述</p><p>招生考试信息全部公开。</p>\
        <p>二、主动公开情况</p><table><tr><td>类别<td>条数<td>备注<tr><td>人事师资<td>12<td></table>";
    let utility = "<h1>青石县自来水公司2023年度信息公开工作年度报告</h1><p>按照公共企事业单位信息公开的要求，公开供水水质。</p>\
        <p>停水通知32条，答复用户咨询7件。</p>";
    for (page, kind) in [
        (old, OtherKind::Before2019),
        (early, OtherKind::Before2019),
        (school, OtherKind::School),
        (utility, OtherKind::Utility),
    ] {
        let error = refused(page);
        assert!(
            matches!(error, LintError::OtherForm(found) if found == kind),
            "{error}: {page}"
        );
    }
    let lost = "<h1>青石县水务局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>依法公开。</p><img src=a.png>";
    assert!(matches!(refused(lost), LintError::NoTables));
}

#[test]
fn a_text_in_the_stead_of_all_tables_is_a_finding() {
    let page = |stead: &str| {
        format!(
            "<h1>青石县水务局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>依法公开。</p>\
             <p>二、主动公开政府信息情况</p>{stead}<p>三、收到和处理政府信息公开申请情况</p>{stead}\
             <p>四、政府信息公开行政复议、行政诉讼情况</p>{stead}<p>五、存在的主要问题及改进情况</p><p>人手少。</p>\
             <p>六、其他需要报告的事项</p><p>无。</p>"
        )
    };
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    for stead in [
        "<p>无</p>",
        "<p>本年度无此项情况。</p>",
        "<p>／</p>",
        "<p>0</p>",
        "<table><tr><td>无</td></tr></table>",
    ] {
        let page = page(stead);
        let reports = linter.open(page.as_bytes()).unwrap().reports;
        let missing = |seen: &&gouji_model::Observation| seen.kind == ObservationKind::MissingTable;
        assert_eq!(reports[0].observations.iter().filter(missing).count(), 3);
        assert_eq!(reports[0].form.0, "cn-disclosure/2021");
    }
    let page = page("<p><img src=a.png></p>");
    assert!(matches!(refused(&page), LintError::NoTables));
}
