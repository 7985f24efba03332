//! Figures of laid-out text that narrow cells break over lines, at the edges of their table.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::{ObservationKind, Report};
use gouji_pack::Packs;

mod laid_text;
use laid_text::{HEADS, RESULTS, REVIEW_ROWS, report, requests, row};

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

const REVIEW: &str = "四、政府信息公开行政复议、行政诉讼情况\n";

#[test]
fn full_width_figures_broken_in_the_middle_of_the_row() {
    let heads = "\
          行政复议           行政诉讼\n\
        \x20         未经复议直接起诉   复议后起诉\n\
        结 结 其 尚\n\
        \x20         结 结 其 尚   结 结 其 尚\n\
        果 果 他 未 总\n\
        \x20         果 果 他 未 总 果 果 他 未 总\n\
        维 纠 结 审 计\n\
        \x20         维 纠 结 审 计 维 纠 结 审 计\n\
        持 正 果 结\n\
        \x20         持 正 果 结   持 正 果 结\n";
    for (above, row_of_others, below, broken, read) in [
        (
            "        １\n",
            "３ ２ ４ ３   ２ １ １ ３ ７ ４ １ ３ １ ９\n",
            "        ２\n",
            0,
            "３ ２ ４ ３ １２",
        ),
        (
            "                            １\n",
            "４ ０ ２ ３ ９ ０ ０ ４ ０ ４ ３ ２ ３ ２\n",
            "                            ０\n",
            2,
            "３ ２ ３ ２ １０",
        ),
        // Where it does not add up, the digits may be those of another figure.
        (
            "        １\n",
            "３ ２ ４ ３   ２ １ １ ３ ７ ４ １ ３ １ ９\n",
            "        ３\n",
            0,
            "_ _ _ _ _",
        ),
    ] {
        let found = report(&format!(
            "{TITLE}{REQUESTS}{HEADS}\
             一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
             （七）总计                                7       3       0       0       1       0       11\n\
             {REVIEW}{heads}{above}{row_of_others}{below}"
        ));
        let cells = row(&found, REVIEW_ROWS[broken], &RESULTS);
        assert_eq!(cells, read, "{row_of_others}");
        let is_told = is_lost(&found) || !found.0.uncertain_tables.is_empty();
        assert_eq!(is_told, read.contains('_'));
    }
}

/// A table of requests with the digits of each figure below each other, the middles of a row on one line.
fn stacked(rows: &[(&str, [&str; 7])]) -> String {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let form = &packs
        .packs()
        .iter()
        .find(|pack| pack.form.id.0.ends_with("/2021"))
        .unwrap()
        .form;
    let leaves = form.tables[1].blocks[0]
        .rows
        .iter()
        .filter(|row| !row.group);
    let mut text = String::new();
    for label in leaves.map(|row| row.label.text.as_str()) {
        let own = rows.iter().find(|(id, _)| label.ends_with(id));
        let figures = own.map_or(["0"; 7], |(_, figures)| *figures);
        let height = figures.iter().map(|figure| figure.len()).max().unwrap();
        for at in 0..height {
            let named = at == (height - 1) / 2;
            let label = if named { label } else { "" };
            let wide = label.chars().filter(|c| !c.is_ascii()).count();
            let mut line = format!("{label}{}", " ".repeat(80 - label.chars().count() - wide));
            for figure in &figures {
                let digit = at.checked_sub((height - figure.len()) / 2);
                let digit = digit.and_then(|at| figure.get(at..=at));
                line += &format!("{:10}", digit.unwrap_or_default());
            }
            text += line.trim_end();
            text.push('\n');
        }
    }
    text
}

#[test]
fn digits_below_each_other_are_figures_where_one_way_to_part_them_is_left() {
    let read = |granted: [&str; 7]| {
        let rows = [
            (
                "一、本年新收政府信息公开申请数量",
                ["0", "0", "0", "124", "13", "0", "137"],
            ),
            ("（一）予以公开", granted),
            ("（七）总计", ["0", "0", "0", "117", "13", "0", "130"]),
            (
                "四、结转下年度继续办理",
                ["0", "0", "0", "7", "0", "0", "7"],
            ),
        ];
        let found = report(&format!("{TITLE}{REQUESTS}{HEADS}{}", stacked(&rows)));
        ["new", "results.granted", "carried_forward"].map(|name| requests(&found, name))
    };
    assert_eq!(
        read(["0", "0", "0", "117", "13", "0", "130"]),
        ["0 0 0 124 13 0 137", "0 0 0 117 13 0 130", "0 0 0 7 0 0 7"]
    );
    // Where a row does not add up, its digits may be those of others.
    let unread = "_ _ _ _ _ _ _";
    let [new, granted, _] = read(["0", "0", "0", "117", "13", "0", "131"]);
    assert_eq!([new.as_str(), granted.as_str()], [unread, unread]);
}

#[test]
fn an_amount_broken_behind_its_point_is_unread() {
    for (above, below) in [("18.", "2"), ("１８.", "２"), ("18．", "25")] {
        let found = report(&format!(
            "青石县水务局2022年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n\
             第二十条第（一）项\n信息内容         本年制发件数  本年废止件数  现行有效件数\n\
             规章             0             0             0\n行政规范性文件   1             0             3\n\
             第二十条第（五）项\n信息内容         本年处理决定数量\n行政许可         12\n\
             第二十条第（六）项\n信息内容         本年处理决定数量\n行政处罚         3\n行政强制         0\n\
             第二十条第（八）项\n信息内容         本年收费金额（单位：万元）\n                 {above}\n\
             行政事业性收费   {below}\n\n三、收到和处理政府信息公开申请情况\n\n略。\n"
        ));
        let fees = row(&found, "proactive/fees", &["amount"]);
        assert_eq!(fees, "_", "{above}{below}");
        assert_eq!(row(&found, "proactive/penalties", &["decisions"]), "3");
    }
}
