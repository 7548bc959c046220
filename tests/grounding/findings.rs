//! What a finding says and where it points, what is told as unchecked, and what settings make of it.

use jiff::civil::{Date, date};
use rapporteur::document::Document;
use rapporteur::finding::codes;
use rapporteur::grounding::{Checked, Config, Source, check};
use rapporteur::schema::Schema;
use rapporteur::yaml;

use super::{found_in, vouched};

/// A record of a meeting in `source` with these `members` besides.
fn record(members: &str) -> String {
    format!(
        "record: summit-summary/1\nsource: {{id: x}}\nevent: {{kind: talks, evidence: Norway met Chile}}\n\
         parties: [{{name: Norway, kind: state, evidence: Norway met Chile}}]\nparticipants: []\n{members}"
    )
}

fn source(text: &str) -> Source {
    Source::of(Document::new("source.txt", format!("Norway met Chile. {text}")))
}

#[test]
fn a_finding_points_at_the_member_that_is_wrong_and_at_the_object_that_lacks_one() {
    let source = source("Sales rose to over 40 ships per year.");
    let sales = "value: 40, kind: count, unit: ships, comparator: more_than, per: year, change: increase";
    let pointed = |from: &str, to: &str| -> Vec<(&str, String)> {
        let evidence = "evidence: Sales rose to over 40 ships per year";
        let figure = sales.replace(from, to);
        let marks = vouched(
            &source,
            &record(&format!("figures: [{{{figure}, {evidence}}}]\n")),
        )
        .marks;
        marks.into_iter().map(|mark| (mark.code, mark.pointer)).collect()
    };
    assert_eq!(pointed("", ""), []);
    for (from, to, code, pointer) in [
        (
            "unit: ships",
            "unit: nurses",
            "vouch/number-unit",
            "/figures/0/unit",
        ),
        (
            "comparator: more_than",
            "comparator: approx",
            "vouch/number-comparator",
            "/figures/0/comparator",
        ),
        (
            "comparator: more_than",
            "comparator: exact",
            "vouch/number-comparator",
            "/figures/0",
        ),
        (
            ", comparator: more_than",
            "",
            "vouch/number-comparator",
            "/figures/0",
        ),
        ("per: year", "per: month", "vouch/number-period", "/figures/0/per"),
        (", per: year", "", "vouch/number-period", "/figures/0"),
        (
            "change: increase",
            "change: decrease",
            "vouch/number-change",
            "/figures/0/change",
        ),
        (
            "kind: count",
            "kind: ordinal",
            "vouch/number-ordinal",
            "/figures/0/kind",
        ),
    ] {
        assert_eq!(pointed(from, to), [(code, pointer.to_owned())], "{from} → {to}");
    }
}

#[test]
fn what_a_rule_reads_is_not_told_as_unchecked() {
    let source = source("Sales rose from 30 to over 40 ships per year.");
    let record = record(
        "figures: [{value: 40, kind: count, unit: ships, comparator: more_than, per: year, change: increase, \
         measures: Sales, evidence: Sales rose from 30 to over 40 ships per year}]\n",
    );
    let undecided = vouched(&source, &record).undecided;
    let of_figure: Vec<_> = undecided
        .iter()
        .filter(|undecided| undecided.pointer.starts_with("/figures") && !undecided.by_rule)
        .collect();
    assert!(of_figure.is_empty(), "{of_figure:#?}");
    assert!(
        undecided
            .iter()
            .any(|undecided| undecided.pointer == "/event/kind")
    );
}

#[test]
fn a_quote_that_stands_nowhere_is_told_by_what_differs() {
    let source = source("The two ministers of trade agreed in Oslo to build a new ferry port.");
    let told = |quote: &str| {
        let members = format!("topics: [{{sector: transport, label: ferry port, evidence: {quote}}}]\n");
        let marks = vouched(&source, &record(&members)).marks;
        let mark = marks
            .into_iter()
            .find(|mark| mark.code == "vouch/quote-not-found");
        mark.map(|mark| mark.message).unwrap_or_default()
    };
    for (quote, difference) in [
        (
            "agreed in Oslo to build a large ferry port",
            "it has “large” where the source has “new”",
        ),
        ("agreed in Oslo not to build a new ferry port", "it adds “not”"),
        ("agreed in Oslo to build a ferry port", "it leaves out “new”"),
    ] {
        let message = told(quote);
        assert!(message.ends_with(difference), "{quote}: {message}");
    }
}

#[test]
fn a_text_in_another_language_is_not_held_by_english_words() {
    let french = "Le président et la ministre ont parlé de la pêche dans le port de la ville hier soir. \
        Les deux pays ont signé un accord sur le commerce du poisson pour dix ans encore. \
        La flotte du pays voisin compte 40 navires de pêche et un grand port de commerce.";
    let figure = |evidence: &str| {
        record(&format!(
            "figures: [{{value: 40, kind: count, unit: ships, evidence: {evidence}}}]\n"
        ))
    };
    let found = found_in(&source(french), &figure("compte 40 navires"));
    assert_eq!(found, [] as [&str; 0]);
    let english =
        "The fleet of the country has 40 nurses for all of its harbours and for the villages near them.";
    let found = found_in(&source(english), &figure("has 40 nurses"));
    assert_eq!(found, ["vouch/number-unit"]);
}

/// What is found on 1 March 2026 in a record of two faults, at `/event/place/name` and `/topics/1/label`, of
/// which the latter's evidence stands in the source, under these `settings`.
fn checked(settings: &str) -> Checked {
    let text = record(
        "topics:\n- {sector: transport, label: ferry, evidence: a ferry port}\n\
         - {sector: transport, label: railway, evidence: a ferry port}\n",
    )
    .replace("{kind: talks,", "{kind: talks, place: {name: Bergen},");
    let file = yaml::read("records/oslo.yaml", &text);
    let record = file.documents.first().expect("a document");
    let config = Config::parse(settings).expect("settings");
    let today: Date = date(2026, 3, 1);
    let source = source("They spoke of a ferry port.");
    check(&file, record, Schema::built_in(), &source, &config, today)
}

/// What is found in the record that `text` is, without settings.
fn checked_against(source: &Source, text: &str) -> Checked {
    let file = yaml::read("record.yaml", text);
    let record = file.documents.first().expect("a document");
    let today: Date = date(2026, 3, 1);
    check(
        &file,
        record,
        Schema::built_in(),
        source,
        &Config::default(),
        today,
    )
}

#[test]
fn a_waiver_waives_what_it_names_until_it_expires() {
    let left = |waiver: &str| -> Vec<String> {
        let settings = match waiver {
            "" => String::new(),
            waiver => format!("[[waiver]]\nreason = \"It is known.\"\n{waiver}\n"),
        };
        let findings = checked(&settings).findings.into_iter();
        let errors = findings.filter(|finding| finding.code.starts_with("vouch/"));
        errors.map(|finding| finding.pointer).collect()
    };
    let (place, label) = ("/event/place/name", "/topics/1/label");
    let both = [place, label];
    assert_eq!(left(""), both);
    for (waiver, expected) in [
        ("code = \"vouch\"\nrecord = \"oslo.yaml\"", &[][..]),
        ("code = \"trace\"\nrecord = \"oslo.yaml\"", &both),
        (
            "code = \"vouch/name-not-found\"\nrecord = \"oslo.yaml\"",
            &[label],
        ),
        (
            "code = \"vouch/phrase-not-found\"\nrecord = \"oslo.yaml\"",
            &[place],
        ),
        ("code = \"vouch\"\nrecord = \"records/oslo.yaml\"", &[]),
        ("code = \"vouch\"\nrecord = \"slo.yaml\"", &both),
        ("code = \"vouch\"\nrecord = \"bergen.yaml\"", &both),
        ("code = \"vouch\"\npointer = \"/topics/1/label\"", &[place]),
        ("code = \"vouch\"\npointer = \"/topics\"", &[place]),
        ("code = \"vouch\"\npointer = \"/topic\"", &both),
        ("code = \"vouch\"\npassage = \"a  ferry\"", &[place]),
        ("code = \"vouch\"\npassage = \"a railway\"", &both),
        (
            "code = \"vouch\"\nrecord = \"oslo.yaml\"\nexpires = 2026-03-02",
            &[],
        ),
        (
            "code = \"vouch\"\nrecord = \"oslo.yaml\"\nexpires = 2026-03-01",
            &both,
        ),
        (
            "code = \"vouch/name-not-found\"\nrecord = \"oslo.yaml\"\nexpires = 2026-02-28",
            &both,
        ),
    ] {
        assert_eq!(left(waiver), expected, "{waiver}");
    }
}

#[test]
fn what_is_said_of_a_code_counts_before_what_is_said_of_its_area() {
    let told = |settings: &str| -> Vec<(&'static str, String)> {
        let findings = checked(settings).findings.into_iter();
        let vouched = findings.filter(|finding| finding.code.starts_with("vouch/"));
        vouched
            .map(|finding| (finding.code, format!("{:?}", finding.severity)))
            .collect()
    };
    let usual = |code: &str| codes::find(code).map(|code| format!("{:?}", code.severity));
    let (name, phrase) = ("vouch/name-not-found", "vouch/phrase-not-found");
    let pair = |one: &str, other: &str| vec![(name, one.to_owned()), (phrase, other.to_owned())];
    let usual_of = |code: &str| usual(code).unwrap_or_default();
    assert_eq!(told(""), pair(&usual_of(name), &usual_of(phrase)));
    assert_eq!(told("[severity]\nvouch = \"note\""), pair("Note", "Note"));
    assert_eq!(
        told("[severity]\nvouch = \"note\"\n\"vouch/name-not-found\" = \"warning\""),
        pair("Warning", "Note")
    );
    assert_eq!(
        told("[severity]\nvouch = \"off\"\n\"vouch/phrase-not-found\" = \"error\""),
        [(phrase, "Error".to_owned())]
    );
}

#[test]
fn what_a_record_leaves_out_is_told_by_its_kind_and_its_words() {
    let source = source(
        "President Ana Berg and the World Bank spoke of the Arctic Ports Programme. They agreed to lend $20 million. \
         It grew by 7 percent in three years. Norway has 40 ships.",
    );
    let text = record("");
    let checked = checked_against(&source, &text);
    let told: Vec<String> = checked
        .findings
        .into_iter()
        .filter(|finding| finding.code.starts_with("trace/"))
        .map(|finding| {
            let message = finding.message.replace("the record accounts nowhere for ", "");
            format!("{} {message}", finding.code)
        })
        .collect();
    assert_eq!(
        told,
        [
            "trace/organization the body “World Bank”",
            "trace/programme the programme “Arctic Ports Programme”",
            "trace/commitment what is told by “agreed to”",
            "trace/money the amount “$20 million”",
            "trace/percent the percentage “7 percent”",
            "trace/duration the length of time “three years”",
            "trace/count the number “40 ships”",
            "trace/person the person “President Ana Berg”",
        ]
    );
}

#[test]
fn two_objects_that_contradict_each_other_are_told_with_what_they_say() {
    let source = source("The Port Bank lent money to Norway.");
    let text = record(
        "organizations:\n- {name: Port Bank, kind: other, evidence: [The Port Bank lent money]}\n\
         - {name: Port Bank, kind: company, evidence: [The Port Bank lent money to Norway]}\n",
    );
    let marks = vouched(&source, &text).marks;
    let told = marks.iter().find(|mark| mark.code == "vouch/contradiction");
    assert_eq!(
        told.map(|mark| (mark.pointer.as_str(), mark.message.as_str())),
        Some((
            "/organizations/1/kind",
            "“company” is said of “Port Bank”, of which /organizations/0 says otherwise"
        ))
    );
}

#[test]
fn a_record_that_does_not_fit_its_schema_is_told_as_unchecked() {
    let text = record("").replace("kind: talks", "kind: chat");
    let checked = checked_against(&source("They talked."), &text);
    assert_eq!((checked.findings, checked.undecided), (vec![], 1));
    let told: Vec<_> = checked
        .unchecked
        .iter()
        .map(|one| (one.path.as_str(), one.pointer.as_str()))
        .collect();
    assert_eq!(told, [("record.yaml", "")]);
}
