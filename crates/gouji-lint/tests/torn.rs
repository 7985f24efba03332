//! What programs that print pages as text do to narrow tables: figures run together, rows in stripes,
//! labels glued to each other, groups named again on the next page. Read right, or said to be unread.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::{ObservationKind, Report};
use gouji_pack::Packs;

mod laid_text;
use laid_text::{HEADS, report, requests, row};

const TITLE: &str =
    "青石县水务局2020年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n";

const UNREAD: &str = "_ _ _ _ _ _ _";

fn is_blocked(found: &(Report, Packs)) -> bool {
    !(found.0.uncertain_tables.is_empty() && found.0.lost_tables.is_empty())
}

/// A table whose first row and total have their last two figures run together.
fn run_together(forward: [&str; 2]) -> (Report, Packs) {
    report(&format!(
        "{TITLE}{HEADS}\
         一、本年新收政府信息公开申请数量           168  307  259  330  167 3241555\n\
         二、上年结转政府信息公开申请数量             0    0    0    0    0    0    0\n\
         （一）予以公开                         153  307  259  327  152  321 1519\n\
         （二）部分公开                           0    0    0    0    0    0    0\n\
         （七）总计                            153  307  259  327  152 3211519\n\
         四、结转下年度继续办理                    15    0    0    3   15    {}   {}\n",
        forward[0], forward[1]
    ))
}

#[test]
fn figures_run_together_are_parted_where_all_sums_agree() {
    let found = run_together(["3", "36"]);
    assert_eq!(requests(&found, "new"), "168 307 259 330 167 324 1555");
    assert_eq!(
        requests(&found, "results.total"),
        "153 307 259 327 152 321 1519"
    );
    // The places are those of the parts.
    let form = &found.1.pack(&found.0.form).unwrap().form;
    let place = |cell: &str| found.0.cell(form.cell(cell).unwrap()).unwrap().place;
    let (left, right) = (
        place("requests/new/legal.other"),
        place("requests/new/total"),
    );
    let (gouji_model::Place::Text(left), gouji_model::Place::Text(right)) = (left, right) else {
        panic!("no text places");
    };
    assert_eq!(left.end, right.start);
    assert_eq!((left.end - left.start, right.end - right.start), (3, 4));
}

#[test]
fn figures_run_together_stay_unread_where_a_sum_speaks_against_it() {
    let found = run_together(["4", "37"]);
    assert_eq!(requests(&found, "new"), UNREAD);
    assert_eq!(requests(&found, "results.total"), UNREAD);
    assert_eq!(
        requests(&found, "results.granted"),
        "153 307 259 327 152 321 1519"
    );
    assert!(is_blocked(&found));
}

#[test]
fn three_figures_run_together() {
    let found = report(&format!(
        "{TITLE}{HEADS}\
         一、本年新收政府信息公开申请数量         195 2284 4538 542   1936275012245\n\
         二、上年结转政府信息公开申请数量           0    0    0    0    0    0    0\n\
         （一）予以公开                       195 2284 4538  542 1936 2750 12245\n\
         （七）总计                          195 2284 4538  542 1936 2750 12245\n\
         四、结转下年度继续办理                  0    0    0    0    0    0    0\n"
    ));
    assert_eq!(requests(&found, "new"), "195 2284 4538 542 1936 2750 12245");
}

#[test]
fn rows_in_stripes_with_labels_between() {
    let found = report(&format!(
        "{TITLE}{HEADS}\
         一、本年新收政府信息公开申请数量           6    8    0   13    0    0   27\n\
         二、上年结转政府信息公开申请数量           0    0    0    0    0    0    0\n\
         5.属于三类内部事务信息\n\
         6.属于四类过程性信息\n\
         \x20                                6    1    0\n\
         \x20                                0    0    0\n\
         \x20                                             13\n\
         \x20                                              0\n\
         \x20                                                   0    0   20\n\
         \x20                                                   0    0    0\n\
         4.无正当理由大量反复申请               0    0    0    0\n\
         5.要求行政机关确认或重新出具           0    7    0    0\n\
         \x20                                                    0    0    0\n\
         已获取信息                                          0    0    7\n\
         （七）总计                          6    8    0   13    0    0   27\n\
         四、结转下年度继续办理                 0    0    0    0    0    0    0\n"
    ));
    assert_eq!(
        requests(&found, "results.denied.internal_affairs"),
        "6 1 0 13 0 0 20"
    );
    assert_eq!(
        requests(&found, "results.denied.deliberative"),
        "0 0 0 0 0 0 0"
    );
    assert_eq!(
        requests(&found, "results.not_processed.massive"),
        "0 0 0 0 0 0 0"
    );
    assert_eq!(
        requests(&found, "results.not_processed.reconfirm"),
        "0 7 0 0 0 0 7"
    );
}

#[test]
fn stripes_that_do_not_add_up_are_unread() {
    let found = report(&format!(
        "{TITLE}{HEADS}\
         一、本年新收政府信息公开申请数量           6    8    0    0    0    0   14\n\
         4.无正当理由大量反复申请               0    0    0    0\n\
         5.要求行政机关确认或重新出具           0    7    0    0\n\
         \x20                                                    0    0    7\n\
         已获取信息                                          0    0    0\n\
         （七）总计                          0    7    0    0    0    0    7\n\
         四、结转下年度继续办理                 6    1    0    0    0    0    7\n"
    ));
    assert_eq!(requests(&found, "results.not_processed.massive"), UNREAD);
    assert_eq!(requests(&found, "results.not_processed.reconfirm"), UNREAD);
    assert!(is_blocked(&found));
}

#[test]
fn two_rows_with_blank_cells_are_not_one() {
    let found = report(&format!(
        "{TITLE}{HEADS}\
         一、本年新收政府信息公开申请数量   331  724  1317  5862  3826  133  12193\n\
         二、上年结转政府信息公开申请数量                2 2                1 5\n\
         （一）予以公开                         4 452              456\n\
         （七）总计                       331  723  1319  5859  3823  119  12174\n\
         四、结转下年度继续办理                   3          3      3    15    24\n"
    ));
    let carried = requests(&found, "carried_over");
    assert!(!carried.contains("456"), "{carried}");
    assert!(is_blocked(&found));
}

#[test]
fn labels_glued_to_pieces_of_their_groups() {
    let found = report(&format!(
        "{TITLE}\
         \x20                                   社会 法律\n\
         （本列数据的勾稽关系为：第一项加第二项之和， 自然 商业 科研 公益 服务 其\n\
         \x20    等于第三项加第四项之和）         人 企业 机构 组织 机构 他 总计\n\
         一、本年新收政府信息公开申请数量         9 8 7 6 5 4 39\n\
         二、上年结转政府信息公开申请数量          0 0 0 0 0 0 0\n\
         三、本年度办（一）予以公开            9 0 0 0 0 0 9\n\
         \x20   （三）不予公1.属于国家秘密      0 8 0 0 0 0 8\n\
         理结无法提1.本机关不掌握相关政府信息      0 0 7 0 0 0 7\n\
         \x20果 供 2.没有现成信息需要另行制作 0 0 0 6 0 0 6\n\
         \x20        （六）其他处理       0 0 0 0 5 4 9\n\
         \x20        （七）总计         9 8 7 6 5 4 39\n\
         四、结转下年度继续办理               0 0 0 0 0 0 0\n"
    ));
    assert_eq!(requests(&found, "new"), "9 8 7 6 5 4 39");
    assert_eq!(requests(&found, "results.granted"), "9 0 0 0 0 0 9");
    assert_eq!(
        requests(&found, "results.denied.state_secret"),
        "0 8 0 0 0 0 8"
    );
    assert_eq!(requests(&found, "results.unable.not_held"), "0 0 7 0 0 0 7");
    assert_eq!(
        requests(&found, "results.unable.needs_creation"),
        "0 0 0 6 0 0 6"
    );
}

#[test]
fn a_group_named_again_on_the_next_page() {
    let found = report(&format!(
        "{TITLE}{HEADS}\
         一、本年新收政府信息公开申请\n\
         数量                             3      0       0     0       0    0     3\n\
         \x20         4.保护第\n\
         \x20         三方合法\n\
         \x20         权益               3      0       0     0       0    0     3\n\n\n\n\
         \x20                              Page 1\n\n\n\
         \x20     （三）不\n\
         \x20     予公开\n\
         \x20                      Sheet1\n\
         \x20         6.属于四\n\
         \x20         类过程性\n\
         \x20         信息               0      0       0     0       0    0     0\n\
         \x20         8.属于行\n\
         \x20    （三）不 政查询事\n\
         \x20    予公开  项              0      0       0     0       0    0     0\n\
         \x20    （七）总计              3      0       0     0       0    0     3\n\
         四、结转下年度继续办理          0      0       0     0       0    0     0\n"
    ));
    assert_eq!(requests(&found, "new"), "3 0 0 0 0 0 3");
    assert_eq!(
        requests(&found, "results.denied.third_party"),
        "3 0 0 0 0 0 3"
    );
    assert_eq!(
        requests(&found, "results.denied.deliberative"),
        "0 0 0 0 0 0 0"
    );
    assert_eq!(
        requests(&found, "results.denied.admin_query"),
        "0 0 0 0 0 0 0"
    );
    let unknown = |kind| kind == ObservationKind::UnknownRow;
    assert!(!found.0.observations.iter().any(|seen| unknown(seen.kind)));
}

/// The report of a page of one cell a line, the review table of which is given.
fn stream(review: &str) -> (Report, Packs) {
    report(&format!(
        "{TITLE}一、本年新收政府信息公开申请数量 |\n1 |\n0 |\n0 |\n0 |\n0 |\n0 |\n1 |\n\
         （七）总计 |\n1 |\n0 |\n0 |\n0 |\n0 |\n0 |\n1 |\n\
         四、政府信息公开行政复议、行政诉讼情况\n\n{review}\n五、存在的主要问题及改进情况\n"
    ))
}

fn lines(cells: &str) -> String {
    cells.split(' ').map(|cell| format!("{cell} |\n")).collect()
}

const RESULTS: &str = "结果维持 结果纠正 其他结果 尚未审结 总计";

#[test]
fn review_tables_one_cell_a_line() {
    let named =
        |name: &str, figures: &str| format!("{name}{}", lines(&format!("{RESULTS} {figures}")));
    let three = format!(
        "{}\n{}\n{}",
        named("行政复议\n\n", "1 0 0 0 1"),
        named("行政诉讼（未经复议直接起诉）\n\n", "0 2 0 0 2"),
        named("行政诉讼（复议后起诉）\n\n", "0 0 0 3 3")
    );
    let down = lines(&format!(
        "{RESULTS} 行政复议 1 0 0 0 1 行政诉讼 未经复议直接起诉 0 2 0 0 2 复议后起诉 0 0 0 3 3"
    ));
    let whole = lines(&format!(
        "行政复议 行政诉讼 {RESULTS} 未经复议直接起诉 复议后起诉 {RESULTS} {RESULTS} \
         1 0 0 0 1 0 2 0 0 2 0 0 0 3 3"
    ));
    for page in [three, down, format!("{whole}\n{whole}")] {
        let found = stream(&page);
        let form = &found.1.pack(&found.0.form).unwrap().form;
        let cells = |row: &str| {
            let cell = |column: &&str| {
                let id = form.cell(&format!("review/{row}/{column}")).unwrap();
                let cell = found.0.cell(id);
                cell.map_or("_".to_owned(), |cell| cell.text().into_owned())
            };
            let columns = ["upheld", "corrected", "other", "pending", "total"];
            columns.iter().map(cell).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(cells("reconsideration"), "1 0 0 0 1", "{page}");
        assert_eq!(cells("litigation.direct"), "0 2 0 0 2", "{page}");
        assert_eq!(
            cells("litigation.after_reconsideration"),
            "0 0 0 3 3",
            "{page}"
        );
    }
}

#[test]
fn a_figure_of_a_lost_label_is_not_its_groups() {
    let line = |label: &str| format!("| {label} | 0 | 14 | 0 | 12 | 8 | 0 | 34 |\n");
    let found = report(&format!(
        "{TITLE}| | | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n\
         |---|---|---|---|---|---|---|---|---|\n{}{}{}{}{}",
        line("一、本年新收政府信息公开申请数量 | "),
        line("（四）无法提供 | 1.本机关不掌握相关政府信息"),
        line("（四）无法提供 | "),
        line("（四）无法提供 | 3.补正后申请内容仍不明确"),
        line("（七）总计 | "),
    ));
    assert_eq!(requests(&found, "results.unable"), UNREAD);
    assert!(is_blocked(&found));
}

/// One cell a line, zeros left blank: a column of no form before the figures, or behind them.
#[test]
fn blanks_too_many_in_a_stream_are_told() {
    let heads = "结果维持 |\n结果纠正 |\n其他结果 |\n尚未审结 |\n总计 |\n";
    let blanks = " |\n".repeat(15);
    let numbered = |head: &str| {
        report(&format!(
            "{TITLE}{HEADS}一、本年新收政府信息公开申请数量           168  307  259  330  167  324  1555\n\
             （七）总计                            153  307  259  327  152  321  1519\n\
             四、政府信息公开行政复议、行政诉讼情况\n\n{head} |\n行政复议 |\n行政诉讼 |\n |\n{heads}未经复议直接起诉 |\n\
             复议后起诉 |\n |\n{heads}{heads}1 |\n{blanks}"
        ))
    };
    let first = |found: &(Report, Packs)| row(found, "review/reconsideration", &["upheld"]);
    // Below a heading of numbers it is one; below another it may be a figure.
    assert_eq!(first(&numbered("序号")), "");
    let numbered = numbered("附注");
    assert_eq!(first(&numbered), "_");
    let spaced = report(
        "青石县水务局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\n第二十条第（一）项 |\n信息内容 |\n\
         本年制发件数 |\n本年废止件数 |\n现行有效件数 |\n规章 |\n |\n |\n |\n |\n |\n行政规范性文件 |\n |\n |\n |\n\
         294 |\n |\n第二十条第（五）项 |\n信息内容 |\n本年处理决定数量 |\n行政许可 |\n12 |\n第二十条第（六）项 |\n\
         信息内容 |\n本年处理决定数量 |\n行政处罚 |\n3 |\n行政强制 |\n4 |\n",
    );
    assert!(is_blocked(&numbered) && is_blocked(&spaced));
    let form = spaced.1.pack(&spaced.0.form).unwrap();
    let cells = ["issued", "repealed", "in_force"];
    for cell in cells.map(|column| format!("proactive/normative_documents/{column}")) {
        let id = form.form.cell(&cell).unwrap();
        assert!(spaced.0.cell(id).is_none(), "{cell}");
    }
}

#[test]
fn a_total_in_front_stays_in_front_in_every_row() {
    let found = report(
        "青石县水务局2023年政府信息公开工作年度报告\n\
         四、政府信息公开行政复议、行政诉讼情况\n\
         \x20                             总计   结果维持   结果纠正   其他结果   尚未审结\n\
         行政复议                      280    10         0          270        0\n\
         行政诉讼   未经复议直接起诉   545    5          0          0          540\n\
         \x20          复议后起诉         319    19         0          0          300\n",
    );
    let columns = ["upheld", "corrected", "other", "pending", "total"];
    for (name, expected) in [
        ("reconsideration", "10 0 270 0 280"),
        ("litigation.direct", "5 0 0 540 545"),
        ("litigation.after_reconsideration", "19 0 0 300 319"),
    ] {
        assert_eq!(row(&found, &format!("review/{name}"), &columns), expected);
    }
}

#[test]
fn heads_in_other_words_on_two_lines_without_the_cells_they_cover() {
    let found = |upper: &str, lower: &str| {
        let row = |label: &str, figures: &str| format!("{label}\t{}\n", figures.replace(' ', "\t"));
        report(&format!(
            "{TITLE}\t申请人情况\n{upper}\n{lower}\n{}{}{}{}",
            row("一、本年新收政府信息公开申请数量", "7 3 0 0 1 0 11"),
            row("三、本年度办理结果\t（一）予以公开", "6 3 0 0 1 0 10"),
            row("（七）总计", "6 3 0 0 1 0 10"),
            row("四、结转下年度继续办理", "1 0 0 0 0 0 1"),
        ))
    };
    let upper = "自然人\t法人和其他组织\t合计";
    let lower = "企业\t科研机构\t公益组织\t法律服务机构\t其他";
    let read = found(upper, lower);
    assert_eq!(requests(&read, "new"), "7 3 0 0 1 0 11");
    assert_eq!(requests(&read, "results.granted"), "6 3 0 0 1 0 10");
    // With a head too many, and one too few on the other line, they are of no known order.
    let read = found(
        "自然人\t法人和其他组织\t企业\t合计",
        "科研机构\t公益组织\t法律服务机构\t其他",
    );
    assert_eq!(requests(&read, "new"), "_ _ _ _ _ _ _");
}

/// A table whose head is torn by the end of a page, in Markdown as programs for PDF write it: two tables, the
/// columns of the first without those that its piece of the head does not part.
fn torn_head(upper: &str, lower: &str) -> (Report, Packs) {
    report(&format!(
        "{TITLE}\n| （本列数据的勾稽关系为：第一项加第二项之 | 申请人情况 |  |  |\n|---|---|---|---|\n\
         |  | {upper} |\n\n\n\
         | 和，等于第三项加第四项之和） |  |  | {lower} |\n|---|---|---|---|---|---|---|---|---|---|\n\
         | 一、本年新收政府信息公开申请数量 |  |  | 13 | 0 | 2 | 1 | 4 | 0 | 20 |\n\
         | 二、上年结转政府信息公开申请数量 |  |  | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n\
         | 三、本年度办理结果 | （一）予以公开 |  | 3 | 0 | 0 | 0 | 1 | 0 | 4 |\n\
         |  | （三）不予公开 | 1.属于国家秘密 | 8 | 0 | 2 | 1 | 3 | 0 | 14 |\n\
         |  | （七）总计 |  | 11 | 0 | 2 | 1 | 4 | 0 | 18 |\n\
         | 四、结转下年度继续办理 |  |  | 4 | 0 | 0 | 0 | 0 | 0 | 4 |\n"
    ))
}

#[test]
fn a_head_torn_inside_a_word_is_joined_over_the_end_of_a_page() {
    let others = "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他";
    for (upper, lower) in [
        ("自然 | 法人或其他组织 | 总计", format!("人 | {others} | ")),
        ("自 | 法人或其他组织 | 总", format!("然人 | {others} | 计")),
    ] {
        let found = torn_head(upper, &lower);
        assert_eq!(requests(&found, "new"), "13 0 2 1 4 0 20", "{upper}");
        assert_eq!(requests(&found, "results.granted"), "3 0 0 0 1 0 4");
        assert_eq!(
            requests(&found, "results.denied.state_secret"),
            "8 0 2 1 3 0 14"
        );
        assert!(found.0.uncertain_tables.is_empty());
    }
}

#[test]
fn a_torn_head_that_is_none_of_the_form_moves_no_figures() {
    let others = "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他";
    let found = torn_head("自煞 | 法人或其他组织 | 总计", &format!("入 | {others} | "));
    for (name, right) in [
        ("new", "13 0 2 1 4 0 20"),
        ("carried_over", "2 0 0 0 0 0 2"),
        ("results.granted", "3 0 0 0 1 0 4"),
        ("results.denied.state_secret", "8 0 2 1 3 0 14"),
    ] {
        let read = requests(&found, name);
        let is_told = !found.0.uncertain_tables.is_empty();
        assert!(read == right || read == UNREAD && is_told, "{name}: {read}");
    }
}

#[test]
fn a_row_of_signs_for_nothing_amid_the_lines_of_its_label_is_read() {
    let blanks = "|   |   |   |   |   |   |  ";
    let signs = "| / | / | / | / | / | / | /";
    let found = report(&format!(
        "{TITLE}                 |                  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计\n\
         一、本年新收政府 |                  | 3 | / | / | / | / | / | 3\n\
         信息公开申请数量 |                  {blanks}\n\
         （五）不予处理   | 4.无正当理由大量 | / | 1 | / | / | / | / | 1\n\
         \x20                | 反复申请         {blanks}\n\
         \x20                | 5.要求行政机关确 {blanks}\n\
         \x20                | 认或重新出具已获 {signs}\n\
         \x20                | 取信息           {blanks}\n\
         \x20                | 1.申请人无正当理 {blanks}\n\
         （六）其他处理   | 由逾期不补正、行 {signs}\n\
         \x20                | 政机关不再处理其 {blanks}\n\
         \x20                | 政府信息公开申请 {blanks}\n\
         \x20                | 3.其他           | 2 | / | / | / | / | / | 2\n"
    ));
    let nothing = "/ / / / / / /";
    assert_eq!(requests(&found, "results.not_processed.reconfirm"), nothing);
    assert_eq!(requests(&found, "results.other.no_correction"), nothing);
    assert_eq!(
        requests(&found, "results.not_processed.massive"),
        "/ 1 / / / / 1"
    );
}
