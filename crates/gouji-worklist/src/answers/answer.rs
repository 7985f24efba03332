//! An answer, and what became of it.

use gouji_model::Language;

use super::meaning::Meaning;

/// A row that was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Where it stands: the sheet and its row, as programs count them.
    pub place: String,
    /// The unit.
    pub unit: String,
    /// The year.
    pub year: String,
    /// The file in which the findings were.
    pub path: String,
    /// The labels of where it is.
    pub labels: String,
    /// The problem in words.
    pub problem: String,
    /// The rules, as the list words them: each name on a line of its own.
    pub rule: String,
    /// The lasting names of the findings.
    pub identities: Vec<String>,
    /// What was written.
    pub text: String,
    /// What that means.
    pub meaning: Meaning,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The findings are accepted and not shown.
    Accepted,
    /// Was to be accepted, but the report has another organ and another path than the list.
    Apart,
    /// What was accepted is not there any more, or has other figures.
    Stale,
    /// Reported to be repaired, and it is.
    Confirmed,
    /// Reported to be repaired, and it is there as before.
    Refuted,
    /// Reported to be repaired, and the same rule fails with other figures.
    Otherwise,
    /// Reported to be repaired, and it could not be checked.
    Unchecked,
    /// The words say neither.
    Unclear,
    /// The identity is not that of the row's finding: one of them was changed.
    Mismatched,
    /// Two rows say different things of the same findings.
    Conflict,
    /// The row names no finding.
    Nameless,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Accepted,
        Self::Apart,
        Self::Stale,
        Self::Confirmed,
        Self::Refuted,
        Self::Otherwise,
        Self::Unchecked,
        Self::Unclear,
        Self::Mismatched,
        Self::Conflict,
        Self::Nameless,
    ];

    /// In a word.
    #[must_use]
    pub const fn word(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Accepted, Language::Chinese) => "已认可",
            (Self::Apart, Language::Chinese) => "未能认可",
            (Self::Stale, Language::Chinese) => "认可失效",
            (Self::Confirmed, Language::Chinese) => "已核实",
            (Self::Refuted, Language::Chinese) => "未改正",
            (Self::Otherwise, Language::Chinese) => "改后仍不符",
            (Self::Unchecked, Language::Chinese) => "未能核实",
            (Self::Unclear, Language::Chinese) => "答复不明",
            (Self::Mismatched, Language::Chinese) => "标识不符",
            (Self::Conflict, Language::Chinese) => "答复不一",
            (Self::Nameless, Language::Chinese) => "无从对应",
            (Self::Accepted, Language::English) => "accepted",
            (Self::Apart, Language::English) => "not accepted",
            (Self::Stale, Language::English) => "no longer accepted",
            (Self::Confirmed, Language::English) => "confirmed",
            (Self::Refuted, Language::English) => "not fixed",
            (Self::Otherwise, Language::English) => "still wrong",
            (Self::Unchecked, Language::English) => "not checked",
            (Self::Unclear, Language::English) => "unclear",
            (Self::Mismatched, Language::English) => "mismatched",
            (Self::Conflict, Language::English) => "conflicting",
            (Self::Nameless, Language::English) => "of no finding",
        }
    }

    /// In a sentence.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Accepted, Language::Chinese) => "按答复认可，数字不变时不再列出",
            (Self::Apart, Language::Chinese) => {
                "报告自称的单位和文件名都与清单不同，认可未采用：请在单位表中补上别名"
            }
            (Self::Stale, Language::Chinese) => {
                "答复所认可的问题已不存在，或数字已改变：请重新答复"
            }
            (Self::Confirmed, Language::Chinese) => "答复已改正，本次检查没有再发现",
            (Self::Refuted, Language::Chinese) => "答复已改正，但本次检查发现与原来一样",
            (Self::Otherwise, Language::Chinese) => "答复已改正，数字已改变，但同一规则仍不成立",
            (Self::Unchecked, Language::Chinese) => {
                "答复已改正，但报告不在本次检查之列，或有关关系未能核对"
            }
            (Self::Unclear, Language::Chinese) => {
                "看不出是已改正还是属实：请写“已改正”，或“属实”并写明理由"
            }
            (Self::Conflict, Language::Chinese) => "同一问题有两种不同的答复，均未采用",
            (Self::Accepted, Language::English) => {
                "accepted as answered; not listed while the figures stay"
            }
            (Self::Apart, Language::English) => {
                "the report names another organ and lies elsewhere than in the list: add the alias to the units file"
            }
            (Self::Stale, Language::English) => {
                "what was accepted is gone or has other figures: answer again"
            }
            (Self::Confirmed, Language::English) => "said to be fixed, and not found again",
            (Self::Refuted, Language::English) => "said to be fixed, but the same is found again",
            (Self::Otherwise, Language::English) => {
                "said to be fixed; the figures changed, but the same rule still fails"
            }
            (Self::Unchecked, Language::English) => {
                "said to be fixed, but the report is not in this audit or the relation could not be checked"
            }
            (Self::Unclear, Language::English) => {
                "says neither fixed nor accepted: write “fixed”, or “accepted” and the reason"
            }
            (Self::Mismatched, Language::Chinese) => {
                "标识与这一行的单位、年度或问题对不上，其中有的被改动过，答复未采用：请照原清单把这一行填回来"
            }
            (Self::Mismatched, Language::English) => {
                "the identity is not that of this row's unit, year or problem: one of them was changed, and the answer was not taken; put the row back as the list had it"
            }
            (Self::Nameless, Language::Chinese) => {
                "这一行没有标识，对应不到问题：标识被删掉的，请照原清单补上；未能核对、未能读取的，要文件读得出、核对得了才算解决"
            }
            (Self::Nameless, Language::English) => {
                "the row has no identity and names no finding: where it was deleted, put it back; what could not be read or checked is settled once it can be"
            }
            (Self::Conflict, Language::English) => {
                "two different answers to the same finding; none was taken"
            }
        }
    }
}

/// An answer and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The answer.
    pub answer: Answer,
    /// What became of it.
    pub outcome: Outcome,
}
