//! `pack.toml`: what a pack is, when it applies, and what it takes in.

use std::collections::BTreeMap;

use gouji_model::Bilingual;
use toml::Spanned;

use crate::outline::keys;

keys! {
    /// `pack.toml` as written.
    pub(crate) struct PackFile {
        "表格的标识，例如 `cn-disclosure/2021`" "the form's id, such as `cn-disclosure/2021`"
        pub id: Spanned<String>,
        "表格的名称" "the form's name"
        pub title: Bilingual,
        "规定这一表格的文件；规则文字里写作 `{form.notice}`"
        "the document that prescribes the form; `{form.notice}` in the texts of rules"
        pub notice: Option<Bilingual>,
        "从哪一年的报告起使用" "the first year it is for"
        pub since: Option<i32>,
        "到哪一年的报告为止" "the last year it is for"
        pub until: Option<Spanned<i32>>,
        "`rules` 之外另行纳入的规则文件夹，相对于本文件夹" "folders of rules taken in besides `rules`, from this folder"
        pub includes: Vec<Spanned<String>> = default,
        "文字类规则共用的词表文件；不写则是本文件夹里的 vocabulary.toml"
        "the file with the words that narrative rules share; vocabulary.toml in this folder without it"
        pub vocabulary: Option<Spanned<String>>,
        "报告用的语言，BCP 47 标签；内置中文（zh）和英文（en），其他语言要有 words.toml"
        "the language that reports are in, a tag by BCP 47; Chinese (zh) and English (en) are built in, others need a words.toml"
        pub language: Option<Spanned<String>>,
        "这种语言的词表文件；不写则是本文件夹里的 words.toml"
        "the file with the words of that language; words.toml in this folder without it"
        pub words: Option<Spanned<String>>,
        "规则的依据在这个包里怎么称呼，例如 notice" "what this pack calls what its rules rest on, such as notice"
        pub authorities: BTreeMap<Spanned<String>, Bilingual> = default,
        "不要的结构规则：每个规则包都有查报告结构的规则（`rules/structure`），自己有同名规则的除外"
        "rules that it does without, of those that every pack has about how reports are built (`rules/structure`) unless it has one of the name"
        pub without: Vec<Spanned<String>> = default,
        "不再使用的规则名和代替它的规则" "rules that are no more, with those that stand for them"
        pub retired: BTreeMap<String, Spanned<String>> = default,
    }
}
