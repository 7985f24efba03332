//! Names in the files of given packs that nothing in force has: each would switch off what it is about, without a
//! word. What several packs share is right where one of them has it.

use std::collections::BTreeSet;

use gouji_model::Form;
use toml::Spanned;

use crate::PackError;
use crate::contents::Written;
use crate::draft::Draft;
use crate::files::File;
use crate::mistake::{self, Mistake};
use crate::pack_file::PackFile;
use crate::rule_file::unfit_part;
use crate::toml_file;

/// What rules may look at beside sections.
const WHOLE_TEXTS: [&str; 2] = ["title", "preamble"];

/// The forms that names can be of.
pub(crate) struct FormNames {
    known: BTreeSet<String>,
    /// Some pack does not say which form it is for: no name is known to be of none.
    open: bool,
}

impl FormNames {
    /// The forms of the packs in force, and of given ones that are wrong in another way.
    pub(crate) fn new(packs: &[Draft<'_>], folders: &[Vec<File>]) -> Self {
        let mut known: BTreeSet<String> = packs.iter().map(|pack| pack.form.id.0.clone()).collect();
        let files = folders.iter().skip(1).flatten();
        let mut open = false;
        for file in files.filter(|file| file.path.rsplit('/').next() == Some("pack.toml")) {
            match toml_file::read::<PackFile>(file) {
                Ok(about) => _ = known.insert(about.id.into_inner()),
                Err(_) => open = true,
            }
        }
        Self { known, open }
    }

    /// Whether some pack may be for a form of this id, also one that is wrong in another way.
    pub(crate) fn may_have(&self, id: &str) -> bool {
        self.open || self.known.contains(id)
    }

    /// The forms that a rule names and no pack is for.
    pub(crate) fn faults(&self, written: &Written<'_>) -> Vec<PackError> {
        let known: Vec<&str> = self.known.iter().map(String::as_str).collect();
        let unknown = written
            .rule
            .forms()
            .filter(|id| !self.may_have(id.get_ref()));
        unknown
            .map(|id| {
                let mistake = mistake::no_form(id.get_ref(), &known);
                fault(written.file, id, mistake)
            })
            .collect()
    }
}

/// A rule that is for no pack in force.
pub(crate) fn for_no_pack(written: &Written<'_>) -> PackError {
    let (path, text) = (&written.file.path, &written.file.text);
    let place = written.rule.applies_to_place();
    PackError::at(path, text, place, mistake::no_pack())
}

/// Names that nothing has, in the rules that packs took in and in the files of the packs themselves.
pub(crate) fn faults(
    packs: &[Draft<'_>],
    rules: &[Written<'_>],
    forms: &FormNames,
) -> Vec<PackError> {
    let mut faults = Vec::new();
    // Rules that every pack has name cells that only some forms have.
    let given = rules
        .iter()
        .filter(|written| written.file.compact.is_none());
    for written in given {
        faults.extend(forms.faults(written));
        let takers = packs.iter().filter(|pack| pack.takes(written.file));
        let takers = takers.map(|pack| &*pack.form);
        let takers: Vec<&Form> = takers.filter(|form| written.rule.is_for(form)).collect();
        if !takers.is_empty() {
            faults.extend(in_forms(written, &takers));
        }
    }
    faults.extend(read_sections(packs));
    for pack in packs {
        faults.extend(retired(pack, packs));
    }
    faults
}

fn fault(file: &File, at: &Spanned<String>, mistake: Mistake) -> PackError {
    PackError::at(&file.path, &file.text, at.span(), mistake)
}

/// What a rule names that none of the forms has that it is for.
fn in_forms(written: &Written<'_>, forms: &[&Form]) -> Vec<PackError> {
    let mut faults = Vec::new();
    for pattern in written.rule.patterns() {
        let parts = forms.iter().map(|form| unfit_part(form, pattern.get_ref()));
        // The last form is the newest; it says what may be meant.
        let parts: Option<Vec<(&str, Vec<String>)>> = parts.collect();
        if let Some((part, known)) = parts.iter().flatten().next_back() {
            let mistake = mistake::no_cells(pattern.get_ref(), (part, known));
            faults.push(fault(written.file, pattern, mistake));
        }
    }
    for (text, may_be_whole) in written.rule.texts() {
        let whole = WHOLE_TEXTS.into_iter().filter(|_| may_be_whole);
        let known: Vec<&str> = sections(forms).chain(whole).collect();
        if !known.contains(&text.get_ref().as_str()) {
            let mistake = mistake::no_text(text.get_ref(), &known);
            faults.push(fault(written.file, text, mistake));
        }
    }
    let tables = forms.iter().flat_map(|form| &form.tables);
    let tables: Vec<&str> = tables.map(|table| table.id.as_str()).collect();
    for table in written.rule.tables() {
        if !tables.contains(&table.get_ref().as_str()) {
            let mistake = mistake::no_table_in_turn(table.get_ref(), &tables);
            faults.push(fault(written.file, table, mistake));
        }
    }
    faults
}

fn sections<'f>(forms: &[&'f Form]) -> impl Iterator<Item = &'f str> {
    let sections = forms.iter().flat_map(|form| &form.sections);
    sections.map(|section| section.id.as_str())
}

/// The sections that vocabularies name and none of the forms has that read them.
fn read_sections(packs: &[Draft<'_>]) -> Vec<PackError> {
    let mut faults = Vec::new();
    for (file, named) in packs.iter().filter_map(Draft::read_sections) {
        let is_same = |pack: &&Draft<'_>| {
            let theirs = pack.read_sections();
            theirs.is_some_and(|(theirs, _)| std::ptr::eq(theirs, file))
        };
        let forms: Vec<&Form> = packs
            .iter()
            .filter(is_same)
            .map(|pack| &*pack.form)
            .collect();
        let known: Vec<&str> = sections(&forms).collect();
        for section in named {
            if !known.contains(&section.get_ref().as_str()) {
                let mistake = mistake::no_text(section.get_ref(), &known);
                faults.push(fault(file, section, mistake));
            }
        }
    }
    faults
}

/// The rules that a pack gives for those that are no more, and that are not there.
fn retired(pack: &Draft<'_>, packs: &[Draft<'_>]) -> Vec<PackError> {
    let Some((file, about)) = pack.given().filter(|(_, about)| !about.retired.is_empty()) else {
        return Vec::new();
    };
    let names: BTreeSet<String> = packs.iter().flat_map(Draft::rule_names).collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let successors = about.retired.values();
    let unknown = successors.filter(|name| {
        let name = name.get_ref();
        !name.is_empty() && !names.contains(name)
    });
    unknown
        .map(|name| {
            let is_retired = about.retired.contains_key(name.get_ref());
            let mistake = match is_retired {
                true => mistake::retired_successor(name.get_ref()),
                false => mistake::no_successor(name.get_ref(), &known),
            };
            fault(file, name, mistake)
        })
        .collect()
}
