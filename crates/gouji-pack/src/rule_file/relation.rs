//! The relation of a rule file, compiled for a form, with mistakes shown in the string they stand in.

use std::collections::BTreeMap;

use gouji_model::{Bilingual, Form};
use gouji_rule::{BlankWording, Check, Relation};
use toml::Spanned;

use crate::PackError;
use crate::context::Unfit;
use crate::files::File;
use crate::formula::{FormulaError, Source, compile};
use crate::outline::{choices, keys};
use crate::quoted;

keys! {
    pub(super) struct RelationEntry {
        "对每一列（`column of TABLE`）或每一行（`row of TABLE`）各算一次；几张表用 `+` 连接，`TABLE[a + b]` 只取这些行或列，`TABLE[*]` 只取开放行"
        "once for each column (`column of TABLE`) or row (`row of TABLE`); several tables are joined by `+`, `TABLE[a + b]` takes only those rows or columns, `TABLE[*]` the open rows"
        each: Option<Spanned<String>>,
        "满足这个条件才检查" "only checked where this condition holds"
        when: Option<Spanned<String>>,
        "应当成立的等式、不等式或条件" "the comparison or condition that must hold"
        assert: Spanned<String>,
        "给表起的名称，各写与 `each` 中的表依次对应的表"
        "names for tables, each with the tables that go with those of `each`, in the same order"
        pub(super) tables: BTreeMap<String, Vec<Spanned<String>>> = default,
        "空白单元格按零计（zero），还是不作判断（skip）"
        "whether a blank cell counts as zero, or keeps the relation from being judged"
        blanks: BlanksName = default,
        "不适用的单元格（如 `N/A`）使关系不适用（skip，求和时略过），还是按零计（zero）"
        "whether a cell that does not apply (`N/A`) makes the relation not apply (a sum leaves it out), or counts as zero"
        not_applicable: NotApplicableName = default,
        "问题出在空白单元格时的话，可用 {should}、{total}"
        "what a finding says where blank cells are what is wrong, with {should} and {total}"
        blank: BlankEntry = default,
    }
}

keys! {
    /// What a finding says where blank cells are what is wrong.
    #[derive(Default)]
    struct BlankEntry {
        "等式一边只有一格，而这一格空白" "where the only cell of a side is blank"
        total: Option<Bilingual>,
        "合计填了，各项全部空白" "where the total is there and all its parts are blank"
        parts: Option<Bilingual>,
        "有的单元格空白" "where some cell is blank"
        some: Option<Bilingual>,
    }
}

choices! {
    /// What a blank cell means to a relation.
    #[derive(Clone, Copy, Default, PartialEq, Eq)]
    enum BlanksName {
        "空白按零计" "a blank counts as zero"
        #[default] Zero = "zero",
        "有空白就不作判断" "a blank keeps it from being judged"
        Skip = "skip",
    }
}

choices! {
    /// What a cell whose question does not arise means to a relation.
    #[derive(Clone, Copy, Default, PartialEq, Eq)]
    enum NotApplicableName {
        "有不适用的单元格，关系就不适用；求和时略过"
        "where a cell does not apply, neither does the relation; a sum leaves it out"
        #[default] Skip = "skip",
        "不适用的按零计" "what does not apply counts as zero"
        Zero = "zero",
    }
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
