//! GitLab's code quality report: a JSON array, one object a finding.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Settings;
use super::json::pretty;
use super::location::relative;
use crate::finding::{Finding, Report, Severity};

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
    let issues: Vec<Issue> = report
        .findings
        .iter()
        .map(|finding| issue(finding, settings, &mut seen))
        .collect();
    pretty(&issues)
}

fn issue<'a>(finding: &'a Finding, settings: &Settings, seen: &mut BTreeMap<u64, usize>) -> Issue<'a> {
    let path = relative(&finding.record.path, &settings.root);
    let key = fingerprint(finding, &path);
    let before = seen.entry(key).or_insert(0);
    let fingerprint = format!("{key:016x}-{before}");
    *before += 1;
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
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in [finding.code, path, &finding.pointer, &finding.message] {
        // No part holds the byte that divides them: 0xff is in no UTF-8.
        for byte in part.bytes().chain([0xff]) {
            hash ^= u64::from(byte);
            hash = hash.wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
