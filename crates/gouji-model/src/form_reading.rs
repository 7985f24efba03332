//! How the text of a cell is read in a form: with what its column holds, and the form's words for values.

use crate::{CellKind, Column, Figure, Form, Value};

/// What a text is read as, and the text where it says more.
type Read = (Value, Option<Box<str>>);

impl Form {
    /// Reads the text of a cell of a column, as [`Value::read_in`], with the words of the form and
    /// what the column holds.
    #[must_use]
    pub fn read(&self, text: &str, column: &Column) -> Read {
        let usual = Value::read_in(text, column);
        match usual.0 {
            Value::Blank => return usual,
            Value::Figure(figure) if self.values.no_zero_days && is_no_time(figure, column) => {
                let text = usual.1.as_deref().map_or_else(|| text.trim(), str::trim);
                return (Value::NotApplicable, Some(text.into()));
            }
            Value::Figure(_) if column.kind.is_number() => return usual,
            _ => {}
        }
        let trimmed = usual.1.as_deref().map_or_else(|| text.trim(), str::trim);
        let value = self.values.value(trimmed, column, usual.0);
        (value, Some(trimmed.into()))
    }
}

fn is_no_time(figure: Figure, column: &Column) -> bool {
    column.kind == CellKind::Days && figure.is_zero()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bilingual, DateOrder, FormContents, FormId, ValueWords, written_day};

    fn form() -> Form {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        with(ValueWords {
            not_applicable: words(&["N/A", "not applicable"]),
            placeholders: words(&["none"]),
            less_than: words(&["<", "less than"]),
            no_zero_days: false,
            dates: DateOrder::MonthFirst,
        })
    }

    fn with(values: ValueWords) -> Form {
        let contents = FormContents::new(vec![], vec![]).with_values(values);
        let id = FormId("sample/1".to_owned());
        Form::holding(id, Bilingual::new("", ""), (None, None), contents)
    }

    fn read(kind: CellKind, text: &str) -> Value {
        form().read(text, &Column::of_kind(kind)).0
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
            form().read("0.0000", &column).0,
            Value::Figure(Figure::ZERO)
        );
        let mut values = form().values.clone();
        values.no_zero_days = true;
        let form = with(values);
        for text in ["0.0000", "0"] {
            let (value, raw) = form.read(text, &column);
            assert_eq!((value, raw.as_deref()), (Value::NotApplicable, Some(text)));
        }
        assert_eq!(form.read("0.5", &column).0, figure("0.5"));
        let count = Column::of_kind(CellKind::Count);
        assert_eq!(form.read("0", &count).0, Value::Figure(Figure::ZERO));
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
        let of = |text| form().read(text, &column).0;
        assert_eq!(of("full grant"), Value::Choice(1));
        assert_eq!(of("DENIED"), Value::Choice(2));
        assert_eq!(of("lost"), Value::Text);
        assert_eq!(of("3"), Value::Text);
        assert_eq!(read(CellKind::Words, "any 3"), Value::Words);
        assert_eq!(read(CellKind::YesNo, "Yes"), Value::Choice(1));
        assert_eq!(read(CellKind::YesNo, "n"), Value::Choice(0));
        assert_eq!(read(CellKind::YesNo, "perhaps"), Value::Text);
    }
}
