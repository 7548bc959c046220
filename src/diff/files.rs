//! Files compared: each record with the one that it was.

use std::collections::HashMap;
use std::rc::Rc;

use serde::Serialize;

use super::{Class, Difference, Side, Version, Which, compare};
use crate::finding::Failed;
use crate::grounding::{self, Source};
use crate::schema::{Schema, Schemas};
use crate::yaml::{self, File};

/// What differs between two versions of one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// What the record is called: its file, with a number where that holds several.
    pub name: String,
    /// What differs, the most serious first.
    pub differences: Vec<Difference>,
    /// What makes the comparison less sure, one clause each: a version that does not fit its schema.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

/// What differs between many records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparisons {
    /// By record, those without a difference too.
    pub records: Vec<Comparison>,
    /// What could not be compared.
    pub failed: Vec<Failed>,
}

/// How many differences there are of each class, the most serious first, without those of which
/// there are none.
pub type Counts = Vec<(Class, usize)>;

impl Comparison {
    /// The most serious class; `None` where nothing differs.
    pub fn worst(&self) -> Option<Class> {
        self.differences.first().map(|difference| difference.class)
    }
}

impl Comparisons {
    /// The most serious class of all; `None` where nothing differs.
    pub fn worst(&self) -> Option<Class> {
        self.records.iter().filter_map(Comparison::worst).max()
    }

    /// How many differences there are of each class.
    pub fn counts(&self) -> Counts {
        let all = || self.records.iter().flat_map(|record| &record.differences);
        let count = |class| all().filter(|difference| difference.class == class).count();
        let counts = Class::ALL.map(|class| (class, count(class)));
        counts.into_iter().filter(|&(_, count)| count > 0).collect()
    }

    /// The records that differ.
    pub fn changed(&self) -> impl Iterator<Item = &Comparison> {
        self.records
            .iter()
            .filter(|record| !record.differences.is_empty())
    }
}

/// Compares the records of two files, either of which may not be there.
///
/// A record is known by where it says that its source lies, or else by what stands at the place that
/// tells of the source; what is left is paired as it stands. `source_of` gives the source of a
/// record of the old or new file, which says in the last argument where that lies, if it does. The
/// schema is the one that the new file asks for.
///
/// Files whose YAML is broken are for the caller to refuse: what could not be read is not compared.
pub fn compare_files(
    old: Option<&File>,
    new: Option<&File>,
    schemas: &Schemas,
    mut source_of: impl FnMut(Which, &File, Option<&str>) -> Option<Rc<Source>>,
) -> Vec<Comparison> {
    let asked = new.or(old).and_then(|file| Some((file, file.documents.first()?)));
    let mut read = |which: Which, file: Option<&File>| -> Vec<Read> {
        let (Some(file), Some((asking, first))) = (file, asked) else {
            return Vec::new();
        };
        let documents = file.documents.iter();
        documents
            .map(|record| {
                let told = schemas.with_schema(asking, first, |schema| told(file, record, schema));
                let Told { path, key, fits } = told.unwrap_or_default();
                Read {
                    source: source_of(which, file, path.as_deref()),
                    key,
                    fits,
                }
            })
            .collect()
    };
    let (old_read, new_read) = (read(Which::Old, old), read(Which::New, new));
    let several = old_read.len() > 1 || new_read.len() > 1;
    let mut found = Vec::new();
    for (left, right) in pairs(&old_read, &new_read) {
        let mut remarks = Vec::new();
        for (file, reads, index) in [(old, &old_read, left), (new, &new_read, right)] {
            let read = index.and_then(|index| reads.get(index));
            if let (Some(file), Some(Read { fits: false, .. })) = (file, read) {
                remarks.push(format!(
                    "{} does not fit its schema; `rapporteur validate` says why",
                    file.name
                ));
            }
        }
        let old = old.zip(left).and_then(|(file, index)| at(file, index, &old_read));
        let new = new
            .zip(right)
            .and_then(|(file, index)| at(file, index, &new_read));
        let name = match (new.or(old), right.or(left)) {
            (Some(version), Some(index)) if several => {
                format!("{} (record {})", version.file.name, index + 1)
            }
            (Some(version), _) => version.file.name.clone(),
            _ => continue,
        };
        let differences = match (old, new) {
            (Some(old), Some(new)) => {
                let compared = schemas.with_schema(new.file, new.record, |schema| compare(old, new, schema));
                compared.unwrap_or_else(|| compare(old, new, Schema::built_in()))
            }
            (old, new) => vec![whole(old, new)],
        };
        found.push(Comparison {
            name,
            differences,
            remarks,
        });
    }
    found
}

/// What was found out of one record before it is compared.
struct Read {
    source: Option<Rc<Source>>,
    key: Option<String>,
    fits: bool,
}

/// What a schema tells of a record.
#[derive(Default)]
struct Told {
    path: Option<String>,
    key: Option<String>,
    fits: bool,
}

fn told(file: &File, record: &yaml::Document, schema: &Schema) -> Told {
    let instance = schema.instance(record);
    let annotations = schema.annotations(&instance, "grounding");
    let path = grounding::source_path(&instance, &annotations);
    let of_source = annotations.iter().find_map(|(pointer, value)| {
        let is_source = value.get("as").and_then(serde_json::Value::as_str) == Some("source");
        is_source.then(|| record.root.at(pointer)).flatten()
    });
    Told {
        key: path.clone().or_else(|| of_source.map(yaml::Node::canonical)),
        path,
        fits: schema.validate_document(file, record).is_empty(),
    }
}

fn at<'v>(file: &'v File, index: usize, reads: &'v [Read]) -> Option<Version<'v>> {
    Some(Version {
        file,
        record: file.documents.get(index)?,
        source: reads.get(index)?.source.as_deref(),
    })
}

/// Which record of the old file is which of the new one, in the order of the new; then what is gone.
fn pairs(old: &[Read], new: &[Read]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, read) in old.iter().enumerate().rev() {
        if let Some(key) = &read.key {
            by_key.entry(key).or_default().push(index);
        }
    }
    let mut partner: Vec<Option<usize>> = new
        .iter()
        .map(|read| by_key.get_mut(read.key.as_deref()?)?.pop())
        .collect();
    let taken: std::collections::HashSet<usize> = partner.iter().copied().flatten().collect();
    let mut left = (0..old.len()).filter(|index| !taken.contains(index));
    for slot in partner.iter_mut().filter(|slot| slot.is_none()) {
        *slot = left.next();
    }
    let paired = partner
        .into_iter()
        .enumerate()
        .map(|(right, left)| (left, Some(right)));
    let gone: Vec<usize> = left.collect();
    paired
        .chain(gone.into_iter().map(|left| (Some(left), None)))
        .collect()
}

/// A record that only one of two files has.
fn whole(old: Option<Version<'_>>, new: Option<Version<'_>>) -> Difference {
    let side = |version: Version<'_>| Side {
        pointer: String::new(),
        place: version.file.place(version.record.root.span),
        value: None,
        quotes: Vec::new(),
    };
    Difference {
        class: if new.is_some() {
            Class::FactAdded
        } else {
            Class::FactRemoved
        },
        section: String::new(),
        label: String::new(),
        field: String::new(),
        old: old.map(side),
        new: new.map(side),
        further: Vec::new(),
    }
}
