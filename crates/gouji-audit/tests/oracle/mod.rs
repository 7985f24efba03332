//! A made-up region as the reports of a run, and what the relations find held against what must be found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gouji_audit::relations::{Names, Paired, Relations, paired, relate};
use gouji_audit::units::{self, Tree};
use gouji_audit::{Entry, InMemory, PackedReport, Published, RunReports, Scratch, SectionText};
use gouji_check::check_between;
use gouji_model::{Date, Finding, FormId};
use gouji_pack::Packs;
use gouji_rule::Pack;
use gouji_testkit::region::Published as Printed;
use gouji_testkit::region::{
    Decidable, Density, Editions, Expected, FaultKind, Guilty, Key, Region,
};

/// The packs of both editions.
pub fn packs() -> [Arc<Pack>; 2] {
    let packs = Packs::built_in().unwrap();
    ["2019", "2021"].map(|year| {
        let form = FormId(format!("cn-disclosure/{year}"));
        Arc::clone(packs.pack(&form).unwrap())
    })
}

pub fn editions(packs: &[Arc<Pack>; 2]) -> Editions<'_> {
    let [earlier, later] = packs;
    Editions {
        earlier: &earlier.form,
        later: &later.form,
    }
}

/// The reports of a region, as a run holds them: packed, with the sections as JSON.
pub struct Reports {
    packs: Vec<Arc<Pack>>,
    entries: Vec<Entry>,
    kept: Vec<Box<[u8]>>,
    sections: Vec<Box<[u8]>>,
    names: Vec<Box<str>>,
}

impl Reports {
    pub fn of(region: &Region<'_>, packs: &[Arc<Pack>; 2]) -> Self {
        let mut reports = Self {
            packs: packs.to_vec(),
            entries: Vec::new(),
            kept: Vec::new(),
            sections: Vec::new(),
            names: Vec::new(),
        };
        for published in &region.published {
            let layout = region.layout(published);
            let report = published.report(layout, region.seed, &region.units);
            let (year, month, day) = published.on_page.unwrap_or(published.signed);
            reports.entries.push(Entry {
                pack: usize::from(published.is_later),
                year: Some(published.printed_year),
                unit: None,
                period: None,
                published: Some(Published {
                    day: Date { year, month, day },
                    is_signature: published.on_page.is_none(),
                }),
            });
            let sections = report.sections.iter();
            let sections: Vec<(&str, &str, &str)> = sections
                .map(|own| (own.id.as_str(), own.title.as_str(), own.text.as_str()))
                .collect();
            let sections = serde_json::to_vec(&sections).unwrap();
            reports.sections.push(sections.into());
            reports
                .kept
                .push(PackedReport::of(&report).to_bytes().into());
            reports.names.push(published.organ.as_str().into());
        }
        reports
    }

    /// Says whose a report is.
    pub fn pair(&mut self, paired: Paired) {
        self.entries[paired.report].unit = paired.unit;
    }

    /// Pairs the reports with the units of the region, and checks what holds between them.
    pub fn relate(
        &mut self,
        region: &Region<'_>,
        scratch: Arc<dyn Scratch>,
        threads: usize,
    ) -> Relations {
        let units = units::read(&region.units_file()).unwrap();
        let mut tree = Tree::new(units);
        let mut names = Names::default();
        for (name, entry) in self.names.iter().zip(&self.entries) {
            names.push(Some(name), entry.year);
        }
        for one in paired(&mut tree, names) {
            self.pair(one);
        }
        relate(self, &tree, &scratch, threads).unwrap()
    }
}

impl RunReports for Reports {
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
        PackedReport::from_bytes(self.kept.get(report)?)
    }

    fn path(&self, _: usize) -> String {
        "a report".to_owned()
    }

    fn section(&self, report: usize, id: &str) -> Option<SectionText> {
        let sections: Vec<(String, String, String)> =
            serde_json::from_slice(self.sections.get(report)?).ok()?;
        let (_, title, text) = sections.into_iter().find(|(own, ..)| own == id)?;
        Some(SectionText { title, text })
    }
}

/// A suspect of a finding.
#[derive(Clone, Debug)]
pub struct Suspect {
    pub unit: usize,
    pub year: i32,
    pub cell: String,
    pub right: String,
    pub is_missing: bool,
    pub is_certain: bool,
}

/// What the relations found.
#[derive(Default)]
pub struct Found {
    pub findings: BTreeMap<Key, Vec<Suspect>>,
    pub blocked: BTreeSet<Key>,
}

impl Found {
    pub fn of(reports: &Reports, relations: &Relations) -> Self {
        let mut found = Self::default();
        let of = |report: usize| {
            let entry = reports.entries[report];
            (entry.unit.unwrap(), entry.year.unwrap())
        };
        for report in relations.tasks.reports() {
            let task = relations.tasks.task(report).unwrap().unwrap();
            let (unit, year) = of(report);
            for between in &task.findings {
                let at = between.finding.at.clone().unwrap_or_default();
                let suspects = between.suspects.iter().map(|guess| Suspect {
                    unit: guess.unit.unwrap(),
                    year: guess.year.unwrap(),
                    cell: guess.id.clone(),
                    right: guess.suggested.clone(),
                    is_missing: guess.report.is_none(),
                    is_certain: guess.is_certain,
                });
                let key = (between.finding.rule.clone(), unit, year, at);
                let known = found.findings.entry(key).or_default();
                known.extend(suspects);
            }
            for unchecked in &task.unchecked {
                let at = unchecked.at.clone().unwrap_or_default();
                let key = (unchecked.rule.clone(), unit, year, at);
                found.blocked.insert(key);
            }
            let Some(prior) = task.prior else {
                continue;
            };
            let (own, prior) = (
                reports.bound(report).unwrap(),
                reports.bound(prior).unwrap(),
            );
            let last = Some((&*prior.pack.form, &prior.report));
            let is_undecided = |finding: &Finding| {
                let mut unchecked = task.unchecked.iter();
                unchecked.any(|one| (&one.rule, &one.at) == (&finding.rule, &finding.at))
            };
            let findings = check_between(&own.pack, &own.report, last).findings;
            for finding in findings.into_iter().filter(|one| !is_undecided(one)) {
                let name = (report, finding.rule.clone(), finding.at.clone());
                let repairs = task
                    .repairs
                    .iter()
                    .filter(|repair| repair.clears.contains(&name));
                let suspects = repairs.flat_map(|repair| {
                    let (unit, year) = of(repair.report);
                    repair.cells.iter().map(move |(cell, right)| Suspect {
                        unit,
                        year,
                        cell: cell.clone(),
                        right: right.clone(),
                        is_missing: false,
                        is_certain: repair.is_certain,
                    })
                });
                let key = (finding.rule, unit, year, finding.at.unwrap_or_default());
                found.findings.insert(key, suspects.collect());
            }
        }
        for missing in &relations.missing {
            let rule = "missing-report".to_owned();
            let key = (rule, missing.unit, missing.year, String::new());
            found.findings.insert(key, Vec::new());
        }
        found
    }
}

/// How much of what was put in was found, and what else was.
#[derive(Debug, Default)]
pub struct Score {
    /// By kind of mistake: how many were put in, how many findings must name who is wrong, how many do.
    pub kinds: BTreeMap<&'static str, [usize; 3]>,
    /// Findings that must be there.
    pub expected: usize,
    /// What is not as it must be, in words.
    pub wrong: Vec<String>,
    /// How many suspects are called certain.
    pub certain: usize,
}

/// Makes a region and judges what is found in it.
pub fn judge(packs: &[Arc<Pack>; 2], seed: u64, units: usize, density: Density, score: &mut Score) {
    let region = Region::of(editions(packs), seed, units, density);
    let mut reports = Reports::of(&region, packs);
    let relations = reports.relate(&region, Arc::new(InMemory::default()), 2);
    let found = Found::of(&reports, &relations);
    let mut expected = region.expected();
    // A rule on one report, which is not asked here.
    expected.findings.retain(|key| key.0 != "edition-year");
    let mut files = BTreeMap::new();
    for file in &region.published {
        let of = file.named.map(|unit| (unit, file.printed_year));
        of.into_iter().for_each(|of| {
            files.entry(of).or_insert(file);
        });
    }
    let mut judge = Judge {
        region: &region,
        files,
        found: &found,
        score,
    };
    judge.findings(&expected);
    // Mistakes that cover each other leave open who is wrong; what is called certain must be so all the same.
    if !matches!(density, Density::Crowded(_)) {
        judge.named();
    }
    judge.certain();
}

struct Judge<'j> {
    region: &'j Region<'j>,
    /// The first file of each unit and year, as files say whose they are.
    files: BTreeMap<(usize, i32), &'j Printed>,
    found: &'j Found,
    score: &'j mut Score,
}

impl Judge<'_> {
    fn wrong(&mut self, what: &str, key: &Key) {
        let (rule, unit, year, at) = key;
        let units = &self.region.units;
        let name = &units[*unit].name;
        let kin: Vec<usize> = units[*unit].made_of.clone();
        let near = self.region.faults.iter().filter(|fault| {
            fault.unit == *unit
                || kin.contains(&fault.unit)
                || units[fault.unit].parent == Some(*unit)
        });
        let near: Vec<String> = near
            .map(|fault| format!("{:?} {} {}", fault.kind, units[fault.unit].name, fault.year))
            .collect();
        let suspects = self.found.findings.get(key);
        self.score.wrong.push(format!(
            "seed {}: {what}: {rule} {name} {year} {at}; near it {near:?}; suspects {suspects:?}",
            self.region.seed
        ));
    }

    /// Everything is found, and nothing else.
    fn findings(&mut self, expected: &Expected) {
        self.score.expected += expected.findings.len();
        for key in &expected.findings {
            if !self.found.findings.contains_key(key) {
                self.wrong("not found", key);
            }
        }
        let table = |key: &Key| {
            let table = key.3.split('/').next().unwrap_or_default().to_owned();
            (key.0.clone(), key.1, key.2, table)
        };
        for key in self.found.findings.keys() {
            let all = [&expected.findings, &expected.either];
            if !all.iter().any(|keys| keys.contains(key)) {
                self.wrong("nothing is wrong", key);
            }
        }
        for key in &expected.either {
            let is_blocked = self.found.blocked.contains(&table(key));
            if !is_blocked && !self.found.findings.contains_key(key) {
                self.wrong("neither found nor blocked", key);
            }
        }
        let may: BTreeSet<Key> = expected.either.iter().map(table).collect();
        for key in expected.blocked.union(&expected.undecided) {
            if !self.found.blocked.contains(key) {
                self.wrong("not blocked", key);
            }
        }
        for key in &self.found.blocked {
            if key.0 == "roll-up" && !expected.blocked.contains(key) && !may.contains(key) {
                self.wrong("blocked", key);
            }
        }
    }

    /// Who is wrong is named wherever that can be decided.
    fn named(&mut self) {
        for fault in &self.region.faults {
            let line = self.score.kinds.entry(fault.kind.name()).or_default();
            line[0] += 1;
            for decidable in &fault.decidable {
                let (Decidable::Cell(key, _) | Decidable::Year(key, _)) = decidable;
                let suspects = self.found.findings.get(key).map_or(&[][..], Vec::as_slice);
                let is_named = match decidable {
                    Decidable::Cell(_, guilty) => {
                        // Of a report that is missing nothing is certain: it is named where nothing else is.
                        let is_alone = suspects.iter().all(|one| one.is_missing);
                        let named = |one: &&Suspect| one.is_certain || is_alone;
                        suspects.iter().filter(named).any(|one| is(one, guilty))
                    }
                    Decidable::Year(_, year) => {
                        !suspects.is_empty() && suspects.iter().all(|one| one.year == *year)
                    }
                };
                let line = self.score.kinds.entry(fault.kind.name()).or_default();
                line[1] += 1;
                line[2] += usize::from(is_named);
                if !is_named {
                    let what = format!("not named ({:?})", fault.kind);
                    self.wrong(&what, key);
                }
            }
            // Of several that would do the one that is wrong is among them.
            if fault.kind == FaultKind::ChildRows {
                let region = self.region;
                let parent = region.units[fault.unit].parent.unwrap();
                let at = "requests/new/natural_person".to_owned();
                let key = ("roll-up".to_owned(), parent, fault.year, at);
                let suspects = self.found.findings.get(&key).map_or(&[][..], Vec::as_slice);
                if !suspects.iter().any(|one| one.unit == fault.unit) {
                    self.wrong("not among the suspects", &key);
                }
            }
        }
    }

    /// What is called certain is right.
    fn certain(&mut self) {
        let found = self.found;
        for (key, suspects) in &found.findings {
            for suspect in suspects.iter().filter(|one| one.is_certain) {
                self.score.certain += 1;
                if !self.is_right(suspect) {
                    self.wrong(&format!("certain and not so: {suspect:?}"), key);
                }
            }
        }
    }

    fn is_right(&self, suspect: &Suspect) -> bool {
        let region = self.region;
        let file = self.files.get(&(suspect.unit, suspect.year)).copied();
        if suspect.is_missing != file.is_none() {
            return false;
        }
        let layout = match file {
            Some(file) => region.layout(file),
            None => &region.layouts[usize::from(suspect.year >= gouji_testkit::region::LATER)],
        };
        let truth = region.truth(suspect.unit, suspect.year);
        let right = layout
            .form
            .cell(&suspect.cell)
            .and_then(|cell| layout.figure(truth?, cell));
        right.is_some_and(|right| right.to_string() == suspect.right)
    }
}

fn is(suspect: &Suspect, guilty: &Guilty) -> bool {
    (suspect.unit, suspect.year) == (guilty.unit, guilty.year)
        && suspect.cell == guilty.cell
        && suspect.right == guilty.right.to_string()
        && suspect.is_missing == guilty.is_missing
}
