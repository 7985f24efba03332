//! `pack.toml`: what a pack is, when it applies, and what it takes in.

use std::collections::BTreeMap;

use gouji_model::Bilingual;
use serde::Deserialize;
use toml::Spanned;

/// `pack.toml` as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackFile {
    pub id: String,
    pub title: Bilingual,
    pub notice: Option<Bilingual>,
    pub since: Option<i32>,
    pub until: Option<i32>,
    #[serde(default)]
    pub includes: Vec<String>,
    pub vocabulary: Option<String>,
    pub language: Option<Spanned<String>>,
    pub words: Option<Spanned<String>>,
    #[serde(default)]
    pub authorities: BTreeMap<String, Bilingual>,
    #[serde(default)]
    pub without: Vec<String>,
    #[serde(default)]
    pub retired: BTreeMap<String, String>,
}
