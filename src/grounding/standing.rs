//! What the words right at a thing tell of it, whatever its sentence says besides: `They will expand the centre`
//! **opened** `last year`.

use crate::document::{Span, tokens};
use crate::lexicon::function_word;

use super::bearing::AGREEMENTS;
use super::cues::Cue;
use super::source::Source;

/// Participles behind a thing, and how far it has come by them.
const BEHIND: [(&str, &str); 41] = [
    ("adopted", "signed"),
    ("agreed", "agreed"),
    ("awarded", "signed"),
    ("begun", "under_way"),
    ("built", "completed"),
    ("completed", "completed"),
    ("concluded", "signed"),
    ("constructed", "completed"),
    ("created", "completed"),
    ("delivered", "completed"),
    ("donated", "completed"),
    ("erected", "completed"),
    ("established", "completed"),
    ("founded", "completed"),
    ("extended", "completed"),
    ("formed", "completed"),
    ("given", "completed"),
    ("held", "completed"),
    ("inaugurated", "completed"),
    ("initialed", "agreed"),
    ("initialled", "agreed"),
    ("initiated", "under_way"),
    ("inked", "signed"),
    ("installed", "completed"),
    ("introduced", "completed"),
    ("issued", "completed"),
    ("launched", "under_way"),
    ("made", "completed"),
    ("opened", "completed"),
    ("organised", "completed"),
    ("organized", "completed"),
    ("paid", "completed"),
    ("provided", "completed"),
    ("ratified", "signed"),
    ("reached", "agreed"),
    ("released", "completed"),
    ("sent", "completed"),
    ("signed", "signed"),
    ("started", "under_way"),
    ("struck", "agreed"),
    ("won", "signed"),
];

/// Verbs of two words, likewise.
const BEHIND_TWO: [(&str, &str); 4] = [
    ("carried out", "completed"),
    ("handed over", "completed"),
    ("put forward", "proposed"),
    ("set up", "completed"),
];

/// Words with which the time, the place or the doer of what was done begins.
const ADVERBIALS: [&str; 16] = [
    "after",
    "ago",
    "at",
    "between",
    "by",
    "during",
    "earlier",
    "in",
    "last",
    "on",
    "recently",
    "since",
    "this",
    "today",
    "under",
    "yesterday",
];

/// Adjectives before a thing that goes on, or is to come.
const BEFORE: [(&str, &str); 9] = [
    ("continuing", "under_way"),
    ("current", "under_way"),
    ("existing", "under_way"),
    ("forthcoming", "planned"),
    ("long-standing", "under_way"),
    ("ongoing", "under_way"),
    ("planned", "planned"),
    ("projected", "planned"),
    ("upcoming", "planned"),
];

/// How far the thing at `about` has come by the participle right behind it or the adjective right before it.
pub(super) fn standing(source: &Source, about: Span) -> Option<&'static str> {
    let (before, _) = source.around(about.start);
    let (_, behind) = source.around(about.end);
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let first = source.slice(about).split_whitespace().next().unwrap_or_default();
    let adjective = [last, first]
        .iter()
        .find_map(|word| BEFORE.iter().find(|(own, _)| word.eq_ignore_ascii_case(own)));
    adjective.map_or_else(|| participle(behind), |(_, told)| Some(*told))
}

fn participle(behind: &str) -> Option<&'static str> {
    let words = tokens(behind);
    let word = |at: usize| words.get(at).map_or("", |token| token.span.of(behind));
    // `the centre (NTC), ` **opened** `in May`
    let at = if word(0) == "(" && word(2) == ")" { 3 } else { 0 };
    let at = at + usize::from(word(at) == ",");
    let both = format!("{} {}", word(at), word(at + 1));
    let one = BEHIND
        .iter()
        .find(|(own, _)| *own == word(at))
        .map(|own| (own.1, 1));
    let two = BEHIND_TWO
        .iter()
        .find(|(own, _)| *own == both)
        .map(|own| (own.1, 2));
    let (value, length) = one.or(two)?;
    ADVERBIALS.contains(&word(at + length)).then_some(value)
}

/// Nouns that tell how far something has come, whoever welcomes it.
const PRESUPPOSING: [(&str, &str); 13] = [
    ("announcement", "planned"),
    ("commitment", "planned"),
    ("decision", "planned"),
    ("expansion", "completed"),
    ("extension", "completed"),
    ("intention", "planned"),
    ("plan", "planned"),
    ("plans", "planned"),
    ("pledge", "planned"),
    ("progress", "under_way"),
    ("renewal", "completed"),
    ("resumption", "under_way"),
    ("undertaking", "planned"),
];

/// Participles behind an agreement: `welcomed the accord` **signed** `in May`.
const OF_AGREEMENTS: [(&str, &str); 2] = [("concluded", "signed"), ("signed", "signed")];

/// Words by which an agreement is not there yet: `welcomed a` **proposed** `deal`, **talks** `on a deal`.
const NOT_YET: [&str; 16] = [
    "draft",
    "early",
    "envisaged",
    "eventual",
    "for",
    "future",
    "idea",
    "negotiations",
    "new",
    "planned",
    "possible",
    "potential",
    "proposal",
    "proposed",
    "prospect",
    "talks",
];

/// How far the thing has come by the noun between a verb of welcome, in `cue`, and the thing: `welcomed
/// Norway's` **decision** `to double its quota`, `welcomed the` **agreement** `on cod`.
pub(super) fn presupposed(source: &Source, cue: &Cue, about: Option<Span>) -> Option<&'static str> {
    /// Words between the verb and the noun.
    const REACH: usize = 6;
    /// A thing's own words up to its head: `recent` **free trade deal**.
    const HEAD: usize = 4;
    let about = about.filter(|about| cue.span.start < about.start)?;
    let before = source.slice(Span::new(cue.span.start, about.start));
    let (_, behind) = source.around(about.start);
    let own = source.slice(about).split_whitespace().take(HEAD).count();
    let led = before.split_whitespace().count().min(REACH);
    let rest: Vec<&str> = before
        .split_whitespace()
        .take(REACH)
        .chain(behind.split_whitespace().take(own + 1))
        .collect();
    for (at, word) in rest.iter().enumerate().take(led + own) {
        if NOT_YET.contains(word) {
            return None;
        }
        if AGREEMENTS.contains(word) {
            let next = rest.get(at + 1).copied().unwrap_or_default();
            let told = OF_AGREEMENTS.iter().find(|(own, _)| *own == next);
            return Some(told.map_or("agreed", |(_, told)| told));
        }
        if let Some((_, told)) = PRESUPPOSING.iter().find(|(own, _)| own == word) {
            return Some(told);
        }
    }
    None
}

/// How far the thing at `about` has come by the document that tells of it: `The accord` **provides for** `a loan`,
/// `The roadmap` **lists** `40 projects`.
pub(super) fn by_document(source: &Source, about: Span) -> Option<&'static str> {
    const TREATIES: [&str; 4] = ["memorandum", "protocol", "treaties", "treaty"];
    const PLANS: [&str; 7] = [
        "budget",
        "package",
        "plan",
        "programme",
        "program",
        "roadmap",
        "strategy",
    ];
    /// Words from the verb to the thing: `reschedules` **some** `$40 million`.
    const REACH: usize = 4;
    let sentence = source.sentence_of(about)?;
    let before = Span::new(sentence.start, about.start.max(sentence.start));
    let own = source.slice(about).split_whitespace().next().unwrap_or_default();
    let mut words: Vec<&str> = source.slice(before).split_whitespace().collect();
    words.push(own);
    let first = words.len().saturating_sub(REACH + 2);
    let near = words.get(first..).unwrap_or_default();
    near.windows(2).find_map(|pair| match pair {
        [noun, verb]
            if verb.ends_with('s')
                && verb.len() > 3
                && (*verb == "includes" || function_word(verb).is_none()) =>
        {
            if AGREEMENTS.contains(noun) || TREATIES.contains(noun) {
                Some("agreed")
            } else {
                PLANS.contains(noun).then_some("planned")
            }
        }
        _ => None,
    })
}

/// True where what `cue` tells is that something goes on: `will` **continue** `to fund the programme`.
pub(super) fn goes_on(source: &Source, cue: &Cue, about: Option<Span>) -> bool {
    /// Words from the cue to the verb: `will` **also continue**.
    const REACH: usize = 2;
    let is_verb = |word: &str| word.starts_with("continu") || word.starts_with("carry");
    let (_, behind) = source.around(cue.span.end);
    let after = about.is_some_and(|about| cue.span.end <= about.start);
    after
        && (source.slice(cue.span).split_whitespace().any(is_verb)
            || behind.split_whitespace().take(REACH).any(is_verb))
}

#[cfg(test)]
mod tests {
    use super::standing;
    use crate::document::{Document, Span};
    use crate::grounding::Source;

    #[test]
    fn a_participle_tells_of_the_thing_before_it() {
        let cases = [
            ("They will expand the centre opened last year.", Some("completed")),
            (
                "They will expand the centre (NTC) set up in May.",
                Some("completed"),
            ),
            ("They will expand the centre to be opened in May.", None),
            ("They will expand the centre not opened in May.", None),
            ("They praised the existing centre.", Some("under_way")),
            ("They praised the centre.", None),
        ];
        for (text, told) in cases {
            let source = Source::of(Document::new("source", text));
            let start = text.find("centre").unwrap_or_default();
            assert_eq!(standing(&source, Span::new(start, start + 6)), told, "{text}");
        }
    }
}
