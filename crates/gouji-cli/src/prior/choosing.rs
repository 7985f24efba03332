//! Which of the reports given with `--prior` is last year's of another.

use std::collections::BTreeSet;

use gouji_lint::Opened;
use gouji_model::{Bilingual, Cell, Kinship, Period, Report, Value, kinship};

use super::{Found, OpenedFile, Prior};
use crate::listing::listed;

impl Prior<'_> {
    /// The report that is of the year before another and of its organ, as far as both say so.
    ///
    /// # Errors
    /// What to say where there is none, or where it is uncertain which: the years are not compared
    /// then.
    pub(crate) fn before(&self, report: &Report) -> Result<Found<'_>, Bilingual> {
        let (fitting, others): (Vec<_>, Vec<_>) = self
            .candidates(report)
            .partition(|one| is_year_before(one.prior, report));
        let best = fitting.iter().map(|one| one.rank).min();
        let Some(best) = best.filter(|best| self.is_one || best.kin <= Kinship::Near) else {
            return Err(match self.is_one {
                true => other_period(&others, report),
                false => none_of(&fitting, report),
            });
        };
        let best: Vec<Candidate<'_>> = fitting.into_iter().filter(|one| one.rank == best).collect();
        self.only(&best, report)
    }

    /// All reports, held against another.
    fn candidates<'s>(&'s self, report: &Report) -> impl Iterator<Item = Candidate<'s>> {
        self.files
            .iter()
            .flat_map(move |OpenedFile { path, opened }| {
                let reports = opened.reports.iter();
                reports.map(move |prior| Candidate {
                    path,
                    opened,
                    prior,
                    rank: Rank {
                        kin: kin(prior, report),
                        is_undated: prior.year.is_none(),
                        remoteness: remoteness(prior, report),
                    },
                })
            })
    }

    /// The one of the reports that fit best, if it is of the same organ and has no rival.
    fn only<'s>(&self, best: &[Candidate<'s>], report: &Report) -> Result<Found<'s>, Bilingual> {
        let Some((first, rivals)) = best.split_first() else {
            return Err(other_year(Vec::new(), report));
        };
        let remark = match first.rank.kin {
            Kinship::Unlike | Kinship::Other if !self.is_pair => {
                return Err(other_organ(first.prior, report));
            }
            // Whoever names one report for one other knows what names do not tell.
            Kinship::Unlike | Kinship::Other => Some(doubtful_organ(first.prior, report)),
            _ if first.rank.is_undated && report.year.is_some() => Some(undated()),
            Kinship::Same | Kinship::Near | Kinship::Unknown => None,
        };
        let is_other = |rival: &&Candidate<'_>| {
            (first.rank.kin != Kinship::Same && kin(first.prior, rival.prior) != Kinship::Same)
                || !has_same_figures(first.prior, rival.prior)
        };
        let rivals: Vec<&Candidate<'_>> = rivals.iter().filter(is_other).collect();
        if !rivals.is_empty() {
            return Err(ambiguous([first].into_iter().chain(rivals)));
        }
        Ok(Found {
            path: first.path,
            opened: first.opened,
            report: first.prior,
            remark,
        })
    }
}

/// Whether two reports say the same: then it does not matter which is last year's.
fn has_same_figures(one: &Report, other: &Report) -> bool {
    fn value(cell: &Option<Cell>) -> Option<&Value> {
        cell.as_ref().map(|cell| &cell.value)
    }
    // Rows that a form leaves open have their names in the addresses of their cells.
    let addresses = |report: &Report| {
        let form = report.concrete.as_deref();
        form.map(|form| {
            form.cells()
                .map(|cell| form.address(cell))
                .collect::<Vec<_>>()
        })
    };
    one.form == other.form
        && one
            .cells
            .iter()
            .map(value)
            .eq(other.cells.iter().map(value))
        && addresses(one) == addresses(other)
}

/// A report that may be last year's.
struct Candidate<'p> {
    /// The path of its file.
    path: &'p str,
    opened: &'p Opened<'p>,
    prior: &'p Report,
    rank: Rank,
}

/// How well a report fits as last year's: the least fits best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    kin: Kinship,
    is_undated: bool,
    remoteness: u8,
}

/// What to say where the one report given is of no year or form that fits.
fn other_period(others: &[Candidate<'_>], report: &Report) -> Bilingual {
    let same_form = |one: &Candidate<'_>| {
        let (before, own) = (&one.prior.form, &report.form);
        before.domain() == own.domain() && (report.period.is_none() || before == own)
    };
    if !others.iter().any(same_form) {
        return other_form(report);
    }
    if others
        .iter()
        .all(|one| is_short(one.prior) != is_short(report))
    {
        return other_length();
    }
    let periods = others.iter().filter_map(|one| one.prior.period);
    match report.period {
        Some(period) => other_time(periods.collect(), period),
        None => {
            let years = others.iter().filter_map(|one| one.prior.year);
            other_year(years.collect(), report)
        }
    }
}

/// Whether a report is of a part of a year.
fn is_short(report: &Report) -> bool {
    let period = report.period;
    period.is_some_and(|period| !period.is_year())
}

/// What to say where none of many reports is certain to be of the organ: also where names are
/// missing, so that several may be.
fn none_of(fitting: &[Candidate<'_>], report: &Report) -> Bilingual {
    let is_undecided = |one: &&Candidate<'_>| {
        one.rank.kin == Kinship::Unknown
            && (one.prior.organization.is_none() || report.organization.is_none())
    };
    let undecided = || fitting.iter().filter(is_undecided);
    if undecided().count() > 1 {
        return ambiguous(undecided());
    }
    let year = report.year.map(|year| (year - 1).to_string());
    let year = year.unwrap_or_else(|| "?".to_owned());
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
/// years are of the same form, and right before it, of the same time of last year, or of the end of a year.
fn is_year_before(prior: &Report, report: &Report) -> bool {
    if prior.form.domain() != report.form.domain() {
        return false;
    }
    if let (Some(before), Some(period)) = (prior.period, report.period) {
        let end = |period: Period| (period.year(), period.last_month());
        return prior.form == report.form
            && end(before) < end(period)
            && before.year() + 1 >= period.year()
            && remoteness(prior, report) < UNRELATED;
    }
    // A half of a year says nothing of a whole one whose form is the same.
    if is_short(prior) != is_short(report) {
        return false;
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
        _ => UNRELATED,
    }
}

/// How remote a report is with which nothing is compared.
const UNRELATED: u8 = 3;

fn kin(prior: &Report, report: &Report) -> Kinship {
    match (&prior.organization, &report.organization) {
        (Some(one), Some(other)) => kinship(one, other),
        _ => Kinship::Unknown,
    }
}

/// What to say where reports of parts of years are of other ones than what they could be compared with.
fn other_time(before: Vec<Period>, period: Period) -> Bilingual {
    let before: BTreeSet<String> = before.iter().map(Period::to_string).collect();
    let before = listed(&before.into_iter().collect::<Vec<_>>());
    let (right_before, last_year) = (period.prior(), period.same_last_year());
    Bilingual::new(
        format!(
            "--prior 给出的是 {} 的报告；{period} 与紧接着的上一期（{right_before}）、上年同期（{last_year}）或年末比较，跨期关系未核对",
            before.zh
        ),
        format!(
            "the report given with --prior is of {}; {period} is compared with the period right before ({right_before}), the same one of last year ({last_year}), or the end of a year: the periods were not compared",
            before.en
        ),
    )
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

fn other_length() -> Bilingual {
    Bilingual::new(
        "--prior 给出的报告与本报告一份是全年的、一份不是，跨年关系未核对".to_owned(),
        "of the report given with --prior and this one, one is of a whole year and the other is not; they were not compared".to_owned(),
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

fn undated() -> Bilingual {
    Bilingual::new(
        "--prior 给出的报告没有写明年度；仍按上一年的作了跨年核对",
        "the report given with --prior names no year; it was compared as that of the year before",
    )
}

fn ambiguous<'p>(rivals: impl Iterator<Item = &'p Candidate<'p>>) -> Bilingual {
    let names: Vec<String> = rivals.map(|one| one.path.to_owned()).collect();
    let shown = listed(&names);
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

#[cfg(test)]
mod tests {
    use gouji_model::FormId;

    use super::*;

    fn of(period: &str) -> Report {
        let mut report = Report::empty(FormId("f/1".to_owned()), 0);
        report.period = period.parse().ok();
        report.year = report.period.map(Period::year);
        report
    }

    #[test]
    fn a_quarter_is_compared_with_what_rules_can_speak_of() {
        let fits = |prior, own| is_year_before(&of(prior), &of(own));
        for prior in ["2024-Q2", "2023-Q3", "2023-Q4", "2023"] {
            assert!(fits(prior, "2024-Q3"), "{prior}");
        }
        for prior in ["2024-Q1", "2023-Q1", "2024-Q3", "2024-Q4", "2022-Q4"] {
            assert!(!fits(prior, "2024-Q3"), "{prior}");
        }
        let said = other_time(vec!["2024-Q1".parse().unwrap()], "2024-Q3".parse().unwrap());
        assert!(said.en.contains("is of 2024-Q1"), "{}", said.en);
        assert!(said.en.contains("(2024-Q2)"), "{}", said.en);
    }
}
