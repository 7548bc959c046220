//! Quoted speech, sentence by sentence, and whose it is.
//!
//! It is given to whoever says it beside the quotation, and goes on being theirs where sentences
//! and paragraphs consist of nothing else.

use crate::document::{Span, TokenKind};
use crate::extract::Rule;
use crate::lexicon::function_word;
use crate::record::Statement;

use super::actor::{Subject, named_ending};
use super::focus::Focus;
use super::people::Cast;
use super::reading::{Found, Reading, first_overlap, has_words};
use super::statements::{apart, statement};
use super::subject::subject_after;
use super::view::{View, WHOLE_SPEECH};

/// Who said something, by a cue outside quotation marks.
pub(super) struct Attribution {
    pub(super) cue: Span,
    pub(super) act: &'static str,
    pub(super) subject: Subject,
}

/// Bytes between speech and the words that say whose it is, in which it is still beside them.
const NEAR: usize = 200;

/// The statements that are quoted speech, sentence by sentence; `unclear` are the verbs of speech
/// whose subject was not understood.
pub(super) fn spoken(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    attributions: &[Attribution],
    unclear: &[Span],
    found: &mut Vec<(Span, Found<Statement>)>,
) {
    let mut reported: Vec<Span> = found.iter().map(|(span, _)| *span).collect();
    reported = apart(reported);
    let mut last: Option<Attribution> = None;
    let mut unknown = false;
    for quoted in &reading.quoted {
        let words = quoted.of(reading.text).split_whitespace();
        if words
            .filter(|word| has_words(word))
            .nth(WHOLE_SPEECH - 1)
            .is_none()
            || first_overlap(&reported, |span| *span, *quoted).is_some()
        {
            continue;
        }
        let beside = beside(reading, attributions, *quoted)
            .map(Attribution::copied)
            .or_else(|| closed_by(reading, cast, focus, *quoted));
        let alone = stands_alone(reading, *quoted);
        let by = match beside {
            Some(attribution) => Some(attribution),
            // `“…,” said one who is not known`: it is not whoever was spoken of before.
            None if verb_follows(reading, unclear, *quoted) => {
                unknown = true;
                None
            }
            None if alone && unknown => None,
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
            unknown = false;
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
                [None; 2]
            } else {
                [Some(by.subject.span), Some(by.cue)]
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

/// The attribution that a comma leads to from `quoted`, whatever its verb: `“…,” quipped Ms Berg` and
/// `“…,” Ms Berg shot back`. After such a comma nothing else puts a verb beside a name.
fn closed_by(reading: &Reading<'_>, cast: &Cast, focus: &Focus, quoted: Span) -> Option<Attribution> {
    /// The longest name with its office.
    const MOST_WORDS: usize = 8;
    let inside = quoted
        .of(reading.text)
        .trim_end_matches(['"', '”', '’', '\'', '»']);
    let behind = reading.text.get(quoted.end..)?;
    if !inside.ends_with(',')
        && !behind
            .trim_start_matches(['"', '”', '’', '\'', '»'])
            .starts_with(',')
    {
        return None;
    }
    let clause = reading.sentence_at(quoted.end.checked_sub(1)?)?;
    let mut first = clause.token_at(quoted.end);
    while clause.tokens.get(first)?.kind == TokenKind::Mark {
        first += 1;
    }
    let verb = (first..clause.tokens.len().min(first + MOST_WORDS)).find(|&index| {
        let word = clause.word(index);
        word.starts_with(char::is_lowercase) && function_word(word).is_none()
    })?;
    let is_past = clause.word(verb).ends_with("ed");
    let subject = if verb == first {
        subject_after(reading, cast, focus, &clause, verb + 1)?
    } else {
        named_ending(reading, cast, &clause, verb).filter(|name| {
            (first..clause.token_at(name.span.start)).all(|index| is_article(clause.word(index)))
        })?
    };
    is_past.then_some(Attribution {
        cue: clause.tokens.get(verb)?.span,
        act: "said",
        subject,
    })
}

fn is_article(word: &str) -> bool {
    function_word(word) == Some("article")
}

/// True where one of `verbs`, which are in order, stands right behind `quoted`, over the few words of
/// a subject.
fn verb_follows(reading: &Reading<'_>, verbs: &[Span], quoted: Span) -> bool {
    let next = verbs.partition_point(|verb| verb.start < quoted.end);
    verbs.get(next).is_some_and(|verb| {
        let between = reading.text.get(quoted.end..verb.start).unwrap_or_default();
        between.len() <= NEAR && !between.contains('\n') && !between.contains(['“', '"', '.'])
    })
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

/// True where the first sentence of `quoted` begins with it, and no words follow it in its last.
fn stands_alone(reading: &Reading<'_>, quoted: Span) -> bool {
    let wordless = |from: usize, to: usize| {
        let text = reading.text.get(from..to).unwrap_or_default();
        text.len() <= NEAR && !has_words(text)
    };
    let begins = reading
        .sentence_at(quoted.start)
        .is_some_and(|sentence| wordless(sentence.span.start, quoted.start));
    let ends = reading
        .sentence_at(quoted.end.saturating_sub(1))
        .is_none_or(|sentence| wordless(quoted.end, sentence.span.end.max(quoted.end)));
    begins && ends
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
