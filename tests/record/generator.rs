//! Arbitrary records that obey the schema, for property tests.
//!
//! Strings hold any characters, with at least one letter among them. Lists are short: what
//! matters is which members are there together.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rapporteur::record::{
    Act, Amount, Change, Comparator, DateFact, Event, EventFormat, EventKind, Evidence, Figure, FigureKind,
    Number, Organization, OrganizationKind, Outcome, OutcomeKind, Participant, Party, PartyKind, Place,
    Programme, Record, Sector, Selector, Source, Statement, Status, TimeUnit, Topic, Version, When,
};
use rust_decimal::Decimal;

/// Any record that the schema allows.
pub(crate) fn records() -> impl Strategy<Value = Record> {
    (
        sources(),
        events(),
        vec(parties(), 1..3),
        vec(participants(), 0..3),
        vec(topics(), 0..3),
        vec(parties(), 0..2),
        vec(organizations(), 0..3),
        vec(programmes(), 0..2),
        vec(figures(), 0..3),
        vec(outcomes(), 0..3),
        vec(statements(), 0..3),
        vec(dates(), 0..2),
    )
        .prop_map(
            |(
                source,
                event,
                parties,
                participants,
                topics,
                third_parties,
                organizations,
                programmes,
                figures,
                outcomes,
                statements,
                dates,
            )| Record {
                record: Version::V1,
                source,
                event,
                parties,
                participants,
                topics,
                third_parties,
                organizations,
                programmes,
                figures,
                outcomes,
                statements,
                dates,
            },
        )
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        vec(any::<char>(), 1..8).prop_map(String::from_iter),
        "[ -~\n]{1,12}",
    ]
}

/// A string that is not blank.
fn text() -> impl Strategy<Value = String> {
    (option::of(any_text()), "[A-Za-z]{1,4}", option::of(any_text())).prop_map(|(before, word, after)| {
        format!(
            "{}{word}{}",
            before.unwrap_or_default(),
            after.unwrap_or_default()
        )
    })
}

fn edtf() -> impl Strategy<Value = String> {
    let days = (0..10_000_u32, 1..=12_u32, 1..=28_u32);
    prop_oneof![
        days.prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
        select(vec![
            "2026",
            "2025-12",
            "2026-21",
            "1992~",
            "18XX",
            "201X?",
            "2004-XX",
            "2004-06-XX",
            "-0044",
            "Y170000002",
            "2025-12-18/2025-12-20",
            "2013-09/2013-10",
            "1985/..",
            "../1985",
            "1985-04-12/",
            "/1985-04",
            "2004-06-11%",
            "1985-04-12T23:20:30Z",
            "1985-04-12T23:20:30",
            "1985-04-12T23:20:30+04:30",
        ])
        .prop_map(str::to_string),
    ]
}

fn country() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec!["NO", "UZ", "JP"]).prop_map(str::to_string),
        "[A-Z]{2}"
    ]
}

fn selectors() -> impl Strategy<Value = Selector> {
    let offsets = option::of((0..1_000_000_usize, 1..500_usize));
    (text(), option::of(any_text()), option::of(any_text()), offsets).prop_map(
        |(exact, prefix, suffix, offsets)| {
            let selector = Selector {
                exact,
                prefix,
                suffix,
                ..Selector::default()
            };
            match offsets {
                Some((start, length)) => selector.at(start, start + length),
                None => selector,
            }
        },
    )
}

fn evidence() -> impl Strategy<Value = Evidence> {
    prop_oneof![
        text().prop_map(Evidence::quote),
        vec(selectors(), 1..3).prop_map(Evidence),
    ]
}

fn sources() -> impl Strategy<Value = Source> {
    (
        "[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,3}",
        option::of("[a-z.]{1,3}/[ -~]{0,8}"),
        option::of(text()),
        option::of(text()),
        option::of(text()),
        option::of("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"),
        option::of(edtf()),
        option::of("[0-9a-f]{64}"),
        option::of(evidence()),
    )
        .prop_map(
            |(id, path, title, publisher, reported_by, language, published, sha256, evidence)| Source {
                id,
                path,
                title,
                publisher,
                reported_by,
                language,
                published,
                sha256,
                evidence: evidence.unwrap_or_default(),
            },
        )
}

fn whens() -> impl Strategy<Value = When> {
    (text(), option::of(edtf())).prop_map(|(text, edtf)| When { text, edtf })
}

fn places() -> impl Strategy<Value = Place> {
    (text(), option::of(country())).prop_map(|(name, country)| Place { name, country })
}

fn events() -> impl Strategy<Value = Event> {
    (
        select(EventKind::ALL),
        option::of(select(EventFormat::ALL)),
        option::of(whens()),
        option::of(places()),
        option::of(text()),
        evidence(),
    )
        .prop_map(|(kind, format, when, place, occasion, evidence)| Event {
            kind,
            format,
            when,
            place,
            occasion,
            evidence,
        })
}

fn parties() -> impl Strategy<Value = Party> {
    let code = option::of(prop_oneof![
        3 => country(),
        1 => select(vec!["EU", "UN"]).prop_map(str::to_string),
    ]);
    (text(), code, select(PartyKind::ALL), evidence()).prop_map(|(name, code, kind, evidence)| {
        // The two reserved codes are those of bodies.
        let kind = match code.as_deref() {
            Some("EU" | "UN") => PartyKind::Organization,
            _ => kind,
        };
        Party {
            name,
            code,
            kind,
            evidence,
        }
    })
}

fn participants() -> impl Strategy<Value = Participant> {
    (text(), option::of(text()), option::of(text()), evidence()).prop_map(|(name, role, party, evidence)| {
        Participant {
            name,
            role,
            party,
            evidence,
        }
    })
}

fn topics() -> impl Strategy<Value = Topic> {
    (select(Sector::ALL), text(), evidence()).prop_map(|(sector, label, evidence)| Topic {
        sector,
        label,
        evidence,
    })
}

fn organizations() -> impl Strategy<Value = Organization> {
    let kind = select(OrganizationKind::ALL);
    (
        text(),
        option::of(text()),
        kind,
        option::of(country()),
        evidence(),
    )
        .prop_map(|(name, acronym, kind, country, evidence)| Organization {
            name,
            acronym,
            kind,
            country,
            evidence,
        })
}

fn programmes() -> impl Strategy<Value = Programme> {
    (text(), evidence()).prop_map(|(name, evidence)| Programme { name, evidence })
}

/// Any number that a record can hold, up to the bound of the schema.
fn numbers() -> impl Strategy<Value = Number> {
    let whole = (-1_000_000_000_000_000_i64..=1_000_000_000_000_000, 0_u32..=9)
        .prop_map(|(digits, zeros)| Decimal::from(digits) * Decimal::from(10_u64.pow(zeros)));
    let fraction = (-999_999_999_999_999_i64..=999_999_999_999_999, 1_u32..=20)
        .prop_map(|(digits, scale)| Decimal::new(digits, scale));
    prop_oneof![whole, fraction, (0..1_000_i64).prop_map(Decimal::from)]
        .prop_map(|decimal| Number::try_from(decimal).expect("few enough digits"))
}

fn amounts() -> impl Strategy<Value = Amount> {
    (
        select(FigureKind::ALL).prop_flat_map(kinds_with_their_own),
        option::of(1..1_000_u64),
        option::of(select(Comparator::ALL)),
        option::of(select(Change::ALL)),
        option::of(select(TimeUnit::ALL)),
        option::of(text()),
    )
        .prop_map(
            |((kind, value, unit), range, comparator, change, per, measures)| {
                let upper =
                    range.and_then(|range| Number::try_from(value.decimal() + Decimal::from(range)).ok());
                let comparator = match comparator {
                    Some(Comparator::Exact | Comparator::Approx) | None => comparator,
                    Some(_) if upper.is_none() => comparator,
                    Some(_) => None,
                };
                Amount {
                    value,
                    kind,
                    unit,
                    comparator,
                    upper,
                    change,
                    per,
                    measures,
                }
            },
        )
}

/// A value and a unit that go with `kind`.
fn kinds_with_their_own(kind: FigureKind) -> BoxedStrategy<(FigureKind, Number, String)> {
    let not_negative =
        || numbers().prop_map(|n| Number::try_from(n.decimal().abs()).expect("as many digits"));
    let (value, unit) = match kind {
        FigureKind::Money => (numbers().boxed(), "[A-Z]{3}".boxed()),
        FigureKind::Percent => (numbers().boxed(), Just("percent".to_string()).boxed()),
        FigureKind::Duration => (
            not_negative().boxed(),
            select(TimeUnit::ALL).prop_map(|unit| unit.to_string()).boxed(),
        ),
        FigureKind::Ordinal => ((1..10_000_u64).prop_map(Number::from).boxed(), text().boxed()),
        FigureKind::Count => (not_negative().boxed(), text().boxed()),
        FigureKind::Measure => (numbers().boxed(), text().boxed()),
    };
    (Just(kind), value, unit).boxed()
}

fn figures() -> impl Strategy<Value = Figure> {
    (amounts(), evidence()).prop_map(|(amount, evidence)| amount.with_evidence(evidence))
}

fn outcomes() -> impl Strategy<Value = Outcome> {
    (
        select(OutcomeKind::ALL),
        select(Status::ALL),
        text(),
        prop::collection::btree_set(country(), 0..3),
        option::of(places()),
        option::of(whens()),
        option::of(text()),
        option::of(amounts()),
        any::<bool>(),
        evidence(),
    )
        .prop_map(
            |(kind, status, title, parties, place, when, according_to, amount, background, evidence)| {
                Outcome {
                    kind,
                    status,
                    title,
                    parties: parties.into_iter().collect(),
                    place,
                    when,
                    according_to,
                    amount,
                    background,
                    evidence,
                }
            },
        )
}

fn statements() -> impl Strategy<Value = Statement> {
    // Somebody's, everybody's, or nobody's.
    let attribution = prop_oneof![
        text().prop_map(|speaker| (Some(speaker), false)),
        Just((None, true)),
        Just((None, false)),
    ];
    (attribution, select(Act::ALL), text(), any::<bool>(), evidence()).prop_map(
        |((speaker, joint), act, text, quoted, evidence)| Statement {
            speaker,
            joint,
            act,
            text,
            quoted,
            evidence,
        },
    )
}

fn dates() -> impl Strategy<Value = DateFact> {
    (text(), option::of(edtf()), text(), evidence()).prop_map(|(text, edtf, what, evidence)| DateFact {
        text,
        edtf,
        what,
        evidence,
    })
}
