//! `gouji check`: files in parallel, output in order.

mod digests;
mod gathered;
mod inside;
mod ordered;
mod prose;
mod read_before;
mod rechecking;
mod report;
mod verdict;

use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::thread::available_parallelism;

use gouji_config::{Baseline, FILE_NAME, Settings, show};
use gouji_document::Source;
use gouji_lint::{Linter, Opened};
use gouji_model::{Bilingual, Language, Languages};
use gouji_pack::Packs;
use gouji_render::{Failure as Failed, Format, Style, printable_lines};
use gouji_rule::Pack;

pub(crate) use digests::{Digest, Digests, digest_of};
pub(crate) use gathered::{Gathered, Rest, hidden_rows, mask_of, rows};
pub(crate) use ordered::{Team, in_order};
pub(crate) use prose::Prose;
pub(crate) use read_before::ReadBefore;
pub(crate) use rechecking::{Openings, Shown};
pub(crate) use report::held_back;
pub(crate) use verdict::{ReadItem, Verdict};

use crate::arguments::Check;
use crate::files::{Found, Input, Inputs, inputs};
use crate::input::{bytes_of, bytes_of_standard_input, size_of};
use crate::meeting::{self, Unopened};
use crate::members::Archive;
use crate::memory::{Claim, Memory};
use crate::passed::{Passed, Why};
use crate::plan::{Plan, path_of};
use crate::printing::Printer;
use crate::prior::{Prior, PriorFiles, open_each};
use crate::progress::Progress;
use crate::project::{Failure, Project};
use crate::{members, output, recording, sinks, statistics, status};

/// Most threads started, whatever is asked for: more only cost memory.
const MOST_THREADS: usize = 256;
/// How many threads check.
pub(crate) fn threads(options: &Check) -> usize {
    let asked = options.machine.threads.filter(|threads| *threads > 0);
    let threads = asked.or_else(|| available_parallelism().ok().map(usize::from));
    threads.unwrap_or(1).min(MOST_THREADS)
}

/// How what is found is drawn.
pub(crate) fn style(options: &Check) -> Style {
    let (width, height) = output::room();
    Style {
        colour: output::colours(options.machine.color),
        width,
        height,
        verbose: options.verbose,
    }
}

/// Checks everything the options name.
pub(crate) fn run(
    project: &mut Project<'_>,
    options: &Check,
    language: Language,
) -> Result<ExitCode, Failure> {
    if options.show_settings {
        return show_settings(project, options, language);
    }
    if let Some(format) = options
        .format
        .filter(|format| options.statistics && !statistics::takes(*format))
    {
        let option = format!("--format {}", format.name());
        return Err(Failure::File(option, statistics::no_such_format()));
    }
    let found = inputs(project, &options.paths, &options.selection.exclude)?;
    // A process that ends gives back all memory at once; piece by piece, packs take as long as
    // checking a file.
    let mut plan = ManuallyDrop::new(Plan::new(project, &found.inputs, options)?);
    plan.baselines.extend(options.write_baseline.clone());
    let recording = recording::open(options.write_baseline.as_deref())?;
    let linter = |packs| Linter::new(packs).worded_in(Languages::One(language));
    let linters: Vec<Linter> = plan.packs.iter().map(linter).collect();
    let linters = ManuallyDrop::new(linters);
    let last_year = PriorFiles::given(project, options.prior.as_deref())?;
    let is_one = found.inputs.len() == 1;
    let priors = open_each(last_year.as_ref(), &linters, is_one, language)?;
    let run = Run {
        options,
        language,
        recording: recording.as_ref(),
        memory: Memory::new(options.machine.memory),
        formats: sinks::formats(options),
        style: style(options),
    };
    let status = run.check(&plan, &run.checkers(&plan, &linters, &priors), found)?;
    if options.watch {
        // This process goes on.
        drop(ManuallyDrop::into_inner(linters));
        drop(ManuallyDrop::into_inner(plan));
    }
    Ok(status)
}

/// What is the same for all inputs of a run.
struct Run<'a> {
    options: &'a Check,
    language: Language,
    recording: Option<&'a Baseline>,
    memory: Memory,
    formats: Vec<Format>,
    style: Style,
}

impl Run<'_> {
    /// A checker for each settings.
    fn checkers<'a>(
        &'a self,
        plan: &'a Plan,
        linters: &'a [Linter],
        priors: &'a [Option<Prior<'a>>],
    ) -> Vec<Checker<'a>> {
        let checker = |(settings, packs): &'a (Settings, usize)| {
            Some(Checker {
                linter: linters.get(*packs)?,
                memory: &self.memory,
                settings,
                recording: self.recording,
                options: self.options,
                formats: &self.formats,
                language: self.language,
                prior: priors.get(*packs)?.as_ref(),
                style: self.style,
                gathers: false,
                masks: false,
                names_documents: false,
            })
        };
        plan.groups.iter().filter_map(checker).collect()
    }

    /// Checks and prints what paths lead to.
    fn check(
        &self,
        plan: &Plan,
        checkers: &[Checker<'_>],
        found: Found,
    ) -> Result<ExitCode, Failure> {
        let sinks = sinks::open(self.options, (&found.inputs, &plan.read), self.language)?;
        let mut printer = Printer::new(self.options, sinks, self.style, self.language);
        printer.pass_over(found.passed);
        for (settings, _) in &plan.groups {
            printer.watch(settings);
        }
        let threads = threads(self.options);
        all(checkers, plan, &found.inputs, threads, &mut printer);
        let packs = plan.packs.iter().flat_map(Packs::packs);
        let packs: Vec<&Pack> = packs.map(|pack| &**pack).collect();
        let (fails, could_not) = printer.finish(&packs, self.recording);
        Ok(status::of_run(could_not, fails))
    }
}

/// Prints the settings of files and folders, or of the current folder where none are named.
fn show_settings(
    project: &mut Project<'_>,
    options: &Check,
    language: Language,
) -> Result<ExitCode, Failure> {
    let here = [OsString::from(".")];
    let paths = if options.paths.is_empty() {
        here.as_slice()
    } else {
        &options.paths
    };
    let input = |path: &OsString| match Path::new(path) {
        folder if folder.is_dir() => Input::File(folder.join(FILE_NAME)),
        _ if path == "-" => Input::Standard,
        file => Input::File(file.to_owned()),
    };
    let inputs: Inputs = paths.iter().map(input).collect();
    let plan = Plan::new(project, &inputs, options)?;
    for (number, input) in inputs.iter().enumerate() {
        let group = plan.of_input.get(number);
        let settled = group.and_then(|group| plan.groups.get(group));
        let settled =
            settled.and_then(|(settings, packs)| Some((settings, plan.packs.get(*packs)?)));
        if let Some((settings, packs)) = settled {
            let shown = show(settings, packs, path_of(&input, options), language);
            output::print(&printable_lines(&shown));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Checks and prints all inputs.
fn all(
    checkers: &[Checker<'_>],
    plan: &Plan,
    inputs: &Inputs,
    threads: usize,
    printer: &mut Printer<'_>,
) {
    let shown = if printer.is_quiet() { 0 } else { inputs.len() };
    let progress = Progress::new(shown);
    let with = |number: usize| {
        let input = inputs.get(number);
        let input = input.filter(|input| !plan.is_baseline(input))?;
        Some((input, checkers.get(plan.of_input.get(number)?)?))
    };
    let check = |number: usize| {
        let (input, checker) = with(number)?;
        let verdict = checker.guarded(&input);
        Some((input.argument(), checker, verdict))
    };
    in_order(
        inputs.len(),
        Team::of(threads),
        |number| {
            let checked = check(number);
            progress.one_more();
            checked
        },
        |checked| {
            let verdict = checked.as_ref().map(|(.., verdict)| verdict);
            verdict.map_or(0, Verdict::weight)
        },
        |_, checked| {
            if let Some((argument, checker, verdict)) = checked {
                progress.aside(|| printer.verdict(checker.settings, argument, verdict));
            }
        },
    );
    progress.finish();
}

/// Checks inputs with the settings and packs that hold for them.
pub(crate) struct Checker<'a> {
    pub linter: &'a Linter,
    pub memory: &'a Memory,
    pub settings: &'a Settings,
    pub recording: Option<&'a Baseline>,
    pub options: &'a Check,
    pub formats: &'a [Format],
    pub language: Language,
    pub prior: Option<&'a Prior<'a>>,
    pub style: Style,
    /// Whether what many reports need of each other is gathered.
    pub gathers: bool,
    /// Whether a mask stands for the path in what is rendered of a report by itself, so that a copy of the
    /// file elsewhere is rendered the same.
    pub masks: bool,
    /// Whether results name documents by their SHA-256.
    pub names_documents: bool,
}

/// The bytes of a file.
#[derive(Clone, Copy)]
pub(crate) struct Content<'f> {
    pub bytes: &'f [u8],
    /// What tells them from all others, where somebody has asked for it already.
    pub digest: Option<&'f Digest>,
}

impl<'f> From<&'f [u8]> for Content<'f> {
    fn from(bytes: &'f [u8]) -> Self {
        Self {
            bytes,
            digest: None,
        }
    }
}

/// A file that was opened.
#[derive(Clone, Copy)]
struct OpenedFile<'f> {
    pub path: &'f str,
    pub bytes: &'f [u8],
    /// What tells it from others, where reports are gathered.
    pub digests: &'f Digests,
    /// Its text, which knows the places in it; empty for files that are no texts.
    pub source: &'f Source<'f>,
    /// The names of its sheets.
    pub sheets: &'f [String],
    /// What is known of the report in it, where that was read before.
    pub before: Option<&'f ReadBefore>,
}

impl Checker<'_> {
    /// Checks an input; an internal failure becomes a complaint, never a pass.
    pub(crate) fn guarded(&self, input: &Input) -> Verdict {
        let path = self.shown(input);
        self.guarding(&path, || self.input(input, &path))
    }

    /// An input as it is shown.
    pub(crate) fn shown(&self, input: &Input) -> String {
        input.shown(&self.options.stdin_filename)
    }

    /// What work on an input came to, whatever it came to.
    pub(crate) fn guarding(
        &self,
        path: &str,
        work: impl FnOnce() -> Result<Verdict, Bilingual>,
    ) -> Verdict {
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(verdict)) => verdict,
            Ok(Err(why)) => self.refused(path, &why),
            Err(_) => Verdict {
                is_passing: true,
                ..self.refused(path, &internal_failure())
            },
        }
    }

    fn input(&self, input: &Input, path: &str) -> Result<Verdict, Bilingual> {
        let mut claim = self.memory.claim(size_of(input));
        let bytes = read(input)?;
        self.bytes(bytes.as_slice().into(), input, path, &mut claim)
    }

    /// Checks the bytes of an input under the path that it is shown by.
    pub(crate) fn bytes(
        &self,
        content: Content<'_>,
        input: &Input,
        path: &str,
        claim: &mut Claim<'_>,
    ) -> Result<Verdict, Bilingual> {
        let bytes = content.bytes;
        match (gouji_archive::kind_of(bytes), input) {
            (Some(kind), Input::Member(file, asked)) => {
                let archive = Archive {
                    kind,
                    bytes,
                    path: &file.to_string_lossy(),
                    asked: Some(asked),
                };
                self.archive(archive, claim)
            }
            (Some(kind), _) => {
                let archive = Archive {
                    kind,
                    bytes,
                    path,
                    asked: None,
                };
                let checked = self.archive(archive, claim);
                let is_met = input.argument().is_some();
                if checked.is_err() && is_met && !meeting::claims_to_be_a_report(path) {
                    return Ok(passed(path, Why::NoReport));
                }
                checked
            }
            (None, Input::Member(..)) => Err(members::not_an_archive()),
            (None, _) => self.file(content, path, input, claim),
        }
    }

    fn file(
        &self,
        content: Content<'_>,
        path: &str,
        input: &Input,
        claim: &mut Claim<'_>,
    ) -> Result<Verdict, Bilingual> {
        let bytes = content.bytes;
        let weight = gouji_lint::weight(bytes, self.memory.little());
        if self.memory.is_exceeded_by(weight) {
            return Ok(Verdict {
                is_passing: true,
                ..self.refused(path, &too_much_memory(weight))
            });
        }
        claim.resize(weight);
        let mut verdict = Verdict::default();
        match meeting::open(self.linter, bytes, path, input.argument().is_some()) {
            Ok(opened) => self.reports(&opened, path, content, &mut verdict),
            Err(Unopened::Passed(why)) => return Ok(passed(path, why)),
            Err(Unopened::Failed(why)) => return Err(why),
        }
        Ok(verdict)
    }

    fn reports(
        &self,
        opened: &Opened<'_>,
        path: &str,
        content: Content<'_>,
        verdict: &mut Verdict,
    ) {
        let Content { bytes, digest } = content;
        let digests = match self.gathers {
            true => Digests::of(bytes, digest, self.names_documents),
            false => Digests::default(),
        };
        let file = OpenedFile {
            path,
            bytes,
            digests: &digests,
            source: &opened.source,
            sheets: &opened.sheets,
            before: None,
        };
        for report in &opened.reports {
            self.report(report, file, verdict);
        }
    }

    /// An input of which nothing could be checked.
    pub(crate) fn refused(&self, path: &str, why: &Bilingual) -> Verdict {
        let mut verdict = Verdict::default();
        self.unread(&mut verdict, path, why);
        verdict
    }

    /// Notes a file of which nothing could be checked.
    fn unread(&self, verdict: &mut Verdict, path: &str, why: &Bilingual) {
        verdict.unread(self.failed(path, why));
    }

    pub(crate) fn failed(&self, path: &str, why: &Bilingual) -> Failed {
        Failed {
            path: path.to_owned(),
            why: why.get(self.language).to_owned(),
        }
    }
}

/// The bytes of an input.
pub(crate) fn read(input: &Input) -> Result<Vec<u8>, Bilingual> {
    let bytes = match input {
        Input::File(path) | Input::Met(path, _) | Input::Member(path, _) => bytes_of(path),
        Input::Standard => bytes_of_standard_input(),
        Input::Nothing(_, why) => return Err(why.clone()),
    };
    bytes.map_err(|error| error.message())
}

/// A file that was passed over.
fn passed(path: &str, why: Why) -> Verdict {
    let path = path.to_owned();
    Verdict {
        passed: Some(Passed { path, why }),
        ..Verdict::default()
    }
}

fn too_much_memory(bytes: u64) -> Bilingual {
    let size = bytes >> 20;
    Bilingual::new(
        format!(
            "检查它可能需要 {size} MB 内存，超出本进程可用的，未检查；请拆分，或在内存更大的机器上检查"
        ),
        format!(
            "checking it may take {size} MB of memory, more than this process may have, and it was not checked; split it, or check it on a larger machine"
        ),
    )
}

fn internal_failure() -> Bilingual {
    Bilingual::new(
        "内部错误，未能检查，请反馈",
        "internal failure, nothing was checked; please report it",
    )
}
