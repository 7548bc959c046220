//! Output lines to a Parquet file.

use std::io::Write;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use serde_json::Value;

use super::column::column;
use super::shape::{Shape, fields};

/// A row group is closed when it has so many bytes.
const ROW_GROUP: usize = 1 << 25;
/// So many bytes of lines become columns at a time.
const BATCH: usize = 1 << 23;

/// Writes lines as rows with the columns `number`, `id` and `record`.
pub struct Writer<W: Write + Send> {
    file: ArrowWriter<W>,
    schema: SchemaRef,
    members: Vec<(String, Shape)>,
}

impl<W: Write + Send> Writer<W> {
    /// A file in `out`, whose records have the shape `record`.
    pub fn new(out: W, record: Shape) -> Result<Self, ParquetError> {
        let members = vec![
            ("number".to_owned(), Shape::Integer),
            ("id".to_owned(), Shape::Text),
            ("record".to_owned(), record),
        ];
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_bytes(Some(ROW_GROUP))
            .set_created_by(concat!("rapporteur ", env!("CARGO_PKG_VERSION")).to_owned());
        let schema = Arc::new(Schema::new(fields(&members)));
        Ok(Self {
            file: ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties.build()))?,
            schema,
            members,
        })
    }

    /// Writes whole lines, each an object with `number`, `record` and, where it has one, `id`, which is
    /// text or a number. A record that does not fit its shape loses what does not; see [`Shape::fits`].
    pub fn write(&mut self, lines: &[u8]) -> Result<(), ParquetError> {
        let (mut rows, mut bytes) = (Vec::new(), 0);
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let row = serde_json::from_slice(line).map_err(|error| ParquetError::External(error.into()))?;
            rows.push(with_text_id(row));
            bytes += line.len();
            if bytes >= BATCH {
                self.rows(&rows)?;
                rows.clear();
                bytes = 0;
            }
        }
        self.rows(&rows)
    }

    fn rows(&mut self, rows: &[Value]) -> Result<(), ParquetError> {
        if rows.is_empty() {
            return Ok(());
        }
        let columns = self.members.iter().map(|(name, shape)| {
            let values: Vec<Option<&Value>> = rows.iter().map(|row| row.get(name)).collect();
            column(shape, &values)
        });
        let columns = columns.collect::<Result<Vec<_>, ArrowError>>()?;
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)?;
        self.file.write(&batch)
    }

    /// Writes what a reader needs to find the rows, and gives back what was written to.
    pub fn finish(self) -> Result<W, ParquetError> {
        self.file.into_inner()
    }
}

/// The same row, its `id` as text.
fn with_text_id(mut row: Value) -> Value {
    if let Some(id) = row.get_mut("id")
        && id.is_number()
    {
        *id = Value::String(id.to_string());
    }
    row
}
