//! What is made of the whole result: the list, the letters, the dashboard; and the answers that come back.
//!
//! That a file or a folder cannot be written to is told before the work is done, and each file takes its
//! name only when all of it is there.

mod answered;

use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use gouji_audit::result::Audit as Came;
use gouji_audit::units::Unit;
use gouji_config::Overrides;
use gouji_model::{Bilingual, Language};
use gouji_worklist::{Letter, ListError, Options, Verdict, letters};
use tempfile::NamedTempFile;

use crate::arguments::Audit;
use crate::output::complain;
use crate::project::Failure;
use crate::{links, replacing, system};

use answered::Answered;

/// What is to be written, and what was answered.
pub(super) struct Results<'o> {
    options: &'o Audit,
    language: Language,
    list: Option<(PathBuf, NamedTempFile)>,
    dashboard: Option<(PathBuf, NamedTempFile)>,
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
            || !options.answers.is_empty();
        if !is_asked {
            return Ok(None);
        }
        let answered = Answered::read(&options.answers, units)?;
        if let Some(folder) = &options.letters {
            fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
            replacing::beside(&folder.join("-")).map_err(|error| unwritable(folder, &error))?;
        }
        Ok(Some(Self {
            list: draft(options.list.as_ref())?,
            dashboard: draft(options.dashboard.as_ref())?,
            options,
            language,
            answered,
        }))
    }

    /// Puts what was accepted in force.
    pub(super) fn accept(&self, overrides: &mut Overrides) {
        overrides.accepted = self.answered.accepted();
    }

    /// Says what became of answers and writes everything; whether all could be done.
    pub(super) fn write(self, audit: &Came, is_quiet: bool) -> bool {
        let verdicts = self.answered.verdicts(audit);
        answered::tell(&verdicts, is_quiet, self.language);
        let mut done = true;
        let mut check = |path: &Path, written: io::Result<()>| {
            if let Err(error) = written {
                complain(&format!(
                    "{}: {}",
                    path.display(),
                    why(&error).get(self.language)
                ));
                done = false;
            }
        };
        if let Some((path, draft)) = self.list {
            let written = write_list(
                (audit, &verdicts),
                self.options,
                self.language,
                (&path, draft),
            );
            check(&path, written);
        }
        if let Some((path, draft)) = self.dashboard {
            check(&path, write_dashboard(audit, self.language, (&path, draft)));
        }
        if let Some(folder) = &self.options.letters {
            let due = self.options.due.as_deref().unwrap_or_default();
            for letter in letters(audit, self.language, due, &verdicts) {
                check(&folder.join(&letter.name), write_letter(folder, &letter));
            }
        }
        done
    }
}

fn draft(path: Option<&PathBuf>) -> Result<Option<(PathBuf, NamedTempFile)>, Failure> {
    let Some(path) = path else { return Ok(None) };
    replacing::clear(replacing::folder_of(path));
    let draft = replacing::beside(path).map_err(|error| unwritable(path, &error))?;
    Ok(Some((path.clone(), draft)))
}

fn write_list(
    (audit, verdicts): (&Came, &[Verdict]),
    options: &Audit,
    language: Language,
    (path, mut draft): (&Path, NamedTempFile),
) -> io::Result<()> {
    let folder = replacing::folder_of(path);
    let link = |to: &str| links::from_folder(folder, to);
    let options = Options {
        language,
        deadline: options.due.as_deref().unwrap_or_default(),
        by_region: options.list_by_region,
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

fn write_dashboard(
    audit: &Came,
    language: Language,
    (path, mut draft): (&Path, NamedTempFile),
) -> io::Result<()> {
    let mut to = BufWriter::new(draft.as_file_mut());
    gouji_dashboard::write(audit, language, &mut to)?;
    to.flush()?;
    drop(to);
    replacing::settle(draft, path)
}

fn write_letter(folder: &Path, letter: &Letter) -> io::Result<()> {
    let path = folder.join(&letter.name);
    let mut draft = replacing::beside(&path)?;
    draft.write_all(letter.text.as_bytes())?;
    replacing::settle(draft, &path)
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::File(path.display().to_string(), why(error))
}

fn why(error: &io::Error) -> Bilingual {
    let told = system::told(error);
    Bilingual::new(
        format!("无法写入：{}", told.zh),
        format!("cannot be written: {}", told.en),
    )
}
