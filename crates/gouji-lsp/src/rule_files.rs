//! Rule files in the editor: what `gouji pack check` says of a file, at its place in it.
//!
//! While a file is typed in, it is compiled with the packs around it, the texts in the editor laid
//! over those on disk. What needs the exact solver (contradictions, examples, redundancy) takes
//! half a second and is reported about texts as they were opened or saved.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gouji_config::FILE_NAME;
use gouji_model::{Bilingual, Language, Place, SourceRange};
use gouji_pack::{FileKind, PackError, Packs, Survey};
use gouji_ruleset::{Code, FilePlace, Remark, lint};

use crate::address::uri_of;
use crate::editor_text::EditorText;
use crate::lines::Lines;
use crate::protocol::{
    Diagnostic, DiagnosticRelatedInformation, Location, NumberOrString, Range, SOURCE, severity,
};

/// The file that makes a folder a pack.
const PACK: &str = "pack.toml";
/// How many folders up the packs are looked for that take in a shared file.
const FARTHEST: usize = 4;

/// A rule file that is open.
#[derive(Debug)]
pub(crate) struct RuleFile {
    path: PathBuf,
    /// What is loaded to check it: the folder of its packs, or the file alone.
    root: PathBuf,
    /// Whether the text is as it was opened or saved.
    settled: bool,
    /// The texts of other open files around it that are not saved.
    other_texts: BTreeMap<PathBuf, String>,
    /// Filled when first asked for.
    found: OnceCell<Vec<Diagnostic>>,
}

impl RuleFile {
    /// As [`RuleFile::of`], for a text that was none when it was opened: recognized by its keys alone,
    /// so that no folder is searched at every change.
    pub(crate) fn become_one(path: &Path, text: &str) -> Option<Self> {
        is_rule(text).then(|| Self::of(path, text))?
    }

    /// A file as a rule file, if it is one: part of a pack, or by its keys a rule.
    pub(crate) fn of(path: &Path, text: &str) -> Option<Self> {
        let is_toml = path
            .extension()
            .is_some_and(|extension| extension == "toml");
        if !is_toml || !path.is_absolute() || path.ends_with(FILE_NAME) {
            return None;
        }
        let alone = || is_rule(text).then(|| path.to_owned());
        Some(Self {
            path: path.to_owned(),
            root: packs_of(path).or_else(alone)?,
            settled: true,
            other_texts: BTreeMap::new(),
            found: OnceCell::new(),
        })
    }

    /// The folder of the packs it belongs to, or the file itself where it stands alone.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Its path as packs name it.
    pub(crate) fn name(&self) -> String {
        self.path.to_string_lossy().replace('\\', "/")
    }

    /// Forgets what was found: the text, or a file it depends on, has changed.
    pub(crate) fn forget(&mut self) {
        self.found = OnceCell::new();
    }

    /// Takes note of a change, or of the text being saved.
    pub(crate) fn settle(&mut self, settled: bool) {
        self.settled = settled;
        self.forget();
    }

    /// Whether the text is another than the one that was opened or saved.
    pub(crate) fn is_unsaved(&self) -> bool {
        !self.settled
    }

    /// Takes note of open files that are not saved; whether one of those around it is another one.
    pub(crate) fn set_unsaved(&mut self, unsaved: &BTreeMap<PathBuf, String>) -> bool {
        let own = unsaved.iter();
        let own = own.filter(|(path, _)| **path != self.path && path.starts_with(&self.root));
        let own: BTreeMap<PathBuf, String> = own
            .map(|(path, text)| (path.clone(), text.clone()))
            .collect();
        let changed = own != self.other_texts;
        if changed {
            self.other_texts = own;
            self.forget();
        }
        changed
    }

    /// What is wrong with the file.
    pub(crate) fn diagnostics(&self, document: &EditorText, language: Language) -> Vec<Diagnostic> {
        let found = self.found.get_or_init(|| self.check(document, language));
        found.clone()
    }

    /// The packs around it, with its text as it is in the editor.
    pub(crate) fn survey(&self, document: &EditorText) -> Survey {
        self.survey_of(document.text().to_owned())
    }

    /// The packs around it, with another text of its own.
    pub(crate) fn survey_of(&self, text: String) -> Survey {
        let mut unsaved = self.other_texts.clone();
        unsaved.insert(self.path.clone(), text);
        Packs::survey_over(std::slice::from_ref(&self.root), &unsaved)
    }

    fn check(&self, document: &EditorText, language: Language) -> Vec<Diagnostic> {
        let survey = self.survey(document);
        let own = self.name();
        let faults = survey.faults.iter();
        let mut found: Vec<Diagnostic> = faults
            .filter_map(|fault| of_fault(document, &own, fault, language))
            .collect();
        // What is reported of a rule set with holes in it would change when they are repaired.
        if self.settled && self.other_texts.is_empty() && survey.faults.is_empty() {
            let linted = lint(&survey, Some(&BTreeSet::from([own.as_str()])));
            // That single equations follow from others is a note for whoever studies a rule set.
            let remarks = linted.remarks.iter();
            let remarks = remarks.filter(|remark| remark.code != Code::Redundant);
            found.extend(
                remarks.filter_map(|remark| of_remark(document, &survey, &own, remark, language)),
            );
        }
        found
    }
}

fn of_fault(
    document: &EditorText,
    own: &str,
    fault: &PackError,
    language: Language,
) -> Option<Diagnostic> {
    let PackError::Invalid {
        source_code, span, ..
    } = fault
    else {
        return None;
    };
    (source_code.name() == own).then(|| Diagnostic {
        range: visible(document, &(span.offset()..span.offset() + span.len())),
        severity: Some(severity(Code::Unusable.severity())),
        code: Some(NumberOrString::String(Code::Unusable.name().to_owned())),
        source: Some(SOURCE.to_owned()),
        message: format!(
            "{}\n{}",
            fault.message().get(language),
            fault.help().get(language)
        ),
        ..Diagnostic::default()
    })
}

fn of_remark(
    document: &EditorText,
    survey: &Survey,
    own: &str,
    remark: &Remark,
    language: Language,
) -> Option<Diagnostic> {
    let main = remark.spots.iter().find(|spot| spot.file == own)?;
    let text = |text: &Bilingual| text.get(language).to_owned();
    let others = remark.spots.iter().filter(|spot| *spot != main);
    let related: Vec<_> = others
        .filter_map(|spot| related(document, survey, own, spot))
        .collect();
    Some(Diagnostic {
        range: range(document, &main.range),
        severity: Some(severity(remark.severity)),
        code: Some(NumberOrString::String(remark.code.name().to_owned())),
        source: Some(SOURCE.to_owned()),
        message: format!("{}\n{}", text(&remark.message), text(&remark.help)),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    })
}

/// Another place a remark rests on; those in built-in packs are in no file that can be opened.
fn related(
    document: &EditorText,
    survey: &Survey,
    own: &str,
    spot: &FilePlace,
) -> Option<DiagnosticRelatedInformation> {
    let location = if spot.file == own {
        Location::new(document.uri.clone(), range(document, &spot.range))
    } else {
        let path = Path::new(&spot.file);
        Location::new(
            path.is_file().then(|| uri_of(path)).flatten()?,
            range_in(document, survey, spot)?,
        )
    };
    let name = spot.file.rsplit('/').next().unwrap_or(&spot.file);
    Some(DiagnosticRelatedInformation {
        location,
        message: name.to_owned(),
    })
}

/// The place of a spot in another file, as the editor counts.
fn range_in(document: &EditorText, survey: &Survey, spot: &FilePlace) -> Option<Range> {
    let file = survey.files.iter().find(|file| file.path == spot.file)?;
    let lines = Lines::new(&file.text, document.encoding());
    let at = |byte| lines.position(&file.text, byte);
    Some(Range::new(at(spot.range.start), at(spot.range.end)))
}

/// As [`range`], with a character to show where a mistake is between two.
fn visible(document: &EditorText, bytes: &std::ops::Range<usize>) -> Range {
    let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    let place = Place::Text(SourceRange::new(at(bytes.start), at(bytes.end)));
    let shown = document.shown(place);
    shown.map_or_else(|| range(document, bytes), |shown| document.range(shown))
}

fn range(document: &EditorText, bytes: &std::ops::Range<usize>) -> Range {
    let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    document.range(SourceRange::new(at(bytes.start), at(bytes.end)))
}

/// Whether a text has most of the keys that every rule has; one of them may be misspelt.
fn is_rule(text: &str) -> bool {
    let needed = FileKind::Rule.outline().keys().iter();
    let needed: Vec<&str> = needed
        .filter(|key| key.required)
        .map(|key| key.key)
        .collect();
    let keys = text.lines().filter_map(|line| line.split_once('='));
    let keys: BTreeSet<&str> = keys.map(|(key, _)| key.trim_end()).collect();
    needed.iter().filter(|key| keys.contains(**key)).count() * 2 >= needed.len()
}

/// The folder with the pack a file belongs to, or with the packs that share it.
fn packs_of(path: &Path) -> Option<PathBuf> {
    for folder in path.ancestors().skip(1).take(FARTHEST) {
        if let Ok(text) = fs::read_to_string(folder.join(PACK)) {
            // A pack that takes in files beside it is loaded with them.
            let shares = text.contains("\"../");
            let around = folder.parent().filter(|_| shares);
            return Some(around.unwrap_or(folder).to_owned());
        }
        if is_shared(folder, path) {
            return Some(folder.to_owned());
        }
    }
    None
}

/// Whether a pack in a folder takes in what stands beside it on the way to a file.
fn is_shared(folder: &Path, path: &Path) -> bool {
    let way = path.strip_prefix(folder).ok();
    let first = way.and_then(|way| way.components().next());
    let Some(first) = first.and_then(|first| first.as_os_str().to_str()) else {
        return false;
    };
    let wanted = format!("\"../{first}");
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut packs =
        entries.filter_map(|entry| fs::read_to_string(entry.ok()?.path().join(PACK)).ok());
    packs.any(|text| text.contains(&wanted))
}
