//! By what findings are known from run to run: whose they are, of which time, and which.

use std::collections::HashMap;

use gouji_audit::result::{Audit, ReportRow};

/// The key of a finding of somebody and some time.
pub(super) fn key_of(whose: &str, identity: &str, at: Option<&str>) -> String {
    format!("{whose}|{identity}|{}", at.unwrap_or_default())
}

/// Whose a report is and of which time, as keys of findings begin.
pub(super) fn whose(audit: &Audit, report: &ReportRow) -> String {
    let unit = report.unit.and_then(|unit| audit.units.get(unit));
    let unit = unit.map_or(&report.path, |unit| &unit.name);
    format!("{unit}|{}", time_of(report))
}

/// The time of a report.
fn time_of(report: &ReportRow) -> String {
    let year = report
        .year
        .map_or_else(String::new, |year| year.to_string());
    report.period.clone().unwrap_or(year)
}

/// The names under which earlier runs may have known units: aliases that are no unit's name and no other's
/// alias. The units file may have had them as names, and where it had not, reports were of nobody.
#[derive(Default)]
pub(super) struct Former<'a>(HashMap<&'a str, Option<usize>>);

impl<'a> Former<'a> {
    pub(super) fn of(audit: &'a Audit) -> Self {
        let mut all = HashMap::new();
        for (number, unit) in audit.units.iter().enumerate() {
            for alias in &unit.aliases {
                let owner = all.entry(alias.as_str()).or_insert(Some(number));
                *owner = owner.filter(|owner| *owner == number);
            }
        }
        for unit in &audit.units {
            all.remove(unit.name.as_str());
        }
        Self(all)
    }

    /// The unit that had a name.
    pub(super) fn unit(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied().flatten()
    }

    /// The names that a unit may have had, and the path under which a report of nobody was known.
    pub(super) fn names<'n>(
        &'n self,
        audit: &'n Audit,
        unit: Option<usize>,
        path: Option<&'n str>,
    ) -> impl Iterator<Item = &'n str> {
        let row = unit.and_then(|unit| audit.units.get(unit));
        let aliases = row.into_iter().flat_map(|row| &row.aliases);
        let aliases = aliases.map(String::as_str);
        let own = aliases.filter(move |alias| self.unit(alias) == unit);
        own.chain(path.filter(|_| unit.is_some()))
    }

    /// Whose a report may have been, and of which time, as keys of findings begin.
    pub(super) fn whose(&self, audit: &Audit, report: &ReportRow) -> Vec<String> {
        let time = time_of(report);
        let names = self.names(audit, report.unit, Some(&report.path));
        names.map(|name| format!("{name}|{time}")).collect()
    }
}
