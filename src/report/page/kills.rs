//! The kill matrix of `mutate`: which operators were caught at which fields, as bars and a table.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::seen;
use crate::mutate::{Cell, Operator};

/// Why there is no kill matrix.
#[derive(Debug, Error)]
#[error("it is no kill matrix, as `mutate --format json` writes it: {0}")]
pub struct KillsError(#[from] serde_json::Error);

/// A kill matrix, ready to be shown.
#[derive(Clone, Debug, Serialize)]
pub struct Kills {
    /// What the gate is called.
    gate: String,
    /// How many records were broken.
    records: u64,
    /// All operators at all fields.
    total: Share,
    /// Those that were tried anywhere, in the order of the catalogue.
    operators: Vec<Operators>,
    /// The fields in alphabetical order, each with a place for every operator.
    fields: Vec<Field>,
}

/// One operator at all fields.
#[derive(Clone, Debug, Serialize)]
struct Operators {
    name: &'static str,
    share: Share,
}

/// One field, by operator; none where the operator was not tried there.
#[derive(Clone, Debug, Serialize)]
struct Field {
    name: String,
    cells: Vec<Option<Share>>,
}

/// How many of the mutants were caught.
#[derive(Clone, Copy, Debug, Serialize)]
struct Share {
    caught: usize,
    mutants: usize,
    /// Controls that were wrongly refused, and how many were tried.
    refused: usize,
    controls: usize,
    /// Caught of all, in hundredths with one digit behind the point, rounded down, so that 100 is all
    /// of them; none without a mutant.
    hundredths: Option<f64>,
    /// The same in steps for a shade: 4 all, 3 at least 90, 2 at least 75, 1 at least 50, 0 fewer.
    step: u8,
}

/// What `mutate` writes, as far as it is shown.
#[derive(Deserialize)]
struct Written {
    gate: String,
    records: u64,
    matrix: Vec<Row>,
}

/// Counts that are not written count for nothing.
#[derive(Deserialize)]
struct Row {
    field: String,
    operator: Operator,
    caught: u32,
    missed: u32,
    #[serde(default)]
    controls: u32,
    #[serde(default)]
    refused: u32,
}

impl Kills {
    /// The matrix in the JSON that `mutate` writes.
    pub fn of_json(json: &str) -> Result<Self, KillsError> {
        let written: Written = serde_json::from_str(json)?;
        let mut cells: BTreeMap<(String, Operator), Cell> = BTreeMap::new();
        for row in &written.matrix {
            cells
                .entry((row.field.clone(), row.operator))
                .or_default()
                .add(row.cell());
        }
        let sum = |operator: Option<Operator>| {
            let mut sum = Cell::default();
            for ((_, own), cell) in &cells {
                if operator.is_none_or(|operator| operator == *own) {
                    sum.add(*cell);
                }
            }
            Share::of(sum)
        };
        let operators: BTreeSet<Operator> = cells.keys().map(|(_, operator)| *operator).collect();
        let names: BTreeSet<&str> = cells.keys().map(|(field, _)| field.as_str()).collect();
        let fields = names.into_iter().map(|name| Field {
            name: seen(name),
            cells: operators
                .iter()
                .map(|operator| {
                    cells
                        .get(&(name.to_owned(), *operator))
                        .map(|cell| Share::of(*cell))
                })
                .collect(),
        });
        Ok(Self {
            gate: seen(&written.gate),
            records: written.records,
            total: sum(None),
            fields: fields.collect(),
            operators: operators
                .iter()
                .map(|operator| Operators {
                    name: operator.name(),
                    share: sum(Some(*operator)),
                })
                .collect(),
        })
    }
}

impl Row {
    fn cell(&self) -> Cell {
        let count = |count| usize::try_from(count).unwrap_or(usize::MAX);
        Cell {
            caught: count(self.caught),
            missed: count(self.missed),
            controls: count(self.controls),
            refused: count(self.refused),
            ..Cell::default()
        }
    }
}

impl Share {
    fn of(cell: Cell) -> Self {
        let mutants = cell.mutants();
        Self {
            caught: cell.caught,
            mutants,
            refused: cell.refused,
            controls: cell.controls,
            // Without the small addition, 29 of 100 would be 28.9.
            hundredths: cell.score().map(|share| (share * 1000.0 + 1e-9).floor() / 10.0),
            step: match cell.score() {
                Some(share) if share < 0.5 => 0,
                Some(share) if share < 0.75 => 1,
                Some(share) if share < 0.9 => 2,
                Some(share) if share < 1.0 => 3,
                _ => 4,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Kills;

    fn row(field: &str, operator: &str, caught: u32, missed: u32) -> serde_json::Value {
        json!({"field": field, "operator": operator, "caught": caught, "missed": missed, "controls": 3, "refused": 1})
    }

    #[test]
    fn operators_and_fields_have_their_sums() {
        let rows = [
            row("/b", "digit", 2, 1),
            row("/b", "name-foreign", 5, 0),
            row("/a", "digit", 999, 1),
            row("/a", "digit", 0, 1),
        ];
        let kills = Kills::of_json(&json!({"gate": "g\u{202e}", "records": 2, "matrix": rows}).to_string());
        let kills = kills.expect("a matrix");
        assert_eq!(kills.gate, "g\\u{202e}");
        let operators: Vec<_> = kills
            .operators
            .iter()
            .map(|one| (one.name, one.share.caught, one.share.mutants, one.share.refused))
            .collect();
        assert_eq!(operators, [("digit", 1001, 1004, 3), ("name-foreign", 5, 5, 1)]);
        assert_eq!(
            (kills.total.caught, kills.total.mutants, kills.total.controls),
            (1006, 1009, 12)
        );
        let cells: Vec<_> = kills
            .fields
            .iter()
            .map(|field| {
                let cells = field.cells.iter();
                let cells = cells.map(|cell| cell.map(|share| (share.hundredths, share.step)));
                (field.name.as_str(), cells.collect::<Vec<_>>())
            })
            .collect();
        // Two missed of 1001 are no hundred.
        let a = vec![Some((Some(99.8), 3)), None];
        let b = vec![Some((Some(66.6), 1)), Some((Some(100.0), 4))];
        assert_eq!(cells, [("/a", a), ("/b", b)]);
    }

    #[test]
    fn what_is_no_matrix_is_refused() {
        for json in [
            "",
            "{}",
            "[1",
            r#"{"gate": "check", "records": 1}"#,
            r#"{"gate": "check", "records": 1, "matrix": [{"field": "/a", "operator": "guess", "caught": 1, "missed": 0}]}"#,
            r#"{"gate": "check", "records": 1, "matrix": [{"field": "/a", "operator": "digit", "caught": -1, "missed": 0}]}"#,
        ] {
            assert!(Kills::of_json(json).is_err(), "{json}");
        }
        let none = Kills::of_json(r#"{"gate": "check", "records": 0, "matrix": []}"#).expect("a matrix");
        assert_eq!(none.total.hundredths, None);
    }
}
