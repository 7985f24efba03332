//! What is reported of coverage: which reports are of which units, and which of none.

use gouji_audit::RunReports as _;
use gouji_audit::result::Certainty;
use gouji_audit::units::Tree;
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
    let kinds = [
        Certainty::Listed,
        Certainty::Alias,
        Certainty::Same,
        Certainty::Near,
        Certainty::Unpaired,
    ];
    let paired: serde_json::Map<String, serde_json::Value> = kinds
        .into_iter()
        .map(|kind| (kind.name().to_owned(), count(kind).into()))
        .collect();
    let unpaired = related.unpaired.iter();
    let unpaired: Vec<String> = unpaired.map(|report| notes.path_of(*report)).collect();
    let near: Vec<serde_json::Value> = near(related, tree)
        .map(|(path, unit)| json!({ "path": path, "unit": unit }))
        .collect();
    let coverage = json!({
        "units": tree.listed().len(),
        "reports": notes.len(),
        "paired": paired,
        "near": near,
        "unpaired": unpaired,
        "missing": related.missing_count(),
    });
    format!("\"coverage\":{coverage},")
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

/// What is reported on standard error: which reports are of no unit, and which only by a name that is short.
pub(super) fn lines(
    related: &Related,
    tree: &Tree,
    check: &Check,
    language: Language,
) -> Vec<String> {
    let mut lines = Vec::new();
    if check.quiet {
        return lines;
    }
    let paths = |reports: &[usize]| -> Vec<String> {
        let paths = reports.iter().map(|report| related.notes.path_of(*report));
        paths.collect()
    };
    let unpaired = paths(&related.unpaired);
    let near: Vec<String> = near(related, tree)
        .map(|(path, unit)| format!("{path} → {unit}"))
        .collect();
    let mut announce = |names: &[String], one: fn(usize, Bilingual) -> Bilingual| {
        if names.is_empty() {
            return;
        }
        let shown = match check.verbose {
            true => Bilingual::new(names.join("、"), names.join(", ")),
            false => listed(names),
        };
        lines.push(one(names.len(), shown).get(language).to_owned());
    };
    announce(&unpaired, |count, shown| {
        Bilingual::new(
            format!(
                "{count} 份报告不能确定是哪个单位哪一年的，没有与其他报告核对：{}",
                shown.zh
            ),
            format!(
                "{count} report(s) of which unit or year nobody can tell were not compared with others: {}",
                shown.en
            ),
        )
    });
    announce(&near, |count, shown| {
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
