//! What a rule file names that only a form, or a pack, knows: forms, cells, texts and tables.

use gouji_model::Form;
use toml::Spanned;

use super::RuleFile;

impl RuleFile {
    /// The forms it names, wherever it does.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &Spanned<String>> {
        let applies_to = self.applies_to.iter().flat_map(Spanned::get_ref);
        let variants = self.variant.iter().map(|variant| &variant.form);
        let examples = self.examples().iter();
        let examples = examples.filter_map(|example| example.form.as_ref());
        applies_to.chain(variants).chain(examples)
    }

    /// Whether it says that it is for a form, or does not say which it is for.
    pub(crate) fn is_for(&self, form: &Form) -> bool {
        let forms = self.applies_to.as_ref().map(Spanned::get_ref);
        forms.is_none_or(|forms| {
            forms.is_empty() || forms.iter().any(|id| *id.get_ref() == form.id.0)
        })
    }

    /// The patterns of cells it names.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &Spanned<String>> {
        let grades = self.cell.iter().flat_map(|cell| &cell.grades);
        let graded = grades.flat_map(|grade| &grade.cells);
        let unchanged = self.unchanged.iter().flat_map(|entry| &entry.cells);
        let summed = self.roll_up.iter().flat_map(|entry| &entry.cells);
        graded.chain(unchanged).chain(summed)
    }

    /// The texts it looks at, each with whether that may be the title or what stands before the sections. What
    /// `[text]` names is looked up where that is compiled.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&Spanned<String>, bool)> {
        let copied = self.copied.iter().flat_map(|entry| &entry.sections);
        let copied = copied.map(|section| (section, false));
        let narrative = self.narrative.iter();
        let narrative = narrative.flat_map(|entry| entry.get_ref().texts());
        copied.chain(narrative.map(|text| (text, true)))
    }

    /// The tables to which its relation gives names.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Spanned<String>> {
        let relation = self.relation.iter();
        relation.flat_map(|entry| entry.tables.values().flatten())
    }
}
