//! Sentences with slots, from the table.

use std::str::FromStr;
use std::sync::LazyLock;

use super::style::Style;
use super::words::rows;
use crate::record::Sector;

/// A sentence with slots, as a house style has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The name of its style, a stroke, and what tells it from others of the style.
    pub name: &'static str,
    /// Whose house style it is.
    pub style: Style,
    /// What it tells.
    pub tells: Tells,
    /// The words of the record that it stands for: the kind of an event; the status of an outcome,
    /// its kind where the deed does not tell it, its act where it is a statement as well; the act of
    /// a statement.
    pub value: &'static str,
    /// Whose outcome or statement it is.
    pub whose: Whose,
    /// True where an outcome is told by the word of one leader.
    pub told: bool,
    /// The fields that its own words name, and the words.
    pub sectors: Vec<(Sector, &'static str)>,
    /// The sentence, with its slots between braces, and what is the title of an outcome or the text
    /// of a statement between brackets.
    pub sentence: &'static str,
}

/// What a sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// Who met: the first sentence.
    Lead,
    /// What was taken up.
    Topics,
    /// What came of it.
    Outcome,
    /// A number.
    Figure,
    /// What somebody said.
    Statement,
    /// When something was.
    Date,
}

/// Whose an outcome or a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Nobody is named.
    Nobody,
    /// One leader, or his country.
    One,
    /// Both sides.
    Both,
}

/// All sentences, in the order of their names.
pub(super) static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    rows(TABLE, |cell| {
        let (whose, told) = match cell(3) {
            "" => (Whose::Nobody, false),
            "x" => (Whose::One, false),
            "x told" => (Whose::One, true),
            "both" => (Whose::Both, false),
            "both told" => (Whose::Both, true),
            _ => return None,
        };
        Some(Template {
            name: cell(0),
            style: Style::named(cell(0).split_once('/')?.0)?,
            tells: match cell(1) {
                "lead" => Tells::Lead,
                "topics" => Tells::Topics,
                "outcome" => Tells::Outcome,
                "figure" => Tells::Figure,
                "statement" => Tells::Statement,
                "date" => Tells::Date,
                _ => return None,
            },
            value: cell(2),
            whose,
            told,
            sectors: cell(4).split('|').filter_map(sector).collect(),
            sentence: cell(5),
        })
    })
});

fn sector(cell: &'static str) -> Option<(Sector, &'static str)> {
    let (sector, words) = cell.split_once(':')?;
    Some((sector.parse().ok()?, words))
}

const TABLE: &str = include_str!("data/templates.tsv");

impl Template {
    /// All sentences of all styles, in the order of their names.
    pub fn all() -> &'static [Template] {
        &TEMPLATES
    }

    /// The sentence of that name.
    pub fn named(name: &str) -> Option<&'static Template> {
        TEMPLATES.iter().find(|template| template.name == name)
    }

    /// The word of its value that is one of the set `T`.
    pub(super) fn word<T: FromStr>(&self) -> Option<T> {
        self.value.split(' ').find_map(|word| word.parse().ok())
    }

    /// True where the sentence takes up the one before it by a pronoun, and so has to stay behind it.
    pub fn refers_back(&self) -> bool {
        self.sentence.starts_with("They ")
    }

    /// True where the sentence has a slot of that name.
    pub fn has(&self, slot: &str) -> bool {
        slots(self.sentence).any(|found| found.split(' ').next() == Some(slot))
    }
}

/// The names of the slots of a text, in its order.
pub(super) fn slots(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(slot, _)| slot))
}

/// `text` with each slot replaced by what `fill` gives for it.
pub(super) fn filled(text: &str, mut fill: impl FnMut(&str) -> String) -> String {
    let mut parts = text.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (slot, rest) = part.split_once('}').unwrap_or(("", part));
        out.push_str(&fill(slot));
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{TABLE, TEMPLATES, Tells, filled, slots};
    use crate::lexicon::Table;
    use crate::record::{Act, EventKind, OutcomeKind, Status};
    use crate::testing::Style;

    #[test]
    fn every_sentence_is_read_and_stands_in_order() {
        let table = Table::new(TABLE);
        let width = table.columns().len();
        assert!(table.rows().all(|row| row.width() == width));
        assert_eq!(table.rows().count(), TEMPLATES.len(), "a row is not understood");
        assert!(TEMPLATES.is_sorted_by(|one, next| one.name < next.name));
        for (row, template) in table.rows().zip(TEMPLATES.iter()) {
            assert_eq!(row.values(4).count(), template.sectors.len(), "{}", template.name);
        }
    }

    #[test]
    fn every_value_is_one_of_the_record() {
        for template in TEMPLATES.iter() {
            let known = match template.tells {
                Tells::Lead => template.word::<EventKind>().is_some(),
                Tells::Outcome => template.word::<Status>().is_some(),
                Tells::Statement => template.word::<Act>().is_some(),
                Tells::Topics | Tells::Figure | Tells::Date => template.value.is_empty(),
            };
            let mut words = template.value.split(' ').filter(|word| !word.is_empty());
            let known = known
                && words.all(|word| {
                    let outcome = word.parse::<Status>().is_ok() || word.parse::<OutcomeKind>().is_ok();
                    outcome || word.parse::<Act>().is_ok() || word.parse::<EventKind>().is_ok()
                });
            assert!(known, "{}: {:?}", template.name, template.value);
            let marked = template.sentence.matches(['[', ']']).count();
            let marks = usize::from(matches!(
                template.tells,
                Tells::Outcome | Tells::Statement | Tells::Date
            )) * 2;
            assert_eq!(marked, marks, "{}", template.name);
        }
    }

    #[test]
    fn every_style_opens_a_readout_and_tells_of_outcomes() {
        for &style in Style::ALL {
            for tells in [Tells::Lead, Tells::Outcome, Tells::Statement, Tells::Figure] {
                let found = TEMPLATES
                    .iter()
                    .any(|one| one.style == style && one.tells == tells);
                assert!(found, "{style:?} has no sentence for {tells:?}");
            }
        }
    }

    #[test]
    fn slots_are_found_and_filled() {
        assert_eq!(slots("{a} met {b.full}.").collect::<Vec<_>>(), ["a", "b.full"]);
        assert_eq!(filled("{a} met {b}.", str::to_uppercase), "A met B.");
        assert_eq!(filled("no slots", |_| unreachable!()), "no slots");
    }
}
