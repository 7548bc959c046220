//! One fact of a drawn world, changed by itself.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;

use super::draw::told;
use super::template::TEMPLATES;
use super::world::{Told, World};

/// A fact in a sentence that can be another while all else stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// A sum of money.
    Sum,
    /// A share in per cent.
    Share,
    /// A number of things.
    Count,
    /// A time to come.
    Time,
    /// A year gone by.
    Year,
    /// What is said.
    View,
    /// What is welcomed.
    Cause,
    /// A programme.
    Programme,
    /// A body.
    Body,
}

/// All facts, with the slots in which they stand.
const SLOTS: &[(Fact, &[&str])] = &[
    (Fact::Sum, &["sum", "year.sum", "over.sum"]),
    (Fact::Share, &["share", "rise.share", "fall.share"]),
    (Fact::Count, &["count"]),
    (Fact::Time, &["when"]),
    (Fact::Year, &["Year"]),
    (Fact::View, &["view", "View"]),
    (Fact::Cause, &["cause"]),
    (Fact::Programme, &["programme"]),
    (Fact::Body, &["body"]),
];

impl Told {
    /// The facts of the sentence that [`Told::with`] can change.
    pub fn facts(&self) -> impl Iterator<Item = Fact> {
        let found = SLOTS
            .iter()
            .filter(|(_, slots)| slots.iter().any(|slot| self.has(slot)));
        found.map(|(fact, _)| *fact)
    }

    /// The same with `fact` as it is in `other`.
    #[must_use]
    pub fn with(mut self, fact: Fact, other: &Self) -> Self {
        match fact {
            Fact::Sum => self.sum = other.sum,
            Fact::Share => self.share = other.share,
            Fact::Count => self.count = other.count,
            Fact::Time => self.time = other.time,
            Fact::Year => self.year = other.year,
            Fact::View => self.view = other.view,
            Fact::Cause => self.cause = other.cause,
            Fact::Programme => self.programme = other.programme,
            Fact::Body => self.body = other.body,
        }
        self
    }

    /// How a readout words `fact`, whether or not the sentence has it.
    pub fn worded(&self, fact: Fact) -> String {
        match fact {
            Fact::Sum if self.has("over.sum") => self.sum.exact().written(),
            Fact::Sum => self.sum.written(),
            Fact::Share => self.share.written(),
            Fact::Count => self.count.written(),
            Fact::Time => self.time.written(),
            Fact::Year => self.year.to_string(),
            Fact::View => self.view.to_owned(),
            Fact::Cause => self.cause.to_owned(),
            Fact::Programme => self.programme.to_owned(),
            Fact::Body => self.body.name.to_owned(),
        }
    }
}

/// A world, and the same with one fact changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// As it was.
    pub before: World,
    /// As it is now.
    pub after: World,
    /// The sentence that has the fact, as an index of [`World::told`].
    pub sentence: usize,
    /// The fact that is another.
    pub fact: Fact,
}

/// Worlds out of `worlds`, each with one fact changed; worlds in which nothing can be changed are
/// passed over. No two sentences of the changed world are about the same.
pub fn changed(worlds: impl Strategy<Value = World>) -> impl Strategy<Value = Changed> {
    let other = told(TEMPLATES.iter().collect());
    (worlds, other, any::<Index>()).prop_filter_map("nothing changes", |(before, other, which)| {
        let facts: Vec<(usize, Fact)> = before
            .told
            .iter()
            .enumerate()
            .flat_map(|(at, told)| told.facts().map(move |fact| (at, fact)))
            .collect();
        let &(sentence, fact) = facts.get(which.index(facts.len().max(1)))?;
        let old = before.told.get(sentence)?;
        let new = old.clone().with(fact, &other);
        if new.worded(fact) == old.worded(fact) {
            return None;
        }
        let mut after = before.clone();
        after.told[sentence] = new;
        let mut taken = BTreeSet::new();
        let mut matters = after.told.iter().flat_map(|told| {
            let own: BTreeSet<&str> = told.matters().into_iter().collect();
            own
        });
        matters.all(|matter| taken.insert(matter)).then_some(Changed {
            before,
            after,
            sentence,
            fact,
        })
    })
}
