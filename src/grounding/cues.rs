//! Cues: words that tell how far something has come, and words that turn or weaken them.

use std::sync::LazyLock;

use crate::document::{Sentence, Span, Token, TokenKind};
use crate::lexicon::{Need, OUTCOME_CUES, Object, PhraseBook, Table, function_word};

use super::clauses::clauses;
use super::phrases::Phrases;
use super::source::Source;

/// What a word does to the cue in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Modifier {
    Negated,
    Conditional,
    Expected,
    Denied,
    Stalled,
}

/// How far a modifier reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Before,
    Clause,
}

static MODIFIERS_TABLE: Table = Table::new(include_str!("data/modifiers.tsv"));
static STATUS_WORDS_TABLE: Table = Table::new(include_str!("data/status_words.tsv"));

static MODIFIERS: LazyLock<PhraseBook<(Modifier, Reach)>> = LazyLock::new(|| {
    PhraseBook::new(MODIFIERS_TABLE.rows().map(|row| {
        let modifier = match row.cell(1) {
            "negated" => Modifier::Negated,
            "conditional" => Modifier::Conditional,
            "expected" => Modifier::Expected,
            "denied" => Modifier::Denied,
            _ => Modifier::Stalled,
        };
        let reach = if row.cell(2) == "before" {
            Reach::Before
        } else {
            Reach::Clause
        };
        (row.cell(0), (modifier, reach))
    }))
});

static ANSWERS_TABLE: Table = Table::new(include_str!("data/answers.tsv"));

static ANSWERS: LazyLock<PhraseBook<&'static str>> =
    LazyLock::new(|| PhraseBook::new(ANSWERS_TABLE.rows().map(|row| (row.cell(0), row.cell(1)))));

static STATUS_WORDS: LazyLock<PhraseBook<(&'static str, Side)>> = LazyLock::new(|| {
    PhraseBook::new(STATUS_WORDS_TABLE.rows().map(|row| {
        let side = match row.cell(2) {
            "after" => Side::After,
            "before" => Side::Before,
            _ => Side::Any,
        };
        (row.cell(0), (row.cell(1), side))
    }))
});

/// On which side of a cue the words stand that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    After,
    Before,
    Any,
    /// Inside the cue, at these bytes.
    Within(Span),
}

/// A cue in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// Where it stands.
    pub(super) span: Span,
    /// Its first token, counted in the sentence.
    pub(super) first: usize,
    /// What it tells; `None` where it only looks like a cue, as `agreed on the importance of`.
    pub(super) value: Option<String>,
    /// What it tells of one side alone, if another thing.
    pub(super) alone: Option<&'static str>,
    /// Where its object stands.
    pub(super) side: Side,
    /// True for the cues from which a reader makes outcomes, false for words that merely bear one out.
    pub(super) precise: bool,
    /// What it takes besides to make an outcome.
    pub(super) needs: Need,
    /// What turns or weakens it.
    pub(super) modifiers: Vec<(Modifier, Span)>,
}

/// True for a word that negates: `not`, `never`, `didn't`.
pub(super) fn is_negation(word: &str) -> bool {
    let tokens = crate::document::tokens(word);
    MODIFIERS
        .longest_at(word, &tokens, 0)
        .is_some_and(|hit| hit.value.0 == Modifier::Negated && hit.after == tokens.len())
}

/// True for an agreement on what is worth while, and not on what is to be done.
fn is_hollow(words: &str) -> bool {
    /// `agreed on the importance of`, `committed to the principles of`
    const WORTH: [&str; 5] = ["importance", "necessity", "need", "principle", "principles"];
    words.split_whitespace().any(|word| WORTH.contains(&word))
}

/// The program's own cues for outcomes in `sentence`.
pub(super) fn outcome_cues(source: &Source, sentence: &Sentence) -> Vec<Cue> {
    let text = source.text();
    let tokens = source.outline().tokens_of(sentence);
    let mut found = Vec::new();
    for hit in OUTCOME_CUES.find_among(text, tokens, sentence.words) {
        let words = hit.span.of(text);
        let turns = words.split_whitespace().any(is_negation);
        if hit.value.status.is_none() && !turns && !is_hollow(words) {
            // What makes no outcome for a reader may still bear one out for a checker.
            continue;
        }
        let side = match (hit.value.object, hit.gap) {
            (Object::Inside, Some((from, after))) => {
                span_of(tokens, from, after).map_or(Side::Any, Side::Within)
            }
            // `will convene` **the ministers**: an active verb may have its object behind it.
            (Object::Before, _) if !is_passive(words) && begins_noun(text, tokens, hit.after) => Side::Any,
            (Object::Before, _) => Side::Before,
            // `the plan had been` **adopted**
            _ if hit.first.checked_sub(1).is_some_and(|at| is_be(tokens, at, text)) => Side::Any,
            // `an accord` **initialled** `on Monday`: who did it is not told, and no object follows.
            _ if hit.value.needs == Need::Party
                && words.ends_with("ed")
                && !words.contains(' ')
                && tokens
                    .get(hit.after)
                    .is_none_or(|next| next.kind == TokenKind::Mark || is_of_time(next.span.of(text))) =>
            {
                Side::Any
            }
            _ => Side::After,
        };
        found.push(Cue {
            span: hit.span,
            first: hit.first,
            value: hit.value.status.map(str::to_owned),
            alone: hit.value.alone,
            side,
            precise: !matches!(hit.value.needs, Need::Amount | Need::Reported | Need::Modal),
            needs: hit.value.needs,
            modifiers: Vec::new(),
        });
    }
    let precise: Vec<(Span, Side)> = found
        .iter()
        .filter(|cue| cue.precise)
        .map(|cue| (cue.span, cue.side))
        .collect();
    let covered = |span: Span| {
        precise
            .iter()
            .any(|(cue, side)| cue.overlaps(span) && !matches!(side, Side::Within(gap) if gap.overlaps(span)))
    };
    // `pledged` of `pledged that` tells nothing of its own.
    let led: Vec<Span> = found.iter().map(|cue| cue.span).collect();
    let opens = |span: Span| {
        let rest = led
            .iter()
            .filter(|cue| cue.start == span.start && cue.end > span.end);
        let mut rest = rest.filter_map(|cue| text.get(span.end..cue.end));
        rest.any(|rest| rest.trim() == "that")
    };
    for hit in STATUS_WORDS.find_among(text, tokens, sentence.words) {
        if hit.value.0 != "none" && !covered(hit.span) && !opens(hit.span) {
            found.push(Cue {
                span: hit.span,
                first: hit.first,
                value: Some(hit.value.0.to_owned()),
                alone: None,
                side: hit.value.1,
                precise: false,
                needs: Need::Nothing,
                modifiers: Vec::new(),
            });
        }
    }
    for (index, span, value) in tenses(text, tokens) {
        if !found.iter().any(|cue| cue.span.overlaps(span)) {
            found.push(Cue {
                span,
                first: index,
                value: Some(value.to_owned()),
                alone: None,
                side: Side::Any,
                precise: false,
                needs: Need::Nothing,
                modifiers: Vec::new(),
            });
        }
    }
    modified(source, sentence, found)
}

/// True for a word with which a time or a place begins.
fn is_of_time(word: &str) -> bool {
    matches!(
        word,
        "at" | "by" | "during" | "earlier" | "here" | "in" | "last" | "on" | "today" | "yesterday"
    )
}

/// Forms of `be`, which make a passive.
const FORMS_OF_BE: [&str; 7] = ["are", "be", "been", "being", "is", "was", "were"];

/// True for a cue with a form of `be`, to which something is done that stands before it.
fn is_passive(words: &str) -> bool {
    words.split_whitespace().any(|word| FORMS_OF_BE.contains(&word))
}

fn is_be(tokens: &[Token], at: usize, text: &str) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| FORMS_OF_BE.contains(&token.span.of(text)))
}

/// True where a noun phrase begins at token `at`: an article, a number, or a word that links nothing.
fn begins_noun(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        let class = function_word(token.span.of(text));
        token.kind != TokenKind::Mark
            && !matches!(class, Some("preposition" | "conjunction" | "verb" | "adverb"))
    })
}

/// Words of `sentence` by which a proposal made before is taken up.
pub(super) fn answers(source: &Source, sentence: &Sentence) -> Vec<Cue> {
    let tokens = source.outline().tokens_of(sentence);
    let found = ANSWERS
        .find(source.text(), tokens)
        .into_iter()
        .map(|hit| Cue {
            span: hit.span,
            first: hit.first,
            value: Some((*hit.value).to_owned()),
            alone: None,
            side: Side::Any,
            precise: false,
            needs: Need::Nothing,
            modifiers: Vec::new(),
        })
        .collect();
    modified(source, sentence, found)
}

/// What turns or weakens anything in `sentence`.
pub(super) fn modifiers(source: &Source, sentence: &Sentence) -> Vec<(Modifier, Span)> {
    let tokens = source.outline().tokens_of(sentence);
    let found = MODIFIERS.find(source.text(), tokens).into_iter();
    found.map(|hit| (hit.value.0, hit.span)).collect()
}

/// The cues that a schema lists itself.
pub(super) fn listed_cues(source: &Source, sentence: &Sentence, phrases: &Phrases) -> Vec<Cue> {
    let tokens = source.outline().tokens_of(sentence);
    let found = phrases
        .find(source.text(), tokens)
        .into_iter()
        .map(|hit| Cue {
            span: hit.span,
            first: hit.first,
            value: Some(hit.value.to_owned()),
            alone: None,
            side: Side::Any,
            precise: true,
            needs: Need::Nothing,
            modifiers: Vec::new(),
        })
        .collect();
    modified(source, sentence, found)
}

/// `has sent`, `have already explored`: what is told in the perfect has been done. `is receiving`,
/// `have since 2024 been financing`: what is told in the progressive goes on.
fn tenses(text: &str, tokens: &[Token]) -> Vec<(usize, Span, &'static str)> {
    /// Words of a time between `have` and `been`.
    const LONGEST_TIME: usize = 4;
    let word = |at: usize| {
        tokens
            .get(at)
            .map(|token| token.span.of(text))
            .unwrap_or_default()
    };
    let is_adverb = |word: &str| {
        (word.len() > 4 && word.ends_with("ly"))
            || matches!(word, "already" | "also" | "both" | "now" | "still")
    };
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let perfect = matches!(word(at), "has" | "have" | "had" | "having");
        if !perfect && !matches!(word(at), "is" | "are") {
            continue;
        }
        let mut verb = at + 1;
        if perfect && matches!(word(verb), "since" | "for") {
            let been = (verb..=verb + LONGEST_TIME).find(|&at| word(at) == "been");
            verb = been.unwrap_or(verb);
        }
        while is_adverb(word(verb)) || (perfect && word(verb) == "been") {
            verb += 1;
        }
        let own = word(verb);
        let been = verb.checked_sub(1).is_some_and(|before| word(before) == "been");
        let is_participle = perfect
            && own.len() > 3
            && (own.ends_with("ed") || own.ends_with("en") || IRREGULAR.contains(&own));
        // `is going to` tells of what is to come.
        let goes_on = (!perfect || been) && own.len() > 5 && own.ends_with("ing");
        let value = match (is_participle, goes_on) {
            (true, _) => "completed",
            (_, true) => "under_way",
            _ => continue,
        };
        if let Some(span) = span_of(tokens, at, verb + 1) {
            found.push((at, span, value));
        }
    }
    found
}

/// Participles that end neither in `-ed` nor in `-en`.
const IRREGULAR: [&str; 19] = [
    "begun",
    "bought",
    "brought",
    "built",
    "come",
    "drawn",
    "gone",
    "held",
    "laid",
    "lent",
    "made",
    "paid",
    "sent",
    "set",
    "sold",
    "spent",
    "struck",
    "withdrawn",
    "won",
];

/// Adds to each cue what turns or weakens it.
fn modified(source: &Source, sentence: &Sentence, mut cues: Vec<Cue>) -> Vec<Cue> {
    let text = source.text();
    let tokens = source.outline().tokens_of(sentence);
    let mut modifiers = MODIFIERS.find_among(text, tokens, sentence.words);
    // `in May`
    modifiers.retain(|hit| hit.first == 0 || hit.span.of(text) != "May");
    if modifiers.is_empty() {
        return cues;
    }
    let clauses = clauses(text, tokens);
    let clause = |at: usize| clauses.get(at).copied().unwrap_or_default();
    let firsts: Vec<usize> = cues.iter().map(|cue| cue.first).collect();
    for cue in &mut cues {
        let after = tokens.partition_point(|token| token.span.start < cue.span.end);
        for hit in &modifiers {
            let (modifier, reach) = *hit.value;
            let same = clause(hit.first) == clause(cue.first);
            let gap = cue.first.saturating_sub(hit.after);
            let within = hit.first >= cue.first && hit.first < after && hit.span != cue.span;
            let reaches = match reach {
                Reach::Before => {
                    let before = hit.after <= cue.first && same && gap <= farthest(modifier);
                    // What a denial is about may stand in a clause of its own: `denied that …`.
                    // `would not be extended`
                    let behind = modifier == Modifier::Negated
                        && hit.first == after
                        && is_auxiliary(cue.span.of(text));
                    before || within || behind || (modifier == Modifier::Denied && hit.after <= cue.first)
                }
                // What was agreed may stall; what was stalled may be agreed.
                Reach::Clause if modifier == Modifier::Stalled => same && hit.first > cue.first,
                Reach::Clause => {
                    same && !firsts
                        .iter()
                        .any(|&other| other > cue.first + VERB_GROUP && other < hit.first)
                }
            };
            // A cue's own words (`is expected to`) are what it tells, all but a negation.
            let outside = hit.span != cue.span && !cue.span.contains(hit.span);
            if (reaches && outside) || (within && modifier == Modifier::Negated) {
                cue.modifiers.push((modifier, hit.span));
            }
        }
    }
    cues
}

/// True for a cue that ends in an auxiliary, which a negation follows.
fn is_auxiliary(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    matches!(
        last,
        "will" | "would" | "shall" | "is" | "are" | "was" | "were" | "has" | "have"
    )
}

/// A cue farther behind another than this is a verb of its own, to which a condition then belongs.
const VERB_GROUP: usize = 6;

/// How many tokens may stand between a modifier and its verb.
fn farthest(modifier: Modifier) -> usize {
    match modifier {
        Modifier::Negated => 4,
        Modifier::Conditional => 3,
        Modifier::Expected | Modifier::Denied | Modifier::Stalled => 8,
    }
}

fn span_of(tokens: &[Token], first: usize, after: usize) -> Option<Span> {
    Some(
        tokens
            .get(first)?
            .span
            .join(tokens.get(after.checked_sub(1)?)?.span),
    )
}

#[cfg(test)]
mod tests {
    use super::Modifier;
    use crate::document::Document;
    use crate::grounding::Source;
    use crate::lexicon::Table;

    /// The values that the cues of `text` tell, with what turns or weakens each.
    fn told(text: &str) -> Vec<(String, Vec<Modifier>)> {
        let source = Source::of(Document::new("source", text));
        let cues = source.outcome_cues(0).iter();
        cues.map(|cue| {
            let modifiers = cue.modifiers.iter().map(|(modifier, _)| *modifier);
            (cue.value.clone().unwrap_or_default(), modifiers.collect())
        })
        .collect()
    }

    #[test]
    fn what_turns_a_cue_stands_in_its_clause() {
        let cases: [(&str, &str, &[Modifier]); 8] = [
            ("The sides agreed to meet.", "agreed", &[]),
            (
                "The sides have not yet agreed to meet.",
                "agreed",
                &[Modifier::Negated],
            ),
            ("The sides failed to sign it.", "signed", &[Modifier::Negated]),
            (
                "The firm denied that it had opened the mine.",
                "completed",
                &[Modifier::Denied],
            ),
            ("The sides may sign it.", "signed", &[Modifier::Conditional]),
            (
                "The road will open if funds allow.",
                "planned",
                &[Modifier::Conditional],
            ),
            (
                "The launched ferry has stalled.",
                "under_way",
                &[Modifier::Stalled],
            ),
            ("It was not about grain, but they agreed to meet.", "agreed", &[]),
        ];
        for (text, value, modifiers) in cases {
            let found = told(text);
            let own = found.iter().find(|(own, _)| own == value);
            assert!(
                own.is_some_and(
                    |(_, own)| own.starts_with(modifiers) && own.is_empty() == modifiers.is_empty()
                ),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn agreement_on_what_is_worth_while_is_no_agreement() {
        assert_eq!(
            told("They agreed on the importance of trade."),
            [(String::new(), vec![])]
        );
    }

    #[test]
    fn the_tables_are_sorted_and_have_no_row_twice() {
        let tables = [
            include_str!("data/answers.tsv"),
            include_str!("data/attribution_verbs.tsv"),
            include_str!("data/change_words.tsv"),
            include_str!("data/modifiers.tsv"),
            include_str!("data/number_words.tsv"),
            include_str!("data/status_words.tsv"),
        ];
        for text in tables {
            let table = Table::new(text);
            let names: Vec<&str> = table.rows().map(|row| row.cell(0)).collect();
            assert!(
                names.is_sorted_by(|one, next| one < next),
                "{:?}",
                table.columns()
            );
            let width = table.columns().len();
            assert!(
                table.rows().all(|row| row.width() == width),
                "{:?}",
                table.columns()
            );
            assert!(table.comments().next().is_some());
        }
    }
}
