//! One test a file of `fixtures/invalid/` and `fixtures/valid/`: every finding that its comments
//! tell of, and no other.
//!
//! ```yaml
//! # error: 12:7-12:11 [schema/unknown-value]
//! # warning: 14:9-14:11 [yaml/ambiguous-scalar]
//! ```

use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use rapporteur::finding::Finding;
use rapporteur::schema::Schemas;
use rapporteur::yaml;

fn main() -> std::io::Result<()> {
    let mut trials = Vec::new();
    for folder in ["fixtures/invalid", "fixtures/valid"] {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))? {
            let path = entry?.path();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            trials.push(Trial::test(format!("{folder}/{stem}"), move || check(&path)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit()
}

fn check(path: &PathBuf) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path)?;
    let kinds = ["# error: ", "# warning: "];
    let expected = text
        .lines()
        .filter(|line| kinds.iter().any(|kind| line.starts_with(kind)));
    let expected: Vec<String> = expected.map(str::to_string).collect();
    let findings = Schemas::default().check(&yaml::read(&path.to_string_lossy(), &text));
    let found: Vec<String> = findings.iter().map(line).collect();
    if found == expected {
        Ok(())
    } else {
        Err(format!("expected {expected:#?}\nfound {findings:#?}").into())
    }
}

fn line(finding: &Finding) -> String {
    let (start, end) = (finding.record.start, finding.record.end);
    let (severity, code) = (finding.severity.as_str(), finding.code);
    format!(
        "# {severity}: {}:{}-{}:{} [{code}]",
        start.line, start.column, end.line, end.column
    )
}
