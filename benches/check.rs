//! How long it takes to check a record of the seed's size: reading, schema, vouching and tracing.

use criterion::{Criterion, Throughput};
use jiff::civil::date;
use rapporteur::document::Document;
use rapporteur::grounding::{Config, Source, check};
use rapporteur::schema::Schema;
use rapporteur::yaml;
use std::hint::black_box;

const SEED: &str = include_str!("../seeds/uzbekistan-japan.txt");
const SUMMARY: &str = include_str!("../fixtures/summaries/uzbekistan-japan.yaml");

fn one() -> usize {
    let source = Source::of(Document::new("source.txt", SEED));
    let file = yaml::read("record.yaml", SUMMARY);
    let schema = Schema::built_in();
    let faults = schema.check(&file);
    let checked = file.documents.iter().map(|record| {
        check(
            &file,
            record,
            schema,
            &source,
            &Config::default(),
            date(2026, 1, 1),
        )
    });
    faults.len() + checked.map(|checked| checked.findings.len()).sum::<usize>()
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("check");
    group.throughput(Throughput::Elements(1));
    group.bench_function("one record of the seed's size", |bench| {
        bench.iter(|| black_box(one()));
    });
    group.bench_function("its source alone", |bench| {
        bench.iter(|| black_box(Source::of(Document::new("source.txt", SEED))));
    });
    group.bench_function("its YAML alone", |bench| {
        bench.iter(|| black_box(yaml::read("record.yaml", SUMMARY).documents.len()));
    });
    group.bench_function("its YAML and schema alone", |bench| {
        bench.iter(|| {
            let file = yaml::read("record.yaml", SUMMARY);
            black_box(Schema::built_in().check(&file).len())
        });
    });
    group.bench_function("its annotations alone", |bench| {
        let file = yaml::read("record.yaml", SUMMARY);
        let json = file
            .documents
            .first()
            .map(|record| Schema::built_in().instance(record))
            .unwrap_or_default();
        bench.iter(|| black_box(Schema::built_in().annotations(&json, "grounding").len()));
    });
    group.finish();
    criterion.final_summary();
}
