//! Relations between the statements of one document, and between periods: every one of them, in every
//! layout, holds where its figures hold and is broken where they do not.
//!
//! The figures are those of the rules' own examples, many times over. `GOUJI_ROUNDS=200 cargo test --release
//! -p gouji-lint --test statement_relations` asks for more layouts of each.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::collections::BTreeMap;

use gouji_lint::Linter;
use gouji_model::{CellId, Figure, Form, Period, Report};
use gouji_pack::Packs;
use gouji_rule::{Check, Example, Pack, Rule};
use gouji_testkit::specimen::Rng;
use gouji_testkit::statement::{Facts, Layout, Sheet, sheet};

const DOMAIN: &str = "cn-small-enterprise";

fn rounds() -> u64 {
    std::env::var("GOUJI_ROUNDS").map_or(4, |rounds| rounds.parse().unwrap())
}

/// The cells of a report by address, and what is known of it.
type Figures = BTreeMap<String, Figure>;

/// The figures of an example, each so many times.
fn figures(cells: &[(String, String)], times: i64) -> Figures {
    let read = |(address, text): &(String, String)| {
        let figure = Figure::parse(text).ok()?.checked_mul(times)?;
        (address.matches('/').count() == 2).then(|| (address.clone(), figure))
    };
    cells.iter().filter_map(read).collect()
}

fn fact<'e>(facts: &'e [(String, String)], name: &str) -> Option<&'e str> {
    let found = facts.iter().find(|(known, _)| known == name);
    found.map(|(_, text)| text.as_str())
}

/// A period as statements print it.
fn printed(period: &str, rng: &mut Rng) -> String {
    let known: Period = period.parse().unwrap();
    assert_eq!(known.to_string(), period);
    if let Some((year, quarter)) = period.split_once("-Q") {
        let last = quarter.parse::<u32>().unwrap() * 3;
        return match rng.below(3) {
            0 => format!("{year}年第{quarter}季度"),
            1 => format!("{year}年{}-{last}月", last - 2),
            _ => format!("{year}年{}月至{last}月", last - 2),
        };
    }
    let parts: Vec<u32> = period
        .split('-')
        .map(|part| part.parse().unwrap())
        .collect();
    match parts.as_slice() {
        [year, month, day] => match rng.below(3) {
            0 => format!("{year}年{month}月{day}日"),
            1 => period.to_owned(),
            _ => format!("{year}/{month}/{day}"),
        },
        [year, month] => match rng.below(2) {
            0 => format!("{year}年{month}月"),
            _ => format!("{year}年{month:02}月"),
        },
        _ => format!("{period}年度"),
    }
}

/// The periods of an example, and others that stand to each other in the same way.
fn periods(pack: &Pack, example: &Example) -> Vec<(String, String)> {
    let now = fact(&example.facts, "period").unwrap_or("2024-12-31");
    let before = fact(&example.prior, "period").unwrap_or("2023-12-31");
    let mut periods = vec![(now, before)];
    let is_of_a_day = pack.form.id.0.ends_with("balance-sheet");
    match (now, before) {
        ("2024-06", "2024-05") => periods.push(("2024-Q2", "2024-Q1")),
        ("2024-12-31", "2023-12-31") if !is_of_a_day => {
            periods.extend([
                ("2024", "2023"),
                ("2024-12", "2023-12"),
                ("2024-Q4", "2023-Q4"),
            ]);
        }
        _ => {}
    }
    let owned = |(now, before): (&str, &str)| (now.to_owned(), before.to_owned());
    periods.into_iter().map(owned).collect()
}

/// A statement in a layout, of these figures and else zeros.
fn statement(form: &Form, period: &str, figures: &Figures, rng: &mut Rng) -> Sheet {
    let mut layout = Layout::of(rng);
    (layout.narrow, layout.blank_zero) = (false, false);
    let title = form.known_by.as_ref().unwrap().titles[0].clone();
    let period = printed(period, rng);
    let facts = Facts {
        title: &title,
        organ: "青石县山水商贸有限公司",
        period: &period,
    };
    let text_of = |cell: CellId| {
        let figure = figures.get(&form.address(cell));
        layout.amount(figure.copied().unwrap_or_default())
    };
    sheet(form, facts, &layout, rng, &text_of)
}

/// The statements that lend cells to a form, with the figures that they lend.
fn lenders(packs: &Packs, form: &Form, figures: &Figures) -> Vec<(usize, Figures)> {
    let mut lent: BTreeMap<usize, Figures> = BTreeMap::new();
    for table in &form.tables {
        let Some((id, of)) = &table.from else {
            continue;
        };
        let at = packs
            .packs()
            .iter()
            .position(|pack| pack.form.id == *id)
            .unwrap();
        let own = figures.iter().filter_map(|(address, figure)| {
            let rest = address.strip_prefix(table.id.as_str())?.strip_prefix('/')?;
            Some((format!("{of}/{rest}"), *figure))
        });
        let own: Vec<_> = own.collect();
        if !own.is_empty() {
            lent.entry(at).or_default().extend(own);
        }
    }
    lent.into_iter().collect()
}

/// A document with a statement, and those that lend cells to it.
fn document(packs: &Packs, pack: &Pack, period: &str, figures: &Figures, rng: &mut Rng) -> String {
    let mut sheets = vec![statement(&pack.form, period, figures, rng)];
    for (at, lent) in lenders(packs, &pack.form, figures) {
        sheets.push(statement(&packs.packs()[at].form, period, &lent, rng));
    }
    let markdown = rng.happens(30);
    let texts = sheets.iter().map(|sheet| match markdown {
        true => sheet.markdown(),
        false => sheet.html(),
    });
    texts.collect::<Vec<_>>().join("\n\n")
}

fn open(linter: &Linter, pack: &Pack, text: &str) -> Report {
    let opened = linter
        .open(text.as_bytes())
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    let of_form = |report: &&Report| report.form == pack.form.id;
    opened
        .reports
        .iter()
        .find(of_form)
        .unwrap_or_else(|| panic!("{text}"))
        .clone()
}

/// Whether a rule is broken in an example as it is printed and read again.
fn is_broken(
    (linter, pack, rule): (&Linter, &Pack, &Rule),
    example: &Example,
    (period, before): &(String, String),
    seed: u64,
) -> bool {
    let packs = linter.packs();
    let mut rng = Rng::new(seed);
    let times = 1 + rng.below(90_000) as i64;
    let now = figures(&example.cells, times);
    let text = document(packs, pack, period, &now, &mut rng);
    let report = open(linter, pack, &text);
    assert_eq!(
        report.period.map(|period| period.to_string()).as_ref(),
        Some(period),
        "{text}"
    );
    let prior = (!example.prior.is_empty()).then(|| {
        let figures = figures(&example.prior, times);
        open(
            linter,
            pack,
            &document(packs, pack, before, &figures, &mut rng),
        )
    });
    let outcome = linter.check(&report, prior.as_ref()).unwrap();
    let blocked: Vec<_> = outcome
        .blocked
        .iter()
        .filter(|one| one.rule == rule.name)
        .collect();
    assert!(blocked.is_empty(), "{} {blocked:?}\n{text}", rule.name);
    outcome
        .findings
        .iter()
        .any(|finding| finding.rule == rule.name)
}

#[test]
fn every_relation_with_others_is_broken_by_its_faults_alone() {
    let packs = Packs::built_in().unwrap().of_domain(DOMAIN);
    let linter = Linter::new(&packs);
    let (mut relations, mut reports) = (0, 0);
    for pack in packs.packs() {
        for rule in pack.rules() {
            let Check::Relation(relation) = &rule.check else {
                continue;
            };
            let others = ["prior.", "income[", "cash_flow["];
            if !others.iter().any(|other| relation.text.contains(other)) {
                continue;
            }
            relations += 1;
            for (at, example) in rule.examples.iter().enumerate() {
                let periods = periods(pack, example);
                for (turn, times) in (0..rounds()).zip(periods.iter().cycle()) {
                    let seed = turn * 1000 + relations * 10 + at as u64;
                    let broken = is_broken((&linter, pack, rule), example, times, seed);
                    assert_eq!(
                        broken, !example.passes,
                        "{} {at} {seed} {times:?}",
                        rule.name
                    );
                    reports += 1;
                }
            }
        }
    }
    assert!(relations >= 15 && reports >= 100, "{relations} {reports}");
}
