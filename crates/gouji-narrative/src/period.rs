//! The statistical period: `统计期限自2024年1月1日起至2024年12月31日止` is the whole year reported on.
//!
//! Days are written out or dotted (2024.1.1), and a period may be given in months (2024年1-11月).

use gouji_language::dates;
use gouji_model::Bilingual;
use gouji_rule::{PeriodTest, Rule};

use crate::calendar::{last_day, value};
use crate::judgement::Disagreement;
use crate::number::Unit;
use crate::scope::Scope;
use crate::script::{Script, holds};
use crate::whole_text::{Compared, Text};

/// A day as it is written, and where it ends.
#[derive(Clone, Copy)]
struct Day {
    year: i32,
    month: u32,
    day: u32,
    end: usize,
}

/// A period, and where it begins.
struct Period {
    start: usize,
    from: Day,
    to: Day,
}

/// How far after a period the words may stand that make it one, in characters.
const NEAR: usize = 12;

/// A period that is not the whole year.
pub(crate) fn judge<'p>(
    scope: &Scope<'_, '_>,
    rule: &'p Rule,
    test: &PeriodTest,
    text: &Text<'_>,
) -> Option<Disagreement<'p>> {
    let script = text.script;
    let own = scope.report.year?;
    let mut done = 0;
    periods(script)
        .into_iter()
        .find_map(|Period { start, from, to }| {
            // What one period is of says nothing of the next one in its sentence.
            let sentence = script.sentence(start).max(done);
            done = to.end;
            // Nor does what is stated about it in the next clause.
            let after = script.slice(to.end..(to.end + NEAR).min(script.chars.len()));
            let clause = after.iter().position(|c| *c == ',');
            let end = to.end + clause.unwrap_or(after.len());
            let around = script.slice(sentence..end);
            if !holds(around, &test.after) || holds(around, &test.unless) {
                return None;
            }
            let whole = (from.month, from.day) == (1, 1) && (to.month, to.day) == (12, 31);
            let own_year = from.year == own || to.year == own;
            (own_year && !(whole && from.year == to.year)).then(|| {
                let name = Bilingual::new("应为", "it should be");
                let wanted = format!("{own}-01-01/{own}-12-31");
                let stated = format!("{}/{}", written(from), written(to));
                text.found(rule, start..to.end, Compared::with(stated, name, wanted))
            })
        })
}

fn written(day: Day) -> String {
    let Day {
        year, month, day, ..
    } = day;
    format!("{year}-{month:02}-{day:02}")
}

/// The periods of a text, in its order.
fn periods(script: &Script<'_>) -> Vec<Period> {
    let years = script
        .numbers
        .iter()
        .filter(|number| number.unit == Unit::Year);
    let stated = years.filter_map(|number| {
        let year = i32::try_from(number.stated.value).ok()?;
        let (from, to) = spelled(script, number.range.end, year)?;
        let start = number.range.start;
        Some(Period { start, from, to })
    });
    let begins = |at: &usize| {
        let is_digit = |at: usize| script.chars.get(at).is_some_and(char::is_ascii_digit);
        is_digit(*at) && !at.checked_sub(1).is_some_and(is_digit)
    };
    let starts = (0..script.chars.len()).filter(begins);
    let signed = starts.filter_map(|start| {
        let from = dotted(script, start)?;
        let to = dotted(script, joined(script, from.end)?)?;
        Some(Period { start, from, to })
    });
    let mut all: Vec<Period> = stated.chain(signed).collect();
    all.sort_by_key(|period| period.start);
    all
}

/// The first and the last day of a period that goes on behind its first year.
fn spelled(script: &Script<'_>, at: usize, year: i32) -> Option<(Day, Day)> {
    if let Some(from) = day(script, at, year) {
        let at = joined(script, from.end)?;
        return Some((from, spelled_day(script, at, year, day)?));
    }
    if let Some(from) = month(script, at, year) {
        let at = joined(script, from.end)?;
        let to = spelled_day(script, at, year, month)?;
        return Some((Day { day: 1, ..from }, to));
    }
    // 2024年1-11月: the first month has no sign of its own.
    let rest = script.slice(at..(at + 3).min(script.chars.len()));
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let first = value(rest.get(..digits)?).filter(|month| (1..=12).contains(month))?;
    let to = month(script, joined(script, at + digits)?, year)?;
    let from = Day {
        year,
        month: first,
        day: 1,
        end: at + digits,
    };
    Some((from, to))
}

/// The day or month at a position, with a year of its own or none.
fn spelled_day(
    script: &Script<'_>,
    at: usize,
    year: i32,
    read: impl Fn(&Script<'_>, usize, i32) -> Option<Day>,
) -> Option<Day> {
    match upto(script, at, dates::year) {
        Some((year, end)) => read(script, end, i32::try_from(year).ok()?),
        None => read(script, at, year),
    }
}

/// The month and day at a position.
fn day(script: &Script<'_>, at: usize, year: i32) -> Option<Day> {
    let (month, at) = upto(script, at, dates::month)?;
    let (day, end) = upto(script, at, dates::day_number)?;
    real(year, month, day, end)
}

/// The month at a position, as its last day.
fn month(script: &Script<'_>, at: usize, year: i32) -> Option<Day> {
    let (month, end) = upto(script, at, dates::month)?;
    let end = end + usize::from(script.chars.get(end).is_some_and(|c| dates::end_of(*c)));
    real(year, month, last_day(year, month)?, end)
}

fn real(year: i32, month: u32, day: u32, end: usize) -> Option<Day> {
    let real = (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then_some(Day {
        year,
        month,
        day,
        end,
    })
}

/// A day in figures with signs between them at a position: 2024.1.1.
fn dotted(script: &Script<'_>, at: usize) -> Option<Day> {
    const SIGNS: [char; 3] = ['.', '/', '-'];
    let read = |at: usize, most: usize| {
        let rest = script.slice(at..(at + most).min(script.chars.len()));
        let length = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        Some((value(rest.get(..length)?)?, at + length))
    };
    let (year, at) = read(at, 4).filter(|(year, _)| (1900..2200).contains(year))?;
    let sign = *script.chars.get(at).filter(|c| SIGNS.contains(c))?;
    let (month, at) = read(at + 1, 2)?;
    let (day, end) = (script.chars.get(at) == Some(&sign)).then(|| read(at + 1, 2))??;
    real(i32::try_from(year).ok()?, month, day, end)
}

/// Where what follows a day goes on, if it is joined with another.
fn joined(script: &Script<'_>, at: usize) -> Option<usize> {
    let at = past_hour(script, at);
    let rest = script.slice(at..(at + 8).min(script.chars.len()));
    let joint = |c: &&char| dates::since(**c) || dates::until(**c);
    let joints = rest.iter().take_while(joint).count();
    let joined = rest.iter().take(joints).any(|c| !dates::since(*c));
    joined.then_some(at + joints)
}

/// Where what follows an hour goes on: 1月1日0时至.
fn past_hour(script: &Script<'_>, at: usize) -> usize {
    upto(script, at, dates::hour).map_or(at, |(_, end)| end)
}

/// The number at a position before one of these characters, in digits or Chinese numerals, and
/// where it goes on after that.
fn upto(script: &Script<'_>, at: usize, ends: fn(char) -> bool) -> Option<(u32, usize)> {
    let rest = script.slice(at..(at + 6).min(script.chars.len()));
    let length = rest.iter().position(|c| ends(*c))?;
    let digits = rest.get(..length)?;
    Some((value(digits)?, at + length + 1))
}
