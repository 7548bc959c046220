//! Values of JSON to a column.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Decimal128Array, Int64Array, ListArray, StringArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, Field};
use serde_json::Value;

use super::shape::{PRECISION, SCALE, Shape, fields, scaled};

/// The column of these values. What does not fit `shape` is missing in it; see [`Shape::fits`].
pub(super) fn column(shape: &Shape, values: &[Option<&Value>]) -> Result<ArrayRef, ArrowError> {
    let values = || values.iter().map(|value| value.filter(|value| !value.is_null()));
    Ok(match shape {
        Shape::Text => Arc::new(StringArray::from_iter(values().map(|value| value?.as_str()))),
        Shape::Json => Arc::new(StringArray::from_iter(
            values().map(|value| Some(value?.to_string())),
        )),
        Shape::Integer => Arc::new(Int64Array::from_iter(values().map(|value| value?.as_i64()))),
        Shape::Number => {
            let numbers = values().map(|value| scaled(value?.as_number()?));
            Arc::new(Decimal128Array::from_iter(numbers).with_precision_and_scale(PRECISION, SCALE)?)
        }
        Shape::Truth => Arc::new(BooleanArray::from_iter(values().map(|value| value?.as_bool()))),
        Shape::List(item) => {
            let lists: Vec<Option<&Vec<Value>>> = values().map(|value| value?.as_array()).collect();
            let inner: Vec<Option<&Value>> = lists
                .iter()
                .flatten()
                .flat_map(|list| list.iter().map(Some))
                .collect();
            Arc::new(ListArray::try_new(
                Arc::new(Field::new_list_field(item.data_type(), true)),
                OffsetBuffer::from_lengths(lists.iter().map(|list| list.map_or(0, Vec::len))),
                column(item, &inner)?,
                Some(NullBuffer::from_iter(lists.iter().map(Option::is_some))),
            )?)
        }
        Shape::Object(members) => {
            let objects: Vec<_> = values().map(|value| value?.as_object()).collect();
            let columns = members.iter().map(|(name, shape)| {
                let inner: Vec<Option<&Value>> =
                    objects.iter().map(|object| object.as_ref()?.get(name)).collect();
                column(shape, &inner)
            });
            Arc::new(StructArray::try_new(
                fields(members),
                columns.collect::<Result<_, _>>()?,
                Some(NullBuffer::from_iter(objects.iter().map(Option::is_some))),
            )?)
        }
    })
}
