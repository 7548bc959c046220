//! The tables `extractor` of the settings.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use serde::Deserialize;
use toml::Spanned;

use super::Reader;
use crate::extract::{Answers, Command, Model};
use crate::schema::Schema;
use crate::suite::{Extractor, SuiteError, files, is_ci};

/// One of them, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WrittenExtractor {
    command: Option<Vec<String>>,
    stored: Option<String>,
    openai: Option<Spanned<String>>,
    time_limit: Option<Spanned<f64>>,
    output_limit: Option<Spanned<usize>>,
    model: Option<Spanned<String>>,
    key_variable: Option<Spanned<String>>,
    instructions: Option<Spanned<String>>,
    schema: Option<Spanned<String>>,
    strict: Option<Spanned<bool>>,
    seed: Option<Spanned<Sent<i64>>>,
    temperature: Option<Spanned<Sent<f64>>>,
    parameters: Option<Spanned<BTreeMap<Spanned<String>, serde_json::Value>>>,
    retries: Option<Spanned<u32>>,
    pause: Option<Spanned<f64>>,
    longest_pause: Option<Spanned<f64>>,
    record: Option<Spanned<String>>,
    replay: Option<Spanned<String>>,
}

/// A value that is sent, or the word that it is not.
#[derive(Clone, Copy, Deserialize)]
#[serde(untagged, expecting = "expected a number or \"none\"")]
enum Sent<T> {
    Value(T),
    Word(Nothing),
}

#[derive(Clone, Copy, Deserialize)]
enum Nothing {
    #[serde(rename = "none")]
    None,
}

impl<T> Sent<T> {
    fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Word(Nothing::None) => None,
        }
    }
}

impl WrittenExtractor {
    /// A key that only a model may have, and where it stands.
    fn of_models(&self) -> Option<(&'static str, Range<usize>)> {
        fn told<T>(name: &'static str, value: Option<&Spanned<T>>) -> Option<(&'static str, Range<usize>)> {
            Some((name, value?.span()))
        }
        told("model", self.model.as_ref())
            .or_else(|| told("key-variable", self.key_variable.as_ref()))
            .or_else(|| told("instructions", self.instructions.as_ref()))
            .or_else(|| told("schema", self.schema.as_ref()))
            .or_else(|| told("strict", self.strict.as_ref()))
            .or_else(|| told("seed", self.seed.as_ref()))
            .or_else(|| told("temperature", self.temperature.as_ref()))
            .or_else(|| told("parameters", self.parameters.as_ref()))
            .or_else(|| told("retries", self.retries.as_ref()))
            .or_else(|| told("pause", self.pause.as_ref()))
            .or_else(|| told("longest-pause", self.longest_pause.as_ref()))
            .or_else(|| told("record", self.record.as_ref()))
            .or_else(|| told("replay", self.replay.as_ref()))
    }
}

impl Reader<'_> {
    /// The extractor of the table at `span`; paths in it are relative to `folder`.
    pub(super) fn extractor(
        &self,
        folder: &Path,
        span: Range<usize>,
        written: WrittenExtractor,
    ) -> Result<Extractor, SuiteError> {
        if written.openai.is_none()
            && let Some((name, span)) = written.of_models()
        {
            return Err(self.error(Some(span), &format!("`{name}` is for an `openai` extractor")));
        }
        let limits = written.time_limit.is_some() || written.output_limit.is_some();
        match (&written.command, &written.stored, &written.openai) {
            (Some(words), None, None) => {
                let command = Command::new(words);
                let mut command =
                    command.ok_or_else(|| self.error(Some(span), "`command` names no program"))?;
                command.folder = Some(folder.to_owned());
                self.set(&mut command.time_limit, written.time_limit.as_ref())?;
                if let Some(limit) = written.output_limit {
                    command.output_limit = limit.into_inner();
                }
                Ok(Extractor::Command(command))
            }
            (None, Some(_), None) if limits => {
                Err(self.error(Some(span), "records that are there need no limits"))
            }
            (None, Some(stored), None) => Ok(Extractor::Stored(folder.join(stored))),
            (None, None, Some(_)) => {
                let model = self.model(folder, span, written)?;
                Ok(Extractor::Model(Box::new(model)))
            }
            _ => Err(self.error(
                Some(span),
                "an extractor has one of `command`, `stored` and `openai`",
            )),
        }
    }

    fn model(
        &self,
        folder: &Path,
        span: Range<usize>,
        written: WrittenExtractor,
    ) -> Result<Model, SuiteError> {
        let base_url = written.openai.as_ref().map(|url| url.get_ref().as_str());
        let name = written
            .model
            .map(Spanned::into_inner)
            .filter(|name| !name.is_empty());
        let name = name
            .ok_or_else(|| self.error(Some(span), "an `openai` extractor needs the name of its `model`"))?;
        let mut model = Model::new(base_url.unwrap_or_default(), name);
        let at = written.openai.map(|url| url.span());
        model
            .check()
            .map_err(|fault| self.error(at, &fault.to_string()))?;
        model.key_variable = written.key_variable.map(Spanned::into_inner);
        if let Some(file) = written.instructions {
            let path = folder.join(file.get_ref());
            let text = files::read(&path)
                .map_err(|reason| self.error(Some(file.span()), &format!("{}: {reason}", path.display())))?;
            text.text().clone_into(&mut model.instructions);
        }
        if let Some(file) = written.schema {
            let wrong = |told: String| self.error(Some(file.span()), &told);
            let schema =
                Schema::load(&folder.join(file.get_ref())).map_err(|error| wrong(error.to_string()))?;
            model.set_schema(schema).map_err(wrong)?;
        }
        model.strict = written.strict.is_some_and(Spanned::into_inner);
        if let Some(seed) = written.seed {
            model.seed = seed.into_inner().value();
        }
        if let Some(temperature) = written.temperature {
            let span = temperature.span();
            model.temperature = temperature.into_inner().value();
            if model.temperature.is_some_and(|value| !value.is_finite()) {
                return Err(self.error(Some(span), "expected a number or \"none\""));
            }
        }
        for (name, value) in written.parameters.map(Spanned::into_inner).unwrap_or_default() {
            model
                .set_parameter(name.get_ref(), value)
                .map_err(|told| self.error(Some(name.span()), &told))?;
        }
        self.set(&mut model.time_limit, written.time_limit.as_ref())?;
        self.set(&mut model.pause, written.pause.as_ref())?;
        self.set(&mut model.longest_pause, written.longest_pause.as_ref())?;
        if let Some(limit) = written.output_limit {
            model.output_limit = limit.into_inner();
        }
        if let Some(retries) = written.retries {
            model.retries = retries.into_inner();
        }
        model.answers = match (written.record, written.replay) {
            (None, None) => Answers::Server,
            (Some(record), None) => Answers::Recorded(folder.join(record.into_inner())),
            (None, Some(replay)) => Answers::Replayed(folder.join(replay.into_inner())),
            (Some(_), Some(replay)) => {
                return Err(self.error(
                    Some(replay.span()),
                    "`record` and `replay` exclude each other; what is recorded is replayed in CI",
                ));
            }
        };
        if is_ci() {
            model.answers = model.answers.without_server();
        }
        Ok(model)
    }

    /// Sets `time` to the seconds that are written, if some are.
    fn set(&self, time: &mut Duration, seconds: Option<&Spanned<f64>>) -> Result<(), SuiteError> {
        if let Some(written) = seconds {
            let above = Some(*written.get_ref()).filter(|&seconds| seconds > 0.0);
            let told = above.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            *time =
                told.ok_or_else(|| self.error(Some(written.span()), "expected a number of seconds above 0"))?;
        }
        Ok(())
    }
}
