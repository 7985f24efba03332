//! The words of a form that stand for values, and how its cells are read with them.

use crate::reading::fold_width;
use crate::{CellKind, Column, DateOrder, Figure, Form, Value, day_of};

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
}

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

impl ValueWords {
    fn value(&self, text: &str, column: &Column, usual: Value) -> Value {
        let folded = fold_width(text);
        if says(&self.not_applicable, &folded) {
            return Value::NotApplicable;
        }
        if says(&self.placeholders, &folded) {
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

    /// A day; a zero says that there is none.
    fn date(&self, text: &str, usual: Value) -> Value {
        match (day_of(text, self.dates), usual) {
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

/// Of a column of words or days, a number is as much other text as anything that is no word of it.
const fn other(usual: Value) -> Value {
    match usual {
        Value::Placeholder => Value::Placeholder,
        _ => Value::Text,
    }
}

fn says(words: &[String], text: &str) -> bool {
    words.iter().any(|word| same(word, text))
}

/// Whether two texts are the same, whatever the case of their letters and the width of their signs.
fn same(word: &str, text: &str) -> bool {
    let folded = fold_width(word);
    let letters = |text: &str| {
        text.chars()
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    folded == text || letters(&folded) == letters(text)
}

fn chosen(column: &Column, text: &str) -> Option<u16> {
    let at = column.choices.iter().position(|words| says(words, text))?;
    u16::try_from(at + 1).ok()
}

/// What says yes and no where a column has no words for it.
const YES_AND_NO: [[&str; 3]; 2] = [["yes", "y", "true"], ["no", "n", "false"]];

fn yes_or_no(column: &Column, text: &str) -> Option<u16> {
    let is = |at: usize| match column.choices.get(at) {
        Some(words) => says(words, text),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bilingual, FormId, written_day};

    fn form() -> Form {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let id = FormId("sample/1".to_owned());
        let form = Form::new(id, Bilingual::new("", ""), (None, None), vec![], vec![]);
        form.with_values(ValueWords {
            not_applicable: words(&["N/A", "not applicable"]),
            placeholders: words(&["none"]),
            less_than: words(&["<", "less than"]),
            no_zero_days: false,
            dates: DateOrder::MonthFirst,
        })
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
        let form = form().with_values(values);
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
