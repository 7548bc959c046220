//! The kill matrix: what was caught and what was missed, field by operator.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::check::severity;
use super::gate::Verdict;
use super::mutant::Options;
use super::operator::Operator;
use super::run::Trial;
use crate::finding::Severity;

/// Counts of the mutants and controls of one operator at one field, or of several together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Mutants that the gate refused.
    pub caught: usize,
    /// Of those, the ones of which it only warned. A program that is judged by its exit status warns of none.
    pub warned: usize,
    /// Mutants that passed.
    pub missed: usize,
    /// Controls that were tried.
    pub controls: usize,
    /// Controls that the gate refused, wrongly.
    pub refused: usize,
    /// Mutants and controls on which the gate gave no verdict.
    pub broken: usize,
}

impl Cell {
    /// Mutants on which there is a verdict.
    pub fn mutants(&self) -> usize {
        self.caught + self.missed
    }

    /// The share of mutants that were caught, from 0 to 1; `None` where there was none.
    pub fn score(&self) -> Option<f64> {
        share(self.caught, self.mutants())
    }

    /// The share of controls that were wrongly refused, from 0 to 1; `None` where there was none.
    pub fn refusals(&self) -> Option<f64> {
        share(self.refused, self.controls)
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: Self) {
        self.caught += other.caught;
        self.warned += other.warned;
        self.missed += other.missed;
        self.controls += other.controls;
        self.refused += other.refused;
        self.broken += other.broken;
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of mutants are far below 2^52")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// What came of the mutants of any number of records.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Records that were broken.
    pub records: usize,
    /// True records that the gate itself refuses, or on which it gives no verdict.
    pub refused: Vec<(String, Verdict)>,
    /// Every field that some operator worked on, by every operator that worked anywhere.
    cells: BTreeMap<(String, Operator), Cell>,
    /// Mutants that passed.
    pub survivors: Vec<Trial>,
    /// Controls that were refused.
    pub accused: Vec<Trial>,
    /// The first verdict that was not given, and why.
    pub broken: Option<String>,
}

impl Results {
    /// Adds what came of one mutant or control.
    pub fn add(&mut self, trial: Trial) {
        let key = (trial.mutant.field.clone(), trial.mutant.operator);
        let cell = self.cells.entry(key).or_default();
        match (&trial.verdict, trial.mutant.is_control) {
            (Verdict::Broken(why), _) => {
                cell.broken += 1;
                self.broken.get_or_insert_with(|| why.clone());
            }
            (Verdict::Passed, true) => cell.controls += 1,
            (Verdict::Refused(_), true) => {
                cell.controls += 1;
                cell.refused += 1;
                self.accused.push(trial);
            }
            (Verdict::Passed, false) => {
                cell.missed += 1;
                self.survivors.push(trial);
            }
            (Verdict::Refused(codes), false) => {
                cell.caught += 1;
                let is_error = codes.iter().any(|code| severity(code) == Severity::Error);
                cell.warned += usize::from(!codes.is_empty() && !is_error);
            }
        }
    }

    /// Adds the results of other records.
    pub fn merge(&mut self, other: Self) {
        self.records += other.records;
        self.refused.extend(other.refused);
        for (key, cell) in other.cells {
            self.cells.entry(key).or_default().add(cell);
        }
        self.survivors.extend(other.survivors);
        self.accused.extend(other.accused);
        if self.broken.is_none() {
            self.broken = other.broken;
        }
    }

    /// True where the gate gave no verdict on some true record.
    pub fn has_silent(&self) -> bool {
        let is_broken = |verdict: &Verdict| matches!(verdict, Verdict::Broken(_));
        self.refused.iter().any(|(_, verdict)| is_broken(verdict))
    }

    /// All together.
    pub fn total(&self) -> Cell {
        self.sum(|_, _| true)
    }

    /// Each operator that was applicable somewhere, with its counts, in the order of the catalogue.
    pub fn operators(&self) -> Vec<(Operator, Cell)> {
        let operators: BTreeSet<Operator> = self.cells.keys().map(|(_, operator)| *operator).collect();
        let sum = |operator| self.sum(|_, own| own == operator);
        operators
            .into_iter()
            .map(|operator| (operator, sum(operator)))
            .collect()
    }

    /// The fields that something was done to, in alphabetical order.
    pub fn fields(&self) -> Vec<&str> {
        let fields: BTreeSet<&str> = self.cells.keys().map(|(field, _)| field.as_str()).collect();
        fields.into_iter().collect()
    }

    /// The counts of `operator` at `field`; `None` where it is not applicable there.
    pub fn cell(&self, field: &str, operator: Operator) -> Option<Cell> {
        self.cells.get(&(field.to_owned(), operator)).copied()
    }

    fn sum(&self, is_meant: impl Fn(&str, Operator) -> bool) -> Cell {
        let mut sum = Cell::default();
        for ((field, operator), cell) in &self.cells {
            if is_meant(field, *operator) {
                sum.add(*cell);
            }
        }
        sum
    }

    /// The results as JSON. `gate` is what the gate is called.
    pub fn to_json(&self, gate: &str, options: Options) -> Value {
        let counts = |cell: &Cell| {
            let mut counts = json!(cell);
            counts["score"] = json!(cell.score());
            counts
        };
        let trial = |trial: &Trial| {
            let codes = match &trial.verdict {
                Verdict::Refused(codes) => codes.clone(),
                _ => Vec::new(),
            };
            json!({
                "record": trial.record,
                "operator": trial.mutant.operator,
                "pointer": trial.mutant.pointer,
                "codes": codes,
                "diff": trial.diff,
                "passages": trial.passages,
            })
        };
        let operators = self.operators();
        let operators = operators.iter().map(|(operator, cell)| {
            let mut row = counts(cell);
            row["operator"] = json!(operator);
            row
        });
        let matrix = self.cells.iter().map(|((field, operator), cell)| {
            let mut row = json!(cell);
            row["field"] = json!(field);
            row["operator"] = json!(operator);
            row
        });
        json!({
            "gate": gate,
            "seed": options.seed,
            "per_field": options.per_field,
            "records": self.records,
            "true_records_refused": self.refused.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            "total": counts(&self.total()),
            "operators": operators.collect::<Vec<_>>(),
            "matrix": matrix.collect::<Vec<_>>(),
            "survivors": self.survivors.iter().map(trial).collect::<Vec<_>>(),
            "controls_refused": self.accused.iter().map(trial).collect::<Vec<_>>(),
        })
    }
}
