//! The server follows `gouji.toml` as the command does.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;

use std::fs;
use std::path::Path;

use client::{Client, FAULTY};
use gouji_lsp::Locale;
use gouji_model::Language;
use gouji_pack::Packs;
use serde_json::json;

/// The rules of the diagnostics published next, each with its severity.
fn shown(client: &Client) -> Vec<String> {
    let published = client.published();
    let found = published["diagnostics"].as_array().unwrap().iter();
    found
        .map(|one| format!("{} {}", one["code"].as_str().unwrap(), one["severity"]))
        .collect()
}

/// A folder of its own with this configuration, and the address of a report in it.
fn folder(name: &str, config: &str) -> (std::path::PathBuf, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(folder.join("below")).unwrap();
    fs::write(folder.join("gouji.toml"), config).unwrap();
    let uri = format!("file://{}/below/report.md", folder.display());
    (folder, uri)
}

#[test]
fn rules_are_selected_and_graded_and_the_nearest_file_wins() {
    let (folder, uri) = folder("nearest", "select = [\"requests-balance\"]\n");
    let client = Client::start(json!({}));
    client.open_at(&uri, FAULTY);
    let found = shown(&client);
    assert!(!found.is_empty() && found.iter().all(|one| one == "requests-balance 1"));

    let nearer = folder.join("below/gouji.toml");
    fs::write(&nearer, "[severity]\nresults-total = \"warning\"\n").unwrap();
    let changed = json!({ "uri": format!("file://{}", nearer.display()), "type": 1 });
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [changed] }),
    );
    let found = shown(&client);
    assert_eq!(found.len(), 4);
    assert!(found.contains(&"results-total 2".to_owned()), "{found:?}");
    fs::remove_file(nearer).unwrap();
    client.finish();
}

#[test]
fn a_configuration_that_cannot_be_used_is_reported_and_nothing_looks_clean() {
    let (folder, uri) = folder("broken", "select = [\"no-such-rule\"]\n");
    let client = Client::start(json!({}));
    client.open_at(&uri, FAULTY);
    let published = client.published();
    let found = published["diagnostics"].as_array().unwrap();
    assert_eq!(found.len(), 1);
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.contains("/broken/gouji.toml:1:11"), "{message}");
    // A mistake in a pack.
    let rules = folder.join("rules");
    fs::create_dir_all(&rules).unwrap();
    fs::write(rules.join("one.toml"), "name = \"one\"\n= 1\n").unwrap();
    fs::write(folder.join("gouji.toml"), "rules = [\"rules\"]\n").unwrap();
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": null }),
    );
    let published = client.published();
    let message = published["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.contains("one.toml:2:1"), "{message}");
    fs::write(folder.join("gouji.toml"), "").unwrap();
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": null }),
    );
    assert_eq!(shown(&client).len(), 4);
    client.finish();
}

#[test]
fn clients_that_can_are_asked_to_tell_of_files_and_to_pull_again() {
    let (_, uri) = folder("asked", "");
    let client = Client::start(json!({
        "workspace": {
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "diagnostics": { "refreshSupport": true },
        },
        "textDocument": { "diagnostic": {} },
    }));
    let asked = client.asked();
    assert_eq!(asked["method"], "client/registerCapability");
    let registration = &asked["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let watchers = registration["registerOptions"]["watchers"]
        .as_array()
        .unwrap();
    assert_eq!(watchers.len(), 4);
    client.open_at(&uri, FAULTY);
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": null }),
    );
    assert_eq!(client.asked()["method"], "workspace/diagnostic/refresh");
    client.finish();
}

#[test]
fn a_finding_leads_to_the_file_of_its_rule() {
    let (folder, uri) = folder(
        "rule-file",
        "rules = [\"own rules\"]\nselect = [\"few-requests\", \"requests-balance\"]\n",
    );
    let rules = folder.join("own rules");
    fs::create_dir_all(&rules).unwrap();
    let word = |key: &str| format!("{key} = {{ zh = \"x\", en = \"x\" }}\n");
    let words: String = ["citation", "title", "message", "why", "help"]
        .map(word)
        .concat();
    let file = rules.join("few.toml");
    let relation = "[relation]\neach = \"column of requests\"\nassert = \"requests[new] < 2\"\n";
    let head = "name = \"few-requests\"\nseverity = \"error\"\nauthority = \"practice\"\n";
    fs::write(&file, format!("{head}{words}{relation}")).unwrap();

    let mut client = Client::start(json!({}));
    client.open_at(&uri, FAULTY);
    let published = client.published();
    let found = published["diagnostics"].as_array().unwrap();
    let of = |rule: &str| found.iter().find(|one| one["code"] == rule).unwrap();
    let own = of("few-requests");
    let link = own["codeDescription"]["href"].as_str().unwrap();
    assert!(
        link.starts_with("file:///") && link.ends_with("/own%20rules/few.toml"),
        "{link}"
    );
    let balance = &of("requests-balance")["codeDescription"]["href"];
    assert!(
        balance
            .as_str()
            .unwrap()
            .ends_with("/docs/rules.md#requests-balance")
    );

    let document = json!({ "uri": uri });
    let asked = json!({ "textDocument": document, "position": own["range"]["start"] });
    let places = client.ask("textDocument/definition", asked);
    assert_eq!(places.as_array().unwrap().len(), 1);
    assert_eq!(places[0]["uri"], link);
    let elsewhere = json!({ "textDocument": document, "position": { "line": 0, "character": 0 } });
    assert_eq!(client.ask("textDocument/definition", elsewhere), json!([]));
    client.finish();
}

/// A folder with its own configuration, a faulty report in it and a text that is none.
fn root(name: &str, config: &str) -> std::path::PathBuf {
    let (folder, _) = folder(name, config);
    fs::write(folder.join("below/report.md"), FAULTY).unwrap();
    fs::write(folder.join("readme.txt"), "no report").unwrap();
    folder
}

fn folder_of(path: &Path) -> serde_json::Value {
    json!({ "uri": format!("file://{}", path.display()), "name": "root" })
}

/// What a pull of the whole workspace tells: the end of each address, how many findings, and the
/// names of the results to be sent back.
fn pull(client: &mut Client, before: &serde_json::Value) -> (Vec<String>, serde_json::Value) {
    let report = client.ask(
        "workspace/diagnostic",
        json!({ "previousResultIds": before }),
    );
    let items = report["items"].as_array().unwrap();
    let notification = items.iter().map(|item| {
        let uri = item["uri"].as_str().unwrap();
        let end: Vec<&str> = uri.rsplit('/').take(3).collect();
        let count = item["items"]
            .as_array()
            .map_or("same".to_owned(), |i| i.len().to_string());
        format!("{} {count}", end[2])
    });
    let ids = items
        .iter()
        .map(|item| json!({ "uri": item["uri"], "value": item["resultId"] }));
    (notification.collect(), ids.collect())
}

#[test]
fn all_folders_are_pulled_each_with_its_own_configuration() {
    let one = root("pull-one", "");
    let two = root("pull-two", "select = [\"requests-balance\"]\n");
    let mut client = Client::unstarted();
    let params = json!({ "workspaceFolders": [folder_of(&one)], "rootUri": null,
        "capabilities": { "textDocument": { "diagnostic": {} } } });
    let result = client.ask("initialize", params);
    assert_eq!(
        result["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"],
        true
    );
    client.notify("initialized", json!({}));
    let (notification, _) = pull(&mut client, &json!([]));
    assert_eq!(notification, ["pull-one 4"]);

    let added = json!({ "event": { "added": [folder_of(&two)], "removed": [] } });
    client.notify("workspace/didChangeWorkspaceFolders", added);
    let (notification, ids) = pull(&mut client, &json!([]));
    assert_eq!(notification.len(), 2);
    assert_ne!(notification, ["pull-one 4", "pull-two 4"]);
    assert_eq!(
        pull(&mut client, &ids).0,
        ["pull-one same", "pull-two same"]
    );

    // An open document counts as the editor has it, a changed file as it is on disk.
    client.open_at(
        &format!("file://{}/below/report.md", one.display()),
        "# no report\n",
    );
    fs::write(two.join("below/report.md"), "no report any more\n").unwrap();
    let (notification, ids) = pull(&mut client, &ids);
    assert_eq!(notification, ["pull-one 0", "pull-two 0"]);

    let removed = json!({ "event": { "added": [], "removed": [folder_of(&two)] } });
    client.notify("workspace/didChangeWorkspaceFolders", removed);
    let (notification, _) = pull(&mut client, &ids);
    assert_eq!(notification, ["pull-one same", "pull-two 0"]);
    client.finish();
}

#[test]
fn a_pull_of_everything_ends_when_it_is_taken_back() {
    let one = root("pull-cancelled", "");
    let mut client = Client::unstarted();
    client.ask(
        "initialize",
        json!({ "workspaceFolders": [folder_of(&one)], "capabilities": {} }),
    );
    client.notify("initialized", json!({}));
    let code = client.cancelled("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(code, Some(-32800));
    client.finish();
}

/// The actions at a place that accept a finding.
fn accepting(client: &mut Client, uri: &str, range: &serde_json::Value) -> Vec<serde_json::Value> {
    let asked = json!({ "textDocument": { "uri": uri }, "range": range,
        "context": { "diagnostics": [], "only": ["quickfix"] } });
    let actions = client.ask("textDocument/codeAction", asked);
    let mut actions = actions.as_array().unwrap().clone();
    actions.retain(|action| action["title"].as_str().unwrap().starts_with("接受"));
    actions
}

#[test]
fn a_finding_is_accepted_with_a_reason_and_not_without() {
    let before = "select = [\"requests-balance\", \"results-total\"]\n";
    let (folder, uri) = folder("accepting", before);
    let config = folder.join("gouji.toml");
    let changed =
        json!({ "changes": [{ "uri": format!("file://{}", config.display()), "type": 2 }] });
    let mut client = Client::start(json!({}));
    client.open_at(&uri, FAULTY);
    let published = client.published();
    let found = published["diagnostics"].as_array().unwrap();
    let count = found.len();
    let actions = accepting(&mut client, &uri, &found[0]["range"]);
    let rule = found[0]["code"].as_str().unwrap();
    let named = |action: &&serde_json::Value| action["title"].as_str().unwrap().contains(rule);
    let action = actions.iter().find(named).unwrap();
    let (at, edits) = action["edit"]["changes"]
        .as_object()
        .unwrap()
        .iter()
        .next()
        .unwrap();
    assert!(at.ends_with("/accepting/gouji.toml"), "{at}");
    assert_eq!(
        edits[0]["range"]["start"],
        json!({ "line": 1, "character": 0 })
    );
    let after = format!("{before}{}", edits[0]["newText"].as_str().unwrap());

    fs::write(&config, &after).unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    assert_eq!(shown(&client), ["configuration 1"]);
    fs::write(
        &config,
        after.replace("reason = \"\"", "reason = \"looked into\""),
    )
    .unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed);
    assert_eq!(shown(&client).len(), count - 1);
    client.finish();
}

#[test]
fn what_accepts_a_finding_is_added_to_the_text_that_is_open() {
    let saved = "select = [\"requests-balance\", \"results-total\"]\n";
    let (folder, uri) = folder("unsaved", saved);
    let config = format!("file://{}", folder.join("gouji.toml").display());
    let typed = format!("# mine\n# more\n{saved}\n[severity]\nresults-total = \"warning\"");
    for versions in [false, true] {
        let mut client = Client::start(
            json!({ "workspace": { "workspaceEdit": { "documentChanges": versions } } }),
        );
        client.open_at(&uri, FAULTY);
        let published = client.published();
        client.open_at(&config, saved);
        client.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": config, "version": 7 }, "contentChanges": [{ "text": typed }] }),
        );
        let actions = accepting(&mut client, &uri, &published["diagnostics"][0]["range"]);
        let edit = &actions[0]["edit"];
        let edits = match versions {
            true => {
                assert_eq!(
                    edit["documentChanges"][0]["textDocument"],
                    json!({ "uri": config, "version": 7 })
                );
                &edit["documentChanges"][0]["edits"]
            }
            false => &edit["changes"][&config],
        };
        let end = json!({ "line": 5, "character": 25 });
        assert_eq!(edits[0]["range"], json!({ "start": end, "end": end }));
        assert!(
            edits[0]["newText"]
                .as_str()
                .unwrap()
                .starts_with("\n\n[[suppress]]")
        );
        client.finish();
    }
}

#[test]
fn the_client_s_locale_chooses_the_language_where_none_was_asked_for() {
    let of_client = Locale::OfClient {
        of_locale: |locale| match locale {
            "en-gb" => Language::English,
            _ => Language::Chinese,
        },
        otherwise: Language::Chinese,
    };
    let (_, uri) = folder("locale", "select = [\"no-such-rule\"]\n");
    for (locale, expected) in [
        (of_client, "not checked"),
        (Language::Chinese.into(), "未检查"),
    ] {
        let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
        let mut client = Client::speaking(packs, locale);
        client.initialize(json!({}));
        client.open_at(&uri, FAULTY);
        let published = client.published();
        let message = published["diagnostics"][0]["message"].as_str().unwrap();
        assert!(message.contains(expected), "{message}");
        client.finish();
    }
}

#[test]
fn a_configuration_is_made_where_there_is_none_and_the_editor_can() {
    // Outside the workspace of this test, so that no configuration above counts.
    let folder = std::env::temp_dir().join(format!("gouji-made-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let uri = format!("file://{}/report.md", folder.display());
    for (edits, expected) in [
        (json!({}), 0),
        (
            json!({ "documentChanges": true, "resourceOperations": ["create"] }),
            1,
        ),
    ] {
        let mut client = Client::start(json!({ "workspace": { "workspaceEdit": edits } }));
        client.open_at(&uri, FAULTY);
        let published = client.published();
        let actions = accepting(&mut client, &uri, &published["diagnostics"][0]["range"]);
        assert_eq!(actions.len().min(1), expected);
        if let Some(action) = actions.first() {
            let steps = &action["edit"]["documentChanges"];
            assert_eq!(steps[0]["kind"], "create");
            assert!(steps[0]["uri"].as_str().unwrap().ends_with("/gouji.toml"));
            assert!(
                steps[1]["edits"][0]["newText"]
                    .as_str()
                    .unwrap()
                    .starts_with("[[suppress]]")
            );
        }
        client.finish();
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_conversation_goes_on_however_often_rules_change() {
    let (folder, uri) = folder("often", "rules = [\"mine\"]\nselect = [\"few-new\"]\n");
    fs::create_dir_all(folder.join("mine")).unwrap();
    let path = folder.join("mine/few-new.toml");
    let rule = |most: u32| {
        let words = ["citation", "title", "message", "why", "help"];
        let texts = words.map(|word| format!("{word} = {{ zh = \"x\", en = \"x\" }}\n"));
        format!(
            "name = \"few-new\"\nseverity = \"info\"\nauthority = \"practice\"\n{}\
             [relation]\nassert = \"requests[new, total] <= {most}\"\n",
            texts.concat()
        )
    };
    fs::write(&path, rule(0)).unwrap();
    let mut client = Client::start(json!({}));
    client.open_at(&uri, FAULTY);
    assert_eq!(shown(&client), ["few-new 3"]);
    let changes = json!([{ "uri": format!("file://{}", path.display()), "type": 2 }]);
    // Not every client tells of what it saved in another way.
    fs::write(&path, rule(20)).unwrap();
    let rule_file = format!("file://{}", path.display());
    client.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": rule_file } }),
    );
    assert!(shown(&client).is_empty());
    // The report has 13 new requests.
    for most in 0..50 {
        fs::write(&path, rule(most)).unwrap();
        let notification = json!({ "changes": changes });
        client.notify("workspace/didChangeWatchedFiles", notification);
        assert_eq!(shown(&client).len(), usize::from(most < 13), "{most}");
    }
    let document = json!({ "uri": uri, "version": 2 });
    let change = json!([{ "text": FAULTY.replace("| 13 |", "| 99 |") }]);
    client.notify(
        "textDocument/didChange",
        json!({ "textDocument": document, "contentChanges": change }),
    );
    assert_eq!(shown(&client), ["few-new 3"]);
    let outline = client.ask(
        "textDocument/documentSymbol",
        json!({ "textDocument": { "uri": uri } }),
    );
    assert_eq!(outline.as_array().unwrap().len(), 6);
    client.finish();
}
