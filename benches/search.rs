//! How many seconds plain multi-pattern search takes over a file, line by line, for every word and phrase
//! of the lexicon: the measure by which `benches/scale.sh` says how far extraction is from it.
//!
//! `cargo bench --bench search -- FILE`

#![expect(clippy::print_stdout, reason = "it prints its figure")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use aho_corasick::{AhoCorasick, MatchKind};

/// The passes of which the middle one is told.
const PASSES: usize = 3;

fn main() -> io::Result<()> {
    // Cargo adds a `--bench` of its own.
    let Some(path) = std::env::args().skip(1).find(|it| it != "--bench") else {
        return Ok(());
    };
    let words = words(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon/data"))?;
    let search = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&words);
    let search = search.map_err(io::Error::other)?;
    let mut times = Vec::new();
    for _ in 0..PASSES {
        let begun = Instant::now();
        let (mut reader, mut line, mut count) = (
            BufReader::with_capacity(1 << 16, File::open(&path)?),
            Vec::new(),
            0,
        );
        while reader.read_until(b'\n', &mut line)? > 0 {
            count += search.find_iter(&line).count();
            line.clear();
        }
        black_box(count);
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let median = times.get(PASSES / 2).copied().unwrap_or_default();
    println!("{:.3}", median.as_secs_f64());
    Ok(())
}

/// Every word and phrase that stands in a table.
fn words(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut words = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let table = fs::read_to_string(entry?.path())?;
        // The first line that is no comment names the columns.
        let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
        for part in rows.flat_map(|row| row.split(['\t', '|', '/'])) {
            if part.len() > 2
                && part
                    .chars()
                    .all(|letter| letter.is_alphabetic() || " .'-".contains(letter))
            {
                words.insert(part.to_owned());
            }
        }
    }
    Ok(words)
}
