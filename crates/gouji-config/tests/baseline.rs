//! Baselines: what was known stays known in every style a report comes in, and a new mistake
//! never hides.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gouji_check::Outcome;
use gouji_config::{
    Baseline, Finder, Overrides, Record, Settings, Source, Subject, Tally, Withheld,
};
use gouji_lint::Linter;
use gouji_model::{CellId, Date, Finding, Identity, Report, Value};
use gouji_pack::Packs;
use gouji_rule::Pack;
use gouji_testkit::specimen::{Balanced, KINDS, Rng, inject};
use gouji_testkit::typeset::{Paper, Style, typeset};

/// Random reports for each form; `GOUJI_ROUNDS` asks for more.
fn rounds() -> u64 {
    std::env::var("GOUJI_ROUNDS").map_or(12, |rounds| rounds.parse().unwrap())
}

fn baseline_path(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("baselines");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

fn settings(packs: &Packs, overrides: &Overrides) -> Settings {
    let chain = Finder::new(Source::Nothing).find(Path::new("x")).unwrap();
    Settings::new(&chain, packs, overrides, Date::of_unix_time(0)).unwrap()
}

/// A report as a reader sees it, printed in one style.
fn printed(linter: &Linter, pack: &Pack, figures: &Report, style: Style) -> Report {
    let page = typeset(
        &Paper {
            form: &pack.form,
            year: pack.form.since.unwrap(),
            organization: "青石县水务局",
            text_of: &|cell| Some(figures.cell(cell)?.text().into_owned()),
        },
        style,
    );
    let opened = linter.open(page.as_bytes()).unwrap();
    opened.reports.into_iter().next().unwrap()
}

fn applied(settings: &Settings, pack: &Pack, report: &Report, outcome: &mut Outcome) -> Withheld {
    let subject = Subject {
        path: Path::new("report.html"),
        pack,
        report,
        compared: false,
    };
    settings.apply(outcome, &subject)
}

/// Writes a baseline of everything in a report.
fn write(packs: &Packs, path: &Path, pack: &Pack, report: &Report, outcome: &Outcome) {
    let recording = Overrides {
        without_baseline: true,
        ..Overrides::default()
    };
    let recording = settings(packs, &recording);
    let mut outcome = outcome.clone();
    let held = applied(&recording, pack, report, &mut outcome);
    let mut baseline = Baseline::empty(path);
    let subject = Subject {
        path: Path::new("report.html"),
        pack,
        report,
        compared: false,
    };
    let record = Record::take(&baseline, &subject, &mut outcome, &held);
    baseline.update([record]);
    baseline.write().unwrap();
}

fn counted(findings: &[Finding]) -> BTreeMap<Identity, i64> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.identity).or_default() += 1;
    }
    counts
}

fn eligible(pack: &Pack) -> Vec<CellId> {
    let form = &pack.form;
    form.cells()
        .filter(|cell| !form.is_group_cell(*cell))
        .collect()
}

#[test]
fn a_report_in_any_style_has_the_findings_of_its_baseline() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    for pack in packs.packs() {
        let balanced = Balanced::new(pack);
        let cells = eligible(pack);
        for seed in 0..rounds() {
            let mut figures = balanced.report(seed);
            let mut rng = Rng::new(seed);
            let kind = *rng.pick(&KINDS).unwrap();
            let Some(injected) = inject(&pack.form, &mut figures, kind, &cells, &mut rng) else {
                continue;
            };
            // Text without a grid cannot show where a blank cell is.
            if injected
                .changes
                .iter()
                .any(|change| change.typed == Value::Blank)
            {
                continue;
            }
            let path = baseline_path("styles.json");
            let first = printed(&linter, pack, &figures, Style::ALL[0]);
            let outcome = linter.check(&first, None).unwrap();
            write(&packs, &path, pack, &first, &outcome);
            let overrides = Overrides {
                baseline: Some(path),
                ..Overrides::default()
            };
            let settings = settings(&packs, &overrides);
            for style in Style::ALL {
                let report = printed(&linter, pack, &figures, style);
                let mut outcome = linter.check(&report, None).unwrap();
                let all = outcome.findings.len();
                let held = applied(&settings, pack, &report, &mut outcome);
                let shown: Vec<_> = outcome.findings.iter().map(|f| (&f.rule, &f.at)).collect();
                assert!(shown.is_empty(), "{kind:?} {style:?} {seed}: {shown:?}");
                assert_eq!(held.baselined, all);
                let mut tally = Tally::default();
                tally.add(&settings, held);
                assert_eq!(tally.repaired(), 0, "{kind:?} {style:?} {seed}");
            }
        }
    }
}

#[test]
fn a_new_mistake_shows_exactly_its_own_findings() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let mut shown_in_all = 0;
    for pack in packs.packs() {
        let balanced = Balanced::new(pack);
        let cells = eligible(pack);
        for seed in 0..rounds() * 4 {
            let mut report = balanced.report(seed);
            let mut rng = Rng::new(seed);
            let first = *rng.pick(&KINDS).unwrap();
            let second = *rng.pick(&KINDS).unwrap();
            inject(&pack.form, &mut report, first, &cells, &mut rng);
            let before = linter.check(&report, None).unwrap();
            let path = baseline_path("new.json");
            write(&packs, &path, pack, &report, &before);
            inject(&pack.form, &mut report, second, &cells, &mut rng);
            let after = linter.check(&report, None).unwrap();

            let overrides = Overrides {
                baseline: Some(path),
                ..Overrides::default()
            };
            let settings = settings(&packs, &overrides);
            let mut outcome = after.clone();
            let held = applied(&settings, pack, &report, &mut outcome);

            let (old, mut new) = (counted(&before.findings), counted(&after.findings));
            let mut repaired = 0;
            for (identity, count) in old {
                let now = new.entry(identity).or_default();
                repaired += (count - *now).max(0);
                *now = (*now - count).max(0);
            }
            new.retain(|_, count| *count > 0);
            assert_eq!(
                counted(&outcome.findings),
                new,
                "{first:?} {second:?} {seed}"
            );
            shown_in_all += new.len();
            let mut tally = Tally::default();
            tally.add(&settings, held);
            assert!(
                tally.repaired() as i64 <= repaired,
                "{first:?} {second:?} {seed}"
            );
        }
    }
    assert!(shown_in_all > 0);
}

#[test]
fn what_is_written_is_read_back_and_what_was_not_checked_stays() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let pack = &packs.packs()[0];
    let mut report = Balanced::new(pack).report(3);
    let mut rng = Rng::new(3);
    let kind = KINDS[3];
    inject(&pack.form, &mut report, kind, &eligible(pack), &mut rng).unwrap();
    let outcome = linter.check(&report, None).unwrap();
    assert!(!outcome.findings.is_empty());
    let path = baseline_path("round.json");
    write(&packs, &path, pack, &report, &outcome);
    let read = Baseline::read(&path).unwrap();
    assert_eq!(read.len(), outcome.findings.len());
    assert_eq!(read.text(), fs::read_to_string(&path).unwrap());

    // Another year of the same organ goes in beside it; the same year takes its place.
    let mut other = report.clone();
    other.organization = Some("白水县档案局".to_owned());
    other.year = Some(2022);
    let update = |report: &Report, mut outcome: Outcome| {
        let mut baseline = Baseline::read(&path).unwrap();
        let subject = Subject {
            path: Path::new("report.html"),
            pack,
            report,
            compared: false,
        };
        let record = Record::take(&baseline, &subject, &mut outcome, &Withheld::default());
        baseline.update([record]);
        baseline.write().unwrap();
        baseline.len()
    };
    assert_eq!(update(&other, outcome.clone()), 2 * outcome.findings.len());
    assert_eq!(update(&other, Outcome::default()), outcome.findings.len());
}

#[test]
fn what_is_no_baseline_is_reported_to_be_none() {
    let path = baseline_path("broken.json");
    for text in [
        "",
        "[]",
        "{\"schema\": 2, \"reports\": []}",
        "{\"schema\": 1, \"reports\": [], \"more\": 1}",
        "{\"schema\": 1, \"reports\": [{\"report\": {\"path\": \"x\"}, \"findings\": [{\"rule\": \"x\", \"form\": \"y\", \"identity\": \"z\"}]}]}",
    ] {
        fs::write(&path, text).unwrap();
        assert!(Baseline::read(&path).is_err(), "{text}");
    }
}
