//! Any record and any schema.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rapporteur::schema::Schema;
use rapporteur::testing::hard_texts;
use serde_json::{Map, Value, json};

/// Keys of records and of schemas, and one that neither has.
const KEYS: &[&str] = &[
    "record",
    "source",
    "event",
    "parties",
    "participants",
    "figures",
    "outcomes",
    "statements",
    "dates",
    "evidence",
    "exact",
    "start",
    "end",
    "prefix",
    "name",
    "code",
    "kind",
    "value",
    "upper",
    "unit",
    "comparator",
    "when",
    "text",
    "edtf",
    "title",
    "status",
    "speaker",
    "act",
    "quoted",
    "joint",
    "x",
];

/// Any JSON value, of some depth.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "-?[0-9]{1,40}(\\.[0-9]{1,30})?(e[0-9]{1,3})?"
            .prop_map(|number| number.parse().map_or(Value::Null, Value::Number)),
        select(
            &[
                "NO",
                "USD",
                "percent",
                "2025-10-01",
                "summit-summary/1",
                "agreed",
                "state",
                "money"
            ][..]
        )
        .prop_map(Value::from),
        hard_texts().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((select(KEYS), inner), 0..6).prop_map(|fields| {
                let fields = fields.into_iter().map(|(key, value)| (key.to_owned(), value));
                Value::Object(fields.collect())
            }),
        ]
    })
}

/// What is done to a JSON document at one of its values.
#[derive(Clone, Debug)]
pub(crate) enum Damage {
    Remove,
    Replace(Value),
    /// What stands at another place.
    Copy(Index),
    /// The same so many times in a row, if it stands in a list.
    Double(usize),
    Key(&'static str),
}

pub(crate) fn damages() -> impl Strategy<Value = Vec<(Index, Damage)>> {
    let damage = prop_oneof![
        Just(Damage::Remove),
        any_json().prop_map(Damage::Replace),
        any::<Index>().prop_map(Damage::Copy),
        (1..20_usize).prop_map(Damage::Double),
        select(KEYS).prop_map(Damage::Key),
    ];
    vec((any::<Index>(), damage), 0..5)
}

/// JSON Pointers to all values of `value` but itself.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut inner = |key: String, value: &Value| {
        let pointer = format!("{at}/{key}");
        found.push(pointer.clone());
        pointers(value, &pointer, found);
    };
    match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, item)| inner(index.to_string(), item)),
        Value::Object(fields) => fields
            .iter()
            .for_each(|(key, field)| inner(key.replace('~', "~0").replace('/', "~1"), field)),
        _ => {}
    }
}

pub(crate) fn damaged(mut value: Value, damages: &[(Index, Damage)]) -> Value {
    for (at, damage) in damages {
        let mut places = Vec::new();
        pointers(&value, "", &mut places);
        let Some(place) = places.get(at.index(places.len().max(1))) else {
            return value;
        };
        match damage {
            Damage::Replace(new) => {
                if let Some(old) = value.pointer_mut(place) {
                    *old = new.clone();
                }
            }
            Damage::Copy(from) => {
                let copy = value.pointer(&places[from.index(places.len())]).cloned();
                if let (Some(old), Some(copy)) = (value.pointer_mut(place), copy) {
                    *old = copy;
                }
            }
            Damage::Remove | Damage::Double(_) | Damage::Key(_) => in_parent(&mut value, place, damage),
        }
    }
    value
}

fn in_parent(value: &mut Value, place: &str, damage: &Damage) {
    let Some((parent, key)) = place.rsplit_once('/') else {
        return;
    };
    let key = key.replace("~1", "/").replace("~0", "~");
    match (value.pointer_mut(parent), damage) {
        (Some(Value::Object(fields)), Damage::Remove) => drop(fields.shift_remove(&key)),
        (Some(Value::Object(fields)), Damage::Key(new)) => {
            if let Some(value) = fields.shift_remove(&key) {
                fields.insert((*new).to_owned(), value);
            }
        }
        (Some(Value::Array(items)), Damage::Remove) => {
            if let Ok(at) = key.parse::<usize>() {
                items.remove(at);
            }
        }
        (Some(Value::Array(items)), Damage::Double(times)) => {
            if let Some(item) = key.parse::<usize>().ok().and_then(|at| items.get(at)).cloned() {
                items.extend(std::iter::repeat_n(item, *times));
            }
        }
        _ => {}
    }
}

/// Rules of grounding, right ones and wrong ones, for members of any name.
fn rules() -> impl Strategy<Value = Value> {
    let member = || select(KEYS).prop_map(Value::from);
    let member_or_const = || {
        prop_oneof![
            member(),
            select(&["USD", "percent", "year"][..]).prop_map(|value| json!({ "const": value }))
        ]
    };
    prop_oneof![
        4 => select(&["evidence", "phrase", "name", "judgement", "editorial"][..]).prop_map(|rule| json!({"as": rule})),
        1 => (member(), member()).prop_map(|(name, code)| json!({"as": "country", "name": name, "code": code})),
        1 => Just(json!({"as": "country"})),
        1 => (member(), member(), member())
            .prop_map(|(name, office, side)| json!({"as": "person", "name": name, "office": office, "side": side})),
        2 => (member(), member_or_const(), member_or_const(), member())
            .prop_map(|(value, kind, unit, upper)| json!({"as": "quantity", "value": value, "kind": kind, "unit": unit, "upper": upper})),
        1 => (member(), member()).prop_map(|(text, edtf)| json!({"as": "date", "text": text, "edtf": edtf})),
        1 => Just(json!({"accounts_for": ["money", "person", "commitment"], "identity": ["name"]})),
        // The rules of the built-in schema, wherever they may stand.
        6 => select(built_in_rules()),
        1 => any_json(),
    ]
}

/// The annotations of the built-in schema.
fn built_in_rules() -> Vec<Value> {
    fn collect(value: &Value, found: &mut Vec<Value>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Object(fields) => {
                found.extend(fields.get("grounding").filter(|rule| rule.is_object()).cloned());
                fields.values().for_each(|field| collect(field, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(Schema::built_in().document(), &mut found);
    found
}

/// Schemas of records: objects and lists to some depth, any keywords, any rules of grounding.
pub(crate) fn any_schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!(true)),
        Just(json!({"type": "string"})),
        Just(json!({"type": ["string", "number", "null"], "minLength": 1})),
        Just(json!({"enum": ["agreed", "USD", 3, null]})),
        Just(json!({"pattern": "^(a+)+$", "maxLength": 20})),
        Just(json!({"format": "date"})),
        Just(json!({"$ref": "#"})),
        any_json(),
    ];
    let ruled = (leaf, proptest::option::weighted(0.7, rules())).prop_map(with_rule);
    let inner = ruled.prop_recursive(4, 32, 6, |inner| {
        let object = vec((select(KEYS), inner.clone()), 0..6).prop_map(|fields| {
            let fields = fields.into_iter().map(|(key, value)| (key.to_owned(), value));
            json!({"type": "object", "properties": Value::Object(fields.collect())})
        });
        let list = inner.clone().prop_map(|items| json!({"items": items}));
        let several = vec(inner, 1..3).prop_map(|parts| json!({"anyOf": parts}));
        let shape = prop_oneof![3 => object, 2 => list, 1 => several];
        (shape, proptest::option::weighted(0.5, rules())).prop_map(with_rule)
    });
    // By the dialect a wrong rule is refused; by the standard it is a keyword like any other.
    let dialect = select(
        &[
            "urn:rapporteur:dialect:1",
            "https://json-schema.org/draft/2020-12/schema",
        ][..],
    );
    (inner, dialect).prop_map(|(schema, dialect)| {
        let mut fields = match schema {
            Value::Object(fields) => fields,
            other => Map::from_iter([("not".to_owned(), other)]),
        };
        fields.insert("$schema".to_owned(), dialect.into());
        Value::Object(fields)
    })
}

fn with_rule((schema, rule): (Value, Option<Value>)) -> Value {
    match (schema, rule) {
        (Value::Object(mut fields), Some(rule)) => {
            fields.insert("grounding".to_owned(), rule);
            Value::Object(fields)
        }
        (schema, _) => schema,
    }
}
