//! Settings: how serious findings are, and which of them are waived.
//!
//! ```toml
//! [severity]
//! "vouch/too-weak" = "error"              # or "warning", "note", "off"
//!
//! [[waiver]]
//! code = "trace/count"                    # one code, or an area: "trace"
//! record = "records/tokyo.yaml"           # optional: the end of the record's path
//! pointer = "/figures/3"                  # optional: the value, or what is inside it
//! passage = "two working groups"          # optional: words of the passage of the source
//! reason = "Both stand among the outcomes."
//! expires = 2027-01-01                    # optional: from this day on it waives nothing
//! ```

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;
use thiserror::Error;

use crate::document::Span;
use crate::finding::{Finding, Severity, codes};

/// The name of the file that settings stand in.
pub const SETTINGS_FILE: &str = "rapporteur.toml";

/// Settings, as they stand in `rapporteur.toml`.
#[derive(Clone, Debug, Default)]
pub struct Config {
    severities: BTreeMap<String, Option<Severity>>,
    waivers: Vec<Waiver>,
}

/// A finding that somebody has read and lets stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// Where it stands in the settings, in bytes.
    pub span: Span,
    /// The code of the finding, or its area.
    pub code: String,
    /// The end of the path of the record.
    pub record: Option<String>,
    /// JSON Pointer to the value, or to what it is inside.
    pub pointer: Option<String>,
    /// Words that stand in the passage of the source.
    pub passage: Option<String>,
    /// Why it may stand.
    pub reason: String,
    /// The first day on which it waives nothing any more.
    pub expires: Option<Date>,
}

/// Why settings cannot be used: a line that names the place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct ConfigError {
    /// What is wrong.
    pub message: String,
    /// Where, in bytes.
    pub span: Option<Span>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    severity: BTreeMap<String, toml::Spanned<Level>>,
    #[serde(default)]
    waiver: Vec<toml::Spanned<WrittenWaiver>>,
    // The tables of the same file that suites read, and nobody here.
    #[serde(default, rename = "suite")]
    _suite: IgnoredAny,
    #[serde(default, rename = "extractor")]
    _extractor: IgnoredAny,
    #[serde(default, rename = "case")]
    _case: IgnoredAny,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Error,
    Warning,
    Note,
    Off,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWaiver {
    code: String,
    record: Option<String>,
    pointer: Option<String>,
    passage: Option<String>,
    reason: String,
    expires: Option<toml::value::Datetime>,
}

impl Config {
    /// The settings in `text`.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let written: Written = toml::from_str(text).map_err(|error| ConfigError {
            message: error.message().to_owned(),
            span: error.span().map(Span::from),
        })?;
        let mut severities = BTreeMap::new();
        for (code, level) in written.severity {
            let span = Span::from(level.span());
            known(&code, span)?;
            let severity = match level.into_inner() {
                Level::Error => Some(Severity::Error),
                Level::Warning => Some(Severity::Warning),
                Level::Note => Some(Severity::Note),
                Level::Off => None,
            };
            severities.insert(code, severity);
        }
        let waivers = written.waiver.into_iter().map(waiver).collect::<Result<_, _>>()?;
        Ok(Self { severities, waivers })
    }

    /// The waivers, in the order of the file.
    pub fn waivers(&self) -> &[Waiver] {
        &self.waivers
    }

    /// How serious a finding of `code` is, `usual` where the settings say nothing; `None` for one
    /// that is not to be told. What is said of a code counts before what is said of its area.
    pub fn severity(&self, code: &str, usual: Severity) -> Option<Severity> {
        let area = code.split_once('/').map_or(code, |(area, _)| area);
        let set = self.severities.get(code).or_else(|| self.severities.get(area));
        set.copied().unwrap_or(Some(usual))
    }
}

impl Waiver {
    /// True where it waives `finding` on `today`.
    pub fn covers(&self, finding: &Finding, today: Date) -> bool {
        self.is_about(finding) && !self.has_expired(today)
    }

    /// True from the day of its expiry on.
    pub fn has_expired(&self, today: Date) -> bool {
        self.expires.is_some_and(|day| day <= today)
    }

    /// True where its conditions fit `finding`.
    pub fn is_about(&self, finding: &Finding) -> bool {
        let area = finding
            .code
            .split_once('/')
            .map_or(finding.code, |(area, _)| area);
        let pointer =
            |own: &String| finding.pointer == *own || finding.pointer.starts_with(&format!("{own}/"));
        let passage = |own: &String| {
            finding
                .source
                .as_ref()
                .is_some_and(|source| flat(&source.exact).contains(&flat(own)))
        };
        (self.code == finding.code || self.code == area)
            && self.may_concern(&finding.record.path)
            && self.pointer.as_ref().is_none_or(pointer)
            && self.passage.as_ref().is_none_or(passage)
    }

    /// True where it is about the record at `path`, or about any.
    pub fn may_concern(&self, path: &str) -> bool {
        self.record.as_ref().is_none_or(|own| {
            path == own
                || path
                    .strip_suffix(own.as_str())
                    .is_some_and(|rest| rest.ends_with(['/', '\\']))
        })
    }
}

/// White space of any length is one space.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn known(code: &str, span: Span) -> Result<(), ConfigError> {
    let is_area = codes::ALL.iter().any(|known| known.area() == code);
    if is_area || codes::find(code).is_some() {
        return Ok(());
    }
    Err(ConfigError {
        message: format!("there is no code `{code}`; `rapporteur explain --list` names all"),
        span: Some(span),
    })
}

fn waiver(written: toml::Spanned<WrittenWaiver>) -> Result<Waiver, ConfigError> {
    let span = Span::from(written.span());
    let written = written.into_inner();
    known(&written.code, span)?;
    let wrong = |message: &str| ConfigError {
        message: message.to_owned(),
        span: Some(span),
    };
    if written.reason.trim().is_empty() {
        return Err(wrong("a waiver needs a reason"));
    }
    if written.record.is_none() && written.pointer.is_none() && written.passage.is_none() {
        return Err(wrong(
            "a waiver needs `record`, `pointer` or `passage`; to silence a code everywhere, set its severity",
        ));
    }
    let expires = match written.expires {
        None => None,
        Some(day) => {
            let date = day.date.ok_or_else(|| wrong("`expires` must be a date"))?;
            let parts = (
                i16::try_from(date.year),
                i8::try_from(date.month),
                i8::try_from(date.day),
            );
            let (Ok(year), Ok(month), Ok(day)) = parts else {
                return Err(wrong("`expires` must be a date"));
            };
            Some(Date::new(year, month, day).map_err(|_| wrong("`expires` must be a date"))?)
        }
    };
    Ok(Waiver {
        span,
        code: written.code,
        record: written.record,
        pointer: written.pointer,
        passage: written.passage,
        reason: written.reason,
        expires,
    })
}
