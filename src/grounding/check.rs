//! Vouching: every value of a record by the rule that its schema gives it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;
use serde_json::Value;

use crate::yaml::{escape, unescape};

use super::attribution::attribution;
use super::bench::{Bench, Lookup, Mark, Scope, Undecided, Used, child, member, shown};
use super::code;
use super::dates::date;
use super::evidence::evidence;
use super::flat::flattened;
use super::items::{contradictions, doubled};
use super::numbers::quantity;
use super::person::person;
use super::recorded::Recorded;
use super::rule::{Grounding, Member, QuantityRule, ReferenceRule, Rule, SourceRule};
use super::source::Source;
use super::status::status;
use super::values::{country, country_code, country_pair, name, phrase};

/// What vouching found.
#[derive(Clone, Debug, Default)]
pub struct Vouched {
    /// Where record and source disagree, by the place in the record.
    pub marks: Vec<Mark>,
    /// What was not decided, and what no rule looked at.
    pub undecided: Vec<Undecided>,
    /// What tracing needs to know.
    pub(super) used: Used,
}

/// What the schema says of values by their pointers, in the order of the pointers.
type Rules<'r> = [(&'r str, Rc<Grounding>)];

/// A value of the record, and what the schema says of it.
struct Ruled<'r> {
    pointer: &'r str,
    value: &'r Value,
    rules: &'r Rules<'r>,
}

impl<'r> Ruled<'r> {
    fn groundings(&self) -> impl Iterator<Item = &'r Grounding> {
        self.rules.iter().map(|(_, grounding)| &**grounding)
    }

    fn is_evidence(&self) -> bool {
        are_evidence(self.rules)
    }
}

/// Holds every value of `record` against `source` by the rules in `annotations`: JSON Pointers with
/// what the schema's `grounding` says of the value there, as
/// [`Schema::annotations`](crate::schema::Schema::annotations) gives them.
pub fn vouch(source: &Source, record: &Value, annotations: &[(String, Arc<Value>)]) -> Vouched {
    let (rules, mut undecided) = read(annotations);
    let flat = flattened(record, |pointer| {
        let first = rules.partition_point(|(own, _)| *own < pointer);
        let own = rules.iter().skip(first).take_while(|(own, _)| *own == pointer);
        are_evidence(own)
    });
    let record = &*flat;
    let mut lookup = Lookup::new(record);
    let values: Vec<Ruled<'_>> = rules
        .chunk_by(|(one, _), (other, _)| one == other)
        .filter_map(|rules| {
            let (pointer, _) = *rules.first()?;
            Some(Ruled {
                pointer,
                value: lookup.at(pointer)?,
                rules,
            })
        })
        .collect();
    let mut bench = Bench::new(source, record);
    bench.english = is_english(source, &values);
    let mut scopes: BTreeMap<&str, Scope> = BTreeMap::new();
    let mut covered = Covered::of_about(values.len());
    for Ruled { pointer, value, .. } in values.iter().filter(|ruled| ruled.is_evidence()) {
        covered.note(value, Cover::Subtree);
        bench.evidence.insert(*value);
        let parent = parent_of(pointer).unwrap_or_default();
        let found = evidence(&mut bench, pointer, value);
        bench.turn_to(list_of(parent));
        bench.uses_passages(&found);
        scopes.entry(parent).or_default().passages.extend(found);
    }
    for (pointer, scope) in &mut scopes {
        scope.open = scope.passages.is_empty();
        (*pointer).clone_into(&mut scope.of);
    }
    let open = Scope {
        open: true,
        ..Scope::default()
    };
    bench.recorded = recorded(&values);
    let mut last: (Option<&str>, Option<&Scope>) = (None, None);
    for ruled in &values {
        let Ruled { pointer, value, .. } = ruled;
        // Of values that stand beside one another, and hold nothing, the evidence is the same.
        let parent = parent_of(pointer);
        let holder = if value.is_object() || value.is_array() {
            Some(*pointer)
        } else {
            parent
        };
        if holder != last.0 {
            last = (holder, holder.and_then(|holder| scope_of(&scopes, holder)));
        }
        let scope = last.1.unwrap_or(&open);
        bench.turn_to(list_of(pointer));
        for grounding in ruled.groundings() {
            if let Some(rule) = &grounding.rule {
                covered.add(value, rule);
                apply(&mut bench, pointer, value, rule, scope);
            }
            if !grounding.identity.is_empty() {
                contradictions(&mut bench, pointer, value, &grounding.identity);
            }
        }
    }
    doubled(&mut bench, &scopes);
    let foreign = source.foreign_sentences();
    if foreign > 0 {
        undecided.push(Undecided {
            by_rule: true,
            pointer: String::new(),
            reason: format!(
                "{foreign} of {} sentences of the source are in a language that the lexicon lacks",
                source.outline().sentences().len()
            ),
        });
    }
    undecided.append(&mut covered.unchecked(record));
    undecided.append(&mut bench.undecided);
    bench
        .marks
        .sort_by(|one, other| one.pointer.cmp(&other.pointer).then(one.code.cmp(other.code)));
    bench.marks.dedup();
    bench.used.tidy();
    Vouched {
        marks: bench.marks,
        undecided,
        used: bench.used,
    }
}

/// The people whom the record names.
fn recorded<'v>(values: &[Ruled<'v>]) -> Vec<Recorded<'v>> {
    let people = values.iter().flat_map(|ruled| {
        ruled.groundings().filter_map(|grounding| match &grounding.rule {
            Some(Rule::Person(rule)) => Recorded::of(ruled.value, rule),
            _ => None,
        })
    });
    people.collect()
}

/// What `annotations` say of the value at each pointer, in the order of the pointers; and which of
/// them cannot be read.
fn read(annotations: &[(String, Arc<Value>)]) -> (Vec<(&str, Rc<Grounding>)>, Vec<Undecided>) {
    let mut all: Vec<(&str, Rc<Grounding>)> = Vec::with_capacity(annotations.len());
    let mut broken = Vec::new();
    for (pointer, value) in annotations {
        match grounding_of(value) {
            Ok(grounding) => all.push((pointer, grounding)),
            Err(reason) => broken.push(Undecided {
                by_rule: true,
                pointer: pointer.clone(),
                reason: format!("its rule cannot be read: {reason}"),
            }),
        }
    }
    all.sort_by_key(|(pointer, _)| *pointer);
    let mut rules: Vec<(&str, Rc<Grounding>)> = Vec::with_capacity(all.len());
    for rule in all {
        let mut own = rules.iter().rev().take_while(|(last, _)| *last == rule.0);
        if own.all(|(_, grounding)| *grounding != rule.1) {
            rules.push(rule);
        }
    }
    (rules, broken)
}

/// What `annotation` says.
///
/// Places where the same annotation applies share it, in all records of one schema: each is read once.
fn grounding_of(annotation: &Arc<Value>) -> Result<Rc<Grounding>, String> {
    /// A schema has some dozens of annotations.
    const MOST: usize = 1_000;
    type Known = HashMap<*const Value, (Arc<Value>, Rc<Grounding>), FxBuildHasher>;
    thread_local! {
        // With the annotation itself, so that its address stays its own.
        static KNOWN: RefCell<Known> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some((_, grounding)) = known.get(&Arc::as_ptr(annotation)) {
            return Ok(Rc::clone(grounding));
        }
        let grounding = Rc::new(Grounding::of(annotation)?);
        if known.len() == MOST {
            known.clear();
        }
        known.insert(
            Arc::as_ptr(annotation),
            (Arc::clone(annotation), Rc::clone(&grounding)),
        );
        Ok(grounding)
    })
}

fn are_evidence<'r>(rules: impl IntoIterator<Item = &'r (&'r str, Rc<Grounding>)>) -> bool {
    let mut rules = rules.into_iter();
    rules.any(|(_, grounding)| grounding.rule == Some(Rule::Evidence))
}

/// False where the record names another language than English, or where most of the source is in none
/// that the lexicon knows.
fn is_english(source: &Source, ruled: &[Ruled<'_>]) -> bool {
    let named = ruled.iter().find_map(|ruled| {
        ruled.groundings().find_map(|grounding| match &grounding.rule {
            Some(Rule::Source(rule)) => member(ruled.value, rule.language.as_ref()?)?.as_str(),
            _ => None,
        })
    });
    match named {
        Some(tag) => tag.split('-').next() == Some("en"),
        None => source.foreign_sentences() * 2 <= source.outline().sentences().len(),
    }
}

/// The top-level list or object that `pointer` stands in.
fn list_of(pointer: &str) -> &str {
    let mut slashes = memchr::memchr_iter(b'/', pointer.as_bytes());
    let end = slashes.nth(1).unwrap_or(pointer.len());
    pointer.get(..end).unwrap_or(pointer)
}

/// The pointer to what holds the value at `pointer`; `None` for that of the whole record.
fn parent_of(pointer: &str) -> Option<&str> {
    let end = memchr::memrchr(b'/', pointer.as_bytes())?;
    pointer.get(..end)
}

/// The evidence of the nearest object around `pointer` that has some.
fn scope_of<'s>(scopes: &'s BTreeMap<&str, Scope>, pointer: &str) -> Option<&'s Scope> {
    let mut at = pointer;
    loop {
        if let Some(scope) = scopes.get(at) {
            return Some(scope);
        }
        at = parent_of(at)?;
    }
}

fn apply(bench: &mut Bench<'_>, pointer: &str, value: &Value, rule: &Rule, scope: &Scope) {
    let needs_lexicon = matches!(
        rule,
        Rule::Country(_)
            | Rule::Person(_)
            | Rule::Quantity(_)
            | Rule::Date(_)
            | Rule::Attribution(_)
            | Rule::Cue(_)
    );
    if needs_lexicon && !bench.english {
        bench.undecided(
            pointer,
            "its rule needs words of a language that the lexicon lacks",
        );
        return;
    }
    match (rule, value.as_str()) {
        (Rule::Phrase(words), Some(text)) => phrase(bench, pointer, text, scope, words.outside),
        (Rule::Name(words), Some(text)) => name(bench, pointer, text, scope, words.outside),
        (Rule::Country(_), Some(text)) => country(bench, pointer, text, scope),
        (Rule::Country(rule), None) => {
            let text = |name: &Option<String>| Bench::string(value, name.as_ref());
            country_pair(bench, pointer, text(&rule.name), text(&rule.code), scope);
        }
        (Rule::Person(rule), None) => person(bench, pointer, value, rule, scope),
        (Rule::Quantity(rule), _) => quantity(bench, pointer, value, rule, scope),
        (Rule::Date(rule), _) => date(bench, pointer, value, rule, scope),
        (Rule::Attribution(rule), None) => attribution(bench, pointer, value, rule, scope),
        (Rule::Cue(rule), _) => status(bench, pointer, value, rule, scope),
        (Rule::Reference(rule), Some(text)) => reference(bench, pointer, text, rule, scope),
        (Rule::Source(rule), None) => digest(bench, pointer, value, rule),
        (Rule::Evidence | Rule::Judgement | Rule::Editorial, _) => {}
        _ => bench.undecided(pointer, "the value is of a kind that its rule does not know"),
    }
}

/// The digest that the record gives of its source is that of the source.
fn digest(bench: &mut Bench<'_>, pointer: &str, object: &Value, rule: &SourceRule) {
    let Some((name, told)) = rule
        .sha256
        .as_ref()
        .and_then(|name| Some((name, member(object, name)?.as_str()?)))
    else {
        return;
    };
    let own = bench.source.sha256();
    if !told.eq_ignore_ascii_case(own) {
        bench.mark(
            code::SOURCE_CHANGED,
            &child(pointer, name),
            format!("the source is not the text that the record was made from: its digest is {own}"),
            None,
        );
    }
}

/// What is declared elsewhere in the record, or is the source's own words.
fn reference(bench: &mut Bench<'_>, pointer: &str, value: &str, rule: &ReferenceRule, scope: &Scope) {
    let declared = declared(bench, rule);
    let code = || country_code(value);
    if declared.contains(&value)
        || code().is_some_and(|code| {
            declared
                .iter()
                .any(|other| country_code(other).as_ref() == Some(&code))
        })
    {
        return;
    }
    if rule.words {
        name(bench, pointer, value, scope, false);
    } else {
        bench.mark(
            code::REFERENCE_NOT_DECLARED,
            pointer,
            format!("“{}” is not declared in this record", shown(value)),
            None,
        );
    }
}

/// What `rule` has values refer to. The same rule speaks of many values: it is gone by once.
fn declared<'c>(bench: &mut Bench<'c>, rule: &ReferenceRule) -> Rc<[&'c str]> {
    let known = bench.declared.iter().find(|(own, _)| std::ptr::eq(*own, rule));
    if let Some((_, declared)) = known {
        return Rc::clone(declared);
    }
    let mut found = Vec::new();
    for pattern in &rule.to {
        collect(bench.record, pattern, &mut found);
    }
    let declared: Rc<[&str]> = found.into();
    bench.declared.push((rule, Rc::clone(&declared)));
    declared
}

/// The strings at the places of `record` that `pattern` names; `*` stands for every item or member.
fn collect<'v>(record: &'v Value, pattern: &str, found: &mut Vec<&'v str>) {
    let mut at = vec![record];
    for token in pattern.split('/').skip(1) {
        let token = &*unescape(token);
        let mut below = Vec::new();
        for value in at {
            match (value, token) {
                (Value::Array(items), "*") => below.extend(items),
                (Value::Object(members), "*") => below.extend(members.values()),
                _ => below.extend(member(value, token)),
            }
        }
        at = below;
    }
    found.extend(at.into_iter().filter_map(Value::as_str));
}

/// Which values some rule looks at. The record stays where it is for as long as it is checked, so a
/// value is known by its address.
struct Covered {
    by_address: HashMap<*const Value, Cover, FxBuildHasher>,
}

/// How much of a value a rule looks at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cover {
    /// The value itself.
    Leaf,
    /// It is the recorder's own judgement.
    Judgement,
    /// The value with all that is in it.
    Subtree,
}

impl Covered {
    /// None so far, of about so many.
    fn of_about(count: usize) -> Self {
        Self {
            by_address: HashMap::with_capacity_and_hasher(count, FxBuildHasher),
        }
    }

    fn note(&mut self, value: &Value, cover: Cover) {
        let own = self.by_address.entry(value).or_insert(cover);
        *own = cover.max(*own);
    }

    fn add(&mut self, value: &Value, rule: &Rule) {
        let members: &[Option<&String>] = match rule {
            Rule::Country(rule) => &[rule.name.as_ref(), rule.code.as_ref()],
            Rule::Person(rule) => &[Some(&rule.name), rule.office.as_ref(), rule.side.as_ref()],
            Rule::Quantity(rule) => &quantity_members(rule),
            Rule::Date(rule) => &[rule.text.as_ref(), rule.edtf.as_ref()],
            Rule::Attribution(rule) => &[
                Some(&rule.speaker),
                Some(&rule.text),
                rule.joint.as_ref(),
                rule.quoted.as_ref(),
            ],
            Rule::Cue(rule) => &[rule.value.as_ref()],
            Rule::Source(rule) => &[rule.path.as_ref(), rule.sha256.as_ref(), rule.language.as_ref()],
            Rule::Evidence
            | Rule::Phrase(_)
            | Rule::Name(_)
            | Rule::Reference(_)
            | Rule::Judgement
            | Rule::Editorial => &[],
        };
        for member in members.iter().flatten().filter_map(|name| member(value, name)) {
            self.note(member, Cover::Leaf);
        }
        let own = match rule {
            Rule::Editorial => Cover::Subtree,
            Rule::Judgement => Cover::Judgement,
            _ => Cover::Leaf,
        };
        self.note(value, own);
    }

    /// What no rule looks at, and what is a judgement: one entry for each place in the schema.
    fn unchecked(&self, record: &Value) -> Vec<Undecided> {
        let mut found = BTreeMap::new();
        self.walk(record, &Way::default(), &mut found);
        found
            .into_iter()
            .map(|((pointer, reason), count)| Undecided {
                by_rule: false,
                pointer,
                reason: if count == 1 {
                    reason.to_owned()
                } else {
                    format!("{reason} ({count} values)")
                },
            })
            .collect()
    }

    /// Counts in `found` what no rule looks at in `value`, to which `way` leads. A record is as deep as
    /// its reader lets it be.
    fn walk(&self, value: &Value, way: &Way<'_>, found: &mut BTreeMap<(String, &'static str), usize>) {
        let cover = self.by_address.get(&std::ptr::from_ref(value));
        if cover == Some(&Cover::Subtree) {
            return;
        }
        let to = |name| Way {
            name,
            above: Some(way),
        };
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    self.walk(value, &to(Some(name)), found);
                }
            }
            Value::Array(items) => {
                for value in items {
                    self.walk(value, &to(None), found);
                }
            }
            _ => {
                let reason = match cover {
                    Some(Cover::Judgement) => "a judgement of whoever made the record, which no text decides",
                    None => "the schema gives no rule for it",
                    Some(Cover::Leaf | Cover::Subtree) => return,
                };
                *found.entry((way.pattern(), reason)).or_default() += 1;
            }
        }
    }
}

/// The way from a record down to a value in it.
#[derive(Default)]
struct Way<'w> {
    /// The key of the member; `None` for an item of a list.
    name: Option<&'w str>,
    /// The way to what holds it; `None` for the record itself.
    above: Option<&'w Way<'w>>,
}

impl Way<'_> {
    /// As a pointer, with every index as `*`.
    fn pattern(&self) -> String {
        let mut pattern = String::with_capacity(64);
        self.write(&mut pattern);
        pattern
    }

    fn write(&self, pattern: &mut String) {
        if let Some(above) = self.above {
            above.write(pattern);
            pattern.push('/');
            pattern.push_str(&self.name.map_or(Cow::Borrowed("*"), escape));
        }
    }
}

fn quantity_members(rule: &QuantityRule) -> [Option<&String>; 7] {
    fn named(member: Option<&Member>) -> Option<&String> {
        match member {
            Some(Member::Named(name)) => Some(name),
            _ => None,
        }
    }
    [
        named(rule.unit.as_ref()),
        named(rule.kind.as_ref()),
        named(rule.comparator.as_ref()),
        named(rule.change.as_ref()),
        named(rule.per.as_ref()),
        rule.value.as_ref(),
        rule.upper.as_ref(),
    ]
}
