//! State by account and region: what are the rows, and which columns are worth having?

use domain::estate::StateCount;
use domain::ids::ScopeKey;
use domain::words::State;

/// A table of counts: one row an account and region, one column a state that occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The states that occur anywhere, in Amazon's order; those it added later come last.
    pub states: Vec<State>,
    /// One row for each account and region.
    pub rows: Vec<Row>,
}

/// One account and region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub scope: ScopeKey,
    /// The account's name.
    pub account_name: String,
    /// How many in each of the grid's states.
    pub counts: Vec<i64>,
}

impl Row {
    /// All WorkSpaces of the row.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.counts.iter().sum()
    }
}

impl Grid {
    /// Lays out the counts.
    #[must_use]
    pub fn of(counts: &[StateCount]) -> Self {
        let mut states: Vec<State> = counts.iter().map(|count| count.state.clone()).collect();
        // The derived order is Amazon's own, with unknown states behind the known ones.
        states.sort();
        states.dedup();
        let mut rows: Vec<Row> = Vec::new();
        for count in counts {
            let column = states.iter().position(|state| *state == count.state).unwrap_or_default();
            let at = rows.iter().position(|row| row.scope == count.scope).unwrap_or_else(|| {
                rows.push(Row {
                    scope: count.scope.clone(),
                    account_name: count.account_name.clone(),
                    counts: vec![0; states.len()],
                });
                rows.len() - 1
            });
            rows[at].counts[column] += count.count;
        }
        rows.sort_by(|a, b| (&a.account_name, &a.scope).cmp(&(&b.account_name, &b.scope)));
        Self { states, rows }
    }

    /// All WorkSpaces in the state of this column.
    #[must_use]
    pub fn column_total(&self, column: usize) -> i64 {
        self.rows.iter().filter_map(|row| row.counts.get(column)).sum()
    }

    /// All WorkSpaces.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.rows.iter().map(Row::total).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_states_that_occur_have_a_column_and_every_row_has_all_of_them() {
        let count = |scope: &str, state: &str, count| StateCount {
            scope: scope.parse().unwrap(),
            account_name: "production".into(),
            state: State::from_wire(state),
            count,
        };
        let grid = Grid::of(&[
            count("1/us-east-1", "NEW", 1),
            count("1/eu-west-1", "STOPPED", 3),
            count("1/eu-west-1", "AVAILABLE", 2),
        ]);
        assert_eq!(grid.states, [State::Available, State::Stopped, State::Other("NEW".into())]);
        assert_eq!(grid.rows[0].counts, [2, 3, 0]);
        assert_eq!(grid.rows[1].counts, [0, 0, 1]);
        assert_eq!((grid.column_total(1), grid.total()), (3, 6));
    }
}
