//! Who is who: the people of a document, and how a later word for one of them is understood.
//!
//! Mentions of one person are tied together where the words of the shorter name are among those of
//! the longer (`Lee` and `Lee Jae Myung`, `Biden` and `Joseph R. Biden, Jr.`), whichever end of the
//! name the surname stands at. An office without a name means the one person who holds it; where
//! several do, the one whose country nobody needs to tell: the publisher's own.

use std::collections::BTreeMap;

use crate::document::{Span, Token, WordBits, word_key};
use crate::lexicon::TitleClass;
use crate::mentions::PersonMention;

use super::figures;
use super::parties::{self, Party};
use super::reading::Reading;

/// A person told of by name.
pub(super) struct Person {
    /// As fully as the text ever gives it.
    pub(super) name: Span,
    /// The office as written.
    pub(super) role: Option<Span>,
    pub(super) class: TitleClass,
    /// ISO code of the country.
    pub(super) party: Option<&'static str>,
    /// The mention that tells the country; `None` where only the reading of the whole text does.
    pub(super) told_at: Option<Span>,
    /// Where country, title and name stand together.
    pub(super) mentions: Vec<Span>,
    /// True where the text speaks of one who is dead or no longer in office, or only of what was before.
    pub(super) past: bool,
}

/// Everyone the document tells of, and the states that take part.
pub(super) struct Cast {
    pub(super) people: Vec<Person>,
    pub(super) parties: Vec<Party>,
    /// Where the lead ends.
    pub(super) lead: usize,
    /// The party whose press service published the text, where it shows.
    pub(super) own: Option<&'static str>,
    /// The dollar that a bare `$` means in a text of that party.
    pub(super) dollar: Option<&'static str>,
    /// Each word of their names in small letters, in order.
    by_word: Vec<(String, Holder)>,
    /// Those words as a set.
    name_words: WordBits,
    by_office: Offices,
    /// The head whose country no mention tells.
    own_leader: Option<usize>,
}

impl Cast {
    /// The cast of `reading`.
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let mut people = gather(reading);
        let lead = parties::lead_end(reading);
        let mut parties = parties::parties(reading, &people, lead);
        let own = parties::place_own_people(reading, &mut people, &parties);
        parties::in_order_of_people(&mut parties, &people);
        let own_leader = own_leader(&people);
        let own = own.or_else(|| people.get(own_leader?)?.party);
        let by_word = words(reading.text, &people);
        Self {
            lead,
            own,
            dollar: figures::own_dollar(reading.text, own),
            name_words: by_word.iter().map(|(word, _)| word_key(word)).collect(),
            by_word,
            by_office: Offices::of(reading.text, &people, own_leader),
            people,
            parties,
            own_leader,
        }
    }

    /// The person that `mention` means, by name or by office.
    pub(super) fn person_of(&self, reading: &Reading<'_>, mention: &PersonMention) -> Option<usize> {
        if let Some(name) = mention.name {
            return self.named(name.of(reading.text));
        }
        let office = office(mention.title?.of(reading.text));
        let code = mention.country.map(|country| country.code);
        if code.is_some() && code == self.own {
            // `the Australian Prime Minister` in a text of the Australian Prime Minister's office.
            let own = self.by_office.holder(&office, code).and_then(Holder::one);
            return own.or_else(|| self.by_office.holder(&office, None)?.one());
        }
        self.by_office.holder(&office, code)?.one()
    }

    /// The one person among whose names the words of `name` are.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        let mut found = None;
        for word in name_words(name) {
            found = found.or(self.bearer(word)?.one());
        }
        found
    }

    /// Who bears `word`; `None` where nobody does.
    fn bearer(&self, word: &str) -> Option<Holder> {
        let small = (!word.is_ascii()).then(|| word.to_lowercase());
        let index = self.by_word.binary_search_by(|(known, _)| match &small {
            Some(small) => known.as_str().cmp(small),
            None => known
                .bytes()
                .cmp(word.bytes().map(|byte| byte.to_ascii_lowercase())),
        });
        self.by_word.get(index.ok()?).map(|(_, bearer)| *bearer)
    }

    /// The same for one word of `text`.
    pub(super) fn named_by(&self, text: &str, word: Token) -> Option<usize> {
        let may_name = !word.plain || self.name_words.meet(WordBits::of(word.key));
        may_name.then(|| self.named(word.span.of(text)))?
    }

    /// True where people of the cast hold the office of `mention`, though not one alone.
    pub(super) fn has_holder(&self, text: &str, mention: &PersonMention) -> bool {
        let Some(title) = mention.title else { return false };
        let code = mention.country.map(|country| country.code);
        self.by_office.holder(&office(title.of(text)), code).is_some()
    }

    /// The leader of the publisher's own state: the one head whose country no mention tells.
    pub(super) fn own_leader(&self) -> Option<usize> {
        self.own_leader
    }

    /// The head of state or government of `code`, where the text names one and no other; where it
    /// names none, the one person of that side.
    pub(super) fn head_of(&self, code: &str) -> Option<usize> {
        let of_side = self.people.iter().enumerate();
        let of_side: Vec<_> = of_side.filter(|(_, person)| person.party == Some(code)).collect();
        let is_head = |person: &Person| person.class == TitleClass::Head;
        let heads = of_side.iter().filter(|(_, person)| is_head(person)).count();
        let mut leaders = of_side.iter().filter(|(_, person)| heads == 0 || is_head(person));
        let (index, _) = leaders.next()?;
        leaders.next().is_none().then_some(*index)
    }

    /// True where `code` takes part.
    pub(super) fn has_party(&self, code: &str) -> bool {
        self.parties.iter().any(|party| party.code == code)
    }
}

/// Who has a name or an office: people by their places in the cast.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    One(usize),
    Several,
}

impl Holder {
    /// The person, where it is one.
    fn one(self) -> Option<usize> {
        match self {
            Self::One(index) => Some(index),
            Self::Several => None,
        }
    }
}

fn own_leader(people: &[Person]) -> Option<usize> {
    let mut heads = people
        .iter()
        .enumerate()
        .filter(|(_, person)| person.class == TitleClass::Head && person.told_at.is_none() && !person.past);
    match (heads.next(), heads.next()) {
        (Some((index, _)), None) => Some(index),
        _ => None,
    }
}

/// Ties the mentions of each person together.
fn gather(reading: &Reading<'_>) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut bearers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for mention in &reading.mentions.people {
        let Some(name) = mention.name else { continue };
        let written = name.of(reading.text);
        let code = mention.country.map(|country| country.code);
        let words: Vec<String> = name_words(written).map(str::to_lowercase).collect();
        let known = words
            .iter()
            .filter_map(|word| bearers.get(word))
            .flat_map(|bearers| bearers.iter().copied().take(MOST_BEARERS))
            .find(|&index| {
                people
                    .get(index)
                    .is_some_and(|person: &Person| is_same(reading.text, person, mention, written))
            });
        let index = known.unwrap_or(people.len());
        if let Some(person) = people.get_mut(index) {
            if name.len() > person.name.len() {
                person.name = name;
            }
            if person.role.is_none() {
                person.role = mention.title;
                person.class = mention.class;
            }
            person.party = person.party.or(code);
            person.told_at = person.told_at.or(code.map(|_| mention.span));
            person.mentions.push(mention.span);
        } else {
            people.push(Person {
                name,
                role: mention.title,
                class: mention.class,
                party: code,
                told_at: code.map(|_| mention.span),
                mentions: vec![mention.span],
                past: is_past(reading.text, mention.span),
            });
        }
        for word in words {
            let bearers = bearers.entry(word).or_default();
            if !bearers.contains(&index) && bearers.len() < MOST_BEARERS {
                bearers.push(index);
            }
        }
    }
    for person in &mut people {
        let mut mentions = person.mentions.iter();
        person.past |= mentions.all(|mention| reading.looks_back_at(mention.start));
    }
    people
}

/// How many people of one name are told apart; no readout has as many, and a bound keeps the time.
const MOST_BEARERS: usize = 8;

/// True where `mention`, whose name is `written`, may be `person`: the words of one name are among
/// those of the other, or both end alike and hold one office; and no country speaks against it.
fn is_same(text: &str, person: &Person, mention: &PersonMention, written: &str) -> bool {
    let known = person.name.of(text);
    let within = |short: &str, long: &str| {
        name_words(short).all(|word| name_words(long).any(|other| is_same_word(other, word)))
    };
    let office_of = |span: Option<Span>| span.map(|span| office(span.of(text)));
    let alike = within(written, known) || within(known, written) || {
        let last = |name| name_words(name).last().map(str::to_lowercase);
        last(written) == last(known)
            && office_of(person.role).is_some()
            && office_of(person.role) == office_of(mention.title)
    };
    let code = mention.country.map(|country| country.code);
    let elsewhere = code.is_some() && person.told_at.is_some() && code != person.party;
    alike && !elsewhere
}

/// Letter case does not count: some press services write family names in capitals.
pub(super) fn is_same_word(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    one == other || one.to_lowercase() == other.to_lowercase()
}

/// True where `late` or `former` stands before the mention.
fn is_past(text: &str, mention: Span) -> bool {
    let before = text.get(..mention.start).unwrap_or_default().trim_end();
    let word = before
        .rsplit(|ch: char| !ch.is_alphabetic())
        .next()
        .unwrap_or_default();
    matches!(
        word.to_lowercase().as_str(),
        "late" | "former" | "ex" | "then" | "previous"
    )
}

/// The words of a name by which a text may go on speaking of the person: without initials,
/// particles, and what stands behind a comma.
fn name_words(name: &str) -> impl Iterator<Item = &str> + Clone {
    let bare = name.split(',').next().unwrap_or(name);
    let long = |word: &&str| word.chars().filter(|ch| ch.is_alphabetic()).nth(1).is_some();
    bare.split_whitespace()
        .filter(long)
        .filter(|word| word.starts_with(char::is_uppercase) || word.contains('-'))
}

/// Who bears each word of a name. A word that ends one name and begins another is the first one's.
fn words(text: &str, people: &[Person]) -> Vec<(String, Holder)> {
    let mut bearers: Vec<(String, Holder)> = Vec::new();
    for (index, person) in people.iter().enumerate() {
        let words = name_words(person.name.of(text));
        bearers.extend(words.map(|word| (word.to_lowercase(), Holder::One(index))));
    }
    bearers.sort_unstable();
    bearers.dedup_by(|(word, bearer), (kept, first)| {
        let same = word == kept;
        if same && bearer != first {
            *first = Holder::Several;
        }
        same
    });
    bearers
}

/// An office as offices are compared: in small letters, one person, one word for each office.
pub(super) fn office(written: &str) -> String {
    let small = written.to_lowercase();
    match small.as_str() {
        "pm" | "premier" => "prime minister".to_owned(),
        "king" | "queen" | "sultan" | "emir" | "amir" | "emperor" | "monarch" | "ruler" | "his majesty"
        | "her majesty" => "monarch".to_owned(),
        _ => {
            let office = super::event::singular(small);
            if office.contains("advisor") {
                office.replace("advisor", "adviser")
            } else {
                office
            }
        }
    }
}

/// Who holds each office, told by the office in small letters alone, or with its country. In order.
struct Offices(Vec<(Office, Holder)>);

type Office = (String, Option<&'static str>);

impl Offices {
    /// The offices of `people`; that of `own_leader` needs no country.
    fn of(text: &str, people: &[Person], own_leader: Option<usize>) -> Self {
        let mut holders = Vec::new();
        for (index, person) in people.iter().enumerate().filter(|(_, person)| !person.past) {
            let Some(role) = person.role else { continue };
            let office = office(role.of(text));
            if let Some(code) = person.party {
                holders.push(((office.clone(), Some(code)), Holder::One(index)));
            }
            holders.push(((office, None), Holder::One(index)));
        }
        holders.sort_unstable();
        holders.dedup_by(|(office, _), (kept, holder)| {
            let same = office == kept;
            if same {
                *holder = Holder::Several;
            }
            same
        });
        let mut offices = Self(holders);
        if let Some((index, role)) = own_leader.and_then(|index| Some((index, people.get(index)?.role?)))
            && let Ok(place) = offices.place(&office(role.of(text)), None)
            && let Some((_, holder)) = offices.0.get_mut(place)
        {
            *holder = Holder::One(index);
        }
        offices
    }

    /// Who holds `office` for the country `code`, or for one that is not told; `None` where nobody does.
    fn holder(&self, office: &str, code: Option<&str>) -> Option<Holder> {
        let place = self.place(office, code).ok()?;
        self.0.get(place).map(|(_, holder)| *holder)
    }

    fn place(&self, office: &str, code: Option<&str>) -> Result<usize, usize> {
        self.0
            .binary_search_by(|((known, of), _)| known.as_str().cmp(office).then_with(|| of.cmp(&code)))
    }
}
