//! What a run goes by, from its options.

use std::time::Duration;

use gouji_config::Settings;
use gouji_lint::Linter;
use gouji_model::{Language, Languages};
use gouji_render::Format;

use super::cached::{Keys, Known, can_mask};
use super::inputs::Reading;
use super::run::Run;
use crate::arguments::{Audit, Check};
use crate::check::{Checker, style};
use crate::files::Inputs;
use crate::memory::Memory;
use crate::plan::Plan;
use crate::progress::Progress;
use crate::sinks;

/// How long one file may take where no limit is given, in seconds.
const SECONDS: u64 = 60;

/// Everything that is read with, for as long as the process lives: a thread that reads a file without end
/// is left to itself.
pub(super) fn reading(
    options: &Audit,
    check: Check,
    plan: Plan,
    inputs: Inputs,
    known: Option<Known>,
    language: Language,
) -> &'static Reading {
    let check: &'static Check = Box::leak(Box::new(check));
    let plan: &'static Plan = Box::leak(Box::new(plan));
    let linter = |packs| Linter::new(packs).worded_in(Languages::One(language));
    let linters: Vec<Linter> = plan.packs.iter().map(linter).collect();
    let formats: &'static [Format] = sinks::formats(check).leak();
    let memory: &'static Memory = Box::leak(Box::new(Memory::new(check.machine.memory)));
    let masks = known.is_some() && can_mask(formats);
    let checker = Making {
        check,
        formats,
        memory,
        language,
        masks,
        names_documents: options.bundle.is_some(),
    };
    let checkers = checker.checkers(plan, linters.leak()).leak();
    let of_checker = |checker: &Checker<'_>| Keys::of_checker(checker);
    let keys = known.iter().flat_map(|_| checkers.iter().map(of_checker));
    let keys = keys.collect();
    let all = inputs.iter().enumerate();
    let left_out = all.filter(|(_, input)| plan.is_baseline(input));
    let left_out: Vec<usize> = left_out.map(|(number, _)| number).collect();
    let count = inputs.len() - left_out.len();
    let inputs: &'static Inputs = Box::leak(Box::new(inputs));
    let shown = if check.quiet { 0 } else { count };
    let deadline = options.file_timeout.unwrap_or(SECONDS);
    Box::leak(Box::new(Reading {
        run: Run {
            check,
            plan,
            inputs,
            checkers,
        },
        keys,
        known,
        progress: Progress::new(shown),
        left_out,
        deadline: Duration::from_secs(deadline),
        has_answers: !options.answers.is_empty(),
    }))
}

/// What checkers are made with.
struct Making {
    check: &'static Check,
    formats: &'static [Format],
    memory: &'static Memory,
    language: Language,
    masks: bool,
    names_documents: bool,
}

impl Making {
    /// A checker for each settings.
    fn checkers(&self, plan: &'static Plan, linters: &'static [Linter]) -> Vec<Checker<'static>> {
        let checker = |(settings, packs): &'static (Settings, usize)| {
            Some(Checker {
                linter: linters.get(*packs)?,
                memory: self.memory,
                settings,
                recording: None,
                options: self.check,
                formats: self.formats,
                language: self.language,
                prior: None,
                style: style(self.check),
                gathers: true,
                masks: self.masks,
                names_documents: self.names_documents,
            })
        };
        plan.groups.iter().filter_map(checker).collect()
    }
}
