//! A model as the extractor: what its server is asked, what may go wrong, what is recorded.
//!
//! The server is a process of its own on this machine, and nothing else is contacted.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "helpers of tests fail the test, and the server tells its port; the settings that allow it cover \
              test functions only"
)]

#[path = "openai/cassettes.rs"]
mod cassettes;
#[path = "openai/command_line.rs"]
mod command_line;
#[path = "openai/faults.rs"]
mod faults;
#[path = "openai/server.rs"]
mod server;

use std::time::Duration;

use rapporteur::document::Document;
use rapporteur::extract::{Model, ModelAnswer, ModelError};

use server::Server;

/// A short readout.
const TEXT: &str = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo.\n";

/// What the model answers, unless it is told otherwise: what [`TEXT`] says.
const ANSWER: &str = r#"{"record": "summit-summary/1", "source": {"id": "talks"},
"event": {"kind": "meeting", "format": "bilateral", "place": {"name": "Oslo"},
"evidence": "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo"},
"parties": [{"name": "Norway", "code": "NO", "kind": "state", "evidence": "President Ana Berg of Norway"},
{"name": "Chile", "code": "CL", "kind": "state", "evidence": "Prime Minister Juan Ruiz of Chile"}],
"participants": [
{"name": "Ana Berg", "role": "President", "party": "NO", "evidence": "President Ana Berg of Norway"},
{"name": "Juan Ruiz", "role": "Prime Minister", "party": "CL", "evidence": "Prime Minister Juan Ruiz of Chile"}]}"#;

#[test]
#[ignore = "the server itself, which the other tests start as a process"]
fn serve() {
    server::serve();
}

/// The model whose server has this fault, without patience.
fn model(server: &Server, fault: &str) -> Model {
    let mut model = Model::new(server.base(fault), "m");
    model.pause = Duration::from_millis(1);
    model.time_limit = Duration::from_secs(20);
    model
}

fn ask(model: &Model) -> Result<ModelAnswer, ModelError> {
    model.ask(&Document::new("in/Talks.txt", TEXT))
}
