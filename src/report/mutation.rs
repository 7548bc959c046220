//! Results of broken records, as text: the kill matrix, the score, the survivors.

use std::fmt::Write;

use crate::document::{is_hidden, push_visible, visible};
use crate::mutate::{Cell, Operator, Options, Results, Trial, Verdict};

/// How the results of broken records are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum MutationFormat {
    /// For people: the counts of each operator and field, and what survived
    #[default]
    Human,
    /// JSON, with the whole matrix
    #[value(help = "JSON, with the whole matrix")]
    Json,
    /// Markdown, for comments and summaries
    Markdown,
}

/// `results` as text in `format`. `gate` is what the gate is called; of survivors and of controls that
/// were refused, at most `most` each are shown to people.
pub fn render_mutation(
    results: &Results,
    gate: &str,
    options: Options,
    format: MutationFormat,
    most: usize,
) -> String {
    match format {
        MutationFormat::Human => human(results, gate, most),
        MutationFormat::Json => format!("{:#}\n", results.to_json(gate, options)),
        MutationFormat::Markdown => markdown(results, gate, most),
    }
}

/// The heads of the columns, and how a row of counts is filled in.
const COLUMNS: [&str; 7] = [
    "caught",
    "warned",
    "missed",
    "score",
    "controls",
    "refused",
    "no verdict",
];

fn counts(cell: &Cell) -> [String; 7] {
    let score = cell.score().map_or_else(|| "–".to_owned(), percent);
    [
        cell.caught.to_string(),
        cell.warned.to_string(),
        cell.missed.to_string(),
        score,
        cell.controls.to_string(),
        cell.refused.to_string(),
        cell.broken.to_string(),
    ]
}

/// A share in percent, rounded down, so that 100 is all.
fn percent(share: f64) -> String {
    format!("{:.1} %", (share * 1000.0 + 1e-9).floor() / 10.0)
}

/// One line that says it all.
fn verdict(results: &Results, gate: &str) -> String {
    let total = results.total();
    let mut line = match total.score() {
        Some(score) => format!(
            "{} caught {} of {} mutants of {}: mutation score {}",
            visible(gate),
            total.caught,
            total.mutants(),
            records(results.records),
            percent(score)
        ),
        None => format!("{} was given no mutant", visible(gate)),
    };
    let _ = write!(
        line,
        "; {} of {} controls wrongly refused",
        total.refused, total.controls
    );
    line
}

fn records(count: usize) -> String {
    if count == 1 {
        "1 record".to_owned()
    } else {
        format!("{count} records")
    }
}

/// The rows of the table by operator, and of the matrix.
fn by_operator(results: &Results) -> Vec<Vec<String>> {
    let row = |name: &str, cell: &Cell| {
        let mut row = vec![name.to_owned()];
        row.extend(counts(cell));
        row
    };
    let operators = results.operators();
    let mut rows: Vec<Vec<String>> = operators
        .iter()
        .map(|(operator, cell)| row(operator.name(), cell))
        .collect();
    rows.push(row("all", &results.total()));
    rows
}

/// Field by operator: `caught/mutants`, and `!` with the number of controls that were refused.
fn by_field(results: &Results) -> Vec<Vec<String>> {
    let operators: Vec<Operator> = results
        .operators()
        .into_iter()
        .map(|(operator, _)| operator)
        .collect();
    let mut rows = Vec::new();
    for field in results.fields() {
        for operator in &operators {
            if let Some(cell) = results.cell(field, *operator) {
                let mut row = vec![visible(field).into_owned(), operator.name().to_owned()];
                row.extend(counts(&cell));
                rows.push(row);
            }
        }
    }
    rows
}

fn human(results: &Results, gate: &str, most: usize) -> String {
    let mut text = String::new();
    let mut rows = by_field(results);
    rows.insert(0, head(&["field", "operator"]));
    text.push_str(&table(&rows, 2));
    text.push('\n');
    let mut rows = by_operator(results);
    rows.insert(0, head(&["operator"]));
    text.push_str(&table(&rows, 1));
    let mut tell = |title: &str, trials: &[Trial]| {
        if trials.is_empty() {
            return;
        }
        let _ = write!(text, "\n{title}\n");
        for trial in trials.iter().take(most) {
            let _ = write!(text, "\n{}", shown(trial));
        }
        if trials.len() > most {
            let _ = write!(
                text,
                "\n... and {} more; --show says how many are shown\n",
                trials.len() - most
            );
        }
    };
    tell("survivors:", &results.survivors);
    tell("controls that were refused:", &results.accused);
    text.push('\n');
    for line in notes(results) {
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text, "{}", verdict(results, gate));
    text
}

fn markdown(results: &Results, gate: &str, most: usize) -> String {
    let mut text = format!("**{}**\n\n", escaped(&verdict(results, gate)));
    for line in notes(results) {
        let _ = writeln!(text, "- {}", escaped(&line));
    }
    for (first, rows) in [
        (&["operator"][..], by_operator(results)),
        (&["field", "operator"][..], by_field(results)),
    ] {
        let _ = writeln!(text, "\n| {} |", head(first).join(" | "));
        let marks = head(first)
            .iter()
            .enumerate()
            .map(|(at, _)| if at < first.len() { "---" } else { "---:" })
            .collect::<Vec<_>>();
        let _ = writeln!(text, "| {} |", marks.join(" | "));
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
    }
    for (title, trials) in [
        ("Survivors", &results.survivors),
        ("Controls that were refused", &results.accused),
    ] {
        if trials.is_empty() {
            continue;
        }
        let _ = write!(text, "\n<details><summary>{title}: {}</summary>\n", trials.len());
        for trial in trials.iter().take(most) {
            // Four spaces make code of what nobody can break out of.
            text.push('\n');
            for line in shown(trial).lines() {
                let _ = writeln!(text, "    {line}");
            }
        }
        text.push_str("\n</details>\n");
    }
    text
}

fn head(first: &[&str]) -> Vec<String> {
    first
        .iter()
        .chain(&COLUMNS)
        .map(|&word| word.to_owned())
        .collect()
}

/// What else a reader has to know.
fn notes(results: &Results) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, verdict) in &results.refused {
        let how = match verdict {
            Verdict::Broken(why) => format!("no verdict on the true record: {}", visible(why)),
            _ => "the gate refuses the true record".to_owned(),
        };
        lines.push(format!("{}: {how}; its mutants were not tried", visible(name)));
    }
    if let Some(why) = &results.broken {
        lines.push(format!(
            "no verdict on some mutants; the first time: {}",
            visible(why)
        ));
    }
    lines
}

/// Columns of equal width, the first `left` of them to the left.
fn table(rows: &[Vec<String>], left: usize) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
            if at < left {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// One trial: what was done, where, the diff, and the passages.
fn shown(trial: &Trial) -> String {
    let mut text = format!(
        "{} at {} of {}",
        trial.mutant.operator.name(),
        visible(&trial.mutant.pointer),
        visible(&trial.record)
    );
    if let Verdict::Refused(codes) = &trial.verdict
        && !codes.is_empty()
    {
        let _ = write!(text, ": {}", codes.join(", "));
    }
    text.push('\n');
    for line in trial.diff.lines() {
        let _ = writeln!(text, "  {}", line_shown(line));
    }
    for passage in &trial.passages {
        let _ = writeln!(text, "  the source says: {}", visible(passage));
    }
    text
}

fn line_shown(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for ch in line.chars() {
        if is_hidden(ch) {
            push_visible(&mut shown, ch);
        } else {
            shown.push(ch);
        }
    }
    shown
}

/// Text as Markdown shows it, in a cell of a table too.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for ch in text.chars() {
        if matches!(
            ch,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '!'
        ) {
            escaped.push('\\');
        }
        escaped.push(ch);
    }
    escaped
}
