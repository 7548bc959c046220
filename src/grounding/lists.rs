//! What the head of a list says of each of its items: `The following documents were signed: (i) …; (ii) …`.

use crate::document::{Span, item_label};

use super::cues::{Cue, Side};
use super::source::Source;

/// The longest list whose head is looked for, in sentences.
const LONGEST: usize = 80;

/// The cues in the head of the list that has `thing` among its items, if it stands in one: those of the
/// sentence or heading over the items, or those that stand in its own sentence before a list begins there.
pub(super) fn head_cues(source: &Source, thing: Span) -> Vec<Cue> {
    let Some(index) = source.outline().sentence_at(thing.start) else {
        return Vec::new();
    };
    let own = inside(source, index, thing);
    if own.is_empty() {
        head(source, index).map_or_else(Vec::new, |head| source.outcome_cues(head).to_vec())
    } else {
        own
    }
}

/// The sentence that is the head of the list in which the sentence at `index` is an item.
///
/// All items of a list are marked alike; where they are not marked, each but the last ends in a semicolon
/// or a comma.
fn head(source: &Source, index: usize) -> Option<usize> {
    let sentences = source.outline().sentences();
    let line = |at: usize| {
        sentences
            .get(at)
            .map(|sentence| source.slice(sentence.span).trim())
    };
    let label = shape(line(index)?);
    let mut at = index;
    while at > 0 && index - at < LONGEST {
        at -= 1;
        let before = line(at)?;
        if before.ends_with(':') {
            return begins_line(source, sentences.get(at + 1)?.span).then_some(at);
        }
        match (&label, shape(before)) {
            (Some(own), Some(other)) if *own == other => {}
            (Some(_), None) => {
                // A heading over the items has no stop, and stands on a line of its own.
                let heading = !before.ends_with(['.', ';', ',', '!', '?']);
                if heading && begins_line(source, sentences.get(at + 1)?.span) {
                    return Some(at);
                }
                // A second sentence of the item before.
                if begins_line(source, sentences.get(at)?.span) {
                    return None;
                }
            }
            (None, None) if before.ends_with([';', ',']) => {}
            _ => return None,
        }
    }
    None
}

/// What marks `line` as an item, with every number and letter the same: `(ii)` is marked as `(i)` is.
fn shape(line: &str) -> Option<String> {
    let label = item_label(line)?;
    let mut shape = String::with_capacity(label.len());
    for ch in label.chars() {
        let class = match ch {
            _ if ch.is_ascii_digit() => '1',
            _ if ch.is_alphabetic() => 'a',
            other => other,
        };
        if !shape.ends_with(class) || !class.is_alphanumeric() {
            shape.push(class);
        }
    }
    Some(shape)
}

fn begins_line(source: &Source, span: Span) -> bool {
    let before = source.text().get(..span.start).unwrap_or_default();
    let before = before.trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

/// Words behind which a list begins inside a sentence.
const INTRODUCE: [&str; 10] = [
    "among them",
    "among which",
    "as follows:",
    "following:",
    "in particular",
    "including",
    "most notably",
    "namely",
    "notably",
    "these are",
];

/// The cues of the sentence at `index` before a list that begins there before `thing`, where nothing in the
/// list up to the thing tells how far it has come.
fn inside(source: &Source, index: usize, thing: Span) -> Vec<Cue> {
    let Some(sentence) = source.outline().sentences().get(index) else {
        return Vec::new();
    };
    let before = Span::new(sentence.span.start, thing.start.max(sentence.span.start));
    let words = source.slice(before);
    let mut marked = words
        .match_indices(['(', ':'])
        .filter(|(at, mark)| *mark == ":" || is_marked(words.get(*at..).unwrap_or_default()))
        .map(|(at, _)| at);
    let (marked, last) = (marked.next(), marked.next_back());
    let told = INTRODUCE
        .iter()
        .filter_map(|phrase| words.find(&format!(", {phrase} ")))
        .min();
    let Some(begin) = [marked, told].into_iter().flatten().min() else {
        return Vec::new();
    };
    // Within a list semicolons divide the items.
    let last = last.max(words.rfind(';'));
    let item = sentence.span.start + last.unwrap_or(begin).max(begin);
    let begin = sentence.span.start + begin;
    let cues = source.outcome_cues(index);
    let told_later = cues.iter().any(|cue| {
        cue.span.start > item && cue.span.end <= thing.start && cue.value.is_some() && cue.precise
    });
    if told_later {
        return Vec::new();
    }
    cues.iter()
        .filter(|cue| cue.span.start < begin && !matches!(cue.side, Side::Within(_)))
        .cloned()
        .collect()
}

/// `(i) …`, `(2) …`
fn is_marked(rest: &str) -> bool {
    item_label(rest).is_some_and(|label| label.len() > 2)
}

#[cfg(test)]
mod tests {
    use super::head_cues;
    use crate::document::{Document, Span};
    use crate::grounding::Source;

    /// What the head of the list says of `thing`.
    fn told(text: &str, thing: &str) -> Vec<String> {
        let source = Source::of(Document::new("source", text));
        let start = text.find(thing).unwrap_or_default();
        let cues = head_cues(&source, Span::new(start, start + thing.len()));
        cues.into_iter().filter_map(|cue| cue.value).collect()
    }

    #[test]
    fn the_head_of_a_list_speaks_of_its_items_alone() {
        let text = "5. The following were signed:\n(i) a treaty on fish;\n(ii) a treaty on ice.\n\
                    6. The sides spoke of a canal.\n- a bridge";
        assert_eq!(told(text, "a treaty on fish"), ["signed"]);
        assert_eq!(told(text, "a treaty on ice"), ["signed"]);
        assert!(told(text, "a canal").is_empty());
        assert!(told(text, "a bridge").is_empty());
    }

    #[test]
    fn items_without_marks_end_in_semicolons() {
        let text = "They signed:\nA treaty on fish;\nA treaty on ice.\nA canal was spoken of.";
        assert_eq!(told(text, "A treaty on ice"), ["signed"]);
        assert!(told(text, "A canal").is_empty());
    }

    #[test]
    fn a_list_may_begin_inside_a_sentence() {
        let text = "They signed six papers, among them a treaty on fish, and a treaty on ice.";
        assert_eq!(told(text, "a treaty on ice"), ["signed"]);
        assert!(
            told(
                "They signed six papers, and a treaty on ice came up.",
                "a treaty on ice"
            )
            .is_empty()
        );
    }
}
