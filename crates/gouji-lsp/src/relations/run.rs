//! The reports of all files as relations between them ask for them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_audit::relations::{Names, paired};
use gouji_audit::units::Tree;
use gouji_audit::{Entry, PackedReport, RunReports, SectionText};
use gouji_rule::Pack;

use super::collected::Collected;

/// The reports of all files.
pub(super) struct Run {
    reports: Vec<(PathBuf, String, Collected)>,
    entries: Vec<Entry>,
    packs: Vec<Arc<Pack>>,
}

impl Run {
    /// The reports of files, paired with units.
    pub(super) fn new(files: &BTreeMap<PathBuf, Vec<Collected>>, tree: &mut Tree) -> Self {
        let mut run = Self {
            reports: Vec::new(),
            entries: Vec::new(),
            packs: Vec::new(),
        };
        let mut names = Names::default();
        for (path, reports) in files {
            for report in reports {
                let known = run.packs.iter();
                let mut known = known.take_while(|pack| !Arc::ptr_eq(pack, &report.pack));
                let pack = known.by_ref().count();
                if pack == run.packs.len() {
                    run.packs.push(Arc::clone(&report.pack));
                }
                let entry = report.entry(pack);
                names.push(report.organization.as_deref(), entry.year);
                run.entries.push(entry);
                let shown = path.to_string_lossy().into_owned();
                run.reports.push((path.clone(), shown, report.clone()));
            }
        }
        for one in paired(tree, names) {
            if let Some(entry) = run.entries.get_mut(one.report) {
                entry.unit = one.unit;
            }
        }
        run
    }

    /// The file of a report, and which of its reports it is.
    pub(super) fn place(&self, report: usize) -> Option<(&Path, usize)> {
        let (path, _, report) = self.reports.get(report)?;
        Some((path, report.ordinal))
    }

    /// Whose report of which year one is.
    pub(super) fn whose(&self, report: usize) -> String {
        let organ = self.reports.get(report);
        let organ = organ.and_then(|(_, _, report)| report.organization.as_deref());
        let year = self.entries.get(report).and_then(|entry| entry.year);
        let year = year.map_or_else(String::new, |year| format!(" {year}"));
        format!("{}{year}", organ.unwrap_or_default())
    }
}

impl RunReports for Run {
    fn packs(&self) -> &[Arc<Pack>] {
        &self.packs
    }

    fn len(&self) -> usize {
        self.entries.len()
    }

    fn entry(&self, report: usize) -> Option<Entry> {
        self.entries.get(report).copied()
    }

    fn kept(&self, report: usize) -> Option<PackedReport> {
        let (_, _, report) = self.reports.get(report)?;
        Some((*report.kept).clone())
    }

    fn path(&self, report: usize) -> String {
        let own = self.reports.get(report);
        own.map(|(_, shown, _)| shown.clone()).unwrap_or_default()
    }

    fn section(&self, report: usize, id: &str) -> Option<SectionText> {
        let (_, _, report) = self.reports.get(report)?;
        let mut sections = report.sections.iter();
        let (_, section) = sections.find(|(own, _)| own == id)?;
        Some(section.clone())
    }
}
