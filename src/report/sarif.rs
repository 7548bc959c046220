//! SARIF 2.1.0: one run, rules with their pages, results with both ends.

use std::collections::BTreeMap;

use serde::Serialize;

use super::gitlab::{counted, fingerprint};
use super::json::pretty;
use super::location::{relative, uri};
use super::{Settings, Sources};
use crate::document::{Document, Position};
use crate::finding::codes;
use crate::finding::page::Page;
use crate::finding::{Finding, Fix, Place, Report, Severity};

pub(super) fn render(report: &Report, sources: &Sources, settings: &Settings) -> String {
    let mut names: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
    names.sort_unstable();
    names.dedup();
    let errors = report.failed.iter().map(|failed| Notification {
        level: "error",
        message: Text::new(failed.reason.as_str()),
        locations: vec![file(&failed.path, "", settings)],
    });
    let notes = report.unchecked.iter().map(|skipped| Notification {
        level: "note",
        message: Text::new(format!("not checked: {}", skipped.reason)),
        locations: vec![file(&skipped.path, &skipped.pointer, settings)],
    });
    let mut seen = BTreeMap::new();
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "rapporteur",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: names.iter().map(|name| rule(name)).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: report.failed.is_empty(),
                tool_execution_notifications: errors.chain(notes).collect(),
            }],
            column_kind: "unicodeCodePoints",
            results: report
                .findings
                .iter()
                .map(|finding| {
                    let rule = names.binary_search(&finding.code).unwrap_or_default();
                    result(finding, rule, sources, settings, &mut seen)
                })
                .collect(),
        }],
    };
    pretty(&log)
}

fn rule(name: &str) -> Rule<'_> {
    let code = codes::find(name);
    let page = code.and_then(|code| Page::parse(code.page).ok());
    Rule {
        id: name,
        short_description: code.map(|code| Text::new(code.title)),
        full_description: page.map(|page| Text::new(page.meaning)),
        help: page.map(|page| Help {
            text: page.cure,
            markdown: markdown(&page),
        }),
        default_configuration: code.map(|code| Configuration {
            level: level(code.severity),
        }),
    }
}

/// A page as viewers of code scanning show it: they show nothing of what follows a fence's language.
fn markdown(page: &Page<'_>) -> String {
    let source = page.source.map_or_else(String::new, |source| {
        format!("In a source that says\n\n```text\n{source}```\n\n")
    });
    format!(
        "{}\n\n{source}This is a finding:\n\n```yaml\n{}```\n\nThis is none:\n\n```yaml\n{}```\n\n{}\n",
        page.meaning, page.fires, page.silent, page.cure
    )
}

fn level(severity: Severity) -> &'static str {
    // The words of SARIF are ours.
    severity.as_str()
}

fn result<'a>(
    finding: &'a Finding,
    rule_index: usize,
    sources: &Sources,
    settings: &Settings,
    seen: &mut BTreeMap<u64, usize>,
) -> ResultObject<'a> {
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        text = format!("{text}\n\n{help}");
    }
    let mut main = location(&finding.record, None, settings);
    main.logical_locations = logical(&finding.pointer);
    let source = finding.source.iter().map(|source| {
        let message = format!("the source says: {}", source.exact);
        location(&source.place, Some(message), settings)
    });
    let related = finding
        .related
        .iter()
        .map(|related| location(&related.place, Some(related.message.clone()), settings));
    let related_locations = source
        .chain(related)
        .enumerate()
        .map(|(id, location)| Location {
            id: Some(id),
            ..location
        })
        .collect();
    let document = sources.get(&finding.record.path);
    let fix = finding.fix.as_ref().zip(document);
    let key = fingerprint(finding, &relative(&finding.record.path, &settings.root));
    let print = counted(key, seen);
    ResultObject {
        rule_id: finding.code,
        rule_index,
        level: level(finding.severity),
        message: Text::new(text),
        locations: [main],
        related_locations,
        partial_fingerprints: BTreeMap::from([("codePathPointerMessage/v1", print)]),
        fixes: fix
            .map(|(fix, document)| fix_object(fix, document, &finding.record.path, settings))
            .into_iter()
            .collect(),
    }
}

fn location(place: &Place, message: Option<String>, settings: &Settings) -> Location {
    Location {
        id: None,
        physical: Physical {
            artifact_location: Artifact::of(&place.path, settings),
            region: Some(Region::new(place.start, place.end)),
        },
        logical_locations: Vec::new(),
        message: message.map(Text::new),
    }
}

/// A file as a whole, or what `pointer` leads to in it.
fn file(path: &str, pointer: &str, settings: &Settings) -> Location {
    Location {
        id: None,
        physical: Physical {
            artifact_location: Artifact::of(path, settings),
            region: None,
        },
        logical_locations: logical(pointer),
        message: None,
    }
}

/// The place in the record as SARIF's logical location; none for the whole of it.
fn logical(pointer: &str) -> Vec<Logical> {
    let named = Some(pointer).filter(|pointer| !pointer.is_empty());
    named
        .map(|pointer| Logical {
            fully_qualified_name: pointer.to_owned(),
        })
        .into_iter()
        .collect()
}

fn fix_object(fix: &Fix, document: &Document, path: &str, settings: &Settings) -> FixObject {
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: Region::new(
            document.position(edit.start),
            document.position(edit.end.max(edit.start)),
        ),
        inserted_content: Text::new(edit.text.clone()),
    });
    FixObject {
        description: Text::new(fix.message.clone()),
        artifact_changes: [Change {
            artifact_location: Artifact::of(path, settings),
            replacements: replacements.collect(),
        }],
    }
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    results: Vec<ResultObject<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Help>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_configuration: Option<Configuration>,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixObject>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

impl Text {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    physical: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl Artifact {
    fn of(path: &str, settings: &Settings) -> Self {
        let uri = uri(path, &settings.root);
        Self {
            uri: uri.text,
            // The name by which code scanning knows the folder that was checked out.
            uri_base_id: uri.below_root.then_some("%SRCROOT%"),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    fn new(start: Position, end: Position) -> Self {
        Self {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixObject {
    description: Text,
    artifact_changes: [Change; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}
