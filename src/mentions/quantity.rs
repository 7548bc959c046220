//! Numbers that count, measure or price something, with their bounds.
//!
//! ```text
//! quantity   = [ change ] [ comparator ] amount [ comparator ] [ per ] [ change ]
//!            | amount ( "-" | "–" | "to" ) amount                                a range
//!            | "between" amount "and" amount
//! amount     = symbol number | code number | number ( code | currency name )     money
//!            | number ( "percent" | "per cent" | "%" )                           percent
//!            | number [ "-" ] ( "year" | "months" | … )                          duration, also as one word
//!            | number [ "-" ] ( "megawatts" | "square km" | … )                  measure
//!            | ordinal noun-phrase                                               ordinal
//!            | number noun-phrase                                                count
//! number     = number [ ( "-" | "–" | "to" ) number ]                            a range
//! ```
//!
//! A number inside a name or a date is none of these, nor is a bare fraction (`9/11 attacks`).

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::document::{Outline, Sentence, Span, Token, TokenKind, tokens_span};
use crate::lexicon::{CHANGE_CUES, COMPARATORS, Comparator, PhraseBook, PhraseHit, Unit, WordSet, unit};

use super::amount::Amount;
use super::money::Currencies;
use super::{duration, number};

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
    /// The amount without its comparator and what follows it.
    pub amount: Span,
    /// The number alone, with its scale.
    pub number: Span,
    /// The value, scaled.
    pub value: Decimal,
    /// The second bound of a range.
    pub upper: Option<Decimal>,
    /// The record's word for the bound or approximation; `exact` where there is none.
    pub comparator: &'static str,
    /// The record's word for a rise or a fall.
    pub change: Option<&'static str>,
    /// The period it recurs in: `per year`.
    pub per: Option<&'static str>,
    /// True where no number is written: `an hour`, `all day`.
    pub implied: bool,
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

/// Reads one sentence.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) currencies: &'t Currencies,
    names: &'t [Span],
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
        Self {
            text,
            tokens,
            currencies,
            names,
        }
    }

    fn read(&self, found: &mut Vec<Quantity>) {
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            if !self.may_begin(*token) {
                at += 1;
                continue;
            }
            let amount = self.free_amount_at(at);
            if let Some((quantity, after)) = amount.and_then(|amount| self.quantity(amount)) {
                found.push(quantity);
                at = after.max(at + 1);
            } else {
                // A number that counts nothing is passed whole: `2,000` of a rejected range is not
                // read again.
                at = amount
                    .map(|amount| amount.after)
                    .or_else(|| self.number_end(at))
                    .map_or(at + 1, |after| after.max(at + 1));
            }
        }
    }

    /// True where an amount may begin with `token`, as far as one token tells. Few do.
    fn may_begin(&self, token: Token) -> bool {
        static WORDS: LazyLock<WordSet> =
            LazyLock::new(|| WordSet::new(number::beginnings().chain(duration::beginnings())));
        let in_number = match token.kind {
            TokenKind::Word => token.hyphenated || WORDS.has(token.word(self.text)),
            _ => number::may_begin(self.text, token),
        };
        in_number || self.currencies.at(token.span.start).is_some()
    }

    /// The amount at token `at`, unless it stands in a name or date.
    fn free_amount_at(&self, at: usize) -> Option<Amount> {
        let token = self.tokens.get(at)?;
        self.amount_at(at).filter(|_| !self.is_named(token.span))
    }

    /// The quantity that `amount` begins, and the index after it.
    fn quantity(&self, amount: Amount) -> Option<(Quantity, usize)> {
        let (amount, ranged) = self.range(amount);
        let upper = amount.upper;
        let at = amount.first;
        let (bound, end) = self.bound(&amount);
        let (per, end) = self.per(end, amount.kind);
        let start = bound
            .as_ref()
            .and_then(|hit| (!hit.value.behind).then_some(hit.first))
            .unwrap_or(at);
        let change = self.change(start, end, amount.kind);
        let unbounded = if amount.plus { "equal_or_more" } else { "exact" };
        let comparator = bound.map_or(unbounded, |hit| hit.value.name);
        let quantity = Quantity {
            span: self.span(start, end)?,
            amount: self.span(at, amount.after)?,
            number: amount.number,
            value: amount.value.normalize(),
            upper: upper.map(|value| value.normalize()),
            comparator,
            change,
            per,
            implied: amount.implied,
            kind: amount.kind,
        };
        // A range bounded once more (`up to 5 to 10`) is not understood.
        let plain = comparator == "exact" || comparator == "approx";
        (upper.is_none() || plain || !ranged).then_some((quantity, end))
    }

    /// `amount` with the one that it forms a range with: `$5 million to $10 million`.
    fn range(&self, amount: Amount) -> (Amount, bool) {
        if amount.upper.is_some() {
            return (amount, true);
        }
        let Some(second) = self
            .joins_range(amount.first, amount.after)
            .then(|| self.free_amount_at(amount.after + 1))
            .flatten()
        else {
            return (amount, false);
        };
        let same_kind = match (amount.kind, second.kind) {
            (QuantityKind::Money(first), QuantityKind::Money(second)) => first == second,
            (QuantityKind::Percent, QuantityKind::Percent) => true,
            (QuantityKind::Duration(first), QuantityKind::Duration(second)) => first == second,
            _ => false,
        };
        let scale = second.scale.filter(|_| amount.scale.is_none());
        let low = scale.map_or(Some(amount.value), |scale| amount.value.checked_mul(scale));
        match low.filter(|low| same_kind && second.upper.is_none() && *low < second.value) {
            Some(low) => {
                let ranged = Amount {
                    value: low,
                    upper: Some(second.value),
                    after: second.after,
                    number: amount.number.join(second.number),
                    ..amount
                };
                (ranged, true)
            }
            None => (amount, false),
        }
    }

    /// True where token `at` joins the amount that began at `first` to a second bound.
    pub(super) fn joins_range(&self, first: usize, at: usize) -> bool {
        match self.word(at) {
            Some("-" | "–" | "—" | "to") => true,
            Some("and") => self
                .before_bound(first)
                .checked_sub(1)
                .and_then(|before| self.word(before))
                .is_some_and(|word| word.eq_ignore_ascii_case("between")),
            _ => false,
        }
    }

    /// The index of the comparator that ends before token `at`, or `at` itself.
    fn before_bound(&self, at: usize) -> usize {
        self.comparator_before(at).map_or(at, |hit| hit.first)
    }

    fn comparator_before(&self, at: usize) -> Option<PhraseHit<'static, Comparator>> {
        self.ending_at(&COMPARATORS, at).filter(|hit| !hit.value.behind)
    }

    /// The longest phrase of `book` that ends right before token `at`. Phrases are looked for from the
    /// amount, as `or more` would hide the bound in `or more than ten`.
    fn ending_at<T>(&self, book: &'static PhraseBook<T>, at: usize) -> Option<PhraseHit<'static, T>> {
        /// Tokens of the longest phrase, with adverbs inside it.
        const LONGEST: usize = 7;
        (at.saturating_sub(LONGEST)..at)
            .filter_map(|first| book.longest_at(self.text, self.tokens, first))
            .find(|hit| hit.after == at)
    }

    /// The comparator that bounds `amount`, and the index after both.
    fn bound(&self, amount: &Amount) -> (Option<PhraseHit<'static, Comparator>>, usize) {
        let end = amount.after;
        let before = self
            .comparator_before(amount.first)
            .filter(|hit| !self.is_other_sense(hit, amount));
        if before.is_some() {
            return (before, end);
        }
        let behind = COMPARATORS.longest_at(self.text, self.tokens, end);
        match behind.filter(|hit| hit.value.behind) {
            Some(hit) => (Some(hit), hit.after),
            None => (None, end),
        }
    }

    /// True where a preposition that may bound is meant as one: `$5 million over ten years`,
    /// `talked about three issues`; or belongs to its verb: `handed over 12 machines`.
    fn is_other_sense(&self, hit: &PhraseHit<'static, Comparator>, amount: &Amount) -> bool {
        /// After these `over five years` tells how long, and not in what time.
        const BEFORE_LENGTH: [&str; 14] = [
            "after", "for", "is", "lasted", "lasting", "lasts", "of", "spanning", "spend", "spent", "than",
            "took", "was", "with",
        ];
        const OF_SPEECH: [&str; 12] = [
            "ask", "asked", "inquired", "learn", "speak", "speaking", "spoke", "talk", "talked", "talking",
            "talks", "think",
        ];
        const WITH_OVER: [&str; 16] = [
            "brought", "carried", "carry", "carrying", "hand", "handed", "handing", "hands", "presided",
            "take", "taken", "takes", "taking", "turn", "turned", "turning",
        ];
        let word = |at: usize| self.word(at).unwrap_or_default();
        let before = hit.first.checked_sub(1).map(word);
        match (word(hit.first), hit.after - hit.first) {
            // `Over nine months, trade grew`: a clause of its own tells in what time.
            ("Over", 1) if matches!(amount.kind, QuantityKind::Duration(_)) => word(amount.after) == ",",
            ("over", 1) if matches!(amount.kind, QuantityKind::Duration(_)) => {
                before.is_some_and(|before| !BEFORE_LENGTH.contains(&before))
            }
            ("over", 1) => before.is_some_and(|before| WITH_OVER.contains(&before)),
            ("about", 1) => before.is_some_and(|before| OF_SPEECH.contains(&before)),
            _ => false,
        }
    }

    /// The rise or fall told right before token `start` or right behind token `end`.
    fn change(&self, start: usize, end: usize, kind: QuantityKind) -> Option<&'static str> {
        if matches!(kind, QuantityKind::Ordinal(_)) {
            return None;
        }
        let before = self.ending_at(&CHANGE_CUES, start);
        if let Some(before) = before.filter(|hit| !hit.value.behind) {
            return Some(before.value.change);
        }
        // `6.8 billion in 2025, up 13.7 percent`
        let direction = start.checked_sub(1).and_then(|before| self.word(before));
        let after_mark = start
            .checked_sub(2)
            .and_then(|mark| self.tokens.get(mark))
            .is_some_and(|token| token.kind == TokenKind::Mark);
        match direction {
            Some("up") if after_mark && kind == QuantityKind::Percent => return Some("increase"),
            Some("down") if after_mark && kind == QuantityKind::Percent => return Some("decrease"),
            _ => {}
        }
        let behind = CHANGE_CUES.longest_at(self.text, self.tokens, end);
        // `a 12 percent increase`, but not `5 countries increase …`.
        let measured = matches!(kind, QuantityKind::Percent | QuantityKind::Money(_));
        behind
            .filter(|hit| measured && hit.value.behind)
            .map(|hit| hit.value.change)
    }

    fn is_named(&self, span: Span) -> bool {
        let index = self.names.partition_point(|name| name.end <= span.start);
        self.names.get(index).is_some_and(|name| name.overlaps(span))
    }

    /// `a year`, `per annum`, `annually` behind an amount.
    fn per(&self, end: usize, kind: QuantityKind) -> (Option<&'static str>, usize) {
        if !matches!(
            kind,
            QuantityKind::Money(_)
                | QuantityKind::Count(_)
                | QuantityKind::Measure(_)
                | QuantityKind::Percent
        ) {
            return (None, end);
        }
        match (self.word(end), self.word(end + 1)) {
            (Some("per"), Some("annum")) => (Some("year"), end + 2),
            (Some("a" | "per" | "each" | "every"), Some(period)) => match unit(period) {
                Some(Unit::Duration(name)) => (Some(name), end + 2),
                _ => (None, end),
            },
            (Some("annually" | "yearly"), _) => (Some("year"), end + 1),
            (Some("monthly"), _) => (Some("month"), end + 1),
            (Some("daily"), _) => (Some("day"), end + 1),
            _ => (None, end),
        }
    }

    pub(super) fn word(&self, at: usize) -> Option<&'t str> {
        self.tokens.get(at).map(|token| token.span.of(self.text))
    }

    pub(super) fn span(&self, first: usize, after: usize) -> Option<Span> {
        tokens_span(self.tokens, first, after)
    }
}

#[cfg(test)]
mod tests {
    use super::{Currencies, Quantity, QuantityKind, quantities};
    use crate::document::Outline;
    use crate::lexicon::Starts;

    fn read(text: &str) -> Vec<Quantity> {
        let currencies = Currencies::of(text, &Starts::of(text), &[]);
        quantities(text, &Outline::of(text), &currencies, &[])
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
            ("at RM42 million", "exact 42000000 MYR"),
            ("a 2.8 trillion-won plant", "exact 2800000000000 KRW"),
            ("a 500-million-dollar loan", "exact 500000000 USD"),
            ("for twelve (12) months", "exact 12 month"),
            ("ninety (90) days", "exact 90 day"),
            ("handed over 12 machines", "exact 12 machines"),
            ("sent over 12 machines", "more_than 12 machines"),
            ("Over nine months, trade grew", "exact 9 month"),
            ("Over nine months have passed", "more_than 9 month"),
            ("within 48 hours", "equal_or_less 48 hour"),
            ("crossed the €500 million mark", "more_than 500000000 EUR"),
            ("3 dollars and 50 cents", "exact 3.5 USD"),
            ("between $90 and $110 million", "exact 90000000..110000000 USD"),
            ("8-10 percent", "exact 8..10 percent"),
            ("a $40+ trillion gap", "equal_or_more 40000000000000 USD"),
            ("500+ companies", "equal_or_more 500 companies"),
            ("two and a half years", "exact 2.5 year"),
            ("for a year and three months", "exact 15 month"),
            ("50 square kilometers", "exact 50 square kilometers"),
            ("2 percentage points", "exact 2 percentage points"),
            ("• One hundred and fifty nurses", "exact 150 nurses"),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), [expected], "{text}");
        }
        assert_eq!(told("for twelve (13) months"), [] as [&str; 0]);
        assert_eq!(told("10 percent or more"), ["equal_or_more 10 percent"]);
        assert_eq!(
            told("ten ships and more than 20 boats"),
            ["exact 10 ships", "more_than 20 boats"]
        );
    }

    #[test]
    fn years_names_and_pronouns_are_no_quantities() {
        for text in [
            "in 2017 they met",
            "between 2020 and 2024",
            "2024-2025",
            "one of the sides",
            "4G networks",
            "at 10:35 a.m. they met",
            "after the 9/11 attacks",
            "under Article 5 commitments",
            "the two discussed trade",
            "TOP 10",
            "COP 28",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn a_rise_or_a_fall_is_told_from_a_level() {
        let change = |text: &str| read(text).first().and_then(|quantity| quantity.change);
        assert_eq!(change("trade fell by almost 12 per cent"), Some("decrease"));
        assert_eq!(change("a 50% increase in cost"), Some("increase"));
        assert_eq!(change("in that year, up 13.7 percent"), Some("increase"));
        assert_eq!(change("trade rose to $5 billion"), None);
        assert_eq!(change("they set up 5 centers"), None);
    }

    #[test]
    fn a_preposition_that_bounds_nothing_is_no_bound() {
        let comparator = |text: &str| read(text).first().map(|quantity| quantity.comparator);
        assert_eq!(comparator("a program over five years"), Some("exact"));
        assert_eq!(comparator("for over five years"), Some("more_than"));
        assert_eq!(comparator("they talked about three projects"), Some("exact"));
        assert_eq!(comparator("about three projects"), Some("approx"));
    }

    #[test]
    fn the_span_runs_from_the_comparator_to_the_unit() {
        let text = "worth over $12 billion has";
        let spans: Vec<&str> = read(text).iter().map(|quantity| quantity.span.of(text)).collect();
        assert_eq!(spans, ["over $12 billion"]);
    }
}
