//! Applying fixes to a text.

use super::{Edit, Finding};

/// `text` after the safe fixes of `findings`; `None` where there is none that can be applied.
///
/// A fix is applied whole or not at all. Of two that touch the same place the one that comes first
/// in `findings` is applied; the other is left for the next reading of the file.
///
/// ```
/// use rapporteur::finding::mend;
/// assert_eq!(mend::safely("evdence: it", &[]), None);
/// ```
pub fn safely(text: &str, findings: &[Finding]) -> Option<String> {
    let mut taken: Vec<&Edit> = Vec::new();
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    for fix in fixes.filter(|fix| fix.safe && !fix.edits.is_empty()) {
        let fits = fix
            .edits
            .iter()
            .all(|edit| text.get(edit.start..edit.end).is_some() && is_free(&taken, edit));
        if fits {
            for edit in &fix.edits {
                let at = taken.partition_point(|other| other.start < edit.start);
                taken.insert(at, edit);
            }
        }
    }
    if taken.is_empty() {
        return None;
    }
    let mut mended = String::with_capacity(text.len());
    let mut from = 0;
    for edit in taken {
        mended.push_str(text.get(from..edit.start)?);
        mended.push_str(&edit.text);
        from = edit.end;
    }
    mended.push_str(text.get(from..)?);
    Some(mended)
}

/// True where `edit` shares no byte and no insertion point with the edits in `taken`, which are sorted.
fn is_free(taken: &[&Edit], edit: &Edit) -> bool {
    let next = taken.partition_point(|other| other.start < edit.start);
    let before = next.checked_sub(1).and_then(|index| taken.get(index));
    let clear_before = before.is_none_or(|other| other.end <= edit.start);
    let clear_after = taken
        .get(next)
        .is_none_or(|other| edit.end <= other.start && edit.start < other.start);
    clear_before && clear_after
}

#[cfg(test)]
mod tests {
    use super::safely;
    use crate::document::Position;
    use crate::finding::{Edit, Finding, Fix, Place, Severity};

    fn finding(safe: bool, edits: &[(usize, usize, &str)]) -> Finding {
        let nowhere = Position::default();
        Finding {
            code: "schema/unknown-key",
            severity: Severity::Error,
            message: String::new(),
            pointer: String::new(),
            record: Place {
                path: String::new(),
                start: nowhere,
                end: nowhere,
            },
            source: None,
            related: Vec::new(),
            help: None,
            fix: Some(Fix {
                message: String::new(),
                safe,
                edits: edits
                    .iter()
                    .map(|&(start, end, text)| Edit {
                        start,
                        end,
                        text: text.to_owned(),
                    })
                    .collect(),
            }),
        }
    }

    #[test]
    fn safe_fixes_are_applied_in_the_order_of_the_text() {
        let findings = [
            finding(true, &[(4, 5, "E")]),
            finding(true, &[(0, 1, "A"), (2, 2, "+")]),
        ];
        assert_eq!(safely("abcdef", &findings).as_deref(), Some("Ab+cdEf"));
    }

    #[test]
    fn the_second_of_two_at_one_place_waits() {
        let findings = [
            finding(true, &[(1, 3, "X")]),
            finding(true, &[(2, 4, "Y"), (5, 6, "Z")]),
        ];
        assert_eq!(safely("abcdef", &findings).as_deref(), Some("aXdef"));
        let findings = [finding(true, &[(1, 1, "X")]), finding(true, &[(1, 1, "Y")])];
        assert_eq!(safely("ab", &findings).as_deref(), Some("aXb"));
    }

    #[test]
    fn unsafe_ones_and_those_that_do_not_fit_are_left() {
        assert_eq!(safely("ab", &[finding(false, &[(0, 1, "X")])]), None);
        assert_eq!(safely("ab", &[finding(true, &[(1, 9, "X")])]), None);
        assert_eq!(safely("é", &[finding(true, &[(1, 2, "X")])]), None);
    }
}
