//! Which words a cue of an outcome is about.

use crate::lexicon::Object;
use crate::record::Status;

use super::clause::Clause;
use super::reading::Reading;
use super::told::{Told, is_passive};
use super::traits::Traits;

/// The token ranges of the things that a cue is about.
pub(super) fn objects(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    told: &Told,
    next_cue: usize,
) -> Vec<(usize, usize)> {
    /// More infinitives in a row are read as one.
    const MOST: usize = 8;
    let cue = &told.cue;
    let (first, after) = match cue.value.object {
        // `Fifty nurses will be trained`: what is done stands before.
        _ if is_passive(clause, cue) => return vec![before_cue(clause, cue.first)],
        // `Australia will begin …`: somebody begins it, so it stands behind.
        Object::Before if told.subject.is_some() && begins_noun(clause, cue.after) => {
            (cue.after, object_end(clause, cue.after, next_cue))
        }
        Object::After => (cue.after, object_end(clause, cue.after, next_cue)),
        Object::Inside => return cue.gap.into_iter().collect(),
        Object::Before => return vec![before_cue(clause, cue.first)],
    };
    // `over 500 syringes and $5 million for …`: each amount is a thing of its own.
    let span = clause.tokens_span(first, after);
    let amounts: Vec<usize> = reading
        .quantities_in(span)
        .map(|quantity| clause.token_at(quantity.span.start))
        .filter(|&at| at > first && clause.is(at - 1, "and"))
        .take(MOST)
        .collect();
    let mut quantities = reading.quantities_in(span);
    let begins = quantities
        .next()
        .is_some_and(|quantity| clause.token_at(quantity.span.start) <= first + 1);
    let infinitive = cue.after.checked_sub(1).is_some_and(|last| clause.is(last, "to"));
    let mut ranges = Vec::new();
    let mut start = first;
    if begins && !amounts.is_empty() {
        for at in amounts {
            ranges.push((start, at - 1));
            start = at;
        }
    } else if told.status == Status::Signed || (!infinitive && matches!(clause.word(first), "a" | "an")) {
        // `an agreement on A and a memorandum on B` are two.
        for index in first + 1..after {
            let joint = joint_at(clause, index);
            let article = matches!(clause.word(index + joint), "a" | "an");
            if ranges.len() < MOST && joint > 0 && article && index + joint < after {
                ranges.push((start, index));
                start = index + joint;
            }
        }
    } else if infinitive {
        for index in first + 1..after {
            if ranges.len() < MOST
                && clause.is(index, "and")
                && clause.is(index + 1, "to")
                && index + 2 < after
                && !clause
                    .tokens
                    .get(index)
                    .is_some_and(|and| reading.is_quoted(and.span.start))
            {
                ranges.push((start, index));
                start = index + 2;
            }
        }
    }
    ranges.push((start, after));
    ranges
}

/// The words of a joint of two things that begins at token `at`: `and`, `as well as`, `along with`.
fn joint_at(clause: &Clause<'_>, at: usize) -> usize {
    match (clause.word(at), clause.word(at + 1), clause.word(at + 2)) {
        ("and", ..) => 1,
        ("along" | "together", "with", _) => 2,
        ("as", "well", "as") => 3,
        _ => 0,
    }
}

/// True where a noun phrase begins at token `at`: an article, a number, or a word that links nothing.
fn begins_noun(clause: &Clause<'_>, at: usize) -> bool {
    let class = clause.class(at);
    clause.word(at).starts_with(char::is_alphanumeric)
        && !matches!(class, Some("preposition" | "conjunction" | "verb" | "adverb"))
}

/// The token after the last that belongs to what follows a cue.
pub(super) fn object_end(clause: &Clause<'_>, first: usize, next_cue: usize) -> usize {
    let mut depth = 0_usize;
    let limit = clause.tokens.len().min(first + LONGEST_OBJECT);
    // The subject of the next cue stands right behind the joint, and is short.
    let leads_to_cue = |joint: usize| {
        let subject = joint + 1..next_cue;
        next_cue < clause.tokens.len()
            && subject.len() <= LONGEST_SUBJECT
            && !subject
                .clone()
                .any(|index| matches!(clause.word(index), "," | "and" | "to" | "of"))
    };
    for (index, _) in clause.all_with(first..limit, Traits::MARK.with(Traits::AND)) {
        let word = clause.word(index);
        match word {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            ";" if depth == 0 => return index,
            "," if depth == 0
                && matches!(
                    clause.word(index + 1),
                    "which" | "who" | "where" | "while" | "but" | "as" | "according"
                ) =>
            {
                return index;
            }
            // `…, to which the Prime Minister replied …`
            "," if depth == 0 && matches!(clause.word(index + 2), "which" | "whom") => return index,
            // `…, and that …`, `…, and President B said …`: another clause with a cue of its own.
            "," if depth == 0
                && matches!(clause.word(index + 1), "and" | "but")
                && (clause.is(index + 2, "that") || leads_to_cue(index + 1)) =>
            {
                return index;
            }
            "and" if leads_to_cue(index) => return index,
            _ => {}
        }
        if index + 1 == next_cue && matches!(word, "," | "and") {
            return index;
        }
    }
    limit
}

/// Words of a subject that stands between a joint and its cue.
const LONGEST_SUBJECT: usize = 6;

/// How many tokens what a cue is about may have. More is a sentence that was not understood; the
/// bound also keeps a text of one endless sentence from being read again for each of its cues.
const LONGEST_OBJECT: usize = 60;

/// What stands before a cue, or nothing where a relative pronoun does; without a remark between commas right before it:
/// **the talks**`, on hold since 2019, `will resume.
fn before_cue(clause: &Clause<'_>, cue: usize) -> (usize, usize) {
    let mut after = cue;
    // `the project, which was launched`: what a relative clause tells describes the thing.
    let pronoun = cue.checked_sub(1).map_or("", |before| clause.word(before));
    if matches!(pronoun, "which" | "that" | "who") {
        return (cue, cue);
    }
    if cue.checked_sub(1).is_some_and(|before| clause.is(before, ",")) {
        let remark = (cue.saturating_sub(LONGEST_REMARK)..cue - 1)
            .rev()
            .find(|&index| clause.is(index, ","));
        after = remark.unwrap_or(cue);
    }
    (object_start(clause, after), after)
}

/// Words of a remark between commas.
const LONGEST_REMARK: usize = 14;

/// The first token of what stands before a cue: back to the last comma, `that` or other boundary.
fn object_start(clause: &Clause<'_>, cue: usize) -> usize {
    let limit = cue.saturating_sub(LONGEST_OBJECT);
    let mut list = false;
    for index in (limit..cue).rev() {
        let word = clause.word(index);
        // `'A', 'B'` and `a, b and c`: commas between items of a list do not end it.
        list |= matches!(word, "'" | "’" | "›" | "»")
            || (word == "and" && index.checked_sub(1).is_some_and(|before| !clause.is(before, ",")));
        if matches!(word, ";" | ":" | "that" | "“" | "\"") || (word == "," && !list) {
            return index + 1;
        }
    }
    limit
}
