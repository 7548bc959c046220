//! How far something has come: the recorded value against the cues of the evidence.

use serde_json::Value;

use crate::document::Span;

use super::bearing::{announced, answered, apart, commissions, grants, is_open, subject, taken_up};
use super::bench::{Bench, Scope, child, member, shown};
use super::code;
use super::cues::{Cue, Modifier, Side};
use super::governing::{Governing, governing};
use super::lists::head_cues;
use super::rule::{CueRule, Cues};
use super::sides::{is_alone, is_body, is_single, untold};
use super::source::Source;
use super::standing::{by_document, goes_on, standing};
use super::subject::Subject;
use super::to_come::narrow;
use super::unrealised::is_only_named;

/// Checks the value of a cue rule at `pointer`.
pub(super) fn status(bench: &mut Bench<'_>, pointer: &str, object: &Value, rule: &CueRule, scope: &Scope) {
    let value = rule
        .value
        .as_ref()
        .map_or(Some(object), |name| member(object, name))
        .and_then(Value::as_str);
    let Some(value) = value else { return };
    sides(bench, pointer, object, rule, scope);
    let place = rule
        .value
        .as_ref()
        .map_or_else(|| pointer.to_owned(), |member| child(pointer, member));
    let about = about(bench, object, rule, scope);
    let Governing {
        mut cues,
        direct,
        decisive,
    } = governing(bench.source, rule, scope, about);
    drop_open(bench.source, &mut cues, about);
    if decisive.is_none() {
        narrow(bench.source, &mut cues, about, value);
    }
    let rank = |value: &str| rule.order.iter().position(|own| own == value);
    let Some(recorded) = rank(value) else {
        if rule.apart.iter().any(|own| own == value) {
            apart(bench, &place, value, about, scope, &cues);
            let own = cues.iter().find_map(|cue| single(bench, cue, about));
            actors(bench, pointer, object, rule, None, own.map(|span| (span, scope)));
        }
        return;
    };
    let reached = rule.expected.as_deref().and_then(rank).unwrap_or_default();
    if let Some(cue) = decisive.filter(|cue| recorded > reached && usable(cue))
        && let Some(own) = cue.value.as_ref().filter(|own| rule.apart.contains(own))
    {
        // `the opening had to be put off`: the noun inside the thing's own words is no cue then.
        let words = shown(bench.source.slice(cue.span));
        let message = format!("the record has `{value}`, and “{words}” tells of `{own}`");
        return bench.mark(code::STATUS_STALLED, &place, message, Some(cue.span));
    }
    if turned(bench, &place, value, rule, recorded, &cues, about) {
        return;
    }
    // What the thing's own words tell has another doer than the verb: `Brunei will study our invitation`.
    let by_own_words = cues.iter().filter(|cue| usable(cue)).any(|cue| {
        cue.value.as_deref() == Some(value) && about.is_some_and(|about| about.contains(cue.span))
    });
    let sound = sound_cues(bench.source, &cues, about);
    let own = |cue: &&&Cue| {
        cue.value
            .as_ref()
            .is_some_and(|value| !rule.by_others.contains(value))
    };
    let one = sound
        .iter()
        .filter(own)
        .find_map(|cue| one_side(bench.source, cue, about));
    let told = |cue: &&Cue| {
        let own = match cue.alone {
            // `her counterpart undertook to` binds one side, whichever it is.
            Some(alone) if one.is_some() || single(bench, cue, about).is_some() => alone,
            _ => cue.value.as_deref().unwrap_or_default(),
        };
        rank(own).map(|rank| (rank, cue.span, own.to_owned()))
    };
    let strongest = sound.iter().filter_map(told).max_by_key(|(rank, ..)| *rank);
    let thing = Thing {
        place: &place,
        value,
        rule,
        scope,
        about,
    };
    match strongest {
        Some((rank, span, own)) if rank < recorded => {
            if thing.too_strong(bench, &sound, (span, &own), one.is_some()) {
                return;
            }
        }
        Some((rank, span, own)) if rank > recorded && direct == Some(span) => bench.mark(
            code::STATUS_TOO_WEAK,
            &place,
            format!(
                "`{value}` is weaker than “{}”, which tells of `{own}`",
                shown(bench.source.slice(span))
            ),
            Some(span),
        ),
        Some(_) => {}
        None if thing.told_apart(bench) => {}
        None => without_cue(bench, &place, value, rule, &cues, scope),
    }
    if !by_own_words {
        let single = single_actor(bench, &sound, rule, about);
        actors(
            bench,
            pointer,
            object,
            rule,
            one,
            single.map(|span| (span, scope)),
        );
    }
}

/// Takes from `cues` what turns them and the record does not hide.
fn drop_open(source: &Source, cues: &mut [Cue], about: Option<Span>) {
    for cue in cues {
        cue.modifiers
            .retain(|modifier| !is_open(source, about, *modifier));
    }
}

/// Those of `cues` that nothing turns, without words that only name a deed in the thing's own words.
fn sound_cues<'c>(source: &Source, cues: &'c [Cue], about: Option<Span>) -> Vec<&'c Cue> {
    let mut sound: Vec<&Cue> = cues.iter().filter(|cue| usable(cue)).collect();
    let named: Vec<Span> = sound
        .iter()
        .filter(|cue| is_only_named(source, cue, &sound, about))
        .map(|cue| cue.span)
        .collect();
    sound.retain(|cue| !named.contains(&cue.span));
    sound
}

/// Where the one stands who is the subject of the strongest of `cues`. What is supported is another's, and
/// so is what was offered and is accepted.
fn single_actor(bench: &Bench<'_>, cues: &[&Cue], rule: &CueRule, about: Option<Span>) -> Option<Span> {
    let cue = strongest_of(cues, rule)?;
    let by_others = cue
        .value
        .as_ref()
        .is_some_and(|value| rule.by_others.contains(value));
    if by_others {
        None
    } else {
        single(bench, cue, about)
    }
}

/// What a status is recorded of.
struct Thing<'c> {
    place: &'c str,
    value: &'c str,
    rule: &'c CueRule,
    scope: &'c Scope,
    about: Option<Span>,
}

impl Thing<'_> {
    /// Tells that the value is stronger than its strongest cue, which stands at `span` and tells of
    /// `own`, unless something else bears it out. True where that is an answer, by which another side
    /// commits itself than the subject of the cue.
    fn too_strong(
        &self,
        bench: &mut Bench<'_>,
        sound: &[&Cue],
        (span, own): (Span, &str),
        one_sided: bool,
    ) -> bool {
        let Self {
            place, value, rule, ..
        } = *self;
        let words = shown(bench.source.slice(span));
        if answered(bench.source, (span, self.about), self.scope, rule, value) {
            return true;
        }
        let cue = sound.iter().find(|cue| cue.span == span);
        let borne_out = |cue: &&Cue| {
            grants(bench.source, cue, self.about, rule, value)
                || taken_up(bench.source, cue, rule, value)
                || commissions(bench.source, cue, value)
                || (value == "under_way" && goes_on(bench.source, cue, self.about))
        };
        let told = self.about.and_then(|about| standing(bench.source, about));
        if told.and_then(|told| self.rank(told)) >= self.rank(value) {
            return false;
        }
        if cue.is_some_and(borne_out) {
            return false;
        }
        // What is named inside the thing's own words tells less than the head of its list.
        let named = self.about.is_some_and(|about| about.contains(span));
        if named && self.by_head(bench) {
            return false;
        }
        if cue.is_some_and(|cue| announced(bench.source, cue, self.about, value)) {
            let reason = format!("“{words}” does not tell whether it is `{value}` or `{own}`");
            bench.undecided(place, reason);
            return false;
        }
        let sided = one_sided && sound.iter().any(|cue| cue.span == span && cue.alone.is_some());
        let (code, message) = if sided && value_of(sound, span) == Some(value) {
            (
                code::ONE_SIDED,
                format!("`{value}` takes both sides, and “{words}” is said of one"),
            )
        } else {
            (
                code::STATUS_TOO_STRONG,
                format!("`{value}` is stronger than “{words}”, which tells of `{own}`"),
            )
        };
        bench.mark(code, place, message, Some(span));
        false
    }
}

impl Thing<'_> {
    fn rank(&self, value: &str) -> Option<usize> {
        self.rule.order.iter().position(|own| own == value)
    }

    /// How far the items have come by the head of the list in which the thing stands.
    fn head_rank(&self, bench: &Bench<'_>) -> Option<usize> {
        if matches!(self.rule.cues, Cues::Listed(_)) {
            return None;
        }
        let thing = self
            .about
            .filter(|about| self.scope.open || self.scope.touches(*about))
            .or(self.scope.passages.first().copied())?;
        let cues = head_cues(bench.source, thing);
        let told = cues.into_iter().filter(usable);
        told.filter_map(|cue| self.rank(cue.value.as_deref()?)).max()
    }

    /// True where words that are no cue of the thing's clause tell that it has come as far as recorded: those right
    /// beside it, the head of its list, or the document that tells of it.
    fn told_apart(&self, bench: &Bench<'_>) -> bool {
        let source = bench.source;
        let beside = self.about.and_then(|about| standing(source, about));
        let by_document = || self.about.and_then(|about| by_document(source, about));
        beside == Some(self.value)
            || self.by_head(bench)
            || by_document().and_then(|told| self.rank(told)) >= self.rank(self.value)
    }

    /// True where the head of the thing's list tells that it has come as far as recorded.
    fn by_head(&self, bench: &Bench<'_>) -> bool {
        self.head_rank(bench) >= self.rank(self.value)
    }
}

fn value_of<'c>(cues: &[&'c Cue], span: Span) -> Option<&'c str> {
    cues.iter()
        .find(|cue| cue.span == span)
        .and_then(|cue| cue.value.as_deref())
}

/// Where the thing stands that the value is about.
fn about(bench: &Bench<'_>, object: &Value, rule: &CueRule, scope: &Scope) -> Option<Span> {
    let words = Bench::string(object, rule.about.as_ref())?;
    let places = bench.words(words);
    places
        .iter()
        .find(|place| scope.holds(**place))
        .or(places.first())
        .copied()
}

/// True for a cue that nothing turns or holds up.
fn usable(cue: &Cue) -> bool {
    cue.value.is_some() && cue.modifiers.is_empty()
}

/// Tells of what the source negates, denies, makes depend, only expects, or holds up.
fn turned(
    bench: &mut Bench<'_>,
    place: &str,
    value: &str,
    rule: &CueRule,
    recorded: usize,
    cues: &[Cue],
    about: Option<Span>,
) -> bool {
    let rank = |value: &str| rule.order.iter().position(|own| own == value);
    let at_least = |cue: &&Cue| {
        cue.value
            .as_deref()
            .and_then(rank)
            .is_some_and(|own| own >= recorded)
    };
    // What was talked about was talked about, whatever came of it.
    if recorded == 0 || cues.iter().filter(at_least).any(usable) {
        return false;
    }
    let limit = |modifier: Modifier| match modifier {
        Modifier::Expected => rule.expected.as_deref().and_then(rank),
        Modifier::Conditional => rule.conditional.as_deref().and_then(rank),
        Modifier::Negated | Modifier::Denied | Modifier::Stalled => None,
    };
    let first = cues
        .iter()
        .find_map(|cue| cue.modifiers.first().map(|modifier| (cue, *modifier)));
    if let Some((cue, (modifier, span))) = first {
        if limit(modifier).is_some_and(|limit| recorded <= limit) {
            return true;
        }
        let sentence = |span: Span| bench.source.outline().sentence_at(span.start);
        let elsewhere = about.is_some_and(|about| sentence(about) != sentence(cue.span));
        if elsewhere && matches!(modifier, Modifier::Expected | Modifier::Conditional) {
            // What was hoped for in one sentence may have come about in the next.
            bench.undecided(
                place,
                "the evidence tells in another sentence of what was only expected",
            );
            return true;
        }
        let words = shown(bench.source.slice(span.join(cue.span)));
        let (code, what) = match modifier {
            Modifier::Negated => (code::STATUS_NEGATED, "negates it"),
            Modifier::Denied => (code::STATUS_DENIED, "denies it"),
            Modifier::Stalled => (code::STATUS_STALLED, "tells that it has come to a halt"),
            Modifier::Conditional => (code::STATUS_CONDITIONAL, "makes it depend on a condition"),
            Modifier::Expected => (code::STATUS_EXPECTED, "only expects it"),
        };
        bench.mark(
            code,
            place,
            format!("the record has `{value}`, and the source {what}: “{words}”"),
            Some(span.join(cue.span)),
        );
        return true;
    }
    let hollow = cues
        .iter()
        .find(|cue| cue.value.is_none() && cue.modifiers.is_empty());
    match hollow {
        Some(cue) if recorded > 0 && !cues.iter().any(usable) => {
            let words = shown(bench.source.slice(cue.span));
            bench.mark(
                code::STATUS_IMPORTANCE,
                place,
                format!("“{words}” is no `{value}`"),
                Some(cue.span),
            );
            true
        }
        _ => false,
    }
}

fn without_cue(bench: &mut Bench<'_>, place: &str, value: &str, rule: &CueRule, cues: &[Cue], scope: &Scope) {
    if rule.untold.iter().any(|own| own == value) {
        bench.undecided(place, "no word of the evidence tells how far it has come");
        return;
    }
    let span = cues
        .first()
        .map(|cue| cue.span)
        .or(scope.passages.first().copied());
    bench.mark(
        code::STATUS_NO_CUE,
        place,
        format!("no word of the evidence tells that it was `{value}`"),
        span,
    );
}

/// The strongest of `cues` on the scale of `rule`.
fn strongest_of<'c>(cues: &[&'c Cue], rule: &CueRule) -> Option<&'c Cue> {
    let rank = |cue: &Cue| {
        let value = cue.value.as_deref()?;
        rule.order.iter().position(|own| own == value)
    };
    cues.iter().copied().max_by_key(|cue| rank(cue))
}

/// Where the subject of `cue` stands, if it is one and no more, though the text may not tell of which side:
/// an office, `her counterpart`, `his government`, a body that a listed actor is.
fn single(bench: &Bench<'_>, cue: &Cue, about: Option<Span>) -> Option<Span> {
    let behind = about.is_some_and(|about| cue.span.start > about.start);
    if behind || !matches!(cue.side, Side::After | Side::Any) {
        return None;
    }
    match subject(bench.source, cue)? {
        Subject::Person(_, span) | Subject::Country(_, span) | Subject::Pronoun(span) => Some(span),
        Subject::Words(span) => {
            (is_single(bench.source, span) || is_body(bench.source, span)).then_some(span)
        }
        Subject::Joint(_) | Subject::First(_) => None,
    }
}

/// The one side that is the subject of `cue`: a person or a country.
fn one_side(source: &Source, cue: &Cue, about: Option<Span>) -> Option<(&'static str, Subject)> {
    if !matches!(cue.side, Side::After | Side::Any) || about.is_some_and(|about| cue.span.start > about.start)
    {
        return None;
    }
    // `Latvia is receiving`: who receives does not commit himself.
    let words = source.slice(cue.span);
    let last = words.rsplit(' ').next().unwrap_or_default();
    if last.starts_with("receiv") || last.starts_with("benefit") {
        return None;
    }
    let subject = subject(source, cue)?;
    match subject {
        Subject::Country(code, _) => Some((code, subject)),
        Subject::Person(index, _) => match source.people().get(index)?.countries.as_slice() {
            [only] => Some((only, subject)),
            _ => None,
        },
        _ => None,
    }
}

/// Those who commit themselves: each is told of, where one of them is.
fn sides(bench: &mut Bench<'_>, pointer: &str, object: &Value, rule: &CueRule, scope: &Scope) {
    let Some(actors) = &rule.actors else { return };
    let listed = member(object, actors).and_then(Value::as_array);
    let names: Vec<&str> = listed.into_iter().flatten().filter_map(Value::as_str).collect();
    if let Some(other) = untold(bench, &names, scope) {
        let message = format!(
            "the record gives it to {} sides, and its evidence tells nothing of “{}”",
            names.len(),
            shown(other)
        );
        let passage = scope.passages.first().copied();
        bench.mark(code::ONE_SIDED, &child(pointer, actors), message, passage);
    }
}

/// Those who commit themselves: the subject of the cue, where it is one side. `single` is where that stands
/// if it is one and no more, whichever side it is of.
fn actors(
    bench: &mut Bench<'_>,
    pointer: &str,
    object: &Value,
    rule: &CueRule,
    one: Option<(&'static str, Subject)>,
    single: Option<(Span, &Scope)>,
) {
    let Some((actors, listed)) = rule
        .actors
        .as_ref()
        .and_then(|actors| Some((actors, member(object, actors)?.as_array()?)))
    else {
        return;
    };
    let place = child(pointer, actors);
    let names: Vec<&str> = listed.iter().filter_map(Value::as_str).collect();
    let codes: Vec<String> = names
        .iter()
        .copied()
        .filter_map(super::values::country_code)
        .collect();
    if let Some((code, subject)) = one
        && codes.len() == listed.len()
        && !codes.is_empty()
        && !codes.iter().any(|own| own == code)
    {
        let words = shown(bench.source.slice(subject.span()));
        let message = format!("the words about it have “{words}” as their subject");
        bench.mark(code::STATUS_OTHER_ACTOR, &place, message, Some(subject.span()));
        return;
    }
    let known = one.filter(|_| names.len() > 1 && codes.len() == listed.len());
    let (Some((span, scope)), true) = (single, names.len() > 1) else {
        return;
    };
    let span = known.map_or(span, |(_, subject)| subject.span());
    if known.is_some() || is_alone(bench, &names, span, scope) {
        let message = format!(
            "the record gives it to {} sides, and the source to “{}” alone",
            names.len(),
            shown(bench.source.slice(span))
        );
        bench.mark(code::ONE_SIDED, &place, message, Some(span));
    }
}
