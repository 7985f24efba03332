//! Tables in shapes of their own, in which each figure is named by labels beside and above it, and figures in
//! many dresses: all are read whole; what a page hides, or shows in another way than by text, is not read.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod printed;

use gouji_check::check;
use gouji_lint::Linter;
use printed::{HEADS, REVIEW_HEADS, REVIEW_ROWS, Row, Truth, row, table};

const ALL: [&str; 3] = ["proactive", "requests", "review"];

/// The page with other tables of reviews.
fn with_reviews(truth: &Truth, inside: &str) -> String {
    truth.page_with("<p>四、政府信息公开行政复议", "五、存在", inside)
}

/// The page with another table of requests.
fn with_requests(truth: &Truth, inside: &str) -> String {
    truth.page_with("<p>三、收到", "四、政府信息公开行政复议", inside)
}

#[test]
fn reviews_with_row_and_column_named_together() {
    let truth = Truth::new();
    let rows: Vec<Row> = truth.rows("review");
    let joined = |names: [&str; 3], joint: &str| -> Vec<(String, String)> {
        let named = names.iter().zip(&rows);
        let cells = named.flat_map(|(name, (_, figures))| {
            let heads = REVIEW_HEADS.iter().zip(figures);
            heads.map(move |(head, figure)| (format!("{name}{joint}{head}"), figure.clone()))
        });
        cells.collect()
    };
    let suits = [
        "行政复议",
        "行政诉讼（未经复议直接起诉）",
        "行政诉讼（复议后起诉）",
    ];
    let in_heads = |cells: Vec<(String, String)>| {
        let (heads, figures): (Vec<String>, Vec<String>) = cells.into_iter().unzip();
        table([row(heads), row(figures)])
    };
    let in_lines = |cells: Vec<(String, String)>| {
        table(cells.into_iter().map(|(name, figure)| row([name, figure])))
    };
    let long = |names: [&str; 3], is_merged: bool| {
        let mut lines = vec![row(["类型", "结果", "件数"])];
        for (name, (_, figures)) in names.iter().zip(&rows) {
            for (at, (head, figure)) in REVIEW_HEADS.iter().zip(figures).enumerate() {
                lines.push(match (is_merged, at) {
                    (false, _) => row([name, head, figure.as_str()]),
                    (true, 0) => format!(
                        "<tr><td rowspan=5>{name}</td><td>{head}</td><td>{figure}</td></tr>"
                    ),
                    (true, _) => row([head, figure.as_str()]),
                });
            }
        }
        table(lines)
    };
    for (name, inside) in [
        ("heads joined", in_heads(joined(REVIEW_ROWS, ""))),
        ("heads with a dash", in_heads(joined(suits, "-"))),
        ("heads over lines", in_heads(joined(REVIEW_ROWS, "<br>"))),
        ("a line each", in_lines(joined(suits, ""))),
        ("in long form", long(REVIEW_ROWS, false)),
        ("in long form, merged", long(suits, true)),
    ] {
        let page = with_reviews(&truth, &inside);
        assert_eq!(truth.judge(page.as_bytes(), &ALL), [""; 0], "{name}");
    }
}

#[test]
fn requests_turned_and_in_pieces() {
    let truth = Truth::new();
    let rows: Vec<Row> = truth.rows("requests");
    let labels = rows.iter().map(|(label, _)| label.clone());
    let turned = HEADS.iter().enumerate().map(|(at, head)| {
        let figures = rows.iter().map(|(_, figures)| figures[at].clone());
        row([(*head).to_owned()].into_iter().chain(figures))
    });
    let head = row(["申请人情况".to_owned()].into_iter().chain(labels));
    let long = rows.iter().flat_map(|(label, figures)| {
        let cells = HEADS.iter().zip(figures);
        cells.map(move |(head, figure)| row([label.as_str(), head, figure]))
    });
    let piece = |from: usize, to: usize| {
        let head = row(["项目"].into_iter().chain(HEADS[from..to].iter().copied()));
        let body = rows
            .iter()
            .map(|(label, figures)| row([label.clone()].iter().chain(&figures[from..to])));
        table([head].into_iter().chain(body))
    };
    let merged =
        rows.iter().map(
            |(label, figures)| match figures.iter().all(|figure| figure == "0") {
                true => format!("<tr><td>{label}</td><td colspan=7>0</td></tr>"),
                false => row([label.clone()].iter().chain(figures)),
            },
        );
    let heads = row(["项目"].into_iter().chain(HEADS));
    for (name, inside) in [
        ("turned", table([head].into_iter().chain(turned))),
        (
            "in long form",
            table([row(["项目", "申请人", "件数"])].into_iter().chain(long)),
        ),
        (
            "in two pieces beside each other",
            piece(0, 4) + &piece(4, 7),
        ),
        ("noughts merged", table([heads].into_iter().chain(merged))),
    ] {
        let page = with_requests(&truth, &inside);
        assert_eq!(truth.judge(page.as_bytes(), &ALL), [""; 0], "{name}");
    }
}

#[test]
fn columns_of_another_year_are_nobodys_figures() {
    let truth = Truth::new();
    let rows: Vec<Row> = truth.rows("requests");
    let heads: String = HEADS
        .iter()
        .map(|head| format!("<td colspan=2>{head}</td>"))
        .collect();
    let years: Vec<&str> = HEADS.iter().flat_map(|_| ["本年", "上年"]).collect();
    let body = rows.iter().map(|(label, figures)| {
        let both = figures
            .iter()
            .flat_map(|figure| [figure.clone(), "3".to_owned()]);
        row([label.clone()].into_iter().chain(both))
    });
    let head = format!("<tr><td rowspan=2>项目</td>{heads}</tr>{}", row(years));
    let page = with_requests(&truth, &table([head].into_iter().chain(body)));
    let opened = Linter::new(&truth.packs).open(page.as_bytes()).unwrap();
    let report = &opened.reports[0];
    assert!(!report.lost_tables.is_empty());
    assert!(!check(truth.pack(), report, None).blocked.is_empty());
}

#[test]
fn figures_in_many_dresses() {
    let truth = Truth::new();
    let rows: Vec<Row> = truth.rows("requests");
    let dressed = |dress: &dyn Fn(&str) -> String| {
        let body = rows.iter().map(|(label, figures)| {
            let figures = figures.iter().map(|figure| match figure.as_str() {
                "0" => figure.clone(),
                figure => dress(figure),
            });
            row([label.clone()].into_iter().chain(figures))
        });
        let heads = row(["项目"].into_iter().chain(HEADS));
        with_requests(&truth, &table([heads].into_iter().chain(body)))
    };
    let earlier = |page: String, before: &str, after: &str| {
        let from = page.find("<table border=1><tr><td>项目").unwrap();
        let to = from + page[from..].find("</table>").unwrap() + "</table>".len();
        let copy = page[from..to].replace("<td>1", "<td>7");
        format!("{}{before}{copy}{after}{}", &page[..to], &page[to..])
    };
    let plain = || dressed(&str::to_owned);
    let beside = "<style>.old, .old + table{display:none}</style>";
    for (name, page) in [
        (
            "a mark below",
            dressed(&|figure| format!("{figure}<sub>1</sub>")),
        ),
        (
            "a gloss",
            dressed(&|figure| format!("<ruby>{figure}<rp>(</rp><rt>1</rt><rp>)</rp></ruby>")),
        ),
        (
            "soft hyphens",
            dressed(&|figure| figure.replace('1', "1&shy;")),
        ),
        (
            "a folded copy",
            earlier(plain(), "<details><summary>上一稿</summary>", "</details>"),
        ),
        (
            "a copy beside what hides it",
            beside.to_owned() + &earlier(plain(), "<p class=old>上一稿</p>", ""),
        ),
        ("a dialogue", earlier(plain(), "<dialog>", "</dialog>")),
        (
            "all folded",
            plain()
                .replace("<table", "<details><table")
                .replace("</table>", "</table></details>"),
        ),
    ] {
        assert_eq!(truth.judge(page.as_bytes(), &ALL), [""; 0], "{name}");
    }
    for (name, page) in [
        (
            "a style's figure",
            format!(
                "<style>i::after{{content:attr(n)}}</style>{}",
                dressed(&|figure| format!("<i n={figure}></i>"))
            ),
        ),
        (
            "a meter",
            dressed(&|figure| format!("<meter value={figure}></meter>")),
        ),
    ] {
        let opened = Linter::new(&truth.packs).open(page.as_bytes()).unwrap();
        let blocked = check(truth.pack(), &opened.reports[0], None).blocked;
        assert!(!blocked.is_empty(), "{name}");
    }
}

#[test]
fn cells_of_markdown_with_marks_and_tags() {
    let truth = Truth::new();
    let rows: Vec<Row> = truth.rows("requests");
    for (name, dress) in [
        ("bold", "**{}**"),
        ("slanted", "*{}*"),
        ("code", "`{}`"),
        ("a link", "[{}](page.html)"),
        ("a figure taken back", "~~9~~ {}"),
        ("a note", "{}[^1]"),
        ("spaces", "&nbsp;{}&emsp;"),
        ("a colour", "<font color=red>{}</font>"),
        ("a hidden figure", "<span style=\"display:none\">9</span>{}"),
        ("a change", "<del>9</del><ins>{}</ins>"),
        ("a comment", "<!--9-->{}"),
    ] {
        let mut lines = format!(
            "| 项目 | {} |\n|---|---|---|---|---|---|---|---|\n",
            HEADS.join(" | ")
        );
        for (label, figures) in &rows {
            let figures: Vec<String> = figures
                .iter()
                .map(|figure| dress.replace("{}", figure))
                .collect();
            lines += &format!("| {label} | {} |\n", figures.join(" | "));
        }
        let text = printed::text_of(&lines);
        assert_eq!(
            truth.judge(text.as_bytes(), &["requests"]),
            [""; 0],
            "{name}"
        );
    }
}

#[test]
fn a_local_column_that_begins_its_line_of_heads_stands_where_it_is_printed() {
    let truth = Truth::new();
    let sum = |figures: &[String]| -> u64 {
        figures
            .iter()
            .map(|figure| figure.parse::<u64>().unwrap())
            .sum()
    };
    for padding in ["", "\t\t"] {
        let mut lines = String::from(
            "自然人\t法人或其他组织\t总计\n\
             小计\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n",
        );
        for (label, figures) in truth.rows("requests") {
            let legal = sum(&figures[1..6]).to_string();
            let cells = [&figures[..1], &[legal], &figures[1..]].concat();
            lines += &format!("{label}\t{padding}{}\n", cells.join("\t"));
        }
        let text = printed::text_of(&lines);
        assert_eq!(
            truth.judge(text.as_bytes(), &["requests"]),
            [""; 0],
            "{padding:?}"
        );
    }
}
