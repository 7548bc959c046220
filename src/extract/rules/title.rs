//! The source's words for what an outcome is.
//!
//! What other fields of the outcome hold (time, place, amount) leaves the title at its end, and so
//! does what only illustrates or explains: `including …`, `such as …`, `with the aim of …`.

use crate::document::Span;
use crate::lexicon::is_adverb;
use crate::mentions::{DateMention, Quantity};

use super::clause::Clause;
use super::reading::{Reading, has_words, without_article, without_stop};
use super::traits::Traits;

/// What fields of their own hold.
#[derive(Clone, Copy, Default)]
pub(super) struct Parts<'r> {
    pub(super) when: Option<&'r DateMention>,
    pub(super) place: Option<Span>,
    pub(super) amount: Option<&'r Quantity>,
    /// True where the verb is a part of what was proposed: `the proposal to build a port`.
    pub(super) keeps_verb: bool,
}

impl Parts<'_> {
    /// Where they stand.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        let when = self.when.map(|date| date.span);
        let amount = self.amount.map(|quantity| quantity.span);
        [when, self.place, amount].into_iter().flatten()
    }
}

/// The source's words for what the outcome is, without what other fields of it hold.
pub(super) fn title(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    (first, after): (usize, usize),
    parts: &Parts<'_>,
) -> Option<Span> {
    let mut first = first;
    while first + 2 < after
        && (matches!(
            clause.word(first),
            "to" | "also" | "later" | "soon" | "then" | "further"
        ) || is_adverb(clause.word(first)))
    {
        first += 1;
    }
    let after = illustration(clause, first, after);
    let object = without_stop(reading.text, clause.tokens_span(first, after)?);
    let making = !parts.keeps_verb && makes(clause.word(first)) && after > first + 1;
    let start = clause.tokens.get(first + usize::from(making))?.span.start;
    let mut title = without_article(reading.text, Span::new(start.min(object.end), object.end));
    // `worth over $12 billion` is the amount, not the thing.
    if let Some(amount) = parts.amount {
        let worth = (first..after).find(|&index| leads_to_price(clause.word(index)));
        if let Some(cut) = worth
            .and_then(|index| clause.tokens.get(index))
            .filter(|token| token.span.end <= amount.span.start)
        {
            title = Span::new(title.start, cut.span.start.max(title.start));
        }
    }
    // Time and place at the end have fields of their own.
    loop {
        let before = title;
        for part in [parts.when.map(|date| date.span), parts.place]
            .into_iter()
            .flatten()
        {
            if part.end == title.end && part.start > title.start {
                title = without_link(reading.text, Span::new(title.start, part.start));
            }
        }
        title = without_stop(reading.text, title);
        if title == before {
            break;
        }
    }
    has_words(title.of(reading.text)).then_some(title)
}

/// The token from which the words of `first..after` only illustrate or explain what stands before.
///
/// ```text
/// cut = "," ( "including" | "particularly" | … | participle | "which" | "when" | … )
///     | "such as" | "including" | "focused on" | "aimed at" | "so that" | …
///     | "as" ( country | pronoun )                              as China moves towards …
///     | date "," or "after"                                     on Monday, marking …
/// ```
fn illustration(clause: &Clause<'_>, first: usize, after: usize) -> usize {
    let opens = |index: usize| {
        let word = clause.word(index);
        let next = clause.word(index + 1);
        match word {
            "," | "–" | "—" => {
                illustrates(next)
                    || (next == "with" && matches!(clause.word(index + 2), "the" | "a"))
                    || (next.len() > 5 && next.ends_with("ing") && next.starts_with(char::is_lowercase))
            }
            "such" => next == "as",
            "focused" | "focusing" | "centered" | "centred" => next == "on",
            "aimed" | "aiming" => matches!(next, "at" | "to"),
            "designed" => next == "to",
            "bringing" | "including" | "while" | "because" | "when" | "where" => true,
            "so" => next == "that",
            "in" => next == "order" || (next == "response" && clause.is(index + 2, "to")),
            "after" => matches!(next, "they" | "he" | "she" | "the"),
            "as" => {
                next.starts_with(char::is_uppercase) || matches!(next, "it" | "they" | "we" | "he" | "she")
            }
            _ => false,
        }
    };
    let mut candidates = clause.all_with(first + 1..after, Traits::MARK.with(Traits::ILLUSTRATION));
    let cut = candidates.find(|(index, _)| opens(*index));
    cut.map_or(after, |(index, _)| index)
}

/// Words that may begin an illustration without a comma: those that [`illustration`] knows.
pub(super) const OPENING: [&str; 18] = [
    "after",
    "aimed",
    "aiming",
    "as",
    "because",
    "bringing",
    "centered",
    "centred",
    "designed",
    "focused",
    "focusing",
    "in",
    "including",
    "so",
    "such",
    "when",
    "where",
    "while",
];

/// True for words that, behind a comma, begin an illustration or a remark.
fn illustrates(word: &str) -> bool {
    matches!(
        word,
        "especially"
            | "followed"
            | "led"
            | "like"
            | "namely"
            | "notably"
            | "particularly"
            | "specifically"
            | "subject"
            | "that"
            | "which"
            | "who"
            | "whose"
    )
}

/// True for verbs that make a thing: the thing they make is what the outcome is.
fn makes(word: &str) -> bool {
    matches!(
        word,
        "build"
            | "conclude"
            | "create"
            | "establish"
            | "form"
            | "found"
            | "hold"
            | "initiate"
            | "introduce"
            | "launch"
            | "open"
            | "organise"
            | "organize"
            | "set"
            | "sign"
            | "start"
    )
}

/// True for words between a thing and its price.
fn leads_to_price(word: &str) -> bool {
    matches!(
        word,
        "amounting" | "exceeding" | "totaling" | "totalling" | "valued" | "worth"
    )
}

/// `span` without the preposition at its end.
fn without_link(text: &str, span: Span) -> Span {
    let covered = span.of(text).trim_end();
    let last = covered.rsplit(char::is_whitespace).next().unwrap_or_default();
    let cut = if matches!(last, "in" | "at" | "on" | "the" | "by" | "In" | "At") {
        last.len()
    } else {
        0
    };
    let shorter = Span::new(span.start, span.start + covered.len() - cut).trimmed(text);
    if cut > 0 && matches!(last, "the") {
        without_link(text, shorter)
    } else {
        shorter
    }
}
