//! What a difference means.

use std::fmt;

use clap::ValueEnum;
use serde::{Serialize, Serializer};

/// What a difference means, from the least serious to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ValueEnum)]
pub enum Class {
    /// Items of lists stand in another order.
    Order,
    /// The same words, written otherwise: white space, letter case, typographic marks, articles,
    /// where lines are wrapped.
    Wording,
    /// The same fact rests on another passage, or on more or less of it.
    EvidenceMoved,
    /// A status or comparator claims less: `agreed` became `proposed`, `exact` became `more_than`.
    Weaker,
    /// A status or comparator claims more.
    Stronger,
    /// A value of an object is another, is new, or is gone.
    FactChanged,
    /// An object is no longer there.
    FactRemoved,
    /// An object is new.
    FactAdded,
}

impl Class {
    /// All classes, the most serious first.
    pub const ALL: [Self; 8] = [
        Self::FactAdded,
        Self::FactRemoved,
        Self::FactChanged,
        Self::Stronger,
        Self::Weaker,
        Self::EvidenceMoved,
        Self::Wording,
        Self::Order,
    ];

    /// The least serious class that touches what a record says. What is below it leaves every fact
    /// as it was.
    pub const FACTS: Self = Self::Weaker;

    /// Its name in JSON and on the command line: `fact-changed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FactAdded => "fact-added",
            Self::FactRemoved => "fact-removed",
            Self::FactChanged => "fact-changed",
            Self::Stronger => "stronger",
            Self::Weaker => "weaker",
            Self::EvidenceMoved => "evidence-moved",
            Self::Wording => "wording",
            Self::Order => "order",
        }
    }

    /// The same for people: `fact changed`.
    pub fn words(self) -> &'static str {
        match self {
            Self::FactAdded => "fact added",
            Self::FactRemoved => "fact removed",
            Self::FactChanged => "fact changed",
            Self::EvidenceMoved => "evidence moved",
            other => other.as_str(),
        }
    }

    /// So many of it, for people: `2 facts changed`, `1 stronger`.
    pub fn counted(self, count: usize) -> String {
        match self.words().strip_prefix("fact ") {
            Some(what) if count != 1 => format!("{count} facts {what}"),
            _ => format!("{count} {self}"),
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Serialize for Class {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::Class;

    #[test]
    fn names_are_those_of_the_command_line_and_all_are_there() {
        let mut sorted = Class::ALL;
        sorted.sort_unstable();
        sorted.reverse();
        assert_eq!(sorted, Class::ALL);
        assert_eq!(Class::value_variants().len(), Class::ALL.len());
        for class in Class::ALL {
            let value = class.to_possible_value().expect("it has a name");
            assert_eq!(value.get_name(), class.as_str());
        }
    }
}
