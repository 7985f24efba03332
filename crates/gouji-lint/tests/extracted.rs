//! Text that programs extracted from prints of web pages: numbers apart from their labels, radicals for
//! characters, heads with a word a line.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod laid_text;
use laid_text::{HEADS, report, requests, row};

const TITLE: &str = "青石县水务局2023年政府信息公开工作年度报告\n";
const REQUESTS: &str = "三、收到和处理政府信息公开申请情况\n";
const REVIEW: &str = "四、政府信息公开行政复议、行政诉讼情况\n";

#[test]
fn numbers_that_stand_apart_from_their_labels() {
    // Digits of another typeface stand a little higher than the text behind them.
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         \x20       1.信访举报投诉类申请            1       0       0       0       0       0       1\n\
         \x20            2.重复申请               2       0       0       0       0       0       2\n\
         （五）不予 3.4.要求提供公开出版物            3       0       0       0       0       0       3\n\
         \x20处理 无正当理由大量反复   申请         0       0       0       0       1       0       1\n\
         \x20       5.要求行政机关确认或\n\
         \x20          重新出具已获取信息            0       0       0       0       0       0       0\n\
         （七）总计                              6       0       0       0       1       0       7\n\
         四、结转下年度继续办理                       1       3       0       0       0       0       4\n"
    ));
    assert_eq!(
        requests(&found, "results.not_processed.publication"),
        "3 0 0 0 0 0 3"
    );
    assert_eq!(
        requests(&found, "results.not_processed.massive"),
        "0 0 0 0 1 0 1"
    );
    assert_eq!(
        requests(&found, "results.not_processed.reconfirm"),
        "0 0 0 0 0 0 0"
    );
}

#[test]
fn a_number_that_is_of_no_label_is_not_left_out() {
    // 6. is nobody's: which of the labels it stands for is not known.
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （五）不予 3.6.要求提供公开出版物            3       0       0       0       0       0       3\n\
         \x20处理 无正当理由大量反复   申请         0       0       0       0       1       0       1\n\
         （七）总计                              6       0       0       0       1       0       7\n\
         四、结转下年度继续办理                       1       3       0       0       0       0       4\n"
    ));
    let publications = requests(&found, "results.not_processed.publication");
    assert_eq!(publications, "_ _ _ _ _ _ _");
}

#[test]
fn figures_run_together_over_two_rows_are_no_blank_cell() {
    let rows = |first: &str, second: &str| {
        report(&format!(
            "{TITLE}{REQUESTS}{HEADS}\
             一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
             2.没有现成信息需要另行制作                   {first}       0       0       0       0       0       1\n\
             3.补正后申请内容仍不明确                             0       0       0       0       0       {second}\n\
             （七）总计                              1       0       0       0       0       0       1\n\
             四、结转下年度继续办理                       6       3       0       0       1       0       10\n"
        ))
    };
    for (first, second) in [("10", "0"), ("00", "0")] {
        let found = rows(first, second);
        let unclear = requests(&found, "results.unable.still_unclear");
        assert_eq!(unclear, "_ _ _ _ _ _ _", "{first}");
    }
}

#[test]
fn radicals_in_text_are_the_characters_they_look_like() {
    // 青石县水务局, 申请人, 一、 and 行政 with the radicals that extractors put for the characters.
    let text = format!(
        "⻘⽯县⽔务局2023年政府信息公开⼯作年度报告\n三、收到和处理政府信息公开申请情况\n{}\
         ⼀、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （⼀）予以公开                            6       3       0       0       1       0       10\n\
         7.属于⾏政执法案卷                         1       0       0       0       0       0       1\n\
         （七）总计                              7       3       0       0       1       0       11\n\
         四、结转下年度继续办理                       0       0       0       0       0       0       0\n",
        HEADS.replace("自然人", "⾃然⼈")
    );
    let found = report(&text);
    assert_eq!(found.0.organization.as_deref(), Some("青石县水务局"));
    assert_eq!(requests(&found, "new"), "7 3 0 0 1 0 11");
    assert_eq!(
        requests(&found, "results.denied.enforcement_file"),
        "1 0 0 0 0 0 1"
    );
}

#[test]
fn heads_of_the_review_table_with_a_word_a_line() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n（七）总计 1 0 0 0 0 0 1\n{REVIEW}\
         行政复议 行政诉讼\n结果\n维持\n结果\n纠正\n其他\n结果\n尚未\n审结\n总\n计\n\
         未经复议直接起诉 复议后起诉\n\
         结果\n维持\n结果\n纠正\n其他\n结果\n尚未\n审结\n总\n计\n\
         结果\n维持\n结果纠\n正\n其他\n结果\n尚未审\n结 总计\n\
         1 0 2 0 3 0 0 0 4 4 5 0 0 0 5\n五、存在的主要问题及改进情况\n无。\n"
    ));
    let columns = ["upheld", "corrected", "other", "pending", "total"];
    for (name, cells) in [
        ("reconsideration", "1 0 2 0 3"),
        ("litigation.direct", "0 0 0 4 4"),
        ("litigation.after_reconsideration", "5 0 0 0 5"),
    ] {
        assert_eq!(row(&found, &format!("review/{name}"), &columns), cells);
    }
}

#[test]
fn figures_of_two_rows_set_column_by_column() {
    // Figures of a row that stand a little lower are set with those of the next, each column where the last
    // one ended.
    let found = |second: &str| {
        report(&format!(
            "{TITLE}{REQUESTS}{HEADS}\
             一、本年新收政府信息公开申请数量           0   3     0   0     1174   0    1177\n\
             \x20          3.危及“三安全一稳定”   0   0     0   0     0      0    0\n\
             \x20   （三）不 4.保护第三方合法权益 0 0 0 0\n\
             \x20   予公开 5.属于三类内部事务信息 0 3 0 {second}                 1174\n\
             \x20                                             0\n\
             \x20                                                    0\n\
             \x20                                                    0\n\
             \x20                                                        1174\n\
             \x20                                                         3\n\
             \x20          6.属于四类过程性信息    0   0     0   0     0      0    0\n\
             \x20          （七）总计        0   3     0   0     1174   0    1177\n\
             四、结转下年度继续办理         0   0     0   0     0      0    0\n"
        ))
    };
    let read = found("0");
    assert_eq!(
        requests(&read, "results.denied.third_party"),
        "0 0 0 0 1174 0 1174"
    );
    assert_eq!(
        requests(&read, "results.denied.internal_affairs"),
        "0 3 0 0 0 0 3"
    );
    // Where a row does not add up, the figures may be of other columns.
    let read = found("2");
    assert_eq!(
        requests(&read, "results.denied.internal_affairs"),
        "_ _ _ _ _ _ _"
    );
}

#[test]
fn zeros_of_two_rows_run_together() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （一）予以公开                              7       3       0       0       1       0       11\n\
         \x20    （四）无 1.2.本机关不掌握相关政府信息\n\
         \x20                           0            0       0       0       0       0       0\n\
         \x20法提供 没有现成信息需要另行制作 00                 0       0       0       0       0       0\n\
         \x20          3.补正后申请内容仍不明确               0       0       0       0       0       0\n\
         （七）总计                                7       3       0       0       1       0       11\n\
         四、结转下年度继续办理                       0       0       0       0       0       0       0\n"
    ));
    for name in ["not_held", "needs_creation", "still_unclear"] {
        let cells = requests(&found, &format!("results.unable.{name}"));
        assert_eq!(cells, "0 0 0 0 0 0 0", "{name}");
    }
}

const PROACTIVE: &str = "二、主动公开政府信息情况\n";

#[test]
fn a_label_that_ends_with_the_word_for_a_unit_on_its_second_line() {
    let found = report(&format!(
        "{TITLE}{PROACTIVE}       第二十条第（一）项\n \
         信息内容 本年制发件\n        数\n             本年废止件 现行有效件\n                数    数\n  \
         规章     0       0   0\n行政规范性文 272\n  件           71821  2\n\n       \
         第二十条第（五）项\n 信息内容      本年处理决定数量\n 行政许可            6\n"
    ));
    let columns = ["issued", "repealed", "in_force"];
    let documents = row(&found, "proactive/normative_documents", &columns);
    assert_eq!(documents, "272 71821 2");
}

#[test]
fn a_figure_alone_on_its_line() {
    let fees = |text: &str| {
        let found = report(&format!("{TITLE}{PROACTIVE}{text}"));
        let cells = [("licensing", "decisions"), ("fees", "amount")];
        cells.map(|(name, column)| row(&found, &format!("proactive/{name}"), &[column]))
    };
    // Between the lines of its label.
    let within = "第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n\
                  行政规范性文件 2 1 3\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 6\n\
                  第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收\n0.92\n费\n";
    assert_eq!(fees(within), ["6", "0.92"]);
    // Below it, as all others are.
    let below = "第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章\n0 0 0\n\
                 行政规范性文件\n2 1 3\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可\n6\n\
                 第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费\n4548.3\n";
    assert_eq!(fees(below), ["6", "4548.3"]);
    // Where all others stand beside theirs it may be the number of a page.
    let paged = within.replace("行政事业性收\n0.92\n费\n", "行政事业性收费\n3\n");
    assert_eq!(fees(&paged), ["6", "_"]);
}

/// The rows of a table whose cells stand a single space apart, or so many as a program puts between them.
fn spaced(rows: &[&str], gap: &str) -> String {
    let row = |row: &&str| row.replace(' ', gap).replace('_', " ");
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_row_that_runs_over_the_end_of_its_line_goes_on_in_the_next() {
    let heads = [
        "自然人 法人或其他组织 总计",
        "商业企业 科研机构 社会公益组织 法律服务机构 其他",
    ];
    let before = "二、上年结转政府信息公开申请数量 14 0 3 1 2 0 20";
    let behind = [
        "（七）总计 995 41 63 45 57 57 1258",
        "四、结转下年度继续办理 2 4 1 4 3 1 15",
    ];
    for (new, gap) in [
        ("983 45 61 48 58 58\n1253", " "),
        ("983 45 61 48 58 58\n____1253", " "),
        ("983 45 61\n48 58 58 1253", " "),
        ("983\n45 61 48 58 58 1253", "\u{3000}"),
        ("983 45 61 48 58\n58 1253", "\u{a0}"),
    ] {
        let own = format!("一、本年新收政府信息公开申请数量 {new}");
        let rows = [&heads[..], &[&own, before], &behind].concat();
        let text = format!("{TITLE}{REQUESTS}{}\n", spaced(&rows, gap));
        let found = report(&text);
        assert_eq!(requests(&found, "new"), "983 45 61 48 58 58 1253", "{text}");
        assert_eq!(
            requests(&found, "carried_over"),
            "14 0 3 1 2 0 20",
            "{text}"
        );
    }
    // Between cells two or three spaces apart the places of the figures speak, and say no column here.
    for gap in ["  ", "   "] {
        for new in ["983 45 61 48 58 58\n1253", "9 4 6 4 5 5\n_______________33"] {
            let own = format!("一、本年新收政府信息公开申请数量 {new}");
            let rows = [&heads[..], &[&own, before], &behind].concat();
            let found = report(&format!("{TITLE}{REQUESTS}{}\n", spaced(&rows, gap)));
            let read = requests(&found, "new");
            let whole = new.replace(['\n', '_'], " ");
            let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(read == whole || read == "_ _ _ _ _ _ _", "{read}");
        }
    }
}
