//! Which cell of a form shows which figure.

use std::collections::{BTreeMap, HashMap};

use gouji_model::{CellId, Form};

use super::figures::{FACTS, Year};
use crate::requests::{APPLICANTS, RESULTS};

const REVIEWS: [&str; 3] = [
    "reconsideration",
    "litigation.direct",
    "litigation.after_reconsideration",
];
const OUTCOMES: [&str; 4] = ["upheld", "corrected", "other", "pending"];

/// A row of the requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    New,
    Over,
    Result(usize),
    /// The three other results in one.
    Other,
    Results,
    Forward,
}

/// What a cell shows; nothing for a kind is all kinds together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Requests(Row, Option<usize>),
    Review(usize, Option<usize>),
    Fact(usize),
}

/// A form with what its cells show.
#[derive(Debug)]
pub struct Layout<'f> {
    /// The form.
    pub form: &'f Form,
    shown: BTreeMap<CellId, Shown>,
    by_address: HashMap<&'f str, CellId>,
}

impl<'f> Layout<'f> {
    pub(super) fn of(form: &'f Form) -> Self {
        let cells = form.cells().filter(|cell| !form.is_group_cell(*cell));
        let shown = cells.filter_map(|cell| Some((cell, shown(form.address_of(cell))?)));
        let by_address = form.cells().map(|cell| (form.address_of(cell), cell));
        Self {
            form,
            shown: shown.collect(),
            by_address: by_address.collect(),
        }
    }

    /// The cell of an address.
    #[must_use]
    pub fn cell(&self, address: &str) -> Option<CellId> {
        self.by_address.get(address).copied()
    }

    /// The figure of a cell.
    #[must_use]
    pub fn figure(&self, year: &Year, cell: CellId) -> Option<i64> {
        let sum = |row: Row, kind: Option<usize>| -> i64 {
            let all = year.requests.iter().enumerate();
            let own = all.filter(|(number, _)| kind.is_none_or(|kind| kind == *number));
            own.map(|(_, requests)| match row {
                Row::New => requests.new,
                Row::Over => requests.over,
                Row::Forward => requests.forward,
                Row::Result(result) => requests.results[result],
                Row::Other => requests.results[RESULTS.len() - 3..].iter().sum(),
                Row::Results => requests.results.iter().sum(),
            })
            .sum()
        };
        Some(match *self.shown.get(&cell)? {
            Shown::Requests(row, kind) => sum(row, kind),
            Shown::Review(row, Some(outcome)) => year.review[row][outcome],
            Shown::Review(row, None) => year.review[row].iter().sum(),
            Shown::Fact(fact) => year.facts[fact],
        })
    }

    /// The cells that show figures.
    pub fn cells(&self) -> impl Iterator<Item = CellId> {
        self.shown.keys().copied()
    }
}

fn shown(address: &str) -> Option<Shown> {
    let (table, rest) = address.split_once('/')?;
    match table {
        "proactive" => Year::fact(rest).map(Shown::Fact),
        "review" => {
            let (row, column) = rest.split_once('/')?;
            let row = REVIEWS.iter().position(|own| *own == row)?;
            let outcome = OUTCOMES.iter().position(|own| *own == column);
            (outcome.is_some() || column == "total").then_some(Shown::Review(row, outcome))
        }
        "requests" => {
            let (row, column) = rest.split_once('/')?;
            let kind = APPLICANTS.iter().position(|own| *own == column);
            if kind.is_none() && column != "total" {
                return None;
            }
            Some(Shown::Requests(row_of(row)?, kind))
        }
        _ => None,
    }
}

fn row_of(row: &str) -> Option<Row> {
    Some(match row {
        "new" => Row::New,
        "carried_over" => Row::Over,
        "carried_forward" => Row::Forward,
        "results.total" => Row::Results,
        "results.other" => Row::Other,
        row => Row::Result(RESULTS.iter().position(|own| *own == row)?),
    })
}

/// Of each column of the requests, the total last, its id.
pub(super) fn column(number: usize) -> &'static str {
    APPLICANTS.get(number).copied().unwrap_or("total")
}

/// The name of a cell of the proactive table, with its table.
pub(super) fn fact_address(name: &str) -> String {
    debug_assert!(FACTS.contains(&name));
    format!("proactive/{name}")
}
