//! Markdown for a comment on a change: facts in sight, the rest and the passages folded away.

use std::fmt::Write;

use super::super::markdown::{code, prose};
use super::in_words;
use crate::diff::{Class, Comparison, Comparisons, Difference, Side};
use crate::finding::Place;

/// A comment on GitHub holds 65,536 characters. So much is filled; what is left over is counted.
const MOST_CHARACTERS: usize = 55_000;

/// A heading with the counts, then the records that differ.
pub(super) fn render(found: &Comparisons) -> String {
    let (counts, which) = in_words(found);
    let mut out = format!("### {counts}\n");
    if !which.is_empty() {
        let _ = write!(out, "\n{which}\n");
    }
    if !found.failed.is_empty() {
        out.push_str("\nNot compared:\n\n");
        for failed in &found.failed {
            push_bounded(
                &mut out,
                &format!("- {}: {}\n", code(&failed.path), prose(&failed.reason)),
            );
        }
    }
    let mut left = 0;
    for record in &found.records {
        if record.differences.is_empty() && record.remarks.is_empty() {
            continue;
        }
        if !push_record(&mut out, record) {
            left += 1;
        }
    }
    if left > 0 {
        let _ = write!(
            out,
            "\nNot shown whole, for they are too many: {left} of the records.\n"
        );
    }
    out
}

/// False where not all of it found room.
fn push_record(out: &mut String, record: &Comparison) -> bool {
    let mut all = push_bounded(out, &format!("\n**{}**\n\n", code(&record.name)));
    for remark in &record.remarks {
        all &= push_bounded(out, &format!("- note: {}\n", prose(remark)));
    }
    let (facts, rest): (Vec<_>, Vec<_>) = record
        .differences
        .iter()
        .partition(|difference| difference.class >= Class::FACTS);
    for difference in &facts {
        all &= push_bounded(out, &line(difference));
    }
    if !facts.is_empty() {
        all &= push_folded(
            out,
            "Places and passages",
            facts.iter().map(|difference| details(difference)),
        );
    }
    if !rest.is_empty() {
        let summary = format!("{} that change no fact", rest.len());
        all &= push_folded(out, &summary, rest.iter().map(|difference| line(difference)));
    }
    all
}

/// `items` in a fold, as far as there is room; false where not all found it.
fn push_folded(out: &mut String, summary: &str, items: impl Iterator<Item = String>) -> bool {
    if !push_bounded(out, &format!("\n<details><summary>{summary}</summary>\n\n")) {
        return false;
    }
    let mut all = true;
    for item in items {
        all &= push_bounded(out, &item);
    }
    out.push_str("\n</details>\n");
    all
}

/// Adds `text`, if there is room.
fn push_bounded(out: &mut String, text: &str) -> bool {
    let has_room = out.len() + text.len() <= MOST_CHARACTERS;
    if has_room {
        out.push_str(text);
    }
    has_room
}

/// `- **stronger** outcomes “first forum” status: proposed → agreed`
fn line(difference: &Difference) -> String {
    if difference.is_wrapping() {
        return format!(
            "- **{}** lines broken otherwise: {}\n",
            difference.class,
            difference.places()
        );
    }
    let mut text = format!("- **{}** {}", difference.class, code(&difference.subject()));
    let is_value =
        !matches!(difference.class, Class::Order | Class::EvidenceMoved) && !difference.field.is_empty();
    if is_value {
        let value = |side: &Option<Side>| {
            let value = side.as_ref().filter(|side| side.value.is_some());
            value.map_or_else(|| "–".to_owned(), |side| code(&side.shown()))
        };
        let _ = write!(text, ": {} → {}", value(&difference.old), value(&difference.new));
    }
    text.push('\n');
    text
}

/// The same with the places and the passages.
fn details(difference: &Difference) -> String {
    let place = |place: &Place| {
        let start = place.start;
        code(&format!("{}:{}:{}", place.path, start.line, start.column))
    };
    let sides = [&difference.old, &difference.new].into_iter().flatten();
    let places: Vec<String> = sides.map(|side| place(&side.place)).collect();
    let mut text = format!("- {} {}\n", code(&difference.subject()), places.join(" → "));
    for (word, quotes) in difference.rests_on() {
        for quote in quotes {
            let at = quote.place.as_ref().map(|at| format!(" {}", place(at)));
            let _ = writeln!(
                text,
                "  - {word} {}{}",
                code(&quote.shown()),
                at.unwrap_or_default()
            );
        }
    }
    text
}
