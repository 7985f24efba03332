//! Exact elimination on a few columns of whole numbers.

/// What a system of linear equations has.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Solved {
    /// One solution in whole numbers.
    One(Vec<i128>),
    /// None in whole numbers (or the numbers grew too large).
    None,
    /// Many.
    Many,
}

/// Solves `rows`, each `unknowns` coefficients and the right side.
pub(crate) fn solve(mut rows: Vec<Vec<i128>>, unknowns: usize) -> Solved {
    let Some(rank) = reduce(&mut rows, unknowns) else {
        return Solved::None;
    };
    let contradiction = |row: &Vec<i128>| row.get(unknowns).is_some_and(|right| *right != 0);
    if rows.iter().skip(rank).any(contradiction) {
        return Solved::None;
    }
    if rank < unknowns {
        return Solved::Many;
    }
    let mut values = Vec::with_capacity(unknowns);
    for (column, row) in rows.iter().take(unknowns).enumerate() {
        let (Some(factor), Some(right)) = (row.get(column), row.get(unknowns)) else {
            return Solved::None;
        };
        if *factor == 0 || right % factor != 0 {
            return Solved::None;
        }
        values.push(right / factor);
    }
    Solved::One(values)
}

/// The rank of rows over `unknowns` columns; their number where numbers grow too large.
pub(crate) fn rank(mut rows: Vec<Vec<i128>>, unknowns: usize) -> usize {
    reduce(&mut rows, unknowns).unwrap_or(0)
}

/// Brings rows to a form where each pivot column has one entry. The rank, or nothing on overflow.
fn reduce(rows: &mut [Vec<i128>], unknowns: usize) -> Option<usize> {
    let mut rank = 0;
    for column in 0..unknowns {
        let pivots = rows.iter().enumerate().skip(rank);
        let found = pivots
            .filter(|(_, row)| row.get(column).is_some_and(|v| *v != 0))
            .map(|(at, _)| at)
            .next();
        let Some(at) = found else { continue };
        rows.swap(rank, at);
        let pivot = rows.get(rank)?.clone();
        let head = *pivot.get(column)?;
        for (index, row) in rows.iter_mut().enumerate() {
            let factor = *row.get(column)?;
            if index == rank || factor == 0 {
                continue;
            }
            for (value, above) in row.iter_mut().zip(&pivot) {
                let scaled = value.checked_mul(head)?;
                *value = scaled.checked_sub(above.checked_mul(factor)?)?;
            }
        }
        rank += 1;
    }
    Some(rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_exactly_or_says_why_not() {
        let solved = solve(vec![vec![1, 1, 5], vec![1, -1, 1], vec![2, 0, 6]], 2);
        assert_eq!(solved, Solved::One(vec![3, 2]));
        assert_eq!(
            solve(vec![vec![1, 1, 5], vec![1, -1, 2]], 2),
            Solved::None,
            "halves"
        );
        assert_eq!(solve(vec![vec![1, 5], vec![1, 4]], 1), Solved::None);
        assert_eq!(solve(vec![vec![1, 1, 5]], 2), Solved::Many);
        assert_eq!(rank(vec![vec![1, 1], vec![2, 2], vec![0, 1]], 2), 2);
    }
}
