//! A small result of an audit with everything that is awkward to write down: figures of thirty digits,
//! decimals, texts of any kind, a report whose year nobody knows.

use std::sync::Arc;

use gouji_audit::Packed;
use gouji_audit::result::{Audit, Change, FindingRow, ReportRow, Rows, SuspectRow};
use gouji_audit::units::{Level, Unit};
use gouji_model::{
    Bilingual, Block, Cell, CellKind, Column, Figure, Form, FormId, Label, Place, Report, Row,
    RowAxis, Severity, SourceRange, Table, Value,
};

/// What the cells of the first report hold, with the text where that is another.
pub const CELLS: [(&str, &str); 8] = [
    ("12.5", "12.50"),
    ("7", "7"),
    (
        "999999999999999999999999999999",
        "999999999999999999999999999999",
    ),
    (
        "-0.00000000000000000000000000001",
        "-0.00000000000000000000000000001",
    ),
    ("0.0000000001", "0.0000000001"),
    (
        "-12345678901234567890.123456789",
        "-12,345,678,901,234,567,890.123456789",
    ),
    ("0", "0"),
    ("9223372036854775808", "9223372036854775808"),
];

fn label(text: &str) -> Label {
    Label {
        text: text.to_owned(),
        ..Label::default()
    }
}

fn form(id: &str) -> Arc<Form> {
    let column = |id: &str| Column {
        id: id.to_owned(),
        label: label(id),
        ..Column::of_kind(CellKind::Amount)
    };
    let row = |id: &str| Row {
        id: id.to_owned(),
        label: label(id),
        ..Row::default()
    };
    let block = Block {
        caption: None,
        rows_run: RowAxis::Down,
        columns: vec![column("a"), column("b.c")],
        rows: ["one", "two", "three", "four", "five"].map(row).to_vec(),
        open_rows: None,
    };
    let table = Table {
        id: "t".to_owned(),
        title: Bilingual::new("表", "table"),
        section: "s".to_owned(),
        furniture: Vec::new(),
        blocks: vec![block],
        optional: false,
        skip: Vec::new(),
        from: None,
        years: (None, None),
    };
    let id = FormId(id.to_owned());
    let sections = Vec::new();
    Arc::new(Form::new(
        id,
        Bilingual::new("", ""),
        (None, None),
        sections,
        vec![table],
    ))
}

fn packed(form: &Form, values: Vec<(Value, Option<&str>)>) -> Packed {
    let mut report = Report::empty(form.id.clone(), form.cell_count());
    for (slot, (value, raw)) in report.cells.iter_mut().zip(values) {
        *slot = Some(Cell {
            value,
            raw: raw.map(Into::into),
            place: Place::Text(SourceRange::new(0, 0)),
        });
    }
    Packed::of(&report)
}

fn finding(report: Option<usize>, year: Option<i32>, change: Option<Change>) -> FindingRow {
    FindingRow {
        report,
        unit: Some(0),
        year,
        identity: "0123456789abcdef0123456789abcdef".to_owned(),
        rule: "applicants-total".to_owned(),
        at: Some("new".to_owned()),
        severity: Severity::Error,
        message: "“总计”不等于各项之和\n\"quoted\"".to_owned(),
        labels: vec!["表".to_owned(), "行".to_owned()],
        place: "12:5".to_owned(),
        change,
        ..FindingRow::default()
    }
}

/// The result.
pub fn audit() -> Audit {
    let plain = form("test/1");
    let of_first = CELLS.map(|(figure, text)| {
        let raw = (figure != text).then_some(text);
        (Value::Figure(Figure::parse(figure).unwrap()), raw)
    });
    let mut of_first = of_first.to_vec();
    of_first.push((Value::Placeholder, Some("/")));
    of_first.push((Value::Text, Some("见附件，\u{202e}'\"\u{1f600}")));
    let of_second = vec![
        (Value::LessThan(Figure::from(1)), Some("<1")),
        (Value::Blank, None),
        (Value::Date(739_191), None),
    ];
    let report = |path: &str, year, form: &Form, cells| ReportRow {
        path: path.to_owned(),
        form: form.id.0.clone(),
        year,
        organization: Some("青石县水务局".to_owned()),
        unit: Some(0),
        cells: packed(form, cells),
        errors: 1,
        ..ReportRow::default()
    };
    let mut first = finding(Some(0), Some(2024), Some(Change::New));
    first.suspects = vec![SuspectRow {
        file: Some("a.html".to_owned()),
        organization: Some("青石县水务局".to_owned()),
        year: Some(2024),
        id: "t/one/a".to_owned(),
        suggested: "13".to_owned(),
        is_certain: true,
        ..SuspectRow::default()
    }];
    Audit {
        forms: vec![Arc::clone(&plain)],
        units: vec![Unit {
            name: "青石县水务局".to_owned(),
            aliases: Box::new(["县水务局".to_owned(), "水务局".to_owned()]),
            level: Level::of("department").unwrap(),
            counts: true,
            since: Some(2019),
            ..Unit::default()
        }],
        reports: Rows::of([
            report("a.html", Some(2024), &plain, of_first),
            report("b.html", Some(2023), &plain, of_second.clone()),
            report("c.html", None, &plain, of_second),
        ])
        .unwrap(),
        findings: Rows::of([
            first,
            finding(None, Some(2022), None),
            finding(Some(1), Some(2023), Some(Change::Fixed)),
            finding(Some(2), None, Some(Change::Still)),
        ])
        .unwrap(),
        ..Audit::default()
    }
}
