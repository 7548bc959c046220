//! Scores as text for people.

use std::fmt::{self, Write as _};

use super::{Agreement, DocumentScore, Scores, Tally, Totals};

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
        for document in &self.documents {
            if let Some(failure) = &document.failure {
                writeln!(text, "\n{}: no record, counts as 0: {failure}", document.id)?;
            }
        }
        Ok(())
    }

    fn by_style(&self) -> Vec<Vec<String>> {
        let mut rows = vec![vec!["section".to_owned()]];
        rows[0].extend(
            self.styles
                .iter()
                .map(|(style, totals)| format!("{style} ({})", totals.documents)),
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

    /// By document: what was missed, what was spurious, and where matched objects differ.
    pub fn details(&self) -> String {
        let mut text = String::new();
        for document in &self.documents {
            let _ = document.write_details(&mut text);
        }
        text
    }
}

impl Totals {
    fn caption(&self, name: &str) -> String {
        let mut caption = format!("{name}: {} documents", self.documents);
        if self.failed > 0 {
            let _ = write!(caption, ", {} of them without a record", self.failed);
        }
        caption
    }
}

impl DocumentScore {
    fn write_details(&self, text: &mut String) -> fmt::Result {
        writeln!(text, "{}", self.id)?;
        for section in &self.sections {
            for value in &section.missed {
                writeln!(text, "  {} missed    {value}", section.name)?;
            }
            for value in &section.spurious {
                writeln!(text, "  {} spurious  {value}", section.name)?;
            }
            for difference in &section.differing {
                writeln!(text, "  {}.{} differs", section.name, difference.attribute)?;
                writeln!(text, "      got  {}", difference.got)?;
                writeln!(text, "      gold {}", difference.gold)?;
            }
        }
        Ok(())
    }
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

fn attributes(totals: &Totals) -> Vec<Vec<String>> {
    let head = ["attribute", "agreed", "compared", "accuracy"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for section in totals.sections.iter().filter(|section| section.name != "event") {
        for &(name, agreement) in &section.attributes {
            let Agreement { agreed, compared } = agreement;
            rows.push(vec![
                format!("{}.{name}", section.name),
                agreed.to_string(),
                compared.to_string(),
                agreement.accuracy().map_or_else(dash, figure),
            ]);
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
