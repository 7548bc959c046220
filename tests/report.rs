//! Each renderer over one set of findings that has the hard cases.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

mod support;

use std::path::PathBuf;

use proptest::prelude::*;
use rapporteur::document::Document;
use rapporteur::finding::{
    Edit, Failed, Finding, Fix, Passage, Place, Related, Report, Severity, Summary, Unchecked,
};
use rapporteur::report::{Format, Settings, Sources, render};
use support::shared;

const PLAIN: &str = "\
record: summit-summary/1
source:
  id: talks
event:
  kind: talks
  evdence: held talks
parties:
  - name: Uzbekistan
  - name: Japan
    name: Nippon
";
const WIDE: &str = "title: 日本国\t🇯🇵 ｆｕｌｌ = wrong\nnote: e\u{301}te\u{301} and \u{202e}7 $\u{202c} \u{1b}[31mred\u{7}\n";
const CRLF: &str = "figures:\r\n  - value: 12\r\n    unit: USD\r\n    kind: count\r\nnext: 1\r\n";
const AT_END: &str = "record: 'not closed\n";
const TALKS: &str = "The sides noted “a new portfolio of projects worth\nover $12 billion”, it was said.\n";

const FORMATS: [Format; 8] = [
    Format::Human,
    Format::Concise,
    Format::Json,
    Format::Sarif,
    Format::Junit,
    Format::Github,
    Format::Gitlab,
    Format::Markdown,
];

/// Where `needle` first stands in `document`.
fn place(document: &Document, needle: &str) -> Place {
    let start = document.text().find(needle).expect("the needle is there");
    range(document, start, start + needle.len())
}

fn range(document: &Document, start: usize, end: usize) -> Place {
    Place {
        path: document.name().to_owned(),
        start: document.position(start),
        end: document.position(end),
    }
}

fn finding(code: &'static str, severity: Severity, message: &str, pointer: &str, record: Place) -> Finding {
    Finding {
        code,
        severity,
        message: message.to_owned(),
        pointer: pointer.to_owned(),
        record,
        source: None,
        related: Vec::new(),
        help: None,
        fix: None,
    }
}

/// The findings, and the texts that they point into.
#[expect(clippy::too_many_lines, reason = "a list of cases, one after the other")]
fn hard_cases() -> (Report, Sources) {
    let plain = Document::new("records/plain.yaml", PLAIN);
    let wide = Document::new("records/wide, 100%:é.yaml", WIDE);
    let crlf = Document::new("./records/crlf.yaml", CRLF);
    let at_end = Document::new("records/end.yaml", AT_END);
    let long_text = format!("{}wrong{}\n", "left ".repeat(300), " right".repeat(300));
    let long = Document::new("<stdin>", long_text);
    let talks = Document::new("sources/talks.txt", TALKS);

    let misspelt = place(&plain, "evdence");
    let second = PLAIN.rfind("name").expect("a second name");
    let first = place(&plain, "name: Japan");
    let findings = vec![
        Finding {
            help: Some("the key is `evidence`".into()),
            fix: Some(Fix {
                message: "write `evidence`".into(),
                safe: true,
                edits: vec![Edit {
                    start: misspelt.start.offset,
                    end: misspelt.end.offset,
                    text: "evidence".into(),
                }],
            }),
            ..finding(
                "schema/unknown-key",
                Severity::Error,
                "`evdence` is no key of an event; did you mean `evidence`?",
                "/event/evdence",
                misspelt,
            )
        },
        Finding {
            help: Some("delete one of the two".into()),
            related: vec![Related {
                message: "first given here".into(),
                place: range(&plain, first.start.offset, first.start.offset + 4),
            }],
            ..finding(
                "yaml/duplicate-key",
                Severity::Error,
                "`name` is given twice",
                "/parties/1/name",
                range(&plain, second, second + 4),
            )
        },
        finding(
            "schema/unknown-key",
            Severity::Warning,
            "wide characters stand before <b>this</b> | *that*, 100% sure: yes",
            "/title",
            place(&wide, "wrong"),
        ),
        finding(
            "schema/unknown-key",
            Severity::Note,
            "hidden \u{202e}characters\u{1b}[0m\nin a message",
            "/note",
            place(&wide, "\u{202e}7 $\u{202c} \u{1b}[31mred\u{7}"),
        ),
        Finding {
            source: Some(Passage {
                place: place(&talks, "worth\nover $12 billion"),
                exact: "worth\nover $12 billion".into(),
            }),
            fix: Some(Fix {
                message: "give the amount its kind and its bound".into(),
                safe: false,
                edits: vec![
                    Edit {
                        start: place(&crlf, "12").start.offset,
                        end: place(&crlf, "12").end.offset,
                        text: "12000000000\r\n    comparator: more_than".into(),
                    },
                    Edit {
                        start: place(&crlf, "count").start.offset,
                        end: place(&crlf, "count").end.offset,
                        text: "money".into(),
                    },
                ],
            }),
            ..finding(
                "schema/unknown-key",
                Severity::Error,
                "the source says another amount",
                "/figures/0",
                place(&crlf, "value: 12\r\n    unit: USD\r\n    kind: count"),
            )
        },
        finding(
            "yaml/duplicate-key",
            Severity::Error,
            "the file ends inside a quoted scalar",
            "",
            range(&at_end, AT_END.len(), AT_END.len()),
        ),
        finding(
            "schema/unknown-key",
            Severity::Error,
            "a long line is cut",
            "/left",
            place(&long, "wrong"),
        ),
        Finding {
            related: vec![Related {
                message: "in another file".into(),
                place: place(&talks, "The sides"),
            }],
            ..finding(
                "schema/unknown-key",
                Severity::Error,
                "the text of this file is not at hand",
                "/x",
                Place {
                    path: "/elsewhere/gone.yaml".into(),
                    ..place(&plain, "talks")
                },
            )
        },
    ];
    let report = Report {
        findings,
        unchecked: vec![Unchecked {
            path: "records/plain.yaml".into(),
            pointer: "/statements/0/speaker".into(),
            reason: "the text does not tell to whom `he` refers".into(),
        }],
        failed: vec![Failed {
            path: "records/bad, 50%.yaml".into(),
            reason: "is not UTF-8: byte 3, on line 1; save it as UTF-8".into(),
        }],
        summary: Summary {
            files: 7,
            records: 8,
            errors: 6,
            warnings: 1,
            notes: 1,
        },
    };
    let mut sources = Sources::default();
    sources.note("records/clean.yaml");
    for document in [plain, wide, crlf, at_end, long] {
        sources.note(document.name());
        sources.keep(document);
    }
    sources.keep(talks);
    (report, sources)
}

fn rendered(format: Format) -> String {
    let (report, sources) = hard_cases();
    let settings = Settings {
        root: PathBuf::from("/work"),
        ..Settings::default()
    };
    render(&report, &sources, format, &settings)
}

#[test]
fn human() {
    insta::assert_snapshot!("human", rendered(Format::Human));
}

#[test]
fn human_in_colour() {
    let (report, sources) = hard_cases();
    let settings = Settings {
        color: true,
        ..Settings::default()
    };
    let first = Report {
        findings: report.findings.into_iter().take(1).collect(),
        summary: Summary {
            files: 1,
            records: 1,
            errors: 1,
            ..Summary::default()
        },
        ..Report::default()
    };
    let text = render(&first, &sources, Format::Human, &settings);
    insta::assert_snapshot!("human_in_colour", text.replace('\u{1b}', "ESC"));
}

#[test]
fn concise() {
    insta::assert_snapshot!("concise", rendered(Format::Concise));
}

#[test]
fn json() {
    insta::assert_snapshot!("json", rendered(Format::Json));
}

#[test]
fn sarif() {
    insta::assert_snapshot!("sarif", rendered(Format::Sarif));
}

#[test]
fn junit() {
    insta::assert_snapshot!("junit", rendered(Format::Junit));
}

#[test]
fn github() {
    insta::assert_snapshot!("github", rendered(Format::Github));
}

#[test]
fn gitlab() {
    insta::assert_snapshot!("gitlab", rendered(Format::Gitlab));
}

#[test]
fn markdown() {
    insta::assert_snapshot!("markdown", rendered(Format::Markdown));
}

#[test]
fn a_report_without_findings() {
    let report = Report {
        summary: Summary {
            files: 1,
            records: 1,
            ..Summary::default()
        },
        ..Report::default()
    };
    let mut sources = Sources::default();
    sources.note("clean.yaml");
    let mut all = String::new();
    for format in FORMATS {
        let text = render(&report, &sources, format, &Settings::default());
        all.extend([format!("== {format:?}\n"), text]);
    }
    insta::assert_snapshot!("without_findings", all);
}

#[test]
fn sarif_conforms_to_its_schema() {
    let Some(shared) = shared() else {
        eprintln!("left out: there is no folder ../shared with the SARIF schema");
        return;
    };
    let path = shared.join("suites/sarif/sarif-2.1.0.schema.json");
    let schema = std::fs::read_to_string(&path).expect("the schema is there");
    // One pattern of the published schema, that of a language tag, has a bracket too many and
    // is refused as a regular expression. No report of ours names a language.
    let schema = schema.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "");
    let schema = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("the schema compiles");
    let conforms = |text: &str| {
        let log = serde_json::from_str(text).expect("SARIF is JSON");
        let complaints: Vec<String> = validator
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(complaints.is_empty(), "{complaints:#?}");
    };
    conforms(&rendered(Format::Sarif));
    conforms(&render(
        &Report::default(),
        &Sources::default(),
        Format::Sarif,
        &Settings::default(),
    ));
}

#[test]
fn nothing_that_hides_reaches_the_output() {
    for format in FORMATS {
        let text = rendered(format);
        let hidden: Vec<char> = text
            .chars()
            .filter(|&ch| rapporteur::document::is_hidden(ch))
            .collect();
        assert!(hidden.is_empty(), "{format:?}: {hidden:?}");
    }
}

/// A program that reads one of these formats has nothing else to go by.
#[test]
fn what_failed_is_an_error_in_every_format() {
    let report = Report {
        failed: vec![Failed {
            path: "a.yaml".into(),
            reason: "cannot be read".into(),
        }],
        ..Report::default()
    };
    let written = |format| render(&report, &Sources::default(), format, &Settings::default());
    let json = |format| serde_json::from_str::<serde_json::Value>(&written(format)).expect("JSON");
    assert_eq!(json(Format::Json)["failed"][0]["path"], "a.yaml");
    let invocation = &json(Format::Sarif)["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["level"], "error");
    let issue = &json(Format::Gitlab)[0];
    assert_eq!(issue["severity"], "critical");
    assert_eq!(issue["location"]["path"], "a.yaml");
    assert!(
        written(Format::Junit).contains("<error "),
        "{}",
        written(Format::Junit)
    );
    assert!(
        written(Format::Junit).contains("errors=\"1\""),
        "{}",
        written(Format::Junit)
    );
    assert_eq!(
        written(Format::Github),
        "::error file=a.yaml,title=failed::cannot be read\n"
    );
    for format in [Format::Human, Format::Concise, Format::Markdown] {
        assert!(written(format).contains("cannot be read"), "{format:?}");
    }
}

#[test]
fn a_fingerprint_stays_when_lines_move() {
    let prints = |text: &str| -> Vec<String> {
        let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let issues = value.as_array().expect("a list");
        issues
            .iter()
            .map(|issue| issue["fingerprint"].as_str().expect("text").to_owned())
            .collect()
    };
    let (mut report, sources) = hard_cases();
    let twin = report.findings[0].clone();
    report.findings.push(twin);
    let before = prints(&render(&report, &sources, Format::Gitlab, &Settings::default()));
    for finding in &mut report.findings {
        finding.record.start.line += 3;
        finding.record.end.line += 3;
    }
    let after = prints(&render(&report, &sources, Format::Gitlab, &Settings::default()));
    assert_eq!(before, after);
    let mut unique = before.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), before.len(), "{before:?}");
}

/// Text with what is hard to show: wide and zero-width characters, line breaks, markup, long lines.
fn hard_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z :{}`<>|*%,&\"'\\\\]{0,12}",
        2 => "[\r\n\t]{1,3}",
        1 => "[日本é\u{301}\u{200d}👩🇯🇵\u{202e}\u{2066}\u{feff}\u{0}\u{fffe}\u{ffff}\u{fdd0}\u{1b}\u{7f}\u{85}\u{2028}]{1,4}",
        1 => "(]]>|-->|::error::|```|\\$\\(x\\))",
        1 => "x{500,900}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever a document holds and wherever a finding points: every format is written, what is
    /// JSON is JSON, and nothing hides.
    #[test]
    fn any_finding_in_any_text_is_shown(
        text in hard_text(),
        message in hard_text(),
        ends in prop::array::uniform6(0_usize..1500),
    ) {
        let document = Document::new("a.yaml", text.as_str());
        let pair = |one: usize, other: usize| range(&document, one.min(other), one.max(other));
        let place = pair(ends[0], ends[1]);
        let boundary = |place: &Place| (place.start.offset, place.end.offset);
        let (start, end) = boundary(&pair(ends[2], ends[3]));
        let found = Finding {
            source: Some(Passage { place: pair(ends[4], ends[5]), exact: message.clone() }),
            related: vec![Related { message: message.clone(), place: pair(ends[2], ends[5]) }],
            fix: Some(Fix {
                message: message.clone(),
                safe: true,
                edits: vec![Edit { start, end, text: message.clone() }],
            }),
            ..finding("schema/unknown-key", Severity::Error, &message, &message, place)
        };
        let report = Report {
            findings: vec![found],
            unchecked: vec![Unchecked {
                path: "a.yaml".into(),
                pointer: message.clone(),
                reason: message.clone(),
            }],
            failed: vec![Failed { path: message.clone(), reason: message }],
            summary: Summary { files: 1, records: 1, errors: 1, ..Summary::default() },
        };
        let mut sources = Sources::default();
        sources.note("a.yaml");
        sources.keep(document.clone());
        for format in FORMATS {
            let text = render(&report, &sources, format, &Settings::default());
            prop_assert!(!text.contains(rapporteur::document::is_hidden), "{:?}: {:?}", format, text);
            if matches!(format, Format::Json | Format::Sarif | Format::Gitlab) {
                let value: Result<serde_json::Value, _> = serde_json::from_str(&text);
                prop_assert!(value.is_ok(), "{:?}: {}", format, text);
            }
            if format == Format::Junit {
                let xml = quick_junit::Report::deserialize_from_str(&text);
                prop_assert!(xml.is_ok(), "{:?}: {}", xml, text);
            }
            if format == Format::Concise {
                prop_assert_eq!(text.lines().count(), 3);
            }
        }
    }
}
