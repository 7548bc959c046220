//! Figures of a suite, and of one case of it, as tables and bars.

use serde::Serialize;

use super::{seen, seen_lines};
use crate::score::{DocumentScore, Scores, Totals};
use crate::suite::{Outcome, SuiteResult};

/// The figures of a suite.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SuiteView {
    extractor: String,
    /// How many cases and floors went how: `passed` and so on.
    counts: Vec<(&'static str, usize)>,
    /// All cases together; empty where none has a record by hand.
    sections: Vec<Bar>,
    /// The same by house style.
    styles: Vec<Style>,
    /// Floors that figures have to reach.
    floors: Vec<Floor>,
    /// What the settings say and nothing is meant by.
    unused: Vec<String>,
}

/// What one section, or all of them together, comes to. Shares are in hundredths.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Bar {
    name: String,
    precision: f64,
    recall: f64,
    f1: f64,
    got: usize,
    gold: usize,
}

#[derive(Clone, Debug, Serialize)]
struct Style {
    name: String,
    documents: usize,
    sections: Vec<Bar>,
}

#[derive(Clone, Debug, Serialize)]
struct Floor {
    figure: String,
    least: f64,
    found: Option<f64>,
    is_reached: bool,
}

/// One extracted record against the one by hand.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CaseScore {
    pub(super) f1: f64,
    /// Why there was no record to score.
    failure: String,
    sections: Vec<SectionScore>,
}

#[derive(Clone, Debug, Serialize)]
struct SectionScore {
    bar: Bar,
    /// What the record by hand has and the other has not.
    missed: Vec<String>,
    /// What the other has alone.
    spurious: Vec<String>,
    differing: Vec<Differing>,
}

#[derive(Clone, Debug, Serialize)]
struct Differing {
    label: String,
    attribute: &'static str,
    got: String,
    gold: String,
}

impl SuiteView {
    pub(super) fn of(result: &SuiteResult) -> Self {
        let summary = result.summary();
        let counts = [
            ("passed", summary.passed),
            ("failed", summary.failed),
            ("known", summary.known),
            ("skipped", summary.skipped),
        ];
        let scores = result.scores.as_ref();
        let styles = scores.into_iter().flat_map(|scores| &scores.styles);
        Self {
            extractor: seen(&result.extractor),
            counts: counts.into_iter().filter(|&(_, count)| count > 0).collect(),
            sections: scores.map(|scores| bars(&scores.all)).unwrap_or_default(),
            styles: styles
                .map(|(name, totals)| Style {
                    name: seen(name),
                    documents: totals.documents,
                    sections: bars(totals),
                })
                .collect(),
            floors: result
                .floors
                .iter()
                .map(|held| Floor {
                    figure: seen(&held.floor.figure),
                    least: hundredths(held.floor.least),
                    found: held.found.map(hundredths),
                    is_reached: held.outcome == Outcome::Passed,
                })
                .collect(),
            unused: result.unused.iter().map(|line| seen(line)).collect(),
        }
    }
}

/// One bar a section, then one for all of them together.
fn bars(totals: &Totals) -> Vec<Bar> {
    let sections = totals.sections.iter();
    let sections = sections.map(|section| Bar::of(section.name, section.objects));
    sections.chain([Bar::of("all", totals.objects())]).collect()
}

impl Bar {
    fn of(name: &str, tally: crate::score::Tally) -> Self {
        Self {
            name: seen(&name.replace('_', " ")),
            precision: hundredths(tally.precision()),
            recall: hundredths(tally.recall()),
            f1: hundredths(tally.f1()),
            got: tally.got,
            gold: tally.gold,
        }
    }
}

impl CaseScore {
    pub(super) fn of(score: &DocumentScore) -> Self {
        let totals = Scores::new(vec![score.clone()]).all;
        let labels = |all: &[crate::score::Unmatched]| all.iter().map(|one| seen(&one.label)).collect();
        let sections = score.sections.iter().map(|section| SectionScore {
            bar: Bar::of(section.name, section.objects),
            missed: labels(&section.missed),
            spurious: labels(&section.spurious),
            differing: section
                .differing
                .iter()
                .map(|difference| Differing {
                    label: seen(&difference.label),
                    attribute: difference.attribute,
                    got: value(difference.got.as_ref()),
                    gold: value(difference.gold.as_ref()),
                })
                .collect(),
        });
        Self {
            f1: hundredths(totals.objects().f1()),
            failure: score.failure.as_deref().map(seen).unwrap_or_default(),
            sections: sections.collect(),
        }
    }
}

/// A value of a record on a line; empty where there is none.
fn value(value: Option<&serde_json::Value>) -> String {
    let Some(value) = value else {
        return String::new();
    };
    seen_lines(&value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// A share in hundredths, with one digit behind the point.
fn hundredths(share: f64) -> f64 {
    (share * 1000.0).round() / 10.0
}
