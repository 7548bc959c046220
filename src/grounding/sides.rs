//! How many sides a passage tells of, for what is recorded of several.

use crate::document::{Span, TokenKind};
use crate::lexicon::JOINT_SUBJECTS;
use crate::mentions::NameKind;

use super::bench::{Bench, Scope};
use super::same_speaker::STANDS_FOR_PERSON;
use super::source::Source;
use super::values::{country_code, country_places, person_places};

/// Words by which a sentence may mean more sides than it names.
const SEVERAL: [&str; 32] = [
    "agreement",
    "another",
    "between",
    "bilateral",
    "both",
    "common",
    "counterpart",
    "counterparts",
    "countries",
    "each",
    "governments",
    "joint",
    "jointly",
    "leaders",
    "ministers",
    "multilateral",
    "mutual",
    "mutually",
    "nations",
    "other",
    "our",
    "parties",
    "presidents",
    "shared",
    "sides",
    "their",
    "them",
    "they",
    "together",
    "two",
    "us",
    "we",
];

/// Words that mean one person, whom the sentence need not name.
const SOMEBODY: [&str; 10] = [
    "excellency",
    "he",
    "her",
    "highness",
    "him",
    "i",
    "majesty",
    "me",
    "my",
    "she",
];

/// The first of `listed`, those of whom a thing is recorded together, whom the evidence does not tell
/// of, although it tells of another of them, and has no word for several.
///
/// The sentences count in which the evidence stands, up to its end. Where an office in them may be
/// anybody's, nothing is told.
pub(super) fn untold<'v>(bench: &Bench<'_>, listed: &[&'v str], scope: &Scope) -> Option<&'v str> {
    if scope.open || listed.len() < 2 {
        return None;
    }
    let source = bench.source;
    let sentences = up_to(sentences(source, &scope.passages), &scope.passages);
    if has_word(source, &sentences, &SEVERAL) {
        return None;
    }
    let is_inside = |place: &Span| sentences.iter().any(|sentence| sentence.overlaps(*place));
    let is_told = |actor: &str| places(bench, actor).iter().any(is_inside);
    let (told, others): (Vec<&str>, Vec<&str>) = listed.iter().copied().partition(|actor| is_told(actor));
    // An office or a pronoun may be that of a country's leader, and of no company.
    let body = others.iter().filter(|_| !told.is_empty()).find(|other| {
        country_code(other).is_none()
            && source.people().named(other).is_empty()
            && !is_told_by_head(source, &sentences, other)
    });
    if let Some(body) = body {
        return Some(body);
    }
    let other = others.first().copied().filter(|_| !told.is_empty())?;
    let may_be_meant = country_code(other).is_none() || may_be_anybody(source, &sentences);
    (!may_be_meant).then_some(other)
}

/// True where the words at `span`, the subject of a verb, are one office or one of those who stand for one
/// side: `the Prime Minister`, `her counterpart`, `his government`.
pub(super) fn is_single(source: &Source, span: Span) -> bool {
    /// Nouns that mean one, whoever it is, besides those for a person.
    const ONE: [&str; 12] = [
        "ambassador",
        "chancellor",
        "commissioner",
        "congress",
        "director",
        "envoy",
        "government",
        "ministry",
        "minister",
        "parliament",
        "president",
        "representative",
    ];
    let words = source.slice(span).to_lowercase();
    let several = words.split(|ch: char| !ch.is_alphanumeric()).any(|word| {
        word == "and" || SEVERAL.binary_search(&word).is_ok() && word != "counterpart" && word != "their"
    });
    let noun = words.split(" of ").next().unwrap_or(&words);
    let head = noun.rsplit(' ').next().unwrap_or_default();
    let people = &source.mentions().people;
    let first = people.partition_point(|person| person.span.end <= span.start);
    let office = people
        .get(first)
        .filter(|person| span.contains(person.span))
        .and_then(|person| person.title)
        .is_some_and(|title| !source.slice(title).ends_with('s'));
    !several && (office || ONE.contains(&head) || STANDS_FOR_PERSON.contains(&head))
}

/// True where the words at `span` end in the name of one body: `the development bank KfW`.
pub(super) fn is_body(source: &Source, span: Span) -> bool {
    let names = &source.mentions().names;
    let first = names.partition_point(|name| name.span.end <= span.start);
    let own: Vec<_> = names
        .iter()
        .skip(first)
        .take_while(|name| name.span.start < span.end)
        .collect();
    matches!(own.as_slice(), [only] if matches!(only.kind, NameKind::Body(_)) && only.span.end == span.end)
        && !source.slice(span).contains(" and ")
}

/// True where those at `span` only tell of the meeting, and are no side of it: `newspapers`, `analysts`.
pub(super) fn is_outside(source: &Source, span: Span) -> bool {
    const OUTSIDERS: [&str; 16] = [
        "analyst",
        "analysts",
        "commentators",
        "critics",
        "diplomats",
        "economists",
        "experts",
        "journalists",
        "media",
        "newspaper",
        "newspapers",
        "observers",
        "press",
        "report",
        "reports",
        "sources",
    ];
    let words = source.slice(span).to_lowercase();
    let head = words.rsplit(' ').next().unwrap_or_default();
    OUTSIDERS.contains(&head)
}

/// True where the sentences of `passages` have a word for several sides.
pub(super) fn tells_of_several(source: &Source, passages: &[Span]) -> bool {
    has_word(source, &sentences(source, passages), &SEVERAL)
}

/// The sentences in which `passages` stand.
fn sentences(source: &Source, passages: &[Span]) -> Vec<Span> {
    let all = source.outline().sentences().iter().map(|sentence| sentence.span);
    all.filter(|sentence| passages.iter().any(|passage| passage.overlaps(*sentence)))
        .collect()
}

/// True where a word of the name of a body stands in one of `sentences`: `the Bank`, `the company`.
fn is_told_by_head(source: &Source, sentences: &[Span], body: &str) -> bool {
    /// Words for a body whatever its name.
    const GENERAL: [&str; 6] = ["agency", "bank", "company", "firm", "fund", "group"];
    let name = body.to_lowercase();
    sentences.iter().any(|sentence| {
        let words = source.slice(*sentence).to_lowercase();
        words
            .split(|ch: char| !ch.is_alphanumeric())
            .filter(|word| word.len() > 3 || word.len() > 1 && name == *word)
            .any(|word| GENERAL.contains(&word) || name.split_whitespace().any(|own| own == word))
    })
}

/// True where the source gives a thing to the subject at `subject` alone, and more of `listed` are recorded
/// than it can be: all whom the evidence tells of may take part, and besides them one, whom the subject
/// may mean where it is nobody of `listed` by name.
pub(super) fn is_alone(bench: &Bench<'_>, listed: &[&str], subject: Span, scope: &Scope) -> bool {
    // Where the evidence has its subject, it tells of all: what stands before it tells of something else.
    let regions = if scope.holds(subject) {
        scope.passages.clone()
    } else {
        up_to(sentences(bench.source, &scope.passages), &scope.passages)
    };
    let (mut known, mut untold) = (false, 0);
    for actor in listed {
        let places = places(bench, actor);
        let mut inside = places
            .iter()
            .filter(|place| regions.iter().any(|region| region.overlaps(**place)));
        // `Berg said` **his government** `would`: who stands before is likely meant.
        known |= inside.clone().any(|place| place.start < subject.end);
        untold += usize::from(inside.next().is_none());
    }
    untold > usize::from(!known)
}

/// `sentences` without what stands in them behind the last of `passages`: who a thing is told of stands
/// before it, or in it.
fn up_to(sentences: Vec<Span>, passages: &[Span]) -> Vec<Span> {
    let cut = |sentence: Span| {
        let inside = passages.iter().filter(|passage| passage.overlaps(sentence));
        let end = inside.map(|passage| passage.end).max().unwrap_or(sentence.end);
        Span::new(sentence.start, end.min(sentence.end))
    };
    sentences.into_iter().map(cut).collect()
}

/// True where a word of `words`, or a subject that stands for all sides or for the meeting, stands in
/// one of `regions`, each of which is a sentence from its start.
fn has_word(source: &Source, regions: &[Span], words: &[&str]) -> bool {
    let text = source.text();
    source.outline().sentences().iter().any(|sentence| {
        let Some(region) = regions.iter().find(|region| region.overlaps(sentence.span)) else {
            return false;
        };
        let tokens = source.outline().tokens_of(sentence);
        let tokens = tokens
            .get(..tokens.partition_point(|token| token.span.start < region.end))
            .unwrap_or(tokens);
        !JOINT_SUBJECTS.find(text, tokens).is_empty()
            || tokens.iter().any(|token| {
                let word = token.span.of(text).to_lowercase();
                token.kind == TokenKind::Word && words.binary_search(&word.as_str()).is_ok()
            })
    })
}

/// True where `sentences` tell of somebody whose side the text does not tell.
fn may_be_anybody(source: &Source, sentences: &[Span]) -> bool {
    let is_inside = |span: Span| sentences.iter().any(|sentence| sentence.contains(span));
    let is_office = source
        .mentions()
        .people
        .iter()
        .filter(|person| person.name.is_none())
        .filter(|person| {
            !source
                .references()
                .iter()
                .any(|(span, _)| span.overlaps(person.span))
        })
        .any(|person| is_inside(person.span));
    // `President Berg`, of whom the text never says whose president she is, may be of any side; so may
    // `the President` where that is she.
    let mut meant = source.named_people().iter().chain(source.references());
    let is_of_unknown_side = meant.any(|(span, index)| {
        let person = source.people().get(*index);
        person.is_none_or(|person| person.countries.is_empty()) && is_inside(*span)
    });
    // `Berg, who …, will also take him`: a pronoun behind the one who is named is his.
    let people = || source.named_people().iter().filter(|(span, _)| is_inside(*span));
    let first = people().next();
    let only = first.filter(|(_, index)| people().all(|(_, other)| other == index));
    // `His Highness thanked Berg`: one that stands before is not.
    let open: Vec<Span> = match only {
        Some((name, _)) => {
            let before = sentences.iter().filter(|sentence| sentence.start < name.start);
            before
                .map(|sentence| Span::new(sentence.start, sentence.end.min(name.start)))
                .collect()
        }
        None => sentences.to_vec(),
    };
    is_office || is_of_unknown_side || has_word(source, &open, &SOMEBODY)
}

/// Where the source tells of `actor`: a country by its names and people, whoever stands for it, a body
/// by name or acronym.
fn places(bench: &Bench<'_>, actor: &str) -> Vec<Span> {
    let source = bench.source;
    let mut found = bench.words(actor);
    if let Some(code) = country_code(actor) {
        found.extend(country_places(bench, &code));
        let people = source.people().iter();
        let own = people.filter(|(_, person)| person.countries.contains(&code.as_str()));
        found.extend(own.flat_map(|(index, _)| person_places(bench, index)));
        if source.own_country().is_none_or(|own| own == code) {
            found.extend(source.own_side());
        }
    }
    for index in source.people().named(actor) {
        found.extend(person_places(bench, index));
    }
    for mention in &source.mentions().names {
        if let Some(acronym) = mention.acronym
            && source.slice(mention.name).eq_ignore_ascii_case(actor)
        {
            found.extend(bench.words(source.slice(acronym)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{SEVERAL, SOMEBODY};

    #[test]
    fn words_are_sorted() {
        assert!(SEVERAL.is_sorted() && SOMEBODY.is_sorted());
    }
}
