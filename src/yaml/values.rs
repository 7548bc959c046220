//! Scalars, keys, anchors and aliases: what the events of one document mean.

use granit_parser::{ScalarStyle, Tag};

use super::builder::{Builder, Size};
use super::messages;
use super::node::Key;
use super::reader::{Anchored, Reader, Tagged};
use super::scalar::{self, Scalar};
use super::{Node, Value};
use crate::document::Span;

/// Bytes that a key may have: what YAML allows a key without `?`, in code points. Keys stand in
/// the pointers of findings, which would grow without measure otherwise.
pub(super) const MAX_KEY: usize = 1_024;

impl Reader<'_> {
    /// A scalar, as a key or a value; false where the document has to be given up.
    pub(super) fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Tagged<'_>,
        span: Span,
    ) -> bool {
        let span = match style {
            // The blank lines that follow a block scalar belong to nobody.
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let written = span.of(self.text).trim_end();
                Span::new(span.start, span.start + written.len())
            }
            _ => span,
        };
        // A value that is left out comes as `~`.
        let text = if span.is_empty() && style == ScalarStyle::Plain {
            ""
        } else {
            text
        };
        let mut goes_on = true;
        let (value, doubtful) = match tag.map(|(tag, place)| (tag, core_name(tag), place)) {
            None if style == ScalarStyle::Plain => {
                goes_on = self.warn_if_ambiguous(text, span);
                self.plain(text, span)
            }
            None | Some((_, Some("str"), _)) => (Value::String(text.to_string()), false),
            Some((tag, Some(name), place)) => {
                if let Some(value) = tagged_value(text, name) {
                    (value, false)
                } else {
                    goes_on = self.report(place, messages::tag_mismatch(&tag.original()));
                    (Value::String(text.to_string()), true)
                }
            }
            Some((tag, None, place)) => {
                goes_on = self.report(place, messages::unknown_tag(&tag.original()));
                (Value::String(text.to_string()), true)
            }
        };
        let node = Node {
            span,
            value,
            doubtful,
        };
        let size = Size::of_scalar(text.len());
        if anchor > 0 {
            if style == ScalarStyle::Plain && tag.is_none() && node.as_str().is_some() {
                self.unused_anchors.insert(anchor, span);
            }
            let anchored = Anchored {
                node: node.clone(),
                size,
                key: Some(text.to_string()),
                is_shared: false,
            };
            goes_on &= self.remember(anchor, anchored);
        }
        if self.builder.expects_key() {
            if text == "<<" && style == ScalarStyle::Plain && tag.is_none() {
                self.builder.refuse_key(span);
                return self.report(span, messages::merge_key()) && goes_on;
            }
            return self.key(text, span) && goes_on;
        }
        if style == ScalarStyle::Plain && tag.is_none() && !doubtful && node.as_str().is_some() {
            goes_on &= self.warn_if_cut(text, span);
        }
        self.builder.value(node, size, span.end);
        goes_on
    }

    /// Warns where text goes on as a comment: ` #` before a digit, or after several words.
    fn warn_if_cut(&mut self, text: &str, span: Span) -> bool {
        let rest = self.text.get(span.end..).unwrap_or_default();
        let Some(comment) = rest.strip_prefix(" #") else {
            return true;
        };
        let first = comment.chars().next().unwrap_or(' ');
        let is_text = first.is_ascii_digit() || (first.is_alphanumeric() && text.contains(' '));
        if !is_text {
            return true;
        }
        let end = span.end + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let all = Span::new(span.start, end);
        let message = messages::cut_by_comment(text, all.of(self.text).trim_end(), all);
        self.report(all, message)
    }

    /// Warns of the anchors before text to which no alias of the document refers.
    pub(super) fn warn_of_anchors(&mut self) -> bool {
        let mut unused: Vec<Span> = self.unused_anchors.drain().map(|(_, span)| span).collect();
        unused.sort_by_key(|span| span.start);
        unused.into_iter().all(|span| {
            let before = self.text.get(..span.start).unwrap_or_default();
            let Some(anchor) = before.rfind('&') else {
                return true;
            };
            let all = Span::new(anchor, span.end);
            let message = messages::cut_by_anchor(span.of(self.text), all.of(self.text), all);
            self.report(all, message)
        })
    }

    /// The value of a plain scalar without a tag, and whether it is in doubt.
    fn plain(&mut self, text: &str, span: Span) -> (Value, bool) {
        if self.builder.expects_key() {
            return (Value::String(text.to_string()), false);
        }
        let message = match scalar::core(text) {
            Scalar::Null => return (Value::Null, false),
            Scalar::Bool(truth) => return (Value::Bool(truth), false),
            Scalar::Number(digits) => return (Value::Number(digits), false),
            Scalar::Text => return (Value::String(text.to_string()), false),
            Scalar::NotFinite => messages::not_finite(text),
            Scalar::TooLong => messages::number_too_long(),
        };
        self.report(span, message);
        (Value::String(text.to_string()), true)
    }

    /// Warns where a YAML 1.1 reader sees another value in a plain scalar.
    fn warn_if_ambiguous(&mut self, text: &str, span: Span) -> bool {
        match scalar::old(text) {
            Some(old) => {
                let message = messages::ambiguous(text, &scalar::core(text), old, span);
                self.report(span, message)
            }
            None => true,
        }
    }

    /// A key of the mapping that is open.
    pub(super) fn key(&mut self, text: &str, span: Span) -> bool {
        if let Some(first) = self.builder.earlier(text) {
            let place = self.file.place(first);
            let begins = self.builder.begins_item(text);
            let goes_on = match self.builder.begin_anew(begins) {
                // The other keys of an item that has begun inside another follow from that.
                true => true,
                false if begins => self.report(span, messages::item_not_begun(text, place)),
                false => self.report(span, messages::duplicate_key(text, place)),
            };
            self.builder.repeated_key(span);
            return goes_on;
        }
        if text.len() > MAX_KEY {
            self.builder.refuse_key(span);
            return self.report(span, messages::key_too_long(MAX_KEY));
        }
        let text = text.to_string();
        self.builder.key(Key { text, span });
        true
    }

    /// True where the tag of a collection is that of its kind; anything else is reported.
    pub(super) fn collection_tag(&mut self, tag: Tagged<'_>, kind: &str) -> bool {
        let Some((tag, place)) = tag else { return true };
        match core_name(tag) {
            Some(name) if name == kind => return true,
            // `!` alone asks for the kind that is there.
            Some("str") if tag.original() == "!" => return true,
            Some(_) => self.report(place, messages::tag_mismatch(&tag.original())),
            None => self.report(place, messages::unknown_tag(&tag.original())),
        };
        false
    }

    /// Opens a collection; false where the document has to be given up.
    pub(super) fn open(&mut self, anchor: usize, span: Span, open: impl FnOnce(&mut Builder)) -> bool {
        if self.builder.depth() >= self.limits.depth {
            self.report(span, messages::too_deep(self.limits.depth));
            return false;
        }
        if anchor > 0 {
            self.anchors.insert(anchor, None);
        }
        self.open_anchors.push(anchor);
        open(&mut self.builder);
        true
    }

    /// Closes a collection; false where the document has to be given up.
    pub(super) fn close(&mut self, end: Option<usize>) -> bool {
        let anchor = self.open_anchors.pop().unwrap_or(0);
        let key = self.builder.key_collection();
        let closed = self.builder.close(end, anchor > 0);
        if let Some(start) = key {
            let end = end.unwrap_or_else(|| self.builder.end()).max(start);
            // `{{ name }}` was meant as text.
            if start == self.builder.start() + 1
                && self.text.get(start..).is_some_and(|text| text.starts_with('{'))
            {
                self.builder.doubt();
            }
            if !self.report(Span::new(start, end), messages::key_not_scalar()) {
                return false;
            }
        }
        let Some((node, size)) = closed else { return true };
        let anchored = Anchored {
            node,
            size,
            key: None,
            is_shared: false,
        };
        self.remember(anchor, anchored)
    }

    /// Puts a copy of what the anchor stands for in the place of its alias.
    ///
    /// The copy stands at the alias; what it holds keeps its place at the anchor.
    pub(super) fn alias(&mut self, id: usize, span: Span) -> bool {
        self.unused_anchors.remove(&id);
        let Some(Some(anchored)) = self.anchors.get_mut(&id) else {
            return self.report(span, messages::recursive_alias()) & self.doubtful(span);
        };
        let size = anchored.size;
        if !std::mem::replace(&mut anchored.is_shared, true) {
            self.file.shared.push(anchored.node.span);
        }
        if self.builder.expects_key() {
            if let Some(text) = anchored.key.clone() {
                return self.key(&text, span);
            }
            self.builder.refuse_key(span);
            return self.report(span, messages::key_not_scalar());
        }
        if self.builder.depth() + size.height > self.limits.depth {
            self.report(span, messages::too_deep(self.limits.depth));
            return false;
        }
        let copy = Node {
            span,
            ..anchored.node.clone()
        };
        self.builder.value(copy, size, span.end);
        self.spend(size.bytes, span)
    }

    /// An alias without an anchor.
    pub(super) fn unresolved_alias(&mut self, name: &str, span: Span) -> bool {
        self.report(span, messages::unknown_anchor(name)) & self.doubtful(span)
    }

    /// A value, or a key, of which nothing is known.
    fn doubtful(&mut self, span: Span) -> bool {
        if self.builder.expects_key() {
            self.builder.refuse_key(span);
            return true;
        }
        let node = Node {
            span,
            value: Value::Null,
            doubtful: true,
        };
        self.builder.value(node, Size::of_scalar(0), span.end);
        true
    }

    /// Keeps what an anchor stands for; false where there is no memory left for it.
    fn remember(&mut self, anchor: usize, anchored: Anchored) -> bool {
        let (bytes, span) = (anchored.size.bytes, anchored.node.span);
        self.anchors.insert(anchor, Some(anchored));
        self.spend(bytes, span)
    }

    /// Counts memory that anchors and aliases take; false where there is none left.
    fn spend(&mut self, bytes: usize, span: Span) -> bool {
        self.anchor_bytes = self.anchor_bytes.saturating_add(bytes);
        if self.anchor_bytes <= self.limits.alias_bytes {
            return true;
        }
        self.report(span, messages::alias_budget());
        false
    }
}

/// The name of a tag of the core schema: `str` for `!!str`, and for `!` alone, which asks for text.
fn core_name(tag: &Tag) -> Option<&str> {
    if tag.original() == "!" {
        Some("str")
    } else {
        tag.core_suffix()
    }
}

/// `text` as the type that a tag names; `None` where it is none of that type.
fn tagged_value(text: &str, name: &str) -> Option<Value> {
    match (name, scalar::core(text)) {
        ("null", Scalar::Null) => Some(Value::Null),
        ("bool", Scalar::Bool(truth)) => Some(Value::Bool(truth)),
        ("int", Scalar::Number(digits)) if !digits.contains(['.', 'e']) => Some(Value::Number(digits)),
        ("float", Scalar::Number(digits)) => Some(Value::Number(digits)),
        _ => None,
    }
}
