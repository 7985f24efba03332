//! How a statement is laid out.

use gouji_model::Figure;

use crate::specimen::Rng;

/// Where the tables of a form stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Side by side in one grid.
    SideBySide,
    /// One below the other, each under its headings.
    Stacked,
    /// One below the other under the headings of the first.
    Joined,
}

/// How an amount below zero is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Negative {
    /// `-5.00`
    Minus,
    /// `(5.00)`
    Brackets,
    /// `（5.00）`
    WideBrackets,
}

/// How a statement is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Where its tables stand.
    pub arrangement: Arrangement,
    /// A column of line numbers.
    pub numbered: bool,
    /// Amounts in groups of three digits.
    pub grouped: bool,
    /// How an amount below zero is written.
    pub negative: Negative,
    /// Labels of items are indented.
    pub indented: bool,
    /// Rows without anything stand between others.
    pub gaps: bool,
    /// Words before labels that may be left out are.
    pub bare: bool,
    /// Labels in other words of the form where it has some.
    pub aliased: bool,
    /// A formula stands behind the labels of totals.
    pub formulas: bool,
    /// Zero is a blank cell.
    pub blank_zero: bool,
    /// Short labels are spaced out.
    pub spaced: bool,
    /// Columns that may be left out are.
    pub narrow: bool,
    /// Organ, period and unit stand on lines of their own, and not on one.
    pub facts_apart: bool,
}

impl Layout {
    /// The layout of a seed.
    #[must_use]
    pub fn of(rng: &mut Rng) -> Self {
        let arrangements = [
            Arrangement::SideBySide,
            Arrangement::Stacked,
            Arrangement::Joined,
        ];
        let negatives = [Negative::Minus, Negative::Brackets, Negative::WideBrackets];
        Self {
            arrangement: arrangements[rng.below(3)],
            numbered: rng.happens(70),
            grouped: rng.happens(50),
            negative: negatives[rng.below(3)],
            indented: rng.happens(50),
            gaps: rng.happens(30),
            bare: rng.happens(20),
            aliased: rng.happens(30),
            formulas: rng.happens(20),
            blank_zero: rng.happens(50),
            spaced: rng.happens(20),
            narrow: rng.happens(50),
            facts_apart: rng.happens(30),
        }
    }

    /// An amount as this layout writes it.
    #[must_use]
    pub fn amount(&self, figure: Figure) -> String {
        if figure.is_zero() && self.blank_zero {
            return String::new();
        }
        let Some(cents) = figure.at_scale(2) else {
            return figure.to_string();
        };
        let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        let whole = match self.grouped {
            true => grouped(&whole.to_string()),
            false => whole.to_string(),
        };
        let text = format!("{whole}.{rest:02}");
        match (cents < 0, self.negative) {
            (false, _) => text,
            (true, Negative::Minus) => format!("-{text}"),
            (true, Negative::Brackets) => format!("({text})"),
            (true, Negative::WideBrackets) => format!("（{text}）"),
        }
    }
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_cents() {
        let mut layout = Layout::of(&mut Rng::new(1));
        layout.grouped = true;
        layout.negative = Negative::Brackets;
        let amount = |text: &str| layout.amount(Figure::parse(text).unwrap_or_default());
        assert_eq!(amount("1234567.5"), "1,234,567.50");
        assert_eq!(amount("-12.05"), "(12.05)");
    }
}
