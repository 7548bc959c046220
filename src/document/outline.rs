//! A text cut into sentences and tokens, once, for every reader of it.

use super::sentence::{paragraphs, sentences_of};
use super::{Span, Token, WordBits, tokens};

/// One sentence, or a heading, bullet or dateline that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where, in bytes, without the white space around it.
    pub span: Span,
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub after: usize,
    /// The words of its tokens.
    pub words: WordBits,
}

/// The tokens and sentences of one text.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    tokens: Vec<Token>,
    paragraphs: Vec<Span>,
    sentences: Vec<Sentence>,
}

impl Outline {
    /// The outline of `text`. Linear in its length.
    pub fn of(text: &str) -> Self {
        let tokens = tokens(text);
        let mut found = Vec::new();
        let mut first = 0;
        let paragraphs = paragraphs(text);
        for span in sentences_of(text, &paragraphs) {
            let mut after = first;
            while tokens.get(after).is_some_and(|token| token.span.start < span.end) {
                after += 1;
            }
            let words = tokens.get(first..after).unwrap_or_default().iter();
            found.push(Sentence {
                span,
                first,
                after,
                words: words.map(|token| token.key).collect(),
            });
            first = after;
        }
        Self {
            tokens,
            paragraphs,
            sentences: found,
        }
    }

    /// All tokens.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All paragraphs, with the line ends that close them.
    pub fn paragraphs(&self) -> &[Span] {
        &self.paragraphs
    }

    /// All sentences.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The tokens of `sentence`.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens
            .get(sentence.first..sentence.after)
            .unwrap_or_default()
    }

    /// Index of the sentence in which the byte at `offset` stands, if in any.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= offset);
        let sentence = self.sentences.get(index)?;
        (sentence.span.start <= offset).then_some(index)
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;

    #[test]
    fn each_token_belongs_to_its_sentence() {
        let text = "  One two. Three\n\nFour";
        let outline = Outline::of(text);
        let counts: Vec<usize> = outline
            .sentences()
            .iter()
            .map(|sentence| outline.tokens_of(sentence).len())
            .collect();
        assert_eq!(counts, [3, 1, 1]);
        assert_eq!(outline.sentence_at(3), Some(0));
        assert_eq!(outline.sentence_at(12), Some(1));
        assert_eq!(outline.sentence_at(0), None);
    }
}
