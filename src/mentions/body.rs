//! International bodies, by name or acronym.

use crate::document::Span;
use crate::lexicon::{Body, Starts, body_gazetteer};

use super::country::stands_in_capitals;

/// An international body told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyMention {
    /// Where, in bytes.
    pub span: Span,
    /// Which body.
    pub body: &'static Body,
}

/// The international bodies in `text`. `WHO` of a heading in capitals is the pronoun.
pub(super) fn bodies(text: &str, starts: &Starts<'_>) -> Vec<BodyMention> {
    body_gazetteer()
        .find_from(starts)
        .filter(|hit| hit.span.of(text) != "WHO" || !stands_in_capitals(text, hit.span))
        .map(|hit| BodyMention {
            span: hit.span,
            body: hit.value,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::bodies;
    use crate::lexicon::Starts;

    #[test]
    fn the_pronoun_in_a_heading_is_no_body() {
        let bodies = |text: &str| bodies(text, &Starts::of(text));
        assert!(bodies("LEADERS WHO SIGNED THE TREATY").is_empty());
        assert_eq!(bodies("the WHO and the U.N.").len(), 2);
    }
}
