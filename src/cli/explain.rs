//! `rapporteur explain`: what a code means.

use std::fmt::Write;

use clap::Args;
use strsim::osa_distance;

use super::{Exit, Failure, output};
use crate::finding::codes::{self, Code};
use crate::finding::page::Page;

/// How many columns prose takes.
const PAGE_WIDTH: usize = 100;
/// Names longer than this are near to none.
const LONGEST_NAME: usize = 64;
/// So many codes of nearly the name are told.
const MOST_NEAR: usize = 3;

/// Explain a code of finding: what it means, an example, the cure
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur explain schema/unknown-key
  rapporteur explain --list")]
pub(super) struct Explain {
    /// The code, as it stands in a finding
    #[arg(required_unless_present = "list")]
    code: Option<String>,
    /// List all codes, with their severity and title
    #[arg(long, conflicts_with = "code")]
    list: bool,
}

impl Explain {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        match &self.code {
            None => output::print(&list())?,
            Some(name) => {
                output::print(&explanation(find(name)?))?;
            }
        }
        Ok(Exit::Clean)
    }
}

/// The code called `name`, in small letters or capitals, or the only one that is called so after its
/// slash.
fn find(name: &str) -> Result<&'static Code, Failure> {
    let wanted = name.trim().to_lowercase();
    if let Some(code) = codes::find(&wanted) {
        return Ok(code);
    }
    let short: Vec<&Code> = codes::ALL.iter().filter(|code| rest(code) == wanted).collect();
    match short.as_slice() {
        [code] => Ok(code),
        [] => Err(unknown(name, &near(&wanted))),
        several => Err(Failure::Told(format!(
            "several codes end in `{name}`: {}",
            quoted(several)
        ))),
    }
}

/// The part of a code's name after the slash.
fn rest(code: &Code) -> &'static str {
    code.name.split_once('/').map_or(code.name, |(_, rest)| rest)
}

/// The codes that are called nearly so, the nearest first.
fn near(wanted: &str) -> Vec<&'static Code> {
    // The time that a comparison takes grows with the square of the length.
    if wanted.len() > LONGEST_NAME {
        return Vec::new();
    }
    let mut near: Vec<(usize, &Code)> = codes::ALL
        .iter()
        .filter_map(|code| {
            let slips = osa_distance(wanted, code.name).min(osa_distance(wanted, rest(code)));
            // A slip for every three letters.
            (slips <= wanted.chars().count() / 3).then_some((slips, code))
        })
        .collect();
    near.sort_by_key(|&(slips, code)| (slips, code.name));
    near.truncate(MOST_NEAR);
    near.into_iter().map(|(_, code)| code).collect()
}

fn quoted(codes: &[&Code]) -> String {
    let names: Vec<String> = codes.iter().map(|code| format!("`{}`", code.name)).collect();
    names.join(", ")
}

/// One line a code.
fn list() -> String {
    let width = codes::ALL.iter().map(|code| code.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for code in codes::ALL {
        let severity = code.severity.as_str();
        let _ = writeln!(text, "{:width$}  {severity:7}  {}", code.name, code.title);
    }
    text
}

fn explanation(code: &Code) -> String {
    let mut text = format!("{}\n{}, {}\n\n", code.title, code.name, code.severity.as_str());
    match Page::parse(code.page) {
        Ok(page) => {
            push_prose(&mut text, page.meaning);
            text.push('\n');
            if let Some(source) = page.source {
                push_block(&mut text, "In a source that says", source);
            }
            push_block(&mut text, "This is a finding", page.fires);
            push_block(&mut text, "This is none", page.silent);
            text.push_str("What to do\n\n");
            push_prose(&mut text, page.cure);
        }
        // A test demands that every page has all its parts.
        Err(_) => text.push_str(code.page),
    }
    text
}

/// Each line of `prose` broken between words where it grows wider than a page.
fn push_prose(text: &mut String, prose: &str) {
    for line in prose.lines() {
        let mut width = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if width > 0 && width + 1 + length > PAGE_WIDTH {
                text.push('\n');
                width = 0;
            } else if width > 0 {
                text.push(' ');
                width += 1;
            }
            text.push_str(word);
            width += length;
        }
        text.push('\n');
    }
}

/// A caption and an indented block below it.
fn push_block(text: &mut String, caption: &str, body: &str) {
    let _ = writeln!(text, "{caption}\n");
    for line in body.lines() {
        if !line.is_empty() {
            text.push_str("    ");
        }
        text.push_str(line);
        text.push('\n');
    }
    text.push('\n');
}

fn unknown(name: &str, near: &[&Code]) -> Failure {
    let meant = if near.is_empty() {
        String::new()
    } else {
        format!("; near to it are {}", quoted(near))
    };
    Failure::Told(format!(
        "no code is called `{name}`{meant}; `rapporteur explain --list` lists them all"
    ))
}
