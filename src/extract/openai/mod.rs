//! A model as the extractor: any server that has the chat-completions API.
//!
//! The schema of the record is sent with the request as structured output, and so are seed and
//! temperature. Answers can be recorded, and given again without a server. Nothing is contacted but
//! the server that the base URL names.

mod answer;
mod cassette;
mod error;
mod http;
mod key;
mod patience;
mod request;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::{Map, Value};

pub use answer::Tokens;
pub use error::{ModelError, ModelFault};

use super::rules::slug;
use crate::document::Document;
use crate::schema::Schema;
use answer::Completion;
use http::{Bounds, Reply};
use key::Key;
use request::Request;

/// What the model is told unless it is told otherwise.
const INSTRUCTIONS: &str = include_str!("instructions.txt");

/// What a request says by itself, and no parameter may say.
const TAKEN: [&str; 7] = [
    "model",
    "messages",
    "response_format",
    "seed",
    "temperature",
    "stream",
    "n",
];

/// A model behind a server with the chat-completions API.
///
/// ```no_run
/// use rapporteur::document::Document;
/// use rapporteur::extract::Model;
/// let model = Model::new("http://localhost:11434/v1", "qwen3:8b");
/// let answer = model.ask(&Document::new("talks.txt", "…"))?;
/// println!("{}", answer.text);
/// # Ok::<(), rapporteur::extract::ModelError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Model {
    /// The base URL: what stands before `/chat/completions`.
    pub base_url: String,
    /// What the server calls the model.
    pub name: String,
    /// The environment variable that holds the key; without it, none is sent. The key is read when
    /// the server is asked, and neither shown nor recorded.
    pub key_variable: Option<String>,
    /// What the model is told before it is given the text.
    pub instructions: String,
    /// The seed; 0 by default. `None` sends none, for servers that take none.
    pub seed: Option<i64>,
    /// The temperature; 0 by default. `None` sends none, for models that take none.
    pub temperature: Option<f64>,
    /// Asks the server to hold the model strictly to the schema. Some servers take only simple
    /// schemas then, and the built-in one is none.
    pub strict: bool,
    /// Further members of the request, such as `max_tokens`.
    pub parameters: Map<String, Value>,
    /// How long it may take, attempts and pauses included. Five minutes by default.
    pub time_limit: Duration,
    /// How many bytes an answer of the server may have. 16 MiB by default.
    pub output_limit: usize,
    /// How often the server is asked again where it is too busy (429), has a fault (5xx), or the
    /// connection breaks. 4 by default.
    pub retries: u32,
    /// The pause before it is asked again, each time twice as long. A second by default.
    pub pause: Duration,
    /// The longest pause, also where the server asks for one. A minute by default.
    pub longest_pause: Duration,
    /// Where answers come from.
    pub answers: Answers,
    schema: Option<Arc<Schema>>,
}

/// Where the answers of a model come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Answers {
    /// From its server.
    #[default]
    Server,
    /// From its server, and each is kept in this folder.
    Recorded(PathBuf),
    /// From this folder, in which they were kept; the server is not asked.
    Replayed(PathBuf),
    /// From nowhere: no server is to be asked, and no folder is known.
    Nowhere,
}

/// What a model answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelAnswer {
    /// Its record: JSON, which need not fit the schema.
    pub text: String,
    /// What it has cost, where the server tells; of one that was recorded, what it cost then.
    pub tokens: Option<Tokens>,
}

impl Answers {
    /// Where they come from in CI, unless somebody says otherwise: from where they would be kept.
    #[must_use]
    pub fn without_server(self) -> Self {
        match self {
            Self::Recorded(folder) | Self::Replayed(folder) => Self::Replayed(folder),
            Self::Server | Self::Nowhere => Self::Nowhere,
        }
    }
}

impl Model {
    /// The model that the server at `base_url` calls `name`.
    pub fn new(base_url: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            name: name.into(),
            key_variable: None,
            instructions: INSTRUCTIONS.to_owned(),
            seed: Some(0),
            temperature: Some(0.0),
            strict: false,
            parameters: Map::new(),
            time_limit: Duration::from_secs(300),
            output_limit: 16 << 20,
            retries: 4,
            pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(60),
            answers: Answers::Server,
            schema: None,
        }
    }

    /// The schema that is sent: the built-in one, unless another is set.
    pub fn schema(&self) -> &Schema {
        self.schema.as_deref().unwrap_or_else(|| Schema::built_in())
    }

    /// Sets the schema that is sent. One that refers to other files is no such one: the text says
    /// where it does.
    pub fn set_schema(&mut self, schema: Schema) -> Result<(), String> {
        if let Some(reference) = request::reference_elsewhere(schema.document()) {
            return Err(format!(
                "{} refers to `{reference}`, where a server cannot follow",
                schema.name()
            ));
        }
        self.schema = Some(Arc::new(schema));
        Ok(())
    }

    /// Sets a further member of the request. What a request says by itself is no such one.
    pub fn set_parameter(&mut self, name: &str, value: Value) -> Result<(), String> {
        if TAKEN.contains(&name) {
            return Err(format!(
                "`{name}` is no further parameter: a request sets it by itself"
            ));
        }
        self.parameters.insert(name.to_owned(), value);
        Ok(())
    }

    /// True where the base URL is one, and this build speaks its protocol.
    pub fn check(&self) -> Result<(), ModelFault> {
        http::Endpoint::below(&self.base_url).map(|_| ())
    }

    /// The record that the model makes of `source`.
    ///
    /// It is JSON, laid out in lines, and else as the model wrote it: whether it fits the schema, and
    /// whether it says what the source says, is for others to find out.
    pub fn ask(&self, source: &Document) -> Result<ModelAnswer, ModelError> {
        let mut attempts = 0;
        let completion = self.completion(source, &mut attempts);
        let completion = completion.map_err(|fault| ModelError {
            fault,
            attempts,
            tokens: None,
        })?;
        let tokens = completion.tokens;
        match completion.record() {
            Ok(text) => Ok(ModelAnswer { text, tokens }),
            Err(fault) => Err(ModelError {
                fault,
                attempts,
                tokens,
            }),
        }
    }

    fn completion(&self, source: &Document, attempts: &mut u32) -> Result<Completion, ModelFault> {
        let endpoint = http::Endpoint::below(&self.base_url)?;
        let request = Request::new(self, endpoint, source, slug(source.name()));
        match &self.answers {
            Answers::Nowhere => Err(ModelFault::NotAsked),
            Answers::Replayed(folder) => cassette::replay(folder, &request),
            Answers::Server => self.asked(&request, attempts),
            Answers::Recorded(folder) => {
                let completion = self.asked(&request, attempts)?;
                cassette::record(folder, &request, &completion)?;
                Ok(completion)
            }
        }
    }

    /// What the server answers, asked as often as it takes and is allowed.
    fn asked(&self, request: &Request, attempts: &mut u32) -> Result<Completion, ModelFault> {
        let key = self.key_variable.as_deref().map(Key::of).transpose()?;
        let start = Instant::now();
        loop {
            let left = self.time_limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Err(ModelFault::Time(self.time_limit));
            }
            *attempts += 1;
            let bounds = Bounds {
                time: left,
                size: self.output_limit,
            };
            let reply = request
                .endpoint
                .post(&request.body, key.as_ref().map(Key::told), bounds);
            let may_ask_again = *attempts <= self.retries;
            let pause = patience::pause(self.pause, self.longest_pause, *attempts);
            let pause = match reply {
                Ok(reply) if reply.code == 200 => return Completion::read(&reply.body, key.as_ref()),
                Ok(reply) if may_ask_again && patience::may_pass(reply.code) => {
                    self.patience(&reply, pause, self.time_limit.saturating_sub(start.elapsed()))?
                }
                Ok(reply) => {
                    return Err(ModelFault::Status {
                        told: answer::told(&reply.body, key.as_ref()),
                        status: reply.status,
                    });
                }
                Err(ModelFault::Connection(_))
                    if may_ask_again && start.elapsed().saturating_add(pause) < self.time_limit =>
                {
                    pause
                }
                Err(ModelFault::Time(_)) => return Err(ModelFault::Time(self.time_limit)),
                Err(fault) => return Err(fault),
            };
            thread::sleep(pause);
        }
    }

    /// The pause after `reply`: what it asks for, or else `pause`. It fails at once where that is
    /// longer than there is time.
    fn patience(&self, reply: &Reply, pause: Duration, left: Duration) -> Result<Duration, ModelFault> {
        let asked = reply.retry_after.as_deref();
        let asked = asked.and_then(|header| patience::asked_for(header, Timestamp::now()));
        let wait = asked.unwrap_or(pause);
        let reason = if asked.is_some() && wait > self.longest_pause {
            "the longest pause that is allowed"
        } else if wait >= left {
            "what is left of the time limit"
        } else {
            return Ok(wait);
        };
        Err(ModelFault::Patience {
            status: reply.status.clone(),
            wait,
            reason,
        })
    }
}
