//! From events, in order, to one tree.

use std::mem::size_of;

use super::node::{Entry, Key, Mapping};
use super::pointer::escape;
use super::{Node, Value};
use crate::document::Span;

/// A collection that is still open.
struct Frame {
    start: usize,
    /// The end of what it holds so far.
    end: usize,
    content: Content,
    size: Size,
    doubtful: bool,
    /// True where the first key of an item has come again, so that another item has begun.
    begun_anew: bool,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping {
        mapping: Mapping,
        next: Next,
    },
    /// A collection in the place of a key: read over, so that the rest can be read.
    Ignored {
        is_mapping: bool,
    },
}

/// What a mapping waits for.
enum Next {
    Key,
    ValueOf(Key),
    /// The value of a key that was refused.
    Ignored,
}

/// What a node costs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    /// Bytes of memory, about.
    pub(super) bytes: usize,
    /// Collections within one another: none for a scalar.
    pub(super) height: usize,
}

impl Size {
    /// That of a scalar of `text` bytes.
    pub(super) fn of_scalar(text: usize) -> Self {
        Self {
            bytes: size_of::<Node>() + text,
            height: 0,
        }
    }
}

/// A tree being built. The caller keeps collections balanced.
#[derive(Default)]
pub(super) struct Builder {
    frames: Vec<Frame>,
    root: Option<Node>,
}

impl Builder {
    /// How many collections are open.
    pub(super) fn depth(&self) -> usize {
        self.frames.len()
    }

    /// True before the first event.
    pub(super) fn is_empty(&self) -> bool {
        self.frames.is_empty() && self.root.is_none()
    }

    /// The bracket opened last of those that are open, as a byte offset in `text`.
    pub(super) fn open_bracket(&self, text: &str) -> Option<usize> {
        let mut starts = self.frames.iter().rev().map(|frame| frame.start);
        starts.find(|&start| matches!(text.as_bytes().get(start), Some(b'[' | b'{')))
    }

    /// True where the next node is a key.
    pub(super) fn expects_key(&self) -> bool {
        matches!(
            self.frames.last().map(|frame| &frame.content),
            Some(Content::Mapping { next: Next::Key, .. })
        )
    }

    /// The place of `key` in the mapping that is open, where it is there already.
    pub(super) fn earlier(&self, key: &str) -> Option<Span> {
        match self.frames.last().map(|frame| &frame.content) {
            Some(Content::Mapping { mapping, .. }) => mapping.get(key).map(|entry| entry.key.span),
            _ => None,
        }
    }

    /// True where `key` is the first of the item that is open.
    pub(super) fn begins_item(&self, key: &str) -> bool {
        let [.., list, item] = self.frames.as_slice() else {
            return false;
        };
        let first = match &item.content {
            Content::Mapping { mapping, .. } => mapping.entries().first(),
            _ => None,
        };
        matches!(list.content, Content::Sequence(_)) && first.is_some_and(|first| first.key.text == key)
    }

    /// Notes that another item has begun in the one that is open; true where one had before.
    pub(super) fn begin_anew(&mut self, now: bool) -> bool {
        let Some(frame) = self.frames.last_mut() else {
            return false;
        };
        let before = frame.begun_anew;
        frame.begun_anew |= now;
        before
    }

    /// Where the collection opened last begins.
    pub(super) fn start(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.start)
    }

    /// Notes that the collection opened last is in doubt.
    pub(super) fn doubt(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.doubtful = true;
        }
    }

    /// JSON Pointer (RFC 6901) to the value that is being read, or to the mapping whose key is.
    pub(super) fn pointer(&self) -> String {
        let mut pointer = String::new();
        for frame in &self.frames {
            match &frame.content {
                Content::Sequence(items) => {
                    pointer.push('/');
                    pointer.push_str(&items.len().to_string());
                }
                Content::Mapping {
                    next: Next::ValueOf(key),
                    ..
                } => {
                    pointer.push('/');
                    pointer.push_str(&escape(&key.text));
                }
                _ => break,
            }
        }
        pointer
    }

    /// A key that is new in the mapping.
    pub(super) fn key(&mut self, key: Key) {
        self.expect(key.span.end, Next::ValueOf(key));
    }

    /// A key that is refused; what follows as its value is dropped.
    pub(super) fn refuse_key(&mut self, span: Span) {
        if let Some(Content::Mapping { mapping, .. }) = self.frames.last_mut().map(|frame| &mut frame.content)
        {
            mapping.refuse();
        }
        self.repeated_key(span);
    }

    /// A key that the mapping has already; what follows as its value is dropped.
    pub(super) fn repeated_key(&mut self, span: Span) {
        self.expect(span.end, Next::Ignored);
    }

    /// The end of what the collection opened last holds so far.
    pub(super) fn end(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.end)
    }

    /// Where the collection opened last begins, if it stands in the place of a key.
    pub(super) fn key_collection(&self) -> Option<usize> {
        let [.., mapping, key] = self.frames.as_slice() else {
            return None;
        };
        let is_key = matches!(mapping.content, Content::Mapping { next: Next::Key, .. });
        is_key.then_some(key.start)
    }

    /// Opens a list at byte `start`.
    pub(super) fn open_sequence(&mut self, start: usize, doubtful: bool) {
        let content = if self.is_ignoring() || self.expects_key() {
            Content::Ignored { is_mapping: false }
        } else {
            Content::Sequence(Vec::new())
        };
        self.open(start, content, doubtful);
    }

    /// Opens a mapping at byte `start`.
    pub(super) fn open_mapping(&mut self, start: usize, doubtful: bool) {
        let content = if self.is_ignoring() || self.expects_key() {
            Content::Ignored { is_mapping: true }
        } else {
            Content::Mapping {
                mapping: Mapping::default(),
                next: Next::Key,
            }
        };
        self.open(start, content, doubtful);
    }

    /// Closes the collection opened last. `end` is the byte after its bracket, where it has one.
    ///
    /// Gives a copy of what was closed where `wanted`, with its size.
    pub(super) fn close(&mut self, end: Option<usize>, wanted: bool) -> Option<(Node, Size)> {
        let frame = self.frames.pop()?;
        let span = Span::new(frame.start, end.unwrap_or(frame.end).max(frame.start));
        let value = match frame.content {
            Content::Sequence(items) => Value::Sequence(items),
            Content::Mapping { mapping, .. } => Value::Mapping(mapping),
            Content::Ignored { is_mapping: true } => Value::Mapping(Mapping::default()),
            Content::Ignored { is_mapping: false } => Value::Sequence(Vec::new()),
        };
        let node = Node {
            span,
            value,
            doubtful: frame.doubtful,
        };
        let size = Size {
            bytes: frame.size.bytes + size_of::<Node>(),
            height: frame.size.height + 1,
        };
        let copy = wanted.then(|| (node.clone(), size));
        self.value(node, size, span.end);
        copy
    }

    /// A finished value, which ends in the text at byte `end`.
    pub(super) fn value(&mut self, node: Node, size: Size, end: usize) {
        let Some(frame) = self.frames.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        frame.end = frame.end.max(end);
        match &mut frame.content {
            Content::Sequence(items) => items.push(node),
            Content::Mapping { mapping, next } => match std::mem::replace(next, Next::Key) {
                Next::ValueOf(key) => {
                    frame.size.bytes += size_of::<Entry>() + key.text.len();
                    mapping.push(key, node);
                }
                Next::Ignored => return,
                // A collection in the place of a key has been read over; its value is to come.
                Next::Key => {
                    mapping.refuse();
                    *next = Next::Ignored;
                    return;
                }
            },
            Content::Ignored { .. } => return,
        }
        frame.size.bytes = frame.size.bytes.saturating_add(size.bytes);
        frame.size.height = frame.size.height.max(size.height);
    }

    /// The tree, once all is closed; the builder is empty afterwards.
    pub(super) fn take(&mut self) -> Option<Node> {
        let root = self.root.take().filter(|_| self.frames.is_empty());
        self.frames.clear();
        root
    }

    fn open(&mut self, start: usize, content: Content, doubtful: bool) {
        self.frames.push(Frame {
            start,
            end: start,
            content,
            size: Size::default(),
            doubtful,
            begun_anew: false,
        });
    }

    fn is_ignoring(&self) -> bool {
        matches!(
            self.frames.last().map(|frame| &frame.content),
            Some(Content::Ignored { .. })
        )
    }

    fn expect(&mut self, end: usize, what: Next) {
        if let Some(frame) = self.frames.last_mut() {
            frame.end = frame.end.max(end);
            if let Content::Mapping { next, .. } = &mut frame.content {
                *next = what;
            }
        }
    }
}
