//! Where a finding points to.

use jsonschema::error::ValidationErrorKind as Kind;

use super::faults::Fault;
use crate::document::Span;
use crate::yaml::{File, Node};

/// The place of a fault: a wrong value marks the value, or its key where the value is left out;
/// what a mapping lacks marks the mapping's first line; a key that must not be marks the key.
pub(super) fn of_fault(fault: &Fault<'_>, file: &File, root: &Node) -> Span {
    let pointer = fault.pointer();
    match fault.error.kind() {
        Kind::Required { .. } | Kind::MinProperties { .. } => file.first_line(of_value(root, pointer)),
        Kind::FalseSchema => of_key(root, pointer),
        _ => of_value(root, pointer),
    }
}

/// The value at `pointer`, or its key where the value is left out.
pub(super) fn of_value(root: &Node, pointer: &str) -> Span {
    match root.at(pointer) {
        Some(node) if !node.span.is_empty() => node.span,
        _ => of_key(root, pointer),
    }
}

/// The key of the value at `pointer`; the value itself where it has no key.
pub(super) fn of_key(root: &Node, pointer: &str) -> Span {
    let key = root.key_at(pointer).map(|key| key.span);
    key.or_else(|| root.at(pointer).map(|node| node.span))
        .unwrap_or(root.span)
}
