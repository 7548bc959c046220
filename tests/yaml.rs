//! Reading holds for any text: no panic, every place inside the text, and no other value than a
//! second reader sees.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

use proptest::prelude::*;
use rapporteur::document::Span;
use rapporteur::finding::{Finding, Severity};
use rapporteur::schema::{Schema, mend_text, validate_text};
use rapporteur::yaml::{self, File, Node, Value};

/// Pieces of YAML, good and bad, from which texts are put together.
const PIECES: &[&str] = &[
    "a",
    "b",
    "key",
    ": ",
    ":",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n    ",
    "\n - ",
    "  ",
    "\t",
    "\"",
    "'",
    "\"x\"",
    "'y'",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "? ",
    "&x ",
    "*x",
    "!!str ",
    "!t ",
    "# c",
    "|\n",
    ">-\n  ",
    "---\n",
    "...\n",
    "<<: ",
    "~",
    "null",
    "true",
    "12",
    "-0.5",
    "0x1F",
    "é",
    "NO",
    "%YAML 1.2\n",
    "\\",
    "\u{FEFF}",
    "\r\n",
    "🙂",
    "\u{85}",
    "\0",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// A block of keys and values that is mostly YAML.
fn blocks() -> impl Strategy<Value = String> {
    let scalar = prop::sample::select(vec![
        "text",
        "12",
        "-3.50",
        "1e3",
        "0x1F",
        "true",
        "Null",
        "~",
        "NO",
        "2025-12-20",
        "'it''s'",
        "\"a\\tb\"",
        "",
        "a b",
        "a: b",
        "[1, two, {x: y}]",
        "{k: v, \"q\": [ ]}",
        "|\n      lines\n      more",
        ">-\n      folded\n      text",
        "*a",
        "&a shared",
        "!!str 12",
        "1_000",
        "12:30",
        ".5",
        "+7",
        "007",
        "18446744073709551616",
    ]);
    let line = (
        0usize..3,
        prop::sample::select(vec!["k", "l", "m", "\"n\"", "- ", "on", "1"]),
        scalar,
    );
    prop::collection::vec(line, 1..8).prop_map(|lines| {
        let mut text = String::new();
        for (indent, key, value) in lines {
            text.push_str(&"  ".repeat(indent));
            text.push_str(key);
            text.push_str(if key == "- " { "" } else { ": " });
            text.push_str(value);
            text.push('\n');
        }
        text
    })
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![pieces(), blocks(), ".{0,60}", any::<String>()]
}

fn errors(file: &File) -> Vec<&Finding> {
    let findings = file.findings.iter();
    findings
        .filter(|finding| finding.severity == Severity::Error)
        .collect()
}

/// Every node lies in the text, and in the one that holds it, unless it stands for an anchor's.
fn places_hold(text: &str, node: &Node) -> Result<(), TestCaseError> {
    prop_assert!(
        text.get(node.span.range()).is_some(),
        "{:?} in {text:?}",
        node.span
    );
    let inside = |span: Span| node.span.contains(span) || node.span.of(text).starts_with('*');
    match &node.value {
        Value::Sequence(items) => {
            for item in items {
                prop_assert!(
                    inside(item.span),
                    "{:?} outside {:?} in {text:?}",
                    item.span,
                    node.span
                );
                places_hold(text, item)?;
            }
        }
        Value::Mapping(mapping) => {
            for entry in mapping.entries() {
                prop_assert!(
                    inside(entry.key.span),
                    "{:?} outside {:?} in {text:?}",
                    entry.key,
                    node.span
                );
                places_hold(text, &entry.value)?;
            }
        }
        _ => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn any_text_is_read_without_panic_and_every_place_is_inside(text in texts(), json in any::<bool>()) {
        let file = yaml::read(if json { "t.json" } else { "t.yaml" }, &text);
        for finding in &file.findings {
            prop_assert!(finding.record.start.offset <= finding.record.end.offset);
            let range = finding.record.start.offset..finding.record.end.offset;
            prop_assert!(text.get(range).is_some(), "{finding:?} in {text:?}");
        }
        for document in &file.documents {
            places_hold(&text, &document.root)?;
        }
        let order: Vec<usize> = file.findings.iter().map(|finding| finding.record.start.offset).collect();
        prop_assert!(order.is_sorted());
    }

    #[test]
    fn any_text_is_validated_and_mending_twice_changes_nothing(text in texts()) {
        validate_text("t.yaml", &text, Schema::built_in());
        let (once, _) = mend_text("t.yaml", &text, Schema::built_in());
        let (twice, changes) = mend_text("t.yaml", &once, Schema::built_in());
        prop_assert_eq!((twice, changes), (once, 0));
    }

    #[test]
    fn json_is_read_as_another_reader_reads_it(text in texts()) {
        let file = yaml::read("t.json", &text);
        let other: Result<serde_json::Value, _> = serde_json::from_str(text.trim_start_matches('\u{FEFF}'));
        match (errors(&file).is_empty().then(|| file.documents.first()).flatten(), other) {
            (Some(document), Ok(value)) => prop_assert_eq!(document.root.to_json(), value),
            (Some(document), Err(error)) => {
                return Err(TestCaseError::fail(format!("{text:?}: {:?}, but {error}", document.root)));
            }
            _ => {}
        }
    }

    #[test]
    fn yaml_is_read_as_another_reader_reads_it(text in texts()) {
        let file = yaml::read("t.yaml", &text);
        if let ([document], []) = (file.documents.as_slice(), errors(&file).as_slice()) {
            if let Some(difference) = difference(&text, &document.root) {
                return Err(TestCaseError::fail(format!("{text:?}: {difference}")));
            }
        }
    }
}

/// What the second reader sees otherwise, beyond what is known.
///
/// It is `yaml_serde`, whose parser is of YAML 1.1 and refuses much that YAML 1.2 allows (a key
/// without text, a tab before a value); what it refuses is not compared. Besides:
///
/// - U+0085, U+2028 and U+2029 break lines in YAML 1.1 and are text in YAML 1.2;
/// - a byte-order mark may stand before each document in YAML 1.2;
/// - a block scalar that ends with the text, without a line break, has one in YAML 1.2, and may
///   stand at the edge of the page there;
/// - the name of an anchor may have any signs in YAML 1.2 (`&a:`).
///
/// The differences of single values stand in [`alike`].
fn difference(text: &str, root: &Node) -> Option<String> {
    let breaks = text.contains(['\u{85}', '\u{2028}', '\u{2029}', '\u{FEFF}']);
    let block = text.contains(['|', '>']) && !text.ends_with('\n');
    let name = text.split(['&', '*']).skip(1).any(|rest| {
        let name = rest
            .split(|letter: char| letter.is_whitespace() || ",[]{}".contains(letter))
            .next();
        name.is_some_and(|name| name.contains(|letter: char| !letter.is_ascii_alphanumeric()))
    });
    if breaks || block || name {
        return None;
    }
    let theirs: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    (!alike(root, &theirs)).then(|| format!("read as {}, but {theirs:?}", root.to_json()))
}

/// True where both are the same value, numbers by what they measure, or differ in a known way:
///
/// - the second reader takes digits after a zero for text (`007`);
/// - it knows numbers in base 2, and a sign before those in base 8 and 16, as the core schema does not;
/// - it keeps the tag `!`, which asks for text;
/// - keys are text here, and any value there.
fn alike(ours: &Node, theirs: &serde_yaml::Value) -> bool {
    use serde_yaml::Value as Theirs;
    match (&ours.value, theirs) {
        (Value::String(_), Theirs::Tagged(_)) | (Value::Null, Theirs::Null) => true,
        (Value::Bool(one), Theirs::Bool(other)) => one == other,
        (Value::Number(one), Theirs::Number(other)) => one.parse::<f64>().ok() == other.as_f64(),
        (Value::Number(one), Theirs::String(other)) => {
            let digits = other.trim_start_matches(['-', '+']);
            digits.starts_with('0') && other.parse::<f64>().ok() == one.parse().ok()
        }
        (Value::String(one), Theirs::Number(_)) => {
            let digits = one.trim_start_matches(['-', '+']);
            ["0b", "0o", "0x"].iter().any(|base| digits.starts_with(base))
        }
        (Value::String(one), Theirs::String(other)) => one == other,
        (Value::Sequence(one), Theirs::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Value::Mapping(one), Theirs::Mapping(other)) => {
            one.entries().len() == other.len()
                && one.entries().iter().zip(other).all(|(entry, (key, value))| {
                    let same_key = key.as_str().is_none_or(|key| key == entry.key.text);
                    same_key && alike(&entry.value, value)
                })
        }
        _ => false,
    }
}

/// Texts that ask for much: each is answered in a time that grows with its length only.
#[test]
fn what_asks_for_too_much_is_answered_soon() {
    let laughs: String = (1..30)
        .map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", ")))
        .collect();
    let texts = [
        ("deep brackets", "[".repeat(100_000), "yaml/too-deep"),
        ("deep braces", "{a: ".repeat(100_000), "yaml/too-deep"),
        ("deep hyphens", "- ".repeat(100_000), "yaml/too-deep"),
        (
            "deep indentation",
            (0..500).map(|n| format!("{}a:\n", " ".repeat(n))).collect(),
            "yaml/too-deep",
        ),
        (
            "aliases of aliases",
            format!("a0: &a0 [x]\n{laughs}"),
            "yaml/alias-budget",
        ),
        (
            "deep aliases",
            (1..200).fold("a0: &a0 []\n".to_string(), |text, n| {
                format!("{text}a{n}: &a{n} [*a{}]\n", n - 1)
            }),
            "yaml/too-deep",
        ),
        (
            "one key over and over",
            "a: 1\n".repeat(50_000),
            "yaml/duplicate-key",
        ),
        (
            "errors in many documents",
            "a: b: c\n---\n".repeat(20_000),
            "yaml/colon-in-text",
        ),
        (
            "quotes in many documents",
            "a: \"b\" c\n---\n".repeat(20_000),
            "yaml/text-after-quote",
        ),
        (
            "open quotes",
            "a: \"b\n---\n".repeat(20_000),
            "yaml/unclosed-quote",
        ),
        (
            "many comments",
            format!("{}a: !b\n", "# c\n".repeat(100_000)),
            "yaml/unknown-tag",
        ),
        (
            "many doubts",
            format!("[{}]", "NO, ".repeat(100_000)),
            "yaml/ambiguous-scalar",
        ),
        (
            "many keys",
            (0..50_000).map(|n| format!("k{n}: {n}\n")).collect(),
            "schema/unknown-key",
        ),
        (
            "many items",
            format!("topics: [{}]\n", "1, ".repeat(50_000)),
            "schema/wrong-type",
        ),
        (
            "a long line",
            format!("a: {}: b\n", "x ".repeat(500_000)),
            "yaml/colon-in-text",
        ),
        (
            "a long number",
            format!("a: {}\n", "9".repeat(1_000_000)),
            "yaml/number-too-long",
        ),
    ];
    for (name, text, code) in texts {
        let start = std::time::Instant::now();
        let findings = validate_text("t.yaml", &text, Schema::built_in());
        assert!(
            findings.iter().any(|finding| finding.code == code),
            "{name}: {:?}",
            findings.first()
        );
        let seconds = start.elapsed().as_secs();
        assert!(seconds < 20, "{name} took {seconds} s");
    }
}

#[test]
fn yaml_that_begins_as_json_is_told_what_json_lacks() {
    let said = |text: &str| -> Vec<String> {
        let file = yaml::read("t.yaml", text);
        file.findings.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        said("{\n  \"a\": 1\n  \"b\": 2\n}\n"),
        ["t.yaml:3:3: error[yaml/syntax] this is not JSON: a comma is missing"]
    );
    assert_eq!(said("{\"a\": 1, b: 2, # fine\n c: 'x',}\n"), [""; 0]);
    assert_eq!(
        said("{\"a\": 1, b: [2\n"),
        ["t.yaml:1:13: error[yaml/unbalanced-bracket] the bracket is not closed"]
    );
}

#[test]
fn many_anchors_on_one_line_are_read_soon() {
    let text = format!("a: [{}]\n", "&x tlaks,".repeat(20_000));
    let before = std::time::Instant::now();
    assert!(!validate_text("t.yaml", &text, Schema::built_in()).is_empty());
    assert!(before.elapsed().as_secs() < 20);
}

#[test]
fn a_flood_of_findings_is_cut_and_says_so() {
    let file = yaml::read("t.yaml", &format!("[{}]", "NO, ".repeat(100_000)));
    assert_eq!(file.findings.len(), 10_000);
    let last = file.findings.last().and_then(|finding| finding.help.as_deref());
    assert_eq!(last, Some("no further findings of this file are shown"));
}
