//! What it means that two records say the same.

use rapporteur::document::Document;
use rapporteur::extract::extract;
use rapporteur::record::Record;
use rapporteur::score::DocumentScore;
use serde_json::Value;

/// Attributes whose extent is a matter of taste: two careful readers cut them from the text in
/// different ways, and no value set or number depends on them. And the country of a place: that a
/// capital is in its country one reader takes for told, and another does not.
const OF_TASTE: &[&str] = &["country", "label", "measures", "what"];

/// In what `got` differs from `gold`, by the measures by which records are scored: an object of the
/// one that the other has not, a value in which two objects of the same thing differ, a quote at
/// another place. Empty where they say the same.
///
/// Numbers, currencies, comparators, kinds, status, acts, codes and dates must be the same, names
/// and offices the same but for letter case and articles; titles and views share at least half of
/// their words, or the title is a part of that of `gold`, which has the amount in it. Where `gold` quotes a whole sentence, `got` quotes it or a part of it. The order of
/// lists plays no part.
pub(crate) fn differences(got: &Record, gold: &Record, source: &Document) -> Vec<String> {
    let score = DocumentScore::new("drawn", got, gold, Some(source));
    let mut told = Vec::new();
    for section in &score.sections {
        let name = section.name;
        let mut say = |what: &str, label: &str| told.push(format!("{name}: {what} {label}"));
        for object in &section.missed {
            say("missed", &object.label);
        }
        for object in &section.spurious {
            say("spurious", &object.label);
        }
        for value in &section.differing {
            let alike = match value.attribute {
                "evidence" => lies_in(value.got.as_ref(), value.gold.as_ref()),
                "title" => is_part(value.got.as_ref(), value.gold.as_ref()),
                attribute => OF_TASTE.contains(&attribute),
            };
            if alike {
                continue;
            }
            let show =
                |value: &Option<Value>| value.as_ref().map_or("nothing".to_owned(), ToString::to_string);
            let values = format!(
                "{}: {} for {}",
                value.attribute,
                show(&value.got),
                show(&value.gold)
            );
            say("differing", &format!("{} in {values}", value.label));
        }
    }
    told
}

/// True where the one text is a part of the other.
fn is_part(got: Option<&Value>, gold: Option<&Value>) -> bool {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_lowercase);
    matches!((text(got), text(gold)), (Some(got), Some(gold)) if gold.contains(&got))
}

/// True where every quote of the one evidence stands inside a quote of the other.
fn lies_in(got: Option<&Value>, gold: Option<&Value>) -> bool {
    let ranges = |evidence: Option<&Value>| -> Vec<(u64, u64)> {
        let quotes = evidence.and_then(Value::as_array);
        let range = |quote: &Value| Some((quote["start"].as_u64()?, quote["end"].as_u64()?));
        quotes.into_iter().flatten().filter_map(range).collect()
    };
    let around = ranges(gold);
    let inside = |&(start, end): &(u64, u64)| around.iter().any(|&(from, to)| from <= start && end <= to);
    ranges(got).iter().all(inside)
}

/// The record that the built-in reader makes of a text that names two states.
pub(crate) fn read(document: &Document) -> Record {
    extract(document).expect("two states are named")
}
