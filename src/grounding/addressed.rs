//! Whom a verb of saying is addressed to: he is not the one who speaks.

use super::bench::Bench;
use super::same_speaker::{Same, same};
use super::speech::Frame;
use super::subject::{Subject, Subjects};
use super::values::country_code;

/// The subject of a verb whose object is the recorded speaker: `she thanked` **President Ruiz**. Nobody
/// thanks himself.
pub(super) fn addressed(bench: &Bench<'_>, speaker: &str, frame: Frame) -> Option<Subject> {
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
    let object = subjects.after(after)?;
    let span = object.span();
    // `said President Ruiz` has its subject behind it.
    let is_behind = !frame.trailing
        && frame
            .subject
            .is_some_and(|subject| subject.span().end <= frame.cue.start)
        && tokens.get(after).is_some_and(|token| span.overlaps(token.span));
    let own = source.people().named(speaker);
    let is_speaker = match object {
        Subject::Person(index, _) => own.contains(&index),
        // `commended` **Chile** `for`: nobody thanks his own state.
        Subject::Country(code, _) => {
            is_praise(source.slice(frame.cue))
                && !frame
                    .subject
                    .is_some_and(|subject| matches!(same(bench, speaker, subject), Same::Yes))
                && country_code(speaker).map_or_else(
                    || {
                        !own.is_empty()
                            && own.iter().all(|index| {
                                let person = source.people().get(*index);
                                person.is_some_and(|person| person.countries.contains(&code))
                            })
                    },
                    |own| own == code,
                )
        }
        _ => false,
    };
    frame.subject.filter(|_| is_behind && is_speaker)
}

/// True for a verb by which one turns to another: `thanked`, `commended`.
fn is_praise(words: &str) -> bool {
    const VERBS: [&str; 6] = [
        "applaud",
        "commend",
        "compliment",
        "congratulat",
        "prais",
        "thank",
    ];
    let words = words.to_lowercase();
    VERBS.iter().any(|verb| words.starts_with(verb))
}
