//! How many sides a passage tells of, for what is recorded of several.

use crate::document::{Span, TokenKind};
use crate::lexicon::JOINT_SUBJECTS;

use super::bench::{Bench, Scope};
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
/// The sentences count in which the evidence stands. Where an office in them may be anybody's, nothing
/// is told.
pub(super) fn untold<'v>(bench: &Bench<'_>, listed: &[&'v str], scope: &Scope) -> Option<&'v str> {
    if scope.open || listed.len() < 2 {
        return None;
    }
    let source = bench.source;
    let sentences = sentences(source, &scope.passages);
    if has_word(source, &sentences, &SEVERAL) {
        return None;
    }
    let is_inside = |place: &Span| sentences.iter().any(|sentence| sentence.overlaps(*place));
    let is_told = |actor: &str| places(bench, actor).iter().any(is_inside);
    let (told, others): (Vec<&str>, Vec<&str>) = listed.iter().copied().partition(|actor| is_told(actor));
    let other = others.first().copied().filter(|_| !told.is_empty())?;
    // An office or a pronoun may be that of a country's leader, and of no company.
    let may_be_meant = country_code(other).is_some() && may_be_anybody(source, &sentences);
    (!may_be_meant).then_some(other)
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

/// True where a word of `words`, or a subject that stands for all sides or for the meeting, stands in
/// one of `sentences`.
fn has_word(source: &Source, sentences: &[Span], words: &[&str]) -> bool {
    let text = source.text();
    source.outline().sentences().iter().any(|sentence| {
        let tokens = source.outline().tokens_of(sentence);
        sentences.contains(&sentence.span)
            && (!JOINT_SUBJECTS.find(text, tokens).is_empty()
                || tokens.iter().any(|token| {
                    let word = token.span.of(text).to_lowercase();
                    token.kind == TokenKind::Word && words.binary_search(&word.as_str()).is_ok()
                }))
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
    is_office || is_of_unknown_side || has_word(source, sentences, &SOMEBODY)
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
        found.extend(source.own_side());
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
