//! The microseconds of one pass over the texts that are named, for `benches/pipelines.sh`.
//!
//! `cargo bench --bench pass -- record|mentions FILE…`

#![expect(clippy::print_stdout, reason = "it prints its figure")]

use std::fs;
use std::hint::black_box;
use std::io;
use std::time::{Duration, Instant};

use rapporteur::document::{Document, Outline};
use rapporteur::extract::extract;
use rapporteur::mentions::Mentions;

/// So long passes are made unmeasured, and then measured.
const LEAST: Duration = Duration::from_secs(1);

fn main() -> io::Result<()> {
    // Cargo adds a `--bench` of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let [what, paths @ ..] = arguments.as_slice() else {
        return Ok(());
    };
    let texts = paths
        .iter()
        .map(|path| Ok(Document::new(path.as_str(), fs::read_to_string(path)?)));
    let texts: Vec<Document> = texts.collect::<io::Result<_>>()?;
    let pass = || {
        for text in &texts {
            if what == "mentions" {
                black_box(Mentions::of(text.text(), &Outline::of(text.text())));
            } else {
                black_box(extract(text).is_ok());
            }
        }
    };
    passes(pass);
    println!("{}", passes(pass).as_micros());
    Ok(())
}

/// Makes passes until the time is up, and gives the mean time of one.
fn passes(pass: impl Fn()) -> Duration {
    let begun = Instant::now();
    let mut count = 0;
    while begun.elapsed() < LEAST {
        pass();
        count += 1;
    }
    begun.elapsed() / count
}
