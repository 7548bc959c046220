//! Scores as text for people.

use std::fmt::{self, Write as _};

use super::{Change, DocumentScore, Scores, Tally, Totals};
use crate::document::visible;

/// Writes tables of [`Scores`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Columns lined up with spaces.
    #[default]
    Plain,
    /// Markdown tables.
    Markdown,
}

impl Scores {
    /// The totals, by section and by style.
    pub fn table(&self, layout: Layout) -> String {
        let mut text = String::new();
        let _ = self.write(&mut text, layout);
        text
    }

    fn write(&self, text: &mut String, layout: Layout) -> fmt::Result {
        heading(text, layout, &self.all.caption("All"))?;
        text.push_str(&grid(&sections(&self.all), layout));
        heading(text, layout, "Attributes over matched objects")?;
        text.push_str(&grid(&attributes(&self.all), layout));
        if !self.styles.is_empty() {
            heading(text, layout, "F1 by style")?;
            text.push_str(&grid(&self.by_style(), layout));
        }
        let notes: Vec<String> = self.documents.iter().filter_map(note).collect();
        if !notes.is_empty() {
            heading(text, layout, "Notes")?;
            for note in notes {
                writeln!(text, "- {note}")?;
            }
        }
        Ok(())
    }

    fn by_style(&self) -> Vec<Vec<String>> {
        let mut rows = vec![vec!["section".to_owned()]];
        rows[0].extend(
            self.styles
                .iter()
                .map(|(style, totals)| format!("{} ({})", visible(style), totals.documents)),
        );
        for section in &self.all.sections {
            let mut row = vec![section.name.to_owned()];
            row.extend(self.styles.values().map(|totals| {
                let found = totals.section(section.name);
                found.map_or_else(dash, |section| figure(section.objects.f1()))
            }));
            rows.push(row);
        }
        let mut all = vec!["all".to_owned()];
        all.extend(self.styles.values().map(|totals| figure(totals.objects().f1())));
        rows.push(all);
        rows
    }
}

impl Totals {
    fn caption(&self, name: &str) -> String {
        let mut caption = format!(
            "{name}: {} {}",
            self.documents,
            if self.documents == 1 {
                "document"
            } else {
                "documents"
            }
        );
        if self.failed > 0 {
            let _ = write!(caption, ", {} without a record", self.failed);
        }
        if self.ungrounded > 0 {
            let _ = write!(caption, ", quotes that stand nowhere: {}", self.ungrounded);
        }
        caption
    }
}

/// What a reader of the figures has to know of a document.
fn note(document: &DocumentScore) -> Option<String> {
    let id = visible(&document.id);
    if let Some(failure) = &document.failure {
        return Some(format!("{id} counts as 0: {}", visible(failure)));
    }
    let placed = document
        .sections
        .iter()
        .any(|section| section.grounding.is_some());
    (!placed).then(|| format!("{id} has neither a source nor offsets: its evidence is not scored"))
}

/// What changed since a baseline, as a table.
pub fn changes_table(changes: &[Change], layout: Layout) -> String {
    if changes.is_empty() {
        return "No figure changed since the baseline.\n".to_owned();
    }
    let mut rows = vec![["figure", "before", "now", "change"].map(str::to_owned).to_vec()];
    for change in changes {
        let moved = change.before.zip(change.now).map(|(before, now)| now - before);
        rows.push(vec![
            change.figure.clone(),
            change.before.map_or_else(dash, figure),
            change.now.map_or_else(dash, figure),
            moved.map_or_else(dash, |moved| format!("{moved:+.3}")),
        ]);
    }
    let mut text = String::new();
    let _ = heading(&mut text, layout, "Changes since the baseline");
    text.push_str(&grid(&rows, layout));
    text
}

fn sections(totals: &Totals) -> Vec<Vec<String>> {
    let head = [
        "section",
        "got",
        "gold",
        "matched",
        "precision",
        "recall",
        "F1",
        "macro F1",
        "grounding F1",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let row = |name: &str, objects: Tally, macro_f1: f64, grounding: Option<Tally>| {
        vec![
            name.to_owned(),
            objects.got.to_string(),
            objects.gold.to_string(),
            objects.matched.to_string(),
            figure(objects.precision()),
            figure(objects.recall()),
            figure(objects.f1()),
            figure(macro_f1),
            grounding.map_or_else(dash, |tally| figure(tally.f1())),
        ]
    };
    for section in &totals.sections {
        rows.push(row(
            section.name,
            section.objects,
            section.macro_f1,
            section.grounding,
        ));
    }
    rows.push(row(
        "all",
        totals.objects(),
        totals.macro_f1(),
        totals.grounding(),
    ));
    rows
}

/// The attributes that were compared in at least one pair.
fn attributes(totals: &Totals) -> Vec<Vec<String>> {
    let head = ["attribute", "agreed", "compared", "accuracy"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for section in &totals.sections {
        for (name, agreement) in &section.attributes {
            if let Some(accuracy) = agreement.accuracy() {
                rows.push(vec![
                    format!("{}.{name}", section.name),
                    agreement.agreed.to_string(),
                    agreement.compared.to_string(),
                    figure(accuracy),
                ]);
            }
        }
    }
    rows
}

fn figure(value: f64) -> String {
    format!("{value:.3}")
}

/// What stands for a figure that there is not.
fn dash() -> String {
    "–".to_owned()
}

fn heading(text: &mut String, layout: Layout, words: &str) -> fmt::Result {
    if !text.is_empty() {
        text.push('\n');
    }
    match layout {
        Layout::Plain => writeln!(text, "{words}"),
        Layout::Markdown => writeln!(text, "### {words}\n"),
    }
}

/// Rows of one width, the first of them the head; the first column to the left, the others to the right.
fn grid(rows: &[Vec<String>], layout: Layout) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        let cells = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, &width))| {
                if column == 0 {
                    format!("{cell:<width$}")
                } else {
                    format!("{cell:>width$}")
                }
            });
        let cells: Vec<String> = cells.collect();
        match layout {
            Layout::Plain => {
                text.push_str(cells.join("  ").trim_end());
                text.push('\n');
            }
            Layout::Markdown => {
                let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
                let _ = writeln!(text, "| {} |", cells.join(" | "));
                if at == 0 {
                    let rule = widths.iter().enumerate().map(|(column, &width)| {
                        let dashes = "-".repeat(width.saturating_sub(1).max(2));
                        if column == 0 {
                            format!("-{dashes}")
                        } else {
                            format!("{dashes}:")
                        }
                    });
                    let _ = writeln!(text, "| {} |", rule.collect::<Vec<_>>().join(" | "));
                }
            }
        }
    }
    text
}
