//! What labels say beside naming rows and columns: units of money, years, other wordings; and figures
//! with their units.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_lint::Linter;
use gouji_model::{Form, ObservationKind, Report};
use gouji_pack::Packs;
use gouji_testkit::typeset::{Paper, Style, typeset};

const FORM: &str = "cn-disclosure/2021";
const STYLES: [Style; 6] = [
    Style::Html,
    Style::Markdown,
    Style::Piped,
    Style::Lines,
    Style::Tabs,
    Style::Commas,
];

/// A report of 2023 with zeros and some cells, printed in a style and changed.
fn page(form: &Form, style: Style, cells: &[(&str, &str)]) -> String {
    let text_of = |cell| {
        let address = form.address(cell);
        let own = cells.iter().find(|(known, _)| *known == address);
        let text = own.map_or("0", |(_, text)| text);
        (!form.is_group_cell(cell)).then(|| text.to_owned())
    };
    let paper = Paper {
        form,
        year: 2023,
        organization: "青石县水务局",
        text_of: &text_of,
    };
    typeset(&paper, style)
}

fn read(cells: &[(&str, &str)], style: Style, change: &dyn Fn(&str) -> String) -> Report {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().iter().find(|p| p.form.id.0 == FORM).unwrap();
    let page = change(&page(&pack.form, style, cells));
    let mut reports = Linter::new(&packs).open(page.as_bytes()).unwrap().reports;
    assert_eq!(reports.len(), 1, "{page}");
    reports.remove(0)
}

/// What is remarked of a report whose page has one text in place of another.
fn remarks(from: &str, to: &str) -> Vec<(ObservationKind, String)> {
    let mut all: Vec<Vec<(ObservationKind, String)>> = Vec::new();
    for style in STYLES {
        let report = read(&[], style, &|page| {
            assert!(page.contains(from), "{page}");
            page.replace(from, to)
        });
        let seen = report.observations.iter();
        all.push(seen.map(|seen| (seen.kind, seen.found.clone())).collect());
    }
    let first = all.remove(0);
    for (other, style) in all.iter().zip(&STYLES[1..]) {
        assert_eq!(*other, first, "{style:?}: {to}");
    }
    first
}

#[test]
fn the_unit_of_a_heading_is_looked_at() {
    let heading = "本年收费金额（单位：万元）";
    for same in [
        "本年收费金额（万元）",
        "本年收费金额(单位:万元)",
        "本年收费金额（单位： 万元）",
    ] {
        assert_eq!(remarks(heading, same), [], "{same}");
    }
    for other in [
        "本年收费金额（单位：元）",
        "本年收费金额（元）",
        "本年收费金额（单位：亿元）",
    ] {
        let expected = [(ObservationKind::OtherUnit, other.to_owned())];
        assert_eq!(remarks(heading, other), expected);
    }
    let expected = [(ObservationKind::MissingUnit, "本年收费金额".to_owned())];
    assert_eq!(remarks(heading, "本年收费金额"), expected);
}

#[test]
fn a_year_in_a_label_is_told_from_another() {
    let found = |label: &str, text: &str| remarks(label, text);
    for (label, text, kind) in [
        (
            "本年制发件数",
            "本年（2023）制发件数",
            ObservationKind::YearInLabel,
        ),
        (
            "本年制发件数",
            "本年（2022）制发件数",
            ObservationKind::OtherYearInLabel,
        ),
        (
            "本年废止件数",
            "2023年废止件数",
            ObservationKind::YearInLabel,
        ),
        (
            "本年废止件数",
            "2021年度废止件数",
            ObservationKind::OtherYearInLabel,
        ),
    ] {
        assert_eq!(found(label, text), [(kind, text.to_owned())], "{text}");
    }
}

#[test]
fn altered_headings_are_read_and_remarked() {
    for (label, text) in [
        ("尚未审结", "尚未办结"),
        ("本年处理决定数量", "处理决定数量"),
    ] {
        let seen = remarks(label, text);
        assert_eq!(
            seen,
            [(ObservationKind::AlteredLabel, text.to_owned())],
            "{text}"
        );
    }
}

#[test]
fn the_third_of_other_results_is_known_by_its_number() {
    let cells = [("requests/results.other.misc/total", "7")];
    for style in STYLES {
        let report = read(&cells, style, &|page| page.replace("3.其他", "3.其他处理"));
        assert!(
            report.observations.is_empty(),
            "{style:?}: {:?}",
            report.observations
        );
    }
}

#[test]
fn figures_with_their_units_are_read() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().iter().find(|p| p.form.id.0 == FORM).unwrap();
    let written = [
        ("requests/new/natural_person", "3件", "3"),
        ("requests/new/total", "３ 件", "3"),
        ("proactive/penalties/decisions", "12宗", "12"),
        ("proactive/fees/amount", "400元", "0.04"),
    ];
    let cells = written.map(|(address, text, _)| (address, text));
    let report = read(&cells, Style::Html, &str::to_owned);
    for (address, text, figure) in written {
        let cell = report.cell(pack.form.cell(address).unwrap()).unwrap();
        assert_eq!(cell.figure().unwrap().to_string(), figure, "{address}");
        assert_eq!(cell.text(), text);
    }
}
