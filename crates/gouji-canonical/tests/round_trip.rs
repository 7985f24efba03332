//! Reading and writing the canonical JSON, on a small form of our own.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_canonical::{read, write};
use gouji_model::{
    Bilingual, Block, CellKind, Column, Form, FormId, Label, ObservationKind, Place, Report, Row,
    RowAxis, SectionForm, Table, TableId, Value,
};

fn label(text: &str) -> Label {
    Label {
        text: text.to_owned(),
        ..Label::default()
    }
}

fn form() -> Form {
    let rows = ["new", "total"].map(|id| Row {
        id: id.to_owned(),
        label: label(id),
        ..Row::default()
    });
    let columns = ["a", "b.c"].map(|id| Column {
        id: id.to_owned(),
        label: label(id),
        ..Column::of_kind(CellKind::Amount)
    });
    let table = Table {
        id: "t".to_owned(),
        title: Bilingual::default(),
        section: "s".to_owned(),
        furniture: Vec::new(),
        skip: Vec::new(),
        from: None,
        years: (None, None),
        blocks: vec![Block {
            caption: None,
            rows_run: RowAxis::Down,
            columns: columns.to_vec(),
            rows: rows.to_vec(),
            open_rows: None,
        }],
        optional: false,
    };
    let section = SectionForm {
        id: "s".to_owned(),
        title: label("一、总体情况"),
    };
    let id = FormId("f/1".to_owned());
    Form::new(
        id,
        Bilingual::default(),
        (None, None),
        vec![section],
        vec![table],
    )
}

fn report(title: &str, tables: &str) -> Report {
    let text = format!(
        r#"{{"form":"f/1","sections":[{{"id":"s","title":"{title}"}}],"tables":{tables}}}"#
    );
    read(&text, &[&form()]).unwrap()
}

fn kinds(report: &Report) -> Vec<ObservationKind> {
    report.observations.iter().map(|seen| seen.kind).collect()
}

const WHOLE: &str = r#"{"t":{"new":{"a":1,"b.c":1},"total":{"a":1,"b.c":1}}}"#;

#[test]
fn figures_keep_their_digits() {
    let text = r#"{"form":"f/1","tables":{"t":{"new":{"a":72701.2578,"b.c":1e3}}}}"#;
    let form = form();
    let written = write(&form, &read(text, &[&form]).unwrap(), None);
    assert!(
        written.contains(r#""a": 72701.2578, "b.c": 1000"#),
        "{written}"
    );
}

#[test]
fn every_cell_knows_its_bytes() {
    let text = r#"{"form":"f/1","title":"甲","tables":{"t":{"new":{"a":  "１２"}}}}"#;
    let form = form();
    let report = read(text, &[&form]).unwrap();
    let cell = report.cell(form.cell("t/new/a").unwrap()).unwrap();
    let Place::Text(range) = cell.place else {
        panic!("{:?}", cell.place)
    };
    assert_eq!(&text[range.start as usize..range.end as usize], "\"１２\"");
}

#[test]
fn what_is_whole_is_not_remarked() {
    for title in ["一、总体情况", "总体情况", "（一）总体情况", "一. 总体情况"]
    {
        assert_eq!(kinds(&report(title, WHOLE)), [], "{title}");
    }
}

#[test]
fn altered_sections_and_missing_rows_are_remarked() {
    let renamed = report("一、概况", WHOLE);
    assert_eq!(kinds(&renamed), [ObservationKind::RenamedSection]);
    let lacking = report("一、总体情况", r#"{"t":{"new":{"a":1,"b.c":1}}}"#);
    assert_eq!(kinds(&lacking), [ObservationKind::MissingRow]);
    assert_eq!(lacking.observations[0].subject, "total");
    let lost = report("一、总体情况", "{}");
    assert_eq!(kinds(&lost), [ObservationKind::MissingTable]);
    assert_eq!(lost.lost_tables, [TableId(0)]);
}

#[test]
fn a_column_without_any_cell_is_remarked_once() {
    let narrow = report("一、总体情况", r#"{"t":{"new":{"a":1},"total":{"a":1}}}"#);
    assert_eq!(kinds(&narrow), [ObservationKind::MissingColumn]);
    assert_eq!(narrow.observations[0].subject, "b.c");
    let in_one_row = report(
        "一、总体情况",
        r#"{"t":{"new":{"a":1,"b.c":1},"total":{"a":1}}}"#,
    );
    assert_eq!(kinds(&in_one_row), []);
}

#[test]
fn an_unknown_row_leaves_sums_open_and_an_unknown_column_does_not() {
    let row = report(
        "一、总体情况",
        r#"{"t":{"new":{"a":1,"b.c":1},"total":{"a":1},"more":{"a":1,"b.c":2}}}"#,
    );
    assert_eq!(kinds(&row), [ObservationKind::UnknownRow]);
    assert_eq!(row.uncertain_tables, [TableId(0)]);
    let column = report(
        "一、总体情况",
        r#"{"t":{"new":{"a":1,"b.c":1,"more":1},"total":{"a":1}}}"#,
    );
    assert_eq!(kinds(&column), [ObservationKind::UnknownColumn]);
    assert_eq!(column.uncertain_tables, []);
}

#[test]
fn remarks_stay_few_however_many_addresses_are_unknown() {
    let rows: Vec<String> = (0..5000).map(|i| format!(r#""x{i}":{{"a":1}}"#)).collect();
    let flooded = report(
        "一、总体情况",
        &format!(r#"{{"t":{{{}}}}}"#, rows.join(",")),
    );
    assert!(flooded.observations.len() < 200);
}

/// Texts a cell may hold, from plain to hostile.
const TEXTS: [&str; 18] = [
    "",
    "0",
    "-0",
    "007",
    "1,036",
    "１２",
    "+5",
    "0.10",
    "-0.05",
    "/",
    "无",
    "3件",
    "null",
    "\"",
    "\\",
    "\u{0}\u{1b}\n",
    "\u{202e}\u{feff}",
    "99999999999999999999999999999999999999",
];

#[test]
fn what_is_written_is_read_back() {
    let form = form();
    for a in TEXTS {
        for b in TEXTS {
            let cells = serde_json::json!({ "a": a, "b.c": b });
            let text = serde_json::json!({
                "form": "f/1", "year": 2023, "title": a,
                "sections": [{ "id": "s", "title": b, "text": a }],
                "tables": { "t": { "new": cells } },
            });
            let once = write(&form, &read(&text.to_string(), &[&form]).unwrap(), None);
            let twice = write(&form, &read(&once, &[&form]).unwrap(), None);
            assert_eq!(once, twice, "{a:?} {b:?}");
        }
    }
}

#[test]
fn a_text_cut_anywhere_ends_without_panic() {
    let text =
        r#"{"form":"f/1","year":2023,"title":"甲","tables":{"t":{"new":{"a":"１","b.c":-1.5}}}}"#;
    for (end, _) in text.char_indices() {
        assert!(read(&text[..end], &[&form()]).is_err(), "{end}");
    }
}

#[test]
fn a_cell_given_twice_is_reported_and_counts_as_neither() {
    let json = r#"{"form":"f/1","year":2023,"tables":{"t":{"new":{"a":1,"a":2,"b.c":3,"b.c":3}},"t":{"total":{"a":4}}}}"#;
    let report = read(json, &[&form()]).unwrap();
    let texts: Vec<String> = report
        .cells
        .iter()
        .flatten()
        .map(|cell| cell.text().into_owned())
        .collect();
    assert_eq!(texts, ["1、2", "3", "4"]);
    let noted = report.observations.iter();
    let noted = noted.filter(|seen| seen.kind == ObservationKind::OffSchema);
    let subjects: Vec<&str> = noted.map(|seen| seen.subject.as_str()).collect();
    assert_eq!(subjects, ["/tables/t/new/a", "/tables/t/new/b.c"]);
}

#[test]
fn a_number_with_a_power_of_ten_is_that_number() {
    let json = r#"{"form":"f/1","year":2023,"tables":{"t":{"new":{"a":1.5e1,"b.c":1e99}}}}"#;
    let report = read(json, &[&form()]).unwrap();
    let values: Vec<&Value> = report
        .cells
        .iter()
        .flatten()
        .map(|cell| &cell.value)
        .collect();
    assert_eq!(values, [&Value::Figure(15.into()), &Value::Text]);
}
