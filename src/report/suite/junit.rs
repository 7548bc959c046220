//! JUnit XML: a test case a case, and one for each floor of the figures over all.

use quick_junit::{NonSuccessKind, Report as Xml, TestCase, TestCaseStatus, TestSuite};

use crate::document::visible;
use crate::suite::{CaseResult, Outcome, SuiteResult};

/// What failed as before is skipped, for JUnit has no word for it; its message says so.
pub(super) fn render(result: &SuiteResult) -> String {
    let mut xml = Xml::new("rapporteur");
    let mut cases = TestSuite::new(visible(&result.extractor).into_owned());
    cases.set_time(result.time);
    for case in &result.cases {
        cases.add_test_case(test_case(case));
    }
    xml.add_test_suite(cases);
    if !result.floors.is_empty() {
        let mut floors = TestSuite::new("all cases together");
        for held in &result.floors {
            let told = held.shortfall().map(|shortfall| shortfall.to_string());
            let told = told.unwrap_or_default();
            let status = status(&held.outcome, "floor", &told, &told);
            floors.add_test_case(TestCase::new(held.floor.figure.clone(), status));
        }
        xml.add_test_suite(floors);
    }
    // What cannot stand in XML is escaped already.
    let mut text = xml.to_string().unwrap_or_default();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn test_case(case: &CaseResult) -> TestCase {
    let name = visible(&case.name);
    let (folder, own) = name.rsplit_once('/').unwrap_or(("", &name));
    let kind = case.faults.first().map_or("", |fault| fault.kind());
    let told = case.to_string();
    let first = told.lines().next().unwrap_or_default().to_owned();
    let mut test = TestCase::new(own.to_owned(), status(&case.outcome, kind, &first, &told));
    if !folder.is_empty() {
        test.set_classname(folder.to_owned());
    }
    test.set_time(case.time);
    test
}

fn status(outcome: &Outcome, kind: &str, first: &str, told: &str) -> TestCaseStatus {
    match outcome {
        Outcome::Passed => TestCaseStatus::success(),
        Outcome::Failed => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status
                .set_type(kind.to_owned())
                .set_message(first.to_owned())
                .set_description(told.to_owned());
            status
        }
        Outcome::Known => skipped(&format!("failed, as before: {first}")),
        Outcome::Skipped(reason) => skipped(&visible(reason)),
    }
}

fn skipped(message: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::skipped();
    status.set_message(message.to_owned());
    status
}
