//! The subject of a verb: who stands before it, or behind it.

use crate::document::{Span, Token, TokenKind};
use crate::lexicon::{JOINT_SUBJECTS, OWN_SIDE, OwnSide, function_word};
use crate::mentions::{CountryMention, Mentions, PersonMention, is_particle};

use super::people::{People, own_name};

/// What stands as the subject of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Somebody of the text's [`People`], by index.
    Person(usize, Span),
    /// A country, by name, people, government or capital.
    Country(&'static str, Span),
    /// All sides, or two together.
    Joint(Span),
    /// `he`, `she`
    Pronoun(Span),
    /// `I`, `we`: whoever publishes the text.
    First(Span),
    /// Other words: an office that fits nobody or several, a body, a common noun.
    Words(Span),
}

impl Subject {
    /// Where it stands.
    pub(super) fn span(self) -> Span {
        match self {
            Self::Person(_, span)
            | Self::Country(_, span)
            | Self::Joint(span)
            | Self::Pronoun(span)
            | Self::First(span)
            | Self::Words(span) => span,
        }
    }
}

/// Finds subjects in one sentence.
pub(super) struct Subjects<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) mentions: &'t Mentions,
    pub(super) people: &'t People,
}

/// The longest noun phrase that is looked through, in tokens.
const LONGEST_PHRASE: usize = 14;

impl Subjects<'_> {
    /// The subject that stands before the token at `verb`.
    ///
    /// Steps over adverbs, auxiliaries and what stands between commas; `None` where the verb has no
    /// subject of its own there, as behind `and` or at the start.
    pub(super) fn before(&self, verb: usize) -> Option<Subject> {
        let mut at = verb;
        loop {
            let before = at.checked_sub(1)?;
            let word = self.word(before);
            if self.is_aside(before) {
                at = before;
            } else if let Some(first) = self.date_ending(before) {
                at = first;
            } else if word == "," {
                // `we, the governments of A, B, and C, recognize`: the last of a list is no aside.
                if let Some(list @ Subject::Joint(_)) =
                    before.checked_sub(1).and_then(|last| self.phrase_ending(last))
                {
                    return Some(list);
                }
                let floor = before.saturating_sub(LONGEST_PHRASE);
                at = (floor..before).rev().find(|&index| self.word(index) == ",")?;
            } else {
                return self.phrase_ending(before);
            }
        }
    }

    /// The subject that begins at the token at `first`: `said the monarch`, `according to his office`.
    pub(super) fn after(&self, first: usize) -> Option<Subject> {
        let start = self.tokens.get(first)?.span.start;
        let mut after = first;
        if matches!(
            self.word(after).to_lowercase().as_str(),
            "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our"
        ) {
            after += 1;
        }
        if let Some(person) = self.mentions.people.iter().find(|person| {
            person.span.start >= start
                && self.tokens.get(after).is_some_and(|token| {
                    person.span.start <= token.span.start && token.span.start < person.span.end
                })
        }) {
            let last = self
                .tokens
                .partition_point(|token| token.span.start < person.span.end);
            return self.phrase_ending(last.checked_sub(1)?);
        }
        let mut end = after;
        while self.tokens.get(end).is_some_and(|token| {
            token.kind == TokenKind::Word
                && (end == after || function_word(token.span.of(self.text)).is_none())
        }) && end - after < 5
        {
            end += 1;
        }
        if end == after {
            return None;
        }
        self.phrase_ending(end - 1)
    }

    /// Whose the thing is that begins at the token at `first`: `President Castro's` **desire**.
    pub(super) fn owner(&self, first: usize) -> Option<Subject> {
        let mark = first.checked_sub(1)?;
        let is_possessive = self.tokens.get(mark)?.kind == TokenKind::Possessive
            || (matches!(self.word(mark), "'" | "’")
                && mark.checked_sub(1).is_some_and(|at| self.word(at).ends_with('s')));
        let (subject, _) = self.entity_ending(mark.checked_sub(1).filter(|_| is_possessive)?)?;
        matches!(subject, Subject::Person(..) | Subject::Country(..)).then_some(subject)
    }

    /// Whom the name or office whose last token is `last` means.
    pub(super) fn ending_at(&self, last: usize) -> Option<Subject> {
        self.entity_ending(last).map(|(subject, _)| subject)
    }

    /// What the noun phrase whose last token is `last` tells of.
    fn phrase_ending(&self, last: usize) -> Option<Subject> {
        let end = self.tokens.get(last)?.span.end;
        let (subject, first) = self.entity_ending(last)?;
        let start = match subject {
            Subject::Person(..) => self.office_start(first),
            _ => first,
        };
        if let Some(joined) = self.coordinated(start) {
            return Some(Subject::Joint(joined.join(Span::new(subject.span().start, end))));
        }
        // `the people of Iraq`, `a spokesman for the minister`: the noun before speaks, for the one behind.
        if first
            .checked_sub(1)
            .is_some_and(|at| matches!(self.word(at), "of" | "for" | "in" | "at" | "from" | "on"))
            && let Some((_, head)) = first.checked_sub(2).and_then(|at| self.entity_ending(at))
            && let Some(start) = self.tokens.get(head)
        {
            let whole = Span::new(start.span.start, end);
            return Some(match subject {
                Subject::Country(code, _) => Subject::Country(code, whole),
                _ => Subject::Words(whole),
            });
        }
        Some(subject)
    }

    /// The entity whose last token is `last`, and its first token.
    fn entity_ending(&self, last: usize) -> Option<(Subject, usize)> {
        /// Bytes of the longest of the words below that stand for somebody.
        const LONGEST: usize = 5;
        let token = self.tokens.get(last)?;
        let end = token.span.end;
        let word = self.word(last);
        let lower = Some(word)
            .filter(|word| word.len() <= LONGEST)
            .map(str::to_lowercase);
        let single = |subject: fn(Span) -> Subject| Some((subject(token.span), last));
        match lower.as_deref().unwrap_or_default() {
            "he" | "she" | "him" => return single(Subject::Pronoun),
            "i" | "we" => return single(Subject::First),
            "they" => return single(Subject::Joint),
            "it" | "this" | "that" | "which" | "there" => return single(Subject::Words),
            "who" => {
                return self.entity_ending(
                    last.checked_sub(1 + usize::from(self.word(last.checked_sub(1)?) == ","))?,
                );
            }
            _ => {}
        }
        if let Some(found) = self.fixed_phrase(end) {
            return Some(found);
        }
        if let Some(person) = self.person_ending(end) {
            let first = self.index_of(person.span.start);
            return Some((self.of_mention(&person), self.with_article(first)));
        }
        if let Some(found) = self.bare_name(last) {
            return Some(found);
        }
        if token.kind == TokenKind::Mark && !matches!(word, "\"" | "”" | "'" | "’" | ")") {
            return None;
        }
        if function_word(word).is_some() {
            return None;
        }
        let mut first = last;
        while let Some(before) = first.checked_sub(1) {
            let Some(token) = self.tokens.get(before) else {
                break;
            };
            let inside = match token.kind {
                TokenKind::Word => function_word(token.span.of(self.text)).is_none(),
                TokenKind::Number | TokenKind::Possessive => true,
                TokenKind::Mark => matches!(token.span.of(self.text), "-" | "'" | "’" | "/"),
            };
            if !inside || last - before > LONGEST_PHRASE {
                break;
            }
            first = before;
        }
        let first = self.with_article(first);
        let span = self.tokens.get(first)?.span.join(token.span);
        // `and Norway's` is what Norway has.
        let country = self
            .country_in(span)
            .filter(|_| token.kind != TokenKind::Possessive);
        Some((
            country.map_or(Subject::Words(span), |country| {
                Subject::Country(country.code, span)
            }),
            first,
        ))
    }

    /// `both leaders`, `the head of our state`, ending at the byte `end`.
    fn fixed_phrase(&self, end: usize) -> Option<(Subject, usize)> {
        let last = self.tokens.partition_point(|token| token.span.end < end);
        let from = last.saturating_sub(6);
        (from..=last).find_map(|first| {
            if let Some(hit) = JOINT_SUBJECTS
                .longest_at(self.text, self.tokens, first)
                .filter(|hit| hit.span.end == end)
            {
                return Some((Subject::Joint(hit.span), first));
            }
            let hit = OWN_SIDE
                .longest_at(self.text, self.tokens, first)
                .filter(|hit| hit.span.end == end)?;
            let leader = (*hit.value == OwnSide::Leader)
                .then(|| self.people.own_leader())
                .flatten();
            let subject = leader.map_or(Subject::Words(hit.span), |index| Subject::Person(index, hit.span));
            Some((subject, first))
        })
    }

    fn person_ending(&self, end: usize) -> Option<PersonMention> {
        let index = self
            .mentions
            .people
            .partition_point(|person| person.span.end < end);
        self.mentions
            .people
            .get(index)
            .filter(|person| person.span.end == end)
            .copied()
    }

    /// A person by name, or by an office that only one person of the text holds.
    pub(super) fn of_mention(&self, mention: &PersonMention) -> Subject {
        if let Some(name) = own_name(self.text, mention) {
            return match self.people.named(name.of(self.text)).as_slice() {
                [only] => Subject::Person(*only, mention.span),
                _ => Subject::Words(mention.span),
            };
        }
        let title = mention.title.map(|title| title.of(self.text).to_lowercase());
        let country = mention.country.map(|country| country.code);
        title
            .and_then(|title| self.people.holder(&title, country))
            .map_or(Subject::Words(mention.span), |index| {
                Subject::Person(index, mention.span)
            })
    }

    /// A known person by surname alone.
    fn bare_name(&self, last: usize) -> Option<(Subject, usize)> {
        let token = self
            .tokens
            .get(last)
            .filter(|token| token.is_capitalized(self.text))?;
        let word = token.span.of(self.text).to_lowercase();
        let known = self.people.with_parts(std::slice::from_ref(&word));
        let [only] = known.as_slice() else { return None };
        let mut first = last;
        let parts = &self.people.get(*only)?.parts;
        while let Some(before) = first.checked_sub(1).filter(|&at| {
            self.tokens.get(at).is_some_and(|token| {
                let word = token.span.of(self.text);
                (token.is_capitalized(self.text) || is_particle(word)) && parts.contains(&word.to_lowercase())
            })
        }) {
            first = before;
        }
        let span = self.tokens.get(first)?.span.join(token.span);
        Some((Subject::Person(*only, span), first))
    }

    /// The first word of an office that is not told with the name that begins at `first`: **Executive**
    /// `Vice Minister Ma`.
    fn office_start(&self, first: usize) -> usize {
        /// Words of an office before those that are known.
        const MOST: usize = 5;
        let before = (first.saturating_sub(MOST)..first).rev();
        let office = before.take_while(|&at| {
            self.tokens.get(at).is_some_and(|token| {
                let word = token.span.of(self.text);
                token.kind == TokenKind::Word
                    && token.is_capitalized(self.text)
                    && function_word(&word.to_lowercase()).is_none()
            })
        });
        office.last().unwrap_or(first)
    }

    /// What is joined with `and` to the noun phrase that begins at `first`, where that is somebody too.
    fn coordinated(&self, first: usize) -> Option<Span> {
        let before = |back: usize| first.checked_sub(back).map_or("", |at| self.word(at));
        let and = match (before(3), before(2), before(1)) {
            (.., "and" | "&") => first - 1,
            ("as", "well", "as") => first - 3,
            _ => return None,
        };
        let comma = and.checked_sub(1).filter(|&at| self.word(at) == ",");
        let (other, start) = self.entity_ending(comma.unwrap_or(and).checked_sub(1)?)?;
        let span = self.somebody(other)?;
        // `A, B, and C praised`; and not `A met B, and C praised`.
        let is_listed = || {
            // `A, the Republic of` **B**`, and C`
            let start = match start.checked_sub(2) {
                Some(at) if self.word(start - 1) == "of" => {
                    self.entity_ending(at).map_or(start, |(_, of)| of)
                }
                _ => start,
            };
            start
                .checked_sub(2)
                .filter(|_| self.word(start - 1) == ",")
                .and_then(|at| self.entity_ending(at))
                .is_some_and(|(before, _)| self.somebody(before).is_some())
        };
        (comma.is_none() || is_listed()).then_some(span)
    }

    /// Where `subject` stands, if it is one or several who may act or speak.
    fn somebody(&self, subject: Subject) -> Option<Span> {
        match subject {
            Subject::Person(..) | Subject::Country(..) | Subject::First(_) | Subject::Pronoun(_) => {
                Some(subject.span())
            }
            // An office that nobody is named for is somebody nevertheless, and so is a body of states.
            Subject::Words(span) => {
                let (people, sides) = (&self.mentions.people, &self.mentions.sides);
                let person = people.partition_point(|person| person.span.end <= span.start);
                let side = sides.partition_point(|side| side.span.end <= span.start);
                let first = [
                    people.get(person).map(|own| own.span),
                    sides.get(side).map(|own| own.span),
                ];
                first
                    .into_iter()
                    .flatten()
                    .any(|own| own.overlaps(span))
                    .then_some(span)
            }
            Subject::Joint(_) => None,
        }
    }

    /// A country inside `span`, which stands before its own noun or is the noun.
    fn country_in(&self, span: Span) -> Option<CountryMention> {
        let from = self
            .mentions
            .countries
            .partition_point(|country| country.span.end <= span.start);
        self.mentions
            .countries
            .get(from)
            .filter(|country| span.contains(country.span))
            .copied()
    }

    /// True for an adverb, an auxiliary or a closing mark between subject and verb.
    fn is_aside(&self, at: usize) -> bool {
        let word = self.word(at);
        let lower = word.to_lowercase();
        (lower.len() > 4
            && lower.ends_with("ly")
            && !self
                .tokens
                .get(at)
                .is_some_and(|token| token.is_capitalized(self.text)))
            || matches!(
                lower.as_str(),
                "also"
                    | "already"
                    | "then"
                    | "further"
                    | "once"
                    | "again"
                    | "today"
                    | "both"
                    | "all"
                    | "now"
                    | "still"
                    | "has"
                    | "have"
                    | "had"
                    | "is"
                    | "are"
                    | "was"
                    | "were"
                    | "will"
                    | "would"
                    | "jointly"
                    | "together"
                    | "later"
                    | "did"
                    | "does"
                    | "do"
                    | "not"
                    | "could"
                    | "can"
                    | "may"
                    | "might"
                    | "should"
                    | "must"
                    | "been"
                    | "be"
            ) && word != "Will"
    }

    /// The first token of the date whose last token is `last`: `on Wednesday`.
    fn date_ending(&self, last: usize) -> Option<usize> {
        let end = self.tokens.get(last)?.span.end;
        let index = self.mentions.dates.partition_point(|date| date.span.end < end);
        let date = self
            .mentions
            .dates
            .get(index)
            .filter(|date| date.span.end == end)?;
        let first = self.index_of(date.span.start);
        Some(first - usize::from(first > 0 && matches!(self.word(first - 1), "on" | "later" | "earlier")))
    }

    fn with_article(&self, first: usize) -> usize {
        first
            .checked_sub(1)
            .filter(|&at| {
                function_word(self.word(at))
                    .is_some_and(|class| matches!(class, "article" | "determiner" | "pronoun"))
            })
            .unwrap_or(first)
    }

    fn index_of(&self, start: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < start)
    }

    fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map(|token| token.span.of(self.text))
            .unwrap_or_default()
    }
}
