//! Findings that were there when a baseline was written, known again by what they are.
//!
//! A report is known by organ and year, or by its path where it names neither; a finding by its
//! identity, which is made of rule, form, instance, cells and values. Lines do not count, so
//! reformatting keeps a baseline; and each entry stands for one finding, so a new one never hides
//! behind one that was mended.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_model::{Bilingual, Identity, Report};
use serde::{Deserialize, Serialize};

use crate::error::ConfigError;
use crate::file_place::FilePlace;
use crate::patterns::{absolute, relative, shown};
use crate::writing;

/// The version of the file's structure.
const SCHEMA: u32 = 1;
/// Largest baseline read, in bytes.
const LARGEST: u64 = 256 << 20;

/// How a report is known again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum ReportKey {
    /// By whose it is and of which year.
    Named {
        /// The organ.
        organization: String,
        /// The year.
        year: i32,
    },
    /// By its path, relative to the baseline, with `/` between its parts.
    Path {
        /// The path.
        path: String,
    },
}

/// A finding in a baseline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Name of the rule.
    pub rule: String,
    /// Which instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The form.
    pub form: String,
    /// The cells it rests on with what they hold, for people; the identity covers them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cells: BTreeMap<String, String>,
    /// Its identity, 32 hexadecimal digits.
    pub identity: String,
    /// How many findings of the report are exactly this one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
}

const fn one() -> u32 {
    1
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_one(count: &u32) -> bool {
    *count == 1
}

/// The findings of a report by identity.
pub(crate) type Entries = BTreeMap<Identity, Entry>;

/// A baseline.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// Its path, absolute.
    pub(crate) path: PathBuf,
    pub(crate) reports: BTreeMap<ReportKey, Entries>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: u32,
    reports: Vec<WrittenReport>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenReport {
    report: ReportKey,
    findings: Vec<Entry>,
}

impl ReportKey {
    /// The key of a report, in a baseline of this folder.
    pub(crate) fn of(report: &Report, file: &Path, baseline: &Path) -> Self {
        match (&report.organization, report.year) {
            (Some(organization), Some(year)) => Self::Named {
                organization: organization.clone(),
                year,
            },
            _ => Self::Path {
                path: relative(baseline.parent().unwrap_or(Path::new("")), &absolute(file)),
            },
        }
    }
}

impl Baseline {
    /// A baseline of this path with nothing in it.
    #[must_use]
    pub fn empty(path: &Path) -> Self {
        Self {
            path: absolute(path),
            reports: BTreeMap::new(),
        }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// When it cannot be read, or is no baseline this version of gouji knows.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let size = fs::metadata(path).map(|about| about.len());
        if size.is_ok_and(|size| size > LARGEST) {
            return Err(ConfigError::unreadable(path, &"larger than 256 MiB"));
        }
        let text = fs::read_to_string(path);
        let text = text.map_err(|error| ConfigError::unreadable(path, &error))?;
        Self::parse(path, &text)
    }

    /// Reads the text of a baseline.
    fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let path = absolute(path);
        let no_baseline = |line: usize, column: usize, why: &str| {
            let what = Bilingual::new(
                format!("不是基线文件：{why}"),
                format!("no baseline: {why}"),
            );
            let help = Bilingual::new(
                "用 gouji check --write-baseline 重新生成",
                "make it anew with `gouji check --write-baseline`",
            );
            ConfigError::at(spot(&path, text, line, column), what, help)
        };
        let written: Written = serde_json::from_str(text)
            .map_err(|error| no_baseline(error.line(), error.column(), &error.to_string()))?;
        if written.schema != SCHEMA {
            return Err(no_baseline(
                1,
                1,
                &format!("schema {} ≠ {SCHEMA}", written.schema),
            ));
        }
        let mut baseline = Self::empty(&path);
        for report in written.reports {
            let entries = baseline.reports.entry(report.report).or_default();
            for entry in report.findings {
                let identity = entry.identity.parse();
                let identity = identity.map_err(|_| no_baseline(1, 1, &entry.identity))?;
                entries.insert(identity, entry);
            }
        }
        Ok(baseline)
    }

    /// Its path, relative to the current folder where it is below that.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        shown(&self.path)
    }

    /// How many findings are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        let entries = self.reports.values().flat_map(BTreeMap::values);
        entries.map(|entry| entry.count as usize).sum()
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The findings of a report.
    pub(crate) fn of(&self, key: &ReportKey) -> Option<&Entries> {
        self.reports.get(key)
    }

    /// Its text: sorted, so that the same findings give the same bytes.
    #[must_use]
    pub fn text(&self) -> String {
        let mut reports = Vec::new();
        for (report, entries) in &self.reports {
            let mut findings: Vec<Entry> = entries.values().cloned().collect();
            findings.sort();
            if !findings.is_empty() {
                let report = report.clone();
                reports.push(WrittenReport { report, findings });
            }
        }
        let written = Written {
            schema: SCHEMA,
            reports,
        };
        // Texts and numbers always serialize.
        serde_json::to_string_pretty(&written).unwrap_or_default() + "\n"
    }

    /// Writes it: at any moment the old or the new file is there, whole.
    ///
    /// # Errors
    /// When it cannot be written; the old file is still there then.
    pub fn write(&self) -> Result<(), ConfigError> {
        writing::write(&self.path, self.text().as_bytes())
    }
}

fn spot(path: &Path, text: &str, line: usize, column: usize) -> FilePlace {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let start = (start + column.saturating_sub(1)).min(text.len());
    FilePlace {
        path: shown(path),
        text: Arc::from(text),
        span: start..start,
    }
}
