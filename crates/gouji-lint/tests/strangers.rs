//! Reports as strangers send them: the same figures in many dresses of heads, rulings, wrapped labels,
//! review tables, titles and headings. All are read whole.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod printed;

use gouji_lint::Linter;

use printed::{
    HEADS, ORGANIZATION, REVIEW_HEADS, REVIEW_ROWS, Row, Truth, left, pieces, right, row, table,
    text_of,
};

#[test]
fn heads_of_requests_in_other_orders_and_words() {
    let truth = Truth::new();
    let rows = truth.rows("requests");
    let sum = |figures: &[String]| -> String {
        let figures = figures.iter().map(|figure| figure.parse::<u64>().unwrap());
        figures.sum::<u64>().to_string()
    };
    let around = |before: &[&'static str], behind: &[&'static str]| {
        [before, HEADS.as_slice(), behind].concat()
    };
    type Dress<'d> = (
        &'d str,
        Vec<&'d str>,
        &'d dyn Fn(usize, &Row) -> Vec<String>,
    );
    let dresses: [Dress<'_>; 8] = [
        ("as they are", around(&["项目"], &[]), &|_,
                                                    (
            label,
            figures,
        )| {
            [vec![label.clone()], figures.clone()].concat()
        }),
        (
            "a subtotal first",
            [&["", HEADS[0], "法人或其他组织小计"], &HEADS[1..]].concat(),
            &|_, (label, figures)| {
                [
                    vec![label.clone(), figures[0].clone(), sum(&figures[1..6])],
                    figures[1..].to_vec(),
                ]
                .concat()
            },
        ),
        (
            "a subtotal last",
            [&[""], &HEADS[..6], &["小计", HEADS[6]]].concat(),
            &|_, (label, figures)| {
                [
                    vec![label.clone()],
                    figures[..6].to_vec(),
                    vec![sum(&figures[1..6]), figures[6].clone()],
                ]
                .concat()
            },
        ),
        (
            "numbers before",
            around(&["序号", "项目"], &[]),
            &|at, (label, figures)| {
                [vec![(at + 1).to_string(), label.clone()], figures.clone()].concat()
            },
        ),
        (
            "the total first",
            [&["项目", HEADS[6]], &HEADS[..6]].concat(),
            &|_, (label, figures)| {
                [
                    vec![label.clone(), figures[6].clone()],
                    figures[..6].to_vec(),
                ]
                .concat()
            },
        ),
        (
            "other words",
            vec![
                "项目",
                "公民",
                "企业",
                "科研院所",
                "公益组织",
                "律师事务所",
                "其它",
                "合计",
            ],
            &|_, (label, figures)| [vec![label.clone()], figures.clone()].concat(),
        ),
        (
            "remarks behind",
            around(&["项目"], &["备注"]),
            &|_, (label, figures)| {
                [vec![label.clone()], figures.clone(), vec![String::new()]].concat()
            },
        ),
        (
            "last year behind",
            around(&["项目"], &["上年同期"]),
            &|_, (label, figures)| {
                [vec![label.clone()], figures.clone(), vec!["77".to_owned()]].concat()
            },
        ),
    ];
    for (name, heads, dress) in dresses {
        let body = rows.iter().enumerate().map(|(at, one)| row(dress(at, one)));
        let inside = table(std::iter::once(row(&heads)).chain(body));
        let page = truth.page_with("<p>三、收到", "四、政府信息公开行政复议", &inside);
        let wrong = truth.judge(page.as_bytes(), &["proactive", "requests", "review"]);
        assert_eq!(wrong, [""; 0], "{name}");
    }
}

#[test]
fn rulings_of_markdown_are_no_figures() {
    let truth = Truth::new();
    let rows = truth.rows("requests");
    let lines = |ruling: &str, blank: bool, dress: &dyn Fn(&str) -> String| -> Vec<String> {
        let heads = format!("| 项目 | {} |", HEADS.join(" | "));
        let body = rows.iter().map(|(label, figures)| {
            let zero = |figure: &String| {
                if blank && figure == "0" {
                    String::new()
                } else {
                    figure.clone()
                }
            };
            let figures: Vec<String> = figures.iter().map(zero).collect();
            format!("| {} | {} |", dress(label), figures.join(" | "))
        });
        [heads]
            .into_iter()
            .chain((!ruling.is_empty()).then(|| ruling.to_owned()))
            .chain(body)
            .collect()
    };
    let plain = |label: &str| label.to_owned();
    for ruling in [
        "|-|-|-|-|-|-|-|-|",
        "|:-:|:-:|:-:|:-:|:-:|:-:|:-:|:-:|",
        "| :- | -: | -: | -: | -: | -: | -: | -: |",
        "|---|---|---|---|---|---|---|---",
        "--- | --- | --- | --- | --- | --- | --- | ---",
        "|－|－|－|－|－|－|－|－|",
        "| — | — | — | — | — | — | — | — |",
        "|===|===|===|===|===|===|===|===|",
        "",
    ] {
        let text = text_of(&lines(ruling, false, &plain).join("\n"));
        assert_eq!(
            truth.judge(text.as_bytes(), &["requests"]),
            [""; 0],
            "{ruling}"
        );
    }
    let rule = "|---|---|---|---|---|---|---|---|";
    for before in ["> ", "\u{3000}\u{3000}", "    "] {
        let text: Vec<String> = lines(rule, false, &plain)
            .iter()
            .map(|line| format!("{before}{line}"))
            .collect();
        let text = text_of(&text.join("\n"));
        assert_eq!(
            truth.judge(text.as_bytes(), &["requests"]),
            [""; 0],
            "{before:?}"
        );
    }
    let dresses: [&dyn Fn(&str) -> String; 3] = [
        &|label| label.replace('.', "\\."),
        &|label| format!("**{label}**"),
        &|label| format!("&emsp;{label}").replace("&emsp;", "\u{2003}"),
    ];
    for dress in dresses {
        let text = text_of(&lines(rule, false, dress).join("\n"));
        assert_eq!(truth.judge(text.as_bytes(), &["requests"]), [""; 0]);
    }
    let text = text_of(&lines(rule, true, &plain).join("\n"));
    assert_eq!(
        truth.judge(text.as_bytes(), &["requests"]),
        [""; 0],
        "blank zeros"
    );
}

#[test]
fn labels_in_pieces_are_joined_in_bars_and_laid_out() {
    let truth = Truth::new();
    let rows = truth.rows("requests");
    let heads = format!("|项目|{}|\n|-|-|-|-|-|-|-|-|\n", HEADS.join("|"));
    for length in [7, 8, 10, 11, 13] {
        for on_middle in [false, true] {
            let (mut bars, mut laid) = (heads.clone(), left("", 30));
            HEADS.iter().for_each(|head| laid += &right(head, 14));
            laid.push('\n');
            for (label, figures) in &rows {
                let pieces = pieces(label, length);
                let on = if on_middle { pieces.len() / 2 } else { 0 };
                for (at, piece) in pieces.iter().enumerate() {
                    let own: Vec<String> = match at == on {
                        true => figures.clone(),
                        false => vec![String::new(); 7],
                    };
                    bars += &format!("|{piece}|{}|\n", own.join("|"));
                    let own: String = own.iter().map(|figure| right(figure, 14)).collect();
                    laid += format!("{}{own}", left(piece, 30)).trim_end();
                    laid.push('\n');
                }
            }
            // Of pieces in bars each is at least a few words.
            if length > 7 {
                let wrong = truth.judge(text_of(&bars).as_bytes(), &["requests"]);
                assert_eq!(wrong, [""; 0], "{length} {on_middle}\n{bars}");
            }
            let wrong = truth.judge(text_of(&laid).as_bytes(), &["requests"]);
            assert_eq!(wrong, [""; 0], "{length} {on_middle}\n{laid}");
        }
    }
}

#[test]
fn review_tables_in_other_shapes() {
    let truth = Truth::new();
    let rows: Vec<Vec<String>> = truth
        .rows("review")
        .into_iter()
        .map(|(_, figures)| figures)
        .collect();
    assert_eq!(rows.len(), 3);
    let five = |row: &[String]| row.to_vec();
    let total_first = |row: &[String]| [vec![row[4].clone()], row[..4].to_vec()].concat();
    let own = |name: &str, figures: &[String]| {
        format!("<p>{name}</p>{}", table([row(REVIEW_HEADS), row(figures)]))
    };
    let each = |names: [&str; 3]| -> String {
        names
            .iter()
            .zip(&rows)
            .map(|(name, figures)| own(name, figures))
            .collect()
    };
    let named = |at: usize| [vec![REVIEW_ROWS[at].to_owned()], rows[at].clone()].concat();
    let down = [vec!["类别"], REVIEW_HEADS.to_vec()].concat();
    let across = |column: usize| {
        let own = rows.iter().map(|row| row[column].clone());
        [REVIEW_HEADS[column].to_owned()]
            .into_iter()
            .chain(own)
            .collect::<Vec<_>>()
    };
    let spans = |heads: [&str; 5], suit_first: bool| {
        let (suit, other) = (
            "<td colspan=10>行政诉讼</td>",
            "<td colspan=5>行政复议</td>",
        );
        let sides = "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td>";
        let leaves: String = heads
            .iter()
            .map(|head| format!("<td rowspan=2>{head}</td>"))
            .collect();
        let twice: Vec<&str> = [heads, heads].concat();
        match suit_first {
            true => format!(
                "<tr>{suit}{other}</tr><tr>{sides}{leaves}</tr>{}",
                row(twice)
            ),
            false => format!(
                "<tr>{other}{suit}</tr><tr>{leaves}{sides}</tr>{}",
                row(twice)
            ),
        }
    };
    let first = ["总计", "结果维持", "结果纠正", "其他结果", "尚未审结"];
    let suit_first = [rows[1].clone(), rows[2].clone(), rows[0].clone()].concat();
    let totals: Vec<String> = rows.iter().flat_map(|row| total_first(row)).collect();
    let two = format!(
        "{}<p>（二）行政诉讼</p>{}",
        own("（一）行政复议", &rows[0]),
        table([
            "<tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>".to_owned(),
            row([REVIEW_HEADS, REVIEW_HEADS].concat()),
            row([five(&rows[1]), five(&rows[2])].concat()),
        ])
    );
    let inside_its_table = |names: [&str; 3]| -> String {
        let own = names.iter().zip(&rows).map(|(name, figures)| {
            let caption = format!("<tr><td colspan=5>{name}</td></tr>");
            table([caption, row(REVIEW_HEADS), row(figures)])
        });
        own.collect()
    };
    let of_suits: Vec<String> = std::iter::once("行政诉讼小计".to_owned())
        .chain((0..5).map(|at| {
            let figure = |row: &Vec<String>| row[at].parse::<u64>().unwrap();
            (figure(&rows[1]) + figure(&rows[2])).to_string()
        }))
        .collect();
    let long = [
        "因政府信息公开工作被申请行政复议情况",
        "因政府信息公开工作被提起行政诉讼（未经复议直接起诉）情况",
        "因政府信息公开工作被提起行政诉讼（复议后起诉）情况",
    ];
    for (name, inside) in [
        ("each under its name", each(REVIEW_ROWS)),
        ("each under a long name", each(long)),
        ("each with a long name in its table", inside_its_table(long)),
        (
            "each with a caption in its table",
            inside_its_table([
                "表一：行政复议",
                "表二：未经复议直接起诉",
                "表三：复议后起诉",
            ]),
        ),
        (
            "a row of no form",
            table([
                row(&down),
                row(named(0)),
                row(named(1)),
                row(named(2)),
                row(of_suits),
            ]),
        ),
        (
            "each under a heading",
            each([
                "（一）行政复议情况",
                "（二）行政诉讼（未经复议直接起诉）情况",
                "（三）行政诉讼（复议后起诉）情况",
            ]),
        ),
        (
            "each under a caption",
            each([
                "表1 行政复议情况表",
                "表2 未经复议直接起诉情况表",
                "表3 复议后起诉情况表",
            ]),
        ),
        (
            "rows downwards",
            table([row(down), row(named(0)), row(named(1)), row(named(2))]),
        ),
        (
            "rows as columns",
            table(
                [row([vec!["结果"], REVIEW_ROWS.to_vec()].concat())]
                    .into_iter()
                    .chain((0..5).map(|at| row(across(at)))),
            ),
        ),
        (
            "lawsuits first",
            table([spans(REVIEW_HEADS, true), row(suit_first)]),
        ),
        ("totals first", table([spans(first, false), row(totals)])),
        ("two tables", two),
    ] {
        let page = truth.page_with("<p>四、政府信息公开行政复议", "五、存在", &inside);
        let wrong = truth.judge(page.as_bytes(), &["proactive", "requests", "review"]);
        assert_eq!(wrong, [""; 0], "{name}");
    }
}

#[test]
fn heads_of_reviews_in_pieces_between_bars() {
    let truth = Truth::new();
    let rows = truth.rows("review");
    let figures: Vec<String> = rows.into_iter().flat_map(|(_, figures)| figures).collect();
    let bars = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
    let first = [vec!["行政复议"], vec![""; 4], vec!["行政诉讼"], vec![""; 9]].concat();
    let sides = [
        vec![""; 5],
        vec!["未经复议直接起诉"],
        vec![""; 4],
        vec!["复议后起诉"],
        vec![""; 4],
    ];
    for pieces in [
        vec![
            ["结果", "结果", "其他", "尚未", "总计"],
            ["维持", "纠正", "结果", "审结", ""],
        ],
        vec![
            ["结果", "结果", "其他", "尚未", ""],
            ["维持", "纠正", "结果", "审结", "总计"],
        ],
        vec![
            ["结", "结", "其", "尚", "总计"],
            ["果", "果", "他", "未", ""],
            ["维持", "纠正", "结果", "审结", ""],
        ],
    ] {
        for rule in ["-", "——"] {
            let heads = pieces.iter().map(|line| bars([*line; 3].concat()));
            let review = format!(
                "{}{}{}{}{}",
                bars(first.clone()),
                bars(vec![rule; 15]),
                bars(sides.concat()),
                heads.collect::<String>(),
                bars(figures.iter().map(String::as_str).collect())
            );
            let requests = truth.rows("requests").into_iter().map(|(label, figures)| {
                let cells = std::iter::once(&label).chain(&figures);
                bars(cells.map(String::as_str).collect())
            });
            let requests = format!(
                "{}{}{}\n四、政府信息公开行政复议、行政诉讼情况\n\n{review}",
                bars([vec!["项目"], HEADS.to_vec()].concat()),
                bars(vec!["-"; 8]),
                requests.collect::<String>(),
            );
            let text = text_of(&requests);
            let wrong = truth.judge(text.as_bytes(), &["requests", "review"]);
            assert_eq!(wrong, [""; 0], "{text}");
        }
    }
}

#[test]
fn a_set_of_tables_beside_the_report_is_none_of_its_own() {
    let truth = Truth::new();
    let page = truth.page();
    let tables = |page: &str| -> String {
        let each = page.split("<table").skip(1);
        let each =
            each.map(|rest| format!("<table{}</table>", rest.split("</table>").next().unwrap()));
        each.collect()
    };
    let own = tables(&page);
    let is_figure =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let cell = |part: &str| -> String {
        let (attributes, text) = part.split_once('>').unwrap();
        let figure = text.split('<').next().filter(|text| is_figure(text));
        let rest = &text[figure.map_or(0, str::len)..];
        format!("<td{attributes}>{rest}")
    };
    let mut parts = own.split("<td");
    let before = parts.next().unwrap().to_owned();
    let blank = before + &parts.map(cell).collect::<String>();
    let first = page.find("<p>一、").unwrap();
    for text in [
        format!("{page}<p>附表</p>{own}"),
        format!("{page}<p>附件：格式</p>{blank}"),
        format!("{}<p>样表</p>{blank}{}", &page[..first], &page[first..]),
    ] {
        let wrong = truth.judge(text.as_bytes(), &["proactive", "requests", "review"]);
        assert_eq!(wrong, [""; 0]);
    }
}

#[test]
fn titles_in_many_pieces() {
    let truth = Truth::new();
    let page = truth.page();
    let (start, end) = (page.find("<h1>").unwrap(), page.find("</h1>").unwrap() + 5);
    for title in [
        "<p>青石县水务局</p><p>2021年政府信息公开</p><p>工作年度报告</p>",
        "<p>附件2：</p><p>《青石县水务局2021年政府信息公开工作年度报告》</p>",
        "<p>标题：青石县水务局2021年政府信息公开工作年度报告</p>",
        "<p>关于报送2021年政府信息公开工作年度报告的函</p><p>县政府办公室：</p><p>现将我局年度报告报送你办。</p>\
         <p>青石县水务局政府信息公开工作年度报告</p><p>（2021年度）</p>",
        "<p>首页 &gt; 政府信息公开 &gt; 政府信息公开年报 &gt; 正文</p><p>青石县水务局政府信息公开</p><p>2021年年度报告</p>",
        "<p>青石县水务局<br>2021年度政府信息公开工作<br>年度报告</p>",
        "<p>2021年青石县水务局政府信息</p><p>公开工作年度报告</p>",
        "<p>青 石 县 水 务 局</p><p>二〇二一年政府信息公开工作年度报告</p>",
        "<p>青石县水务局关于2021年度政府信息公开工作情况的报告</p>",
        "<p>【标题】青石县水务局2021年政府信息公开工作年度报告</p>",
        "<p>青石县水务局：2021年政府信息公开工作年度报告</p>",
        "<p>青石县水务局2020-2021学年信息公开工作年度报告</p>",
    ] {
        let text = format!("<p>{}{title}{}", "", &page[end..]);
        assert!(start < end);
        let reports = Linter::new(&truth.packs)
            .open(text.as_bytes())
            .unwrap()
            .reports;
        assert_eq!(reports.len(), 1, "{title}");
        assert_eq!(
            reports[0].organization.as_deref(),
            Some(ORGANIZATION),
            "{title}"
        );
        assert_eq!(reports[0].year, Some(2021), "{title}");
    }
}

#[test]
fn headings_and_lines_in_other_dresses() {
    let truth = Truth::new();
    let page = truth.page();
    let numbered = |dress: &dyn Fn(usize, &str) -> String| -> String {
        let mut text = page.clone();
        for (at, numeral) in "一二三四五六".chars().enumerate() {
            let from = format!("<p>{numeral}、");
            text = text.replace(&from, &dress(at, &numeral.to_string()));
        }
        text
    };
    let all = ["proactive", "requests", "review"];
    for text in [
        numbered(&|_, numeral| format!("<p>第{numeral}部分　")),
        numbered(&|_, numeral| format!("<p>{numeral}．")),
        numbered(&|_, numeral| format!("<p>{numeral} 、")),
        numbered(&|at, _| format!("<p>{}、", at + 1)),
        numbered(&|_, _| "<p>".to_owned()),
        numbered(&|_, numeral| format!("<p>{numeral} ")),
        numbered(&|at, _| format!("<p>{}、", ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ"][at])),
        page.replace("六、其他需要报告的事项", "六、其他事项"),
        page.replace(
            "（二）依申请公开。",
            "（二）依申请公开</p><p>（三）行政复议、行政诉讼情况</p><p>",
        ),
        page.replace('\n', ""),
        page.replace('\n', "\r"),
        page.replace("<td>", "<td>\u{3000}")
            .replace("</td>", "&nbsp;</td>"),
        page.replace("<td>", "<td><p class=MsoNormal><span lang=EN-US>")
            .replace("</td>", "<o:p></o:p></span></p></td>"),
    ] {
        assert_eq!(
            truth.judge(text.as_bytes(), &all),
            [""; 0],
            "{}",
            &text[..600.min(text.len())].escape_debug()
        );
    }
    let wide: Vec<u8> = std::iter::once(0xfeff_u16)
        .chain(page.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(truth.judge(&wide, &all), [""; 0], "UTF-16");
}

#[test]
fn rows_stand_where_all_others_do_in_a_grid() {
    let truth = Truth::new();
    let rows = truth.rows("requests");
    let body = |crooked: bool| -> String {
        let of_row = |(at, (label, figures)): (usize, &Row)| {
            // A label alone in its row leaves one blank cell more than those beside a group.
            let before = match at {
                0 | 1 | 23 => format!("<td>{label}</td><td></td><td></td><td></td><td></td>"),
                _ => format!("<td></td><td>{label}</td><td></td><td></td><td></td>"),
            };
            let mut figures = figures.clone();
            if crooked && at == 0 {
                figures.rotate_left(1);
                figures.insert(0, "5".to_owned());
            }
            let figures: String = figures
                .iter()
                .map(|figure| format!("<td>{figure}</td>"))
                .collect();
            format!("<tr>{before}{figures}</tr>")
        };
        let heads = "<tr><td></td><td></td><td></td><td></td><td></td><td>自然人</td><td></td><td></td><td>商业企业</td></tr>";
        let rows: String = rows.iter().enumerate().map(of_row).collect();
        format!("<table>{heads}{rows}</table>")
    };
    let page = truth.page_with("<p>三、收到", "四、政府信息公开行政复议", &body(false));
    let wrong = truth.judge(page.as_bytes(), &["requests"]);
    assert_eq!(wrong, [""; 0]);
    let page = truth.page_with("<p>三、收到", "四、政府信息公开行政复议", &body(true));
    let wrong = truth.judge(page.as_bytes(), &["requests"]);
    assert!(
        wrong
            .iter()
            .all(|one| one.starts_with("requests/new/") && one.ends_with("None")),
        "{wrong:?}"
    );
    assert_eq!(wrong.len(), 7);
}
