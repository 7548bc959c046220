//! Floors, and what earlier scores reached: when scores are too low.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde_json::Value;
use thiserror::Error;

use super::Totals;
use super::figures::is_figure;
use super::json::{FORMAT, rounded};

/// Sums of fractions may be off by the last digits of a double; a floor is not missed by them.
const EPSILON: f64 = 1e-9;

/// What a figure has to reach. Written `participants=0.9` or `participants.role=0.9`.
///
/// ```
/// use rapporteur::score::Floor;
/// let floor: Floor = "participants.role=0.9".parse()?;
/// assert_eq!((floor.figure.as_str(), floor.least), ("participants.role", 0.9));
/// assert!("participant=0.9".parse::<Floor>().is_err());
/// # Ok::<(), rapporteur::score::FloorError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Floor {
    /// The name of the figure.
    pub figure: String,
    /// From 0 to 1.
    pub least: f64,
}

/// Why something is no floor.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FloorError {
    /// Without `=`, or with something else behind it than a number from 0 to 1.
    #[error("expected a figure and a number from 0 to 1, such as `participants=0.9`, found `{0}`")]
    Form(String),
    /// There is no such figure.
    #[error(
        "no figure is called `{0}`; a figure is a section (`participants`, or `all`), a section with \
         `.precision`, `.recall`, `.macro` or `.grounding`, or a section with one of its attributes \
         (`participants.role`)"
    )]
    Figure(String),
}

/// A figure that is lower than it has to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortfall {
    /// The name of the figure.
    pub figure: String,
    /// What it had to reach.
    pub least: f64,
    /// What it is; `None` where there was nothing to measure.
    pub found: Option<f64>,
    /// True where it is held against a baseline and not against a floor.
    pub baseline: bool,
}

/// The figures of an earlier run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Baseline {
    figures: BTreeMap<String, f64>,
}

/// Why a text is no baseline.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// It is no JSON.
    #[error("is no JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It was not written by this command.
    #[error(
        "is no score: expected what `rapporteur score --format json` writes, with `\"score\": \"{FORMAT}\"`"
    )]
    Form,
}

/// A figure that is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The name of the figure.
    pub figure: String,
    /// What it was; `None` where it was not measured.
    pub before: Option<f64>,
    /// What it is; `None` where there was nothing to measure.
    pub now: Option<f64>,
}

impl FromStr for Floor {
    type Err = FloorError;

    fn from_str(text: &str) -> Result<Self, FloorError> {
        let form = || FloorError::Form(text.to_owned());
        let (figure, least) = text.split_once('=').ok_or_else(form)?;
        let least: f64 = least.trim().parse().map_err(|_| form())?;
        let figure = figure.trim();
        if !(0.0..=1.0).contains(&least) {
            return Err(form());
        }
        if !is_figure(figure) {
            return Err(FloorError::Figure(figure.to_owned()));
        }
        Ok(Self {
            figure: figure.to_owned(),
            least,
        })
    }
}

impl Totals {
    /// The floors that are not reached, in their order. A figure that could not be measured
    /// reaches none.
    pub fn below(&self, floors: &[Floor]) -> Vec<Shortfall> {
        let short = |floor: &&Floor| {
            let found = self.figure(&floor.figure);
            found.is_none_or(|found| found + EPSILON < floor.least)
        };
        let shortfall = |floor: &Floor| Shortfall {
            figure: floor.figure.clone(),
            least: floor.least,
            found: self.figure(&floor.figure),
            baseline: false,
        };
        floors.iter().filter(short).map(shortfall).collect()
    }
}

impl Baseline {
    /// Reads what an earlier run wrote as JSON.
    pub fn from_json(text: &str) -> Result<Self, BaselineError> {
        let value: Value = serde_json::from_str(text)?;
        if value.get("score").and_then(Value::as_str) != Some(FORMAT) {
            return Err(BaselineError::Form);
        }
        let figures = value.pointer("/all/figures").and_then(Value::as_object);
        let figures = figures.ok_or(BaselineError::Form)?;
        let read = figures
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), value.as_f64()?)));
        Ok(Self {
            figures: read.collect(),
        })
    }

    /// What is not as it was, to the four digits that are written, in the order of the figures.
    pub fn changes(&self, totals: &Totals) -> Vec<Change> {
        let changes = totals.figures().into_iter().map(|(figure, now)| Change {
            before: self.figures.get(&figure).copied(),
            now: now.map(rounded),
            figure,
        });
        changes.filter(|change| change.before != change.now).collect()
    }

    /// The F1 of sections, and their grounding, that fell by more than `tolerance`.
    ///
    /// Precision and recall may be traded for one another, and an accuracy may fall because more
    /// objects are matched; whoever wants those held sets a [`Floor`].
    pub fn below(&self, totals: &Totals, tolerance: f64) -> Vec<Shortfall> {
        let held = |name: &str| !name.contains('.') || name.ends_with(".grounding");
        let shortfalls = self.changes(totals).into_iter().filter_map(|change| {
            let least = change.before? - tolerance;
            let short = change.now.is_none_or(|now| now + EPSILON < least);
            (held(&change.figure) && short).then_some(Shortfall {
                figure: change.figure,
                least,
                found: change.now,
                baseline: true,
            })
        });
        shortfalls.collect()
    }
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let against = if self.baseline { "baseline" } else { "floor" };
        match self.found {
            Some(found) => write!(
                f,
                "{} is {found:.4}, below the {against} of {:.4}",
                self.figure, self.least
            ),
            None => write!(
                f,
                "{} could not be measured, and the {against} is {:.4}",
                self.figure, self.least
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Floor};
    use crate::record::{Event, EventKind, Evidence, Participant, Record, Source};
    use crate::score::{DocumentScore, Scores};

    fn record(names: &[&str]) -> Record {
        let event = Event::new(EventKind::Talks, Evidence::quote("talks"));
        let mut record = Record::new(Source::new("a"), event);
        record.participants = names
            .iter()
            .map(|name| Participant::new(*name, Evidence::quote(*name)))
            .collect();
        record
    }

    /// Two of four participants found, and one that is none: 2 × 2 / 7.
    fn scores(got: &[&str]) -> Scores {
        let gold = record(&["Ana", "Bo", "Cy", "Di"]);
        Scores::new(vec![DocumentScore::new("a", &record(got), &gold, None)])
    }

    fn floor(text: &str) -> Floor {
        text.parse().expect("a floor")
    }

    #[test]
    fn a_floor_is_missed_by_less_and_by_nothing_to_measure() {
        let scores = scores(&["Ana", "Bo", "Eve"]);
        let told = |text| {
            let below = scores.all.below(&[floor(text)]);
            below.first().map(ToString::to_string)
        };
        assert_eq!(told("participants=0.57"), None);
        assert_eq!(
            told("participants=0.58").as_deref(),
            Some("participants is 0.5714, below the floor of 0.5800")
        );
        assert_eq!(told("participants.recall=0.5"), None);
        assert_eq!(told("topics=1"), None, "empty against empty");
        assert_eq!(
            told("participants.role=0").as_deref(),
            Some("participants.role could not be measured, and the floor is 0.0000")
        );
    }

    #[test]
    fn a_floor_has_a_figure_and_a_number_from_0_to_1() {
        for text in [
            "",
            "participants",
            "participants=",
            "participants=1.1",
            "participants=-0",
            "role=0.5",
            "participants=NaN",
        ] {
            // `-0` is 0.
            assert_eq!(text.parse::<Floor>().is_ok(), text.ends_with("-0"), "{text}");
        }
    }

    #[test]
    fn a_baseline_holds_f1_and_lets_it_fall_by_the_tolerance() {
        let before = scores(&["Ana", "Bo", "Cy"]);
        let baseline = Baseline::from_json(&before.to_json(false, None)).expect("it was just written");
        assert_eq!(baseline.changes(&before.all), []);
        let now = scores(&["Ana", "Bo", "Eve"]);
        let changes: Vec<String> = baseline
            .changes(&now.all)
            .into_iter()
            .map(|change| format!("{} {:?} {:?}", change.figure, change.before, change.now))
            .collect();
        // 3 of 3 and 4: 6 / 7; then 2 of 3 and 4: 4 / 7.
        assert!(
            changes.contains(&"participants Some(0.8571) Some(0.5714)".to_owned()),
            "{changes:?}"
        );
        let below = |tolerance| -> Vec<String> {
            let below = baseline.below(&now.all, tolerance).into_iter();
            below.map(|shortfall| shortfall.figure).collect()
        };
        assert_eq!(below(0.0), ["participants", "all"]);
        assert_eq!(below(0.25), ["participants"]);
        assert_eq!(below(0.2857), [""; 0]);
    }

    #[test]
    fn something_else_is_no_baseline() {
        let told = |text| Baseline::from_json(text).expect_err("no baseline").to_string();
        assert!(told("{").starts_with("is no JSON: "));
        assert!(told("{\"findings\": []}").starts_with("is no score: "));
    }
}
