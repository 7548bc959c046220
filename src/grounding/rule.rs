//! The grounding vocabulary: what the keyword `grounding` of a schema may say.
//!
//! The JSON form is defined by `schemas/grounding.vocabulary.json`, which also documents it. A rule
//! stands at a value, or at an object some members of which it names.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// What one `grounding` annotation says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grounding {
    /// How the value rests on the source.
    pub rule: Option<Rule>,
    /// At a list: the kinds of mention of the source that are expected to be found again in it.
    pub accounts_for: Vec<MentionKind>,
    /// At a list: the members by which an item is known; items that agree in one of them must not
    /// differ in the others.
    pub identity: Vec<String>,
}

/// How a value rests on its source.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// A quote or selector, or a list of them, on which all values of the same object rest.
    Evidence,
    /// The source's own words.
    Phrase(Words),
    /// A name of a person, body, programme or place.
    Name(Words),
    /// A country, or a body that acts as one, by code or name.
    Country(CountryRule),
    /// A person with an office and a side.
    Person(PersonRule),
    /// A number.
    Quantity(Box<QuantityRule>),
    /// A date.
    Date(DateRule),
    /// A view and whose it is.
    Attribution(AttributionRule),
    /// One of a set of values, told by cues.
    Cue(Box<CueRule>),
    /// What is declared elsewhere in the record.
    Reference(ReferenceRule),
    /// The recorder's own classification, which nothing decides.
    Judgement,
    /// No statement about the source: an id, a path.
    Editorial,
    /// The object that tells of the source itself.
    Source(SourceRule),
}

/// For `source`, at an object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRule {
    /// The member that holds the path of the text, seen from the record.
    pub path: Option<String>,
    /// The member that holds the SHA-256 of its bytes, in hexadecimal.
    pub sha256: Option<String>,
    /// The member that holds its language, as a BCP 47 tag.
    pub language: Option<String>,
}

/// For `phrase` and `name`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// True where the value may be known from outside the text, such as who published it.
    #[serde(default)]
    pub outside: bool,
}

/// For `country`: at a code or name itself, or at an object with both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryRule {
    /// The member that holds the name.
    pub name: Option<String>,
    /// The member that holds the code.
    pub code: Option<String>,
}

/// For `person`, at an object.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonRule {
    /// The member that holds the name.
    pub name: String,
    /// The member that holds the office.
    pub office: Option<String>,
    /// The member that holds the country or body the person stands for.
    pub side: Option<String>,
}

/// A member of an object, or a value that is the same for all objects.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Member {
    /// The member of this name.
    Named(String),
    /// This value, in every object.
    Const {
        /// The value.
        #[serde(rename = "const")]
        value: String,
    },
}

/// For `quantity`: at an object, or at the number itself.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantityRule {
    /// The member that holds the number; the value itself where absent.
    pub value: Option<String>,
    /// Currency, `percent`, unit of time, or the noun that is counted.
    pub unit: Option<Member>,
    /// Whether it is `money`, `count`, `percent`, `duration`, `ordinal` or `measure`.
    pub kind: Option<Member>,
    /// The bound or approximation; `exact` where it is absent.
    pub comparator: Option<Member>,
    /// The member that holds the second bound of a range.
    pub upper: Option<String>,
    /// Whether the number is an `increase` or a `decrease`.
    pub change: Option<Member>,
    /// The period in which the number recurs.
    pub per: Option<Member>,
    /// What the recorded number is multiplied by to give the number of the source: 1000000 where
    /// millions are recorded.
    pub scale: Option<serde_json::Number>,
    /// Values of the schema that mean one of this vocabulary: `{"up": "increase"}`.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
}

/// For `date`: at an object, or at the EDTF date itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateRule {
    /// The member that holds the source's words.
    pub text: Option<String>,
    /// The member that holds the EDTF date; the value itself where neither is named.
    pub edtf: Option<String>,
    /// JSON Pointer to the date of publication, from which `next year` is counted.
    pub published: Option<String>,
    /// True where the date may be known from outside the text.
    #[serde(default)]
    pub outside: bool,
}

/// For `attribution`, at an object.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributionRule {
    /// The member that holds whose view it is.
    pub speaker: String,
    /// The member that holds the view.
    pub text: String,
    /// The member that is true where all sides share it.
    pub joint: Option<String>,
    /// The member that is true where the source puts it between quotation marks.
    pub quoted: Option<String>,
}

/// For `cue`: at the value itself, or at an object.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueRule {
    /// The member that holds the value; the value itself where absent.
    pub value: Option<String>,
    /// The values from weak to strong.
    pub order: Vec<String>,
    /// Values apart from the scale, such as what has been called off.
    #[serde(default)]
    pub apart: Vec<String>,
    /// Where the cues come from.
    pub cues: Cues,
    /// The member that says what the value is about.
    pub about: Option<String>,
    /// The member that says who commits himself.
    pub actors: Option<String>,
    /// The strongest value of what is only expected.
    pub expected: Option<String>,
    /// The strongest value of what depends on a condition.
    pub conditional: Option<String>,
    /// Values whose cues have another subject than those who commit themselves: `she welcomed his plan`.
    #[serde(default)]
    pub by_others: Vec<String>,
    /// Values that a source may tell without a cue, such as that something exists.
    #[serde(default)]
    pub untold: Vec<String>,
}

/// Where the cues of a set come from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Cues {
    /// One of the program's own sets.
    Builtin(CueSet),
    /// Phrases of the schema, by value.
    Listed(BTreeMap<String, Vec<String>>),
}

/// The program's own sets of cues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CueSet {
    /// How far a thing has come: discussed, proposed, supported, planned, agreed, signed,
    /// `under_way`, completed; declined, postponed, cancelled.
    Outcome,
}

/// For `reference`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceRule {
    /// JSON Pointers to where it may be declared; `*` stands for any item.
    pub to: Vec<String>,
    /// True where it may instead be the source's own words for one who is not named.
    #[serde(default)]
    pub words: bool,
}

/// Kinds of mention that a record is expected to account for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// Amounts of money.
    Money,
    /// Shares of a hundred.
    Percent,
    /// Numbers of things, and physical measures.
    Count,
    /// Lengths of time.
    Duration,
    /// People by name.
    Person,
    /// Bodies by name.
    Organization,
    /// Programmes, initiatives and forums by name.
    Programme,
    /// Sentences that tell of something proposed, planned, agreed or done.
    Commitment,
}

impl Grounding {
    /// What the annotation `value` says.
    ///
    /// # Errors
    ///
    /// Says in a clause what is wrong with it. A schema that was loaded with its vocabulary
    /// checked has no such annotation.
    pub fn of(value: &Value) -> Result<Self, String> {
        let mut members = value
            .as_object()
            .cloned()
            .ok_or("`grounding` must be an object")?;
        let list = |member: Option<Value>| member.unwrap_or_else(|| Value::Array(Vec::new()));
        let accounts_for = serde_json::from_value(list(members.remove("accounts_for")));
        let identity = serde_json::from_value(list(members.remove("identity")));
        let rule = if members.is_empty() {
            None
        } else {
            Some(serde_json::from_value(Value::Object(members)).map_err(|error| error.to_string())?)
        };
        Ok(Self {
            rule,
            accounts_for: accounts_for.map_err(|error| error.to_string())?,
            identity: identity.map_err(|error| error.to_string())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Cues, Grounding, Member, Rule};

    #[test]
    fn rules_are_read_as_the_vocabulary_says() {
        let quantity = json!({"as": "quantity", "value": "v", "unit": {"const": "percent"}, "names": {"up": "increase"}});
        let Ok(Some(Rule::Quantity(rule))) = Grounding::of(&quantity).map(|grounding| grounding.rule) else {
            panic!("a quantity rule");
        };
        assert_eq!(
            rule.unit,
            Some(Member::Const {
                value: "percent".to_owned()
            })
        );
        let cue = json!({"as": "cue", "order": ["a", "b"], "cues": {"a": ["is a"]}});
        let Ok(Some(Rule::Cue(rule))) = Grounding::of(&cue).map(|grounding| grounding.rule) else {
            panic!("a cue rule");
        };
        assert!(matches!(rule.cues, Cues::Listed(_)));
    }

    #[test]
    fn what_the_vocabulary_does_not_know_is_refused() {
        for wrong in [
            json!("phrase"),
            json!({"as": "hunch"}),
            json!({"as": "phrase", "loosely": true}),
            json!({"as": "person"}),
            json!({"accounts_for": ["rumours"]}),
        ] {
            assert!(Grounding::of(&wrong).is_err(), "{wrong}");
        }
    }
}
