//! How the text of a cell is read in a form: with what its column holds, and the form's words for values.

use crate::reading::fold_width;
use crate::{CellKind, Column, Figure, Form, Place, Value, ValueWords, below_zero, money_unit};

/// What a text is read as, and the text where it says more.
type Read = (Value, Option<Box<str>>);

impl Form {
    /// Reads the text of a cell of a column in a document: as [`Form::read_usual`], with numbers as the
    /// form's language writes them.
    ///
    /// A workbook gives numbers in the usual writing, whatever the language: there a text that is a number
    /// in both ways and not the same is none.
    #[must_use]
    pub fn read(&self, text: &str, column: &Column, place: Place) -> Read {
        let Some(format) = self
            .values
            .numbers
            .as_ref()
            .filter(|_| column.kind.is_number())
        else {
            return self.read_usual(text, column);
        };
        let own = match format.usual(&fold_width(text)) {
            Some(usual) => self.written_otherwise(text, &usual, column),
            None if has_digit(text) => {
                let bare = |text: &str| self.read(text, column, place).0;
                let value = self.after_sign(text, column, bare);
                (value.unwrap_or(Value::Text), Some(text.trim().into()))
            }
            None => self.read_usual(text, column),
        };
        if !matches!(place, Place::Sheet { .. }) {
            return own;
        }
        let usual = self.read_usual(text, column);
        match (own.0, usual.0) {
            (own, usual) if own == usual => self.read_usual(text, column),
            (Value::Text, _) => usual,
            (_, Value::Text) => own,
            _ => (Value::Text, Some(text.trim().into())),
        }
    }

    /// What a text is that is written otherwise as usual: its value, and the text as it stands.
    fn written_otherwise(&self, text: &str, usual: &str, column: &Column) -> Read {
        let (value, raw) = self.read_usual(usual, column);
        let is_plain = raw.is_none() && usual == text.trim();
        (
            value,
            (!is_plain && value != Value::Blank).then(|| text.trim().into()),
        )
    }

    /// Reads the text of a cell of a column, as [`Value::read_in`], with the words of the form and
    /// what the column holds.
    #[must_use]
    pub fn read_usual(&self, text: &str, column: &Column) -> Read {
        let usual = Value::read_in(text, column);
        match usual.0 {
            Value::Blank if self.values.no_zero_days && column.kind == CellKind::Days => {
                return (Value::NotApplicable, None);
            }
            Value::Blank => return usual,
            Value::Figure(figure) if self.values.no_zero_days && is_no_time(figure, column) => {
                let text = usual.1.as_deref().map_or_else(|| text.trim(), str::trim);
                return (Value::NotApplicable, Some(text.into()));
            }
            Value::Figure(_) if column.kind.is_number() => return usual,
            _ => {}
        }
        let trimmed = usual.1.as_deref().map_or_else(|| text.trim(), str::trim);
        let value = match self.measured(trimmed, column) {
            Some(figure) if usual.0 == Value::Text => Value::Figure(figure),
            _ => match self.values.value(trimmed, column, usual.0) {
                Value::Text => {
                    let bare = |text: &str| self.read_usual(text, column).0;
                    let value = self.after_sign(trimmed, column, bare);
                    value.unwrap_or(Value::Text)
                }
                value => value,
            },
        };
        (value, Some(trimmed.into()))
    }

    /// The figure that a number with a unit of the form's words means in a column.
    fn measured(&self, text: &str, column: &Column) -> Option<Figure> {
        let (number, power) = self.values.measured(text)?;
        let Value::Figure(figure) = Value::read(number).0 else {
            return None;
        };
        let own = column
            .unit
            .as_deref()
            .and_then(|unit| self.money_unit(unit));
        match power {
            None => column.kind.is_count().then_some(figure),
            Some(_) if !column.kind.is_amount() => None,
            Some(power) => own.map_or(Some(figure), |own| {
                figure.shifted(i32::from(power) - i32::from(own))
            }),
        }
    }

    /// Whether a text is one number in the writing of the form's language.
    #[must_use]
    pub fn is_number(&self, text: &str) -> bool {
        let format = self.values.numbers.as_ref();
        let usual = format.and_then(|format| format.usual(text));
        let is_one = usual.is_some_and(|usual| {
            matches!(Value::read(&usual).0, Value::Figure(_)) || below_zero(&usual).is_some()
        });
        is_one || self.is_amount_with_sign(text)
    }

    /// Whether a text is the digits of one number and nothing else but what the form's language puts between
    /// them: no unit, no mark, no letters of full width.
    #[must_use]
    pub fn is_plain_number(&self, text: &str) -> bool {
        let is_plain = |text: &str| {
            let digits = text.strip_prefix('-').unwrap_or(text);
            digits.contains(|c: char| c.is_ascii_digit())
                && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        };
        match &self.values.numbers {
            Some(format) => format.usual(text).is_some_and(|usual| is_plain(&usual)),
            None => is_plain(&text.replace(',', "")),
        }
    }

    /// Whether it reads numbers and words as values that are none elsewhere.
    #[must_use]
    pub fn has_own_values(&self) -> bool {
        let ValueWords {
            numbers,
            not_applicable,
            placeholders,
            ..
        } = &self.values;
        numbers.is_some() || !not_applicable.is_empty() || !placeholders.is_empty()
    }

    /// Whether a text is a word of the form's for a value.
    #[must_use]
    pub fn is_word_for_value(&self, text: &str) -> bool {
        let column = Column::of_kind(CellKind::Count);
        let value = self.values.value(text.trim(), &column, Value::Text);
        matches!(value, Value::NotApplicable | Value::Placeholder)
    }

    /// A figure as it is written into a cell of a document.
    #[must_use]
    pub fn written(&self, figure: Figure, place: Place) -> String {
        let format = self.values.numbers.as_ref();
        let format = format.filter(|_| !matches!(place, Place::Sheet { .. }));
        format.map_or_else(|| figure.to_string(), |format| format.written(figure))
    }

    /// A unit of money as a power of ten of the currency; nothing for other words.
    #[must_use]
    pub fn money_unit(&self, word: &str) -> Option<u8> {
        let mut own = self.values.money.iter();
        let found = own.find(|(known, _)| known == word);
        found.map(|(_, power)| *power).or_else(|| money_unit(word))
    }
}

fn has_digit(text: &str) -> bool {
    fold_width(text).contains(|c: char| c.is_ascii_digit())
}

fn is_no_time(figure: Figure, column: &Column) -> bool {
    column.kind == CellKind::Days && figure.is_zero()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bilingual, DateOrder, FormContents, FormId, written_day};

    fn form() -> Form {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        with(ValueWords {
            not_applicable: words(&["N/A", "not applicable"]),
            placeholders: words(&["none"]),
            less_than: words(&["<", "less than"]),
            no_zero_days: false,
            dates: DateOrder::MonthFirst,
            ..ValueWords::default()
        })
    }

    fn with(values: ValueWords) -> Form {
        let contents = FormContents::new(vec![], vec![]).with_values(values);
        let id = FormId("sample/1".to_owned());
        Form::holding(id, Bilingual::new("", ""), (None, None), contents)
    }

    fn read(kind: CellKind, text: &str) -> Value {
        form().read_usual(text, &Column::of_kind(kind)).0
    }

    fn figure(text: &str) -> Value {
        Value::Figure(Figure::parse(text).unwrap())
    }

    #[test]
    fn not_applicable_is_no_zero_and_no_text() {
        for text in ["N/A", " n/a ", "Ｎ/Ａ", "Not applicable"] {
            assert_eq!(read(CellKind::Count, text), Value::NotApplicable, "{text}");
        }
        assert_eq!(read(CellKind::Count, "none"), Value::Placeholder);
        assert_eq!(read(CellKind::Count, "12"), figure("12"));
        assert_eq!(read(CellKind::Count, "twelve"), Value::Text);
        assert_eq!(read(CellKind::Count, ""), Value::Blank);
        assert_eq!(Value::NotApplicable.figure(), None);
    }

    #[test]
    fn no_days_may_be_no_answer() {
        let column = Column::of_kind(CellKind::Days);
        assert_eq!(
            form().read_usual("0.0000", &column).0,
            Value::Figure(Figure::ZERO)
        );
        let mut values = form().values.clone();
        values.no_zero_days = true;
        let form = with(values);
        for text in ["0.0000", "0"] {
            let (value, raw) = form.read_usual(text, &column);
            assert_eq!((value, raw.as_deref()), (Value::NotApplicable, Some(text)));
        }
        assert_eq!(form.read_usual("", &column), (Value::NotApplicable, None));
        assert_eq!(form.read_usual("0.5", &column).0, figure("0.5"));
        let count = Column::of_kind(CellKind::Count);
        assert_eq!(form.read_usual("0", &count).0, Value::Figure(Figure::ZERO));
    }

    #[test]
    fn less_than_a_number_is_kept_as_that() {
        let one = Value::LessThan(Figure::from(1));
        for text in ["<1", "< 1", "＜1", "less than 1"] {
            assert_eq!(read(CellKind::Days, text), one, "{text}");
        }
        assert_eq!(read(CellKind::Days, "<0"), Value::Text);
        assert_eq!(read(CellKind::Days, "<x"), Value::Text);
    }

    #[test]
    fn percentages_and_days() {
        assert_eq!(read(CellKind::Percent, "2.35%"), figure("2.35"));
        assert_eq!(read(CellKind::Percent, "2.35 ％"), figure("2.35"));
        assert_eq!(read(CellKind::Percent, "about 2%"), Value::Text);
        assert_eq!(read(CellKind::Count, "2%"), Value::Text);
        let day = |text| match read(CellKind::Date, text) {
            Value::Date(day) => written_day(day),
            other => format!("{other:?}"),
        };
        assert_eq!(day("2024-03-01"), "2024-03-01");
        assert_eq!(day("3/1/2024"), "2024-03-01");
        assert_eq!(day("2024-02-30"), "Text");
        assert_eq!(day("12"), "Text");
        assert_eq!(day("0"), "Placeholder");
        assert_eq!(day("N/A"), "NotApplicable");
    }

    #[test]
    fn words_of_a_list() {
        let list = ["Granted|full grant", "Denied"];
        let list = list.map(|words| words.split('|').map(str::to_owned).collect());
        let column = Column {
            choices: list.to_vec(),
            ..Column::of_kind(CellKind::Words)
        };
        let of = |text| form().read_usual(text, &column).0;
        assert_eq!(of("full grant"), Value::Choice(1));
        assert_eq!(of("DENIED"), Value::Choice(2));
        assert_eq!(of("lost"), Value::Text);
        assert_eq!(of("3"), Value::Text);
        assert_eq!(read(CellKind::Words, "any 3"), Value::Words);
        assert_eq!(read(CellKind::YesNo, "Yes"), Value::Choice(1));
        assert_eq!(read(CellKind::YesNo, "n"), Value::Choice(0));
        assert_eq!(read(CellKind::YesNo, "perhaps"), Value::Text);
    }

    fn german() -> Form {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let months = ["Januar|Jan", "Februar", "März|Maerz"];
        with(ValueWords {
            numbers: Some(crate::NumberFormat {
                decimal: ',',
                grouping: vec!['.', ' '],
            }),
            months: months
                .iter()
                .map(|names| words(&names.split('|').collect::<Vec<_>>()))
                .collect(),
            money: vec![("EUR".to_owned(), 0), ("TEUR".to_owned(), 3)],
            counters: words(&["Stück"]),
            in_dates: words(&["den", "im"]),
            dates: DateOrder::DayFirst,
            ..ValueWords::default()
        })
    }

    #[test]
    fn numbers_of_another_language_are_read_or_are_none() {
        let form = german();
        let amount = Column {
            unit: Some("EUR".to_owned()),
            ..Column::of_kind(CellKind::SignedAmount)
        };
        let text = Place::Text(crate::SourceRange::new(0, 1));
        for (written, read) in [
            ("1.234,56", "1234.56"),
            ("1 234,5", "1234.5"),
            ("12,5 TEUR", "12500"),
            ("(1.000,00)", "-1000.00"),
            ("-3", "-3"),
        ] {
            assert_eq!(
                form.read(written, &amount, text).0,
                figure(read),
                "{written}"
            );
        }
        for written in ["1,234.56", "1.5", "12.34", "3 Stück"] {
            assert_eq!(
                form.read(written, &amount, text).0,
                Value::Text,
                "{written}"
            );
        }
        assert_eq!(form.read("–", &amount, text).0, Value::Placeholder);
        assert_eq!(form.read("", &amount, text).0, Value::Blank);
        let count = Column::of_kind(CellKind::Count);
        assert_eq!(form.read("1.234 Stück", &count, text).0, figure("1234"));
        assert_eq!(form.read("12", &count, text), (figure("12"), None));
        assert_eq!(form.written(Figure::parse("0.5").unwrap(), text), "0,5");
    }

    #[test]
    fn digits_in_the_writing_of_the_language_are_plain() {
        let form = german();
        for (text, plain) in [
            ("4.080,50", true),
            ("-4080,5", true),
            ("12", true),
            ("4080.55", false),
            ("12 MWh", false),
            ("12¹", false),
            ("１２", false),
            ("keine", false),
        ] {
            assert_eq!(form.is_plain_number(text), plain, "{text}");
        }
    }

    #[test]
    fn workbooks_write_numbers_as_usual() {
        let form = german();
        let sheet = Place::Sheet {
            sheet: 0,
            row: 0,
            column: 0,
        };
        let amount = Column::of_kind(CellKind::Amount);
        assert_eq!(form.read("1234.56", &amount, sheet).0, figure("1234.56"));
        assert_eq!(form.read("1.234,56", &amount, sheet).0, figure("1234.56"));
        // A thousand, or one and a bit: nobody can tell.
        assert_eq!(form.read("1.234", &amount, sheet).0, Value::Text);
        assert_eq!(form.read("12", &amount, sheet), (figure("12"), None));
    }

    #[test]
    fn months_have_names() {
        let form = german();
        let date = Column::of_kind(CellKind::Date);
        for text in [
            "1. März 2024",
            "01.03.2024",
            "1 maerz 2024",
            "den 1. März 2024",
            "März 1, 2024",
        ] {
            let Value::Date(day) = form.read_usual(text, &date).0 else {
                panic!("{text}");
            };
            assert_eq!(written_day(day), "2024-03-01", "{text}");
        }
        assert_eq!(form.read_usual("1. Mars 2024", &date).0, Value::Text);
        assert_eq!(
            form.read_usual("1. März oder 2. März 2024", &date).0,
            Value::Text
        );
    }
}
