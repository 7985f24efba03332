//! Tables beside each other in one grid: last year's to the right of this year's. The report's own is read, or
//! it is said that two tables differ.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::{ObservationKind, Report};

mod laid_text;
use laid_text::{REVIEW_ROWS, report, requests, row};

const NEW: &str = "一、本年新收政府信息公开申请数量";
const CARRIED: &str = "二、上年结转政府信息公开申请数量";

/// The rows of a table of requests, as texts between commas.
fn table(new: &str, total: &str) -> Vec<String> {
    let heads = "自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计";
    vec![
        format!("项目,,,{heads}"),
        format!("{NEW},,,{new}"),
        format!("{CARRIED},,,1,0,0,0,0,0,1"),
        format!("三、本年度办理结果,（一）予以公开,,{total}"),
        format!(",（七）总计,,{total}"),
        "四、结转下年度继续办理,,,0,1,0,0,0,0,1".to_owned(),
    ]
}

const OWN: [&str; 2] = ["9,4,0,0,0,0,13", "10,3,0,0,0,0,13"];
const LAST: [&str; 2] = ["20,5,1,0,0,0,26", "21,4,1,0,0,0,26"];

/// A report whose rows of section three have others to their right, a gap of blank cells between.
fn beside(own: &[String], captions: &str, right: &[String]) -> String {
    let mut lines = vec![
        "青石县水务局2024年政府信息公开工作年度报告".to_owned(),
        "三、收到和处理政府信息公开申请情况".to_owned(),
        captions.to_owned(),
    ];
    let pairs = own.iter().zip(right);
    lines.extend(pairs.map(|(own, right)| format!("{own},,,,{right}")));
    lines.push("四、政府信息公开行政复议、行政诉讼情况".to_owned());
    lines.push("行政复议,,,,,行政诉讼,,,,,,,,,".to_owned());
    lines.push(
        "结果维持,结果纠正,其他结果,尚未审结,总计,未经复议直接起诉,,,,,复议后起诉,,,,".to_owned(),
    );
    let results = "结果维持,结果纠正,其他结果,尚未审结,总计";
    lines.push(format!(",,,,,{results},{results}"));
    lines.push("1,0,0,0,1,0,2,0,0,2,3,0,0,0,3".to_owned());
    let width = |line: &String| 28 - line.matches(',').count();
    let padded = lines
        .iter()
        .map(|line| format!("{line}{}\n", ",".repeat(width(line))));
    padded.collect()
}

fn differs(report: &Report) -> bool {
    let mut seen = report.observations.iter();
    seen.any(|seen| seen.kind == ObservationKind::DifferingCopies)
}

#[test]
fn of_two_tables_beside_each_other_that_of_another_year_is_not_read() {
    let (own, last) = (table(OWN[0], OWN[1]), table(LAST[0], LAST[1]));
    let gap = ",".repeat(13);
    for caption in ["2023年收到和处理政府信息公开申请情况", "上年数据"] {
        let found = report(&beside(&own, &format!("{gap}{caption}"), &last));
        assert_eq!(requests(&found, "new"), "9 4 0 0 0 0 13", "{caption}");
        assert_eq!(requests(&found, "results.total"), "10 3 0 0 0 0 13");
        assert!(!differs(&found.0) && found.0.uncertain_tables.is_empty());
        // What stands in the columns of the second table further down is of no second table.
        let columns = ["upheld", "corrected", "other", "pending", "total"];
        assert_eq!(row(&found, REVIEW_ROWS[2], &columns), "3 0 0 0 3");
    }
    // The report's own may as well stand on the right.
    let captions = format!("2023年数据{gap}2024年数据");
    let found = report(&beside(&last, &captions, &own));
    assert_eq!(requests(&found, "new"), "9 4 0 0 0 0 13");
    assert!(!differs(&found.0) && found.0.uncertain_tables.is_empty());
}

#[test]
fn two_tables_beside_each_other_that_no_caption_tells_apart_differ() {
    let (own, last) = (table(OWN[0], OWN[1]), table(LAST[0], LAST[1]));
    let found = report(&beside(&own, "", &last));
    assert_eq!(
        requests(&found, "new"),
        "_ _ 0 0 0 0 _".replace("_ _ 0", "_ _ _")
    );
    assert!(differs(&found.0) && !found.0.uncertain_tables.is_empty());
}

#[test]
fn a_table_beside_itself_is_read_once() {
    let own = table(OWN[0], OWN[1]);
    let found = report(&beside(&own, "", &own));
    assert_eq!(requests(&found, "new"), "9 4 0 0 0 0 13");
    assert!(!differs(&found.0) && found.0.uncertain_tables.is_empty());
}
