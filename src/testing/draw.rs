//! Worlds drawn at random, for proptest.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use super::numbers::{BOUNDS, CURRENCIES, Count, SIGNS, Scale, Share, Sum, Time};
use super::style::Style;
use super::template::{TEMPLATES, Tells, Template};
use super::words::WORDS;
use super::world::{Leader, Told, World};

/// How many sentences at most follow the first.
const MOST: usize = 6;

/// Offices that stand before a name.
pub(super) const OFFICES: &[&str] = &[
    "President",
    "Prime Minister",
    "Chancellor",
    "Vice President",
    "Foreign Minister",
];

/// Worlds of all house styles.
///
/// They shrink to few sentences, the first words of each table, small and exact numbers.
pub fn worlds() -> impl Strategy<Value = World> {
    select(Style::ALL).prop_flat_map(worlds_in)
}

/// Worlds of one house style.
pub fn worlds_in(style: Style) -> impl Strategy<Value = World> {
    worlds_of(
        TEMPLATES
            .iter()
            .filter(move |template| template.style == style)
            .collect(),
    )
}

/// Worlds told in sentences out of `templates`, which are of one style and have a first sentence
/// among them.
///
/// # Panics
///
/// Where they have none, or nothing that may follow it.
pub fn worlds_of(templates: Vec<&'static Template>) -> impl Strategy<Value = World> {
    let (leads, others): (Vec<_>, Vec<_>) = templates
        .into_iter()
        .partition(|template| template.tells == Tells::Lead);
    let told = proptest::collection::vec(told(others), 0..=MOST);
    (leaders(), 1..=31_u8, select(leads), told).prop_map(|(leaders, day, lead, told)| World {
        style: lead.style,
        leaders,
        day,
        lead,
        told: distinct(told),
    })
}

fn leaders() -> impl Strategy<Value = [Leader; 2]> {
    let two = |count: usize| subsequence((0..count).collect::<Vec<_>>(), 2).prop_shuffle();
    let offices = (select(OFFICES), select(OFFICES));
    (two(WORDS.people.len()), two(WORDS.countries.len()), offices).prop_map(|(people, countries, offices)| {
        let leader = |at: usize, office| Leader {
            person: &WORDS.people[people[at]],
            office,
            country: &WORDS.countries[countries[at]],
        };
        [leader(0, offices.0), leader(1, offices.1)]
    })
}

/// A sentence out of `templates`, with all that may stand in it.
pub(super) fn told(templates: Vec<&'static Template>) -> impl Strategy<Value = Told> {
    let words = (
        select(templates),
        0..2_usize,
        any::<Index>(),
        subsequence((0..WORDS.subjects.len()).collect::<Vec<_>>(), 1..4).prop_shuffle(),
        select(WORDS.views.clone()),
        select(WORDS.causes.clone()),
        select(WORDS.programmes.clone()),
        any::<Index>(),
    );
    (words, sums(), shares(), counts(), times(), 1950..2020_u16).prop_map(
        |((template, about, deed, subjects, view, cause, programme, body), sum, share, count, time, year)| {
            Told {
                template,
                about,
                deed: deed.get(&WORDS.deeds),
                subjects: subjects.into_iter().map(|at| &WORDS.subjects[at]).collect(),
                view,
                cause,
                programme,
                body: body.get(&WORDS.bodies),
                sum,
                share,
                count,
                time,
                year,
            }
        },
    )
}

/// Sums of money.
pub fn sums() -> impl Strategy<Value = Sum> {
    let scale = select(&[Scale::Million, Scale::Billion][..]);
    let tenths = prop_oneof![(2..900_u32).prop_map(|number| number * 10), 11..1000_u32];
    (
        tenths,
        scale,
        select(CURRENCIES.iter().collect::<Vec<_>>()),
        select(BOUNDS),
    )
        .prop_map(|(tenths, scale, currency, bound)| Sum {
            tenths,
            scale,
            currency,
            bound,
        })
}

/// Shares.
pub fn shares() -> impl Strategy<Value = Share> {
    let tenths = prop_oneof![(2..100_u32).prop_map(|number| number * 10), 11..1000_u32];
    (tenths, select(SIGNS), select(BOUNDS)).prop_map(|(tenths, sign, bound)| Share { tenths, sign, bound })
}

/// Numbers of things: two or more.
pub fn counts() -> impl Strategy<Value = Count> {
    let number = prop_oneof![2..100_u32, 100..10_000_u32];
    (number, select(BOUNDS)).prop_map(|(number, bound)| Count { number, bound })
}

/// Times to come.
pub fn times() -> impl Strategy<Value = Time> {
    (2027..2036_u16, 0..=12_u8, any::<bool>()).prop_map(|(year, month, by)| Time { year, month, by })
}

/// The sentences without those that take up again what one before them is about.
fn distinct(told: Vec<Told>) -> Vec<Told> {
    let mut taken = BTreeSet::new();
    let mut kept = Vec::new();
    for one in told {
        let matters = one.matters();
        if matters.iter().all(|matter| !taken.contains(matter)) {
            taken.extend(matters);
            kept.push(one);
        }
    }
    kept
}
