//! The tables as pages of the docs.

use crate::column::Table;
use crate::tables::{TABLES, exported};

/// The tables as a page says them: what SQL sees of them.
#[must_use]
pub fn page(is_chinese: bool) -> String {
    let heads = match is_chinese {
        true => "栏目 | 内容",
        false => "column | holds",
    };
    let mut page = String::new();
    for table in TABLES {
        let which = usize::from(!is_chinese);
        head(&mut page, table, which, (heads, "---|---"));
        for column in table.in_sql() {
            let meaning = in_language(&column.meaning, which);
            page.push_str(&format!("| `{}` | {meaning} |\n", column.name));
        }
        page.push('\n');
    }
    page
}

/// The tables of an export as a page says them.
#[must_use]
pub fn export_page(is_chinese: bool) -> String {
    let heads = match is_chinese {
        true => "栏目 | 类型 | 内容",
        false => "column | type | holds",
    };
    let mut page = String::new();
    for table in exported() {
        let which = usize::from(!is_chinese);
        head(&mut page, table, which, (heads, "---|---|---"));
        for (column, exported) in table.in_parquet() {
            let meaning = in_language(&column.meaning, which);
            let (name, kind) = (column.name, exported.name());
            page.push_str(&format!("| `{name}` | {kind} | {meaning} |\n"));
        }
        page.push('\n');
    }
    page
}

fn in_language(meaning: &[&'static str; 2], which: usize) -> &'static str {
    meaning.get(which).copied().unwrap_or_default()
}

fn head(page: &mut String, table: &Table, which: usize, (heads, line): (&str, &str)) {
    let (name, meaning) = (table.name, in_language(&table.meaning, which));
    page.push_str(&format!(
        "### `{name}`\n\n{meaning}\n\n| {heads} |\n|{line}|\n"
    ));
}
