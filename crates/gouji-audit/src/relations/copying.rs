//! Sections that repeat those of other reports.

use std::collections::BTreeSet;
use std::io;

use gouji_check::Words;
use gouji_model::{Finding, IdentityMaker, Languages};
use gouji_rule::{Check, PeerTest, Rule};

use super::means::Means;
use super::names::Names;
use super::term::is_of_part;
use crate::between::{Between, Passages};
use crate::peers::{Letters, Repeated, Search, Text, Texts};
use crate::run_reports::RunReports;
use crate::units::Tree;

/// Hands on the findings on sections that repeat those of other reports.
pub(super) fn copied(
    run_reports: &dyn RunReports,
    tree: &Tree,
    means: Means<'_>,
    take: &mut dyn FnMut(Between) -> io::Result<()>,
) -> io::Result<()> {
    let mut done = BTreeSet::new();
    let names = Names::of(tree);
    for pack in run_reports.packs() {
        for rule in pack.rules() {
            if let Check::Copied(test) = &rule.check
                && let Some(peers) = &test.peers
            {
                for section in &test.sections {
                    // Editions share the rule: their texts are compared with each other.
                    if done.insert((rule.name.clone(), section.clone())) {
                        let asked = Asked {
                            run_reports,
                            rule,
                            peers,
                            section,
                        };
                        let search = Search {
                            copied: test,
                            peers,
                            source: &Source {
                                run_reports,
                                names: &names,
                                section,
                            },
                            scratch: &**means.scratch,
                            threads: means.threads,
                        };
                        search.repeated(asked.texts(), &mut |found| {
                            asked.finding(found).map_or(Ok(()), &mut *take)
                        })?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// What is asked of a section.
struct Asked<'r> {
    run_reports: &'r dyn RunReports,
    rule: &'r Rule,
    peers: &'r PeerTest,
    section: &'r str,
}

/// The texts of a section.
struct Source<'s> {
    run_reports: &'s dyn RunReports,
    names: &'s Names<'s>,
    section: &'s str,
}

impl Texts for Source<'_> {
    fn text(&self, of: &Text) -> Option<String> {
        Some(
            self.run_reports
                .section(of.report as usize, self.section)?
                .text,
        )
    }

    fn letters(&self, of: &Text) -> Option<Letters> {
        self.run_reports.letters(of.report as usize, self.section)
    }

    fn names(&self, unit: usize) -> Vec<String> {
        self.names.of_unit(unit)
    }

    fn is_stopped(&self) -> bool {
        self.run_reports.is_stopped()
    }
}

impl Asked<'_> {
    /// Whose sections there are.
    fn texts(&self) -> Vec<Text> {
        let packs = self.run_reports.packs().iter();
        let has_rule: Vec<bool> = packs
            .map(|pack| pack.rule(&self.rule.name).is_some())
            .collect();
        let text = |report: usize| {
            let entry = self.run_reports.entry(report)?;
            if is_of_part(self.run_reports.packs(), &entry) {
                return None;
            }
            let text = Text {
                report: u32::try_from(report).ok()?,
                unit: u32::try_from(entry.unit?).ok()?,
                year: entry.year?,
            };
            has_rule.get(entry.pack)?.then_some(text)
        };
        // Most reports have one: a vector that grows would take twice as much for a while.
        let mut texts = Vec::with_capacity(self.run_reports.len());
        texts.extend((0..self.run_reports.len()).filter_map(text));
        texts
    }

    fn finding(&self, found: Repeated) -> Option<Between> {
        let Asked {
            run_reports,
            rule,
            peers,
            section,
        } = *self;
        let entry = run_reports.entry(found.report)?;
        let pack = run_reports.packs().get(entry.pack)?;
        let title = run_reports.section(found.report, section)?.title;
        let mut words = Words::default();
        words.set("section", title.as_str());
        words.set("percent", found.percent.to_string());
        words.set("file", run_reports.path(found.other));
        let message = match found.is_own {
            true => &rule.message,
            false => &peers.message,
        };
        let mut identity = IdentityMaker::new(&pack.form.id, &rule.name, Some(section));
        identity.value(&title);
        if !found.is_own {
            let other = run_reports
                .kept(found.other)
                .and_then(|kept| kept.organization);
            identity.value(&other.unwrap_or_default());
        }
        let passages = found.passages.into_iter().map(|(own, other)| Passages {
            section: section.to_owned(),
            own,
            report: found.other,
            other,
        });
        Some(Between {
            report: Some(found.report),
            unit: entry.unit,
            year: entry.year,
            finding: Finding {
                at: Some(section.to_owned()),
                ..rule.finding(identity.finish(), words.fill(message, Languages::Both))
            },
            far: Vec::new(),
            suspects: Vec::new(),
            passages: passages.collect(),
        })
    }
}
