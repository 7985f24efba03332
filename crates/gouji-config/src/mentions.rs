//! What a configuration names, and where: rules and cells. An editor renames by these.

use std::ops::Range;

use toml::de::DeTable;

use crate::tree::{self, At};

/// What a name in a configuration is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A rule, or what stands for several, such as `text-*`.
    Rules,
    /// A cell, by its address.
    Cell,
}

/// A name in a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it is of.
    pub named: Named,
    /// The name.
    pub name: String,
    /// Where it stands, in bytes, without quotes.
    pub range: Range<usize>,
}

/// The names in the text of a `gouji.toml`; none where it cannot be parsed.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention> {
    let Ok(root) = DeTable::parse(text) else {
        return Vec::new();
    };
    let root = root.get_ref();
    let mut found = selected(root);
    for (layer, _) in tree::tables(root, "per-path") {
        found.extend(selected(layer));
    }
    for (suppression, _) in tree::tables(root, "suppress") {
        let name = |key, named| Some((named, tree::text(suppression, key)?));
        found.extend(name("rule", Named::Rules));
        found.extend(name("cell", Named::Cell));
    }
    let inside = |(named, at): (Named, At<String>)| {
        let written = text.get(at.span.clone())?;
        // Names with escapes are left alone; nobody writes them so.
        let start = at.span.start + written.find(&at.value)?;
        Some(Mention {
            named,
            range: start..start + at.value.len(),
            name: at.value,
        })
    };
    found.into_iter().filter_map(inside).collect()
}

/// The rules that settings select, ignore or grade.
fn selected(table: &DeTable<'_>) -> Vec<(Named, At<String>)> {
    let lists = ["select", "extend-select", "ignore"].into_iter();
    let listed = lists.filter_map(|key| tree::texts(table, key)).flatten();
    let graded = tree::entries(table, "severity").into_iter();
    let names = listed.chain(graded.map(|(name, _)| name));
    names.map(|name| (Named::Rules, name)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Named, mentions};

    #[test]
    fn rules_and_cells_are_found_wherever_they_are_named() {
        let text = r#"
ignore = ["a-rule", "group:text"]
select = "b-rule"
severity = { c-rule = "info", "d-rule" = "error" }
[[per-path]]
path = "x/*"
ignore = 'e-rule'
[[suppress]]
rule = "f-rule"
cell = "requests/new/total"
reason = "a-rule"
"#;
        let found: Vec<(Named, &str)> = mentions(text)
            .into_iter()
            .map(|mention| {
                let at = &text[mention.range.clone()];
                assert_eq!(at, mention.name);
                (mention.named, at)
            })
            .collect();
        let rule = |name| (Named::Rules, name);
        let expected = [
            rule("b-rule"),
            rule("a-rule"),
            rule("group:text"),
            rule("c-rule"),
            rule("d-rule"),
            rule("e-rule"),
            rule("f-rule"),
            (Named::Cell, "requests/new/total"),
        ];
        assert_eq!(found, expected);
        assert_eq!(mentions("[["), []);
    }
}
