//! The catalogue: what is done to a true record, and how far it must be told.

use serde::{Deserialize, Serialize};

/// One way to make a true record false.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operator {
    /// A digit of a number is another.
    Digit,
    /// A number is ten, a thousand or a million times as much, or the same part of it.
    Scale,
    /// A rise is a fall, a fall a rise.
    Direction,
    /// A bound or an approximation is dropped.
    ComparatorDropped,
    /// An exact number is given a bound.
    ComparatorAdded,
    /// A lower bound is an upper one, or the other way round.
    ComparatorTurned,
    /// An amount is in another currency.
    Currency,
    /// A number is of another unit, or counts another thing.
    Unit,
    /// A date is a day off.
    DateDay,
    /// A date is a month off.
    DateMonth,
    /// A date is a year off.
    DateYear,
    /// A date is given that the source leaves open.
    DateResolved,
    /// A name is another name of the same record.
    NameWithin,
    /// A name is one that the source does not have.
    NameForeign,
    /// A name has two letters in the wrong order.
    NameMisspelt,
    /// Two people have each other's office.
    OfficeSwapped,
    /// Two people stand for each other's side.
    SideSwapped,
    /// A view is given to somebody else of the record.
    SpeakerSwapped,
    /// One side's view, or commitment, is that of both.
    MadeJoint,
    /// A country is another.
    CountrySwapped,
    /// A thing has come one step further than the source tells.
    StatusByOne,
    /// A thing has come several steps further.
    StatusByMore,
    /// A negation is left out.
    NegationRemoved,
    /// A condition, an expectation or a doubt is left out.
    HedgeRemoved,
    /// One of the source's own words is another.
    WordAltered,
    /// One word of a quote is another.
    QuoteAltered,
    /// A quote is made of the halves of two sentences.
    QuoteStitched,
    /// An elision passes over a negation.
    Elision,
    /// A quote is that of another object.
    EvidenceSwapped,
    /// The offsets of a quote lead elsewhere.
    OffsetsShifted,
    /// An object is invented in the style of its neighbours.
    ObjectInvented,
    /// An object is left out.
    ObjectLeftOut,
    /// A list is left out.
    ListLeftOut,
    /// An object stands twice, its quote cut otherwise.
    ObjectDoubled,
}

/// Every operator, in the order of the catalogue.
pub const OPERATORS: &[Operator] = &[
    Operator::Digit,
    Operator::Scale,
    Operator::Direction,
    Operator::ComparatorDropped,
    Operator::ComparatorAdded,
    Operator::ComparatorTurned,
    Operator::Currency,
    Operator::Unit,
    Operator::DateDay,
    Operator::DateMonth,
    Operator::DateYear,
    Operator::DateResolved,
    Operator::NameWithin,
    Operator::NameForeign,
    Operator::NameMisspelt,
    Operator::OfficeSwapped,
    Operator::SideSwapped,
    Operator::SpeakerSwapped,
    Operator::MadeJoint,
    Operator::CountrySwapped,
    Operator::StatusByOne,
    Operator::StatusByMore,
    Operator::NegationRemoved,
    Operator::HedgeRemoved,
    Operator::WordAltered,
    Operator::QuoteAltered,
    Operator::QuoteStitched,
    Operator::Elision,
    Operator::EvidenceSwapped,
    Operator::OffsetsShifted,
    Operator::ObjectInvented,
    Operator::ObjectLeftOut,
    Operator::ListLeftOut,
    Operator::ObjectDoubled,
];

impl Operator {
    /// Its name in tables and in JSON: `comparator-dropped`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Digit => "digit",
            Self::Scale => "scale",
            Self::Direction => "direction",
            Self::ComparatorDropped => "comparator-dropped",
            Self::ComparatorAdded => "comparator-added",
            Self::ComparatorTurned => "comparator-turned",
            Self::Currency => "currency",
            Self::Unit => "unit",
            Self::DateDay => "date-day",
            Self::DateMonth => "date-month",
            Self::DateYear => "date-year",
            Self::DateResolved => "date-resolved",
            Self::NameWithin => "name-within",
            Self::NameForeign => "name-foreign",
            Self::NameMisspelt => "name-misspelt",
            Self::OfficeSwapped => "office-swapped",
            Self::SideSwapped => "side-swapped",
            Self::SpeakerSwapped => "speaker-swapped",
            Self::MadeJoint => "made-joint",
            Self::CountrySwapped => "country-swapped",
            Self::StatusByOne => "status-by-one",
            Self::StatusByMore => "status-by-more",
            Self::NegationRemoved => "negation-removed",
            Self::HedgeRemoved => "hedge-removed",
            Self::WordAltered => "word-altered",
            Self::QuoteAltered => "quote-altered",
            Self::QuoteStitched => "quote-stitched",
            Self::Elision => "elision",
            Self::EvidenceSwapped => "evidence-swapped",
            Self::OffsetsShifted => "offsets-shifted",
            Self::ObjectInvented => "object-invented",
            Self::ObjectLeftOut => "object-left-out",
            Self::ListLeftOut => "list-left-out",
            Self::ObjectDoubled => "object-doubled",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OPERATORS;

    #[test]
    fn the_list_has_every_operator_once_under_the_name_that_json_has() {
        let mut sorted = OPERATORS.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted, OPERATORS);
        for operator in OPERATORS {
            let json = serde_json::to_value(operator).expect("a name");
            assert_eq!(json, operator.name());
        }
    }
}
