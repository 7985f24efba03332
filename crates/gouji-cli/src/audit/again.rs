//! A report with findings between reports: read again, and rendered with them.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use gouji_audit::units::Tree;
use gouji_audit::{Between, Guess, Repair, RunReports as _};
use gouji_check::{Outcome, needs_prior};
use gouji_config::Subject;
use gouji_lint::Opened;
use gouji_model::{Bilingual, Evidence, Figure, Finding, Report, Suspect};
use gouji_render::{
    Beyond, Checked, Counts, Elsewhere, FarCell, FarPassage, FarSuspect, LastYear, Places,
};
use gouji_rule::{Pack, Rule};

use super::inputs::Reading;
use super::noted::Noted;
use super::relating::Related;
use super::rendered::Rendered;
use super::run::Run;
use super::settled;
use crate::check::{Checker, content_of, held_back, rows};
use crate::input::bytes_of;
use crate::members::{self, Archive};
use gouji_audit::relations::Missing;
use gouji_audit::relations::Task;

/// A report as it is shown in the end: as it was rendered by itself where nothing else is found.
pub(super) fn rendered(
    reading: &Reading,
    related: &Related,
    report: usize,
) -> io::Result<Rendered> {
    let known = reading.settles();
    if let Some(shown) = known.and_then(|known| related.shown(known, report)) {
        return Ok(shown);
    }
    let (notes, tree) = (&related.notes, &related.tree);
    let Some(task) = related.tasks.task(report)? else {
        return by_itself(related, report);
    };
    let key = known.and_then(|_| settled::key_of_task(reading, notes, tree, report, &task));
    let (Some(known), Some(key)) = (known, key) else {
        return anew(&reading.run, related, report, &task);
    };
    if let Some(shown) = settled::shown(known, &key) {
        return Ok(shown);
    }
    let rendered = anew(&reading.run, related, report, &task)?;
    Ok(Rendered {
        key: settled::put(known, &key, &rendered).then_some(key),
        ..rendered
    })
}

/// A report as it was rendered by itself.
fn by_itself(related: &Related, report: usize) -> io::Result<Rendered> {
    let mut rendered = Rendered::default();
    rendered.verdict.texts.push(related.notes.texts(report)?);
    Ok(rendered)
}

fn anew(run: &Run<'_>, related: &Related, report: usize, task: &Task) -> io::Result<Rendered> {
    let noted = related.notes.get(report);
    let found = noted.and_then(|noted| {
        let checker = run.checker(noted.input)?;
        Some((noted, checker))
    });
    let Some((noted, checker)) = found else {
        return by_itself(related, report);
    };
    let again = Again {
        checker,
        related,
        tree: &related.tree,
        task,
        number: report,
    };
    match again.rendered(&noted) {
        Ok(rendered) => Ok(rendered),
        Err(why) => {
            let mut rendered = by_itself(related, report)?;
            let failed = checker.failed(&noted.path, &why);
            rendered.verdict.counts.unread += 1;
            rendered.verdict.failures.push(failed);
            Ok(rendered)
        }
    }
}

/// The entry of a report that is missing, under the settings of one that is there.
pub(super) fn missing<'r>(
    run: &Run<'r>,
    related: &Related,
    missing: &Missing,
) -> Option<(&'r Checker<'r>, Rendered)> {
    let noted = related.notes.get(missing.like)?;
    let checker = run.checker(noted.input)?;
    let between = missing.between(&related.notes, &related.tree)?;
    let entry = related.notes.entry(missing.like)?;
    let pack = related.notes.packs().get(entry.pack)?;
    let mut report = Report::empty(pack.form.id.clone(), pack.form.cell_count());
    report.year = between.year;
    let units = related.tree.units();
    let unit = between.unit.and_then(|unit| units.get(unit));
    report.organization = unit.map(|unit| unit.name.clone());
    let mut outcome = Outcome {
        findings: vec![between.finding.clone()],
        ..Outcome::default()
    };
    let subject = Subject {
        path: Path::new(&*noted.path),
        pack,
        report: &report,
        compared: true,
    };
    let held = checker.settings.apply(&mut outcome, &subject);
    let mut elsewhere = Elsewhere::default();
    let identity = between.finding.identity;
    elsewhere.findings.insert(identity, Beyond::default());
    let locate =
        |_| gouji_document::Source::decode(b"").locate(gouji_model::SourceRange::new(0, 0));
    let (fails_at, _) = checker.settings.fail_on(subject.path);
    let checked = Checked {
        path: "",
        content: b"",
        pack,
        report: &report,
        findings: &outcome.findings,
        blocked: &outcome.blocked,
        relations: 0,
        fails_at,
        is_asked: &|rule: &Rule| rule.name == between.finding.rule,
        places: Places {
            locate: &locate,
            sheets: &[],
        },
        prior: None,
        elsewhere: &elsewhere,
        language: checker.language,
    };
    let mut rendered = Rendered::default();
    let verdict = &mut rendered.verdict;
    verdict.counts = Counts::of(&outcome.findings, &outcome.blocked);
    verdict.fails = verdict.counts.at_least(fails_at) > 0;
    verdict.counts.held = held_back(&held);
    if !outcome.findings.is_empty() {
        verdict.texts.push(checker.rendered(&checked));
    }
    rendered.findings = Some(rows(&checked).0);
    rendered.between = outcome.findings.len();
    Some((checker, rendered))
}

/// What a report is rendered again with.
struct Again<'r> {
    checker: &'r Checker<'r>,
    related: &'r Related,
    tree: &'r Tree,
    task: &'r Task,
    number: usize,
}

/// The report of a file, opened again.
struct Reopened<'o> {
    path: &'o str,
    bytes: &'o [u8],
    opened: &'o Opened<'o>,
    report: &'o Report,
}

impl Again<'_> {
    fn rendered(&self, noted: &Noted) -> Result<Rendered, Bilingual> {
        self.open(noted, &mut |own| {
            let prior = self
                .task
                .prior
                .and_then(|prior| self.related.notes.get(prior));
            match prior {
                None => Ok(self.check(own, None)),
                Some(prior) => self.open(&prior, &mut |prior| Ok(self.check(own, Some(prior)))),
            }
        })
    }

    /// Opens a file again and hands over the report.
    fn open<T>(
        &self,
        noted: &Noted,
        then: &mut dyn FnMut(&Reopened<'_>) -> Result<T, Bilingual>,
    ) -> Result<T, Bilingual> {
        let bytes = bytes_again(&noted.path)?;
        if content_of(&bytes) != *noted.content {
            return Err(changed());
        }
        let opened = self
            .checker
            .linter
            .open(&bytes)
            .map_err(|error| error.message())?;
        let report = opened.reports.get(noted.ordinal).ok_or_else(changed)?;
        then(&Reopened {
            path: &noted.path,
            bytes: &bytes,
            opened: &opened,
            report,
        })
    }

    fn check(&self, own: &Reopened<'_>, prior: Option<&Reopened<'_>>) -> Rendered {
        let checker = self.checker;
        let none = Rendered::default;
        let Some(pack) = &checker.linter.pack_of(own.report) else {
            return none();
        };
        let prior_report = prior.map(|prior| prior.report);
        let Some(mut all) = checker.linter.check(own.report, prior_report) else {
            return none();
        };
        let mut elsewhere = Elsewhere::default();
        self.add_others(&mut all, &mut elsewhere, own);
        self.blame(&mut all, &mut elsewhere, pack, (own, prior));
        let subject = |compared| Subject {
            path: Path::new(own.path),
            pack,
            report: own.report,
            compared,
        };
        let (mut single, is_between) = parted(pack, &all);
        let held_single = checker.settings.apply(&mut single, &subject(false));
        let counts_single = Counts::of(&single.findings, &single.blocked);
        let held = checker.settings.apply(&mut all, &subject(true));
        // What is between reports stands last.
        all.findings
            .sort_by_key(|finding| is_between(&finding.rule));
        let between = all
            .findings
            .iter()
            .filter(|one| is_between(&one.rule))
            .count();
        let locate = |range| own.opened.locate(range);
        let locate_prior = |range| prior.unwrap_or(own).opened.locate(range);
        let prior_pack = prior.and_then(|prior| checker.linter.pack_of(prior.report));
        let last_year = prior
            .zip(prior_pack.as_ref())
            .map(|(prior, pack)| LastYear {
                path: prior.path,
                form: &pack.form,
                report: prior.report,
                places: Places {
                    locate: &locate_prior,
                    sheets: &prior.opened.sheets,
                },
            });
        let subject = subject(true);
        // What only other reports tell was asked where it was found.
        let is_found = |rule: &Rule| all.findings.iter().any(|one| one.rule == rule.name);
        let is_asked = |rule: &Rule| checker.settings.is_asked(rule, &subject) || is_found(rule);
        let (fails_at, _) = checker.settings.fail_on(subject.path);
        let checked = Checked {
            path: own.path,
            content: own.bytes,
            pack,
            report: own.report,
            findings: &all.findings,
            blocked: &all.blocked,
            relations: all.evaluated,
            fails_at,
            is_asked: &is_asked,
            places: Places {
                locate: &locate,
                sheets: &own.opened.sheets,
            },
            prior: last_year,
            elsewhere: &elsewhere,
            language: checker.language,
        };
        let mut rendered = Rendered::default();
        let counts = Counts::of(&all.findings, &all.blocked);
        let verdict = &mut rendered.verdict;
        verdict.fails = counts.at_least(fails_at) > 0;
        verdict.counts = beyond(counts, counts_single);
        verdict.counts.held.ignored = held.ignored.saturating_sub(held_single.ignored);
        verdict.counts.held.suppressed = held.suppressed.saturating_sub(held_single.suppressed);
        verdict.counts.held.baselined = held.baselined.saturating_sub(held_single.baselined);
        verdict.texts.push(checker.rendered(&checked));
        let (findings, blocked) = rows(&checked);
        rendered.findings = Some(findings);
        rendered.blocked = blocked;
        rendered.between = between;
        rendered
    }

    /// Adds findings and blocked relations that only other reports give.
    fn add_others(&self, all: &mut Outcome, elsewhere: &mut Elsewhere, own: &Reopened<'_>) {
        self.task.complete(all, own.report);
        let mut places = self.far_places();
        for between in &self.task.findings {
            let beyond = self.beyond(between, &mut places, own);
            elsewhere.findings.insert(between.finding.identity, beyond);
        }
    }

    /// Where cells of other reports stand, each report opened once.
    fn far_places(&self) -> BTreeMap<(usize, String), FarCell> {
        let mut wanted: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        let far = self.task.findings.iter().flat_map(|between| &between.far);
        for cell in far {
            wanted.entry(cell.report).or_default().push(&cell.id);
        }
        let mut places = BTreeMap::new();
        for (report, ids) in wanted {
            let Some(noted) = self.related.notes.get(report) else {
                continue;
            };
            let opened = self.open(&noted, &mut |far| {
                let pack = self.checker.linter.pack_of(far.report);
                let form = pack.as_ref().map(|pack| &pack.form);
                let locate = |range| far.opened.locate(range);
                let shown = Places {
                    locate: &locate,
                    sheets: &far.opened.sheets,
                };
                for id in &ids {
                    let cell = form.and_then(|form| form.cell(id));
                    let cell = cell.and_then(|cell| far.report.cell(cell));
                    let found = FarCell {
                        file: far.path.to_owned(),
                        id: (*id).to_owned(),
                        figure: cell.and_then(|cell| match cell.value {
                            gouji_model::Value::Figure(figure) => Some(figure),
                            _ => None,
                        }),
                        text: cell
                            .map(|cell| cell.text().into_owned())
                            .unwrap_or_default(),
                        location: cell.map(|cell| shown.location(cell.place)),
                    };
                    places.insert((report, (*id).to_owned()), found);
                }
                Ok(())
            });
            // Its figures are known all the same.
            if opened.is_err() {
                self.unplaced(report, &noted.path, &ids, &mut places);
            }
        }
        places
    }

    fn unplaced(
        &self,
        report: usize,
        path: &str,
        ids: &[&str],
        places: &mut BTreeMap<(usize, String), FarCell>,
    ) {
        let bound = self.related.notes.bound(report);
        for id in ids {
            let cell = bound.as_ref().and_then(|bound| {
                let cell = bound.pack.form.cell(id)?;
                bound.report.cell(cell)
            });
            let found = FarCell {
                file: path.to_owned(),
                id: (*id).to_owned(),
                figure: cell.and_then(gouji_model::Cell::figure),
                text: cell
                    .map(|cell| cell.text().into_owned())
                    .unwrap_or_default(),
                location: None,
            };
            places.insert((report, (*id).to_owned()), found);
        }
    }

    fn beyond(
        &self,
        between: &Between,
        places: &mut BTreeMap<(usize, String), FarCell>,
        own: &Reopened<'_>,
    ) -> Beyond {
        let cells = between.far.iter().filter_map(|far| {
            let key = (far.report, far.id.clone());
            places.get(&key).cloned()
        });
        let suspects = between.suspects.iter().map(|guess| self.suspect(guess));
        Beyond {
            cells: cells.collect(),
            suspects: Some(suspects.collect()),
            passages: self.passages(between, own),
        }
    }

    fn passages(&self, between: &Between, own: &Reopened<'_>) -> Vec<FarPassage> {
        let shown = between.passages.iter().filter_map(|passages| {
            let noted = self.related.notes.get(passages.report)?;
            let own = passage(own, &passages.section, passages.own.clone())?;
            let other = self.open(&noted, &mut |far| {
                Ok(passage(far, &passages.section, passages.other.clone()))
            });
            let other = other.ok().flatten().unwrap_or_default();
            Some(FarPassage {
                text: own.text,
                around: own.around,
                location: own.location,
                file: noted.path.to_string(),
                other_text: other.text,
                other_around: other.around,
                other_location: other.location,
            })
        });
        shown.collect()
    }

    fn suspect(&self, guess: &Guess) -> FarSuspect {
        let noted = guess
            .report
            .and_then(|report| self.related.notes.get(report));
        let unit = guess.unit.and_then(|unit| self.tree.units().get(unit));
        FarSuspect {
            file: noted.map(|noted| noted.path.to_string()),
            organization: unit.map(|unit| unit.name.clone()),
            year: guess.year,
            id: guess.id.clone(),
            suggested: guess.suggested.clone(),
            is_certain: guess.is_certain,
            is_prior: self.task.prior.is_some() && guess.report == self.task.prior,
        }
    }

    /// Gives findings the suspects that the years around them tell.
    fn blame(
        &self,
        all: &mut Outcome,
        elsewhere: &mut Elsewhere,
        pack: &Pack,
        (own, prior): (&Reopened<'_>, Option<&Reopened<'_>>),
    ) {
        let prior_form = prior.and_then(|prior| self.checker.linter.pack_of(prior.report));
        for finding in &mut all.findings {
            let is_years = finding.cells.iter().any(|cell| cell.prior);
            let repairs: Vec<&Repair> = self.task.repairs_of(self.number, finding).collect();
            if repairs.is_empty() {
                if is_years {
                    elsewhere.findings.entry(finding.identity).or_default();
                }
                continue;
            }
            let mut guesses = Vec::new();
            let mut suspects = Vec::new();
            for repair in &repairs {
                let is_own = repair.report == self.number;
                let form = match is_own {
                    true => Some(&pack.form),
                    false => prior_form.as_ref().map(|pack| &pack.form),
                };
                for (id, suggested) in &repair.cells {
                    let cell = form.and_then(|form| form.cell(id));
                    let evidence = cell.map(|cell| Evidence {
                        cell,
                        prior: !is_own,
                    });
                    let is_near = is_own || Some(repair.report) == self.task.prior;
                    if let Some(evidence) = evidence.filter(|_| is_near)
                        && finding.cells.contains(&evidence)
                    {
                        suspects.extend(suspect(finding, evidence, suggested, repair));
                    }
                    guesses.push(self.suspect(&Guess {
                        report: Some(repair.report),
                        unit: None,
                        year: Some(repair.year),
                        id: id.clone(),
                        suggested: suggested.clone(),
                        is_certain: repair.is_certain,
                    }));
                }
            }
            let name = own.report.organization.clone();
            for guess in &mut guesses {
                guess.organization.clone_from(&name);
            }
            if !suspects.is_empty() {
                finding.suspects = suspects;
            }
            if is_years {
                let beyond = elsewhere.findings.entry(finding.identity).or_default();
                beyond.suspects = Some(guesses);
            }
        }
    }
}

/// A mend as a suspect of a finding.
fn suspect(finding: &Finding, cell: Evidence, suggested: &str, repair: &Repair) -> Option<Suspect> {
    let suggested = Figure::parse(suggested).ok()?;
    let mut known = finding.suspects.iter();
    let known = known.find(|one| (one.cell, one.suggested) == (cell, suggested));
    let clears = repair.clears.iter();
    Some(match known {
        Some(known) => Suspect {
            rank: 0,
            behind: 0,
            ..known.clone()
        },
        None => Suspect {
            cell,
            suggested,
            mistake: None,
            clears: clears
                .map(|(_, rule, at)| (rule.clone(), at.clone()))
                .collect(),
            together_with: repair.cells.len().saturating_sub(1),
            rank: 0,
            behind: 0,
            safe: false,
            evidence: Vec::new(),
            unchecked: 0,
        },
    })
}

/// What a report has by itself, and what tells rules that need other reports.
fn parted<'p>(pack: &'p Pack, all: &Outcome) -> (Outcome, impl Fn(&str) -> bool + use<'p>) {
    let is_between = move |name: &str| {
        let rule = pack.rule(name);
        rule.is_some_and(|rule| needs_prior(rule) || rule.check.needs_others())
    };
    let mut single = all.clone();
    single.findings.retain(|finding| !is_between(&finding.rule));
    single.blocked.retain(|blocked| !is_between(&blocked.rule));
    (single, is_between)
}

/// How much was found beyond what was counted already.
fn beyond(all: Counts, single: Counts) -> Counts {
    Counts {
        errors: all.errors.saturating_sub(single.errors),
        warnings: all.warnings.saturating_sub(single.warnings),
        infos: all.infos.saturating_sub(single.infos),
        blocked: all.blocked.saturating_sub(single.blocked),
        ..Counts::default()
    }
}

/// A passage of a section.
#[derive(Default)]
struct Passage {
    text: String,
    /// What stands before and behind it.
    around: [String; 2],
    location: Option<serde_json::Value>,
}

/// How many characters around a passage are shown.
const AROUND: usize = 60;

/// A passage of a section and where it stands.
fn passage(of: &Reopened<'_>, section: &str, range: std::ops::Range<usize>) -> Option<Passage> {
    let section = of.report.section(section)?;
    let text = section.text.get(range.clone())?.to_owned();
    let before = section.text.get(..range.start)?;
    let from = before.char_indices().rev().nth(AROUND - 1);
    let behind = section.text.get(range.end..)?.chars().take(AROUND);
    let locate = |range| of.opened.locate(range);
    let places = Places {
        locate: &locate,
        sheets: &of.opened.sheets,
    };
    Some(Passage {
        text,
        around: [
            before.get(from.map_or(0, |(at, _)| at)..)?.to_owned(),
            behind.collect(),
        ],
        location: section.place_of(range).map(|place| places.location(place)),
    })
}

/// The bytes of a file, or of a member of an archive, once more.
fn bytes_again(path: &str) -> Result<Vec<u8>, Bilingual> {
    let Some((file, member)) = members::split(path) else {
        return bytes_of(Path::new(path)).map_err(|error| error.message());
    };
    let bytes = bytes_of(&file).map_err(|error| error.message())?;
    let kind = gouji_archive::kind_of(&bytes).ok_or_else(changed)?;
    let mut found = None;
    let archive = Archive {
        kind,
        bytes: &bytes,
        path,
        asked: Some(&member),
    };
    let walked = archive.each(&mut |one| {
        if one.name == member && found.is_none() {
            found = one.content.ok();
        }
    });
    walked.map_err(|error| error.message())?;
    found.ok_or_else(changed)
}

fn changed() -> Bilingual {
    Bilingual::new(
        "检查过程中文件被改动或移走，与其他报告的关系没有列全，请再运行一次",
        "the file was changed or moved while it was checked, so that not all relations to other reports are listed; run it again",
    )
}
