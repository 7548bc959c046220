//! What the checks share: the record, its source, what each value rests on, and what was found.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;
use serde_json::Value;

use crate::document::Span;
use crate::yaml::escape;

use super::code;
use super::fold::Level;
use super::memo::Memo;
use super::people::name_parts;
use super::recorded::Recorded;
use super::rule::ReferenceRule;
use super::source::Source;

/// A disagreement between a record and its source, before it is given its places in files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The code of the finding.
    pub code: &'static str,
    /// JSON Pointer to the value.
    pub pointer: String,
    /// One sentence that stands alone.
    pub message: String,
    /// The passage of the source that decides, in the clean text.
    pub source: Option<Span>,
    /// What would mend it, where that can be told.
    pub help: Option<String>,
}

/// A value that a rule could not decide, or that no rule looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// JSON Pointer to the value.
    pub pointer: String,
    /// Why, in one clause.
    pub reason: String,
    /// True where a rule looked at it and could not decide; false where no rule looks at it.
    pub by_rule: bool,
}

/// The passages on which the values of an object rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) passages: Vec<Span>,
    /// True where the object has no evidence, or none that was found: its values are then looked
    /// for in the whole source, and nothing is said of their evidence.
    pub(super) open: bool,
    /// Pointer to the object that has the evidence.
    pub(super) of: String,
}

impl Scope {
    pub(super) fn holds(&self, span: Span) -> bool {
        self.passages.iter().any(|passage| passage.contains(span))
    }

    pub(super) fn touches(&self, span: Span) -> bool {
        self.passages.iter().any(|passage| passage.overlaps(span))
    }
}

/// What of the source the values of a record rest on, each with the top-level list it stands in.
#[derive(Clone, Debug, Default)]
pub(super) struct Used {
    /// Every passage of evidence.
    pub(super) passages: Vec<(Arc<str>, Span)>,
    /// Numbers that quantities were read from.
    pub(super) numbers: Vec<(Arc<str>, Span)>,
    /// Passages that stand in the record in the source's own words.
    pub(super) words: Vec<(Arc<str>, Span)>,
    /// People whom values name.
    pub(super) people: Vec<(Arc<str>, usize)>,
    /// Names and codes among the values, in small letters.
    pub(super) names: Vec<(Arc<str>, String)>,
}

impl Used {
    /// Leaves each but once, passages apart.
    pub(super) fn tidy(&mut self) {
        fn once<T: Ord>(all: &mut Vec<T>) {
            all.sort_unstable();
            all.dedup();
        }
        once(&mut self.numbers);
        once(&mut self.words);
        once(&mut self.people);
        once(&mut self.names);
    }
}

/// Where something stands, seen from a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Evidence(Span),
    Source(Span),
    Nowhere,
}

/// The state of one check.
pub(super) struct Bench<'c> {
    pub(super) source: &'c Source,
    pub(super) record: &'c Value,
    pub(super) marks: Vec<Mark>,
    pub(super) undecided: Vec<Undecided>,
    /// True where the source is in the language of the lexicon.
    pub(super) english: bool,
    /// The top-level list that is looked at.
    list: Arc<str>,
    /// What values were found to rest on, for tracing.
    pub(super) used: Used,
    /// The values of the record that are evidence, by address.
    pub(super) evidence: HashSet<*const Value, FxBuildHasher>,
    /// The people whom the record names.
    pub(super) recorded: Vec<Recorded<'c>>,
    /// The words of names, by the names.
    parts: Memo<String, String>,
    /// People of the source, by the names that may mean them.
    named: Memo<String, usize>,
    /// Where each person of the source is told of.
    pub(super) people: Memo<usize, Span>,
    /// Where those who act in the record are told of, by their names.
    pub(super) actors: Memo<String, Span>,
    /// What values may refer to, by the address of the rule that says so, which outlives the check.
    pub(super) declared: Vec<(*const ReferenceRule, Rc<[&'c str]>)>,
}

impl<'c> Bench<'c> {
    pub(super) fn new(source: &'c Source, record: &'c Value) -> Self {
        Self {
            source,
            record,
            marks: Vec::new(),
            undecided: Vec::new(),
            english: true,
            list: Arc::default(),
            used: Used::default(),
            evidence: HashSet::default(),
            recorded: Vec::new(),
            parts: Memo::default(),
            named: Memo::default(),
            people: Memo::default(),
            actors: Memo::default(),
            declared: Vec::new(),
        }
    }

    pub(super) fn mark(&mut self, code: &'static str, pointer: &str, message: String, source: Option<Span>) {
        self.marks.push(Mark {
            code,
            pointer: pointer.to_owned(),
            message,
            source,
            help: None,
        });
    }

    /// Turns to the values of the top-level list at `pointer`.
    pub(super) fn turn_to(&mut self, pointer: &str) {
        if *self.list != *pointer {
            self.list = pointer.into();
        }
    }

    /// Notes that values rest on `passages`.
    pub(super) fn uses_passages(&mut self, passages: &[Span]) {
        let used = passages.iter().map(|span| (Arc::clone(&self.list), *span));
        self.used.passages.extend(used);
    }

    /// Notes that a quantity was read from the number at `span`.
    pub(super) fn uses_number(&mut self, span: Span) {
        self.used.numbers.push((Arc::clone(&self.list), span));
    }

    /// Notes that a value holds the words at `span`.
    pub(super) fn uses_words(&mut self, span: Span) {
        self.used.words.push((Arc::clone(&self.list), span));
    }

    /// Notes that a value names somebody or something.
    pub(super) fn uses_name(&mut self, name: &str) {
        let name = name.trim().to_lowercase();
        self.used.names.push((Arc::clone(&self.list), name));
    }

    /// Notes that a value names the person at `index`.
    pub(super) fn uses_person(&mut self, index: usize) {
        self.used.people.push((Arc::clone(&self.list), index));
    }

    pub(super) fn undecided(&mut self, pointer: &str, reason: impl Into<String>) {
        self.undecided.push(Undecided {
            pointer: pointer.to_owned(),
            reason: reason.into(),
            by_rule: true,
        });
    }

    /// The first of `places` that stands in the evidence, else the first of all.
    pub(super) fn standing(scope: &Scope, places: &[Span]) -> Standing {
        let own = places.iter().find(|place| scope.open || scope.holds(**place));
        match (own, places.first()) {
            (Some(place), _) => Standing::Evidence(*place),
            (None, Some(place)) => Standing::Source(*place),
            (None, None) => Standing::Nowhere,
        }
    }

    /// Where the words of `value` stand, letter case apart.
    pub(super) fn words(&self, value: &str) -> Vec<Span> {
        let trimmed = value.trim().trim_end_matches(['.', ',', ';', ':']);
        self.source.places(trimmed, Level::Caseless, self.source.whole())
    }

    /// The words of `name`, as [`name_parts`] finds them.
    pub(super) fn parts(&self, name: &str) -> Rc<[String]> {
        self.parts.of(name, || name_parts(name))
    }

    /// The people of the source whom `name` may mean, by index.
    pub(super) fn named(&self, name: &str) -> Rc<[usize]> {
        let people = self.source.people();
        self.named.of(name, || people.with_parts(&self.parts(name)))
    }

    /// The string at `member` of `object`.
    pub(super) fn string(object: &'c Value, member: Option<&String>) -> Option<&'c str> {
        self::member(object, member?)?.as_str()
    }
}

/// The value of the member `name` of `object`, as [`Value::get`] finds it.
pub(super) fn member<'v>(object: &'v Value, name: &str) -> Option<&'v Value> {
    /// So many keys are compared sooner than one is hashed.
    const FEW: usize = 12;
    let members = object.as_object()?;
    if members.len() > FEW {
        return members.get(name);
    }
    let found = members.iter().find(|(own, _)| *own == name);
    found.map(|(_, value)| value)
}

/// The value at `pointer` in `record`, as [`Value::pointer`] finds it.
///
/// That one copies every token of a pointer twice; few need it, and every value of a record is looked up.
pub(super) fn at<'v>(record: &'v Value, pointer: &str) -> Option<&'v Value> {
    if pointer.contains('~') || pointer.is_empty() {
        return record.pointer(pointer);
    }
    pointer
        .strip_prefix('/')?
        .split('/')
        .try_fold(record, |value, token| match value {
            Value::Object(_) => member(value, token),
            Value::Array(items) if token == "0" || !token.starts_with(['0', '+']) => {
                items.get(token.parse::<usize>().ok()?)
            }
            _ => None,
        })
}

/// Looks up values by pointers that come in order, so that the way to a value is not gone again for the
/// one beside it.
pub(super) struct Lookup<'v, 'p> {
    pointer: &'p str,
    /// The values on the way to `pointer`, each with where the part that leads to it ends.
    way: Vec<(usize, &'v Value)>,
}

impl<'v, 'p> Lookup<'v, 'p> {
    pub(super) fn new(record: &'v Value) -> Self {
        Self {
            pointer: "",
            way: vec![(0, record)],
        }
    }

    /// The value at `pointer`, as [`at`] finds it in the record.
    pub(super) fn at(&mut self, pointer: &'p str) -> Option<&'v Value> {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return None;
        }
        let bytes = pointer.as_bytes();
        let alike = bytes.iter().zip(self.pointer.as_bytes());
        let common = alike.take_while(|(one, other)| one == other).count();
        let leads = |end: usize| end <= common && bytes.get(end).is_none_or(|next| *next == b'/');
        let shared = self.way.iter().rposition(|(end, _)| leads(*end)).unwrap_or(0);
        self.way.truncate(shared + 1);
        self.pointer = pointer;
        let (mut end, mut value) = *self.way.last()?;
        while end < pointer.len() {
            let rest = pointer.as_bytes().get(end + 1..).unwrap_or_default();
            let length = rest.iter().position(|&byte| byte == b'/').unwrap_or(rest.len());
            let next = end + 1 + length;
            let token = &pointer[end + 1..next];
            value = match value {
                Value::Object(_) if !token.contains('~') => member(value, token),
                _ => at(value, &pointer[end..next]),
            }?;
            end = next;
            self.way.push((end, value));
        }
        Some(value)
    }
}

/// `pointer` with the member or index `last` added.
pub(super) fn child(pointer: &str, last: &str) -> String {
    let mut child = String::with_capacity(pointer.len() + 1 + last.len());
    child.push_str(pointer);
    child.push('/');
    child.push_str(&escape(last));
    child
}

/// What stands in `text`, shortened to what a message can hold.
pub(super) fn shown(text: &str) -> String {
    /// Longer quotations are cut in messages; the places tell the rest.
    const LONGEST: usize = 80;
    let mut words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > LONGEST {
        words = words.chars().take(LONGEST).collect::<String>() + "…";
    }
    words
}

/// Tells that a value stands in the source, and not in its own evidence.
pub(super) fn not_in_evidence(bench: &mut Bench<'_>, pointer: &str, what: &str, value: &str, place: Span) {
    bench.mark(
        code::NOT_IN_EVIDENCE,
        pointer,
        format!(
            "the {what} “{}” stands in the source, and not in the evidence it is given",
            shown(value)
        ),
        Some(place),
    );
}

#[cfg(test)]
mod tests {
    use super::{Lookup, at};
    use serde_json::json;

    fn sorted<const N: usize>(mut pointers: [&str; N]) -> [&str; N] {
        pointers.sort_unstable();
        pointers
    }

    fn reversed<const N: usize>(pointers: [&str; N]) -> [&str; N] {
        let mut sorted = sorted(pointers);
        sorted.reverse();
        sorted
    }

    #[test]
    fn a_pointer_leads_where_serde_leads() {
        let record = json!({"a": [{"b": 1}, 2], "": {"": 3}, "x/y": 4, "~": 5, "0": [6], "é": null});
        let pointers = [
            "",
            "/",
            "//",
            "a",
            "é/0",
            "/a",
            "/a/",
            "/a/0",
            "/a/0/b",
            "/a/00",
            "/a/01",
            "/a/+1",
            "/a/1",
            "/a/2",
            "/a/-",
            "/a/-1",
            "/a/1/0",
            "/x~1y",
            "/x/y",
            "/~0",
            "/~",
            "/0/0",
            "/é",
            "/é/0",
            "/a/99999999999999999999",
        ];
        for pointer in pointers {
            assert_eq!(at(&record, pointer), record.pointer(pointer), "{pointer}");
        }
        // In any order, since what is looked up is right whether or not it is quick.
        for pointers in [pointers, sorted(pointers), reversed(pointers)] {
            let mut lookup = Lookup::new(&record);
            for pointer in pointers
                .into_iter()
                .filter(|pointer| pointer.is_empty() || pointer.starts_with('/'))
            {
                assert_eq!(lookup.at(pointer), record.pointer(pointer), "{pointer}");
            }
        }
    }
}
