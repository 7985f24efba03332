//! Every figure of a table ends in a cell of the form, in a remark that names it, or in what
//! blocks the relations that need it: none is dropped or moved in silence.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod pages;

use gouji_model::ObservationKind;
use pages::{
    FORWARD, GRANTED, HEADS, NEW, OVER, PARTIAL, Read, SECRET, TITLE, TOTAL, headed, html, requests,
};

#[test]
fn a_sum_that_fails_without_a_row_is_blocked() {
    let read = requests(HEADS, &[NEW, OVER, GRANTED, PARTIAL, TOTAL, FORWARD]);
    assert_eq!(read.errors(), [""; 0]);
    assert!(read.blocked().contains("results-total"));
    // With the row it is whole, and those that are not there hold nothing.
    let read = requests(
        HEADS,
        &[NEW, OVER, GRANTED, PARTIAL, SECRET, TOTAL, FORWARD],
    );
    assert_eq!(read.errors(), [""; 0]);
    assert!(!read.blocked().contains("results-total"));
}

#[test]
fn a_row_of_no_form_that_would_mend_a_sum_blocks_it() {
    let form: Vec<&str> = include_str!("requests-2021.txt").lines().collect();
    let zeros = |label: &&str| format!("{label}|0|0|0|0|0|0|0");
    let mut rows: Vec<String> = form.iter().map(zeros).collect();
    let put = |rows: &mut Vec<String>, label: &str, values: &str| {
        let at = rows.iter().position(|row| row.contains(label)).unwrap();
        let label = rows[at].split('|').next().unwrap().to_owned();
        rows[at] = format!("{label}|{values}");
    };
    put(&mut rows, "本年新收", "5|0|0|0|0|0|5");
    put(&mut rows, "予以公开", "3|0|0|0|0|0|3");
    put(&mut rows, "（七）总计", "5|0|0|0|0|0|5");
    let whole: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(requests(HEADS, &whole).errors(), ["results-total"; 2]);
    let at = whole.iter().position(|row| row.contains("总计")).unwrap();
    let head = headed(HEADS);
    let table = [&[head.as_str()], whole.as_slice()].concat();
    let mut local = whole.clone();
    local.insert(at, "便民告知|2|0|0|0|0|0|2");
    let with_units = local
        .iter()
        .map(|row| row.replace("便民告知|2|0|0|0|0|0|2", "便民告知|2件|0|0|0|0|0|2件"));
    let with_units: Vec<String> = with_units.collect();
    let with_units: Vec<&str> = with_units.iter().map(String::as_str).collect();
    for read in [
        requests(HEADS, &local),
        requests(HEADS, &with_units),
        // In a table of its own under the same headings.
        Read::of(&html(&[&table, &[&head, "便民告知|2|0|0|0|0|0|2"]])),
    ] {
        assert_eq!(read.noted(ObservationKind::UnknownRow), [("", "便民告知")]);
        assert_eq!(read.errors(), [""; 0]);
        assert!(read.blocked().contains("results-total"));
    }
    // Words are no figures, and the row is told all the same.
    local[at] = "便民告知|两|0|0|0|0|0|两";
    let read = requests(HEADS, &local);
    assert_eq!(read.noted(ObservationKind::UnknownRow), [("", "便民告知")]);
    // Other figures explain nothing.
    local[at] = "便民告知|7|0|0|0|0|0|7";
    assert_eq!(requests(HEADS, &local).errors(), ["results-total"; 2]);
}

#[test]
fn a_local_column_moves_no_other() {
    // The word for a total may head the subtotal, and the name of the group.
    for local in ["小计", "合计", "法人或其他组织"] {
        for (heads, new) in [
            (
                "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|LOCAL|总计",
                "6|2|0|0|1|0|3|9",
            ),
            (
                "自然人|LOCAL|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计",
                "6|3|2|0|0|1|0|9",
            ),
        ] {
            let heads = heads.replace("LOCAL", local);
            let new = format!("一、本年新收政府信息公开申请数量|{new}");
            let over = "二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0|0";
            let read = requests(&heads, &[&new, over]);
            assert_eq!(read.row("requests/new"), "6|2|0|0|1|0|9", "{heads}");
            assert_eq!(read.noted(ObservationKind::UnknownColumn), [("", local)]);
            assert_eq!(read.errors(), [""; 0]);
        }
    }
}

#[test]
fn a_cell_before_the_figures_of_all_rows_moves_none_in_silence() {
    let moved = |row: &str| row.replacen('|', "|9|", 1);
    let rows = [NEW, OVER, GRANTED, PARTIAL, SECRET, TOTAL, FORWARD].map(moved);
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let read = requests(HEADS, &rows);
    assert_eq!(read.row("requests/new"), "-|-|-|-|-|-|-");
    assert_eq!(read.errors(), [""; 0]);
    // A figure behind them all is a local column's, with a head or without.
    let behind =
        [NEW, OVER, GRANTED, PARTIAL, SECRET, TOTAL, FORWARD].map(|row| format!("{row}|7"));
    let rows: Vec<&str> = behind.iter().map(String::as_str).collect();
    assert_eq!(requests(HEADS, &rows).row("requests/new"), "6|2|0|0|1|0|9");
}

#[test]
fn a_row_that_numbers_the_columns_holds_no_figures() {
    let new = "一、本年新收政府信息公开申请数量|6|4|0|0|1|0|11";
    for numbers in ["甲|1|2|3|4|5|6|7", "|1|2|3|4|5|6|7", "栏次|2|3|4|5|6|7|8"] {
        let read = requests(HEADS, &[numbers, new, OVER, GRANTED, TOTAL, FORWARD]);
        assert_eq!(read.row("requests/new"), "6|4|0|0|1|0|11");
        assert_eq!(read.noted(ObservationKind::UnknownRow), []);
        // That the sum would hold with a number of a column says nothing.
        assert!(read.errors().contains(&"requests-balance"), "{numbers}");
    }
}

#[test]
fn a_cell_that_a_library_printed_as_missing_is_blank() {
    let head = "| | | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |";
    let page = format!(
        "{TITLE}\n\n{head}\n|{}\n| 一、本年新收政府信息公开申请数量 | NaN | 6 | 2 | NaN | NaN | 1 | NaN | 9 |\n\
         | 二、上年结转政府信息公开申请数量 | NaN | 1 | NaN | NaN | NaN | NaN | NaN | 1 |\n",
        "---|".repeat(9)
    );
    let read = Read::of(&page);
    assert_eq!(read.row("requests/new"), "6|2|NaN|NaN|1|NaN|9");
    assert_eq!(read.row("requests/carried_over"), "1|NaN|NaN|NaN|NaN|NaN|1");
    assert_eq!(read.errors(), [""; 0]);
}

#[test]
fn a_subtotal_in_the_group_is_read_where_it_stands() {
    let page = |heads: &str| {
        format!(
            "<p>{TITLE}</p><table><tr><td rowspan=2></td><td rowspan=2>自然人</td>\
             <td colspan=6>法人或其他组织</td><td rowspan=2>总计</td></tr><tr>{heads}</tr>\
             <tr><td>一、本年新收政府信息公开申请数量</td>VALUES</tr>\
             <tr><td>二、上年结转政府信息公开申请数量</td>{}</tr></table>",
            "<td>0</td>".repeat(8)
        )
    };
    let cells = |texts: &str| {
        texts
            .split('|')
            .map(|t| format!("<td>{t}</td>"))
            .collect::<String>()
    };
    for (heads, values) in [
        (
            "商业企业|科研机构|社会公益组织|法律服务机构|其他|小计",
            "6|2|0|0|1|0|3|9",
        ),
        (
            "小计|商业企业|科研机构|社会公益组织|法律服务机构|其他",
            "6|3|2|0|0|1|0|9",
        ),
    ] {
        let read = Read::of(&page(&cells(heads)).replace("VALUES", &cells(values)));
        assert_eq!(read.row("requests/new"), "6|2|0|0|1|0|9", "{heads}");
        assert_eq!(read.errors(), [""; 0]);
    }
}

#[test]
fn heads_in_other_words_are_the_columns_lacking_where_they_stand() {
    let heads = "公民|企业|科研机构|公益组织|法律服务机构|其他|合计";
    let read = requests(heads, &[NEW, OVER, GRANTED]);
    assert_eq!(read.row("requests/new"), "6|2|0|0|1|0|9");
    let altered = read.noted(ObservationKind::AlteredLabel);
    assert_eq!(
        altered,
        [
            ("自然人", "公民"),
            ("商业企业", "企业"),
            ("社会公益组织", "公益组织")
        ]
    );
    // Where the sums speak against it, nobody knows.
    let other = "一、本年新收政府信息公开申请数量|6|2|0|0|1|9|0";
    let read = requests(heads, &[other, OVER]);
    assert_eq!(read.row("requests/new"), "-|-|-|-|-|-|-");
    assert_eq!(read.errors(), [""; 0]);
}

#[test]
fn a_head_that_stands_twice_or_not_at_all_is_told() {
    let twice = "自然人|商业企业|商业企业|社会公益组织|法律服务机构|其他|总计";
    let read = requests(twice, &[NEW, OVER]);
    assert_eq!(read.row("requests/new"), "6|2|0|0|1|0|9");
    assert_eq!(
        read.noted(ObservationKind::AlteredLabel),
        [("科研机构", "商业企业")]
    );
    let blank = "自然人|商业企业||社会公益组织|法律服务机构|其他|总计";
    let read = requests(blank, &[NEW, OVER]);
    assert_eq!(read.row("requests/new"), "6|2|0|0|1|0|9");
    assert_eq!(
        read.noted(ObservationKind::MissingColumn),
        [("科研机构", "")]
    );
}

#[test]
fn a_table_printed_twice_is_one_or_none() {
    let head = headed(HEADS);
    let table = [
        head.as_str(),
        NEW,
        OVER,
        GRANTED,
        PARTIAL,
        SECRET,
        TOTAL,
        FORWARD,
    ];
    let blank = |row: &&str| format!("{}|||||||", row.split('|').next().unwrap());
    let blank: Vec<String> = table[1..].iter().map(blank).collect();
    let mut form = vec![head.as_str()];
    form.extend(blank.iter().map(String::as_str));
    for tables in [
        [&table[..], &table[..]],
        [&form[..], &table[..]],
        [&table[..], &form[..]],
    ] {
        let read = Read::of(&html(&tables));
        assert_eq!(read.row("requests/new"), "6|2|0|0|1|0|9");
        assert_eq!(read.noted(ObservationKind::RepeatedTable).len(), 1);
        assert_eq!(read.noted(ObservationKind::RepeatedRow), []);
        assert_eq!(read.errors(), [""; 0]);
    }
    let mut other = table;
    other[3] = "（一）予以公开|4|1|0|0|1|0|6";
    let read = Read::of(&html(&[&table, &other]));
    assert_eq!(read.row("requests/results.granted"), "-|1|0|0|1|0|-");
    assert_eq!(read.noted(ObservationKind::DifferingCopies).len(), 1);
    assert_eq!(read.errors(), [""; 0]);
    assert!(read.blocked().contains("results-total"));
}

#[test]
fn a_copy_outside_its_section_is_as_good() {
    let head = headed(HEADS);
    let table = [
        head.as_str(),
        NEW,
        OVER,
        GRANTED,
        PARTIAL,
        SECRET,
        "2.其他法律行政法规禁止公开|0|0|0|0|0|0|0",
        "3.危及“三安全一稳定”|0|0|0|0|0|0|0",
        "4.保护第三方合法权益|0|0|0|0|0|0|0",
        "5.属于三类内部事务信息|0|0|0|0|0|0|0",
        "6.属于四类过程性信息|0|0|0|0|0|0|0",
        "7.属于行政执法案卷|0|0|0|0|0|0|0",
        "8.属于行政查询事项|0|0|0|0|0|0|0",
        "1.本机关不掌握相关政府信息|0|0|0|0|0|0|0",
        "2.没有现成信息需要另行制作|0|0|0|0|0|0|0",
        TOTAL,
        FORWARD,
    ];
    let page = |caption: &str, annex: &[&str]| {
        let own = html(&[&table[..]]).replace(
            "<table>",
            "<p>一、总体情况</p><p>略。</p><p>三、收到和处理政府信息公开申请情况</p><table>",
        );
        let annex = html(&[annex]).replace(&format!("<p>{TITLE}</p>"), "");
        format!("{own}<p>五、存在的主要问题及改进情况</p><p>略。</p><p>{caption}</p>{annex}")
    };
    let read = Read::of(&page("附表", &table));
    assert_eq!(read.noted(ObservationKind::RepeatedTable).len(), 1);
    assert_eq!(read.row("requests/new"), "6|2|0|0|1|0|9");
    let mut other = table;
    other[3] = "（一）予以公开|4|1|0|0|1|0|6";
    let read = Read::of(&page("附表", &other));
    assert_eq!(read.noted(ObservationKind::DifferingCopies).len(), 1);
    assert_eq!(read.row("requests/results.granted"), "-|1|0|0|1|0|-");
    assert!(read.blocked().contains("results-total"));
    // That of another year is none.
    for caption in ["附表：2022年收到和处理申请情况", "上年度情况"] {
        let read = Read::of(&page(caption, &other));
        assert_eq!(read.noted(ObservationKind::DifferingCopies), []);
        assert_eq!(read.row("requests/results.granted"), "3|1|0|0|1|0|5");
    }
}

#[test]
fn two_figures_in_a_cell_are_nobodys_text() {
    let new = "一、本年新收政府信息公开申请数量|6|2 0|0|1|0|9|";
    let barred = "一、本年新收政府信息公开申请数量|6 ｜ 2 ｜ 0 ｜ 0 ｜ 1 ｜ 0 ｜ 9||||||";
    let read = requests(HEADS, &[barred, OVER, GRANTED]);
    assert_eq!(read.row("requests/new"), "-|-|-|-|-|-|-");
    assert_eq!(read.errors(), [""; 0]);
    let read = requests(HEADS, &[new, OVER, GRANTED]);
    assert_eq!(read.row("requests/new"), "-|-|-|-|-|-|-");
    assert_eq!(read.row("requests/results.granted"), "3|1|0|0|1|0|5");
    assert_eq!(read.errors(), [""; 0]);
    assert!(
        read.blocked().contains("applicants-total") || read.blocked().contains("requests-balance")
    );
}

#[test]
fn rows_under_a_piece_of_their_label_are_those_lacking_where_they_stand() {
    for piece in ["部分公", "只计这一情形", "??", "〃"] {
        let partial = format!("{piece}|2|1|0|0|0|0|3");
        let rows = [NEW, OVER, GRANTED, &partial, SECRET, TOTAL, FORWARD];
        let read = requests(HEADS, &rows);
        assert_eq!(read.row("requests/results.partial"), "2|1|0|0|0|0|3");
        let altered = read.noted(ObservationKind::AlteredLabel);
        assert_eq!(altered.len(), 1, "{piece}: {altered:?}");
        assert_eq!(altered[0].1, piece);
        assert_eq!(read.errors(), [""; 0]);
    }
    // A piece says which row it is, and so its figures may be wrong; a sign does not.
    for (piece, found) in [("部分公", "4|1|0|0|0|0|3"), ("??", "-|-|-|-|-|-|-")] {
        let partial = format!("{piece}|4|1|0|0|0|0|3");
        let rows = [NEW, OVER, GRANTED, &partial, SECRET, TOTAL, FORWARD];
        let read = requests(HEADS, &rows);
        assert_eq!(read.row("requests/results.partial"), found);
        assert_eq!(
            read.noted(ObservationKind::UnknownRow).is_empty(),
            found.starts_with('4')
        );
    }
    // What is of no label is nobody's, and two lacking rows are not told apart.
    let other = "别的情形|2|1|0|0|0|0|3";
    let read = requests(HEADS, &[NEW, OVER, GRANTED, other, SECRET, TOTAL, FORWARD]);
    assert_eq!(read.noted(ObservationKind::UnknownRow), [("", "别的情形")]);
    let read = requests(
        HEADS,
        &[NEW, OVER, GRANTED, "??|2|1|0|0|0|0|3", TOTAL, FORWARD],
    );
    assert_eq!(read.row("requests/results.partial"), "-|-|-|-|-|-|-");
    assert!(read.blocked().contains("results-total"));
}

#[test]
fn the_first_row_may_lack_its_label_and_not_all_may() {
    let bare = |row: &str| format!("|{}", row.split_once('|').unwrap().1);
    let read = requests(
        HEADS,
        &[&bare(NEW), OVER, GRANTED, PARTIAL, SECRET, TOTAL, FORWARD],
    );
    assert_eq!(read.row("requests/new"), "6|2|0|0|1|0|9");
    assert_eq!(read.noted(ObservationKind::UnlabelledRow).len(), 1);
    let zeros = "|0|0|0|0|0|0|0";
    let rows: Vec<&str> = vec![zeros; 25];
    let read = requests(HEADS, &[vec![TOTAL], rows].concat());
    assert_eq!(read.row("requests/new"), "-|-|-|-|-|-|-");
}

#[test]
fn labels_with_their_groups_before_them_are_their_own() {
    for joint in ["", "/", "-", "—", " > "] {
        let secret = SECRET.replace("1.属", &format!("（三）不予公开{joint}1.属"));
        let read = requests(
            HEADS,
            &[NEW, OVER, GRANTED, PARTIAL, &secret, TOTAL, FORWARD],
        );
        let row = read.row("requests/results.denied.state_secret");
        assert_eq!(row, "1|0|0|0|0|0|1", "{secret}");
        assert_eq!(read.errors(), [""; 0]);
    }
}

#[test]
fn rows_without_labels_are_those_lacking_where_they_stand() {
    let partial = "|2|1|0|0|0|0|3";
    let rows = [NEW, OVER, GRANTED, partial, SECRET, TOTAL, FORWARD];
    let read = requests(HEADS, &rows);
    assert_eq!(read.row("requests/results.partial"), "2|1|0|0|0|0|3");
    assert_eq!(read.noted(ObservationKind::UnlabelledRow).len(), 1);
    assert_eq!(read.errors(), [""; 0]);
    // Where the sums do not bear it out it is told, and what may need it is blocked.
    let rows = [NEW, OVER, GRANTED, "|4|1|0|0|0|0|5", SECRET, TOTAL, FORWARD];
    let read = requests(HEADS, &rows);
    assert_eq!(read.row("requests/results.partial"), "-|-|-|-|-|-|-");
    assert_eq!(read.noted(ObservationKind::UnknownRow).len(), 1);
    assert_eq!(read.errors(), [""; 0]);
    assert!(read.blocked().contains("results-total"));
}

#[test]
fn a_row_torn_out_as_text_stands_where_it_is_lacking() {
    let head = headed(HEADS);
    let before = html(&[&[head.as_str(), NEW, OVER, GRANTED]]);
    let after = html(&[&[SECRET, TOTAL, FORWARD]]).replace(&format!("<p>{TITLE}</p>"), "");
    let read = Read::of(&format!("{before}<p>（二）部分 2 1 0 0 0 0 3</p>{after}"));
    assert_eq!(read.row("requests/results.partial"), "2|1|0|0|0|0|3");
    assert_eq!(read.errors(), [""; 0]);
}

#[test]
fn the_end_of_a_label_may_stand_below_its_figures() {
    let rows = [
        NEW,
        OVER,
        "（一）予以|3|1|0|0|1|0|5",
        "公开|||||||",
        PARTIAL,
    ];
    let read = requests(HEADS, &rows);
    assert_eq!(read.row("requests/results.granted"), "3|1|0|0|1|0|5");
    assert_eq!(read.noted(ObservationKind::AlteredLabel), []);
}

#[test]
fn a_blank_row_with_a_label_all_but_the_forms_is_that_row() {
    let rows = [NEW, OVER, "4.保护第三方合法权利|||||||", TOTAL];
    let read = requests(HEADS, &rows);
    assert_eq!(read.row("requests/results.denied.third_party"), "||||||");
    assert_eq!(read.noted(ObservationKind::AlteredLabel).len(), 1);
}

#[test]
fn an_index_is_no_figure() {
    let head = headed(HEADS);
    let rows = [head.as_str(), NEW, OVER, GRANTED, PARTIAL];
    let number = |(at, row): (usize, &&str)| format!("{at}|{row}");
    let mut rows: Vec<String> = rows.iter().enumerate().map(number).collect();
    rows.insert(0, "|0|1|2|3|4|5|6|7".to_owned());
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let read = Read::of(&html(&[&rows]));
    assert_eq!(read.row("requests/results.partial"), "2|1|0|0|0|0|3");
    // Serial numbers under a head of their own, from one on.
    let head = format!("序号|{head}");
    let numbered = [
        head.as_str(),
        &format!("1|{NEW}"),
        &format!("2|{OVER}"),
        &format!("3|{GRANTED}"),
    ];
    let read = Read::of(&html(&[&numbered]));
    assert_eq!(read.row("requests/results.granted"), "3|1|0|0|1|0|5");
}

const RESULTS: &str = "结果维持|结果纠正|其他结果|尚未审结|总计";

fn reviews(read: &Read) -> [String; 3] {
    [
        "reconsideration",
        "litigation.direct",
        "litigation.after_reconsideration",
    ]
    .map(|row| read.row(&format!("review/{row}")))
}

const REVIEWS: [&str; 3] = ["3|1|0|2|6", "4|0|1|0|5", "2|0|0|1|3"];

#[test]
fn reviews_in_tables_of_their_own_are_named_by_what_stands_above() {
    let names = [
        "行政复议",
        "行政诉讼（未经复议直接起诉）",
        "行政诉讼（复议后起诉）",
    ];
    for order in [[0, 1, 2], [1, 2, 0]] {
        let table = |at: usize| html(&[&[RESULTS, REVIEWS[at]]]).replace(TITLE, names[at]);
        let page: String = order.into_iter().map(table).collect();
        let read = Read::of(&format!("<h1>{TITLE}</h1>{page}"));
        assert_eq!(reviews(&read), REVIEWS);
    }
}

#[test]
fn reviews_downwards_and_crosswise_are_read_by_their_labels() {
    let head = format!("项目|{RESULTS}");
    let rows: Vec<String> = ["行政复议", "未经复议直接起诉", "复议后起诉"]
        .iter()
        .zip(REVIEWS)
        .map(|(name, values)| format!("{name}|{values}"))
        .collect();
    let mut down = vec![head.as_str()];
    down.extend(rows.iter().map(String::as_str));
    assert_eq!(reviews(&Read::of(&html(&[&down]))), REVIEWS);
    let named = [
        "行政诉讼（复议后起诉）",
        "行政诉讼（未经复议直接起诉）",
        "行政复议",
    ];
    let turned = named.iter().zip(REVIEWS.iter().rev());
    let turned: Vec<String> = turned
        .map(|(name, values)| format!("{name}|{values}"))
        .collect();
    let mut down = vec![head.as_str()];
    down.extend(turned.iter().map(String::as_str));
    assert_eq!(reviews(&Read::of(&html(&[&down]))), REVIEWS);
    let across = [
        "|行政复议|未经复议直接起诉|复议后起诉",
        "结果维持|3|4|2",
        "结果纠正|1|0|0",
        "其他结果|0|1|0",
        "尚未审结|2|0|1",
        "总计|6|5|3",
    ];
    assert_eq!(reviews(&Read::of(&html(&[&across]))), REVIEWS);
}

/// The review table with its heads in spans; `lawsuits_first` and `heads` as given.
fn review_page(lawsuits_first: bool, heads: &str) -> String {
    let cells = |texts: &str, tag: &str| -> String {
        let cell = |text: &str| format!("<td{tag}>{text}</td>");
        texts.split('|').map(cell).collect()
    };
    let (one, two) = (
        "<td colspan=5>行政复议</td>",
        "<td colspan=10>行政诉讼</td>",
    );
    let own = cells(heads, " rowspan=2");
    let kinds = "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td>";
    let order: Vec<usize> = heads
        .split('|')
        .map(|head| RESULTS.split('|').position(|h| h == head).unwrap())
        .collect();
    let values = |row: &str| {
        let values: Vec<&str> = row.split('|').collect();
        order
            .iter()
            .map(|at| format!("<td>{}</td>", values[*at]))
            .collect::<String>()
    };
    let [reviews, direct, after] = REVIEWS.map(values);
    let below = cells(heads, "").repeat(2);
    let (top, middle, figures) = if lawsuits_first {
        (
            format!("{two}{one}"),
            format!("{kinds}{own}"),
            format!("{direct}{after}{reviews}"),
        )
    } else {
        (
            format!("{one}{two}"),
            format!("{own}{kinds}"),
            format!("{reviews}{direct}{after}"),
        )
    };
    format!(
        "<p>{TITLE}</p><table><tr>{top}</tr><tr>{middle}</tr><tr>{below}</tr><tr>{figures}</tr></table>"
    )
}

#[test]
fn reviews_in_another_order_are_read_by_their_labels() {
    let total_first = "总计|结果维持|结果纠正|其他结果|尚未审结";
    for lawsuits_first in [false, true] {
        for heads in [RESULTS, total_first] {
            let read = Read::of(&review_page(lawsuits_first, heads));
            assert_eq!(reviews(&read), REVIEWS, "{lawsuits_first} {heads}");
        }
    }
}

#[test]
fn a_piece_of_a_head_on_a_row_of_its_own_is_no_row_of_figures() {
    let page = format!(
        "{TITLE}\n\n\
         | 行政复议 | | | | | 行政诉讼 | | | | | | | | | |\n\
         | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接 | | | | | 复议后起诉 | | | | |\n\
         | | | | | | 起诉 | | | | | | | | | |\n\
         | | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n\
         | 3 | 1 | 0 | 2 | 6 | 4 | 0 | 1 | 0 | 5 | 2 | 0 | 0 | 1 | 3 |\n"
    );
    assert_eq!(reviews(&Read::of(&page)), REVIEWS);
}

#[test]
fn figures_not_told_apart_take_no_row_beside_them_with_them() {
    let page = format!(
        "{}<table><tr><td>3</td><td>1</td><td>0 2</td><td></td><td>6</td>{}</tr></table>",
        review_page(false, RESULTS)
            .rsplit_once("<tr>")
            .unwrap()
            .0
            .to_owned()
            + "</table>",
        "<td>0</td>".repeat(10)
    );
    let read = Read::of(&page);
    assert_eq!(reviews(&read), ["-|-|-|-|-", "0|0|0|0|0", "0|0|0|0|0"]);
    assert_eq!(read.errors(), [""; 0]);
    assert!(read.blocked().contains("review-total") || read.report.uncertain_tables.len() == 1);
}

#[test]
fn taiwans_words_are_read_as_the_forms() {
    let page = include_str!("traditional.txt");
    let read = Read::of(page);
    assert_eq!(read.row("proactive/normative_documents"), "5|1|25");
}
