//! How long to wait before a server is asked again.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// True for a status that may be another one next time: too many requests, or a fault of the server.
pub(super) fn may_pass(code: u16) -> bool {
    code == 429 || (500..600).contains(&code)
}

/// The pause before attempt `attempt + 1`, where the server does not ask for another: `first`,
/// and each time twice as long, up to `longest`.
pub(super) fn pause(first: Duration, longest: Duration, attempt: u32) -> Duration {
    let factor = 1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
    first.checked_mul(factor).unwrap_or(longest).min(longest)
}

/// What `Retry-After` asks for: a number of seconds, or a date in the format of HTTP. What is past
/// asks for nothing, and what is neither is not understood.
pub(super) fn asked_for(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(header.parse().unwrap_or(u64::MAX)));
    }
    let parser = rfc2822::DateTimeParser::new();
    let until = parser.parse_timestamp(header).ok()?;
    Some(Duration::try_from(until.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::{asked_for, may_pass, pause};

    #[test]
    fn pauses_double_up_to_the_longest() {
        let (first, longest) = (Duration::from_millis(500), Duration::from_secs(3));
        let pauses: Vec<u128> = (1..5)
            .map(|attempt| pause(first, longest, attempt).as_millis())
            .collect();
        assert_eq!(pauses, [500, 1000, 2000, 3000]);
        assert_eq!(pause(first, longest, u32::MAX), longest);
        assert_eq!(pause(Duration::MAX, longest, 3), longest);
    }

    #[test]
    fn seconds_and_dates_are_understood() {
        let now = Timestamp::UNIX_EPOCH;
        let seconds = |header| asked_for(header, now).map(|wait| wait.as_secs());
        assert_eq!(seconds(" 7 "), Some(7));
        assert_eq!(seconds("Thu, 01 Jan 1970 00:01:30 GMT"), Some(90));
        assert_eq!(seconds("Wed, 31 Dec 1969 23:59:00 GMT"), Some(0));
        assert_eq!(seconds("99999999999999999999999"), Some(u64::MAX));
        for header in ["", "soon", "-1", "1.5"] {
            assert_eq!(seconds(header), None, "{header}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_header_is_understood_or_not(header in "\\PC{0,40}") {
            let _ = asked_for(&header, Timestamp::MAX);
            let _ = asked_for(&header, Timestamp::MIN);
        }
    }

    #[test]
    fn only_what_may_be_otherwise_next_time_is_asked_again() {
        assert!([429, 500, 502, 503, 504, 599].into_iter().all(may_pass));
        assert!(![200, 301, 400, 401, 404, 408, 600].into_iter().any(may_pass));
    }
}
