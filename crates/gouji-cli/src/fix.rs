//! `gouji fix`: repaired files, shown, written in place or printed; or copies with marks.

mod change_lines;
mod copying;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use gouji_config::{Overrides, Settings, Subject};
use gouji_fix::{Fixed, Wanted};
use gouji_lint::{Linter, Opened};
use gouji_model::{Bilingual, Language, Report};
use gouji_pack::Packs;

use crate::arguments::Fix;
use crate::difference::{difference, is_text};
use crate::files::{Found as Files, Input, Inputs, inputs};
use crate::input::{bytes_of, single, single_from_standard_input};
use crate::meeting::{self, Unopened};
use crate::passed::{self, Passed, Why};
use crate::plan::Plan;
use crate::prior::{Found, Prior, PriorFiles, open_each};
use crate::project::{Failure, Project};
use crate::status::COULD_NOT;
use crate::{output, replacing, status};
use change_lines::{ChangeLines, Counts};

/// What became of one input.
#[derive(Default)]
struct Done {
    /// How much was changed, or would be.
    counts: Counts,
    /// It is no report, and was passed over.
    passed: Option<Passed>,
    /// Something that was asked for could not be done.
    failed: bool,
}

impl Done {
    fn passed(path: &str, why: Why) -> Self {
        let path = path.to_owned();
        Self {
            passed: Some(Passed { path, why }),
            ..Self::default()
        }
    }
}

/// Repairs everything the options name.
pub(crate) fn run(
    project: &mut Project<'_>,
    options: &Fix,
    language: Language,
) -> Result<ExitCode, Failure> {
    let Files { inputs, passed } = inputs(project, &options.paths, &options.exclude)?;
    if inputs.len() > 1 && !options.diff && !options.write && !options.mark {
        output::complain(several().get(language));
        return Ok(ExitCode::from(COULD_NOT));
    }
    let plan = Plan::with(project, &inputs, "-", &Overrides::default())?;
    let mut named = options.only.iter();
    if let Some(unknown) = named.find(|name| !plan.packs.iter().any(|packs| knows(packs, name))) {
        output::complain(no_such_rule(unknown).get(language));
        return Ok(ExitCode::from(COULD_NOT));
    }
    if options.write {
        clear_away(&inputs);
    }
    let linters: Vec<Linter> = plan.packs.iter().map(Linter::new).collect();
    let last_year = PriorFiles::given(project, options.prior.as_deref())?;
    let priors = open_each(last_year.as_ref(), &linters, inputs.len() == 1, language)?;
    let mut all = All {
        counts: Counts::default(),
        passed,
        failed: false,
    };
    for (number, input) in inputs.iter().enumerate() {
        let group = plan.of_input.get(number);
        let group = group.and_then(|group| plan.groups.get(group));
        let fixer = group.and_then(|(settings, packs)| {
            Some(Fixer {
                linter: linters.get(*packs)?,
                prior: priors.get(*packs)?.as_ref(),
                settings,
                options,
                language,
            })
        });
        if let Some(fixer) = fixer.filter(|_| !plan.is_baseline(&input)) {
            all.add(fixer.guarded(&input));
        }
    }
    Ok(all.end(options, language))
}

/// What became of all inputs.
struct All {
    counts: Counts,
    passed: Vec<Passed>,
    failed: bool,
}

impl All {
    fn add(&mut self, done: Done) {
        self.counts.add(done.counts);
        self.passed.extend(done.passed);
        self.failed |= done.failed;
    }

    /// Says what there is to say of them together, and how the run ends.
    fn end(mut self, options: &Fix, language: Language) -> ExitCode {
        for line in passed::lines(&self.passed, false, language) {
            output::complain(&line);
        }
        if self.counts.files == 0 && !self.failed {
            // All there was in the folders was passed over.
            output::complain(passed::no_report().get(language));
            self.failed = true;
        } else if self.counts.files > 0 && !options.mark {
            output::complain(self.counts.line(options.diff).get(language));
        }
        status::of_run(self.failed, self.counts.cells > 0 && options.diff)
    }
}

/// Clears away what runs that were broken off have left in the folders of files.
fn clear_away(inputs: &Inputs) {
    let folder = |input: Input| Some(replacing::folder_of(input.file()?).to_owned());
    let folders: BTreeSet<PathBuf> = inputs.iter().filter_map(folder).collect();
    folders.iter().for_each(|folder| replacing::clear(folder));
}

fn knows(packs: &Packs, rule: &str) -> bool {
    packs.packs().iter().any(|pack| pack.rule(rule).is_some())
}

fn no_such_rule(name: &str) -> Bilingual {
    Bilingual::new(
        format!("没有规则“{name}”，`gouji rules` 列出全部规则"),
        format!("there is no rule `{name}`; `gouji rules` lists them all"),
    )
}

fn several() -> Bilingual {
    Bilingual::new(
        "多个文件请加 --diff（只看）或 --write（改写并备份）",
        "several files need --diff (to look) or --write (to change them, with backups)",
    )
}

fn for_terminals() -> Bilingual {
    Bilingual::new(
        "这种文件不能输出到终端，请加 --diff（只看）或 --write（改写并备份）",
        "this file is nothing for a terminal: use --diff (to look) or --write (to change it, with a backup)",
    )
}

/// What there is to say of last year's report.
#[derive(Default)]
struct PriorNotes {
    /// Why reports were not compared with it.
    mismatches: Vec<Bilingual>,
    /// What is doubtful where they were.
    remarks: Vec<Bilingual>,
}

/// Adds what was not reported before.
fn note(notes: &mut Vec<Bilingual>, what: Option<Bilingual>) {
    notes.extend(what.filter(|what| !notes.contains(what)));
}

struct Fixer<'a> {
    linter: &'a Linter,
    prior: Option<&'a Prior<'a>>,
    settings: &'a Settings,
    options: &'a Fix,
    language: Language,
}

impl Fixer<'_> {
    /// Repairs an input; whatever goes wrong is reported, and never stops the others.
    fn guarded(&self, input: &Input) -> Done {
        let path = input.shown("-");
        let done = catch_unwind(AssertUnwindSafe(|| self.input(input, &path)));
        let why = match done {
            Ok(Ok(done)) => return done,
            Ok(Err(why)) => why,
            Err(_) => Bilingual::new(
                "内部错误，未改动，请反馈",
                "internal failure, nothing was changed; please report it",
            ),
        };
        output::complain(&format!("{path}: {}", why.get(self.language)));
        Done {
            failed: true,
            ..Done::default()
        }
    }

    fn input(&self, input: &Input, path: &str) -> Result<Done, Bilingual> {
        let bytes = match input {
            // The message of an archive fits: no member is changed.
            Input::File(path) | Input::Met(path, _) | Input::Member(path, _) => single(path),
            Input::Standard => single_from_standard_input(),
            Input::Nothing(_, why) => return Err(why.clone()),
        };
        let bytes = bytes.map_err(|error| error.message())?;
        let is_met = input.argument().is_some();
        let opened = match meeting::open(self.linter, &bytes, path, is_met) {
            Ok(opened) => opened,
            Err(Unopened::Failed(why)) => return Err(why),
            Err(Unopened::Passed(why)) => return Ok(Done::passed(path, why)),
        };
        let notes = RefCell::new(PriorNotes::default());
        let done = match self.options.mark {
            true => self.mark(path, &bytes, input, &notes),
            false => self.change(path, &opened, &bytes, input, &notes),
        };
        Ok(self.ended(path, notes.into_inner(), done?))
    }

    /// Repairs a file, says what was changed, and hands it out. What there is to say of last year's
    /// report goes to `notes`.
    fn change(
        &self,
        path: &str,
        opened: &Opened<'_>,
        bytes: &[u8],
        input: &Input,
        notes: &RefCell<PriorNotes>,
    ) -> Result<Done, Bilingual> {
        let fixed = self.asked(path, notes, |wanted| {
            gouji_fix::fix(self.linter, bytes, wanted)
        });
        let fixed = fixed.map_err(|error| error.message())?;
        for line in ChangeLines::new(self.linter, opened, self.language).lines(&fixed) {
            output::complain(&format!("{path}: {line}"));
        }
        self.hand_out(path, input, bytes, &fixed)?;
        Ok(Done {
            counts: Counts::of(&fixed),
            failed: fixed.left.iter().any(|left| left.refused),
            passed: None,
        })
    }

    /// Shows what would be changed, writes the file, or prints it.
    fn hand_out(
        &self,
        path: &str,
        input: &Input,
        bytes: &[u8],
        fixed: &Fixed,
    ) -> Result<(), Bilingual> {
        match input {
            _ if self.options.diff => {
                let (linter, language) = (self.linter, self.language);
                output::print(&difference(linter, path, bytes, &fixed.bytes, language));
            }
            Input::File(file) | Input::Met(file, _) if self.options.write => {
                if !fixed.made.is_empty() {
                    self.write(file, bytes, fixed)?;
                }
            }
            _ if std::io::stdout().is_terminal() && !is_text(self.linter, bytes) => {
                return Err(for_terminals());
            }
            _ => output::print_bytes(&fixed.bytes),
        }
        Ok(())
    }

    /// Says what there is to say of last year's report.
    fn ended(&self, path: &str, notes: PriorNotes, done: Done) -> Done {
        for why in notes.mismatches.iter().chain(&notes.remarks) {
            output::complain(&format!("{path}: {}", why.get(self.language)));
        }
        Done {
            failed: done.failed || !notes.mismatches.is_empty(),
            ..done
        }
    }

    /// Writes a copy with marks, beside the file or to standard output.
    fn mark(
        &self,
        path: &str,
        bytes: &[u8],
        input: &Input,
        notes: &RefCell<PriorNotes>,
    ) -> Result<Done, Bilingual> {
        let marked = self.asked(path, notes, |wanted| {
            gouji_fix::mark(self.linter, bytes, wanted, self.language)
        });
        let marked = marked.map_err(|error| error.message())?;
        let count = marked.cells.len();
        match input.file() {
            _ if count == 0 => output::complain(&format!("{path}: {}", self.nothing_to_mark())),
            Some(file) => {
                if let Some(why) = copying::refusal(file) {
                    return Err(why);
                }
                let copy = copying::name_of(file);
                copying::write(&copy, &marked.bytes, self.options.force)?;
                let message = copying::message(&copy, count, self.language);
                output::complain(&format!("{path}: {message}"));
            }
            None if std::io::stdout().is_terminal() => return Err(for_terminals()),
            None => output::print_bytes(&marked.bytes),
        }
        Ok(Done {
            counts: Counts {
                files: 1,
                cells: count,
                ..Counts::default()
            },
            ..Done::default()
        })
    }

    const fn nothing_to_mark(&self) -> &'static str {
        match self.language {
            Language::Chinese => "没有要标注的格，没有写副本",
            Language::English => "no cell to mark, no copy was written",
        }
    }

    /// Does something with what the options want of a file.
    fn asked<T>(
        &self,
        path: &str,
        notes: &RefCell<PriorNotes>,
        work: impl FnOnce(&Wanted<'_>) -> T,
    ) -> T {
        let last_year = |report: &Report| match self.prior?.before(report) {
            Ok(Found { report, remark, .. }) => {
                note(&mut notes.borrow_mut().remarks, remark);
                Some(report)
            }
            Err(why) => {
                note(&mut notes.borrow_mut().mismatches, Some(why));
                None
            }
        };
        let wanted = Wanted {
            unsafe_too: self.options.unsafe_too,
            rules: self.options.only.clone(),
            settings: Some(&|pack, report, outcome| {
                let subject = Subject {
                    path: Path::new(path),
                    pack,
                    report,
                    compared: self.prior.is_some_and(|prior| prior.before(report).is_ok()),
                };
                self.settings.apply(outcome, &subject);
            }),
            last_year: Some(&last_year),
        };
        work(&wanted)
    }

    fn write(&self, file: &Path, before: &[u8], fixed: &Fixed) -> Result<(), Bilingual> {
        // Somebody may have saved the file while it was being checked.
        if bytes_of(file).map_err(|error| error.message())? != before {
            return Err(Bilingual::new(
                "检查期间文件已被改动，请再试一次",
                "the file was changed meanwhile; try again",
            ));
        }
        let backup = replacing::replace(file, &fixed.bytes);
        let backup = backup.map_err(|error| error.message())?;
        output::complain(&match self.language {
            Language::Chinese => format!(
                "{}: 已改写，原文件备份为 {}",
                file.display(),
                backup.display()
            ),
            Language::English => format!(
                "{}: changed; the old file is {}",
                file.display(),
                backup.display()
            ),
        });
        Ok(())
    }
}
