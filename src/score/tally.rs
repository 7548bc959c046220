//! Counts, and what is worked out from them.

use std::ops::AddAssign;

use serde::Serialize;

/// How many objects two records have, and how many of them belong together.
///
/// Where both sides are empty, precision, recall and F1 are 1: nothing was asked and nothing was
/// said. Where one side alone is empty, all three are 0.
///
/// ```
/// use rapporteur::score::Tally;
/// let tally = Tally { got: 4, gold: 6, matched: 3 };
/// assert_eq!((tally.precision(), tally.recall(), tally.f1()), (0.75, 0.5, 0.6));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Objects of the record that is scored.
    pub got: usize,
    /// Objects of the record that it is scored against.
    pub gold: usize,
    /// Pairs.
    pub matched: usize,
}

/// In how many matched pairs an attribute agrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// Pairs in which it agrees.
    pub agreed: usize,
    /// Pairs in which it was compared.
    pub compared: usize,
}

impl Tally {
    /// The share of what was got that is right.
    pub fn precision(self) -> f64 {
        self.share(self.matched, self.got)
    }

    /// The share of what is right that was got.
    pub fn recall(self) -> f64 {
        self.share(self.matched, self.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        self.share(2 * self.matched, self.got + self.gold)
    }

    fn share(self, part: usize, whole: usize) -> f64 {
        if self.got == 0 && self.gold == 0 {
            1.0
        } else {
            ratio(part, whole).unwrap_or(0.0)
        }
    }
}

impl Agreement {
    /// The share of pairs that agree; `None` where none was compared.
    pub fn accuracy(self) -> Option<f64> {
        ratio(self.agreed, self.compared)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.got += other.got;
        self.gold += other.gold;
        self.matched += other.matched;
    }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        self.agreed += other.agreed;
        self.compared += other.compared;
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of objects are far below the 2^53 up to which a double is exact"
)]
fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::{Agreement, Tally};

    fn figures(got: usize, gold: usize, matched: usize) -> (f64, f64, f64) {
        let tally = Tally { got, gold, matched };
        (tally.precision(), tally.recall(), tally.f1())
    }

    #[test]
    fn figures_by_hand() {
        assert_eq!(figures(4, 4, 4), (1.0, 1.0, 1.0));
        assert_eq!(figures(8, 4, 3), (0.375, 0.75, 0.5));
        assert_eq!(figures(4, 8, 3), (0.75, 0.375, 0.5));
        assert_eq!(figures(2, 3, 0), (0.0, 0.0, 0.0));
    }

    #[test]
    fn an_empty_side_is_right_only_against_an_empty_one() {
        assert_eq!(figures(0, 0, 0), (1.0, 1.0, 1.0));
        assert_eq!(figures(0, 3, 0), (0.0, 0.0, 0.0));
        assert_eq!(figures(3, 0, 0), (0.0, 0.0, 0.0));
    }

    #[test]
    fn an_accuracy_over_no_pair_is_none() {
        assert_eq!(Agreement::default().accuracy(), None);
        let agreement = Agreement {
            agreed: 1,
            compared: 4,
        };
        assert_eq!(agreement.accuracy(), Some(0.25));
    }
}
