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
use crate::diff::{self, Class, Difference, Version, compare_files};
use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::grounding::{self, Source};
use crate::record::Record;
use crate::schema::Schema;
use crate::score::{DocumentScore, Scores};
use crate::yaml::{self, File};

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
            unchecked: Vec::new(),
            waivers: Vec::new(),
            records: Vec::new(),
            errors: String::new(),
            tokens: None,
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
            unused: self.all_unused(&cases),
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

    /// What the settings say and nothing is meant by, stale waivers included.
    fn all_unused(&self, cases: &[CaseResult]) -> Vec<String> {
        let mut unused = self.unused.clone();
        if let Some(path) = &self.settings.path {
            let used: Vec<usize> = cases.iter().flat_map(|case| case.waivers.clone()).collect();
            let records: Vec<String> = cases.iter().flat_map(|case| case.records.clone()).collect();
            let stale = grounding::waiver_findings(
                &path.display().to_string(),
                &self.settings.text,
                &self.settings.checks,
                &used,
                &records,
                self.today,
            );
            unused.extend(stale.iter().map(ToString::to_string));
        }
        unused
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
    file: File,
    /// True where it is one record, and fits its schema.
    is_valid: bool,
    /// True where it is no YAML or JSON, so that not all of it could be read.
    has_syntax_error: bool,
}

impl Running<'_> {
    fn run(&mut self) {
        let path = self.case.record.as_deref();
        let text = path.and_then(|path| self.file(path));
        let gold = text.map(|text| self.read(text, None));
        let Some(path) = &self.case.source else {
            // A record that cannot be read may well name one.
            if gold.as_ref().is_some_and(|gold| gold.has_syntax_error) {
                return;
            }
            let file = self.case.file().display();
            self.fail(Fault::Unreadable(format!(
                "{file}: names no source under `source.path`, and there is no text of its name beside it"
            )));
            return;
        };
        let Some(text) = self.file(path) else { return };
        self.result.texts.push(text.clone());
        let source = Source::of(text);
        if let Some(gold) = &gold {
            self.check(gold, None, &source);
        }
        let extracted = self.suite.extractor.extract(self.case, path, source.document());
        match extracted {
            Err(no_record) => {
                self.result.errors.clone_from(&no_record.errors);
                self.result.tokens = no_record.tokens;
                self.score_nothing(gold.as_ref(), &no_record.message);
                self.fail(Fault::NoRecord(no_record));
            }
            Ok(extracted) => self.extracted(extracted, gold.as_ref(), &source),
        }
    }

    fn extracted(&mut self, extracted: Extracted, gold: Option<&Read>, source: &Source) {
        self.result.errors.clone_from(&extracted.errors);
        self.result.tokens = extracted.tokens;
        let text = Document::new(self.name_of(&extracted), extracted.text);
        let got = self.read(text, gold);
        if got.value().is_none() {
            self.score_nothing(gold, "the extracted record is not valid");
            return;
        }
        self.check(&got, gold, source);
        if let Some(by_hand) = gold.and_then(Read::record) {
            match got.record() {
                Some(got) => {
                    let document = Some(source.document());
                    self.score(DocumentScore::new(&*self.case.name, &got, &by_hand, document));
                }
                None => self.score_nothing(gold, "what was extracted is no summit-summary record"),
            }
        }
        self.compare(&got, gold, source);
    }

    /// What the extracted record is called in messages.
    fn name_of(&mut self, extracted: &Extracted) -> String {
        if let Some(file) = &extracted.file {
            return file.clone();
        }
        let ending = if is_json(&extracted.text) { "json" } else { "yaml" };
        let name = format!("{}.extracted.{ending}", self.case.name);
        self.result.extracted = Some(name.clone());
        name
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

    /// Reads and validates one record: by the schema of `like`, if there is one.
    fn read(&mut self, text: Document, like: Option<&Read>) -> Read {
        let file = yaml::read(text.name(), text.text());
        let schemas = &self.suite.schemas;
        let like = like.and_then(|like| Some((&like.file, like.file.documents.first()?)));
        let findings = match like {
            Some((other, document)) => schemas
                .with_schema(other, document, |schema| schema.check(&file))
                .unwrap_or_default(),
            None => schemas.check(&file),
        };
        let errors = || {
            findings
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
        };
        let has_syntax_error = errors().any(|finding| finding.code.split('/').next() == Some("yaml"));
        let mut is_valid = errors().next().is_none();
        self.result.texts.push(text);
        self.found(findings);
        if is_valid && file.documents.len() != 1 {
            self.fail(Fault::Unreadable(format!(
                "{}: expected one record, found {}",
                file.name,
                file.documents.len()
            )));
            is_valid = false;
        }
        Read {
            file,
            is_valid,
            has_syntax_error,
        }
    }

    /// Holds a valid record against the source, by the rules of its schema, or of that of `like`.
    fn check(&mut self, read: &Read, like: Option<&Read>, source: &Source) {
        let Some(record) = read.file.documents.first().filter(|_| read.is_valid) else {
            return;
        };
        let like = like.unwrap_or(read);
        let Some(named) = like.file.documents.first() else {
            return;
        };
        let suite = self.suite;
        let checked = suite.schemas.with_schema(&like.file, named, |schema| {
            let settings = &suite.settings.checks;
            grounding::check(&read.file, record, schema, source, settings, suite.today)
        });
        let Some(checked) = checked else { return };
        self.result.records.push(read.file.name.clone());
        self.result.waivers.extend(checked.waivers);
        self.result.unchecked.extend(checked.unchecked);
        self.found(checked.findings);
        if suite.strict && checked.undecided > 0 {
            self.fail(Fault::Undecided(checked.undecided));
        }
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
    fn score_nothing(&mut self, gold: Option<&Read>, why: &str) {
        let gold = gold.and_then(Read::record);
        self.result.score = gold.map(|gold| DocumentScore::failed(&*self.case.name, &gold, why));
    }

    /// Compares the extracted record, by its schema or that of `like`, with the approved one.
    fn compare(&mut self, got: &Read, like: Option<&Read>, source: &Source) {
        let Some(value) = got.value().map(snapshot::steady_value) else {
            return;
        };
        let mut changed = None;
        if let Some(path) = &self.case.approved {
            let Some(text) = self.file(path) else { return };
            let file = yaml::read(text.name(), text.text());
            let is_broken = |finding: &Finding| finding.severity == Severity::Error;
            let approved = file.documents.first();
            let approved = approved.filter(|_| !file.findings.iter().any(is_broken));
            let approved_value = approved.map(|record| snapshot::steady_value(record.root.to_json()));
            if approved_value.as_ref() == Some(&value) {
                return;
            }
            let differences = self.differences(approved.map(|record| (&file, record)), got, like, source);
            if differences
                .iter()
                .any(|difference| difference.class >= Class::FACTS)
            {
                changed = Some(Fault::Changed {
                    approved: path.display().to_string(),
                    differences,
                });
            }
        }
        self.result.unapproved = Some((self.case.approved_path.clone(), snapshot::written(&value)));
        if let Some(fault) = changed {
            self.fail(fault);
        }
    }

    fn differences(
        &self,
        approved: Option<(&File, &yaml::Document)>,
        got: &Read,
        like: Option<&Read>,
        source: &Source,
    ) -> Vec<Difference> {
        let like = like.unwrap_or(got);
        let (Some((file, record)), Some(new), Some(named)) = (
            approved,
            Version::first_of(&got.file),
            like.file.documents.first(),
        ) else {
            // Without an approved record that can be read, all of it is new.
            let found = compare_files(None, Some(&got.file), &self.suite.schemas, |_, _, _| None);
            return found.into_iter().flat_map(|record| record.differences).collect();
        };
        let old = Version {
            file,
            record,
            source: Some(source),
        };
        let schemas = &self.suite.schemas;
        let found = schemas.with_schema(&like.file, named, |schema| {
            diff::compare(old, new.with_source(source), schema)
        });
        found.unwrap_or_else(|| diff::compare(old, new, Schema::built_in()))
    }

    fn fail(&mut self, fault: Fault) {
        self.result.faults.push(fault);
    }
}

impl Read {
    /// The record, if it is valid.
    fn value(&self) -> Option<Value> {
        let record = self.file.documents.first().filter(|_| self.is_valid)?;
        Some(record.root.to_json())
    }

    /// The record, if it is a valid summit-summary record.
    fn record(&self) -> Option<Record> {
        Record::from_json_value(&self.value()?).ok()
    }
}

/// True for what a reader of JSON takes; else it is read as YAML, of which JSON is nearly a part.
fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}
