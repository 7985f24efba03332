//! By what findings are known from run to run: whose they are, of which time, and which.

use gouji_audit::result::{Audit, ReportRow};

/// The key of a finding of somebody and some time.
pub(super) fn key_of(whose: &str, identity: &str, at: Option<&str>) -> String {
    format!("{whose}|{identity}|{}", at.unwrap_or_default())
}

/// Whose a report is and of which time, as keys of findings begin.
pub(super) fn whose(audit: &Audit, report: &ReportRow) -> String {
    let unit = report.unit.and_then(|unit| audit.units.get(unit));
    let unit = unit.map_or(&report.path, |unit| &unit.name);
    let year = report
        .year
        .map_or_else(String::new, |year| year.to_string());
    format!("{unit}|{}", report.period.as_ref().unwrap_or(&year))
}
