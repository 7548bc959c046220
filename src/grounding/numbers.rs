//! Numbers, held against their evidence: value, unit, comparator, bounds and change at once.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde_json::Value;

use crate::document::Token;
use crate::lexicon::{PhraseBook, Table, unit};

use super::bench::{Bench, Scope, child, member, shown};
use super::bounds::may_bound;
use super::code;
use super::nouns::noun_agrees;
use super::numerics::{Numeric, Sort, within};
use super::periods::may_recur;
use super::rule::{Member, QuantityRule};
use super::source::Source;
use super::units::{Agreement, following, unit_agrees};

/// A number as the record has it, in the vocabulary's words.
struct Recorded<'r> {
    value: Decimal,
    upper: Option<Decimal>,
    unit: Option<&'r str>,
    kind: Option<&'r str>,
    comparator: &'r str,
    per: Option<&'r str>,
    change: Option<&'r str>,
}

/// One way in which a numeric expression differs from the record.
struct Difference {
    code: &'static str,
    member: Option<String>,
    message: String,
}

static CHANGE_TABLE: Table = Table::new(include_str!("data/change_words.tsv"));

static CHANGES: LazyLock<PhraseBook<&'static str>> =
    LazyLock::new(|| PhraseBook::new(CHANGE_TABLE.rows().map(|row| (row.cell(0), row.cell(1)))));

/// Checks the quantity at `pointer`.
pub(super) fn quantity(
    bench: &mut Bench<'_>,
    pointer: &str,
    object: &Value,
    rule: &QuantityRule,
    scope: &Scope,
) {
    let Some(recorded) = recorded(object, rule) else {
        bench.undecided(pointer, "the number cannot be read");
        return;
    };
    if recorded.upper.is_some_and(|upper| upper <= recorded.value) {
        bench.mark(
            code::RECORD_CONTRADICTION,
            pointer,
            "the upper bound is not above the lower one".to_owned(),
            None,
        );
    }
    let own = within(bench.source, &scope.passages, scope.open);
    let mut best: Option<(Vec<Difference>, Numeric)> = None;
    let mut undecided = None;
    for numeric in own
        .iter()
        .filter(|numeric| same_bounds(numeric, &recorded) || is_step(bench.source, numeric, &recorded))
        .filter(|numeric| same_thing(bench.source, numeric, &recorded))
    {
        match differences(bench.source, numeric, &recorded, rule) {
            Ok(found) => {
                if best.as_ref().is_none_or(|(others, _)| found.len() < others.len()) {
                    best = Some((found, **numeric));
                }
            }
            Err(reason) => undecided = Some((reason, **numeric)),
        }
    }
    if let Some((reason, numeric)) = undecided
        && best.as_ref().is_none_or(|(found, _)| !found.is_empty())
    {
        bench.uses_number(numeric.number);
        bench.undecided(pointer, reason);
        return;
    }
    if let Some((found, numeric)) = best {
        bench.uses_number(numeric.number);
        for difference in found {
            let place = difference
                .member
                .map_or_else(|| pointer.to_owned(), |member| child(pointer, &member));
            bench.mark(difference.code, &place, difference.message, Some(numeric.span));
        }
        return;
    }
    unmatched(bench, pointer, &recorded, rule, &own, scope);
}

/// Tells of a number that no numeric expression of the evidence has.
fn unmatched(
    bench: &mut Bench<'_>,
    pointer: &str,
    recorded: &Recorded<'_>,
    rule: &QuantityRule,
    own: &[&Numeric],
    scope: &Scope,
) {
    let place = rule
        .value
        .as_ref()
        .map_or_else(|| pointer.to_owned(), |member| child(pointer, member));
    let written = recorded.value.normalize();
    let half = own.iter().find(|numeric| {
        let bounds = [Some(numeric.value), numeric.upper];
        (numeric.upper.is_some() || recorded.upper.is_some())
            && (bounds.contains(&Some(recorded.value))
                || recorded.upper.is_some_and(|upper| bounds.contains(&Some(upper))))
    });
    if let Some(numeric) = half {
        bench.uses_number(numeric.number);
        let at = rule
            .upper
            .as_ref()
            .filter(|_| recorded.upper.is_some())
            .map_or_else(|| place.clone(), |member| child(pointer, member));
        bench.mark(
            code::NUMBER_RANGE,
            &at,
            format!(
                "the bounds of the record are not those of “{}”",
                shown(bench.source.slice(numeric.span))
            ),
            Some(numeric.span),
        );
        return;
    }
    let everywhere = bench.source.numerics();
    let elsewhere = everywhere.iter().find(|numeric| {
        same_bounds(numeric, recorded)
            && differences(bench.source, numeric, recorded, rule).is_ok_and(|found| found.is_empty())
    });
    if let Some(numeric) = elsewhere.copied() {
        bench.uses_number(numeric.number);
        bench.mark(
            code::NOT_IN_EVIDENCE,
            &place,
            format!("{written} stands in the source, and not in the evidence it is given"),
            Some(numeric.span),
        );
        return;
    }
    if let Some(numeric) = own.iter().find(|numeric| scaled(numeric.value, recorded.value)) {
        bench.mark(
            code::NUMBER_SCALE,
            &place,
            format!(
                "{written} has the digits of “{}”, and another scale",
                shown(bench.source.slice(numeric.span))
            ),
            Some(numeric.span),
        );
        return;
    }
    let shown_at = own
        .first()
        .map(|numeric| numeric.span)
        .or(scope.passages.first().copied());
    bench.mark(
        code::NUMBER_NOT_IN_SOURCE,
        &place,
        format!("no numeric expression of the evidence says {written}"),
        shown_at,
    );
}

/// True where one is the other times a power of ten, and not the same.
fn scaled(one: Decimal, other: Decimal) -> bool {
    let digits = |value: Decimal| {
        value
            .normalize()
            .mantissa()
            .to_string()
            .trim_end_matches('0')
            .to_owned()
    };
    !one.is_zero() && one != other && digits(one) == digits(other)
}

fn same_bounds(numeric: &Numeric, recorded: &Recorded<'_>) -> bool {
    /// Decimals beyond which a part has no end: a record rounds two thirds.
    const ENDLESS: u32 = 12;
    let same = numeric.value == recorded.value
        || (numeric.value.scale() > ENDLESS
            && numeric.value.round_dp(recorded.value.scale()) == recorded.value);
    same && numeric.upper == recorded.upper
}

/// False for a number that counts where the record orders, or the other way round, and is of
/// another thing besides: that is not the record's number told wrongly, but another one.
fn same_thing(source: &Source, numeric: &Numeric, recorded: &Recorded<'_>) -> bool {
    let ordinal = recorded.kind.unwrap_or_else(|| kind_of(recorded.unit)) == "ordinal";
    ordinal == (numeric.sort == Sort::Ordinal)
        || recorded
            .unit
            .is_none_or(|unit| noun_agrees(source, numeric, unit))
}

fn recorded<'r>(object: &'r Value, rule: &'r QuantityRule) -> Option<Recorded<'r>> {
    let number = rule
        .value
        .as_ref()
        .map_or(Some(object), |name| member(object, name))?;
    let scale = rule
        .scale
        .as_ref()
        .map_or(Some(Decimal::ONE), |scale| decimal(&scale.to_string()))?;
    let value = decimal(&number.as_number()?.to_string())?
        .checked_mul(scale)?
        .normalize();
    let upper = match rule.upper.as_ref().and_then(|name| member(object, name)) {
        Some(upper) => Some(
            decimal(&upper.as_number()?.to_string())?
                .checked_mul(scale)?
                .normalize(),
        ),
        None => None,
    };
    let word = |own: &'r Option<Member>| {
        let told = match own.as_ref()? {
            Member::Named(name) => member(object, name)?.as_str()?,
            Member::Const { value } => value.as_str(),
        };
        Some(rule.names.get(told).map_or(told, String::as_str))
    };
    Some(Recorded {
        value,
        upper,
        unit: word(&rule.unit),
        kind: word(&rule.kind),
        comparator: word(&rule.comparator).unwrap_or("exact"),
        per: word(&rule.per),
        change: word(&rule.change),
    })
}

fn decimal(written: &str) -> Option<Decimal> {
    written
        .parse()
        .ok()
        .or_else(|| Decimal::from_scientific(written).ok())
}

/// In what `numeric`, which has the record's value, differs from it; why that cannot be decided.
fn differences(
    source: &Source,
    numeric: &Numeric,
    recorded: &Recorded<'_>,
    rule: &QuantityRule,
) -> Result<Vec<Difference>, String> {
    let mut found = Vec::new();
    let words = shown(source.slice(numeric.span));
    let name = |member: &Option<Member>| match member {
        Some(Member::Named(name)) => Some(name.clone()),
        _ => None,
    };
    let mut differs = |code, member: Option<String>, message: String| {
        found.push(Difference {
            code,
            member,
            message,
        });
    };
    let kind = recorded.kind.unwrap_or_else(|| kind_of(recorded.unit));
    let ordinal = numeric.sort == Sort::Ordinal;
    if ordinal != (kind == "ordinal") {
        let message = if ordinal {
            format!("“{words}” is a place in an order, and not an amount")
        } else {
            format!("“{words}” is an amount, and not a place in an order")
        };
        differs(code::NUMBER_ORDINAL, name(&rule.kind), message);
    } else if let Some(unit) = recorded.unit {
        match unit_agrees(source, numeric, kind, unit) {
            Agreement::Yes => {}
            Agreement::No(code) => {
                let told = match numeric.sort {
                    Sort::Money(Some(code)) => code.to_owned(),
                    Sort::Money(None) => "money".to_owned(),
                    Sort::Percent => "percent".to_owned(),
                    Sort::Duration(unit) => unit.to_owned(),
                    Sort::Measure | Sort::Ordinal | Sort::Count | Sort::Factor => {
                        shown(following(source, numeric))
                    }
                };
                differs(
                    code,
                    name(&rule.unit),
                    format!("“{words}” is not of “{}”: the source says “{told}”", shown(unit)),
                );
            }
            Agreement::Unknown(reason) => return Err(reason),
        }
    }
    if numeric.comparator != recorded.comparator && !may_bound(source, numeric, recorded.comparator) {
        let message = match (numeric.comparator, recorded.comparator) {
            ("exact", own) => format!("the record adds `{own}`, which “{words}” does not say"),
            (told, "exact") => format!("the record drops `{told}`, which “{words}” says"),
            (told, own) => format!("the record says `{own}`, and “{words}” says `{told}`"),
        };
        let member = name(&rule.comparator).filter(|_| recorded.comparator != "exact");
        differs(code::NUMBER_COMPARATOR, member, message);
    }
    if numeric.per != recorded.per
        && !may_recur(source, numeric, recorded.per)
        && (rule.per.is_some() || numeric.per.is_some())
    {
        let message = match (numeric.per, recorded.per) {
            (None, Some(own)) => format!("the record adds `per {own}`, which “{words}” does not say"),
            (Some(told), None) => format!("the record drops `per {told}`, which “{words}” says"),
            (told, own) => format!(
                "the record says `per {}`, and “{words}” says `per {}`",
                own.unwrap_or_default(),
                told.unwrap_or_default()
            ),
        };
        let member = name(&rule.per).filter(|_| recorded.per.is_some());
        differs(code::NUMBER_PERIOD, member, message);
    }
    if let Some(change) = recorded.change {
        match change_told(source, numeric) {
            Some(told) if told == change => {}
            _ if change_beside(source, numeric) == Some(change) => {}
            Some(told) => differs(
                code::NUMBER_CHANGE,
                name(&rule.change),
                format!(
                    "the source tells of “{words}” as {} {told}, and the record as the other",
                    article(told)
                ),
            ),
            None => differs(
                code::NUMBER_CHANGE,
                name(&rule.change),
                format!(
                    "nothing in the source tells of “{words}” as {} {change}",
                    article(change)
                ),
            ),
        }
    }
    Ok(found)
}

/// True for `rose from $1 billion to $2 billion` and `go from three to five flights`, which are no range: either
/// amount may be recorded alone.
fn is_step(source: &Source, numeric: &Numeric, recorded: &Recorded<'_>) -> bool {
    const VERBS: [&str; 8] = ["go", "goes", "going", "gone", "move", "moved", "pass", "went"];
    let (before, _) = source.around(numeric.number.start);
    let words = before.split_whitespace().rev().take(3);
    let words: Vec<&str> = words
        .map(|word| word.trim_matches(|ch: char| !ch.is_alphabetic()))
        .collect();
    let from = words.iter().take(2).position(|word| *word == "from");
    let moves = || {
        let verb = from.and_then(|from| words.get(from + 1));
        verb.is_some_and(|verb| VERBS.contains(verb)) || change_told(source, numeric).is_some()
    };
    recorded.upper.is_none()
        && from.is_some()
        && source.slice(numeric.span).contains(" to ")
        && (numeric.value == recorded.value || numeric.upper == Some(recorded.value))
        && moves()
}

/// What a word right beside the number makes of it: `an additional $5 billion`, `25 more places`, `200 fewer
/// visas`.
fn change_beside(source: &Source, numeric: &Numeric) -> Option<&'static str> {
    const WORDS: [(&str, &str); 7] = [
        ("additional", "increase"),
        ("another", "increase"),
        ("extra", "increase"),
        ("fewer", "decrease"),
        ("further", "increase"),
        ("less", "decrease"),
        ("more", "increase"),
    ];
    let told = |word: Option<&str>| {
        let found = WORDS.iter().find(|(own, _)| word == Some(own));
        found.map(|(_, change)| *change)
    };
    let (before, _) = source.around(numeric.span.start);
    let behind = following(source, numeric);
    // Of a number, `more than` compares; `6 percent` **more than** `last year` is a rise.
    let compares = ["more than", "less than", "fewer than"]
        .iter()
        .any(|phrase| behind.starts_with(phrase));
    let (_, behind_unit) = source.around(numeric.span.end);
    told(before.split_whitespace().next_back())
        .or_else(|| told(behind.split_whitespace().next().filter(|_| !compares)))
        .or_else(|| {
            let word = behind_unit.split_whitespace().next();
            told(word.filter(|_| numeric.sort == Sort::Percent))
        })
}

fn article(word: &str) -> &'static str {
    if word.starts_with('i') { "an" } else { "a" }
}

/// What kind of number a unit makes, where the record does not say.
fn kind_of(told: Option<&str>) -> &'static str {
    match told {
        Some("percent" | "%") => "percent",
        Some(code) if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) => "money",
        Some(word) if matches!(unit(word), Some(crate::lexicon::Unit::Duration(_))) => "duration",
        _ => "count",
    }
}

/// Tokens of a clause on either side of a number. Beyond them a sentence is one without end, which is not
/// read again for each of its numbers.
const LONGEST_CLAUSE: usize = 200;

/// Whether the clause of `numeric` tells of a rise or a fall: by the word that stands nearest.
fn change_told(source: &Source, numeric: &Numeric) -> Option<&'static str> {
    let index = source.outline().sentence_at(numeric.number.start)?;
    let sentence = source.outline().sentences().get(index)?;
    let tokens = source.outline().tokens_of(sentence);
    let at = |tokens: &[Token]| tokens.partition_point(|token| token.span.end <= numeric.number.start);
    let first = at(tokens).saturating_sub(LONGEST_CLAUSE);
    let near = tokens.get(first..).unwrap_or_default();
    let near = near.get(..2 * LONGEST_CLAUSE).unwrap_or(near);
    let clauses = super::clauses::clauses(source.text(), near);
    let own = at(near);
    CHANGES
        .find(source.text(), near)
        .into_iter()
        .filter(|hit| {
            (numeric.sort == Sort::Factor || !numeric.span.overlaps(hit.span))
                && clauses.get(hit.first) == clauses.get(own)
        })
        .min_by_key(|hit| hit.first.abs_diff(own))
        .map(|hit| *hit.value)
}
