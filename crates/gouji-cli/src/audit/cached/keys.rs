//! The keys of files: everything on which a result depends.

use std::path::Path;

use gouji_audit::bundle::digest;
use gouji_check::needs_prior;
use gouji_lint::Candidate;
use gouji_pack::Packs;
use gouji_render::Format;
use gouji_rule::{Check as RuleCheck, Rule};
use gouji_store::Key;

use crate::check::Checker;
use crate::files::Input;
use crate::meeting::MARKED;

/// The code of this program, as one number: another build never takes up what this one came to.
const BUILD: &str = env!("GOUJI_BUILD");

/// What the keys of all files share that are checked with the same settings.
pub(in crate::audit) struct Keys {
    shared: Key,
    /// The same with all rules, those between reports too.
    whole: Key,
    /// Whether the settings say the same of every path.
    is_for_all: bool,
}

impl Keys {
    /// Those of a checker.
    pub(in crate::audit) fn of_checker(checker: &Checker<'_>) -> Self {
        let is_for_all = checker.settings.have_one_key();
        let mut all = vec![BUILD.to_owned(), format!("{:?}", checker.language)];
        if !checker.formats.is_empty() {
            let quiet = checker.options.is_quiet();
            all.push(format!("{:?}{:?}{quiet}", checker.formats, checker.style));
        }
        if is_for_all {
            all.push(checker.settings.key(Path::new("")));
        }
        let packs = checker.linter.packs();
        let with = |more: Vec<String>| of_parts(all.iter().chain(&more).map(String::as_bytes));
        Self {
            shared: with(of_packs(packs, false)),
            whole: with(of_packs(packs, true)),
            is_for_all,
        }
    }

    /// What the results of all files rest on beside the files.
    pub(in crate::audit) const fn whole(&self) -> &[u8] {
        &self.whole
    }

    /// Whether the settings say the same of every path.
    pub(in crate::audit) const fn is_for_all(&self) -> bool {
        self.is_for_all
    }

    /// The key of a file of so many bytes; none where more than that has a say in its result.
    pub(in crate::audit) fn of(
        &self,
        checker: &Checker<'_>,
        input: &Input,
        path: &str,
        content: &Key,
    ) -> Option<Key> {
        let asked = match input {
            Input::File(_) => "named",
            Input::Met(..) => "met",
            Input::Member(_, member) => member,
            Input::Standard | Input::Nothing(..) => return None,
        };
        // Of such a file it matters what lies beside it.
        let stem = Path::new(path).file_stem().unwrap_or_default();
        if stem.to_string_lossy().ends_with(MARKED) {
            return None;
        }
        let name = format!("{:?}", Candidate::named(path));
        let settings = match self.is_for_all {
            true => String::new(),
            false => checker.settings.key(Path::new(path)),
        };
        let shown = if checker.masks { "" } else { path };
        let parts = [asked, &name, &settings, shown];
        let parts = parts.iter().map(|part| part.as_bytes());
        Some(of_parts(
            [&self.shared[..], content].into_iter().chain(parts),
        ))
    }
}

/// Whether what is rendered of a report can be rendered with a mask in place of its path.
pub(in crate::audit) fn can_mask(formats: &[Format]) -> bool {
    let mut formats = formats.iter();
    formats.all(|format| matches!(format, Format::Json | Format::JsonLines))
}

/// One key of several parts.
pub(in crate::audit) fn of_parts<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Key {
    chained([0; 32], parts)
}

/// One key of another and several parts.
pub(in crate::audit) fn chained<'p>(key: Key, parts: impl IntoIterator<Item = &'p [u8]>) -> Key {
    let mut all = key.to_vec();
    for part in parts {
        all.extend_from_slice(&(part.len() as u64).to_le_bytes());
        all.extend_from_slice(part);
    }
    digest(&all)
}

/// The files of the packs in force that a report is checked with, by itself or with others: those in the
/// program are part of its build.
fn of_packs(packs: &Packs, with_others: bool) -> Vec<String> {
    let forms = packs.packs().iter().map(|pack| pack.form.id.0.clone());
    let mut all: Vec<String> = forms.collect();
    if packs.given().is_empty() {
        return all;
    }
    let rules = packs.packs().iter().flat_map(|pack| pack.rules());
    let between: Vec<&str> = rules
        .filter(|rule| !with_others && is_between(rule))
        .map(|rule| rule.origin.as_str())
        .collect();
    for file in packs.given() {
        if !between.contains(&&*file.path) {
            let name = Path::new(&*file.path).file_name().unwrap_or_default();
            all.push(name.to_string_lossy().into_owned());
            all.push(file.text.clone().into_owned());
        }
    }
    all
}

/// Whether a rule has nothing to say of a report by itself. When it was published is read with the report.
fn is_between(rule: &Rule) -> bool {
    let is_read = matches!(rule.check, RuleCheck::Published(_));
    !is_read && (rule.check.needs_others() || needs_prior(rule))
}
