//! Applying the changes that findings offer.

use super::{Edit, Finding};

/// `text` with the safe changes of `findings` made, and how many were made; every other byte stays
/// as it is.
///
/// A change that touches a place that another has changed is left for the next time.
///
/// ```
/// use rapporteur::finding::mend;
/// use rapporteur::schema::{Schema, validate_text};
/// let text = "recrod: summit-summary/1  # a slip\n";
/// let findings = validate_text("record.yaml", text, Schema::built_in());
/// let (mended, changes) = mend(text, &findings);
/// assert_eq!((mended.as_str(), changes), ("record: summit-summary/1  # a slip\n", 1));
/// ```
pub fn mend(text: &str, findings: &[Finding]) -> (String, usize) {
    let safe = findings
        .iter()
        .filter_map(|finding| finding.fix.as_ref())
        .filter(|fix| fix.safe);
    let mut fixes: Vec<&[Edit]> = safe.map(|fix| fix.edits.as_slice()).collect();
    fixes.sort_by_key(|edits| edits.first().map(|edit| (edit.start, edit.end)));
    let mut mended = String::with_capacity(text.len());
    let (mut done, mut changes) = (0, 0);
    for edits in fixes {
        let Some(pieces) = pieces(text, edits, done) else {
            continue;
        };
        mended.push_str(&pieces);
        done = edits.last().map_or(done, |edit| edit.end);
        changes += 1;
    }
    mended.push_str(text.get(done..).unwrap_or_default());
    (mended, changes)
}

/// `text` with every safe change made that `find` offers for it and for what comes of it, and how
/// many were made.
///
/// One change may bring another finding to light (a key that is now known has a value that is
/// not), so it goes on until nothing is left to change. Mending twice changes nothing.
pub fn mend_all(text: &str, mut find: impl FnMut(&str) -> Vec<Finding>) -> (String, usize) {
    let (mut mended, mut changes) = (text.to_string(), 0);
    for _ in 0..ROUNDS {
        let (next, made) = mend(&mended, &find(&mended));
        if made == 0 {
            return (mended, changes);
        }
        changes += made;
        mended = next;
    }
    // Changes that bring one another about never end, and none of them is right.
    (text.to_string(), 0)
}

/// Rounds of changes that a text may take. Each makes at least one.
const ROUNDS: usize = 32;

/// The text from byte `done` to the end of the last of `edits`, with these made; `None` where they
/// do not fit the text from there on.
fn pieces(text: &str, edits: &[Edit], mut done: usize) -> Option<String> {
    edits.first()?;
    let mut pieces = String::new();
    for edit in edits {
        pieces.push_str(text.get(done..edit.start)?);
        text.get(edit.start..edit.end)?;
        pieces.push_str(&edit.text);
        done = edit.end;
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::mend;
    use crate::document::Position;
    use crate::finding::{Edit, Finding, Fix, Place, Severity};

    fn finding(safe: bool, edits: &[(usize, usize, &str)]) -> Finding {
        let edits = edits.iter().map(|&(start, end, text)| Edit {
            start,
            end,
            text: text.to_string(),
        });
        Finding {
            code: "schema/unknown-key",
            severity: Severity::Error,
            message: String::new(),
            pointer: String::new(),
            record: Place {
                path: String::new(),
                start: Position::default(),
                end: Position::default(),
            },
            source: None,
            related: Vec::new(),
            help: None,
            fix: Some(Fix {
                message: String::new(),
                safe,
                edits: edits.collect(),
            }),
        }
    }

    #[test]
    fn safe_changes_are_made_in_order_and_the_rest_stays() {
        let findings = [
            finding(true, &[(4, 5, "D"), (5, 5, "!")]),
            finding(true, &[(0, 1, "A")]),
            finding(false, &[(2, 3, "?")]),
        ];
        assert_eq!(mend("a b d", &findings), ("A b D!".to_string(), 2));
    }

    #[test]
    fn what_overlaps_or_does_not_fit_is_left() {
        let findings = [
            finding(true, &[(0, 2, "x")]),
            finding(true, &[(1, 3, "y")]),
            finding(true, &[(3, 99, "z")]),
            finding(true, &[]),
        ];
        assert_eq!(mend("abcd", &findings), ("xcd".to_string(), 1));
        assert_eq!(mend("é", &[finding(true, &[(1, 2, "x")])]), ("é".to_string(), 0));
    }
}
