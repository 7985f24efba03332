//! Relations between files, run again: first all of them, then file by file what is found there.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::available_parallelism;

use gouji_audit::relations::{Relations, Reopened, Reopening, Task, Tasks, relate};
use gouji_audit::units::{Tree, Unit};
use gouji_audit::{Between, InMemory, RunReports as _, Scratch};
use gouji_check::{Outcome, needs_prior};
use gouji_model::{Bilingual, Evidence, Finding, Language, Place, Report};

use super::collected::{Collected, text_of};
use super::finding::Related;
use super::run::Run;
use crate::address::uri_of;
use crate::editor_text::EditorText;
use crate::lines::Encoding;
use crate::project::{Project, Projects};
use crate::protocol::{DiagnosticRelatedInformation, Location, TextDocumentItem};

/// Most threads that relations take beside the editor.
const MOST_THREADS: usize = 4;
/// Most places in other files that a finding names.
const MOST_PLACES: usize = 20;

/// Relations between files that are being run.
pub(super) struct Comparison {
    run: Run,
    tasks: Tasks,
    waiting: Vec<usize>,
    found: BTreeMap<PathBuf, Vec<Related>>,
}

impl Comparison {
    /// Runs all relations between files.
    pub(super) fn begin(files: &BTreeMap<PathBuf, Vec<Collected>>, units: Vec<Unit>) -> Self {
        let mut tree = Tree::new(units);
        let run = Run::new(files, &mut tree);
        let threads = available_parallelism().map_or(1, usize::from);
        let scratch: Arc<dyn Scratch> = Arc::new(InMemory::default());
        // What lies in memory can be laid down.
        let relations = relate(&run, &tree, &scratch, threads.min(MOST_THREADS));
        let Relations { tasks, .. } = relations.unwrap_or_default();
        let mut waiting: Vec<usize> = tasks.reports().collect();
        waiting.reverse();
        Self {
            run,
            tasks,
            waiting,
            found: BTreeMap::new(),
        }
    }

    /// Looks at the next report with findings; whether there was one.
    pub(super) fn step(
        &mut self,
        projects: &mut Projects,
        encoding: Encoding,
        language: Language,
    ) -> bool {
        let Some(report) = self.waiting.pop() else {
            return false;
        };
        let task = self.tasks.task(report).ok().flatten();
        if let Some(((path, ordinal), task)) = self.run.place(report).zip(task) {
            let path = path.to_owned();
            let desk = Desk {
                run: &self.run,
                projects: RefCell::new(projects),
                encoding,
                language,
            };
            let found = desk.found(report, ordinal, &task);
            if !found.is_empty() {
                self.found.entry(path).or_default().extend(found);
            }
        }
        true
    }

    /// What was found, by file.
    pub(super) fn finish(self) -> BTreeMap<PathBuf, Vec<Related>> {
        self.found
    }
}

/// What is needed to look at one report again.
struct Desk<'d> {
    run: &'d Run,
    projects: RefCell<&'d mut Projects>,
    encoding: Encoding,
    language: Language,
}

/// A report of a file as it is on the disk.
struct Looked {
    project: Project,
    editor: EditorText,
    report: Report,
}

/// A file gives no such report any more.
struct Gone;

impl Reopening for Desk<'_> {
    type Opened = Looked;
    type Error = Gone;

    fn open(&self, report: usize) -> Result<Looked, Gone> {
        let (path, ordinal) = self.run.place(report).ok_or(Gone)?;
        self.look(path, ordinal).ok_or(Gone)
    }

    fn report<'o>(&self, looked: &'o Looked) -> &'o Report {
        &looked.report
    }

    fn check(&self, own: &Looked, prior: Option<&Looked>) -> Option<Outcome> {
        let linter = &own.project.linter;
        linter.check(&own.report, prior.map(|prior| &prior.report))
    }
}

impl Desk<'_> {
    /// What is found in a report that rests on others.
    fn found(&self, number: usize, ordinal: usize, task: &Task) -> Vec<Related> {
        let reopened = task.reopened(number, self).ok().flatten();
        let found = reopened.and_then(checked).unwrap_or_default();
        let findings = found.into_iter().map(|finding| {
            let other_reports = self.other_reports((number, &finding), task);
            Related {
                ordinal,
                finding,
                other_reports,
            }
        });
        findings.collect()
    }

    /// Opens a file again for one of its reports.
    fn look(&self, path: &Path, ordinal: usize) -> Option<Looked> {
        let (text, uri) = text_of(path).zip(uri_of(path))?;
        let project = self.projects.borrow_mut().of(path.to_owned());
        let item = TextDocumentItem::new(uri, String::new(), 0, text);
        let editor = EditorText::new(item, self.encoding);
        let opened = project.linter.open(editor.text().as_bytes()).ok()?;
        let linter = &project.linter;
        let mut known = opened
            .reports
            .into_iter()
            .filter(|report| linter.pack_of(report).is_some());
        let report = known.nth(ordinal)?;
        Some(Looked {
            project,
            editor,
            report,
        })
    }

    /// What a finding rests on in other files, and what is likely wrong there.
    fn other_reports(
        &self,
        (number, finding): (usize, &Finding),
        task: &Task,
    ) -> Vec<DiagnosticRelatedInformation> {
        let mut wanted: Vec<(usize, RelatedPlace)> = Vec::new();
        let between = task.findings.iter();
        let between = between.filter(|one| one.finding.identity == finding.identity);
        for one in between {
            wanted.extend(of_between(one, number));
        }
        if let Some(prior) = task.prior {
            let before = finding.cells.iter().filter(|cell| cell.prior);
            let address = |cell: &Evidence| {
                let form = self.run.packs().get(self.run.entry(prior)?.pack);
                Some(form?.form.address_of(cell.cell).to_owned())
            };
            wanted.extend(
                before.filter_map(|cell| Some((prior, RelatedPlace::Cell(address(cell)?)))),
            );
        }
        for repair in task.repairs_of(number, finding) {
            let cells = repair.cells.iter();
            wanted.extend(cells.map(|(id, suggested)| {
                let spot = RelatedPlace::Suspect(id.clone(), suggested.clone(), repair.is_certain);
                (repair.report, spot)
            }));
        }
        // What is known of a cell last says most.
        let mut places: Vec<(usize, RelatedPlace)> = Vec::new();
        for (report, spot) in wanted {
            places.retain(|(known, other)| *known != report || !other.is_at(&spot));
            places.push((report, spot));
        }
        places.truncate(MOST_PLACES);
        let shown = places.into_iter();
        shown
            .filter_map(|(report, spot)| self.information(report, &spot))
            .collect()
    }

    /// A place in a file with what is reported about it.
    fn information(
        &self,
        report: usize,
        spot: &RelatedPlace,
    ) -> Option<DiagnosticRelatedInformation> {
        let looked = self.open(report).ok()?;
        information(&looked, &self.run.whose(report), spot, self.language)
    }
}

/// What of another report is shown with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
enum RelatedPlace {
    /// A cell that it rests on.
    Cell(String),
    /// A cell that is likely wrong, what should stand there, and whether that is certain.
    Suspect(String, String, bool),
    /// A passage of a section.
    Passage(String, std::ops::Range<usize>),
}

impl RelatedPlace {
    /// Whether another is about the same cell, or the same passage.
    fn is_at(&self, other: &Self) -> bool {
        let cell = |spot: &Self| match spot {
            Self::Cell(id) | Self::Suspect(id, ..) => Some(id.clone()),
            Self::Passage(..) => None,
        };
        match (cell(self), cell(other)) {
            (None, None) => self == other,
            (one, two) => one == two,
        }
    }
}

/// What a finding of other reports names in them.
fn of_between(between: &Between, number: usize) -> Vec<(usize, RelatedPlace)> {
    let far = between.far.iter();
    let cells = far.map(|far| (far.report, RelatedPlace::Cell(far.id.clone())));
    let passages = between.passages.iter().map(|passage| {
        let spot = RelatedPlace::Passage(passage.section.clone(), passage.other.clone());
        (passage.report, spot)
    });
    let suspects = between.suspects.iter().filter_map(|guess| {
        let spot =
            RelatedPlace::Suspect(guess.id.clone(), guess.suggested.clone(), guess.is_certain);
        Some((guess.report?, spot))
    });
    let suspects = suspects.filter(|(report, _)| *report != number || between.far.is_empty());
    cells.chain(passages).chain(suspects).collect()
}

/// The findings of a report that rest on others, with its settings in force.
fn checked(reopened: Reopened<Looked>) -> Option<Vec<Finding>> {
    let Reopened {
        own,
        outcome: mut all,
        ..
    } = reopened;
    let pack = own.project.linter.pack_of(&own.report)?;
    own.project.apply(&pack, &own.report, &mut all, true);
    let mut findings = all.findings;
    findings.retain(|finding| {
        let rule = pack.rule(&finding.rule);
        rule.is_some_and(|rule| needs_prior(rule) || rule.check.needs_others())
    });
    Some(findings)
}

/// A place in a file with what is reported about it.
fn information(
    looked: &Looked,
    whose: &str,
    spot: &RelatedPlace,
    language: Language,
) -> Option<DiagnosticRelatedInformation> {
    let (place, message) = match spot {
        RelatedPlace::Passage(section, range) => {
            let section = looked.report.section(section)?;
            let same = Bilingual::new("相同的文字", "the same words");
            let message = format!("{whose} {}: {}", section.title, same.get(language));
            (section.place_of(range.clone())?, message)
        }
        RelatedPlace::Cell(id) | RelatedPlace::Suspect(id, ..) => {
            let (place, labels, text) = cell(looked, id)?;
            (
                place,
                format!("{whose} {labels}: {text}{}", suggestion(spot, language)),
            )
        }
    };
    let range = looked.editor.shown(place)?;
    let location = Location::new(looked.editor.uri.clone(), looked.editor.range(range));
    Some(DiagnosticRelatedInformation { location, message })
}

/// Where a cell stands, its labels and its text.
fn cell(looked: &Looked, id: &str) -> Option<(Place, String, String)> {
    let pack = looked.project.linter.pack_of(&looked.report)?;
    let cell = pack.form.cell(id)?;
    let row = pack.form.row_name(cell);
    let column = pack.form.column_name(cell);
    let own = looked.report.cell(cell)?;
    Some((
        own.place,
        format!("{row} · {column}"),
        own.text().into_owned(),
    ))
}

/// What is reported of a cell that is likely wrong.
fn suggestion(spot: &RelatedPlace, language: Language) -> String {
    let RelatedPlace::Suspect(_, suggested, is_certain) = spot else {
        return String::new();
    };
    match (is_certain, language) {
        (true, Language::Chinese) => format!("（有误，应为 {suggested}）"),
        (false, Language::Chinese) => format!("（可能有误，应为 {suggested}）"),
        (true, Language::English) => format!(" (wrong: should be {suggested})"),
        (false, Language::English) => format!(" (may be wrong: should be {suggested})"),
    }
}
