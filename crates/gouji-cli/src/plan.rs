//! Which settings and packs each input of `check` is checked with, settled before anything is
//! read: a mistake in any configuration ends the run.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_config::{Chain, Overrides, Settings};
use gouji_model::Severity;
use gouji_pack::Packs;

use crate::arguments::{Check, Level};
use crate::files::{Input, Inputs};
use crate::project::{Failure, Project};

/// Settings and packs for all inputs.
pub(crate) struct Plan {
    /// The packs; configurations that name no rules share the first.
    pub packs: Vec<Packs>,
    /// The settings, each with the number of its packs.
    pub groups: Vec<(Settings, usize)>,
    /// For each input the number of its settings.
    pub of_input: Groups,
    /// The baselines read or written, which lie among the reports of a folder and are none.
    pub baselines: Vec<PathBuf>,
    /// What says how is checked: configurations with their baselines, and the files of packs.
    pub read: Vec<PathBuf>,
}

/// The configurations that hold for inputs.
pub(crate) struct Configured {
    chains: Vec<Arc<Chain>>,
    of_input: Groups,
}

impl Configured {
    /// The configuration of every input, that of standard input by a name.
    pub(crate) fn of(
        project: &mut Project<'_>,
        inputs: &Inputs,
        standard: &str,
    ) -> Result<Self, Failure> {
        let mut chains: Vec<Arc<Chain>> = Vec::new();
        let mut of_input = Groups::default();
        for input in inputs.iter() {
            let chain = project.of_file(named(&input, standard))?;
            let known = chains.iter().position(|known| Arc::ptr_eq(known, &chain));
            of_input.push(known.unwrap_or(chains.len()));
            if known.is_none() {
                chains.push(chain);
            }
        }
        Ok(Self { chains, of_input })
    }

    /// The files they were read from, and those that they name: baselines and packs.
    pub(crate) fn read(&self, project: &mut Project<'_>) -> Result<Vec<PathBuf>, Failure> {
        let mut read = Vec::new();
        // That of the current folder says in which language all is written.
        let here = project.here()?;
        for chain in self.chains.iter().chain([&here]) {
            read.extend(chain.paths().chain(chain.baseline()).map(Path::to_owned));
        }
        for chain in &self.chains {
            let packs = project.packs(chain)?;
            let files = packs.given().iter();
            read.extend(files.map(|file| PathBuf::from(&*file.path)));
        }
        Ok(read)
    }
}

/// Numbers of settings by inputs: those beside each other mostly have the same.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    count: usize,
    /// From which input on each holds.
    runs: Vec<(usize, usize)>,
}

impl Groups {
    fn push(&mut self, group: usize) {
        if self.runs.last().is_none_or(|(_, last)| *last != group) {
            self.runs.push((self.count, group));
        }
        self.count += 1;
    }

    /// The number of the settings of an input.
    pub(crate) fn get(&self, input: usize) -> Option<usize> {
        let behind = self.runs.partition_point(|(from, _)| *from <= input);
        let (_, group) = self.runs.get(behind.checked_sub(1)?)?;
        (input < self.count).then_some(*group)
    }
}

impl Plan {
    /// Settles the settings of every input.
    pub(crate) fn new(
        project: &mut Project<'_>,
        inputs: &Inputs,
        options: &Check,
    ) -> Result<Self, Failure> {
        Self::with(
            project,
            inputs,
            &options.stdin_filename,
            &overrides(options),
        )
    }

    /// Settles the settings of every input, standard input under a name.
    pub(crate) fn with(
        project: &mut Project<'_>,
        inputs: &Inputs,
        standard: &str,
        overrides: &Overrides,
    ) -> Result<Self, Failure> {
        let configured = Configured::of(project, inputs, standard)?;
        Self::settled(project, configured, overrides)
    }

    /// Settles the settings under configurations.
    pub(crate) fn settled(
        project: &mut Project<'_>,
        configured: Configured,
        overrides: &Overrides,
    ) -> Result<Self, Failure> {
        let read = configured.read(project)?;
        let Configured { chains, of_input } = configured;
        let mut plan = Self {
            packs: Vec::new(),
            groups: Vec::new(),
            of_input,
            baselines: Vec::new(),
            read,
        };
        plan.settle(project, &chains, overrides)?;
        Ok(plan)
    }

    /// Whether an input is a baseline.
    pub(crate) fn is_baseline(&self, input: &Input) -> bool {
        let Some(file) = input.file() else {
            return false;
        };
        self.baselines.iter().any(|baseline| {
            // Asking the system for every file would cost more than checking some.
            let same_name = baseline.file_name() == file.file_name();
            same_name && baseline.canonicalize().ok() == file.canonicalize().ok()
        })
    }

    fn settle(
        &mut self,
        project: &mut Project<'_>,
        chains: &[Arc<Chain>],
        overrides: &Overrides,
    ) -> Result<(), Failure> {
        for chain in chains {
            let packs = project.packs(chain)?;
            let settings = project.settings(chain, &packs, overrides)?;
            let known = self.packs.iter().position(|known| known.ptr_eq(&packs));
            let number = known.unwrap_or(self.packs.len());
            if known.is_none() {
                self.packs.push(packs);
            }
            self.baselines
                .extend(settings.baseline_path().map(Path::to_owned));
            self.groups.push((settings, number));
        }
        Ok(())
    }
}

/// The path that decides which configuration an input has.
pub(crate) fn path_of<'i>(input: &'i Input, options: &'i Check) -> &'i Path {
    named(input, &options.stdin_filename)
}

fn named<'i>(input: &'i Input, standard: &'i str) -> &'i Path {
    input.on_disk().unwrap_or_else(|| match input {
        Input::Nothing(path, _) => Path::new(path),
        _ => Path::new(standard),
    })
}

/// What the options say over any configuration.
pub(crate) fn overrides(options: &Check) -> Overrides {
    Overrides {
        select: options.selection.select.clone(),
        ignore: options.selection.ignore.clone(),
        fail_on: options.selection.fail_on.map(|level| match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Info,
        }),
        baseline: options.baseline.clone(),
        without_baseline: options.write_baseline.is_some(),
        accepted: None,
    }
}
