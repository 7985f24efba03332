//! Where outputs go: standard output, and any number of files, each in a format of its own.
//!
//! A workbook is made when all is known; until then what goes into it is drafted, too.
//!
//! A file is drafted without a name and takes its name when all is done, so that a run that was
//! broken off leaves what was there before, and nothing else.

use std::error::Error as _;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Read as _, Seek, Write};
use std::path::{Path, PathBuf};

use crate::arguments::Check;
use crate::files::Inputs;
use crate::links::Links;
use crate::project::Failure;
use crate::targets::{Sources, refusal};
use crate::{members, output, replacing, system};
use gouji_model::{Bilingual, Language};
use gouji_render::{Ending, Format, ListError, write_list};
use tempfile::SpooledTempFile;

/// One output.
pub(crate) struct Sink {
    /// How it is written.
    pub format: Format,
    language: Language,
    target: Target,
    /// Whether a report was written already.
    begun: bool,
    /// Whether the summary is left out.
    quiet: bool,
}

enum Target {
    Standard,
    /// Standard output, once all is known.
    Later(BufWriter<File>),
    File {
        path: PathBuf,
        draft: BufWriter<File>,
    },
    /// A file that could not be written to.
    Failed(PathBuf, Bilingual),
}

/// The formats that reports are rendered in, in the order of the sinks.
pub(crate) fn formats(options: &Check) -> Vec<Format> {
    let files = options.outputs.iter();
    let files = files.filter_map(|output| output.format(options.format));
    let all = options.to_standard().into_iter().chain(files);
    all.map(Format::from).collect()
}

/// Opens all outputs; `read` are the settings and packs of the run.
///
/// # Errors
/// When a file cannot be written, or is one of those that are read.
pub(crate) fn open(
    options: &Check,
    (inputs, read): (&Inputs, &[PathBuf]),
    language: Language,
) -> Result<Vec<Sink>, Failure> {
    let mut sinks: Vec<Sink> = Vec::new();
    if let Some(format) = options.to_standard() {
        let format = Format::from(format);
        let mut sink = Sink::new(format, language, standard(format)?);
        sink.quiet = options.is_quiet();
        sinks.push(sink);
    }
    let sources = sources(options, inputs, read);
    let mut taken: Vec<&Path> = Vec::new();
    for output in &options.outputs {
        let format = output.format(options.format);
        let format = format.ok_or_else(|| failure(&output.path, no_format()))?;
        if let Some(why) = refusal(&output.path, &sources, &taken) {
            return Err(failure(&output.path, why));
        }
        taken.push(&output.path);
        let target = to_file(output.path.clone())?;
        sinks.push(Sink::new(format.into(), language, target));
    }
    for sink in &mut sinks {
        let purpose = options.purpose.map(Into::into).unwrap_or_default();
        let start = sink.format.start(language, purpose);
        sink.write(&start);
    }
    Ok(sinks)
}

fn failure(path: &Path, why: Bilingual) -> Failure {
    Failure::File(path.display().to_string(), why)
}

/// A file that is drafted where it will stand, so that one that cannot be written to is reported before
/// the work is done.
fn to_file(path: PathBuf) -> Result<Target, Failure> {
    let folder = replacing::folder_of(&path);
    replacing::clear(folder);
    match tempfile::tempfile_in(folder) {
        Ok(draft) => Ok(Target::File {
            draft: BufWriter::new(draft),
            path,
        }),
        Err(error) => Err(failure(&path, unwritable(&error))),
    }
}

/// Standard output for a format.
fn standard(format: Format) -> Result<Target, Failure> {
    if format != Format::Xlsx {
        return Ok(Target::Standard);
    }
    let path = Path::new("-");
    if io::stdout().is_terminal() {
        return Err(failure(path, for_terminals()));
    }
    match tempfile::tempfile() {
        Ok(draft) => Ok(Target::Later(BufWriter::new(draft))),
        Err(error) => Err(failure(path, unwritable(&error))),
    }
}

fn for_terminals() -> Bilingual {
    Bilingual::new(
        "工作簿不能显示在终端上，请写到文件：--output 清单.xlsx",
        "a workbook is nothing for a terminal; write it to a file: --output list.xlsx",
    )
}

fn no_format() -> Bilingual {
    Bilingual::new(
        "不知道用什么形式：请写成“形式=文件名”，或用 --format 说明",
        "no format is known by that name; write FORMAT=FILE, or say it with --format",
    )
}

/// What a check reads.
fn sources<'i>(options: &Check, inputs: &'i Inputs, read: &[PathBuf]) -> Sources<'i> {
    let prior = options.prior.as_deref().map(members::file_of);
    let others = [
        prior,
        options.baseline.clone(),
        options.write_baseline.clone(),
    ];
    Sources {
        inputs,
        others: others.into_iter().flatten().chain(read.to_vec()).collect(),
    }
}

fn unwritable(error: &io::Error) -> Bilingual {
    // An error of a temporary file names that file, which nobody knows.
    let own = error.source().map(ToString::to_string);
    let reason = system::describe(error);
    let en = own.unwrap_or(reason.en);
    Bilingual::new(
        format!("无法写入：{}", reason.zh),
        format!("cannot be written: {en}"),
    )
}

/// Gives a draft its name.
fn settle(draft: BufWriter<File>, path: &Path, list: Option<Language>) -> io::Result<()> {
    let mut draft = draft.into_inner().map_err(io::IntoInnerError::into_error)?;
    let mut named = replacing::temporary(path)?;
    match list {
        Some(language) => {
            let links = Links::from(replacing::folder_of(path));
            let link = |to: &str| links.to(to);
            let written = write_list(&mut draft, named.as_file_mut(), &link, language);
            written.map_err(of_list)?;
        }
        None => {
            draft.rewind()?;
            io::copy(&mut draft, &mut named)?;
        }
    }
    replacing::settle(named, path)
}

/// Prints a workbook.
fn print_list(draft: BufWriter<File>, language: Language) -> io::Result<()> {
    let mut draft = draft.into_inner().map_err(io::IntoInnerError::into_error)?;
    let mut bytes = io::Cursor::new(Vec::new());
    let links = Links::from(Path::new("."));
    let link = |to: &str| links.to(to);
    write_list(&mut draft, &mut bytes, &link, language).map_err(of_list)?;
    output::print_bytes(&bytes.into_inner());
    Ok(())
}

fn of_list(error: ListError) -> io::Error {
    match error {
        ListError::Io(error) => error,
        other => io::Error::other(other),
    }
}

impl Sink {
    const fn new(format: Format, language: Language, target: Target) -> Self {
        Self {
            format,
            language,
            target,
            begun: false,
            quiet: false,
        }
    }

    /// Writes a report that was rendered in the sink's format.
    pub(crate) fn report(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.begun {
            let between = self.format.between();
            self.write(between);
        }
        self.begun = true;
        self.write(text);
    }

    /// Ends the output, with further members of the JSON; what cannot be written is returned with its path.
    pub(crate) fn finish(
        mut self,
        ending: &Ending<'_>,
        more: Option<&mut SpooledTempFile>,
    ) -> Option<(PathBuf, Bilingual)> {
        let [before, behind] = match self.quiet {
            true => {
                let remarks = ending.remarks.iter().map(|remark| &*remark.drawn);
                [remarks.collect(), String::new()]
            }
            false => self.format.end_around_more(ending),
        };
        self.write(&before);
        if let Some(more) = more.filter(|_| self.format == Format::Json)
            && let Err(error) = self.copy(more)
        {
            return Some((self.path(), unwritable(&error)));
        }
        self.write(&behind);
        match self.target {
            Target::Standard => None,
            Target::Failed(path, why) => Some((path, why)),
            Target::Later(draft) => {
                let printed = print_list(draft, self.language);
                printed.err().map(|error| ("-".into(), unwritable(&error)))
            }
            Target::File { path, draft } => {
                let list = (self.format == Format::Xlsx).then_some(self.language);
                let settled = settle(draft, &path, list);
                settled.err().map(|error| (path, unwritable(&error)))
            }
        }
    }

    /// Where it goes.
    fn path(self) -> PathBuf {
        match self.target {
            Target::Standard | Target::Later(_) => "-".into(),
            Target::File { path, .. } | Target::Failed(path, _) => path,
        }
    }

    /// Writes what waits in a file, which may be much.
    fn copy(&mut self, more: &mut SpooledTempFile) -> io::Result<()> {
        more.rewind()?;
        let mut bytes = vec![0; 1 << 16];
        loop {
            match more.read(&mut bytes)? {
                0 => return Ok(()),
                length => self.write_bytes(bytes.get(..length).unwrap_or_default()),
            }
        }
    }

    fn write(&mut self, text: &str) {
        self.write_bytes(text.as_bytes());
    }

    fn write_bytes(&mut self, bytes: &[u8]) {
        match &mut self.target {
            Target::Standard => output::print_bytes(bytes),
            Target::Failed(..) => {}
            Target::Later(draft) => {
                if let Err(error) = draft.write_all(bytes) {
                    self.target = Target::Failed("-".into(), unwritable(&error));
                }
            }
            Target::File { path, draft } => {
                if let Err(error) = draft.write_all(bytes) {
                    self.target = Target::Failed(std::mem::take(path), unwritable(&error));
                }
            }
        }
    }
}
