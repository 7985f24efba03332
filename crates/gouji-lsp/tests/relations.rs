//! What holds between the reports of the folders that are open, as `gouji audit` says it.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;

use std::fs;
use std::path::{Path, PathBuf};

use client::{Client, FAULTY};
use gouji_testkit::requests::{APPLICANTS, rows};
use serde_json::{Value, json};

/// A report that is in order, of an organ and a year; requests are carried over and forward as given.
fn report(organ: &str, year: i32, (over, forward): (i64, i64)) -> String {
    let row = |figure: i64| -> Value {
        let cells = APPLICANTS.into_iter().chain(["total"]).map(|column| {
            let is_there = matches!(column, "natural_person" | "total");
            (column.to_owned(), json!(if is_there { figure } else { 0 }))
        });
        Value::Object(cells.collect())
    };
    let mut table = serde_json::Map::new();
    for name in rows() {
        table.insert(name.to_owned(), row(0));
    }
    for (name, figure) in [
        ("new", 10 + forward - over),
        ("carried_over", over),
        ("results.granted", 10),
        ("results.total", 10),
        ("carried_forward", forward),
    ] {
        table.insert(name.to_owned(), row(figure));
    }
    let none = json!({"upheld": 0, "corrected": 0, "other": 0, "pending": 0, "total": 0});
    let section = |id: &str| json!({"id": id, "title": id, "text": ""});
    let sections = [
        "overview",
        "proactive",
        "requests",
        "review",
        "problems",
        "other",
    ];
    let text = json!({
        "form": "cn-disclosure/2021",
        "year": year,
        "organization": organ,
        "title": format!("{organ}{year}年政府信息公开工作年度报告"),
        "sections": sections.map(section),
        "tables": {
            "proactive": {
                "rules": {"issued": 0, "repealed": 0, "in_force": 0},
                "normative_documents": {"issued": 0, "repealed": 0, "in_force": 3},
                "licensing": {"decisions": 0},
                "penalties": {"decisions": 0},
                "coercion": {"decisions": 0},
                "fees": {"amount": 0},
            },
            "requests": table,
            "review": {
                "reconsideration": none,
                "litigation.direct": none,
                "litigation.after_reconsideration": none,
            },
        },
    });
    serde_json::to_string_pretty(&text).unwrap()
}

/// A folder of its own with these files.
fn folder(name: &str, files: &[(&str, String)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("relations")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    folder
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn start(folder: &Path, capabilities: Value) -> Client {
    let mut client = Client::unstarted();
    let folders = json!([{ "uri": uri(folder), "name": "root" }]);
    client.initialize_at(capabilities, folders);
    client
}

/// The rules of diagnostics of a rule that rests on other files.
fn between(published: &Value) -> Vec<String> {
    let found = published["diagnostics"].as_array().unwrap().iter();
    let codes = found.map(|one| one["code"].as_str().unwrap().to_owned());
    codes
        .filter(|code| code != "section-order" && code.contains("last-year"))
        .collect()
}

const ORGAN: &str = "青石县水务局";

#[test]
fn a_file_that_is_saved_is_compared_with_last_years_and_nothing_else_is_collected_again() {
    let folder = folder(
        "years",
        &[
            ("2022.json", report(ORGAN, 2022, (0, 4))),
            ("2023.json", report(ORGAN, 2023, (5, 2))),
        ],
    );
    let client = start(&folder, json!({}));
    // The later year would have to change: it is shown there though nobody opened it.
    let published = client.published();
    assert!(published["uri"].as_str().unwrap().ends_with("/2023.json"));
    let rules = between(&published);
    assert_eq!(rules, ["carried-over-from-last-year"; 2], "{published:#}");
    let found = published["diagnostics"].as_array().unwrap();
    let information = found[0]["relatedInformation"].as_array().unwrap();
    let elsewhere = |one: &&Value| {
        one["location"]["uri"]
            .as_str()
            .unwrap()
            .ends_with("/2022.json")
    };
    let other = information.iter().find(elsewhere).unwrap();
    let message = other["message"].as_str().unwrap();
    assert!(message.starts_with(&format!("{ORGAN} 2022 ")), "{message}");
    assert!(message.contains(": 4"), "{message}");
    // Where it leads to is the very figure.
    let line = other["location"]["range"]["start"]["line"]
        .as_u64()
        .unwrap() as usize;
    let text = fs::read_to_string(folder.join("2022.json")).unwrap();
    assert!(
        text.lines().nth(line).unwrap().ends_with(": 4")
            || text.lines().nth(line).unwrap().ends_with(": 4,")
    );

    // Opened, it has its own findings and those; edited, they go where the cell is; saved, they are gone.
    let path = folder.join("2023.json");
    let text = fs::read_to_string(&path).unwrap();
    client.open_at(&uri(&path), &text);
    let opened = client.published();
    assert_eq!(between(&opened).len(), 2, "{opened:#}");
    let moved = json!([{ "range": null, "text": format!("\n\n\n{text}") }]);
    let document = json!({ "uri": uri(&path), "version": 2 });
    client.notify(
        "textDocument/didChange",
        json!({ "textDocument": document, "contentChanges": moved }),
    );
    let edited = client.published();
    assert_eq!(between(&edited).len(), 2);
    let line = |published: &Value| {
        let found = published["diagnostics"].as_array().unwrap().iter();
        let mut found = found.filter(|one| one["code"] == "carried-over-from-last-year");
        found.next().unwrap()["range"]["start"]["line"]
            .as_u64()
            .unwrap()
    };
    assert_eq!(line(&edited), line(&opened) + 3);
    // That the other one was changed nobody said: it is not looked at again.
    fs::write(folder.join("2022.json"), report(ORGAN, 2022, (0, 7))).unwrap();
    fs::write(&path, report(ORGAN, 2023, (4, 2))).unwrap();
    client.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": uri(&path) } }),
    );
    let saved = client.published();
    assert!(saved["uri"].as_str().unwrap().ends_with("/2023.json"));
    assert!(between(&saved).is_empty(), "{saved:#}");

    // Once that is announced, the finding comes back in this one.
    let changed = json!([{ "uri": uri(&folder.join("2022.json")), "type": 2 }]);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": changed }),
    );
    let again = client.published();
    assert!(again["uri"].as_str().unwrap().ends_with("/2023.json"));
    assert_eq!(between(&again).len(), 2);
    client.finish();
}

#[test]
fn suppressions_and_ignored_rules_hold_between_files_too() {
    let files = [
        ("2022.json", report(ORGAN, 2022, (0, 4))),
        ("2023.json", report(ORGAN, 2023, (5, 2))),
        (
            "gouji.toml",
            "ignore = [\"carried-over-from-last-year\"]\n".to_owned(),
        ),
    ];
    let folder = folder("ignored", &files);
    let client = start(&folder, json!({}));
    client.settle();
    assert!(client.is_silent());
    fs::write(folder.join("gouji.toml"), "").unwrap();
    let changed = json!([{ "uri": uri(&folder.join("gouji.toml")), "type": 2 }]);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": changed }),
    );
    assert_eq!(between(&client.published()).len(), 2);
    client.finish();
}

#[test]
fn sums_over_units_are_checked_by_the_units_file_of_the_configuration() {
    let units = "unit,aliases,parent,level,region,counts\n\
        青石县人民政府,,,county,,yes\n\
        青石县水务局,,青石县人民政府,department,,yes\n\
        青石县教育局,,青石县人民政府,department,,yes\n";
    let files = [
        ("county.json", report("青石县人民政府", 2023, (9, 9))),
        ("water.json", report("青石县水务局", 2023, (4, 2))),
        ("school.json", report("青石县教育局", 2023, (4, 2))),
        ("units.csv", units.to_owned()),
        ("gouji.toml", "[audit]\nunits = \"units.csv\"\n".to_owned()),
    ];
    let folder = folder("sums", &files);
    let client = start(&folder, json!({}));
    let published = client.published();
    assert!(published["uri"].as_str().unwrap().ends_with("/county.json"));
    let found = published["diagnostics"].as_array().unwrap();
    assert!(
        found.iter().any(|one| one["code"] == "roll-up"),
        "{published:#}"
    );
    let information = found[0]["relatedInformation"].as_array().unwrap();
    for name in ["/water.json", "/school.json"] {
        let is_named = |one: &Value| one["location"]["uri"].as_str().unwrap().ends_with(name);
        assert!(information.iter().any(is_named), "{published:#}");
    }
    // A units file that is wrong is reported, and nothing found before stays.
    fs::write(
        folder.join("units.csv"),
        format!("{units}青石县水务局,,,county,,yes\n"),
    )
    .unwrap();
    let changed = json!([{ "uri": uri(&folder.join("units.csv")), "type": 2 }]);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": changed }),
    );
    let logged = client.notification();
    assert_eq!(logged["method"], "window/logMessage");
    assert!(
        logged["params"]["message"]
            .as_str()
            .unwrap()
            .contains("units.csv:5"),
        "{logged}"
    );
    assert_eq!(client.published()["diagnostics"], json!([]));
    client.finish();
}

#[test]
fn clients_that_pull_are_asked_to_and_get_what_rests_on_other_files() {
    let folder = folder(
        "pulled",
        &[
            ("2022.json", report(ORGAN, 2022, (0, 4))),
            ("2023.json", report(ORGAN, 2023, (5, 2))),
        ],
    );
    let client = start(
        &folder,
        json!({
            "workspace": { "diagnostics": { "refreshSupport": true } },
            "textDocument": { "diagnostic": {} },
        }),
    );
    assert_eq!(client.asked()["method"], "workspace/diagnostic/refresh");
    let path = folder.join("2023.json");
    client.open_at(&uri(&path), &fs::read_to_string(&path).unwrap());
    let mut client = client;
    let document = json!({ "textDocument": { "uri": uri(&path) } });
    let pulled = client.ask("textDocument/diagnostic", document);
    let items = json!({ "diagnostics": pulled["items"] });
    assert_eq!(between(&items).len(), 2, "{pulled:#}");
    client.finish();
}

#[test]
fn a_folder_with_too_many_files_is_left_alone_and_reported_to_be() {
    let folder = folder("many", &[]);
    for number in 0..2_001 {
        fs::write(folder.join(format!("{number}.md")), "").unwrap();
    }
    let client = start(&folder, json!({}));
    let logged = client.notification();
    assert_eq!(logged["method"], "window/logMessage");
    let message = logged["params"]["message"].as_str().unwrap();
    assert!(
        message.contains("2001") && message.contains("gouji audit"),
        "{message}"
    );
    let path = folder.join("1.md");
    client.open_at(&uri(&path), FAULTY);
    assert_eq!(
        client.published()["diagnostics"].as_array().unwrap().len(),
        4
    );
    client.finish();
}

#[test]
fn what_the_client_says_comes_before_the_work_on_relations() {
    let mut files = Vec::new();
    let names: Vec<String> = (0..300).map(|number| format!("{number}.md")).collect();
    for name in &names {
        files.push((
            name.as_str(),
            FAULTY.replace("青石县", &format!("第{name}县")),
        ));
    }
    let folder = folder("busy", &files);
    let mut client = start(&folder, json!({}));
    // The answer does not wait for all files.
    let answer = client.answer("shown/nothing", Value::Null);
    assert!(answer.response_result.is_err());
    client.finish();
}
