//! Source text: how it is read, and how places in it are told.
//!
//! Offsets inside the crate are bytes ([`Span`]); what is written into a record, and what is
//! shown to people, is counted in Unicode code points ([`Positions`]). [`decode`] says what the
//! text of a file is.

mod decode;
mod outline;
mod position;
mod scan;
mod sentence;
mod source;
mod span;
mod token;
mod visible;
mod word_bits;

pub use decode::{DecodeError, Decoded, decode};
pub use outline::{Outline, Sentence};
pub use position::{Position, Positions};
pub use scan::next_byte;
pub use sentence::{item_label, lines_of, paragraphs, sentences};
pub use source::Document;
pub use span::Span;
pub use token::{Token, TokenKind, Word, tokens, tokens_span, word_key};
pub use visible::{is_hidden, push_visible, visible};
pub use word_bits::WordBits;
