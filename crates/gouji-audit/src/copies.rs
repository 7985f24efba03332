//! Files with reports of one organ and year that do not say the same.

use gouji_check::Words;
use gouji_model::{Cell, Evidence, Finding, IdentityMaker, Languages};
use gouji_rule::Rule;

use crate::between::{Between, Far, UnitYear};
use crate::listed::listed;
use crate::obligation::plain;
use crate::run_reports::Bound;

/// Of so many files each is told with all that it differs from; of more only with the first.
const MOST_NAMED: usize = 64;

/// What is reported of the second of two files, where their figures differ. `path` is that of the first.
#[must_use]
pub fn differing(
    rule: &Rule,
    of: UnitYear,
    first: &Bound,
    other: &Bound,
    path: &str,
) -> Option<Between> {
    let form = &other.pack.form;
    let mut cells = Vec::new();
    let mut far = Vec::new();
    let mut identity = IdentityMaker::new(&form.id, &rule.name, None);
    for cell in form.cells() {
        let address = form.address_of(cell);
        let its = match first.pack.form.id == form.id {
            true => Some(cell),
            false => first.pack.form.cell(address),
        };
        let its = its
            .and_then(|its| first.report.cell(its))
            .and_then(Cell::figure);
        let own = other.report.cell(cell).and_then(Cell::figure);
        if own != its {
            let shown = |figure: Option<gouji_model::Figure>| {
                figure.map_or_else(String::new, |figure| figure.to_string())
            };
            identity.value(&format!("{address}={}={}", shown(own), shown(its)));
            cells.push(Evidence { cell, prior: false });
            far.push(Far {
                report: first.number,
                id: address.to_owned(),
            });
        }
    }
    if cells.is_empty() {
        return None;
    }
    let mut words = Words::default();
    words.set("file", path);
    words.set("count", cells.len().to_string());
    Some(Between {
        report: Some(other.number),
        unit: Some(of.unit),
        year: Some(of.year),
        finding: Finding {
            message: words.fill(&rule.message, Languages::Both),
            cells,
            ..plain(rule, identity)
        },
        far,
        suspects: Vec::new(),
        passages: Vec::new(),
    })
}

/// What is reported of all files after the first, each with the names of those that it differs from as it does
/// from the first. Files of which the same is reported are the same.
pub(crate) fn name_further(found: Vec<Option<Between>>, paths: &[String]) -> Vec<Between> {
    let identity = |found: &Option<Between>| found.as_ref().map(|one| one.finding.identity);
    let identities: Vec<_> = found.iter().map(identity).collect();
    let mut all: Vec<Between> = found.into_iter().flatten().collect();
    if paths.len() > MOST_NAMED {
        return all;
    }
    for one in &mut all {
        let others = identities.iter().zip(paths);
        let others = others.filter(|(its, _)| its.as_ref() != Some(&one.finding.identity));
        let further = others.map(|(_, path)| path.clone());
        let further: Vec<String> = further.collect();
        if !further.is_empty() {
            let shown = listed(&further);
            let message = &mut one.finding.message;
            message
                .zh
                .push_str(&format!("；与它不一致的还有 {}", shown.zh));
            message
                .en
                .push_str(&format!("; it differs from {} as well", shown.en));
        }
    }
    all
}
