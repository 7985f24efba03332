//! `gouji check` with configurations, suppressions and baselines, end to end.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A project of this test's own: a repository with `report.md` in `2023/`.
struct Project {
    folder: PathBuf,
}

impl Project {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("config")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join(".git")).unwrap();
        let project = Self { folder };
        project.write("2023/report.md", &faulty());
        project
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap()
    }

    fn gouji(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_gouji"))
            .args(arguments)
            .current_dir(&self.folder)
            .env("LANG", "en_US.UTF-8")
            .env_remove("LC_ALL")
            .env("NO_COLOR", "1")
            // 2026-06-01
            .env("SOURCE_DATE_EPOCH", "1780272000")
            .output()
            .unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.gouji(&[&["check", "--format", "json"], arguments].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(&output)))
    }
}

fn faulty() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/faulty.md")).unwrap()
}

fn stderr(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    text(&output.stdout) + &text(&output.stderr)
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// `rule@at severity` of all findings of all reports.
fn shown(json: &Value) -> Vec<String> {
    let files = json["files"].as_array().unwrap().iter();
    let findings = files.flat_map(|file| file["findings"].as_array().unwrap());
    findings
        .map(|finding| {
            let word = |key: &str| finding[key].as_str().unwrap_or("-").to_owned();
            format!("{}@{} {}", word("rule"), word("at"), word("severity"))
        })
        .collect()
}

fn notices(json: &Value) -> Vec<String> {
    let notices = json["config"].as_array().unwrap().iter();
    notices
        .map(|notice| {
            let line = &notice["location"]["line"];
            format!(
                "{}:{line} {}",
                notice["path"].as_str().unwrap(),
                notice["rule"].as_str().unwrap()
            )
        })
        .collect()
}

#[test]
fn the_nearest_configuration_counts_with_what_it_extends() {
    let project = Project::new("nearest");
    project.write("2024/report.md", &faulty());
    project.write("base.toml", "ignore = [\"requests-balance\"]\n");
    project.write(
        "gouji.toml",
        "extends = \"base.toml\"\n[severity]\n\"authority:label\" = \"info\"\n",
    );
    project.write(
        "2024/gouji.toml",
        "extends = \"../gouji.toml\"\nextend-select = [\"requests-balance\"]\n",
    );
    let json = project.json(&["2023"]);
    assert_eq!(
        shown(&json),
        [
            "results-total@natural_person info",
            "results-total@total info"
        ]
    );
    assert_eq!(json["summary"]["held"]["ignored"], 2);
    let json = project.json(&["2024"]);
    assert_eq!(
        shown(&json),
        [
            "requests-balance@natural_person error",
            "requests-balance@total error",
            "results-total@natural_person info",
            "results-total@total info",
        ]
    );
    // Both in one run, each by its own.
    assert_eq!(shown(&project.json(&["."])).len(), 6);
    assert_eq!(shown(&project.json(&[".", "--no-config"])).len(), 8);
    assert_eq!(
        shown(&project.json(&[".", "--config", "base.toml"])).len(),
        4
    );
}

#[test]
fn a_configuration_above_the_repository_does_not_count() {
    let project = Project::new("above/inner");
    project.write("../gouji.toml", "ignore = \"all\"\n");
    assert_eq!(shown(&project.json(&["."])).len(), 4);
}

#[test]
fn settings_for_some_paths_and_the_command_line_win() {
    let project = Project::new("paths");
    project.write("draft.md", &faulty());
    project.write(
        "gouji.toml",
        "fail-on = \"error\"\n[[per-path]]\npath = \"2023/*\"\nselect = \"results-total\"\n\
         [[per-path]]\npath = \"draft.md\"\nignore = \"all\"\n",
    );
    assert_eq!(
        shown(&project.json(&["."])),
        [
            "results-total@natural_person error",
            "results-total@total error"
        ]
    );
    // With nothing else under these settings, leaving it out would be taken for a pass.
    assert_eq!(code(&project.gouji(&["check", "draft.md"])), 2);
    assert_eq!(
        code(&project.gouji(&["check", ".", "--ignore", "results-total"])),
        2
    );
    let asked = project.json(&[".", "--select", "requests-*"]);
    assert_eq!(shown(&asked).len(), 4, "{asked}");
    let asked = project.json(&["2023", "--ignore", "group:relation"]);
    assert_eq!(shown(&asked).len(), 0);
}

#[test]
fn fail_on_comes_from_the_configuration_of_each_file() {
    let project = Project::new("fail-on");
    project.write(
        "gouji.toml",
        "fail-on = \"warning\"\nseverity = { all = \"warning\" }\n",
    );
    assert_eq!(code(&project.gouji(&["check", "."])), 1);
    assert_eq!(
        code(&project.gouji(&["check", ".", "--fail-on", "error"])),
        0
    );
    project.write("2023/gouji.toml", "severity = { all = \"warning\" }\n");
    assert_eq!(code(&project.gouji(&["check", "."])), 0);
}

#[test]
fn a_mistake_in_any_configuration_ends_the_run() {
    let project = Project::new("mistake");
    project.write("2023/gouji.toml", "ignore = [\"result-total\"]\n");
    let output = project.gouji(&["check", "."]);
    assert_eq!(code(&output), 2);
    assert!(output.stdout.is_empty());
    let stderr = stderr(&output);
    assert!(stderr.contains("2023/gouji.toml:1:11"), "{stderr}");
    assert!(stderr.contains("did you mean `results-total`?"), "{stderr}");
    assert_eq!(
        code(&project.gouji(&["check", ".", "--select", "no-such"])),
        2
    );
    assert_eq!(
        code(&project.gouji(&["check", ".", "--config", "no-such.toml"])),
        2
    );
}

const SUPPRESSED: &str = "\
[[suppress]]
rule = \"results-total\"
at = \"total\"
cell = \"requests/results.total/total\"
value = 22
organization = \"青石县某某局\"
year = 2023
reason = \"the printed report has it so\"
";

#[test]
fn a_suppression_holds_until_its_value_changes() {
    let project = Project::new("suppress");
    project.write("gouji.toml", SUPPRESSED);
    let json = project.json(&["."]);
    assert_eq!(shown(&json).len(), 3);
    assert_eq!(json["summary"]["held"]["suppressed"], 1);
    assert_eq!(notices(&json), Vec::<String>::new());

    let changed = faulty().replace(
        "| 21 | 1 | 0 | 0 | 0 | 0 | 22 |",
        "| 21 | 1 | 0 | 0 | 0 | 0 | 24 |",
    );
    project.write("2023/report.md", &changed);
    let json = project.json(&["2023/report.md"]);
    assert!(shown(&json).contains(&"results-total@total error".to_owned()));
    assert_eq!(notices(&json), ["gouji.toml:2 reopened-suppression"]);
    assert_eq!(json["summary"]["warnings"], 1);
    assert!(
        json["config"][0]["message"]
            .as_str()
            .unwrap()
            .contains("now holds “24”, not “22”")
    );
}

#[test]
fn a_suppression_bound_to_the_identity_holds_for_it_alone() {
    let project = Project::new("identity");
    project.gouji(&["check", ".", "--write-baseline", ".known.json"]);
    let known: Value = serde_json::from_str(&project.read(".known.json")).unwrap();
    let finding = &known["reports"][0]["findings"][0];
    let (rule, identity) = (&finding["rule"], &finding["identity"]);
    project.write(
        "gouji.toml",
        &format!("[[suppress]]\nrule = {rule}\nidentity = {identity}\nreason = \"seen\"\n"),
    );
    let json = project.json(&["."]);
    assert_eq!(shown(&json).len(), 3);
    assert_eq!(json["summary"]["held"]["suppressed"], 1);
}

#[test]
fn a_suppression_names_the_cell_of_an_open_row() {
    let project = Project::new("open-row");
    let heads = [
        "Number of Requests Pending as of Start of Fiscal Year",
        "Number of Requests Received in Fiscal Year",
        "Number of Requests Processed in Fiscal Year",
        "Number of Requests Pending as of End of Fiscal Year",
    ];
    let report = format!(
        "# FOIA Annual Report\n\nAgency: Bureau\n\nFiscal Year 2023\n\n| Component | {} |\n|---|---|---|---|---|\n\
         | North | 10 | 120 | 110 | 21 |\n| AGENCY OVERALL | 10 | 120 | 110 | 20 |\n",
        heads.join(" | ")
    );
    project.write("foia.md", &report);
    let broken = |json: &Value| json["summary"]["errors"].as_u64().unwrap();
    let before = project.json(&["foia.md"]);
    project.write(
        "gouji.toml",
        "[[suppress]]\nrule = \"pending-balance\"\nat = \"requests/North\"\n\
         cell = \"requests/component[North]/pending_end\"\nvalue = 21\nreason = \"corrected in March\"\n",
    );
    let after = project.json(&["foia.md"]);
    assert_eq!(after["summary"]["held"]["suppressed"], 1, "{after}");
    assert_eq!(broken(&after) + 1, broken(&before));
}

#[test]
fn unused_and_expired_suppressions_are_reported() {
    let project = Project::new("unused");
    let unused = SUPPRESSED.replace("at = \"total\"", "at = \"legal.other\"");
    let expired = format!("{SUPPRESSED}expires = 2026-05-31\n");
    let in_time = format!("{SUPPRESSED}expires = 2026-06-01\n");
    project.write("gouji.toml", &format!("{unused}{expired}"));
    let json = project.json(&["."]);
    assert_eq!(
        shown(&json).len(),
        4,
        "an expired suppression hides nothing"
    );
    assert_eq!(
        notices(&json),
        [
            "gouji.toml:2 unused-suppression",
            "gouji.toml:10 expired-suppression"
        ]
    );
    assert_eq!(
        code(&project.gouji(&["check", ".", "--fail-on", "warning"])),
        1
    );
    project.write("gouji.toml", &in_time);
    assert_eq!(notices(&project.json(&["."])), Vec::<String>::new());
    // They can be graded and ignored like any rule.
    project.write(
        "gouji.toml",
        &format!("ignore = \"unused-suppression\"\n{unused}"),
    );
    assert_eq!(notices(&project.json(&["."])), Vec::<String>::new());
}

#[test]
fn a_rule_that_was_retired_is_no_mistake_in_a_configuration() {
    let project = Project::new("retired");
    let of_old = SUPPRESSED.replace("results-total", "none-in-force");
    project.write(
        "gouji.toml",
        &format!("ignore = \"none-in-force\"\n{of_old}"),
    );
    let json = project.json(&["."]);
    assert_eq!(notices(&json), ["gouji.toml:3 unused-suppression"]);
    let stderr = json["config"][0]["message"].as_str().unwrap();
    assert!(stderr.contains("issued-within-in-force"), "{stderr}");
    let output = project.gouji(&["explain", "none-in-force"]);
    assert_eq!(code(&output), 0);
    let stderr = String::from_utf8(output.stdout).unwrap();
    assert!(stderr.contains("issued-within-in-force"), "{stderr}");
}

#[test]
fn a_run_over_one_file_says_nothing_of_suppressions_for_others() {
    let project = Project::new("partial");
    project.write(
        "2023/other.md",
        &faulty().replace("青石县某某局", "白水县某某局"),
    );
    let of_other = SUPPRESSED
        .replace("青石县", "白水县")
        .replace("value = 22", "value = 99");
    let of_any = "[[suppress]]\nrule = \"blank-cell\"\nreason = \"x\"\ncell = \"requests/new/total\"\nvalue = \"\"\n";
    project.write("gouji.toml", &format!("{of_other}{of_any}"));
    assert_eq!(
        notices(&project.json(&["2023/report.md"])),
        Vec::<String>::new()
    );
    assert_eq!(
        notices(&project.json(&["."])),
        [
            "gouji.toml:2 reopened-suppression",
            "gouji.toml:10 unused-suppression"
        ]
    );
}

#[test]
fn a_baseline_keeps_old_findings_back_and_shows_new_ones() {
    let project = Project::new("baseline");
    let written = project.gouji(&["check", ".", "--write-baseline", "known.json"]);
    assert_eq!(code(&written), 0, "{}", stderr(&written));
    project.write("gouji.toml", "baseline = \"known.json\"\n");
    let json = project.json(&["."]);
    assert_eq!(shown(&json), Vec::<String>::new());
    assert_eq!(json["summary"]["held"]["baselined"], 4);
    assert_eq!(code(&project.gouji(&["check", "."])), 0);

    // The same report as canonical JSON under another name: nothing is new.
    let extracted = project.gouji(&["extract", "2023/report.md"]);
    project.write(
        "moved/report.json",
        &String::from_utf8(extracted.stdout).unwrap(),
    );
    assert_eq!(shown(&project.json(&["moved"])), Vec::<String>::new());

    // A mended column and a new fault of the same rule in another.
    let changed = faulty().replace(
        "| 21 | 1 | 0 | 0 | 0 | 0 | 22 |",
        "| 12 | 3 | 0 | 0 | 0 | 0 | 22 |",
    );
    project.write("2023/report.md", &changed);
    let json = project.json(&["2023"]);
    let shown = shown(&json);
    assert!(
        shown.contains(&"results-total@legal.commercial error".to_owned()),
        "{shown:?}"
    );
    assert!(
        !shown.contains(&"results-total@total error".to_owned()),
        "{shown:?}"
    );
    assert_eq!(json["summary"]["held"]["mended"], 2);
    assert_eq!(code(&project.gouji(&["check", "2023"])), 1);
}

#[test]
fn writing_a_baseline_keeps_what_was_not_checked() {
    let project = Project::new("update");
    project.write(
        "2023/other.md",
        &faulty().replace("青石县某某局", "白水县某某局"),
    );
    project.gouji(&["check", ".", "--write-baseline", ".known.json"]);
    let all = project.read(".known.json");
    project.gouji(&["check", "2023/other.md", "--write-baseline", ".known.json"]);
    assert_eq!(project.read(".known.json"), all);
    project.gouji(&[
        "check",
        ".",
        "--select",
        "results-total",
        "--write-baseline",
        ".known.json",
    ]);
    assert_eq!(project.read(".known.json"), all);
    fs::write(project.folder.join(".known.json"), "{").unwrap();
    let output = project.gouji(&["check", ".", "--write-baseline", ".known.json"]);
    assert_eq!(
        code(&output),
        2,
        "a file that is no baseline is not overwritten"
    );
    assert_eq!(project.read(".known.json"), "{");
}

#[test]
fn blocked_relations_of_ignored_rules_are_counted() {
    let project = Project::new("blocked");
    project.write("2023/report.md", &faulty().replace("| 12 |", "| 若干 |"));
    let all = project.json(&["."]);
    let blocked = all["summary"]["blocked"].as_u64().unwrap();
    assert!(blocked > 0);
    let ignored = project.json(&[".", "--ignore", "group:relation"]);
    assert_eq!(ignored["summary"]["blocked"], 0);
    assert_eq!(ignored["summary"]["held"]["ignored_blocked"], blocked);
}

#[test]
fn statistics_count_each_rule() {
    let project = Project::new("statistics");
    let output = project.gouji(&["check", ".", "--statistics"]);
    assert_eq!(
        stderr(&output),
        "\
findings  reports  severity  rule              about
       2        1  error     requests-balance  New plus carried over equals handled plus carried forward
       2        1  error     results-total     The total of results is the sum of all results
1 report checked: 4 errors, 0 warnings, 0 notes, 0 blocked
"
    );
    assert_eq!(code(&output), 1);
    let json = project.json(&[".", "--statistics"]);
    assert_eq!(json["statistics"][0]["rule"], "requests-balance");
    assert_eq!(json["statistics"][0]["findings"], 2);
    assert_eq!(json["summary"]["errors"], 4);
}

#[test]
fn settings_are_shown_with_where_they_come_from() {
    let project = Project::new("show");
    project.write(
        "gouji.toml",
        "fail-on = \"warning\"\nignore = [\"group:text\"]\n[severity]\n\"*-balance\" = \"info\"\n",
    );
    let output = project.gouji(&[
        "check",
        "--show-settings",
        "2023/report.md",
        "--ignore",
        "results-total",
    ]);
    let stderr = stderr(&output);
    let line = |name: &str| {
        let found = stderr.lines().find(|line| line.starts_with(name));
        found
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(line("fail-on"), "fail-on = \"warning\" # gouji.toml:1");
    assert_eq!(
        line("requests-balance"),
        "requests-balance = \"info\" # gouji.toml:4"
    );
    assert_eq!(
        line("results-total"),
        "results-total = \"off\" # command line"
    );
    assert_eq!(line("applicants-total"), "applicants-total = \"error\"");
    let rules = project.gouji(&["rules"]);
    let rules = String::from_utf8(rules.stdout).unwrap();
    let balance = rules
        .lines()
        .find(|line| line.contains("requests-balance"))
        .unwrap();
    assert!(balance.contains(" info "), "{balance}");
}

#[test]
fn rules_beside_the_configuration_are_in_force() {
    let project = Project::new("rules");
    project.write(
        "more/few-left-over.toml",
        r#"
name = "few-left-over"
severity = "warning"
authority = "practice"
citation = { zh = "要求", en = "a notice" }
title = { zh = "新收不超过 5", en = "At most five are new" }
message = { zh = "“{column}”：{equation}", en = "“{column}”: {equation}" }
why = { zh = "……", en = "…" }
help = { zh = "……", en = "…" }

[relation]
each = "column of requests"
assert = "requests[new] <= 5"
"#,
    );
    project.write(
        "gouji.toml",
        "rules = \"more\"\nselect = \"few-left-over\"\n",
    );
    let json = project.json(&["2023"]);
    assert_eq!(
        shown(&json),
        [
            "few-left-over@natural_person warning",
            "few-left-over@total warning"
        ]
    );
}

#[test]
fn threads_do_not_change_what_is_reported() {
    let project = Project::new("threads");
    for index in 0..24 {
        let organ = format!("青石县第{index}局");
        project.write(
            &format!("2023/{index:02}.md"),
            &faulty().replace("青石县某某局", &organ),
        );
    }
    project.write(
        "gouji.toml",
        &SUPPRESSED.replace("value = 22", "value = 99"),
    );
    let one = project.gouji(&["check", ".", "--threads", "1"]);
    let many = project.gouji(&["check", ".", "--threads", "7"]);
    assert_eq!(stderr(&one), stderr(&many));
}
