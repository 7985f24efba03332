//! The first pass: every file by itself, taken from what is known of it or checked.

use std::time::Duration;

use gouji_model::{Bilingual, Language};

use super::cached::{Came, HowKnown};
use super::collecting::Collected;
use super::inputs::Reading;
use super::noted::Notes;
use super::people::People;
use super::recorded::Recorder;
use super::work::Line;
use super::{spool, stop};
use crate::check::{Verdict, threads};
use crate::output::complain;
use crate::printing::Printer;
use crate::project::Failure;

/// How far reading came.
#[derive(Clone, Copy, Default)]
pub(super) struct Done {
    /// How many files were read or known.
    pub files: usize,
    /// How many of them were known.
    pub known: usize,
    /// Of how many it was known what was read of them.
    pub read: usize,
}

impl Done {
    /// Says how many files are as they were.
    pub(super) fn report(self, language: Language) {
        let Self { files, known, read } = self;
        let anew = files - known - read;
        let message = match (known, read) {
            (0, 0) => return,
            (_, 0) => Bilingual::new(
                format!("{known} 个文件与检查过的相同，取用已有的结果；新检查 {anew} 个"),
                format!(
                    "{known} file(s) are as they were when they were checked; checked anew: {anew}"
                ),
            ),
            _ => {
                let all = known + read;
                Bilingual::new(
                    format!(
                        "{all} 个文件与检查过的相同，没有再读取，其中 {read} 个按现在的规则和设置重新核对；新检查 {anew} 个"
                    ),
                    format!(
                        "{all} file(s) are as they were when they were checked and were not read again; held against rules and settings as they are now: {read}; checked anew: {anew}"
                    ),
                )
            }
        };
        complain(message.get(language));
    }
}

/// Who takes what files come to.
pub(super) struct Takers<'t, 'o> {
    pub people: &'t mut People,
    pub collected: Option<&'t mut Collected>,
    pub notes: &'t mut Notes,
    pub recorder: &'t mut Recorder,
    pub printer: &'t mut Printer<'o>,
}

impl Reading {
    /// Reads everything, as far as the run is not asked to end.
    pub(super) fn read(&'static self, takers: &mut Takers<'_, '_>) -> Result<Done, Failure> {
        let line = Line {
            items: self.count(),
            threads: threads(self.run.check),
            deadline: self.deadline,
            work: |item| self.work(item),
            weight: |came: &Came| came.verdict.weight(),
        };
        let mut done = Done::default();
        let mut failed = None;
        line.run(
            |item| self.late(item),
            |item, came| {
                if stop::is_asked() {
                    return false;
                }
                done.files += 1;
                match came.known {
                    HowKnown::Checked => done.known += 1,
                    HowKnown::Read => done.read += 1,
                    HowKnown::Not => {}
                }
                if let Err(error) = self.take(item, came, takers) {
                    failed = Some(error);
                }
                failed.is_none()
            },
        );
        self.progress.finish();
        match failed {
            Some(error) => Err(spool::failure(error)),
            None => Ok(done),
        }
    }

    fn work(&self, item: usize) -> Came {
        let found = self.input(item).filter(|_| !stop::is_asked());
        let Some((number, input)) = found else {
            return Verdict::default().into();
        };
        let checker = self.run.checker(number);
        let keys = self.run.group(number).and_then(|at| self.keys.get(at));
        let came = match (checker, &self.known, keys) {
            (Some(checker), Some(known), Some(keys)) => known.check(checker, keys, &input),
            (Some(checker), ..) => checker.guarded(&input).into(),
            (None, ..) => Verdict::default().into(),
        };
        self.progress.one_more();
        came
    }

    /// What is reported of a file that takes too long.
    fn late(&self, item: usize) -> Came {
        self.progress.one_more();
        let found = self.input(item);
        let found = found.and_then(|(number, input)| Some((self.run.checker(number)?, input)));
        let Some((checker, input)) = found else {
            return Verdict::default().into();
        };
        let verdict = checker.refused(&checker.shown(&input), &too_long(self.deadline));
        Came::from(verdict)
    }

    fn take(&self, item: usize, came: Came, takers: &mut Takers<'_, '_>) -> std::io::Result<()> {
        takers.recorder.file(came.key.as_ref());
        let mut verdict = match &self.known {
            Some(known) => known.take(came),
            None => came.verdict,
        };
        let found = self.input(item);
        let found =
            found.and_then(|(number, input)| Some((number, input, self.run.checker(number)?)));
        let Some((number, input, checker)) = found else {
            return Ok(());
        };
        takers.people.unread += verdict.counts.unread;
        let gathered = verdict.gathered.iter();
        gathered.for_each(|one| takers.people.add_single(one));
        if let Some(collected) = &mut takers.collected {
            collected.single(checker.linter, &verdict)?;
        }
        takers.notes.take(number, checker.linter, &mut verdict)?;
        verdict.years = Default::default();
        let argument = input.argument();
        let group = self.run.group(number);
        takers.recorder.verdict(group, argument, &verdict);
        let printer = &mut takers.printer;
        self.progress
            .aside(|| printer.verdict(checker.settings, argument, verdict));
        Ok(())
    }
}

fn too_long(deadline: Duration) -> Bilingual {
    let seconds = deadline.as_secs();
    Bilingual::new(
        format!(
            "{seconds} 秒内没有检查完，已放弃这个文件；可用 --file-timeout 给更多时间，或另存后再检查"
        ),
        format!(
            "it was not checked within {seconds} s and was given up; give it more time with --file-timeout, or save it again"
        ),
    )
}
