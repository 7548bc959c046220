//! Where two values stand, and in which object.

use super::rules::below;
use super::{Class, Difference, Side};
use crate::yaml::Node;

/// Something of the old version, and of the new one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Both<T> {
    pub(super) old: T,
    pub(super) new: T,
}

pub(super) type Nodes<'v> = Both<Option<&'v Node>>;

/// Where two values stand.
pub(super) struct Place {
    /// Pointers to the values, and to the objects that they are members of.
    pub(super) at: Both<String>,
    pub(super) owner: Both<String>,
    /// The name of the member; empty for items of lists.
    pub(super) name: String,
}

/// The object that values are in.
#[derive(Clone)]
pub(super) struct Scope<'v> {
    pub(super) section: String,
    pub(super) label: String,
    /// True for an object that is no item of a list: its members are facts of their own.
    pub(super) is_alone: bool,
    /// Pointers to the object.
    pub(super) bases: Both<String>,
    pub(super) objects: Nodes<'v>,
    /// The evidence of the nearest object that has some.
    pub(super) evidence: Nodes<'v>,
}

/// Differences that are told once for the record.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) fields: Vec<String>,
    pub(super) sides: Vec<(Side, Side)>,
}

impl Gathered {
    pub(super) fn add(&mut self, field: String, old: Side, new: Side) {
        if !field.is_empty() && !self.fields.contains(&field) {
            self.fields.push(field);
        }
        self.sides.push((old, new));
    }

    pub(super) fn difference(self, class: Class) -> Option<Difference> {
        let mut sides = self.sides.into_iter();
        let (old, new) = sides.next()?;
        Some(Difference {
            class,
            section: String::new(),
            label: String::new(),
            field: self.fields.join(", "),
            old: Some(old),
            new: Some(new),
            further: sides.collect(),
        })
    }
}

impl Place {
    pub(super) fn root() -> Self {
        Self {
            at: Both::default(),
            owner: Both::default(),
            name: String::new(),
        }
    }

    pub(super) fn member(&self, name: &str) -> Self {
        Self {
            at: Both {
                old: below(&self.at.old, name),
                new: below(&self.at.new, name),
            },
            owner: self.at.clone(),
            name: name.to_owned(),
        }
    }

    pub(super) fn item(&self, old: usize, new: usize) -> Self {
        Self {
            name: String::new(),
            at: Both {
                old: below(&self.at.old, &old.to_string()),
                new: below(&self.at.new, &new.to_string()),
            },
            owner: self.at.clone(),
        }
    }
}

impl Scope<'_> {
    /// The member of the object that stands at `place`, dotted; empty for the object itself.
    pub(super) fn field(&self, place: &Place) -> String {
        let inside = place
            .at
            .new
            .strip_prefix(self.bases.new.as_str())
            .unwrap_or_default();
        inside.trim_start_matches('/').replace('/', ".")
    }
}
