//! Sentences that look back: they tell of another meeting or of another year.

use crate::document::Span;
use crate::mentions::DateMention;

use super::clause::Clause;
use super::reading::first_overlap;
use super::traits::Traits;

/// True where `clause` tells of a time gone by and of nothing since.
///
/// ```text
/// looks back = "In" year …                 In 2001, Norway and Chile signed …
///            | "Last" week | month | year  Last week, the ministers met
///            | … ( "was" | "were" ) … "in" year    Relations were established in 1992.
/// ```
///
/// No verb of it speaks of now or of what is to come: `In 2030 trade will reach …`.
pub(super) fn looks_back(clause: &Clause<'_>, dates: &[DateMention]) -> bool {
    if clause.has_any(Traits::NOT_PAST) {
        return false;
    }
    let begins = clause.body_start();
    let ends = clause.tokens.len().saturating_sub(1);
    let last = clause
        .tokens
        .get(ends)
        .map_or(clause.span.end, |stop| stop.span.start);
    let year_at = |span: Span| {
        let date = first_overlap(dates, |date| date.span, span)?;
        let year = date.edtf.as_deref()?;
        (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())).then_some(date.span)
    };
    let opens_with_year = || {
        let date = year_at(Span::new(begins, begins + 1));
        date.is_some_and(|date| date.start == begins && date.of(clause.text).starts_with("In"))
    };
    let ends_with_year = || {
        let passive = || (0..ends).any(|index| matches!(clause.word(index), "was" | "were"));
        let date = year_at(Span::new(last.saturating_sub(1), last));
        date.is_some_and(|date| date.end == last && date.of(clause.text).starts_with("in")) && passive()
    };
    let first = clause.token_at(begins);
    let opens_with_last =
        clause.is(first, "Last") && matches!(clause.word(first + 1), "week" | "month" | "year");
    opens_with_last || opens_with_year() || ends_with_year()
}

/// Verbs of what is, or is to be.
pub(super) const NOT_PAST: [&str; 14] = [
    "are", "be", "been", "can", "has", "have", "is", "may", "must", "plan", "plans", "shall", "will", "would",
];

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::extract::rules::reading::Reading;

    #[test]
    fn what_was_is_told_from_what_is() {
        for (text, looks_back) in [
            ("In 2001, Norway and Chile signed a treaty.", true),
            ("2. In 2001, Norway and Chile signed a treaty.", true),
            ("Last week, the ministers met in Oslo.", true),
            ("Relations were established in 1992.", true),
            ("In 2030, trade will reach $2 billion.", false),
            ("In 2025, the sides have signed ten agreements.", false),
            ("They met in Oslo in 2025.", false),
            ("Today, the ministers met in Oslo.", false),
        ] {
            let document = Document::new("text", text);
            assert_eq!(Reading::of(&document).looks_back(0), looks_back, "{text}");
        }
    }
}
