//! A world written out as a readout, and the record that a reader makes of it.

use std::ops::Range;

use super::aside::Aside;
use super::template::{Tells, Template, Whose, filled};
use super::world::{Leader, Told, World};
use crate::record::{
    Amount, Change, Comparator, DateFact, Event, EventFormat, EventKind, Evidence, Organization, Outcome,
    OutcomeKind, Participant, Party, PartyKind, Place, Programme, Record, Selector, Source, Statement,
    TimeUnit, Topic, When,
};

/// A readout, and the record of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readout {
    /// The text.
    pub text: String,
    /// What a reader takes from it. Every object rests on the sentence that tells it.
    pub record: Record,
    /// Where each sentence stands, in code points: the first one, then those of
    /// [`World::told`] in their order.
    pub sentences: Vec<Range<usize>>,
}

impl World {
    /// Writes the world out in its house style.
    ///
    /// ```
    /// use proptest::strategy::{Strategy, ValueTree};
    /// use proptest::test_runner::TestRunner;
    /// let mut runner = TestRunner::deterministic();
    /// let world = rapporteur::testing::worlds().new_tree(&mut runner)?.current();
    /// let readout = world.readout();
    /// assert_eq!(readout.record.participants[0].name, world.leaders[0].name());
    /// assert!(readout.text.contains(&world.leaders[0].name()));
    /// # Ok::<(), proptest::test_runner::Reason>(())
    /// ```
    pub fn readout(&self) -> Readout {
        self.readout_around(None)
    }

    /// The same, with `aside` as a sentence of its own behind sentence `at`, counted as in
    /// [`Readout::sentences`]. The record is that of the world alone.
    pub fn readout_with(&self, aside: &Aside, at: usize) -> Readout {
        self.readout_around(Some((aside, at)))
    }

    fn readout_around(&self, aside: Option<(&Aside, usize)>) -> Readout {
        let mut page = Page::default();
        let lead = Written::lead(self);
        let evidence = page.put(&self.style.before(0), &lead.text);
        let mut record = self.opened(&lead, &evidence);
        for index in 0..=self.told.len() {
            if let Some(told) = index.checked_sub(1).and_then(|index| self.told.get(index)) {
                let written = Written::told(self, told);
                let evidence = page.put(&self.style.before(index), &written.text);
                self.add(&mut record, told, &written, &evidence);
            }
            if let Some((aside, _)) = aside.filter(|(_, at)| *at == index) {
                page.text.push_str(self.style.before_aside());
                page.text.push_str(&aside.text);
            }
        }
        page.text.push('\n');
        Readout {
            text: page.text,
            record,
            sentences: page.sentences,
        }
    }

    /// The record of the first sentence.
    fn opened(&self, lead: &Written, evidence: &Evidence) -> Record {
        let kind = self.lead.word().unwrap_or(EventKind::Other);
        let event = Event {
            format: Some(EventFormat::Bilateral),
            place: ["place", "a.CAPITAL"]
                .iter()
                .any(|slot| self.lead.has(slot))
                .then(|| Place {
                    country: Some(self.leaders[0].country.code.to_owned()),
                    ..Place::new(self.leaders[0].country.capital)
                }),
            when: lead.when.clone(),
            ..Event::new(kind, evidence.clone())
        };
        let source = Source {
            language: Some("en".to_owned()),
            ..Source::new("drawn")
        };
        let mut record = Record::new(source, event);
        for &(sector, label) in &self.lead.sectors {
            record.topics.push(Topic::new(sector, label, evidence.clone()));
        }
        for leader in &self.leaders {
            let country = leader.country;
            record.parties.push(Party {
                code: Some(country.code.to_owned()),
                ..Party::new(country.name, PartyKind::State, evidence.clone())
            });
            record.participants.push(Participant {
                role: Some(leader.office.to_owned()),
                party: Some(country.code.to_owned()),
                ..Participant::new(leader.name(), evidence.clone())
            });
        }
        record
    }

    /// Adds to `record` what a sentence tells.
    fn add(&self, record: &mut Record, told: &Told, written: &Written, evidence: &Evidence) {
        let template = told.template;
        if template.has("topics") {
            let topic = |subject: &&crate::testing::Subject| {
                Topic::new(subject.sector, subject.label, evidence.clone())
            };
            record.topics.extend(told.subjects.iter().map(topic));
        }
        for &(sector, label) in &template.sectors {
            record.topics.push(Topic::new(sector, label, evidence.clone()));
        }
        if let Some(deed) = &written.deed {
            for &sector in &told.deed.sectors {
                record
                    .topics
                    .push(Topic::new(sector, deed.as_str(), evidence.clone()));
            }
        }
        for amount in &written.amounts {
            record
                .figures
                .push(amount.clone().with_evidence(evidence.clone()));
        }
        if told.has("programme") {
            record
                .programmes
                .push(Programme::new(told.programme, evidence.clone()));
        }
        if told.has("body") {
            let acronym = Some(told.body.acronym).filter(|acronym| !acronym.is_empty());
            record.organizations.push(Organization {
                acronym: acronym.map(str::to_owned),
                ..Organization::new(told.body.name, told.body.kind, evidence.clone())
            });
        }
        if template.tells == Tells::Outcome {
            record.outcomes.extend(self.outcome(told, written, evidence));
        }
        if let Some(act) = template.word() {
            record.statements.push(Statement {
                speaker: (template.whose == Whose::One).then(|| self.speaker(told)),
                joint: template.whose == Whose::Both,
                quoted: template.sentence.starts_with('“'),
                ..Statement::new(act, written.marked.as_str(), evidence.clone())
            });
        }
        if let (Tells::Date, Some(when)) = (template.tells, &written.when) {
            record.dates.push(DateFact {
                edtf: when.edtf.clone(),
                ..DateFact::new(when.text.as_str(), written.marked.as_str(), evidence.clone())
            });
        }
    }

    /// Whose words the sentence gives: a leader's, or his country's where it speaks of a side.
    fn speaker(&self, told: &Told) -> String {
        let about = self.about(told);
        if told.template.sentence.contains("{x.adjective} side") {
            about.country.name.to_owned()
        } else {
            about.name()
        }
    }

    fn outcome(&self, told: &Told, written: &Written, evidence: &Evidence) -> Option<Outcome> {
        let template = told.template;
        let status = template.word()?;
        let about = self.about(told);
        let code = |leader: &Leader| leader.country.code.to_owned();
        let deed = written.deed.as_ref().map(|_| told.deed.kind);
        Some(Outcome {
            parties: match template.whose {
                Whose::Nobody => Vec::new(),
                Whose::One => vec![code(about)],
                Whose::Both => self.leaders.iter().map(code).collect(),
            },
            according_to: template.told.then(|| about.name()),
            when: written.when.clone(),
            place: written.place.map(Place::new),
            amount: written.amounts.first().cloned(),
            ..Outcome::new(
                template.word().or(deed).unwrap_or(OutcomeKind::Other),
                status,
                written.marked.as_str(),
                evidence.clone(),
            )
        })
    }

    fn about(&self, told: &Told) -> &Leader {
        let [host, guest] = &self.leaders;
        if told.about == 0 { host } else { guest }
    }

    fn other(&self, told: &Told) -> &Leader {
        let [host, guest] = &self.leaders;
        if told.about == 0 { guest } else { host }
    }
}

/// A text that is being written.
#[derive(Default)]
struct Page {
    text: String,
    sentences: Vec<Range<usize>>,
}

impl Page {
    /// Writes a sentence behind `before`; what rests on it has the evidence that is given back.
    fn put(&mut self, before: &str, sentence: &str) -> Evidence {
        self.text.push_str(before);
        let start = self.text.chars().count();
        self.text.push_str(sentence);
        self.sentences.push(start..start + sentence.chars().count());
        evidence(sentence, start)
    }
}

/// The sentence `text` at `start`, without the mark at its end.
fn evidence(text: &str, start: usize) -> Evidence {
    let exact = text.trim_end_matches(['.', '”']);
    let end = start + exact.chars().count();
    Selector::quote(exact).at(start, end).into()
}

/// A sentence with its slots filled.
#[derive(Default)]
struct Written {
    text: String,
    /// What stood between brackets.
    marked: String,
    /// The deed in it.
    deed: Option<String>,
    /// Its numbers.
    amounts: Vec<Amount>,
    /// Its time.
    when: Option<When>,
    /// The town in which something is done.
    place: Option<&'static str>,
}

impl Written {
    fn lead(world: &World) -> Self {
        let mut written = Self::default();
        let text = filled(world.lead.sentence, |slot| match slot {
            "day" => {
                let text = format!("on {} October 2025", world.day);
                written.when = Some(When {
                    edtf: Some(format!("2025-10-{:02}", world.day)),
                    ..When::new(text.as_str())
                });
                text
            }
            "today" | "weekday" => {
                let text = if slot == "today" { "today" } else { "on Tuesday" };
                written.when = Some(When::new(text));
                text.to_owned()
            }
            "dd" => world.day.to_string(),
            "place" => world.leaders[0].country.capital.to_owned(),
            _ => world.named(slot, None),
        });
        written.finish(&text);
        written
    }

    fn told(world: &World, told: &Told) -> Self {
        let mut written = Self::default();
        let Template { sentence, .. } = told.template;
        let text = filled(sentence, |slot| match told.deed_in(slot) {
            Some(deed) => {
                let deed = filled(deed, |slot| written.fill(world, told, slot));
                written.deed = Some(deed.clone());
                deed
            }
            None => written.fill(world, told, slot),
        });
        written.finish(&text);
        written
    }

    /// What stands in a slot of a sentence or of a deed.
    fn fill(&mut self, world: &World, told: &Told, slot: &str) -> String {
        let (slot, words) = slot.split_once(' ').unwrap_or((slot, ""));
        match slot {
            "sum" => {
                self.amounts.push(told.sum.amount());
                told.sum.written()
            }
            "year.sum" => {
                self.amounts.push(Amount {
                    per: Some(TimeUnit::Year),
                    ..told.sum.amount()
                });
                format!("{} a year", told.sum.written())
            }
            "over.sum" => {
                let sum = told.sum.exact();
                self.amounts.push(Amount {
                    comparator: Some(Comparator::MoreThan),
                    ..sum.amount()
                });
                sum.written()
            }
            "share" | "rise.share" | "fall.share" => {
                self.amounts.push(Amount {
                    change: match slot {
                        "rise.share" => Some(Change::Increase),
                        "fall.share" => Some(Change::Decrease),
                        _ => None,
                    },
                    ..told.share.amount()
                });
                told.share.written()
            }
            "count" => {
                self.amounts.push(told.count.amount(words));
                format!("{} {words}", told.count.written())
            }
            "when" => {
                self.when = Some(told.time.when());
                told.time.written()
            }
            "Year" => {
                let text = format!("In {}", told.year);
                self.when = Some(When {
                    edtf: Some(told.year.to_string()),
                    ..When::new(text.as_str())
                });
                text
            }
            "in.capital" => {
                let capital = world.other(told).country.capital;
                self.place = Some(capital);
                format!("in {capital}")
            }
            "topics" => listed(told.subjects.iter().map(|subject| subject.label)),
            "view" => told.view.to_owned(),
            "View" => capitalized(told.view),
            "cause" => told.cause.to_owned(),
            "programme" => told.programme.to_owned(),
            "body" if told.body.acronym.is_empty() => told.body.name.to_owned(),
            "body" => format!("{} ({})", told.body.name, told.body.acronym),
            _ => world.named(slot, Some(told)),
        }
    }

    /// Takes the marks out of `text`, and begins it with a capital.
    fn finish(&mut self, text: &str) {
        let (before, rest) = text.split_once('[').unwrap_or((text, ""));
        let (marked, after) = rest.split_once(']').unwrap_or(("", rest));
        marked.clone_into(&mut self.marked);
        self.text = capitalized(&format!("{before}{marked}{after}"));
    }
}

impl World {
    /// What a slot such as `a.full` stands for; empty for a slot that there is none of.
    fn named(&self, slot: &str, told: Option<&Told>) -> String {
        let (who, how) = slot.split_once('.').unwrap_or((slot, "short"));
        let leader = match (who, told) {
            ("a", _) => &self.leaders[0],
            ("b", _) => &self.leaders[1],
            ("x", Some(told)) => self.about(told),
            ("y", Some(told)) => self.other(told),
            _ => return String::new(),
        };
        leader.named(how)
    }
}

impl Leader {
    /// What the second part of a slot such as `a.full` stands for; empty where there is no such part.
    pub(super) fn named(&self, how: &str) -> String {
        let Self {
            person,
            office,
            country,
        } = self;
        match how {
            "full" => format!("{office} {}", self.name()),
            "short" => format!("{office} {}", person.surname),
            "name" => self.name(),
            "surname" => person.surname.to_owned(),
            "office" => (*office).to_owned(),
            "the" => country.in_sentence.clone(),
            "adjective" => country.adjective.to_owned(),
            "CAPITAL" => country.capital.to_uppercase(),
            "capital" => country.capital.to_owned(),
            _ => String::new(),
        }
    }
}

/// `text` with a capital at its beginning.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// `items` with commas, and `and` before the last.
fn listed<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let items: Vec<&str> = items.collect();
    match items.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}
