//! What messages call the row and the column of a cell: the label that the form prints, and the groups above it
//! where the label alone is that of several.

use std::borrow::Cow;

use crate::{CellId, Form};

/// A row or column: id, label, and whether it heads others.
type Line<'f> = (&'f str, &'f str, bool);

impl Form {
    /// What to call the row of a cell.
    #[must_use]
    pub fn row_name(&self, cell: CellId) -> Cow<'_, str> {
        let row = self.row_of(cell);
        let own = (row.id.as_str(), row.label.text.as_str(), row.group);
        // Open rows are called by their keys.
        if row.key.is_some() {
            return Cow::Borrowed(own.1);
        }
        let blocks = &self.table_of(cell).blocks;
        let all = blocks.iter().flat_map(|block| &block.rows);
        let all = all.filter(|row| row.key.is_none());
        named(
            own,
            all.map(|row| (row.id.as_str(), row.label.text.as_str(), row.group)),
        )
    }

    /// What to call the column of a cell.
    #[must_use]
    pub fn column_name(&self, cell: CellId) -> Cow<'_, str> {
        let column = self.column_of(cell);
        let own = (column.id.as_str(), column.label.text.as_str(), column.group);
        let blocks = &self.table_of(cell).blocks;
        let all = blocks.iter().flat_map(|block| &block.columns);
        named(
            own,
            all.map(|column| (column.id.as_str(), column.label.text.as_str(), column.group)),
        )
    }
}

fn named<'f>(own: Line<'f>, all: impl Iterator<Item = Line<'f>> + Clone) -> Cow<'f, str> {
    let (id, label, _) = own;
    let is_other = |(other, text, group): Line<'_>| !group && text == label && other != id;
    if !id.contains('.') || !all.clone().any(is_other) {
        return Cow::Borrowed(label);
    }
    let is_above = |group: &str| {
        let rest = id.strip_prefix(group);
        rest.is_some_and(|rest| rest.starts_with('.'))
    };
    let mut above: Vec<(&str, &str)> = all
        .filter(|(group, _, heads)| *heads && is_above(group))
        .map(|(group, text, _)| (group, text))
        .collect();
    above.sort_by_key(|(group, _)| group.len());
    above.dedup();
    let mut name = String::new();
    for text in above.into_iter().map(|(_, text)| text) {
        name.push_str(text);
        let wide = text.chars().next_back().is_some_and(|c| c >= '\u{2e80}');
        name.push_str(if wide { "：" } else { ": " });
    }
    Cow::Owned(name + label)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

    use super::named;

    #[test]
    fn the_groups_are_named_where_the_label_alone_is_that_of_several() {
        let all = [
            ("a", "Power", true),
            ("a.x", "Homes", false),
            ("a.y", "Works", false),
            ("b", "入院", true),
            ("b.c", "一般", true),
            ("b.c.x", "Homes", false),
            ("x", "Homes", false),
            ("d", "Other", false),
        ];
        let name = |id: &str| {
            let own = all.iter().find(|(known, ..)| *known == id).unwrap();
            named(*own, all.iter().copied()).into_owned()
        };
        assert_eq!(name("a.x"), "Power: Homes");
        assert_eq!(name("a.y"), "Works");
        assert_eq!(name("b.c.x"), "入院：一般：Homes");
        assert_eq!(name("x"), "Homes");
        assert_eq!(name("d"), "Other");
    }
}
