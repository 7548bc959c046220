//! Operators on what is claimed: how far a thing has come, who commits himself, who said it.

use serde_json::Value;

use super::ground::{Drafts, Edits, Ground, child};
use super::names::shares_a_word;
use super::operator::Operator;
use super::words::{altered, marks_turned, phrase_at, weakened, wrapped};
use crate::grounding::{AttributionRule, CueRule, Cues, DEEDS, FACTIVE, Grounding, Rule};

/// Words by which a passage may give a thing to several at once. Where one of them stands, nobody is
/// made the speaker, nor are both sides, for it might be true.
const SHARED: [&str; 12] = [
    "both",
    "sides",
    "leaders",
    "they",
    "jointly",
    "together",
    "each",
    "parties",
    "ministers",
    "presidents",
    "mutual",
    "we",
];

/// Proposes changes to the value of a cue rule at `pointer`.
pub(super) fn status(ground: &Ground<'_>, pointer: &str, rule: &CueRule, out: &mut Drafts) {
    let place = match &rule.value {
        Some(member) => child(pointer, member),
        None => pointer.to_owned(),
    };
    let Some(own) = ground.text(&place) else { return };
    if let Some(rank) = rule.order.iter().position(|value| value == own) {
        let stronger: Vec<&String> = rule
            .order
            .iter()
            .skip(rank + 1)
            .filter(|value| {
                !is_told(ground, pointer, rule, value) && !is_granted(ground, pointer, &rule.order, value)
            })
            .collect();
        let mut steps = stronger.iter();
        let next = rule.order.get(rank + 1);
        if let Some(first) = steps.next() {
            if Some(*first) == next {
                out.fault(Operator::StatusByOne, &place, first.as_str());
            }
            let mut random = ground.random(Operator::StatusByMore, &place);
            let more: Vec<&&String> = stronger.iter().filter(|value| Some(**value) != next).collect();
            if let Some(more) = random.pick(&more) {
                out.fault(Operator::StatusByMore, &place, more.as_str());
            }
        }
    } else if rule.apart.iter().any(|value| value == own) {
        // What did not come about is made to have done so.
        for value in rule.order.iter().filter(|value| !rule.untold.contains(value)) {
            out.fault(Operator::NegationRemoved, &place, value.as_str());
        }
    }
    let operators = [Operator::StatusByOne, Operator::StatusByMore];
    if let Some(member) = &rule.about {
        let about = child(pointer, member);
        if let Some(control) = ground
            .text(&about)
            .and_then(|text| wrapped(text).or_else(|| marks_turned(text)))
        {
            out.controls(&operators, &place, &vec![(about, Some(control.into()))]);
        }
    }
    if let Some(member) = &rule.actors {
        committed(ground, &child(pointer, member), out);
    }
}

/// True where the passages take for granted that the thing has come as far as `value`: who welcomes the launch of a
/// dialogue tells that it was launched, and so that it was agreed before.
fn is_granted(ground: &Ground<'_>, pointer: &str, order: &[String], value: &str) -> bool {
    /// `welcomed the very recent` **launch**
    const REACH: usize = 5;
    let rank = |value: &str| order.iter().position(|own| own == value);
    ground.passages(pointer).iter().any(|passage| {
        let text = ground.source.slice(*passage).to_lowercase();
        let words: Vec<&str> = text.split(|ch: char| !ch.is_alphanumeric()).collect();
        let welcomed = words
            .iter()
            .enumerate()
            .filter(|(_, word)| FACTIVE.contains(word));
        welcomed
            .flat_map(|(at, _)| words.iter().skip(at + 1).take(REACH))
            .filter_map(|word| DEEDS.iter().find(|(noun, _)| noun == word))
            .any(|(_, told)| rank(told) >= rank(value))
    })
}

/// True where a source may tell `value` without a cue, or where a cue of the schema for it stands in
/// the evidence: it may then be true besides.
fn is_told(ground: &Ground<'_>, pointer: &str, rule: &CueRule, value: &String) -> bool {
    match &rule.cues {
        _ if rule.untold.contains(value) => true,
        Cues::Builtin(_) => false,
        Cues::Listed(listed) => listed
            .get(value)
            .is_some_and(|cues| cues.iter().any(|cue| ground.in_evidence(pointer, cue))),
    }
}

/// One who commits himself is made to be two.
fn committed(ground: &Ground<'_>, place: &str, out: &mut Drafts) {
    let Some([Value::String(own)]) = ground.at(place).and_then(Value::as_array).map(Vec::as_slice) else {
        return;
    };
    if is_shared(ground, place) {
        return;
    }
    let mut others = ground.siblings(&child(place, "0"));
    others.retain(|other| other != own && !is_told_of(ground, place, other));
    let mut random = ground.random(Operator::MadeJoint, place);
    if let Some(other) = random.pick(&others) {
        out.fault(Operator::MadeJoint, place, vec![own.as_str(), other]);
    }
}

/// Proposes changes to the view at `pointer`, and to whose it is.
pub(super) fn attribution(ground: &Ground<'_>, pointer: &str, rule: &AttributionRule, out: &mut Drafts) {
    let speaker = child(pointer, &rule.speaker);
    let text = child(pointer, &rule.text);
    if let Some(own) = ground.text(&speaker) {
        let may_be_shared = is_shared(ground, pointer);
        if !may_be_shared {
            let mut random = ground.random(Operator::SpeakerSwapped, &speaker);
            let mut others = ground.siblings(&speaker);
            others.extend(people(ground));
            others.retain(|other| !shares_a_word(own, other) && !means_the_same(ground, own, other));
            others.sort_unstable();
            others.dedup();
            if let Some(other) = random.pick(&others) {
                out.fault(Operator::SpeakerSwapped, &speaker, *other);
            }
        }
        if let Some(joint) = rule
            .joint
            .as_ref()
            .filter(|_| !may_be_shared && !own.contains(" and "))
        {
            let edits: Edits = vec![
                (speaker.clone(), None),
                (child(pointer, joint), Some(Value::Bool(true))),
            ];
            out.faults(Operator::MadeJoint, &speaker, edits);
        }
        let operators = [Operator::SpeakerSwapped, Operator::MadeJoint];
        if let Some(control) = wrapped(own) {
            out.control(&operators, &speaker, control);
        }
        if let Some((_, surname)) = own.rsplit_once(' ')
            && people(ground).contains(&own)
            && ground.in_evidence(pointer, surname)
        {
            out.control(&operators, &speaker, surname);
        }
    }
    let Some(view) = ground.text(&text).filter(|view| ground.says(view)) else {
        return;
    };
    if let Some(other) = altered(ground, Operator::WordAltered, &text, view) {
        out.fault(Operator::WordAltered, &text, other);
    }
    for (operator, other) in weakened(ground, view) {
        out.fault(operator, &text, other);
    }
    let operators = [
        Operator::WordAltered,
        Operator::NegationRemoved,
        Operator::HedgeRemoved,
    ];
    for control in wrapped(view).into_iter().chain(marks_turned(view)) {
        out.control(&operators, &text, control);
    }
}

/// True where the passages under `pointer` tell of `side`: by its name, or by the people of the country.
fn is_told_of(ground: &Ground<'_>, pointer: &str, side: &str) -> bool {
    let passages = ground.passages(pointer);
    let is_inside = |span| passages.iter().any(|passage| passage.overlaps(span));
    let sides = &ground.source.mentions().sides;
    let is_country = sides
        .iter()
        .any(|mention| (mention.code == side || mention.name == side) && is_inside(mention.span));
    is_country || ground.places(side).into_iter().any(is_inside)
}

/// True where the passages under `pointer`, or the sentences that they stand in, may give a thing to
/// several at once.
fn is_shared(ground: &Ground<'_>, pointer: &str) -> bool {
    ground.passages(pointer).iter().any(|passage| {
        let sentence = ground.source.sentence_of(*passage).unwrap_or(*passage);
        let text = ground.source.slice(sentence.join(*passage));
        SHARED.iter().any(|word| phrase_at(text, word).is_some())
    })
}

/// The names of the people of the record.
fn people<'g>(ground: &Ground<'g>) -> Vec<&'g str> {
    let names = ground
        .sites
        .iter()
        .filter_map(|(pointer, grounding)| match grounding {
            Grounding {
                rule: Some(Rule::Person(rule)),
                ..
            } => ground.text(&child(pointer, &rule.name)),
            _ => None,
        });
    names.collect()
}

/// True where one of two names may stand for the other: a person of the record for a country, a body or
/// words that are none.
fn means_the_same(ground: &Ground<'_>, one: &str, other: &str) -> bool {
    let known = people(ground);
    known.contains(&one) != known.contains(&other)
}
