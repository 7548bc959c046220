//! Operators on numbers: digits, scale, bound, unit, rise and fall.

use rust_decimal::Decimal;
use serde_json::{Number, Value};

use super::ground::{Drafts, Ground, child};
use super::operator::Operator;
use crate::grounding::{Member, QuantityRule};
use crate::lexicon::{Starts, currency, currency_gazetteer, symbol_gazetteer, unit};
use crate::mentions::QuantityKind;

/// Currencies that an amount may be given by mistake.
const CURRENCIES: [&str; 5] = ["USD", "EUR", "JPY", "GBP", "CNY"];

/// Units of time, from short to long.
const TIMES: [&str; 6] = ["minute", "hour", "day", "week", "month", "year"];

/// Proposes changes to the number at `pointer`.
pub(super) fn drafts(ground: &Ground<'_>, pointer: &str, rule: &QuantityRule, out: &mut Drafts) {
    let Some(object) = ground.at(pointer) else { return };
    let number = Quantity {
        ground,
        pointer,
        rule,
        object,
    };
    number.value(out);
    number.upper(out);
    number.comparator(out);
    number.direction(out);
    number.unit(out);
}

struct Quantity<'q> {
    ground: &'q Ground<'q>,
    pointer: &'q str,
    rule: &'q QuantityRule,
    object: &'q Value,
}

impl Quantity<'_> {
    fn value(&self, out: &mut Drafts) {
        let place = match &self.rule.value {
            Some(member) => child(self.pointer, member),
            None => self.pointer.to_owned(),
        };
        let Some(Value::Number(number)) = self.ground.at(&place) else {
            return;
        };
        let digits = number.to_string();
        let mut random = self.ground.random(Operator::Digit, &place);
        let chosen: Vec<String> = random
            .shuffled(other_digits(&digits))
            .into_iter()
            .filter(|other| self.is_untold(other))
            .collect();
        if let Some(number) = chosen.first().and_then(|digits| number_of(digits)) {
            out.fault(Operator::Digit, &place, number);
        }
        let mut random = self.ground.random(Operator::Scale, &place);
        let scaled = random.shuffled(scaled(&digits));
        if let Some(number) = scaled
            .iter()
            .find(|other| self.is_untold(other))
            .and_then(|digits| number_of(digits))
        {
            out.fault(Operator::Scale, &place, number);
        }
        // The same number with a decimal more.
        let same = if digits.contains('.') {
            format!("{digits}0")
        } else {
            format!("{digits}.0")
        };
        if let Some(number) = number_of(&same).filter(|_| !digits.contains(['e', 'E'])) {
            out.control(&[Operator::Digit, Operator::Scale], &place, number);
        }
    }

    /// The second bound of a range.
    fn upper(&self, out: &mut Drafts) {
        let Some(member) = &self.rule.upper else { return };
        let place = child(self.pointer, member);
        let Some(Value::Number(number)) = self.ground.at(&place) else {
            return;
        };
        let mut random = self.ground.random(Operator::Digit, &place);
        let others = random.shuffled(other_digits(&number.to_string()));
        let chosen = others.iter().find(|other| self.is_untold(other));
        if let Some(number) = chosen.and_then(|digits| number_of(digits)) {
            out.fault(Operator::Digit, &place, number);
        }
    }

    /// True where the source says this number nowhere, whatever it would count there.
    fn is_untold(&self, digits: &str) -> bool {
        let Ok(value) = digits.parse::<Decimal>() else {
            return false;
        };
        let scale = self
            .rule
            .scale
            .as_ref()
            .and_then(|scale| scale.to_string().parse::<Decimal>().ok())
            .unwrap_or(Decimal::ONE);
        let told = value.checked_mul(scale).unwrap_or(value).normalize();
        let numbers = self.ground.numbers();
        !numbers.contains(&told) && !numbers.contains(&value.normalize())
    }

    fn comparator(&self, out: &mut Drafts) {
        let Some(Member::Named(member)) = &self.rule.comparator else {
            return;
        };
        let place = child(self.pointer, member);
        let written = self.object.get(member).and_then(Value::as_str);
        let has_upper = self
            .rule
            .upper
            .as_ref()
            .is_some_and(|upper| self.object.get(upper).is_some());
        let exact = self.own_word("exact");
        match written.map_or("exact", |word| self.meaning(word)) {
            "exact" => {
                // A range has its bounds; another one changes little.
                if !has_upper {
                    for bound in ["more_than", "less_than"] {
                        out.fault(Operator::ComparatorAdded, &place, self.own_word(bound));
                    }
                }
                let other = if written.is_some() {
                    None
                } else {
                    Some(exact.into())
                };
                out.controls(
                    &[Operator::ComparatorAdded],
                    &place,
                    &vec![(place.clone(), other)],
                );
            }
            bound => {
                out.fault(Operator::ComparatorDropped, &place, exact);
                let turned = match bound {
                    "more_than" => "less_than",
                    "less_than" => "more_than",
                    "equal_or_more" => "equal_or_less",
                    "equal_or_less" => "equal_or_more",
                    _ => return,
                };
                out.fault(Operator::ComparatorTurned, &place, self.own_word(turned));
            }
        }
    }

    fn direction(&self, out: &mut Drafts) {
        let Some(Member::Named(member)) = &self.rule.change else {
            return;
        };
        let turned = match self.object.get(member).and_then(Value::as_str) {
            Some(word) if self.meaning(word) == "increase" => "decrease",
            Some(word) if self.meaning(word) == "decrease" => "increase",
            _ => return,
        };
        out.fault(
            Operator::Direction,
            &child(self.pointer, member),
            self.own_word(turned),
        );
    }

    fn unit(&self, out: &mut Drafts) {
        let Some(Member::Named(member)) = &self.rule.unit else {
            return;
        };
        let place = child(self.pointer, member);
        let Some(own) = self.object.get(member).and_then(Value::as_str) else {
            return;
        };
        let meaning = self.meaning(own);
        if currency(meaning).is_some() {
            let told: Vec<&str> = self.currencies();
            let mut random = self.ground.random(Operator::Currency, &place);
            let others: Vec<&str> = CURRENCIES
                .into_iter()
                .filter(|code| *code != meaning && !told.contains(code))
                .collect();
            if let Some(code) = random.pick(&others) {
                out.fault(Operator::Currency, &place, self.own_word(code));
            }
            return;
        }
        if let Some(at) = TIMES.iter().position(|time| *time == meaning) {
            let other = TIMES.get(if at == 0 { 1 } else { at - 1 });
            // `24 hours` and `1 day` are no two facts: no such pair has the same number.
            if let Some(other) = other {
                out.fault(Operator::Unit, &place, self.own_word(other));
            }
            return;
        }
        if meaning == "percent" || unit(meaning).is_some() {
            return;
        }
        let mut random = self.ground.random(Operator::Unit, &place);
        let others: Vec<&str> = self
            .ground
            .siblings(&place)
            .into_iter()
            .filter(|other| {
                currency(other).is_none()
                    && unit(other).is_none()
                    && *other != "percent"
                    && !shares_a_word(other, own)
                    && !self.ground.in_evidence(self.pointer, other)
            })
            .collect();
        if let Some(other) = random.pick(&others) {
            out.fault(Operator::Unit, &place, *other);
        }
        out.control(&[Operator::Unit], &place, own.replacen(' ', "\n", 1));
    }

    /// The currencies of the source, and those that a sign or word of it may stand for.
    fn currencies(&self) -> Vec<&'static str> {
        let source = self.ground.source;
        let quantities = &source.mentions().quantities;
        let codes = quantities.iter().filter_map(|quantity| match quantity.kind {
            QuantityKind::Money(code) => code,
            _ => None,
        });
        let signs = symbol_gazetteer().find_beside_digits(&Starts::of(source.text()));
        let words = currency_gazetteer().find(source.text());
        let senses = signs.chain(words).flat_map(|hit| hit.value.candidates.iter());
        codes.chain(senses.map(|currency| currency.code)).collect()
    }

    /// What a word of the record means in the vocabulary.
    fn meaning<'w>(&'w self, word: &'w str) -> &'w str {
        self.rule.names.get(word).map_or(word, String::as_str)
    }

    /// The record's word for one of the vocabulary.
    fn own_word<'w>(&'w self, meaning: &'w str) -> &'w str {
        let named = self.rule.names.iter().find(|(_, own)| *own == meaning);
        named.map_or(meaning, |(word, _)| word.as_str())
    }
}

/// `digits` with another digit at one of the places that carry the number.
fn other_digits(digits: &str) -> Vec<String> {
    let bytes = digits.as_bytes();
    if digits.contains(['e', 'E']) {
        return Vec::new();
    }
    let last = if digits.contains('.') {
        bytes.len()
    } else {
        digits.trim_end_matches('0').len().max(1)
    };
    let first = bytes.iter().position(u8::is_ascii_digit).unwrap_or_default();
    let mut found = Vec::new();
    for at in first..last {
        let Some(own) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) else {
            continue;
        };
        for digit in b'0'..=b'9' {
            if digit == *own || (at == first && digit == b'0') {
                continue;
            }
            let mut other = bytes.to_vec();
            if let Some(byte) = other.get_mut(at) {
                *byte = digit;
            }
            found.extend(String::from_utf8(other));
        }
    }
    found
}

/// The number ten, a thousand or a million times as much, or such a part of it, where that is whole.
fn scaled(digits: &str) -> Vec<String> {
    let Ok(value) = digits.parse::<Decimal>() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for power in [10_i64, 1_000, 1_000_000] {
        let power = Decimal::from(power);
        found.extend(value.checked_mul(power));
        let part = value
            .checked_div(power)
            .filter(|part| part.fract().is_zero() && !part.is_zero());
        found.extend(part);
    }
    found
        .into_iter()
        .map(|value| value.normalize().to_string())
        .collect()
}

fn number_of(digits: &str) -> Option<Value> {
    digits.parse::<Number>().ok().map(Value::Number)
}

/// True where two noun phrases have a word in common, number apart.
fn shares_a_word(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .map(|word| word.to_lowercase().trim_end_matches('s').to_owned())
            .collect()
    };
    let own = words(other);
    words(one).iter().any(|word| own.contains(word))
}
