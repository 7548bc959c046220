//! How long one readout takes, floor by floor: its bytes, its outline, its mentions, its record, the
//! record's YAML.

#![expect(
    missing_docs,
    reason = "the macro of the benchmark library writes an undocumented function"
)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rapporteur::document::{Document, Outline, decode};
use rapporteur::extract::extract;
use rapporteur::mentions::Mentions;

const SEED: &str = include_str!("../seeds/uzbekistan-japan.txt");

fn seed(criterion: &mut Criterion) {
    let document = Document::new("uzbekistan-japan.txt", SEED);
    let outline = Outline::of(SEED);
    let mut group = criterion.benchmark_group("seed");
    group.throughput(Throughput::Bytes(SEED.len() as u64));
    group.bench_function("decode", |bencher| {
        bencher.iter(|| decode(black_box(SEED.as_bytes().to_vec())));
    });
    group.bench_function("outline", |bencher| bencher.iter(|| Outline::of(black_box(SEED))));
    group.bench_function("mentions", |bencher| {
        bencher.iter(|| Mentions::of(black_box(SEED), &outline));
    });
    group.bench_function("record", |bencher| bencher.iter(|| extract(black_box(&document))));
    if let Ok(record) = extract(&document) {
        group.bench_function("yaml", |bencher| bencher.iter(|| black_box(&record).to_yaml()));
    }
    group.finish();
}

criterion_group!(benches, seed);
criterion_main!(benches);
