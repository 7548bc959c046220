//! Vouching: every value of a record by the rule that its schema gives it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use super::attribution::attribution;
use super::bench::{Bench, Mark, Scope, Undecided, Used, at, child, shown};
use super::code;
use super::dates::date;
use super::evidence::evidence;
use super::flat::flattened;
use super::items::{contradictions, doubled};
use super::numbers::quantity;
use super::person::person;
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

/// What the schema says of the value at each pointer.
type Rules<'r> = BTreeMap<&'r str, Vec<Rc<Grounding>>>;

/// Holds every value of `record` against `source` by the rules in `annotations`: JSON Pointers with
/// what the schema's `grounding` says of the value there, as
/// [`Schema::annotations`](crate::schema::Schema::annotations) gives them.
pub fn vouch(source: &Source, record: &Value, annotations: &[(String, Arc<Value>)]) -> Vouched {
    let mut rules: Rules<'_> = BTreeMap::new();
    let mut broken = Vec::new();
    // Places where the same annotation applies share it: it is read once.
    let mut read: HashMap<*const Value, Rc<Grounding>> = HashMap::new();
    for (pointer, value) in annotations {
        let known = read.get(&Arc::as_ptr(value)).map(Rc::clone);
        let grounding = match known.map_or_else(|| Grounding::of(value).map(Rc::new), Ok) {
            Ok(grounding) => grounding,
            Err(reason) => {
                broken.push(Undecided {
                    by_rule: true,
                    pointer: pointer.clone(),
                    reason: format!("its rule cannot be read: {reason}"),
                });
                continue;
            }
        };
        read.insert(Arc::as_ptr(value), Rc::clone(&grounding));
        let own = rules.entry(pointer).or_default();
        if !own.contains(&grounding) {
            own.push(grounding);
        }
    }
    let flat = flattened(record, |pointer| {
        rules
            .get(pointer)
            .is_some_and(|own| own.iter().any(|grounding| grounding.rule == Some(Rule::Evidence)))
    });
    let record = &*flat;
    let mut bench = Bench::new(source, record);
    bench.english = is_english(source, record, &rules);
    let mut scopes: BTreeMap<String, Scope> = BTreeMap::new();
    let mut covered = Covered::default();
    for (pointer, groundings) in &rules {
        let is_evidence = groundings
            .iter()
            .any(|grounding| grounding.rule == Some(Rule::Evidence));
        let Some(value) = is_evidence.then(|| at(record, pointer)).flatten() else {
            continue;
        };
        covered.subtrees.insert((*pointer).to_owned());
        bench.evidence.insert((*pointer).to_owned());
        let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        let found = evidence(&mut bench, pointer, value);
        bench
            .used
            .passages
            .extend(found.iter().map(|span| (list_of(parent).to_owned(), *span)));
        let scope = scopes.entry(parent.to_owned()).or_default();
        scope.passages.extend(found);
    }
    for (pointer, scope) in &mut scopes {
        scope.open = scope.passages.is_empty();
        scope.of.clone_from(pointer);
    }
    for (pointer, groundings) in &rules {
        let Some(value) = at(record, pointer) else {
            continue;
        };
        let scope = scope_of(&scopes, pointer);
        list_of(pointer).clone_into(&mut bench.list);
        for grounding in groundings {
            if let Some(rule) = &grounding.rule {
                covered.add(pointer, rule);
                apply(&mut bench, pointer, value, rule, &scope);
            }
            if !grounding.identity.is_empty() {
                contradictions(&mut bench, pointer, value, &grounding.identity);
            }
        }
    }
    doubled(&mut bench, &scopes);
    let mut undecided = broken;
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
    Vouched {
        marks: bench.marks,
        undecided,
        used: bench.used,
    }
}

/// False where the record names another language than English, or where most of the source is in none
/// that the lexicon knows.
fn is_english(source: &Source, record: &Value, rules: &Rules<'_>) -> bool {
    let named = rules.iter().find_map(|(pointer, groundings)| {
        groundings.iter().find_map(|grounding| match &grounding.rule {
            Some(Rule::Source(rule)) => at(record, pointer)?.get(rule.language.as_ref()?)?.as_str(),
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
    let end = pointer
        .get(1..)
        .and_then(|rest| rest.find('/'))
        .map_or(pointer.len(), |at| at + 1);
    pointer.get(..end).unwrap_or(pointer)
}

/// The evidence of the nearest object around `pointer` that has some.
fn scope_of(scopes: &BTreeMap<String, Scope>, pointer: &str) -> Scope {
    let mut at = pointer;
    loop {
        if let Some(scope) = scopes.get(at) {
            return scope.clone();
        }
        match at.rsplit_once('/') {
            Some((parent, _)) => at = parent,
            None => {
                return Scope {
                    open: true,
                    ..Scope::default()
                };
            }
        }
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
            let member = |name: &Option<String>| {
                name.as_ref()
                    .and_then(|name| value.get(name))
                    .and_then(Value::as_str)
            };
            country_pair(bench, pointer, member(&rule.name), member(&rule.code), scope);
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
    let Some((member, told)) = rule
        .sha256
        .as_ref()
        .and_then(|member| Some((member, object.get(member)?.as_str()?)))
    else {
        return;
    };
    let own = bench.source.sha256();
    if !told.eq_ignore_ascii_case(&own) {
        bench.mark(
            code::SOURCE_CHANGED,
            &child(pointer, member),
            format!("the source is not the text that the record was made from: its digest is {own}"),
            None,
        );
    }
}

/// What is declared elsewhere in the record, or is the source's own words.
fn reference(bench: &mut Bench<'_>, pointer: &str, value: &str, rule: &ReferenceRule, scope: &Scope) {
    let mut declared = Vec::new();
    for pattern in &rule.to {
        collect(bench.record, pattern, &mut declared);
    }
    let code = country_code(value);
    let same = |other: &&str| {
        *other == value
            || code
                .as_ref()
                .is_some_and(|code| country_code(other).as_ref() == Some(code))
    };
    if declared.iter().any(same) {
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

/// The strings at the places of `record` that `pattern` names; `*` stands for every item or member.
fn collect<'v>(record: &'v Value, pattern: &str, found: &mut Vec<&'v str>) {
    let mut at = vec![record];
    for token in pattern.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        at = at
            .into_iter()
            .flat_map(|value| match (value, token.as_str()) {
                (Value::Array(items), "*") => items.iter().collect::<Vec<_>>(),
                (Value::Object(members), "*") => members.values().collect(),
                _ => value.get(&token).into_iter().collect(),
            })
            .collect();
    }
    found.extend(at.into_iter().filter_map(Value::as_str));
}

/// Which values some rule looks at.
#[derive(Default)]
struct Covered {
    /// Single values.
    leaves: BTreeSet<String>,
    /// Values with all that is in them.
    subtrees: BTreeSet<String>,
    /// Values that are the recorder's own judgement.
    judgements: BTreeSet<String>,
}

impl Covered {
    fn add(&mut self, pointer: &str, rule: &Rule) {
        let mut member = |name: Option<&String>| {
            if let Some(name) = name {
                self.leaves.insert(child(pointer, name));
            }
        };
        match rule {
            Rule::Country(rule) => [&rule.name, &rule.code]
                .into_iter()
                .for_each(|name| member(name.as_ref())),
            Rule::Person(rule) => [Some(&rule.name), rule.office.as_ref(), rule.side.as_ref()]
                .into_iter()
                .for_each(member),
            Rule::Quantity(rule) => quantity_members(rule)
                .into_iter()
                .for_each(|name| member(Some(&name))),
            Rule::Date(rule) => [&rule.text, &rule.edtf]
                .into_iter()
                .for_each(|name| member(name.as_ref())),
            Rule::Attribution(rule) => {
                [
                    Some(&rule.speaker),
                    Some(&rule.text),
                    rule.joint.as_ref(),
                    rule.quoted.as_ref(),
                ]
                .into_iter()
                .for_each(member);
            }
            Rule::Cue(rule) => member(rule.value.as_ref()),
            Rule::Source(rule) => [&rule.path, &rule.sha256, &rule.language]
                .into_iter()
                .for_each(|name| member(name.as_ref())),
            Rule::Evidence
            | Rule::Phrase(_)
            | Rule::Name(_)
            | Rule::Reference(_)
            | Rule::Judgement
            | Rule::Editorial => {}
        }
        self.leaves.insert(pointer.to_owned());
        match rule {
            Rule::Editorial => {
                self.subtrees.insert(pointer.to_owned());
            }
            Rule::Judgement => {
                self.judgements.insert(pointer.to_owned());
            }
            _ => {}
        }
    }

    /// What no rule looks at, and what is a judgement: one entry for each place in the schema.
    fn unchecked(&self, record: &Value) -> Vec<Undecided> {
        let mut found: BTreeMap<(String, &'static str), usize> = BTreeMap::new();
        let mut open = vec![(String::new(), record)];
        while let Some((pointer, value)) = open.pop() {
            if self.subtrees.contains(&pointer) {
                continue;
            }
            match value {
                Value::Object(members) => {
                    open.extend(members.iter().map(|(name, value)| (child(&pointer, name), value)));
                }
                Value::Array(items) => open.extend(
                    items
                        .iter()
                        .enumerate()
                        .map(|(index, value)| (child(&pointer, &index.to_string()), value)),
                ),
                _ if self.judgements.contains(&pointer) => {
                    *found
                        .entry((
                            pattern(&pointer),
                            "a judgement of whoever made the record, which no text decides",
                        ))
                        .or_default() += 1;
                }
                _ if !self.leaves.contains(&pointer) => {
                    *found
                        .entry((pattern(&pointer), "the schema gives no rule for it"))
                        .or_default() += 1;
                }
                _ => {}
            }
        }
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
}

fn quantity_members(rule: &QuantityRule) -> Vec<String> {
    let named = |member: &Option<Member>| match member {
        Some(Member::Named(name)) => Some(name.clone()),
        _ => None,
    };
    let members = [&rule.unit, &rule.kind, &rule.comparator, &rule.change, &rule.per].map(named);
    members
        .into_iter()
        .flatten()
        .chain(rule.value.clone())
        .chain(rule.upper.clone())
        .collect()
}

/// `pointer` with every index as `*`.
fn pattern(pointer: &str) -> String {
    pointer
        .split('/')
        .map(|token| {
            if !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit()) {
                "*"
            } else {
                token
            }
        })
        .collect::<Vec<_>>()
        .join("/")
}
