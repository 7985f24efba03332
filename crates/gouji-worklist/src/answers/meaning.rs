//! What the words of an answer mean.

use gouji_language::answers::{ACCEPTED, NOT_YET, REPAIRED};

/// What an answer says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meaning {
    /// It is repaired.
    Repaired,
    /// The figures are right as they are.
    Accepted,
    /// Neither: it is in work, or only words.
    #[default]
    Unclear,
}

impl Meaning {
    /// Reads an answer. Only how it begins decides: what comes after is the reason; words that say
    /// that something is still to come make it neither.
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim().to_lowercase();
        let head: String = text
            .chars()
            .take_while(|c| !"，。；,.;：:\n".contains(*c))
            .collect();
        if NOT_YET.iter().any(|word| head.contains(word)) {
            return Self::Unclear;
        }
        let begins = |words: &[&str]| {
            let mut words = words.iter();
            words.any(|word| begins(&text, word))
        };
        if begins(REPAIRED) {
            Self::Repaired
        } else if begins(ACCEPTED) {
            Self::Accepted
        } else {
            Self::Unclear
        }
    }
}

/// Whether a text begins with a word, as a word of its own where words are written apart.
fn begins(text: &str, word: &str) -> bool {
    let Some(rest) = text.strip_prefix(word) else {
        return false;
    };
    let is_latin = word.is_ascii();
    !is_latin || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::Meaning;

    #[test]
    fn what_an_answer_begins_with_decides() {
        for (text, meaning) in [
            ("已改正", Meaning::Repaired),
            (" 已更正，2025年3月2日重新公开", Meaning::Repaired),
            ("Fixed on Monday", Meaning::Repaired),
            ("属实：系统口径不同", Meaning::Accepted),
            ("accepted: two offices share one desk", Meaning::Accepted),
            ("correct", Meaning::Accepted),
            ("corrected", Meaning::Repaired),
            ("未改正", Meaning::Unclear),
            ("正在整改", Meaning::Unclear),
            ("不属实", Meaning::Unclear),
            ("改正工作尚未完成", Meaning::Unclear),
            ("属实，将于下月改正", Meaning::Accepted),
            ("not fixed", Meaning::Unclear),
            ("请见附件", Meaning::Unclear),
            ("", Meaning::Unclear),
        ] {
            assert_eq!(Meaning::of(text), meaning, "{text}");
        }
    }
}
