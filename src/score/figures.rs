//! The figures of a set of documents by name, as floors and baselines speak of them.
//!
//! | name | figure |
//! | --- | --- |
//! | `participants` | F1, micro-averaged: over the objects of all documents together |
//! | `participants.precision`, `.recall` | the same way |
//! | `participants.macro` | the mean of the documents' F1 |
//! | `participants.grounding` | F1 of objects whose evidence, too, is at the right place |
//! | `participants.role` | accuracy of the attribute over matched objects |
//! | `all`, `all.precision`, `all.recall`, `all.grounding` | over the objects of all sections together |
//! | `all.macro` | the mean of the sections' `macro` |

use super::plan::{EVENT, SECTIONS};
use super::{Tally, Totals};

/// What is measured over objects, behind the name of a section.
const OF_OBJECTS: &[&str] = &["precision", "recall", "macro", "grounding"];

/// The name that stands for all sections together.
const ALL: &str = "all";

impl Totals {
    /// Every figure with its name, sections in the order of the record, `all` last.
    ///
    /// A figure is `None` where there is nothing to measure: an accuracy without a matched object,
    /// grounding without known places.
    pub fn figures(&self) -> Vec<(String, Option<f64>)> {
        let mut figures = Vec::new();
        for section in &self.sections {
            push_objects(
                &mut figures,
                section.name,
                section.objects,
                section.macro_f1,
                section.grounding,
            );
            for (attribute, agreement) in &section.attributes {
                figures.push((format!("{}.{attribute}", section.name), agreement.accuracy()));
            }
        }
        push_objects(
            &mut figures,
            ALL,
            self.objects(),
            self.macro_f1(),
            self.grounding(),
        );
        figures
    }

    /// The figure called `name`; `None` where there is nothing to measure, or no such figure.
    pub fn figure(&self, name: &str) -> Option<f64> {
        let mut figures = self.figures().into_iter();
        figures
            .find(|(figure, _)| figure == name)
            .and_then(|(_, value)| value)
    }
}

fn push_objects(
    figures: &mut Vec<(String, Option<f64>)>,
    name: &str,
    objects: Tally,
    macro_f1: f64,
    grounding: Option<Tally>,
) {
    let values = [
        Some(objects.precision()),
        Some(objects.recall()),
        Some(macro_f1),
        grounding.map(Tally::f1),
    ];
    figures.push((name.to_owned(), Some(objects.f1())));
    for (measure, value) in OF_OBJECTS.iter().zip(values) {
        figures.push((format!("{name}.{measure}"), value));
    }
}

/// Whether there is a figure called `name`.
pub(super) fn is_figure(name: &str) -> bool {
    let (section, measure) = match name.split_once('.') {
        Some((section, measure)) => (section, Some(measure)),
        None => (name, None),
    };
    let attributes = if section == "event" {
        EVENT
    } else if section == ALL {
        &[]
    } else {
        match SECTIONS.iter().find(|known| known.name == section) {
            Some(known) => known.attributes,
            None => return false,
        }
    };
    measure.is_none_or(|measure| {
        OF_OBJECTS.contains(&measure) || attributes.iter().any(|attribute| attribute.name == measure)
    })
}

#[cfg(test)]
mod tests {
    use super::is_figure;
    use crate::document::Document;
    use crate::record::{Event, EventKind, Evidence, Record, Source};
    use crate::score::{DocumentScore, Scores};

    #[test]
    fn every_figure_is_known_by_its_name_and_named_once() {
        let event = Event::new(EventKind::Talks, Evidence::quote("talks"));
        let record = Record::new(Source::new("a"), event);
        let source = Document::new("a.txt", "talks");
        let scores = Scores::new(vec![DocumentScore::new("a", &record, &record, Some(&source))]);
        let mut names: Vec<String> = scores.all.figures().into_iter().map(|(name, _)| name).collect();
        assert!(names.iter().all(|name| is_figure(name)), "{names:?}");
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert_eq!(scores.all.figure("event.grounding"), Some(1.0));
        assert_eq!(scores.all.figure("participants.role"), None);
    }

    #[test]
    fn what_is_no_figure_is_told() {
        for name in [
            "",
            "all.role",
            "participant",
            "participants.status",
            "participants.",
            "event.role",
        ] {
            assert!(!is_figure(name), "{name}");
        }
    }
}
