//! What came of a meeting, and what was said.

use serde::{Deserialize, Serialize};

use super::{Act, Amount, Evidence, OutcomeKind, Place, Status, When};

/// Something that was done, agreed, planned or proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// What sort of thing it is.
    pub kind: OutcomeKind,
    /// How far it has come.
    pub status: Status,
    /// What it is, in the source's words.
    pub title: String,
    /// Codes (or names, where there is no code) of those who commit themselves, where told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<String>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Whose word it is, where the source does not give it as its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub according_to: Option<String>,
    /// How much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// True where it stood before the meeting and is not a result of it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub background: bool,
    /// What it rests on.
    pub evidence: Evidence,
}

/// A view attributed to someone. An impersonal one has no speaker and is not joint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// A participant's or a body's name, or the source's words for one who is not named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// True where the source gives it to both or all sides; then there is no speaker.
    #[serde(default, skip_serializing_if = "is_false")]
    pub joint: bool,
    /// What the speaker did in saying it.
    pub act: Act,
    /// The view, in the source's words.
    pub text: String,
    /// True where the source puts it between quotation marks.
    #[serde(default, skip_serializing_if = "is_false")]
    pub quoted: bool,
    /// What it rests on.
    pub evidence: Evidence,
}

impl Outcome {
    /// An outcome of which nothing more is told.
    pub fn new(kind: OutcomeKind, status: Status, title: impl Into<String>, evidence: Evidence) -> Self {
        Self {
            kind,
            status,
            title: title.into(),
            parties: Vec::new(),
            place: None,
            when: None,
            according_to: None,
            amount: None,
            background: false,
            evidence,
        }
    }
}

impl Statement {
    /// An impersonal statement.
    pub fn new(act: Act, text: impl Into<String>, evidence: Evidence) -> Self {
        Self {
            speaker: None,
            joint: false,
            act,
            text: text.into(),
            quoted: false,
            evidence,
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field over by reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}
