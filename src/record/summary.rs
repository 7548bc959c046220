//! The record as a whole, its source and its event.

use serde::{Deserialize, Serialize};

use super::{
    DateFact, EventFormat, EventKind, Evidence, Figure, Organization, Outcome, Participant, Party, Place,
    Programme, Statement, Topic, Version, When,
};

/// A summit-summary record: what an analyst keeps of a readout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Format and version.
    pub record: Version,
    /// The document it is made from.
    pub source: Source,
    /// What took place.
    pub event: Event,
    /// States and international bodies that take part; the schema demands one or more.
    pub parties: Vec<Party>,
    /// Named people who take part or speak.
    pub participants: Vec<Participant>,
    /// Subjects that the sides took up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// States and international bodies that are talked about and take no part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub third_parties: Vec<Party>,
    /// Named bodies other than the parties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<Organization>,
    /// Named programmes, initiatives, strategies, projects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<Programme>,
    /// Numbers that carry a fact.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// What was done, agreed, planned, proposed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    /// Views attributed to someone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// Dated facts that are not an outcome's `when`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<DateFact>,
}

impl Record {
    /// How many objects its lists hold.
    pub fn facts(&self) -> usize {
        self.parties.len()
            + self.participants.len()
            + self.topics.len()
            + self.third_parties.len()
            + self.organizations.len()
            + self.programmes.len()
            + self.figures.len()
            + self.outcomes.len()
            + self.statements.len()
            + self.dates.len()
    }
}

/// The document that a record is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// A slug, unique among the records kept together.
    pub id: String,
    /// Where its text is, relative to the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The body to which the text attributes itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_by: Option<String>,
    /// BCP 47 language tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// EDTF date of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// SHA-256 of its bytes, 64 hexadecimal digits in small letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// What title, publisher, reporter and date rest on, as far as they are read from the text;
    /// may be empty.
    #[serde(default, skip_serializing_if = "Evidence::is_empty")]
    pub evidence: Evidence,
}

/// What took place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What sort of event.
    pub kind: EventKind,
    /// How many sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<EventFormat>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// A named occasion, such as a conference on whose margins it was held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasion: Option<String>,
    /// What it rests on.
    pub evidence: Evidence,
}

impl Record {
    /// A record without any facts yet. It is not valid before it has a party.
    pub fn new(source: Source, event: Event) -> Self {
        Self {
            record: Version::V1,
            source,
            event,
            parties: Vec::new(),
            participants: Vec::new(),
            topics: Vec::new(),
            third_parties: Vec::new(),
            organizations: Vec::new(),
            programmes: Vec::new(),
            figures: Vec::new(),
            outcomes: Vec::new(),
            statements: Vec::new(),
            dates: Vec::new(),
        }
    }
}

impl Source {
    /// A source of which only the id is told.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            path: None,
            title: None,
            publisher: None,
            reported_by: None,
            language: None,
            published: None,
            sha256: None,
            evidence: Evidence::default(),
        }
    }
}

impl Event {
    /// An event of which only the kind is told.
    pub fn new(kind: EventKind, evidence: Evidence) -> Self {
        Self {
            kind,
            format: None,
            when: None,
            place: None,
            occasion: None,
            evidence,
        }
    }
}
