//! The rows of a Parquet file, each as the line of JSON that it would be.

use std::cell::Cell;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use arrow_array::{Array, StructArray};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};

use super::value::object;

/// Rows that are decoded at a time.
const BATCH: usize = 64;

/// Which columns are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Those that must be there.
    pub needed: Vec<String>,
    /// Those that may be.
    pub wanted: Vec<String>,
}

/// The rows of a file. Nothing is read before it is asked for, and nothing is to be asked for after an
/// error.
pub struct Rows {
    reader: ParquetRecordBatchReader,
    batch: Option<StructArray>,
    /// The next row of the batch.
    at: usize,
}

impl Rows {
    /// Opens the file at `path`, or says why it cannot be read. Columns stand at the top of its schema.
    pub fn open(path: &Path, columns: &Columns) -> Result<Self, String> {
        guarded(|| Self::opened(path, columns))?
    }

    fn opened(path: &Path, columns: &Columns) -> Result<Self, String> {
        let told = |error: &dyn std::fmt::Display| format!("cannot be read: {error}");
        let file = File::open(path).map_err(|error| told(&error))?;
        // What Arrow wrote into the file of its own types is passed over: fewer types to know.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)
            .map_err(|error| format!("cannot be read as Parquet: {error}"))?;
        let there: Vec<&str> = builder
            .schema()
            .fields()
            .iter()
            .map(|field| field.name().as_str())
            .collect();
        if let Some(lacking) = columns.needed.iter().find(|name| !there.contains(&name.as_str())) {
            return Err(format!(
                "has no column `{lacking}`; there are: {}",
                there.join(", ")
            ));
        }
        let chosen = there.iter().enumerate().filter_map(|(at, name)| {
            let mut asked = columns.needed.iter().chain(&columns.wanted);
            asked.any(|asked| asked == name).then_some(at)
        });
        let mask = ProjectionMask::roots(builder.parquet_schema(), chosen.collect::<Vec<_>>());
        let reader = builder.with_projection(mask).with_batch_size(BATCH).build();
        Ok(Self {
            reader: reader.map_err(|error| told(&error))?,
            batch: None,
            at: 0,
        })
    }
}

impl Iterator for Rows {
    /// A line of JSON, or why the row cannot be read.
    type Item = Result<Vec<u8>, String>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.batch.as_ref().filter(|batch| self.at < batch.len()) {
                self.at += 1;
                let row = object(batch, self.at - 1);
                return Some(row.and_then(|row| serde_json::to_vec(&row).map_err(|error| error.to_string())));
            }
            match guarded(|| self.reader.next()) {
                Ok(Some(Ok(batch))) => self.batch = Some(batch.into()),
                Ok(Some(Err(error))) => return Some(Err(format!("cannot be read: {error}"))),
                Ok(None) => return None,
                Err(reason) => return Some(Err(reason)),
            }
            self.at = 0;
        }
    }
}

/// What `read` gives. The library panics on some files that are broken, and this makes a reason of it;
/// what was being read must not be read on.
fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(false);
    read.map_err(|_| "cannot be read as Parquet: it is broken".to_owned())
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// True while this thread reads what may be broken: a panic is then told as a reason, and a program that
/// prints panics need not print it.
pub fn is_guarded() -> bool {
    GUARDED.get()
}
