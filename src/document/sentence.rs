//! Sentences, as press services write them.
//!
//! ```text
//! paragraph = lines up to an empty line, or up to a line that ends as a sentence or heading does,
//!             or before a bullet or numbered item
//! sentence  = text up to a stop ( "." "!" "?" "…" ), with the quotation marks and brackets that
//!             close right after it, where white space and the beginning of a sentence follow
//! ```
//!
//! A full stop ends no sentence after an abbreviation that is never last (`Mr.`, `Gen.`), after an
//! initial (`Joseph R. Biden`), or before a word in small letters. After an abbreviation that may
//! be last (`U.S.`, `Inc.`) it does where a word follows that often begins a sentence (`The`, `They`).

use super::{Span, next_byte};

/// The sentences of `text`, in order, without the white space around them.
///
/// Headings, bullets and datelines that stand on a line of their own count as sentences. Every
/// character that is not white space belongs to exactly one. Linear in the length of the text.
///
/// ```
/// use rapporteur::document::sentences;
/// let text = "Mr. Biden met J. Trudeau. They agreed.";
/// let found: Vec<&str> = sentences(text).iter().map(|span| span.of(text)).collect();
/// assert_eq!(found, ["Mr. Biden met J. Trudeau.", "They agreed."]);
/// ```
pub fn sentences(text: &str) -> Vec<Span> {
    sentences_of(text, &paragraphs(text))
}

/// The sentences of the paragraphs of `text`.
pub(super) fn sentences_of(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    for &paragraph in paragraphs {
        let mut start = paragraph.start;
        for end in stops(text, paragraph) {
            push(&mut found, text, Span::new(start, end));
            start = end;
        }
        push(&mut found, text, Span::new(start, paragraph.end));
    }
    found
}

/// The paragraphs of `text`, in order, with the line ends that close them: lines that were broken by
/// their width belong together, headings, bullets and numbered items stand alone.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut lines: Vec<Span> = Vec::new();
    for line in lines_of(text) {
        lines.push(line);
        if line.of(text).trim().is_empty() {
            push_paragraphs(&mut found, text, &lines);
            lines.clear();
        }
    }
    push_paragraphs(&mut found, text, &lines);
    found
}

/// The lines of `text`, each with the line feed or carriage return that ends it. The two together end a
/// line, and an empty one.
pub fn lines_of(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|at| at + 1);
    let lines = ends.chain([text.len()]).map(move |end| {
        let line = Span::new(start, end);
        start = end;
        line
    });
    lines.filter(|line| !line.is_empty())
}

/// What marks `line` as an item of a list, if it is one: a bullet, or `1.`, `(a)`, `iv)`.
pub fn item_label(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let bullet = line.chars().next().filter(|first| is_bullet(*first));
    match bullet {
        Some(bullet) => line.get(..bullet.len_utf8()),
        None if is_item(line) => line.split_whitespace().next(),
        None => None,
    }
}

fn push(found: &mut Vec<Span>, text: &str, span: Span) {
    let span = span.trimmed(text);
    if !span.is_empty() {
        found.push(span);
    }
}

/// A line this long may have been broken by its width rather than by its end.
const WRAP_WIDTH: std::ops::RangeInclusive<usize> = 55..=140;

/// The paragraphs of a block of lines that no empty line divides.
fn push_paragraphs(found: &mut Vec<Span>, text: &str, lines: &[Span]) {
    let Some(first) = lines.first() else { return };
    let mut start = first.start;
    // Most blocks are one line, of which nobody asks.
    let mut known = None;
    let mut wrapped = || *known.get_or_insert_with(|| is_wrapped(text, lines));
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1);
        if !next.is_some_and(|next| runs_on(line.of(text), next.of(text), &mut wrapped)) {
            found.push(Span::new(start, line.end));
            start = line.end;
        }
    }
}

/// True where the lines of a block were broken by their width.
///
/// Then no line has room left for the first word of the next, as measured by the longest one. A list
/// of names without bullets has.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let lengths: Vec<usize> = lines
        .iter()
        .map(|line| line.of(text).trim().chars().count())
        .collect();
    let width = lengths.iter().copied().max().unwrap_or_default();
    if !WRAP_WIDTH.contains(&width) {
        return false;
    }
    // Two lines that end and begin with a name are a list rather than one sentence, unless a sentence
    // ends there.
    if let [line, next] = lines
        && !next.of(text).trim_end().ends_with(is_stop)
    {
        let is_name = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
        let last = line.of(text).split_whitespace().next_back();
        if is_name(last) && is_name(next.of(text).split_whitespace().next()) {
            return false;
        }
    }
    lines.windows(2).zip(lengths).all(|(pair, length)| match pair {
        [line, next] => {
            let next_word = next.of(text).split_whitespace().next().unwrap_or_default();
            let full = length + 1 + next_word.chars().count() > width;
            full || ends_paragraph(line.of(text), next.of(text)) || next_word.is_empty()
        }
        _ => true,
    })
}

/// True where `line` ends as a sentence or a heading does, and `next` does not go on with it.
fn ends_paragraph(line: &str, next: &str) -> bool {
    let line = line.trim();
    match line.chars().next_back() {
        // `Mr.`, `J.`: the name follows.
        Some('.') => {
            let word = line.rsplit(char::is_whitespace).next().unwrap_or_default();
            ends_sentence(word, next)
        }
        // `the 'Next Generation'`, and on the next line `program`: a mark closes no sentence by itself.
        Some(last) if is_closing(last) => {
            let inside = line.trim_end_matches(is_closing);
            inside.ends_with(is_stop) || !next.trim_start().starts_with(char::is_lowercase)
        }
        Some(last) => is_stop(last) || last == ':',
        None => true,
    }
}

/// True where the line break between `line` and `next` stands inside a sentence.
fn runs_on(line: &str, next: &str, mut wrapped: impl FnMut() -> bool) -> bool {
    let (line, next) = (line.trim(), next.trim());
    let (Some(last), Some(first)) = (line.chars().next_back(), next.chars().next()) else {
        return false;
    };
    if ends_paragraph(line, next) || is_bullet(first) || is_item(next) {
        return false;
    }
    first.is_lowercase() || matches!(last, ',' | '-') || wrapped()
}

/// `1. …`, `(a) …`, `iv) …`: the beginning of a numbered item.
fn is_item(line: &str) -> bool {
    let label = line.split_whitespace().next().unwrap_or_default();
    let inner = label.trim_start_matches('(').trim_end_matches([')', '.']);
    inner.len() < label.len() && label.ends_with([')', '.']) && is_label(inner)
}

/// What numbers an item: up to two digits, one small letter, or a small Roman number.
fn is_label(label: &str) -> bool {
    let digits = label.bytes().all(|byte| byte.is_ascii_digit());
    let roman = label.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let letter = label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_lowercase());
    !label.is_empty() && ((digits && label.len() <= 2) || (roman && label.len() <= 4) || letter)
}

fn is_bullet(ch: char) -> bool {
    matches!(ch, '•' | '*' | '·' | '▪' | '–' | '—' | '-' | '#')
}

/// Ends of the sentences inside `paragraph`, all but the last.
fn stops(text: &str, paragraph: Span) -> Vec<usize> {
    let body = paragraph.of(text);
    let mut found = Vec::new();
    // Where the word that a stop closes begins.
    let mut word_start = 0;
    // Where the sentence begins, or what a colon, semicolon or comma introduces.
    let mut part_start = 0;
    let mut end = 0;
    // Most of a text is letters, digits and blanks, which decide nothing.
    while let Some(at) = next_byte(body.as_bytes(), end, may_divide) {
        let passed = body.get(end..at).unwrap_or_default();
        // What was passed over is ASCII, a blank one byte.
        if let Some(blank) = passed.rfind(char::is_whitespace) {
            word_start = end + blank + 1;
        }
        let Some(ch) = body.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        end = at + ch.len_utf8();
        if ch.is_whitespace() {
            word_start = end;
            continue;
        }
        if !is_stop(ch) {
            if matches!(ch, ':' | ';' | ',') {
                part_start = end;
            }
            continue;
        }
        let part = body.get(part_start..at).unwrap_or_default();
        part_start += part.len() - part.trim_start().len();
        let closing = body[end..].trim_start_matches(|next| is_stop(next) || is_closing(next));
        end = body.len() - closing.len();
        let rest = closing;
        let word = body.get(word_start..=at).unwrap_or_default();
        let leads = part_start >= word_start;
        if leads && ch == '.' && is_label(word.trim_start_matches(is_opening).trim_end_matches('.')) {
            continue;
        }
        let begins = begins_sentence(rest) && (ch != '.' || ends_sentence(word, rest));
        if begins || begins_without_blank(word, rest) {
            found.push(paragraph.start + end);
            part_start = end;
        }
    }
    found
}

/// True for a byte at which [`stops`] has to look: a stop, a mark that introduces, or any of a character
/// beyond ASCII.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without a branch, many bytes are asked at once"
)]
fn may_divide(byte: u8, _next: u8) -> bool {
    (byte == b'.')
        | (byte == b'!')
        | (byte == b'?')
        | (byte == b':')
        | (byte == b';')
        | (byte == b',')
        | !byte.is_ascii()
}

fn is_stop(ch: char) -> bool {
    matches!(ch, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

fn is_closing(ch: char) -> bool {
    matches!(ch, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}')
}

fn is_opening(ch: char) -> bool {
    matches!(ch, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{')
}

/// True where `rest`, which follows a stop, starts with white space and then as a sentence does.
fn begins_sentence(rest: &str) -> bool {
    let after = rest.trim_start();
    if after.len() == rest.len() || after.is_empty() {
        return false;
    }
    let first = after.trim_start_matches(is_opening).chars().next();
    first.is_some_and(|ch| !ch.is_lowercase())
}

/// True where a blank was lost between a sentence and the next: `of trade.They parted`.
fn begins_without_blank(word: &str, rest: &str) -> bool {
    let stem = word.trim_start_matches(is_opening).trim_end_matches(is_stop);
    let is_word = stem.len() >= 3 && stem.chars().all(char::is_lowercase);
    let next = rest
        .split(|ch: char| !ch.is_alphanumeric())
        .next()
        .unwrap_or_default();
    is_word && next.len() >= 2 && SENTENCE_STARTERS.contains(&next)
}

/// True where the full stop that closes `word` may end a sentence that `rest` follows.
fn ends_sentence(word: &str, rest: &str) -> bool {
    let word = word.trim_start_matches(is_opening);
    let stem = word.trim_end_matches('.');
    let is_initial = stem.chars().count() == 1 && stem.chars().all(char::is_uppercase);
    if is_initial || NEVER_LAST.contains(&stem) {
        return false;
    }
    let follows = rest.trim_start();
    if BEFORE_NUMBER.contains(&stem) {
        return !follows.starts_with(|ch: char| ch.is_ascii_digit());
    }
    // `a South Africa-U.S. task force`
    let last = stem.rsplit(['-', '–', '/']).next().unwrap_or_default();
    let has_inner_stop = last.contains('.') && last.chars().all(|ch| ch.is_alphabetic() || ch == '.');
    if has_inner_stop || SOMETIMES_LAST.contains(&stem) {
        let next = follows.trim_start_matches(is_opening);
        let next = next
            .split(|ch: char| !ch.is_alphanumeric())
            .next()
            .unwrap_or_default();
        return SENTENCE_STARTERS.contains(&next);
    }
    true
}

/// Abbreviations that something always follows.
const NEVER_LAST: [&str; 52] = [
    "Adm", "Amb", "Ambs", "Asst", "Brig", "Capt", "Cdr", "Cmdr", "Col", "Cpl", "Dr", "Drs", "Fr", "Gen",
    "Gens", "Gov", "Govs", "Hon", "Hons", "Insp", "Lt", "Maj", "Messrs", "Mlle", "Mme", "Mr", "Mrs", "Ms",
    "Msgr", "Mt", "Pres", "Prof", "Rep", "Reps", "Rev", "Rp", "Rs", "Secy", "Sen", "Sens", "Sgt", "Sra",
    "Srta", "St", "Ste", "Supt", "Tk", "approx", "cf", "v", "viz", "vs",
];

/// Abbreviations that go on only with a number.
const BEFORE_NUMBER: [&str; 18] = [
    "Apr", "Art", "Aug", "Dec", "Feb", "Jan", "Jul", "Jun", "Mar", "No", "Nos", "Nov", "Oct", "Sec", "Sep",
    "Sept", "nr", "pp",
];

/// Abbreviations that may close a sentence.
const SOMETIMES_LAST: [&str; 12] = [
    "Bros", "Co", "Corp", "Inc", "Jr", "Ltd", "Plc", "Sr", "al", "dlrs", "etc", "mln",
];

/// Words that begin a sentence more often than they follow an abbreviation.
const SENTENCE_STARTERS: [&str; 40] = [
    "A", "After", "All", "An", "As", "At", "Before", "Both", "But", "During", "Each", "For", "From", "He",
    "Her", "His", "I", "In", "It", "Its", "On", "Our", "She", "Since", "The", "Their", "There", "These",
    "They", "This", "Those", "To", "Today", "Together", "Under", "We", "When", "While", "With", "You",
];

#[cfg(test)]
mod tests {
    use super::sentences;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        let text = "Gen. A. B. Case met the U.S. Secretary on Nov. 5 with Acme Inc. executives.";
        assert_eq!(
            split("It named a Kenya-U.S. Task Force.").len(),
            1,
            "a hyphen stands before the abbreviation"
        );
        assert_eq!(split(text), [text]);
        assert_eq!(
            split("He lives in the U.S. They do not."),
            ["He lives in the U.S.", "They do not."]
        );
        assert_eq!(
            split("They met in Nov. The talks failed."),
            ["They met in Nov.", "The talks failed."]
        );
        assert_eq!(
            split("Rates rose 3.5 percent. Why? \"No.\" He left."),
            ["Rates rose 3.5 percent.", "Why?", "\"No.\"", "He left."]
        );
    }

    #[test]
    fn a_wrapped_line_goes_on_and_a_heading_does_not() {
        let text = "Joint Statement\n\nThe two leaders of both countries agreed today on the\nmatter of trade. They parted.\nNext steps\n- visit\n- forum";
        assert_eq!(
            split(text),
            [
                "Joint Statement",
                "The two leaders of both countries agreed today on the\nmatter of trade.",
                "They parted.",
                "Next steps",
                "- visit",
                "- forum"
            ]
        );
    }

    #[test]
    fn a_closing_quotation_mark_belongs_to_its_sentence() {
        assert_eq!(
            split("He said, \"We agree.\" She left."),
            ["He said, \"We agree.\"", "She left."]
        );
        assert_eq!(
            split("\u{201c}We agree.\u{201d} She left."),
            ["\u{201c}We agree.\u{201d}", "She left."]
        );
    }

    #[test]
    fn a_list_of_names_is_not_wrapped_text() {
        let list = "John McKay, President and CEO, Mississippi Manufacturers Association\nRay Carty, President, Associated Industries";
        assert_eq!(split(list).len(), 2);
        let wrapped = "The talks, held once a year below cabinet level, bring together\nAmerican and Japanese officials, who are to discuss trade.";
        assert_eq!(split(wrapped), [wrapped]);
    }

    #[test]
    fn a_number_stays_with_its_item() {
        assert_eq!(
            split("1. Trade grew. It will grow.\n2. Ties are good."),
            ["1. Trade grew.", "It will grow.", "2. Ties are good."]
        );
        assert_eq!(
            split("They named three aims: 1. Peace, 2. Trade."),
            ["They named three aims: 1. Peace, 2. Trade."]
        );
        assert_eq!(
            split("It was in 2019. They met."),
            ["It was in 2019.", "They met."]
        );
    }

    #[test]
    fn a_lost_blank_is_seen_where_a_sentence_begins() {
        assert_eq!(
            split("They spoke of trade.They parted."),
            ["They spoke of trade.", "They parted."]
        );
        assert_eq!(
            split("See node.js and report.Gov sites."),
            ["See node.js and report.Gov sites."]
        );
    }

    #[test]
    fn windows_line_ends_count_once() {
        assert_eq!(
            split("One line.\r\nTwo lines.\r\n\r\nThree"),
            ["One line.", "Two lines.", "Three"]
        );
    }
}
