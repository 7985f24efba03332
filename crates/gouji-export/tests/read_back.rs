//! What is exported is read back as it was: by the reader of the same library here, by DuckDB and pandas
//! in `python.rs`.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sandbox;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Decimal128Type, Int32Type, Int64Type};
use arrow_array::{Array as _, RecordBatch};
use arrow_schema::DataType;
use gouji_audit::result::Audit;
use gouji_export::{MARK, State, state_of, write};
use gouji_store::Exported;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use sandbox::{CELLS, audit};

fn written(audit: &Audit) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(audit, "1.2.3", folder.path()).unwrap();
    folder
}

/// All files below a folder, by their paths in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => open.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().to_owned();
                    found.insert(name, fs::read(&path).unwrap());
                }
            }
        }
    }
    found
}

/// The rows of a file as texts, with the names of the columns.
fn rows(path: &Path) -> (Vec<String>, Vec<Vec<Option<String>>>) {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let schema = reader.schema();
    let names = schema.fields().iter().map(|one| one.name().clone());
    let names = names.collect();
    let mut rows = Vec::new();
    for batch in reader.build().unwrap() {
        let batch = batch.unwrap();
        rows.extend((0..batch.num_rows()).map(|row| of_row(&batch, row)));
    }
    (names, rows)
}

fn of_row(batch: &RecordBatch, row: usize) -> Vec<Option<String>> {
    let values = batch.columns().iter().map(|column| {
        if column.is_null(row) {
            return None;
        }
        Some(match column.data_type() {
            DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
            DataType::Decimal128(..) => {
                column.as_primitive::<Decimal128Type>().value_as_string(row)
            }
            DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
            DataType::Dictionary(..) => {
                let names = column.as_dictionary::<Int32Type>();
                let key = names.keys().value(row) as usize;
                names.values().as_string::<i32>().value(key).to_owned()
            }
            other => panic!("{other}"),
        })
    });
    values.collect()
}

fn texts(row: &[Option<String>]) -> Vec<&str> {
    row.iter()
        .map(|one| one.as_deref().unwrap_or("∅"))
        .collect()
}

#[test]
fn cells_come_back_exact() {
    let folder = written(&audit());
    let (names, rows) = rows(&folder.path().join("cells/year=2024/part-0.parquet"));
    assert_eq!(
        names,
        [
            "report", "table_id", "row", "column", "state", "value", "number", "text", "decimal"
        ]
    );
    assert_eq!(rows.len(), 10);
    for (row, (figure, text)) in rows.iter().zip(CELLS) {
        assert_eq!(texts(row)[4..6], ["figure", figure]);
        assert_eq!(texts(row)[7], text);
    }
    let numbers: Vec<&str> = rows.iter().map(|row| texts(row)[6]).collect();
    assert_eq!(numbers, ["∅", "7", "∅", "∅", "∅", "∅", "0", "∅", "∅", "∅"]);
    let decimals: Vec<&str> = rows.iter().map(|row| texts(row)[8]).collect();
    assert_eq!(
        decimals,
        [
            "12.5000000000",
            "7.0000000000",
            // Too many digits for a decimal of this kind, and too many places.
            "∅",
            "∅",
            "0.0000000001",
            "-12345678901234567890.1234567890",
            "0.0000000000",
            "9223372036854775808.0000000000",
            "∅",
            "∅",
        ]
    );
    assert_eq!(
        texts(&rows[8])[..6],
        ["0", "t", "five", "a", "placeholder", "∅"]
    );
    assert_eq!(texts(&rows[9])[3], "b.c");
}

#[test]
fn what_is_odd_is_there_too() {
    let folder = written(&audit());
    let at = |name: &str| rows(&folder.path().join(name)).1;
    let second = at("cells/year=2023/part-0.parquet");
    assert_eq!(texts(&second[0])[4..8], ["less-than", "1", "1", "<1"]);
    assert_eq!(texts(&second[1])[4..8], ["blank", "∅", "∅", ""]);
    assert_eq!(texts(&second[2])[4..8], ["date", "∅", "∅", "2024-01-01"]);
    let reports = at("reports/year=2023/part-0.parquet");
    assert_eq!(texts(&reports[0])[1..3], ["b.html", "test/1"]);
    let unknown = at("reports/year=0/part-0.parquet");
    assert_eq!(texts(&unknown[0])[1], "c.html");
    let missing = at("findings/year=2022/part-0.parquet");
    assert_eq!(texts(&missing[0])[..3], ["2", "∅", "0"]);
    assert!(at("reports/year=2022/part-0.parquet").is_empty());
    assert!(
        at("findings/year=2023/part-0.parquet").is_empty(),
        "it is gone"
    );
    let suspects = at("suspects/part-0.parquet");
    assert_eq!(
        texts(&suspects[0]),
        [
            "1",
            "1",
            "a.html",
            "青石县水务局",
            "2024",
            "t/one/a",
            "13",
            "1"
        ]
    );
    let units = at("units/part-0.parquet");
    assert_eq!(texts(&units[0])[2], "县水务局|水务局");
}

#[test]
fn columns_are_those_of_the_store_and_the_docs() {
    let folder = written(&audit());
    let files = files(folder.path());
    for table in gouji_store::exported() {
        let own = files.keys().filter(|path| path.starts_with(table.name));
        let own: Vec<_> = own.collect();
        assert!(!own.is_empty(), "{}", table.name);
        for path in own {
            let (names, _) = rows(&folder.path().join(path));
            let columns = table.in_parquet();
            let written = columns.filter(|(_, kind)| *kind != Exported::Folder);
            let written: Vec<&str> = written.map(|(column, _)| column.name).collect();
            assert_eq!(names, written, "{}", path.display());
            assert_eq!(path.components().count() == 3, table.is_by_year());
        }
        // Of what SQL sees nothing is left out but what only unpacks cells.
        let lacking = table.in_sql().filter(|column| column.exported.is_none());
        for column in lacking {
            assert!(
                matches!(column.name, "layout" | "packed"),
                "{}",
                column.name
            );
        }
    }
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    for (name, is_chinese) in [
        ("audit-results.md", false),
        ("audit-results.zh-CN.md", true),
    ] {
        let page = fs::read_to_string(docs.join(name)).unwrap();
        let tables = gouji_store::export_page(is_chinese);
        assert!(page.contains(tables.trim_end()), "{name}: {tables}");
    }
}

#[test]
fn the_same_result_gives_the_same_bytes() {
    let (one, other) = (written(&audit()), written(&audit()));
    let files_of_one = files(one.path());
    assert!(files_of_one == files(other.path()));
    let part = &files_of_one[Path::new("cells/year=2024/part-0.parquet")];
    let is_in = |text: &str| {
        part.windows(text.len())
            .any(|bytes| bytes == text.as_bytes())
    };
    assert!(is_in("gouji version 1.2.3"));
}

#[test]
fn a_result_without_reports_has_a_file_of_each_table() {
    let folder = written(&Audit::default());
    for table in gouji_store::exported() {
        let files = files(&folder.path().join(table.name));
        assert_eq!(files.len(), 1, "{}", table.name);
    }
}

#[test]
fn only_an_export_is_taken_for_one() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    assert_eq!(state_of(&own).unwrap(), State::Absent);
    fs::create_dir(&own).unwrap();
    assert_eq!(state_of(&own).unwrap(), State::Empty);
    write(&audit(), "1", &own).unwrap();
    assert_eq!(state_of(&own).unwrap(), State::Export);
    fs::write(own.join("notes.txt"), "mine").unwrap();
    assert_eq!(state_of(&own).unwrap(), State::Foreign);
    fs::remove_file(own.join("notes.txt")).unwrap();
    fs::write(own.join(MARK), "{}").unwrap();
    assert_eq!(state_of(&own).unwrap(), State::Foreign);
    fs::write(folder.path().join("file"), "").unwrap();
    assert_eq!(
        state_of(&folder.path().join("file")).unwrap(),
        State::Foreign
    );
}
