//! Sections that repeat those of other reports.

use std::collections::BTreeSet;

use gouji_check::Words;
use gouji_model::{Finding, IdentityMaker, Languages};
use gouji_rule::{Check, CopiedTest, PeerTest, Rule};

use super::names::Names;
use crate::between::{Between, Passages};
use crate::peers::{Repeated, Text, Texts, repeated};
use crate::run_reports::RunReports;
use crate::units::Tree;

/// The findings on sections that repeat those of other reports.
pub(super) fn copied(run_reports: &dyn RunReports, tree: &Tree, threads: usize) -> Vec<Between> {
    let mut found = Vec::new();
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
                            rule,
                            test,
                            peers,
                            section,
                        };
                        found.extend(of_section(run_reports, &names, &asked, threads));
                    }
                }
            }
        }
    }
    found
}

/// What is asked of a section.
struct Asked<'r> {
    rule: &'r Rule,
    test: &'r CopiedTest,
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
        Some(self.run_reports.section(of.report, self.section)?.text)
    }

    fn names(&self, unit: usize) -> Vec<String> {
        self.names.of_unit(unit)
    }
}

fn of_section(
    run_reports: &dyn RunReports,
    names: &Names<'_>,
    asked: &Asked<'_>,
    threads: usize,
) -> Vec<Between> {
    let has_rule = |pack: usize| {
        let pack = run_reports.packs().get(pack);
        pack.is_some_and(|pack| pack.rule(&asked.rule.name).is_some())
    };
    let entries = run_reports.entries().iter().enumerate();
    let texts: Vec<Text> = entries
        .filter(|(_, entry)| has_rule(entry.pack))
        .filter_map(|(report, entry)| {
            Some(Text {
                report,
                unit: entry.unit?,
                year: entry.year?,
            })
        })
        .collect();
    let source = Source {
        run_reports,
        names,
        section: asked.section,
    };
    let found = repeated((asked.test, asked.peers), &texts, &source, threads);
    let said = found.into_iter();
    said.filter_map(|one| finding(run_reports, asked, one))
        .collect()
}

fn finding(run_reports: &dyn RunReports, asked: &Asked<'_>, found: Repeated) -> Option<Between> {
    let Asked {
        rule,
        peers,
        section,
        ..
    } = *asked;
    let entry = run_reports.entries().get(found.report)?;
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
            identity: identity.finish(),
            rule: rule.name.clone(),
            at: Some(section.to_owned()),
            severity: rule.severity,
            message: words.fill(message, Languages::Both),
            cells: Vec::new(),
            equation: None,
            place: None,
            suspects: Vec::new(),
            cause: None,
        },
        far: Vec::new(),
        suspects: Vec::new(),
        passages: passages.collect(),
    })
}
