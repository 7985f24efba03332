//! Reading values out of a parsed TOML table with the places they stand at.
//!
//! The tree was checked against `shape` before, so what has another type than asked for is simply
//! not there.

use std::ops::Range;

use gouji_model::Bilingual;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and where it stands in its file.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    /// The value.
    pub value: T,
    /// Bytes of the file.
    pub span: Range<usize>,
}

impl<T> At<T> {
    pub(crate) fn new(value: T, span: Range<usize>) -> Self {
        Self { value, span }
    }
}

/// The value of a key.
pub(crate) fn value<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
    let mut entries = table.iter();
    entries.find_map(|(name, value)| (name.get_ref() == key).then_some(value))
}

/// The text of a key.
pub(crate) fn text(table: &DeTable<'_>, key: &str) -> Option<At<String>> {
    of_text(value(table, key)?)
}

/// The texts of a key that takes one or several; `None` where the key is not there.
pub(crate) fn texts(table: &DeTable<'_>, key: &str) -> Option<Vec<At<String>>> {
    let value = value(table, key)?;
    match value.get_ref() {
        DeValue::Array(items) => Some(items.iter().filter_map(of_text).collect()),
        _ => of_text(value).map(|text| vec![text]),
    }
}

fn of_text(value: &Spanned<DeValue<'_>>) -> Option<At<String>> {
    let text = value.get_ref().as_str()?;
    Some(At::new(text.to_owned(), value.span()))
}

/// A whole number.
pub(crate) fn whole(value: &Spanned<DeValue<'_>>) -> Option<i64> {
    let number = value.get_ref().as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// What a cell holds, as text.
pub(crate) fn cell_text(value: &Spanned<DeValue<'_>>) -> Option<String> {
    let text = value.get_ref().as_str().map(str::to_owned);
    text.or_else(|| Some(whole(value)?.to_string()))
}

/// The tables of a key that takes several, with the span of each.
pub(crate) fn tables<'t, 'i>(
    table: &'t DeTable<'i>,
    key: &str,
) -> Vec<(&'t DeTable<'i>, Range<usize>)> {
    let items = value(table, key).and_then(|value| value.get_ref().as_array());
    let items = items.into_iter().flat_map(|items| items.iter());
    items
        .filter_map(|item| Some((item.get_ref().as_table()?, item.span())))
        .collect()
}

/// The keys and values of a table whose keys are the user's, in the order they are written.
pub(crate) fn entries<'t, 'i>(
    table: &'t DeTable<'i>,
    key: &str,
) -> Vec<(At<String>, &'t Spanned<DeValue<'i>>)> {
    let inner = value(table, key).and_then(|value| value.get_ref().as_table());
    let mut entries: Vec<_> = inner
        .into_iter()
        .flat_map(|inner| inner.iter())
        .map(|(name, value)| (At::new(name.get_ref().to_string(), name.span()), value))
        .collect();
    entries.sort_by_key(|(name, _)| name.span.start);
    entries
}

/// What a value is called.
pub(crate) fn kind_of(value: &DeValue<'_>) -> Bilingual {
    let (zh, en) = match value {
        DeValue::String(_) => ("文本", "a text"),
        DeValue::Integer(_) => ("整数", "a whole number"),
        DeValue::Float(_) => ("小数", "a decimal number"),
        DeValue::Boolean(_) => ("true 或 false", "true or false"),
        DeValue::Datetime(_) => ("日期或时间", "a date or time"),
        DeValue::Array(_) => ("列表", "a list"),
        DeValue::Table(_) => ("表", "a table"),
    };
    Bilingual::new(zh, en)
}
