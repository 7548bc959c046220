//! The words of drawn worlds, from the tables.

use std::sync::LazyLock;

use crate::lexicon::Table;
use crate::record::{OrganizationKind, OutcomeKind, Sector};

/// A state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub code: &'static str,
    /// Its English name, without an article.
    pub name: &'static str,
    /// Its name in a sentence: `the Netherlands`.
    pub in_sentence: String,
    /// The adjective that goes with it.
    pub adjective: &'static str,
    /// Its capital, or seat of government.
    pub capital: &'static str,
}

/// The name of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What stands before the surname.
    pub given: &'static str,
    /// The surname, with its particle.
    pub surname: &'static str,
}

/// Something that may be proposed, planned, agreed, done, in the three shapes that sentences need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Behind `to`.
    pub infinitive: &'static str,
    /// As a gerund.
    pub gerund: &'static str,
    /// As a noun.
    pub noun: &'static str,
    /// What sort of outcome it makes.
    pub kind: OutcomeKind,
    /// The fields that it touches.
    pub sectors: Vec<Sector>,
}

impl Person {
    /// All names, in the order of their table.
    pub fn all() -> &'static [Person] {
        &WORDS.people
    }
}

impl Deed {
    /// All deeds, in the order of their table.
    pub fn all() -> &'static [Deed] {
        &WORDS.deeds
    }
}

/// A subject that is taken up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The words for it.
    pub label: &'static str,
    /// The field it belongs to.
    pub sector: Sector,
}

/// A named body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The full name.
    pub name: &'static str,
    /// The short form that stands behind it in brackets; empty where there is none.
    pub acronym: &'static str,
    /// What sort of body it is.
    pub kind: OrganizationKind,
}

/// The built-in words, each list in the order of its table.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) countries: Vec<Country>,
    pub(super) people: Vec<Person>,
    pub(super) deeds: Vec<Deed>,
    pub(super) subjects: Vec<Subject>,
    pub(super) bodies: Vec<Body>,
    pub(super) programmes: Vec<&'static str>,
    pub(super) views: Vec<&'static str>,
    pub(super) causes: Vec<&'static str>,
}

/// The built-in words.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    countries: rows(COUNTRIES, |cell| {
        let article = if cell(2).is_empty() { "" } else { "the " };
        Some(Country {
            code: cell(0),
            name: cell(1),
            in_sentence: format!("{article}{}", cell(1)),
            adjective: cell(3),
            capital: cell(4),
        })
    }),
    people: rows(PEOPLE, |cell| {
        Some(Person {
            surname: cell(0),
            given: cell(1),
        })
    }),
    deeds: rows(DEEDS, |cell| {
        Some(Deed {
            infinitive: cell(0),
            gerund: cell(1),
            noun: cell(2),
            kind: cell(3).parse().ok()?,
            sectors: sectors(cell(4)),
        })
    }),
    subjects: rows(TOPICS, |cell| {
        Some(Subject {
            label: cell(0),
            sector: cell(1).parse().ok()?,
        })
    }),
    bodies: rows(BODIES, |cell| {
        Some(Body {
            name: cell(0),
            acronym: cell(1),
            kind: cell(2).parse().ok()?,
        })
    }),
    programmes: rows(PROGRAMMES, |cell| Some(cell(0))),
    views: rows(VIEWS, |cell| Some(cell(0))),
    causes: rows(CAUSES, |cell| Some(cell(0))),
});

const COUNTRIES: &str = include_str!("data/countries.tsv");
const PEOPLE: &str = include_str!("data/people.tsv");
const DEEDS: &str = include_str!("data/deeds.tsv");
const TOPICS: &str = include_str!("data/topics.tsv");
const BODIES: &str = include_str!("data/bodies.tsv");
const PROGRAMMES: &str = include_str!("data/programmes.tsv");
const VIEWS: &str = include_str!("data/views.tsv");
const CAUSES: &str = include_str!("data/causes.tsv");

/// What `read` makes of the rows of a table. That it makes something of each is held by a test.
pub(super) fn rows<T>(
    table: &'static str,
    read: impl Fn(&dyn Fn(usize) -> &'static str) -> Option<T>,
) -> Vec<T> {
    let rows = Table::new(table).rows();
    rows.filter_map(|row| read(&|column| row.cell(column))).collect()
}

/// The sectors of a cell, divided by `|`.
pub(super) fn sectors(cell: &str) -> Vec<Sector> {
    cell.split('|').filter_map(|word| word.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::{BODIES, CAUSES, COUNTRIES, DEEDS, PEOPLE, PROGRAMMES, TOPICS, VIEWS, WORDS};
    use crate::lexicon::Table;

    #[test]
    fn every_row_is_read_and_stands_in_order() {
        let read = [
            (COUNTRIES, WORDS.countries.len()),
            (PEOPLE, WORDS.people.len()),
            (DEEDS, WORDS.deeds.len()),
            (TOPICS, WORDS.subjects.len()),
            (BODIES, WORDS.bodies.len()),
            (PROGRAMMES, WORDS.programmes.len()),
            (VIEWS, WORDS.views.len()),
            (CAUSES, WORDS.causes.len()),
        ];
        for (text, count) in read {
            let table = Table::new(text);
            assert!(table.comments().next().is_some(), "{text}");
            let width = table.columns().len();
            let keys: Vec<&str> = table.rows().map(|row| row.cell(0)).collect();
            assert!(table.rows().all(|row| row.width() == width), "{text}");
            assert!(keys.is_sorted(), "{keys:?}");
            assert_eq!(
                keys.len(),
                count,
                "a row holds a word that no value set has: {text}"
            );
        }
    }

    #[test]
    fn every_sector_of_a_deed_is_one() {
        for (row, deed) in Table::new(DEEDS).rows().zip(&WORDS.deeds) {
            assert_eq!(row.values(4).count(), deed.sectors.len(), "{deed:?}");
        }
    }
}
