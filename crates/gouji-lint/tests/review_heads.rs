//! The table of reviews under heads in fewer words than the form's, or in others, and figures broken over the lines
//! of its cells.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::{ObservationKind, Report};
use gouji_pack::Packs;

mod laid_text;
use laid_text::{report, row};

const TITLE: &str = "青石县水务局2023年政府信息公开工作年度报告";
const HEADING: &str = "四、政府信息公开行政复议、行政诉讼情况";
const FIGURES: [&str; 15] = [
    "1", "0", "2", "0", "3", "0", "4", "0", "0", "4", "0", "0", "0", "5", "5",
];

/// The table as web page, Markdown, laid-out text and one cell a line.
fn pages(heads: [&str; 5], figures: [&str; 15]) -> [String; 4] {
    let cells = |texts: &[&str], span: &str| -> String {
        let cells = texts.iter().map(|text| format!("<td{span}>{text}</td>"));
        cells.collect()
    };
    let page = format!(
        "<h1>{TITLE}</h1><h2>{HEADING}</h2><table><tr><td colspan=5>行政复议<td colspan=10>行政诉讼</tr><tr>{}\
         <td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉</tr><tr>{}</tr><tr>{}</tr></table>",
        cells(&heads, " rowspan=2"),
        cells(&[heads, heads].concat(), ""),
        cells(&figures, "")
    );
    let markdown = format!(
        "# {TITLE}\n\n## {HEADING}\n\n| 行政复议 | | | | | 行政诉讼 |{}\n|{}\n| {} | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |\n\
         |{}| {} |\n| {} |\n",
        " |".repeat(9),
        "---|".repeat(15),
        heads.join(" | "),
        " |".repeat(5),
        [heads, heads].concat().join(" | "),
        figures.join(" | ")
    );
    let padded = |texts: &[&str]| -> String {
        let cell = |text: &&str| {
            let wide = text.chars().filter(|c| !c.is_ascii()).count();
            format!("{text}{}", " ".repeat(10 - text.chars().count() - wide))
        };
        texts.iter().map(cell).collect()
    };
    let laid = format!(
        "{TITLE}\n\n{HEADING}\n\n行政复议{}行政诉讼\n{}未经复议直接起诉{}复议后起诉\n{}{}\n{}\n",
        " ".repeat(42),
        padded(&heads),
        " ".repeat(34),
        " ".repeat(50),
        padded(&[heads, heads].concat()),
        padded(&figures)
    );
    let stream = [
        &["行政复议", "行政诉讼", ""],
        &heads[..],
        &["未经复议直接起诉", "复议后起诉", ""],
        &heads,
        &heads,
        &figures,
    ];
    let stream: Vec<String> = stream
        .concat()
        .iter()
        .map(|cell| format!("{cell} |\n"))
        .collect();
    let lines = format!("{TITLE}\n\n{HEADING}\n\n{}", stream.concat());
    [page, markdown, laid, lines]
}

const COLUMNS: [&str; 5] = ["upheld", "corrected", "other", "pending", "total"];

fn reviews(found: &(Report, Packs)) -> [String; 3] {
    let rows = [
        "reconsideration",
        "litigation.direct",
        "litigation.after_reconsideration",
    ];
    rows.map(|name| row(found, &format!("review/{name}"), &COLUMNS))
}

fn altered(found: &(Report, Packs)) -> Vec<&str> {
    let seen = found.0.observations.iter();
    let seen = seen.filter(|seen| seen.kind == ObservationKind::AlteredLabel);
    seen.map(|seen| seen.found.as_str()).collect()
}

#[test]
fn heads_without_the_word_for_results_are_known_in_any_order() {
    for page in pages(["维持", "纠正", "其他", "尚未审结", "总计"], FIGURES) {
        let found = report(&page);
        assert_eq!(
            reviews(&found),
            ["1 0 2 0 3", "0 4 0 0 4", "0 0 0 5 5"],
            "{page}"
        );
        assert_eq!(altered(&found), [""; 0], "{page}");
    }
    for page in pages(["纠正", "维持", "其他", "未审结", "总计"], FIGURES) {
        let found = report(&page);
        assert_eq!(
            reviews(&found),
            ["0 1 2 0 3", "4 0 0 0 4", "0 0 0 5 5"],
            "{page}"
        );
    }
}

#[test]
fn heads_in_other_words_are_those_lacking_where_they_stand_or_none() {
    let [page, ..] = pages(["维持", "撤销", "其他", "尚未审结", "总计"], FIGURES);
    let found = report(&page);
    assert_eq!(reviews(&found), ["1 0 2 0 3", "0 4 0 0 4", "0 0 0 5 5"]);
    assert!(altered(&found).contains(&"撤销"), "{:?}", altered(&found));
    // No head of the form stands at its place then.
    for page in pages(["撤销", "维持", "其他", "尚未审结", "总计"], FIGURES) {
        assert_eq!(reviews(&report(&page)), ["_ _ _ _ _"; 3], "{page}");
    }
}

#[test]
fn a_figure_broken_over_lines_of_its_cell_is_one_where_the_sums_say_so() {
    let heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let with = |total: &'static str| {
        let mut figures = FIGURES;
        (figures[0], figures[4]) = ("12<br>8", total);
        let [page, markdown, ..] = pages(heads, figures);
        [page, markdown].map(|page| report(&page))
    };
    for found in with("130") {
        assert_eq!(
            reviews(&found),
            ["12\n8 0 2 0 130", "0 4 0 0 4", "0 0 0 5 5"]
        );
        let (report, packs) = &found;
        let form = &packs.pack(&report.form).unwrap().form;
        let cell = form.cell("review/reconsideration/upheld").unwrap();
        let figure = report.cell(cell).and_then(gouji_model::Cell::figure);
        assert_eq!(figure, Some(128.into()));
    }
    for found in with("131") {
        assert_eq!(reviews(&found)[0], "_ _ _ _ _");
    }
}

const HEADS: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];

/// A row of a page with cells of which some span several columns.
fn line(cells: &[(&str, usize)]) -> String {
    let cells = cells
        .iter()
        .map(|(text, span)| format!("<td colspan={span}>{text}</td>"));
    format!("<tr>{}</tr>", cells.collect::<String>())
}

fn single<'t>(texts: &[&'t str]) -> Vec<(&'t str, usize)> {
    texts.iter().map(|text| (*text, 1)).collect()
}

/// The table without spans that reach down; what stands above its second line is given.
fn without_names(above: &str, figures: &[&str]) -> (Report, Packs) {
    let names = [("未经复议直接起诉", 5), ("复议后起诉", 5)];
    report(&format!(
        "<h1>{TITLE}</h1><h2>{HEADING}</h2>{above}{}{}{}</table>",
        line(&[single(&HEADS), names.to_vec()].concat()),
        line(&single(&[HEADS, HEADS].concat())),
        line(&single(figures))
    ))
}

#[test]
fn without_the_line_of_names_all_figures_are_read_or_none() {
    let wanted = ["1 0 2 0 3", "0 4 0 0 4", "0 0 0 5 5"];
    let first = [("行政复议", 5), ("行政诉讼", 10)];
    let blank = [("", 5), ("行政诉讼", 10)];
    let above = [
        "<table>".to_owned(),
        format!("<table>{}</table><table>", line(&first)),
        format!("<table>{}", line(&blank)),
        "<p>行政复议　　　行政诉讼</p><table>".to_owned(),
    ];
    for above in &above {
        let found = without_names(above, &FIGURES);
        assert_eq!(reviews(&found), wanted, "{above}");
    }
    let markdown = format!(
        "# {TITLE}\n\n## {HEADING}\n\n| {} | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |\n|{}\n| {} |{}\n| {} |\n",
        HEADS.join(" | "),
        "---|".repeat(15),
        [HEADS, HEADS].concat().join(" | "),
        " |".repeat(5),
        FIGURES.join(" | ")
    );
    assert_eq!(reviews(&report(&markdown)), wanted);
    // Whose so many figures are nobody knows, nor if the sums speak against the form's order.
    let turned: Vec<&str> = FIGURES.iter().rev().copied().collect();
    for figures in [&FIGURES[..12], &turned] {
        let found = without_names("<table>", figures);
        assert_eq!(reviews(&found), ["_ _ _ _ _"; 3], "{figures:?}");
        assert!(!found.0.lost_tables.is_empty());
    }
    // A part of the rows with heads of its own is read as ever.
    let found = without_names("<table>", &FIGURES[5..]);
    assert_eq!(reviews(&found)[1..], wanted[1..]);
}

#[test]
fn a_wrong_total_under_heads_in_another_order_is_read() {
    let mut figures = FIGURES;
    figures[4] = "7";
    for page in pages(
        ["结果纠正", "结果维持", "其他结果", "尚未审结", "总计"],
        figures,
    ) {
        assert_eq!(reviews(&report(&page))[0], "0 1 2 0 7", "{page}");
    }
}

#[test]
fn words_where_figures_belong_are_no_blank_row() {
    let page = |rows: &[[&str; 15]]| {
        let rows: String = rows.iter().map(|row| line(&single(row))).collect();
        let [page, ..] = pages(HEADS, FIGURES);
        let figures: String = FIGURES
            .iter()
            .map(|one| format!("<td>{one}</td>"))
            .collect();
        report(&page.replace(&format!("<tr>{figures}</tr>"), &rows))
    };
    for words in ["#REF!", "待填", "=合计!B2（公式没有计算结果）"] {
        let found = page(&[[words; 15], [""; 15]]);
        assert_eq!(reviews(&found), ["_ _ _ _ _"; 3], "{words}");
        assert!(!found.0.lost_tables.is_empty());
    }
    assert_eq!(reviews(&page(&[[""; 15]])), ["    "; 3]);
}
