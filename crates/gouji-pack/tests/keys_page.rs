//! Every key of every file of a pack stands in the docs, in both languages, with what it takes and
//! what it is for: the tables between the marks are written from what is read and explained.
//!
//! Run with `GOUJI_BLESS=1` to write them anew after a key has changed.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use gouji_model::Language;
use gouji_pack::{FileKind, Outline, Takes};

/// The pages with the files they explain.
const PAGES: [(&str, &[(&str, FileKind)]); 2] = [
    (
        "forms",
        &[
            ("pack.toml", FileKind::Pack),
            ("form.toml", FileKind::Form),
            ("words.toml", FileKind::Words),
            ("vocabulary.toml", FileKind::Vocabulary),
            ("source.toml", FileKind::Source),
        ],
    ),
    ("rule-language", &[("rule files", FileKind::Rule)]),
];

const LANGUAGES: [(&str, Language); 2] = [("", Language::English), (".zh-CN", Language::Chinese)];

#[test]
fn every_key_is_documented_in_both_languages() {
    for (page, files) in PAGES {
        for (suffix, language) in LANGUAGES {
            let path = docs().join(format!("{page}{suffix}.md"));
            let mut text = fs::read_to_string(&path).unwrap();
            let kept = text.clone();
            for (name, kind) in files {
                text = with_table(&text, name, &table(*kind, language));
            }
            if std::env::var_os("GOUJI_BLESS").is_some() {
                fs::write(&path, &text).unwrap();
                continue;
            }
            let to_do = "run GOUJI_BLESS=1 cargo test -p gouji-pack --test keys_page";
            assert!(text == kept, "{}: {to_do}", path.display());
        }
    }
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

/// A page with a table in place of what stands between its marks.
fn with_table(page: &str, name: &str, table: &str) -> String {
    let (begin, end) = (
        format!("<!-- keys of {name} -->\n"),
        "<!-- end of keys -->".to_owned(),
    );
    let (before, rest) = page.split_once(&begin).expect(name);
    let (_, after) = rest.split_once(&end).expect(name);
    format!("{before}{begin}\n{table}\n{end}{after}")
}

fn table(kind: FileKind, language: Language) -> String {
    let head = match language {
        Language::Chinese => "| 键 | 取值 | 意思 |\n|---|---|---|\n",
        Language::English => "| key | takes | for |\n|---|---|---|\n",
    };
    let mut table = String::from(head);
    let mut way = Vec::new();
    rows(kind, kind.outline(), "", language, &mut way, &mut table);
    table
}

fn rows(
    kind: FileKind,
    outline: &Outline,
    above: &str,
    language: Language,
    way: &mut Vec<&'static str>,
    table: &mut String,
) {
    for key in outline.keys() {
        way.push(key.key);
        let name = format!(
            "{above}{}{}",
            key.key,
            if is_tables(key) { "[]" } else { "" }
        );
        let meaning = kind.meaning(way).expect("every key has a meaning");
        let mut meaning = meaning.get(language).replace('|', "\\|");
        if let Takes::Choice(words) = key.takes {
            meaning.push_str(&choices(kind, way, words, language));
        }
        let takes = takes(key, language);
        table.push_str(&format!("| `{name}` | {takes} | {meaning} |\n"));
        if !key.is_bilingual() {
            rows(kind, key, &format!("{name}."), language, way, table);
        }
        way.pop();
    }
}

fn is_tables(key: &Outline) -> bool {
    key.many && matches!(key.takes, Takes::Table(_))
}

fn choices(kind: FileKind, way: &[&str], words: &[&str], language: Language) -> String {
    let meaning = |word: &&str| {
        kind.meaning_of_choice(way, word)
            .expect("every word has a meaning")
    };
    let each = words.iter().map(|word| match language {
        Language::Chinese => format!("`{word}` {}", meaning(word).zh),
        Language::English => format!("`{word}` {}", meaning(word).en),
    });
    let each: Vec<String> = each.collect();
    match language {
        Language::Chinese => format!("：{}", each.join("；")),
        Language::English => format!(": {}", each.join("; ")),
    }
}

/// What a key takes, in words; whether it is needed.
fn takes(key: &Outline, language: Language) -> String {
    let (one, many) = match &key.takes {
        _ if key.is_bilingual() => (
            ("一种或几种语言的文字", "text in one language or several"),
            ("文字的列表", "list of texts"),
        ),
        Takes::Text if key.of_lists => (
            ("文字", "text"),
            ("文字列表的列表", "list of lists of texts"),
        ),
        Takes::Text => (("文字", "text"), ("文字的列表", "list of texts")),
        Takes::Choice(_) => (
            ("这些词之一", "one of these words"),
            ("词的列表", "list of words"),
        ),
        Takes::Truth => (
            ("`true` 或 `false`", "`true` or `false`"),
            ("真假的列表", "list of truths"),
        ),
        Takes::Whole => (
            ("整数", "whole number"),
            ("整数的列表", "list of whole numbers"),
        ),
        Takes::TextOrWhole => (
            ("文字或整数", "text or whole number"),
            ("文字或整数的列表", "list of texts or whole numbers"),
        ),
        Takes::Map(each) => match each.takes {
            Takes::TextOrWhole => (
                (
                    "键由您定的表，值为文字或整数",
                    "table of texts or whole numbers, keys are yours",
                ),
                ("表的列表", "list of tables"),
            ),
            _ => (
                ("键由您定的表，值为文字", "table of texts, keys are yours"),
                ("表的列表", "list of tables"),
            ),
        },
        Takes::Table(_) => (("表", "table"), ("几张表", "tables")),
    };
    let (zh, en) = if key.many { many } else { one };
    match (language, key.required) {
        (Language::Chinese, false) => zh.to_owned(),
        (Language::Chinese, true) => format!("{zh}，必需"),
        (Language::English, false) => en.to_owned(),
        (Language::English, true) => format!("{en}, needed"),
    }
}
