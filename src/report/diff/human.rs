//! For a person at a terminal.

use std::fmt::Write;

use super::super::Settings;
use super::in_words;
use crate::diff::{Class, Comparisons, Difference};
use crate::document::visible;

const RED: &str = "\x1b[31m";
const YELLOW: &str = "\x1b[33m";
const FAINT: &str = "\x1b[2m";
const BOLD: &str = "\x1b[1m";
const PLAIN: &str = "\x1b[0m";

/// A heading for each record that differs, its differences, and the counts.
pub(super) fn render(found: &Comparisons, settings: &Settings) -> String {
    let mut out = String::new();
    for record in &found.records {
        if record.differences.is_empty() && record.remarks.is_empty() {
            continue;
        }
        let name = visible(&record.name);
        let _ = writeln!(out, "{}\n", styled(&name, BOLD, settings));
        for remark in &record.remarks {
            let _ = writeln!(out, "note: {}\n", visible(remark));
        }
        for difference in &record.differences {
            let _ = writeln!(out, "{}\n", told(difference, settings));
        }
    }
    let (counts, which) = in_words(found);
    out.push_str(&counts);
    if !which.is_empty() {
        let _ = write!(out, ": {which}");
    }
    out.push('\n');
    out
}

/// A difference with its class in colour.
fn told(difference: &Difference, settings: &Settings) -> String {
    let text = difference.to_string();
    let class = difference.class.words();
    let style = match difference.class {
        Class::FactAdded | Class::FactRemoved | Class::FactChanged => RED,
        Class::Stronger | Class::Weaker => YELLOW,
        Class::EvidenceMoved | Class::Wording | Class::Order => FAINT,
    };
    match text.strip_prefix(class) {
        Some(rest) => format!("{}{rest}", styled(class, style, settings)),
        None => text,
    }
}

fn styled(text: &str, style: &str, settings: &Settings) -> String {
    if settings.color {
        format!("{style}{text}{PLAIN}")
    } else {
        text.to_owned()
    }
}
