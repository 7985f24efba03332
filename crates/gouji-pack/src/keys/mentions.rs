//! What the files of a pack name, and where: tables, rows and columns in forms, formulas,
//! examples and schemas, and rules by their own names.
//!
//! An editor follows and renames by these. A file that cannot be parsed mentions nothing.

mod formula;
mod mention;
mod schema;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use mention::{Mention, Role, Subject};

use crate::quoted;

/// The names in a file of a pack: a rule, a form, or a schema, in the order they stand.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention> {
    if text.trim_start().starts_with('{') {
        return schema::mentions(text);
    }
    let Ok(root) = DeTable::parse(text) else {
        return Vec::new();
    };
    let mut walk = Walk {
        text,
        found: Vec::new(),
    };
    walk.root(root.get_ref());
    walk.found.sort_by_key(|mention| mention.range.start);
    walk.found
}

struct Walk<'t> {
    text: &'t str,
    found: Vec<Mention>,
}

impl Walk<'_> {
    fn root(&mut self, root: &DeTable<'_>) {
        if let (Some(name), Some(_)) = (value(root, "name"), value(root, "severity")) {
            self.whole(Subject::Rule, name, Role::Definition);
        }
        for table in tables(root, "table") {
            self.form_table(table);
        }
        for example in tables(root, "example") {
            for key in ["cells", "prior"] {
                let addresses = value(example, key).and_then(|value| value.get_ref().as_table());
                let addresses = addresses.into_iter().flat_map(|table| table.iter());
                for (address, _) in addresses {
                    self.address(address.span(), address.get_ref());
                }
            }
        }
        self.formulas(root, None);
    }

    /// A table of a form with its rows and columns.
    fn form_table(&mut self, table: &DeTable<'_>) {
        let Some(id) = value(table, "id") else {
            return;
        };
        self.whole(Subject::Table, id, Role::Definition);
        let name = id.get_ref().as_str().unwrap_or_default().to_owned();
        for block in tables(table, "block") {
            for (key, subject) in [
                ("rows", Subject::Row(name.clone())),
                ("columns", Subject::Column(name.clone())),
            ] {
                for entry in tables(block, key) {
                    if let Some(id) = value(entry, "id") {
                        self.whole(subject.clone(), id, Role::Definition);
                    }
                }
            }
        }
    }

    /// The formulas in a table and all below it. `each` is what the relation around them holds for.
    fn formulas(&mut self, table: &DeTable<'_>, around: Option<&str>) {
        let each = value(table, "each").and_then(|value| value.get_ref().as_str());
        let each = each.or(around);
        for (key, value) in table {
            let is_formula = ["assert", "when", "sum"].contains(&key.get_ref().as_ref());
            match value.get_ref() {
                DeValue::String(text) if is_formula => {
                    let named = formula::names(text, each);
                    self.add(&value.span(), named);
                }
                DeValue::String(text) if key.get_ref() == "each" => {
                    self.add(&value.span(), formula::tables_of(text));
                }
                DeValue::Table(inner) => self.formulas(inner, each),
                DeValue::Array(items) => {
                    for inner in items.iter().filter_map(|item| item.get_ref().as_table()) {
                        self.formulas(inner, each);
                    }
                }
                _ => {}
            }
        }
    }

    /// The three names of a cell's address, as far as it has them.
    fn address(&mut self, written: Range<usize>, address: &str) {
        // The key of an open row may hold a slash; what is named of it is the rows it is one of.
        let table = address.split('/').next().unwrap_or_default();
        let mut places = vec![(0, table, Subject::Table)];
        if let Some((row, column)) = address
            .get(table.len() + 1..)
            .map(|rest| rest.rsplit_once('/').unwrap_or((rest, "")))
        {
            let start = table.len() + 1;
            let rows = row.split('[').next().unwrap_or(row);
            places.push((start, rows, Subject::Row(table.to_owned())));
            if !column.is_empty() {
                let at = start + row.len() + 1;
                places.push((at, column, Subject::Column(table.to_owned())));
            }
        }
        for (start, name, subject) in places {
            let decoded = start..start + name.len();
            self.found.push(Mention {
                subject,
                name: name.to_owned(),
                range: quoted::place(self.text, written.clone(), decoded),
                role: Role::Use,
            });
        }
    }

    /// A string that is a name.
    fn whole(&mut self, subject: Subject, value: &Spanned<DeValue<'_>>, role: Role) {
        let Some(name) = value.get_ref().as_str() else {
            return;
        };
        self.found.push(Mention {
            subject,
            name: name.to_owned(),
            range: quoted::place(self.text, value.span(), 0..name.len()),
            role,
        });
    }

    /// Names in a string, placed by what it says.
    fn add(&mut self, written: &Range<usize>, named: impl IntoIterator<Item = Mention>) {
        for mention in named {
            let range = quoted::place(self.text, written.clone(), mention.range);
            self.found.push(Mention { range, ..mention });
        }
    }
}

fn value<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
    let mut entries = table.iter();
    entries.find_map(|(name, value)| (name.get_ref() == key).then_some(value))
}

fn tables<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> impl Iterator<Item = &'t DeTable<'i>> {
    let items = value(table, key).and_then(|value| value.get_ref().as_array());
    let items = items.into_iter().flat_map(|items| items.iter());
    items.filter_map(|item| item.get_ref().as_table())
}

#[cfg(test)]
#[path = "mentions/tests.rs"]
mod tests;
