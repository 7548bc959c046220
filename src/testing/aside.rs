//! Sentences about something else: another meeting, other people, another year.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::draw::{OFFICES, sums};
use super::template::filled;
use super::words::{WORDS, rows};
use super::world::{Leader, World};

/// A sentence that tells nothing of the meeting that a readout is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its name in the table.
    pub name: &'static str,
    /// True where it tells of what the two sides have in common, and names a field of theirs by that.
    pub of_both: bool,
    /// The sentence, filled in.
    pub text: String,
}

struct Form {
    name: &'static str,
    of_both: bool,
    sentence: &'static str,
}

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    rows(TABLE, |cell| {
        Some(Form {
            name: cell(0),
            of_both: cell(1) == "both",
            sentence: cell(2),
        })
    })
});

const TABLE: &str = include_str!("data/asides.tsv");

/// Sentences about something else than the meeting of `world`, with people and states that take no
/// part in it, and years gone by.
///
/// [`World::readout_with`] puts one into a readout.
pub fn asides(world: &World) -> impl Strategy<Value = Aside> + use<> {
    let [host, guest] = world.leaders.clone();
    let countries: Vec<_> = WORDS.countries.iter().collect();
    let people: Vec<_> = WORDS.people.iter().collect();
    let others = (
        subsequence(without(countries, [host.country, guest.country]), 2),
        subsequence(without(people, [host.person, guest.person]), 2),
        select(OFFICES),
    );
    let others = others.prop_map(|(countries, people, office)| {
        [0, 1].map(|at| Leader {
            person: people[at],
            office,
            country: countries[at],
        })
    });
    let forms = select((0..FORMS.len()).collect::<Vec<_>>());
    (forms, others, 1950..2020_u16, sums()).prop_map(move |(form, others, year, sum)| {
        let Form {
            name,
            of_both,
            sentence,
        } = FORMS[form];
        let text = filled(sentence, |slot| {
            let (who, how) = slot.split_once('.').unwrap_or((slot, ""));
            match who {
                "a" => host.named(how),
                "b" => guest.named(how),
                "p" => others[0].named(how),
                "q" => others[1].named(how),
                "year" => year.to_string(),
                "sum" => sum.written(),
                _ => String::new(),
            }
        });
        Aside { name, of_both, text }
    })
}

fn without<T: PartialEq>(all: Vec<&'static T>, taken: [&'static T; 2]) -> Vec<&'static T> {
    all.into_iter().filter(|one| !taken.contains(one)).collect()
}

#[cfg(test)]
mod tests {
    use super::{FORMS, TABLE};
    use crate::lexicon::Table;
    use crate::testing::template::slots;

    #[test]
    fn every_row_is_read_and_every_slot_known() {
        let names: Vec<&str> = FORMS.iter().map(|form| form.name).collect();
        assert_eq!(names.len(), Table::new(TABLE).rows().count());
        assert!(names.is_sorted(), "{names:?}");
        let cells = Table::new(TABLE).rows().map(|row| row.cell(1));
        assert!(cells.into_iter().all(|cell| cell.is_empty() || cell == "both"));
        for form in FORMS.iter() {
            for slot in slots(form.sentence) {
                let (who, how) = slot.split_once('.').unwrap_or((slot, ""));
                let known = match who {
                    "a" | "b" | "p" | "q" => ["full", "the", "adjective", "capital"].contains(&how),
                    _ => slot == "year" || slot == "sum",
                };
                assert!(known, "{}: {slot}", form.name);
            }
        }
    }
}
