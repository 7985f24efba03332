//! What a rule says otherwise in one of the forms it is for: another basis, grade or wording.

use gouji_model::{Bilingual, Form};
use toml::Spanned;

use super::grades::{AuthorityName, SeverityName};

use crate::outline::keys;

keys! {
    /// The texts and the grade of a rule in one form; what is not stated is as in the others.
    pub(super) struct VariantEntry {
        "表格的标识" "the form, by its id"
        pub form: Spanned<String>,
        "严重程度：表格或法规明文规定的用 `error`，要人判断的用 `warning`"
        "what the form or the law says is an `error`; what needs judgement is a `warning`"
        pub severity: Option<SeverityName>,
        "依据的种类" "what kind of source the rule rests on"
        pub authority: Option<AuthorityName>,
        "依据的出处" "where the source says so"
        pub citation: Option<Bilingual>,
        "规则列表里的一行说明" "one line for lists of rules"
        pub title: Option<Bilingual>,
        "发现问题时的话，可用 {row} 等占位符" "what a finding says, with placeholders such as {row}"
        pub message: Option<Bilingual>,
        "为什么应当如此" "why it must be so"
        pub why: Option<Bilingual>,
        "怎么改" "what to do about a finding"
        pub help: Option<Bilingual>,
    }
}

impl VariantEntry {
    /// Whether it is what the rule says in a form.
    pub(super) fn is_for(&self, form: &Form) -> bool {
        *self.form.get_ref() == form.id.0
    }
}
