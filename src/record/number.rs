//! Decimal numbers that keep every digit through JSON and YAML.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Fractions of up to this many significant digits come back unchanged from a binary double
/// (`DBL_DIG` of IEEE 754 binary64), which is how serde hands them to a format.
const FRACTION_DIGITS: usize = 15;

/// A decimal number of a record: whole up to 28 digits, or a fraction of up to 15 significant
/// digits.
///
/// Everything that it can hold is written and read again without the loss of a digit; what could
/// not be is refused when it is made. Trailing zeros of a fraction are not kept: `2.50` is `2.5`.
///
/// ```
/// use rapporteur::record::Number;
/// let number: Number = "1.2e10".parse()?;
/// assert_eq!(number, Number::from(12_000_000_000_u64));
/// assert!("0.1234567890123456".parse::<Number>().is_err());
/// # Ok::<(), rapporteur::record::NumberError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

/// Why something is no [`Number`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not written as a JSON number.
    #[error("expected a decimal number such as 12000000000 or 2.5, found `{0}`")]
    NotANumber(String),
    /// More than 28 digits, or an exponent far outside.
    #[error("expected a number of at most 28 digits, found `{0}`")]
    TooLarge(String),
    /// A fraction that a binary double would not keep.
    #[error("expected a fraction of at most 15 significant digits, found `{0}`")]
    TooPrecise(String),
}

impl Number {
    /// The number as a decimal, without trailing zeros after the point.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// True where it has no fraction.
    pub fn is_integer(self) -> bool {
        self.0.scale() == 0
    }
}

impl TryFrom<Decimal> for Number {
    type Error = NumberError;

    fn try_from(decimal: Decimal) -> Result<Self, NumberError> {
        let normal = decimal.normalize();
        if normal.scale() > 0 && digits(normal.mantissa()) > FRACTION_DIGITS {
            return Err(NumberError::TooPrecise(normal.to_string()));
        }
        if normal.scale() == 0 && digits(normal.mantissa()) > 28 {
            return Err(NumberError::TooLarge(normal.to_string()));
        }
        Ok(Self(normal))
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(Decimal::from(value))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Decimal::from(value))
    }
}

impl FromStr for Number {
    type Err = NumberError;

    /// Reads `digits [. digits] [e [sign] digits]` with an optional sign before it.
    ///
    /// Read by hand: the readers of `rust_decimal` round what is too long for them.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let shown = || text.chars().take(60).collect::<String>();
        let no_number = || NumberError::NotANumber(shown());
        let too_large = || NumberError::TooLarge(shown());

        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let power = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if !all_digits(whole) || !all_digits(fraction) || !all_digits(power) {
            return Err(no_number());
        }

        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let joined = format!("{whole}{fraction}");
        let significant = joined.trim_start_matches('0');
        if significant.is_empty() {
            return Ok(Self::default());
        }
        // An exponent too long for i64 is as far outside as one that is merely too large.
        let exponent: i64 = exponent.parse().map_err(|_| too_large())?;
        let fraction_length = i64::try_from(fraction.len()).map_err(|_| too_large())?;
        let shift = exponent.saturating_sub(fraction_length);
        let stripped = significant.trim_end_matches('0');
        let zeros = i64::try_from(significant.len() - stripped.len()).map_err(|_| too_large())?;
        let shift = shift.saturating_add(zeros);

        if shift < 0 && stripped.len() > FRACTION_DIGITS || shift < -28 {
            return Err(NumberError::TooPrecise(shown()));
        }
        let scale = u32::try_from(shift.min(0).unsigned_abs()).map_err(|_| too_large())?;
        let power = u32::try_from(shift.max(0)).map_err(|_| too_large())?;
        let magnitude = stripped
            .parse::<i128>()
            .ok()
            .zip(10_i128.checked_pow(power))
            .and_then(|(digits, tens)| digits.checked_mul(tens))
            .ok_or_else(too_large)?;
        let signed = if mantissa.starts_with('-') {
            -magnitude
        } else {
            magnitude
        };
        Decimal::try_from_i128_with_scale(signed, scale)
            .map_err(|_| too_large())?
            .try_into()
    }
}

impl fmt::Display for Number {
    /// Plain digits, never an exponent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Number {
    /// Written by hand: `rust_decimal` and `serde_json` pass numbers on as a private map, which
    /// a YAML writer would take literally.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_integer() {
            let whole = self.0.mantissa();
            return match i64::try_from(whole) {
                Ok(small) => serializer.serialize_i64(small),
                Err(_) => serializer.serialize_i128(whole),
            };
        }
        // Exact for the reader: at most 15 significant digits. See `FRACTION_DIGITS`.
        let double: f64 = self.0.to_string().parse().map_err(serde::ser::Error::custom)?;
        serializer.serialize_f64(double)
    }
}

impl<'de> Deserialize<'de> for Number {
    /// Reads whole numbers and decimals. A format that hands a fraction over as a binary double
    /// has rounded it before; one of more than 15 digits is then refused, where it shows.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl<'de> Visitor<'de> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Number, E> {
        Ok(Number::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Number, E> {
        Ok(Number::from(value))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Number, E> {
        value.to_string().parse().map_err(E::custom)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Number, E> {
        value.to_string().parse().map_err(E::custom)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Number, E> {
        // The shortest digits that make this double: those of the file, if they were 15 or fewer.
        let shortest = format!("{value:e}");
        let (mantissa, _) = shortest.split_once('e').unwrap_or((&shortest, ""));
        if mantissa.bytes().filter(u8::is_ascii_digit).count() > FRACTION_DIGITS {
            return Err(E::custom(NumberError::TooPrecise(value.to_string())));
        }
        shortest.parse().map_err(E::custom)
    }

    /// The private map by which `serde_json` passes on a number with all its digits.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Number, A::Error> {
        let number = serde_json::Number::deserialize(MapAccessDeserializer::new(map))?;
        number.as_str().parse().map_err(A::Error::custom)
    }
}

fn digits(mantissa: i128) -> usize {
    mantissa.unsigned_abs().to_string().len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::{Number, NumberError};

    #[test]
    fn notations_of_one_number_are_equal() {
        for text in ["2.5", "2.50", "+2.5", "25e-1", "0.25E+1", "0002.5", "2500.000e-3"] {
            assert_eq!(
                text.parse::<Number>().map(|n| n.to_string()),
                Ok("2.5".into()),
                "{text}"
            );
        }
        for text in ["0", "-0", "0.000", "0e99999999999999999999", "-0.0e-400"] {
            assert_eq!(text.parse(), Ok(Number::default()), "{text}");
        }
    }

    #[test]
    fn what_could_lose_a_digit_is_refused() {
        use NumberError::{NotANumber, TooLarge, TooPrecise};
        let refused = |text: &str| text.parse::<Number>().expect_err(text);
        for text in [
            "", "-", ".5", "5.", "1e", "1e+", "1 000", "1_000", "NaN", "0x1f", "١",
        ] {
            assert!(matches!(refused(text), NotANumber(_)), "{text}");
        }
        for text in ["1e28", "1e400", "1e99999999999999999999", &"9".repeat(29)] {
            assert!(matches!(refused(text), TooLarge(_)), "{text}");
        }
        for text in ["1e-29", "0.1234567890123456", "1234567890123456.5"] {
            assert!(matches!(refused(text), TooPrecise(_)), "{text}");
        }
        assert!("9".repeat(28).parse::<Number>().is_ok());
        assert!("123456789012345.0".parse::<Number>().is_ok());
        assert!("0.123456789012345".parse::<Number>().is_ok());
        assert!(Number::try_from(Decimal::MAX).is_err());
    }

    #[test]
    fn a_string_is_no_number() {
        assert!(serde_json::from_str::<Number>(r#""12""#).is_err());
        assert!(serde_json::from_str::<Number>("null").is_err());
        assert!(serde_yaml::from_str::<Number>("0.30000000000000004").is_err());
        assert!(serde_yaml::from_str::<Number>(".inf").is_err());
    }

    proptest! {
        #[test]
        fn every_number_survives_json_and_yaml(mantissa in any::<i64>(), power in -28_i32..12) {
            if let Ok(number) = format!("{mantissa}e{power}").parse::<Number>() {
                let json = serde_json::to_string(&number).expect("written");
                prop_assert_eq!(serde_json::from_str::<Number>(&json).expect("read"), number);
                let value = serde_json::to_value(number).expect("held");
                prop_assert_eq!(serde_json::from_value::<Number>(value).expect("read"), number);
                let yaml = serde_yaml::to_string(&number).expect("written");
                prop_assert_eq!(serde_yaml::from_str::<Number>(&yaml).expect("read"), number);
                prop_assert_eq!(number.to_string().parse(), Ok(number));
            }
        }

        #[test]
        fn a_fraction_of_fifteen_digits_survives(mantissa in 1_i64..1_000_000_000_000_000, scale in 1_u32..=28) {
            let decimal = Decimal::new(mantissa, scale);
            let number = Number::try_from(decimal).expect("fifteen digits fit");
            let yaml = serde_yaml::to_string(&number).expect("written");
            prop_assert_eq!(serde_yaml::from_str::<Number>(&yaml).expect("read").decimal(), decimal);
            let json = serde_json::to_string(&number).expect("written");
            prop_assert_eq!(serde_json::from_str::<Number>(&json).expect("read").decimal(), decimal);
        }
    }
}
