//! What the words of an answer mean.

use std::cmp::Reverse;

use gouji_language::answers::{ACCEPTED, BESIDE, HARMLESS, NOT_YET, OPEN, REASON, REPAIRED};

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
    /// Reads an answer. A claim of repair is held against the next run, so that how it begins is enough. An
    /// acceptance takes findings away, so that all of it is read: up to the reason it says that the figures are
    /// right and nothing else, and nowhere does it speak of a mistake or of what is still to come.
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim().to_lowercase();
        let head: String = text.chars().take_while(|c| !PARTING.contains(*c)).collect();
        if NOT_YET.iter().any(|word| head.contains(word)) {
            return Self::Unclear;
        }
        if REPAIRED.iter().any(|word| begins(&text, word)) {
            Self::Repaired
        } else if accepts(&text) && !is_open(&text) {
            Self::Accepted
        } else {
            Self::Unclear
        }
    }
}

/// What parts the head of an answer from the reason.
const PARTING: &str = "，。；、,.;：:（(—\n";

/// Whether an answer says that the figures are right, and nothing else up to a reason.
fn accepts(text: &str) -> bool {
    let clauses = text.split(|c| PARTING.contains(c));
    let said = clauses.map(said).find(|said| *said != Some(false));
    said.flatten() == Some(true)
}

/// Whether a clause says that the figures are right, before a reason or in all; nothing where it says more.
fn said(clause: &str) -> Option<bool> {
    let (mut rest, mut says) = (clause.trim(), false);
    while !rest.is_empty() && (!says || first_of(rest, REASON).is_none()) {
        let accepted = first_of(rest, ACCEPTED);
        says |= accepted.is_some();
        rest = accepted.or_else(|| first_of(rest, BESIDE))?;
    }
    Some(says)
}

/// What stands behind the longest of some words that a text begins with.
fn first_of<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let words = words.iter().filter(|word| begins(text, word));
    let longest = words.max_by_key(|word| word.len())?;
    let behind = text.get(longest.len()..)?;
    Some(behind.trim_start_matches([' ', '-', '!', '！', '\u{3000}']))
}

/// Whether a text speaks of a mistake, of mending it or of a time to come.
fn is_open(text: &str) -> bool {
    let mut text = text.to_owned();
    // What is part of a longer one says less than it.
    let mut harmless = HARMLESS.to_vec();
    harmless.sort_by_key(|word| Reverse(word.len()));
    for word in harmless {
        text = text.replace(word, " ");
    }
    OPEN.iter().any(|word| {
        let mut met = text.match_indices(word);
        met.any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            !word.is_ascii() || !before.ends_with(|c: char| c.is_ascii_alphanumeric())
        })
    })
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
            ("属实，将于下月改正", Meaning::Unclear),
            ("not fixed", Meaning::Unclear),
            ("请见附件", Meaning::Unclear),
            ("", Meaning::Unclear),
        ] {
            assert_eq!(Meaning::of(text), meaning, "{text}");
        }
    }

    #[test]
    fn what_speaks_of_a_mistake_or_of_mending_it_accepts_nothing() {
        for text in [
            "属实，已整改",
            "属实，正在整改",
            "属实；尚未整改",
            "属实。将于下月改正",
            "问题属实",
            "情况属实",
            "认可问题，尚未整改",
            "认可该问题",
            "认可，下次注意",
            "属实，系工作人员笔误",
            "属实？",
            "基本属实",
            "部分数据属实",
            "无误差",
            "认可意见并整改",
            "confirmed wrong, will change",
            "correct it later",
            "accepted?",
            "accepted, will be corrected",
            "confirmed: the total is wrong",
            "correct the total",
            "correct\nto be mended next year",
            "核对无误，去年少报7件",
            "属实，但2023年报告写少了7件",
            "属实，请上级核减",
            "属实，2023年多填了7件",
            "属实；上年未统计信访局的7件",
            "无误，去年的重复计算了",
            "认可，实为7件",
            "属实，因去年忘了填",
            "confirmed: last year under-reported 7",
            "accepted, please reduce last year's figure",
            "correct, last year omitted 7",
        ] {
            assert_eq!(Meaning::of(text), Meaning::Unclear, "{text}");
        }
        for text in [
            "属实",
            "属实，理由：两个窗口合并统计",
            "属实（口径不同）",
            "属实 因口径不同",
            "经核实无误",
            "数据无误",
            "数据均属实",
            "属实，申请件由两个窗口合并统计",
            "属实，无少报",
            "属实，含重复申请和出入境窗口的",
            "属实，请见附件",
            "属实（2023年移交7件）",
            "无误，补贴发放类申请另行统计",
            "经核对，数据无误",
            "无误，无需修改",
            "认可！",
            "Accepted",
            "accepted because two offices share one desk",
            "The figures are correct.",
            "correct as it stands",
            "confirmed: both desks asked",
        ] {
            assert_eq!(Meaning::of(text), Meaning::Accepted, "{text}");
        }
    }
}
