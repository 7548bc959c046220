//! What a plain scalar means: in YAML 1.2 by the core schema, and in YAML 1.1 where that differs.
//!
//! ```text
//! YAML 1.2, core schema (10.3.2)           YAML 1.1 (yaml.org/type) besides
//! null   "" ~ null Null NULL
//! bool   true True TRUE false …            y yes on n no off, in small, capital and Title letters
//! int    [-+]?[0-9]+                       0[0-7_]+ is octal; 0b…; underscores; 190:20:30 is base 60
//!        0o[0-7]+  0x[0-9a-fA-F]+          0o… is text
//! float  [-+]?(\.D+|D+(\.D*)?)(e[-+]?D+)?  only with a point, and an exponent only with a sign
//! inf    [-+]?\.inf   nan  \.nan           2025-12-20 is a date
//! ```

/// What YAML 1.2 takes a plain scalar for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scalar {
    Null,
    Bool(bool),
    /// As JSON writes it, with all its digits.
    Number(String),
    /// `.inf` or `.nan`.
    NotFinite,
    /// A number of more than [`MAX_DIGITS`] digits.
    TooLong,
    Text,
}

/// What YAML 1.1 takes a plain scalar for, where that is something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Old {
    True,
    False,
    Number,
    Date,
    Text,
}

/// Digits that a number may have when written out without an exponent. The widest binary
/// floating-point format in use reaches 4,966; no amount comes near. Arithmetic on decimals grows
/// faster than their length, so there has to be a bound.
pub(super) const MAX_DIGITS: usize = 1_000;

/// `text`, a plain scalar, by the core schema.
pub(super) fn core(text: &str) -> Scalar {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Scalar::Null,
        "true" | "True" | "TRUE" => return Scalar::Bool(true),
        "false" | "False" | "FALSE" => return Scalar::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Scalar::NotFinite,
        _ => {}
    }
    let (sign, rest) = split_sign(text);
    if matches!(rest, ".inf" | ".Inf" | ".INF") {
        return Scalar::NotFinite;
    }
    if sign.is_empty() {
        for (prefix, radix) in [("0o", 8), ("0x", 16)] {
            if let Some(digits) = rest.strip_prefix(prefix) {
                return whole(digits, radix);
            }
        }
    }
    Decimal::of(text).map_or(Scalar::Text, |decimal| decimal.scalar())
}

/// `digits`, a number as JSON writes it, in the one form that all numbers equal to it have.
pub(super) fn canonical(digits: &str) -> String {
    let Some(decimal) = Decimal::of(digits) else {
        return digits.to_string();
    };
    let fraction = decimal.fraction.unwrap_or_default();
    let all = format!("{}{fraction}", decimal.whole);
    let kept = all.trim_start_matches('0').trim_end_matches('0');
    if kept.is_empty() {
        return "0".to_string();
    }
    let exponent = decimal.exponent.and_then(|exponent| exponent.parse::<i64>().ok());
    let zeros = all.len() - all.trim_end_matches('0').len();
    let places = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let shift = places(zeros) - places(fraction.len());
    let sign = if decimal.negative { "-" } else { "" };
    format!("{sign}{kept}e{}", exponent.unwrap_or(0).saturating_add(shift))
}

/// What a YAML 1.1 reader sees in the plain scalar `text`; `None` where it sees what `core` does.
pub(super) fn old(text: &str) -> Option<Old> {
    match text {
        "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => return Some(Old::True),
        "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => return Some(Old::False),
        _ => {}
    }
    let (_, rest) = split_sign(text);
    // Everything else that differs begins with a digit, or with a point before one.
    if !rest.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    match core(text) {
        Scalar::Text => {
            if is_date(text) {
                Some(Old::Date)
            } else if is_old_number(rest) {
                Some(Old::Number)
            } else {
                None
            }
        }
        Scalar::Number(_) => old_of_number(text, rest),
        _ => None,
    }
}

/// A decimal number, taken apart.
struct Decimal<'a> {
    negative: bool,
    whole: &'a str,
    /// What follows the point, where there is a point.
    fraction: Option<&'a str>,
    /// With its sign, where there is one.
    exponent: Option<&'a str>,
}

impl<'a> Decimal<'a> {
    /// `[-+]? ( "." D+ | D+ ( "." D* )? ) ( [eE] [-+]? D+ )?`
    fn of(text: &'a str) -> Option<Self> {
        let (sign, rest) = split_sign(text);
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (rest, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let some_digits = |text: &str| !text.is_empty() && digits(text);
        let mantissa_holds = digits(whole)
            && fraction.is_none_or(digits)
            && (!whole.is_empty() || fraction.is_some_and(some_digits));
        let exponent_holds = exponent.is_none_or(|exponent| some_digits(split_sign(exponent).1));
        (mantissa_holds && exponent_holds).then_some(Self {
            negative: sign == "-",
            whole,
            fraction,
            exponent,
        })
    }

    /// As JSON writes it: a digit before the point and one after it, no leading zeros, no `+`.
    fn scalar(&self) -> Scalar {
        let fraction = self.fraction.unwrap_or_default();
        let shift = self
            .exponent
            .map_or(Some(0), |exponent| exponent.parse::<i64>().ok());
        let shift = shift.and_then(|shift| usize::try_from(shift.unsigned_abs()).ok());
        let digits = shift.and_then(|shift| shift.checked_add(self.whole.len() + fraction.len()));
        if digits.is_none_or(|digits| digits > MAX_DIGITS) {
            return Scalar::TooLong;
        }
        let whole = self.whole.trim_start_matches('0');
        let mut written = String::with_capacity(self.whole.len() + fraction.len() + 8);
        if self.negative {
            written.push('-');
        }
        written.push_str(if whole.is_empty() { "0" } else { whole });
        if self.fraction.is_some() {
            written.push('.');
            written.push_str(if fraction.is_empty() { "0" } else { fraction });
        }
        if let Some(exponent) = self.exponent {
            written.push('e');
            written.push_str(exponent);
        }
        Scalar::Number(written)
    }
}

/// `digits` of base `radix` as a decimal number.
fn whole(digits: &str, radix: u32) -> Scalar {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Scalar::Text;
    }
    // What goes beyond 128 bits is no number that anybody writes in base 8 or 16.
    u128::from_str_radix(digits, radix).map_or(Scalar::TooLong, |value| Scalar::Number(value.to_string()))
}

/// What YAML 1.1 makes of a number of YAML 1.2; `rest` is `text` without its sign.
fn old_of_number(text: &str, rest: &str) -> Option<Old> {
    if rest.starts_with("0x") {
        return None;
    }
    let decimal = Decimal::of(text);
    match decimal {
        // 0o14 is unknown to YAML 1.1.
        None => Some(Old::Text),
        Some(Decimal {
            fraction: None,
            exponent: None,
            whole,
            ..
        }) => {
            if whole.len() == 1 || !whole.starts_with('0') {
                None
            } else if whole.contains(['8', '9']) {
                Some(Old::Text)
            } else {
                // 007 is seven in both.
                (whole.trim_start_matches('0').len() > 1).then_some(Old::Number)
            }
        }
        Some(Decimal {
            fraction, exponent, ..
        }) => {
            let signed = exponent.is_none_or(|exponent| exponent.starts_with(['-', '+']));
            (fraction.is_none() || !signed).then_some(Old::Text)
        }
    }
}

/// A number of YAML 1.1 that YAML 1.2 takes for text; `rest` has no sign.
fn is_old_number(rest: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let begins = rest.starts_with(|first: char| first.is_ascii_digit());
    if let Some(binary) = rest.strip_prefix("0b") {
        return !binary.is_empty() && binary.bytes().all(|byte| matches!(byte, b'0' | b'1' | b'_'));
    }
    if let Some(hex) = rest.strip_prefix("0x") {
        return !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_');
    }
    if rest.contains(':') {
        return is_base_60(rest);
    }
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (rest, None),
    };
    match mantissa.split_once('.') {
        Some((whole, fraction)) => {
            let exponent_holds = exponent.is_none_or(|exponent| {
                let digits = exponent.strip_prefix(['-', '+']).unwrap_or_default();
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
            });
            digits(whole) && digits(fraction) && begins && exponent_holds
        }
        None if exponent.is_some() => false,
        None => begins && digits(mantissa) && !(mantissa.starts_with('0') && mantissa.contains(['8', '9'])),
    }
}

/// `[1-9][0-9_]*(:[0-5]?[0-9])+`, or with a fraction: `190:20:30.15`.
fn is_base_60(rest: &str) -> bool {
    let (rest, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let mut parts = rest.split(':');
    let first = parts.next().unwrap_or_default();
    let first_holds = first.starts_with(|digit: char| digit.is_ascii_digit())
        && first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let part_holds = |part: &str| match part.as_bytes() {
        [unit] => unit.is_ascii_digit(),
        [ten, unit] => (b'0'..=b'5').contains(ten) && unit.is_ascii_digit(),
        _ => false,
    };
    // Whole numbers do not begin with a zero; PyYAML reads 08:30 as text, others as minutes.
    first_holds && parts.all(part_holds) && fraction.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
}

/// `2025-12-20`, or with a time of day and a time zone.
fn is_date(text: &str) -> bool {
    let (date, time) = match text.find(['T', 't', ' ', '\t']) {
        Some(at) => {
            let (date, time) = text.split_at(at);
            (date, time.strip_prefix(['T', 't']).unwrap_or(time.trim_start()))
        }
        None => (text, ""),
    };
    let number = |text: &str, lengths: &[usize]| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut parts = date.splitn(3, '-');
    let [year, month, day] = [(); 3].map(|()| parts.next().unwrap_or_default());
    if time.is_empty() {
        return number(year, &[4]) && number(month, &[2]) && number(day, &[2]);
    }
    let clock = time
        .split_once(['Z', '+', '-'])
        .map_or(time, |(clock, _)| clock)
        .trim_end();
    let mut parts = clock.splitn(3, ':');
    let [hour, minute, second] = [(); 3].map(|()| parts.next().unwrap_or_default());
    let (second, fraction) = second.split_once('.').unwrap_or((second, ""));
    number(year, &[4])
        && number(month, &[1, 2])
        && number(day, &[1, 2])
        && number(hour, &[1, 2])
        && number(minute, &[2])
        && number(second, &[2])
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

/// A sign, and what follows it.
fn split_sign(text: &str) -> (&str, &str) {
    let length = usize::from(text.starts_with(['-', '+']));
    text.split_at(length)
}

#[cfg(test)]
mod tests {
    use super::{Old, Scalar, core, old};

    fn number(text: &str) -> Option<String> {
        match core(text) {
            Scalar::Number(digits) => Some(digits),
            _ => None,
        }
    }

    #[test]
    fn numbers_are_written_as_json_writes_them() {
        for (text, digits) in [
            ("0", "0"),
            ("-0", "-0"),
            ("+12", "12"),
            ("012", "12"),
            ("0o14", "12"),
            ("0xFf", "255"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("5.", "5.0"),
            ("1.50", "1.50"),
            ("1e3", "1e3"),
            ("1.5E-03", "1.5e-03"),
            ("18446744073709551616", "18446744073709551616"),
        ] {
            assert_eq!(number(text).as_deref(), Some(digits), "{text}");
            assert!(
                serde_json::from_str::<serde_json::Number>(digits).is_ok(),
                "{digits}"
            );
        }
    }

    #[test]
    fn text_that_looks_like_a_number_is_text() {
        for text in [
            "1_000",
            "12:30:45",
            "2025-12-20",
            "0b11",
            "0o8",
            "0x",
            "1e",
            "e1",
            ".",
            "-",
            "+",
            ".e1",
            "1.2.3",
            "--1",
            "0o",
            "-0x1",
            "NO",
            "yes",
            "on",
            "½",
            "١٢",
        ] {
            assert_eq!(core(text), Scalar::Text, "{text}");
        }
    }

    #[test]
    fn numbers_without_measure_are_refused() {
        assert_eq!(core(&"9".repeat(1_001)), Scalar::TooLong);
        assert!(matches!(core(&"9".repeat(1_000)), Scalar::Number(_)));
        assert_eq!(core("1e1000"), Scalar::TooLong);
        assert_eq!(core("1e-99999999999999999999"), Scalar::TooLong);
        assert_eq!(core(&format!("0x{}", "f".repeat(33))), Scalar::TooLong);
    }

    #[test]
    fn infinity_is_no_number() {
        for text in [".inf", "-.Inf", "+.INF", ".nan", ".NaN"] {
            assert_eq!(core(text), Scalar::NotFinite, "{text}");
        }
    }

    #[test]
    fn what_yaml_1_1_reads_otherwise_is_known() {
        for (text, seen) in [
            ("NO", Old::False),
            ("off", Old::False),
            ("y", Old::True),
            ("on", Old::True),
            ("012", Old::Number),
            ("-012", Old::Number),
            ("08", Old::Text),
            ("0o14", Old::Text),
            ("1e3", Old::Text),
            ("1.5e3", Old::Text),
            ("1_000", Old::Number),
            ("1_000.5", Old::Number),
            ("0b11", Old::Number),
            ("0x1_F", Old::Number),
            ("12:30:45", Old::Number),
            ("190:20:30.15", Old::Number),
            ("2025-12-20", Old::Date),
            ("2025-12-20T10:00:00Z", Old::Date),
            ("2025-12-20 10:00:00.5 +5", Old::Date),
        ] {
            assert_eq!(old(text), Some(seen), "{text}");
        }
    }

    #[test]
    fn what_both_read_alike_is_left_in_peace() {
        for text in [
            "",
            "null",
            "true",
            "text",
            "No way",
            "0",
            "7",
            "007",
            "12",
            "-12",
            "0xFF",
            "1.5",
            "1.5e+3",
            ".5",
            "2025",
            "2025-12",
            "2025-1-2",
            "12:75",
            "1:2:x",
            "1992~",
            "v1_0",
            "a:b",
            "2025-12-18/2025-12-20",
            ".inf",
        ] {
            assert_eq!(old(text), None, "{text}");
        }
    }
}
