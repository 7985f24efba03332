//! What files mention, shown as text with the names set in brackets.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use super::{Mention, Role, Subject, mentions};

/// `table requests`, `row of requests results.granted`, `family …` and where it stands.
fn shown(text: &str) -> Vec<String> {
    let described = |mention: &Mention| {
        assert_eq!(&text[mention.range.clone()], mention.name);
        let subject = match &mention.subject {
            Subject::Rule => "rule".to_owned(),
            Subject::Table => "table".to_owned(),
            Subject::Row(table) => format!("row of {table}"),
            Subject::Column(table) => format!("column of {table}"),
            Subject::Either(table) => format!("either of {table}"),
        };
        let role = match mention.role {
            Role::Definition => "here is ",
            Role::Use => "",
            Role::Family => "all below ",
        };
        format!("{role}{subject} {}", mention.name)
    };
    mentions(text).iter().map(described).collect()
}

#[test]
fn a_rule_mentions_its_name_and_cells() {
    let text = r#"
name = "mine"
severity = "error"
[relation]
each = "column of requests"
when = "prior.review[upheld, total] > 0"
assert = "requests[new] == sum(requests[results.* - results.total])"
[[example]]
cells = { "requests/new/total" = "1" }
prior = { "review" = "2" }
[[narrative.claim]]
name = "no rule"
reads = [{ sum = "sum(requests[results.granted, legal.*])" }]
"#;
    let expected = [
        "here is rule mine",
        "table requests",
        "table review",
        "row of review upheld",
        "column of review total",
        "table requests",
        "row of requests new",
        "table requests",
        "all below row of requests results",
        "row of requests results.total",
        "table requests",
        "row of requests new",
        "column of requests total",
        "table review",
        "table requests",
        "row of requests results.granted",
        "all below column of requests legal",
    ];
    assert_eq!(shown(text), expected);
}

#[test]
fn a_form_gives_the_names() {
    let text = r#"
[[table]]
id = "requests"
[[table.block]]
columns = [{ id = "total", label = "总计" }]
rows = [
    { id = "new", label = "一、本年新收" },
]
"#;
    let expected = [
        "here is table requests",
        "here is column of requests total",
        "here is row of requests new",
    ];
    assert_eq!(shown(text), expected);
}

#[test]
fn a_schema_mentions_the_way_to_a_cell() {
    let text = r##"{ "properties": { "form": { "const": "x" }, "tables": { "required": ["requests"],
        "properties": { "requests": { "required": ["new"], "properties": { "new": {
        "properties": { "total": { "$ref": "#/$defs/count" } }, "required": ["total"] } } } } } },
        "required": ["form", "tables"] }"##;
    let expected = [
        "table requests",
        "table requests",
        "row of requests new",
        "row of requests new",
        "column of requests total",
        "column of requests total",
    ];
    assert_eq!(shown(text), expected);
}

#[test]
fn the_shipped_files_mention_what_they_have() {
    let packs = crate::Packs::survey(&[]);
    for file in &packs.files {
        let found = mentions(&file.text);
        let rule = file.path.contains("/rules/");
        assert!(!rule || found[0].subject == Subject::Rule, "{}", file.path);
        assert!(
            !file.path.ends_with("/form.toml") || found.len() > 25,
            "{}: {}",
            file.path,
            found.len()
        );
        assert!(
            !file.path.ends_with("schema.json") || found.len() > 200,
            "{}: {}",
            file.path,
            found.len()
        );
    }
}

#[test]
fn broken_files_mention_nothing_or_what_is_whole() {
    for text in [
        "",
        "{",
        "[",
        "name = ",
        "{\"properties\": \"",
        "\"\\",
        "{\"a\\",
    ] {
        assert_eq!(shown(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn one_name_may_be_of_either_axis() {
    let either = Subject::Either("t".to_owned());
    assert!(either.may_be(&Subject::Row("t".to_owned())));
    assert!(Subject::Column("t".to_owned()).may_be(&either));
    assert!(!either.may_be(&Subject::Row("u".to_owned())));
    assert!(!Subject::Row("t".to_owned()).may_be(&Subject::Column("t".to_owned())));
}

#[test]
fn several_tables_and_open_rows_are_named() {
    let text = "[relation]\neach = \"row of t[a + b] + u\"\nassert = \"here[c] == u[d]\"\n[[example]]\npasses = true\ncells = { \"t/row[x/y]/c\" = 1 }\n";
    let found = mentions(text);
    let named: Vec<(Subject, &str)> = found
        .iter()
        .map(|one| (one.subject.clone(), &text[one.range.clone()]))
        .collect();
    let row = |table: &str| Subject::Row(table.to_owned());
    let column = |table: &str| Subject::Column(table.to_owned());
    for expected in [
        (Subject::Table, "t"),
        (row("t"), "a"),
        (row("t"), "b"),
        (Subject::Table, "u"),
        (column("t"), "c"),
        (column("u"), "d"),
        (row("t"), "row"),
    ] {
        assert!(named.contains(&expected), "{expected:?} in {named:?}");
    }
    assert!(!named.contains(&(Subject::Table, "here")), "{named:?}");
}
