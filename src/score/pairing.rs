//! Which objects of two lists belong together: one to one, by best total agreement.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// The pairs `(row, column)` that make the total of `weight` as large as it can be, each row and
/// each column in one pair at most, ordered by row. A pair with the weight 0 is no pair.
///
/// Rows and columns that share no pair, directly or through others, are assigned apart, so that
/// the cost (the cube of a list's length at worst) is that of the largest tangle and not that of
/// the list.
pub(super) fn best_pairs(
    rows: usize,
    columns: usize,
    weight: impl Fn(usize, usize) -> i64,
) -> Vec<(usize, usize)> {
    let weights: Vec<Vec<(usize, i64)>> = (0..rows)
        .map(|row| {
            (0..columns)
                .map(|column| (column, weight(row, column)))
                .filter(|&(_, weight)| weight > 0)
                .collect()
        })
        .collect();
    let mut pairs: Vec<(usize, usize)> = tangles(&weights, columns)
        .into_iter()
        .flat_map(|tangle| assign(&tangle, &weights))
        .collect();
    pairs.sort_unstable();
    pairs
}

/// Rows and columns that hang together.
#[derive(Default)]
struct Tangle {
    rows: Vec<usize>,
    columns: Vec<usize>,
}

fn tangles(weights: &[Vec<(usize, i64)>], columns: usize) -> Vec<Tangle> {
    let mut by_column: Vec<Vec<usize>> = vec![Vec::new(); columns];
    for (row, entries) in weights.iter().enumerate() {
        for &(column, _) in entries {
            if let Some(rows) = by_column.get_mut(column) {
                rows.push(row);
            }
        }
    }
    let mut row_seen = vec![false; weights.len()];
    let mut column_seen = vec![false; columns];
    let mut found = Vec::new();
    for first in 0..weights.len() {
        let mut tangle = Tangle::default();
        let mut waiting = vec![first];
        while let Some(row) = waiting.pop() {
            if std::mem::replace(&mut row_seen[row], true) {
                continue;
            }
            tangle.rows.push(row);
            for &(column, _) in &weights[row] {
                if !std::mem::replace(&mut column_seen[column], true) {
                    tangle.columns.push(column);
                    waiting.extend(&by_column[column]);
                }
            }
        }
        if !tangle.columns.is_empty() {
            tangle.rows.sort_unstable();
            tangle.columns.sort_unstable();
            found.push(tangle);
        }
    }
    found
}

fn assign(tangle: &Tangle, weights: &[Vec<(usize, i64)>]) -> Vec<(usize, usize)> {
    let (rows, columns) = (tangle.rows.len(), tangle.columns.len());
    // The algorithm wants no more rows than columns: columns of weight 0 stand for `no pair`.
    let mut matrix = Matrix::new(rows, columns.max(rows), 0_i64);
    for (at, &row) in tangle.rows.iter().enumerate() {
        for &(column, weight) in &weights[row] {
            if let Ok(place) = tangle.columns.binary_search(&column) {
                matrix[(at, place)] = weight;
            }
        }
    }
    let (_, assigned) = kuhn_munkres(&matrix);
    let pairs = assigned.into_iter().enumerate();
    pairs
        .filter(|&place| matrix[place] > 0)
        .map(|(row, column)| (tangle.rows[row], tangle.columns[column]))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::best_pairs;

    fn pairs(weights: &[&[i64]]) -> Vec<(usize, usize)> {
        let columns = weights.first().map_or(0, |row| row.len());
        best_pairs(weights.len(), columns, |row, column| weights[row][column])
    }

    #[test]
    fn the_best_total_is_taken_and_not_the_first_or_the_best_pair() {
        // Greedy takes 9 and is left with 1: 10 in all. The best total is 8 + 8.
        assert_eq!(pairs(&[&[9, 8], &[8, 1]]), [(0, 1), (1, 0)]);
        // First come, first served would give row 0 the only column that row 1 could have.
        assert_eq!(pairs(&[&[5, 5], &[5, 0]]), [(0, 1), (1, 0)]);
    }

    #[test]
    fn what_has_no_weight_is_no_pair() {
        assert_eq!(pairs(&[&[0, 0], &[0, 3]]), [(1, 1)]);
        assert_eq!(pairs(&[]), []);
        assert_eq!(pairs(&[&[], &[]]), []);
        assert_eq!(pairs(&[&[1], &[4], &[2]]), [(1, 0)]);
        assert_eq!(pairs(&[&[1, 4, 2]]), [(0, 1)]);
    }

    /// The largest total, by trying every assignment.
    fn best_total(weights: &[Vec<i64>], row: usize, used: &mut Vec<bool>) -> i64 {
        let Some(entries) = weights.get(row) else { return 0 };
        let mut best = best_total(weights, row + 1, used);
        for (column, weight) in entries.iter().enumerate() {
            if !used[column] {
                used[column] = true;
                best = best.max(weight + best_total(weights, row + 1, used));
                used[column] = false;
            }
        }
        best
    }

    fn tables() -> impl Strategy<Value = Vec<Vec<i64>>> {
        let cell = prop_oneof![Just(0_i64), 0..6_i64];
        (1..5_usize).prop_flat_map(move |columns| {
            prop::collection::vec(prop::collection::vec(cell.clone(), columns), 0..5)
        })
    }

    proptest! {
        #[test]
        fn no_assignment_has_a_larger_total(weights in tables()) {
            let columns = weights.first().map_or(0, Vec::len);
            let found = best_pairs(weights.len(), columns, |row, column| weights[row][column]);
            let total: i64 = found.iter().map(|&(row, column)| weights[row][column]).sum();
            prop_assert_eq!(total, best_total(&weights, 0, &mut vec![false; columns]));
            let mut columns: Vec<usize> = found.iter().map(|&(_, column)| column).collect();
            columns.sort_unstable();
            columns.dedup();
            prop_assert_eq!(columns.len(), found.len());
        }
    }
}
