//! Views, and whose they are.
//!
//! A cue of speech (lexicon: `speech_cues`) gives what follows it, or what stands before it in the
//! passive or in front of its subject (`…, she said`), to its subject. Quoted speech is given to
//! whoever says it beside the quotation, and goes on being theirs where sentences and paragraphs
//! consist of nothing else. A view whose subject is not understood is left out, unless the cue is
//! impersonal and nobody is named. What is recorded as an outcome is no statement as well, except
//! what was welcomed.

use std::str::FromStr;

use crate::document::{Span, TokenKind};
use crate::lexicon::{PhraseHit, SpeechCue, Voice, function_word};
use crate::record::{Act, Statement};

use crate::extract::Rule;

use super::outcomes::Read;
use super::people::Cast;
use super::reading::{Clause, Found, Reading, first_overlap, has_words, without_stop};
use super::subject::{Actor, Focus, Subject, subject_after, subject_before, subject_of_sentence};

/// The furthest that `that` may stand behind its verb: `told a press conference after the talks that`.
const REACH: usize = 14;

/// Bytes between speech and the words that say whose it is, in which it is still beside them.
const NEAR: usize = 200;

/// Words from which quoted speech is a statement of its own, and not a phrase that a report took over.
const WHOLE_SPEECH: usize = 4;

/// The statements of the document, in order; `outcomes` are what was already read as such.
pub(super) fn statements(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    outcomes: &[Read],
) -> Vec<Found<Statement>> {
    let recorded = apart(outcomes.iter().map(|read| read.span).collect());
    let mut found: Vec<(Span, Found<Statement>)> = Vec::new();
    let mut attributions: Vec<Attribution> = Vec::new();
    for (clause, cues) in reading.sentences().zip(&reading.speech_cues) {
        let told = attributed(reading, cast, focus, &clause, cues);
        reported(reading, cast, &clause, &told, &recorded, &mut found);
        attributions.extend(told.iter().filter_map(|told| {
            let subject = told
                .subject
                .filter(|_| told.cue.value.wants_clause || told.cue.value.act == "said")?;
            Some(Attribution {
                cue: told.cue.span,
                act: told.cue.value.act,
                subject,
            })
        }));
    }
    spoken(reading, cast, focus, &attributions, &mut found);
    found.sort_by_key(|(span, _)| *span);
    found.into_iter().map(|(_, statement)| statement).collect()
}

/// A cue of a sentence, with its subject where that is understood.
struct Told {
    cue: PhraseHit<'static, SpeechCue>,
    subject: Option<Subject>,
    /// True where the subject stands behind the cue: `said the Premier`.
    behind: bool,
}

/// Who said something, by a cue outside quotation marks.
struct Attribution {
    cue: Span,
    act: &'static str,
    subject: Subject,
}

/// The cues of a sentence outside quoted speech, each with its subject.
fn attributed(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    cues: &[PhraseHit<'static, SpeechCue>],
) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    let mut last: Option<Subject> = None;
    for cue in cues.iter().filter(|cue| !reading.is_quoted(cue.span.start)) {
        let mut behind = false;
        let subject = match cue.value.voice {
            Voice::Active => subject_before(reading, cast, focus, clause, cue.first)
                .or_else(|| {
                    // `," said the Premier`
                    let closed = cue.first.checked_sub(1).map_or("", |before| clause.word(before));
                    let after =
                        cue.value.wants_clause && matches!(closed, "\"" | "”" | "," | "'" | "’" | "»");
                    let found = after
                        .then(|| subject_after(reading, cast, focus, clause, cue.after))
                        .flatten();
                    behind = found.is_some();
                    found
                })
                .or_else(|| {
                    is_joined(clause, cue.first)
                        .then(|| {
                            last.or_else(|| subject_of_sentence(reading, cast, focus, clause, cue.first))
                        })
                        .flatten()
                }),
            Voice::Participle => last,
            Voice::According => {
                behind = true;
                subject_after(reading, cast, focus, clause, cue.after)
            }
            Voice::Passive | Voice::Impersonal => None,
        };
        last = subject.or(last);
        told.push(Told {
            cue: *cue,
            subject,
            behind,
        });
    }
    // `Noting …, the Premier said`: the subject stands further on.
    let first = told.iter().find_map(|told| told.subject);
    for early in told
        .iter_mut()
        .take_while(|told| told.cue.value.voice == Voice::Participle)
    {
        early.subject = early.subject.or(first);
    }
    told
}

/// True where the verb at token `at` is joined to an earlier one: `A praised B and thanked C`.
fn is_joined(clause: &Clause<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |index| clause.word(index));
    let adverb = before(1).ends_with("ly") || before(1) == "also";
    let joint = if adverb { before(2) } else { before(1) };
    matches!(joint, "and" | "but" | ",")
}

/// The statements that a sentence reports in its own words.
fn reported(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    told: &[Told],
    recorded: &[Span],
    found: &mut Vec<(Span, Found<Statement>)>,
) {
    let mut read_to = 0;
    for (index, one) in told.iter().enumerate() {
        if one.cue.first < read_to {
            continue;
        }
        let next = told
            .get(index + 1)
            .map_or(clause.tokens.len(), |next| next.cue.first);
        let Some(view) = view(reading, clause, one, next) else {
            continue;
        };
        let Some(text) = outside_outcomes(reading, view.text, recorded, one.cue.value.act) else {
            continue;
        };
        let view = View { text, ..view };
        read_to = clause.token_at(view.text.end);
        let parts: Vec<Span> = one.subject.map(|subject| subject.span).into_iter().collect();
        let rule = match one.cue.value.voice {
            Voice::Active => Rule::StatementReported,
            Voice::According => Rule::StatementReported,
            Voice::Participle => Rule::StatementParticiple,
            Voice::Passive => Rule::StatementPassive,
            Voice::Impersonal => Rule::StatementImpersonal,
        };
        let span = parts
            .iter()
            .fold(view.text.join(one.cue.span), |span, part| span.join(*part));
        if let Some(statement) = statement(reading, cast, one.cue.value.act, one.subject, &view, &[span]) {
            let cues = std::iter::once(one.cue.span).chain(parts).collect();
            found.push((
                view.text,
                Found {
                    object: statement,
                    rule,
                    cues,
                },
            ));
        }
    }
}

/// `text` without what was recorded as an outcome at its end; `None` where that is all of it.
fn outside_outcomes(reading: &Reading<'_>, text: Span, recorded: &[Span], act: &str) -> Option<Span> {
    if matches!(
        act,
        "welcomed" | "expressed_concern" | "condemned" | "congratulated" | "thanked" | "praised" | "invited"
    ) {
        return Some(text);
    }
    let Some(outcome) = first_overlap(recorded, |span| *span, text) else {
        return Some(text);
    };
    let before = Span::new(text.start, outcome.start.max(text.start));
    let kept = before.of(reading.text).trim_end();
    let kept = kept.strip_suffix(" the").unwrap_or(kept);
    let kept = kept.strip_suffix(" and").or_else(|| kept.strip_suffix(','))?;
    let span = without_stop(reading.text, Span::new(text.start, text.start + kept.len()));
    has_words(span.of(reading.text)).then_some(span)
}

/// The statements that are quoted speech, sentence by sentence.
fn spoken(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    attributions: &[Attribution],
    found: &mut Vec<(Span, Found<Statement>)>,
) {
    let mut reported: Vec<Span> = found.iter().map(|(span, _)| *span).collect();
    reported = apart(reported);
    let mut last: Option<Attribution> = None;
    for quoted in &reading.quoted {
        let words = quoted.of(reading.text).split_whitespace();
        if words.filter(|word| has_words(word)).count() < WHOLE_SPEECH
            || first_overlap(&reported, |span| *span, *quoted).is_some()
        {
            continue;
        }
        let beside = beside(reading, attributions, *quoted);
        let alone = stands_alone(reading, *quoted);
        let by = match beside {
            Some(attribution) => Some(attribution.copied()),
            None if alone => last.as_ref().map(Attribution::going_on).or_else(|| {
                // `He thanked the hosts. “…”`: whoever was spoken of goes on.
                let actor = focus.at(reading, quoted.start)?;
                Some(Attribution {
                    cue: *quoted,
                    act: "said",
                    subject: Subject { actor, span: *quoted },
                })
            }),
            None => None,
        };
        if let Some(by) = &by {
            speak(reading, cast, by, *quoted, found);
        }
        last = by;
    }
}

/// One statement for each sentence of `quoted`.
fn speak(
    reading: &Reading<'_>,
    cast: &Cast,
    by: &Attribution,
    quoted: Span,
    found: &mut Vec<(Span, Found<Statement>)>,
) {
    let source = by.subject.span.join(by.cue);
    for sentence in reading.sentences_in(quoted) {
        let start = sentence.start.max(quoted.start);
        let part = Span::new(start, sentence.end.min(quoted.end).max(start)).trimmed(reading.text);
        let text = without_comma(reading.text, part);
        let many = text
            .of(reading.text)
            .split_whitespace()
            .filter(|word| has_words(word))
            .nth(1);
        if many.is_none() {
            continue;
        }
        let view = View { text, quoted: true };
        let near = sentence.overlaps(source);
        let evidence = if near {
            vec![text.join(source)]
        } else {
            vec![source, text]
        };
        if let Some(statement) = statement(reading, cast, by.act, Some(by.subject), &view, &evidence) {
            let cues = if source.overlaps(quoted) {
                Vec::new()
            } else {
                vec![by.subject.span, by.cue]
            };
            let rule = if near {
                Rule::StatementQuoted
            } else {
                Rule::StatementQuotedOn
            };
            found.push((
                text,
                Found {
                    object: statement,
                    rule,
                    cues,
                },
            ));
        }
    }
}

/// `span` without the comma with which a quotation goes over to its speaker.
fn without_comma(text: &str, span: Span) -> Span {
    let kept = span
        .of(text)
        .trim_end_matches([',', '"', '“', '”', '«', '»'])
        .trim_end();
    Span::new(span.start, span.start + kept.len())
}

/// The attribution right before or behind `quoted`, in its first or last sentence.
fn beside<'a>(
    reading: &Reading<'_>,
    attributions: &'a [Attribution],
    quoted: Span,
) -> Option<&'a Attribution> {
    let after = attributions.partition_point(|attribution| attribution.cue.start < quoted.start);
    let same = |one: usize, other: usize| {
        let sentence = reading.outline.sentence_at(one);
        sentence.is_some() && sentence == reading.outline.sentence_at(other)
    };
    // `…,” she said`: the nearest behind it, if no other quotation stands between.
    let behind = attributions.get(after).filter(|attribution| {
        let first = attribution.cue.start.min(attribution.subject.span.start);
        if first.saturating_sub(quoted.end) > NEAR {
            return false;
        }
        let between = reading.text.get(quoted.end..first).unwrap_or_default();
        let near = between.trim_matches(|ch: char| !ch.is_alphanumeric());
        let opens = quoted.of(reading.text).ends_with(',')
            || reading
                .text
                .get(quoted.end..)
                .is_some_and(|rest| rest.chars().nth(1) == Some(','))
            || same(quoted.end.saturating_sub(1), first);
        opens && near.split_whitespace().count() <= 3 && first >= quoted.end
    });
    let before = after
        .checked_sub(1)
        .and_then(|index| attributions.get(index))
        .filter(|attribution| {
            let last = attribution.cue.end.max(attribution.subject.span.end);
            same(attribution.cue.start, quoted.start) && last <= quoted.start
        });
    match (before, behind) {
        // `A said: “…”` is nearer than what follows in the next sentence.
        (Some(before), _) if leads_to(reading, before, quoted) => Some(before),
        (_, Some(behind)) => Some(behind),
        (before, None) => before,
    }
}

/// True where only marks and a few words stand between the attribution and what it introduces.
fn leads_to(reading: &Reading<'_>, attribution: &Attribution, quoted: Span) -> bool {
    let last = attribution.cue.end.max(attribution.subject.span.end);
    if quoted.start.saturating_sub(last) > NEAR {
        return false;
    }
    let between = reading.text.get(last..quoted.start).unwrap_or_default();
    between
        .trim_end_matches(['"', '“', '«', ' '])
        .ends_with([':', ','])
        || between.split_whitespace().count() <= 2
}

/// True where the first sentence of `quoted` begins with it.
fn stands_alone(reading: &Reading<'_>, quoted: Span) -> bool {
    reading.sentence_at(quoted.start).is_some_and(|sentence| {
        let before = reading
            .text
            .get(sentence.span.start..quoted.start)
            .unwrap_or_default();
        before.len() <= NEAR && !has_words(before)
    })
}

impl Attribution {
    fn copied(&self) -> Self {
        Self { ..*self }
    }

    /// The same speaker, going on.
    fn going_on(&self) -> Self {
        Self { ..*self }
    }
}

/// `spans` in order, those that overlap made one.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.join(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// What a cue gives to someone.
#[derive(Clone, Copy)]
struct View {
    text: Span,
    quoted: bool,
}

fn statement(
    reading: &Reading<'_>,
    cast: &Cast,
    act: &str,
    subject: Option<Subject>,
    view: &View,
    evidence: &[Span],
) -> Option<Statement> {
    let act = Act::from_str(act).ok()?;
    let evidence = reading.evidence(evidence.iter().copied());
    let mut statement = Statement::new(act, view.text.of(reading.text), evidence);
    match subject.map(|subject| subject.actor) {
        Some(Actor::Person(index)) => {
            statement.speaker = Some(cast.people.get(index)?.name.of(reading.text).to_owned());
        }
        Some(Actor::Side(code)) => {
            let party = cast.parties.iter().find(|party| party.code == code)?;
            statement.speaker = Some(party.name.to_owned());
        }
        Some(Actor::Joint) => statement.joint = true,
        Some(Actor::Unnamed(words) | Actor::Body(words)) => {
            statement.speaker = Some(words.of(reading.text).to_owned())
        }
        Some(Actor::Writer | Actor::Meeting) | None => {}
    }
    statement.quoted = view.quoted;
    Some(statement)
}

fn view(reading: &Reading<'_>, clause: &Clause<'_>, told: &Told, next_cue: usize) -> Option<View> {
    let cue = &told.cue;
    match cue.value.voice {
        Voice::Passive => {
            let whole = reading.clause_around(cue.span);
            let last = cue
                .first
                .checked_sub(1)
                .and_then(|index| clause.tokens.get(index))?;
            let text = Span::new(whole.start.min(last.span.end), last.span.end);
            plain(reading, text)
        }
        Voice::Impersonal => plain(reading, clause.tokens_span(cue.after, clause.tokens.len())?),
        Voice::According => according(reading, clause, cue, told.subject?),
        Voice::Active | Voice::Participle => {
            let subject = told.subject?;
            if told.behind {
                return None;
            }
            active(reading, clause, cue, next_cue).or_else(|| in_front(reading, clause, cue, subject))
        }
    }
}

fn active(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    cue: &PhraseHit<'static, SpeechCue>,
    next_cue: usize,
) -> Option<View> {
    let limit = view_end(clause, cue.after, next_cue);
    if cue
        .after
        .checked_sub(1)
        .is_some_and(|last| clause.word(last) == "that")
    {
        return plain(reading, clause.tokens_span(cue.after, limit)?);
    }
    let that = (cue.after..limit.min(cue.after + REACH)).find(|&index| clause.word(index) == "that");
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
        let words = quotation.inner.of(reading.text).split_whitespace();
        if words.count() >= WHOLE_SPEECH {
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
        let for_at = (from..limit.min(from + REACH)).find(|&index| clause.word(index) == "for");
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
    let class = function_word(word);
    let leads_on = matches!(word, "to" | "by" | "in" | "at" | "and" | "as")
        || (cue.value.wants_clause
            && (matches!(class, Some("preposition" | "verb")) || word.ends_with("ly")));
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
    let article = usize::from(clause.word(from) == "the" || clause.word(from) == "his");
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

/// The clause behind `According to the minister,` at the beginning of a sentence, or in front of
/// `, according to the minister` at its end.
fn according(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    cue: &PhraseHit<'static, SpeechCue>,
    subject: Subject,
) -> Option<View> {
    let after = clause.token_at(subject.span.end);
    if cue.first == 0 && clause.word(after) == "," {
        return plain(reading, clause.tokens_span(after + 1, clause.tokens.len())?);
    }
    let comma = cue
        .first
        .checked_sub(1)
        .filter(|&before| clause.word(before) == ",")?;
    let ends = after >= clause.tokens.len() || clause.word(after) == ".";
    if !ends {
        return None;
    }
    plain(reading, clause.tokens_span(0, comma)?)
}

/// The clause in front of its speaker: `trade has grown, she said`.
fn in_front(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    cue: &PhraseHit<'static, SpeechCue>,
    subject: Subject,
) -> Option<View> {
    let ends = cue.after >= clause.tokens.len()
        || clause.word(cue.after) == "."
        || (clause.word(cue.after) == ","
            && !matches!(clause.word(cue.after + 1), "\"" | "“" | "'" | "‘" | "«"));
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
    let comma = first.checked_sub(1).filter(|&index| clause.word(index) == ",")?;
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
    let limit = (first + 1..limit)
        .find(|&index| {
            clause.word(index) == "and"
                && (MEETING_VERBS.contains(&clause.word(index + 1))
                    || (clause.word(index + 1) == "also" && MEETING_VERBS.contains(&clause.word(index + 2))))
        })
        .map_or(
            limit,
            |and| if clause.word(and - 1) == "," { and - 1 } else { and },
        );
    if next_cue >= limit || next_cue <= first {
        return limit;
    }
    let mut end = next_cue;
    while let Some(before) = end.checked_sub(1).filter(|&before| before > first) {
        let word = clause.word(before);
        if !(word == "and" || word == "," || word == "also" || word.ends_with("ly")) {
            break;
        }
        end = before;
    }
    if end < next_cue { end } else { limit }
}

/// Verbs of what people do at a meeting besides holding views.
const MEETING_VERBS: [&str; 8] = [
    "agreed",
    "committed",
    "consulted",
    "discussed",
    "exchanged",
    "met",
    "pledged",
    "reviewed",
];

/// A view in the source's own words, outside quotation marks.
fn plain(reading: &Reading<'_>, text: Span) -> Option<View> {
    let text = without_stop(reading.text, text);
    let words = text.of(reading.text).split_whitespace();
    let several_words = words.filter(|word| has_words(word)).nth(1).is_some();
    several_words.then_some(View { text, quoted: false })
}
