//! Numbers that count, measure or price something, with their bounds.
//!
//! ```text
//! quantity   = [ comparator ] amount [ comparator ]
//! amount     = symbol number | code number | number ( code | currency name )     money
//!            | number ( "percent" | "per cent" | "%" )                           percent
//!            | number [ "-" ] ( "year" | "months" | … )                          duration, also as one word
//!            | number [ "-" ] ( "megawatts" | "km" | … )                         measure
//!            | ordinal noun-phrase                                               ordinal
//!            | number noun-phrase                                                count
//! number     = number [ ( "-" | "–" | "to" ) number ]                            a range
//! ```
//!
//! A number inside a name or a date is none of these.

use rust_decimal::Decimal;

use crate::document::{Outline, Sentence, Span, Token, TokenKind, tokens};
use crate::lexicon::{COMPARATORS, Comparator, PhraseHit, Unit, function_word, unit};

use super::money::Currencies;
use super::number::{Number, number_at};

/// What a quantity is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityKind {
    /// An amount of the currency with this ISO 4217 code; `None` where the text does not tell which.
    Money(Option<&'static str>),
    /// A share of a hundred.
    Percent,
    /// A time, in this unit.
    Duration(&'static str),
    /// A physical measure, in the unit at this place.
    Measure(Span),
    /// A place in an order, of the things named here.
    Ordinal(Span),
    /// A number of the things named here.
    Count(Span),
}

/// A number that carries a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// From the comparator to the unit, in bytes.
    pub span: Span,
    /// The number alone, with its scale.
    pub number: Span,
    /// The value, scaled.
    pub value: Decimal,
    /// The second bound of a range.
    pub upper: Option<Decimal>,
    /// The record's word for the bound or approximation; `exact` where there is none.
    pub comparator: &'static str,
    /// The period it recurs in: `per year`.
    pub per: Option<&'static str>,
    /// What it is of.
    pub kind: QuantityKind,
}

/// The quantities in `text`, outside the spans in `names`, which are in order.
pub(super) fn quantities(
    text: &str,
    outline: &Outline,
    currencies: &Currencies,
    names: &[Span],
) -> Vec<Quantity> {
    let mut found = Vec::new();
    for sentence in outline.sentences() {
        Reader::new(text, outline, sentence, names, currencies).read(&mut found);
    }
    found
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    names: &'t [Span],
    currencies: &'t Currencies,
    comparators: Vec<PhraseHit<'static, Comparator>>,
}

impl<'t> Reader<'t> {
    fn new(
        text: &'t str,
        outline: &'t Outline,
        sentence: &Sentence,
        names: &'t [Span],
        currencies: &'t Currencies,
    ) -> Self {
        let tokens = outline.tokens_of(sentence);
        let comparators = COMPARATORS.find(text, tokens);
        Self {
            text,
            tokens,
            names,
            currencies,
            comparators,
        }
    }

    fn read(&self, found: &mut Vec<Quantity>) {
        let mut at = 0;
        while at < self.tokens.len() {
            match self.quantity_at(at) {
                Some((quantity, after)) => {
                    found.push(quantity);
                    at = after.max(at + 1);
                }
                // A number that counts nothing is passed whole: `2,000` of a rejected range is not read again.
                None => {
                    at = number_at(self.text, self.tokens, at)
                        .map_or(at + 1, |number| number.after.max(at + 1))
                }
            }
        }
    }

    fn quantity_at(&self, at: usize) -> Option<(Quantity, usize)> {
        let token = self.tokens.get(at)?;
        if self.is_named(token.span) {
            return None;
        }
        if let Some(quantity) = self.hyphenated(*token) {
            return Some((quantity, at + 1));
        }
        let symbol = self.currencies.before_number(token.span);
        let number_start = match symbol {
            Some(symbol) => self
                .tokens
                .partition_point(|token| token.span.start < symbol.span.end),
            None => at,
        };
        let first = self.number(number_start)?;
        let (number, upper) = self.range(first);
        let after = number.after;
        let number_span = self.span(number_start, after)?;
        if symbol.is_some_and(|symbol| {
            !self
                .text
                .get(symbol.span.end..number_span.start)
                .is_some_and(is_blank)
        }) {
            return None;
        }
        let (kind, end) = match symbol {
            Some(symbol) => (QuantityKind::Money(symbol.code), after),
            None => self.kind(&number, upper, at)?,
        };
        let (bound, end) = self.bound(at, end);
        let (per, end) = self.per(end, kind);
        let start = bound
            .as_ref()
            .and_then(|hit| (!hit.value.behind).then_some(hit.span));
        let span = self.span(at, end)?;
        let quantity = Quantity {
            span: start.map_or(span, |start| start.join(span)),
            number: number_span,
            value: number.value.normalize(),
            upper: upper.map(|value| value.normalize()),
            comparator: bound.map_or("exact", |hit| hit.value.name),
            per,
            kind,
        };
        (upper.is_none() || quantity.comparator == "exact" || quantity.comparator == "approx")
            .then_some((quantity, end))
    }

    /// `three-day`: a number word and a unit in one word.
    fn hyphenated(&self, token: Token) -> Option<Quantity> {
        if token.kind != TokenKind::Word {
            return None;
        }
        let (count, unit_word) = token.span.of(self.text).rsplit_once('-')?;
        let Some(Unit::Duration(unit)) = unit(unit_word) else {
            return None;
        };
        let words = tokens(count);
        let number =
            number_at(count, &words, 0).filter(|number| number.after == words.len() && !number.ordinal)?;
        Some(Quantity {
            span: token.span,
            number: Span::new(token.span.start, token.span.start + count.len()),
            value: number.value,
            upper: None,
            comparator: "exact",
            per: None,
            kind: QuantityKind::Duration(unit),
        })
    }

    fn is_named(&self, span: Span) -> bool {
        let index = self.names.partition_point(|name| name.end <= span.start);
        self.names.get(index).is_some_and(|name| name.overlaps(span))
    }

    /// The number at token `at`, unless it begins a name (`One Village`) or is the pronoun `one`.
    fn number(&self, at: usize) -> Option<Number> {
        let token = self.tokens.get(at)?;
        let inside_sentence = at > 0;
        if inside_sentence && token.is_capitalized(self.text) {
            return None;
        }
        let number = number_at(self.text, self.tokens, at)?;
        let pronoun = number.scale.is_none() && token.span.of(self.text).eq_ignore_ascii_case("one");
        (!pronoun).then_some(number)
    }

    /// The range that `first` begins, if it begins one: the number that ends it, and the upper bound.
    fn range(&self, first: Number) -> (Number, Option<Decimal>) {
        let joins = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| matches!(token.span.of(self.text), "-" | "–" | "to"))
        };
        let same_kind = |second: &Number| second.ordinal == first.ordinal;
        let Some(second) = joins(first.after)
            .then(|| self.number(first.after + 1))
            .flatten()
            .filter(same_kind)
        else {
            return (first, None);
        };
        let shared = match (first.scale, second.scale) {
            (None, Some(scale)) => first.value.checked_mul(scale),
            _ => Some(first.value),
        };
        match shared {
            // Years (`2024-2025`) and codes run on too; only a rising range of amounts is one.
            Some(low) if low < second.value && !(is_year(&first) && is_year(&second)) => {
                (Number { value: low, ..second }, Some(second.value))
            }
            _ => (first, None),
        }
    }

    /// What the number is of, and the index after the words that say so.
    fn kind(&self, number: &Number, upper: Option<Decimal>, at: usize) -> Option<(QuantityKind, usize)> {
        let after = number.after;
        if let Some(money) = self
            .tokens
            .get(after)
            .and_then(|token| self.currencies.at(token.span.start))
        {
            let end = self
                .tokens
                .partition_point(|token| token.span.start < money.span.end);
            return Some((QuantityKind::Money(money.code), end));
        }
        let hyphen = self
            .tokens
            .get(after)
            .is_some_and(|token| token.is(self.text, "-"));
        let unit_at = after + usize::from(hyphen);
        if self
            .tokens
            .get(after)
            .is_some_and(|token| token.is(self.text, "%"))
        {
            return Some((QuantityKind::Percent, after + 1));
        }
        let word = self
            .tokens
            .get(unit_at)
            .filter(|token| token.kind == TokenKind::Word)?;
        let written = word.span.of(self.text);
        if written == "per"
            && self
                .tokens
                .get(unit_at + 1)
                .is_some_and(|token| token.is(self.text, "cent"))
        {
            return Some((QuantityKind::Percent, unit_at + 2));
        }
        if !number.ordinal {
            match unit(written) {
                Some(Unit::Percent) if written != "cent" => {
                    return Some((QuantityKind::Percent, unit_at + 1));
                }
                Some(Unit::Duration(name)) => return Some((QuantityKind::Duration(name), unit_at + 1)),
                Some(Unit::Measure) => return Some((QuantityKind::Measure(word.span), unit_at + 1)),
                Some(Unit::Percent) | None => {}
            }
        }
        if upper.is_none() && is_year(number) {
            return None;
        }
        let counted = self.noun_phrase(unit_at)?;
        let end = self
            .tokens
            .partition_point(|token| token.span.start < counted.end);
        if number.ordinal {
            // A word such as `first` or `second` orders, emphasizes or enumerates; digits always order.
            let in_digits = self
                .tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Number);
            return (in_digits && !hyphen).then_some((QuantityKind::Ordinal(counted), end));
        }
        (!hyphen).then_some((QuantityKind::Count(counted), end))
    }

    /// The noun phrase that begins at token `at`: words up to the next function word or mark.
    fn noun_phrase(&self, at: usize) -> Option<Span> {
        /// Longer ones are a sentence without its marks.
        const MOST_WORDS: usize = 6;
        let mut after = at;
        while let Some(token) = self.tokens.get(after) {
            let word = token.span.of(self.text);
            let ends = token.kind != TokenKind::Word
                || function_word(word).is_some()
                || (after > at && (word.ends_with("ing") || word == "worth"))
                || after - at >= MOST_WORDS;
            if ends {
                break;
            }
            after += 1;
        }
        self.span(at, after)
    }

    /// The comparator that bounds the amount from token `at` up to `end`, and the index after both.
    fn bound(&self, at: usize, end: usize) -> (Option<PhraseHit<'static, Comparator>>, usize) {
        let before = self
            .comparators
            .iter()
            .find(|hit| !hit.value.behind && hit.after == at);
        if before.is_some() {
            return (before.copied(), end);
        }
        match self
            .comparators
            .iter()
            .find(|hit| hit.value.behind && hit.first == end)
        {
            Some(behind) => (Some(*behind), behind.after),
            None => (None, end),
        }
    }

    /// `a year`, `per annum`, `annually` behind an amount.
    fn per(&self, end: usize, kind: QuantityKind) -> (Option<&'static str>, usize) {
        if !matches!(
            kind,
            QuantityKind::Money(_) | QuantityKind::Count(_) | QuantityKind::Measure(_)
        ) {
            return (None, end);
        }
        let word = |at: usize| self.tokens.get(at).map(|token| token.span.of(self.text));
        match (word(end), word(end + 1)) {
            (Some("per"), Some("annum")) => (Some("year"), end + 2),
            (Some("a" | "per" | "each" | "every"), Some(period)) => match unit(period) {
                Some(Unit::Duration(name)) => (Some(name), end + 2),
                _ => (None, end),
            },
            (Some("annually"), _) => (Some("year"), end + 1),
            _ => (None, end),
        }
    }

    fn span(&self, first: usize, after: usize) -> Option<Span> {
        if first >= after {
            return None;
        }
        Some(
            self.tokens
                .get(first)?
                .span
                .join(self.tokens.get(after - 1)?.span),
        )
    }
}

fn is_blank(between: &str) -> bool {
    between.chars().all(char::is_whitespace)
}

/// Bare digits that read as a year.
fn is_year(number: &Number) -> bool {
    number.bare
        && !number.ordinal
        && number.value >= Decimal::from(1500)
        && number.value <= Decimal::from(2100)
}

#[cfg(test)]
mod tests {
    use super::{Currencies, Quantity, QuantityKind, quantities};
    use crate::document::Outline;

    fn read(text: &str) -> Vec<Quantity> {
        quantities(text, &Outline::of(text), &Currencies::of(text, &[]), &[])
    }

    fn told(text: &str) -> Vec<String> {
        read(text)
            .iter()
            .map(|quantity| {
                let kind = match quantity.kind {
                    QuantityKind::Money(code) => code.unwrap_or("money").to_owned(),
                    QuantityKind::Percent => "percent".to_owned(),
                    QuantityKind::Duration(unit) => unit.to_owned(),
                    QuantityKind::Measure(span) | QuantityKind::Count(span) => span.of(text).to_owned(),
                    QuantityKind::Ordinal(span) => format!("ordinal {}", span.of(text)),
                };
                let upper = quantity
                    .upper
                    .map(|upper| format!("..{upper}"))
                    .unwrap_or_default();
                let per = quantity.per.map(|per| format!(" per {per}")).unwrap_or_default();
                format!("{} {}{upper} {kind}{per}", quantity.comparator, quantity.value)
            })
            .collect()
    }

    #[test]
    fn bounds_are_kept() {
        let cases = [
            ("worth over $12 billion has", "more_than 12000000000 USD"),
            ("at least 80 million yen", "equal_or_more 80000000 JPY"),
            ("up to €5m", "equal_or_less 5000000 EUR"),
            ("nearly 3.5 percent", "approx 3.5 percent"),
            ("USD 80 million per annum", "exact 80000000 USD per year"),
            ("over 180 rural bridges, upgrading", "more_than 180 rural bridges"),
            ("5 to 10 million dollars", "exact 5000000..10000000 USD"),
            ("a three-day visit", "exact 3 day"),
            ("our 30-year relationship", "exact 30 year"),
            ("500 megawatts of power", "exact 500 megawatts"),
            ("the 50th anniversary of ties", "exact 50 ordinal anniversary"),
            ("300 mln dlrs a year", "exact 300000000 USD per year"),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), [expected], "{text}");
        }
        assert_eq!(told("10 percent or more"), ["equal_or_more 10 percent"]);
    }

    #[test]
    fn years_names_and_pronouns_are_no_quantities() {
        for text in [
            "in 2017 they met",
            "between 2020 and 2024",
            "2024-2025",
            "one of the sides",
            "4G networks",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn the_span_runs_from_the_comparator_to_the_unit() {
        let text = "worth over $12 billion has";
        let spans: Vec<&str> = read(text).iter().map(|quantity| quantity.span.of(text)).collect();
        assert_eq!(spans, ["over $12 billion"]);
    }
}
