//! Filling in where evidence stands, in place: comments and layout of the record stay.
//!
//! ```text
//! evidence: a quote            evidence:
//!                         →      exact: a quote
//!                                start: 17
//!                                end: 24
//! ```
//!
//! A quote that stands in the source more than once gets the place that its offsets tell, or that of
//! the one sentence in which another quote of the same evidence stands, and words beside it that tell
//! it from the others. Where neither tells, it is left: a guess would be no evidence.
//!
//! Inside `[…]` and `{…}` the selector is written between braces.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use crate::document::Span;
use crate::finding::Edit;
use crate::yaml::{Document, File, Node, Value as Content};

use super::bench::shown;
use super::evidence::quotes;
use super::fold::Level;
use super::locate::{Fault, Found, Quote, locate};
use super::rule::{Grounding, Rule};
use super::source::Source;

/// What anchoring changes in one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchored {
    /// Replacements in the file, in order.
    pub edits: Vec<Edit>,
    /// Pointers to the quotes that could not be anchored, each with the reason.
    pub left: Vec<(String, String)>,
}

/// The edits that give every quote of `record` its offsets in `source`, and what stands beside it
/// where it stands there more than once.
///
/// `annotations` are those of the record for `grounding`. A record that is anchored already needs
/// no edit.
pub fn anchor(
    file: &File,
    record: &Document,
    annotations: &[(String, Arc<Value>)],
    source: &Source,
) -> Anchored {
    let json = record.root.to_json();
    let is_evidence =
        |value: &Value| Grounding::of(value).is_ok_and(|grounding| grounding.rule == Some(Rule::Evidence));
    let places: BTreeSet<&String> = annotations
        .iter()
        .filter(|(_, value)| is_evidence(value))
        .map(|(pointer, _)| pointer)
        .collect();
    let mut anchored = Anchored::default();
    for pointer in places {
        let Some(value) = json.pointer(pointer) else {
            continue;
        };
        let all: Vec<(String, Quote<'_>, Found)> = quotes(pointer, value)
            .into_iter()
            .map(|(place, quote)| (place, quote, locate(source, &quote)))
            .collect();
        let told = sentences(source, all.iter().map(|(.., found)| found));
        for (place, quote, found) in &all {
            match selection(source, quote, found, &told) {
                Ok(selection) => anchored
                    .edits
                    .extend(edits(file, &record.root, place, quote, &selection)),
                Err(reason) => anchored.left.push((place.clone(), reason)),
            }
        }
    }
    anchored.edits.sort_by_key(|edit| (edit.start, edit.end));
    anchored
}

/// The members that a selector is to have.
struct Selection {
    prefix: Option<String>,
    suffix: Option<String>,
    start: usize,
    end: usize,
}

/// The members for `quote`, which was `found`; `told` are the sentences in which the quotes of its
/// evidence are known to stand.
fn selection(
    source: &Source,
    quote: &Quote<'_>,
    found: &Found,
    told: &BTreeSet<usize>,
) -> Result<Selection, String> {
    let place = match (&found.fault, found.passages.as_slice()) {
        // Wrong offsets are mended where the quote stands once.
        (None | Some(Fault::OtherCase(_) | Fault::Offsets(_)), [only]) => *only,
        (Some(Fault::Ambiguous(places)), _) => {
            told_by_others(source, places, told).ok_or_else(|| choice(source, quote.exact, places))?
        }
        (None, _) => return Err("is elided: its parts have no one position".to_owned()),
        _ => return Err("does not stand in the source".to_owned()),
    };
    let (start, end) = source.document().code_points(source.as_read(place));
    let several = source.places(quote.exact, Level::Search, source.whole()).len() > 1;
    let (mut prefix, mut suffix) = (None, None);
    if several && quote.prefix.is_none() && quote.suffix.is_none() {
        (prefix, suffix) = beside(source, quote.exact, place);
    }
    Ok(Selection {
        prefix,
        suffix,
        start,
        end,
    })
}

/// The one of `places` in whose sentence another quote of the same evidence stands, where only one
/// has such a sentence: what an object rests on stands together.
fn told_by_others(source: &Source, places: &[Span], told: &BTreeSet<usize>) -> Option<Span> {
    let mut fitting = places.iter().filter(|place| {
        let sentence = source.outline().sentence_at(place.start);
        sentence.is_some_and(|index| told.contains(&index))
    });
    let first = fitting.next().copied();
    first.filter(|_| fitting.next().is_none())
}

/// The sentences of the passages that were found without a fault.
fn sentences<'f>(source: &Source, found: impl Iterator<Item = &'f Found>) -> BTreeSet<usize> {
    found
        .filter(|found| found.fault.is_none())
        .flat_map(|found| &found.passages)
        .filter_map(|passage| source.outline().sentence_at(passage.start))
        .collect()
}

/// What is said of a quote that stands in the source at several `places`: which is meant the record
/// does not tell, and a guess would be no evidence. So whoever knows is given what to choose from.
fn choice(source: &Source, exact: &str, places: &[Span]) -> String {
    /// So many are named.
    const MOST: usize = 4;
    let told: Vec<String> = places
        .iter()
        .take(MOST)
        .filter_map(|place| match beside(source, exact, *place) {
            (Some(prefix), _) => Some(format!("prefix “{}”", shown(&prefix))),
            (_, Some(suffix)) => Some(format!("suffix “{}”", shown(&suffix))),
            (None, None) => None,
        })
        .collect();
    let mut reason = format!(
        "stands in the source {} times, and nothing tells which is meant",
        places.len()
    );
    if !told.is_empty() {
        reason = format!("{reason}: add {}", told.join(" or "));
    }
    reason
}

/// The shortest words beside `place` that tell it from the other places of the same text: those
/// before it, else those behind it.
fn beside(source: &Source, exact: &str, place: Span) -> (Option<String>, Option<String>) {
    /// Farther off nothing is looked for.
    const FARTHEST: usize = 12;
    let text = source.text();
    let tokens = source.outline().tokens();
    let first = tokens.partition_point(|token| token.span.start < place.start);
    for token in tokens
        .get(..first)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(FARTHEST)
    {
        let prefix = Span::new(token.span.start, place.start).of(text).trim_end();
        let quote = Quote {
            exact,
            prefix: Some(prefix),
            ..Quote::default()
        };
        if locate(source, &quote).fault.is_none() {
            return (Some(prefix.to_owned()), None);
        }
    }
    let after = tokens.partition_point(|token| token.span.start < place.end);
    for token in tokens.get(after..).unwrap_or_default().iter().take(FARTHEST) {
        let suffix = Span::new(place.end, token.span.end).of(text).trim_start();
        let quote = Quote {
            exact,
            suffix: Some(suffix),
            ..Quote::default()
        };
        if locate(source, &quote).fault.is_none() {
            return (None, Some(suffix.to_owned()));
        }
    }
    (None, None)
}

/// The changes to the file that give the quote at `pointer` the members of `selection`.
fn edits(file: &File, root: &Node, pointer: &str, quote: &Quote<'_>, selection: &Selection) -> Vec<Edit> {
    let path = root.path(pointer);
    let Some(node) = path.last() else {
        return Vec::new();
    };
    let text = &file.text;
    let in_flow = path.iter().any(|node| {
        matches!(node.value, Content::Sequence(_) | Content::Mapping(_))
            && node.span.of(text).starts_with(['{', '['])
    });
    match &node.value {
        Content::String(_) if in_flow || !is_simple(node.span.of(text)) => vec![Edit {
            start: node.span.start,
            end: node.span.end,
            text: flow(quote.exact, selection),
        }],
        Content::String(_) => block(text, node.span, selection),
        Content::Mapping(mapping) => {
            let mut found = Vec::new();
            let mut lacking = Vec::new();
            for (name, value) in members(selection) {
                match mapping.get(name) {
                    Some(entry)
                        if entry.value.span.of(text) == value || matches!(name, "prefix" | "suffix") => {}
                    Some(entry) => found.push(Edit {
                        start: entry.value.span.start,
                        end: entry.value.span.end,
                        text: value,
                    }),
                    None => lacking.push(format!("{name}: {value}")),
                }
            }
            let last = mapping.entries().last();
            let first = mapping.entries().first();
            if let (Some(last), Some(first), false) = (last, first, lacking.is_empty()) {
                found.push(if in_flow {
                    insertion(last.value.span.end, format!(", {}", lacking.join(", ")))
                } else {
                    let indent = format!("\n{}", " ".repeat(column(text, first.key.span.start)));
                    insertion(
                        line_end(text, last.value.span.end),
                        lacking
                            .iter()
                            .flat_map(|member| [indent.as_str(), member.as_str()])
                            .collect(),
                    )
                });
            }
            found
        }
        _ => Vec::new(),
    }
}

/// A scalar of one line that may stand behind a key as it stands.
fn is_simple(written: &str) -> bool {
    !written.contains(['\n', '\r']) && !written.starts_with(['|', '>', '&', '!', '*'])
}

/// `{exact: "…", start: 1, end: 2}`; what JSON writes between quotation marks YAML reads alike.
fn flow(exact: &str, selection: &Selection) -> String {
    let members: Vec<String> = members(selection)
        .into_iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    format!("{{exact: {}, {}}}", Value::from(exact), members.join(", "))
}

/// The scalar at `span` becomes the first member of a mapping, the others follow on lines of their own.
fn block(text: &str, span: Span, selection: &Selection) -> Vec<Edit> {
    let line = text
        .get(..span.start)
        .unwrap_or_default()
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    let lead = line.trim_start_matches([' ', '-']);
    // Behind `- ` the mapping begins where the scalar stood; behind a key on a line of its own.
    let (indent, opening) = if lead.is_empty() {
        (line.chars().count(), "exact: ".to_owned())
    } else {
        let indent = line.chars().count() - lead.chars().count() + INDENT;
        (indent, format!("\n{}exact: ", " ".repeat(indent)))
    };
    let margin = " ".repeat(indent);
    let lines = members(selection)
        .into_iter()
        .map(|(name, value)| ["\n", &margin, name, ": ", &value].concat());
    let members: String = lines.collect();
    let mut found = vec![
        insertion(span.start, opening.clone()),
        insertion(line_end(text, span.end), members),
    ];
    if opening.starts_with('\n') {
        // No space is left behind the colon.
        let start = span.start - (line.len() - line.trim_end().len());
        if let Some(first) = found.first_mut() {
            first.start = start;
        }
    }
    found
}

/// How far a mapping stands in from its key.
const INDENT: usize = 2;

/// The members of a selector besides its text, in the order in which they are written.
fn members(selection: &Selection) -> Vec<(&'static str, String)> {
    let text = |text: &String| Value::from(text.as_str()).to_string();
    let mut found = Vec::new();
    found.extend(selection.prefix.as_ref().map(|prefix| ("prefix", text(prefix))));
    found.extend(selection.suffix.as_ref().map(|suffix| ("suffix", text(suffix))));
    found.push(("start", selection.start.to_string()));
    found.push(("end", selection.end.to_string()));
    found
}

fn insertion(at: usize, text: String) -> Edit {
    Edit {
        start: at,
        end: at,
        text,
    }
}

/// The end of the line on which the byte at `offset` stands: behind a comment.
fn line_end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    offset + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// How many characters stand before the byte at `offset` on its line.
fn column(text: &str, offset: usize) -> usize {
    let line = text
        .get(..offset)
        .unwrap_or_default()
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    line.chars().count()
}

/// `text` with `edits` made, which are in order and do not overlap.
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::{anchor, edited};
    use crate::document::Document;
    use crate::grounding::Source;
    use crate::schema::Schema;
    use crate::yaml;

    const SOURCE: &str = "They met in Oslo. They agreed to meet again. They met in Bergen.";

    fn anchored(record: &str) -> (String, Vec<(String, String)>) {
        let head = "record: summit-summary/1\nsource: {id: x}\nparticipants: []\nevent: {kind: talks, evidence: They agreed}\n";
        let record = format!("{head}parties:\n{record}");
        let source = Source::of(Document::new("source", SOURCE));
        let file = yaml::read("record.yaml", &record);
        let document = &file.documents[0];
        let annotations = Schema::built_in().annotations(&document.root.to_json(), "grounding");
        let found = anchor(&file, document, &annotations, &source);
        let text = edited(&record, &found.edits);
        (
            text.split_once("parties:\n")
                .map(|(_, rest)| rest.to_owned())
                .unwrap_or_default(),
            found.left,
        )
    }

    #[test]
    fn bare_quotes_become_selectors_and_comments_stay() {
        let (text, left) = anchored(
            "  - name: Norway\n    kind: state\n    evidence: agreed to meet again # why\n    # the end\n",
        );
        assert_eq!(left, []);
        assert_eq!(
            text,
            "  - name: Norway\n    kind: state\n    evidence:\n      exact: agreed to meet again # why\n      start: 23\n      end: 43\n    # the end\n"
        );
        assert_eq!(anchored(&text).0, text, "twice changes nothing");
    }

    #[test]
    fn lists_and_braces_keep_their_form() {
        let (text, _) = anchored(
            "  - name: Norway\n    kind: state\n    evidence:\n      - in Oslo\n      - \"in Bergen\"\n  - {name: Norway, kind: state, evidence: in Oslo}\n",
        );
        assert_eq!(
            text,
            "  - name: Norway\n    kind: state\n    evidence:\n      - exact: in Oslo\n        start: 9\n        end: 16\n      - exact: \"in Bergen\"\n        start: 54\n        end: 63\n  - {name: Norway, kind: state, evidence: {exact: \"in Oslo\", start: 9, end: 16}}\n"
        );
        assert_eq!(anchored(&text).0, text, "twice changes nothing");
    }

    #[test]
    fn what_stands_twice_is_told_apart_only_where_the_record_says_which() {
        let (text, left) = anchored("  - name: Norway\n    kind: state\n    evidence: They met\n");
        assert_eq!(
            text,
            "  - name: Norway\n    kind: state\n    evidence: They met\n"
        );
        assert_eq!(
            left,
            [(
                "/parties/0/evidence".to_owned(),
                "stands in the source 2 times, and nothing tells which is meant: \
                 add suffix “in Oslo” or prefix “.”"
                    .to_owned()
            )]
        );
        let (text, left) = anchored(
            "  - name: Norway\n    kind: state\n    evidence:\n      - They met\n      - in Bergen\n",
        );
        assert_eq!(left, [], "the other quote tells which is meant");
        assert!(
            text.contains("- exact: They met\n        prefix: \".\"\n        start: 45\n"),
            "{text}"
        );
        assert_eq!(anchored(&text).0, text, "twice changes nothing");
        let (text, left) = anchored(
            "  - name: Norway\n    kind: state\n    evidence:\n      exact: They met\n      start: 45\n      end: 53\n",
        );
        assert_eq!(left, []);
        assert!(text.ends_with("      end: 53\n      prefix: \".\"\n"), "{text}");
        assert_eq!(anchored(&text).0, text, "twice changes nothing");
        let (text, _) = anchored(
            "  - name: Norway\n    kind: state\n    evidence:\n      exact: in Oslo\n      start: 1\n      end: 2\n",
        );
        assert!(text.contains("start: 9\n      end: 16\n"), "{text}");
    }
}
