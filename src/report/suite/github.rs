//! Annotations of a GitHub Actions run: workflow commands on standard output.

use std::fmt::Write;

use super::super::location::relative;
use super::super::{Settings, github};
use super::has_failed;
use crate::finding::{Finding, Report};
use crate::suite::{CaseResult, Fault, Outcome, SuiteResult};

/// What failed as before is a warning.
pub(super) fn render(result: &SuiteResult, settings: &Settings) -> String {
    let mut out = String::new();
    for case in result.cases.iter().filter(|case| has_failed(&case.outcome)) {
        let level = level(&case.outcome);
        for fault in &case.faults {
            match fault {
                Fault::Finding(finding) if level == "error" && !is_extracted(finding, case) => {
                    let report = Report {
                        findings: vec![(**finding).clone()],
                        ..Report::default()
                    };
                    out.push_str(&github::render(&report, settings));
                }
                // A record that is no file is told at the file of its case.
                _ => {
                    let file = relative(&case.file.display().to_string(), &settings.root);
                    let _ = writeln!(
                        out,
                        "::{level} file={},title={}::{}",
                        github::property(&file),
                        github::property(&case.name),
                        github::message(&told(fault, case))
                    );
                }
            }
        }
    }
    for held in &result.floors {
        if let Some(shortfall) = held.shortfall() {
            let _ = writeln!(
                out,
                "::{} title=all cases together::{}",
                level(&held.outcome),
                github::message(&shortfall.to_string())
            );
        }
    }
    out
}

fn level(outcome: &Outcome) -> &'static str {
    if *outcome == Outcome::Known {
        "warning"
    } else {
        "error"
    }
}

fn is_extracted(finding: &Finding, case: &CaseResult) -> bool {
    case.extracted.as_ref() == Some(&finding.record.path)
}

fn told(fault: &Fault, case: &CaseResult) -> String {
    let mut text = fault.to_string();
    if let Fault::NoRecord(_) = fault {
        for line in case.last_errors() {
            let _ = write!(text, "\n| {line}");
        }
    }
    text
}
