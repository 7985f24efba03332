//! What labels say beside which row or column they are: the unit of an amount, a year, another
//! wording than the official one.

use gouji_language::labels::{self, AFTER_YEAR, NAMED_YEARS};
use gouji_model::{Label, Observation, ObservationKind, Report, TableId, money_unit, written_unit};

use crate::lexicon::{Lexicon, Meaning};
use crate::lines::{Line, Token};

/// Longest label that is looked at, in bytes; what is longer is prose.
const LONGEST: usize = 120;
/// How far behind a heading its unit may stand: in the next tokens of its line, or in these lines.
const NEAR_LINES: usize = 3;

/// Remarks the wordings of a report's labels.
pub(crate) fn record(lines: &[Line<'_>], lexicon: &Lexicon, report: &mut Report) {
    let mut seen: Vec<Observation> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        for token in &line.tokens {
            if token.text.is_empty() || token.text.len() > LONGEST || token.is_figure() {
                continue;
            }
            if token.is_label() {
                let near = lines.get(at..).unwrap_or_default();
                let near = near.get(..NEAR_LINES.min(near.len())).unwrap_or_default();
                keep(&mut seen, of_label(token, near, lexicon));
            }
            if may_hold_year(token.text) {
                keep(&mut seen, year(token, lexicon, report.year));
            }
        }
    }
    // What is reported of a label here says more than that it is altered.
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let is_noted = |other: &Observation| {
        let found = plain(&other.found);
        seen.iter().any(|remark| remark.found == found)
    };
    let is_altered = |other: &Observation| other.kind == ObservationKind::AlteredLabel;
    report
        .observations
        .retain(|other| !(is_altered(other) && is_noted(other)));
    report.observations.append(&mut seen);
}

/// Keeps a remark, once for what it is of.
fn keep(seen: &mut Vec<Observation>, remark: Option<Observation>) {
    let Some(remark) = remark else {
        return;
    };
    let same = |other: &Observation| other.kind == remark.kind && other.subject == remark.subject;
    if !seen.iter().any(same) {
        seen.push(remark);
    }
}

/// A table, the id of one of its rows or columns, its label, and the unit it prints.
struct Named<'f> {
    table: usize,
    id: &'f str,
    label: &'f Label,
    unit: Option<&'f str>,
}

fn named<'f>(lexicon: &'f Lexicon, meaning: Meaning) -> Option<Named<'f>> {
    let blocks = |table: usize| lexicon.form.tables.get(table).map(|table| &table.blocks);
    match meaning {
        Meaning::Row { table, block, row } => {
            let row = blocks(table)?.get(block)?.rows.get(row)?;
            let (id, label) = (row.id.as_str(), &row.label);
            Some(Named {
                table,
                id,
                label,
                unit: None,
            })
        }
        Meaning::Column {
            table,
            block,
            column,
        } => {
            let column = blocks(table)?.get(block)?.columns.get(column)?;
            let unit = column.unit.as_deref().filter(|_| column.kind.is_amount());
            let (id, label) = (column.id.as_str(), &column.label);
            Some(Named {
                table,
                id,
                label,
                unit,
            })
        }
        Meaning::Caption { .. } | Meaning::Furniture { .. } | Meaning::Skip { .. } => None,
    }
}

fn remark(kind: ObservationKind, named: &Named<'_>, token: &Token<'_>) -> Observation {
    Observation {
        expected: named.label.text.clone(),
        found: token.text.split_whitespace().collect(),
        table: Some(TableId::at(named.table)),
        place: Some(token.place),
        ..Observation::of(kind, named.id)
    }
}

/// What is to be reported about a label that the form knows.
fn of_label(token: &Token<'_>, near: &[Line<'_>], lexicon: &Lexicon) -> Option<Observation> {
    let named = named(lexicon, lexicon.meanings(token.word).first()?)?;
    if let Some(unit) = named.unit.and_then(money_unit) {
        let kind = match written_unit(token.text).or_else(|| unit_near(token, near)) {
            Some(written) if written == unit => return None,
            Some(_) => ObservationKind::OtherUnit,
            None if may_go_on(token.text) => return None,
            None => ObservationKind::MissingUnit,
        };
        return Some(remark(kind, &named, token));
    }
    lexicon
        .is_altered(token.word)
        .then(|| remark(ObservationKind::AlteredLabel, &named, token))
}

/// Whether a heading may be continued in another cell or line: its bracket is open.
fn may_go_on(text: &str) -> bool {
    let count = |signs: [char; 2]| text.chars().filter(|c| signs.contains(c)).count();
    count(['（', '(']) > count(['）', ')']) || text.contains(labels::MONEY_SIGN)
}

/// The unit that stands by itself behind a heading, `（单位：元）`.
fn unit_near(heading: &Token<'_>, near: &[Line<'_>]) -> Option<u8> {
    let mut tokens = near.iter().flat_map(|line| &line.tokens);
    tokens.find(|token| token.place == heading.place)?;
    let mut texts = tokens
        .map(|token| token.text)
        .filter(|text| text.len() <= LONGEST / 2);
    let bare = |text: &str| {
        text.trim_matches(|c: char| c.is_whitespace() || labels::around_unit(c))
            .to_owned()
    };
    texts.find_map(|text| {
        let is_unit = text.contains(labels::MONEY_SIGN) && money_unit(&bare(text)).is_some();
        is_unit.then(|| money_unit(&bare(text)))?
    })
}

/// A label that is the form's but for a year in it.
fn year(token: &Token<'_>, lexicon: &Lexicon, own: Option<i32>) -> Option<Observation> {
    let plain: String = token
        .text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(half_width)
        .collect();
    let at = plain.find("20")?;
    let digits = plain
        .get(at..at + 4)
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let named_year: i32 = digits.parse().ok()?;
    let (before, behind) = (plain.get(..at)?, plain.get(at + 4..)?);
    let mut after = AFTER_YEAR.iter();
    let behind = after
        .find_map(|word| behind.strip_prefix(word))
        .unwrap_or(behind);
    // `本年（2023）制发件数`: the year beside the word that names it.
    let adjacent = format!(
        "{}{}",
        before.trim_end_matches(['(', '（', '[']),
        behind.trim_start_matches([')', '）', ']'])
    );
    let adjacent = NAMED_YEARS
        .iter()
        .find(|(word, _)| adjacent.contains(word))
        .map(|(_, distance)| (adjacent.clone(), *distance));
    // `2023年制发件数`: the year in place of that word.
    let instead = NAMED_YEARS
        .iter()
        .map(|(word, distance)| (format!("{before}{word}{behind}"), *distance));
    let mut candidates = adjacent.into_iter().chain(instead);
    let (named, distance) = candidates.find_map(|(text, distance)| {
        let meanings = lexicon.meanings_of(&text);
        Some((named(lexicon, meanings.first()?)?, distance))
    })?;
    let kind = match own {
        Some(own) if own + distance != named_year => ObservationKind::OtherYearInLabel,
        _ => ObservationKind::YearInLabel,
    };
    Some(remark(kind, &named, token))
}

/// Whether a text has the bytes that the first digits of a year end with, plain or wide; most labels
/// have none.
fn may_hold_year(text: &str) -> bool {
    const TWO: u8 = "２".as_bytes()[2];
    const ZERO: u8 = "０".as_bytes()[2];
    let has = |plain: u8, wide: u8| memchr::memchr2(plain, wide, text.as_bytes()).is_some();
    has(b'2', TWO) && has(b'0', ZERO)
}

const fn half_width(c: char) -> char {
    match c {
        '０'..='９' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(digit) => digit,
            None => c,
        },
        c => c,
    }
}
