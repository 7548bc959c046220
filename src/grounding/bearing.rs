//! What bears a status out, or takes it back, besides the cue that governs it.

use crate::document::Span;

use super::bench::{Bench, Scope};
use super::code;
use super::cues::{Cue, Modifier, answers, modifiers};
use super::rule::CueRule;
use super::source::Source;
use super::standing::presupposed;
use super::subject::{Subject, Subjects};

/// True where the record does not hide what turns or weakens the cue: a halt or a condition that
/// stands in the thing's own words (`the flight, suspended in March`), or a halt that is to end
/// (`proposed to resume the flight, suspended in March`).
pub(super) fn is_open(source: &Source, about: Option<Span>, (modifier, span): (Modifier, Span)) -> bool {
    /// Verbs whose object has come to a halt before.
    const RESUMING: [&str; 8] = [
        "reactivat",
        "relaunch",
        "reopen",
        "restart",
        "restor",
        "resum",
        "reviv",
        "unblock",
    ];
    let Some(about) = about else { return false };
    let resumes = || {
        /// Words from the verb to the thing: `resume` **the two direct** `flights`.
        const REACH: usize = 4;
        let (before, _) = source.around(about.start);
        let before = before.split_whitespace().rev().take(REACH);
        before
            .chain(source.slice(about).split_whitespace())
            .map(str::to_lowercase)
            .any(|word| RESUMING.iter().any(|stem| word.starts_with(stem)))
    };
    match modifier {
        Modifier::Stalled => about.contains(span) || resumes(),
        Modifier::Conditional => about.contains(span),
        Modifier::Negated | Modifier::Expected | Modifier::Denied => false,
    }
}

/// What is welcomed has taken place; what is supported may still be to come.
pub(crate) const FACTIVE: [&str; 7] = [
    "applauded",
    "commended",
    "hailed",
    "marked",
    "praised",
    "welcomed",
    "welcomes",
];
/// What has become of a thing whose deed is welcomed.
pub(crate) const DEEDS: [(&str, &str); 14] = [
    ("adoption", "signed"),
    ("commencement", "under_way"),
    ("completion", "completed"),
    ("conclusion", "signed"),
    ("creation", "completed"),
    ("delivery", "completed"),
    ("establishment", "completed"),
    ("formation", "completed"),
    ("inauguration", "completed"),
    ("launch", "under_way"),
    ("opening", "completed"),
    ("signature", "signed"),
    ("signing", "signed"),
    ("start", "under_way"),
];

/// True where the words of `cue` take `value` for granted: who welcomes the signing of a loan tells
/// that it was signed.
pub(super) fn grants(source: &Source, cue: &Cue, about: Option<Span>, rule: &CueRule, value: &str) -> bool {
    let words = source.slice(cue.span).to_lowercase();
    let mut words = words.split_whitespace();
    let rank = |value: &str| rule.order.iter().position(|own| own == value);
    words.next().is_some_and(|verb| FACTIVE.contains(&verb))
        && (words
            .filter_map(|word| DEEDS.iter().find(|(noun, _)| *noun == word))
            .any(|(_, told)| rank(told) >= rank(value))
            || presupposed(source, cue, about).is_some_and(|told| rank(told) >= rank(value)))
}

/// Nouns for what sides have come to terms on.
pub(super) const AGREEMENTS: [&str; 10] = [
    "accord",
    "accords",
    "agreement",
    "agreements",
    "contract",
    "contracts",
    "deal",
    "deals",
    "pact",
    "pacts",
];

/// True where the evidence tells, behind the proposal at `proposal`, that it was taken up, and that
/// is as strong as `value`. The words of the thing itself, at `about`, are no answer: `will` **take up the duties**.
pub(super) fn answered(
    source: &Source,
    (proposal, about): (Span, Option<Span>),
    scope: &Scope,
    rule: &CueRule,
    value: &str,
) -> bool {
    let rank = |value: &str| rule.order.iter().position(|own| own == value);
    let sentences = source.outline().sentences().iter();
    sentences
        .filter(|sentence| sentence.span.end > proposal.end && scope.touches(sentence.span))
        .flat_map(|sentence| answers(source, sentence))
        .any(|cue| {
            cue.span.start >= proposal.end
                && !about.is_some_and(|about| about.contains(cue.span))
                && scope.touches(cue.span)
                && cue.modifiers.is_empty()
                && cue.value.as_deref().and_then(rank) >= rank(value)
        })
}

/// True where a verb right before the proposal in `cue` takes it up, as strongly as `value`: `accepted
/// Norway's` **offer to** `train nurses`.
pub(super) fn taken_up(source: &Source, cue: &Cue, rule: &CueRule, value: &str) -> bool {
    const VERBS: [(&str, &str); 10] = [
        ("accepted", "agreed"),
        ("accepts", "agreed"),
        ("backed", "supported"),
        ("embraced", "agreed"),
        ("endorsed", "supported"),
        ("hailed", "supported"),
        ("supported", "supported"),
        ("took up", "agreed"),
        ("welcomed", "supported"),
        ("welcomes", "supported"),
    ];
    /// Words of whose proposal it is.
    const REACH: usize = 6;
    let rank = |value: &str| rule.order.iter().position(|own| own == value);
    let Some(sentence) = source.sentence_of(cue.span) else {
        return false;
    };
    let before = Span::new(sentence.start, cue.span.start.max(sentence.start));
    let mut words: Vec<String> = source
        .slice(before)
        .split_whitespace()
        .rev()
        .take(REACH)
        .map(str::to_lowercase)
        .collect();
    words.reverse();
    // A clause of its own tells of something else.
    let from = words
        .iter()
        .rposition(|word| word.ends_with([',', ';', ':']))
        .map_or(0, |at| at + 1);
    let near = format!(" {} ", words.get(from..).unwrap_or_default().join(" "));
    let negated = near.contains(" not ") || near.contains(" never ");
    cue.value.as_deref() == Some("proposed")
        && !negated
        && VERBS
            .iter()
            .any(|(verb, told)| near.contains(&format!(" {verb} ")) && rank(told) >= rank(value))
}

/// True where one's own people are asked to do something, which is then to be done: `asked her ministers
/// to draw up a plan`.
pub(super) fn commissions(source: &Source, cue: &Cue, value: &str) -> bool {
    const STAFF: [&str; 14] = [
        "agencies",
        "cabinet",
        "delegations",
        "departments",
        "experts",
        "minister",
        "ministers",
        "ministries",
        "ministry",
        "negotiators",
        "officials",
        "staff",
        "team",
        "teams",
    ];
    const BODIES: [&str; 8] = [
        "commission",
        "committee",
        "council",
        "negotiators",
        "officials",
        "presidency",
        "secretariat",
        "teams",
    ];
    let words = source.slice(cue.span).to_lowercase();
    let asks = [
        "asked",
        "requested",
        "called on",
        "called upon",
        "urged",
        "invited",
    ];
    let by_object = words
        .split_whitespace()
        .zip(words.split_whitespace().skip(1))
        .any(|(owner, noun)| {
            matches!(owner, "her" | "his" | "its" | "their" | "our") && STAFF.contains(&noun)
        });
    let by_subject = || {
        let head = |subject: Subject| {
            let words = source.slice(subject.span()).to_lowercase();
            words.rsplit(' ').next().is_some_and(|head| STAFF.contains(&head))
        };
        let (before, _) = source.around(cue.span.start);
        let passive = matches!(
            before.split_whitespace().next_back(),
            Some("was" | "were" | "been")
        );
        passive && subject(source, cue).is_some_and(head)
    };
    // `The leaders asked` **the Commission** `to draw up a plan`: all sides together may instruct their bodies.
    let by_all = || {
        let mut named = words.split_whitespace().filter(|word| BODIES.contains(word));
        named.next().is_some() && matches!(subject(source, cue), Some(Subject::Joint(_)))
    };
    value == "planned"
        && asks.iter().any(|verb| words.starts_with(verb))
        && (by_object || by_subject() || by_all())
}

/// True where what is announced may have been agreed: all sides announce it together, or it is an
/// agreement by its own name. An announcement does not tell which.
pub(super) fn announced(source: &Source, cue: &Cue, about: Option<Span>, value: &str) -> bool {
    let words = source.slice(cue.span).to_lowercase();
    // What all sides approve of they may have agreed.
    let approves = ["approv", "endors", "gave the green light", "gave the go-ahead"];
    if value == "agreed" && approves.iter().any(|verb| words.starts_with(verb)) {
        return matches!(subject(source, cue), Some(Subject::Joint(_)));
    }
    if value != "agreed" || !(words.starts_with("announc") || words.starts_with("unveil")) {
        return false;
    }
    let own_name = about.is_some_and(|about| {
        source
            .slice(about)
            .split_whitespace()
            .any(|word| AGREEMENTS.contains(&word.to_lowercase().as_str()))
    });
    own_name || matches!(subject(source, cue), Some(Subject::Joint(_)))
}

/// Who stands before `cue`.
pub(super) fn subject(source: &Source, cue: &Cue) -> Option<Subject> {
    let index = source.outline().sentence_at(cue.span.start)?;
    let sentence = source.outline().sentences().get(index)?;
    let subjects = Subjects {
        text: source.text(),
        tokens: source.outline().tokens_of(sentence),
        mentions: source.mentions(),
        people: source.people(),
    };
    subjects.before(cue.first)
}

/// Checks a value apart from the scale: words of its own must tell it.
///
/// Where the evidence only negates something, or tells of what was expected and then of a `but`, a
/// reader may see the value in it, and no rule can.
pub(super) fn apart(
    bench: &mut Bench<'_>,
    place: &str,
    value: &str,
    about: Option<Span>,
    scope: &Scope,
    cues: &[Cue],
) {
    let source = bench.source;
    let told = cues.iter().any(|cue| {
        cue.value.as_deref() == Some(value)
            || cue.value.is_none()
            || cue.modifiers.iter().any(|(modifier, _)| turns_back(*modifier))
    });
    if told {
        return;
    }
    let (mut elsewhere, mut unclear) = (false, false);
    for (index, sentence) in source.outline().sentences().iter().enumerate() {
        let of_thing = about.is_some_and(|about| about.overlaps(sentence.span));
        if !(scope.open || scope.touches(sentence.span) || of_thing) {
            continue;
        }
        let within =
            |span: Span| scope.open || scope.touches(span) || about.is_some_and(|about| about.overlaps(span));
        let own = source.outcome_cues(index).iter();
        elsewhere |= own
            .clone()
            .any(|cue| within(cue.span) && cue.value.as_deref() == Some(value));
        let found = modifiers(source, sentence);
        unclear |= found
            .iter()
            .any(|(modifier, span)| within(*span) && turns_back(*modifier));
        let expected = found
            .iter()
            .find(|(modifier, span)| within(*span) && *modifier == Modifier::Expected);
        let tokens = source.outline().tokens_of(sentence);
        unclear |= expected.is_some_and(|(_, span)| {
            tokens
                .iter()
                .any(|token| token.span.start > span.end && token.is(source.text(), "but"))
        });
    }
    if elsewhere {
        return;
    }
    if unclear {
        bench.undecided(
            place,
            format!("the evidence does not tell in words of its own that it was `{value}`"),
        );
        return;
    }
    bench.mark(
        code::STATUS_NO_CUE,
        place,
        format!("no word of the evidence tells that it was `{value}`"),
        cues.first().map(|cue| cue.span),
    );
}

fn turns_back(modifier: Modifier) -> bool {
    matches!(modifier, Modifier::Negated | Modifier::Denied | Modifier::Stalled)
}
