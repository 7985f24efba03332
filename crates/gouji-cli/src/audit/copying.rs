//! Sections that repeat those of other reports.

use std::collections::BTreeSet;

use gouji_audit::peers::{Masked, Repeated, Text, names_of, repeated};
use gouji_audit::units::Tree;
use gouji_audit::{Between, Passages, RunReports as _};
use gouji_check::Words;
use gouji_model::{Finding, IdentityMaker, Languages};
use gouji_rule::{Check, CopiedTest, PeerTest, Rule};

use super::noted::Notes;

/// The findings on sections that repeat those of other reports.
pub(super) fn copied(notes: &Notes, tree: &Tree) -> Vec<Between> {
    let mut found = Vec::new();
    let mut done = BTreeSet::new();
    for pack in notes.packs() {
        for rule in pack.rules() {
            if let Check::Copied(test) = &rule.check
                && let Some(peers) = &test.peers
            {
                for section in &test.sections {
                    // Editions share the rule: their texts are compared with each other.
                    if done.insert((rule.name.clone(), section.clone())) {
                        found.extend(of_section(notes, tree, (rule, test, peers), section));
                    }
                }
            }
        }
    }
    found
}

fn of_section(
    notes: &Notes,
    tree: &Tree,
    (rule, test, peers): (&Rule, &CopiedTest, &PeerTest),
    section: &str,
) -> Vec<Between> {
    let has_rule = |pack: usize| {
        let pack = notes.packs().get(pack);
        pack.is_some_and(|pack| pack.rule(&rule.name).is_some())
    };
    let entries = notes.entries().iter().enumerate();
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
    let read = |text: &Text| {
        let sections = notes.sections(text.report).ok()?;
        let (_, _, own) = sections.into_iter().find(|(id, ..)| id == section)?;
        Some(Masked::of(&own, &names(tree, text.unit)))
    };
    let found = repeated((test, peers), &texts, &read);
    let copies = found.into_iter();
    copies
        .filter_map(|one| finding(notes, (rule, peers), section, one))
        .collect()
}

/// What a unit and those above it are called.
fn names(tree: &Tree, unit: usize) -> Vec<String> {
    let units = tree.units();
    let mut names: Vec<&str> = Vec::new();
    let mut at = Some(unit);
    while let Some(unit) = at.and_then(|unit| units.get(unit)) {
        names.extend(unit.names());
        if !unit.region.is_empty() {
            names.push(&unit.region);
        }
        at = unit.parent;
    }
    names_of(names)
}

fn finding(
    notes: &Notes,
    (rule, peers): (&Rule, &PeerTest),
    section: &str,
    found: Repeated,
) -> Option<Between> {
    let noted = notes.get(found.other)?;
    let entry = notes.entries().get(found.report)?;
    let pack = notes.packs().get(entry.pack)?;
    let sections = notes.sections(found.report).ok()?;
    let (_, title, _) = sections.iter().find(|(id, ..)| id == section)?;
    let mut words = Words::default();
    words.set("section", title.as_str());
    words.set("percent", found.percent.to_string());
    words.set("file", &*noted.path);
    let message = match found.is_own {
        true => &rule.message,
        false => &peers.message,
    };
    let mut identity = IdentityMaker::new(&pack.form.id, &rule.name, Some(section));
    identity.value(title);
    if !found.is_own {
        let other = notes.kept(found.other).and_then(|kept| kept.organization);
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
