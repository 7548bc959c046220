//! Corpora in Parquet: what is written is what is read, and nothing that comes in breaks a run.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use rapporteur::corpus::parquet::{Columns, Rows, Shape, Writer};
use rapporteur::schema::Schema;
use serde_json::{Value, json};

const TALKS: &str = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo. They agreed to \
    build a ferry port in Arica worth over $20.5 million.";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// `rapporteur` in `folder`.
fn rapporteur(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the command runs")
}

/// Status and standard error.
fn outcome(output: &Output) -> (Option<i32>, String) {
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// A file with these columns.
fn file(path: &Path, columns: Vec<(&str, ArrayRef)>) {
    let batch = RecordBatch::try_from_iter(columns).expect("columns of a length");
    let out = File::create(path).expect("a file");
    let mut writer = ArrowWriter::try_new(out, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("written");
    writer.close().expect("closed");
}

/// The rows of a file as JSON.
fn rows(path: &Path, needed: &[&str]) -> Vec<Value> {
    let columns = Columns {
        needed: needed.iter().map(|&name| name.to_owned()).collect(),
        wanted: vec!["id".to_owned()],
    };
    let rows = Rows::open(path, &columns).expect("a file");
    rows.map(|row| serde_json::from_slice(&row.expect("a row")).expect("JSON"))
        .collect()
}

fn texts(path: &Path) {
    let texts: ArrayRef = Arc::new(StringArray::from(vec![Some(TALKS), None, Some(TALKS)]));
    let names: ArrayRef = Arc::new(StringArray::from(vec![Some("talks"), Some("empty"), None]));
    let days: ArrayRef = Arc::new(Int64Array::from(vec![1, 2, 3]));
    file(path, vec![("day", days), ("name", names), ("body", texts)]);
}

#[test]
fn rows_come_in_and_rejects_are_told_by_their_row() {
    let folder = folder();
    texts(&folder.path().join("texts.parquet"));
    let arguments = [
        "extract",
        "--parquet",
        "texts.parquet",
        "--id-field",
        "name",
        "--text-field",
        "body",
    ];
    let output = rapporteur(folder.path(), &arguments);
    let (status, told) = outcome(&output);
    assert_eq!(status, Some(2));
    assert!(told.contains("texts.parquet:2: has no `body`"), "{told}");
    let lines = String::from_utf8(output.stdout).expect("text");
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (&lines[0]["number"], &lines[0]["id"]),
        (&json!(1), &json!("talks"))
    );
    assert_eq!(lines[0]["record"]["participants"][1]["name"], "Juan Ruiz");
    assert_eq!((&lines[1]["number"], lines[1].get("id")), (&json!(3), None));
}

/// The same with every text in JSON as what it says, and numbers as they are compared.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64().map(|number| number.to_string())),
        Value::Array(list) => list.iter().map(plain).collect(),
        Value::Object(object) => {
            let members = object.iter().filter(|(_, value)| !value.is_null());
            Value::Object(
                members
                    .map(|(name, value)| (name.clone(), plain(value)))
                    .collect(),
            )
        }
        Value::String(text) => match serde_json::from_str(text) {
            Ok(value @ (Value::Object(_) | Value::Array(_) | Value::String(_))) => plain(&value),
            _ => value.clone(),
        },
        other => other.clone(),
    }
}

#[test]
fn records_go_out_as_columns_and_nothing_is_lost() {
    let root = env!("CARGO_MANIFEST_DIR");
    let out = folder();
    let out = out.path().join("records.parquet");
    let inputs = ["seeds", "fixtures/readouts/seen"].map(|name| format!("{root}/{name}"));
    let [seeds, seen] = inputs.each_ref().map(String::as_str);
    let name = out.display().to_string();
    let output = rapporteur(
        Path::new(root),
        &["extract", seeds, seen, "--format", "parquet", "-o", &name],
    );
    assert_eq!(output.status.code(), Some(0), "{}", outcome(&output).1);
    let output = rapporteur(Path::new(root), &["extract", seeds, seen, "--format", "ndjson"]);
    let lines = String::from_utf8(output.stdout).expect("text");
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let rows = rows(&out, &["number", "record"]);
    assert!(
        rows.len() > 10 && rows.len() == lines.len(),
        "{} rows",
        rows.len()
    );
    for (row, line) in rows.iter().zip(&lines) {
        assert_eq!(plain(row), plain(line));
    }
    // A number is a number, and evidence, which has several forms, is JSON.
    let figure = rows
        .iter()
        .find_map(|row| row["record"]["figures"].get(0))
        .expect("a figure");
    assert!(
        figure["value"].is_number() && figure["evidence"].is_string(),
        "{figure}"
    );
}

#[test]
fn pairs_are_checked_with_records_as_columns_or_as_text() {
    let folder = folder();
    let record = "record: summit-summary/1\nsource: {id: talks}\nevent: {kind: meeting, evidence: met in Lima}\n\
        parties: [{name: Norway, code: NO, kind: state, evidence: Ana Berg of Norway}]\nparticipants: []\n";
    let of = |text: &str| -> ArrayRef { Arc::new(StringArray::from(vec![text])) };
    file(
        &folder.path().join("pairs.parquet"),
        vec![("text", of(TALKS)), ("record", of(record))],
    );
    let output = rapporteur(folder.path(), &["check", "--parquet", "pairs.parquet"]);
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{}", outcome(&output).1);
    assert!(lines.contains("vouch/quote-not-found"), "{lines}");
    let (status, told) = outcome(&rapporteur(
        folder.path(),
        &["check", "--parquet", "pairs.parquet", "--record-field", "summary"],
    ));
    assert_eq!(status, Some(2));
    assert!(
        told.contains("has no column `summary`; there are: text, record"),
        "{told}"
    );
}

#[test]
fn what_cannot_be_is_told() {
    let folder = folder();
    texts(&folder.path().join("texts.parquet"));
    fs::write(folder.path().join("note.parquet"), "no Parquet").expect("written");
    for (arguments, reason) in [
        (
            vec!["extract", "--parquet", "note.parquet"],
            "cannot be read as Parquet",
        ),
        (
            vec!["extract", "--parquet", "gone.parquet"],
            "gone.parquet: cannot be read",
        ),
        (vec!["extract", "--parquet", "-"], "is no file"),
        (
            vec!["extract", "texts.parquet", "--format", "parquet"],
            "--output",
        ),
        (
            vec![
                "extract",
                ".",
                "--format",
                "parquet",
                "-o",
                "a.parquet",
                "--resume",
            ],
            "--resume is for lines",
        ),
        (
            vec!["extract", "--ndjson", "--parquet", "x"],
            "cannot be used with",
        ),
    ] {
        let (status, told) = outcome(&rapporteur(folder.path(), &arguments));
        assert_eq!(status, Some(2), "{arguments:?}");
        assert!(told.contains(reason), "{arguments:?}: {told}");
    }
    assert!(!folder.path().join("a.parquet").exists());
}

/// The file of one record.
fn small(path: &Path) -> Vec<u8> {
    let shape = Shape::of(Schema::built_in().document());
    let mut writer = Writer::new(File::create(path).expect("a file"), shape).expect("a writer");
    let line = json!({"number": 1, "id": 7, "record": {"record": "summit-summary/1"}});
    writer.write(line.to_string().as_bytes()).expect("written");
    writer.finish().expect("closed");
    fs::read(path).expect("read")
}

#[test]
fn a_file_with_any_byte_wrong_is_read_or_refused() {
    let folder = folder();
    let path: PathBuf = folder.path().join("a.parquet");
    let panics = folder.path().join("panics.parquet");
    let whole = small(&path);
    assert_eq!(
        rows(&path, &["record"]),
        [json!({"id": "7", "record": {"record": "summit-summary/1"}})]
    );
    let columns = Columns {
        needed: vec!["record".to_owned()],
        wanted: vec!["id".to_owned()],
    };
    let step = whole.len() / 200 + 1;
    for at in (0..whole.len()).step_by(step) {
        for wrong in [0x01, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= wrong;
            fs::write(&path, &bytes).expect("written");
            // What matters is that it ends.
            let told = match Rows::open(&path, &columns) {
                Ok(rows) => rows.take(100).find_map(Result::err),
                Err(reason) => Some(reason),
            };
            if told.is_some_and(|reason| reason.contains("it is broken")) {
                fs::write(&panics, &bytes).expect("written");
            }
        }
        fs::write(&path, &whole[..at]).expect("written");
        assert!(Rows::open(&path, &columns).is_err());
    }
    // One on which the library panics: who runs the program reads the reason and nothing else.
    assert!(panics.exists(), "some file is so broken");
    let arguments = ["extract", "--parquet", "panics.parquet", "--text-field", "record"];
    let (status, told) = outcome(&rapporteur(folder.path(), &arguments));
    assert_eq!(status, Some(2));
    assert!(
        told.contains("panics.parquet") && told.contains("it is broken"),
        "{told}"
    );
    assert!(!told.contains("panicked"), "{told}");
}
