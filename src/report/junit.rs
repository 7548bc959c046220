//! JUnit XML: a suite a file, a failed case a finding, a passed case for a file without one.

use std::collections::HashMap;
use std::fmt::Write;

use quick_junit::{NonSuccessKind, Report as Xml, TestCase, TestCaseStatus, TestSuite};

use super::Sources;
use crate::document::visible;
use crate::finding::{Finding, Report, Severity};

/// Errors are failures. Warnings and notes are passed cases whose output says what they are, for
/// JUnit has nothing between. What could not be read or written is an error, what was not checked a
/// skipped case.
pub(super) fn render(report: &Report, sources: &Sources) -> String {
    let mut xml = Xml::new("rapporteur");
    for suite in suites(report, sources) {
        xml.add_test_suite(suite);
    }
    // What cannot stand in XML is escaped already.
    let mut text = xml.to_string().unwrap_or_default();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// One suite for every file that was read or is named, in the order of reading.
fn suites(report: &Report, sources: &Sources) -> Vec<TestSuite> {
    let mut suites: Vec<TestSuite> = Vec::new();
    let mut index = HashMap::new();
    let mut suite_of = |path: &str| -> usize {
        *index.entry(path.to_owned()).or_insert_with(|| {
            suites.push(TestSuite::new(visible(path).into_owned()));
            suites.len() - 1
        })
    };
    let mut cases: Vec<(usize, TestCase)> = Vec::new();
    for path in sources.records() {
        suite_of(path);
    }
    for failed in &report.failed {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status
            .set_type("failed")
            .set_message(visible(&failed.reason).into_owned());
        cases.push((suite_of(&failed.path), case(&failed.path, "failed", status)));
    }
    for skipped in &report.unchecked {
        let mut status = TestCaseStatus::skipped();
        status.set_message(visible(&skipped.reason).into_owned());
        let name = format!("unchecked {}", visible(&skipped.pointer));
        cases.push((
            suite_of(&skipped.path),
            case(&skipped.path, name.trim_end(), status),
        ));
    }
    for finding in &report.findings {
        cases.push((suite_of(&finding.record.path), finding_case(finding)));
    }
    for (index, case) in cases {
        if let Some(suite) = suites.get_mut(index) {
            suite.add_test_case(case);
        }
    }
    for suite in suites.iter_mut().filter(|suite| suite.test_cases.is_empty()) {
        let path = suite.name.to_string();
        suite.add_test_case(case(&path, "no finding", TestCaseStatus::success()));
    }
    suites
}

fn finding_case(finding: &Finding) -> TestCase {
    let path = &finding.record.path;
    let start = finding.record.start;
    let name = format!("{}:{} {}", start.line, start.column, finding.code);
    let message = visible(&finding.message).into_owned();
    let mut text = format!(
        "{}:{}:{}: {}[{}] {message}",
        visible(path),
        start.line,
        start.column,
        finding.severity.as_str(),
        finding.code
    );
    if let Some(source) = &finding.source {
        let place = &source.place;
        let _ = write!(
            text,
            "\nsource {}:{}:{}: {}",
            visible(&place.path),
            place.start.line,
            place.start.column,
            visible(&source.exact)
        );
    }
    if let Some(help) = &finding.help {
        let _ = write!(text, "\nhelp: {}", visible(help));
    }
    if finding.severity == Severity::Error {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status
            .set_type(finding.code)
            .set_message(message)
            .set_description(text);
        case(path, &name, status)
    } else {
        let mut case = case(path, &name, TestCaseStatus::success());
        case.set_system_out(text);
        case
    }
}

fn case(path: &str, name: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name.to_owned(), status);
    case.set_classname(visible(path).into_owned());
    case
}
