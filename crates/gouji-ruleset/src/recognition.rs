//! Whether reports in a form can be known by its labels.

use std::collections::BTreeSet;

use gouji_model::{Bilingual, Form};
use gouji_rule::Pack;

use crate::file_places::FilePlaces;
use crate::remark::{Code, Remark};

/// The fewest labels of a form that does not say how its reports are known, and of one that leaves rows open.
const FEWEST: usize = 6;
const FEWEST_OF_OPEN: usize = 4;

/// A remark where a form has fewer labels than a report needs to be known.
pub(crate) fn labels(pack: &Pack, spots: &FilePlaces<'_>) -> Option<Remark> {
    let form = &pack.form;
    let known = form.known_by.as_ref();
    let needed = known.map_or_else(
        || {
            if form.is_template() {
                FEWEST_OF_OPEN
            } else {
                FEWEST
            }
        },
        |known| known.labels,
    );
    let there = labels_of(form);
    // Reports may come as data, too.
    if there >= needed || !pack.data_formats.is_empty() {
        return None;
    }
    let folder = pack.origin.strip_suffix("pack.toml").unwrap_or_default();
    let message = Bilingual::new(
        format!("认不出这种报告：表上只有 {there} 个栏目名称，至少要有 {needed} 个"),
        format!(
            "its reports cannot be known: it has {there} labels, and {needed} have to be there"
        ),
    );
    let help = Bilingual::new(
        format!("在 form.toml 里写 [known_by]，用 titles 说明标题，并写 labels = {there}"),
        format!(
            "say in [known_by] of form.toml what titles look like (titles), and labels = {there}"
        ),
    );
    let spot = spots.of(&format!("{folder}form.toml"), &["known_by"]);
    Some(Remark {
        packs: vec![form.id.to_string()],
        spots: vec![spot],
        ..Remark::new(Code::TooFewLabels, message, help)
    })
}

/// How many different labels a form prints.
fn labels_of(form: &Form) -> usize {
    let tables = form.tables.iter().filter(|table| table.from.is_none());
    let mut labels = BTreeSet::new();
    for block in tables.flat_map(|table| &table.blocks) {
        let columns = block.columns.iter().map(|column| &column.label);
        let rows = block.rows.iter().map(|row| &row.label);
        let open = block.open_rows.iter().map(|open| &open.label);
        labels.extend(columns.chain(rows).chain(open).map(|label| &label.text));
    }
    labels.len()
}
