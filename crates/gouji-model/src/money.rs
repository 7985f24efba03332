//! Amounts with the sign of their currency before the figure: `$100`, `-€1,500`, `($5)`, `¥ 120.50`.
//!
//! A sign before a figure says which currency it is in, and nothing else: where a column is in another
//! currency, or in thousands, the text is no figure that could be read for certain.

use gouji_language::units::BEFORE;

use crate::reading::fold_width;
use crate::{CellKind, Column, Form, Place, SourceRange, Value};

/// Longest amount with a sign, in bytes.
const LONGEST: usize = 40;

/// What may stand before the sign: a minus, or the bracket around a figure below zero.
const OPENS: [char; 3] = ['-', '+', '('];

impl Form {
    /// What an amount with a sign of money before its figure is, if it is one; `read` reads it without.
    pub(crate) fn after_sign(
        &self,
        text: &str,
        column: &Column,
        read: impl Fn(&str) -> Value,
    ) -> Option<Value> {
        if !column.kind.is_amount() {
            return None;
        }
        let folded = fold_width(text);
        let folded = folded.trim();
        let (open, rest) = match folded.strip_prefix(OPENS) {
            Some(rest) => (folded.get(..1)?, rest.trim_start()),
            None => ("", folded),
        };
        let (word, power) = self.sign_before(rest)?;
        let number = rest.get(word.len()..)?.trim_start();
        let goes_on =
            word.ends_with(char::is_alphabetic) && number.starts_with(char::is_alphabetic);
        if goes_on || self.sign_before(number).is_some() || !self.is_in(column, word, power) {
            return None;
        }
        match read(&format!("{open}{number}")) {
            Value::Figure(figure) => Some(Value::Figure(figure)),
            Value::Placeholder => Some(Value::Placeholder),
            _ => None,
        }
    }

    /// Whether a text is one number with a sign of money before it.
    pub(crate) fn is_amount_with_sign(&self, text: &str) -> bool {
        if text.len() > LONGEST || !text.contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let column = Column::of_kind(CellKind::SignedAmount);
        let place = Place::Text(SourceRange::default());
        let value = self.after_sign(text, &column, |bare| self.read(bare, &column, place).0);
        matches!(value, Some(Value::Figure(_)))
    }

    /// The longest sign or word of money that a text begins with, as it stands there.
    fn sign_before<'t>(&self, text: &'t str) -> Option<(&'t str, u8)> {
        let begins = |word: &str| {
            let own = text.get(..word.len())?;
            own.eq_ignore_ascii_case(word).then_some(own)
        };
        let own = self.values.money.iter();
        let own = own.filter_map(|(word, power)| Some((begins(word)?, *power)));
        let found = own.max_by_key(|(word, _)| word.len());
        let usual = BEFORE.iter().filter(|_| self.values.money.is_empty());
        let mut usual = usual.filter_map(|(word, power)| Some((begins(word)?, *power)));
        found.or_else(|| usual.next())
    }

    /// Whether a column is in the unit that a word is of, as far as it says.
    fn is_in(&self, column: &Column, word: &str, power: u8) -> bool {
        let Some(unit) = &column.unit else {
            return power == 0;
        };
        let same_sign = match (sign_of(unit), sign_of(word)) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        };
        same_sign && self.money_unit(unit) == Some(power)
    }
}

/// The sign of a currency that a unit is written with.
fn sign_of(unit: &str) -> Option<char> {
    let is_sign = |c: &char| matches!(c, '$' | '¢'..='¥' | '\u{20a0}'..='\u{20cf}');
    fold_width(unit).chars().find(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bilingual, FormContents, FormId, ValueWords};

    fn form(money: &[(&str, u8)]) -> Form {
        let money = money
            .iter()
            .map(|(word, power)| ((*word).to_owned(), *power));
        let values = ValueWords {
            money: money.collect(),
            ..ValueWords::default()
        };
        let contents = FormContents::new(vec![], vec![]).with_values(values);
        let id = FormId("sample/1".to_owned());
        Form::holding(id, Bilingual::new("", ""), (None, None), contents)
    }

    fn read(form: &Form, unit: Option<&str>, text: &str) -> String {
        let column = Column {
            unit: unit.map(str::to_owned),
            ..Column::of_kind(CellKind::SignedAmount)
        };
        let place = Place::Text(SourceRange::default());
        match form.read(text, &column, place).0 {
            Value::Figure(figure) => figure.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_sign_of_money_stands_before_a_figure() {
        let form = form(&[("$", 0), ("US$", 0), ("EUR", 0), ("€", 0), ("k€", 3)]);
        for (text, value) in [
            ("$100", "100"),
            ("$ 1,500.50", "1500.5"),
            ("US$5", "5"),
            ("eur 5", "5"),
            ("-$5", "-5"),
            ("$-5", "-5"),
            ("($5)", "-5"),
            ("$(5)", "-5"),
            ("$0", "0"),
            ("$ -", "Placeholder"),
            ("$", "Text"),
            ("$$5", "Text"),
            ("EURO 5", "Text"),
            ("k€5", "Text"),
            ("¥5", "Text"),
            ("$5 or $6", "Text"),
        ] {
            assert_eq!(read(&form, None, text), value, "{text}");
        }
        // Another currency, and a column in thousands, where it is not known which is meant.
        assert_eq!(read(&form, Some("€"), "€5"), "5");
        assert_eq!(read(&form, Some("€"), "$5"), "Text");
        assert_eq!(read(&form, Some("k€"), "€5"), "Text");
        assert_eq!(read(&form, Some("k€"), "k€5"), "5");
    }

    #[test]
    fn yuan_have_a_sign_too() {
        let form = form(&[]);
        assert_eq!(read(&form, Some("元"), "¥120,000.50"), "120000.5");
        assert_eq!(read(&form, Some("元"), "￥5"), "5");
        assert_eq!(read(&form, Some("万元"), "¥5"), "Text");
        assert_eq!(read(&form, Some("元"), "$5"), "Text");
    }
}
