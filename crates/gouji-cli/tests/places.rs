//! In every output, what stands at the place a finding names reads as the value it reports, in
//! text files by lines and by bytes, in office files by the grid of the program that opens them.

// A test that cannot set up its case should fail loudly.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use gouji_document::Block;
use gouji_model::Place;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All fixtures of the workspace, and the samples where they are there.
fn paths() -> Vec<String> {
    let mut paths = ["tests/faulty.md", "tests/tied.json"]
        .map(str::to_owned)
        .to_vec();
    paths.push("crates/gouji-office/tests/files".to_owned());
    paths.push("crates/gouji-pdf/tests/files".to_owned());
    paths.push("crates/gouji-ofd/tests/files".to_owned());
    let samples = std::env::var("GOUJI_SAMPLES").unwrap_or_else(|_| "../shared/samples".to_owned());
    if root().join(&samples).is_dir() {
        paths.push(samples);
    } else {
        println!("samples skipped: there are none");
    }
    paths
}

/// All fixtures checked, once for all tests, into every format that is looked at.
static OUTPUTS: LazyLock<BTreeMap<&str, String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("places");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let formats = ["json", "jsonl", "sarif", "csv-machine"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(["check", "--lang=zh", "--color=never", "--format=concise"]);
    for format in formats {
        let path = folder.join(format);
        command.arg(format!("--output={format}={}", path.display()));
    }
    command.args(paths()).current_dir(root()).output().unwrap();
    let read = |format| fs::read_to_string(folder.join(format)).unwrap();
    formats.map(|format| (format, read(format))).into()
});

/// A text as a person reads it: without markup, glosses in brackets and space.
fn as_read(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '<' | '(' => depth += 1,
            '>' | ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    let text: String = text
        .replace("&nbsp;", " ")
        .chars()
        .filter(outside)
        .collect();
    let text: String = text.split_whitespace().collect();
    let text = text.trim_matches('"').to_owned();
    if text == "null" { String::new() } else { text }
}

/// The text of a range given by lines and columns, from 1, in characters.
fn by_lines(text: &str, region: &Value) -> String {
    let at = |name: &str| region[name].as_u64().unwrap() as usize;
    let (first, last) = (at("startLine"), at("endLine"));
    let mut lines = text.split('\n').skip(first - 1).take(last - first + 1);
    let mut taken: Vec<String> = Vec::new();
    for number in first..=last {
        let characters: Vec<char> = lines.next().unwrap().chars().collect();
        let from = if number == first {
            at("startColumn") - 1
        } else {
            0
        };
        let to = if number == last {
            at("endColumn") - 1
        } else {
            characters.len()
        };
        taken.push(characters[from..to].iter().collect());
    }
    taken.join("\n")
}

/// Every cell of an office file by the place a location names.
fn office_cells(path: &Path) -> BTreeMap<String, String> {
    let bytes = fs::read(path).unwrap();
    let kind = gouji_office::kind_of(&bytes).unwrap();
    let document = gouji_office::read(kind, &bytes).unwrap();
    let mut cells = BTreeMap::new();
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        for cell in &table.cells {
            let place = match cell.place {
                Place::Word { table, row, column } => format!("{table} {row} {column}"),
                Place::Sheet { sheet, row, column } => {
                    let letter = char::from(b'A' + u8::try_from(column).unwrap());
                    format!("{} {letter}{}", document.sheets[sheet as usize], row + 1)
                }
                _ => continue,
            };
            cells.insert(place, document.text(cell.text).to_owned());
        }
    }
    cells
}

fn office_place(location: &Value) -> Option<String> {
    if let (Some(sheet), Some(cell)) = (location["sheet"].as_str(), location["cell"].as_str()) {
        return Some(format!("{sheet} {cell}"));
    }
    let numbers = ["table", "row", "column"].map(|name| location[name].as_u64());
    let [Some(table), Some(row), Some(column)] = numbers else {
        return None;
    };
    Some(format!("{table} {row} {column}"))
}

#[test]
fn json_places_read_as_the_values_reported() {
    let json: Value = serde_json::from_str(&OUTPUTS["json"]).unwrap();
    let (mut in_text, mut in_office) = (0, BTreeSet::new());
    for file in json["files"].as_array().unwrap() {
        let path = root().join(file["path"].as_str().unwrap());
        let bytes = fs::read(&path).unwrap();
        let mut office = BTreeMap::new();
        let findings = file["findings"].as_array().unwrap().iter();
        for cell in findings.flat_map(|finding| finding["cells"].as_array().unwrap()) {
            let (location, text) = (&cell["location"], as_read(cell["text"].as_str().unwrap()));
            if let Some(offset) = location["offset"].as_u64() {
                let end = offset + location["length"].as_u64().unwrap();
                let place = String::from_utf8_lossy(&bytes[offset as usize..end as usize]);
                assert_eq!(as_read(&place), text, "{}: {cell}", path.display());
                in_text += 1;
            } else if let Some(place) = office_place(location) {
                if office.is_empty() {
                    office = office_cells(&path);
                }
                let read = office.get(&place).map(|text| as_read(text));
                assert_eq!(read, Some(text), "{}: {cell}", path.display());
                in_office.insert(path.extension().unwrap().to_owned());
            }
        }
    }
    assert!(in_text > 20, "{in_text}");
    assert!(in_office.len() >= 4, "{in_office:?}");
}

#[test]
fn sarif_regions_read_as_the_values_reported() {
    let log: Value = serde_json::from_str(&OUTPUTS["sarif"]).unwrap();
    let mut seen = 0;
    for result in log["runs"][0]["results"].as_array().unwrap() {
        for related in result["relatedLocations"].as_array().into_iter().flatten() {
            let physical = &related["physicalLocation"];
            let region = &physical["region"];
            let Some(from) = region["byteOffset"].as_u64() else {
                continue;
            };
            let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
            let path = root().join(uri.strip_prefix("file://").unwrap_or(uri));
            let bytes = fs::read(path).unwrap();
            let to = from + region["byteLength"].as_u64().unwrap();
            let bytewise = std::str::from_utf8(&bytes[from as usize..to as usize]).unwrap();
            let text = std::str::from_utf8(&bytes).unwrap();
            assert_eq!(by_lines(text, region), bytewise, "{related}");
            let message = related["message"]["text"].as_str().unwrap();
            let (_, value) = message.split_once(": ").unwrap();
            assert_eq!(as_read(bytewise), as_read(value), "{related}");
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn lines_and_tables_read_back_as_the_json() {
    let json: Value = serde_json::from_str(&OUTPUTS["json"]).unwrap();
    let files = json["files"].as_array().unwrap().iter();
    let findings: Vec<&Value> = files
        .flat_map(|f| f["findings"].as_array().unwrap())
        .collect();
    let lines = OUTPUTS["jsonl"]
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let lines: Vec<Value> = lines.filter(|line| line["kind"] == "finding").collect();
    assert_eq!(lines.len(), findings.len());
    for (line, finding) in lines.iter().zip(&findings) {
        for (key, value) in finding.as_object().unwrap() {
            assert_eq!(&line[key], value);
        }
        assert!(line["path"].is_string() && line["form"].is_string());
    }
    let rows = rows(OUTPUTS["csv-machine"].strip_prefix('\u{feff}').unwrap());
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let column = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
    let (identity, rule, message) = (column("identity"), column("rule"), column("message"));
    let rows: Vec<&Vec<String>> = rows
        .iter()
        .skip(1)
        .filter(|r| !r[identity].is_empty())
        .collect();
    assert_eq!(rows.len(), findings.len());
    for (row, finding) in rows.iter().zip(&findings) {
        assert_eq!(Some(row[identity].as_str()), finding["identity"].as_str());
        assert_eq!(Some(row[rule].as_str()), finding["rule"].as_str());
        assert_eq!(Some(row[message].as_str()), finding["message"].as_str());
    }
}

/// The rows of a table as RFC 4180 has them.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if is_quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted && characters.next_if_eq(&'\n').is_some() => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(
        row.is_empty() && cell.is_empty(),
        "the last line has no end"
    );
    rows
}
