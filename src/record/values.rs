//! The value sets of the record.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};

/// A word that is not in the value set where it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {set} `{found}`, expected one of {}", listed(.expected))]
pub struct UnknownValue {
    /// What the value set is called.
    pub set: &'static str,
    /// The word that was found.
    pub found: String,
    /// The words of the set.
    pub expected: &'static [&'static str],
}

fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// Defines a closed set of words as an enum that is written and read as those words.
macro_rules! value_set {
    (
        $(#[$about:meta])*
        $name:ident, $set:literal {
            $($(#[$meaning:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $(
                #[doc = concat!("`", $word, "`.")]
                $(#[$meaning])*
                $variant,
            )+
        }

        impl $name {
            /// Every value, in the order of the format's definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Every value's word, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word that stands for it in a record.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownValue;

            fn from_str(word: &str) -> Result<Self, UnknownValue> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(UnknownValue {
                        set: $set,
                        found: word.to_string(),
                        expected: Self::WORDS,
                    }),
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    };
}

value_set! {
    /// The format and version that a record names in its first line.
    #[derive(Default)]
    Version, "record format" {
        #[default]
        V1 = "summit-summary/1",
    }
}

value_set! {
    /// What sort of event took place.
    EventKind, "kind of event" {
        Summit = "summit",
        Talks = "talks",
        Meeting = "meeting",
        PhoneCall = "phone_call",
        VideoCall = "video_call",
        StateVisit = "state_visit",
        OfficialVisit = "official_visit",
        WorkingVisit = "working_visit",
        Visit = "visit",
        Reception = "reception",
        Ceremony = "ceremony",
        Forum = "forum",
        Consultations = "consultations",
        Other = "other",
    }
}

value_set! {
    /// How many sides took part.
    EventFormat, "format of an event" {
        Bilateral = "bilateral",
        Trilateral = "trilateral",
        Multilateral = "multilateral",
    }
}

value_set! {
    /// What a party is.
    PartyKind, "kind of party" {
        State = "state",
        Organization = "organization",
    }
}

value_set! {
    /// The field that a topic belongs to.
    Sector, "sector" {
        Politics = "politics",
        Economy = "economy",
        Parliament = "parliament",
        Regions = "regions",
        Trade = "trade",
        Investment = "investment",
        Finance = "finance",
        Energy = "energy",
        GreenEnergy = "green_energy",
        Climate = "climate",
        Nuclear = "nuclear",
        OilGas = "oil_gas",
        Petrochemicals = "petrochemicals",
        Mining = "mining",
        Geology = "geology",
        Industry = "industry",
        MachineBuilding = "machine_building",
        Transport = "transport",
        Infrastructure = "infrastructure",
        Digital = "digital",
        Science = "science",
        Space = "space",
        Education = "education",
        HumanResources = "human_resources",
        Labour = "labour",
        Gender = "gender",
        Culture = "culture",
        Humanitarian = "humanitarian",
        Sport = "sport",
        Media = "media",
        Tourism = "tourism",
        Healthcare = "healthcare",
        Agriculture = "agriculture",
        Water = "water",
        Environment = "environment",
        Migration = "migration",
        Consular = "consular",
        Security = "security",
        Defence = "defence",
        HumanRights = "human_rights",
        PeaceProcess = "peace_process",
        DevelopmentAid = "development_aid",
        InternationalOrganizations = "international_organizations",
        Other = "other",
    }
}

value_set! {
    /// What sort of body an organization is.
    OrganizationKind, "kind of organization" {
        Company = "company",
        FinancialInstitution = "financial_institution",
        GovernmentBody = "government_body",
        InternationalOrganization = "international_organization",
        Education = "education",
        CivilSociety = "civil_society",
        Other = "other",
    }
}

value_set! {
    /// What sort of number a figure is. It decides what its unit must be.
    FigureKind, "kind of figure" {
        /// The unit is an ISO 4217 code.
        Money = "money",
        /// The unit is the counted noun phrase in the source's words.
        Count = "count",
        /// The unit is `percent`.
        Percent = "percent",
        /// The unit is a [`TimeUnit`].
        Duration = "duration",
        /// A place in an order: first, 50th.
        Ordinal = "ordinal",
        /// The unit is the source's word for it: megawatts, hectares.
        Measure = "measure",
    }
}

value_set! {
    /// How a number relates to what the source says; the names of the TIMEX3 attribute `mod`.
    #[derive(Default)]
    Comparator, "comparator" {
        /// What a figure without a comparator has.
        #[default]
        Exact = "exact",
        /// Over, above.
        MoreThan = "more_than",
        /// Under, below.
        LessThan = "less_than",
        /// At least.
        EqualOrMore = "equal_or_more",
        /// At most, up to.
        EqualOrLess = "equal_or_less",
        /// About, nearly.
        Approx = "approx",
    }
}

value_set! {
    /// Whether a figure is a rise or a fall.
    Change, "change" {
        Increase = "increase",
        Decrease = "decrease",
    }
}

value_set! {
    /// A unit of time, in the singular: that of a duration, or how often a figure recurs.
    TimeUnit, "unit of time" {
        Second = "second",
        Minute = "minute",
        Hour = "hour",
        Day = "day",
        Week = "week",
        Month = "month",
        Quarter = "quarter",
        Year = "year",
        Decade = "decade",
        Century = "century",
    }
}

value_set! {
    /// What sort of thing was done, agreed, planned or proposed.
    OutcomeKind, "kind of outcome" {
        Agreement = "agreement",
        JointStatement = "joint_statement",
        Project = "project",
        ProjectPortfolio = "project_portfolio",
        InvestmentPlatform = "investment_platform",
        LoanOrGrant = "loan_or_grant",
        Investment = "investment",
        Purchase = "purchase",
        EconomicZone = "economic_zone",
        Programme = "programme",
        Institution = "institution",
        WorkingGroup = "working_group",
        Forum = "forum",
        Visit = "visit",
        TradeTarget = "trade_target",
        VisaOrTravel = "visa_or_travel",
        Exchange = "exchange",
        SecurityMeasure = "security_measure",
        Sanction = "sanction",
        Cooperation = "cooperation",
        Other = "other",
    }
}

value_set! {
    /// How far an outcome has come. See [`Status::strength`] for the order.
    Status, "status" {
        /// Considered, exchanged views, stressed the importance of.
        Discussed = "discussed",
        /// One side proposed, suggested, initiated.
        Proposed = "proposed",
        /// A proposal was backed, welcomed, approved of.
        Supported = "supported",
        /// Will, intends, is to; plans were announced.
        Planned = "planned",
        /// Agreed, agreement was reached, decided together.
        Agreed = "agreed",
        /// Signed, adopted, concluded.
        Signed = "signed",
        /// Being carried out, launched, operating.
        UnderWay = "under_way",
        /// Formed, opened, delivered, has been done.
        Completed = "completed",
        /// Apart from the scale: refused.
        Declined = "declined",
        /// Apart from the scale: put off.
        Postponed = "postponed",
        /// Apart from the scale: called off.
        Cancelled = "cancelled",
    }
}

value_set! {
    /// What a speaker did in saying something.
    Act, "act" {
        /// Also for described and outlined.
        Said = "said",
        Noted = "noted",
        Emphasized = "emphasized",
        Welcomed = "welcomed",
        Praised = "praised",
        Thanked = "thanked",
        Congratulated = "congratulated",
        Condemned = "condemned",
        ExpressedConcern = "expressed_concern",
        Reaffirmed = "reaffirmed",
        CalledFor = "called_for",
        Warned = "warned",
        Invited = "invited",
    }
}

impl Status {
    /// Its place on the scale, from 0 (`discussed`) to 7 (`completed`).
    ///
    /// `None` for `declined`, `postponed` and `cancelled`, which are neither weaker nor stronger
    /// than any other status; for that reason statuses have no order of their own.
    pub fn strength(self) -> Option<u8> {
        match self {
            Self::Discussed => Some(0),
            Self::Proposed => Some(1),
            Self::Supported => Some(2),
            Self::Planned => Some(3),
            Self::Agreed => Some(4),
            Self::Signed => Some(5),
            Self::UnderWay => Some(6),
            Self::Completed => Some(7),
            Self::Declined | Self::Postponed | Self::Cancelled => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, Sector, Status};

    #[test]
    fn words_and_values_stand_for_each_other() {
        for (&sector, &word) in Sector::ALL.iter().zip(Sector::WORDS) {
            assert_eq!(sector.as_str(), word);
            assert_eq!(word.parse(), Ok(sector));
        }
    }

    #[test]
    fn the_scale_runs_from_weak_to_strong() {
        let scale: Vec<u8> = Status::ALL.iter().filter_map(|s| s.strength()).collect();
        assert_eq!(scale, [0, 1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn an_unknown_word_is_told_with_those_that_are_known() {
        let error = "Said".parse::<Act>().expect_err("letter case counts");
        let message = error.to_string();
        assert!(message.starts_with("unknown act `Said`, expected one of `said`, `noted`"));
    }
}
