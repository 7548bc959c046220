//! Evidence: every quote stands in the source, where it says it does.

use serde_json::Value;

use crate::document::Span;

use super::bench::{Bench, child, member, shown};
use super::code;
use super::fold::has_turns;
use super::locate::{Fault, Found, Hidden, Nearest, Quote, locate};

/// Checks the evidence at `pointer`, and gives the passages that were found.
pub(super) fn evidence(bench: &mut Bench<'_>, pointer: &str, value: &Value) -> Vec<Span> {
    let mut passages = Vec::new();
    for (index, quote) in each(value) {
        let found = locate(bench.source, &quote);
        // Most quotes are as they should be, and then nobody needs to know their places.
        if found.fault.is_some() || turner(bench, &quote, &found).is_some() {
            let place = place_of(pointer, index);
            tell(bench, &place, &quote, &found);
            controls(bench, &place, &quote, &found);
        }
        passages.extend(found.passages);
    }
    passages.sort_unstable();
    passages.dedup();
    passages
}

/// The quotes of an evidence value, each with its pointer: a bare string, a selector, or a list of them.
pub fn quotes<'v>(pointer: &str, value: &'v Value) -> Vec<(String, Quote<'v>)> {
    each(value)
        .map(|(index, quote)| (place_of(pointer, index), quote))
        .collect()
}

/// The quotes of an evidence value, each with its index where they are a list.
fn each(value: &Value) -> impl Iterator<Item = (Option<usize>, Quote<'_>)> {
    let single = quote(value).map(|quote| (None, quote));
    // Lists do not nest: what stands deeper is no evidence.
    let items = value.as_array().into_iter().flatten().enumerate();
    let several = items.filter_map(|(index, item)| Some((Some(index), quote(item)?)));
    single.into_iter().chain(several)
}

fn place_of(pointer: &str, index: Option<usize>) -> String {
    index.map_or_else(|| pointer.to_owned(), |index| child(pointer, &index.to_string()))
}

/// A bare string, or the members of a selector, after the Web Annotation Data Model.
fn quote(value: &Value) -> Option<Quote<'_>> {
    if let Value::String(exact) = value {
        return Some(Quote {
            exact,
            ..Quote::default()
        });
    }
    let text = |name: &str| member(value, name).and_then(Value::as_str);
    let offset = |name: &str| {
        member(value, name)
            .and_then(Value::as_u64)
            .and_then(|offset| usize::try_from(offset).ok())
    };
    Some(Quote {
        exact: text("exact")?,
        prefix: text("prefix"),
        suffix: text("suffix"),
        offsets: offset("start").zip(offset("end")),
    })
}

fn tell(bench: &mut Bench<'_>, pointer: &str, quote: &Quote<'_>, found: &Found) {
    let Some(fault) = &found.fault else { return };
    let quoted = shown(quote.exact);
    let (code, message, span) = match fault {
        Fault::Absent(None) => (
            code::EVIDENCE_NOT_IN_SOURCE,
            format!("the quote “{quoted}” does not stand in the source, nor anything like it"),
            None,
        ),
        Fault::Absent(Some(nearest)) => absent(bench, &quoted, nearest),
        Fault::Cut(span) => (
            code::EVIDENCE_CUT,
            format!("the quote “{quoted}” begins or ends inside a word or a number"),
            Some(*span),
        ),
        Fault::OtherCase(span) => (
            code::EVIDENCE_CASE,
            format!("the source has “{quoted}” in other letter case"),
            Some(*span),
        ),
        Fault::Offsets(there) => {
            let told = there.map_or_else(
                || "beyond the end of the source".to_owned(),
                |span| format!("to “{}”", shown(bench.source.slice(span))),
            );
            (
                code::EVIDENCE_OFFSETS,
                format!("the offsets of “{quoted}” lead {told}"),
                found.passages.first().copied(),
            )
        }
        Fault::Context(places) => (
            code::EVIDENCE_CONTEXT,
            format!("“{quoted}” stands in the source, and nowhere with this prefix and suffix"),
            places.first().copied(),
        ),
        Fault::Ambiguous(places) => (
            code::EVIDENCE_AMBIGUOUS,
            format!(
                "“{quoted}” stands in the source {} times, and nothing tells which is meant",
                places.len()
            ),
            places.first().copied(),
        ),
        Fault::Stitched(places) => (
            code::EVIDENCE_STITCHED,
            format!("the parts of “{quoted}” do not stand in this order in one sentence"),
            places.first().copied(),
        ),
        Fault::Hidden(what, span) => {
            let what = match what {
                Hidden::Negation => "the negation",
                Hidden::Number => "the number",
                Hidden::Name => "the name",
            };
            (
                code::EVIDENCE_ELISION,
                format!(
                    "the elision in “{quoted}” passes over {what} “{}”",
                    bench.source.slice(*span)
                ),
                Some(*span),
            )
        }
    };
    bench.mark(code, pointer, message, span);
}

fn absent(bench: &Bench<'_>, quoted: &str, nearest: &Nearest) -> (&'static str, String, Option<Span>) {
    let own = shown(&nearest.quoted);
    let told = shown(bench.source.slice(nearest.differs));
    let difference = match (own.is_empty(), nearest.differs.is_empty()) {
        (true, _) => format!("it leaves out “{told}”"),
        (_, true) => format!("it adds “{own}”"),
        _ => format!("it has “{own}” where the source has “{told}”"),
    };
    let inside = bench.source.mentions().quotations.iter().any(|quotation| {
        !quotation.nested
            && quotation.inner.contains(nearest.differs)
            && bench.source.slice(quotation.span).starts_with(['"', '“', '«'])
    });
    let span = if nearest.differs.is_empty() {
        nearest.passage
    } else {
        nearest.differs
    };
    if inside {
        (
            code::QUOTATION_ALTERED,
            format!("the quote “{quoted}” changes what stands between quotation marks: {difference}"),
            Some(span),
        )
    } else {
        (
            code::EVIDENCE_NOT_IN_SOURCE,
            format!("the quote “{quoted}” does not stand in the source: {difference}"),
            Some(span),
        )
    }
}

/// Characters that turn the direction of writing may show a passage otherwise than it is read.
fn controls(bench: &mut Bench<'_>, pointer: &str, quote: &Quote<'_>, found: &Found) {
    let Some((whose, span)) = turner(bench, quote, found) else {
        return;
    };
    bench.mark(
        code::EVIDENCE_BIDI,
        pointer,
        format!("{whose} has characters that turn the direction of writing: it may be shown otherwise than it is read"),
        span,
    );
}

/// What has such characters, the quote or a passage of it, and the passage that tells.
fn turner(bench: &Bench<'_>, quote: &Quote<'_>, found: &Found) -> Option<(&'static str, Option<Span>)> {
    let mut passages = found.passages.iter().filter(|_| bench.source.turns_direction());
    let in_source = passages.find(|span| {
        let read = bench.source.as_read(**span);
        has_turns(bench.source.document().slice(read))
    });
    let whose = match (has_turns(quote.exact), in_source) {
        (true, _) => "the quote",
        (false, Some(_)) => "the passage of the source",
        (false, None) => return None,
    };
    Some((whose, in_source.or(found.passages.first()).copied()))
}
