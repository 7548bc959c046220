//! For a person at a terminal: excerpts with underlines, as compilers draw them.

use std::fmt::Write;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::excerpt::{Excerpt, seen};
use super::{Settings, Sources, counted, in_words};
use crate::document::{Document, Span};
use crate::finding::codes;
use crate::finding::{Edit, Finding, Fix, Place, Related, Report, Severity};

/// A related place so many lines away, or nearer, is shown in one excerpt with the finding.
const NEAR: usize = 20;
/// A fix whose edits lie further apart is told in words only.
const MOST_FIX_LINES: usize = 12;

/// What was not checked, the findings, the counts.
pub(super) fn render(report: &Report, sources: &Sources, settings: &Settings) -> String {
    let mut out = String::new();
    if !report.failed.is_empty() {
        let _ = writeln!(out, "failed:");
        for failed in &report.failed {
            let _ = writeln!(out, "  {}: {}", seen(&failed.path), seen(&failed.reason));
        }
        out.push('\n');
    }
    if !report.unchecked.is_empty() {
        let _ = writeln!(out, "not checked:");
        for skipped in &report.unchecked {
            let pointer = if skipped.pointer.is_empty() { "" } else { " " };
            let _ = writeln!(
                out,
                "  {}{pointer}{}: {}",
                seen(&skipped.path),
                seen(&skipped.pointer),
                seen(&skipped.reason)
            );
        }
        out.push('\n');
    }
    out.push_str(&excerpts(&report.findings, sources, settings));
    // Of files that could not be read, there is nothing to count.
    if report.summary.files > 0 || !report.findings.is_empty() {
        let is_well = [report.findings.len(), report.unchecked.len(), report.failed.len()] == [0; 3];
        let well = if is_well { "all is well: " } else { "" };
        let _ = writeln!(out, "{well}{}", in_words(&report.summary));
    }
    if !report.unchecked.is_empty() {
        let _ = writeln!(out, "{} not checked", counted(report.unchecked.len(), "place"));
    }
    let safe = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safe);
    let mended = report.findings.iter().filter(safe).count();
    if mended > 0 {
        let _ = writeln!(out, "{mended} can be mended with `rapporteur validate --fix`");
    }
    let explained = report
        .findings
        .iter()
        .find(|finding| codes::find(finding.code).is_some());
    if let Some(finding) = explained {
        let _ = writeln!(out, "`rapporteur explain {}` says more", finding.code);
    }
    out
}

/// Each finding with the lines that it is about, and an empty line behind it.
pub(super) fn excerpts<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
    sources: &Sources,
    settings: &Settings,
) -> String {
    let renderer = if settings.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(settings.width);
    let mut out = String::new();
    for finding in findings {
        out.push_str(&renderer.render(&groups(finding, sources)));
        out.push_str("\n\n");
    }
    out
}

fn groups<'a>(finding: &'a Finding, sources: &'a Sources) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(seen(&finding.message)).id(finding.code);
    let (near, far): (Vec<&Related>, Vec<&Related>) = finding
        .related
        .iter()
        .partition(|related| is_near(&related.place, &finding.record));
    let marks: Vec<(&Place, &str)> = near
        .iter()
        .map(|related| (&related.place, related.message.as_str()))
        .collect();
    let mut main = shown(Group::with_title(title), &finding.record, &marks, sources);
    // A fix says the same, and shows it.
    if let Some(help) = finding.help.as_ref().filter(|_| finding.fix.is_none()) {
        main = main.element(Level::HELP.message(seen(help)));
    }
    let mut groups = vec![main];
    if let Some(source) = &finding.source {
        let title = Level::NOTE.secondary_title("the source says");
        groups.push(shown(Group::with_title(title), &source.place, &[], sources));
    }
    for related in far {
        let title = Level::NOTE.secondary_title(seen(&related.message));
        groups.push(shown(Group::with_title(title), &related.place, &[], sources));
    }
    if let Some(fix) = &finding.fix {
        groups.push(fix_group(fix, sources.get(&finding.record.path)));
    }
    groups
}

fn is_near(place: &Place, main: &Place) -> bool {
    place.path == main.path
        && place.start.line.abs_diff(main.start.line) <= NEAR
        && place.end.line.abs_diff(main.end.line) <= NEAR
}

/// `group` with the place, and the lines there if the text is at hand.
fn shown<'a>(
    group: Group<'a>,
    place: &'a Place,
    more: &[(&'a Place, &'a str)],
    sources: &'a Sources,
) -> Group<'a> {
    let origin = Origin::path(seen(&place.path))
        .line(place.start.line)
        .char_column(place.start.column);
    let Some(document) = sources.get(&place.path) else {
        return group.element(origin);
    };
    let spans: Vec<Span> = std::iter::once(place)
        .chain(more.iter().map(|&(place, _)| place))
        .map(span_of)
        .collect();
    let excerpt = Excerpt::of(document, &spans);
    let mut annotations: Vec<Annotation> = Vec::new();
    let labels = std::iter::once(None).chain(more.iter().map(|&(_, label)| Some(seen(label))));
    for (mark, label) in excerpt.marks.iter().zip(labels) {
        let kind = if label.is_none() {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        annotations.extend(mark.clone().map(|mark| kind.span(mark).label(label)));
    }
    // The renderer counts the column in the excerpt. Where that is not the one in the file, for the
    // line is cut or has hidden characters written out, the place is given by itself.
    let counted = excerpt.column_of_first_mark() == Some(place.start.column);
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.first_line)
        .annotations(annotations);
    if counted {
        group.element(snippet.path(seen(&place.path)))
    } else {
        group.element(origin).element(snippet)
    }
}

fn span_of(place: &Place) -> Span {
    Span::new(place.start.offset, place.end.offset.max(place.start.offset))
}

/// What a fix does, and the lines as they would be.
fn fix_group<'a>(fix: &'a Fix, document: Option<&Document>) -> Group<'a> {
    let group = Group::with_title(Level::HELP.secondary_title(seen(&fix.message)));
    match document.and_then(|document| patched(document, &fix.edits)) {
        Some(snippet) => group.element(snippet),
        None => group,
    }
}

fn patched<'a>(document: &Document, edits: &[Edit]) -> Option<Snippet<'a, Patch<'a>>> {
    let spans: Vec<Span> = edits
        .iter()
        .map(|edit| Span::new(edit.start, edit.end.max(edit.start)))
        .collect();
    let line = |offset| document.position(offset).line;
    let first = spans.iter().map(|span| line(span.start)).min()?;
    let last = spans.iter().map(|span| line(span.end)).max()?;
    if last - first >= MOST_FIX_LINES {
        return None;
    }
    let excerpt = Excerpt::of(document, &spans);
    let mut snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line);
    for (mark, edit) in excerpt.marks.into_iter().zip(edits) {
        let text = edit.text.replace("\r\n", "\n");
        let text = text.split('\n').map(seen).collect::<Vec<_>>().join("\n");
        snippet = snippet.patch(Patch::new(mark?, text));
    }
    Some(snippet)
}
