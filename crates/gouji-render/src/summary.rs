//! The lines at the end of all reports.

use gouji_model::Language;

use crate::{Counts, Withheld};

/// The lines at the end of all reports: what was found, and what was held back.
#[must_use]
pub fn summary(files: usize, counts: Counts, language: Language) -> String {
    let found = match language {
        _ if is_clean(files, counts) => clean(files, counts, language),
        Language::Chinese => format!(
            "共检查 {files} 份报告：错误 {}，警告 {}，提示 {}，未能核对 {}\n",
            counts.errors, counts.warnings, counts.infos, counts.blocked
        ),
        Language::English => format!(
            "{} checked: {}, {}, {}, {} blocked\n",
            several(files, "report"),
            several(counts.errors, "error"),
            several(counts.warnings, "warning"),
            several(counts.infos, "note"),
            counts.blocked
        ),
    };
    let unread = match (counts.unread, language) {
        (0, _) => String::new(),
        (unread, Language::Chinese) => format!("未能读取 {unread} 个文件\n"),
        (1, Language::English) => "1 file could not be read\n".to_owned(),
        (unread, Language::English) => format!("{unread} files could not be read\n"),
    };
    let without_rules = match (counts.without_rules, language) {
        (0, _) => String::new(),
        (without_rules, Language::Chinese) => {
            format!("其中 {without_rules} 份报告没有可用的规则，等于没有检查\n")
        }
        (without_rules, Language::English) => {
            format!(
                "no rule could be asked of {without_rules} of them: nothing was checked there\n"
            )
        }
    };
    found + &without_rules + &unread + &not_shown(counts, language)
}

/// Whether reports were checked, nothing was found, and nothing was held back or left out.
fn is_clean(files: usize, counts: Counts) -> bool {
    let nothing = Counts {
        relations: counts.relations,
        passed: counts.passed,
        held: Withheld {
            repaired: counts.held.repaired,
            ..Withheld::default()
        },
        ..Counts::default()
    };
    files > 0 && counts == nothing
}

/// Nothing was found: with how much was looked at, so that it is no empty word.
fn clean(files: usize, counts: Counts, language: Language) -> String {
    let relations = counts.relations;
    match language {
        Language::Chinese => {
            format!("共检查 {files} 份报告：没有发现问题（核对了 {relations} 条关系）\n")
        }
        Language::English => format!(
            "{} checked: no problem found ({} checked)\n",
            several(files, "report"),
            several(relations, "relation")
        ),
    }
}

/// A number of things, in English.
fn several(count: usize, one: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {one}{plural}")
}

/// What was held back, where anything was: a clean result must not hide it.
#[must_use]
pub fn not_shown(counts: Counts, language: Language) -> String {
    let held = counts.held;
    let phrases = [
        (held.ignored, "停用的规则", "of ignored rules"),
        (
            held.ignored_blocked,
            "停用规则未能核对的",
            "blocked, of ignored rules",
        ),
        (held.suppressed, "已认可", "suppressed"),
        (held.baselined, "基线中已有", "known from the baseline"),
    ];
    let word = |(count, zh, en): &(usize, &str, &str)| match language {
        Language::Chinese => format!("{zh} {count}"),
        Language::English => format!("{count} {en}"),
    };
    let phrases: Vec<String> = phrases
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(word)
        .collect();
    let mut text = match (phrases.is_empty(), language) {
        (true, _) => String::new(),
        (false, Language::Chinese) => format!("未列出：{}\n", phrases.join("，")),
        (false, Language::English) => format!("not shown: {}\n", phrases.join(", ")),
    };
    if held.repaired > 0 {
        text.push_str(&match language {
            Language::Chinese => format!("基线中的问题已解决 {} 个\n", held.repaired),
            Language::English => format!("{} finding(s) of the baseline mended\n", held.repaired),
        });
    }
    text
}
