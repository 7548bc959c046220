//! Views: the words, and whose they are.

use serde_json::Value;

use crate::document::Span;
use crate::lexicon::function_word;

use super::addressed::addressed;
use super::bench::{Bench, Scope, Standing, child, member, not_in_evidence, shown};
use super::clauses::clauses;
use super::code;
use super::rule::AttributionRule;
use super::same_speaker::{Same, is_introduced, is_spoken_of, same};
use super::sides::{is_outside, is_single, tells_of_several};
use super::speech::{Frame, frame_of};
use super::subject::{Subject, Subjects};
use super::untold_speaker::unclear;
use super::values::{country_code, country_places, name_standing, negated};

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
    let flag = |name: &Option<String>| {
        name.as_ref()
            .and_then(|name| member(object, name))
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
        let word = token.span.of(source.text());
        function_word(word) == Some("verb")
            // `A spokeswoman` **dismissed** `this as a rumour`
            || (word.len() > 4 && word.ends_with("ed") && word.starts_with(char::is_lowercase))
            || first
                .checked_sub(1)
                .and_then(|at| tokens.get(at))
                .is_some_and(|before| matches!(before.span.of(source.text()), "is" | "are" | "also"))
            || source
                .frames()
                .iter()
                .any(|frame| frame.cue.start == token.span.start)
    });
    // `President Castro's invitation` **to visit Chile**
    let noun = first.checked_sub(1).filter(|&at| {
        let word = tokens.get(at).map(|token| token.span.of(source.text()));
        word.is_some_and(|word| VOICED.contains(&word))
    });
    subjects
        .owner(first)
        .or_else(|| subjects.owner(noun?))
        .or_else(|| subjects.before(first).filter(|_| is_verb))
}

/// What somebody has who says something.
const VOICED: [&str; 13] = [
    "appeal",
    "appreciation",
    "call",
    "concern",
    "desire",
    "gratitude",
    "hope",
    "invitation",
    "offer",
    "proposal",
    "request",
    "thanks",
    "wish",
];

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
        by_holder(bench, pointer, speaker, holder, (said, scope));
        return;
    };
    let other = addressed(bench, speaker, frame);
    if let Some(other) = other {
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
        by_holder(bench, pointer, speaker, holder, (said, scope));
        return;
    };
    match same(bench, speaker, subject) {
        // `I have been asked`, `To quote Minister Ruiz`: the words are not the writer's.
        Same::No if matches!(subject, Subject::First(_)) && is_lent(bench, speaker, frame, scope) => {
            bench.undecided(pointer, "the writer gives words to somebody else");
        }
        Same::Yes => {}
        Same::Unknown(reason) => unclear(bench, pointer, speaker, Some(subject), (said, scope), reason),
        Same::No if elsewhere_in(bench, speaker, scope, frame) || inside(bench, speaker, said, frame) => {
            bench.undecided(pointer, "the evidence gives words to several speakers");
        }
        Same::No if is_named_beside(bench, subject) => {
            let words = shown(bench.source.slice(subject.span()));
            let reason = format!("whom “{words}” means is not certain");
            unclear(bench, pointer, speaker, Some(subject), (said, scope), reason);
        }
        Same::No if has_clause_of_its_own(bench, speaker, said, frame) => {
            let reason = "the verb of saying stands in another clause than the view";
            unclear(bench, pointer, speaker, Some(subject), (said, scope), reason);
        }
        Same::No => other_speaker(bench, pointer, speaker, subject, said),
    }
}

/// No verb of saying gives the view to somebody: its own words may (`President Castro's desire`), or the
/// writer of the text.
fn by_holder(
    bench: &mut Bench<'_>,
    pointer: &str,
    speaker: &str,
    holder: Option<Subject>,
    (said, scope): (Span, &Scope),
) {
    let own = bench.named(speaker);
    let told = holder.filter(|holder| match holder {
        Subject::Person(..) => true,
        Subject::Words(span) => is_introduced(bench, speaker, &own, *span),
        _ => false,
    });
    if let Some(other) = told.filter(|told| matches!(same(bench, speaker, *told), Same::No)) {
        other_speaker(bench, pointer, speaker, other, said);
    } else if is_of_writer(bench, said, scope) && is_spoken_of(bench, &own) {
        let message = format!(
            "the source says this in the first person, and tells of {} in the third",
            shown(speaker)
        );
        bench.mark(code::SPEAKER_OTHER, pointer, message, Some(said));
    } else {
        let reason = "the text does not tell near the view whose it is";
        unclear(bench, pointer, speaker, None, (said, scope), reason);
    }
}

/// True where a writer in the first person reports what another says: the evidence names the speaker, or
/// the verb is a passive.
fn is_lent(bench: &Bench<'_>, speaker: &str, frame: Frame, scope: &Scope) -> bool {
    const PASSIVE: [&str; 4] = ["am", "been", "was", "were"];
    let source = bench.source;
    let people = bench.named(speaker);
    let told = source.references().iter().chain(source.named_people());
    let mut places = told.filter(|(_, index)| people.contains(index));
    let before = source.text().get(..frame.cue.start).unwrap_or_default();
    let last = before.split_whitespace().next_back().unwrap_or_default();
    places.any(|(span, _)| scope.touches(*span))
        || PASSIVE.contains(&last)
        || source
            .slice(frame.cue)
            .split_whitespace()
            .any(|word| PASSIVE.contains(&word))
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

/// True where a passage outside quotation marks, in which nobody is named, is the writer's own: the text is in
/// the first person.
fn is_of_writer(bench: &Bench<'_>, said: Span, scope: &Scope) -> bool {
    let source = bench.source;
    let quoted = |span: Span| {
        source
            .mentions()
            .quotations
            .iter()
            .any(|quotation| quotation.span.overlaps(span))
    };
    let mut frames = source.frames().iter();
    let in_first_person = frames.any(|frame| {
        frame
            .subject
            .is_some_and(|subject| matches!(subject, Subject::First(span) if !quoted(span)))
    });
    let people = &source.mentions().people;
    let is_named = people.iter().any(|person| scope.touches(person.span));
    in_first_person && !quoted(said) && !is_named
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
            (_, Some(told @ (Subject::Person(..) | Subject::Country(..) | Subject::Words(_)))) if !matches!(told, Subject::Words(span) if !is_single(bench.source, span) && !is_outside(bench.source, span)) =>
            {
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
            _ if !scope.open && !tells_of_several(bench, &scope.passages, said, subject) => bench.mark(
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
