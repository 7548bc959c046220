//! How many bytes of NDJSON a run over a corpus takes in a second: reading its lines, and extraction with
//! one worker and with two.

#![expect(
    missing_docs,
    reason = "the macro of the benchmark library writes an undocumented function"
)]

use std::fs;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rapporteur::corpus::{Body, Fields, Inputs, Item, Origin, Reject, Tally, run};
use rapporteur::document::Document;
use rapporteur::extract::extract;
use serde_json::json;

const SEED: &str = include_str!("../seeds/uzbekistan-japan.txt");
/// Enough for every worker to have several batches.
const LINES: usize = 400;

fn items(path: &Path) -> Inputs {
    Inputs::of(vec![Origin::Lines(Some(PathBuf::from(path)))], 1 << 24)
}

/// The line of one text, as `extract --ndjson` makes it.
fn line(fields: &Fields, item: &Item) -> Result<(Vec<u8>, Tally), Reject> {
    let Body::Line(bytes) = &item.body else {
        return Err(item.reject("no line"));
    };
    let named = fields.read(bytes).map_err(|reason| item.reject(reason))?;
    let document = Document::new(item.number.to_string(), named.text.as_str());
    let record = extract(&document).map_err(|error| item.reject(error.reason()))?;
    Ok((record.to_json_value().to_string().into_bytes(), Tally::default()))
}

fn corpus(criterion: &mut Criterion) {
    let fields = Fields {
        id: "id".to_owned(),
        text: "text".to_owned(),
    };
    let Ok(folder) = tempfile::tempdir() else { return };
    let path = folder.path().join("texts.ndjson");
    let lines: Vec<String> = (0..LINES)
        .map(|id| json!({"id": id, "text": SEED}).to_string())
        .collect();
    let lines = lines.join("\n");
    if fs::write(&path, &lines).is_err() {
        return;
    }
    let mut group = criterion.benchmark_group("corpus");
    group
        .throughput(Throughput::Bytes(lines.len() as u64))
        .sample_size(10);
    group.bench_function("lines", |bencher| {
        bencher.iter(|| {
            let texts = items(&path).filter_map(|item| match &item.body {
                Body::Line(bytes) => fields.read(bytes).ok(),
                _ => None,
            });
            black_box(texts.count())
        });
    });
    for jobs in [1, 2] {
        group.bench_function(format!("extraction, {jobs} at once"), |bencher| {
            bencher.iter(|| {
                let mut written = 0;
                run(
                    items(&path),
                    jobs,
                    |item| line(&fields, item),
                    |done| {
                        written += done.lines.len();
                        ControlFlow::Continue(())
                    },
                );
                black_box(written)
            });
        });
    }
    group.finish();
}

criterion_group!(benches, corpus);
criterion_main!(benches);
