//! No knowledge of Chinese stands in Rust: what reports say is data of packs and languages.
//!
//! Chinese characters may stand in comments, in tests, in messages, which are in two languages, and in the
//! modules below. A text is one of a message where it is the Chinese of a `zh` field or the next text is
//! its English.

use super::source::{text_of, tokens_and_texts};
use super::sources;

/// Modules that read or print numerals and numbering, with what they do.
const MAY_KNOW_CHINESE: &[(&str, &str)] = &[];

/// How many tokens after a Chinese text its English begins at the latest.
const NEAR: usize = 60;

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The Chinese texts of a file that are of no message.
fn knowledge(text: &str) -> Vec<String> {
    let tokens = tokens_and_texts(text);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(text) = text_of(token).filter(|text| text.contains(is_han)) else {
            continue;
        };
        let named = tokens[..at].iter().rev();
        let mut named =
            named.skip_while(|token| ["format", "!", "(", "&", "Some"].contains(&token.as_str()));
        let is_field = matches!(named.next().map(String::as_str), Some(":" | "="))
            && named
                .next()
                .is_some_and(|name| name == "zh" || name.ends_with("_zh"));
        if !is_field && !is_followed_by_english(&tokens[at + 1..]) {
            found.push(text.to_owned());
        }
    }
    found
}

/// Whether the next text is English, or two parts of a text that is put together are followed by it.
fn is_followed_by_english(tokens: &[String]) -> bool {
    let near = tokens.iter().take(NEAR);
    let mut near = near.take_while(|token| *token != ";");
    let next = near.find_map(|token| text_of(token));
    next.is_some_and(|text| {
        !text.contains(is_han)
            && (text.contains(|c: char| c.is_ascii_alphabetic()) || text.is_empty())
    })
}

#[test]
fn no_knowledge_of_chinese_stands_in_code() {
    let mut wrong = String::new();
    for (path, text) in sources() {
        let shown = path.to_string_lossy().replace('\\', "/");
        let is_of_tests = [
            "/tests/",
            "/tests.rs",
            "/benches/",
            "/examples/",
            "gouji-testkit/",
        ];
        let excepted = MAY_KNOW_CHINESE
            .iter()
            .any(|(name, _)| shown.ends_with(name));
        if excepted || is_of_tests.iter().any(|part| shown.contains(part)) {
            continue;
        }
        let found = knowledge(&text);
        if !found.is_empty() {
            let name = shown.split("/crates/").last().unwrap_or(&shown);
            wrong.push_str(&format!("{name} {}: {}\n", found.len(), found.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
