//! A value of a column to JSON.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, StructArray};
use arrow_schema::DataType;
use serde_json::{Map, Number, Value};

/// The members of one row; those that are missing are left out.
pub(super) fn object(rows: &StructArray, row: usize) -> Result<Map<String, Value>, String> {
    let mut object = Map::new();
    for (field, column) in rows.fields().iter().zip(rows.columns()) {
        match value(column, row).map_err(|reason| format!("the column `{}` {reason}", field.name()))? {
            Value::Null => {}
            value => {
                object.insert(field.name().clone(), value);
            }
        }
    }
    Ok(object)
}

/// The value in one row of a column, or why there is none in JSON.
fn value(column: &dyn Array, row: usize) -> Result<Value, String> {
    if column.is_null(row) {
        return Ok(Value::Null);
    }
    macro_rules! number {
        ($type:ty) => {
            column.as_primitive::<$type>().value(row).into()
        };
    }
    Ok(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).into(),
        DataType::Utf8View => column.as_string_view().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Float32 => number!(Float32Type),
        DataType::Float64 => number!(Float64Type),
        DataType::Decimal128(..) => decimal(&column.as_primitive::<Decimal128Type>().value_as_string(row)),
        DataType::List(_) => list(&column.as_list::<i32>().value(row))?,
        DataType::LargeList(_) => list(&column.as_list::<i64>().value(row))?,
        DataType::Struct(_) => Value::Object(object(column.as_struct(), row)?),
        other => {
            return Err(format!(
                "is of the type {other}, which has no counterpart in JSON"
            ));
        }
    })
}

fn list(items: &dyn Array) -> Result<Value, String> {
    let values = (0..items.len()).map(|row| value(items, row));
    values.collect::<Result<Vec<Value>, _>>().map(Value::Array)
}

/// A decimal without the zeros that only its column gives it.
fn decimal(text: &str) -> Value {
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    };
    text.parse::<Number>().map_or(Value::Null, Value::Number)
}
