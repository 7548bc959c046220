//! Findings as a page shows them: beside the value that they are about, and in the text.

use serde::Serialize;

use super::seen;
use crate::finding::{Finding, Severity};

/// One finding.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Notice {
    /// Its number in the case, from 1.
    pub(super) id: usize,
    /// `error`, `warning` or `note`.
    pub(super) level: &'static str,
    pub(super) code: &'static str,
    pub(super) message: Vec<Piece>,
    /// Where in the record's file.
    pub(super) place: String,
    /// The passage of the source that decides.
    pub(super) passage: Option<String>,
    /// True where that passage is marked in the text of the page.
    pub(super) is_marked: bool,
    pub(super) help: Vec<Piece>,
    pub(super) fix: Option<String>,
    /// The value that it is about.
    #[serde(skip)]
    pub(super) pointer: String,
    /// The bytes of the passage, in the source as read.
    #[serde(skip)]
    pub(super) span: Option<(usize, usize)>,
}

/// A part of a message: words, or what stands between backticks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    pub(super) is_code: bool,
    pub(super) text: String,
}

/// `findings` in their order, of which those in the text called `source` are marked there.
pub(super) fn notices<'f>(findings: impl Iterator<Item = &'f Finding>, source: Option<&str>) -> Vec<Notice> {
    let numbered = findings.zip(1..);
    let notice = |(finding, id): (&Finding, usize)| {
        let passage = finding.source.as_ref();
        let place = passage.map(|passage| &passage.place);
        let own = place.filter(|place| Some(place.path.as_str()) == source);
        let start = finding.record.start;
        Notice {
            id,
            level: finding.severity.as_str(),
            code: finding.code,
            message: pieces(&finding.message),
            place: seen(&format!(
                "{}:{}:{}",
                finding.record.path, start.line, start.column
            )),
            passage: passage.map(|passage| seen(&passage.exact)),
            is_marked: own.is_some_and(|place| place.start.offset < place.end.offset),
            help: finding.help.as_deref().map(pieces).unwrap_or_default(),
            fix: finding.fix.as_ref().map(|fix| seen(&fix.message)),
            pointer: finding.pointer.clone(),
            span: own.map(|place| (place.start.offset, place.end.offset)),
        }
    };
    numbered.map(notice).collect()
}

/// The most serious level among `notices`; empty where there are none.
pub(super) fn worst<'n>(notices: impl Iterator<Item = &'n Notice>) -> &'static str {
    let rank = |level: &str| {
        [Severity::Error, Severity::Warning, Severity::Note]
            .iter()
            .position(|severity| severity.as_str() == level)
    };
    notices
        .map(|notice| notice.level)
        .min_by_key(|level| rank(level))
        .unwrap_or_default()
}

/// `message` with what stands between backticks apart; as one part where the backticks have no
/// partner, for then a value of the record holds some.
fn pieces(message: &str) -> Vec<Piece> {
    let parts: Vec<&str> = message.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return vec![Piece {
            is_code: false,
            text: seen(message),
        }];
    }
    let pieces = parts.iter().enumerate().map(|(at, part)| Piece {
        is_code: at % 2 == 1,
        text: seen(part),
    });
    pieces.filter(|piece| !piece.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::pieces;

    fn parts(message: &str) -> Vec<(bool, String)> {
        let parts = pieces(message).into_iter();
        parts.map(|piece| (piece.is_code, piece.text)).collect()
    }

    #[test]
    fn what_stands_between_backticks_is_code() {
        assert_eq!(
            parts("write `a`, not <b>"),
            [
                (false, "write ".to_owned()),
                (true, "a".to_owned()),
                (false, ", not <b>".to_owned())
            ]
        );
        assert_eq!(parts("one ` alone"), [(false, "one ` alone".to_owned())]);
        assert_eq!(parts("a \u{202e}`"), [(false, "a \\u{202e}`".to_owned())]);
    }
}
