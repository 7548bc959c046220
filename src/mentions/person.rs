//! People, by title and name, and offices that stand for them.
//!
//! ```text
//! person  = [ country ] office { office } [ "of" country ] name [ "of" country ]
//!         | name "," [ "the" ] [ country ] office [ "of" country ]
//!         | "the" office [ "of" country ] "," [ courtesy ] name
//! office  = see `office.rs`                             Deputy Prime Minister and Minister of Energy
//! name    = part { part } [ "," ( "Jr" | "Sr" ) [ "." ] ]
//! part    = capitalised word | initial "." | particle   da, bin, al-…, only before a part
//! country = name, demonym or possessive of a country, or of a body that takes part as a state does
//! ```
//!
//! An office without a name stands for whoever holds it: `the Japanese Prime Minister`.

use crate::document::{Outline, Span, Token, TokenKind, tokens_span};
use crate::lexicon::{CountryForm, PhraseHit, TITLES, Title, TitleClass, body_head, function_word};

use super::CountryMention;
use super::calendar::is_day_or_month;

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
pub(super) const MOST_PARTS: usize = 6;

/// Words inside a name that are not capitalised.
const PARTICLES: [&str; 17] = [
    "al", "bin", "bint", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "van", "von",
    "zu",
];

/// True for a word in small letters that may begin a surname, before a capitalised one: `van Dijk`.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

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
        let mut read_to = 0;
        for hit in TITLES.find_among(text, tokens, sentence.words) {
            if hit.first >= read_to && !reader.is_given_name(&hit) {
                read_to = reader.read(&hit, &mut found);
            }
        }
    }
    found.sort_by_key(|mention: &PersonMention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    let mut kept: Vec<PersonMention> = Vec::new();
    for mention in found {
        match kept.last_mut() {
            // `Mr. A B, President of C`: of two readings of one name, the one with the office stays.
            Some(last) if last.span.overlaps(mention.span) => {
                if last.title.is_none() && last.name == mention.name && mention.title.is_some() {
                    *last = PersonMention {
                        span: last.span.join(mention.span),
                        ..mention
                    };
                }
            }
            _ => kept.push(mention),
        }
    }
    kept
}

fn is_majesty(courtesy: &str) -> bool {
    courtesy.to_lowercase().ends_with("majesty")
}

/// One sentence, for reading people in it.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) countries: &'t [CountryMention],
}

impl Reader<'_> {
    /// Reads what begins with the title `hit`; returns the token up to which titles are used up.
    fn read(&self, hit: &PhraseHit<'_, Title>, found: &mut Vec<PersonMention>) -> usize {
        let office = self.office(hit);
        let class = office.class;
        if class == TitleClass::Courtesy && self.title_at(office.after).is_some() {
            // `His Majesty King …`: the office tells more.
            return office.after;
        }
        let before = self.country_before(office.first);
        let of_title = self.of_country(office.after);
        // `President of the European Council`: what a body is called belongs to its offices.
        let of_body = of_title
            .map(|(of, _)| of)
            .filter(|of| matches!(of.code, "EU" | "UN"));
        let whole_office = of_body.map_or(office.span, |body| office.span.join(body.span));
        let title = (class != TitleClass::Courtesy).then_some(whole_office);
        let mut at = of_title.map_or(office.after, |(_, after)| after);
        at = self.further_titles(at);
        let used = at;
        let mut span = before.map_or(office.span, |country| country.span.join(office.span));
        let country = before.or(of_title.map(|(country, _)| country));
        let mut named = false;
        while let Some((name, after)) = self.name_at(at) {
            named = true;
            let of_name = self.of_country(after);
            let country = of_name.map(|(country, _)| country).or(country);
            let end = of_name.map_or(name, |(country, _)| name.join(country.span));
            let whole = if span.overlaps(office.span) {
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
            at = self.further_titles(at + 1);
        }
        if named || hit.value.plural {
            return used;
        }
        if class == TitleClass::Courtesy {
            if is_majesty(office.span.of(self.text)) {
                // `His Majesty` alone is whoever reigns.
                found.push(PersonMention {
                    span,
                    name: None,
                    title: Some(office.span),
                    class: TitleClass::Head,
                    country,
                });
            }
            return used;
        }
        if let Some((country, after)) = of_title {
            span = span.join(country.span);
            at = after;
        }
        let mention = |whole, name, title| PersonMention {
            span: whole,
            name,
            title,
            class,
            country,
        };
        if let Some(apposed) = self.name_before(office.first, before) {
            // `Lea Moreau, chairwoman of the Board of Trade`: the body belongs to the office.
            let body = of_title.is_none().then(|| self.of_body(office.after)).flatten();
            let title = title.map(|title| body.map_or(title, |body| title.join(body)));
            let whole = apposed.join(title.unwrap_or(span)).join(span);
            found.push(mention(whole, Some(apposed), title));
        } else if let Some((name, _)) = self
            .name_behind(at)
            .filter(|_| of_title.is_some() || self.has_article(office.first))
        {
            found.push(mention(span.join(name), Some(name), title));
        } else if of_title.is_some() || !self.is_word(at, "of") {
            // `president of the club`: an office of something that is no country is nobody's here.
            found.push(mention(span, None, title));
        }
        used
    }

    /// `, [ courtesy ] Agostinho da Costa` behind an office at token `at`: a name of several parts.
    fn name_behind(&self, at: usize) -> Option<(Span, usize)> {
        if !self.is_mark(at, ",") {
            return None;
        }
        let mut first = at + 1;
        while let Some(courtesy) = self
            .title_at(first)
            .filter(|hit| hit.value.class == TitleClass::Courtesy)
        {
            first = courtesy.after + usize::from(self.is_mark(courtesy.after, "."));
        }
        let (name, after) = self.name_at(first)?;
        let several = name.of(self.text).contains(char::is_whitespace);
        // `the President of A, B City …` goes on with something else.
        let ends = self
            .tokens
            .get(after)
            .is_none_or(|token| !token.is_capitalized(self.text));
        (several && ends).then_some((name, after))
    }

    fn has_article(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.is_word(before, "the") || self.is_word(before, "The"))
    }

    pub(super) fn token(&self, at: usize) -> Option<&str> {
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Word)?;
        Some(token.span.of(self.text))
    }

    pub(super) fn span(&self, first: usize, after: usize) -> Option<Span> {
        tokens_span(self.tokens, first, after)
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
        // `bin Said`: behind a particle a word is a name, whatever else it may be.
        let behind_particle = at
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .is_some_and(|before| PARTICLES.contains(&before.span.of(self.text)));
        capital
            && (function_word(word).is_none() || behind_particle)
            && body_head(word).is_none()
            && !is_day_or_month(word)
            && !self.begins_country(token.span.start)
            && self.title_at(at).is_none()
    }

    /// True where the name of a country, or of its people, begins at the byte `start`.
    fn begins_country(&self, start: usize) -> bool {
        let index = self
            .countries
            .partition_point(|country| country.span.start < start);
        let country = self
            .countries
            .get(index)
            .filter(|country| country.span.start == start);
        country.is_some_and(|country| country.form != CountryForm::Capital)
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
            if comma - before > MOST_PARTS {
                break;
            }
            // `Noura bint Saeed, Minister of …`: what stands inside a name belongs to it.
            let inside = || before.checked_sub(1).filter(|_| self.is_particle(before));
            first = match inside() {
                _ if self.is_name_part(before) => before,
                Some(part) if self.is_name_part(part) => part,
                _ => break,
            };
        }
        // `Addressing Aliyev, the premier …`: the participle that begins a sentence is no name.
        if first == 0 && self.token(0).is_some_and(|word| word.ends_with("ing")) {
            first += 1;
        }
        let several = comma - first >= 2;
        several
            .then(|| self.tokens.get(first).zip(self.tokens.get(comma - 1)))?
            .map(|(a, b)| a.span.join(b.span))
    }

    /// The country that stands right before the token at `at`, with or without a possessive.
    fn country_before(&self, at: usize) -> Option<CountryMention> {
        let mut before = at.checked_sub(1)?;
        if matches!(
            self.token(before),
            Some("new" | "current" | "incoming" | "newly" | "elected")
        ) {
            before = before.checked_sub(1)?;
        }
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
    pub(super) fn of_country(&self, at: usize) -> Option<(CountryMention, usize)> {
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

    pub(super) fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(self.text, mark))
    }

    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.span.of(self.text) == word)
    }
}

#[cfg(test)]
mod tests {
    use super::people;
    use crate::document::Outline;
    use crate::lexicon::Starts;
    use crate::mentions::country::countries;

    fn found(text: &str) -> Vec<(Option<&str>, Option<&str>, Option<&'static str>)> {
        people(text, &Outline::of(text), &countries(text, &Starts::of(text)))
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
            (
                "President His Highness Sheikh Sultan bin Hamdan Al Marar",
                ("Sultan bin Hamdan Al Marar", "President", None),
            ),
            (
                "Sultan Salim bin Tarik of Oman",
                ("Salim bin Tarik", "Sultan", Some("OM")),
            ),
            (
                "President of the Islamic Republic of Mauritania Oumar Kane",
                ("Oumar Kane", "President", Some("MR")),
            ),
            (
                "Minister of Islamic Affairs of Mauritania Oumar Kane",
                ("Oumar Kane", "Minister of Islamic Affairs", Some("MR")),
            ),
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
        assert_eq!(
            found("With her came Noura bint Saeed, Minister of Climate Change."),
            [(Some("Noura bint Saeed"), Some("Minister of Climate Change"), None)]
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
