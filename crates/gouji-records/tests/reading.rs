//! Data files of each format, read by a mapping.

#![allow(clippy::unwrap_used)]

use gouji_model::records::{
    CodeSource, DataFormat, DataSource, Fact, KeySource, ListSource, Path, RecordSource, RowSource,
    Step,
};
use gouji_records::{Known, Records, RecordsError, Row, Seen};

fn path(text: &str) -> Path {
    Path::parse(text).unwrap()
}

fn pairs(given: &[(&str, &str)]) -> Vec<(String, Path)> {
    given
        .iter()
        .map(|(name, at)| ((*name).to_owned(), path(at)))
        .collect()
}

/// Agencies with stations: `<f:Yearbook>`, as XML has it.
fn yearbook() -> DataSource {
    DataSource {
        format: DataFormat::Xml,
        root: Step::parse("f:Yearbook"),
        namespaces: vec![("f".to_owned(), vec!["urn:forests/*".to_owned()])],
        facts: vec![
            (Fact::Organization, path("Owner/Name")),
            (Fact::Year, path("Year")),
        ],
        keys: vec![
            KeySource {
                row: Some("all".to_owned()),
                at: path("Owner"),
                id: Some(path("@id")),
                ..KeySource::default()
            },
            KeySource {
                of: Some("station".to_owned()),
                at: path("Owner/Station"),
                id: Some(path("@id")),
                key: vec![path("Short"), path("Name")],
                label: Some(path("Name")),
                ..KeySource::default()
            },
        ],
        records: vec![RecordSource {
            table: "trees".to_owned(),
            section: path("Trees"),
            at: path("Count"),
            id: Some(path("@id")),
            row: RowSource {
                by: vec![path("Who/@ref")],
                link: Some((path("Link"), path("What/@ref"))),
                ..RowSource::default()
            },
            columns: pairs(&[("planted", "Planted"), ("felled", "Felled")]),
            codes: vec![CodeSource {
                at: path("Kind"),
                code: path("Code"),
                value: path("Number"),
                columns: vec![
                    ("kind.oak".to_owned(), "Oak".to_owned()),
                    ("kind.fir".to_owned(), "Fir".to_owned()),
                ],
            }],
            lists: vec![
                ListSource {
                    at: path("Oldest"),
                    columns: pairs(&[("age.{n}", "Age"), ("date.{n}", "Date")]),
                    ..ListSource::default()
                },
                ListSource {
                    at: path("Reason"),
                    columns: pairs(&[("number", "Number")]),
                    table: Some("reasons".to_owned()),
                    key: Some(path("Why")),
                },
            ],
            ..RecordSource::default()
        }],
        ignored: vec![path("Made")],
        ..DataSource::default()
    }
}

fn known(source: DataSource) -> Known<&'static str> {
    Known::new([("form", source)])
}

fn described(records: &Records<'_>, source: &DataSource) -> Vec<String> {
    let cells = records.cells.iter().map(|cell| {
        let row = match &records.rows[cell.row] {
            Row::Named(name) => name.clone(),
            Row::Open { of, parts } => format!("{of}[{}]", parts.join("][")),
        };
        let column = cell.column.name(&source.records[cell.record]);
        let other = cell
            .other
            .as_ref()
            .map(|other| format!(" or {}", other.text));
        format!(
            "{row}/{column}={}{}",
            cell.content.text,
            other.unwrap_or_default()
        )
    });
    cells.collect()
}

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- A yearbook. -->
<y:Yearbook xmlns:y="urn:forests/1.02" xmlns:s="urn:s">
  <Made>2024</Made>
  <Owner s:id="O0"><Name>Forests &amp; Woods</Name>
    <Station s:id="O1"><Short>N/E</Short><Name>North East</Name></Station>
    <Station s:id="O2"><Short/><Name>South</Name></Station>
  </Owner>
  <Year>2023</Year>
  <Trees>
    <Count s:id="C1"><Planted>12</Planted><Felled> 3 </Felled>
      <Kind><Code>Oak</Code><Number>5</Number></Kind><Kind><Code>Elm</Code><Number>7</Number></Kind>
      <Oldest><Date>1901-01-02</Date><Age>120</Age></Oldest><Oldest><Date>1910-01-02</Date><Age>&lt;1</Age></Oldest>
      <Reason><Why>Storm</Why><Number>1</Number></Reason><Reason><Why>Storm</Why><Number>2</Number></Reason>
    </Count>
    <Count s:id="C2"><Planted></Planted><Felled/><Burnt>4</Burnt></Count>
    <Count s:id="C0"><Planted>N/A</Planted></Count>
    <Link><What s:ref="C1"/><Who s:ref="O1"/></Link>
    <Link><What s:ref="C2"/><Who s:ref="O2"/></Link>
    <Link><What s:ref="C0"/><Who s:ref="O0"/></Link>
  </Trees>
</y:Yearbook>
"#;

#[test]
fn xml_gives_rows_by_links_with_every_place() {
    let source = yearbook();
    let known = known(source.clone());
    let found = known.find(XML).unwrap();
    let records = found.read(XML).unwrap();
    assert_eq!(
        described(&records, &source),
        [
            "station[N/E]/planted=12",
            "station[N/E]/felled=3",
            "station[N/E]/kind.oak=5",
            "station[N/E]/age.1=120",
            "station[N/E]/date.1=1901-01-02",
            "station[N/E]/age.2=<1",
            "station[N/E]/date.2=1910-01-02",
            "station[N/E][Storm]/number=1",
            "station[N/E][Storm (2)]/number=2",
            "station[South]/planted=",
            "station[South]/felled=",
            "all/planted=N/A",
        ]
    );
    for cell in records
        .cells
        .iter()
        .filter(|cell| !cell.content.text.contains('<'))
    {
        let place = cell.content.place;
        let stands = &XML[place.start as usize..place.end as usize];
        assert_eq!(stands, cell.content.text);
    }
    let facts: Vec<&str> = records
        .facts
        .iter()
        .map(|(_, content)| &*content.text)
        .collect();
    assert_eq!(facts, ["Forests & Woods", "2023"]);
    assert_eq!(records.sections, [true]);
    let unknown: Vec<(Seen, &str, &str)> = records
        .remarks
        .iter()
        .map(|one| (one.seen, &*one.name, &*one.text))
        .collect();
    assert_eq!(
        unknown,
        [(Seen::Unknown, "Elm", "7"), (Seen::Unknown, "Burnt", "4")]
    );
}

#[test]
fn a_namespace_of_another_kind_is_another_file() {
    let known = known(yearbook());
    assert!(
        known
            .find(&XML.replace("urn:forests/1.02", "urn:lakes/1.02"))
            .is_none()
    );
    assert!(
        known
            .find(&XML.replace("y:Yearbook", "y:Almanac"))
            .is_none()
    );
    let plain = XML
        .replace("y:Yearbook xmlns:y", "Yearbook xmlns")
        .replace("/y:", "/");
    let found = known.find(&plain).unwrap();
    assert_eq!(found.read(&plain).unwrap().cells.len(), 12);
    let later = format!("\u{feff}\n{}", XML.replace("forests/1.02", "forests/9"));
    assert!(known.find(&later).is_some());
}

fn remarks(xml: &str) -> Vec<(Seen, String)> {
    let known = known(yearbook());
    let records = known.find(xml).unwrap().read(xml).unwrap();
    records
        .remarks
        .into_iter()
        .filter(|one| one.text.is_empty())
        .map(|one| (one.seen, one.name))
        .collect()
}

#[test]
fn what_leads_nowhere_is_reported() {
    let nowhere = XML.replace("<Who s:ref=\"O2\"/>", "<Who s:ref=\"O9\"/>");
    assert_eq!(remarks(&nowhere), [(Seen::Reference, "O9".to_owned())]);
    let unlinked = XML.replace("<What s:ref=\"C2\"/>", "<What s:ref=\"C7\"/>");
    let described = [
        (Seen::Unlinked, "C2".to_owned()),
        (Seen::Reference, "C7".to_owned()),
    ];
    assert_eq!(remarks(&unlinked), described);
    let same = XML.replace("s:id=\"C2\"", "s:id=\"C1\"");
    let described = remarks(&same);
    assert_eq!(
        described,
        [
            (Seen::SameId, "C1".to_owned()),
            (Seen::SameId, "C1".to_owned()),
            (Seen::Reference, "C2".to_owned())
        ]
    );
    let keys = XML.replace("s:id=\"O2\"", "s:id=\"O1\"");
    let described = remarks(&keys);
    assert!(
        described.contains(&(Seen::SameId, "O1".to_owned())),
        "{described:?}"
    );
    assert!(
        described.contains(&(Seen::Reference, "O1".to_owned())),
        "{described:?}"
    );
}

#[test]
fn a_field_that_says_two_things_keeps_both() {
    let twice = XML.replace(
        "<Planted>12</Planted>",
        "<Planted>12</Planted><Planted>13</Planted>",
    );
    let source = yearbook();
    let known = known(source.clone());
    let records = known.find(&twice).unwrap().read(&twice).unwrap();
    assert_eq!(
        described(&records, &source)[0],
        "station[N/E]/planted=12 or 13"
    );
    let same = XML.replace(
        "<Planted>12</Planted>",
        "<Planted>12</Planted><Planted>12</Planted>",
    );
    let records = known.find(&same).unwrap().read(&same).unwrap();
    assert_eq!(described(&records, &source)[0], "station[N/E]/planted=12");
}

#[test]
fn hostile_xml_is_refused() {
    let known = known(yearbook());
    let read = |xml: &str| known.find(xml).map(|found| found.read(xml).map(|_| ()));
    let dtd = XML.replace("<!-- A yearbook. -->", "<!DOCTYPE y [<!ENTITY a \"b\">]>");
    assert_eq!(read(&dtd), Some(Err(RecordsError::DocumentType)));
    let entity = XML.replace("&amp;", "&laugh;");
    assert_eq!(
        read(&entity),
        Some(Err(RecordsError::Entity("laugh".to_owned())))
    );
    let deep = XML.replace(
        "<Trees>",
        &format!("<Trees>{}{}", "<a>".repeat(500), "</a>".repeat(500)),
    );
    assert!(matches!(read(&deep), Some(Err(RecordsError::TooMuch(_)))));
    for cut in (100..XML.len()).step_by(7) {
        let Some(part) = XML.get(..cut) else { continue };
        if let Some(result) = read(part) {
            assert_eq!(result.is_ok(), cut >= XML.trim_end().len(), "{cut}");
        }
    }
    let crossed = XML.replace("</Planted><Felled>", "</Felled><Felled>");
    assert!(matches!(
        read(&crossed),
        Some(Err(RecordsError::Damaged(_)))
    ));
    let two = format!("{XML}<again/>");
    assert!(matches!(read(&two), Some(Err(RecordsError::Damaged(_)))));
}

fn table(format: DataFormat) -> DataSource {
    let at = match format {
        DataFormat::Csv => "row",
        _ => "stations",
    };
    DataSource {
        format,
        has: ["stations", "year"]
            .map(str::to_owned)
            .into_iter()
            .filter(|_| format == DataFormat::Json)
            .chain(
                ["Station", "Planted"]
                    .map(str::to_owned)
                    .into_iter()
                    .filter(|_| format == DataFormat::Csv),
            )
            .collect(),
        facts: match format {
            DataFormat::Json => vec![(Fact::Year, path("year"))],
            _ => vec![(Fact::Year, path("row/Year"))],
        },
        records: vec![RecordSource {
            table: "trees".to_owned(),
            at: path(at),
            row: RowSource {
                by: vec![path("Station")],
                of: Some("station".to_owned()),
                totals: vec![("All stations".to_owned(), "all".to_owned())],
                ..RowSource::default()
            },
            columns: pairs(&[("planted", "Planted"), ("felled", "Felled")]),
            only: match format {
                DataFormat::Csv => vec![(path("Section"), "V".to_owned())],
                _ => Vec::new(),
            },
            ..RecordSource::default()
        }],
        ..DataSource::default()
    }
}

#[test]
fn json_members_are_elements_and_lists_repeat() {
    let json = r#"{ "year": 2023, "stations": [
        { "Station": "N\"E", "Planted": 12, "Felled": null, "Burnt": 4 },
        { "Station": "All stations", "Planted": "1,2", "Planted": 14 } ] }"#;
    let source = table(DataFormat::Json);
    let known = known(source.clone());
    let records = known.find(json).unwrap().read(json).unwrap();
    assert_eq!(
        described(&records, &source),
        [
            "station[N\"E]/planted=12",
            "station[N\"E]/felled=",
            "all/planted=1,2 or 14"
        ]
    );
    let place = records.cells[2].content.place;
    assert_eq!(&json[place.start as usize..place.end as usize], "1,2");
    assert_eq!(records.remarks.len(), 1);
    assert_eq!(records.remarks[0].text, "4");
    assert_eq!(records.remarks[0].name, "Burnt");
    assert!(known.find("{\"year\": 1}").is_none());
    let deep = format!(
        "{{\"year\":1,\"stations\":{}1{}}}",
        "[".repeat(60),
        "]".repeat(60)
    );
    assert!(matches!(
        known.find(&deep).unwrap().read(&deep),
        Err(RecordsError::TooMuch(_))
    ));
}

#[test]
fn csv_columns_are_named_by_the_first_line() {
    let csv = "Section;Year;Station;Planted;Felled\r\nV;2023;\"N;E\"\"s\";12;3\nVI;2023;N;7;7\n\nV;2023;All stations;12;\n";
    let source = table(DataFormat::Csv);
    let known = known(source.clone());
    let records = known.find(csv).unwrap().read(csv).unwrap();
    assert_eq!(
        described(&records, &source),
        [
            "station[N;E\"s]/planted=12",
            "station[N;E\"s]/felled=3",
            "all/planted=12",
            "all/felled="
        ]
    );
    let place = records.cells[1].content.place;
    assert_eq!(&csv[place.start as usize..place.end as usize], "3");
    assert_eq!(records.facts[0].1.text, "2023");
    assert!(known.find("Station,Felled\n1,2").is_none());
}

fn csv_read(csv: &str) -> Result<Vec<String>, RecordsError> {
    let source = table(DataFormat::Csv);
    let known = known(source.clone());
    let records = known.find(csv).unwrap().read(csv)?;
    let remarks = records.remarks.iter();
    let remarks = remarks.map(|one| format!("{:?} {} {}", one.seen, one.name, one.text));
    Ok(described(&records, &source)
        .into_iter()
        .chain(remarks)
        .collect())
}

#[test]
fn a_line_of_csv_with_a_value_too_many_is_not_read() {
    let csv = "Section,Year,Station,Planted,Felled\nV,2023,N,1,200,3\nV,2023,S,4,5,,\n";
    assert_eq!(
        csv_read(csv).unwrap(),
        [
            "station[S]/planted=4",
            "station[S]/felled=5",
            "Misaligned V 6"
        ]
    );
}

#[test]
fn quotes_of_csv_stand_around_whole_values() {
    let csv = "Section,Year,Station,Planted,Felled\nV,2023,N,\"1\"2,\"3\"\n";
    assert_eq!(
        csv_read(csv).unwrap(),
        ["station[N]/planted=\"1\"2", "station[N]/felled=3"]
    );
    let open = "Section,Year,Station,Planted,Felled\nV,2023,N,1,2\nV,2023,\"S,1,2\nV,2023,T,1,2\n";
    assert_eq!(csv_read(open), Err(RecordsError::Unclosed(3)));
}

#[test]
fn lines_of_csv_are_of_one_report() {
    let csv = "Section,Year,Station,Planted,Felled\nV,2023,N,1,2\nV,,S,4,5\nV,2022,T,1,2\n";
    assert_eq!(
        csv_read(csv),
        Err(RecordsError::SeveralReports(
            "2023".to_owned(),
            "2022".to_owned()
        ))
    );
    let blank_first = "Section,Year,Station,Planted,Felled\nV,,N,1,2\nV,2023,S,4,5\n";
    assert_eq!(csv_read(blank_first).unwrap().len(), 4);
}

#[test]
fn numbers_of_json_may_have_a_power_of_ten() {
    for (number, read) in [
        ("2e0", "2"),
        ("2.5E+1", "25"),
        ("-2.5e2", "-250"),
        ("25e-1", "2.5"),
        ("5e-3", "0.005"),
        ("0e0", "0"),
        ("12.5e-1", "1.25"),
        ("1e400", "1e400"),
    ] {
        let json = format!(
            r#"{{ "year": 2023, "stations": [{{ "Station": "N", "Planted": {number} }}] }}"#
        );
        let source = table(DataFormat::Json);
        let known = known(source.clone());
        let records = known.find(&json).unwrap().read(&json).unwrap();
        assert_eq!(
            described(&records, &source),
            [format!("station[N]/planted={read}")]
        );
        let place = records.cells[0].content.place;
        assert_eq!(&json[place.start as usize..place.end as usize], number);
    }
}
