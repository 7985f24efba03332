//! The schema of a table's files.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema};
use gouji_store::{DECIMAL_PLACES, Exported, Table};

/// How many digits a decimal has.
pub(crate) const DIGITS: u8 = 38;

/// The schema of a table's files: all columns but the one that the folder says.
pub(crate) fn schema(table: &Table) -> Arc<Schema> {
    let fields = table.in_parquet();
    let fields = fields.filter_map(|(column, exported)| {
        let kind = kind_of(exported)?;
        Some(Field::new(column.name, kind, true))
    });
    Arc::new(Schema::new(fields.collect::<Vec<Field>>()))
}

fn kind_of(exported: Exported) -> Option<DataType> {
    Some(match exported {
        Exported::Whole => DataType::Int64,
        Exported::Text => DataType::Utf8,
        Exported::Name => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        Exported::Decimal => DataType::Decimal128(DIGITS, DECIMAL_PLACES.cast_signed()),
        Exported::Folder => return None,
    })
}
