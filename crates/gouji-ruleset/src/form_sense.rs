//! What a form and its pack say that no report can make use of: labels that stand for two things, units that
//! nobody knows, names of nothing.

use std::collections::BTreeMap;

use gouji_model::{Bilingual, Block, Form, Label, Piece};
use gouji_rule::Pack;

use crate::file_places::FilePlaces;
use crate::remark::{Code, Remark};

/// What no report can make use of, with the way to it from the top of the form's file.
struct Unfit {
    way: Vec<String>,
    message: Bilingual,
    help: Bilingual,
}

impl Unfit {
    fn new(way: Vec<String>, message: Bilingual, help: Bilingual) -> Self {
        Self { way, message, help }
    }
}

/// The way to a key: names, and numbers of what there are several of.
fn way<const N: usize>(steps: [&dyn ToString; N]) -> Vec<String> {
    steps.iter().map(|step| step.to_string()).collect()
}

/// Remarks on the form of a pack.
pub(crate) fn remarks(pack: &Pack, spots: &FilePlaces<'_>) -> Vec<Remark> {
    let form = &pack.form;
    let mut found: Vec<Unfit> = Vec::new();
    if form.known_by.is_some() || form.is_template() {
        found.extend(labels(form));
        found.extend(sections(form));
        found.extend(units(form));
        found.extend(organs(form));
        found.extend(never(form));
        found.extend(furniture(form));
    }
    found.extend(choices(form));
    let folder = pack.origin.strip_suffix("pack.toml").unwrap_or_default();
    let file = format!("{folder}form.toml");
    let remark = |unfit: Unfit| {
        let way: Vec<&str> = unfit.way.iter().map(String::as_str).collect();
        Remark {
            packs: vec![form.id.to_string()],
            spots: vec![spots.of(&file, &way)],
            ..Remark::new(Code::UnfitForm, unfit.message, unfit.help)
        }
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
fn labels(form: &Form) -> Vec<Unfit> {
    let mut found = Vec::new();
    for (at, table) in form.tables.iter().enumerate() {
        for (number, block) in table.blocks.iter().enumerate() {
            let skipped = table.skip.iter().map(|label| &*label.text);
            for Ambiguous { label, ids, last } in ambiguous(block, skipped) {
                let (table, ids) = (&table.id, ids.join(", "));
                let mut way = way([&"table", &at]);
                if last.first().is_some_and(|step| step != SKIP) {
                    way.extend(["block".to_owned(), number.to_string()]);
                }
                way.extend(last);
                found.push(Unfit::new(
                    way,
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

/// The key of headings of columns that carry nothing.
const SKIP: &str = "skip";

/// A label that stands for several things: their ids, and the way to the last of them from their block, or from its
/// table.
struct Ambiguous<'b> {
    label: &'b str,
    ids: Vec<String>,
    last: Vec<String>,
}

/// The texts of a label with the way to each from what has it.
fn texts(label: &Label) -> impl Iterator<Item = (&str, Vec<String>)> {
    let aliases = label.aliases.iter().enumerate();
    let aliases = aliases.map(|(at, alias)| (alias.as_str(), way([&"aliases", &at])));
    std::iter::once((label.text.as_str(), way([&"label"]))).chain(aliases)
}

/// Labels of a block that stand for several things.
fn ambiguous<'b>(block: &'b Block, skipped: impl Iterator<Item = &'b str>) -> Vec<Ambiguous<'b>> {
    let group = |id: &str| {
        id.rsplit_once('.')
            .map_or("", |(group, _)| group)
            .to_owned()
    };
    let mut known: BTreeMap<(String, String), Ambiguous<'_>> = BTreeMap::new();
    let mut add = |place: String, text: &'b str, id: String, way: Vec<String>| {
        let slot = known.entry((place, key(text)));
        let ambiguous = slot.or_insert_with(|| Ambiguous {
            label: text,
            ids: Vec::new(),
            last: Vec::new(),
        });
        if !ambiguous.ids.contains(&id) {
            ambiguous.ids.push(id);
            ambiguous.last = way;
        }
    };
    for (at, column) in block
        .columns
        .iter()
        .enumerate()
        .filter(|(_, one)| !one.group)
    {
        for (text, inner) in texts(&column.label) {
            let place = format!("column {}", group(&column.id));
            let way = [way([&"columns", &at]), inner].concat();
            add(place, text, column.id.clone(), way);
        }
    }
    for (at, text) in skipped.enumerate() {
        add(
            "column ".to_owned(),
            text,
            SKIP.to_owned(),
            way([&SKIP, &at]),
        );
    }
    if let Some(open) = &block.open_rows {
        let id = format!("{}[…]", open.id);
        let way = way([&"open_rows", &"label"]);
        add("column ".to_owned(), &open.label.text, id, way);
    }
    let rows = block.rows.iter().enumerate();
    for (at, row) in rows.filter(|(_, row)| row.key.is_none() && !row.group) {
        for (text, inner) in texts(&row.label) {
            let way = [way([&"rows", &at]), inner].concat();
            add(format!("row {}", group(&row.id)), text, row.id.clone(), way);
        }
    }
    let several = known.into_values();
    let several = several.filter(|one| one.ids.len() > 1 && !key(one.label).is_empty());
    several.collect()
}

/// Two sections with one title.
fn sections(form: &Form) -> Vec<Unfit> {
    let mut found = Vec::new();
    for (at, section) in form.sections.iter().enumerate() {
        let title = &section.title.text;
        let mut before = form.sections[..at].iter();
        if let Some(other) = before.find(|other| key(&other.title.text) == key(title)) {
            found.push(Unfit::new(
                way([&"section", &at, &"title"]),
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
fn units(form: &Form) -> Vec<Unfit> {
    let mut units: Vec<(&str, Vec<String>)> = Vec::new();
    for (at, table) in form.tables.iter().enumerate() {
        for (number, block) in table.blocks.iter().enumerate() {
            for (index, column) in block.columns.iter().enumerate() {
                let way = || {
                    way([
                        &"table", &at, &"block", &number, &"columns", &index, &"unit",
                    ])
                };
                units.extend(column.unit.as_deref().map(|unit| (unit, way())));
            }
        }
    }
    let mut found = Vec::new();
    let mut known = units.iter();
    if let Some((unit, way)) = known.find(|(unit, _)| form.money_unit(unit).is_none()) {
        found.push(Unfit::new(
            way.clone(),
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
        found.push(Unfit::new(
            way([&"known_by", &"units"]),
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
fn organs(form: &Form) -> Option<Unfit> {
    let organs = &form.known_by.as_ref()?.organs;
    let takes_all = |parts: &[Piece]| !parts.iter().any(|part| matches!(part, Piece::Text(_)));
    let at = organs
        .iter()
        .position(|pattern| takes_all(&pattern.parts))?;
    Some(Unfit::new(
        way([&"known_by", &"organs", &at]),
        Bilingual::new(
            "organs 里只写 {organ}，任何一行都会当作单位名称",
            "`{organ}` alone takes any line for the name of an organ",
        ),
        Bilingual::new(
            "写上它前面或后面的文字，例如 单位：{organ}",
            "write what stands before it or behind, as in `Organ: {organ}`",
        ),
    ))
}

/// Every label of a form that a report has in its tables.
fn all_labels(form: &Form) -> impl Iterator<Item = &Label> {
    form.tables.iter().flat_map(|table| {
        let blocks = table.blocks.iter().flat_map(|block| {
            let columns = block.columns.iter().map(|column| &column.label);
            let rows = block.rows.iter().map(|row| &row.label);
            columns.chain(rows)
        });
        table.furniture.iter().chain(&table.skip).chain(blocks)
    })
}

/// Words that no report may have, and that every one has: they stand in the form's own labels.
fn never(form: &Form) -> Option<Unfit> {
    let words = &form.known_by.as_ref()?.never;
    let is_own = |word: &String| all_labels(form).any(|label| label.text.contains(word.as_str()));
    let at = words.iter().position(is_own)?;
    Some(Unfit::new(
        way([&"known_by", &"never", &at]),
        Bilingual::new(
            "never 里的这个词表样自己就有，哪份报告都读不出来",
            "the form itself has this word of `never`: no report of it is ever read",
        ),
        Bilingual::new(
            "写只有别的表格才有的词",
            "write a word that only other forms have",
        ),
    ))
}

/// What stands above the labels of rows, and is the label of a row as well.
fn furniture(form: &Form) -> Vec<Unfit> {
    let mut found = Vec::new();
    for (at, table) in form.tables.iter().enumerate() {
        let rows = || table.blocks.iter().flat_map(|block| &block.rows);
        for (number, text) in table.furniture.iter().enumerate() {
            if rows().any(|row| key(&row.label.text) == key(&text.text)) {
                found.push(Unfit::new(
                    way([&"table", &at, &"furniture", &number]),
                    Bilingual::new(
                        format!("“{}”也是表 {} 一行的名称", text.text, table.id),
                        format!("“{}” is the label of a row of table `{}` as well", text.text, table.id),
                    ),
                    Bilingual::new(
                        "furniture 只写不是行、列名称的文字",
                        "`furniture` is what the table prints beside the labels of rows and columns",
                    ),
                ));
            }
        }
    }
    found
}

/// Choices that are the same: the second is never read.
fn choices(form: &Form) -> Vec<Unfit> {
    let mut found = Vec::new();
    for (at, table) in form.tables.iter().enumerate() {
        for (number, block) in table.blocks.iter().enumerate() {
            for (index, column) in block.columns.iter().enumerate() {
                let mut before: Vec<String> = Vec::new();
                for (choice, wordings) in column.choices.iter().enumerate() {
                    if wordings.iter().any(|word| before.contains(&key(word))) {
                        found.push(Unfit::new(
                            way([
                                &"table", &at, &"block", &number, &"columns", &index, &"choices",
                                &choice,
                            ]),
                            Bilingual::new(
                                format!("列 {} 的这一项和前面的一项写法相同", column.id),
                                format!(
                                    "column `{}` has this wording for another choice before",
                                    column.id
                                ),
                            ),
                            Bilingual::new(
                                "每种写法只写在一项里",
                                "give each wording to one choice only",
                            ),
                        ));
                    }
                    before.extend(wordings.iter().map(|word| key(word)));
                }
            }
        }
    }
    found
}
