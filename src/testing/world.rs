//! A small true world: who met, and what a readout tells of it.

use std::{fmt, iter};

use super::numbers::{Count, Share, Sum, Time};
use super::style::Style;
use super::template::{Tells, Template, slots};
use super::words::{Body, Country, Deed, Person, Subject, WORDS, Words};
use crate::record::Sector;

/// A meeting of two leaders, and the sentences in which it is told.
///
/// [`World::readout`](Self::readout) writes it out. All fields are open, so that a test changes one
/// fact and writes the readout again.
#[derive(Clone, PartialEq, Eq)]
pub struct World {
    /// The house style.
    pub style: Style,
    /// The leaders, the host first.
    pub leaders: [Leader; 2],
    /// The day on which they met, of October 2025.
    pub day: u8,
    /// The first sentence.
    pub lead: &'static Template,
    /// What follows it.
    pub told: Vec<Told>,
}

/// Somebody who speaks for a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    /// The name.
    pub person: &'static Person,
    /// The office, as it stands before a name.
    pub office: &'static str,
    /// The state.
    pub country: &'static Country,
}

/// A sentence and all that may stand in it. What has no slot in the template plays no part.
#[derive(Clone, PartialEq, Eq)]
pub struct Told {
    /// The sentence.
    pub template: &'static Template,
    /// The leader that it is about: 0 or 1.
    pub about: usize,
    /// What was done, agreed, planned or proposed.
    pub deed: &'static Deed,
    /// What was taken up.
    pub subjects: Vec<&'static Subject>,
    /// What was said.
    pub view: &'static str,
    /// What was welcomed.
    pub cause: &'static str,
    /// A programme.
    pub programme: &'static str,
    /// A body.
    pub body: &'static Body,
    /// A sum of money.
    pub sum: Sum,
    /// A share.
    pub share: Share,
    /// A number of things.
    pub count: Count,
    /// A time to come.
    pub time: Time,
    /// A year gone by.
    pub year: u16,
}

impl World {
    /// The plainest world that is told in the sentences of these names, the first of them the lead:
    /// for each table its first words, or the next ones where a sentence before has them. `None`
    /// where there is no such sentence.
    ///
    /// ```
    /// use rapporteur::testing::World;
    /// let world = World::plain(&["press/lead-negotiations", "press/proposed-it"]).expect("two names");
    /// assert!(world.readout().text.contains("It was proposed to "));
    /// ```
    pub fn plain(names: &[&str]) -> Option<Self> {
        let (lead, others) = names.split_first()?;
        let lead = Template::named(lead).filter(|template| template.tells == Tells::Lead)?;
        let leader = |at: usize, office| {
            Some(Leader {
                person: WORDS.people.get(at)?,
                office,
                country: WORDS.countries.get(at)?,
            })
        };
        let told = others
            .iter()
            .enumerate()
            .map(|(at, name)| Told::plain(Template::named(name)?, at));
        Some(Self {
            style: lead.style,
            leaders: [leader(0, "President")?, leader(1, "Prime Minister")?],
            day: 1,
            lead,
            told: told.collect::<Option<_>>()?,
        })
    }

    /// The same with the two leaders, and their countries, in each other's place.
    #[must_use]
    pub fn swapped(mut self) -> Self {
        self.leaders.swap(0, 1);
        self
    }

    /// The same without the sentence at `index` of [`told`](Self::told).
    #[must_use]
    pub fn without(mut self, index: usize) -> Self {
        if index < self.told.len() {
            self.told.remove(index);
        }
        self
    }
}

impl Leader {
    /// The name as fully as a readout gives it.
    pub fn name(&self) -> String {
        format!("{} {}", self.person.given, self.person.surname)
    }
}

impl Told {
    /// The sentence with the words at `at` of each table, and plain numbers.
    fn plain(template: &'static Template, at: usize) -> Option<Self> {
        let words: &'static Words = &WORDS;
        Some(Self {
            template,
            about: 0,
            deed: nth(&words.deeds, at)?,
            subjects: vec![nth(&words.subjects, at)?],
            view: *nth(&words.views, at)?,
            cause: *nth(&words.causes, at)?,
            programme: *nth(&words.programmes, at)?,
            body: nth(&words.bodies, at)?,
            sum: Sum::plain(),
            share: Share::plain(),
            count: Count::plain(),
            time: Time::plain(),
            year: 1992,
        })
    }

    /// True where the sentence, or the deed in it, has a slot of that name.
    pub fn has(&self, slot: &str) -> bool {
        let named = |text: &str| slots(text).any(|found| found.split(' ').next() == Some(slot));
        named(self.template.sentence) || self.deed_as_told().is_some_and(named)
    }

    /// True where the sentence has a slot for the deed.
    pub fn tells_deed(&self) -> bool {
        self.deed_as_told().is_some()
    }

    /// The deed in the shape in which the sentence has it.
    pub(super) fn deed_as_told(&self) -> Option<&'static str> {
        slots(self.template.sentence).find_map(|slot| self.deed_in(slot))
    }

    /// The deed in the shape that a slot asks for.
    pub(super) fn deed_in(&self, slot: &str) -> Option<&'static str> {
        match slot {
            "do" => Some(self.deed.infinitive),
            "doing" => Some(self.deed.gerund),
            "noun" => Some(self.deed.noun),
            _ => None,
        }
    }

    /// The fields that the sentence names.
    pub fn sectors(&self) -> Vec<Sector> {
        let own = self.template.sectors.iter().map(|&(sector, _)| sector);
        let deed = self
            .deed_as_told()
            .into_iter()
            .flat_map(|_| self.deed.sectors.iter().copied());
        let taken_up = self.subjects.iter().map(|subject| subject.sector);
        let taken_up = taken_up.filter(|_| self.template.has("topics"));
        own.chain(deed).chain(taken_up).collect()
    }

    /// The words that tell one sentence of a readout from another: what it is about.
    pub(super) fn matters(&self) -> Vec<&'static str> {
        let mut matters = vec![self.template.name];
        if self.tells_deed() {
            matters.push(self.deed.infinitive);
        }
        for (slot, matter) in [
            ("view", self.view),
            ("View", self.view),
            ("cause", self.cause),
            ("programme", self.programme),
            ("body", self.body.name),
        ] {
            if self.has(slot) {
                matters.push(matter);
            }
        }
        matters.extend(self.sectors().into_iter().map(Sector::as_str));
        matters
    }
}

/// The names of the sentences and the text: what is needed to see a failure, and to make a case of it.
impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.told.iter().map(|told| told.template.name);
        let names: Vec<&str> = iter::once(self.lead.name).chain(names).collect();
        write!(f, "World of {names:?}:\n{}", self.readout().text)
    }
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Told as {:?}", self.template.name)
    }
}

/// The item at `at`, counted round and round.
fn nth<T>(items: &[T], at: usize) -> Option<&T> {
    items.get(at.checked_rem(items.len())?)
}
