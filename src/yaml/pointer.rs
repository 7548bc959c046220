//! JSON Pointers (RFC 6901), by which places in a record are named.

use std::borrow::Cow;

/// `key` as a reference token of a JSON Pointer.
pub(crate) fn escape(key: &str) -> Cow<'_, str> {
    if key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

/// One reference token without its escapes: `~1` is `/`, `~0` is `~`.
pub(crate) fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}
