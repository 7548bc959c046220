//! Cues: phrases by which a readout says what was done, and whose word something is.

use std::sync::LazyLock;

use super::{PhraseBook, Table, WordSet};
use crate::document::Word;

/// Where, seen from a cue, the words stand that say what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// `plans were announced to` **establish a zone**
    After,
    /// **a portfolio of projects** `has been formed`
    Before,
    /// `the proposal to` **expand the scale** `was supported`
    Inside,
}

/// A phrase that tells of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutcomeCue {
    /// The record's status; `None` where the phrase only looks like an outcome.
    pub status: Option<&'static str>,
    /// The status where one side alone is the subject, if it is another one.
    pub alone: Option<&'static str>,
    /// Where its object stands.
    pub object: Object,
    /// What it takes besides to count.
    pub needs: Need,
}

/// What an outcome cue takes to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// A party, a participant or all sides as subject.
    Party,
    /// Such a subject, and behind the cue a verb that tells of an act: `will` **sign**.
    Act,
    /// As `Act`, in a clause that somebody says: `he said that Japan` **would** `help`.
    Reported,
    /// A subject as for `Party`, and an amount right behind the cue: `pledged` **$5 million**.
    Amount,
    /// A clause behind it that says what shall be: `agreed that` **there should be …**
    Modal,
}

/// How a phrase gives a view to a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// `the Prime Minister described` **…**
    Active,
    /// **…** `was highlighted`; no speaker is named.
    Passive,
    /// `it was noted that` **…**; no speaker is named.
    Impersonal,
    /// `according to the minister,` **…**: the speaker stands behind.
    According,
    /// `…, adding that` **…**: the speaker is the one of the sentence.
    Participle,
}

/// A phrase that gives a view to someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpeechCue {
    /// The record's act.
    pub act: &'static str,
    /// Who speaks.
    pub voice: Voice,
    /// True where only a clause can follow (`said that …`), not a noun phrase (`said the minister`).
    pub wants_clause: bool,
}

/// What a press service means by an expression for its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnSide {
    /// `the head of our state`
    Leader,
    /// `our country`
    State,
}

static OUTCOMES: Table = Table::new(include_str!("data/outcome_cues.tsv"));
static SPEECH: Table = Table::new(include_str!("data/speech_cues.tsv"));
static EVENTS: Table = Table::new(include_str!("data/event_cues.tsv"));
static JOINT: Table = Table::new(include_str!("data/joint_subjects.tsv"));
static IDLE: Table = Table::new(include_str!("data/idle_verbs.tsv"));
static OWN: Table = Table::new(include_str!("data/own_side.tsv"));

/// Phrases that tell of outcomes.
pub static OUTCOME_CUES: LazyLock<PhraseBook<OutcomeCue>> = LazyLock::new(|| {
    PhraseBook::new(OUTCOMES.rows().map(|row| {
        let cue = OutcomeCue {
            status: some(row.cell(1)),
            alone: some(row.cell(2)),
            object: match row.cell(3) {
                "before" => Object::Before,
                "inside" => Object::Inside,
                _ => Object::After,
            },
            needs: match row.cell(4) {
                "party" => Need::Party,
                "act" => Need::Act,
                "reported" => Need::Reported,
                "amount" => Need::Amount,
                "modal" => Need::Modal,
                _ => Need::Nothing,
            },
        };
        (row.cell(0), cue)
    }))
});

/// Phrases that give a view to someone.
pub static SPEECH_CUES: LazyLock<PhraseBook<SpeechCue>> = LazyLock::new(|| {
    PhraseBook::new(SPEECH.rows().map(|row| {
        let cue = SpeechCue {
            act: row.cell(1),
            voice: match row.cell(2) {
                "passive" => Voice::Passive,
                "impersonal" => Voice::Impersonal,
                "participle" => Voice::Participle,
                "according" => Voice::According,
                _ => Voice::Active,
            },
            wants_clause: row.cell(3) == "that",
        };
        (row.cell(0), cue)
    }))
});

/// Phrases that tell what kind of meeting it was, with the record's word for it.
pub static EVENT_CUES: LazyLock<PhraseBook<&'static str>> =
    LazyLock::new(|| PhraseBook::new(EVENTS.rows().map(|row| (row.cell(0), row.cell(1)))));

/// Subjects that stand for all sides together (`true`), or for the meeting itself (`false`).
pub static JOINT_SUBJECTS: LazyLock<PhraseBook<bool>> =
    LazyLock::new(|| PhraseBook::new(JOINT.rows().map(|row| (row.cell(0), row.cell(1) == "all"))));

/// Words by which a press service means its own state or leader.
pub static OWN_SIDE: LazyLock<PhraseBook<OwnSide>> = LazyLock::new(|| {
    PhraseBook::new(OWN.rows().map(|row| {
        let sense = if row.cell(1) == "leader" {
            OwnSide::Leader
        } else {
            OwnSide::State
        };
        (row.cell(0), sense)
    }))
});

static IDLE_VERBS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(IDLE.rows().map(|row| row.cell(0))));

/// True for a verb that tells of no act when it stands behind `will`: `will remain`.
#[inline]
pub fn is_idle_verb<'w>(word: impl Into<Word<'w>>) -> bool {
    IDLE_VERBS.has_exact(word)
}

fn some(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty() && cell != "none").then_some(cell)
}

#[cfg(test)]
mod tests {
    use super::{OUTCOME_CUES, Object};
    use crate::document::tokens;

    fn statuses(text: &str) -> Vec<Option<&'static str>> {
        OUTCOME_CUES
            .find(text, &tokens(text))
            .iter()
            .map(|hit| hit.value.status)
            .collect()
    }

    #[test]
    fn a_view_that_only_sounds_like_an_agreement_hides_the_cue_in_it() {
        assert_eq!(statuses("they agreed to meet"), [Some("agreed")]);
        assert_eq!(statuses("they agreed on the importance of trade"), [None]);
        assert!(statuses("the zone was not delayed").is_empty());
    }

    #[test]
    fn a_proposal_that_was_backed_is_found_with_its_object_inside() {
        let text = "The proposal to widen it was also supported.";
        let words = tokens(text);
        let hits = OUTCOME_CUES.find(text, &words);
        assert_eq!(hits.first().map(|hit| hit.value.object), Some(Object::Inside));
    }
}
