//! What a form and its pack say that no report can make use of: labels that stand for two things, units that
//! nobody knows, names of nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_model::{Bilingual, Block, Form, Piece};
use gouji_rule::Pack;

use crate::file_places::FilePlaces;
use crate::remark::{Code, Remark};

/// Remarks on the form of a pack.
pub(crate) fn remarks(pack: &Pack, packs: &[Arc<Pack>], spots: &FilePlaces<'_>) -> Vec<Remark> {
    let form = &pack.form;
    let mut found: Vec<(Bilingual, Bilingual)> = Vec::new();
    if form.known_by.is_some() || form.is_template() {
        found.extend(labels(form));
        found.extend(sections(form));
        found.extend(units(form));
        found.extend(organs(form));
    }
    found.extend(other_forms(form, packs));
    let folder = pack.origin.strip_suffix("pack.toml").unwrap_or_default();
    let spot = spots.of(&format!("{folder}form.toml"), &["table"]);
    let remark = |(message, help)| Remark {
        packs: vec![form.id.to_string()],
        spots: vec![spot.clone()],
        ..Remark::new(Code::UnfitForm, message, help)
    };
    found.into_iter().map(remark).collect()
}

/// A label as it is compared: its letters and digits.
fn key(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Labels that stand for two columns of a block under the same group, for two of the form's own rows beside open
/// ones, or for a column and something else.
fn labels(form: &Form) -> Vec<(Bilingual, Bilingual)> {
    let mut found = Vec::new();
    for table in &form.tables {
        for block in &table.blocks {
            for (label, ids) in ambiguous(block, table.skip.iter().map(|label| &*label.text)) {
                let (table, ids) = (&table.id, ids.join(", "));
                found.push((
                    Bilingual::new(
                        format!("表 {table} 的“{label}”有几个意思：{ids}，报告里分不清"),
                        format!("“{label}” of table `{table}` stands for several things, {ids}: a report does not tell which"),
                    ),
                    Bilingual::new(
                        "给它们不同的名称，或放在各自的分组（group）下",
                        "give them labels of their own, or put them below groups of their own",
                    ),
                ));
            }
        }
    }
    found
}

/// Labels of a block that stand for several things, with the ids of these.
fn ambiguous<'b>(
    block: &'b Block,
    skipped: impl Iterator<Item = &'b str>,
) -> Vec<(&'b str, Vec<String>)> {
    let group = |id: &str| {
        id.rsplit_once('.')
            .map_or("", |(group, _)| group)
            .to_owned()
    };
    let mut known: BTreeMap<(String, String), (&str, Vec<String>)> = BTreeMap::new();
    let mut add = |place: String, text: &'b str, id: String| {
        let slot = known.entry((place, key(text)));
        let (_, ids) = slot.or_insert_with(|| (text, Vec::new()));
        if !ids.contains(&id) {
            ids.push(id);
        }
    };
    for column in block.columns.iter().filter(|column| !column.group) {
        for text in std::iter::once(&column.label.text).chain(&column.label.aliases) {
            add(
                format!("column {}", group(&column.id)),
                text,
                column.id.clone(),
            );
        }
    }
    for text in skipped {
        add("column ".to_owned(), text, "skip".to_owned());
    }
    if let Some(open) = &block.open_rows {
        add(
            "column ".to_owned(),
            &open.label.text,
            format!("{}[…]", open.id),
        );
    }
    let rows = block.rows.iter();
    for row in rows.filter(|row| row.key.is_none() && !row.group) {
        for text in std::iter::once(&row.label.text).chain(&row.label.aliases) {
            add(format!("row {}", group(&row.id)), text, row.id.clone());
        }
    }
    let several = known
        .into_values()
        .filter(|(text, ids)| ids.len() > 1 && !key(text).is_empty());
    several.collect()
}

/// Two sections with one title.
fn sections(form: &Form) -> Vec<(Bilingual, Bilingual)> {
    let mut found = Vec::new();
    for (at, section) in form.sections.iter().enumerate() {
        let title = &section.title.text;
        let mut before = form.sections[..at].iter();
        if let Some(other) = before.find(|other| key(&other.title.text) == key(title)) {
            found.push((
                Bilingual::new(
                    format!(
                        "部分 {} 和 {} 的标题相同，只会读到前一个",
                        other.id, section.id
                    ),
                    format!(
                        "sections `{}` and `{}` have one title: only the first is read",
                        other.id, section.id
                    ),
                ),
                Bilingual::new("给它们不同的标题", "give them titles of their own"),
            ));
        }
    }
    found
}

/// Units of money that nobody knows, and patterns for units where no column has one.
fn units(form: &Form) -> Vec<(Bilingual, Bilingual)> {
    let columns = form.tables.iter().flat_map(|table| &table.blocks);
    let columns = columns.flat_map(|block| &block.columns);
    let units: Vec<&str> = columns
        .filter_map(|column| column.unit.as_deref())
        .collect();
    let mut found = Vec::new();
    if let Some(unit) = units.iter().find(|unit| form.money_unit(unit).is_none()) {
        found.push((
            Bilingual::new(
                format!("不认识金额单位“{unit}”，写了别的单位的报告不能换算"),
                format!("the unit “{unit}” is not known: reports in another unit are not told from those in it"),
            ),
            Bilingual::new(
                "写进 words.toml 的 [money]",
                "add it to `[money]` in words.toml, as a power of ten of the currency",
            ),
        ));
    }
    let asks = form
        .known_by
        .as_ref()
        .is_some_and(|known| !known.units.is_empty());
    if asks && units.is_empty() {
        found.push((
            Bilingual::new(
                "有 units，却没有一列写 unit，报告写的单位没有用处",
                "it looks for `units`, and no column has a `unit`: what a report says makes no difference",
            ),
            Bilingual::new(
                "给金额列写 unit，或去掉 units",
                "give the columns of amounts a `unit`, or leave out `units`",
            ),
        ));
    }
    found
}

/// A pattern that takes any text for the name of an organ.
fn organs(form: &Form) -> Option<(Bilingual, Bilingual)> {
    let organs = &form.known_by.as_ref()?.organs;
    let takes_all = |parts: &[Piece]| !parts.iter().any(|part| matches!(part, Piece::Text(_)));
    organs
        .iter()
        .any(|pattern| takes_all(&pattern.parts))
        .then(|| {
            (
                Bilingual::new(
                    "organs 里只写 {organ}，任何一行都会当作单位名称",
                    "`{organ}` alone takes any line for the name of an organ",
                ),
                Bilingual::new(
                    "写上它前面或后面的文字，例如 单位：{organ}",
                    "write what stands before it or behind, as in `Organ: {organ}`",
                ),
            )
        })
}

/// Tables taken from a form that is not there, or does not have them.
fn other_forms(form: &Form, packs: &[Arc<Pack>]) -> Vec<(Bilingual, Bilingual)> {
    let mut found = Vec::new();
    for table in &form.tables {
        let Some((other, theirs)) = &table.from else {
            continue;
        };
        let mut forms = packs.iter().map(|pack| &pack.form);
        let lends = forms.any(|known| {
            let mut tables = known.tables.iter();
            known.id == *other && known.id != form.id && tables.any(|own| own.id == *theirs)
        });
        if !lends {
            found.push((
                Bilingual::new(
                    format!("表 {} 取自 {other} 的 {theirs}，没有这样的表", table.id),
                    format!(
                        "table `{}` is taken from `{theirs}` of `{other}`, which is not there",
                        table.id
                    ),
                ),
                Bilingual::new(
                    "核对 from 里的表格和表的标识",
                    "check the ids of form and table in `from`",
                ),
            ));
        }
    }
    found
}
