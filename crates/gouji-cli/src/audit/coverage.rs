//! What is reported of coverage: which reports are of which units, and which of none.

use std::collections::BTreeMap;

use gouji_audit::RunReports as _;
use gouji_audit::relations::is_of_part;
use gouji_audit::result::Certainty;
use gouji_audit::units::{Tree, Unit};
use gouji_model::{Bilingual, Language};
use serde_json::json;

use super::relating::Related;
use crate::arguments::Check;
use crate::listing::listed;

/// The members of the JSON that say it.
pub(super) fn json(related: &Related, tree: &Tree) -> String {
    let notes = &related.notes;
    let count = |certainty| {
        let reports = 0..notes.len();
        reports
            .filter(|report| notes.certainty(*report) == certainty)
            .count()
    };
    let paired: serde_json::Map<String, serde_json::Value> = Certainty::ALL
        .into_iter()
        .map(|kind| (kind.name().to_owned(), count(kind).into()))
        .collect();
    let unpaired = related.unpaired.iter();
    let unpaired: Vec<String> = unpaired.map(|report| notes.path_of(*report)).collect();
    let near: Vec<serde_json::Value> = near(related, tree)
        .map(|(path, unit)| json!({ "path": path, "unit": unit }))
        .collect();
    let out = out_of_term(related, tree);
    let out = out.values().map(|one| {
        let Out { path, unit, year } = one;
        let (name, since, until) = (&unit.name, unit.since, unit.until);
        json!({ "path": path, "unit": name, "year": year, "since": since, "until": until })
    });
    let out: Vec<serde_json::Value> = out.collect();
    let coverage = json!({
        "units": tree.listed().len(),
        "reports": notes.len(),
        "paired": paired,
        "near": near,
        "unpaired": unpaired,
        "out_of_term": out,
        "part_of_year": of_part(related),
        "missing": related.missing_count(),
    });
    format!("\"coverage\":{coverage},")
}

/// How many units are named that a report may be of.
const CANDIDATES: usize = 3;

/// The path of a report that is of no unit, with the name it gives and the units it may be of.
fn unpaired_line(related: &Related, tree: &Tree, report: usize, language: Language) -> String {
    let path = related.notes.path_of(report);
    let name = related
        .notes
        .kept(report)
        .and_then(|kept| kept.organization);
    let Some(name) = name.filter(|_| tree.is_given()) else {
        return path;
    };
    let units = tree.candidates(&name).into_iter();
    let units = units.filter_map(|unit| tree.units().get(unit));
    let units: Vec<&str> = units.map(|unit| unit.name.as_str()).collect();
    let (first, more) = units.split_at(units.len().min(CANDIDATES));
    match (language, first) {
        (Language::Chinese, []) => format!("{path}（写的是“{name}”）"),
        (Language::English, []) => format!("{path} (it says “{name}”)"),
        (Language::Chinese, first) => {
            let more = if more.is_empty() { "" } else { " 等" };
            format!("{path}（写的是“{name}”，可能是{}{more}）", first.join("、"))
        }
        (Language::English, first) => {
            let more = if more.is_empty() { "" } else { ", …" };
            format!(
                "{path} (it says “{name}”, may be {}{more})",
                first.join(", ")
            )
        }
    }
}

/// Reports whose names fit a unit only as far as they go.
fn near<'r>(related: &'r Related, tree: &'r Tree) -> impl Iterator<Item = (String, &'r str)> {
    (0..related.notes.len()).filter_map(|report| {
        let is_near = related.notes.certainty(report) == Certainty::Near;
        let unit = related.notes.entry(report).filter(|_| is_near)?.unit?;
        let unit = tree.units().get(unit)?;
        Some((related.notes.path_of(report), unit.name.as_str()))
    })
}

/// A report of a year of which its unit has none.
struct Out<'r> {
    path: String,
    unit: &'r Unit,
    year: i32,
}

impl Out<'_> {
    /// It with the years of the unit.
    fn line(&self) -> String {
        let year = |year: Option<i32>| year.map_or_else(String::new, |year| year.to_string());
        let (since, until) = (year(self.unit.since), year(self.unit.until));
        format!("{} → {} {since}–{until}", self.path, self.unit.name)
    }
}

/// The reports that bear the name of a unit in a year of which it has none, by their numbers.
fn out_of_term<'r>(related: &Related, tree: &'r Tree) -> BTreeMap<usize, Out<'r>> {
    let notes = &related.notes;
    let unpaired = related.unpaired.iter().copied();
    let out = unpaired.filter_map(|report| {
        let entry = notes.entry(report).filter(|entry| entry.unit.is_none())?;
        let year = entry.year?;
        let name = notes.kept(report)?.organization?;
        let unit = tree.units().get(tree.out_of_term(&name, Some(year))?)?;
        let path = notes.path_of(report);
        Some((report, Out { path, unit, year }))
    });
    out.collect()
}

/// The reports of a part of a year whose form is that of a year.
fn of_part(related: &Related) -> Vec<String> {
    let notes = &related.notes;
    let is_of_part = |report: &usize| {
        let entry = notes.entry(*report);
        entry.is_some_and(|entry| is_of_part(notes.packs(), &entry))
    };
    let reports = (0..notes.len()).filter(is_of_part);
    reports.map(|report| notes.path_of(report)).collect()
}

/// What is reported where the units file has not one of the reports' units: then nothing between units was checked,
/// and nothing is missing either.
fn fits_nobody(related: &Related, tree: &Tree) -> Option<Bilingual> {
    let (notes, listed) = (&related.notes, tree.listed().len());
    let mut reports = 0..notes.len();
    let fits = reports.any(|report| {
        notes
            .entry(report)
            .is_some_and(|entry| entry.unit.is_some())
    });
    (tree.is_given() && !notes.is_empty() && !fits).then(|| {
        Bilingual::new(
            format!(
                "单位表里的 {listed} 个单位一个也没有对上报告，单位之间没有核对：请看单位表是不是这些报告的，名称和编码对不对"
            ),
            format!(
                "not one of the {listed} units of the units file has a report, so that nothing between units was checked; see whether it is the one for these reports, and its names and encoding are right"
            ),
        )
    })
}

/// What is reported on standard error: which reports are of no unit, and which only by a name that is short.
pub(super) fn lines(
    related: &Related,
    tree: &Tree,
    check: &Check,
    language: Language,
) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(fits_nobody(related, tree).map(|line| line.get(language).to_owned()));
    if check.quiet {
        return lines;
    }
    let out = out_of_term(related, tree);
    let unpaired = related.unpaired.iter().copied();
    let unpaired: Vec<usize> = unpaired.filter(|one| !out.contains_key(one)).collect();
    let unpaired: Vec<String> = unpaired
        .iter()
        .map(|report| unpaired_line(related, tree, *report, language))
        .collect();
    let out: Vec<String> = out.values().map(Out::line).collect();
    let near: Vec<String> = near(related, tree)
        .map(|(path, unit)| format!("{path} → {unit}"))
        .collect();
    let to_name = match tree.is_given() {
        true => Bilingual::new(
            "；报告用的名称可写在单位表的 aliases 里",
            "; names that reports use can stand in the aliases of the units file",
        ),
        false => Bilingual::default(),
    };
    let mut announce = |names: &[String], one: &dyn Fn(usize, Bilingual) -> Bilingual| {
        if names.is_empty() {
            return;
        }
        let shown = match check.verbose {
            true => Bilingual::new(names.join("、"), names.join(", ")),
            false => listed(names),
        };
        lines.push(one(names.len(), shown).get(language).to_owned());
    };
    announce(&unpaired, &|count, shown| {
        Bilingual::new(
            format!(
                "{count} 份报告不能确定是哪个单位哪一年的，没有与其他报告核对：{}{}",
                shown.zh, to_name.zh
            ),
            format!(
                "{count} report(s) of which unit or year nobody can tell were not compared with others: {}{}",
                shown.en, to_name.en
            ),
        )
    });
    announce(&out, &|count, shown| {
        Bilingual::new(
            format!(
                "{count} 份报告的年度不在单位表给该单位的年度（since、until）之内，没有与其他报告核对：{}",
                shown.zh
            ),
            format!(
                "{count} report(s) are of a year in which the units file (since, until) has their unit report on nothing, and were not compared with others: {}",
                shown.en
            ),
        )
    });
    announce(&of_part(related), &|count, shown| {
        Bilingual::new(
            format!(
                "{count} 份报告的标题说的是一年中的一段时间（半年、季度），没有与全年的报告核对：{}",
                shown.zh
            ),
            format!(
                "{count} report(s) are of a part of a year by their title (half, quarter), and were not compared with those of years: {}",
                shown.en
            ),
        )
    });
    announce(&near, &|count, shown| {
        Bilingual::new(
            format!(
                "{count} 份报告只按简称或不带地名的名称认定单位：{}",
                shown.zh
            ),
            format!(
                "{count} report(s) are paired by a name that is short: {}",
                shown.en
            ),
        )
    });
    lines
}
