//! The summary of the seed with nine changes made by hand.

use rapporteur::diff::Class;

use super::{differences, in_short};

const SEED: &str = include_str!("../../seeds/uzbekistan-japan.txt");
const SUMMARY: &str = include_str!("../../fixtures/summaries/uzbekistan-japan.yaml");

/// `text` with `from`, which stands in it once, as `to`.
fn with(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from}");
    text.replace(from, to)
}

/// `text` with the part from the line `first` up to the line `second` put behind the part up to `end`.
fn exchanged(text: &str, first: &str, second: &str, end: &str) -> String {
    let at = |line: &str| text.find(&format!("\n{line}\n")).expect("there is such a line") + 1;
    let (first, second, end) = (at(first), at(second), at(end));
    [
        &text[..first],
        &text[second..end],
        &text[first..second],
        &text[end..],
    ]
    .concat()
}

fn edited() -> String {
    // Two lists in another order.
    let text = exchanged(
        SUMMARY,
        "  - name: Uzbekistan",
        "  - name: Japan",
        "participants:",
    );
    let text = exchanged(
        &text,
        "  - name: Sojitz",
        "  - name: Toyota Tsusho",
        "  - name: Sumitomo",
    );
    // One piece of evidence is wider.
    let text = with(
        &text,
        "evidence: the 'One Village, One Product' program\n",
        "evidence: expand the scale of the 'One Village, One Product' program\n",
    );
    // One quote goes on on the next line.
    let text = with(
        &text,
        "evidence: the first forum of the two countries' regions\n",
        "evidence: the first forum\n      of the two countries' regions\n",
    );
    let text = with(
        &text,
        "    comparator: more_than\n    measures: new portfolio",
        "    comparator: exact\n    measures: new portfolio",
    );
    let text = with(
        &text,
        "status: proposed\n    title: joint investment platform",
        "status: agreed\n    title: joint investment platform",
    );
    let text = with(
        &text,
        "  - speaker: Sanae Takaichi",
        "  - speaker: Shavkat Mirziyoyev",
    );
    let text = with(
        &text,
        "amount: {value: 12000000000,",
        "amount: {value: 13000000000,",
    );
    // One outcome goes, another comes.
    let start = text.find("  - kind: economic_zone\n").expect("it is there");
    let end = text[start + 1..].find("  - kind: ").expect("another follows") + start + 1;
    let text = [&text[..start], &text[end..]].concat();
    with(
        &text,
        "statements:\n",
        "  - kind: cooperation
    status: discussed
    title: expand interregional ties
    evidence: opportunities and ways to increase mutual trade volume and expand interregional ties were discussed
statements:\n",
    )
}

#[test]
fn nine_changes_are_nine_differences_each_of_its_class() {
    for source in [None, Some(SEED)] {
        let found = differences(SUMMARY, &edited(), source);
        assert_eq!(
            in_short(&found),
            [
                "fact-added outcomes",
                "fact-removed outcomes",
                "fact-changed outcomes amount.value",
                "fact-changed statements speaker",
                "stronger figures comparator",
                "stronger outcomes status",
                "evidence-moved programmes evidence",
                "wording",
                "order parties, organizations",
            ]
        );
    }
}

#[test]
fn each_difference_has_its_places_and_passages() {
    let text = edited();
    let found = differences(SUMMARY, &text, Some(SEED));
    for difference in &found {
        let (old, new) = (difference.old.as_ref(), difference.new.as_ref());
        for (side, file) in [(old, SUMMARY), (new, text.as_str())] {
            let Some(side) = side else { continue };
            let place = &side.place;
            let line = file.lines().nth(place.start.line - 1).expect("the line is there");
            assert!(line.chars().count() >= place.start.column, "{difference}");
            for quote in &side.quotes {
                let place = quote.place.as_ref().expect("it stands in the source");
                assert_eq!(&SEED[place.start.offset..place.end.offset], quote.exact);
            }
        }
        if difference.class > Class::Wording {
            let quotes = [old, new].into_iter().flatten().map(|side| side.quotes.len());
            assert!(quotes.sum::<usize>() > 0, "{difference}");
        }
    }
}

#[test]
fn the_way_back_is_the_opposite() {
    let back = in_short(&differences(&edited(), SUMMARY, Some(SEED)));
    assert_eq!(
        back,
        [
            "fact-added outcomes",
            "fact-removed outcomes",
            "fact-changed outcomes amount.value",
            "fact-changed statements speaker",
            "weaker figures comparator",
            "weaker outcomes status",
            "evidence-moved programmes evidence",
            "wording",
            "order parties, organizations",
        ]
    );
}

#[test]
fn the_summary_is_as_it_is() {
    assert_eq!(in_short(&differences(SUMMARY, SUMMARY, Some(SEED))), [""; 0]);
}
