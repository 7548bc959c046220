//! Readers: from the text of a readout to a record, by the built-in rules, by another program, or by
//! a model.

mod command;
mod explanation;
mod group;
mod openai;
mod rules;

use thiserror::Error;

pub use command::{Answer, Command, CommandError, CommandFault, SOURCE};
pub use explanation::{Explanation, Rule};
pub use group::end_programs;
pub use openai::{Answers, Model, ModelAnswer, ModelError, ModelFault, Tokens};

use crate::document::Document;
use crate::record::Record;

/// Why a document has no record.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExtractError {
    /// A record needs at least one party, and the text names none.
    #[error("{name}: {}", NO_PARTY)]
    NoParty {
        /// The document.
        name: String,
    },
}

/// Why a text without a party is not read.
const NO_PARTY: &str =
    "no state is named that could take part in a meeting; this is no readout that can be read";

impl ExtractError {
    /// The reason without the name of the document.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::NoParty { .. } => NO_PARTY,
        }
    }
}

/// The record of a readout, read by rules.
///
/// Deterministic, and total: any text gives a record or the reason why there is none. Every object
/// carries evidence whose `exact` is the text between its offsets, which count Unicode code points.
/// What the rules do not understand is left out.
///
/// ```
/// use rapporteur::document::Document;
/// let text = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo.";
/// let record = rapporteur::extract::extract(&Document::new("call.txt", text))?;
/// assert_eq!(record.participants.len(), 2);
/// # Ok::<(), rapporteur::extract::ExtractError>(())
/// ```
pub fn extract(document: &Document) -> Result<Record, ExtractError> {
    read(document, None)
}

/// For each object of the record that [`extract`] makes of `document`, the rule and the words that
/// made it, in the order of the record.
///
/// ```
/// use rapporteur::document::Document;
/// let text = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile. They agreed to share data.";
/// let explanations = rapporteur::extract::explain(&Document::new("call.txt", text))?;
/// let outcome = explanations.iter().find(|one| one.pointer == "/outcomes/0").expect("an outcome");
/// assert_eq!(outcome.rule.as_str(), "outcome.cue");
/// assert_eq!(outcome.cues[1].exact, "agreed to");
/// # Ok::<(), rapporteur::extract::ExtractError>(())
/// ```
pub fn explain(document: &Document) -> Result<Vec<Explanation>, ExtractError> {
    let mut because = Vec::new();
    read(document, Some(&mut because))?;
    Ok(because)
}

fn read(document: &Document, because: Option<&mut Vec<Explanation>>) -> Result<Record, ExtractError> {
    rules::read(document, because).ok_or_else(|| ExtractError::NoParty {
        name: document.name().to_owned(),
    })
}
