//! The words of a form that stand for values.

use crate::reading::fold_width;
use crate::{CellKind, Column, DateOrder, Figure, NumberFormat, Value, day_of};

/// The words that stand for values in the cells of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValueWords {
    /// What says that a question does not arise: `N/A`. Letters count whatever their case.
    pub not_applicable: Vec<String>,
    /// What stands for nothing, besides the usual signs.
    pub placeholders: Vec<String>,
    /// What before a number says that it is less than it: `<`.
    pub less_than: Vec<String>,
    /// Whether a number of days that is zero says that the question does not arise, as where data files have
    /// no other way to say it.
    pub no_zero_days: bool,
    /// In which order dates give their parts.
    pub dates: DateOrder,
    /// How numbers are written, where it is not the usual way.
    pub numbers: Option<NumberFormat>,
    /// What months are called: twelve lists of names.
    pub months: Vec<Vec<String>>,
    /// What may stand in a date besides day, month and year: `de`, `th`.
    pub in_dates: Vec<String>,
    /// Units of money, each as a power of ten of the currency.
    pub money: Vec<(String, u8)>,
    /// What counts are counted in.
    pub counters: Vec<String>,
}

impl ValueWords {
    /// What a text is in a column, which is usually read as `usual`.
    pub(crate) fn value(&self, text: &str, column: &Column, usual: Value) -> Value {
        let folded = fold_width(text);
        if is_among(&self.not_applicable, &folded) {
            return Value::NotApplicable;
        }
        if is_among(&self.placeholders, &folded) {
            return Value::Placeholder;
        }
        match column.kind {
            CellKind::Date => self.date(&folded, usual),
            CellKind::YesNo => yes_or_no(column, &folded).map_or(other(usual), Value::Choice),
            CellKind::Words if column.choices.is_empty() => Value::Words,
            CellKind::Words => chosen(column, &folded).map_or(other(usual), Value::Choice),
            kind => match (kind, usual) {
                (CellKind::Percent, Value::Text) => {
                    percent(&folded).map_or(Value::Text, Value::Figure)
                }
                (_, Value::Text) => self.less_than(&folded).map_or(usual, Value::LessThan),
                _ => usual,
            },
        }
    }

    /// A date with the name of its month: year, month and day in numbers.
    fn numbered(&self, text: &str) -> Option<String> {
        if self.months.is_empty() {
            return None;
        }
        let (mut months, mut numbers) = (Vec::new(), Vec::new());
        for word in words(text) {
            let known = |names: &Vec<String>| names.iter().any(|known| same(known, word));
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                numbers.push(word);
            } else if let Some(month) = self.months.iter().position(known) {
                months.push(month + 1);
            } else if !is_among(&self.in_dates, word) {
                return None;
            }
        }
        let ([month], [one, other]) = (months.as_slice(), numbers.as_slice()) else {
            return None;
        };
        let (year, day) = match (one.len(), other.len()) {
            (4, 1..=2) => (one, other),
            (1..=2, 4) => (other, one),
            _ => return None,
        };
        Some(format!("{year}-{month}-{day}"))
    }

    /// A day; a zero says that there is none.
    fn date(&self, text: &str, usual: Value) -> Value {
        let named = || {
            self.numbered(text)
                .and_then(|text| day_of(&text, self.dates))
        };
        match (day_of(text, self.dates).or_else(named), usual) {
            (Some(day), _) => Value::Date(day),
            (None, Value::Figure(figure)) if figure.is_zero() => Value::Placeholder,
            (None, Value::Placeholder) => Value::Placeholder,
            (None, _) => Value::Text,
        }
    }

    fn less_than(&self, text: &str) -> Option<Figure> {
        let signs = self.less_than.iter();
        let mut numbers = signs.filter_map(|sign| text.strip_prefix(sign.as_str()));
        let figure = numbers.find_map(|number| match Value::read(number).0 {
            Value::Figure(figure) => Some(figure),
            _ => None,
        })?;
        (!figure.is_negative() && !figure.is_zero()).then_some(figure)
    }
}

/// The words and numbers of a text, without what stands between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let parts = parts.filter(|part| !part.is_empty());
    parts.flat_map(|part| {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, word) = part.split_at(digits);
        [number, word].into_iter().filter(|word| !word.is_empty())
    })
}

/// Of a column of words or days, a number is as much other text as anything that is no word of it.
const fn other(usual: Value) -> Value {
    match usual {
        Value::Placeholder => Value::Placeholder,
        _ => Value::Text,
    }
}

impl ValueWords {
    /// The number before one of the units: what counts are counted in, or money, as a power of ten.
    pub(crate) fn measured<'t>(&self, text: &'t str) -> Option<(&'t str, Option<u8>)> {
        let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = text.get(number.len()..)?.trim();
        let money = self.money.iter().find(|(word, _)| same(word, unit));
        match money {
            Some((_, power)) => Some((number, Some(*power))),
            None => is_among(&self.counters, unit).then_some((number, None)),
        }
    }
}

fn is_among(words: &[String], text: &str) -> bool {
    words.iter().any(|word| same(word, text))
}

/// Whether two texts are the same, whatever the case of their letters and the width of their signs.
fn same(word: &str, text: &str) -> bool {
    if word.is_ascii() && text.is_ascii() {
        return word.eq_ignore_ascii_case(text);
    }
    let folded = fold_width(word);
    let letters = |text: &str| {
        text.chars()
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    folded == text || letters(&folded) == letters(text)
}

fn chosen(column: &Column, text: &str) -> Option<u16> {
    let at = column
        .choices
        .iter()
        .position(|words| is_among(words, text))?;
    u16::try_from(at + 1).ok()
}

/// What says yes and no where a column has no words for it.
const YES_AND_NO: [[&str; 3]; 2] = [["yes", "y", "true"], ["no", "n", "false"]];

fn yes_or_no(column: &Column, text: &str) -> Option<u16> {
    let is = |at: usize| match column.choices.get(at) {
        Some(words) => is_among(words, text),
        None => YES_AND_NO[at].iter().any(|word| same(word, text)),
    };
    match (is(0), is(1)) {
        (true, _) => Some(1),
        (_, true) => Some(0),
        _ => None,
    }
}

/// The number before the sign of a percentage.
fn percent(text: &str) -> Option<Figure> {
    let number = text.strip_suffix('%').unwrap_or(text);
    match Value::read(number).0 {
        Value::Figure(figure) => Some(figure),
        _ => None,
    }
}
