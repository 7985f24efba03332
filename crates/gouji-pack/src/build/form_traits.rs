//! What is known of a form that comes with the program before it is read.

use gouji_model::FormTraits;
use toml::de::DeTable;

/// What decides how documents are compared with a form, for which the form need not be read.
pub(crate) fn traits(form: &DeTable<'_>) -> FormTraits {
    let tables = |parent: &DeTable<'_>, key: &str, test: &dyn Fn(&DeTable<'_>) -> bool| {
        let list = parent.get(key).and_then(|list| list.get_ref().as_array());
        let mut list = list.into_iter().flatten();
        list.any(|table| table.get_ref().as_table().is_some_and(test))
    };
    let is_open = |block: &DeTable<'_>| block.contains_key("open_rows");
    let has_open_rows = tables(form, "table", &|table| tables(table, "block", &is_open));
    let is_declared = form.contains_key("known_by");
    FormTraits {
        is_declared,
        has_open_rows,
    }
}
