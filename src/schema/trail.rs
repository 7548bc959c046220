//! The way through a schema to the keyword that was broken, and what stands beside it.

use serde_json::{Map, Value};

use super::sources::Sources;
use crate::yaml::unescape;

/// The subschemas that lead to one keyword, outermost first; references are followed.
pub(super) struct Trail<'s> {
    steps: Vec<&'s Value>,
    /// The names of the steps, so that `steps[n]` is what `names[..n]` lead to.
    names: Vec<&'s str>,
}

impl<'s> Trail<'s> {
    /// The trail along `path`, an evaluation path such as `/properties/event/$ref/required`.
    ///
    /// It ends early where a reference cannot be followed; nothing is told of what lies beyond.
    pub(super) fn of(sources: &'s Sources, path: &'s str) -> Self {
        let mut base = sources.root_url();
        let mut here = sources.root();
        let mut trail = Self {
            steps: vec![here],
            names: Vec::new(),
        };
        for name in path.split('/').skip(1) {
            let next = match name {
                "$ref" | "$dynamicRef" | "$recursiveRef" => here
                    .get(name)
                    .and_then(Value::as_str)
                    .and_then(|reference| sources.follow(&base, reference))
                    .map(|(url, value)| {
                        base = url;
                        value
                    }),
                _ => step(here, name),
            };
            let Some(next) = next else { break };
            here = next;
            trail.steps.push(here);
            trail.names.push(name);
        }
        trail
    }

    /// The schema object in which the broken keyword stands.
    pub(super) fn owner(&self) -> Option<&'s Map<String, Value>> {
        self.steps.iter().rev().skip(1).find_map(|step| step.as_object())
    }

    /// What the schemas along the trail say under `keyword`, the innermost first.
    ///
    /// Only those that are about the same value count: the trail is followed back up to the last
    /// step into a property or an item.
    pub(super) fn told(&self, keyword: &str) -> impl Iterator<Item = &'s Value> {
        let entered = self.entered();
        self.steps
            .iter()
            .skip(entered)
            .rev()
            .filter_map(move |step| step.as_object()?.get(keyword))
    }

    /// The keys that the mapping may have to which the value at the end of the trail belongs.
    pub(super) fn siblings(&self) -> Option<&'s Map<String, Value>> {
        let entered = self.entered().checked_sub(1)?;
        self.steps.get(entered)?.as_object()
    }

    /// True where the mapping that the value at `pointer` belongs to has to have its key.
    pub(super) fn is_required(&self, pointer: &str) -> bool {
        let owner = self.entered().checked_sub(2).and_then(|at| self.steps.get(at));
        let required = owner.and_then(|owner| owner.get("required")?.as_array());
        let key = pointer.rsplit('/').next();
        required.is_some_and(|required| required.iter().any(|name| name.as_str() == key))
    }

    /// True where text may stand in the place of the value at the end of the trail: in another
    /// branch of an `anyOf` or `oneOf`, or as one of several types.
    pub(super) fn may_be_text(&self, sources: &Sources) -> bool {
        let is_text = |schema: &Value| match schema.get("type") {
            Some(Value::String(one)) => one == "string",
            Some(Value::Array(several)) => several.iter().any(|one| one.as_str() == Some("string")),
            _ => false,
        };
        let here = self.steps.iter().skip(self.entered());
        here.clone().any(|step| is_text(step))
            || here.filter_map(|step| step.as_array()).flatten().any(|branch| {
                let reference = branch.get("$ref").and_then(Value::as_str);
                let target = reference.and_then(|reference| sources.follow(&sources.root_url(), reference));
                is_text(target.map_or(branch, |(_, target)| target))
            })
    }

    /// The conditions (`if`) on which the trail depends, each with the number of steps down into
    /// the instance that have been made since.
    pub(super) fn conditions(&self) -> Vec<(&'s Value, usize)> {
        let mut found = Vec::new();
        for (at, name) in self.names.iter().enumerate() {
            let Some(condition) = (*name == "then").then(|| self.steps[at].get("if")).flatten() else {
                continue;
            };
            let down = self.names[at..]
                .windows(2)
                .filter(|pair| pair[0] == "properties")
                .count();
            found.push((condition, down));
        }
        found
    }

    /// Index of the step at which the value at the end of the trail was entered.
    fn entered(&self) -> usize {
        let into = |at: usize| match self.names.get(at).copied() {
            Some(
                "items" | "additionalProperties" | "unevaluatedProperties" | "unevaluatedItems" | "contains",
            ) => true,
            Some(_) => matches!(
                at.checked_sub(1)
                    .and_then(|before| self.names.get(before))
                    .copied(),
                Some("properties" | "patternProperties" | "prefixItems" | "items")
            ),
            None => false,
        };
        // The last name is the broken keyword itself.
        let last = self.names.len().saturating_sub(1);
        (0..last).rev().find(|&at| into(at)).map_or(0, |at| at + 1)
    }
}

/// One step down, into a member or an item.
fn step<'s>(value: &'s Value, name: &str) -> Option<&'s Value> {
    match value {
        Value::Object(members) => members.get(name).or_else(|| members.get(&*unescape(name))),
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        _ => None,
    }
}
