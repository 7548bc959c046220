//! Mentions: typed expressions of a text, each with its place.
//!
//! This is the floor on which readers and checkers stand. It tells what is written; what it means
//! for a record (who takes part, what was agreed) is read above it.

mod amount;
mod body;
mod calendar;
mod country;
mod date;
mod digits;
mod duration;
mod fraction;
mod listed;
mod money;
mod name;
mod number;
mod number_words;
mod office;
mod person;
mod quantity;
mod quotation;
mod relative_date;
mod written_date;
mod year;

pub use body::BodyMention;
pub use calendar::{WEEKDAYS, month};
pub use country::CountryMention;
pub use date::DateMention;
pub use name::{NameKind, NameMention};
pub use number::NumberMention;
pub use person::{PersonMention, is_particle};
pub use quantity::{Quantity, QuantityKind};
pub use quotation::{Quotation, quotations};

use jiff::civil::Date;
use money::Currencies;

use crate::document::{Outline, Span};
use crate::lexicon::{CountryForm, Starts};

/// All mentions of one text, each list in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Countries by name, people, or capital.
    pub countries: Vec<CountryMention>,
    /// International bodies.
    pub bodies: Vec<BodyMention>,
    /// Countries, and the bodies that take part in talks as states do (`EU`, `UN`).
    pub sides: Vec<CountryMention>,
    /// Bodies and programmes whose own words show what they are.
    pub names: Vec<NameMention>,
    /// People, and offices that stand for them.
    pub people: Vec<PersonMention>,
    /// Numbers, whatever they count.
    pub numbers: Vec<NumberMention>,
    /// Numbers that carry a fact.
    pub quantities: Vec<Quantity>,
    /// Dates.
    pub dates: Vec<DateMention>,
    /// Passages between quotation marks.
    pub quotations: Vec<Quotation>,
}

impl Mentions {
    /// The mentions of `text`, whose outline is `outline`. Relative dates have no EDTF date.
    pub fn of(text: &str, outline: &Outline) -> Self {
        Self::published(text, outline, None)
    }

    /// The mentions of a text that was published on `day`, from which its relative dates count.
    pub fn published(text: &str, outline: &Outline, day: Option<Date>) -> Self {
        let starts = Starts::among(text, outline.tokens());
        let mut countries = country::countries(text, &starts);
        let currencies = Currencies::of(text, &starts, &countries);
        // `US` of `US$5` and `Japanese` of `Japanese yen` tell of the currency.
        countries.retain(|country| !currencies.overlap(country.span));
        let mut sides = countries.clone();
        let bodies = body::bodies(text, &starts);
        sides.extend(country::coded_bodies(&bodies));
        sides.sort_by_key(|side| (side.span.start, std::cmp::Reverse(side.span.end)));
        sides.dedup_by(|next, before| before.span.overlaps(next.span));
        let people = person::people(text, outline, &sides);
        // `Jordan` of `Michael Jordan` is a name of his, and no country.
        countries.retain(|country| {
            let index = people.partition_point(|person| person.span.end <= country.span.start);
            let name = people.get(index).and_then(|person| person.name);
            country.form == CountryForm::Demonym
                || !name.is_some_and(|name| name.contains(country.span) && name != country.span)
        });
        let quotations = quotation::between_marks(text, outline.paragraphs());
        let mut names = name::names(text, outline, &quotations, &countries);
        // A name that runs into a person (`Forum President Ana Berg`) was read too far.
        names.retain(|name| {
            let index = people.partition_point(|person| person.span.end <= name.name.start);
            let person = people.get(index).and_then(|person| person.name);
            !person.is_some_and(|own| own.overlaps(name.name))
        });
        let dates = date::dates(text, outline, day);
        let mut taken: Vec<Span> = names.iter().map(|name| name.span).collect();
        taken.extend(
            dates
                .iter()
                .filter(|date| date.date.of(text).contains(|ch: char| ch.is_ascii_digit()))
                .map(|date| date.date),
        );
        taken.sort_unstable();
        let quantities = quantity::quantities(text, outline, &currencies, &taken);
        Self {
            countries,
            bodies,
            sides,
            names,
            people,
            numbers: number::numbers(text, outline),
            quantities,
            dates,
            quotations,
        }
    }
}
