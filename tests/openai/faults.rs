//! Each thing that can go wrong with a server or a model, told as what it is.

use std::path::Path;
use std::time::{Duration, Instant};

use rapporteur::extract::{ModelFault, Tokens};
use serde_json::{Value, json};

use super::{ANSWER, Server, TEXT, ask, model};

#[test]
fn the_schema_the_text_seed_and_temperature_are_sent_and_the_record_comes_back() {
    let server = Server::start();
    let answer = ask(&model(&server, "ok")).expect("an answer");
    let value = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    assert_eq!(value(&answer.text), value(ANSWER));
    assert!(
        answer.text.lines().count() > 20,
        "it is laid out in lines: {}",
        answer.text
    );
    let tokens = Tokens {
        input: 812,
        output: 211,
    };
    assert_eq!(answer.tokens, Some(tokens));

    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0]["path"], "/ok/v1/chat/completions");
    assert_eq!(
        asked[0]["authorization"],
        Value::Null,
        "no key is named, so none is sent"
    );
    let body = &asked[0]["body"];
    assert_eq!((&body["model"], &body["seed"]), (&json!("m"), &json!(0)));
    assert_eq!(body["temperature"], 0.0);
    let format = &body["response_format"];
    assert_eq!(format["type"], "json_schema");
    let schema = &format["json_schema"]["schema"];
    assert_eq!(schema["properties"]["record"]["const"], "summit-summary/1");
    assert_eq!(schema["properties"]["record"].get("grounding"), None);
    let said = |message: usize| body["messages"][message]["content"].as_str().expect("text");
    assert!(said(0).contains("Only what the text says"));
    assert!(said(1).contains("`talks`") && said(1).ends_with(TEXT));
}

#[test]
fn what_is_set_is_sent_and_what_is_not_to_be_sent_is_not() {
    let server = Server::start();
    let mut model = model(&server, "ok");
    (model.seed, model.temperature) = (None, None);
    model.strict = true;
    model.instructions = "Read.".to_owned();
    model.set_parameter("max_tokens", json!(7)).expect("a parameter");
    ask(&model).expect("an answer");
    let body = &server.asked()[0]["body"];
    assert_eq!((body.get("seed"), body.get("temperature")), (None, None));
    assert_eq!(body["max_tokens"], 7);
    assert_eq!(body["messages"][0]["content"], "Read.");
    assert_eq!(body["response_format"]["json_schema"]["strict"], true);
    for taken in [
        "model",
        "messages",
        "response_format",
        "seed",
        "temperature",
        "stream",
        "n",
    ] {
        let told = model.set_parameter(taken, json!(1)).expect_err("it is taken");
        assert!(told.contains(taken), "{told}");
    }
}

#[test]
fn what_passes_is_waited_for() {
    let server = Server::start();
    for (fault, times) in [("busy-then-ok", 3), ("broken-then-ok", 2), ("cut-then-ok", 2)] {
        let before = server.asked().len();
        ask(&model(&server, fault)).unwrap_or_else(|error| panic!("{fault}: {error}"));
        assert_eq!(server.asked().len() - before, times, "{fault}");
    }
}

/// What is told of each fault, and how often the server is asked.
const FAULTS: &[(&str, u32, &str)] = &[
    (
        "busy",
        5,
        "the server answered 429 Too Many Requests: You have no quota (after 5 attempts)",
    ),
    (
        "broken",
        5,
        "the server answered 500 Internal Server Error: out of memory (after 5 attempts)",
    ),
    ("cut", 5, "the connection to the server broke: "),
    (
        "unknown",
        1,
        "the server answered 404 Not Found: the model `m` does not exist",
    ),
    ("elsewhere", 1, "the server answered 307 Temporary Redirect"),
    (
        "patience",
        1,
        "the server answered 429 Too Many Requests and asks to wait 3600 s, which is longer than the longest pause",
    ),
    (
        "garbage",
        1,
        "the server's answer is no JSON: it begins: <html>Welcome!</html>",
    ),
    ("deep", 1, "the server's answer is no JSON: it begins: [[["),
    ("binary", 1, "the server's answer is no JSON: it begins: \u{fffd}"),
    (
        "shape",
        1,
        "the server's answer is no chat completion: it has no `choices`",
    ),
    ("no-http", 1, "the server's answer is no HTTP: "),
    ("huge", 1, "the server's answer is larger than 100000 bytes"),
    (
        "length",
        1,
        "the model was stopped before its answer was whole (finish_reason `length`)",
    ),
    ("filter", 1, "a filter of the server held back the answer"),
    ("refusal", 1, "the model refused: I cannot help."),
    ("empty", 1, "the model answered nothing"),
    (
        "prose",
        1,
        "the model's answer is no JSON (expected value at line 1 column 1), though the schema was sent with the \
         request; it begins: Sure! Here it is: {}",
    ),
];

#[test]
fn each_fault_is_told_as_what_it_is() {
    let server = Server::start();
    for (fault, times, told) in FAULTS {
        let mut model = model(&server, fault);
        model.output_limit = 100_000;
        let before = server.asked().len();
        let error = ask(&model).expect_err(fault);
        assert!(error.to_string().starts_with(told), "{fault}: {error}");
        assert_eq!(server.asked().len() - before, *times as usize, "{fault}");
        assert_eq!(error.attempts, *times, "{fault}");
        let is_answer = ["length", "filter", "refusal", "empty", "prose"].contains(fault);
        assert_eq!(
            error.tokens.is_some(),
            is_answer,
            "{fault}: what was answered has a cost"
        );
    }
}

#[test]
fn a_flood_of_headers_is_stopped() {
    let server = Server::start();
    for (fault, told) in [
        ("heads", "the server's answer is no HTTP: "),
        (
            "long-head",
            "the head of the server's answer is larger than 65536 bytes",
        ),
    ] {
        let start = Instant::now();
        let error = ask(&model(&server, fault)).expect_err(fault);
        assert!(error.to_string().starts_with(told), "{fault}: {error}");
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{fault}: {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn the_time_limit_covers_silence_and_drops_alike() {
    let server = Server::start();
    for fault in ["slow", "trickle", "trickling-head"] {
        let mut model = model(&server, fault);
        model.time_limit = Duration::from_millis(300);
        let start = Instant::now();
        let error = ask(&model).expect_err(fault);
        assert_eq!(
            error.to_string(),
            "the server did not answer within 0.3 s",
            "{fault}"
        );
        assert!(
            start.elapsed() < Duration::from_secs(3),
            "{fault}: {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn a_pause_that_outlasts_the_time_limit_is_not_begun() {
    let server = Server::start();
    let mut model = model(&server, "busy");
    model.pause = Duration::from_secs(600);
    model.longest_pause = Duration::from_secs(600);
    let start = Instant::now();
    let error = ask(&model).expect_err("no time");
    assert!(
        error
            .to_string()
            .contains("longer than what is left of the time limit"),
        "{error}"
    );
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn where_nobody_listens_is_told() {
    let server = Server::start();
    let model = model(&server, "ok");
    drop(server);
    let error = ask(&model).expect_err("nobody listens");
    assert!(matches!(error.fault, ModelFault::Unreachable(_)), "{error}");
    assert_eq!(error.attempts, 1, "nobody will listen in a second either");
}

#[test]
fn a_key_that_is_not_there_is_told_before_anybody_is_asked() {
    let server = Server::start();
    let mut model = model(&server, "ok");
    for name in ["RAPPORTEUR_TESTS_HAVE_NO_SUCH_KEY", "", "a=b", "a\0b"] {
        model.key_variable = Some(name.to_owned());
        let error = ask(&model).expect_err("no key");
        assert!(matches!(error.fault, ModelFault::NoKey { .. }), "{error}");
    }
    assert!(server.asked().is_empty());
}

#[test]
fn one_module_reaches_for_the_network() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let is_rust = path.extension().is_some_and(|ending| ending == "rs");
            if is_rust && (text.contains("ureq::") || text.contains("std::net")) {
                found.push(path);
            }
        }
    }
    assert!(
        found.len() == 1 && found[0].ends_with("extract/openai/http.rs"),
        "{found:?}"
    );
}
