//! The values of a column, gathered until there are enough of them.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{
    Decimal128Builder, Int64Builder, StringBuilder, StringDictionaryBuilder,
};
use arrow_array::types::Int32Type;
use arrow_schema::DataType;

use crate::ExportError;

/// A value of a row.
#[derive(Clone, Debug)]
pub(crate) enum Value<'v> {
    None,
    Whole(i64),
    Text(Cow<'v, str>),
    /// The digits of a decimal with the places that all have.
    Decimal(i128),
}

impl<'v> Value<'v> {
    pub(crate) fn text(text: &'v str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    pub(crate) fn count(count: usize) -> Self {
        Self::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl<'v, T: Into<Self>> From<Option<T>> for Value<'v> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<i32> for Value<'_> {
    fn from(number: i32) -> Self {
        Self::Whole(number.into())
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::count(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(is: bool) -> Self {
        Self::Whole(is.into())
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

/// The values of a column.
pub(crate) enum Values {
    Whole(Int64Builder),
    Text(StringBuilder),
    Name(StringDictionaryBuilder<Int32Type>),
    Decimal(Decimal128Builder),
}

impl Values {
    /// None yet, of a column of some type.
    pub(crate) fn new(kind: &DataType) -> Self {
        match kind {
            DataType::Int64 => Self::Whole(Int64Builder::new()),
            DataType::Dictionary(..) => Self::Name(StringDictionaryBuilder::new()),
            DataType::Decimal128(..) => {
                Self::Decimal(Decimal128Builder::new().with_data_type(kind.clone()))
            }
            _ => Self::Text(StringBuilder::new()),
        }
    }

    /// Adds a value, of the column's type or none.
    pub(crate) fn push(&mut self, value: &Value<'_>) -> Result<(), ExportError> {
        match (self, value) {
            (Self::Whole(all), Value::Whole(one)) => all.append_value(*one),
            (Self::Whole(all), _) => all.append_null(),
            (Self::Text(all), Value::Text(one)) => all.append_value(one),
            (Self::Text(all), _) => all.append_null(),
            (Self::Name(all), Value::Text(one)) => {
                all.append(one)?;
            }
            (Self::Name(all), _) => all.append_null(),
            (Self::Decimal(all), Value::Decimal(one)) => all.append_value(*one),
            (Self::Decimal(all), _) => all.append_null(),
        }
        Ok(())
    }

    /// What was gathered; none is left.
    pub(crate) fn take(&mut self) -> ArrayRef {
        match self {
            Self::Whole(all) => Arc::new(all.finish()),
            Self::Text(all) => Arc::new(all.finish()),
            Self::Name(all) => Arc::new(all.finish()),
            Self::Decimal(all) => Arc::new(all.finish()),
        }
    }
}
