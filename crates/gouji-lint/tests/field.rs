//! Reports as they are found on the web: what editors, crawlers and converters do to tables.
//!
//! Where nothing but the manner of writing differs, every cell must be read back; where something
//! is lost, what is left must be right and the rest said.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_lint::Linter;
use gouji_model::{CellId, Form, ObservationKind, Report};
use gouji_pack::Packs;
use gouji_testkit::typeset::{Paper, Style, distinct_figure, typeset};

const ORGAN: &str = "青石县水务局";

fn print(form: &Form, style: Style, text_of: &dyn Fn(CellId) -> Option<String>) -> String {
    let paper = Paper {
        form,
        year: form.since.unwrap(),
        organization: ORGAN,
        text_of,
    };
    typeset(&paper, style)
}

fn read(packs: &Packs, page: &str) -> Vec<Report> {
    Linter::new(packs).open(page.as_bytes()).unwrap().reports
}

/// Prints every form, changes the page, and expects every cell as printed and nothing remarked.
fn reads_back_with(
    style: Style,
    text_of: impl Fn(&Form, CellId) -> Option<String>,
    change: impl Fn(String) -> String,
) {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    for pack in packs.packs() {
        let form = &pack.form;
        let page = change(print(form, style, &|cell| text_of(form, cell)));
        let reports = read(&packs, &page);
        let [report] = reports.as_slice() else {
            panic!("{}: {} reports\n{page}", form.id, reports.len());
        };
        assert_eq!(report.form, form.id);
        for cell in form.cells() {
            let found = report.cell(cell).map(|cell| cell.text().into_owned());
            assert_eq!(found, text_of(form, cell), "{}\n{page}", form.address(cell));
        }
        let seen: Vec<_> = report
            .observations
            .iter()
            .map(|o| (o.kind, &o.found))
            .collect();
        assert!(seen.is_empty(), "{}: {seen:?}\n{page}", form.id);
    }
}

fn reads_back(style: Style, change: impl Fn(String) -> String) {
    reads_back_with(style, distinct_figure, change);
}

/// A figure, or blank in most cells.
fn mostly_blank(form: &Form, cell: CellId) -> Option<String> {
    let figure = distinct_figure(form, cell)?;
    Some(if cell.index() % 5 == 1 {
        figure
    } else {
        String::new()
    })
}

#[test]
fn numbering_in_a_single_character() {
    let circled = [
        ("1.", "①"),
        ("2.", "②"),
        ("3.", "③"),
        ("4.", "④"),
        ("5.", "⑤"),
        ("6.", "⑥"),
        ("7.", "⑦"),
        ("8.", "⑧"),
    ];
    reads_back(Style::Html, |page| {
        circled.iter().fold(page, |page, (dotted, circled)| {
            page.replace(&format!("<td>{dotted}"), &format!("<td>{circled}"))
        })
    });
    reads_back(Style::Html, |page| {
        page.replace("（七）", "㈦").replace("（三）", "㈢")
    });
}

#[test]
fn signs_of_no_width_and_spaces_within_labels() {
    reads_back(Style::Html, |page| {
        page.replace("（七）总计", "\u{200b}（七\u{200b}）总计")
            .replace("（一）予以公开", "（&nbsp;一&nbsp;）&nbsp;予以&nbsp;公开")
    });
}

#[test]
fn bold_labels_and_figures_of_markdown() {
    reads_back(Style::Markdown, |page| {
        let bold = |cell: &str| match cell.trim() {
            "" | "---" => cell.to_owned(),
            text => format!(" **{text}** "),
        };
        let row = |line: &str| match line.strip_prefix('|').and_then(|l| l.strip_suffix('|')) {
            Some(cells) => {
                let cells: Vec<String> = cells.split('|').map(bold).collect();
                format!("|{}|", cells.join("|"))
            }
            None => line.to_owned(),
        };
        page.lines().map(|line| row(line) + "\n").collect()
    });
}

#[test]
fn columns_a_single_space_apart() {
    reads_back(Style::Tabs, |page| page.replace('\t', " "));
}

#[test]
fn blank_cells_that_are_empty_lines() {
    // No empty line between a table and the next heading: it could be a blank cell.
    let bare = |page: String| page.replace(" |\n\n", "\n").replace(" |\n", "\n");
    reads_back(Style::Lines, bare);
    reads_back_with(Style::Lines, mostly_blank, bare);
    // The same with an empty line after every line.
    let spread = |page: String| bare(page).replace('\n', "\n\n");
    reads_back_with(Style::Lines, mostly_blank, spread);
}

#[test]
fn an_empty_line_that_may_be_a_cell_or_none_places_no_figure() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let form = &packs.packs().last().unwrap().form;
    let page = print(form, Style::Lines, &|cell| mostly_blank(form, cell));
    let reports = read(&packs, &page.replace(" |\n", "\n"));
    for cell in form.cells() {
        let found = reports[0].cell(cell).map(|cell| cell.text().into_owned());
        let as_printed = found == mostly_blank(form, cell);
        assert!(found.is_none() || as_printed, "{}", form.address(cell));
    }
}

#[test]
fn rows_of_blank_cells_without_a_border_before_them() {
    let blank = |form: &Form, cell| distinct_figure(form, cell).map(|_| String::new());
    reads_back_with(Style::Piped, blank, |page| page);
    reads_back_with(Style::Tabs, blank, |page| page);
}

#[test]
fn tables_in_tags_between_lines_of_markdown() {
    reads_back(Style::Html, |page| {
        let (_, body) = page.split_once("<body>").unwrap();
        body.replace("<h1>", "# ")
            .replace("</h1>", "\n")
            .replace("<p>", "\n")
            .replace("</p>", "\n")
            .replace("</body></html>", "")
    });
}

#[test]
fn menus_and_other_years_reports_above_the_title() {
    reads_back(Style::Html, |page| {
        let (head, rest) = page.split_once("<h1>").unwrap();
        let links =
            "<ul><li>政府信息公开年报</li><li>青石县水务局2016年政府信息公开年度报告</li></ul>";
        let head = head.split_once("<title>").unwrap().0;
        format!("{head}</head><body>{links}<h1>{rest}")
    });
}

/// A page with one table of the newest form: `rows` of cells parted by bars.
fn table(rows: &str) -> String {
    let row = |row: &str| format!("<tr><td>{}</td></tr>", row.trim().replace('|', "</td><td>"));
    let rows: String = rows.trim().lines().map(row).collect();
    format!("<p>青石县水务局2023年政府信息公开工作年度报告</p><table>{rows}</table>")
}

fn single(page: &str) -> (Report, Packs) {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let mut reports = read(&packs, page);
    assert_eq!(reports.len(), 1);
    (reports.remove(0), packs)
}

fn cells(report: &Report, packs: &Packs, addresses: &[&str]) -> Vec<Option<String>> {
    let form = &packs.pack(&report.form).unwrap().form;
    let text = |address: &&str| {
        let cell = report.cell(form.cell(address).unwrap())?;
        Some(cell.text().into_owned())
    };
    addresses.iter().map(text).collect()
}

fn noted(report: &Report, kind: ObservationKind) -> Vec<&str> {
    let all = report.observations.iter().filter(|o| o.kind == kind);
    all.map(|observation| observation.found.as_str()).collect()
}

const HEADER: &str = "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计";

#[test]
fn a_column_of_no_form_is_told_and_disturbs_no_other() {
    let rows = format!(
        "项目|{HEADER}|港澳居民
         一、本年新收政府信息公开申请数量|3|0|0|0|0|1|4|2
         二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0|
         四、结转下年度继续办理|1|0|0|0|0|0|1|0"
    );
    let (report, packs) = single(&table(&rows));
    let found = cells(
        &report,
        &packs,
        &["requests/new/legal.other", "requests/new/total"],
    );
    assert_eq!(found, [Some("1".to_owned()), Some("4".to_owned())]);
    assert_eq!(noted(&report, ObservationKind::UnknownColumn), ["港澳居民"]);
    assert_eq!(noted(&report, ObservationKind::MisalignedRow), [""; 0]);
}

#[test]
fn a_damaged_label_beside_its_group_is_no_value() {
    let rows = format!(
        "项目|{HEADER}
         一、本年新收政府信息公开申请数量|0|0|0|0|0|0|0
         二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0
         （三）不予公开|（壹）属于国家密|||||||
         2.其他法律行政法规禁止公开|0|0|0|0|0|0|0"
    );
    let (report, packs) = single(&table(&rows));
    let found = cells(&report, &packs, &["requests/results.denied/natural_person"]);
    assert_eq!(found, [None]);
}

#[test]
fn a_row_that_does_not_fit_is_misaligned_and_not_missing_too() {
    let rows = format!(
        "项目|{HEADER}
         一、本年新收政府信息公开申请数量|3|0|0|0|0|0|3
         二、上年结转政府信息公开申请数量|0|0|0|0|0|0
         四、结转下年度继续办理|1|0|0|0|0|0|1"
    );
    let (report, _) = single(&table(&rows));
    assert_eq!(noted(&report, ObservationKind::MisalignedRow), ["6"]);
    let missing = |o: &&gouji_model::Observation| o.kind == ObservationKind::MissingRow;
    let missing = report.observations.iter().filter(missing);
    assert!(missing.clone().count() > 0);
    assert_eq!(missing.filter(|o| o.subject == "carried_over").count(), 0);
}

#[test]
fn a_group_above_its_columns_does_not_change_their_order() {
    // The heads of the columns without a group stand on the last line of the header, as those of
    // high cells do whose text is at the foot.
    let page = "        青石县水务局2023年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
                                    申请人情况    法人或其他组织
                                    自然人    商业企业  科研机构  社会公益组织  法律服务机构  其他  总计
一、本年新收政府信息公开申请数量      11        12        13        14            15          16    81
二、上年结转政府信息公开申请数量      1         2         3         4             5           6     21
四、结转下年度继续办理                2         2         3         4             5           6     22
";
    let (report, packs) = single(page);
    let new = ["natural_person", "legal.commercial", "legal.other", "total"];
    let addresses = new.map(|column| format!("requests/new/{column}"));
    let found = cells(&report, &packs, &addresses.each_ref().map(String::as_str));
    let expected = ["11", "12", "16", "81"].map(|text| Some(text.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn a_piece_of_a_label_gives_no_row_the_figures_of_another() {
    // Between two pages of a table without lines, the label of the figures 1 to 7 is gone, and
    // half of its group's label is left: （六）其他处理.
    let rows = format!(
        "项目|{HEADER}
         一、本年新收政府信息公开申请数量|3|0|0|0|0|0|3
         二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0
         （六）其他
         1|2|3|4|5|6|7
         3.其他|8|0|0|0|0|0|8
         四、结转下年度继续办理|1|0|0|0|0|0|1"
    );
    let (report, packs) = single(&table(&rows));
    let misc = "requests/results.other.misc/natural_person";
    assert_eq!(cells(&report, &packs, &[misc]), [Some("8".to_owned())]);
    assert_eq!(report.uncertain_tables.len(), 1);
}

#[test]
fn notes_under_a_table_are_no_rows() {
    let rows = format!(
        "项目|{HEADER}
         一、本年新收政府信息公开申请数量|3|0|0|0|0|0|3
         二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0
         四、结转下年度继续办理|1|0|0|0|0|0|1
         填表人|张三|电话|84516200|0|0|0|0|0|0"
    );
    let (report, _) = single(&table(&rows));
    assert_eq!(noted(&report, ObservationKind::UnknownRow), [""; 0]);
}

/// The tables of two editions on one page: `first` of the older form, the others of the newer.
fn mixed() -> String {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let [older, newer] = packs.packs() else {
        panic!("two packs expected");
    };
    let part = |form: &Form, index: usize| {
        let page = print(form, Style::Html, &|cell| distinct_figure(form, cell));
        let parts: Vec<&str> = page.split("<table").collect();
        format!("<table{}", parts[index])
    };
    let head = "<h1>青石县水务局2023年政府信息公开工作年度报告</h1>";
    head.to_owned() + &part(&older.form, 1) + &part(&newer.form, 2) + &part(&newer.form, 3)
}

#[test]
fn an_old_table_beside_new_ones_lends_them_no_figures() {
    let (report, packs) = single(&mixed());
    let newest = packs.packs().last().unwrap();
    assert_eq!(report.form, newest.form.id);
    let seen = cells(
        &report,
        &packs,
        &[
            "proactive/rules/issued",
            "proactive/normative_documents/in_force",
        ],
    );
    assert_eq!(seen, [None, None]);
    for cell in newest.form.cells() {
        let address = newest.form.address(cell).to_string();
        if address.starts_with("requests/results.other.") {
            let found = report.cell(cell).map(|cell| cell.text().into_owned());
            assert_eq!(found, distinct_figure(&newest.form, cell), "{address}");
        }
    }
}

fn bodies(titles: &[&str]) -> String {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let form = &packs.packs().last().unwrap().form;
    let page = print(form, Style::Html, &|cell| distinct_figure(form, cell));
    let tables: String = page
        .split("<table")
        .skip(1)
        .map(|part| format!("<table{}</table>", part.split("</table>").next().unwrap()))
        .collect();
    let title = |title: &&str| match *title {
        "" => tables.clone(),
        title => format!("<p>{title}</p>{tables}"),
    };
    titles.iter().map(title).collect()
}

#[test]
fn reports_are_told_apart_by_titles_and_by_tables_that_start_over() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    for (titles, years) in [
        (
            [
                "甲县水务局2023年政府信息公开工作年度报告",
                "甲县水务局2022年政府信息公开工作年度报告",
            ],
            vec![Some(2023), Some(2022)],
        ),
        (
            [
                "甲县水务局2023年政府信息公开工作年度报告",
                "乙县水务局2023年政府信息公开工作年度报告",
            ],
            vec![Some(2023), Some(2023)],
        ),
        (["", ""], vec![None, None]),
    ] {
        let reports = read(&packs, &bodies(&titles));
        let found: Vec<_> = reports.iter().map(|report| report.year).collect();
        assert_eq!(found, years, "{titles:?}");
        for report in &reports {
            assert!(report.lost_tables.is_empty());
            assert_eq!(noted(report, ObservationKind::RepeatedRow), [""; 0]);
        }
    }
}

#[test]
fn the_second_title_may_be_broken_over_lines() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let form = &packs.packs().last().unwrap().form;
    let page = print(form, Style::Html, &|cell| distinct_figure(form, cell));
    let body = page.split_once("</h1>").unwrap().1;
    let body = body.replace("</body></html>", "");
    let page = format!(
        "<p>青石市人民政府办公室</p><p>2024年政府信息公开工作年度报告</p>{body}\
         <p>青石市</p><p>2024年政府信息公开工作年度报告</p>{body}"
    );
    let reports = read(&packs, &page);
    let organs = reports.iter().map(|report| report.organization.as_deref());
    let organs: Vec<Option<&str>> = organs.collect();
    assert_eq!(organs, [Some("青石市人民政府办公室"), Some("青石市")]);
}

#[test]
fn links_to_other_reports_under_a_report_begin_none() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let links = "<p>甲县水务局2022年政府信息公开工作年度报告</p>\
                 <p>甲县水务局2021年政府信息公开工作年度报告</p>";
    let page = bodies(&["甲县水务局2023年政府信息公开工作年度报告"]) + links;
    assert_eq!(read(&packs, &page).len(), 1);
}

/// The titles of other offices' reports, as pages list them.
fn others(end: &str) -> String {
    let offices = ["县教育局", "县财政局", "县民政局"];
    let titles =
        offices.map(|office| format!("<p>{office}2024年政府信息公开工作年度报告{end}</p>"));
    titles.concat()
}

#[test]
fn the_titles_of_other_offices_above_are_not_the_reports() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let form = &packs.packs().last().unwrap().form;
    let page = print(form, Style::Html, &|cell| distinct_figure(form, cell));
    let body = page
        .split_once("</h1>")
        .unwrap()
        .1
        .replace("</body></html>", "");
    let title = format!("<h1>{ORGAN}2024年政府信息公开工作年度报告</h1>");
    let plain = "<h1>2024年政府信息公开工作年度报告</h1>".to_owned();
    let (list, dated) = (others(""), others(" 2025-01-22"));
    let signed = format!("<p>{ORGAN}</p><p>2025年1月20日</p>");
    let path = format!("<p>当前位置：首页 &gt; 青石县 &gt; {ORGAN} &gt; 年报</p>");
    let source = format!("<p>来源：{ORGAN}　发布时间：2025-01-20</p>");
    let declared = format!("<title>{ORGAN}2024年政府信息公开工作年度报告</title>");
    let long: String = (0..100)
        .map(|number| format!("<p>第{number}县教育局2024年政府信息公开工作年度报告</p>"))
        .collect();
    for (above, below, organ) in [
        // The nearest above the text, where nothing else speaks.
        (format!("{list}{title}"), "", Some(ORGAN)),
        (format!("{dated}{title}"), "", Some(ORGAN)),
        (format!("{long}{title}"), "", Some(ORGAN)),
        (format!("{list}<p>{ORGAN}</p>{plain}"), "", Some(ORGAN)),
        (
            format!("{list}<h1>{ORGAN}政府信息公开工作年度报告</h1>"),
            "",
            Some(ORGAN),
        ),
        // What names the organ elsewhere speaks first.
        (format!("{title}{list}"), &signed, Some(ORGAN)),
        (format!("{path}{title}{list}"), "", Some(ORGAN)),
        (format!("{title}{source}{list}"), "", Some(ORGAN)),
        (format!("{declared}{title}{list}"), "", Some(ORGAN)),
        (format!("{list}{plain}"), &signed, Some(ORGAN)),
        (list.clone(), &signed, Some(ORGAN)),
        // The report's own title names none, and nothing else does.
        (format!("{list}{plain}"), "", None),
        // One title alone is the report's, whoever signs.
        (
            title.replace(ORGAN, "青石县水利局"),
            &signed,
            Some("青石县水利局"),
        ),
    ] {
        let reports = read(&packs, &format!("{above}{body}{below}"));
        let organs: Vec<_> = reports
            .iter()
            .map(|one| one.organization.as_deref())
            .collect();
        assert_eq!(organs, [organ], "{above}");
    }
}

#[test]
fn figures_raised_as_a_whole_or_in_quotes_are_figures() {
    for (before, behind) in [
        ("<sup>", "</sup>"),
        ("<sub>", "</sub>"),
        ("\"", "\""),
        ("'", ""),
    ] {
        let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
        let form = &packs.packs().last().unwrap().form;
        for style in [Style::Html, Style::Markdown] {
            let dressed =
                |cell| distinct_figure(form, cell).map(|text| format!("{before}{text}{behind}"));
            let reports = read(&packs, &print(form, style, &dressed));
            for cell in form.cells() {
                let value = reports[0].cell(cell).and_then(|cell| cell.value.figure());
                let value = value.map(|figure| figure.to_string());
                let address = form.address(cell);
                assert_eq!(
                    value,
                    distinct_figure(form, cell),
                    "{style:?} {before} {address}"
                );
            }
        }
    }
}
