//! What to do about a name in a formula that the form does not have: the name that is meant, or the
//! other axis.

use gouji_model::{Bilingual, Form, Table};

use super::here::Here;
use crate::mistake::{self, Mistake};
use crate::suggestion::advice;

/// A table that the form does not have.
pub(super) fn table(form: &Form, id: &str) -> Mistake {
    let mistake = mistake::no_table(id);
    let known = form.tables.iter().map(|table| table.id.as_str());
    Mistake {
        help: advice(id, known, mistake.help),
        message: mistake.message,
    }
}

/// A cell that the form does not have: the first of its names that is unknown says what to do.
pub(super) fn cell(form: &Form, id: &str, row: &str, column: &str, here: Here<'_>) -> Mistake {
    let Some(of) = form.tables.iter().find(|table| table.id == id) else {
        return table(form, id);
    };
    let mistake = mistake::no_cell(&format!("{id}/{row}/{column}"));
    let (rows, columns) = (rows(of), columns(of));
    let help = if !rows.contains(&row) {
        named(row, &rows, &columns, here, mistake.help)
    } else if !columns.contains(&column) {
        named(column, &columns, &rows, here, mistake.help)
    } else {
        mistake.help
    };
    Mistake {
        message: mistake.message,
        help,
    }
}

/// A name in a set that no row or column has.
pub(super) fn name<'n>(
    table: &str,
    name: &str,
    own: impl Iterator<Item = &'n str>,
    other: impl Iterator<Item = &'n str>,
) -> Mistake {
    let mistake = mistake::no_name(table, name);
    let (own, other): (Vec<&str>, Vec<&str>) = (own.collect(), other.collect());
    let plain = name.strip_suffix(".*").unwrap_or(name);
    Mistake {
        help: named(plain, &own, &other, Here::Nowhere, mistake.help),
        message: mistake.message,
    }
}

/// A name that is none of an axis; perhaps it is one of the other.
fn named(
    name: &str,
    own: &[&str],
    other: &[&str],
    here: Here<'_>,
    otherwise: Bilingual,
) -> Bilingual {
    if !other.contains(&name) {
        return advice(name, own.iter().copied(), otherwise);
    }
    match here {
        Here::Row(_) => Bilingual::new(
            format!("“{name}”是行；each 是 row of 表 时，方括号里写列"),
            format!("`{name}` is a row; under `row of TABLE` the brackets name a column"),
        ),
        Here::Column(_) => Bilingual::new(
            format!("“{name}”是列；each 是 column of 表 时，方括号里写行"),
            format!("`{name}` is a column; under `column of TABLE` the brackets name a row"),
        ),
        Here::Nowhere => Bilingual::new(
            "先写行，再写列：表[行, 列]",
            "the row comes first, then the column: table[row, column]",
        ),
    }
}

fn rows(table: &Table) -> Vec<&str> {
    let rows = table.blocks.iter().flat_map(|block| &block.rows);
    rows.map(|row| row.id.as_str()).collect()
}

fn columns(table: &Table) -> Vec<&str> {
    let columns = table.blocks.iter().flat_map(|block| &block.columns);
    columns.map(|column| column.id.as_str()).collect()
}

/// Rows below an open one, of a table that has none of that name.
pub(super) fn rows_below(table: &str, rows: &str) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("“{table}”没有“{rows}”之下的开放行"),
            format!("`{table}` has no open rows below `{rows}`"),
        ),
        help: Bilingual::new(
            "`.*` 之下的开放行与它同名（open_rows 的 id），keys 更多",
            "open rows below it have the same `id` in `open_rows` and more `keys`",
        ),
    }
}
