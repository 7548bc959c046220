//! From faults to findings: the place, the words, what would mend it.

use std::collections::{HashMap, HashSet};

use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::{Map, Value as Json};

use super::faults::Fault;
use super::keys::Keys;
use super::messages::{self, Message};
use super::near::nearest;
use super::suggest;
use super::trail::Trail;
use super::{MAX_FINDINGS, Schema, place};
use crate::document::Span;
use crate::finding::{Edit, Finding, Fix, Related, Severity};
use crate::yaml::{File, NO_MORE, Node, Value, written};

/// Turns the faults of one document into findings.
pub(super) struct Diagnosis<'a> {
    pub(super) schema: &'a Schema,
    pub(super) file: &'a File,
    pub(super) root: &'a Node,
    pub(super) findings: Vec<Finding>,
    pub(super) keys: Keys,
}

impl<'a> Diagnosis<'a> {
    pub(super) fn of(schema: &'a Schema, file: &'a File, root: &'a Node) -> Self {
        Self {
            schema,
            file,
            root,
            findings: Vec::new(),
            keys: Keys::default(),
        }
    }

    /// The one finding of a document that asks for too much work.
    pub(super) fn too_much(self) -> Finding {
        let message = messages::too_much(self.schema.name());
        let span = self.file.first_line(self.root.span);
        self.finding("", span, message, Vec::new())
    }

    /// The findings, in the order of the file, each once.
    pub(super) fn findings(mut self, faults: &[Fault<'_>]) -> Vec<Finding> {
        let is_key = |fault: &&Fault<'_>| {
            matches!(
                fault.error.kind(),
                Kind::AdditionalProperties { .. } | Kind::UnevaluatedProperties { .. }
            )
        };
        self.look_at_keys(faults);
        // A key that is only misspelt is not missing: so unknown keys come first.
        for fault in faults.iter().filter(is_key) {
            self.unknown_keys(fault, faults.len() > 1);
        }
        for fault in faults.iter().filter(|fault| !is_key(fault)) {
            self.fault(fault);
        }
        self.leave_rivals();
        let is_full = self.is_full();
        let mut findings = self.findings;
        findings.sort_by_key(|finding| (finding.record.start.offset, finding.record.end.offset));
        // What an alias repeats is told once, by whichever name the value has there.
        let mut seen = HashSet::new();
        findings.retain(|finding| {
            let start = finding.record.start.offset;
            let message = finding.message.replace(&messages::name_of(&finding.pointer), "");
            seen.insert((start, finding.code, message))
        });
        if let Some(last) = findings.last_mut().filter(|_| is_full) {
            last.help = Some(NO_MORE.to_string());
        }
        findings
    }

    fn fault(&mut self, fault: &Fault<'_>) {
        let pointer = fault.pointer();
        let Some(node) = self.root.at(pointer) else { return };
        let trail = Trail::of(&self.schema.sources, fault.error.evaluation_path().as_str());
        let span = place::of_fault(fault, self.file, self.root);
        let shown = messages::quoted(node, node.span.of(&self.file.text));
        let message = match fault.error.kind() {
            Kind::Required { property } => {
                let Some(message) = self.missing_key(property, pointer, node, &trail) else {
                    return;
                };
                message
            }
            Kind::FalseSchema => messages::unwanted_key(&messages::name_of(pointer)),
            Kind::Enum { .. } | Kind::Constant { .. } => self.unknown_value(fault, node, &trail, &shown),
            Kind::Type { .. } if node.span.is_empty() && pointer.is_empty() => messages::empty_document(),
            Kind::Type { .. } if self.is_colon_in_text(pointer, node, &trail) => {
                return self.colon_in_text(pointer, node);
            }
            Kind::Type { .. } => {
                let message = suggest::wrong_type(fault, node, &trail, span, &self.file.text);
                match self.keys.below(pointer) {
                    Some(help) => message.help(Some(help)),
                    None => message,
                }
            }
            Kind::Pattern { .. } | Kind::Format { .. } => suggest::wrong_form(pointer, node, &trail, &shown),
            Kind::MinLength { limit } => match node.as_str() {
                Some(text) if text.trim().is_empty() => {
                    messages::blank(pointer).help(suggest::what_belongs(&trail))
                }
                text => messages::too_few(
                    pointer,
                    *limit,
                    text.map_or(0, |text| text.chars().count()),
                    "character",
                ),
            },
            Kind::MaxLength { limit } => {
                let count = node.as_str().map_or(0, |text| text.chars().count());
                messages::too_many(pointer, *limit, count, "character")
            }
            Kind::MinItems { limit } => {
                messages::too_few(pointer, *limit, count(node), "item").help(suggest::what_belongs(&trail))
            }
            Kind::MaxItems { limit } => messages::too_many(pointer, *limit, count(node), "item"),
            Kind::AdditionalItems { limit } => {
                messages::too_many(pointer, *limit as u64, count(node), "item")
            }
            Kind::MinProperties { limit } => messages::too_few(pointer, *limit, count(node), "key"),
            Kind::MaxProperties { limit } => messages::too_many(pointer, *limit, count(node), "key"),
            Kind::Contains => messages::no_such_item(pointer),
            Kind::Minimum { limit } => messages::out_of_range(pointer, "at least", limit, &shown),
            Kind::Maximum { limit } => messages::out_of_range(pointer, "at most", limit, &shown),
            Kind::ExclusiveMinimum { limit } => messages::out_of_range(pointer, "more than", limit, &shown),
            Kind::ExclusiveMaximum { limit } => messages::out_of_range(pointer, "less than", limit, &shown),
            Kind::MultipleOf { multiple_of } => {
                messages::out_of_range(pointer, "a multiple of", multiple_of, &shown)
            }
            Kind::OneOfMultipleValid { .. } => messages::several_forms(pointer),
            Kind::Not { .. } => messages::ruled_out(pointer),
            Kind::UniqueItems => return self.repeated_items(pointer, node),
            Kind::PropertyNames { error } => return self.key_form(pointer, error.instance()),
            Kind::BacktrackLimitExceeded { .. } => messages::pattern_too_slow(pointer),
            _ => messages::other(&fault.error.to_string()),
        };
        let related = self.conditions(pointer, &trail);
        self.report(pointer, span, message, related);
    }

    fn unknown_value(&self, fault: &Fault<'_>, node: &Node, trail: &Trail<'_>, shown: &str) -> Message {
        let mut options: Vec<&Json> = Vec::new();
        for error in fault.all() {
            match error.kind() {
                Kind::Enum { options: several } => options.extend(several.as_array().into_iter().flatten()),
                Kind::Constant { expected_value } => options.push(expected_value),
                _ => {}
            }
        }
        let mut words: Vec<String> = Vec::new();
        for option in &options {
            let word = messages::plain(option);
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let one = match words.as_slice() {
            [one] => Some(format!("`{one}`")),
            _ => None,
        };
        let message = messages::unknown_value(fault.pointer(), shown, one.as_deref());
        let Some(text) = node.as_str() else {
            return message.help(messages::known_values(words.iter().map(String::as_str)));
        };
        let texts = options.iter().filter_map(|option| option.as_str());
        let bare = text.trim_matches(QUOTES);
        if bare != text
            && let Some(word) = texts.clone().find(|word| *word == bare)
        {
            let fix = self.exchange(node, word, false);
            return message.help(Some(messages::did_you_mean(word))).fix(fix);
        }
        if let Some(near) = nearest(text, texts) {
            let fix = self.exchange(node, near.word, near.one_slip);
            return message.help(Some(messages::did_you_mean(near.word))).fix(fix);
        }
        if let Some(key) = self.key_of_value(text, trail) {
            return message.help(Some(messages::value_of_other_key(text, key)));
        }
        if one.is_some() {
            return message;
        }
        message.help(messages::known_values(words.iter().map(String::as_str)))
    }

    /// The key beside the value's own under which `text` might stand.
    fn key_of_value<'s>(&'s self, text: &str, trail: &Trail<'s>) -> Option<&'s str> {
        let siblings: &Map<String, Json> = trail.siblings()?;
        let holds = |subschema: &Json| {
            let choices = self.schema.sources.choices_of(subschema);
            choices.iter().any(|choice| choice.as_str() == Some(text))
        };
        let (key, _) = siblings.iter().find(|(_, subschema)| holds(subschema))?;
        Some(key)
    }

    fn repeated_items(&mut self, pointer: &str, node: &Node) {
        let Value::Sequence(items) = &node.value else {
            return;
        };
        let mut first: HashMap<String, Span> = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            let earlier = first.insert(item.canonical(), item.span);
            if let Some(earlier) = earlier {
                let at = format!("{pointer}/{index}");
                let related = vec![Related {
                    message: messages::FIRST_ITEM.to_string(),
                    place: self.file.place(earlier),
                }];
                self.report(&at, item.span, messages::repeated_item(&at), related);
            }
        }
    }

    /// What stands in the file that makes the schema ask for it.
    fn conditions(&self, pointer: &str, trail: &Trail<'_>) -> Vec<Related> {
        let mut related = Vec::new();
        for (condition, down) in trail.conditions() {
            let Some(mapping) = up(pointer, down).and_then(|pointer| self.root.at(pointer)?.as_mapping())
            else {
                continue;
            };
            let required = condition.get("required").and_then(Json::as_array);
            let properties = condition.get("properties").and_then(Json::as_object);
            let mut keys: Vec<&str> = required.into_iter().flatten().filter_map(Json::as_str).collect();
            keys.extend(properties.into_iter().flatten().map(|(key, _)| key.as_str()));
            keys.dedup();
            for entry in keys.iter().filter_map(|key| mapping.get(key)) {
                let span = entry.key.span.join(entry.value.span);
                let what =
                    messages::condition(&format!("`{}`", crate::yaml::shown(span.of(&self.file.text))));
                if related.iter().all(|known: &Related| known.message != what) {
                    related.push(Related {
                        message: what,
                        place: self.file.place(span),
                    });
                }
            }
        }
        related
    }

    /// A value written otherwise.
    fn exchange(&self, node: &Node, word: &str, safe: bool) -> Option<Fix> {
        let source = node.span.of(&self.file.text);
        self.rewrite(source, node.as_str()?, node.span, word, safe)
    }

    pub(super) fn rewrite(
        &self,
        source: &str,
        text: &str,
        span: Span,
        word: &str,
        safe: bool,
    ) -> Option<Fix> {
        let quoted = source.starts_with(['"', '\'']);
        let is_written = if quoted {
            source.get(1..source.len().saturating_sub(1)) == Some(text)
        } else {
            source == text
        };
        is_written.then(|| {
            let message = messages::write(text, word);
            let quoted = quoted || self.file.is_json();
            messages::replace(message, safe, span.start, span.end, written(word, quoted))
        })
    }

    pub(super) fn report(&mut self, pointer: &str, span: Span, message: Message, related: Vec<Related>) {
        if !self.is_full() {
            let finding = self.finding(pointer, span, message, related);
            self.findings.push(finding);
        }
    }

    /// True where no further finding is taken: a document may break its schema at every byte.
    pub(super) fn is_full(&self) -> bool {
        self.findings.len() >= MAX_FINDINGS
    }

    fn finding(&self, pointer: &str, span: Span, message: Message, related: Vec<Related>) -> Finding {
        let mut fix = message.fix;
        if let Some(fix) = &mut fix {
            // Aliases take their value from an anchor; they are not changed unseen.
            let is_shared = |edit: &Edit| self.file.is_shared(Span::new(edit.start, edit.end));
            fix.safe &= !fix.edits.iter().any(is_shared);
        }
        Finding {
            code: message.code,
            severity: Severity::Error,
            message: message.text,
            pointer: pointer.to_string(),
            record: self.file.place(span),
            source: None,
            related,
            help: message.help,
            fix,
        }
    }
}

/// Quotation marks of print, which are letters of the value in YAML.
const QUOTES: [char; 7] = [
    '\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}',
];

/// How many items or keys a collection has.
fn count(node: &Node) -> usize {
    match &node.value {
        Value::Sequence(items) => items.len(),
        Value::Mapping(mapping) => mapping.entries().len(),
        _ => 0,
    }
}

/// `pointer` without its last `levels` tokens.
fn up(pointer: &str, levels: usize) -> Option<&str> {
    (0..levels).try_fold(pointer, |pointer, _| {
        pointer.rsplit_once('/').map(|(parent, _)| parent)
    })
}
