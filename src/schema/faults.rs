//! Which of the validator's errors are worth telling: the right branch, and no consequences.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

use crate::yaml::{Node, Value};

/// One fault.
pub(super) struct Fault<'e> {
    pub(super) error: &'e ValidationError<'e>,
    /// The same fault in other branches of an `anyOf` or `oneOf`: together they tell what might
    /// have stood there.
    pub(super) others: Vec<&'e ValidationError<'e>>,
}

impl<'e> Fault<'e> {
    /// JSON Pointer to the value concerned.
    pub(super) fn pointer(&self) -> &'e str {
        self.error.instance_path().as_str()
    }

    /// The fault in each of the branches.
    pub(super) fn all(&self) -> impl Iterator<Item = &'e ValidationError<'e>> {
        std::iter::once(self.error).chain(self.others.iter().copied())
    }

    fn is_type(&self) -> bool {
        matches!(self.error.kind(), Kind::Type { .. })
    }

    fn is_choice(&self) -> bool {
        matches!(self.error.kind(), Kind::Enum { .. } | Kind::Constant { .. })
    }
}

/// The faults that `errors` tell of in the document `root`.
pub(super) fn faults<'e>(errors: &'e [ValidationError<'e>], root: &Node) -> Vec<Fault<'e>> {
    let mut faults = flatten(errors);
    faults.retain(|fault| !is_doubtful(fault, root));
    without_consequences(faults)
}

/// The errors, with those of the branch that was meant in the place of each `anyOf` and `oneOf`.
fn flatten<'e>(errors: &'e [ValidationError<'e>]) -> Vec<Fault<'e>> {
    let mut faults = Vec::new();
    for error in errors {
        match error.kind() {
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } if !context.is_empty() => {
                faults.extend(meant(context, error.instance_path().as_str()));
            }
            _ => faults.push(Fault {
                error,
                others: Vec::new(),
            }),
        }
    }
    faults
}

/// The faults of the branch that the author meant, of those that failed on the value at `base`.
fn meant<'e>(context: &'e [Vec<ValidationError<'static>>], base: &str) -> Vec<Fault<'e>> {
    let mut branches: Vec<Vec<Fault<'e>>> = context.iter().map(|errors| flatten(errors)).collect();
    branches.retain(|branch| !branch.is_empty());
    if let Some(merged) = merged(&mut branches, base) {
        return vec![merged];
    }
    if let Some(merged) = divided_on_none(&branches, base) {
        return vec![merged];
    }
    // A key on whose value the branches are divided: some refuse it, others do not.
    let refused: Vec<HashSet<&str>> = branches
        .iter()
        .map(|branch| refused_choices(branch, base))
        .collect();
    let divides = |key: &str| refused.iter().any(|keys| !keys.contains(key));
    let score = |index: usize, branch: &[Fault<'e>]| {
        let wrong_type = branch
            .iter()
            .any(|fault| fault.is_type() && fault.pointer() == base);
        let refused = refused
            .get(index)
            .map_or(0, |keys| keys.iter().filter(|key| divides(key)).count());
        let depth = branch
            .iter()
            .map(|fault| fault.pointer().matches('/').count())
            .min();
        (wrong_type, refused, Reverse(depth), branch.len())
    };
    let best = (0..branches.len()).min_by_key(|&index| score(index, &branches[index]));
    best.map_or_else(Vec::new, |index| branches.swap_remove(index))
}

/// One fault for all branches, where each only asks for another type, or another value, at `base`.
fn merged<'e>(branches: &mut Vec<Vec<Fault<'e>>>, base: &str) -> Option<Fault<'e>> {
    let alike = branches.iter().all(|branch| {
        matches!(branch.as_slice(), [fault] if fault.pointer() == base && (fault.is_type() || fault.is_choice()))
    });
    if !alike || branches.is_empty() {
        return None;
    }
    let choices = branches.iter().flatten().any(Fault::is_choice);
    let text = branches
        .iter()
        .flatten()
        .any(|fault| fault.error.instance().is_string());
    // Where words and types may stand, text is measured by the words, and the rest by the types.
    let types = branches.iter().flatten().any(Fault::is_type);
    let by_choice = choices && (text || !types);
    let mut kept = std::mem::take(branches)
        .into_iter()
        .flatten()
        .filter(|fault| fault.is_choice() == by_choice);
    let mut first = kept.next()?;
    for fault in kept {
        first.others.extend(fault.all());
    }
    Some(first)
}

/// One fault for the key that tells the branches apart, where its value is that of none of them.
///
/// Every branch has to refuse the value, and each for another list of values. What else a branch
/// refuses is not told, for which branch was meant is not known. Branches that ask for another
/// type than a mapping do not count.
fn divided_on_none<'e>(branches: &[Vec<Fault<'e>>], base: &str) -> Option<Fault<'e>> {
    let of_type = |branch: &&Vec<Fault<'e>>| {
        !branch
            .iter()
            .any(|fault| fault.is_type() && fault.pointer() == base)
    };
    let branches: Vec<&Vec<Fault<'e>>> = branches.iter().filter(of_type).collect();
    let refused: Vec<HashSet<&str>> = branches
        .iter()
        .map(|branch| refused_choices(branch, base))
        .collect();
    let (first, others) = refused.split_first()?;
    let same = |keys: &HashSet<&str>| keys == first;
    if others.is_empty() || !others.iter().all(same) {
        return None;
    }
    let faults_at = |key: &str| -> Vec<&Fault<'e>> {
        let pointer = format!("{base}/{key}");
        let here = |fault: &&Fault<'e>| fault.is_choice() && fault.pointer() == pointer;
        branches
            .iter()
            .filter_map(|branch| branch.iter().find(here))
            .collect()
    };
    let mut keys: Vec<&str> = first.iter().copied().collect();
    keys.sort_unstable();
    keys.into_iter().find_map(|key| {
        let (one, rest) = faults_at(key)
            .split_first()
            .map(|(one, rest)| (*one, rest.to_vec()))?;
        let choices = |fault: &Fault<'e>| -> Vec<String> { fault.all().map(ToString::to_string).collect() };
        let apart = rest.iter().all(|other| choices(other) != choices(one));
        apart.then(|| Fault {
            error: one.error,
            others: one
                .others
                .iter()
                .copied()
                .chain(rest.iter().flat_map(|fault| fault.all()))
                .collect(),
        })
    })
}

/// The keys of the mapping at `base` whose values a branch refuses for what they are.
fn refused_choices<'e>(branch: &[Fault<'e>], base: &str) -> HashSet<&'e str> {
    branch
        .iter()
        .filter(|fault| fault.is_choice())
        .filter_map(|fault| fault.pointer().strip_prefix(base)?.strip_prefix('/'))
        .filter(|key| !key.contains('/'))
        .collect()
}

/// True where a finding has been made already about the value, or about one that it is part of.
fn is_doubtful(fault: &Fault<'_>, root: &Node) -> bool {
    let path = root.path(fault.pointer());
    let refused_key = matches!(
        fault.error.kind(),
        Kind::Required { .. } | Kind::MinProperties { .. }
    ) && path
        .last()
        .and_then(|node| node.as_mapping())
        .is_some_and(|mapping| !mapping.is_complete());
    refused_key || path.iter().any(|node| node.doubtful)
}

/// The faults without those that another explains.
fn without_consequences(faults: Vec<Fault<'_>>) -> Vec<Fault<'_>> {
    let mut worst: HashMap<&str, (u8, usize)> = HashMap::new();
    for fault in &faults {
        let here = rank(fault);
        let entry = worst.entry(fault.pointer()).or_insert(here);
        *entry = (*entry).min(here);
    }
    let mut seen: HashSet<(&str, u8)> = HashSet::new();
    faults
        .into_iter()
        .filter(|fault| {
            let here = rank(fault);
            let Some(least) = worst.get(fault.pointer()) else {
                return true;
            };
            match (least.0, here.0) {
                // A value of the wrong type, or none of the choices, is told of once.
                (TYPE | CHOICE, _) => here == *least && seen.insert((fault.pointer(), here.0)),
                // Text of the wrong form has no format either, and blank text has neither.
                (FORM, FORMAT) => false,
                (LENGTH, FORM | FORMAT) => !is_blank(fault),
                _ => true,
            }
        })
        .collect()
}

/// True for text with nothing in it.
fn is_blank(fault: &Fault<'_>) -> bool {
    let text = fault.error.instance().as_str();
    text.is_some_and(|text| text.trim().is_empty())
}

const TYPE: u8 = 0;
const CHOICE: u8 = 1;
const LENGTH: u8 = 2;
const FORM: u8 = 3;
const FORMAT: u8 = 4;
const OTHER: u8 = 5;

/// How much a fault explains of the others at its place; of several lists of choices the longest
/// explains most, for the shorter ones depend on conditions.
fn rank(fault: &Fault<'_>) -> (u8, usize) {
    match fault.error.kind() {
        Kind::Type { .. } => (TYPE, 0),
        Kind::Enum { options } => {
            let count = options.as_array().map_or(0, Vec::len);
            (CHOICE, usize::MAX - count)
        }
        Kind::Constant { .. } => (CHOICE, usize::MAX - 1),
        Kind::MinLength { .. } => (LENGTH, 0),
        Kind::Pattern { .. } => (FORM, 0),
        Kind::Format { .. } => (FORMAT, 0),
        _ => (OTHER, 0),
    }
}

/// The JSON type of a value, in words.
pub(super) fn what_stands(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a mapping",
    }
}
