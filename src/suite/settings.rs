//! What may be set of a suite.

mod extractors;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use self::extractors::WrittenExtractor;
use super::{Extractor, SuiteError, files};
use crate::document::Document;
use crate::grounding::{Config, SETTINGS_FILE};
use crate::score::Floor;

/// Settings, as they stand in `rapporteur.toml`. Paths are relative to its folder.
///
/// ```toml
/// [suite]
/// cases = ["summaries", "readouts"]   # files and folders; without it, what the command line names
/// extractor = "model"                 # without it, `rules`
/// strict = true                       # warnings fail a case as errors do
///
/// [suite.floors]                      # what figures over all cases together have to reach
/// participants = 0.9
/// "participants.role" = 0.85
///
/// [suite.case-floors]                 # what those of each case have to reach
/// parties = 0.5
///
/// [extractor.model]                   # a program; `{source}` stands for the path of the text,
/// command = ["./read", "{source}"]    # which is else given on standard input
/// time-limit = 30                     # seconds; without it, 60
/// output-limit = 1000000              # bytes; without it, 16 MiB
///
/// [extractor.kept]                    # records that are there: `outputs/CASE.yaml`
/// stored = "outputs"
///
/// [extractor.chat]                    # a model behind a server with the chat-completions API
/// openai = "http://localhost:11434/v1"
/// model = "qwen3:8b"
/// key-variable = "CHAT_KEY"           # the environment variable that holds the key, if one is needed
/// record = "cassettes"                # answers are kept there; in CI they are taken from there
///
/// [case."readouts/two-visits"]
/// floors = { parties = 0.4 }          # instead of the case floors of the same figures
/// skip = "two meetings in one text"   # it is not run, and counts nowhere
/// ```
///
/// The names of figures are those of [`Floor`]. What else may stand in the table of a model, are the
/// fields of [`Model`](crate::extract::Model): `seed` and `temperature`, which are not sent where they
/// are `"none"`, `instructions` and `schema`, which are files, `strict`, `parameters`, `time-limit`,
/// `output-limit`, `retries`, `pause`, `longest-pause`; and `replay` instead of `record`, for a folder
/// whose answers are given again everywhere. The tables `severity` and `waiver` are those of
/// [`Config`].
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The settings' file; `None` where there is none.
    pub path: Option<PathBuf>,
    /// What is a case: files and folders, with the place at which each is told.
    pub(super) cases: Vec<(PathBuf, String)>,
    /// How serious findings are, and which are waived.
    pub checks: Config,
    /// The text that waivers stand in.
    pub(super) text: String,
    /// The name of the extractor.
    pub extractor: Option<String>,
    /// Warnings fail a case as errors do.
    pub strict: bool,
    /// What figures over all cases together have to reach.
    pub floors: Vec<Floor>,
    /// What is said of single cases, by their names, with the place at which it is told.
    pub(super) case: BTreeMap<String, (CaseSettings, String)>,
    case_floors: Vec<Floor>,
    extractors: BTreeMap<String, Extractor>,
}

/// What the settings say of one case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaseSettings {
    /// Why it is not run.
    pub skip: Option<String>,
    /// What its figures have to reach.
    pub floors: Vec<Floor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(default)]
    suite: WrittenSuite,
    #[serde(default)]
    extractor: BTreeMap<String, Spanned<WrittenExtractor>>,
    #[serde(default)]
    case: BTreeMap<String, Spanned<WrittenCase>>,
    // The tables that checks read, as `Config`.
    #[serde(default, rename = "severity")]
    _severity: IgnoredAny,
    #[serde(default, rename = "waiver")]
    _waiver: IgnoredAny,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenSuite {
    #[serde(default)]
    cases: Vec<Spanned<String>>,
    extractor: Option<Spanned<String>>,
    #[serde(default)]
    strict: bool,
    #[serde(default)]
    floors: BTreeMap<String, Spanned<f64>>,
    #[serde(default)]
    case_floors: BTreeMap<String, Spanned<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenCase {
    skip: Option<String>,
    #[serde(default)]
    floors: BTreeMap<String, Spanned<f64>>,
}

impl Settings {
    /// The settings in `path`, if it is a folder, or in the nearest folder above it that has some;
    /// empty ones where none has.
    pub fn near(path: &Path) -> Result<Self, SuiteError> {
        let absolute = std::path::absolute(path).map_err(|error| SuiteError::Unreadable {
            path: path.to_owned(),
            reason: error.to_string(),
        })?;
        let mut folders = absolute.ancestors().enumerate();
        let found = folders.find(|(_, folder)| folder.join(SETTINGS_FILE).is_file());
        let Some((up, folder)) = found else {
            return Ok(Self::default());
        };
        // The path as it was given is easier to recognize than the absolute one.
        let named = path
            .components()
            .filter(|part| matches!(part, Component::Normal(_)));
        let plain = up <= named.count() && !path.components().any(|part| part == Component::ParentDir);
        let given = path.ancestors().nth(up).filter(|_| plain);
        let folder = given.unwrap_or(folder);
        Self::load(&folder.strip_prefix(".").unwrap_or(folder).join(SETTINGS_FILE))
    }

    /// The settings in the file at `path`.
    pub fn load(path: &Path) -> Result<Self, SuiteError> {
        let document = files::read(path).map_err(|reason| SuiteError::Unreadable {
            path: path.to_owned(),
            reason,
        })?;
        Reader {
            path,
            document: &document,
        }
        .read()
    }

    /// The folder that paths are relative to.
    pub fn folder(&self) -> &Path {
        let folder = self.path.as_deref().and_then(Path::parent);
        folder.unwrap_or(Path::new(""))
    }

    /// The extractor called `name`: one that the settings name, or what [`Extractor::named`] knows.
    pub fn extractor(&self, name: &str) -> Result<Extractor, SuiteError> {
        match self.extractors.get(name) {
            Some(extractor) => Ok(extractor.clone()),
            None => Extractor::named(name),
        }
    }

    /// What the settings say of the case called `name`, floors of every case included.
    pub fn of_case(&self, name: &str) -> CaseSettings {
        let mut settings = self
            .case
            .get(name)
            .map(|(own, _)| own.clone())
            .unwrap_or_default();
        for floor in &self.case_floors {
            if !settings.floors.iter().any(|own| own.figure == floor.figure) {
                settings.floors.push(floor.clone());
            }
        }
        settings
    }
}

/// Reads settings, and knows where in them it is.
struct Reader<'a> {
    path: &'a Path,
    document: &'a Document,
}

impl Reader<'_> {
    fn read(&self) -> Result<Settings, SuiteError> {
        let written: Written = toml::from_str(self.document.text())
            .map_err(|error| self.error(error.span(), error.message()))?;
        let checks = Config::parse(self.document.text())
            .map_err(|error| self.error(error.span.map(|span| span.start..span.end), &error.message))?;
        let mut settings = Settings {
            path: Some(self.path.to_owned()),
            checks,
            text: self.document.text().to_owned(),
            strict: written.suite.strict,
            floors: self.floors(written.suite.floors)?,
            case_floors: self.floors(written.suite.case_floors)?,
            ..Settings::default()
        };
        let folder = settings.folder().to_owned();
        for case in written.suite.cases {
            let place = self.place(case.span().start);
            settings.cases.push((folder.join(case.into_inner()), place));
        }
        for (name, extractor) in written.extractor {
            let span = extractor.span();
            let extractor = self.extractor(&folder, span, extractor.into_inner())?;
            settings.extractors.insert(name, extractor);
        }
        if let Some(name) = written.suite.extractor {
            let span = name.span();
            let name = name.into_inner();
            settings
                .extractor(&name)
                .map_err(|error| self.error(Some(span), &error.to_string()))?;
            settings.extractor = Some(name);
        }
        for (name, case) in written.case {
            let place = self.place(case.span().start);
            let case = case.into_inner();
            let own = CaseSettings {
                skip: case.skip,
                floors: self.floors(case.floors)?,
            };
            settings.case.insert(name, (own, place));
        }
        Ok(settings)
    }

    fn floors(&self, written: BTreeMap<String, Spanned<f64>>) -> Result<Vec<Floor>, SuiteError> {
        let floors = written.into_iter().map(|(figure, least)| {
            let floor = format!("{figure}={}", least.get_ref()).parse();
            floor
                .map_err(|error: crate::score::FloorError| self.error(Some(least.span()), &error.to_string()))
        });
        floors.collect()
    }

    fn error(&self, span: Option<std::ops::Range<usize>>, message: &str) -> SuiteError {
        SuiteError::Settings {
            place: self.place(span.map_or(0, |span| span.start)),
            message: message.to_owned(),
        }
    }

    fn place(&self, offset: usize) -> String {
        let position = self.document.position(offset);
        format!("{}:{}:{}", self.path.display(), position.line, position.column)
    }
}
