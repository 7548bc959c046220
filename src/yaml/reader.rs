//! The YAML reader: events of the parser to trees.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::OnceLock;

use granit_parser::{Event, Parser, Span as Place, Tag, options};

use super::builder::{Builder, Size};
use super::messages::{self, Message};
use super::{Document, File, Limits, Node};
use crate::document::Span;
use crate::finding::Finding;

/// Reads `text` within the default [`Limits`]. `name` is what the file is called in findings.
///
/// Any text may come in. A document with a syntax error is left out, and reading goes on with the
/// next one; other faults leave the document in, with what can be made of it.
pub fn read(name: &str, text: &str) -> File {
    read_within(name, text, &Limits::default())
}

/// Reads `text` within `limits`.
pub fn read_within(name: &str, text: &str, limits: &Limits) -> File {
    let mut reader = Reader {
        text,
        limits,
        file: File {
            name: name.to_string(),
            text: text.to_string(),
            documents: Vec::new(),
            heading: Vec::new(),
            findings: Vec::new(),
            shared: Vec::new(),
            positions: OnceLock::new(),
        },
        builder: Builder::default(),
        anchors: HashMap::new(),
        open_anchors: Vec::new(),
        unused_anchors: HashMap::new(),
        anchor_bytes: 0,
        heading: Vec::new(),
        is_first: true,
    };
    if reader.file.is_json() {
        reader.run_json();
    } else {
        reader.run();
    }
    let mut file = reader.file;
    file.findings.sort_by_key(|finding| finding.record.start.offset);
    file.shared = outermost(file.shared);
    file
}

/// What is known while a file is read.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) limits: &'t Limits,
    pub(super) file: File,
    pub(super) builder: Builder,
    /// What each anchor of the document stands for; `None` while its collection is open.
    pub(super) anchors: HashMap<usize, Option<Anchored>>,
    /// The anchors of the collections that are open, 0 for none.
    pub(super) open_anchors: Vec<usize>,
    /// The anchors of plain text that no alias has used so far.
    pub(super) unused_anchors: HashMap<usize, Span>,
    /// Bytes that anchored nodes and their copies hold.
    pub(super) anchor_bytes: usize,
    /// Comments before the first value of the document.
    heading: Vec<(String, Span)>,
    /// True until the first document has been read.
    is_first: bool,
}

/// What an anchor stands for.
pub(super) struct Anchored {
    pub(super) node: Node,
    pub(super) size: Size,
    /// What it is as a key, if it is a scalar.
    pub(super) key: Option<String>,
    /// True once an alias has used it.
    pub(super) is_shared: bool,
}

/// A tag and where it stands.
pub(super) type Tagged<'a> = Option<(&'a Tag, Span)>;

impl<'t> Reader<'t> {
    /// Reads all documents.
    fn run(&mut self) {
        let options = options! {
            strict_indentation: true,
            emit_unresolved_aliases: true,
            // A comment is no reason to refuse a file; the text bounds them.
            max_buffered_comment_events: usize::MAX,
            flow_nesting_limit: self.limits.depth,
            block_nesting_limit: self.limits.depth,
        };
        let mut parser = Parser::new_from_str_with_options(self.text, options);
        loop {
            match parser.next_event() {
                None => return,
                Some(Ok((event, place))) => {
                    if self.event(event, place) {
                        continue;
                    }
                }
                Some(Err(_)) if self.is_broken_json() => return,
                Some(Err(error)) => self.syntax_error(&error),
            }
            // The document is given up.
            self.begin_document();
            if self.is_full() || !matches!(parser.proceed_next_document(), Ok(true)) {
                return;
            }
        }
    }

    /// Takes one event; false where the document has to be given up.
    fn event(&mut self, event: Event<'t>, place: Place) -> bool {
        let span = span_of(place);
        match event {
            Event::DocumentEnd => {
                let goes_on = self.warn_of_anchors();
                if let Some(root) = self.builder.take() {
                    let heading = std::mem::take(&mut self.heading);
                    self.file.documents.push(Document { root, heading });
                }
                self.begin_document();
                goes_on
            }
            Event::Comment(text, _) => {
                if self.builder.is_empty() {
                    let comment = (text.trim().to_string(), span);
                    if self.is_first {
                        self.file.heading.push(comment.clone());
                    }
                    self.heading.push(comment);
                }
                true
            }
            Event::Alias(id) => self.alias(id, span),
            Event::UnresolvedAlias(name) => self.unresolved_alias(&name, span),
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(&text, style, anchor, tagged(tag.as_deref(), place), span)
            }
            Event::SequenceStart(_, anchor, tag) => {
                let fits = self.collection_tag(tagged(tag.as_deref(), place), "seq");
                self.open(anchor, span, |builder| builder.open_sequence(span.start, !fits))
            }
            Event::MappingStart(_, anchor, tag) => {
                let fits = self.collection_tag(tagged(tag.as_deref(), place), "map");
                self.open(anchor, span, |builder| builder.open_mapping(span.start, !fits))
            }
            Event::SequenceEnd | Event::MappingEnd => {
                // The parser sees the end of a block collection only where something else begins.
                self.close((!span.is_empty()).then_some(span.end))
            }
            // The beginning of the stream and of documents, and the end of the stream.
            _ => true,
        }
    }

    /// Forgets what belongs to one document only.
    fn begin_document(&mut self) {
        self.is_first = false;
        self.builder = Builder::default();
        self.anchors.clear();
        self.open_anchors.clear();
        self.unused_anchors.clear();
        self.anchor_bytes = 0;
        self.heading.clear();
    }

    /// Records a finding about `span`; false where no more may be recorded, so that reading stops.
    pub(super) fn report(&mut self, span: Span, message: Message) -> bool {
        if self.is_full() {
            return false;
        }
        let finding = Finding {
            code: message.code,
            severity: message.severity,
            message: message.text,
            pointer: self.builder.pointer(),
            record: self.file.place(span),
            source: None,
            related: message.related,
            help: message.help,
            fix: message.fix,
        };
        self.file.findings.push(finding);
        if !self.is_full() {
            return true;
        }
        if let Some(last) = self.file.findings.last_mut() {
            last.help = Some(messages::NO_MORE.to_string());
        }
        false
    }

    fn is_full(&self) -> bool {
        self.file.findings.len() >= self.limits.findings
    }
}

/// Those of `spans` that lie in no other, in order. What is anchored is nested or apart.
fn outermost(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, Reverse(span.end)));
    let mut end = 0;
    spans.retain(|span| {
        let is_within = span.end <= end;
        end = end.max(span.end);
        !is_within
    });
    spans
}

/// The bytes of an event. A parser that reads a string knows them always.
fn span_of(place: Place) -> Span {
    let range = place.byte_range().unwrap_or_default();
    Span::new(range.start, range.end.max(range.start))
}

/// The tag of an event with its place.
fn tagged(tag: Option<&Tag>, place: Place) -> Tagged<'_> {
    let span = place.tag_span().map_or_else(|| span_of(place), span_of);
    tag.map(|tag| (tag, span))
}
