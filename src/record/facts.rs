//! The plain facts of a record: who, what about, how much, when, where.

use serde::{Deserialize, Serialize};

use super::{
    Change, Comparator, Evidence, FigureKind, Number, OrganizationKind, PartyKind, Sector, TimeUnit,
};

/// A time: the source's words for it, and the date where it can be worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The source's words.
    pub text: String,
    /// The EDTF date, where it can be worked out from the source or its date of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
}

/// A place, and the country it lies in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The place as the source names it.
    pub name: String,
    /// ISO 3166-1 alpha-2 code, where the source tells the country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// A state or an international body, whether it takes part or is only talked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The usual name.
    pub name: String,
    /// ISO 3166-1 alpha-2 code, or `EU` or `UN`; absent for other bodies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// A state or a body.
    pub kind: PartyKind,
    /// What it rests on.
    pub evidence: Evidence,
}

/// A named person who takes part or speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// The name as fully as the source ever gives it, without titles.
    pub name: String,
    /// The office, without the country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The code of the party, or its name where it has no code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// What it rests on.
    pub evidence: Evidence,
}

/// A subject that the sides took up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The field it belongs to.
    pub sector: Sector,
    /// The source's own words for it.
    pub label: String,
    /// What it rests on.
    pub evidence: Evidence,
}

/// A named body other than the parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// The full name, as in the source.
    pub name: String,
    /// The short form, where the source gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acronym: Option<String>,
    /// What sort of body it is.
    pub kind: OrganizationKind,
    /// ISO 3166-1 alpha-2 code, only where the source tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What it rests on.
    pub evidence: Evidence,
}

/// A named programme, initiative, strategy or project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The name, as in the source.
    pub name: String,
    /// What it rests on.
    pub evidence: Evidence,
}

/// A number that carries a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The number, scaled; the lower bound of a range.
    pub value: Number,
    /// What sort of number it is.
    pub kind: FigureKind,
    /// What the kind demands: see [`FigureKind`].
    pub unit: String,
    /// How it relates to what the source says; absent is the same as `exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparator: Option<Comparator>,
    /// The second bound of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<Number>,
    /// Whether it is a rise or a fall.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// How often it recurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<TimeUnit>,
    /// What is counted, in the source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures: Option<String>,
    /// What it rests on.
    pub evidence: Evidence,
}

/// A figure without evidence of its own: it rests on that of the outcome it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// The number, scaled; the lower bound of a range.
    pub value: Number,
    /// What sort of number it is.
    pub kind: FigureKind,
    /// What the kind demands: see [`FigureKind`].
    pub unit: String,
    /// How it relates to what the source says; absent is the same as `exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparator: Option<Comparator>,
    /// The second bound of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<Number>,
    /// Whether it is a rise or a fall.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// How often it recurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<TimeUnit>,
    /// What is counted, in the source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures: Option<String>,
}

/// A dated fact, past or to come, that is not the [`When`] of an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateFact {
    /// The date in the source's words.
    pub text: String,
    /// The EDTF date, where it can be worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    /// What it is the date of.
    pub what: String,
    /// What it rests on.
    pub evidence: Evidence,
}

impl When {
    /// A time in the source's words alone.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            edtf: None,
        }
    }
}

impl Place {
    /// A place in a country that is not told.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            country: None,
        }
    }
}

impl Party {
    /// A party without a code.
    pub fn new(name: impl Into<String>, kind: PartyKind, evidence: Evidence) -> Self {
        Self {
            name: name.into(),
            code: None,
            kind,
            evidence,
        }
    }

    /// What other members of the record call it: its code, or its name where it has none.
    pub fn key(&self) -> &str {
        self.code.as_deref().unwrap_or(&self.name)
    }
}

impl Participant {
    /// A person of whom only the name is told.
    pub fn new(name: impl Into<String>, evidence: Evidence) -> Self {
        Self {
            name: name.into(),
            role: None,
            party: None,
            evidence,
        }
    }
}

impl Topic {
    /// A topic.
    pub fn new(sector: Sector, label: impl Into<String>, evidence: Evidence) -> Self {
        Self {
            sector,
            label: label.into(),
            evidence,
        }
    }
}

impl Organization {
    /// A body of which neither acronym nor country is told.
    pub fn new(name: impl Into<String>, kind: OrganizationKind, evidence: Evidence) -> Self {
        Self {
            name: name.into(),
            acronym: None,
            kind,
            country: None,
            evidence,
        }
    }
}

impl Programme {
    /// A programme.
    pub fn new(name: impl Into<String>, evidence: Evidence) -> Self {
        Self {
            name: name.into(),
            evidence,
        }
    }
}

impl Amount {
    /// An exact amount.
    pub fn new(value: Number, kind: FigureKind, unit: impl Into<String>) -> Self {
        Self {
            value,
            kind,
            unit: unit.into(),
            comparator: None,
            upper: None,
            change: None,
            per: None,
            measures: None,
        }
    }

    /// The same as a figure of its own.
    pub fn with_evidence(self, evidence: Evidence) -> Figure {
        Figure {
            value: self.value,
            kind: self.kind,
            unit: self.unit,
            comparator: self.comparator,
            upper: self.upper,
            change: self.change,
            per: self.per,
            measures: self.measures,
            evidence,
        }
    }
}

impl Figure {
    /// The figure without its evidence, as an outcome's amount has it.
    pub fn to_amount(&self) -> Amount {
        Amount {
            value: self.value,
            kind: self.kind,
            unit: self.unit.clone(),
            comparator: self.comparator,
            upper: self.upper,
            change: self.change,
            per: self.per,
            measures: self.measures.clone(),
        }
    }
}

impl DateFact {
    /// A date in the source's words alone.
    pub fn new(text: impl Into<String>, what: impl Into<String>, evidence: Evidence) -> Self {
        Self {
            text: text.into(),
            edtf: None,
            what: what.into(),
            evidence,
        }
    }
}
