//! What can go wrong when a model is asked.

use std::path::PathBuf;
use std::time::Duration;

use thiserror::Error;

use super::Tokens;

/// Why a model gave no answer.
#[derive(Debug, Error)]
#[error("{fault}{}", after(*.attempts))]
pub struct ModelError {
    /// What went wrong.
    pub fault: ModelFault,
    /// How often the server was asked.
    pub attempts: u32,
    /// What the answer has cost, where there was one that is of no use.
    pub tokens: Option<Tokens>,
}

/// What can go wrong with a model and its server.
///
/// What a server says is bounded, and the key is taken out of it.
#[derive(Debug, Error)]
pub enum ModelFault {
    /// The base URL is none.
    #[error("`{url}` is no base URL: {reason}")]
    Url {
        /// The base URL.
        url: String,
        /// Why not.
        reason: &'static str,
    },
    /// The base URL asks for TLS, which this build lacks.
    #[error(
        "`{0}`: this build speaks plain http only; install with `--features tls`, which needs a C compiler"
    )]
    NoTls(String),
    /// The environment variable of the key is not set, or cannot stand in a header.
    #[error("the environment variable {variable} {reason}")]
    NoKey {
        /// The variable.
        variable: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Nobody is asked in CI.
    #[error(
        "CI is set, so no server is asked: record the answers elsewhere with --record FOLDER and give them \
         again with --replay FOLDER, or with `record` in rapporteur.toml"
    )]
    NotAsked,
    /// There is no record of an answer to this request.
    #[error("{folder} holds no answer to this request: {told}; --record {folder} asks the server anew", folder = folder.display())]
    NotRecorded {
        /// The folder of the cassettes.
        folder: PathBuf,
        /// What is different from what was asked when the nearest answer was recorded.
        told: String,
    },
    /// A cassette cannot be read or written.
    #[error("{}: {reason}", path.display())]
    Cassette {
        /// The cassette or its folder.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// There was no answer in time.
    #[error("the server did not answer within {} s", .0.as_secs_f64())]
    Time(Duration),
    /// The connection broke before the answer was whole.
    #[error("the connection to the server broke: {0}")]
    Connection(String),
    /// No connection can be had: nobody listens, there is no such name, or a certificate cannot be
    /// trusted.
    #[error("the server cannot be reached: {0}")]
    Unreachable(String),
    /// The server does not speak HTTP as it should.
    #[error("the server's answer is no HTTP: {0}")]
    Http(String),
    /// The answer is larger than it may be.
    #[error("the server's answer is larger than {0} bytes")]
    Size(usize),
    /// The head of the answer is larger than it may be.
    #[error("the head of the server's answer is larger than {0} bytes")]
    Head(usize),
    /// The server answered with another status than 200.
    #[error("the server answered {status}{}", colon(.told))]
    Status {
        /// The status and its standard words: `429 Too Many Requests`.
        status: String,
        /// What it said, in one line; may be empty.
        told: String,
    },
    /// The server asks for more patience than there is.
    #[error("the server answered {status} and asks to wait {} s, which is longer than {reason}", .wait.as_secs_f64())]
    Patience {
        /// The status and its standard words.
        status: String,
        /// How long it asks to wait.
        wait: Duration,
        /// What it is longer than.
        reason: &'static str,
    },
    /// The server's answer is no JSON.
    #[error("the server's answer is no JSON: {0}")]
    Garbage(String),
    /// The server's answer is JSON, and no chat completion.
    #[error("the server's answer is no chat completion: {0}")]
    Shape(&'static str),
    /// The model refuses.
    #[error("the model refused: {0}")]
    Refusal(String),
    /// The answer ends where the model had to stop.
    #[error(
        "the model was stopped before its answer was whole (finish_reason `length`): allow it more tokens, by \
         `max_tokens` under `parameters` in rapporteur.toml or at the server"
    )]
    Length,
    /// A filter of the server took the answer away.
    #[error("a filter of the server held back the answer (finish_reason `content_filter`)")]
    Filter,
    /// The model answered nothing.
    #[error("the model answered nothing")]
    Nothing,
    /// The answer is no JSON.
    #[error(
        "the model's answer is no JSON ({reason}), though the schema was sent with the request; it begins: {start}"
    )]
    NotJson {
        /// What a reader of JSON says.
        reason: String,
        /// Its first words.
        start: String,
    },
}

fn after(attempts: u32) -> String {
    if attempts > 1 {
        format!(" (after {attempts} attempts)")
    } else {
        String::new()
    }
}

fn colon(told: &str) -> String {
    if told.is_empty() {
        String::new()
    } else {
        format!(": {told}")
    }
}
