//! Which table of the form each part of a document is.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{Form, Place};

use super::crossed::Crossed;
use super::heads::Part;
use super::names::{BlockNames, Names};
use crate::at::BlockAt;
use crate::key::normal;

/// What the parts of a document are.
pub(super) struct Chosen<'p, 'g, 'd> {
    /// Parts with the table and block that each is.
    pub tables: Vec<(&'p Part<'g, 'd>, BlockAt)>,
    /// Parts that could be several tables, which are then none that can be read: the tables, and where.
    pub doubtful: Vec<(Vec<usize>, Option<Place>)>,
}

/// How well a part fits a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Columns of the block that it has.
    columns: usize,
    /// How much of a heading above it names the table.
    titled: usize,
    /// How near that heading stands: greater is nearer.
    near: usize,
}

/// Finds for each part the block it fits best. Where several fit alike, as many parts as blocks that
/// follow in the form's order are those blocks; else none of them is.
pub(super) fn choose<'p, 'g, 'd>(
    form: &Form,
    names: &Names,
    parts: &'p [Part<'g, 'd>],
) -> Chosen<'p, 'g, 'd> {
    let mut chosen = Chosen {
        tables: Vec::new(),
        doubtful: Vec::new(),
    };
    let mut tied: BTreeMap<Vec<BlockAt>, Vec<&'p Part<'g, 'd>>> = BTreeMap::new();
    for part in parts {
        let best = best(form, names, part);
        match best.as_slice() {
            [] => {}
            [one] => chosen.tables.push((part, *one)),
            _ => tied.entry(best).or_default().push(part),
        }
    }
    for (blocks, parts) in tied {
        // Blocks that a heading has given to other parts are no longer to be had.
        let taken = |at: &BlockAt| chosen.tables.iter().any(|(_, own)| own == at);
        let free: Vec<BlockAt> = blocks.iter().copied().filter(|at| !taken(at)).collect();
        if free.len() == parts.len() {
            let own: Vec<_> = parts.into_iter().zip(free).collect();
            chosen.tables.extend(own);
        } else {
            let place = parts.first().and_then(|part| place(part));
            let tables = free.iter().map(|at| at.table).collect();
            chosen.doubtful.push((tables, place));
        }
    }
    chosen
}

fn place(part: &Part<'_, '_>) -> Option<Place> {
    part.heads.first()?.first().map(|cell| cell.place)
}

/// The blocks that a part fits best, in the form's order.
fn best(form: &Form, names: &Names, part: &Part<'_, '_>) -> Vec<BlockAt> {
    let fits: Vec<(Fit, BlockAt)> = names
        .blocks
        .iter()
        .filter_map(|block| Some((fit(form, block, part)?, block.at)))
        .collect();
    let Some(best) = fits.iter().map(|(fit, _)| *fit).max() else {
        return Vec::new();
    };
    let best = fits.iter().filter(|(fit, _)| *fit == best);
    best.map(|(_, at)| *at).collect()
}

/// How well a part fits a block; nothing where it has fewer than half of the columns that the block
/// needs, or neither a heading for keys nor a row of the block.
fn fit(form: &Form, block: &BlockNames, part: &Part<'_, '_>) -> Option<Fit> {
    let own = &form.tables[block.at.table].blocks[block.at.block].columns;
    let needed = own
        .iter()
        .filter(|column| !column.group && !column.optional);
    let mut columns = columns_of(form, block, part).len();
    let key = key_column(form, block, part)?;
    if columns == 0 {
        let crossed = Crossed::of(block, part, key)?;
        columns = crossed
            .all()
            .map(|(_, own)| own)
            .collect::<BTreeSet<_>>()
            .len();
    }
    if columns * 2 < needed.count() {
        return None;
    }
    let titles = &block.titles;
    let titled = |text: &&str| {
        let text = normal(text);
        let named = titles.iter().filter(|title| text.contains(title.as_str()));
        named.map(|title| title.chars().count()).max()
    };
    let above = part.above.iter().enumerate();
    let named = above.filter_map(|(near, text)| Some((titled(text)?, near + 1)));
    let (titled, near) = named.max_by_key(|(_, near)| *near).unwrap_or((0, 0));
    Some(Fit {
        columns,
        titled,
        near,
    })
}

/// The columns of a part: the column of the grid for each column of the block. Where two of the block
/// may stand in one place, or one in two, none of them does.
pub(super) fn columns_of(
    form: &Form,
    block: &BlockNames,
    part: &Part<'_, '_>,
) -> BTreeMap<u32, usize> {
    let mut found: Vec<(u32, usize)> = Vec::new();
    let key = key_column(form, block, part);
    for part in &part.columns {
        // What a heading spans stands in its first column.
        let begins = part.head.is_none_or(|head| head.column == part.column);
        if Some(part.column) != key && begins {
            found.extend(block.meant(&part.over).map(|own| (part.column, own)));
        }
    }
    let single = |own: usize| found.iter().filter(|(_, other)| *other == own).count() == 1;
    let single = found.iter().filter(|(_, own)| single(*own));
    single.copied().collect()
}

/// The column of the grid that the keys stand in: under their heading, else the first, where one of the
/// block's own rows is named in it.
pub(super) fn key_column(form: &Form, block: &BlockNames, part: &Part<'_, '_>) -> Option<u32> {
    let is_key = |lowest: &String| block.key.contains(lowest);
    let mut columns = part.columns.iter();
    if let Some(headed) = columns.find(|column| column.over.last().is_some_and(is_key)) {
        return Some(headed.column);
    }
    let own = |name: &String| block.rows.iter().any(|(_, labels)| labels.contains(name));
    let named = part.firsts.iter().any(own) || names_keys(form, block, part);
    part.columns
        .first()
        .filter(|_| named)
        .map(|first| first.column)
}

/// Whether the first column holds keys under a heading of its own: what stands in it are words, and all
/// columns that the block needs stand behind it.
fn names_keys(form: &Form, block: &BlockNames, part: &Part<'_, '_>) -> bool {
    let Some((first, others)) = part.columns.split_first() else {
        return false;
    };
    let words = |text: &String| text.chars().any(char::is_alphabetic);
    let own = &form.tables[block.at.table].blocks[block.at.block].columns;
    let is_there = |index: usize| {
        others
            .iter()
            .any(|part| block.meant(&part.over) == Some(index))
    };
    let mut needed = own
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.group && !column.optional);
    block.parts > 0
        && block.meant(&first.over).is_none()
        && !part.firsts.is_empty()
        && part.firsts.iter().all(words)
        && needed.all(|(index, _)| is_there(index))
}
