//! Models on the command line and in settings: `rapporteur test` and `rapporteur extract`.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use insta_cmd::get_cargo_bin;

use super::{ANSWER, Server, TEXT};

/// A key that no answer of ours holds.
const KEY: &str = "sk-0123456789abcdef";

/// A folder with two cases, `one` and `two`.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        folder.write("readouts/one.txt", TEXT);
        folder.write("readouts/two.txt", &TEXT.replace("Oslo", "Bergen"));
        folder
    }

    /// The same with settings that name a model as the extractor `chat`.
    fn with_settings(server: &Server, more: &str) -> Self {
        let folder = Self::new();
        folder.write(
            "rapporteur.toml",
            &format!(
                "[suite]\nextractor = \"chat\"\n\n[extractor.chat]\nopenai = \"{}\"\nmodel = \"m\"\npause = 0.001\n{more}",
                server.base("ok")
            ),
        );
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    /// Exit status, standard output and standard error, with these variables and without `CI`.
    fn outcome(&self, variables: &[(&str, &str)], arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = Command::new(get_cargo_bin("rapporteur"))
            .current_dir(self.0.path())
            .args(arguments)
            .env_remove("CI")
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .output()
            .expect("the command runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    fn cassettes(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.path("cassettes")).into_iter().flatten();
        entries.map(|entry| entry.expect("an entry").path()).collect()
    }
}

/// The options that describe the model whose server has this fault.
fn options(server: &Server, fault: &str) -> Vec<String> {
    let base = server.base(fault);
    [
        "--extractor",
        "openai",
        "--base-url",
        &base,
        "--model",
        "m",
        "--retries",
        "0",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn with<'a>(command: &[&'a str], options: &'a [String]) -> Vec<&'a str> {
    command
        .iter()
        .copied()
        .chain(options.iter().map(String::as_str))
        .collect()
}

#[test]
fn a_model_is_described_by_options_alone() {
    let (server, folder) = (Server::start(), Folder::new());
    let options = options(&server, "ok");
    let (status, out, told) = folder.outcome(&[], &with(&["test", "readouts"], &options));
    // The answer is the same for both, and only one of the texts says `Oslo`.
    assert_eq!((status, told.as_str()), (Some(1), ""), "{out}");
    assert!(out.contains("test one ... ok\ntest two ... FAILED\n"), "{out}");
    assert!(out.contains("two.extracted.json"), "{out}");
    assert!(
        out.contains("\ntokens: 1624 read, 422 written\nresult of m: "),
        "{out}"
    );

    let (status, out, told) = folder.outcome(&[], &with(&["extract", "readouts/one.txt"], &options));
    assert_eq!(
        (status, told.as_str()),
        (Some(0), "rapporteur: tokens: 812 read, 211 written\n")
    );
    assert!(out.starts_with("record: summit-summary/1\n"), "{out}");
    assert!(out.contains("\n  path: readouts/one.txt\n"), "{out}");
    let (status, out, _) = folder.outcome(&[], &with(&["extract", "readouts", "--format", "json"], &options));
    assert_eq!((status, out.lines().count()), (Some(0), 2), "{out}");
}

#[test]
fn each_fault_is_that_of_its_case_and_of_no_other() {
    let (server, folder) = (Server::start(), Folder::new());
    for fault in [
        "broken", "busy", "cut", "garbage", "shape", "refusal", "length", "empty", "prose", "denied",
    ] {
        let options = options(&server, fault);
        let (status, out, told) = folder.outcome(&[], &with(&["test", "readouts"], &options));
        assert_eq!((status, told.as_str()), (Some(1), ""), "{fault}: {out}");
        assert!(out.contains("0 passed, 2 failed"), "{fault}: {out}");
        assert_eq!(out.matches("no record: ").count(), 2, "{fault}: {out}");
        let (status, out, told) = folder.outcome(&[], &with(&["extract", "readouts/one.txt"], &options));
        assert_eq!((status, out.as_str()), (Some(2), ""), "{fault}");
        assert!(
            told.contains("rapporteur: readouts/one.txt: no record: the "),
            "{fault}: {told}"
        );
    }
    // One answer that is cut off, and the next is whole.
    let options = options(&server, "cut-then-ok");
    let (_, out, _) = folder.outcome(&[], &with(&["test", "readouts", "-j", "1"], &options));
    assert!(out.contains("test one ... FAILED\n"), "{out}");
    assert_eq!(out.matches("no record: ").count(), 1, "{out}");
}

#[test]
fn json_of_the_wrong_shape_is_told_at_its_place() {
    let (server, folder) = (Server::start(), Folder::new());
    server.answers(&ANSWER.replace("\"meeting\"", "\"meting\""));
    let options = options(&server, "ok");
    let (status, out, _) = folder.outcome(&[], &with(&["test", "readouts", "--format", "json"], &options));
    assert_eq!(status, Some(1));
    assert!(out.contains("\"schema/unknown-value\""), "{out}");
    assert!(out.contains("\"tokens\": {"), "{out}");
    let (status, out, told) = folder.outcome(&[], &with(&["extract", "readouts/one.txt"], &options));
    assert_eq!((status, out.as_str()), (Some(2), ""));
    let start = "rapporteur: readouts/one.txt: what m made of it is no valid record: `meting` is no value";
    assert!(told.contains(start), "{told}");
}

#[test]
fn settings_describe_a_model_and_options_go_first() {
    let server = Server::start();
    let folder = Folder::with_settings(
        &server,
        "seed = 7\ntemperature = \"none\"\ninstructions = \"prompt.txt\"\nparameters = { max_tokens = 9, stop = [\"x\"] }\n",
    );
    folder.write("prompt.txt", "Read it.");
    assert_eq!(folder.outcome(&[], &["test", "readouts/one.txt"]).0, Some(0));
    assert_eq!(
        folder
            .outcome(
                &[],
                &[
                    "extract",
                    "--extractor",
                    "chat",
                    "--model",
                    "n",
                    "--seed",
                    "none",
                    "readouts/one.txt"
                ]
            )
            .0,
        Some(0)
    );
    let asked = server.asked();
    let bodies: Vec<_> = asked.iter().map(|asked| &asked["body"]).collect();
    assert_eq!(
        (&bodies[0]["seed"], &bodies[0]["model"]),
        (&7.into(), &"m".into())
    );
    assert_eq!(bodies[0].get("temperature"), None);
    assert_eq!(
        (&bodies[0]["max_tokens"], &bodies[0]["stop"][0]),
        (&9.into(), &"x".into())
    );
    assert_eq!(bodies[0]["messages"][0]["content"], "Read it.");
    assert_eq!((bodies[1].get("seed"), &bodies[1]["model"]), (None, &"n".into()));
}

#[test]
fn the_key_is_sent_and_neither_shown_nor_recorded() {
    let (server, folder) = (Server::start(), Folder::new());
    let variables = [("CHAT_KEY", KEY)];
    for (fault, status) in [("ok", 0), ("echo", 1), ("denied", 1)] {
        let mut options = options(&server, fault);
        options.extend(["--key-variable", "CHAT_KEY", "--record", "cassettes"].map(str::to_owned));
        let (found, out, told) = folder.outcome(&variables, &with(&["test", "readouts/one.txt"], &options));
        assert_eq!(found, Some(status), "{fault}: {out}{told}");
        assert!(!out.contains(KEY) && !told.contains(KEY), "{fault}: {out}{told}");
        if fault != "ok" {
            assert!(out.contains("Bearer [key]"), "{fault}: {out}");
        }
    }
    assert!(
        server
            .asked()
            .iter()
            .all(|asked| asked["authorization"] == format!("Bearer {KEY}"))
    );
    assert_eq!(folder.cassettes().len(), 2);
    for cassette in folder.cassettes() {
        let text = std::fs::read_to_string(cassette).expect("text");
        assert!(!text.contains(KEY), "{text}");
    }
    for (value, message) in [
        ("", "is empty"),
        ("a b", "holds a character"),
        ("a\nb", "holds a character"),
    ] {
        let mut options = options(&server, "ok");
        options.extend(["--key-variable", "CHAT_KEY"].map(str::to_owned));
        let (status, out, _) = folder.outcome(
            &[("CHAT_KEY", value)],
            &with(&["test", "readouts/one.txt"], &options),
        );
        assert_eq!(status, Some(1));
        assert!(
            out.contains(&format!("no record: the environment variable CHAT_KEY {message}")),
            "{out}"
        );
    }
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn what_is_recorded_is_replayed_in_ci_and_no_server_is_asked() {
    let server = Server::start();
    let folder = Folder::with_settings(&server, "record = \"cassettes\"\nkey-variable = \"CHAT_KEY\"\n");
    let ci = [("CI", "true")];
    let run = |variables: &[(&str, &str)]| folder.outcome(variables, &["test", "readouts/one.txt"]);
    let (status, out, _) = run(&ci);
    assert_eq!(status, Some(1));
    assert!(
        out.contains("cassettes: there is no such folder; --record makes it and fills it"),
        "{out}"
    );
    assert!(server.asked().is_empty());

    assert_eq!(run(&[("CHAT_KEY", KEY)]).0, Some(0));
    assert_eq!(server.asked().len(), 1);
    let (status, out, told) = run(&ci);
    assert_eq!((status, told.as_str()), (Some(0), ""), "{out}");
    assert_eq!(
        run(&[("CI", "false"), ("CHAT_KEY", KEY)]).0,
        Some(0),
        "it is no CI"
    );
    assert_eq!(server.asked().len(), 2);

    // Another prompt is a miss, which says so.
    let (status, out, _) = folder.outcome(
        &ci,
        &["test", "readouts/one.txt", "--instructions", "readouts/two.txt"],
    );
    assert_eq!(status, Some(1));
    assert!(
        out.contains("was recorded, the instructions changed; --record cassettes asks"),
        "{out}"
    );
    // Who says that the server is to be asked is listened to in CI, too.
    let variables = [("CI", "true"), ("CHAT_KEY", KEY)];
    let (status, out, _) = folder.outcome(&variables, &["test", "readouts/one.txt", "--record", "elsewhere"]);
    assert_eq!(status, Some(0), "{out}");
    assert_eq!(server.asked().len(), 3);
    drop(server);
    let replay = [
        "extract",
        "--extractor",
        "chat",
        "--replay",
        "cassettes",
        "readouts/one.txt",
    ];
    assert_eq!(
        folder.outcome(&[], &replay).0,
        Some(0),
        "without a server, and without a key"
    );
}

#[test]
fn without_a_folder_nobody_is_asked_in_ci() {
    let (server, folder) = (Server::start(), Folder::new());
    let options = options(&server, "ok");
    let (status, out, _) = folder.outcome(&[("CI", "1")], &with(&["test", "readouts"], &options));
    assert_eq!(status, Some(1));
    assert!(
        out.contains("no record: CI is set, so no server is asked"),
        "{out}"
    );
    assert!(server.asked().is_empty());
}

#[test]
fn no_proxy_of_the_environment_is_asked() {
    let (server, proxy, folder) = (Server::start(), Server::start(), Folder::new());
    let options = options(&server, "ok");
    let other = proxy.base("ok");
    let variables = [
        ("http_proxy", other.as_str()),
        ("HTTP_PROXY", &other),
        ("ALL_PROXY", &other),
    ];
    let (status, ..) = folder.outcome(&variables, &with(&["extract", "readouts/one.txt"], &options));
    assert_eq!(status, Some(0));
    assert_eq!((server.asked().len(), proxy.asked().len()), (1, 0));
}

#[test]
fn what_the_options_lack_or_do_not_fit_is_status_2() {
    let (server, folder) = (Server::start(), Folder::new());
    let base = server.base("ok");
    for (arguments, message) in [
        (
            vec!["--extractor", "openai"],
            "--extractor openai needs --base-url",
        ),
        (
            vec!["--extractor", "openai", "--base-url", &base],
            "--extractor openai needs --model",
        ),
        (
            vec!["--extractor", "openai", "--base-url", "x", "--model", "m"],
            "`x` is no base URL: ",
        ),
        (
            vec!["--model", "m"],
            "--model is for a model; --extractor openai asks one",
        ),
        (
            vec!["--extractor", "rules", "--seed", "1"],
            "--seed is for a model, and the extractor `rules` is none",
        ),
        (
            vec!["--extractor", "chat", "--record", "a", "--replay", "b"],
            "cannot be used with",
        ),
        (
            vec!["--extractor", "openai", "--temperature", "warm"],
            "expected a number or `none`",
        ),
        (
            vec!["--extractor", "openai", "--temperature", "NaN"],
            "expected a number or `none`",
        ),
        (
            vec!["--extractor", "openai", "--time-limit", "0"],
            "expected a number of seconds above 0",
        ),
    ] {
        for command in [["test", "readouts"], ["extract", "readouts"]] {
            let (status, out, told) = folder.outcome(&[], &[&command[..], &arguments].concat());
            assert_eq!((status, out.as_str()), (Some(2), ""), "{arguments:?}");
            assert!(told.contains(message), "{arguments:?}: {told}");
        }
    }
    if !cfg!(feature = "tls") {
        let arguments = [
            "--extractor",
            "openai",
            "--base-url",
            "https://localhost/v1",
            "--model",
            "m",
        ];
        let (status, _, told) = folder.outcome(&[], &[&["test", "readouts"][..], &arguments].concat());
        assert_eq!(status, Some(2));
        assert!(
            told.contains("this build speaks plain http only; install with `--features tls`"),
            "{told}"
        );
    }
}

#[test]
fn what_is_wrong_with_the_settings_of_a_model_is_told_at_its_line() {
    let server = Server::start();
    for (line, message) in [
        ("seed = \"x\"", "8:8: expected a number or \"none\""),
        ("temperature = nan", "8:15: expected a number or \"none\""),
        (
            "parameters = { model = \"n\" }",
            "8:16: `model` is no further parameter",
        ),
        ("longest-pause = 0", "8:17: expected a number of seconds above 0"),
        (
            "record = \"a\"\nreplay = \"b\"",
            "9:10: `record` and `replay` exclude each other",
        ),
        (
            "instructions = \"gone.txt\"",
            "8:16: gone.txt: there is no such file",
        ),
        ("schema = \"gone.json\"", "8:10: "),
        ("key = \"sk-1\"", "8:1: unknown field `key`"),
        (
            "command = [\"x\"]",
            "4:1: an extractor has one of `command`, `stored` and `openai`",
        ),
    ] {
        let folder = Folder::with_settings(&server, line);
        let (status, _, told) = folder.outcome(&[], &["test", "readouts"]);
        assert_eq!(status, Some(2), "{line}");
        assert!(
            told.contains(&format!("rapporteur.toml:{message}")),
            "{line}: {told}"
        );
    }
    let folder = Folder::new();
    for (settings, message) in [
        (
            "[extractor.a]\ncommand = [\"x\"]\nseed = 1\n",
            "3:8: `seed` is for an `openai` extractor",
        ),
        (
            "[extractor.a]\nopenai = \"http://h/v1\"\n",
            "1:1: an `openai` extractor needs the name of its `model`",
        ),
        (
            "[extractor.a]\nmodel = \"m\"\nopenai = \"http://u:p@h/v1\"\n",
            "3:10: `http://…@h/v1` is no base URL",
        ),
    ] {
        folder.write("rapporteur.toml", settings);
        let (status, _, told) = folder.outcome(&[], &["test", "readouts"]);
        assert_eq!(status, Some(2), "{settings}");
        assert!(
            told.contains(&format!("rapporteur.toml:{message}")),
            "{settings}: {told}"
        );
    }
}

#[test]
fn another_schema_is_sent_and_holds_for_what_comes_back() {
    let server = Server::start();
    let folder = Folder::with_settings(&server, "schema = \"note.schema.json\"\n");
    folder.write(
        "note.schema.json",
        "{\"type\": \"object\", \"required\": [\"guest\"], \"properties\": {\"guest\": {\"type\": \"string\", \"title\": \"Who\"}}}",
    );
    let extract = ["extract", "--extractor", "chat", "readouts/one.txt"];
    server.answers("{\"guest\": \"Juan Ruiz\"}");
    let (status, out, _) = folder.outcome(&[], &extract);
    assert_eq!(
        (status, out.as_str()),
        (Some(0), "{\n  \"guest\": \"Juan Ruiz\"\n}\n")
    );
    server.answers("{\"host\": \"Ana Berg\"}");
    let (status, _, told) = folder.outcome(&[], &extract);
    assert_eq!(status, Some(2));
    assert!(
        told.contains("the key `guest` is missing") || told.contains("`guest`"),
        "{told}"
    );
    let sent = &server.asked()[0]["body"]["response_format"]["json_schema"]["schema"];
    assert_eq!(sent["properties"]["guest"], serde_json::json!({"type": "string"}));
    folder.write("note.schema.json", "{\"$ref\": \"other.json\"}");
    folder.write("other.json", "{}");
    let (_, _, told) = folder.outcome(&[], &extract);
    assert!(
        told.contains("refers to `other.json`, where a server cannot follow"),
        "{told}"
    );
}

#[test]
fn the_settings_of_the_readme_are_settings() {
    let readme = include_str!("../../README.md");
    let (_, rest) = readme
        .split_once("```toml\n[extractor.chat]\n")
        .expect("it shows some");
    let (block, _) = rest.split_once("```").expect("the block ends");
    let folder = Folder::new();
    folder.write("rapporteur.toml", &format!("[extractor.chat]\n{block}"));
    folder.write("prompt.txt", "Read it.");
    let list = ["test", "readouts", "--extractor", "chat", "--list"];
    let (status, out, told) = folder.outcome(&[], &list);
    assert_eq!(
        (status, out.as_str(), told.as_str()),
        (Some(0), "readouts/one\nreadouts/two\n", "")
    );
}
