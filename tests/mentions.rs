//! The lexical floor on real texts.

mod support;

use rapporteur::document::Outline;
use rapporteur::mentions::Mentions;

/// Every mention lies inside its text, in order, and none is empty.
#[test]
fn mentions_of_real_texts_lie_in_their_text() {
    let Some(shared) = support::shared() else {
        eprintln!("left out: no folder with real texts beside the project");
        return;
    };
    let mut seen = 0;
    for folder in ["readouts", "corpus/white-house"] {
        for entry in std::fs::read_dir(shared.join(folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            let Ok(text) = std::fs::read_to_string(entry.path()) else {
                continue;
            };
            let found = Mentions::of(&text, &Outline::of(&text));
            let spans = [
                found.countries.iter().map(|one| one.span).collect::<Vec<_>>(),
                found.bodies.iter().map(|one| one.span).collect(),
                found.numbers.iter().map(|one| one.span).collect(),
                found.quantities.iter().map(|one| one.span).collect(),
                found.dates.iter().map(|one| one.span).collect(),
                found.quotations.iter().map(|one| one.span).collect(),
            ];
            for list in &spans {
                assert!(list.is_sorted(), "{}", entry.path().display());
                assert!(
                    list.iter().all(|span| !span.of(&text).is_empty()),
                    "{}",
                    entry.path().display()
                );
                seen += list.len();
            }
        }
    }
    assert!(seen > 0, "no text was read");
}

/// Eight times the text may take three times eight as long, not eight times eight.
#[test]
fn time_grows_with_size_and_not_with_its_square() {
    let shapes = [
        "one hundred and ",
        "half a million and a ",
        "1 000 000 ",
        "1.1.",
        "2007, ",
        "May 5 - ",
        "between 5 and ",
        "$5 to ",
        "more than ",
        "HK $",
        "US ",
        "a\n",
        "„a “b ",
        "Mr. A. B. ",
        "United States of Americana ",
    ];
    let fastest = |text: &str| {
        let times = (0..6).map(|_| {
            let start = std::time::Instant::now();
            let _ = Mentions::of(text, &Outline::of(text));
            start.elapsed()
        });
        times.min().unwrap_or_default().as_secs_f64()
    };
    for unit in shapes {
        let small = unit.repeat(4 * 1024 / unit.len());
        // Time that grows with the square is found at each try; a busy machine is not.
        let mut ratios = Vec::new();
        while ratios.len() < 3 && ratios.iter().all(|&ratio| ratio >= 24.0) {
            ratios.push(fastest(&small.repeat(8)) / fastest(&small).max(0.000_5));
        }
        let best = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        assert!(
            best < 24.0,
            "{unit:?}: {ratios:?} times the time for eight times the text"
        );
    }
}
