//! Which extractor is meant, and what is told of it: for `extract` and `test` alike.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::{Failure, interrupt};
use crate::extract::{Answers, Model};
use crate::suite::{Extractor, Settings, SuiteError, is_ci};

/// The name by which an extractor is meant that the options describe.
const BY_OPTIONS: &str = "openai";

/// An extractor, and how a model is asked.
#[derive(Debug, Args)]
#[command(next_help_heading = "Extractor")]
pub(super) struct ExtractorOptions {
    /// What makes the records: `rules`, `command:PROGRAM ARGUMENTS`, `openai`, or a name from the
    /// settings
    #[arg(long, value_name = "NAME")]
    extractor: Option<String>,
    /// Where the chat-completions API of a model's server is, such as `http://localhost:11434/v1`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// What the server calls the model
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    /// The environment variable that holds the key of the server; without it, none is sent
    #[arg(long, value_name = "VARIABLE")]
    key_variable: Option<String>,
    /// Tell the model what stands in this file before it is given the text
    #[arg(long, value_name = "FILE")]
    instructions: Option<PathBuf>,
    /// The seed that is sent, or `none`; 0 unless told
    #[arg(long, value_name = "NUMBER", value_parser = sent::<i64>, allow_negative_numbers = true)]
    seed: Option<Sent<i64>>,
    /// The temperature that is sent, or `none`; 0 unless told
    #[arg(long, value_name = "NUMBER", value_parser = temperature)]
    temperature: Option<Sent<f64>>,
    /// How often a server is asked again that is busy or broken; 4 times unless told
    #[arg(long, value_name = "NUMBER")]
    retries: Option<u32>,
    /// How many seconds the model may take for one text, attempts and pauses included; 300 unless told
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    time_limit: Option<Duration>,
    /// Keep each answer of the model in this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "replay")]
    record: Option<PathBuf>,
    /// Take the answers from this folder, and ask no server
    #[arg(long, value_name = "FOLDER")]
    replay: Option<PathBuf>,
}

/// A value that is sent to a server, or not.
#[derive(Clone, Copy, Debug)]
struct Sent<T>(Option<T>);

impl ExtractorOptions {
    /// True where nothing is said of any extractor.
    pub(super) fn is_empty(&self) -> bool {
        self.extractor.is_none() && self.of_models().is_none()
    }

    /// The extractor that is meant; `None` where neither the options nor the settings name one.
    pub(super) fn chosen(&self, settings: &Settings) -> Result<Option<Extractor>, Failure> {
        let Some(name) = self.extractor.as_ref().or(settings.extractor.as_ref()) else {
            return match self.of_models() {
                Some(option) => Err(Failure::Told(format!(
                    "{option} is for a model; --extractor {BY_OPTIONS} asks one"
                ))),
                None => Ok(None),
            };
        };
        let extractor = match settings.extractor(name) {
            Err(SuiteError::NoExtractor(_)) if name == BY_OPTIONS => {
                Extractor::Model(Box::new(self.described()?))
            }
            known => known.map_err(|error| Failure::Told(error.to_string()))?,
        };
        match (extractor, self.of_models()) {
            (Extractor::Model(mut model), _) => {
                self.change(&mut model)?;
                Ok(Some(Extractor::Model(model)))
            }
            (_, Some(option)) => Err(Failure::Told(format!(
                "{option} is for a model, and the extractor `{name}` is none"
            ))),
            (other, None) => {
                if let Extractor::Command(_) = other {
                    interrupt::end_programs_too();
                }
                Ok(Some(other))
            }
        }
    }

    /// The model that nothing but the options describes.
    fn described(&self) -> Result<Model, Failure> {
        let missing = |option: &str| {
            Failure::Told(format!(
                "--extractor {BY_OPTIONS} needs {option}, or a table `extractor.{BY_OPTIONS}` in rapporteur.toml"
            ))
        };
        let base_url = self.base_url.as_ref().ok_or_else(|| missing("--base-url"))?;
        let name = self.model.as_ref().ok_or_else(|| missing("--model"))?;
        let mut model = Model::new(base_url, name);
        if is_ci() {
            model.answers = model.answers.without_server();
        }
        Ok(model)
    }

    /// Changes what the options say otherwise.
    fn change(&self, model: &mut Model) -> Result<(), Failure> {
        if let Some(url) = &self.base_url {
            model.base_url.clone_from(url);
        }
        model.check().map_err(|fault| Failure::Told(fault.to_string()))?;
        if let Some(name) = &self.model {
            model.name.clone_from(name);
        }
        if let Some(variable) = &self.key_variable {
            model.key_variable = Some(variable.clone());
        }
        if let Some(path) = &self.instructions {
            let told = |error| Failure::Told(format!("{}: cannot be read: {error}", path.display()));
            model.instructions = std::fs::read_to_string(path).map_err(told)?;
        }
        if let Some(Sent(seed)) = self.seed {
            model.seed = seed;
        }
        if let Some(Sent(temperature)) = self.temperature {
            model.temperature = temperature;
        }
        if let Some(retries) = self.retries {
            model.retries = retries;
        }
        if let Some(limit) = self.time_limit {
            model.time_limit = limit;
        }
        if let Some(folder) = &self.record {
            model.answers = Answers::Recorded(folder.clone());
        }
        if let Some(folder) = &self.replay {
            model.answers = Answers::Replayed(folder.clone());
        }
        Ok(())
    }

    /// An option that only a model has, if one is given.
    fn of_models(&self) -> Option<&'static str> {
        let given = [
            ("--base-url", self.base_url.is_some()),
            ("--model", self.model.is_some()),
            ("--key-variable", self.key_variable.is_some()),
            ("--instructions", self.instructions.is_some()),
            ("--seed", self.seed.is_some()),
            ("--temperature", self.temperature.is_some()),
            ("--retries", self.retries.is_some()),
            ("--time-limit", self.time_limit.is_some()),
            ("--record", self.record.is_some()),
            ("--replay", self.replay.is_some()),
        ];
        given
            .into_iter()
            .find_map(|(option, given)| given.then_some(option))
    }
}

fn sent<T: std::str::FromStr>(text: &str) -> Result<Sent<T>, String> {
    if text == "none" {
        return Ok(Sent(None));
    }
    let value = text
        .parse()
        .map_err(|_| "expected a number or `none`".to_owned())?;
    Ok(Sent(Some(value)))
}

fn temperature(text: &str) -> Result<Sent<f64>, String> {
    match sent(text)? {
        Sent(Some(value)) if !f64::is_finite(value) => Err("expected a number or `none`".to_owned()),
        temperature => Ok(temperature),
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|&seconds: &f64| seconds > 0.0);
    let time = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    time.ok_or_else(|| "expected a number of seconds above 0".to_owned())
}
