//! People, by title and name, and offices that stand for them.
//!
//! ```text
//! person  = [ country ] title [ "of" country ] name [ "of" country ]
//!         | name "," [ "the" ] [ country ] title [ "of" country ]
//! office  = [ country ] title [ "of" country ]          the Japanese Prime Minister
//! name    = part { part } [ "," ( "Jr" | "Sr" ) [ "." ] ]
//! part    = capitalised word | initial "." | particle   da, bin, al-…, only before a part
//! country = name, demonym or possessive of a country
//! ```

use crate::document::{Outline, Span, Token, TokenKind};
use crate::lexicon::{PhraseHit, TITLES, Title, TitleClass, body_head, function_word};

use super::CountryMention;

/// A person or an office told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonMention {
    /// Country, title and name together, in bytes.
    pub span: Span,
    /// The name without titles; `None` where only the office stands there.
    pub name: Option<Span>,
    /// The office; `None` for a courtesy (`Mr.`).
    pub title: Option<Span>,
    /// How high the office is.
    pub class: TitleClass,
    /// The country the office is of, where the mention tells it.
    pub country: Option<CountryMention>,
}

/// The longest name, in parts.
const MOST_PARTS: usize = 6;

/// Words inside a name that are not capitalised.
const PARTICLES: [&str; 17] = [
    "al", "bin", "bint", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "van", "von",
    "zu",
];

/// The people and offices in `text`, in order.
pub(super) fn people(text: &str, outline: &Outline, countries: &[CountryMention]) -> Vec<PersonMention> {
    let mut found = Vec::new();
    for sentence in outline.sentences() {
        let tokens = outline.tokens_of(sentence);
        let reader = Reader {
            text,
            tokens,
            countries,
        };
        for hit in TITLES.find(text, tokens) {
            reader.read(&hit, &mut found);
        }
    }
    found.sort_by_key(|mention: &PersonMention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    let mut kept: Vec<PersonMention> = Vec::new();
    for mention in found {
        if kept.last().is_none_or(|last| !last.span.overlaps(mention.span)) {
            kept.push(mention);
        }
    }
    kept
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    countries: &'t [CountryMention],
}

impl Reader<'_> {
    fn read(&self, hit: &PhraseHit<'_, Title>, found: &mut Vec<PersonMention>) {
        let class = hit.value.class;
        let title = (class != TitleClass::Courtesy).then_some(hit.span);
        let before = self.country_before(hit.first);
        let of_title = self.of_country(hit.after);
        let mut at = of_title.map_or(hit.after, |(_, after)| after);
        if class == TitleClass::Courtesy && self.is_mark(at, ".") {
            at += 1;
        }
        let mut span = before.map_or(hit.span, |country| country.span.join(hit.span));
        let country = before.or(of_title.map(|(country, _)| country));
        let mut named = false;
        while let Some((name, after)) = self.name_at(at) {
            named = true;
            let of_name = self.of_country(after);
            let country = of_name.map(|(country, _)| country).or(country);
            let end = of_name.map_or(name, |(country, _)| name.join(country.span));
            let whole = if span.overlaps(hit.span) {
                span.join(end)
            } else {
                end
            };
            found.push(PersonMention {
                span: whole,
                name: Some(name),
                title,
                class,
                country,
            });
            span = Span::new(end.end, end.end);
            at = of_name.map_or(after, |(_, after)| after);
            if !hit.value.plural || !(self.is_word(at, "and") || self.is_mark(at, ",")) {
                break;
            }
            at += 1;
        }
        if named || class == TitleClass::Courtesy || hit.value.plural {
            return;
        }
        if let Some((country, after)) = of_title {
            span = span.join(country.span);
            at = after;
        }
        let (mut name, mut whole) = (None, span);
        if let Some(apposed) = self.name_before(hit.first, before) {
            whole = apposed.join(span);
            name = Some(apposed);
        }
        // `president of the club`: an office of something that is no country is nobody's here.
        let of_other = name.is_none() && of_title.is_none() && self.is_word(at, "of");
        if !of_other {
            found.push(PersonMention {
                span: whole,
                name,
                title,
                class,
                country,
            });
        }
    }

    /// The name that begins at token `at`, and the index after it.
    fn name_at(&self, at: usize) -> Option<(Span, usize)> {
        let mut after = at;
        let mut parts = 0;
        let mut end = None;
        while parts < MOST_PARTS {
            let Some(token) = self.tokens.get(after) else {
                break;
            };
            if self.is_name_part(after) {
                parts += 1;
                end = Some(token.span);
                after += 1;
                if token.span.len() == 1 && self.is_mark(after, ".") {
                    end = self.tokens.get(after).map(|mark| token.span.join(mark.span));
                    after += 1;
                }
            } else if self.is_particle(after) {
                after += 1;
            } else {
                break;
            }
        }
        let first = self.tokens.get(at)?.span;
        let mut name = first.join(end?);
        if self.is_mark(after, ",") && (self.is_word(after + 1, "Jr") || self.is_word(after + 1, "Sr")) {
            name = name.join(self.tokens.get(after + 1)?.span);
            after += 2;
            if self.is_mark(after, ".") {
                name = name.join(self.tokens.get(after)?.span);
                after += 1;
            }
        }
        Some((name, after))
    }

    fn is_name_part(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.kind == TokenKind::Word) else {
            return false;
        };
        let word = token.span.of(self.text);
        let joined_particle = word.split_once('-').is_some_and(|(particle, rest)| {
            PARTICLES.contains(&particle) && rest.starts_with(char::is_uppercase)
        });
        let capital = token.is_capitalized(self.text) || joined_particle;
        capital
            && function_word(word).is_none()
            && body_head(word).is_none()
            && TITLES.longest_at(self.text, self.tokens, at).is_none()
    }

    /// A particle that leads, at once or over further particles, to a part of a name.
    fn is_particle(&self, at: usize) -> bool {
        let is_particle = |index: usize| {
            self.tokens
                .get(index)
                .is_some_and(|token| PARTICLES.contains(&token.span.of(self.text)))
        };
        is_particle(at) && (self.is_name_part(at + 1) || (is_particle(at + 1) && self.is_name_part(at + 2)))
    }

    /// `Zhao Leji, [the] [Chinese]` before a title at token `title`.
    fn name_before(&self, title: usize, country: Option<CountryMention>) -> Option<Span> {
        let mut at = title;
        if let Some(country) = country {
            at = self
                .tokens
                .partition_point(|token| token.span.start < country.span.start);
        }
        let article = at.checked_sub(1)?;
        if self.is_word(article, "the") {
            at = article;
        }
        let comma = at.checked_sub(1).filter(|&index| self.is_mark(index, ","))?;
        let mut first = comma;
        while let Some(before) = first.checked_sub(1) {
            if comma - before > MOST_PARTS || !self.is_name_part(before) {
                break;
            }
            first = before;
        }
        let several = comma - first >= 2;
        several
            .then(|| self.tokens.get(first).zip(self.tokens.get(comma - 1)))?
            .map(|(a, b)| a.span.join(b.span))
    }

    /// The country that stands right before the token at `at`, with or without a possessive.
    fn country_before(&self, at: usize) -> Option<CountryMention> {
        let mut before = at.checked_sub(1)?;
        if self.tokens.get(before)?.kind == TokenKind::Possessive {
            before = before.checked_sub(1)?;
        }
        let end = self.tokens.get(before)?.span.end;
        let index = self.countries.partition_point(|country| country.span.end < end);
        self.countries
            .get(index)
            .filter(|country| country.span.end == end)
            .copied()
    }

    /// `of [the] COUNTRY` at token `at`, and the index after it.
    fn of_country(&self, at: usize) -> Option<(CountryMention, usize)> {
        if !self.is_word(at, "of") {
            return None;
        }
        let first = at + 1 + usize::from(self.is_word(at + 1, "the"));
        let start = self.tokens.get(first)?.span.start;
        let index = self
            .countries
            .partition_point(|country| country.span.start < start);
        let country = self
            .countries
            .get(index)
            .filter(|country| country.span.start == start)
            .copied()?;
        let after = self
            .tokens
            .partition_point(|token| token.span.start < country.span.end);
        Some((country, after))
    }

    fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(self.text, mark))
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.span.of(self.text) == word)
    }
}

#[cfg(test)]
mod tests {
    use super::people;
    use crate::document::Outline;
    use crate::mentions::country::countries;

    fn found(text: &str) -> Vec<(Option<&str>, Option<&str>, Option<&'static str>)> {
        people(text, &Outline::of(text), &countries(text))
            .into_iter()
            .map(|mention| {
                (
                    mention.name.map(|span| span.of(text)),
                    mention.title.map(|span| span.of(text)),
                    mention.country.map(|country| country.code),
                )
            })
            .collect()
    }

    #[test]
    fn country_title_and_name_come_in_several_orders() {
        let cases = [
            (
                "Japanese Prime Minister Sanae Takaichi",
                ("Sanae Takaichi", "Prime Minister", Some("JP")),
            ),
            (
                "President Ana Luísa da Costa of Angola",
                ("Ana Luísa da Costa", "President", Some("AO")),
            ),
            (
                "President of Chile Pablo Rojas",
                ("Pablo Rojas", "President", Some("CL")),
            ),
            (
                "Kenya's President John K. Otieno, Jr. met",
                ("John K. Otieno, Jr.", "President", Some("KE")),
            ),
            ("General Secretary Tô Lâm", ("Tô Lâm", "General Secretary", None)),
        ];
        for (text, (name, title, code)) in cases {
            assert_eq!(found(text), [(Some(name), Some(title), code)], "{text}");
        }
    }

    #[test]
    fn an_office_alone_is_told_apart_from_a_person() {
        assert_eq!(
            found("The Japanese Prime Minister described it."),
            [(None, Some("Prime Minister"), Some("JP"))]
        );
        assert!(found("the president of the club sang").is_empty());
        assert_eq!(
            found("It was Ada Mensah, Ghana's foreign minister, who spoke."),
            [(Some("Ada Mensah"), Some("foreign minister"), Some("GH"))]
        );
    }

    #[test]
    fn several_names_share_a_title() {
        assert_eq!(
            found("Presidents Anna Berg and Juan Ruiz met"),
            [
                (Some("Anna Berg"), Some("Presidents"), None),
                (Some("Juan Ruiz"), Some("Presidents"), None)
            ]
        );
    }
}
