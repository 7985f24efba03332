//! The statistical period: `统计期限自2024年1月1日起至2024年12月31日止` is the whole year reported on.

use gouji_language::dates;
use gouji_model::Bilingual;
use gouji_rule::{PeriodTest, Rule};

use crate::calendar::value;
use crate::judgement::Disagreement;
use crate::number::Unit;
use crate::scope::Scope;
use crate::script::{Script, holds};
use crate::whole_text::{Compared, Text};

/// A day as it is written, and where it ends.
struct Day {
    year: Option<i32>,
    month: u32,
    day: u32,
    end: usize,
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
    let years = script
        .numbers
        .iter()
        .filter(|number| number.unit == Unit::Year);
    years.into_iter().find_map(|number| {
        let year = i32::try_from(number.stated.value).ok()?;
        let at = number.range.end;
        let from = day(script, at, Some(year))?;
        let to = until(script, from.end)?;
        let sentence = script.sentence(number.range.start);
        let around = script.slice(sentence..(to.end + NEAR).min(script.chars.len()));
        if !holds(around, &test.after) || holds(around, &test.unless) {
            return None;
        }
        let whole = (from.month, from.day) == (1, 1) && (to.month, to.day) == (12, 31);
        let last = to.year.unwrap_or(year);
        let own_year = year == own || last == own;
        (own_year && !(whole && year == last)).then(|| {
            let name = Bilingual::new("应为", "it should be");
            let wanted = format!("{own}-01-01/{own}-12-31");
            let words = number.range.start..to.end;
            let stated = format!(
                "{year}-{:02}-{:02}/{last}-{:02}-{:02}",
                from.month, from.day, to.month, to.day
            );
            text.found(rule, words, Compared::with(stated, name, wanted))
        })
    })
}

/// The month and day at a position.
fn day(script: &Script<'_>, at: usize, year: Option<i32>) -> Option<Day> {
    let (month, at) = upto(script, at, dates::month)?;
    let (day, end) = upto(script, at, dates::day_number)?;
    let real = (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then_some(Day {
        year,
        month,
        day,
        end,
    })
}

/// The day at the end of a period that begins before a position.
fn until(script: &Script<'_>, at: usize) -> Option<Day> {
    let rest = script.slice(at..(at + 8).min(script.chars.len()));
    let joint = |c: &&char| dates::since(**c) || dates::until(**c);
    let joints = rest.iter().take_while(joint).count();
    let joined = rest.iter().take(joints).any(|c| !dates::since(*c));
    let at = at + joints;
    if !joined {
        return None;
    }
    match upto(script, at, dates::year) {
        Some((year, end)) => day(script, end, i32::try_from(year).ok()),
        None => day(script, at, None),
    }
}

/// The number at a position before one of these characters, in digits or Chinese numerals, and
/// where it goes on after that.
fn upto(script: &Script<'_>, at: usize, ends: fn(char) -> bool) -> Option<(u32, usize)> {
    let rest = script.slice(at..(at + 6).min(script.chars.len()));
    let length = rest.iter().position(|c| ends(*c))?;
    let digits = rest.get(..length)?;
    Some((value(digits)?, at + length + 1))
}
