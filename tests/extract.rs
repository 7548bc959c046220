//! Extraction: the seed's record, and what holds for any text.
//!
//! Real texts beside the project (`../shared/readouts`, `../shared/corpus`, or the folder named by
//! `RAPPORTEUR_SHARED`) are read where they are present; where they are not, the test says so.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

#[path = "support/any_text.rs"]
mod any_text;
#[path = "support/people.rs"]
mod people;
mod support;

use std::path::Path;

use any_text::holds_on_any_text;
use people::people;
use proptest::prelude::*;
use rapporteur::document::Document;
use rapporteur::extract::extract;
use rapporteur::record::{Act, Comparator, FigureKind, OutcomeKind, Record, Status};
use support::shared;

/// The first source document.
fn seed() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/uzbekistan-japan.txt");
    std::fs::read_to_string(path).expect("the seed is part of the project")
}

fn seed_record() -> Record {
    extract(&Document::new("seeds/uzbekistan-japan.txt", seed())).expect("the seed names its parties")
}

#[test]
fn record_of_the_seed() {
    insta::assert_snapshot!("uzbekistan_japan", seed_record().to_yaml());
}

#[test]
fn the_seed_has_its_parties_and_participants() {
    let record = seed_record();
    let codes: Vec<&str> = record
        .parties
        .iter()
        .filter_map(|party| party.code.as_deref())
        .collect();
    assert_eq!(
        codes,
        ["UZ", "JP"],
        "in the order in which their leaders are named"
    );
    assert_eq!(
        people(&record),
        [
            ("Shavkat Mirziyoyev", Some("President"), Some("UZ")),
            ("Sanae Takaichi", Some("Prime Minister"), Some("JP")),
        ]
    );
    assert_eq!(
        record.source.reported_by.as_deref(),
        Some("presidential press service")
    );
    assert_eq!(record.event.when, None, "the text gives no date");
}

#[test]
fn the_seed_has_its_bodies() {
    let record = seed_record();
    let names: Vec<&str> = record
        .organizations
        .iter()
        .map(|body| body.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Sojitz",
            "Toyota Tsusho",
            "Sumitomo",
            "Itochu",
            "Kyoto Plaza",
            "Balsom",
            "Shikoku Electric",
            "Japan International Cooperation Agency",
            "Japan Bank for International Cooperation",
            "Uzbekistan-Japan Human Resource Development Center",
            "Tokyo University of Foreign Studies",
        ]
    );
    let acronyms: Vec<&str> = record
        .organizations
        .iter()
        .filter_map(|body| body.acronym.as_deref())
        .collect();
    assert_eq!(acronyms, ["JICA", "JBIC"]);
    assert!(
        record
            .programmes
            .iter()
            .any(|programme| programme.name == "One Village, One Product")
    );
}

#[test]
fn the_seed_has_its_figures() {
    let record = seed_record();
    let figures: Vec<(String, FigureKind, &str, Option<Comparator>)> = record
        .figures
        .iter()
        .map(|figure| {
            (
                figure.value.to_string(),
                figure.kind,
                figure.unit.as_str(),
                figure.comparator,
            )
        })
        .collect();
    let exact = Some(Comparator::Exact);
    assert_eq!(
        figures,
        [
            ("33".to_owned(), FigureKind::Duration, "year", exact),
            (
                "12000000000".to_owned(),
                FigureKind::Money,
                "USD",
                Some(Comparator::MoreThan)
            ),
            ("1".to_owned(), FigureKind::Ordinal, "forum", exact),
            (
                "7".to_owned(),
                FigureKind::Count,
                "higher education institutions",
                exact
            ),
            ("10".to_owned(), FigureKind::Duration, "year", exact),
        ]
    );
}

#[test]
fn the_seed_has_its_outcomes_no_stronger_than_told() {
    let record = seed_record();
    let told = |words: &str| {
        let outcome = record
            .outcomes
            .iter()
            .find(|outcome| outcome.title.contains(words));
        let outcome = outcome.unwrap_or_else(|| panic!("no outcome about {words:?}"));
        (outcome.kind, outcome.status)
    };
    assert_eq!(
        told("portfolio of cooperation projects"),
        (OutcomeKind::ProjectPortfolio, Status::Completed)
    );
    assert_eq!(
        told("investment platform"),
        (OutcomeKind::InvestmentPlatform, Status::Proposed)
    );
    assert_eq!(
        told("special economic zone"),
        (OutcomeKind::EconomicZone, Status::Planned)
    );
    assert_eq!(told("One Village"), (OutcomeKind::Programme, Status::Supported));
    assert_eq!(told("first forum"), (OutcomeKind::Forum, Status::Proposed));
    assert_eq!(told("expanding cooperation programs").1, Status::Agreed);
    let forum = record
        .outcomes
        .iter()
        .find(|outcome| outcome.title.contains("first forum"));
    let when = forum.and_then(|forum| forum.when.as_ref());
    assert_eq!(
        when.map(|when| (when.text.as_str(), when.edtf.as_deref())),
        Some(("next year", None))
    );
    let place = forum.and_then(|forum| forum.place.as_ref());
    assert_eq!(place.map(|place| place.name.as_str()), Some("Samarkand"));
    let new: Vec<&str> = record
        .outcomes
        .iter()
        .filter(|outcome| !outcome.background)
        .map(|outcome| outcome.title.as_str())
        .collect();
    assert_eq!(new.len(), 6, "{new:?}");
}

#[test]
fn the_seed_has_its_statements() {
    let record = seed_record();
    let minister = record
        .statements
        .iter()
        .find(|view| view.speaker.as_deref() == Some("Sanae Takaichi"));
    assert!(minister.is_some_and(|view| view.text.contains("significant event in the history")));
    let friend = record
        .statements
        .iter()
        .find(|view| view.text.contains("close friend"));
    let friend = friend.expect("the statement on Japan as a close friend");
    assert_eq!(
        (friend.speaker.as_deref(), friend.joint, friend.act),
        (None, false, Act::Noted)
    );
}

/// Words that meet every rule, so that random texts reach the hard parts.
fn readout_word() -> impl Strategy<Value = String> {
    let words = [
        "President",
        "Prime Minister",
        "Japan",
        "Japanese",
        "Uzbekistan",
        "Ana",
        "Ruiz",
        "da",
        "Silva",
        "of",
        "the",
        "and",
        "agreed to",
        "will",
        "proposed",
        "it was noted that",
        "was supported",
        "has been formed",
        "The proposal to",
        "plans were announced to",
        "over $12 billion",
        "33 years",
        "three-day",
        "5 to 10",
        "100th",
        "next year",
        "in Samarkand",
        "on 20 December 2025",
        "companies such as",
        "'Sojitz'",
        "\"",
        "'",
        "“",
        "”",
        "(",
        ")",
        "JICA",
        "Bank",
        "University",
        "Forum",
        "program",
        "energy",
        "trade",
        ",",
        ".",
        ";",
        ":",
        "\n",
        "\r\n",
        "\n\n",
        "Mr.",
        "J.",
        "U.S.",
        "é",
        "😀",
        "\u{301}",
        "\u{200f}",
        "\u{feff}",
        "\0",
        "said",
        "he",
        "It",
        "his government",
        "according to",
        "agreed that",
        "would",
        "be trained",
        "adding that",
        "welcomed the signing by",
        "invited",
        "between",
        "His Majesty",
        "Minister of Energy and Trade",
        "the report",
        "The Commission",
        "FONDEX",
        "first",
        "fourth-largest",
        "four-nation",
        "(i)",
        "•",
        "if",
        "-",
        "not",
        "they",
        "We",
        "-",
        "–",
        "%",
        "€",
        "1,2",
    ];
    prop_oneof![
        8 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn readout_like() -> impl Strategy<Value = String> {
    proptest::collection::vec((readout_word(), any::<bool>()), 0..80).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, space)| if space { word + " " } else { word })
            .collect()
    })
}

/// What is done to one unit (a character, a sentence, a line) of the seed.
#[derive(Clone, Copy, Debug)]
enum Damage {
    Remove,
    Double,
    Move,
}

fn damaged(units: &[&str], damages: &[(Damage, prop::sample::Index, prop::sample::Index)]) -> String {
    let mut units: Vec<&str> = units.to_vec();
    for (damage, from, to) in damages {
        if units.is_empty() {
            break;
        }
        let unit = units.remove(from.index(units.len()));
        match damage {
            Damage::Remove => {}
            Damage::Double => {
                let at = to.index(units.len() + 1);
                units.insert(at, unit);
                units.insert(at, unit);
            }
            Damage::Move => units.insert(to.index(units.len() + 1), unit),
        }
    }
    units.concat()
}

fn damages() -> impl Strategy<Value = Vec<(Damage, prop::sample::Index, prop::sample::Index)>> {
    let damage = prop_oneof![Just(Damage::Remove), Just(Damage::Double), Just(Damage::Move)];
    proptest::collection::vec(
        (damage, any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        1..12,
    )
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in any::<String>()) {
        holds_on_any_text("any.txt", &text)?;
    }

    #[test]
    fn any_text_of_readout_words_is_read_without_harm(text in readout_like()) {
        holds_on_any_text("words.txt", &text)?;
    }

    #[test]
    fn the_seed_with_characters_damaged_is_read_without_harm(damages in damages()) {
        let text = seed();
        let units: Vec<&str> = text.split_inclusive(|_: char| true).collect();
        holds_on_any_text("seed.txt", &damaged(&units, &damages))?;
    }

    #[test]
    fn the_seed_with_sentences_damaged_is_read_without_harm(damages in damages()) {
        let text = seed();
        let units: Vec<&str> = text.split_inclusive(". ").collect();
        holds_on_any_text("seed.txt", &damaged(&units, &damages))?;
    }

    #[test]
    fn the_seed_with_lines_damaged_is_read_without_harm(damages in damages()) {
        let text = seed();
        let units: Vec<&str> = text.split_inclusive('\n').collect();
        holds_on_any_text("seed.txt", &damaged(&units, &damages))?;
    }
}

/// A byte-order mark is neither white space to Rust nor a word to the schema.
#[test]
fn what_a_date_is_of_has_words() -> Result<(), TestCaseError> {
    holds_on_any_text("call.txt", "Japan;on 20 December 2025\u{feff}")
}

/// The first sentence of the text may be a mark alone.
#[test]
fn what_took_place_rests_on_words() -> Result<(), TestCaseError> {
    holds_on_any_text("call.txt", ".\" Japan")
}

/// The name of a country may reach further than the name of the body that it stands in.
#[test]
fn a_country_that_runs_out_of_a_name_is_read_without_harm() -> Result<(), TestCaseError> {
    holds_on_any_text("call.txt", "Japan\"Bank U.S.President")
}

/// A number below zero is read as such, and has no place in a record.
#[test]
fn a_number_below_zero_is_left_out() -> Result<(), TestCaseError> {
    holds_on_any_text("call.txt", "-33 years U.S.")
}

#[test]
fn real_texts_are_read_without_harm() {
    let Some(shared) = shared() else {
        eprintln!("left out: no folder with real texts beside the project");
        return;
    };
    let mut read = 0;
    for folder in ["seeds", "readouts", "corpus/white-house"] {
        for path in texts(&shared.join(folder)) {
            let text = std::fs::read_to_string(&path).expect("a readable text");
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("text");
            if let Err(failure) = holds_on_any_text(name, &text) {
                panic!("{}: {failure}", path.display());
            }
            read += 1;
        }
    }
    assert!(read > 0, "the folder {} holds no texts", shared.display());
}

fn texts(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths
}

/// Eight times the text may take three times eight as long, not eight times eight.
#[test]
fn time_grows_with_size_and_not_with_its_square() {
    // Of a text that names no side nothing but its mentions would be read.
    const LEAD: &str = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo. ";
    let seeds = seed();
    let shapes: [(&str, &str); 24] = [
        ("the seed", &seeds),
        ("one sentence", "Japan agreed to trade and "),
        ("digits", "7"),
        ("grouped digits", "1,000 "),
        ("quotation marks", "\"'“ "),
        ("brackets", "((("),
        ("capitals", "President Ana Ruiz of Japan and "),
        ("initials", "a.b."),
        ("commas", "Japan, which, and "),
        ("countries without blanks", "Japan,Peru,"),
        ("offices", "the Japanese President and "),
        ("pronouns", "and he agreed to and "),
        ("speech", "\"one two three four five\" "),
        ("speech left open", "“one two three four five "),
        ("verbs of speech", "said, noting that "),
        ("people", "President Ana Berg said. "),
        ("one name", "Ana Berg "),
        ("nothing but capitals", "WHO "),
        ("one word", "a"),
        ("stops", ". "),
        ("hyphens", "a-"),
        ("items", "They agreed to:\n• sign\n"),
        ("listed bodies", "companies such as 'A', 'B', "),
        ("marks without width", "\u{200b}"),
    ];
    for (shape, unit) in shapes {
        let repeated = unit.repeat(16 * 1024 / unit.len() + 1);
        let small = format!("{LEAD}{repeated}");
        let large = format!("{LEAD}{}", repeated.repeat(8));
        // Time that grows with the square is found at each try; a busy machine is not.
        let mut ratios = Vec::new();
        while ratios.len() < 3 && ratios.iter().all(|&ratio| ratio >= 24.0) {
            let fast = fastest_of_three(&small).as_secs_f64().max(0.000_5);
            ratios.push(fastest_of_three(&large).as_secs_f64() / fast);
        }
        let best = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        assert!(
            best < 24.0,
            "{shape}: {ratios:?} times the time for eight times the text"
        );
    }
}

fn fastest_of_three(text: &str) -> std::time::Duration {
    let document = Document::new("large.txt", text);
    let times = (0..3).map(|_| {
        let start = std::time::Instant::now();
        let _ = extract(&document);
        start.elapsed()
    });
    times.min().unwrap_or_default()
}
