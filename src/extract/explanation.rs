//! Why an object stands in a record: the rule that made it, and the words it went by.

use serde::Serialize;

use crate::record::Selector;

/// Why one object of a record is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// JSON Pointer to the object in the record: `/outcomes/2`.
    pub pointer: String,
    /// The rule that made it.
    pub rule: Rule,
    /// The passages that the rule went by, in the order of the rule's own reasons: for an outcome
    /// its subject and its cue, for a topic the word that tells the sector.
    pub cues: Vec<Selector>,
}

macro_rules! rules {
    ($($variant:ident $name:literal $meaning:literal,)*) => {
        /// A rule of the built-in reader.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum Rule {
            $(
                #[doc = $meaning]
                #[serde(rename = $name)]
                $variant,
            )*
        }

        impl Rule {
            /// All rules, in the order of the record's sections.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The rule's name, as it is printed: the section, a dot, what it goes by.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What the rule does, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

rules! {
    EventCue "event.cue" "The first words that name a kind of meeting say what took place.",
    EventNone "event.none" "No words name a kind of meeting, so the kind is left open.",
    PartyLeader "party.leader" "A state takes part whose leader or minister is named in the lead.",
    PartyNamed "party.named" "A state takes part that the text joins with another party, or names most where it speaks for itself.",
    ParticipantLead "participant.lead" "A person with an office is named in the lead.",
    ParticipantSpeaker "participant.speaker" "A person is quoted or reported.",
    ParticipantPresent "participant.present" "A person with an office of a party is met, or is said to be present.",
    TopicStrong "topic.strong" "A word that always tells a field.",
    TopicListed "topic.listed" "A word that tells a field, in a sentence about what was taken up.",
    ThirdParty "third_party.named" "A state is named that takes no part.",
    OrganizationHead "organization.head" "Capitalised words end in a noun that makes them a body's name.",
    OrganizationIntroduced "organization.introduced" "A noun before the name, or before its list, says what it is.",
    OrganizationNested "organization.nested" "A body is named inside the name of one of its parts.",
    OrganizationKnown "organization.known" "The name or acronym stands in the table of international bodies.",
    OrganizationAcronym "organization.acronym" "A word in capitals stands where the name of a body does.",
    ProgrammeHead "programme.head" "A noun such as programme or initiative stands in, or right behind, a name.",
    FigureQuantity "figure.quantity" "A number with what it is of.",
    FigureOrdinal "figure.ordinal" "An ordinal, or a number inside a compound, with what it counts.",
    OutcomeCue "outcome.cue" "A phrase tells that something was done, agreed, planned or proposed.",
    OutcomeItem "outcome.item" "An item of a list that such a phrase opens.",
    StatementReported "statement.reported" "A verb of speech gives a view to its subject.",
    StatementParticiple "statement.participle" "A participle of speech gives a view to the subject of the sentence.",
    StatementPassive "statement.passive" "A passive tells that a view was expressed, and not by whom.",
    StatementImpersonal "statement.impersonal" "It was noted, and nobody is named.",
    StatementQuoted "statement.quoted" "Quoted speech beside the words that say whose it is.",
    StatementQuotedOn "statement.quoted_on" "Quoted speech that goes on from an earlier sentence.",
    DateTold "date.told" "A date that is not the time of the event or of an outcome.",
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_says_what_it_does() {
        let mut names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Rule::ALL.len());
        for rule in Rule::ALL {
            assert!(rule.as_str().contains('.'), "{rule:?}");
            assert!(rule.meaning().ends_with('.'), "{rule:?}");
        }
    }
}
