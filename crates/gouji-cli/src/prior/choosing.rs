//! Which of the reports given with `--prior` is last year's of another.

use gouji_model::{Bilingual, Kinship, Period, Report, kinship};

use super::{Found, Prior};
use crate::listing::listed;

impl Prior<'_> {
    /// The report that is of the year before another and of its organ, as far as both say so.
    ///
    /// # Errors
    /// What to say where there is none, or where it is uncertain which: the years are not compared
    /// then.
    pub(crate) fn before(&self, report: &Report) -> Result<Found<'_>, Bilingual> {
        let files = self.files.iter();
        let all = files.flat_map(|(path, opened)| {
            opened
                .reports
                .iter()
                .map(move |prior| (*path, opened, prior))
        });
        let (fitting, others): (Vec<_>, Vec<_>) =
            all.partition(|(_, _, prior)| is_year_before(prior, report));
        let rank = |prior: &Report| {
            let unknown = prior.year.is_none();
            (kin(prior, report), unknown, remoteness(prior, report))
        };
        let best = fitting.iter().map(|(_, _, prior)| rank(prior)).min();
        let Some(best) = best.filter(|best| self.is_one || best.0 <= Kinship::Near) else {
            if !self.is_one {
                let fitting = fitting.iter().map(|(path, _, prior)| (*path, *prior));
                return Err(none_of(&fitting.collect::<Vec<_>>(), report));
            }
            let same_form = |prior: &Report| report.period.is_none() || prior.form == report.form;
            if !others.iter().any(|(_, _, prior)| same_form(prior)) {
                return Err(other_form(report));
            }
            let years = others.iter().filter_map(|(_, _, prior)| prior.year);
            return Err(other_year(years.collect(), report));
        };
        let mut fitting = fitting
            .into_iter()
            .filter(|(_, _, prior)| rank(prior) == best);
        let Some((path, opened, prior)) = fitting.next() else {
            return Err(other_year(Vec::new(), report));
        };
        let remark = match best.0 {
            Kinship::Unlike | Kinship::Other if !self.is_pair => {
                return Err(other_organ(prior, report));
            }
            // Whoever names one report for one other knows what names do not tell.
            Kinship::Unlike | Kinship::Other => Some(doubtful_organ(prior, report)),
            Kinship::Same | Kinship::Near | Kinship::Unknown => None,
        };
        let mut names: Vec<String> = fitting
            .filter(|(_, _, rival)| best.0 != Kinship::Same && kin(prior, rival) != Kinship::Same)
            .map(|(path, _, _)| path.to_owned())
            .collect();
        if !names.is_empty() {
            names.insert(0, path.to_owned());
            return Err(ambiguous(&names));
        }
        Ok(Found {
            path,
            opened,
            report: prior,
            remark,
        })
    }
}

/// What to say where none of many reports is certain to be of the organ: also where names are
/// missing, so that several may be.
fn none_of(fitting: &[(&str, &Report)], report: &Report) -> Bilingual {
    let is_untold = |(_, prior): &&(&str, &Report)| {
        kin(prior, report) == Kinship::Unknown
            && (prior.organization.is_none() || report.organization.is_none())
    };
    let untold = fitting.iter().filter(is_untold);
    let names: Vec<String> = untold.map(|(path, _)| (*path).to_owned()).collect();
    if names.len() > 1 {
        return ambiguous(&names);
    }
    let year = report
        .year
        .map_or_else(|| "?".to_owned(), |year| (year - 1).to_string());
    match &report.organization {
        Some(organ) => Bilingual::new(
            format!("--prior 中没有“{organ}”{year} 年的报告，跨年关系未核对"),
            format!("no report of {organ} for {year}; relations between years not checked"),
        ),
        None => Bilingual::new(
            format!("--prior 中没有这个机关 {year} 年的报告（本报告没有写明机关），跨年关系未核对"),
            format!(
                "no report of this organ for {year}, which its own report does not name; relations between years not checked"
            ),
        ),
    }
}

/// Whether a report is of the year before another, in a form about the same; reports of other periods than
/// years, of any time before within two years, and in the same form.
fn is_year_before(prior: &Report, report: &Report) -> bool {
    if prior.form.domain() != report.form.domain() {
        return false;
    }
    if let (Some(before), Some(period)) = (prior.period, report.period) {
        let end = |period: Period| (period.year(), period.last_month());
        return prior.form == report.form
            && end(before) < end(period)
            && before.year() + 1 >= period.year();
    }
    match (prior.year, report.year) {
        (Some(before), Some(year)) => before + 1 == year,
        _ => true,
    }
}

/// How near before a report another one is: right before, or the same time of last year, or another.
fn remoteness(prior: &Report, report: &Report) -> u8 {
    let (Some(before), Some(period)) = (prior.period, report.period) else {
        return 0;
    };
    match before {
        before if before == period.prior() => 0,
        before if before == period.same_last_year() => 1,
        before if before.last_month() == 12 => 2,
        _ => 3,
    }
}

fn kin(prior: &Report, report: &Report) -> Kinship {
    match (&prior.organization, &report.organization) {
        (Some(one), Some(other)) => kinship(one, other),
        _ => Kinship::Unknown,
    }
}

fn other_year(mut before: Vec<i32>, report: &Report) -> Bilingual {
    before.sort_unstable();
    before.dedup();
    let before: Vec<String> = before.iter().map(i32::to_string).collect();
    let (before, year) = (listed(&before), report.year.unwrap_or(0));
    Bilingual::new(
        format!(
            "--prior 给出的是 {} 年的报告，不是 {year} 年的上一年，跨年关系未核对",
            before.zh
        ),
        format!(
            "the report given with --prior is of {}, not of the year before {year}; the years were not compared",
            before.en
        ),
    )
}

fn other_form(report: &Report) -> Bilingual {
    let form = &report.form;
    Bilingual::new(
        format!("--prior 给出的文件里没有 {form} 这种表，跨期关系未核对"),
        format!(
            "the file given with --prior has no report in {form}; the periods were not compared"
        ),
    )
}

fn organs<'r>(prior: &'r Report, report: &'r Report) -> (&'r str, &'r str) {
    let name = |report: &'r Report| report.organization.as_deref().unwrap_or_default();
    (name(prior), name(report))
}

fn other_organ(prior: &Report, report: &Report) -> Bilingual {
    let (before, own) = organs(prior, report);
    Bilingual::new(
        format!("--prior 给出的是“{before}”的报告，不是“{own}”的，跨年关系未核对"),
        format!(
            "the report given with --prior is by {before}, not by {own}; the years were not compared"
        ),
    )
}

fn doubtful_organ(prior: &Report, report: &Report) -> Bilingual {
    let (before, own) = organs(prior, report);
    Bilingual::new(
        format!(
            "--prior 给出的是“{before}”的报告，与“{own}”不像同一机关；仍按改名处理，作了跨年核对"
        ),
        format!(
            "the report given with --prior is by {before}, which hardly is {own}; they were compared as if it had been renamed"
        ),
    )
}

fn ambiguous(names: &[String]) -> Bilingual {
    let shown = listed(names);
    Bilingual::new(
        format!(
            "--prior 里有几份报告都可能是上一年的，跨年关系未核对，请指明一份：{}",
            shown.zh
        ),
        format!(
            "several reports given with --prior may be last year's, and the years were not compared; name one: {}",
            shown.en
        ),
    )
}
