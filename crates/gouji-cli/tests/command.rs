//! The command end to end, on reports of our own writing.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn gouji(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .unwrap()
}

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests")
        .join(name)
        .to_string_lossy()
        .into_owned()
}

/// A folder of this test's own.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn a_faulty_report_shows_its_cells() {
    let output = gouji(&[
        "check",
        "--format",
        "concise",
        "--color",
        "never",
        &fixture("faulty.md"),
    ]);
    let shown = text(&output.stdout).replace(&fixture("faulty.md"), "faulty.md");
    let expected = fs::read_to_string(fixture("faulty.expected.txt")).unwrap();
    assert_eq!(shown, expected);
    assert_eq!(code(&output), 1);
}

#[test]
fn what_extract_prints_is_read_back() {
    let extracted = gouji(&["extract", &fixture("faulty.md")]);
    let folder = scratch("extract");
    let copy = folder.join("report.json");
    fs::write(&copy, &extracted.stdout).unwrap();
    let again = gouji(&["extract", copy.to_str().unwrap()]);
    assert_eq!(text(&extracted.stdout), text(&again.stdout));
    let findings = gouji(&["check", "--format", "json", copy.to_str().unwrap()]);
    let json: serde_json::Value = serde_json::from_slice(&findings.stdout).unwrap();
    assert_eq!(json["summary"]["errors"], 4);
}

#[test]
fn json_of_other_programs_in_a_folder_is_passed_over() {
    let folder = scratch("other-json");
    let settings = folder.join("package.json");
    fs::write(&settings, "{\"name\": \"site\", \"tables\": []}").unwrap();
    let path = folder.to_str().unwrap();
    // Named it is an error, and a folder with nothing else has no report.
    assert_eq!(code(&gouji(&["check", settings.to_str().unwrap()])), 2);
    assert_eq!(code(&gouji(&["check", path])), 2);
    let extracted = gouji(&["extract", &fixture("faulty.md")]);
    fs::write(folder.join("report.json"), &extracted.stdout).unwrap();
    let output = gouji(&["check", path]);
    assert_eq!((code(&output), text(&output.stderr)), (1, String::new()));
    // A report cut short is no other program's file.
    let cut = &extracted.stdout[..extracted.stdout.len() - 40];
    fs::write(folder.join("cut.json"), cut).unwrap();
    assert_eq!(code(&gouji(&["check", path])), 2);
}

#[test]
fn threads_do_not_change_the_output() {
    let folder = scratch("threads");
    let report = fs::read_to_string(fixture("faulty.md")).unwrap();
    for index in 0..24 {
        fs::write(
            folder.join(format!("{index:02}.md")),
            report.replace("| 12 |", &format!("| {index} |")),
        )
        .unwrap();
    }
    let path = folder.to_str().unwrap();
    let one = gouji(&["check", "--threads", "1", "--format", "json", path]);
    let many = gouji(&["check", "--threads", "7", "--format", "json", path]);
    assert_eq!(text(&one.stdout), text(&many.stdout));
}

#[test]
fn bad_input_is_reported_and_the_rest_is_checked() {
    let folder = scratch("bad");
    fs::write(folder.join("1-empty.txt"), "").unwrap();
    fs::write(folder.join("2-binary.txt"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    fs::write(
        folder.join("3-other.html"),
        "<html><body><p>新闻</p></body></html>",
    )
    .unwrap();
    fs::write(folder.join("4-invalid.txt"), b"\xff\xfe\xfd|\x80\n").unwrap();
    fs::write(
        folder.join("5-nested.html"),
        "<table><tr><td>".repeat(10_000),
    )
    .unwrap();
    fs::write(
        folder.join("6-wide.html"),
        "<table><tr><td colspan=1000000>1</td></tr></table>",
    )
    .unwrap();
    fs::copy(fixture("faulty.md"), folder.join("7-report.md")).unwrap();
    let output = gouji(&["check", "--format", "concise", folder.to_str().unwrap()]);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stdout).contains("7-report.md"));
    let complaints = text(&output.stderr);
    for index in 1..=6 {
        assert!(
            complaints.contains(&format!("{index}-")),
            "{index} in {complaints}"
        );
    }
    assert!(!complaints.contains("panicked"), "{complaints}");
}

#[test]
fn a_missing_file_and_a_wrong_option_are_status_2() {
    assert_eq!(code(&gouji(&["check", "no-such-file.html"])), 2);
    assert_eq!(code(&gouji(&["check", "--no-such-option", "x"])), 2);
    assert_eq!(code(&gouji(&["explain", "no-such-rule"])), 2);
}

#[test]
fn a_truncated_report_never_panics() {
    let report = fs::read_to_string(fixture("faulty.md")).unwrap();
    let folder = scratch("truncated");
    let mut ends: Vec<usize> = report
        .char_indices()
        .map(|(at, _)| at)
        .step_by(97)
        .collect();
    ends.push(report.len());
    for (index, end) in ends.iter().enumerate() {
        fs::write(folder.join(format!("{index:04}.md")), &report[..*end]).unwrap();
    }
    let output = gouji(&["check", "--format", "concise", folder.to_str().unwrap()]);
    assert!(!text(&output.stderr).contains("panicked"));
}

#[test]
fn standard_input_is_a_file_too() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args([
            "check",
            "-",
            "--stdin-filename",
            "draft.md",
            "--format",
            "concise",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let report = fs::read(fixture("faulty.md")).unwrap();
    child.stdin.take().unwrap().write_all(&report).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(text(&output.stdout).starts_with("draft.md:"));
}

#[test]
fn a_dropped_in_rule_runs_and_a_mistake_shows_its_place() {
    let folder = scratch("rules");
    let rule = |assert: &str| {
        let mut file = String::new();
        file.push_str("name = \"few-new\"\nseverity = \"warning\"\nauthority = \"practice\"\n");
        for key in ["citation", "title", "why", "help"] {
            writeln!(file, "{key} = {{ zh = \"测试\", en = \"test\" }}").unwrap();
        }
        file.push_str("message = { zh = \"太多：{equation}\", en = \"too many: {equation}\" }\n");
        writeln!(
            file,
            "[relation]\neach = \"column of requests\"\nassert = \"{assert}\""
        )
        .unwrap();
        file
    };
    let path = folder.join("few-new.toml");
    fs::write(&path, rule("requests[new] <= 5")).unwrap();
    let run = || {
        gouji(&[
            "check",
            "--format",
            "concise",
            "--rules",
            folder.to_str().unwrap(),
            &fixture("faulty.md"),
        ])
    };
    assert!(text(&run().stdout).contains("warning[few-new] 太多：12 > 5"));
    fs::write(&path, rule("requests[new] <= requests[nowhere]")).unwrap();
    let output = run();
    assert_eq!(code(&output), 2);
    let complaint = text(&output.stderr);
    assert!(
        complaint.contains("few-new.toml:10:") || complaint.contains("few-new.toml:11:"),
        "{complaint}"
    );
}

#[test]
fn rules_explain_themselves() {
    let list = text(&gouji(&["rules"]).stdout);
    for rule in [
        "requests-balance",
        "results-total",
        "applicants-total",
        "review-total",
    ] {
        assert!(list.contains(rule));
        let page = text(&gouji(&["explain", rule, "--lang", "en"]).stdout);
        assert!(
            page.contains("passes:") && page.contains("fails:"),
            "{page}"
        );
    }
}

#[test]
fn last_year_is_compared() {
    let folder = scratch("prior");
    let prior = folder.join("prior.json");
    let json = r#"{"form":"cn-disclosure/2021","year":2022,"tables":{"requests":{"carried_forward":{"natural_person":3,"total":3}}}}"#;
    fs::write(&prior, json).unwrap();
    let output = gouji(&[
        "check",
        "--format",
        "concise",
        "--prior",
        prior.to_str().unwrap(),
        &fixture("faulty.md"),
    ]);
    let shown = text(&output.stdout);
    assert!(
        shown.contains("[carried-over-from-last-year]") && shown.contains("相差 3"),
        "{shown}"
    );
}

#[test]
fn a_cell_of_last_year_is_named_with_its_file() {
    let folder = scratch("prior-cells");
    let prior = folder.join("prior.json");
    let json = r#"{"form":"cn-disclosure/2021","year":2022,"tables":{"requests":{"carried_forward":{"natural_person":3,"total":3}}}}"#;
    fs::write(&prior, json).unwrap();
    let prior = prior.to_str().unwrap();
    let faulty = fixture("faulty.md");
    let output = gouji(&["check", "--format", "json", "--prior", prior, &faulty]);
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = all["files"][0]["findings"].as_array().unwrap();
    let finding = findings
        .iter()
        .find(|finding| finding["rule"] == "carried-over-from-last-year")
        .unwrap();
    let cell = finding["cells"]
        .as_array()
        .unwrap()
        .iter()
        .find(|cell| cell["prior"] == true)
        .unwrap();
    assert_eq!(cell["id"], "requests/carried_forward/natural_person");
    assert_eq!((&cell["file"], &cell["value"]), (&prior.into(), &3.into()));
    let offset = cell["location"]["offset"].as_u64().unwrap() as usize;
    assert_eq!(&json[offset..=offset], "3");
}

/// A canonical report of the 2019 form whose requests table has these cells.
fn canonical(name: &str, cells: &str) -> String {
    let path = scratch(name).join("report.json");
    let text = format!(r#"{{"form":"cn-disclosure/2019","tables":{{"requests":{{{cells}}}}}}}"#);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_blank_total_is_shown_among_many_zero_rows() {
    let path = canonical(
        "blank-total",
        r#""results.granted":{"total":2},"results.partial":{"total":0},
        "results.denied.state_secret":{"total":0},"results.denied.law_prohibits":{"total":0},
        "results.denied.three_safety_one_stability":{"total":0},
        "results.denied.third_party":{"total":0},"results.denied.internal_affairs":{"total":0},
        "results.denied.deliberative":{"total":0},"results.denied.enforcement_file":{"total":0},
        "results.denied.admin_query":{"total":0},"results.unable.not_held":{"total":0},
        "results.unable.needs_creation":{"total":0},"results.unable.still_unclear":{"total":0},
        "results.not_processed.complaint":{"total":0},"results.not_processed.repeat":{"total":0},
        "results.not_processed.publication":{"total":0},
        "results.not_processed.massive":{"total":0},
        "results.not_processed.reconfirm":{"total":0},"results.other":{"total":0},
        "results.total":{"total":null}"#,
    );
    let shown = text(&gouji(&["check", "--color", "never", &path]).stdout);
    let from = shown.find("（results-total）").unwrap();
    let snippet = shown[from..].split("说明：").next().unwrap();
    assert!(snippet.contains("（七）总计 "), "{snippet}");
    assert!(snippet.contains("─\n"), "{snippet}");
}

#[test]
fn nothing_of_a_report_steers_the_terminal() {
    let path = canonical(
        "steering",
        r#""new":{"total":"\u001b[2J\n/etc/x:1:1: error[y]"}"#,
    );
    for format in ["full", "concise"] {
        let output = gouji(&["check", "--color", "never", "--format", format, &path]);
        let shown = text(&output.stdout);
        assert!(!shown.contains('\u{1b}'), "{shown}");
        assert!(!shown.contains("\n/etc/x"), "{shown}");
    }
}

#[test]
fn a_report_of_which_nothing_was_checked_is_no_pass() {
    let path = canonical("unchecked", r#""carried_over":{"legal.other":0}"#);
    let output = gouji(&["check", &path]);
    assert_eq!(code(&output), 2, "{}", text(&output.stdout));
}

#[test]
fn a_million_threads_are_not_started() {
    let output = gouji(&["check", "--threads", "1000000", &fixture("faulty.md")]);
    assert_eq!(code(&output), 1);
}

#[test]
fn a_filled_group_row_is_seen_in_canonical_json_too() {
    let path = scratch("group").join("report.json");
    let text =
        r#"{"form":"cn-disclosure/2021","tables":{"requests":{"results.other":{"total":3}}}}"#;
    fs::write(&path, text).unwrap();
    let output = gouji(&["check", "--format", "json", path.to_str().unwrap()]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let of = |rule: &str| findings.iter().filter(|f| f["rule"] == rule).count();
    assert_eq!(of("filled-group"), 1);
    let split = findings.iter().any(|f| f["at"] == "results.other.misc");
    assert!(!split, "the group stands in for its rows: {findings:?}");
}

#[test]
fn years_alone_are_no_check() {
    let folder = scratch("years");
    let path = folder.join("report.json");
    let json = r#"{"form":"cn-disclosure/2021","year":2023,"tables":{"requests":{"new":{"total":"若干"}}}}"#;
    fs::write(&path, json).unwrap();
    assert_eq!(
        code(&gouji(&[
            "check",
            "--format",
            "json",
            path.to_str().unwrap()
        ])),
        2
    );
}

#[test]
fn json_of_another_structure_is_reported_to_be_so() {
    let extracted = gouji(&["extract", &fixture("faulty.md")]);
    let folder = scratch("structure");
    let copy = folder.join("report.json");
    let json = text(&extracted.stdout).replacen("\"year\"", "\"issuer\": \"x\", \"year\"", 1);
    fs::write(&copy, json).unwrap();
    let output = gouji(&["check", "--format", "concise", copy.to_str().unwrap()]);
    let found = text(&output.stdout);
    assert!(
        found.contains("error[canonical-structure]") && found.contains("issuer"),
        "{found}"
    );
}

/// The identity is what it was when the message had both languages.
#[test]
fn a_key_given_again_is_told_in_one_language() {
    let folder = scratch("given-again");
    let copy = folder.join("report.json");
    let new = "{\"natural_person\":1,\"natural_person\":2}";
    let tables = format!("{{\"requests\":{{\"new\":{new}}}}}");
    let json = format!("{{\"form\":\"cn-disclosure/2021\",\"year\":2023,\"tables\":{tables}}}");
    fs::write(&copy, json).unwrap();
    let words = [
        "check",
        "--no-config",
        "--format",
        "json",
        copy.to_str().unwrap(),
    ];
    let subject = "/tables/requests/new/natural_person";
    for (language, message) in [
        ("zh", format!("{subject} 的结构不符：出现不止一次")),
        (
            "en",
            format!("{subject} has another structure: given more than once"),
        ),
    ] {
        let output = gouji(&[&["--lang", language], &words[..]].concat());
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut findings = found["files"][0]["findings"].as_array().unwrap().iter();
        let found = findings
            .find(|one| one["rule"] == "canonical-structure")
            .unwrap();
        assert_eq!(found["message"], message);
        assert_eq!(found["identity"], "071e3dd0a9591845b7fa06d40d2f3bd9");
    }
}

#[test]
fn the_wrong_cell_is_named_with_what_should_stand_there() {
    // 12 new, none carried: 12 handled, so the typed total of 21 has its digits swapped.
    let folder = scratch("suspects");
    let report = fs::read_to_string(fixture("faulty.md")).unwrap();
    let path = folder.join("report.md");
    let repaired = report.replace(
        "| （七）总计 | 21 | 1 | 0 | 0 | 0 | 0 | 22 |",
        "| （七）总计 | 21 | 1 | 0 | 0 | 0 | 0 | 13 |",
    );
    assert_ne!(report, repaired);
    fs::write(&path, repaired).unwrap();
    let output = gouji(&["check", "--format", "json", path.to_str().unwrap()]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let balance = findings
        .iter()
        .find(|f| f["rule"] == "requests-balance")
        .unwrap();
    let first = &balance["suspects"][0];
    assert_eq!(first["id"], "requests/results.total/natural_person");
    assert_eq!(first["suggested"], 12);
    assert_eq!(first["mistake"], "digits-swapped");
}

#[test]
fn a_faulty_rule_is_linted_at_its_place() {
    let folder = scratch("pack-check");
    fs::copy(fixture("pack-check/rule.toml"), folder.join("rule.toml")).unwrap();
    let path = folder.to_str().unwrap();
    let checked = |more: &[&str]| {
        let arguments = ["--lang", "en", "pack", "check", path, "--color", "never"];
        gouji(&[&arguments[..], more].concat())
    };
    let output = checked(&[]);
    let shown = text(&output.stdout).replace(path, "");
    let expected = fs::read_to_string(fixture("pack-check/expected.txt")).unwrap();
    assert_eq!(shown, expected);
    assert_eq!(code(&output), 1);
    let json: serde_json::Value =
        serde_json::from_slice(&checked(&["--format", "json"]).stdout).unwrap();
    assert_eq!(json["summary"]["errors"], 1);
    assert_eq!(json["remarks"][0]["code"], "wrong-example");
    assert_eq!(json["remarks"][0]["places"][0]["line"], 14);
}

#[test]
fn linting_rules_ends_with_the_status_of_the_worst() {
    assert_eq!(code(&gouji(&["pack", "check"])), 0);
    assert_eq!(code(&gouji(&["pack", "check", "--fail-on", "info"])), 1);
    assert_eq!(code(&gouji(&["pack", "check", "no-such-folder"])), 2);
    let folder = scratch("pack-check-broken");
    fs::write(folder.join("rule.toml"), "name = ").unwrap();
    fs::write(folder.join("other.toml"), "nome = 1").unwrap();
    let output = gouji(&["pack", "check", folder.to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    let shown = text(&output.stdout);
    assert!(
        shown.contains("rule.toml") && shown.contains("other.toml"),
        "{shown}"
    );
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    for (language, file) in [("en", "rules.md"), ("zh", "rules.zh-CN.md")] {
        let page = text(&gouji(&["--lang", language, "rules", "--markdown"]).stdout);
        let kept = fs::read_to_string(fixture(&format!("../docs/{file}"))).unwrap_or_default();
        let to_do = format!("run `gouji --lang {language} rules --markdown > docs/{file}`");
        assert!(page == kept, "{to_do}");
    }
}

#[test]
fn every_rule_in_the_page_on_the_language_loads() {
    let page = fs::read_to_string(fixture("../docs/rule-language.md")).unwrap();
    let rules = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    let folder = scratch("rule-language");
    let mut count = 0;
    for (index, rule) in rules.enumerate() {
        fs::write(folder.join(format!("{index}.toml")), rule).unwrap();
        count += 1;
    }
    let output = gouji(&["--lang", "en", "pack", "check", folder.to_str().unwrap()]);
    assert_eq!((code(&output), count), (0, 2), "{}", text(&output.stdout));
}

#[test]
fn a_row_that_does_not_fit_its_columns_is_no_pass() {
    let page = fs::read_to_string(fixture("faulty.md")).unwrap();
    let cut = |line: &str| match line.rsplit_once("| 0 |") {
        Some((start, _)) if line.contains("上年结转") => format!("{start}|"),
        _ => line.to_owned(),
    };
    let page: Vec<String> = page.lines().map(cut).collect();
    let folder = scratch("unfit");
    let path = folder.join("report.md");
    fs::write(&path, page.join("\n")).unwrap();
    let output = gouji(&[
        "check",
        "--select",
        "requests-balance",
        path.to_str().unwrap(),
    ]);
    let complaints = text(&output.stderr);
    assert!(complaints.contains("requests-balance"), "{complaints}");
    assert_eq!(code(&output), 2);
}

#[test]
fn a_page_cut_at_its_edge_is_no_pass_and_its_text_is_not_compared_with_what_is_left() {
    let page = fs::read_to_string(fixture("faulty.md"))
        .unwrap()
        .replace("依法答复。", "全年答复政府信息公开申请22件。");
    let cut = |line: &str| {
        let cells: Vec<&str> = line.split('|').collect();
        if cells.len() == 10 {
            cells[..3].join("|") + "|"
        } else {
            line.to_owned()
        }
    };
    let page: Vec<String> = page.lines().map(cut).collect();
    let folder = scratch("cut");
    let path = folder.join("report.md");
    fs::write(&path, page.join("\n")).unwrap();
    let output = gouji(&[
        "check",
        "--select",
        "applicants-total,text-results,text-answered,missing-column",
        path.to_str().unwrap(),
    ]);
    let (shown, complaints) = (text(&output.stdout), text(&output.stderr));
    assert!(shown.contains("missing-column"), "{shown}");
    assert!(!shown.contains("warning[text-"), "{shown}");
    assert!(complaints.contains("applicants-total"), "{complaints}");
    assert_eq!(code(&output), 2);
}

#[test]
fn a_check_of_rules_speaks_of_nothing_else() {
    let folder = scratch("pack-check-alone");
    let page = fs::read_to_string(fixture("../docs/rule-language.md")).unwrap();
    let rule = page
        .split("```toml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    fs::write(folder.join("rule.toml"), rule.unwrap()).unwrap();
    let path = folder.to_str().unwrap();
    let shown = text(&gouji(&["--lang", "en", "pack", "check", path]).stdout);
    let lines: Vec<&str> = shown.lines().filter(|line| !line.is_empty()).collect();
    let about =
        "few-left-over: for cn-disclosure/2021; examples: 1 that should pass, 1 that should fail";
    assert_eq!(lines, [about, "errors: 0, warnings: 0, notes: 0"]);
    // The same folder in force as well brings nothing twice.
    let again = gouji(&["--lang", "en", "--rules", path, "pack", "check", path]);
    assert_eq!((code(&again), text(&again.stdout)), (0, shown));
    let empty = scratch("pack-check-empty");
    let output = gouji(&["--lang", "en", "pack", "check", empty.to_str().unwrap()]);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("no rule or pack"));
}

#[test]
fn a_rule_in_one_language_speaks_it_in_both() {
    let folder = scratch("one-language");
    let texts = ["citation", "title", "message", "why", "help"];
    let texts = texts.map(|key| format!("{key} = {{ zh = \"只有中文\" }}\n"));
    let rule = format!(
        "name = \"own\"\nseverity = \"warning\"\nauthority = \"practice\"\n{}applies_to = [\"cn-disclosure/2021\"]\n\
         [relation]\nassert = \"requests[new, total] == 1\"\n\
         [[example]]\npasses = true\ncells = {{ \"requests/new/total\" = 1 }}\n[[example]]\npasses = false\n",
        texts.concat()
    );
    fs::write(folder.join("rule.toml"), rule).unwrap();
    let path = folder.to_str().unwrap();
    let output = gouji(&["--lang", "en", "pack", "check", path, "--fail-on", "info"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stdout));
    let report = fixture("faulty.md");
    let check = [
        "--lang", "en", "--rules", path, "check", "--format", "concise", "--select", "own",
    ];
    let output = gouji(&[&check[..], &[report.as_str()]].concat());
    assert!(
        text(&output.stdout).contains("只有中文"),
        "{}",
        text(&output.stdout)
    );
}

#[test]
fn a_pack_is_shown_and_written_as_one_of_its_own() {
    let shown = text(&gouji(&["pack", "show", "cn-disclosure/2021"]).stdout);
    let part = |name: &str| shown.contains(&format!("# ==== cn-disclosure/{name} ====\n"));
    assert!(part("2021/pack.toml") && part("2021/form.toml") && part("both/vocabulary.toml"));
    assert!(!shown.contains("[relation]"));
    let all = gouji(&["pack", "show", "cn-disclosure/2021", "--with-rules"]);
    assert!(text(&all.stdout).contains("name = \"requests-balance\""));
    let folder = scratch("pack-shown").join("own");
    let path = folder.to_str().unwrap();
    let written = gouji(&["pack", "show", "cn-disclosure/2021", "--into", path]);
    assert_eq!(code(&written), 0, "{}", text(&written.stderr));
    let again = gouji(&["pack", "show", "cn-disclosure/2021", "--into", path]);
    assert_eq!(code(&again), 2, "what is there is not written over");
    // The pack that was written stands for the built-in one and says the same.
    let report = fixture("faulty.md");
    let check = ["check", "--format", "json", report.as_str()];
    let (own, usual) = (
        gouji(&[&check[..], &["--rules", path]].concat()),
        gouji(&check),
    );
    assert_eq!(text(&own.stdout), text(&usual.stdout));
    let unknown = gouji(&["--lang", "zh", "pack", "show", "cn-disclosure/2020"]);
    assert_eq!(code(&unknown), 2);
    assert!(text(&unknown.stderr).contains("是不是想写 `cn-disclosure/20"));
    let schema = text(&gouji(&["pack", "schema", "cn-disclosure/2021"]).stdout);
    let kept = fs::read_to_string(fixture("../rules/cn-disclosure/2021/schema.json")).unwrap();
    assert_eq!(schema, kept);
}
