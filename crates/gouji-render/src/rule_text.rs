//! What is reported of a rule beside its findings: its title, what to do, why, and on which authority.

use gouji_model::{Authority, Finding, Language};
use gouji_rule::Rule;

use crate::diagnostic::Style;
use crate::{Checked, wording};

/// Most identities named under one diagnostic.
const MOST_NAMED: usize = 4;

/// What was reported already, so that it is reported once.
#[derive(Default)]
pub(crate) struct AlreadyShown {
    rules: Vec<String>,
}

impl AlreadyShown {
    /// What to do about a rule's findings, why, and on which authority; nothing the second time.
    pub(crate) fn basis(&mut self, checked: &Checked<'_>, rule: &Rule) -> Option<String> {
        if self.rules.contains(&rule.name) {
            return None;
        }
        self.rules.push(rule.name.clone());
        Some(basis(checked, rule))
    }
}

/// A rule by its title, with its name.
pub(crate) fn titled(checked: &Checked<'_>, rule: &Rule) -> String {
    let name = wording::bracketed(&rule.name, checked.language);
    format!("{}{name}", rule.title.get(checked.language))
}

/// The message for many instances of one rule.
pub(crate) fn together(checked: &Checked<'_>, rule: &Rule, findings: &[&Finding]) -> String {
    let title = rule.title.get(checked.language);
    let count = findings.len();
    // The title of a relation says what must hold, that of any other rule what is wrong.
    let must_hold = findings.iter().any(|finding| finding.equation.is_some());
    match (checked.language, must_hold) {
        (Language::Chinese, true) => format!("{title}：{count} 处不成立"),
        (Language::Chinese, false) => format!("{title}：{count} 处"),
        (Language::English, true) => format!("{title}: does not hold in {count} places"),
        (Language::English, false) => format!("{title}: {count} places"),
    }
}

/// A last line with the identities of findings, for suppressions, where they are asked for; where
/// they are many, where to find them.
pub(crate) fn identities(
    checked: &Checked<'_>,
    findings: &[&Finding],
    style: Style,
) -> Option<String> {
    style.verbose.then_some(())?;
    let mut short: Vec<String> = findings.iter().map(|f| f.identity.short()).collect();
    short.dedup();
    let count = short.len();
    Some(match (checked.language, count <= MOST_NAMED) {
        (Language::Chinese, true) => format!("标识：{}", short.join("、")),
        (Language::Chinese, false) => format!("标识：{count} 个，见 --format concise"),
        (Language::English, true) => format!("identity: {}", short.join(", ")),
        (Language::English, false) => format!("identities: {count}, see --format concise"),
    })
}

/// What to do about a rule's findings, why, and on which authority.
fn basis(checked: &Checked<'_>, rule: &Rule) -> String {
    let language = checked.language;
    let authority = authority_of(rule, language);
    let citation = rule.citation.get(language);
    let (what, basis) = match language {
        Language::Chinese => ("怎么办：", format!("依据（{authority}）：{citation}")),
        Language::English => ("to do: ", format!("basis ({authority}): {citation}")),
    };
    format!(
        "{what}{}\n{}\n{basis}",
        rule.help.get(language),
        rule.why.get(language),
    )
}

/// What a rule rests on, in its pack's words.
#[must_use]
pub fn authority_of(rule: &Rule, language: Language) -> &str {
    let own = rule.authority_words.as_ref();
    own.map_or_else(
        || authority(rule.authority, language),
        |own| own.get(language),
    )
}

/// What a rule rests on, in words.
#[must_use]
pub fn authority(authority: Authority, language: Language) -> &'static str {
    let (zh, en) = match authority {
        Authority::Form => ("格式表样", "official form"),
        Authority::Regulation => ("法律法规", "law or regulation"),
        Authority::Notice => ("主管机关文件", "document of the office in charge"),
        Authority::Label => ("栏目含义", "meaning of the labels"),
        Authority::Practice => ("工作惯例", "working practice"),
        Authority::Reading => ("读取", "reading of the file"),
        Authority::Tool => ("工具", "the tool itself"),
        Authority::Arithmetic => ("算术", "arithmetic"),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}
