//! All outputs of one run: valid, and of the same findings.

// A test that cannot set up its case should fail loudly.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const FORMATS: [&str; 8] = [
    "json",
    "jsonl",
    "sarif",
    "junit",
    "github",
    "csv-machine",
    "html",
    "concise",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn gouji(arguments: &[String]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(arguments).current_dir(root());
    command.output().unwrap()
}

/// Checks files of several kinds, and one that is not there, into every format at once.
fn run(folder: &Path, threads: &str) -> Output {
    let office = "crates/gouji-office/tests/files";
    let mut arguments: Vec<String> = [
        "check",
        "--color=never",
        "--lang=zh",
        "--threads",
        threads,
        "tests/faulty.md",
        "tests/tied.json",
        &format!("{office}/report.docx"),
        &format!("{office}/report.xlsx"),
        "tests/none.md",
    ]
    .map(str::to_owned)
    .to_vec();
    for format in FORMATS {
        let path = folder.join(format);
        arguments.push(format!("--output={format}={}", path.display()));
    }
    gouji(&arguments)
}

fn read(folder: &Path, format: &str) -> String {
    fs::read_to_string(folder.join(format)).unwrap()
}

fn findings(json: &Value) -> Vec<&Value> {
    let files = json["files"].as_array().unwrap().iter();
    files
        .flat_map(|file| file["findings"].as_array().unwrap())
        .collect()
}

fn is_identity(word: &str) -> bool {
    word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Every word of a text that looks like an identity.
fn identities(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| is_identity(word))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_output_has_the_same_findings() {
    let folder = scratch("outputs");
    let output = run(&folder, "2");
    assert_eq!(output.status.code(), Some(2), "a file is missing");
    let json: Value = serde_json::from_str(&read(&folder, "json")).unwrap();
    let all = findings(&json);
    let expected: BTreeSet<String> = all
        .iter()
        .map(|finding| finding["identity"].as_str().unwrap().to_owned())
        .collect();
    assert!(expected.len() > 20 && expected.iter().all(|one| is_identity(one)));
    for format in ["jsonl", "sarif", "junit", "github", "csv-machine", "html"] {
        assert_eq!(identities(&read(&folder, format)), expected, "{format}");
    }
    let concise = read(&folder, "concise");
    // Findings told in one line show the identity of the first.
    let files = json["files"].as_array().unwrap().iter();
    let grouped = files.flat_map(|file| file["grouped"].as_array().unwrap());
    let folded: u64 = grouped
        .map(|group| group["count"].as_u64().unwrap() - 1)
        .sum();
    let folded = usize::try_from(folded).unwrap();
    let is_shown = |identity: &&String| concise.contains(&format!(" [{}", &identity[..12]));
    let shown = expected.iter().filter(is_shown).count();
    assert!(shown + folded >= expected.len(), "{concise}");
    let lines = |format| read(&folder, format).lines().count();
    let blocked: usize = json["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["blocked"].as_array().unwrap().len())
        .sum();
    assert_eq!(lines("concise"), all.len() + blocked - folded);
    assert_eq!(
        lines("github"),
        all.len() + blocked + 2,
        "and the missing file, and the missing tables"
    );
    assert_eq!(lines("jsonl"), all.len() + blocked + 2);
}

fn follows(schema: &str, log: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn sarif_is_valid_and_says_what_failed() {
    let folder = scratch("sarif");
    run(&folder, "1");
    let log: Value = serde_json::from_str(&read(&folder, "sarif")).unwrap();
    follows(include_str!("sarif.schema.json"), &log);
    // The standard's own schema (OASIS, sarif-schema-2.1.0.json) is not part of this repository.
    match std::env::var_os("GOUJI_SARIF_SCHEMA") {
        Some(path) => follows(&fs::read_to_string(path).unwrap(), &log),
        None => println!("skipped: the standard's own schema (GOUJI_SARIF_SCHEMA)"),
    }
    let run = &log["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let rules: BTreeSet<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    for result in run["results"].as_array().unwrap() {
        assert!(
            rules.contains(result["ruleId"].as_str().unwrap()),
            "{result}"
        );
    }
}

#[test]
fn junit_counts_what_it_holds() {
    let folder = scratch("junit");
    run(&folder, "1");
    let text = read(&folder, "junit");
    let suites: Vec<&str> = text.split("<testsuite ").skip(1).collect();
    assert_eq!(suites.len(), 6, "four reports and two failures");
    for suite in suites {
        let count = |name: &str| -> usize {
            let (_, rest) = suite.split_once(&format!(" {name}=\"")).unwrap();
            rest.split('"').next().unwrap().parse().unwrap()
        };
        assert_eq!(suite.matches("<testcase ").count(), count("tests"));
        assert_eq!(suite.matches("<failure ").count(), count("failures"));
        assert_eq!(suite.matches("<skipped ").count(), count("skipped"));
        assert_eq!(suite.matches("<error ").count(), count("errors"));
    }
}

#[test]
fn junit_fails_where_the_command_does() {
    let failures = |more: &[&str]| {
        let mut arguments = vec!["check", "tests/tied.json", "--format=junit"];
        arguments.extend(more);
        let arguments: Vec<String> = arguments.into_iter().map(str::to_owned).collect();
        let text = String::from_utf8(gouji(&arguments).stdout).unwrap();
        assert!(text.contains(": warning: "), "{text}");
        text.matches("<failure type=\"warning\"").count()
    };
    assert_eq!(failures(&[]), 0);
    assert!(failures(&["--fail-on=warning"]) > 0);
}

#[test]
fn junit_passes_no_rule_that_was_not_asked() {
    let cases = |more: &[&str]| {
        let mut arguments = vec!["check", "tests/faulty.md", "--format=junit"];
        arguments.extend(more);
        let arguments: Vec<String> = arguments.into_iter().map(str::to_owned).collect();
        String::from_utf8(gouji(&arguments).stdout).unwrap()
    };
    let (all, compared) = (cases(&[]), cases(&["--prior=tests/faulty-last-year.json"]));
    let ignored = cases(&["--ignore=requests-balance"]);
    assert!(all.contains("name=\"requests-balance\""));
    assert!(!ignored.contains("name=\"requests-balance\""));
    let between_years = "name=\"carried-over-from-last-year\"";
    assert!(!all.contains(between_years) && compared.contains(between_years));
}

#[test]
fn every_place_reads_as_the_value_reported() {
    let folder = scratch("places");
    run(&folder, "1");
    let json: Value = serde_json::from_str(&read(&folder, "json")).unwrap();
    let mut seen = 0;
    for file in json["files"].as_array().unwrap() {
        let bytes = fs::read(root().join(file["path"].as_str().unwrap())).unwrap();
        let cells = file["findings"].as_array().unwrap().iter();
        for cell in cells.flat_map(|finding| finding["cells"].as_array().unwrap()) {
            let location = &cell["location"];
            let (Some(from), Some(length)) =
                (location["offset"].as_u64(), location["length"].as_u64())
            else {
                continue;
            };
            let place = &bytes[from as usize..(from + length) as usize];
            let text = cell["text"].as_str().unwrap();
            let place = std::str::from_utf8(place).unwrap().trim_matches('"');
            assert!(
                place == text || (place == "null" && text.is_empty()),
                "{cell}"
            );
            seen += 1;
        }
    }
    assert!(seen > 20);
}

#[test]
fn outputs_do_not_depend_on_threads() {
    let (one, four) = (scratch("one-thread"), scratch("four-threads"));
    let (first, second) = (run(&one, "1"), run(&four, "4"));
    assert_eq!(first.stdout, second.stdout);
    for format in FORMATS {
        assert!(read(&one, format) == read(&four, format), "{format}");
    }
}

#[test]
fn what_is_checked_is_never_written_over() {
    let folder = scratch("own-input");
    let report = folder.join("report.md");
    fs::copy(root().join("tests/faulty.md"), &report).unwrap();
    let before = fs::read(&report).unwrap();
    let path = report.to_str().unwrap().to_owned();
    let output = gouji(&[
        "check".to_owned(),
        path.clone(),
        format!("--output=csv={path}"),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert_eq!(fs::read(&report).unwrap(), before);
}

#[test]
fn outputs_never_take_the_place_of_each_other_or_of_what_is_read() {
    let folder = scratch("refusals");
    let (report, prior) = (folder.join("report.md"), folder.join("prior.json"));
    fs::copy(root().join("tests/faulty.md"), &report).unwrap();
    fs::copy(root().join("tests/faulty-last-year.json"), &prior).unwrap();
    let refused = |outputs: &[String]| {
        let mut arguments = vec!["check".to_owned(), report.to_str().unwrap().to_owned()];
        arguments.push(format!("--prior={}", prior.display()));
        arguments.extend(outputs.iter().map(|output| format!("--output={output}")));
        let output = gouji(&arguments);
        assert_eq!(output.status.code(), Some(2), "{outputs:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    };
    let before = fs::read(&prior).unwrap();
    refused(&[format!("csv={}", prior.display())]);
    assert_eq!(fs::read(&prior).unwrap(), before);
    let (new, again) = (folder.join("new"), folder.join("./new"));
    refused(&[
        format!("csv={}", new.display()),
        format!("json={}", again.display()),
    ]);
    assert!(!new.exists());
    refused(&[format!("csv={}", folder.display())]);
    let left: Vec<_> = fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), 2, "nothing is left beside the files");
}

#[test]
fn outputs_never_take_the_place_of_settings_rules_and_baselines() {
    let folder = scratch("settings");
    let report = folder.join("report.md");
    fs::copy(root().join("tests/faulty.md"), &report).unwrap();
    fs::create_dir(folder.join("rules")).unwrap();
    let words = ["citation", "title", "message", "why", "help"];
    let words = words.map(|word| format!("{word} = {{ zh = \"x\", en = \"x\" }}\n"));
    let rule = format!(
        "name = \"few-new\"\nseverity = \"info\"\nauthority = \"practice\"\n{}[relation]\nassert = \
         \"requests[new, total] <= 3\"\n",
        words.concat()
    );
    fs::write(folder.join("rules/few-new.toml"), rule).unwrap();
    fs::write(folder.join("base.toml"), "rules = [\"rules\"]\n").unwrap();
    let settings = "extends = \"base.toml\"\nbaseline = \"baseline.json\"\n";
    let recording = format!(
        "--write-baseline={}",
        folder.join("baseline.json").display()
    );
    let report = report.to_str().unwrap().to_owned();
    gouji(&["check".to_owned(), report.clone(), recording]);
    fs::write(folder.join("gouji.toml"), settings).unwrap();
    // A file that nothing reads is written.
    let run = |command: &str, option: String| {
        let words = ["--lang=zh", command, &report, &option];
        gouji(&words.map(str::to_owned))
    };
    run(
        "check",
        format!("--output=json={}", folder.join("new.json").display()),
    );
    assert!(folder.join("new.json").exists());
    for name in [
        "gouji.toml",
        "base.toml",
        "rules/few-new.toml",
        "baseline.json",
    ] {
        let path = folder.join(name);
        let before = fs::read(&path).unwrap();
        for option in ["--output=json=", "--store=", "--bundle="] {
            let option = format!("{option}{}", path.display());
            let command = if option.starts_with("--output") {
                "check"
            } else {
                "audit"
            };
            let output = run(command, option.clone());
            assert_eq!(output.status.code(), Some(2), "{option}");
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(
                said.contains("这个文件是本次要读的文件"),
                "{option}: {said}"
            );
            assert_eq!(fs::read(&path).unwrap(), before, "{option}");
        }
    }
}

#[test]
fn statistics_have_formats_of_their_own() {
    for format in ["jsonl", "sarif", "junit", "github", "html", "xlsx"] {
        let arguments = [
            "check",
            "--lang=en",
            "--statistics",
            "--format",
            format,
            "tests/faulty.md",
        ];
        let output = gouji(&arguments.map(str::to_owned));
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(output.stdout.is_empty(), "{format}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("full, json, csv and csv-machine"), "{said}");
    }
}

#[test]
fn the_page_needs_nothing_else_and_runs_its_own_script_alone() {
    let folder = scratch("page");
    run(&folder, "1");
    let page = read(&folder, "html");
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(page.contains("default-src 'none'"));
    assert_eq!(page.matches("<script>").count(), 1);
    assert!(page.contains("script-src 'sha256-"));
    for outside in ["<script ", "src=", "http://", "https://", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(
        page.contains("class=\"error suspected\""),
        "no cell is marked"
    );
}

#[test]
fn figures_of_any_length_stay_exact_in_json_lines() {
    let folder = scratch("exact");
    let report = folder.join("report.json");
    let figure = "12345678901234567890123.5";
    let json = format!(
        r#"{{"form":"cn-disclosure/2021","tables":{{"requests":{{"new":{{"natural_person":{figure}}}}}}}}}"#
    );
    fs::write(&report, json).unwrap();
    let path = report.to_str().unwrap().to_owned();
    let output = gouji(&["check".to_owned(), "--format=jsonl".to_owned(), path]);
    let lines = String::from_utf8(output.stdout).unwrap();
    assert!(lines.contains(&format!("\"value\":{figure}")), "{lines}");
    for line in lines.lines() {
        serde_json::from_str::<Value>(line).unwrap();
    }
}
