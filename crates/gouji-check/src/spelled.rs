//! Relations spelled out with their figures: `2 + 0 ≠ 1 + 0`.
//!
//! Zeros of a long sum are left out. Where more figures are left than a line holds, it is added how
//! many are not shown and what they come to, so that what is read adds up.

use std::borrow::Cow;

use gouji_model::{
    Bilingual, CellKind, Equation, Evidence, Figure, Form, Language, Terms, written_day,
};

use crate::words::Text;

/// Most terms of a sum that are spelled out.
const MOST_TERMS: usize = 8;

/// `2 + 0 ≠ 0 + 0`: the broken relation with its numbers.
pub(crate) fn broken(form: &Form, equation: &Equation) -> Text<'static> {
    let sign = broken_sign(equation.relation);
    with_sign(form, equation, sign)
}

/// The sign between the sides of a relation that is broken.
pub(crate) fn broken_sign(relation: &str) -> &'static str {
    match relation {
        "==" => "≠",
        "!=" => "=",
        "<" => "≥",
        "<=" => ">",
        ">" => "≤",
        _ => "<",
    }
}

/// `2 + 0 = 1 + 1`: the relation with its numbers, as it should be.
pub(crate) fn held(form: &Form, equation: &Equation) -> Text<'static> {
    let sign = match equation.relation {
        "==" => "=",
        "!=" => "≠",
        "<=" => "≤",
        ">=" => "≥",
        other => other,
    };
    with_sign(form, equation, sign)
}

fn with_sign(form: &Form, equation: &Equation, sign: &str) -> Text<'static> {
    let decimals = equation.decimals;
    let left = side(form, &equation.left, equation.left_sum, decimals);
    let right = side(form, &equation.right, equation.right_sum, decimals);
    let text = |language| format!("{} {sign} {}", left.shown(language), right.shown(language));
    match (&left.more, &right.more) {
        (None, None) => Text::Same(Cow::Owned(text(Language::Chinese))),
        _ => Text::Each(Bilingual::new(
            text(Language::Chinese),
            text(Language::English),
        )),
    }
}

/// One side of a relation.
struct Side {
    text: String,
    more: Option<More>,
}

/// Terms that are not shown.
struct More {
    count: usize,
    sum: Option<Figure>,
    along: Along,
}

/// What terms are to one another.
#[derive(Clone, Copy)]
enum Along {
    /// Rows of one column.
    Rows,
    /// Columns of one row.
    Columns,
    /// Cells of several rows and columns.
    Cells,
}

impl Side {
    fn shown(&self, language: Language) -> Cow<'_, str> {
        match &self.more {
            None => Cow::Borrowed(&self.text),
            Some(more) => Cow::Owned(format!("{} + … {}", self.text, more.text(language))),
        }
    }
}

impl More {
    fn text(&self, language: Language) -> String {
        let count = self.count;
        let sum = self.sum.map(|sum| sum.to_string()).unwrap_or_default();
        let (zh, en) = match self.along {
            Along::Rows => ("行", "row"),
            Along::Columns => ("列", "column"),
            Along::Cells => ("格", "cell"),
        };
        let many = if count == 1 { "" } else { "s" };
        match (language, sum.is_empty()) {
            (Language::Chinese, false) => format!("另有 {count} {zh}（合计 {sum}）"),
            (Language::Chinese, true) => format!("另有 {count} {zh}"),
            (Language::English, false) => format!("{count} more {en}{many} ({sum} in all)"),
            (Language::English, true) => format!("{count} more {en}{many}"),
        }
    }
}

/// A sum with its numbers: zeros of long sums are left out.
fn side(form: &Form, terms: &Terms, sum: Figure, decimals: u8) -> Side {
    if terms.is_empty() {
        return Side {
            text: sum.to_string(),
            more: None,
        };
    }
    let long = terms.len() > MOST_TERMS / 2;
    let shown: Vec<_> = terms
        .iter()
        .filter(|(_, _, figure)| !long || !figure.is_zero())
        .collect();
    if shown.is_empty() {
        return Side {
            text: "0".to_owned(),
            more: None,
        };
    }
    // Naming a single one left takes as much room as the figure itself.
    let most = if shown.len() == MOST_TERMS + 1 {
        shown.len()
    } else {
        MOST_TERMS
    };
    let mut text = String::new();
    for (index, (coefficient, evidence, figure)) in shown.iter().take(most).enumerate() {
        let sign = if *coefficient < 0 { "-" } else { "+" };
        match (index, sign) {
            (0, "+") => {}
            (0, sign) => text.push_str(sign),
            (_, sign) => text.push_str(&format!(" {sign} ")),
        }
        let factor = Figure::new(i128::from(coefficient.unsigned_abs()), decimals);
        if factor != Figure::from(1) {
            text.push_str(&format!("{factor} × "));
        }
        text.push_str(&figure_of(form, *evidence, *figure));
    }
    let rest = shown.get(most..).unwrap_or_default();
    Side {
        text,
        more: (!rest.is_empty()).then(|| more(form, rest, decimals)),
    }
}

/// A figure as its cell has it: a day is written as one.
pub(crate) fn figure_of(form: &Form, evidence: Evidence, figure: Figure) -> String {
    let is_day = !evidence.prior && form.kind_of(evidence.cell) == CellKind::Date;
    let day = figure.to_i64().filter(|_| is_day);
    match day.and_then(|day| i32::try_from(day).ok()) {
        Some(day) => written_day(day),
        None => figure.to_string(),
    }
}

fn more(form: &Form, rest: &[&(i64, Evidence, Figure)], decimals: u8) -> More {
    let sum = rest
        .iter()
        .try_fold(Figure::ZERO, |sum, (coefficient, _, figure)| {
            sum.checked_add(figure.checked_mul(*coefficient)?)
        })
        .and_then(|sum| sum.shifted(-i32::from(decimals)));
    More {
        count: rest.len(),
        sum,
        along: along(form, rest),
    }
}

fn along(form: &Form, rest: &[&(i64, Evidence, Figure)]) -> Along {
    let cells = || rest.iter().map(|(_, evidence, _)| evidence);
    let Some(first) = cells().next() else {
        return Along::Cells;
    };
    let table = form.table_id_of(first.cell);
    if cells().any(|cell| cell.prior || form.table_id_of(cell.cell) != table) {
        return Along::Cells;
    }
    let (row, column) = (&form.row_of(first.cell).id, &form.column_of(first.cell).id);
    if cells().all(|cell| form.column_of(cell.cell).id == *column) {
        Along::Rows
    } else if cells().all(|cell| form.row_of(cell.cell).id == *row) {
        Along::Columns
    } else {
        Along::Cells
    }
}

#[cfg(test)]
mod tests {
    use gouji_model::{CellId, Equation, Evidence, Figure, Form, Language, Terms};
    use gouji_pack::Packs;

    use super::broken;

    fn terms(form: &Form, column: &str, figures: &[i128]) -> Terms {
        let own = form
            .cells()
            .filter(|cell| form.address(*cell).ends_with(column) && !form.is_group_cell(*cell));
        let cells: Vec<CellId> = own.take(figures.len()).collect();
        assert_eq!(cells.len(), figures.len());
        let term = |(cell, figure): (&CellId, &i128)| {
            let evidence = Evidence {
                cell: *cell,
                prior: false,
            };
            (1, evidence, Figure::new(*figure, 0))
        };
        cells.iter().zip(figures).map(term).collect()
    }

    #[track_caller]
    fn assert_spelled(figures: &[i128], zh: &str, en: &str) {
        let packs = Packs::built_in()
            .unwrap_or_else(|error| panic!("{error}"))
            .of_domain("cn-disclosure");
        let form = &packs.packs()[0].form;
        let right = terms(form, "/natural_person", figures);
        let equation = Equation {
            left: terms(form, "/total", &[7]),
            relation: "==",
            left_sum: Figure::new(7, 0),
            right_sum: Figure::new(figures.iter().sum(), 0),
            right,
            decimals: 0,
        };
        let text = broken(form, &equation);
        assert_eq!(text.get(Language::Chinese), zh);
        assert_eq!(text.get(Language::English), en);
    }

    #[test]
    fn what_a_long_sum_does_not_show_is_counted_and_added() {
        assert_spelled(&[1, 2], "7 ≠ 1 + 2", "7 ≠ 1 + 2");
        let short = "7 ≠ 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9";
        assert_spelled(&[1, 2, 3, 4, 0, 5, 6, 7, 8, 9, 0], short, short);
        assert_spelled(
            &[1, 2, 3, 4, 5, 6, 7, 8, 500, 0, 40],
            "7 ≠ 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + … 另有 2 行（合计 540）",
            "7 ≠ 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + … 2 more rows (540 in all)",
        );
    }
}
