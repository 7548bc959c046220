//! What columns hold: types of Arrow, derived from a JSON Schema.

use arrow_schema::{DataType, Field, Fields};
use rust_decimal::Decimal;
use serde_json::{Number, Value};

/// What a column holds. Any value of it may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text.
    Text,
    /// Whatever no other shape holds, as text in JSON.
    Json,
    /// A whole number of 64 bits.
    Integer,
    /// A decimal of 38 digits, ten of them behind the point: never binary floating point.
    Number,
    /// True or false.
    Truth,
    /// Any number of the same shape.
    List(Box<Self>),
    /// Named members, at least one.
    Object(Vec<(String, Self)>),
}

/// Digits of a number, and how many of them stand behind the point.
pub(super) const PRECISION: u8 = 38;
pub(super) const SCALE: i8 = 10;
const BEHIND: u32 = SCALE.unsigned_abs() as u32;

/// So deep columns are nested, and so many there are; what lies beyond is text in JSON.
const DEEPEST: usize = 24;
const MOST: usize = 5_000;

impl Shape {
    /// The shape of what fits `schema`, a JSON Schema.
    ///
    /// A schema without one type, an object that may have members without a name in the schema, and
    /// what contains itself have no shape in columns and are text in JSON. References lead only inside
    /// the schema.
    ///
    /// ```
    /// use rapporteur::corpus::parquet::Shape;
    /// use serde_json::json;
    /// let day = json!({"type": "object", "additionalProperties": false, "properties": {
    ///     "edtf": {"type": "string"}, "what": {"type": ["string", "object"]}}});
    /// let shape = Shape::of(&json!({"type": "array", "items": day}));
    /// let members = vec![("edtf".to_owned(), Shape::Text), ("what".to_owned(), Shape::Json)];
    /// assert_eq!(shape, Shape::List(Box::new(Shape::Object(members))));
    /// ```
    pub fn of(schema: &Value) -> Self {
        let mut reader = Reader {
            root: schema,
            left: MOST,
        };
        reader.shape(&[schema], &[], 0)
    }

    /// Whether `value` can be written without a loss; if not, where and why. `at` is where it stands.
    pub fn fits(&self, value: &Value, at: &str) -> Result<(), String> {
        let is_held = match (self, value) {
            (_, Value::Null)
            | (Self::Json, _)
            | (Self::Text, Value::String(_))
            | (Self::Truth, Value::Bool(_)) => true,
            (Self::Integer, Value::Number(number)) => number.is_i64(),
            (Self::Number, Value::Number(number)) => scaled(number).is_some(),
            (Self::List(item), Value::Array(list)) => {
                for (index, value) in list.iter().enumerate() {
                    item.fits(value, &format!("{at}/{index}"))?;
                }
                true
            }
            (Self::Object(members), Value::Object(object)) => {
                for (name, value) in object {
                    let at = format!("{at}/{name}");
                    match members.iter().find(|(known, _)| known == name) {
                        Some((_, shape)) => shape.fits(value, &at)?,
                        None => return Err(format!("{at} has no column")),
                    }
                }
                true
            }
            _ => false,
        };
        if is_held {
            Ok(())
        } else {
            Err(format!("{at} cannot be written to a column of {}", self.noun()))
        }
    }

    fn noun(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "JSON",
            Self::Integer => "whole numbers of 64 bits",
            Self::Number => "numbers with 28 digits before the point and ten behind it",
            Self::Truth => "truth values",
            Self::List(_) => "lists",
            Self::Object(_) => "objects",
        }
    }

    /// The type of a column of this shape.
    pub(super) fn data_type(&self) -> DataType {
        match self {
            Self::Text | Self::Json => DataType::Utf8,
            Self::Integer => DataType::Int64,
            Self::Number => DataType::Decimal128(PRECISION, SCALE),
            Self::Truth => DataType::Boolean,
            Self::List(item) => DataType::new_list(item.data_type(), true),
            Self::Object(members) => DataType::Struct(fields(members)),
        }
    }
}

/// The fields of an object.
pub(super) fn fields(members: &[(String, Shape)]) -> Fields {
    members
        .iter()
        .map(|(name, shape)| Field::new(name, shape.data_type(), true))
        .collect()
}

/// A number as it stands in a column: times ten to the power of `SCALE`; none where digits would be lost.
pub(super) fn scaled(number: &Number) -> Option<i128> {
    let text = number.to_string();
    let number = Decimal::from_str_exact(&text).or_else(|_| Decimal::from_scientific(&text));
    // A number in JSON may have more digits than a decimal holds, and is rounded then.
    let number = number
        .ok()
        .filter(|number| digits(&number.to_string()) == digits(&text))?;
    let number = number.normalize();
    let factor = 10_i128.checked_pow(BEHIND.checked_sub(number.scale())?)?;
    let scaled = number.mantissa().checked_mul(factor)?;
    (scaled.unsigned_abs() < 10_u128.pow(u32::from(PRECISION))).then_some(scaled)
}

/// The digits that count, without zeros at either end.
fn digits(text: &str) -> String {
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

/// Reads a schema.
struct Reader<'s> {
    root: &'s Value,
    /// So many columns may still be made.
    left: usize,
}

impl<'s> Reader<'s> {
    /// The shape of what fits all of `nodes`; `above` are the references that led here.
    fn shape(&mut self, nodes: &[&'s Value], above: &[&'s str], depth: usize) -> Shape {
        if depth > DEEPEST || self.left == 0 {
            return Shape::Json;
        }
        self.left -= 1;
        let (mut views, mut above) = (Vec::new(), above.to_vec());
        if !nodes.iter().all(|node| self.gather(node, &mut above, &mut views)) {
            return Shape::Json;
        }
        match kind(&views) {
            Some("string") => Shape::Text,
            Some("integer") => Shape::Integer,
            Some("number") => Shape::Number,
            Some("boolean") => Shape::Truth,
            Some("array") => {
                let items: Vec<&Value> = views.iter().filter_map(|view| view.get("items")).collect();
                let is_tuple = views.iter().any(|view| view.get("prefixItems").is_some());
                if items.is_empty() || is_tuple {
                    return Shape::Json;
                }
                Shape::List(Box::new(self.shape(&items, &above, depth + 1)))
            }
            Some("object") if is_closed(&views) => self.object(&views, &above, depth),
            _ => Shape::Json,
        }
    }

    fn object(&mut self, views: &[&'s Value], above: &[&'s str], depth: usize) -> Shape {
        let properties = || {
            views
                .iter()
                .filter_map(|view| view.get("properties")?.as_object())
        };
        let mut members: Vec<(String, Shape)> = Vec::new();
        for name in properties().flat_map(|properties| properties.keys()) {
            if members.iter().any(|(known, _)| known == name) {
                continue;
            }
            let nodes: Vec<&Value> = properties()
                .filter_map(|properties| properties.get(name))
                .collect();
            members.push((name.clone(), self.shape(&nodes, above, depth + 1)));
        }
        // Parquet has no object without members.
        if members.is_empty() {
            Shape::Json
        } else {
            Shape::Object(members)
        }
    }

    /// Adds `node`, what it refers to, and the parts that it is made of; false where it leads in a circle
    /// or nowhere.
    fn gather(&self, node: &'s Value, above: &mut Vec<&'s str>, views: &mut Vec<&'s Value>) -> bool {
        if views.len() > DEEPEST {
            return false;
        }
        views.push(node);
        if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            let target = reference
                .strip_prefix('#')
                .and_then(|pointer| self.root.pointer(pointer));
            let Some(target) = target.filter(|_| !above.contains(&reference)) else {
                return false;
            };
            above.push(reference);
            if !self.gather(target, above, views) {
                return false;
            }
        }
        let parts = node.get("allOf").and_then(Value::as_array);
        parts
            .into_iter()
            .flatten()
            .all(|part| self.gather(part, above, views))
    }
}

/// The one type that all values have that are no null; none where there are several.
fn kind<'s>(views: &[&'s Value]) -> Option<&'s str> {
    if let Some(told) = views.iter().find_map(|view| view.get("type")) {
        return match told {
            Value::String(name) => Some(name),
            Value::Array(names) => {
                let mut names = names
                    .iter()
                    .filter_map(Value::as_str)
                    .filter(|name| *name != "null");
                names.next().filter(|_| names.next().is_none())
            }
            _ => None,
        };
    }
    let values = views.iter().find_map(|view| view.get("enum")?.as_array());
    let constant = views.iter().find_map(|view| view.get("const"));
    match (values, constant) {
        (Some(values), _) if values.iter().all(Value::is_string) => Some("string"),
        (None, Some(Value::String(_))) => Some("string"),
        _ => None,
    }
}

/// True where no member can be there that has no name in the schema.
fn is_closed(views: &[&Value]) -> bool {
    let is_false = |key: &str| {
        views
            .iter()
            .any(|view| view.get(key) == Some(&Value::Bool(false)))
    };
    let is_open = views.iter().any(|view| view.get("patternProperties").is_some());
    (is_false("additionalProperties") || is_false("unevaluatedProperties")) && !is_open
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Shape, scaled};
    use crate::schema::Schema;

    fn closed(properties: &Value) -> Value {
        json!({"type": "object", "additionalProperties": false, "properties": properties})
    }

    #[test]
    fn what_has_one_type_is_a_column() {
        for (schema, shape) in [
            (json!({"type": "string"}), Shape::Text),
            (json!({"enum": ["a", "b"]}), Shape::Text),
            (json!({"const": "a"}), Shape::Text),
            (json!({"enum": ["a", 1]}), Shape::Json),
            (json!({"type": ["null", "integer"]}), Shape::Integer),
            (json!({"type": ["string", "integer"]}), Shape::Json),
            (json!({"type": "number"}), Shape::Number),
            (json!({"type": "boolean"}), Shape::Truth),
            (json!({"type": "array"}), Shape::Json),
            (
                json!({"type": "array", "items": {"type": "string"}}),
                Shape::List(Box::new(Shape::Text)),
            ),
            (
                json!({"type": "array", "items": {"type": "string"}, "prefixItems": []}),
                Shape::Json,
            ),
            (
                json!({"type": "object", "properties": {"a": {"type": "string"}}}),
                Shape::Json,
            ),
            (closed(&json!({})), Shape::Json),
            (
                closed(&json!({"a": true})),
                Shape::Object(vec![("a".to_owned(), Shape::Json)]),
            ),
            (json!(true), Shape::Json),
            (json!({"$ref": "https://example.org/other"}), Shape::Json),
            (
                json!({"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"type": "string"}]}}}),
                Shape::Text,
            ),
        ] {
            assert_eq!(Shape::of(&schema), shape, "{schema}");
        }
    }

    #[test]
    fn what_contains_itself_is_json_and_ends() {
        let mut schema = closed(&json!({"next": {"$ref": "#"}, "name": {"type": "string"}}));
        let Shape::Object(members) = Shape::of(&schema) else {
            panic!("an object")
        };
        assert_eq!(members[1], ("name".to_owned(), Shape::Text));
        let Shape::Object(inner) = &members[0].1 else {
            panic!("an object")
        };
        assert_eq!(inner[0], ("next".to_owned(), Shape::Json));
        // Each definition has the next twice: as many columns as there are paths.
        for at in 0..40 {
            let next = json!({"$ref": format!("#/$defs/d{}", at + 1)});
            schema["$defs"][format!("d{at}")] = closed(&json!({"a": next, "b": next}));
        }
        schema["$defs"]["d40"] = json!({"type": "string"});
        schema["properties"]["name"] = json!({"$ref": "#/$defs/d0"});
        assert!(matches!(Shape::of(&schema), Shape::Object(_)));
    }

    #[test]
    fn the_built_in_record_is_columns_but_for_evidence() {
        let Shape::Object(members) = Shape::of(Schema::built_in().document()) else {
            panic!("an object")
        };
        let member = |members: &[(String, Shape)], name: &str| {
            members
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, shape)| shape.clone())
        };
        assert_eq!(member(&members, "record"), Some(Shape::Text));
        let Some(Shape::List(figure)) = member(&members, "figures") else {
            panic!("a list: {members:?}")
        };
        let Shape::Object(figure) = *figure else {
            panic!("an object: {figure:?}")
        };
        assert_eq!(member(&figure, "value"), Some(Shape::Number));
        assert_eq!(member(&figure, "unit"), Some(Shape::Text));
        assert_eq!(member(&figure, "evidence"), Some(Shape::Json));
    }

    #[test]
    fn numbers_keep_their_digits_or_do_not_fit() {
        let of = |text: &str| scaled(&text.parse().expect("a number"));
        assert_eq!(of("12"), Some(120_000_000_000));
        assert_eq!(of("-0.5"), Some(-5_000_000_000));
        assert_eq!(of("1.5e3"), Some(15_000_000_000_000));
        assert_eq!(of("0.0000000001"), Some(1));
        assert_eq!(of("2.500"), of("2.5"));
        assert_eq!(of("0"), Some(0));
        for lossy in [
            "0.00000000001",
            "1e40",
            "123456789012345678901234567890",
            "0.12345678901",
        ] {
            assert_eq!(of(lossy), None, "{lossy}");
        }
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_place() {
        let shape = Shape::of(&closed(
            &json!({"a": {"type": "array", "items": {"type": "number"}}}),
        ));
        assert_eq!(shape.fits(&json!({"a": [1, null, 2.5]}), ""), Ok(()));
        assert_eq!(
            shape.fits(&json!({"b": 1}), ""),
            Err("/b has no column".to_owned())
        );
        let reason = shape
            .fits(&json!({"a": [1, "2"]}), "/record")
            .expect_err("a reason");
        assert!(reason.starts_with("/record/a/1 cannot be written"), "{reason}");
    }
}
