//! The relation of a rule file, compiled for a form, with mistakes shown in the string they stand in.

use std::collections::BTreeMap;

use gouji_model::{Bilingual, Form};
use gouji_rule::{BlankWording, Check, Relation};
use serde::Deserialize;
use toml::Spanned;

use crate::PackError;
use crate::context::Unfit;
use crate::files::File;
use crate::formula::{FormulaError, Source, compile};
use crate::quoted;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationEntry {
    each: Option<Spanned<String>>,
    when: Option<Spanned<String>>,
    assert: Spanned<String>,
    #[serde(default)]
    tables: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    blanks: BlanksName,
    #[serde(default)]
    not_applicable: NotApplicableName,
    #[serde(default)]
    blank: BlankEntry,
}

/// What a finding says where blank cells are what is wrong.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlankEntry {
    total: Option<Bilingual>,
    parts: Option<Bilingual>,
    some: Option<Bilingual>,
}

/// What a blank cell means to a relation.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum BlanksName {
    #[default]
    Zero,
    Skip,
}

/// What a cell whose question does not arise means to a relation.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum NotApplicableName {
    #[default]
    Skip,
    Zero,
}

/// Compiles the relation of a rule for a form.
pub(super) fn compiled(file: &File, entry: &RelationEntry, form: &Form) -> Result<Check, Unfit> {
    let text =
        |written: &'_ Option<Spanned<String>>| written.as_ref().map(Spanned::get_ref).cloned();
    let (each, when) = (text(&entry.each), text(&entry.when));
    let source = Source {
        each: each.as_deref(),
        when: when.as_deref(),
        assert: entry.assert.get_ref(),
        tables: Some(&entry.tables),
    };
    let formula = compile(form, source).map_err(|error| {
        let place = formula_place(entry, &error);
        let decoded = error.span.start..error.span.end.max(error.span.start + 1);
        let span = quoted::place(&file.text, place.span(), decoded);
        let shown = PackError::at(&file.path, &file.text, span, error.mistake);
        Unfit::of(shown, error.absent)
    })?;
    Ok(Check::Relation(Relation {
        text: entry.assert.get_ref().clone(),
        formula,
        skips_blanks: entry.blanks == BlanksName::Skip,
        not_applicable_is_zero: entry.not_applicable == NotApplicableName::Zero,
        blank: BlankWording {
            total: entry.blank.total.clone(),
            parts: entry.blank.parts.clone(),
            some: entry.blank.some.clone(),
        },
    }))
}

/// Which of the entry's strings an error is in.
fn formula_place<'e>(entry: &'e RelationEntry, error: &FormulaError) -> &'e Spanned<String> {
    let each = entry.each.as_ref().filter(|_| error.in_each);
    let when = entry.when.as_ref().filter(|_| error.in_when);
    each.or(when).unwrap_or(&entry.assert)
}
