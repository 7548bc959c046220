//! Values of JSON to a column.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Decimal128Array, Int64Array, ListArray, StringArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, Field};
use serde_json::{Map, Value};

use super::shape::{PRECISION, SCALE, Shape, fields, scaled};

/// The column of these values. What does not fit `shape` is missing in it; see [`Shape::fits`].
pub(super) fn column(shape: &Shape, values: &[Option<&Value>]) -> Result<ArrayRef, ArrowError> {
    let values = || values.iter().map(|value| value.filter(|value| !value.is_null()));
    Ok(match shape {
        Shape::Text => Arc::new(values().map(|value| value?.as_str()).collect::<StringArray>()),
        Shape::Json => {
            let texts = values().map(|value| Some(value?.to_string()));
            Arc::new(texts.collect::<StringArray>())
        }
        Shape::Integer => Arc::new(values().map(|value| value?.as_i64()).collect::<Int64Array>()),
        Shape::Number => {
            let numbers = values().map(|value| scaled(value?.as_number()?));
            let numbers: Decimal128Array = numbers.collect();
            Arc::new(numbers.with_precision_and_scale(PRECISION, SCALE)?)
        }
        Shape::Truth => Arc::new(values().map(|value| value?.as_bool()).collect::<BooleanArray>()),
        Shape::List(item) => {
            let lists: Vec<Option<&Vec<Value>>> = values().map(|value| value?.as_array()).collect();
            let inner = lists.iter().flatten().flat_map(|list| list.iter().map(Some));
            let inner: Vec<Option<&Value>> = inner.collect();
            Arc::new(ListArray::try_new(
                Arc::new(Field::new_list_field(item.data_type(), true)),
                OffsetBuffer::from_lengths(lists.iter().map(|list| list.map_or(0, Vec::len))),
                column(item, &inner)?,
                Some(there(&lists)),
            )?)
        }
        Shape::Object(members) => {
            let objects: Vec<Option<&Map<String, Value>>> =
                values().map(|value| value?.as_object()).collect();
            let columns = members.iter().map(|(name, shape)| {
                let inner = objects
                    .iter()
                    .map(|object| object.and_then(|object| object.get(name)));
                column(shape, &inner.collect::<Vec<_>>())
            });
            Arc::new(StructArray::try_new(
                fields(members),
                columns.collect::<Result<_, _>>()?,
                Some(there(&objects)),
            )?)
        }
    })
}

/// Which of them are there.
fn there<T>(values: &[Option<T>]) -> NullBuffer {
    values.iter().map(Option::is_some).collect()
}
