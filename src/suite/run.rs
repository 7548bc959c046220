//! Running cases.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Instant;

use serde::de::IgnoredAny;
use serde_json::Value;

use super::{Case, CaseResult, Extracted, Fault, HeldFloor, Outcome, Suite, SuiteResult, files, snapshot};
use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::record::Record;
use crate::score::{DocumentScore, Scores};
use crate::yaml;

/// What happens while a suite runs.
#[derive(Clone, Copy, Debug)]
pub enum Step<'r> {
    /// So many cases have been run, in whatever order.
    Counted(usize),
    /// The next case in the order of names has been run.
    Case(&'r CaseResult),
}

impl Suite {
    /// Runs every case, so many of them at once, and holds the figures over all to their floors.
    ///
    /// `step` hears of each case. A case that goes wrong, in whatever way, is a result like others.
    pub fn run(&self, jobs: NonZeroUsize, mut step: impl FnMut(Step<'_>)) -> SuiteResult {
        let start = Instant::now();
        let next = AtomicUsize::new(0);
        let mut results: BTreeMap<usize, CaseResult> = BTreeMap::new();
        let mut told = 0;
        let (sender, receiver) = channel();
        thread::scope(|scope| {
            for _ in 0..jobs.get().min(self.cases.len()) {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(case) = self.cases.get(index) else { break };
                        if sender.send((index, self.run_case(case))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            for (index, result) in receiver {
                results.insert(index, result);
                step(Step::Counted(results.len()));
                while let Some(result) = results.get(&told) {
                    step(Step::Case(result));
                    told += 1;
                }
            }
        });
        let mut result = self.result_of(results.into_values().collect());
        result.time = start.elapsed();
        result
    }

    /// Runs one case.
    pub fn run_case(&self, case: &Case) -> CaseResult {
        let start = Instant::now();
        let mut result = CaseResult {
            name: case.name.clone(),
            file: case.file().clone(),
            outcome: Outcome::Passed,
            faults: Vec::new(),
            told: Vec::new(),
            errors: String::new(),
            score: None,
            unapproved: None,
            texts: Vec::new(),
            extracted: None,
            time: std::time::Duration::ZERO,
        };
        if let Some(reason) = &case.settings.skip {
            result.outcome = Outcome::Skipped(reason.clone());
            return result;
        }
        Running {
            suite: self,
            case,
            result: &mut result,
        }
        .run();
        result.outcome = self.judged(&case.name, result.faults.is_empty());
        result.time = start.elapsed();
        result
    }

    /// What the results of all cases come to.
    pub(super) fn result_of(&self, cases: Vec<CaseResult>) -> SuiteResult {
        let documents: Vec<DocumentScore> = cases.iter().filter_map(|case| case.score.clone()).collect();
        let scores = (!documents.is_empty()).then(|| Scores::new(documents));
        let floors = if self.whole {
            self.floors(scores.as_ref())
        } else {
            Vec::new()
        };
        let went = cases.iter().map(|case| (&case.name, &case.outcome));
        let went = went.chain(floors.iter().map(|held| (&held.floor.figure, &held.outcome)));
        let mended = self.baseline.iter().flat_map(|baseline| {
            let passed = went.clone().filter(|(_, outcome)| **outcome == Outcome::Passed);
            passed
                .filter(|(name, _)| baseline.may_fail(name))
                .map(|(name, _)| name.clone())
        });
        SuiteResult {
            extractor: self.extractor.to_string(),
            scores,
            partial: !self.whole && !self.settings.floors.is_empty(),
            mended: mended.collect(),
            floors,
            cases,
            time: std::time::Duration::ZERO,
        }
    }

    fn floors(&self, scores: Option<&Scores>) -> Vec<HeldFloor> {
        let held = self.settings.floors.iter().map(|floor| {
            let below = scores.is_none_or(|scores| !scores.all.below(std::slice::from_ref(floor)).is_empty());
            HeldFloor {
                outcome: self.judged(&floor.figure, !below),
                found: scores.and_then(|scores| scores.all.figure(&floor.figure)),
                floor: floor.clone(),
            }
        });
        held.collect()
    }

    /// How what is called `name` went, in the light of an earlier run.
    fn judged(&self, name: &str, passed: bool) -> Outcome {
        let may_fail = || {
            self.baseline
                .as_ref()
                .is_some_and(|baseline| baseline.may_fail(name))
        };
        if passed {
            Outcome::Passed
        } else if may_fail() {
            Outcome::Known
        } else {
            Outcome::Failed
        }
    }
}

/// A case while it is run.
struct Running<'a> {
    suite: &'a Suite,
    case: &'a Case,
    result: &'a mut CaseResult,
}

/// A record that was read.
struct Read {
    /// The whole of it; `None` where it breaks its schema, or where there is not one record.
    value: Option<Value>,
    /// The same as a summit-summary record, where it is one.
    record: Option<Record>,
}

impl Running<'_> {
    fn run(&mut self) {
        let gold = self.case.record.as_ref().and_then(|path| {
            let text = self.file(path)?;
            Some(self.read(text))
        });
        let Some(path) = &self.case.source else {
            let file = self.case.file().display();
            self.fail(Fault::Unreadable(format!(
                "{file}: names no source under `source.path`, and there is no text of its name beside it"
            )));
            return;
        };
        let Some(source) = self.file(path) else { return };
        let gold = gold.and_then(|gold| gold.record);
        match self.suite.extractor.extract(self.case, path, &source) {
            Err(no_record) => {
                self.result.errors.clone_from(&no_record.errors);
                self.score_nothing(gold.as_ref(), &no_record.message);
                self.fail(Fault::NoRecord(no_record));
            }
            Ok(extracted) => self.extracted(extracted, gold.as_ref(), &source),
        }
    }

    fn extracted(&mut self, extracted: Extracted, gold: Option<&Record>, source: &Document) {
        self.result.errors = extracted.errors;
        let text = match extracted.file {
            Some(file) => Document::new(file, extracted.text),
            None => {
                let ending = if is_json(&extracted.text) { "json" } else { "yaml" };
                let name = format!("{}.extracted.{ending}", self.case.name);
                self.result.extracted = Some(name.clone());
                Document::new(name, extracted.text)
            }
        };
        let got = self.read(text);
        let Some(value) = got.value else {
            self.score_nothing(gold, "the extracted record is not valid");
            return;
        };
        if let Some(gold) = gold {
            match &got.record {
                Some(got) => self.score(DocumentScore::new(&*self.case.name, got, gold, Some(source))),
                None => self.score_nothing(Some(gold), "what was extracted is no summit-summary record"),
            }
        }
        self.compare(snapshot::steady_value(value));
    }

    /// The text of a file of the case.
    fn file(&mut self, path: &std::path::Path) -> Option<Document> {
        match files::read(path) {
            Ok(document) => Some(document),
            Err(reason) => {
                self.fail(Fault::Unreadable(format!("{}: {reason}", path.display())));
                None
            }
        }
    }

    /// Reads and validates one record.
    fn read(&mut self, text: Document) -> Read {
        let file = yaml::read(text.name(), text.text());
        let findings = self.suite.schemas.check(&file);
        let mut valid = findings.iter().all(|finding| finding.severity != Severity::Error);
        if !findings.is_empty() {
            self.result.texts.push(text);
        }
        self.found(findings);
        let record = match file.documents.as_slice() {
            [one] => Some(one.root.to_json()),
            several => {
                if valid {
                    let count = several.len();
                    self.fail(Fault::Unreadable(format!(
                        "{}: expected one record, found {count}",
                        file.name
                    )));
                }
                valid = false;
                None
            }
        };
        let value = record.filter(|_| valid);
        let record = value
            .as_ref()
            .and_then(|value| Record::from_json_value(value).ok());
        Read { value, record }
    }

    fn found(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            let fails = match finding.severity {
                Severity::Error => true,
                Severity::Warning => self.suite.strict,
                Severity::Note => false,
            };
            if fails {
                self.fail(Fault::Finding(Box::new(finding)));
            } else {
                self.result.told.push(finding);
            }
        }
    }

    fn score(&mut self, score: DocumentScore) {
        let scores = Scores::new(vec![score.clone()]);
        for shortfall in scores.all.below(&self.case.settings.floors) {
            self.fail(Fault::Floor(shortfall));
        }
        self.result.score = Some(score);
    }

    /// A case without a record to score has 0 everywhere; that its floors are not reached goes
    /// without saying.
    fn score_nothing(&mut self, gold: Option<&Record>, why: &str) {
        self.result.score = gold.map(|gold| DocumentScore::failed(&*self.case.name, gold, why));
    }

    /// Compares the extracted record with the approved one.
    fn compare(&mut self, got: Value) {
        let difference = match &self.case.approved {
            None => None,
            Some(path) => {
                let Some(text) = self.file(path) else { return };
                let file = yaml::read(text.name(), text.text());
                let approved = file.documents.first().map(|document| document.root.to_json());
                let approved = snapshot::steady_value(approved.unwrap_or_default());
                let Some(diff) = snapshot::difference(&approved, &got) else {
                    return;
                };
                Some(Fault::Changed {
                    approved: path.display().to_string(),
                    diff,
                })
            }
        };
        self.result.unapproved = Some((self.case.approved_path.clone(), snapshot::written(&got)));
        if let Some(fault) = difference {
            self.fail(fault);
        }
    }

    fn fail(&mut self, fault: Fault) {
        self.result.faults.push(fault);
    }
}

/// True for what a reader of JSON takes; else it is read as YAML, of which JSON is nearly a part.
fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}
