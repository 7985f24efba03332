//! The pages of `docs/` say the same in both languages: headings, examples, tables.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// The pages that a user needs.
const PAGES: [&str; 9] = [
    "audit-results",
    "audit",
    "config",
    "editors",
    "formats",
    "forms",
    "install",
    "rule-language",
    "rules",
];

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

/// What of a page does not depend on its language.
#[derive(Debug, Default)]
struct Skeleton {
    /// Levels of headings, with the code in them.
    headings: Vec<(usize, Vec<String>)>,
    /// Blocks of code: what they are in, and their lines.
    examples: Vec<Vec<String>>,
    /// Rows of tables, each with what stands for a cell.
    rows: Vec<Vec<Vec<String>>>,
    /// Where its links lead.
    links: Vec<String>,
}

impl Skeleton {
    fn of(page: &str) -> Self {
        let text = fs::read_to_string(docs().join(page)).unwrap_or_default();
        let mut skeleton = Self::default();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if let Some(language) = line.strip_prefix("```") {
                let block = lines.by_ref().take_while(|line| *line != "```");
                let stderr = block.filter_map(|line| code(language, line));
                let stderr: Vec<String> = stderr.collect();
                skeleton
                    .examples
                    .push([vec![language.to_owned()], stderr].concat());
                continue;
            }
            skeleton.links.extend(links(line));
            let level = line.bytes().take_while(|byte| *byte == b'#').count();
            if level > 0 {
                skeleton.headings.push((level, quoted(line)));
            } else if line.starts_with('|') {
                skeleton.rows.push(cells(line));
            }
        }
        skeleton
    }
}

/// A line of code without its comment; of a session only what is typed. What a report is called may
/// differ.
fn code(language: &str, line: &str) -> Option<String> {
    match language {
        "console" => line.starts_with("$ ").then(|| line.to_owned()),
        "toml" | "sh" | "yaml" => {
            let comment = line.find(" # ").or(line.starts_with("# ").then_some(0));
            let code = line[..comment.unwrap_or(line.len())].trim_end();
            Some(code.replace("年报.docx", "report.docx"))
        }
        _ => Some(line.to_owned()),
    }
}

/// For each cell of a row the code in it in any order, or the whole where it has no letters.
fn cells(row: &str) -> Vec<Vec<String>> {
    let row = row.replace("\\|", "¦");
    let cells = row.trim_matches('|').split('|');
    let of_cell = |cell: &str| {
        let plain = cell.trim();
        if !plain.chars().any(char::is_alphabetic) {
            return vec![plain.replace('、', ", ").replace('，', ",")];
        }
        let mut quoted = quoted(plain);
        quoted.sort();
        quoted
    };
    cells.map(of_cell).collect()
}

/// What stands in backticks.
fn quoted(text: &str) -> Vec<String> {
    let parts = text.split('`').skip(1).step_by(2);
    parts.map(str::to_owned).collect()
}

/// Where links lead, pages in the other language counted as one.
fn links(line: &str) -> Vec<String> {
    let ends = line.split("](").skip(1);
    let links = ends.filter_map(|rest| rest.split_once(')'));
    let page = |link: &str| {
        link.split('#')
            .next()
            .unwrap_or(link)
            .replace(".zh-CN.md", ".md")
    };
    links.map(|(link, _)| page(link)).collect()
}

#[test]
fn pages_are_equal_in_both_languages() {
    for page in PAGES {
        let english = Skeleton::of(&format!("{page}.md"));
        let chinese = Skeleton::of(&format!("{page}.zh-CN.md"));
        assert!(!english.headings.is_empty(), "{page}");
        let levels = |skeleton: &Skeleton| skeleton.headings.clone();
        assert_eq!(levels(&english), levels(&chinese), "headings of {page}");
        assert_eq!(english.examples, chinese.examples, "examples of {page}");
        assert_eq!(english.rows.len(), chinese.rows.len(), "tables of {page}");
        for (row, other) in english.rows.iter().zip(&chinese.rows) {
            assert_eq!(row, other, "a table of {page}");
        }
        let mut links = [english.links, chinese.links];
        links.iter_mut().for_each(|links| links.sort());
        assert_eq!(links[0], links[1], "links of {page}");
    }
}

#[test]
fn every_page_that_is_linked_is_there() {
    for page in PAGES {
        for suffix in ["", ".zh-CN"] {
            let text = fs::read_to_string(docs().join(format!("{page}{suffix}.md"))).unwrap();
            let ends = text.split("](").skip(1);
            for (link, _) in ends.filter_map(|rest| rest.split_once(')')) {
                let path = link.split('#').next().unwrap_or(link);
                let outside = link.starts_with("http") || path.is_empty();
                assert!(
                    outside || docs().join(path).exists(),
                    "{page}{suffix}: {link}"
                );
            }
        }
    }
}
