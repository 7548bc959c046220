//! How many sides a passage tells of, for what is recorded of several.

use std::rc::Rc;
use std::sync::LazyLock;

use crate::document::{Span, Token, TokenKind, tokens};
use crate::lexicon::{JOINT_SUBJECTS, WordSet, country_gazetteer, function_word};
use crate::mentions::{NameKind, is_particle};

use super::bench::{Bench, Scope};
use super::same_speaker::STANDS_FOR_PERSON;
use super::source::Source;
use super::subject::Subject;
use super::values::{country_code, country_places, person_places};

/// Words by which a sentence may mean more sides than it names.
static SEVERAL: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new([
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
        "us",
        "we",
        "you",
        "your",
    ])
});

/// Those of them by which a body may be meant besides: `joint` and `bilateral` tell of states.
static SEVERAL_BODIES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new([
        "both",
        "counterparts",
        "each",
        "jointly",
        "mutually",
        "parties",
        "sides",
        "their",
        "they",
        "together",
        "we",
    ])
});

/// Words that mean one person, who may be the one whom the sentence names.
static SOMEBODY: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(["he", "her", "him", "she"]));

/// Words that mean one person besides those whom the sentence names: the writer, or one who is addressed by his
/// rank.
static SOMEBODY_ELSE: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new(["excellency", "highness", "i", "majesty", "me", "my"]));

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
    let is_inside = |place: &Span| sentences.iter().any(|sentence| sentence.overlaps(*place));
    let is_body = |actor: &str| {
        country_code(actor).is_none()
            && bench.named(actor).is_empty()
            && !bench.recorded.iter().any(|person| person.name == actor)
    };
    let is_told = |actor: &str| {
        places(bench, actor).iter().any(is_inside)
            || is_body(actor) && is_told_by_head(source, &sentences, actor)
    };
    let (told, others): (Vec<&str>, Vec<&str>) = listed.iter().copied().partition(|actor| is_told(actor));
    let unknown = of_unknown_side(bench, &sentences);
    if others.is_empty() || told.is_empty() && unknown == 0 {
        return None;
    }
    // An office or a pronoun may be that of a country's leader, and of no company.
    let body = others.iter().copied().find(|other| is_body(other));
    if body.is_some() && !has_word(source, &sentences, &SEVERAL_BODIES, None) {
        return body;
    }
    let several = others.len() <= unknown || has_word(source, &sentences, &SEVERAL, None);
    others.first().copied().filter(|_| !several)
}

/// True where the words at `span`, the subject of a verb, are one office or one of those who stand for one
/// side: `the Prime Minister`, `her counterpart`, `his government`.
pub(super) fn is_single(source: &Source, span: Span) -> bool {
    /// Nouns that mean one, whoever it is, besides those for a person.
    const ONE: [&str; 16] = [
        "ambassador",
        "bank",
        "chancellor",
        "commissioner",
        "company",
        "congress",
        "director",
        "envoy",
        "firm",
        "fund",
        "government",
        "ministry",
        "minister",
        "parliament",
        "president",
        "representative",
    ];
    let words = source.slice(span).to_lowercase();
    let several = words
        .split(|ch: char| !ch.is_alphanumeric())
        .any(|word| word == "and" || SEVERAL.has(word) && word != "counterpart" && word != "their");
    let noun = words.split(" of ").next().unwrap_or(&words);
    let head = noun.rsplit(' ').next().unwrap_or_default();
    let people = &source.mentions().people;
    let first = people.partition_point(|person| person.span.end <= span.start);
    let office = people
        .get(first)
        .filter(|person| span.contains(person.span))
        .and_then(|person| person.title)
        .is_some_and(|title| !source.slice(title).ends_with('s'));
    !several
        && (office
            || ONE.contains(&head)
            || STANDS_FOR_PERSON.contains(&head)
            || is_proper_name(source.slice(span)))
}

/// True for words with capitals throughout, particles apart, that end in no plural: `Ana Berg`.
fn is_proper_name(words: &str) -> bool {
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || is_particle(word);
    words.split_whitespace().all(is_name) && words.starts_with(char::is_uppercase) && !words.ends_with('s')
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

/// True where the sentences of `passages` have a word for several sides. Of the words at `view`, which are
/// what somebody said, only those count by which the speakers mean themselves.
///
/// Where nobody is told of besides (`Norway's plan for a joint port was noted`), all of them count.
pub(super) fn tells_of_several(
    bench: &Bench<'_>,
    passages: &[Span],
    view: Span,
    subject: Option<Subject>,
) -> bool {
    let source = bench.source;
    let is_outside =
        |span: Span| passages.iter().any(|passage| passage.overlaps(span)) && !view.contains(span);
    let mentions = source.mentions();
    let is_told = subject.is_some()
        || mentions.people.iter().any(|person| is_outside(person.span))
        || mentions.sides.iter().any(|side| is_outside(side.span))
        || bench
            .recorded
            .iter()
            .any(|person| person.places(bench).iter().any(|place| is_outside(*place)))
        || has_pronoun(source, passages, &SOMEBODY_ELSE);
    has_word(
        source,
        &sentences(source, passages),
        &SEVERAL,
        is_told.then_some(view),
    )
}

/// True where `passages` themselves have a word for several sides, besides those at `view`.
pub(super) fn may_mean_several(source: &Source, passages: &[Span], view: Span) -> bool {
    let joint = |region: &Span| {
        let tokens = source.outline().tokens();
        let from = tokens.partition_point(|token| token.span.end <= region.start);
        let to = tokens.partition_point(|token| token.span.start < region.end);
        let own = tokens.get(from..to).unwrap_or_default();
        !JOINT_SUBJECTS.find(source.text(), own).is_empty()
            || own.iter().any(|token| {
                let word = token.span.of(source.text()).to_lowercase();
                !view.contains(token.span)
                    && matches!(word.as_str(), "both" | "they" | "we" | "i" | "our" | "my")
            })
    };
    passages.iter().any(joint)
}

/// The sentences in which `passages` stand.
fn sentences(source: &Source, passages: &[Span]) -> Vec<Span> {
    let all = source.outline().sentences().iter().map(|sentence| sentence.span);
    all.filter(|sentence| passages.iter().any(|passage| passage.overlaps(*sentence)))
        .collect()
}

/// True for a word for a body whatever its name.
pub(super) fn is_general(word: &str) -> bool {
    matches!(word, "agency" | "bank" | "company" | "firm" | "fund" | "group")
}

/// True where a word of the name of a body stands in one of `sentences`: `the Bank`, `the company`.
fn is_told_by_head(source: &Source, sentences: &[Span], body: &str) -> bool {
    // `Kenya` of `Kenya Ports Authority` tells of the country.
    let of_country: Vec<Span> = country_gazetteer().find(body).map(|hit| hit.span).collect();
    let name = body.to_lowercase();
    let own: Vec<String> = tokens(body)
        .iter()
        .filter(|token| !of_country.iter().any(|country| country.overlaps(token.span)))
        .map(|token| token.span.of(body).to_lowercase())
        .collect();
    sentences.iter().any(|sentence| {
        let words = source.slice(*sentence).to_lowercase();
        words
            .split(|ch: char| !ch.is_alphanumeric())
            .filter(|word| word.len() > 3 || word.len() > 1 && name == *word)
            .any(|word| is_general(word) || own.iter().any(|own| own == word))
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
fn has_word(source: &Source, regions: &[Span], words: &WordSet, view: Option<Span>) -> bool {
    let text = source.text();
    source.outline().sentences().iter().any(|sentence| {
        let Some(region) = regions.iter().find(|region| region.overlaps(sentence.span)) else {
            return false;
        };
        let tokens = source.outline().tokens_of(sentence);
        let tokens = tokens
            .get(..tokens.partition_point(|token| token.span.start < region.end))
            .unwrap_or(tokens);
        let counts = |span: Span| {
            view.is_none_or(|view| {
                !view.contains(span)
                    || span.start == view.start
                    || matches!(span.of(text), "We" | "we" | "Our" | "our")
            })
        };
        let joint = JOINT_SUBJECTS.find(text, tokens);
        joint
            .iter()
            .any(|hit| counts(hit.span) && (*hit.value || !is_a_time(text, tokens, hit.first)))
            || tokens.iter().enumerate().any(|(at, token)| {
                token.kind == TokenKind::Word
                    && (words.has(token.word(text))
                        || token.span.of(text).eq_ignore_ascii_case("two") && is_the_two(text, tokens, at))
                    && counts(token.span)
                    && !is_other_sense(source, tokens, at)
            })
    })
}

/// `Before` **the meeting** tells when, and not who.
fn is_a_time(text: &str, tokens: &[Token], first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|at| tokens.get(at));
    before.is_some_and(|before| {
        matches!(
            before.span.of(text),
            "After" | "after" | "Before" | "before" | "Following" | "following"
        )
    })
}

/// `the` **two** `agreed`; and not `one of two bidders`.
fn is_the_two(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    before.is_some_and(|before| matches!(before.span.of(text), "The" | "the" | "These" | "these" | "our"))
}

/// True where a word for several is none here: `US`, `shared the news`, `United` **Nations**.
fn is_other_sense(source: &Source, tokens: &[Token], at: usize) -> bool {
    let text = source.text();
    let Some(token) = tokens.get(at) else { return false };
    let next = tokens
        .get(at + 1)
        .map(|next| next.span.of(text))
        .unwrap_or_default();
    match token.span.of(text) {
        "US" => true,
        "shared" => matches!(function_word(next), Some("article" | "determiner")),
        _ => source.bodies().iter().any(|(body, _)| body.contains(token.span)),
    }
}

/// How many may be meant in `sentences` whose side the text does not tell.
fn of_unknown_side(bench: &Bench<'_>, sentences: &[Span]) -> usize {
    let source = bench.source;
    let is_inside = |span: Span| sentences.iter().any(|sentence| sentence.contains(span));
    let offices = source
        .mentions()
        .people
        .iter()
        .filter(|person| person.name.is_none() && is_inside(person.span))
        .filter(|person| {
            let mut known = source.references().iter();
            !known.any(|(span, _)| span.overlaps(person.span))
        })
        .count();
    // `President Berg`, of whom neither text nor record says whose president she is, may be of any side; so
    // may `the President` where that is she.
    let meant = source.named_people().iter().chain(source.references());
    let mut people: Vec<usize> = meant
        .filter(|(span, _)| is_inside(*span))
        .map(|(_, index)| *index)
        .collect();
    people.sort_unstable();
    people.dedup();
    let strangers = people.iter().filter(|index| {
        source.people().get(**index).is_none_or(|person| {
            let recorded = bench
                .recorded
                .iter()
                .any(|one| one.side.is_some() && one.is_named(&person.parts));
            person.countries.is_empty() && !recorded
        })
    });
    let found = offices + strangers.count();
    // `Berg, who …, will also take him`: a pronoun behind the one who is named is his.
    let named = || source.named_people().iter().filter(|(span, _)| is_inside(*span));
    let first = named().next();
    let only = first.filter(|(_, index)| named().all(|(_, other)| other == index));
    // `She thanked Berg`: one that stands before is not.
    let open: Vec<Span> = match only {
        Some((name, _)) => {
            let before = sentences.iter().filter(|sentence| sentence.start < name.start);
            before
                .map(|sentence| Span::new(sentence.start, sentence.end.min(name.start)))
                .collect()
        }
        None => sentences.to_vec(),
    };
    found
        + usize::from(has_pronoun(source, &open, &SOMEBODY))
        + usize::from(has_pronoun(source, sentences, &SOMEBODY_ELSE))
}

/// True where one of `words` stands in `regions`, and not as the rank of one whose name follows: `His Highness
/// Prince Ali`.
fn has_pronoun(source: &Source, regions: &[Span], words: &WordSet) -> bool {
    let text = source.text();
    let tokens = source.outline().tokens();
    regions.iter().any(|region| {
        let from = tokens.partition_point(|token| token.span.end <= region.start);
        let own = tokens.iter().enumerate().skip(from);
        own.take_while(|(_, token)| token.span.start < region.end)
            .any(|(at, token)| {
                let is_rank = || {
                    token.span.len() > 3 && tokens.get(at + 1).is_some_and(|next| next.is_capitalized(text))
                };
                words.has(token.word(text)) && !is_rank()
            })
    })
}

/// Where the source tells of `actor`: a country by its names and people, whoever stands for it, a body
/// by name or acronym.
pub(super) fn places(bench: &Bench<'_>, actor: &str) -> Rc<[Span]> {
    bench.actors.of(actor, || find(bench, actor))
}

fn find(bench: &Bench<'_>, actor: &str) -> Vec<Span> {
    let source = bench.source;
    let mut found = bench.words(actor);
    if let Some(code) = country_code(actor) {
        found.extend(country_places(bench, &code));
        let people = source.people().iter();
        let own = people.filter(|(_, person)| person.countries.contains(&code.as_str()));
        for (index, _) in own {
            found.extend(&*person_places(bench, index));
        }
        if source.own_country().is_none_or(|own| own == code) {
            found.extend(source.own_side());
        }
    }
    for person in &bench.recorded {
        if person.name == actor || person.side == Some(actor) {
            found.extend(person.places(bench));
            for index in &*bench.named(person.name) {
                found.extend(&*person_places(bench, *index));
            }
        }
    }
    for index in &*bench.named(actor) {
        found.extend(&*person_places(bench, *index));
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
