//! `rapporteur explain`: what a code means.

use std::fmt::Write;

use clap::Args;

use super::{Exit, Failure, output};
use crate::finding::codes::{self, Code};
use crate::finding::page::Page;

/// How many columns prose takes.
const PAGE_WIDTH: usize = 100;

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
                let code = find(name).ok_or_else(|| unknown(name))?;
                output::print(&explanation(code))?;
            }
        }
        Ok(Exit::Clean)
    }
}

/// The code called `name`, or the only one that is called so after its slash.
fn find(name: &str) -> Option<&'static Code> {
    let mut short = codes::ALL
        .iter()
        .filter(|code| code.name.split_once('/').is_some_and(|(_, rest)| rest == name));
    codes::find(name).or_else(|| short.next().filter(|_| short.next().is_none()))
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

fn unknown(name: &str) -> Failure {
    Failure::Told(format!(
        "no code is called `{name}`; `rapporteur explain --list` lists them all"
    ))
}
