//! Reports laid out as on the page, as programs that print pages as text write them: every figure is
//! read in its cell, or the table is said to be unread.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::{ObservationKind, Report};
use gouji_pack::Packs;

mod laid_text;
use laid_text::{HEADS, RESULTS, REVIEW_ROWS, report, requests, row};

const TITLE: &str = "青石县水务局2023年政府信息公开工作年度报告\n";
const REQUESTS: &str = "三、收到和处理政府信息公开申请情况\n";
const REVIEW: &str = "四、政府信息公开行政复议、行政诉讼情况\n";

fn is_lost(found: &(Report, Packs)) -> bool {
    let seen = |kind| found.0.observations.iter().any(|seen| seen.kind == kind);
    seen(ObservationKind::UnreadableTable)
}

#[test]
fn labels_over_lines_with_pieces_of_their_group_between() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         \x20             1.申请人无正当理由逾期不\n\
         \x20   （六）其  补正、行政机关不再处理其         6       3       0       0       1       0       10\n\
         \x20   他处理    政府信息公开申请\n\
         \x20             3.其他                          1       0       0       0       0       0       1\n\
         \x20   （七）总计                              7       3       0       0       1       0       11\n\
         四、结转下年度继续办理                       0       0       0       0       0       0       0\n"
    ));
    assert_eq!(requests(&found, "new"), "7 3 0 0 1 0 11");
    assert_eq!(
        requests(&found, "results.other.no_correction"),
        "6 3 0 0 1 0 10"
    );
    assert_eq!(requests(&found, "results.other.misc"), "1 0 0 0 0 0 1");
    assert_eq!(requests(&found, "results.total"), "7 3 0 0 1 0 11");
}

#[test]
fn figures_right_behind_their_label_or_a_line_above_the_others() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请 12\n\
         \x20      数量                        0       3       0       0       1       16\n\
         （一）予以公开 11                         0       3       0       0       1       15\n\
         （七）总计11                             0       3       0       0       1       15\n\
         四、结转下年度继续办理                  1   0       0       0       0       0       1\n"
    ));
    assert_eq!(requests(&found, "new"), "12 0 3 0 0 1 16");
    assert_eq!(requests(&found, "results.granted"), "11 0 3 0 0 1 15");
    assert_eq!(requests(&found, "results.total"), "11 0 3 0 0 1 15");
    assert_eq!(requests(&found, "carried_forward"), "1 0 0 0 0 0 1");
}

#[test]
fn figures_that_no_row_claims_make_the_table_unread() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （一）予以公开                              7       3       0       0       1       0       11\n\
         某某                                      5       0       0\n\
         （七）总计                                7       3       0       0       1       0       11\n\
         四、结转下年度继续办理                       0       0       0       0       0       0       0\n"
    ));
    assert!(is_lost(&found), "{:?}", found.0.observations);
    for name in ["new", "results.granted", "results.total", "carried_forward"] {
        assert_eq!(requests(&found, name), "_ _ _ _ _ _ _", "{name}");
    }
}

#[test]
fn two_figures_run_together_are_no_blank_cell() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       41 1152\n\
         （一）予以公开                              7       3       0       0       1     411152\n\
         3.其他                                                 060       0       0       0       6\n\
         （七）总计                                7       3       0       0       1       41 1152\n\
         四、结转下年度继续办理                       0       0       0       0       0       0       0\n"
    ));
    assert_eq!(requests(&found, "results.granted"), "_ _ _ _ _ _ _");
    assert_eq!(requests(&found, "results.other.misc"), "_ _ _ _ _ _ _");
    let misaligned = |kind| kind == ObservationKind::MisalignedRow;
    assert!(
        found
            .0
            .observations
            .iter()
            .any(|seen| misaligned(seen.kind))
            || is_lost(&found)
    );
}

#[test]
fn heads_of_the_review_table_in_pieces() {
    let found = report(&format!(
        "{TITLE}{REVIEW}\
         \x20        行政复议                                行政诉讼\n\
         \x20                            未经复议直接起诉            复议后起诉\n\
         结果 结果 其他 尚未\n\
         \x20                 总计 结果维持  结果纠正  其他结果  尚未审结  总 结果 结果 其他 尚未 总\n\
         维持 纠正 结果 审结\n\
         \x20                                                            计 维持 纠正 结果 审结 计\n\
         1     0     2     0     3    0    0    0    4    4    5    0    0    0    5\n"
    ));
    let columns = ["upheld", "corrected", "other", "pending", "total"];
    assert_eq!(row(&found, "review/reconsideration", &columns), "1 0 2 0 3");
    assert_eq!(
        row(&found, "review/litigation.direct", &columns),
        "0 0 0 4 4"
    );
    let after = row(&found, "review/litigation.after_reconsideration", &columns);
    assert_eq!(after, "5 0 0 0 5");
}

const REVIEW_HEADS: &str = "\
    行政复议                                           行政诉讼\n\
    结果维持   结果纠正   其他结果   尚未审结   总计   未经复议直接起诉                                           复议后起诉\n\
    \x20                                                  结果维持           结果纠正   其他结果   尚未审结   总计   结果维持     结果纠正   其他结果   尚未审结   总计\n";

#[test]
fn digits_above_and_below_the_figures_of_the_review_table() {
    let at = |column: usize, digits: [&str; 2]| {
        format!("{:column$}{}{:10}{}\n", "", digits[0], "", digits[1])
    };
    let figures = "0          0          0          0          0      0                  0          9          0          9      0            0          0          0          0\n";
    let (above, below) = (at(81, ["2", " 2"]), at(81, ["0", " 0"]));
    for (before, after) in [
        (above.as_str(), below.as_str()),
        (above.as_str(), ""),
        ("", below.as_str()),
        (above.as_str(), "\u{20}\n"),
    ] {
        let found = report(&format!(
            "{TITLE}{REVIEW}{REVIEW_HEADS}{before}{figures}{after}"
        ));
        let direct = row(&found, REVIEW_ROWS[1], &RESULTS);
        assert_eq!(direct, "_ _ _ _ _", "{before}{after}");
        assert!(is_lost(&found) || !found.0.uncertain_tables.is_empty());
    }
    let found = report(&format!("{TITLE}{REVIEW}{REVIEW_HEADS}{figures}"));
    assert_eq!(row(&found, REVIEW_ROWS[1], &RESULTS), "0 0 9 0 9");
}

#[test]
fn digits_above_and_below_a_missing_figure() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （六）其他处理                              7       3       0       0       1       0       11\n\
         \x20                                                                                         1\n\
         （七）总计                                7       3       0       0       1       0\n\
         \x20                                                                                         1\n\
         四、结转下年度继续办理                       0       0       0       0       0       0       0\n"
    ));
    assert_eq!(requests(&found, "results.total"), "_ _ _ _ _ _ _");
    assert!(is_lost(&found) || !found.0.uncertain_tables.is_empty());
}

#[test]
fn totals_before_the_other_columns_of_the_review_table() {
    let found = report(&format!(
        "{TITLE}{REVIEW}\
         行政复议                                               行政诉讼\n\
         总计       结果维持   结果纠正   其他结果   尚未审结   未经复议直接起诉                                               复议后起诉\n\
         \x20                                                      总计               结果维持   结果纠正   其他结果   尚未审结   总计         结果维持   结果纠正   其他结果   尚未审结\n\
         0          0          0          0          0          0                  0          0          0          0          5            0          0          0          5\n"
    ));
    assert_eq!(row(&found, REVIEW_ROWS[2], &RESULTS), "0 0 0 5 5");
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （七）总计                                7       3       0       0       1       0       11\n\
         {REVIEW}\
         行政复                                       行政诉\n\
         议                                           讼\n\
         \x20                                            未经复\n\
         \x20        结果维   结果纠   其他结   尚未审   议直接                                       复议后\n\
         总计     持       正       果       结       起诉                                         起诉\n\
         \x20                                                     结果维   结果纠   其他结   尚未审            结果维   结果纠   其他结   尚未审\n\
         \x20                                            总计     持       正       果       结       总计     持       正       果       结\n\
         0        0        0        0        0        14       8        0        0        6        0        0        0        0        0\n"
    ));
    assert_eq!(row(&found, REVIEW_ROWS[1], &RESULTS), "8 0 0 6 14");
    assert_eq!(row(&found, REVIEW_ROWS[2], &RESULTS), "0 0 0 0 0");
}

#[test]
fn a_piece_of_a_group_beside_the_figures_of_one_of_its_rows() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n\
         一、本年新收政府信息公开申请数量 7 3 0 0 1 0 11\n\
         （一）予以公开 0 0 0 0 0 0 0\n\
         （四）无\n\
         2.没有现成信息需要另行制\n\
         法提供 7 3 0 0 1 0 11\n\
         作\n\
         3.补正后申请内容仍不明确 0 0 0 0 0 0 0\n\
         （七）总计 7 3 0 0 1 0 11\n\
         四、结转下年度继续办理 0 0 0 0 0 0 0\n"
    ));
    assert_eq!(requests(&found, "results.unable"), "_ _ _ _ _ _ _");
    let own = requests(&found, "results.unable.needs_creation");
    assert!(own == "7 3 0 0 1 0 11" || own == "_ _ _ _ _ _ _", "{own}");
    assert_eq!(
        requests(&found, "results.unable.still_unclear"),
        "0 0 0 0 0 0 0"
    );
}

#[test]
fn heads_below_the_names_of_rows_are_no_figures() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （七）总计                                7       3       0       0       1       0       11\n\
         {REVIEW}\
         \x20  0         1         2         3         4         5         6         7         8         9         10        11        12        13        14\n\
         0  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政诉讼  行政复议  行政复议  行政复议  行政复议  行政复议\n\
         1  未经复议直接起诉  未经复议直接起诉  未经复议直接起诉  未经复议直接起诉  未经复议直接起诉  复议后起诉  复议后起诉  复议后起诉  复议后起诉  复议后起诉  结果维持  结果纠正  其他结果  尚未审结  总计\n\
         2  结果维持  结果纠正  其他结果  尚未审结  总计  结果维持  结果纠正  其他结果  尚未审结  总计  结果维持  结果纠正  其他结果  尚未审结  总计\n\
         3  0         0         0         0         0         0         0         0         0         0         0         0         0         0         0\n"
    ));
    for name in REVIEW_ROWS {
        let cells = row(&found, name, &RESULTS);
        assert!(cells == "_ _ _ _ _" || cells == "0 0 0 0 0", "{cells}");
    }
}

#[test]
fn heads_in_pieces_below_those_of_a_blank_copy() {
    let block = |figures: &str| {
        format!(
            "第二十条第（五\n）项\n\
             \x20                上一年   本年增   处理决\n\
             信息内容         项目数   /减      定数量\n\
             \x20                量\n\
             行政许可{figures}\n其他对外管理服{}\n务事项\n",
            if figures.is_empty() {
                ""
            } else {
                "   159      113      0"
            }
        )
    };
    let found = report(&format!(
        "青石县水务局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\
第二十条第（一）项\n信息内容         本年新制作数量   本年新公开数量   对外公开总数量\n\
规章             0                0                0\n规范性文件       5                0                80095\n{}\n{}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （七）总计                                7       3       0       0       1       0       11\n",
        block(""),
        block("         245      17331    32694"),
    ));
    let columns = ["previous", "change", "decisions"];
    let cells = row(&found, "proactive/licensing", &columns);
    assert!(cells == "245 17331 32694" || cells == "_ _ _", "{cells}");
}

#[test]
fn a_column_of_no_form_where_zeros_are_left_blank() {
    let refused = |found: &(Report, Packs)| {
        for name in ["new", "carried_over", "results.granted", "results.total"] {
            let cells = requests(found, name);
            assert_eq!(cells, "_ _ _ _ _ _ _", "{name}");
        }
        assert!(is_lost(found) || !found.0.uncertain_tables.is_empty());
    };
    // The numbers of the rows, in a text whose columns are exact.
    let found = report(&format!(
        "{TITLE}{REQUESTS}\
         序号   （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）                                             申请人情况\n\
         \x20                                                                                                                       自然人   法人或其他组织                                             总计\n\
         \x20                                                                                                                                商业企业   科研机构   社会公益组织   法律服务机构   其他\n\
         1      一、本年新收政府信息公开申请数量                                                                                          56                    4                             57     117\n\
         2      二、上年结转政府信息公开申请数量                                                                                          9          50         55             3                     117\n\
         3      三、本年度办理结果   （一）予以公开\n\
         4                           （二）部分公开（区分处理的，只计这一情形，不计其他情形）                                             56                                                  6      62\n\
         5                           （三）不予公开   1.属于国家秘密\n\
         6                                            2.其他法律行政法规禁止公开\n\
         7                                            3.危及“三安全一稳定”\n\
         8                                            4.保护第三方合法权益                                                                           7                                               7\n\
         9                                            5.属于三类内部事务信息\n\
         10                                           6.属于四类过程性信息                                                                           38                                              38\n\
         11                                           7.属于行政执法案卷\n\
         12                                           8.属于行政查询事项\n\
         13                          （四）无法提供   1.本机关不掌握相关政府信息                                                          9                                                          9\n\
         14                                           2.没有现成信息需要另行制作\n\
         15                                           3.补正后申请内容仍不明确                                                                                  51                                   51\n\
         16                          （五）不予处理   1.信访举报投诉类申请                                                                           5                         3                     8\n\
         17                                           2.重复申请\n\
         18                                           3.要求提供公开出版物                                                                                                                    51     51\n\
         19                                           4.无正当理由大量反复申请\n\
         20                                           5.要求行政机关确认或重新出具已获取信息                                                                    4                                    4\n\
         21                          （六）其他处理   1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请           74\n\
         22                                           2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请\n\
         23                                           3.其他\n\
         24                          （七）总计                                                                                           65         50         55             3              57     230\n\
         25     四、结转下年度继续办理                                                                                                                          4                                    4\n"
    ));
    assert_eq!(requests(&found, "new"), " 56  4  57 117");
    assert_eq!(requests(&found, "carried_over"), " 9 50 55 3  117");
    assert_eq!(requests(&found, "results.total"), " 65 50 55 3 57 230");
    refused(&report(&format!(
        "{TITLE}{REQUESTS}\
         \x20                               申请人情况\n\
         \x20                               自然人  法人或其他组织                                                      总计\n\
         \x20                                       商业企业  科研机构  社会公益组织  法律服务机构  其他  小计\n\
         一、本年新收政府信息公开申请数量    17      2         10        5             6                   23    40\n\
         二、上年结转政府信息公开申请数量    5                 16        4                                 20    25\n\
         （一）予以公开                                      2                                           2     2\n\
         （七）总计                          22      2         25        9             6                   42    64\n\
         四、结转下年度继续办理                              1                                           1     1\n"
    )));
}

#[test]
fn one_digit_alone_below_or_above_a_figure() {
    let figures = "0          0          0          0          0      0                  0          0          8          0      0            0          0          0          0\n";
    let digit = format!("{:92}8\n", "");
    for (before, after) in [("", digit.as_str()), (digit.as_str(), "")] {
        let found = report(&format!(
            "{TITLE}{REVIEW}{REVIEW_HEADS}{before}{figures}{after}"
        ));
        let direct = row(&found, REVIEW_ROWS[1], &RESULTS);
        assert_eq!(direct, "_ _ _ _ _", "{before}{after}");
        assert!(is_lost(&found) || !found.0.uncertain_tables.is_empty());
    }
    // The number of the page.
    let found = report(&format!(
        "{TITLE}{REVIEW}{REVIEW_HEADS}{figures}\n\n{:40}3\n",
        ""
    ));
    assert_eq!(row(&found, REVIEW_ROWS[1], &RESULTS), "0 0 0 8 0");
}

#[test]
fn figures_that_all_have_their_digits_on_as_many_lines() {
    let found = report(
        "青石县水务局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\
         第二十条第（一）项\n\
         信息内容               本年新制作数量   本年新公开数量   对外公开总数量\n\
         规章                   0                0                0\n\
         \x20                                                        1\n\
         规范性文件             0                8                7\n\
         \x20                                                        1\n\
         第二十条第（五）项\n\
         信息内容               上一年项目数量   本年增/减        处理决定数量\n\
         \x20                                       7\n\
         \x20                                       0\n\
         行政许可               0                0                8\n\
         \x20                                       7\n\
         \x20                                       6\n\
         \x20                      3                1\n\
         其他对外管理服务事项   2                7                0\n\
         \x20                                       1\n\
         第二十条第（六）项\n\
         信息内容               上一年项目数量   本年增/减        处理决定数量\n\
         \x20                      3\n\
         \x20                      0\n\
         行政处罚               6                0                0\n\
         \x20                      7\n\
         \x20                      9\n\
         \x20                                       7                2\n\
         \x20                                       3                3\n\
         行政强制               3                7                7\n\
         \x20                                       3                5\n\
         \x20                                       0                4\n\
         第二十条第（八）项\n\
         信息内容               上一年项目数量   本年增/减\n\
         \x20                      1\n\
         行政事业性收费         0                1\n\
         \x20                      8\n\
         第二十条第（九）项\n\
         信息内容               采购项目数量     采购总金额\n\
         \x20                      2                2\n\
         政府集中采购           3                9\n\
         \x20                      3                7\n",
    );
    let cells = row(&found, "proactive/procurement", &["items"]);
    assert_eq!(cells, "_");
    assert!(is_lost(&found) || !found.0.uncertain_tables.is_empty());
}

#[test]
fn labels_in_upright_letters_beside_rows() {
    let text = |letters: [&str; 7]| {
        let [a, b, c, d, e, f, g] = letters;
        format!(
            "{TITLE}{REQUESTS}\
             \x20                                            自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计\n\
             \x20             一、本年新收政府信息公开申请数量     7       1         0         0             0             2     10\n\
             \x20             （一）予以公开                       2       0         0         0             0             0     2\n\
             三    {a}1.属于国家秘密                       0       1         0         0             0             0     1\n\
             、    {b}2.其他法律行政法规禁止公开           1       0         0         0             0             0     1\n\
             本    {c}3.危及“三安全一稳定”                 0       0         0         0             0             2     2\n\
             年    {d}4.保护第三方合法权益                 0       0         0         0             0             0     0\n\
             度    {e}5.属于三类内部事务信息               3       0         0         0             0             0     3\n\
             办    {f}6.属于四类过程性信息                 0       0         0         0             0             0     0\n\
             理    {g}7.属于行政执法案卷                   1       0         0         0             0             0     1\n\
             结            8.属于行政查询事项                   0       0         0         0             0             0     0\n\
             果            （七）总计                           7       1         0         0             0             2     10\n"
        )
    };
    let one = ["（", "三", "）", "不", "予", "公", "开"].map(|letter| format!("{letter}      "));
    let two = ["（ 不", "三 予", "） 公", "   开", "", "", ""].map(|letters| {
        let wide = letters.chars().filter(|c| *c != ' ').count();
        let spaces = 8 - letters.chars().count() - wide;
        format!("{letters}{}", " ".repeat(spaces))
    });
    for letters in [one, two] {
        let found = report(&text(letters.each_ref().map(String::as_str)));
        let denied = |name: &str| requests(&found, &format!("results.denied.{name}"));
        assert_eq!(denied("state_secret"), "0 1 0 0 0 0 1", "{letters:?}");
        assert_eq!(denied("three_safety_one_stability"), "0 0 0 0 0 2 2");
        assert_eq!(denied("internal_affairs"), "3 0 0 0 0 0 3");
        assert_eq!(denied("admin_query"), "0 0 0 0 0 0 0");
        assert_eq!(requests(&found, "results.total"), "7 1 0 0 0 2 10");
    }
}

/// A page set in two columns, as `pdftotext -layout` writes it: nothing of the right one is a value of
/// the left one's rows.
#[test]
fn two_tables_beside_each_other_are_not_read_into_each_other() {
    let found = report(&format!(
        "{TITLE}本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。            7.属于行政执法案卷     0   2   0    0   0   0 2\n\
         二、主动公开政府信息情况                                                          8.属于行政查询事项     0   0   1    0   0   0 1\n\
         \x20               第二十条第（五）项                                       （四）无  1.本机关不掌握相关政府信息     0   0   1    0   0   0 1\n\
         \x20  信息内容                        本年处理决定数量                       法提供   2.没有现成信息需要另行制作     0   0   1    1   2   0 4\n\
         \x20                                        12                                       3.补正后申请内容仍不明确    45   0   0    2   0   0 47\n\
         \x20  行政许可                                                            （五）不  1.信访举报投诉类申请     0   1   0    1   2   0 4\n\
         \x20               第二十条第（六）项                                                4.无正当理由大量反复申请    43   2   1    0   1   0 47\n\
         \x20  信息内容                        本年处理决定数量                                 5.要求行政机关确认或重新出具已获取信息 0     1   0    0   0   0 1\n\
         \x20  行政处罚                            3                                         1.申请人无正当理由逾期不补正、行政机关\n\
         \x20                                      0                                                                    1   0   0    0   0   0   1\n\
         \x20  行政强制                                                                   不再处理其政府信息公开申请\n\
         \x20                                                                          （六）其  2.申请人逾期未按收费通知要求缴纳费用、\n\
         \x20               第二十条第（八）项                                         他处理                        2   0   0    0   0   1   3\n\
         \x20  信息内容                   本年收费金额（单位：万元）                             行政机关不再处理其政府信息公开申请\n\
         \x20  行政事业性收费                    0.092                                        3.其他      2   0    0   0   0   0 2\n"
    ));
    for name in ["licensing", "penalties", "coercion"] {
        let cell = row(&found, &format!("proactive/{name}"), &["decisions"]);
        assert_eq!(cell, "_", "{name}");
    }
    assert!(is_lost(&found) || !found.0.uncertain_tables.is_empty());
}

/// Rows with a number of a page alone between them, and below it a line that stands on every page.
#[test]
fn furniture_of_pages_between_rows_is_no_figure() {
    let row = |label: &str, figures: &str| {
        let cells: Vec<String> = figures
            .split(' ')
            .map(|cell| format!("{cell:>8}"))
            .collect();
        format!(
            "{label}{}{}\n",
            "　".repeat(20 - label.chars().count()),
            cells.concat()
        )
    };
    let rows = [
        row("一、本年新收政府信息公开申请数量", "12 0 3 0 0 1 16"),
        row("二、上年结转政府信息公开申请数量", "0 0 0 0 0 0 0"),
        row("（一）予以公开", "11 0 3 0 0 1 15"),
        row("（七）总计", "11 0 3 0 0 1 15"),
        row("四、结转下年度继续办理", "1 0 0 0 0 0 1"),
    ];
    let page = |breaks: [&str; 2], rows: &[String; 5]| {
        let [new, over, granted, total, forward] = rows;
        let (first, second) = (breaks[0], breaks[1]);
        report(&format!(
            "{TITLE}{REQUESTS}{HEADS}{new}{over}{first}{granted}{second}{total}{forward}"
        ))
    };
    for breaks in [
        ["\n                3\n\n", "\n                4\n\n"],
        ["\n3\n\n", ""],
        ["\n       3 / 9\n\n", "\n       4 / 9\n\n"],
        ["\n 县水务局年度报告    3\n", "\n 县水务局年度报告    4\n"],
        [
            "http://qs.gov.cn/1.html  3/9\n2024/1/2 10:21   年报\n",
            "http://qs.gov.cn/1.html  4/9\n2024/1/2 10:21   年报\n",
        ],
    ] {
        let found = page(breaks, &rows);
        assert_eq!(requests(&found, "new"), "12 0 3 0 0 1 16", "{breaks:?}");
        assert_eq!(requests(&found, "carried_over"), "0 0 0 0 0 0 0");
        assert_eq!(requests(&found, "results.granted"), "11 0 3 0 0 1 15");
        assert_eq!(requests(&found, "carried_forward"), "1 0 0 0 0 0 1");
    }
    // Where a sum fails, the number may be a piece of a figure.
    let mut wrong = rows.clone();
    wrong[2] = row("（一）予以公开", "1 0 3 0 0 1 15");
    let found = page(["\n                1\n\n", ""], &wrong);
    assert_eq!(requests(&found, "results.granted"), "_ _ _ _ _ _ _");
}

/// Zeros left blank in a text set for a screen, its tables torn by lines like headings: what one piece says of
/// the width of characters holds for all.
#[test]
fn a_text_has_one_measure_of_width() {
    let pad = |text: &str, width: usize| {
        let wide = text.chars().count() * 2;
        format!("{text}{}", " ".repeat(width.saturating_sub(wide)))
    };
    let row = |label: &str, cells: [&str; 7]| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:<16}")).collect();
        format!("{}{}\n", pad(label, 44), cells.concat().trim_end())
    };
    let heads: Vec<String> = gouji_testkit::requests::HEADS
        .iter()
        .map(|head| pad(head, 16))
        .collect();
    let found = report(&format!(
        "{TITLE}{REQUESTS}{}{}\n{}{}{}{}",
        " ".repeat(44),
        heads.concat(),
        row(
            "一、本年新收政府信息公开申请数量",
            ["", "", "7", "", "", "", "7"]
        ),
        row("（一）予以公开", ["", "", "5", "", "", "", "5"]),
        row("（七）总计", ["", "", "5", "", "", "", "5"]),
        row("四、结转下年度继续办理", ["", "", "2", "", "", "", "2"]),
    ));
    assert_eq!(requests(&found, "new"), "  7    7");
    assert_eq!(requests(&found, "results.granted"), "  5    5");
    assert_eq!(requests(&found, "carried_forward"), "  2    2");
}

#[test]
fn numbers_before_rows_are_no_figures() {
    let page = |numbers: [&str; 4]| {
        let [new, granted, total, forward] = numbers;
        report(&format!(
            "{TITLE}{REQUESTS}序号  {HEADS}\
             {new}    一、本年新收政府信息公开申请数量         7       3       0       0       1       0       11\n\
             {granted}    （一）予以公开                            6       3       0       0       1       0       10\n\
             {total}    （七）总计                                6       3       0       0       1       0       10\n\
             {forward}    四、结转下年度继续办理                    1       0       0       0       0       0       1\n"
        ))
    };
    let found = page(["1", "2", "3", "4"]);
    assert_eq!(requests(&found, "new"), "7 3 0 0 1 0 11");
    assert_eq!(requests(&found, "results.granted"), "6 3 0 0 1 0 10");
    assert_eq!(requests(&found, "carried_forward"), "1 0 0 0 0 0 1");
}

/// A merged cell's figure stands twice, that before it is blank: two figures for two columns, but not theirs.
#[test]
fn of_repeated_figures_any_may_be_lacking() {
    let found = report(&format!(
        "{TITLE}二、主动公开政府信息情况\n\
         第二十条第（五）项     第二十条第（五）项   第二十条第（五）项   第二十条第（五）项\n\
         信息内容               上一年项目数量       本年增/减            处理决定数量\n\
         行政许可               2                    214                  20812\n\
         第二十条第（八）项     第二十条第（八）项   第二十条第（八）项   第二十条第（八）项\n\
         信息内容               上一年项目数量       本年增/减            本年增/减\n\
         行政事业性收费                              59                   59\n\
         {REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               7       3       0       0       1       0       11\n\
         （七）总计                                7       3       0       0       1       0       11\n"
    ));
    let fees = row(&found, "proactive/fees", &["previous", "change"]);
    assert!(["_ _", " 59"].contains(&fees.as_str()), "{fees}");
}

/// A long label pushed the figure behind it out of its column, and zeros are left blank.
#[test]
fn a_figure_pushed_by_its_label_stands_in_no_column() {
    let heads: Vec<String> = gouji_testkit::requests::HEADS
        .iter()
        .map(|head| format!("{head}    "))
        .collect();
    let pad = |text: &str| {
        let wide = text.chars().count() * 2;
        format!("{text}{}", " ".repeat(36_usize.saturating_sub(wide)))
    };
    let found = report(&format!(
        "{TITLE}{REQUESTS}{}{}\n\
         {}7                                                               7\n\
         {}  \n\
         1.申请人无正当理由逾期不补正、行政 7                                                                7\n\
         {}7                                                               7\n",
        " ".repeat(36),
        heads.concat(),
        pad("一、本年新收政府信息公开申请数量"),
        pad("（一）予以公开"),
        pad("（七）总计"),
    ));
    let cells = requests(&found, "results.other.no_correction");
    assert!(
        ["_ _ _ _ _ _ _", "7      7"].contains(&cells.as_str()),
        "{cells}"
    );
}

/// A row that lost its label stands above the first piece of the next one's.
#[test]
fn a_row_without_a_label_takes_none_of_the_row_below() {
    let found = report(&format!(
        "{TITLE}{REQUESTS}{HEADS}\
         一、本年新收政府信息公开申请数量               44      3       10      0       1       0       58\n\
         （五）不予处理   1.信访举报投诉                  7       3       0       0       1       0       11\n\
         \x20                类申请\n\
         \x20                3.要求提供公开                  0       0       0       0       0       0       0\n\
         \x20                出版物\n\
         \x20                                               37      0       10      0       0       0       47\n\
         \x20                5.要求行政机关\n\
         \x20                确认或重新出具                  0       0       0       0       0       0       0\n\
         \x20                已获取信息\n\
         （七）总计                                44      3       10      0       1       0       58\n"
    ));
    let cells = requests(&found, "results.not_processed.reconfirm");
    assert!(
        ["0 0 0 0 0 0 0", "_ _ _ _ _ _ _"].contains(&cells.as_str()),
        "{cells}"
    );
}

/// Zeros are left blank, and a row lost its label: its figures may not be those of the blank row below it.
#[test]
fn figures_of_a_row_without_a_label_are_not_those_of_a_blank_row_below() {
    let lost = report(&format!(
        "{TITLE}{REQUESTS}\
             \x20                                                                      自然人   法人或其他组织                                             总计\n\
             \x20                                                                               商业企业   科研机构   社会公益组织   法律服务机构   其他\n\
             1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请                                               29                                   29\n\
             \x20                                                                               322                                                        322\n\
             3.其他\n\
             （七）总计                                                             698      1261       273        679            322            501    3734\n"
    ));
    assert_eq!(requests(&lost, "results.other.misc"), "_ _ _ _ _ _ _");
    assert!(lost.0.observations.iter().any(|seen| {
        seen.kind == ObservationKind::MisalignedRow && seen.expected == "3.其他"
    }));
}
