//! A file of a table: rows go in, a Parquet file comes out.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use gouji_store::Table;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::ExportError;
use crate::schema::schema;
use crate::values::{Value, Values};

/// How many rows are gathered before they are encoded.
const BATCH: usize = 16_384;
/// How many rows a group has, which readers take as a whole and may leave out as a whole.
const GROUP: usize = 1 << 20;
/// How hard zstd tries.
const LEVEL: i32 = 3;
/// What a file is called; another program that adds to a table would add the next number.
const NAME: &str = "part-0.parquet";

/// A file of a table.
pub(crate) struct Part {
    schema: Arc<Schema>,
    values: Vec<Values>,
    gathered: usize,
    writer: ArrowWriter<File>,
}

impl Part {
    /// Begins a file in a folder.
    pub(crate) fn create(folder: &Path, table: &Table, engine: &str) -> Result<Self, ExportError> {
        let schema = schema(table);
        let properties = WriterProperties::builder()
            .set_created_by(format!("gouji version {engine}"))
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL)?))
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        let file = File::create_new(folder.join(NAME))?;
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties))?;
        let fields = schema.fields().iter();
        Ok(Self {
            values: fields.map(|field| Values::new(field.data_type())).collect(),
            schema,
            gathered: 0,
            writer,
        })
    }

    /// Adds a row: the values in the order of the columns.
    pub(crate) fn push(&mut self, row: &[Value<'_>]) -> Result<(), ExportError> {
        if row.len() != self.values.len() {
            let why = format!("{} values for {} columns", row.len(), self.values.len());
            return Err(ExportError::Parquet(why));
        }
        for (values, value) in self.values.iter_mut().zip(row) {
            values.push(value)?;
        }
        self.gathered += 1;
        match self.gathered {
            BATCH => self.encode(),
            _ => Ok(()),
        }
    }

    fn encode(&mut self) -> Result<(), ExportError> {
        let columns = self.values.iter_mut().map(Values::take).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)?;
        self.gathered = 0;
        Ok(self.writer.write(&batch)?)
    }

    /// Ends the file and sees to it that it is on the disk.
    pub(crate) fn finish(mut self) -> Result<(), ExportError> {
        self.encode()?;
        let file = self.writer.into_inner()?;
        Ok(file.sync_all()?)
    }
}
