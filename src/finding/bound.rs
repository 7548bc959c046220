//! How long a message may be.

use super::Report;

/// Code points of a message. A sentence needs no more; what is longer holds a value that was not
/// shortened, and would hide the other findings.
const LONGEST: usize = 1000;

impl Report {
    /// Shortens every message, help and reason of more than 1000 code points, and says so with `…`.
    /// The quoted passages of a source stay whole.
    ///
    /// ```
    /// use rapporteur::finding::{Failed, Report};
    /// let failed = Failed { path: "a.yaml".into(), reason: "x".repeat(5000) };
    /// let mut report = Report { failed: vec![failed], ..Report::default() };
    /// report.shorten();
    /// assert_eq!(report.failed[0].reason.chars().count(), 1001);
    /// ```
    pub fn shorten(&mut self) {
        for finding in &mut self.findings {
            shorten(&mut finding.message);
            finding.help.iter_mut().for_each(shorten);
            for related in &mut finding.related {
                shorten(&mut related.message);
            }
            if let Some(fix) = &mut finding.fix {
                shorten(&mut fix.message);
            }
        }
        for unchecked in &mut self.unchecked {
            shorten(&mut unchecked.reason);
        }
        for failed in &mut self.failed {
            shorten(&mut failed.reason);
        }
    }
}

fn shorten(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, shorten};

    #[test]
    fn only_what_is_too_long_is_cut() {
        let mut text = "é".repeat(LONGEST);
        shorten(&mut text);
        assert_eq!(text.chars().count(), LONGEST);
        text.push('x');
        shorten(&mut text);
        assert_eq!(text, format!("{}…", "é".repeat(LONGEST)));
    }
}
