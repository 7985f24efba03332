//! For which rows or columns a formula stands: `row of requests + appeals[overall]`.

use gouji_model::{Form, Table};
use gouji_rule::{Axes, Named, chosen, chosen_columns};
use rustc_hash::FxHashSet;

use super::FormulaError;
use super::here::{Here, Line};
use super::parser::{EachPlace, parse_each};
use super::unknown;
use crate::mistake::{self, Mistake};

/// A row or column with what findings call it.
pub(super) type Place<'f> = (Option<String>, Here<'f>);

/// The rows or columns a formula stands for.
pub(super) fn places<'f>(
    form: &'f Form,
    each: Option<&str>,
) -> Result<Vec<Place<'f>>, FormulaError> {
    let Some(each) = each else {
        return Ok(vec![(None, Here::Nowhere)]);
    };
    let (axis, rest) = each.split_once(" of ").unwrap_or((each, ""));
    let unfit = |mistake: Mistake, absent| FormulaError {
        absent,
        in_each: true,
        ..FormulaError::wrong(0..each.len(), mistake)
    };
    let in_columns = match axis.trim() {
        "column" => true,
        "row" => false,
        _ => return Err(unfit(mistake::each(each), false)),
    };
    let written = parse_each(rest).map_err(|error| FormulaError {
        in_each: true,
        span: error.span.start + each.len() - rest.len()..error.span.end + each.len() - rest.len(),
        ..error
    })?;
    let several = written.len() > 1;
    let mut places = Vec::new();
    for (turn, place) in written.iter().enumerate() {
        let found = form.tables.iter().position(|table| table.id == place.table);
        let Some(table) = found else {
            return Err(unfit(mistake::each_table(each, place.table), true));
        };
        let lines = lines(form, table, place, in_columns).map_err(|m| unfit(m, true))?;
        for (block, index, id) in lines {
            let line = Line {
                turn,
                table,
                block,
                index,
                id,
            };
            let at = called(&form.tables[table], line, (several, in_columns));
            let here = match in_columns {
                true => Here::Column(line),
                false => Here::Row(line),
            };
            places.push((Some(at), here));
        }
    }
    Ok(places)
}

/// The rows or columns of a table that `each` names, each id once.
fn lines<'f>(
    form: &'f Form,
    table: usize,
    place: &EachPlace<'_>,
    in_columns: bool,
) -> Result<Vec<(usize, usize, &'f str)>, Mistake> {
    let axes = Axes::new(&form.tables[table]);
    let (all, other) = match in_columns {
        true => (&axes.columns, &axes.rows),
        false => (&axes.rows, &axes.columns),
    };
    let ids = |all: &[Named<'f>]| -> Vec<&'f str> { all.iter().map(|named| named.id).collect() };
    let usable = |named: &Named<'_>| !in_columns || !named.group;
    let every = place.names.is_empty();
    let is_unknown = |name: &str| {
        // A document may have no open rows.
        let open = name.ends_with('*') && (!in_columns || name == "*");
        !open && chosen(&[(true, name)], all).next().is_none()
    };
    if let Some((_, name)) = place.names.iter().find(|(_, name)| is_unknown(name)) {
        let (own, other) = (ids(all), ids(other));
        let id = &form.tables[table].id;
        return Err(unknown::name(id, name, own.into_iter(), other.into_iter()));
    }
    let taken: Vec<Named<'f>> = match (every, in_columns) {
        (true, _) => all.clone(),
        // A group of columns has no cells of its own.
        (false, true) => chosen_columns(&place.names, all).unwrap_or_default(),
        (false, false) => chosen(&place.names, all).collect(),
    };
    let mut lines: Vec<(usize, usize, &'f str)> = Vec::new();
    let mut seen = FxHashSet::default();
    for named in taken.into_iter().filter(usable) {
        if seen.insert(named.id) {
            lines.push((named.block, named.index, named.id));
        }
    }
    Ok(lines)
}

/// What findings call a row or column: its id, of an open row the key alone, behind its table where
/// `each` names several.
fn called(table: &Table, line: Line<'_>, (several, in_columns): (bool, bool)) -> String {
    let block = table.blocks.get(line.block);
    let rows = block.map(|block| block.rows.as_slice()).unwrap_or_default();
    let key = rows.get(line.index).and_then(|row| row.key.as_ref());
    let name = match key.filter(|_| !in_columns) {
        // A key that is also the id of another row says which row it is.
        Some(key) => {
            let name = key.to_string();
            match rows.iter().any(|row| row.id == name) {
                true => line.id.to_owned(),
                false => name,
            }
        }
        None => line.id.to_owned(),
    };
    match several {
        true => format!("{}/{name}", table.id),
        false => name,
    }
}
