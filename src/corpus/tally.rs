//! What a run over a stream has done so far.

use std::ops::AddAssign;
use std::time::Duration;

use serde::Serialize;

/// Counts of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Documents that were looked at, the rejected ones included.
    pub documents: u64,
    /// Bytes of their text.
    pub bytes: u64,
    /// Facts that were made or checked: objects of the lists of records.
    pub facts: u64,
    /// Findings that are errors.
    pub errors: u64,
    /// Findings that are warnings.
    pub warnings: u64,
    /// Values that a rule looked at and could not decide.
    pub undecided: u64,
    /// Documents of which nothing could be made.
    pub rejects: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.bytes += other.bytes;
        self.facts += other.facts;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.undecided += other.undecided;
        self.rejects += other.rejects;
    }
}

impl Tally {
    /// Bytes a second, over `time`.
    pub fn rate(&self, time: Duration) -> u64 {
        let nanoseconds = time.as_nanos().max(1);
        u64::try_from(u128::from(self.bytes) * 1_000_000_000 / nanoseconds).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Tally;

    #[test]
    fn a_rate_is_of_bytes_a_second() {
        let tally = Tally {
            bytes: 3_000_000,
            ..Tally::default()
        };
        assert_eq!(tally.rate(Duration::from_millis(1_500)), 2_000_000);
        assert!(tally.rate(Duration::ZERO) > 0);
    }
}
