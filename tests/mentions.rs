//! The lexical floor on real texts.

#[expect(dead_code, reason = "other test binaries use the rest")]
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
