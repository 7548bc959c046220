//! What the schema says of the values of both versions.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use super::Version;
use crate::grounding::{AttributionRule, CueRule, Grounding, Member, Rule};
use crate::schema::Schema;

/// The keyword.
const GROUNDING: &str = "grounding";

/// What the schema says of the value at each place.
pub(super) struct Rules {
    /// By JSON Pointer, in either version.
    old: Placed,
    new: Placed,
    /// By pointer with `*` for every index: for values of a version that does not fit its schema, and
    /// for members that one version lacks.
    general: Placed,
}

type Placed = HashMap<String, Vec<Rc<Grounding>>>;

/// One of the two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// What was.
    Old,
    /// What is now.
    New,
}

/// How a member is compared.
#[derive(Clone, Debug)]
pub(super) enum Role {
    /// The passages that its object rests on.
    Evidence,
    /// One of a scale of values.
    Scale(Rc<Grounding>),
    /// A bound or approximation.
    Comparator(Rc<Grounding>),
    /// True or false; what is not there is false.
    Flag,
    /// Where the source lies, and its digest.
    Volatile,
    /// A fact.
    Fact,
}

impl Rules {
    /// The rules of both versions.
    pub(super) fn of(old: Version<'_>, new: Version<'_>, schema: &Schema) -> Self {
        // The same annotation applies at many places, and is read once.
        let mut read: HashMap<*const Value, Option<Rc<Grounding>>> = HashMap::new();
        let mut kept: Vec<Arc<Value>> = Vec::new();
        let mut general = Placed::new();
        let mut placed = |version: Version<'_>| {
            let mut found = Placed::new();
            for (pointer, value) in schema.annotations(&schema.instance(version.record), GROUNDING) {
                let grounding = read.entry(Arc::as_ptr(&value)).or_insert_with(|| {
                    // What is pointed to must live as long as its address is remembered.
                    kept.push(Arc::clone(&value));
                    Grounding::of(&value).ok().map(Rc::new)
                });
                let Some(grounding) = grounding else { continue };
                for (map, key) in [(&mut general, pattern(&pointer)), (&mut found, pointer)] {
                    let all = map.entry(key).or_default();
                    if !all.contains(grounding) {
                        all.push(Rc::clone(grounding));
                    }
                }
            }
            found
        };
        let (old, new) = (placed(old), placed(new));
        Self { old, new, general }
    }

    /// What the schema says of the value at `pointer` of a version.
    pub(super) fn at(&self, which: Which, pointer: &str) -> &[Rc<Grounding>] {
        let placed = match which {
            Which::Old => &self.old,
            Which::New => &self.new,
        };
        let found = placed
            .get(pointer)
            .or_else(|| self.general.get(&pattern(pointer)));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// The rules of the value at `pointer`.
    pub(super) fn rules<'s>(
        &'s self,
        which: Which,
        pointer: &str,
    ) -> impl Iterator<Item = (&'s Rule, &'s Rc<Grounding>)> + use<'s> {
        let groundings = self.at(which, pointer).iter();
        groundings.filter_map(|grounding| Some((grounding.rule.as_ref()?, grounding)))
    }

    /// How the value at `pointer` is compared, a member called `name` of the object at `owner`; its
    /// own rules say, or those of its object.
    pub(super) fn role(&self, which: Which, owner: &str, name: &str, pointer: &str) -> Role {
        for (rule, grounding) in self.rules(which, pointer) {
            match rule {
                Rule::Evidence => return Role::Evidence,
                Rule::Cue(cue) if cue.value.is_none() => return Role::Scale(Rc::clone(grounding)),
                _ => {}
            }
        }
        for (rule, grounding) in self.rules(which, owner) {
            let is = |member: &Option<String>| member.as_deref() == Some(name);
            match rule {
                Rule::Cue(cue) if is(&cue.value) => return Role::Scale(Rc::clone(grounding)),
                Rule::Quantity(quantity) if quantity.comparator == Some(Member::Named(name.to_owned())) => {
                    return Role::Comparator(Rc::clone(grounding));
                }
                Rule::Attribution(AttributionRule { joint, quoted, .. }) if is(joint) || is(quoted) => {
                    return Role::Flag;
                }
                Rule::Source(source) if is(&source.path) || is(&source.sha256) => return Role::Volatile,
                _ => {}
            }
        }
        Role::Fact
    }
}

/// `pointer` with `*` for every index.
pub(super) fn pattern(pointer: &str) -> String {
    let token = |token: &str| -> String {
        let is_index = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
        if is_index { "*" } else { token }.to_owned()
    };
    pointer.split('/').map(token).collect::<Vec<_>>().join("/")
}

/// The member called by `token` or numbered so, below `pointer`.
pub(super) fn below(pointer: &str, token: &str) -> String {
    format!("{pointer}/{}", token.replace('~', "~0").replace('/', "~1"))
}

/// How a value of a scale changed: `Some(true)` where it claims more, `Some(false)` where less, `None`
/// where the two are not on one scale.
pub(super) fn claims_more(cue: &CueRule, old: &str, new: &str) -> Option<bool> {
    let rank = |value: &str| cue.order.iter().position(|known| known == value);
    let (old, new) = (rank(old)?, rank(new)?);
    (old != new).then_some(new > old)
}

/// The same for a bound or approximation. An exact number claims more than any bound, a strict bound
/// more than one that may be reached; other bounds claim something else.
pub(super) fn bounds_more(old: &str, new: &str) -> Option<bool> {
    let claims = |stronger: &str, weaker: &str| {
        matches!(
            (stronger, weaker),
            (
                "exact",
                "more_than" | "less_than" | "equal_or_more" | "equal_or_less" | "approx"
            ) | ("more_than", "equal_or_more")
                | ("less_than", "equal_or_less")
        )
    };
    if claims(new, old) {
        Some(true)
    } else {
        claims(old, new).then_some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::{bounds_more, pattern};

    #[test]
    fn indices_are_general() {
        assert_eq!(pattern("/outcomes/12/parties/0"), "/outcomes/*/parties/*");
        assert_eq!(pattern("/a1/b"), "/a1/b");
        assert_eq!(pattern(""), "");
    }

    #[test]
    fn an_exact_number_claims_most() {
        assert_eq!(bounds_more("more_than", "exact"), Some(true));
        assert_eq!(bounds_more("exact", "approx"), Some(false));
        assert_eq!(bounds_more("more_than", "equal_or_more"), Some(false));
        assert_eq!(bounds_more("more_than", "less_than"), None);
        assert_eq!(bounds_more("approx", "more_than"), None);
        assert_eq!(bounds_more("exact", "exact"), None);
    }
}
