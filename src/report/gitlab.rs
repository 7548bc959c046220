//! GitLab's code quality report: a JSON array, one object a finding, and one for each file that
//! could not be read or written.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Settings;
use super::json::pretty;
use super::location::relative;
use crate::finding::{Failed, Finding, Report, Severity};

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn render(report: &Report, settings: &Settings) -> String {
    let mut seen = BTreeMap::new();
    let mut issues: Vec<Issue> = Vec::new();
    for failed in &report.failed {
        issues.push(failure(failed, settings, &mut seen));
    }
    for finding in &report.findings {
        issues.push(issue(finding, settings, &mut seen));
    }
    pretty(&issues)
}

/// The report has no place but the lines of a file: the first one stands for the whole.
fn failure<'a>(failed: &'a Failed, settings: &Settings, seen: &mut BTreeMap<u64, usize>) -> Issue<'a> {
    let path = relative(&failed.path, &settings.root);
    Issue {
        description: &failed.reason,
        check_name: "failed",
        fingerprint: counted(hash(["failed", &path, "", &failed.reason]), seen),
        severity: "critical",
        location: Location {
            path,
            lines: Lines { begin: 1, end: 1 },
        },
    }
}

fn issue<'a>(finding: &'a Finding, settings: &Settings, seen: &mut BTreeMap<u64, usize>) -> Issue<'a> {
    let path = relative(&finding.record.path, &settings.root);
    let fingerprint = counted(fingerprint(finding, &path), seen);
    Issue {
        description: &finding.message,
        check_name: finding.code,
        fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location {
            path,
            lines: Lines {
                begin: finding.record.start.line,
                end: finding.record.end.line,
            },
        },
    }
}

/// A number that stays the same while the finding does, wherever its lines move to.
///
/// FNV-1a, 64 bits, over the code, the path, the pointer and the message. Of findings that agree
/// in all four, the caller counts how many came before.
pub(super) fn fingerprint(finding: &Finding, path: &str) -> u64 {
    hash([finding.code, path, &finding.pointer, &finding.message])
}

/// `key` as text, with how many of the same came before it.
pub(super) fn counted(key: u64, seen: &mut BTreeMap<u64, usize>) -> String {
    let before = seen.entry(key).or_insert(0);
    let text = format!("{key:016x}-{before}");
    *before += 1;
    text
}

fn hash(parts: [&str; 4]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        // No part holds the byte that divides them: 0xff is in no UTF-8.
        for byte in part.bytes().chain([0xff]) {
            hash ^= u64::from(byte);
            hash = hash.wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
