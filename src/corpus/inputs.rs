//! Where the documents of a stream come from.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::sync::Arc;
use std::vec::IntoIter;

use super::item::{Body, Item};
#[cfg(feature = "parquet")]
use super::parquet::{Columns, Rows};

/// One of the things that the documents are taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file that is one document.
    Document(PathBuf),
    /// A file of JSON objects, one a line; `None` is standard input.
    Lines(Option<PathBuf>),
    /// A file that names files, one a line, each a document; `None` is standard input.
    Names(Option<PathBuf>),
    /// A Parquet file, of which these columns are read; each row is a document.
    #[cfg(feature = "parquet")]
    Rows(PathBuf, Columns),
    /// What could not be found, by its name, and why.
    Nothing(String, String),
}

/// The documents of some origins, one after the other. Nothing is read before it is asked for.
pub struct Inputs {
    origins: IntoIter<Origin>,
    /// Bytes that one line may have.
    most: u64,
    number: u64,
    open: Option<Open>,
    #[cfg(feature = "parquet")]
    rows: Option<OpenRows>,
}

/// A file of which rows are being read.
#[cfg(feature = "parquet")]
struct OpenRows {
    rows: Rows,
    name: Arc<str>,
    row: u64,
}

/// A file of which lines are being read.
struct Open {
    reader: Box<dyn BufRead + Send>,
    name: Arc<str>,
    line: u64,
    are_names: bool,
}

impl Inputs {
    /// The documents of `origins`. A line of more than `most` bytes is not kept in memory.
    pub fn of(origins: Vec<Origin>, most: u64) -> Self {
        Self {
            origins: origins.into_iter(),
            most,
            number: 0,
            open: None,
            #[cfg(feature = "parquet")]
            rows: None,
        }
    }

    fn item(&mut self, origin: Arc<str>, line: Option<u64>, body: Body) -> Item {
        self.number += 1;
        Item {
            number: self.number,
            origin,
            line,
            body,
        }
    }

    /// Opens `origin`; where it is one document, or cannot be opened, it is the item.
    fn open(&mut self, origin: Origin) -> Option<Item> {
        let (path, are_names) = match origin {
            Origin::Document(path) => {
                let name = Arc::from(path.display().to_string());
                return Some(self.item(name, None, Body::File(path)));
            }
            Origin::Nothing(name, reason) => {
                return Some(self.item(Arc::from(name), None, Body::Nothing(reason)));
            }
            #[cfg(feature = "parquet")]
            Origin::Rows(path, columns) => {
                let name = Arc::from(path.display().to_string());
                match Rows::open(&path, &columns) {
                    Ok(rows) => self.rows = Some(OpenRows { rows, name, row: 0 }),
                    Err(reason) => return Some(self.item(name, None, Body::Nothing(reason))),
                }
                return None;
            }
            Origin::Lines(path) => (path, false),
            Origin::Names(path) => (path, true),
        };
        let name = Arc::from(
            path.as_ref()
                .map_or_else(|| "<stdin>".to_owned(), |path| path.display().to_string()),
        );
        let reader: Box<dyn BufRead + Send> = match path {
            None => Box::new(BufReader::with_capacity(BUFFER, io::stdin())),
            Some(path) => match File::open(path) {
                Ok(file) => Box::new(BufReader::with_capacity(BUFFER, file)),
                Err(error) => {
                    let reason = format!("cannot be read: {error}");
                    return Some(self.item(name, None, Body::Nothing(reason)));
                }
            },
        };
        self.open = Some(Open {
            reader,
            name,
            line: 0,
            are_names,
        });
        None
    }

    /// The next row of the open file, as the line of JSON that it would be.
    #[cfg(feature = "parquet")]
    fn next_row(&mut self) -> Option<Item> {
        let most = self.most;
        let open = self.rows.as_mut()?;
        open.row += 1;
        let (name, row) = (Arc::clone(&open.name), Some(open.row));
        let body = match open.rows.next() {
            None => {
                self.rows = None;
                return None;
            }
            Some(Ok(line)) if line.len() as u64 > most => Body::Nothing(format!(
                "is longer than {most} bytes; --max-size raises the limit"
            )),
            Some(Ok(line)) => Body::Line(line),
            Some(Err(reason)) => {
                self.rows = None;
                Body::Nothing(reason)
            }
        };
        Some(self.item(name, row, body))
    }

    /// The next line of the open file that is not blank.
    fn next_line(&mut self) -> Option<Item> {
        loop {
            let most = self.most;
            let open = self.open.as_mut()?;
            let name = Arc::clone(&open.name);
            open.line += 1;
            let line = Some(open.line);
            let body = match read_line(&mut open.reader, most) {
                Ok(Line::End) => {
                    self.open = None;
                    return None;
                }
                Ok(Line::TooLong) => Body::Nothing(format!(
                    "is longer than {most} bytes; --max-size raises the limit"
                )),
                Ok(Line::Whole(bytes)) if bytes.trim_ascii().is_empty() => continue,
                Ok(Line::Whole(bytes)) if open.are_names => match String::from_utf8(bytes) {
                    Ok(path) => Body::File(PathBuf::from(path)),
                    Err(_) => Body::Nothing("is no name of a file: it is not UTF-8".to_owned()),
                },
                Ok(Line::Whole(bytes)) => Body::Line(bytes),
                Err(error) => {
                    self.open = None;
                    Body::Nothing(format!("cannot be read from here on: {error}"))
                }
            };
            return Some(self.item(name, line, body));
        }
    }
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.next_line() {
                return Some(item);
            }
            #[cfg(feature = "parquet")]
            if let Some(item) = self.next_row() {
                return Some(item);
            }
            let origin = self.origins.next()?;
            if let Some(item) = self.open(origin) {
                return Some(item);
            }
        }
    }
}

/// Bytes that are read at a time.
const BUFFER: usize = 1 << 16;

enum Line {
    /// A line without its end.
    Whole(Vec<u8>),
    /// A line that was passed over.
    TooLong,
    /// There is no further line.
    End,
}

/// The next line, of which at most `most` bytes and their buffer are kept.
fn read_line(reader: &mut dyn BufRead, most: u64) -> io::Result<Line> {
    let (mut line, mut length) = (Vec::new(), 0_u64);
    let mut is_whole = true;
    loop {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() && length == 0 {
            return Ok(Line::End);
        }
        let end = memchr::memchr(b'\n', buffer);
        let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
        let is_last = end.is_some() || buffer.is_empty();
        length += part.len() as u64 + u64::from(end.is_some());
        is_whole &= length <= most;
        if is_whole {
            line.extend_from_slice(part);
        } else {
            line = Vec::new();
        }
        let used = part.len() + usize::from(end.is_some());
        reader.consume(used);
        if is_last {
            if line.last() == Some(&b'\r') {
                line.pop();
            }
            return Ok(if is_whole {
                Line::Whole(line)
            } else {
                Line::TooLong
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Body, Inputs, Origin};

    /// Number, line and body of each item, in short.
    fn told(text: &[u8], most: u64, names: bool) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = Some(folder.path().join("in"));
        fs::write(path.as_ref().expect("a path"), text).expect("written");
        let origin = if names {
            Origin::Names(path)
        } else {
            Origin::Lines(path)
        };
        let items = Inputs::of(vec![origin], most);
        items
            .map(|item| {
                let body = match item.body {
                    Body::Line(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                    Body::File(path) => format!("file {}", path.display()),
                    Body::Nothing(reason) => format!("({reason})"),
                };
                format!("{} {:?} {body}", item.number, item.line)
            })
            .collect()
    }

    #[test]
    fn lines_are_counted_and_blank_ones_passed_over() {
        assert_eq!(told(b"a\r\n\n  \nb", 100, false), ["1 Some(1) a", "2 Some(4) b"]);
        assert_eq!(told(b"", 100, false), Vec::<String>::new());
        assert_eq!(
            told(b"a.txt\nb.txt\n", 100, true),
            ["1 Some(1) file a.txt", "2 Some(2) file b.txt"]
        );
    }

    #[test]
    fn a_long_line_is_passed_over_and_the_next_is_read() {
        let long = [vec![b'x'; 200_000], b"\nshort\n".to_vec()].concat();
        let told = told(&long, 100, false);
        assert_eq!(told.len(), 2);
        assert!(told[0].contains("longer than 100 bytes"), "{}", told[0]);
        assert_eq!(told[1], "2 Some(2) short");
    }

    #[test]
    fn what_cannot_be_opened_is_an_item() {
        let origins = vec![
            Origin::Lines(Some("no/such/file".into())),
            Origin::Document("a.txt".into()),
        ];
        let items: Vec<_> = Inputs::of(origins, 10).collect();
        assert!(matches!(items[0].body, Body::Nothing(_)));
        assert_eq!((items[1].number, items[1].line), (2, None));
    }
}
