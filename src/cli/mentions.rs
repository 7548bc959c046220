//! `rapporteur mentions`: what the lexical floor sees in a text.

use std::fmt::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::input::{self, Kind, SizeLimit};
use super::output;
use super::{Exit, Failure};
use crate::document::{Document, Outline, Span, visible};
use crate::mentions::{self, NameKind, Quantity, QuantityKind};

/// List the expressions that a text is read by: numbers, money, dates, names
#[derive(Debug, Args)]
#[command(
    long_about = "\
List the expressions by which texts are read, in their order, each with its kind, its value and the \
words: amounts of money, percentages, counts, durations, measures and places in an order with their \
bounds, dates, countries, international bodies, other bodies and programmes, people, and quotations.

Nothing is decided here about what took place or who takes part. With `--format json` each mention \
is one line, with its place in Unicode code points, as evidence has it.

Exit status: 0 done, 2 a text could not be read.",
    after_help = "\
Examples:
  rapporteur mentions talks.txt
  rapporteur mentions --published 2025-12-20 talks.txt     `next year` is 2026
  rapporteur mentions --format json talks.txt | jq 'select(.kind == \"money\")'"
)]
pub(super) struct Mentions {
    /// Text files, folders, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How mentions are listed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Day of publication, from which relative dates count
    #[arg(long, value_name = "YYYY-MM-DD")]
    published: Option<Date>,
    #[command(flatten)]
    limit: SizeLimit,
}

/// How mentions are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table
    #[default]
    Human,
    /// JSON, one mention a line
    Json,
}

impl Mentions {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let mut exit = Exit::Clean;
        let inputs = input::expand(&self.files, Kind::Source);
        for input in inputs {
            match input.and_then(|input| input::read(&input, self.limit)) {
                Ok(text) => {
                    let rows = rows(&text.document, self.published);
                    output::print(&match self.format {
                        Format::Human => table(&text.document, &rows),
                        Format::Json => lines(&text.document, &rows),
                    })?;
                }
                Err(error) => {
                    output::complain(&error.to_string());
                    exit = Exit::Failed;
                }
            }
        }
        Ok(exit)
    }
}

/// One mention, ready to be listed.
struct Row {
    span: Span,
    kind: &'static str,
    /// What it was read as, by the record's names.
    value: Map<String, Value>,
}

impl Row {
    fn new(span: Span, kind: &'static str, value: Value) -> Self {
        let value = match value {
            Value::Object(members) => members
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .collect(),
            _ => Map::new(),
        };
        Self { span, kind, value }
    }
}

/// All mentions, by where they begin; of those that begin together the longest first.
fn rows(document: &Document, published: Option<Date>) -> Vec<Row> {
    let text = document.text();
    let found = mentions::Mentions::published(text, &Outline::of(text), published);
    let mut rows: Vec<Row> = Vec::new();
    rows.extend(
        found
            .quantities
            .iter()
            .map(|quantity| quantity_row(text, quantity)),
    );
    rows.extend(
        found
            .dates
            .iter()
            .map(|date| Row::new(date.span, "date", json!({"edtf": date.edtf}))),
    );
    rows.extend(
        found
            .countries
            .iter()
            .map(|country| Row::new(country.span, "country", json!({"code": country.code}))),
    );
    rows.extend(found.bodies.iter().map(|mention| {
        let body = mention.body;
        Row::new(
            mention.span,
            "international_body",
            json!({"name": body.name, "code": body.code}),
        )
    }));
    rows.extend(found.names.iter().map(|name| {
        let acronym = name.acronym.map(|acronym| acronym.of(text));
        match name.kind {
            NameKind::Body(kind) => Row::new(
                name.span,
                "organization",
                json!({"name": name.name.of(text), "acronym": acronym, "kind": kind}),
            ),
            NameKind::Programme => Row::new(
                name.span,
                "programme",
                json!({"name": name.name.of(text), "acronym": acronym}),
            ),
        }
    }));
    rows.extend(found.people.iter().map(|person| {
        let value = json!({
            "name": person.name.map(|name| name.of(text)),
            "role": person.title.map(|title| title.of(text)),
            "party": person.country.map(|country| country.code),
        });
        Row::new(person.span, "person", value)
    }));
    rows.extend(
        found
            .quotations
            .iter()
            .map(|quotation| Row::new(quotation.span, "quotation", json!({}))),
    );
    rows.sort_by_key(|row| (row.span.start, std::cmp::Reverse(row.span.end)));
    rows
}

fn quantity_row(text: &str, quantity: &Quantity) -> Row {
    let (kind, unit) = match quantity.kind {
        QuantityKind::Money(code) => ("money", code),
        QuantityKind::Percent => ("percent", Some("percent")),
        QuantityKind::Duration(unit) => ("duration", Some(unit)),
        QuantityKind::Measure(span) => ("measure", Some(span.of(text))),
        QuantityKind::Ordinal(span) => ("ordinal", Some(span.of(text))),
        QuantityKind::Count(span) => ("count", Some(span.of(text))),
    };
    let comparator = (quantity.comparator != "exact").then_some(quantity.comparator);
    let number = |value: rust_decimal::Decimal| {
        let written: Result<serde_json::Number, _> = value.to_string().parse();
        written.map_or(Value::Null, Value::Number)
    };
    let value = json!({
        "comparator": comparator,
        "value": number(quantity.value),
        "upper": quantity.upper.map(number),
        "unit": unit,
        "change": quantity.change,
        "per": quantity.per,
    });
    Row::new(quantity.span, kind, value)
}

/// Columns: place, kind, value, words.
fn table(document: &Document, rows: &[Row]) -> String {
    let cells: Vec<[String; 4]> = rows
        .iter()
        .map(|row| {
            let position = document.position(row.span.start);
            let values: Vec<String> = row.value.values().map(plain).collect();
            [
                format!("{}:{}:{}", document.name(), position.line, position.column),
                row.kind.to_owned(),
                values.join(" "),
                document
                    .slice(row.span)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            ]
        })
        .collect();
    let width = |column: usize| {
        let widths = cells
            .iter()
            .map(|row| row.get(column).map_or(0, |cell| cell.chars().count()));
        widths.max().unwrap_or(0).min(WIDEST)
    };
    let (place, kind, value) = (width(0), width(1), width(2));
    let mut table = String::new();
    for [at, what, read, words] in &cells {
        let _ = writeln!(
            table,
            "{:place$}  {what:kind$}  {:value$}  {}",
            visible(at),
            visible(read),
            visible(words)
        );
    }
    table
}

/// A wider cell does not push the others away.
const WIDEST: usize = 40;

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn lines(document: &Document, rows: &[Row]) -> String {
    let mut lines = String::new();
    for row in rows {
        let (start, end) = document.code_points(row.span);
        let line = json!({
            "path": document.name(),
            "start": start,
            "end": end,
            "exact": document.slice(row.span),
            "kind": row.kind,
            "value": row.value,
        });
        let _ = writeln!(lines, "{line}");
    }
    lines
}
