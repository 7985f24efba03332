//! No knowledge of Chinese stands in Rust: what reports say is data of packs and languages.
//!
//! Chinese characters may stand in comments, in tests, in messages, which are in two languages, and in the
//! modules below. A text is one of a message where it is the Chinese of a `zh` field or the next text is
//! its English.

use super::source::{text_of, tokens_and_texts};
use super::sources;

/// Modules that may hold Chinese texts, with the reason.
const MAY_KNOW_CHINESE: &[(&str, &str)] = &[
    ("gouji-model/src/numerals.rs", "numerals"),
    ("gouji-narrative/src/numerals.rs", "numerals"),
    (
        "gouji-narrative/src/calendar.rs",
        "numerals of days and months",
    ),
    ("gouji-office/src/counting.rs", "numbering of lists"),
    (
        "gouji-office/src/odf/lists.rs",
        "names of ways to number lists",
    ),
    ("gouji-office/src/dates.rs", "how workbooks number days"),
    (
        "gouji-cli/src/help.rs",
        "messages, whose English is clap's own",
    ),
    ("gouji-cli/src/help/chinese.rs", "the same"),
    ("gouji-cli/src/help/faults.rs", "the same"),
];

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
        let Some(text) = text_of(token).filter(|text| text.contains(is_han) && !is_both(text))
        else {
            continue;
        };
        let named = tokens[..at].iter().rev();
        let mut named =
            named.skip_while(|token| ["format", "!", "(", "&", "Some"].contains(&token.as_str()));
        let is_field = matches!(named.next().map(String::as_str), Some(":" | "="))
            && named
                .next()
                .is_some_and(|name| name == "zh" || name.ends_with("_zh"));
        if !is_field && !is_followed_by_english(&tokens[at + 1..]) && !speaks(&tokens, at) {
            found.push(text.to_owned());
        }
    }
    found
}

/// Whether the next text is the English of this one, or the one after the Chinese of another.
fn is_followed_by_english(tokens: &[String]) -> bool {
    let near = tokens.iter().take(NEAR);
    let near = near.take_while(|token| *token != ";");
    let texts = near.filter_map(|token| text_of(token));
    let stderr_has = |text: &&str| text.is_empty() || text.contains(char::is_alphabetic);
    let mut texts = texts.filter(stderr_has).take(2);
    texts.any(|text| text.is_empty() || is_english(text))
}

/// Whether a text is English, an example in Chinese in it or not.
fn is_english(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    letters > 0 && letters > 4 * text.chars().filter(|c| is_han(*c)).count()
}

/// Whether a text says the same in both languages, apart from what is filled in.
fn is_both(text: &str) -> bool {
    let words = text.split(['{', '}']).step_by(2);
    let mut words = words.flat_map(|part| part.split(|c: char| !c.is_ascii_alphabetic()));
    words.any(|word| word.len() >= 4)
}

/// What a function or list names that says something in the reader's language.
const SPEAKING: [&str; 7] = [
    "Language",
    "Languages",
    "Bilingual",
    "Mistake",
    "CHINESE",
    "zh",
    "en",
];

/// Whether the function or list around a token does so.
fn speaks(tokens: &[String], at: usize) -> bool {
    let begins = |token: &String| ["fn", "const", "static"].contains(&token.as_str());
    let from = tokens[..at].iter().rposition(begins).unwrap_or_default();
    let to = tokens[at..].iter().position(begins);
    let item = &tokens[from..to.map_or(tokens.len(), |to| at + to)];
    if item.get(1).is_some_and(|name| name.ends_with("_zh")) {
        return true;
    }
    item.iter().any(|token| SPEAKING.contains(&token.as_str()))
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
            "/differential.rs",
        ];
        let mut may = MAY_KNOW_CHINESE.iter();
        let excepted = may.any(|(name, _)| shown.ends_with(name));
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
