//! Answers that are recorded and given again.

use std::path::PathBuf;

use rapporteur::document::Document;
use rapporteur::extract::{Answers, Model, ModelFault};
use rapporteur::schema::Schema;
use serde_json::json;

use super::{Server, TEXT, ask, model};

/// A folder of cassettes.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("cassettes")
    }

    fn recording(&self, model: &Model) -> Model {
        with(model, Answers::Recorded(self.path()))
    }

    fn replaying(&self, model: &Model) -> Model {
        with(model, Answers::Replayed(self.path()))
    }

    /// The names of the cassettes.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path()).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }

    /// The only cassette.
    fn only(&self) -> PathBuf {
        let names = self.names();
        assert_eq!(names.len(), 1, "{names:?}");
        self.path().join(&names[0])
    }
}

fn with(model: &Model, answers: Answers) -> Model {
    let mut model = model.clone();
    model.answers = answers;
    model
}

/// Why the folder has no answer, without its path.
fn missed(folder: &Folder, model: &Model) -> String {
    let error = ask(&folder.replaying(model)).expect_err("it was not asked so");
    assert!(matches!(error.fault, ModelFault::NotRecorded { .. }), "{error}");
    error
        .to_string()
        .replace(&folder.path().display().to_string(), "DIR")
}

#[test]
fn what_is_recorded_is_given_again_without_a_server() {
    let (server, folder) = (Server::start(), Folder::new());
    let model = model(&server, "ok");
    let recorded = ask(&folder.recording(&model)).expect("an answer");
    assert_eq!(server.asked().len(), 1);
    drop(server);
    let replayed = ask(&folder.replaying(&model)).expect("it is recorded");
    assert_eq!(replayed, recorded);
    let name = &folder.names()[0];
    assert!(
        name.starts_with("talks-") && name.ends_with(".cassette"),
        "{name}"
    );
}

#[test]
fn a_cassette_can_be_read_and_is_the_same_each_time() {
    let (server, folder) = (Server::start(), Folder::new());
    let model = folder.recording(&model(&server, "ok"));
    ask(&model).expect("an answer");
    let path = folder.only();
    let first = std::fs::read_to_string(&path).expect("text");
    ask(&model).expect("an answer");
    assert_eq!(std::fs::read_to_string(folder.only()).expect("text"), first);
    let mut settings = insta::Settings::clone_current();
    // The port is another one in each run, and what is sent changes with the schema.
    settings.add_filter(r"127\.0\.0\.1:\d+", "[server]");
    settings.add_filter("[0-9a-f]{64}", "[digest]");
    settings.bind(|| insta::assert_snapshot!("cassette", first));
}

#[test]
fn each_change_of_the_request_is_a_miss_that_says_what_changed() {
    let (server, folder) = (Server::start(), Folder::new());
    let then = model(&server, "ok");
    ask(&folder.recording(&then)).expect("an answer");
    let name = folder.names()[0].clone();
    let told = |change: &dyn Fn(&mut Model)| {
        let mut now = then.clone();
        change(&mut now);
        missed(&folder, &now)
    };
    let start = format!("DIR holds no answer to this request: since {name} was recorded, ");
    let end = "; --record DIR asks the server anew";
    let other = format!("{}/chat/completions", server.base("other"));
    let same = format!("{}/chat/completions", server.base("ok"));
    for (change, what) in [
        (
            &(|model: &mut Model| model.name = "n".to_owned()) as &dyn Fn(&mut Model),
            "the model changed from `m` to `n`",
        ),
        (&|model| model.instructions.push('!'), "the instructions changed"),
        (&|model| model.seed = Some(7), "the seed changed from `0` to `7`"),
        (
            &|model| model.temperature = None,
            "the temperature changed from `0` to `none`",
        ),
        (&|model| model.strict = true, "the schema changed"),
        (
            &|model| {
                let schema = Schema::from_value("mine", json!({"type": "object"})).expect("a schema");
                model.set_schema(schema).expect("it leads nowhere");
            },
            "the schema changed",
        ),
        (
            &|model| model.set_parameter("top_p", json!(0.5)).expect("a parameter"),
            "the parameters changed from `{}` to `{\"top_p\":0.5}`",
        ),
        (
            &|model| {
                model.name = "n".to_owned();
                model.seed = None;
            },
            "the model changed from `m` to `n`, the seed changed from `0` to `none`",
        ),
    ] {
        assert_eq!(told(change), format!("{start}{what}{end}"));
    }
    assert_eq!(
        told(&|model| model.base_url = server.base("other")),
        format!("{start}the URL changed from `{same}` to `{other}`{end}")
    );
    let error = folder
        .replaying(&then)
        .ask(&Document::new("talks.txt", "They met."));
    let error = error.expect_err("another text").to_string();
    assert!(error.contains("the text of the source changed"), "{error}");
    let error = folder.replaying(&then).ask(&Document::new("visit.txt", TEXT));
    let error = error.expect_err("another source").to_string();
    assert!(
        error.contains("none is recorded for the source `visit`"),
        "{error}"
    );
    assert_eq!(
        server.asked().len(),
        1,
        "no server is asked where answers are replayed"
    );
}

#[test]
fn how_it_is_asked_is_no_part_of_what_is_asked() {
    let (server, folder) = (Server::start(), Folder::new());
    let then = model(&server, "ok");
    ask(&folder.recording(&then)).expect("an answer");
    let mut now = then.clone();
    now.key_variable = Some("RAPPORTEUR_TESTS_HAVE_NO_SUCH_KEY".to_owned());
    (now.retries, now.output_limit) = (0, 1);
    now.time_limit = std::time::Duration::from_millis(1);
    ask(&folder.replaying(&now)).expect("it is the same request");
}

#[test]
fn what_was_answered_badly_is_recorded_and_what_was_not_answered_is_not() {
    let (server, folder) = (Server::start(), Folder::new());
    for fault in ["refusal", "length", "filter", "empty", "prose"] {
        let model = model(&server, fault);
        let then = ask(&folder.recording(&model)).expect_err(fault);
        let now = ask(&folder.replaying(&model)).expect_err(fault);
        assert_eq!(now.to_string(), then.to_string());
        assert_eq!(now.tokens, then.tokens);
    }
    assert_eq!(folder.names().len(), 5);
    for fault in ["broken", "busy", "cut", "garbage", "shape"] {
        ask(&folder.recording(&model(&server, fault))).expect_err(fault);
    }
    assert_eq!(folder.names().len(), 5, "{:?}", folder.names());
}

#[test]
fn what_is_not_seen_is_seen_in_a_cassette_and_keys_stay_doubled() {
    let (server, folder) = (Server::start(), Folder::new());
    server.answers(
        "{\"name\": \"Ana \u{202e}Berg\", \"name\": \"\u{1b}[31m\"}"
            .replace('\u{1b}', "\\u001b")
            .as_str(),
    );
    let model = model(&server, "ok");
    let recorded = ask(&folder.recording(&model)).expect("an answer");
    assert_eq!(
        recorded.text,
        "{\n  \"name\": \"Ana \\u202eBerg\",\n  \"name\": \"\\u001b[31m\"\n}\n"
    );
    let text = std::fs::read_to_string(folder.only()).expect("text");
    assert!(
        text.contains("    {\n      \"name\": \"Ana \\u202eBerg\",\n"),
        "{text}"
    );
    assert_eq!(ask(&folder.replaying(&model)).expect("it is recorded"), recorded);
}

#[test]
fn a_folder_or_cassette_that_cannot_be_used_is_named() {
    let (server, folder) = (Server::start(), Folder::new());
    let model = model(&server, "ok");
    let told = |model: &Model| {
        let error = ask(model).expect_err("it cannot be used");
        assert!(matches!(error.fault, ModelFault::Cassette { .. }), "{error}");
        error.to_string()
    };
    assert!(
        told(&folder.replaying(&model))
            .ends_with("cassettes: there is no such folder; --record makes it and fills it")
    );
    ask(&folder.recording(&model)).expect("an answer");
    let path = folder.only();
    let good = std::fs::read_to_string(&path).expect("text");
    for (text, message) in [
        ("a: [".to_owned(), "is no cassette"),
        (String::new(), "is no cassette"),
        (
            good.replace("rapporteur-cassette/1", "rapporteur-cassette/2"),
            "its `cassette` is not",
        ),
        (
            good.replace("request: ", "request: 0"),
            "is the answer to another request",
        ),
        (good.replace("  model: m\n", "  modle: m\n"), "is no cassette"),
    ] {
        std::fs::write(&path, text).expect("a file");
        assert!(
            told(&folder.replaying(&model)).contains(message),
            "{}",
            told(&folder.replaying(&model))
        );
    }
    std::fs::write(folder.0.path().join("file"), "").expect("a file");
    let blocked = with(&model, Answers::Recorded(folder.0.path().join("file")));
    assert!(told(&blocked).contains("cannot be written"));
}

#[test]
fn in_ci_answers_come_from_where_they_are_kept() {
    let folder = || PathBuf::from("a");
    assert_eq!(
        Answers::Recorded(folder()).without_server(),
        Answers::Replayed(folder())
    );
    assert_eq!(
        Answers::Replayed(folder()).without_server(),
        Answers::Replayed(folder())
    );
    assert_eq!(Answers::Server.without_server(), Answers::Nowhere);
    let server = Server::start();
    let mut model = model(&server, "ok");
    model.answers = Answers::Nowhere;
    let error = ask(&model).expect_err("nobody is asked");
    assert!(
        error.to_string().starts_with("CI is set, so no server is asked"),
        "{error}"
    );
    assert!(server.asked().is_empty());
}
