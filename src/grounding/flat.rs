//! Texts of a record as they are meant, whatever line breaks YAML leaves in them.

use std::borrow::Cow;

use serde_json::Value;

use super::bench::child;
use super::fold::{has_pair, is_printed};

/// `record` with every white space inside its texts as one space, evidence apart: `South\n  Korea` of a
/// folded line is `South Korea` wherever it is looked up.
pub(super) fn flattened(record: &Value, is_evidence: impl Fn(&str) -> bool) -> Cow<'_, Value> {
    let is_folded = |text: &str| {
        let bytes = text.as_bytes();
        // Most are plain ASCII with single blanks, which takes two quick looks to see.
        if is_printed(bytes) {
            return has_pair(bytes, b' ');
        }
        let mut before = 'x';
        text.chars().any(|ch| {
            let is_odd = ch.is_whitespace() && (ch != ' ' || before == ' ');
            before = ch;
            is_odd
        })
    };
    // Most records have none, and then no place has to be told.
    if !any_text(record, &is_folded) {
        return Cow::Borrowed(record);
    }
    let mut folded = Vec::new();
    let mut open = vec![(String::new(), record)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            _ if is_evidence(&pointer) => {}
            Value::String(text) if is_folded(text) => folded.push(pointer),
            Value::Array(items) => open.extend(
                items
                    .iter()
                    .enumerate()
                    .map(|(index, item)| (child(&pointer, &index.to_string()), item)),
            ),
            Value::Object(members) => {
                open.extend(members.iter().map(|(name, value)| (child(&pointer, name), value)));
            }
            _ => {}
        }
    }
    if folded.is_empty() {
        return Cow::Borrowed(record);
    }
    let mut flat = record.clone();
    for pointer in folded {
        if let Some(Value::String(text)) = flat.pointer_mut(&pointer) {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    Cow::Owned(flat)
}

/// True where `holds` of some text in `value`. A record is as deep as its reader lets it be.
fn any_text(value: &Value, holds: &impl Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => holds(text),
        Value::Array(items) => items.iter().any(|item| any_text(item, holds)),
        Value::Object(members) => members.values().any(|value| any_text(value, holds)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use serde_json::json;

    use super::flattened;

    #[test]
    fn white_space_is_one_space_and_evidence_stays() {
        let record = json!({"name": "South\n  Korea ", "quote": "a\nb", "of": [{"name": "a  b"}]});
        let flat = flattened(&record, |pointer| pointer == "/quote");
        assert_eq!(
            *flat,
            json!({"name": "South Korea", "quote": "a\nb", "of": [{"name": "a b"}]})
        );
        let spaced = json!({"name": "Rīga  Līgo", "place": "Rīga\u{a0}Līgo", "plain": "Rīga Līgo"});
        let flat = flattened(&spaced, |_| false);
        assert_eq!(
            *flat,
            json!({"name": "Rīga Līgo", "place": "Rīga Līgo", "plain": "Rīga Līgo"})
        );
        let plain = json!({"name": "South Korea"});
        assert!(matches!(flattened(&plain, |_| false), Cow::Borrowed(_)));
    }
}
