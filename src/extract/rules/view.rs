//! What a verb of speech gives to its subject: where a view begins and ends.

use crate::document::{Span, TokenKind};
use crate::lexicon::{PhraseHit, SpeechCue, is_adverb};

use super::actor::Subject;
use super::clause::Clause;
use super::reading::{Reading, has_words, without_stop};
use super::traits::Traits;

/// What a cue gives to someone.
#[derive(Clone, Copy)]
pub(super) struct View {
    pub(super) text: Span,
    pub(super) quoted: bool,
}

/// The furthest that `that` may stand behind its verb: `told a press conference after the talks that`.
const REACH: usize = 14;

/// Words from which quoted speech is a statement of its own, and not a phrase that a report took over.
pub(super) const WHOLE_SPEECH: usize = 4;

/// The clause behind `According to the minister,` at the beginning of a sentence, or in front of
/// `, according to the minister` at its end.
pub(super) fn according(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    cue: &PhraseHit<'static, SpeechCue>,
    subject: Subject,
) -> Option<View> {
    let after = clause.token_at(subject.span.end);
    if cue.first == 0 && clause.is(after, ",") {
        return plain(reading, clause.tokens_span(after + 1, clause.tokens.len())?);
    }
    let comma = cue
        .first
        .checked_sub(1)
        .filter(|&before| clause.is(before, ","))?;
    let ends = after >= clause.tokens.len() || clause.is(after, ".");
    if !ends {
        return None;
    }
    plain(reading, clause.tokens_span(0, comma)?)
}

pub(super) fn active(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    cue: &PhraseHit<'static, SpeechCue>,
    next_cue: usize,
) -> Option<View> {
    let limit = view_end(clause, cue.after, next_cue);
    if cue
        .after
        .checked_sub(1)
        .is_some_and(|last| clause.is(last, "that"))
    {
        return plain(reading, clause.tokens_span(cue.after, limit)?);
    }
    let that = (cue.after..limit.min(cue.after + REACH)).find(|&index| clause.is(index, "that"));
    if let Some(that) = that.filter(|&that| that == cue.after || cue.value.wants_clause) {
        return plain(reading, clause.tokens_span(that + 1, limit)?);
    }
    let quotation = clause
        .tokens
        .get(cue.after..limit.min(cue.after + 3))?
        .iter()
        .find_map(|token| {
            let quotations = &reading.mentions.quotations;
            let index = quotations.partition_point(|quotation| quotation.span.start < token.span.start);
            quotations
                .get(index)
                .filter(|quotation| quotation.span.start == token.span.start)
        });
    if let Some(quotation) = quotation.filter(|_| cue.value.wants_clause) {
        let mut words = quotation.inner.of(reading.text).split_whitespace();
        if words.nth(WHOLE_SPEECH - 1).is_some() {
            // Read as speech, sentence by sentence.
            return None;
        }
        let text = without_stop(reading.text, quotation.inner);
        return has_words(text.of(reading.text)).then_some(View { text, quoted: true });
    }
    let first = clause.tokens.get(cue.after)?;
    if reading.is_quoted(clause.tokens.get(cue.after + 1)?.span.start) && first.kind == TokenKind::Mark {
        return None;
    }
    let mut from = cue.after;
    if cue.value.act == "thanked" {
        // `thanked A for B`: what the thanks are for.
        let for_at = (from..limit.min(from + REACH)).find(|&index| clause.is(index, "for"));
        from = for_at.map_or(from, |index| index + 1);
    } else if cue.value.wants_clause {
        from = after_time(reading, clause, from);
    }
    if !cue.value.wants_clause
        && matches!(
            clause.word(from),
            "about" | "at" | "for" | "in" | "of" | "on" | "over" | "with" | "to"
        )
    {
        // `expressed concern at …`, `paid tribute to …`
        from += 1;
    }
    let first = clause.tokens.get(from)?;
    let word = clause.word(from);
    let class = clause.class(from);
    let leads_on = matches!(word, "to" | "by" | "in" | "at" | "and" | "as")
        || (cue.value.wants_clause && (matches!(class, Some("preposition" | "verb")) || is_adverb(word)));
    if first.kind == TokenKind::Mark
        || leads_on
        || (cue.value.act == "welcomed" && greets(reading, clause, from))
    {
        return None;
    }
    plain(reading, clause.tokens_span(from, limit)?)
}

/// True where what is welcomed at token `from` is a guest and not a thing.
fn greets(reading: &Reading<'_>, clause: &Clause<'_>, from: usize) -> bool {
    let article = usize::from(clause.is(from, "the") || clause.is(from, "his"));
    let guest = (from + article..from + article + 3)
        .any(|index| matches!(clause.word(index), "guest" | "guests" | "delegation"));
    let start = clause
        .tokens
        .get(from + article)
        .map_or(0, |token| token.span.start);
    let people = &reading.mentions.people;
    let index = people.partition_point(|person| person.span.end <= start);
    let person = people.get(index).filter(|person| person.span.start <= start);
    // `President A’s proposal` is a thing.
    let owns = person.is_some_and(|person| {
        let next = clause.token_at(person.span.end);
        clause
            .tokens
            .get(next)
            .is_some_and(|token| token.kind == TokenKind::Possessive)
    });
    guest || (person.is_some() && !owns)
}

/// The token after a time that stands at token `at`: `said on Wednesday that`.
fn after_time(reading: &Reading<'_>, clause: &Clause<'_>, at: usize) -> usize {
    let Some(token) = clause.tokens.get(at) else {
        return at;
    };
    let dates = &reading.mentions.dates;
    let index = dates.partition_point(|date| date.span.start < token.span.start);
    let date = dates
        .get(index)
        .filter(|date| date.span.start == token.span.start);
    date.map_or(at, |date| clause.token_at(date.span.end))
}

/// The clause in front of its speaker: `trade has grown, she said`.
pub(super) fn in_front(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    cue: &PhraseHit<'static, SpeechCue>,
    subject: Subject,
) -> Option<View> {
    let ends = cue.after >= clause.tokens.len()
        || clause.is(cue.after, ".")
        || (clause.is(cue.after, ",") && !matches!(clause.word(cue.after + 1), "\"" | "“" | "'" | "‘" | "«"));
    let mut first = clause.token_at(subject.span.start);
    while first.checked_sub(1).is_some_and(|index| {
        let word = clause.word(index);
        matches!(
            word,
            "the" | "a" | "an" | "senior" | "one" | "some" | "government"
        ) || reading
            .mentions
            .countries
            .binary_search_by_key(
                &clause.tokens.get(index).map_or(0, |token| token.span.start),
                |country| country.span.start,
            )
            .is_ok()
    }) {
        first -= 1;
    }
    let comma = first.checked_sub(1).filter(|&index| clause.is(index, ","))?;
    if !ends || !cue.value.wants_clause || comma < 3 {
        return None;
    }
    let span = clause.tokens_span(0, comma)?;
    if reading.is_quoted(span.end.saturating_sub(1)) {
        return None;
    }
    plain(reading, span)
}

/// The token after the last of a view: before `and` or a comma that leads to the next verb of speech.
fn view_end(clause: &Clause<'_>, first: usize, next_cue: usize) -> usize {
    /// Longer views are read up to here, so that each token is read a bounded number of times.
    const LONGEST: usize = 120;
    let limit = clause.tokens.len().min(first + LONGEST);
    // `… and discussed …`: what goes on is no view.
    let limit = clause
        .all_with(first + 1..limit, Traits::AND)
        .map(|(and, _)| and)
        .find(|and| {
            is_of_meeting(clause.word(and + 1))
                || (clause.is(and + 1, "also") && is_of_meeting(clause.word(and + 2)))
        })
        .map_or(limit, |and| if clause.is(and - 1, ",") { and - 1 } else { and });
    if next_cue >= limit || next_cue <= first {
        return limit;
    }
    let mut end = next_cue;
    while let Some(before) = end.checked_sub(1).filter(|&before| before > first) {
        let word = clause.word(before);
        if !(word == "and" || word == "," || word == "also" || is_adverb(word)) {
            break;
        }
        end = before;
    }
    if end < next_cue {
        return end;
    }
    clause_of_next(clause, first, next_cue).unwrap_or(limit)
}

/// Where the clause of the verb of speech at token `next_cue` begins, if it has a short subject of its own:
/// `the welcome`**, and President B thanked** `…`.
fn clause_of_next(clause: &Clause<'_>, first: usize, next_cue: usize) -> Option<usize> {
    /// The longest subject, with its office.
    const LONGEST: usize = 6;
    let in_subject = |index: usize| {
        let word = clause.word(index);
        word.starts_with(char::is_uppercase) || matches!(word, "the" | "of" | "he" | "she" | "they")
    };
    let joint = (first + 1..next_cue)
        .rev()
        .take(LONGEST + 1)
        .find(|&index| !in_subject(index))?;
    if joint + 1 == next_cue {
        return None;
    }
    let comma = clause.is(joint - 1, ",");
    match clause.word(joint) {
        ";" => Some(joint),
        "and" | "but" | "while" if comma => Some(joint - 1),
        _ => None,
    }
}

/// True for verbs of what people do at a meeting besides holding views.
fn is_of_meeting(word: &str) -> bool {
    matches!(
        word,
        "agreed" | "committed" | "consulted" | "discussed" | "exchanged" | "met" | "pledged" | "reviewed"
    )
}

/// A view in the source's own words, outside quotation marks.
pub(super) fn plain(reading: &Reading<'_>, text: Span) -> Option<View> {
    let text = without_stop(reading.text, text);
    let words = text.of(reading.text).split_whitespace();
    let several_words = words.filter(|word| has_words(word)).nth(1).is_some();
    several_words.then_some(View { text, quoted: false })
}
