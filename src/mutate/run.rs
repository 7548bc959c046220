//! Mutants are made, a gate judges them, and what came of it is counted.

use std::io;

use serde_json::Value;
use similar::TextDiff;

use super::check::{Checker, Findings, added};
use super::gate::{Desk, Gate, Program, Verdict};
use super::ground::{Ground, parent};
use super::matrix::Results;
use super::mutant::{Mutant, Options, Truth, mutants};
use crate::record::yaml_of;

/// What came of one mutant or control.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// What the record is called.
    pub record: String,
    /// The mutant.
    pub mutant: Mutant,
    /// What the gate says of it.
    pub verdict: Verdict,
    /// What is changed, as a unified diff of the record in YAML, without a header of files.
    pub diff: String,
    /// The passages of the source on which the changed value rests.
    pub passages: Vec<String>,
}

/// Judges the mutants of `truth` by `gate`, and adds what came of it to `results`.
///
/// False where there is nothing to judge: the record does not fit its schema, or that has no rules.
/// A program that refuses the true record, or gives no verdict on it, is given no mutants of it: what
/// it would say of them tells nothing.
pub fn run(truth: &Truth<'_>, gate: &Gate, options: Options, results: &mut Results) -> io::Result<bool> {
    let Some(mutants) = mutants(truth, options) else {
        return Ok(false);
    };
    results.records += 1;
    let annotations = truth.schema.annotations(truth.record, "grounding");
    let ground = Ground::new(truth.source, truth.record, &annotations, options.seed, truth.name);
    let judge = Judge::new(gate, truth)?;
    if let Judge::Program { .. } = judge {
        let verdict = judge.verdict(truth.record)?;
        if verdict != Verdict::Passed {
            results.refused.push((truth.name.to_owned(), verdict));
            return Ok(true);
        }
    }
    let written = yaml_of(truth.record);
    for mutant in mutants {
        let verdict = judge.verdict(&mutant.record)?;
        let told = matches!(
            (&verdict, mutant.is_control),
            (Verdict::Passed, false) | (Verdict::Refused(_), true)
        );
        let (diff, passages) = if told {
            let spans = ground.passages(parent(&mutant.pointer));
            let passages = spans.iter().filter(|span| **span != truth.source.whole());
            (
                diff(&written, &yaml_of(&mutant.record)),
                passages
                    .map(|span| truth.source.slice(*span).to_owned())
                    .collect(),
            )
        } else {
            (String::new(), Vec::new())
        };
        results.add(Trial {
            record: truth.name.to_owned(),
            mutant,
            verdict,
            diff,
            passages,
        });
    }
    Ok(true)
}

/// A gate, made ready for the mutants of one record.
enum Judge<'j> {
    Check {
        checker: Checker<'j>,
        /// What is found in the true record.
        before: Findings,
    },
    Program {
        program: &'j Program,
        desk: Desk,
        text: &'j str,
    },
}

impl<'j> Judge<'j> {
    fn new(gate: &'j Gate, truth: &Truth<'j>) -> io::Result<Self> {
        match gate {
            Gate::Check => {
                let checker = Checker::new(truth.source, truth.schema);
                let before = checker.findings(truth.record).unwrap_or_default();
                Ok(Self::Check { checker, before })
            }
            Gate::Program(program) => {
                let document = truth.source.document();
                let is_json = truth.name.to_ascii_lowercase().ends_with(".json");
                Ok(Self::Program {
                    program,
                    desk: Desk::new(document.name(), document.text(), is_json)?,
                    text: document.text(),
                })
            }
        }
    }

    fn verdict(&self, record: &Value) -> io::Result<Verdict> {
        match self {
            Self::Check { checker, before } => {
                let found = checker.findings(record).unwrap_or_default();
                let codes = added(&found, before);
                Ok(if codes.is_empty() {
                    Verdict::Passed
                } else {
                    Verdict::Refused(codes)
                })
            }
            Self::Program { program, desk, text } => {
                let path = desk.write(record)?;
                Ok(program.judge(&path, desk.source(), text))
            }
        }
    }
}

/// Lines of the record that are shown around a change.
const CONTEXT: usize = 2;

fn diff(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut unified = diff.unified_diff();
    unified.context_radius(CONTEXT).to_string()
}
