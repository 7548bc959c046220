//! What is said of a run over a corpus, while it lasts and at its end.

use std::time::Duration;

use indicatif::{DecimalBytes, HumanCount, ProgressBar, ProgressStyle};

use crate::corpus::Tally;

/// A line on standard error that is written over again, on a terminal; elsewhere nothing.
pub(super) struct Progress {
    bar: ProgressBar,
}

/// What is shown where the end is known, and where it is not.
const BOUNDED: &str = "{msg}, {decimal_bytes} of {decimal_total_bytes}, {decimal_bytes_per_sec}, {eta} left";
const UNBOUNDED: &str = "{msg}, {elapsed}";

impl Progress {
    /// The progress of reading so many bytes.
    pub(super) fn over(total: Option<u64>) -> Self {
        let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
        let template = if total.is_some() { BOUNDED } else { UNBOUNDED };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// Shows that so many more bytes of the input were taken.
    pub(super) fn advance(&self, taken: u64, tally: &Tally) {
        if self.bar.is_hidden() {
            return;
        }
        self.bar
            .set_message(format!("{} documents", HumanCount(tally.documents)));
        self.bar.inc(taken);
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// The counts of a run in one line.
pub(super) fn closing(tally: &Tally, time: Duration) -> String {
    let counted = |count: u64, one: &str, many: &str| {
        let word = if count == 1 { one } else { many };
        format!("{} {word}", HumanCount(count))
    };
    let mut parts = vec![
        counted(tally.documents, "document", "documents"),
        counted(tally.facts, "fact", "facts"),
    ];
    if tally.errors > 0 {
        parts.push(counted(tally.errors, "error", "errors"));
    }
    if tally.warnings > 0 {
        parts.push(counted(tally.warnings, "warning", "warnings"));
    }
    parts.push(format!("{} rejected", HumanCount(tally.rejects)));
    format!(
        "{}; {} in {:.1} s, {}/s",
        parts.join(", "),
        DecimalBytes(tally.bytes),
        time.as_secs_f64(),
        DecimalBytes(tally.rate(time))
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::closing;
    use crate::corpus::Tally;

    #[test]
    fn the_closing_line_counts() {
        let mut tally = Tally {
            documents: 1_234,
            bytes: 4_600_000,
            facts: 1,
            rejects: 34,
            ..Tally::default()
        };
        assert_eq!(
            closing(&tally, Duration::from_secs(2)),
            "1,234 documents, 1 fact, 34 rejected; 4.60 MB in 2.0 s, 2.30 MB/s"
        );
        tally.errors = 2;
        assert!(closing(&tally, Duration::from_secs(2)).contains("1 fact, 2 errors, 34"));
    }
}
