//! The page that explains one code: what it means, two examples, the cure.
//!
//! ```text
//! page   = meaning [ source ] fires silent cure
//! meaning = one or more paragraphs: what is wrong, and why it matters
//! source  = "```text"        … "```"    the text that the two examples are about (vouch/, trace/)
//! fires   = "```yaml fires"  … "```"    a record that gets a finding of this code
//! silent  = "```yaml silent" … "```"    its neighbour that does not, as near to it as can be
//! cure    = one or more paragraphs: what to do
//! ```
//!
//! The parts stand in this order, with empty lines between them. `tests/explain.rs` runs the two
//! examples, so they say what the program does.
//!
//! An example that begins with `record:`, `---`, `%` or `{` stands as it is. Any other is a
//! fragment: the top-level keys that a record needs and that the fragment lacks are put in front of
//! it, and the source text, where the page has one, goes on with a sentence that they rest on.

use thiserror::Error;

/// A page, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page<'a> {
    /// What is wrong, and why it matters.
    pub meaning: &'a str,
    /// The text that the examples are about.
    pub source: Option<&'a str>,
    /// A record, or a fragment of one, that gets a finding of this code.
    pub fires: &'a str,
    /// One that gets none of this code.
    pub silent: &'a str,
    /// What to do.
    pub cure: &'a str,
}

/// What a page lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PageError {
    /// No paragraph before the first example.
    #[error("the page does not begin with a paragraph on what the code means")]
    NoMeaning,
    /// A block that is missing, empty, not closed, or in another order.
    #[error("the page has no block ```{0} with something in it, in its place")]
    NoBlock(&'static str),
    /// Nothing after the last example.
    #[error("the page does not end with a paragraph on the cure")]
    NoCure,
}

impl<'a> Page<'a> {
    /// The parts of `text`.
    pub fn parse(text: &'a str) -> Result<Self, PageError> {
        let (meaning, rest) = text
            .split_once("```")
            .map_or((text, ""), |(meaning, _)| (meaning, &text[meaning.len()..]));
        let meaning = some(meaning).ok_or(PageError::NoMeaning)?;
        let (source, rest) = match block(rest, "text") {
            Some((source, rest)) => (Some(source), rest),
            None => (None, rest),
        };
        let (fires, rest) = block(rest, "yaml fires").ok_or(PageError::NoBlock("yaml fires"))?;
        let (silent, rest) = block(rest, "yaml silent").ok_or(PageError::NoBlock("yaml silent"))?;
        let cure = some(rest).ok_or(PageError::NoCure)?;
        Ok(Self {
            meaning,
            source,
            fires,
            silent,
            cure,
        })
    }
}

/// `text` without the white space around it, unless nothing is left.
fn some(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The body of the fenced block that `text` begins with, where its info string is `info`, and what follows it.
fn block<'a>(text: &'a str, info: &str) -> Option<(&'a str, &'a str)> {
    let body = text
        .trim_start()
        .strip_prefix("```")?
        .strip_prefix(info)?
        .strip_prefix('\n')?;
    let end = body.find("\n```\n")?;
    let (body, rest) = body.split_at(end + 1);
    some(body)?;
    Some((body, rest.strip_prefix("```\n")?))
}

#[cfg(test)]
mod tests {
    use super::{Page, PageError};

    const WHOLE: &str = "What it means.\n\n```text\nA text.\n```\n\n```yaml fires\na: 1\n```\n\n```yaml silent\nb: 2\n```\n\nThe cure.\n";

    #[test]
    fn a_page_has_its_parts() {
        let page = Page::parse(WHOLE).expect("the page is whole");
        assert_eq!(page.meaning, "What it means.");
        assert_eq!(page.source, Some("A text.\n"));
        assert_eq!(page.fires, "a: 1\n");
        assert_eq!(page.silent, "b: 2\n");
        assert_eq!(page.cure, "The cure.");
    }

    #[test]
    fn the_source_is_optional_and_nothing_else_is() {
        let error_without = |part: &str| Page::parse(&WHOLE.replace(part, "")).err();
        assert_eq!(error_without("```text\nA text.\n```\n\n"), None);
        assert_eq!(error_without("What it means.\n\n"), Some(PageError::NoMeaning));
        assert_eq!(
            error_without("```yaml fires\na: 1\n```\n\n"),
            Some(PageError::NoBlock("yaml fires"))
        );
        assert_eq!(error_without("b: 2\n"), Some(PageError::NoBlock("yaml silent")));
        assert_eq!(error_without("The cure."), Some(PageError::NoCure));
        assert_eq!(Page::parse(""), Err(PageError::NoMeaning));
    }
}
