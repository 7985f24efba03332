//! Figures of laid-out text that narrow cells break over lines, at the edges of their table.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::{ObservationKind, Report};
use gouji_pack::Packs;

mod laid_text;
use laid_text::report;

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
