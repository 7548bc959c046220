//! Whose words a passage is: the verbs of saying in a source, each with its subject.

use std::sync::LazyLock;

use crate::document::{Outline, Span, Token, TokenKind};
use crate::lexicon::{PhraseBook, SPEECH_CUES, Table, Voice, function_word};
use crate::mentions::{Mentions, PersonMention, is_particle};

use super::people::{People, own_name};
use super::subject::{Subject, Subjects};

/// A verb that gives what is said to somebody, or to nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// Index of its sentence.
    pub(super) sentence: usize,
    /// The verb, with what belongs to it.
    pub(super) cue: Span,
    /// True where it names nobody: `it was noted that`, `was highlighted`.
    pub(super) impersonal: bool,
    /// True where what is said stands before it: `…, he said.`
    pub(super) trailing: bool,
    /// Who speaks, pronouns and offices resolved where the text allows.
    pub(super) subject: Option<Subject>,
}

static VERBS_TABLE: Table = Table::new(include_str!("data/attribution_verbs.tsv"));

/// True for a participle, which shares the subject of the clause before.
static VERBS: LazyLock<PhraseBook<bool>> = LazyLock::new(|| {
    PhraseBook::new(
        VERBS_TABLE
            .rows()
            .map(|row| (row.cell(0), row.cell(1) == "participle")),
    )
});

/// A verb in a sentence, before its subject is known.
#[derive(Clone, Copy)]
struct Verb {
    span: Span,
    first: usize,
    after: usize,
    voice: Voice,
    participle: bool,
}

/// The frames of `text`, in order. Linear in its length.
pub(super) fn frames(text: &str, outline: &Outline, mentions: &Mentions, people: &People) -> Vec<Frame> {
    let mut found = Vec::new();
    let mut topic: Option<Subject> = None;
    let is_state = |span: Span| is_state(text, mentions, span);
    for (index, sentence) in outline.sentences().iter().enumerate() {
        let tokens = outline.tokens_of(sentence);
        let subjects = Subjects {
            text,
            tokens,
            mentions,
            people,
        };
        let mut last: Option<Subject> = None;
        let start = found.len();
        for verb in verbs(text, tokens, mentions) {
            let mut frame = Frame {
                sentence: index,
                cue: verb.span,
                impersonal: verb.voice != Voice::Active,
                trailing: verb.voice == Voice::Passive,
                subject: None,
            };
            if verb.voice == Voice::Active {
                let (subject, trailing) = subject_of(&subjects, text, tokens, verb, last);
                let host = matches!(subject, Some(Subject::Pronoun(_)))
                    .then(|| other_one(text, tokens, verb.first))
                    .flatten();
                frame.subject =
                    host.or_else(|| subject.map(|subject| resolved(subject, topic, last, is_state)));
                frame.trailing = trailing;
                last = frame.subject.or(last);
            } else if word(text, tokens, verb.first).eq_ignore_ascii_case("according") {
                // `according to him`: whoever stands behind speaks, of what stands on either side.
                let subject = subjects.after(verb.after);
                frame.subject = subject.map(|subject| resolved(subject, topic, last, is_state));
                frame.impersonal = false;
                frame.trailing = verb.first > 0;
            } else if word(text, tokens, verb.after) == "by" {
                frame.subject = subjects.after(verb.after + 1);
                frame.impersonal = frame.subject.is_none();
            }
            found.push(frame);
        }
        topic = topic_of(text, tokens, found.get(start..).unwrap_or_default(), &subjects).or(topic);
    }
    found
}

fn verbs(text: &str, tokens: &[Token], mentions: &Mentions) -> Vec<Verb> {
    let mut found: Vec<Verb> = SPEECH_CUES
        .find(text, tokens)
        .into_iter()
        .map(|hit| Verb {
            span: hit.span,
            first: hit.first,
            after: hit.after,
            voice: if hit.value.voice == Voice::Participle {
                Voice::Active
            } else {
                hit.value.voice
            },
            participle: hit.value.voice == Voice::Participle,
        })
        .collect();
    for hit in VERBS.find(text, tokens) {
        if !found.iter().any(|verb| verb.span.overlaps(hit.span)) {
            found.push(Verb {
                span: hit.span,
                first: hit.first,
                after: hit.after,
                voice: Voice::Active,
                participle: *hit.value,
            });
        }
    }
    found.retain(|verb| !is_noun(text, tokens, mentions, *verb));
    found.sort_by_key(|verb| verb.first);
    found
}

/// True for `States` of `the United States` and for `states` of `member states`.
fn is_noun(text: &str, tokens: &[Token], mentions: &Mentions, verb: Verb) -> bool {
    let next = mentions
        .countries
        .partition_point(|country| country.span.end <= verb.span.start);
    let in_country = mentions
        .countries
        .get(next)
        .is_some_and(|country| country.span.overlaps(verb.span));
    let of_members = || {
        let before = verb.first.checked_sub(1).map(|at| word(text, tokens, at));
        before.is_some_and(|before| matches!(before, "member" | "Member" | "island" | "littoral" | "small"))
    };
    in_country || (verb.span.of(text).eq_ignore_ascii_case("states") && of_members())
}

/// Who is the subject of `verb`, and whether what is said stands before it.
fn subject_of(
    subjects: &Subjects<'_>,
    text: &str,
    tokens: &[Token],
    verb: Verb,
    last: Option<Subject>,
) -> (Option<Subject>, bool) {
    if verb.participle {
        return (last, false);
    }
    let before = verb
        .first
        .checked_sub(1)
        .map(|at| word(text, tokens, at))
        .unwrap_or_default();
    if is_quote(before) || before == "," {
        // `…," said the monarch`; and not `Lee, for his part, said that`.
        // `Lee, for his part, said that`
        let aside = (before == ",").then(|| subjects.before(verb.first)).flatten();
        let somebody = aside.is_some_and(|subject| match subject {
            Subject::Person(..) | Subject::Country(..) | Subject::Joint(_) => true,
            // An office that nobody is named for.
            _ => subjects
                .mentions
                .people
                .iter()
                .any(|person| person.span.overlaps(subject.span())),
        });
        if somebody {
            return (aside, false);
        }
        let follows = word(text, tokens, verb.after);
        let names = tokens
            .get(verb.after)
            .is_some_and(|token| token.is_capitalized(text))
            || opens_noun(follows)
            || opens_surname(text, tokens, verb.after)
            || (is_quote(before) || before == ",") && leads_to_name(subjects, text, tokens, verb.after);
        let object =
            |subject: &Subject| last.is_some() && !is_quote(before) && goes_on(text, tokens, *subject);
        let behind = subjects.after(verb.after).filter(|_| names);
        if let Some(subject) = behind.filter(|subject| !object(subject)) {
            return (Some(subject), true);
        }
        return (aside.or(last), false);
    }
    if matches!(before, "and" | "but" | "or" | "then") {
        return (last, false);
    }
    let Some(subject) = subjects.before(verb.first) else {
        return (last, false);
    };
    let start = tokens.partition_point(|token| token.span.start < subject.span().start);
    let lead = start
        .checked_sub(1)
        .map(|at| word(text, tokens, at))
        .unwrap_or_default();
    let follow = word(text, tokens, verb.after);
    let ends = matches!(follow, "." | "," | "" | ";") || is_quote(follow);
    // `“…”, as the minister put it`
    let trailing = is_quote(lead) || (matches!(lead, "," | "as") && ends);
    (Some(subject), trailing && start > 0)
}

/// True where the clause goes on behind `subject`, and not with where or when it was said: in `A
/// condemned the attack, reaffirmed` **Israel**`'s right and …` it is the object of the verb before it.
fn goes_on(text: &str, tokens: &[Token], subject: Subject) -> bool {
    let after = tokens.partition_point(|token| token.span.start < subject.span().end);
    tokens.get(after).is_some_and(|next| {
        next.kind != TokenKind::Mark
            && !matches!(
                next.span.of(text),
                "in" | "on" | "at" | "during" | "after" | "before" | "who" | "of"
            )
    })
}

/// `said` **committee chairman Ann Lee**: nouns without an article, and then somebody's name.
fn leads_to_name(subjects: &Subjects<'_>, text: &str, tokens: &[Token], at: usize) -> bool {
    /// Nouns before the name.
    const MOST: usize = 4;
    (at..at + MOST)
        .take_while(|&at| {
            tokens.get(at).is_some_and(|token| {
                token.kind == TokenKind::Word && function_word(token.span.of(text)).is_none()
            })
        })
        .any(|at| {
            tokens.get(at).is_some_and(|token| {
                let people = &subjects.mentions.people;
                let next = people.partition_point(|person| person.span.end <= token.span.start);
                people
                    .get(next)
                    .is_some_and(|person| person.span.contains(token.span))
            })
        })
}

/// `said` **van Dijk**: a particle in small letters, and then a name.
fn opens_surname(text: &str, tokens: &[Token], at: usize) -> bool {
    is_particle(word(text, tokens, at)) && tokens.get(at + 1).is_some_and(|next| next.is_capitalized(text))
}

/// True for a word with which a noun phrase may open.
fn opens_noun(word: &str) -> bool {
    matches!(function_word(word), Some("article" | "determiner" | "pronoun")) && word != "that"
}

/// The one whom the sentence is about where it opens with `her host` or `his guest`: a pronoun behind
/// it is not the one who spoke before.
fn other_one(text: &str, tokens: &[Token], before: usize) -> Option<Subject> {
    let first = tokens
        .iter()
        .take(before)
        .position(|token| token.kind == TokenKind::Word)?;
    let owner = word(text, tokens, first).to_lowercase();
    let noun = tokens.get(first + 1)?;
    (matches!(owner.as_str(), "his" | "her" | "their")
        && matches!(
            noun.span.of(text),
            "host" | "guest" | "counterpart" | "interlocutor" | "colleague" | "visitor"
        ))
    .then(|| {
        Subject::Words(
            tokens
                .get(first)
                .map_or(noun.span, |owner| owner.span.join(noun.span)),
        )
    })
}

/// A pronoun is whoever speaks before in the sentence, or whom the sentence before is about. What
/// `is_state` holds for is a state by its name.
fn resolved(
    subject: Subject,
    topic: Option<Subject>,
    last: Option<Subject>,
    is_state: impl Fn(Span) -> bool,
) -> Subject {
    match (subject, last.or(topic)) {
        (Subject::Pronoun(span), Some(Subject::Person(index, _))) => Subject::Person(index, span),
        (Subject::Pronoun(_), Some(Subject::Words(span))) => Subject::Words(span),
        // `the leader of Chile`; a state itself is neither `he` nor `she`.
        (Subject::Pronoun(_), Some(Subject::Country(code, span))) if !is_state(span) => {
            Subject::Country(code, span)
        }
        _ => subject,
    }
}

/// Whom a sentence is about: who speaks in it first, else whom it names first.
fn topic_of(text: &str, tokens: &[Token], frames: &[Frame], subjects: &Subjects<'_>) -> Option<Subject> {
    let speaks = frames.iter().find_map(|frame| {
        frame.subject.filter(|subject| {
            matches!(
                subject,
                Subject::Person(..) | Subject::Words(_) | Subject::Country(..)
            )
        })
    });
    // `She and President Berg have signed`: whom the pronoun means stays whom the text is about.
    let goes_on = tokens
        .first()
        .is_some_and(|first| matches!(first.span.of(text), "He" | "She"));
    speaks.or_else(|| {
        let from = if goes_on { tokens.len() } else { 0 };
        (from..tokens.len()).find_map(|last| {
            let starts_name = tokens.get(last).is_some_and(|token| token.is_capitalized(text));
            let subject = starts_name.then(|| subjects.ending_at(last)).flatten();
            subject.filter(|subject| matches!(subject, Subject::Person(..)))
        })
    })
}

/// True where `span` is the name of a state, an article apart.
fn is_state(text: &str, mentions: &Mentions, span: Span) -> bool {
    let next = mentions
        .countries
        .partition_point(|country| country.span.end <= span.start);
    mentions.countries.get(next).is_some_and(|country| {
        let before = text.get(span.start..country.span.start).unwrap_or_default();
        country.span.end == span.end && matches!(before.trim(), "" | "the" | "The")
    })
}

fn word<'t>(text: &'t str, tokens: &[Token], at: usize) -> &'t str {
    tokens
        .get(at)
        .map(|token| token.span.of(text))
        .unwrap_or_default()
}

fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "”" | "“" | "'" | "’" | "»")
}

/// The frame that gives the passage `said` to somebody.
///
/// It is the last verb before it in its sentence, the one behind it, the verb that the passage
/// holds, or that of the sentence before where a quotation goes on. What is said inside the same
/// quotation does not count.
pub(super) fn frame_of(
    frames: &[Frame],
    outline: &Outline,
    mentions: &Mentions,
    said: Span,
) -> Option<Frame> {
    let sentence = outline.sentence_at(said.start)?;
    let from = frames.partition_point(|frame| frame.sentence < sentence);
    let to = frames.partition_point(|frame| frame.sentence <= sentence);
    let around = mentions
        .quotations
        .iter()
        .find(|quotation| !quotation.nested && quotation.span.contains(said));
    let foreign = |frame: &&Frame| around.is_none_or(|quotation| !quotation.span.contains(frame.cue));
    let own: Vec<&Frame> = frames
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .filter(foreign)
        .collect();
    let before = own
        .iter()
        .rev()
        .find(|frame| frame.cue.end <= said.start && !frame.trailing);
    let behind = own
        .iter()
        .find(|frame| frame.cue.start >= said.end && frame.trailing);
    let inside = own.iter().find(|frame| said.contains(frame.cue));
    let inverted = own.iter().rev().find(|frame| frame.cue.end <= said.start);
    let first_choice = if around.is_some() {
        behind.or(before)
    } else {
        before.or(behind)
    };
    if let Some(frame) = first_choice.or(inside).or(inverted) {
        return Some(**frame);
    }
    // A quotation goes on in the sentence after the one that says whose it is.
    around?;
    let inside_any = |frame: &&Frame| {
        mentions
            .quotations
            .iter()
            .any(|quotation| !quotation.nested && quotation.span.contains(frame.cue))
    };
    let earlier = frames
        .get(..from)?
        .iter()
        .rev()
        .find(|frame| !inside_any(frame))?;
    (earlier.sentence + 2 >= sentence).then_some(*earlier)
}

/// Offices and names that stand for one person of the text, each with its place. `own_side` are the words
/// by which a press service means its own, in order.
pub(super) fn references(
    text: &str,
    outline: &Outline,
    mentions: &Mentions,
    people: &People,
    own_side: &[Span],
) -> Vec<(Span, usize)> {
    let mut found: Vec<(Span, usize)> = Vec::new();
    let mut own_side = own_side.iter().peekable();
    let office = |person: &&PersonMention| person.name.is_none();
    for sentence in outline.sentences() {
        let tokens = outline.tokens_of(sentence);
        let subjects = Subjects {
            text,
            tokens,
            mentions,
            people,
        };
        let from = mentions
            .people
            .partition_point(|person| person.span.start < sentence.span.start);
        let own = mentions.people.get(from..).unwrap_or_default();
        for mention in own
            .iter()
            .take_while(|person| person.span.end <= sentence.span.end)
            .filter(office)
        {
            if let Subject::Person(index, span) = subjects.of_mention(mention) {
                found.push((span, index));
            }
        }
        while let Some(own) = own_side.next_if(|own| own.start < sentence.span.end) {
            let last = tokens.partition_point(|token| token.span.end < own.end);
            if let Some(Subject::Person(index, span)) = subjects.ending_at(last) {
                found.push((span, index));
            }
        }
    }
    found
}

/// Mentions of people by name, in order, each with the person it means.
pub(super) fn named_people(text: &str, mentions: &Mentions, people: &People) -> Vec<(Span, usize)> {
    let own = mentions.people.iter().filter_map(|mention| {
        let name = own_name(text, mention)?;
        match people.named(name.of(text)).as_slice() {
            [only] => Some((mention.span, *only)),
            _ => None,
        }
    });
    own.collect()
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::grounding::Source;
    use crate::grounding::subject::Subject;

    /// Each verb of saying with the name or words of its subject.
    fn told(text: &str) -> Vec<(String, String)> {
        let source = Source::of(Document::new("source", text));
        let subject = |subject: Option<Subject>| match subject {
            Some(Subject::Person(index, _)) => source
                .people()
                .get(index)
                .map(|person| person.parts.join(" "))
                .unwrap_or_default(),
            Some(Subject::Country(code, _)) => code.to_owned(),
            Some(other) => source.slice(other.span()).to_lowercase(),
            None => "-".to_owned(),
        };
        let frames = source.frames().iter();
        frames
            .map(|frame| (source.slice(frame.cue).to_owned(), subject(frame.subject)))
            .collect()
    }

    fn subjects(text: &str) -> Vec<String> {
        told(text).into_iter().map(|(_, subject)| subject).collect()
    }

    const MEETING: &str = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile. ";

    #[test]
    fn the_subject_of_a_verb_is_who_stands_before_it() {
        let cases = [
            ("Berg said that trade grew.", "ana berg"),
            ("The Prime Minister praised the treaty.", "juan ruiz"),
            (
                "The Norwegian President also warmly praised the treaty.",
                "ana berg",
            ),
            ("Ruiz, for his part, said that trade grew.", "juan ruiz"),
            ("Juan Ruiz, in turn, praised the treaty.", "juan ruiz"),
            ("In his speech, Ruiz praised the treaty.", "juan ruiz"),
            ("Ruiz on Monday said that trade grew.", "juan ruiz"),
            ("Both leaders praised the treaty.", "both leaders"),
            ("Norway praised the treaty.", "NO"),
            (
                "Berg affirmed that the United States and all member states share it.",
                "ana berg",
            ),
            ("It was noted that trade grew.", "-"),
        ];
        for (sentence, subject) in cases {
            let found = subjects(&format!("{MEETING}{sentence}"));
            assert_eq!(found, [subject], "{sentence}");
        }
    }

    #[test]
    fn what_is_said_may_stand_before_the_speaker() {
        let found = subjects(&format!(
            "{MEETING}\"Trade grew,\" said the Prime Minister. \"It grew,\" Berg said."
        ));
        assert_eq!(found, ["juan ruiz", "ana berg"]);
    }

    #[test]
    fn a_pronoun_goes_on_with_the_speaker_before() {
        let found = subjects(&format!(
            "{MEETING}Ruiz said that trade grew. He noted that visits are rare, adding that they should not be."
        ));
        assert_eq!(found, ["juan ruiz", "juan ruiz", "juan ruiz"]);
        let found = subjects(&format!("{MEETING}Berg and Ruiz praised the treaty."));
        assert_eq!(found, ["berg and ruiz"]);
        let found = subjects(&format!(
            "{MEETING}Berg has led the talks. She and Prime Minister Ruiz have met twice. She noted that visits are rare."
        ));
        assert_eq!(found, ["ana berg"]);
        // A state is no `she`.
        let found = subjects(&format!(
            "{MEETING}Norway praised the treaty. She noted that visits are rare."
        ));
        assert_eq!(found, ["NO", "she"]);
    }

    #[test]
    fn all_of_a_list_speak() {
        let cases = [
            ("The EU and Norway reaffirmed the treaty.", "the eu and norway"),
            (
                "Chile, Norway, and Peru reaffirmed the treaty.",
                "norway, and peru",
            ),
            (
                "We, the governments of Chile, Norway, and Peru, reaffirmed the treaty.",
                "norway, and peru",
            ),
            (
                "Norway, the Republic of Chile, and Peru reaffirmed the treaty.",
                "chile, and peru",
            ),
            ("Ruiz met Berg, and Peru reaffirmed the treaty.", "PE"),
        ];
        for (sentence, subject) in cases {
            let found = subjects(&format!("{MEETING}{sentence}"));
            assert_eq!(found.last().map(String::as_str), Some(subject), "{sentence}");
        }
    }

    #[test]
    fn the_object_of_a_verb_in_a_row_is_no_speaker() {
        let found = subjects(&format!(
            "{MEETING}The two leaders condemned the raid, reaffirmed Chile's rights, and called for peace."
        ));
        assert_eq!(found, ["the two leaders"; 3]);
        let found = subjects(&format!("{MEETING}Trade grew, said Ruiz."));
        assert_eq!(found, ["juan ruiz"]);
    }
}
