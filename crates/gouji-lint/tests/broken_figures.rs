//! Figures of laid-out text that narrow cells break over lines, at the edges of their table.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::{ObservationKind, Report};
use gouji_pack::Packs;

mod laid_text;
use laid_text::{HEADS, report, requests, row};

const TITLE: &str = "青石县水务局2023年政府信息公开工作年度报告\n";
const REQUESTS: &str = "三、收到和处理政府信息公开申请情况\n";

fn is_lost(found: &(Report, Packs)) -> bool {
    let seen = |kind| found.0.observations.iter().any(|seen| seen.kind == kind);
    seen(ObservationKind::UnreadableTable)
}

#[test]
fn the_end_of_a_figure_alone_below_the_table_leaves_it_unread() {
    for (below, is_read) in [
        ("", true),
        ("                       5\n", false),
        ("    9\n", true),
    ] {
        let found = report(&format!(
            "{TITLE}二、主动公开政府信息情况\n\
             第二十条第（一）项\n\
             信息内容              本年制发件数   本年废止件数   现行有效件数\n\
             规章                  0              0              0\n\
             行政规范性文件        0              0              0\n\
             第二十条第（五）项\n\
             信息内容              本年处理决定数量\n\
             行政许可              12\n\
             第二十条第（六）项\n\
             信息内容              本年处理决定数量\n\
             行政处罚              3\n\
             行政强制              4\n\
             第二十条第（八）项\n\
             信息内容              本年收费金额（单位：万元）\n\
             行政事业性收费        8.7\n\
             {below}\n{REQUESTS}"
        ));
        assert_eq!(
            is_lost(&found),
            !is_read,
            "{below:?}: {:?}",
            found.0.observations
        );
    }
}

#[test]
fn a_figure_pushed_aside_by_its_label_is_unread_where_digits_stand_below() {
    let long = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请";
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量    3         1         0         0             0             0     4\n\
         {long} 0 1 0 0 0 0 1\n\
         \x20                                           0                                            0\n\
         3.其他                              3         0         0         0             0             0     3\n\
         （七）总计                          3         1         0         0             0             0     4\n\
         \x20                                           0                                            0\n\
         四、结转下年度继续办理              0         0         0         0             0             0     0\n"
    ));
    assert_eq!(
        requests(&found, "results.other.fee_unpaid"),
        "_ _ _ _ _ _ _"
    );
    assert_eq!(requests(&found, "results.total"), "_ _ _ _ _ _ _");
}

#[test]
fn figures_below_a_label_are_not_its_own_where_the_next_label_is_lost() {
    let found = report(&format!(
        "青石县水务局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\
         第二十条第（一）项\n\
         信息内容         本年新制作数量   本年新公开数量   对外公开总数量\n规章\n规范性文件\n\
         第二十条第（五）项\n\
         信息内容         上一年项目数量   本年增/减        处理决定数量\n行政许可\n\
         \x20                3                3                288\n\
         第二十条第（六）项\n\
         信息内容         上一年项目数量   本年增/减        处理决定数量\n\
         行政处罚         69449            90               1\n\
         行政强制         25894            100              20292\n\
         第二十条第（八）项\n\
         信息内容         上一年项目数量   本年增/减\n行政事业性收费   794              128\n\
         第二十条第（九）项\n信息内容         采购项目数量     采购总金额\n政府集中采购\n{REQUESTS}"
    ));
    let licensing = row(
        &found,
        "proactive/licensing",
        &["previous", "change", "decisions"],
    );
    assert_eq!(licensing, "_ _ _");
}
