//! The people that a text names, each once.

use crate::document::{Span, TokenKind, tokens};
use crate::lexicon::{TITLES, TitleClass, body_gazetteer, function_word};
use crate::mentions::{Mentions, PersonMention};

use super::fold::{Level, folded};

/// The people that one text names, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    all: Vec<Person>,
}

/// One person, as all the mentions together tell of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    /// The words of the name, in small letters, without initials.
    pub(super) parts: Vec<String>,
    /// Codes of the countries that the text gives the person an office of.
    pub(super) countries: Vec<&'static str>,
    /// Offices, in small letters.
    pub(super) titles: Vec<String>,
    /// True where one of the offices is that of a head of state or government.
    pub(super) heads: bool,
    /// The first mention by name.
    pub(super) first: Span,
}

/// The words of a name that tell one person from another, in small letters.
pub(super) fn name_parts(name: &str) -> Vec<String> {
    let text = &*folded(name, Level::Search);
    let words = tokens(text);
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(token) = words.get(at) {
        if let Some(title) = TITLES.longest_at(text, &words, at) {
            at = title.after;
            continue;
        }
        let word = token.span.of(text);
        let is_suffix = matches!(word, "Jr" | "Sr" | "II" | "III" | "IV");
        if token.kind == TokenKind::Word
            && word.chars().count() > 1
            && !is_suffix
            && function_word(word).is_none()
        {
            parts.push(word.to_lowercase());
        }
        at += 1;
    }
    parts
}

/// The name that a mention gives to its office.
///
/// A name before an office is its holder's only where a mark closes the apposition: in `Addressing
/// Berg, the premier thanked` the premier is somebody else.
pub(super) fn own_name(text: &str, mention: &PersonMention) -> Option<Span> {
    let name = mention.name?;
    let apposed = mention.title.is_some_and(|title| name.end <= title.start);
    let follows = text.get(mention.span.end..).unwrap_or_default().trim_start();
    let closed =
        follows.is_empty() || follows.starts_with([',', '.', ';', ')']) || follows.starts_with("of ");
    (!apposed || closed || is_of_body(text, mention)).then_some(name)
}

/// True where the office of `mention` runs on into the name of a body: `Ana Berg, President of the European`
/// **Council**.
fn is_of_body(text: &str, mention: &PersonMention) -> bool {
    let words = mention
        .title
        .and_then(|title| text.get(title.start..))
        .unwrap_or_default();
    let clause = words.split([',', '.', ';', '\n']).next().unwrap_or_default();
    let end = mention
        .span
        .end
        .saturating_sub(mention.title.map_or(0, |title| title.start));
    body_gazetteer()
        .find(clause)
        .any(|hit| hit.span.start < end && end < hit.span.end && hit.span.end == clause.len())
}

impl People {
    /// The people named in `text`.
    pub(super) fn of(text: &str, mentions: &Mentions) -> Self {
        let mut people = Self::default();
        let mut named: Vec<(&PersonMention, Vec<String>)> = mentions
            .people
            .iter()
            .filter_map(|mention| Some((mention, name_parts(own_name(text, mention)?.of(text)))))
            .filter(|(_, parts)| !parts.is_empty())
            .collect();
        // Full names first, so that `President Biden` finds the person it belongs to.
        named.sort_by_key(|(mention, parts)| (std::cmp::Reverse(parts.len()), mention.span));
        for (mention, parts) in named.into_iter().take(MOST_MENTIONS) {
            people.add(text, mention, parts);
        }
        people
    }

    fn add(&mut self, text: &str, mention: &PersonMention, parts: Vec<String>) {
        let known = self.with_parts(&parts);
        let equal = known
            .iter()
            .copied()
            .find(|&index| self.get(index).is_some_and(|person| person.parts == parts));
        let index = if let [only] = known.as_slice() {
            *only
        } else if let Some(equal) = equal {
            equal
        } else {
            self.all.push(Person {
                parts,
                first: mention.span,
                ..Person::default()
            });
            self.all.len() - 1
        };
        let Some(person) = self.all.get_mut(index) else {
            return;
        };
        person.first = person.first.min(mention.span);
        if let Some(country) = mention.country
            && !person.countries.contains(&country.code)
        {
            person.countries.push(country.code);
        }
        if let Some(title) = mention.title {
            let title = title.of(text).to_lowercase();
            person.heads |= mention.class == TitleClass::Head;
            if !person.titles.contains(&title) {
                person.titles.push(title);
            }
        }
    }

    /// The person at `index`.
    pub(super) fn get(&self, index: usize) -> Option<&Person> {
        self.all.get(index)
    }

    /// All of them, by index.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Person)> {
        self.all.iter().enumerate()
    }

    /// Those whose name has all of `parts`, or is made of some of them.
    pub(super) fn with_parts(&self, parts: &[String]) -> Vec<usize> {
        if parts.is_empty() {
            return Vec::new();
        }
        let holds = |all: &[String], some: &[String]| some.iter().all(|part| all.contains(part));
        self.iter()
            .filter(|(_, person)| holds(&person.parts, parts) || holds(parts, &person.parts))
            .map(|(index, _)| index)
            .collect()
    }

    /// Those that `name` may mean.
    pub(super) fn named(&self, name: &str) -> Vec<usize> {
        self.with_parts(&name_parts(name))
    }

    /// The one person who holds an office: of `country` where it is told, with `title` in small letters.
    pub(super) fn holder(&self, title: &str, country: Option<&str>) -> Option<usize> {
        let mut fitting = self.iter().filter(|(_, person)| {
            let titled = person
                .titles
                .iter()
                .any(|own| own == title || own.ends_with(&format!(" {title}")));
            titled
                && country.is_none_or(|code| person.countries.is_empty() || person.countries.contains(&code))
        });
        let mut exact: Vec<usize> = fitting.by_ref().map(|(index, _)| index).collect();
        if exact.is_empty() {
            // `the premier` of a text that has a prime minister
            let wider = self.iter().filter(|(_, person)| {
                person.titles.iter().any(|own| is_other_word(title, own))
                    && country
                        .is_none_or(|code| person.countries.is_empty() || person.countries.contains(&code))
            });
            exact = wider.map(|(index, _)| index).collect();
        }
        match (exact.as_slice(), country) {
            ([only], _) => Some(*only),
            (several, Some(code)) => {
                let mut own = several.iter().filter(|&&index| {
                    self.get(index)
                        .is_some_and(|person| person.countries.contains(&code))
                });
                let first = own.next().copied();
                if own.next().is_none() { first } else { None }
            }
            _ => None,
        }
    }

    /// The leader of the state whose press service writes, where only one can be meant.
    pub(super) fn own_leader(&self) -> Option<usize> {
        let heads: Vec<(usize, &Person)> = self.iter().filter(|(_, person)| person.heads).collect();
        let mut own = heads.iter().filter(|(_, person)| person.countries.is_empty());
        match (own.next(), own.next()) {
            (Some((index, _)), None) => Some(*index),
            _ => None,
        }
    }
}

/// True where `title` is a word by which a text may go on of one whom it gave the office `own`.
fn is_other_word(title: &str, own: &str) -> bool {
    const WORDS: [(&str, &[&str]); 2] = [
        (
            "monarch",
            &["emir", "emperor", "empress", "king", "queen", "sultan"],
        ),
        ("premier", &["pm", "prime minister"]),
    ];
    let offices = WORDS.iter().find(|(word, _)| *word == title);
    offices.is_some_and(|(_, offices)| {
        offices
            .iter()
            .any(|office| own == *office || own.ends_with(&format!(" {office}")))
    })
}

/// More mentions by name than any readout has; the bound keeps the comparison of names in hand.
const MOST_MENTIONS: usize = 400;
