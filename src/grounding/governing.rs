//! Which cues of a passage are said of a thing.

use crate::document::Span;

use super::bench::Scope;
use super::clauses::clauses;
use super::cues::{Cue, Side, listed_cues};
use super::phrases::Phrases;
use super::rule::{CueRule, Cues};
use super::source::Source;
use super::unrealised::{tells_of_a_part, without_governed};

/// The cues that decide, and whether they are said of the thing itself.
pub(super) struct Governing {
    pub(super) cues: Vec<Cue>,
    /// The cue that has the thing as its object, right beside it.
    pub(super) direct: Option<Span>,
    /// The cue that decides.
    pub(super) decisive: Option<Cue>,
}

/// The cues over the evidence that are about the thing itself.
///
/// Where it is known where the thing stands, and a cue from which a reader makes outcomes has it as
/// its object, that cue decides, with those inside the thing's own words and those of which its
/// clause is the content (`agreed that … would …`). Else all words of the thing's clause and of the
/// other passages of the evidence count.
pub(super) fn governing(source: &Source, rule: &CueRule, scope: &Scope, about: Option<Span>) -> Governing {
    let phrases = match &rule.cues {
        Cues::Listed(listed) => Some(Phrases::new(listed)),
        Cues::Builtin(_) => None,
    };
    let mut own = Vec::new();
    let mut elsewhere = Vec::new();
    let mut decisive = None;
    for (index, sentence) in source.outline().sentences().iter().enumerate() {
        let of_thing = about.filter(|about| sentence.span.overlaps(*about));
        if !(scope.open || scope.touches(sentence.span) || of_thing.is_some()) {
            continue;
        }
        let cues = match &phrases {
            Some(phrases) => listed_cues(source, sentence, phrases),
            None => source.outcome_cues(index).to_vec(),
        };
        let cues = without_governed(source, cues);
        let Some(about) = of_thing else {
            elsewhere.extend(
                cues.into_iter()
                    .filter(|cue| scope.open || scope.touches(cue.span)),
            );
            continue;
        };
        let tokens = source.outline().tokens_of(sentence);
        let clauses = clauses(source.text(), tokens);
        let at = |offset: usize| tokens.partition_point(|token| token.span.end <= offset);
        let clause = |offset: usize| clauses.get(at(offset)).copied().unwrap_or(0);
        let last = at(about.end.saturating_sub(1));
        let range = clause(about.start)..=clause(about.end.saturating_sub(1));
        // `the refurbishment` **of the reactor**`, which got under way last year`: the clause behind tells of the
        // thing.
        let behind = tokens.get(last + 1..).unwrap_or_default();
        let comma = behind
            .iter()
            .take(LONGEST_TAIL)
            .position(|token| token.is(source.text(), ","));
        let described = behind
            .get(comma.map_or(0, |at| at + 1))
            .filter(|token| token.is(source.text(), "which"))
            .map(|token| clause(token.span.start));
        let in_description = |cue: &Cue| described.is_some_and(|own| clause(cue.span.start) == own);
        let mut near: Vec<Cue> = cues
            .iter()
            .filter(|cue| range.contains(&clause(cue.span.start)) && is_about(cue, about))
            .cloned()
            .collect();
        // `agreed on the importance of` **open ports**: the first word of the thing tells nothing of it.
        let led = near.iter().any(|cue| cue.precise && cue.span.end <= about.start);
        near.retain(|cue| !(led && !cue.precise && cue.span.start == about.start));
        decisive = decisive.or(nearest(&near, about)
            .filter(|cue| cue.precise && !tells_of_a_part(source, cue))
            .map(|cue| (cue.clone(), at(about.start).saturating_sub(at(cue.span.end)))));
        let takes_clause = |cue: &Cue| {
            let mut after = at(cue.span.end);
            // `agreed` **today** `that`
            after += usize::from(tokens.get(after).is_some_and(|token| {
                matches!(
                    source.slice(token.span),
                    "also" | "further" | "today" | "yesterday"
                )
            }));
            let that = tokens
                .get(after)
                .is_some_and(|token| token.is(source.text(), "that"));
            cue.span.end <= about.start && (that || source.slice(cue.span).ends_with(" that"))
        };
        // `agreed to` **begin negotiations**: the first word of the thing is what is agreed, not told.
        let inside =
            |cue: &Cue| in_description(cue) || (cue.span.overlaps(about) && cue.span.start != about.start);
        let whole = |cue: &&Cue| near.contains(cue) || takes_clause(cue) || in_description(cue);
        // `announced that` **the embassy** `had reopened`: what is announced tells of the thing itself.
        let content = decisive.as_ref().filter(|(cue, _)| takes_clause(cue));
        let in_content = |cue: &Cue| content.is_some_and(|(taking, _)| cue.span.start >= taking.span.end);
        own.extend(cues.iter().filter(whole).cloned().map(|cue| {
            let also = inside(&cue) || takes_clause(&cue) || in_content(&cue);
            (also, cue)
        }));
        elsewhere.extend(
            cues.into_iter()
                .filter(|cue| near.is_empty() && (scope.open || scope.touches(cue.span))),
        );
    }
    let Some((cue, distance)) = decisive else {
        let cues = own.into_iter().map(|(_, cue)| cue).chain(elsewhere).collect();
        return Governing {
            cues,
            direct: None,
            decisive: None,
        };
    };
    let kept = own
        .into_iter()
        .filter(|(also, other)| *also || other.span == cue.span || other.value.is_none());
    Governing {
        direct: (distance <= CLOSE).then_some(cue.span),
        cues: kept.map(|(_, cue)| cue).collect(),
        decisive: Some(cue),
    }
}

/// So many words of a noun phrase may stand between a thing and the clause that describes it.
const LONGEST_TAIL: usize = 8;

/// So many words may stand between a cue and its object: `to hold the`.
const CLOSE: usize = 5;

/// The cue that stands nearest to the thing, of those before it; one that holds it or follows it where none does.
fn nearest(cues: &[Cue], about: Span) -> Option<&Cue> {
    let told = || cues.iter().filter(|cue| cue.value.is_some());
    let around = told().find(|cue| matches!(cue.side, Side::Within(_)));
    let before = told()
        .filter(|cue| cue.span.end <= about.start)
        .max_by_key(|cue| cue.span.end);
    let behind = told()
        .filter(|cue| cue.span.start >= about.end && matches!(cue.side, Side::Before))
        .min_by_key(|cue| cue.span.start);
    around
        .or(before)
        .or(behind)
        .or_else(|| told().find(|cue| cue.precise && cue.span.overlaps(about)))
}

/// True where `about` stands on the side of `cue` on which its object stands.
fn is_about(cue: &Cue, about: Span) -> bool {
    if cue.span.overlaps(about) && !matches!(cue.side, Side::Within(_)) {
        return true;
    }
    match cue.side {
        Side::After => cue.span.end <= about.start,
        Side::Before => cue.span.start >= about.end,
        Side::Within(gap) => gap.overlaps(about),
        Side::Any => true,
    }
}
