//! Which records are scored against which, with their sources and styles.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{By, Score};
use crate::cli::input::{self, Input, Kind};
use crate::cli::{Failure, output};
use crate::document::Document;
use crate::finding::Severity;
use crate::record::Record;
use crate::score::{DocumentScore, Scores};
use crate::yaml;

/// Files by name without ending.
type Files = BTreeMap<String, PathBuf>;

/// What tells the style of a document.
enum Styles {
    Untold,
    By(By),
    Listed(BTreeMap<String, String>),
}

impl Score {
    /// The scores of everything that is named; `None` where a record of GOLD cannot be read, which
    /// has then been told.
    pub(super) fn scores(&self) -> Result<Option<Scores>, Failure> {
        let styles = self.read_styles()?;
        if !self.gold.is_dir() {
            if self.got.is_dir() {
                return Err(Failure::Told(format!(
                    "{} is a folder and {} is none; name two records, or two folders",
                    self.got.display(),
                    self.gold.display()
                )));
            }
            let got = if self.got.as_os_str() == "-" {
                Input::Stdin
            } else {
                Input::File(self.got.clone())
            };
            let source = self.source.clone();
            let id = stem(&self.gold);
            // Of two records that are named one by one, each must be there.
            let read = self
                .read_record(&got)
                .and_then(|record| Ok((record, self.gold_record(&self.gold)?)));
            let (record, gold) = read.map_err(Failure::Told)?;
            let source = self.source_of(&gold, &self.gold, source)?;
            let score = DocumentScore::new(id.as_str(), &record, &gold, source.as_ref());
            return Ok(Some(Scores::new(vec![
                styles.style(score, &self.gold, &self.gold),
            ])));
        }
        if !self.got.is_dir() {
            return Err(Failure::Told(format!(
                "{} is a folder and {} is none; name two records, or two folders",
                self.gold.display(),
                self.got.display()
            )));
        }
        self.folders(&styles)
    }

    fn folders(&self, styles: &Styles) -> Result<Option<Scores>, Failure> {
        let (got, gold) = (files(&self.got, Kind::Record)?, files(&self.gold, Kind::Record)?);
        let sources = match &self.source {
            Some(folder) if folder.is_dir() => Some(files(folder, Kind::Source)?),
            Some(file) => {
                return Err(Failure::Told(format!(
                    "{}: expected the folder with the sources, as GOT and GOLD are folders",
                    file.display()
                )));
            }
            None => None,
        };
        for (id, path) in got.iter().filter(|(id, _)| !gold.contains_key(*id)) {
            output::complain(&format!(
                "{}: left out, as {} has no record called `{id}`",
                path.display(),
                self.gold.display()
            ));
        }
        let mut documents = Vec::new();
        let mut all_read = true;
        for (id, path) in &gold {
            let record = match self.gold_record(path) {
                Ok(record) => record,
                Err(message) => {
                    output::complain(&message);
                    all_read = false;
                    continue;
                }
            };
            let scored = match got.get(id) {
                None => Err(format!("{} has no record called `{id}`", self.got.display())),
                Some(path) => self.read_record(&Input::File(path.clone())),
            };
            let score = match scored {
                Err(failure) => DocumentScore::failed(id.as_str(), &record, failure),
                Ok(got) => {
                    let source = sources.as_ref().and_then(|sources| sources.get(id)).cloned();
                    let source = self.source_of(&record, path, source)?;
                    DocumentScore::new(id.as_str(), &got, &record, source.as_ref())
                }
            };
            documents.push(styles.style(score, path, &self.gold));
        }
        Ok(all_read.then(|| Scores::new(documents)))
    }

    fn gold_record(&self, path: &Path) -> Result<Record, String> {
        self.read_record(&Input::File(path.to_owned()))
    }

    /// The one record of a file, or why there is none, in one line that names the file.
    fn read_record(&self, input: &Input) -> Result<Record, String> {
        let text = input::read(input, self.limit).map_err(|error| error.to_string())?;
        let (name, text) = (text.document.name(), text.document.text());
        let file = yaml::read(name, text);
        if let Some(error) = file
            .findings
            .iter()
            .find(|finding| finding.severity == Severity::Error)
        {
            let place = error.record.start;
            return Err(format!(
                "{name}:{}:{}: {}",
                place.line, place.column, error.message
            ));
        }
        let [document] = file.documents.as_slice() else {
            return Err(format!(
                "{name}: expected one record, found {}",
                file.documents.len()
            ));
        };
        Record::from_json_value(&document.root.to_json()).map_err(|error| {
            format!("{name}: {error}; `rapporteur validate` shows all that is wrong with it")
        })
    }

    /// The source of a record that stands at `path`: the one that is named, the one that the record
    /// names, or the text of the same name beside it.
    fn source_of(
        &self,
        record: &Record,
        path: &Path,
        named: Option<PathBuf>,
    ) -> Result<Option<Document>, Failure> {
        let told = record
            .source
            .path
            .as_ref()
            .map(|source| path.with_file_name(source));
        let beside = [told, Some(path.with_extension("txt"))];
        // A record may name anything; only files are opened, as a pipe would be waited for.
        let found = beside.into_iter().flatten().find(|path| path.is_file());
        let Some(found) = named.or(found) else {
            return Ok(None);
        };
        let text = input::read(&Input::File(found), self.limit);
        let text = text.map_err(|error| Failure::Told(error.to_string()))?;
        Ok(Some(text.document))
    }

    fn read_styles(&self) -> Result<Styles, Failure> {
        let Some(path) = &self.styles else {
            return Ok(self.by.map_or(Styles::Untold, Styles::By));
        };
        let text = self.text(path)?;
        let mut styles = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((id, style)) = line.split_once('\t') else {
                return Err(Failure::Told(format!(
                    "{}:{}: expected the name of a record without ending, a tab, its style",
                    path.display(),
                    number + 1
                )));
            };
            styles.insert(id.trim().to_owned(), style.trim().to_owned());
        }
        Ok(Styles::Listed(styles))
    }
}

impl Styles {
    /// `score` with its style, where that is told; its record stands at `path` inside `folder`.
    fn style(&self, score: DocumentScore, path: &Path, folder: &Path) -> DocumentScore {
        let style = match self {
            Self::Untold => None,
            Self::By(By::Prefix) => score.id.split_once('-').map(|(prefix, _)| prefix.to_owned()),
            Self::By(By::Folder) => {
                let inside = path.parent().and_then(|parent| parent.strip_prefix(folder).ok());
                let name = inside.map(|inside| inside.to_string_lossy().into_owned());
                name.filter(|name| !name.is_empty())
            }
            Self::Listed(styles) => styles.get(&score.id).cloned(),
        };
        match style {
            Some(style) => score.with_style(style),
            None => score,
        }
    }
}

/// The files of `folder` by their names without ending, each of which may stand there once.
fn files(folder: &Path, kind: Kind) -> Result<Files, Failure> {
    let mut found = Files::new();
    for input in input::expand(&[folder.to_owned()], kind) {
        let Input::File(path) = input.map_err(|error| Failure::Told(error.to_string()))? else {
            continue;
        };
        let id = stem(&path);
        if let Some(other) = found.insert(id.clone(), path.clone()) {
            return Err(Failure::Told(format!(
                "{} and {} are both called `{id}`; files are paired by their names",
                other.display(),
                path.display()
            )));
        }
    }
    Ok(found)
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
