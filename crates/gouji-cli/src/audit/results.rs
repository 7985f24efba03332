//! What is made of the whole result: the list, the letters, the dashboard; and the answers that come back.
//!
//! That a file or a folder cannot be written to is reported before the work is done, and each file takes its
//! name only when all of it is there.

mod answered;
mod exporting;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use gouji_audit::bundle::{self, Origin, sha256};
use gouji_audit::result::{Audit as Came, RunRow};
use gouji_audit::units::Unit;
use gouji_config::Overrides;
use gouji_model::{Bilingual, DateOrder, Language, day_of};
use gouji_render::printable;
use gouji_rule::Pack;
use gouji_store::{Store, StoreError};
use gouji_worklist::{Letter, ListError, Options, Verdict, Wording, letters};
use tempfile::NamedTempFile;

use super::changes::Changes;
use super::spool;
use crate::arguments::Audit;
use crate::files::Inputs;
use crate::input::bytes_of;
use crate::links::Links;
use crate::output::complain;
use crate::project::Failure;
use crate::targets::{Sources, refusal};
use crate::{replacing, system};

use answered::Answered;
use exporting::Export;

/// What is to be written, and what was answered.
pub(super) struct Results<'o> {
    options: &'o Audit,
    language: Language,
    list: Option<(PathBuf, NamedTempFile)>,
    dashboard: Option<(PathBuf, NamedTempFile)>,
    store: Option<Store>,
    /// Whether the store has a run to take.
    is_saved: bool,
    export: Option<Export>,
    answered: Answered,
}

impl<'o> Results<'o> {
    /// Reads the answers and sees to it that what is asked for can be written; nothing where the whole
    /// result is not needed.
    pub(super) fn open(
        options: &'o Audit,
        units: &[Unit],
        language: Language,
    ) -> Result<Option<Self>, Failure> {
        let is_asked = options.list.is_some()
            || options.dashboard.is_some()
            || options.letters.is_some()
            || options.store.is_some()
            || options.bundle.is_some()
            || options.export.is_some()
            || !options.answers.is_empty();
        if !is_asked {
            return Ok(None);
        }
        due(options)?;
        let answered = Answered::read(&options.answers, units)?;
        // What this program cannot do is reported before anything is made, and a store is made last: it stays.
        let export = options.export.as_deref().map(Export::open).transpose()?;
        let list = draft(options.list.as_ref())?;
        let dashboard = draft(options.dashboard.as_ref())?;
        if let Some(folder) = &options.letters {
            fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
            replacing::temporary(&folder.join("-")).map_err(|error| unwritable(folder, &error))?;
        }
        Ok(Some(Self {
            list,
            dashboard,
            export,
            store: open_store(options)?,
            is_saved: false,
            options,
            language,
            answered,
        }))
    }

    /// Puts what was accepted in force.
    pub(super) fn accept(&self, overrides: &mut Overrides) {
        overrides.accepted = self.answered.accepted();
    }

    /// Saves the result in the store, and says what became of the findings of the run before. A run that
    /// read no report at all, as of a path that is mistyped, is none of the trend: of the findings of the run
    /// before it says nothing.
    pub(super) fn save(&mut self, audit: &mut Came) -> Result<Option<Changes>, Failure> {
        let (Some(store), Some(path)) = (&mut self.store, &self.options.store) else {
            return Ok(None);
        };
        if audit.totals.reports == 0 {
            complain(&format!(
                "{}: {}",
                path.display(),
                no_run().get(self.language)
            ));
            return Ok(None);
        }
        let since = self.options.since;
        let (now, version) = (crate::clock::now(), env!("CARGO_PKG_VERSION"));
        let saved = store.save(audit, &now, version, since);
        saved.map_err(|error| in_store(path, &error))?;
        self.is_saved = true;
        let changes = Changes::of(audit, since).map_err(spool::failure)?;
        if let Some(changes) = changes.as_ref().filter(|_| !self.options.quiet) {
            changes.report(self.language);
        }
        Ok(changes)
    }

    /// Whether nothing is made of the result but what is in the store, in the order of its runs.
    pub(super) const fn are_in_store(&self) -> bool {
        let options = self.options;
        let is_written = options.list.is_some()
            || options.dashboard.is_some()
            || options.letters.is_some()
            || options.bundle.is_some()
            || options.export.is_some();
        !is_written && options.since.is_none() && self.store.is_some()
    }

    /// Saves in the store that the run `last` was done again and came to the same; returns all runs, or
    /// nothing where that is not the last one there.
    pub(super) fn repeat(&mut self, last: &RunRow) -> Result<Option<Vec<RunRow>>, Failure> {
        let (Some(store), Some(path)) = (&mut self.store, &self.options.store) else {
            return Ok(None);
        };
        let (now, version) = (crate::clock::now(), env!("CARGO_PKG_VERSION"));
        let repeated = store.repeat(last, &now, version);
        let runs = repeated.map_err(|error| in_store(path, &error))?;
        self.is_saved = runs.is_some();
        Ok(runs)
    }

    /// Has the store take the run: last of all, so that a run that is broken off while files are written is
    /// none, and the next one writes the same files.
    pub(super) fn commit(&mut self) -> Result<(), Failure> {
        let store = self.store.as_mut().filter(|_| self.is_saved);
        if let (Some(store), Some(path)) = (store, &self.options.store) {
            store.commit().map_err(|error| in_store(path, &error))?;
        }
        Ok(())
    }

    /// Writes the bundle, with the digest of each report's file and of each pack.
    pub(super) fn bundle(
        &self,
        audit: &Came,
        inputs: &dyn Fn(usize) -> Option<String>,
        packs: &[&Pack],
    ) -> Result<(), Failure> {
        let Some(path) = &self.options.bundle else {
            return Ok(());
        };
        let mut own: Vec<(String, String)> = packs
            .iter()
            .map(|pack| (pack.form.id.0.clone(), of_pack(pack)))
            .collect();
        own.sort_unstable();
        own.dedup();
        let origin = Origin {
            engine: env!("CARGO_PKG_VERSION"),
            inputs,
            packs: &own,
        };
        let written = || {
            let mut draft = replacing::temporary(path)?;
            bundle::write(audit, &origin, draft.as_file_mut())?;
            replacing::settle(draft, path)
        };
        written().map_err(|error: io::Error| unwritable(path, &error))
    }

    /// Says what became of answers and writes everything; whether all could be done.
    pub(super) fn write(&mut self, audit: &Came) -> Result<bool, Failure> {
        let verdicts = self.answered.verdicts(audit).map_err(spool::failure)?;
        answered::report(&verdicts, self.options.quiet, self.language);
        let mut checked = Checked {
            language: self.language,
            done: true,
        };
        if let Some((path, draft)) = self.list.take() {
            let written = self.write_list(audit, &verdicts, &path, draft);
            checked.check(&path, written);
        }
        if let Some((path, draft)) = self.dashboard.take() {
            let written = write_dashboard(audit, self.language, &path, draft);
            checked.check(&path, written);
        }
        if let Some(export) = self.export.take() {
            let path = export.path().to_owned();
            checked.check(&path, export.write(audit));
        }
        if let Some(folder) = &self.options.letters {
            self.write_letters(audit, &verdicts, folder, &mut checked);
        }
        Ok(checked.done)
    }

    fn write_list(
        &self,
        audit: &Came,
        verdicts: &[Verdict],
        path: &Path,
        mut draft: NamedTempFile,
    ) -> io::Result<()> {
        let links = Links::from(replacing::folder_of(path));
        let link = |to: &str| links.to(to);
        let options = Options {
            language: self.language,
            deadline: self.options.due.as_deref().unwrap_or_default(),
            by_region: self.options.list_by_region,
            link: &link,
            verdicts,
        };
        let written = gouji_worklist::write(audit, &options, draft.as_file_mut());
        written.map_err(|error| match error {
            ListError::Io(error) => error,
            error @ ListError::Workbook(_) => io::Error::other(error),
        })?;
        replacing::settle(draft, path)
    }

    fn write_letters(
        &self,
        audit: &Came,
        verdicts: &[Verdict],
        folder: &Path,
        checked: &mut Checked,
    ) {
        let wording = Wording {
            language: self.language,
            deadline: self.options.due.as_deref().unwrap_or_default(),
            verdicts,
        };
        let mut written = BTreeSet::new();
        let all = letters(audit, &wording, |letter| {
            let path = folder.join(&letter.name);
            match is_foreign(&path) {
                true => checked.refuse(&path, &foreign()),
                false => checked.check(&path, write_letter(&path, &letter)),
            }
            written.insert(letter.name);
        });
        checked.check(folder, all);
        report_others(folder, &written, self.language);
    }
}

/// Whether everything could be written so far.
struct Checked {
    language: Language,
    done: bool,
}

impl Checked {
    /// Says why something could not be written.
    fn check(&mut self, path: &Path, written: io::Result<()>) {
        if let Err(error) = written {
            self.refuse(path, &why(&error));
        }
    }

    /// Says that something was not written, and why.
    fn refuse(&mut self, path: &Path, why: &Bilingual) {
        complain(&format!("{}: {}", path.display(), why.get(self.language)));
        self.done = false;
    }
}

/// A digest of what a pack says: its cells and its rules.
fn of_pack(pack: &Pack) -> String {
    let cells = pack.form.cells().map(|cell| pack.form.address(cell));
    let rules = pack.rules().iter().map(|rule| format!("{rule:?}"));
    let all: Vec<String> = cells.chain(rules).collect();
    sha256(all.join("\n").as_bytes())
}

/// Sees to it that nothing that the run reads is written over, and no file is written twice; `read` are its
/// settings, packs and units.
///
/// # Errors
/// Names the first file that would be.
pub(super) fn check_targets(
    options: &Audit,
    inputs: &Inputs,
    mut read: Vec<PathBuf>,
) -> Result<(), Failure> {
    let named = options.answers.iter().chain(&options.files_from);
    read.extend(named.chain(&options.baseline).cloned());
    let sources = Sources {
        inputs,
        others: read,
    };
    let files = [
        &options.store,
        &options.list,
        &options.dashboard,
        &options.bundle,
    ];
    let outputs = options.outputs.iter().map(|output| &output.path);
    let mut taken: Vec<&Path> = Vec::new();
    for path in files.into_iter().flatten().chain(outputs) {
        if let Some(why) = refusal(path, &sources, &taken) {
            return Err(Failure::File(path.display().to_string(), why));
        }
        taken.push(path);
    }
    names(options)
}

/// Sees to it that what opens by its name is called as programs know it.
fn names(options: &Audit) -> Result<(), Failure> {
    let list = options
        .list
        .iter()
        .map(|path| (path, "list.xlsx", ["xlsx", "xlsx"]));
    let page = options.dashboard.iter();
    let page = page.map(|path| (path, "audit.html", ["html", "htm"]));
    for (path, example, endings) in list.chain(page) {
        let own = path.extension().and_then(OsStr::to_str);
        if !own.is_some_and(|own| endings.iter().any(|end| own.eq_ignore_ascii_case(end))) {
            let end = endings[0];
            let why = Bilingual::new(
                format!("文件名要以 .{end} 结尾，否则打不开；请写作 {example} 这样的名称"),
                format!(
                    "the name has to end in .{end}, or no program opens it; write a name like {example}"
                ),
            );
            return Err(Failure::File(path.display().to_string(), why));
        }
    }
    Ok(())
}

/// What to say of a run that read no report.
fn no_run() -> Bilingual {
    Bilingual::new(
        "没有读到任何报告，本次检查没有存入，以前的问题保持原状；请核对路径",
        "no report was read, so that this run was not saved, and what was found before stands as it was; look at the paths",
    )
}

/// Sees to it that the day on which answers are due is one.
fn due(options: &Audit) -> Result<(), Failure> {
    let day = options.due.as_deref();
    match day.filter(|day| day_of(day, DateOrder::YearFirst).is_none()) {
        None => Ok(()),
        Some(day) => Err(Failure::File(
            format!("--due {day}"),
            Bilingual::new(
                "不是日期，请写作 2026-03-31",
                "no date; write it as 2026-03-31",
            ),
        )),
    }
}

/// The store, where one is asked for.
fn open_store(options: &Audit) -> Result<Option<Store>, Failure> {
    let Some(path) = &options.store else {
        return Ok(None);
    };
    let failed = |error| in_store(path, &error);
    let Some(run) = options.since else {
        return Ok(Some(Store::open(path).map_err(failed)?));
    };
    // A run that is not there is told before the work is done, and makes no store.
    if !path.exists() {
        return Err(failed(StoreError::NoRun { run, last: 0 }));
    }
    let store = Store::open(path).map_err(failed)?;
    store.has_run(run).map_err(failed)?;
    Ok(Some(store))
}

fn in_store(path: &Path, error: &StoreError) -> Failure {
    Failure::File(path.display().to_string(), error.message())
}

fn draft(path: Option<&PathBuf>) -> Result<Option<(PathBuf, NamedTempFile)>, Failure> {
    let Some(path) = path else { return Ok(None) };
    replacing::clear(replacing::folder_of(path));
    let draft = replacing::temporary(path).map_err(|error| unwritable(path, &error))?;
    Ok(Some((path.clone(), draft)))
}

fn write_dashboard(
    audit: &Came,
    language: Language,
    path: &Path,
    mut draft: NamedTempFile,
) -> io::Result<()> {
    let mut to = BufWriter::new(draft.as_file_mut());
    gouji_dashboard::write(audit, language, &mut to)?;
    to.flush()?;
    drop(to);
    replacing::settle(draft, path)
}

/// Whether a file is there that is no letter: a report may be called as its unit is.
fn is_foreign(path: &Path) -> bool {
    bytes_of(path).is_ok_and(|bytes| !gouji_render::is_own(&bytes))
}

fn foreign() -> Bilingual {
    Bilingual::new(
        "这里已有一个同名文件，不是 gouji 写的，没有改动；请把通知写到另一个文件夹",
        "a file of that name is there that gouji did not write; it was left as it is: let the letters go to another folder",
    )
}

fn write_letter(path: &Path, letter: &Letter) -> io::Result<()> {
    let mut draft = replacing::temporary(path)?;
    draft.write_all(letter.text.as_bytes())?;
    // Whole or not there; to see thousands of them onto the disk one by one would take minutes.
    draft.persist(path)?;
    Ok(())
}

/// Says that pages lie in the folder that this run did not write: they may be letters of an earlier one,
/// which nobody wants to send again.
fn report_others(folder: &Path, written: &BTreeSet<String>, language: Language) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let is_other = |name: &String| name.ends_with(".html") && !written.contains(name);
    let mut others: Vec<String> = names.filter(is_other).collect();
    others.sort();
    let (Some(first), count) = (others.first(), others.len()) else {
        return;
    };
    let (folder, first) = (folder.display(), printable(first));
    complain(&match language {
        Language::Chinese => format!(
            "{folder}：另有 {count} 个网页不是这次写的（如 {first}），可能是以前的通知，发送前请核对"
        ),
        Language::English => format!(
            "{folder}: {count} pages were not written by this run, such as {first}; they may be letters of an earlier one"
        ),
    });
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::File(path.display().to_string(), why(error))
}

fn why(error: &io::Error) -> Bilingual {
    let reason = system::describe(error);
    Bilingual::new(
        format!("无法写入：{}", reason.zh),
        format!("cannot be written: {}", reason.en),
    )
}
