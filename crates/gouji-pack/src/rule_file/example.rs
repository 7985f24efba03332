//! The examples of a rule file: what a report holds, and whether the rule is satisfied.

use std::collections::BTreeMap;

use gouji_model::Form;
use serde::Deserialize;
use toml::Spanned;

use super::RuleFile;
use crate::PackError;
use crate::files::File;
use crate::mistake;
use crate::rule::{Example, Seen};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExampleEntry {
    passes: bool,
    form: Option<String>,
    #[serde(default)]
    blank: bool,
    #[serde(default)]
    cells: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    prior: BTreeMap<String, String>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
    #[serde(default)]
    observed: bool,
    seen: Option<SeenEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeenEntry {
    #[serde(default)]
    expected: String,
    #[serde(default)]
    found: String,
}

impl ExampleEntry {
    /// Whether it is an example for a form.
    pub(super) fn is_for(&self, form: &Form) -> bool {
        self.form.as_ref().is_none_or(|id| *id == form.id.0)
    }

    /// The example for a form; cells that the form does not have are added to `faults`, or left to
    /// other forms where the rule is no form's own.
    pub(super) fn read(
        &self,
        file: &File,
        form: &Form,
        own: bool,
        faults: &mut Vec<PackError>,
    ) -> Example {
        let mut cells = Vec::new();
        let mut missing = Vec::new();
        for (address, text) in &self.cells {
            match form.cell(address.get_ref()) {
                Some(cell) => cells.push((cell, text.clone())),
                None if own => {
                    let mistake = mistake::example_cell(address.get_ref());
                    let (path, text) = (&file.path, &file.text);
                    faults.push(PackError::at(path, text, address.span(), mistake));
                }
                None => missing.push(address.get_ref().clone()),
            }
        }
        let seen = self.seen.as_ref().map(|seen| Seen {
            expected: seen.expected.clone(),
            found: seen.found.clone(),
        });
        Example {
            passes: self.passes,
            blank: self.blank,
            cells,
            missing,
            prior: self.prior.clone().into_iter().collect(),
            facts: self.facts.clone().into_iter().collect(),
            observed: self.observed || (seen.is_some() && !self.passes),
            seen,
        }
    }
}

/// Cells of a rule's examples that none of these forms has.
pub(crate) fn strange_cells(file: &File, parsed: &RuleFile, forms: &[&Form]) -> Vec<PackError> {
    let addresses = parsed
        .example
        .iter()
        .flat_map(|example| example.cells.keys());
    let strange = addresses.filter(|address| {
        let mut forms = forms.iter();
        !forms.any(|form| form.cell(address.get_ref()).is_some())
    });
    let fault = |address: &Spanned<String>| {
        let mistake = mistake::example_cell(address.get_ref());
        PackError::at(&file.path, &file.text, address.span(), mistake)
    };
    strange.map(fault).collect()
}
