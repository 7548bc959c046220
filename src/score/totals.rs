//! Scores of many documents together.

use std::collections::BTreeMap;

use super::{Agreement, DocumentScore, Tally};

/// The scores of a set of documents, each kept, and their totals.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// By document, in the order of their ids.
    pub documents: Vec<DocumentScore>,
    /// Over all of them.
    pub all: Totals,
    /// Over those of each house style, in alphabetical order; empty where no style is told.
    pub styles: BTreeMap<String, Totals>,
}

/// What a set of documents comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// How many documents.
    pub documents: usize,
    /// How many of them have no record.
    pub failed: usize,
    /// Quotes that stand nowhere in their source, where there are sources.
    pub ungrounded: usize,
    /// `event`, then every list of the record.
    pub sections: Vec<SectionTotal>,
}

/// What a section comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionTotal {
    /// Its key in the record.
    pub name: &'static str,
    /// The objects of all documents together, from which the micro-averaged figures follow.
    pub objects: Tally,
    /// The mean of the documents' F1, each document weighing the same. A document without a
    /// record counts as 0.
    pub macro_f1: f64,
    /// Objects at the right place, over the documents where places are known; `None` where they
    /// are known in none.
    pub grounding: Option<Tally>,
    /// The attributes over matched pairs.
    pub attributes: Vec<(&'static str, Agreement)>,
}

impl Scores {
    /// The scores of `documents`, in whatever order they come.
    pub fn new(mut documents: Vec<DocumentScore>) -> Self {
        documents.sort_by(|a, b| a.id.cmp(&b.id));
        let mut by_style: BTreeMap<String, Vec<&DocumentScore>> = BTreeMap::new();
        for document in &documents {
            if let Some(style) = &document.style {
                by_style.entry(style.clone()).or_default().push(document);
            }
        }
        let styles = by_style
            .into_iter()
            .map(|(style, documents)| (style, Totals::of(&documents)))
            .collect();
        let all = Totals::of(&documents.iter().collect::<Vec<_>>());
        Self {
            documents,
            all,
            styles,
        }
    }
}

impl Totals {
    /// The totals of `documents`.
    fn of(documents: &[&DocumentScore]) -> Self {
        let mut totals = Self {
            documents: documents.len(),
            failed: documents
                .iter()
                .filter(|document| document.failure.is_some())
                .count(),
            ungrounded: documents.iter().filter_map(|document| document.ungrounded).sum(),
            sections: Vec::new(),
        };
        let Some(first) = documents.first() else {
            return totals;
        };
        for (at, section) in first.sections.iter().enumerate() {
            let mut total = SectionTotal {
                name: section.name,
                objects: Tally::default(),
                macro_f1: 0.0,
                grounding: None,
                attributes: section
                    .attributes
                    .iter()
                    .map(|&(name, _)| (name, Agreement::default()))
                    .collect(),
            };
            let mut means = Mean::default();
            for document in documents {
                let Some(section) = document.sections.get(at) else {
                    continue;
                };
                total.objects += section.objects;
                means.add(document.f1(section));
                if let Some(tally) = section.grounding {
                    *total.grounding.get_or_insert_default() += tally;
                }
                for ((_, sum), (_, agreement)) in total.attributes.iter_mut().zip(&section.attributes) {
                    *sum += *agreement;
                }
            }
            total.macro_f1 = means.value();
            totals.sections.push(total);
        }
        totals
    }

    /// The section called `name`.
    pub fn section(&self, name: &str) -> Option<&SectionTotal> {
        self.sections.iter().find(|section| section.name == name)
    }

    /// The objects of all sections together.
    pub fn objects(&self) -> Tally {
        let mut sum = Tally::default();
        for section in &self.sections {
            sum += section.objects;
        }
        sum
    }

    /// The mean of the sections' [`macro_f1`](SectionTotal::macro_f1), each weighing the same.
    pub fn macro_f1(&self) -> f64 {
        let mut mean = Mean::default();
        for section in &self.sections {
            mean.add(section.macro_f1);
        }
        mean.value()
    }

    /// The grounding of all sections together.
    pub fn grounding(&self) -> Option<Tally> {
        let mut sum = None;
        for tally in self.sections.iter().filter_map(|section| section.grounding) {
            *sum.get_or_insert_with(Tally::default) += tally;
        }
        sum
    }
}

impl SectionTotal {
    /// The attribute called `name`.
    pub fn attribute(&self, name: &str) -> Option<Agreement> {
        let found = self.attributes.iter().find(|(attribute, _)| *attribute == name);
        found.map(|&(_, agreement)| agreement)
    }
}

#[derive(Default)]
struct Mean {
    sum: f64,
    count: u32,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    fn value(&self) -> f64 {
        if self.count == 0 {
            0.0
        } else {
            self.sum / f64::from(self.count)
        }
    }
}
