//! Views: the words, and whose they are.

use serde_json::Value;

use crate::document::Span;
use crate::lexicon::function_word;

use super::bench::{Bench, Scope, Standing, child, not_in_evidence, shown};
use super::code;
use super::cues::clauses;
use super::rule::AttributionRule;
use super::sides::tells_of_several;
use super::speech::{Frame, frame_of};
use super::subject::{Subject, Subjects};
use super::values::{country_code, country_places, name_standing, negated};

/// Common nouns that stand for a person whose office the text tells otherwise.
const STANDS_FOR_PERSON: [&str; 26] = [
    "chairman",
    "chairperson",
    "chairwoman",
    "chief",
    "counterpart",
    "dignitary",
    "excellency",
    "guest",
    "head",
    "highness",
    "holiness",
    "host",
    "interlocutor",
    "king",
    "leader",
    "majesty",
    "monarch",
    "official",
    "premier",
    "queen",
    "ruler",
    "sovereign",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
];

/// Checks the view at `pointer`.
pub(super) fn attribution(
    bench: &mut Bench<'_>,
    pointer: &str,
    object: &Value,
    rule: &AttributionRule,
    scope: &Scope,
) {
    let Some(text) = Bench::string(object, Some(&rule.text)) else {
        return;
    };
    let flag = |member: &Option<String>| {
        member
            .as_ref()
            .and_then(|member| object.get(member))
            .and_then(Value::as_bool)
            == Some(true)
    };
    let quoted = flag(&rule.quoted);
    let Some(said) = said(bench, &child(pointer, &rule.text), text, quoted, scope) else {
        return;
    };
    bench.uses_words(said);
    if let Some(member) = rule.quoted.as_ref().filter(|_| quoted) {
        let inside = bench.source.mentions().quotations.iter().any(|quotation| {
            quotation.span.contains(said) || quotation.span.overlaps(said) && said.contains(quotation.inner)
        });
        if !inside && !between_marks(bench, said) {
            bench.mark(
                code::QUOTATION_NOT_QUOTED,
                &child(pointer, member),
                format!(
                    "“{}” does not stand between quotation marks in the source",
                    shown(text)
                ),
                Some(said),
            );
        }
    }
    let frame = frame_of(
        bench.source.frames(),
        bench.source.outline(),
        bench.source.mentions(),
        said,
    );
    let holder = holder(bench, said);
    let speaker = Bench::string(object, Some(&rule.speaker)).map(str::to_owned);
    match speaker {
        Some(speaker) => {
            // A speaker is known by name, office or the source's words; all count for tracing.
            let place = child(pointer, &rule.speaker);
            let told = country_code(&speaker).is_some_and(|code| !country_places(bench, &code).is_empty());
            if name_standing(bench, &speaker, scope) == Standing::Nowhere && !told {
                bench.mark(
                    code::NAME_NOT_IN_SOURCE,
                    &place,
                    format!("the source does not have the name “{}”", shown(&speaker)),
                    Some(said),
                );
                return;
            }
            held(bench, &place, &speaker, frame, holder, (said, scope));
        }
        None => unheld(bench, pointer, rule, flag(&rule.joint), frame, (said, scope)),
    }
}

/// True where another verb of the evidence has the recorded speaker as its subject.
fn elsewhere_in(bench: &Bench<'_>, speaker: &str, scope: &Scope, frame: Frame) -> bool {
    let mut others = bench
        .source
        .frames()
        .iter()
        .filter(|other| other.cue != frame.cue && scope.holds(other.cue));
    others.any(|other| {
        other
            .subject
            .is_some_and(|subject| matches!(same(bench, speaker, subject), Same::Yes))
    })
}

/// True where a verb inside the view has a subject that may be the recorded speaker: `a deal the
/// company values at $8 billion`.
fn inside(bench: &Bench<'_>, speaker: &str, said: Span, frame: Frame) -> bool {
    let frames = bench.source.frames().iter();
    frames
        .filter(|other| other.cue != frame.cue && said.contains(other.cue))
        .filter_map(|other| other.subject)
        .any(|subject| said.contains(subject.span()) && !matches!(same(bench, speaker, subject), Same::No))
}

/// True where an office is taken to mean somebody whom its sentence names besides: in `The Head of
/// State thanked President Lee` it is likely another.
fn is_named_beside(bench: &Bench<'_>, subject: Subject) -> bool {
    let Subject::Person(index, span) = subject else {
        return false;
    };
    let source = bench.source;
    let sentence = source.sentence_of(span);
    let named = source.named_people();
    let by_name = |place: &Span| place.overlaps(span);
    let mut own = named
        .iter()
        .filter(|(_, other)| *other == index)
        .map(|(place, _)| place);
    !own.clone().any(by_name)
        && own.any(|place| {
            place.start >= span.end && sentence.is_some_and(|sentence| sentence.contains(*place))
        })
}

/// True where the view has a clause of its own behind that of the verb, in which the recorded
/// speaker stands before it: `Britain favours action while` **France** `is said to be` **hesitant**.
fn has_clause_of_its_own(bench: &Bench<'_>, speaker: &str, said: Span, frame: Frame) -> bool {
    let source = bench.source;
    let Some(sentence) = source
        .outline()
        .sentence_at(said.start)
        .and_then(|index| source.outline().sentences().get(index))
    else {
        return false;
    };
    let tokens = source.outline().tokens_of(sentence);
    let clauses = clauses(source.text(), tokens);
    let clause = |offset: usize| {
        let at = tokens.partition_point(|token| token.span.end <= offset);
        clauses.get(at).copied().unwrap_or_default()
    };
    let own = clause(said.start);
    frame.cue.end <= said.start
        && sentence.span.contains(frame.cue)
        && clause(frame.cue.start) < own
        && bench.words(speaker).iter().any(|place| {
            place.end <= said.start && sentence.span.contains(*place) && clause(place.start) == own
        })
}

/// Whose the view is by its own words: `President Castro's desire`, `Beijing considers`.
fn holder(bench: &Bench<'_>, said: Span) -> Option<Subject> {
    let source = bench.source;
    let index = source.outline().sentence_at(said.start)?;
    let tokens = source
        .outline()
        .tokens_of(source.outline().sentences().get(index)?);
    let subjects = Subjects {
        text: source.text(),
        tokens,
        mentions: source.mentions(),
        people: source.people(),
    };
    let first = tokens.partition_point(|token| token.span.end <= said.start);
    let is_verb = tokens.get(first).is_some_and(|token| {
        function_word(token.span.of(source.text())) == Some("verb")
            || first
                .checked_sub(1)
                .and_then(|at| tokens.get(at))
                .is_some_and(|before| matches!(before.span.of(source.text()), "is" | "are" | "also"))
            || source
                .frames()
                .iter()
                .any(|frame| frame.cue.start == token.span.start)
    });
    subjects
        .owner(first)
        .or_else(|| subjects.before(first).filter(|_| is_verb))
}

/// A quotation of several paragraphs opens anew in each and closes only in the last.
fn between_marks(bench: &Bench<'_>, said: Span) -> bool {
    let text = bench.source.text();
    let before = text.get(..said.start).unwrap_or_default();
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let opened = line.rfind(['“', '"']);
    let closed = line.rfind('”');
    opened.is_some_and(|open| closed.is_none_or(|close| close < open))
}

/// Where the view stands in the source.
fn said(bench: &mut Bench<'_>, pointer: &str, text: &str, quoted: bool, scope: &Scope) -> Option<Span> {
    let places = bench.words(text);
    match Bench::standing(scope, &places) {
        Standing::Evidence(place) => {
            negated(bench, pointer, text, place);
            Some(place)
        }
        Standing::Source(place) => {
            not_in_evidence(bench, pointer, "view", text, place);
            Some(place)
        }
        Standing::Nowhere => {
            let (code, message) = if quoted {
                (
                    code::QUOTATION_ALTERED,
                    format!(
                        "“{}” is not what stands between the quotation marks of the source",
                        shown(text)
                    ),
                )
            } else {
                (
                    code::PHRASE_NOT_IN_SOURCE,
                    format!("“{}” does not stand in the source in these words", shown(text)),
                )
            };
            bench.mark(code, pointer, message, scope.passages.first().copied());
            None
        }
    }
}

/// The record names a speaker: the source must give the view to the same.
fn held(
    bench: &mut Bench<'_>,
    pointer: &str,
    speaker: &str,
    frame: Option<Frame>,
    holder: Option<Subject>,
    (said, scope): (Span, &Scope),
) {
    if holder.is_some_and(|holder| matches!(same(bench, speaker, holder), Same::Yes)) {
        return;
    }
    let Some(frame) = frame else {
        // `President Castro's desire`: the view's own words give it to somebody else.
        if let Some(other @ Subject::Person(..)) = holder
            && matches!(same(bench, speaker, other), Same::No)
        {
            other_speaker(bench, pointer, speaker, other, said);
        } else {
            bench.undecided(pointer, "the text does not tell near the view whose it is");
        }
        return;
    };
    if let Some(other) = addressed(bench, speaker, frame) {
        other_speaker(bench, pointer, speaker, other, said);
        return;
    }
    if frame.impersonal {
        bench.mark(
            code::SPEAKER_NOT_TOLD,
            pointer,
            format!(
                "“{}” names no speaker, and the record has {}",
                shown(bench.source.slice(frame.cue)),
                shown(speaker)
            ),
            Some(frame.cue),
        );
        return;
    }
    let Some(subject) = frame.subject else {
        bench.undecided(pointer, "the text does not tell near the view whose it is");
        return;
    };
    match same(bench, speaker, subject) {
        Same::Yes => {}
        Same::Unknown(reason) => bench.undecided(pointer, reason),
        Same::No if elsewhere_in(bench, speaker, scope, frame) || inside(bench, speaker, said, frame) => {
            bench.undecided(pointer, "the evidence gives words to several speakers");
        }
        Same::No if is_named_beside(bench, subject) => {
            let words = shown(bench.source.slice(subject.span()));
            bench.undecided(pointer, format!("whom “{words}” means is not certain"));
        }
        Same::No if has_clause_of_its_own(bench, speaker, said, frame) => {
            bench.undecided(
                pointer,
                "the verb of saying stands in another clause than the view",
            );
        }
        Same::No => other_speaker(bench, pointer, speaker, subject, said),
    }
}

fn other_speaker(bench: &mut Bench<'_>, pointer: &str, speaker: &str, subject: Subject, said: Span) {
    bench.mark(
        code::SPEAKER_OTHER,
        pointer,
        format!(
            "the source gives this to “{}”, and the record to {}",
            shown(bench.source.slice(subject.span())),
            shown(speaker)
        ),
        Some(subject.span().join(said)),
    );
}

/// The subject of a verb whose object is the recorded speaker: `she thanked` **President Ruiz**. Nobody
/// thanks himself.
fn addressed(bench: &Bench<'_>, speaker: &str, frame: Frame) -> Option<Subject> {
    let source = bench.source;
    let sentence = source.outline().sentences().get(frame.sentence)?;
    let tokens = source.outline().tokens_of(sentence);
    let subjects = Subjects {
        text: source.text(),
        tokens,
        mentions: source.mentions(),
        people: source.people(),
    };
    let after = tokens.partition_point(|token| token.span.start < frame.cue.end);
    let Some(Subject::Person(index, span)) = subjects.after(after) else {
        return None;
    };
    // `said President Ruiz` has its subject behind it.
    let is_object = !frame.trailing
        && frame
            .subject
            .is_some_and(|subject| subject.span().end <= frame.cue.start)
        && tokens.get(after).is_some_and(|token| span.overlaps(token.span));
    let is_speaker = source.people().named(speaker).contains(&index);
    frame.subject.filter(|_| is_object && is_speaker)
}

enum Same {
    Yes,
    No,
    Unknown(String),
}

fn same(bench: &Bench<'_>, speaker: &str, subject: Subject) -> Same {
    let source = bench.source;
    let span = subject.span();
    let words = shown(source.slice(span));
    if bench.words(speaker).iter().any(|place| place.overlaps(span)) {
        return Same::Yes;
    }
    let people = source.people().named(speaker);
    let code = country_code(speaker);
    // A person by name is that person, whatever else the words of the subject are.
    let named = source.named_people().iter().find(|(own, _)| own.overlaps(span));
    let subject = match (subject, named) {
        (Subject::Words(span), Some((_, index))) => Subject::Person(*index, span),
        (subject, _) => subject,
    };
    let of_country = |code: &str| {
        people.iter().any(|index| {
            source
                .people()
                .get(*index)
                .is_some_and(|person| person.countries.contains(&code))
        })
    };
    match subject {
        Subject::Person(index, _) => {
            if people.contains(&index) {
                return Same::Yes;
            }
            let own = source
                .people()
                .get(index)
                .map(|person| person.countries.clone())
                .unwrap_or_default();
            match &code {
                Some(code) if own.contains(&code.as_str()) => {
                    Same::Unknown(format!("“{words}” speaks, who may speak for {speaker}"))
                }
                _ => Same::No,
            }
        }
        Subject::Country(told, _) => match &code {
            Some(code) if code == told => Same::Yes,
            // `the leader of Uzbekistan`, where the text gives the one recorded no country.
            None if !people.is_empty() && stands_for_person(&words) && of_none(bench, &people) => {
                Same::Unknown(format!("whom “{words}” means is not certain"))
            }
            None if of_country(told) => Same::Unknown(format!(
                "the source gives it to “{words}”, for whom {speaker} may speak"
            )),
            _ => Same::No,
        },
        Subject::Joint(_) => Same::No,
        Subject::Pronoun(_) => Same::Unknown(format!("whom “{words}” means is not certain")),
        Subject::First(_) => Same::Unknown(format!("who “{words}” is stands outside the text")),
        Subject::Words(_) if is_of_other_side(bench, &people, span) => Same::No,
        Subject::Words(_) => {
            let head = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
            let personal = stands_for_person(&words)
                || source
                    .mentions()
                    .people
                    .iter()
                    .any(|person| person.span.overlaps(span))
                || matches!(
                    head.as_str(),
                    "who"
                        | "which"
                        | "that"
                        | "it"
                        | "side"
                        | "sides"
                        | "government"
                        | "delegation"
                        | "office"
                );
            if personal || (people.is_empty() && code.is_none()) {
                Same::Unknown(format!("whom “{words}” means is not certain"))
            } else {
                Same::No
            }
        }
    }
}

/// True where the noun of a phrase stands for a person: `the leader` of `the leader of Uzbekistan`.
fn stands_for_person(words: &str) -> bool {
    let noun = words.split(" of ").next().unwrap_or(words);
    let head = noun.rsplit(' ').next().unwrap_or_default().to_lowercase();
    STANDS_FOR_PERSON
        .iter()
        .any(|own| *own == head || head.strip_suffix('s') == Some(own))
}

/// True where the source gives none of `people` a country.
fn of_none(bench: &Bench<'_>, people: &[usize]) -> bool {
    people.iter().all(|index| {
        bench
            .source
            .people()
            .get(*index)
            .is_some_and(|person| person.countries.is_empty())
    })
}

/// True where the words at `span` are an office of a country that none of `people` stands for: `the
/// Mauritanian President`.
fn is_of_other_side(bench: &Bench<'_>, people: &[usize], span: Span) -> bool {
    let source = bench.source;
    let mut offices = source.mentions().people.iter();
    let country = offices
        .find(|person| person.span.overlaps(span))
        .and_then(|person| person.country);
    country.is_some_and(|country| {
        !people.is_empty()
            && people.iter().all(|index| {
                let person = source.people().get(*index);
                person.is_some_and(|person| {
                    !person.countries.is_empty() && !person.countries.contains(&country.code)
                })
            })
    })
}

/// The record names no speaker: the source must name none, or all.
fn unheld(
    bench: &mut Bench<'_>,
    pointer: &str,
    rule: &AttributionRule,
    joint: bool,
    frame: Option<Frame>,
    (said, scope): (Span, &Scope),
) {
    let subject = frame.and_then(|frame| frame.subject);
    if let (true, Some(member)) = (joint, &rule.joint) {
        let place = child(pointer, member);
        match (frame, subject) {
            (_, Some(Subject::Person(..) | Subject::Country(..))) => {
                let span = subject.map_or(said, Subject::span);
                bench.mark(
                    code::ONE_SIDED,
                    &place,
                    format!(
                        "the source gives this to “{}” alone, and the record to all sides",
                        shown(bench.source.slice(span))
                    ),
                    Some(span.join(said)),
                );
            }
            (Some(frame), _) if frame.impersonal => bench.mark(
                code::SPEAKER_NOT_TOLD,
                &place,
                format!(
                    "“{}” does not say that all sides share it",
                    shown(bench.source.slice(frame.cue))
                ),
                Some(frame.cue),
            ),
            (_, Some(Subject::Joint(_))) => {}
            _ if !scope.open && !tells_of_several(bench.source, &scope.passages) => bench.mark(
                code::ONE_SIDED,
                &place,
                "nothing in the evidence says that all sides share it".to_owned(),
                Some(said),
            ),
            _ => bench.undecided(&place, "whose view it is, is not certain"),
        }
        return;
    }
    let named = match subject {
        Some(Subject::Person(..) | Subject::Joint(_)) => true,
        // `Japan`, and not `a senior Japanese official`, who is not named.
        Some(Subject::Country(_, span)) => bench
            .source
            .mentions()
            .countries
            .iter()
            .any(|country| country.span == span),
        _ => false,
    };
    if named {
        let span = subject.map_or(said, Subject::span);
        bench.mark(
            code::SPEAKER_LEFT_OUT,
            pointer,
            format!(
                "the source gives this to “{}”, and the record to nobody",
                shown(bench.source.slice(span))
            ),
            Some(span),
        );
    }
}
