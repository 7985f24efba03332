//! A configuration in force: rule names looked up, the command line on top, the baseline read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_model::{Bilingual, Date, Severity};
use gouji_pack::Packs;
use gouji_rule::Rule;

use crate::accepted::Accepted;
use crate::baseline::Baseline;
use crate::error::ConfigError;
use crate::file::{ConfigFile, WrittenLayer};
use crate::finder::Chain;
use crate::layers::{self, Grade, Layer, Origin};
use crate::selector::{Selector, Target};
use crate::suppression::Suppression;
use crate::tree::At;

/// What the command line says over any configuration.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Only these rules; all where empty.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// The least severity that makes the exit status 1.
    pub fail_on: Option<Severity>,
    /// A baseline in place of the configuration's.
    pub baseline: Option<PathBuf>,
    /// No baseline at all, because one is being written.
    pub without_baseline: bool,
    /// What was accepted in the answers to a list.
    pub accepted: Option<Arc<Accepted>>,
}

/// Settings in force for the files of one configuration.
#[derive(Clone, Debug)]
pub struct Settings {
    pub(crate) chain: Arc<Chain>,
    pub(crate) layers: Vec<Layer>,
    pub(crate) suppressions: Vec<Arc<Suppression>>,
    pub(crate) baseline: Option<Baseline>,
    pub(crate) baseline_from: Origin,
    pub(crate) accepted: Option<Arc<Accepted>>,
    pub(crate) today: Date,
    /// Whether what is found is written to a baseline.
    pub(crate) recording: bool,
}

impl Settings {
    /// Puts settings in force, with the rules of these packs.
    ///
    /// # Errors
    /// When a rule, a cell or a baseline is named that does not exist.
    pub fn new(
        chain: &Arc<Chain>,
        packs: &Packs,
        overrides: &Overrides,
        today: Date,
    ) -> Result<Self, ConfigError> {
        let mut layers = Vec::new();
        let mut suppressions = Vec::new();
        for (index, file) in chain.files.iter().enumerate() {
            for written in &file.layers {
                layers.push(layer(file, index, written, packs)?);
            }
            let own = index + 1 == chain.files.len();
            suppressions.extend(in_force(file, own, packs)?);
        }
        layers.push(of_overrides(overrides, packs)?);
        let (baseline, baseline_from) = baseline(chain, overrides)?;
        Ok(Self {
            chain: Arc::clone(chain),
            layers,
            suppressions,
            baseline,
            baseline_from,
            accepted: overrides.accepted.clone(),
            today,
            recording: overrides.without_baseline,
        })
    }

    /// What holds for a rule, apart from settings for some paths.
    #[must_use]
    pub fn grade(&self, rule: &Rule) -> Grade {
        let layers = self.layers.iter().filter(|layer| layer.is_for(None));
        layers::grade(layers, Target::of(rule), rule.severity)
    }

    /// The baseline in force, absolute.
    #[must_use]
    pub fn baseline_path(&self) -> Option<&Path> {
        self.baseline
            .as_ref()
            .map(|baseline| baseline.path.as_path())
    }

    /// The least severity of notices that makes the exit status 1.
    #[must_use]
    pub fn fail_on_notices(&self) -> Severity {
        let layers = self.layers.iter().filter(|layer| layer.is_for(None));
        layers::fail_on(layers).map_or(Severity::Error, |(severity, _)| severity)
    }

    /// What holds for a rule that is about the configuration itself.
    pub(crate) fn grade_of_notice(&self, name: &str) -> Grade {
        let layers = self.layers.iter().filter(|layer| layer.is_for(None));
        layers::grade(layers, Target::named(name), Severity::Warning)
    }
}

fn layer(
    file: &ConfigFile,
    index: usize,
    written: &WrittenLayer,
    packs: &Packs,
) -> Result<Layer, ConfigError> {
    let one = |text: &At<String>| match Selector::read(&text.value, packs) {
        Ok(selector) => Ok(At::new(selector, text.span.clone())),
        Err((what, help)) => Err(file.fault(text.span.clone(), what, help)),
    };
    let all = |texts: &[At<String>]| texts.iter().map(one).collect::<Result<Vec<_>, _>>();
    let severity = written.severity.iter();
    Ok(Layer {
        file: Some(index),
        path: written.path.clone(),
        select: written.select.as_deref().map(all).transpose()?,
        extend_select: all(&written.extend_select)?,
        ignore: all(&written.ignore)?,
        severity: severity
            .map(|(text, severity)| Ok((one(text)?, *severity)))
            .collect::<Result<_, ConfigError>>()?,
        fail_on: written.fail_on.clone(),
    })
}

fn of_overrides(overrides: &Overrides, packs: &Packs) -> Result<Layer, ConfigError> {
    let read = |(index, text): (usize, &String)| match Selector::read(text, packs) {
        Ok(selector) => Ok(At::new(selector, index..index)),
        Err((what, help)) => Err(ConfigError::option(Bilingual::new(
            format!("{}。{}", what.zh, help.zh),
            format!("{}; {}", what.en, help.en),
        ))),
    };
    let all = |texts: &[String]| {
        texts
            .iter()
            .enumerate()
            .map(read)
            .collect::<Result<Vec<_>, _>>()
    };
    let select = all(&overrides.select)?;
    Ok(Layer {
        select: (!select.is_empty()).then_some(select),
        ignore: all(&overrides.ignore)?,
        fail_on: overrides.fail_on.map(|severity| At::new(severity, 0..0)),
        ..Layer::default()
    })
}

fn in_force(
    file: &ConfigFile,
    own: bool,
    packs: &Packs,
) -> Result<Vec<Arc<Suppression>>, ConfigError> {
    let mut suppressions = Vec::new();
    for written in &file.suppressions {
        written.check(file.written(), packs)?;
        suppressions.push(Arc::new(Suppression {
            spot: file.spot(written.rule.span.clone()),
            written: written.clone(),
            folder: file.folder.clone(),
            retired: packs.retired(&written.rule.value).map(str::to_owned),
            own,
        }));
    }
    Ok(suppressions)
}

/// The baseline in force: the command line's, else that of the last file that names one.
fn baseline(
    chain: &Chain,
    overrides: &Overrides,
) -> Result<(Option<Baseline>, Origin), ConfigError> {
    if overrides.without_baseline {
        return Ok((None, Origin::CommandLine));
    }
    if let Some(path) = &overrides.baseline {
        return Ok((Some(Baseline::read(path)?), Origin::CommandLine));
    }
    let mut files = chain.files.iter().enumerate().rev();
    let named = files.find_map(|(index, file)| Some((index, file, file.baseline.as_ref()?)));
    let Some((index, file, path)) = named else {
        return Ok((None, Origin::Default));
    };
    let span = path.span.clone();
    let baseline = Baseline::read(&path.value).map_err(|error| match error {
        ConfigError::Unreadable { .. } => file.fault(span.clone(), error.message(), no_baseline()),
        error => error,
    })?;
    Ok((Some(baseline), Origin::File { file: index, span }))
}

fn no_baseline() -> Bilingual {
    Bilingual::new(
        "用 gouji check --write-baseline 生成基线文件",
        "`gouji check --write-baseline` makes one",
    )
}
