//! The labels of a form with open rows, by what is compared of them.

use std::collections::{HashMap, HashSet};

use gouji_model::{Form, Label};

use crate::at::BlockAt;
use crate::key::normal;

/// The labels of a form.
#[derive(Debug)]
pub(super) struct Names {
    /// Every label that a heading may have, with a number.
    heads: HashMap<String, usize>,
    /// The labels of groups of columns.
    groups: HashSet<String>,
    /// The labels of the form's own rows.
    rows: HashSet<String>,
    /// The blocks.
    pub blocks: Vec<BlockNames>,
}

/// The labels of a block.
#[derive(Debug)]
pub(super) struct BlockNames {
    /// Table and block.
    pub at: BlockAt,
    /// Its columns that are no groups: place in the block, labels, and the labels of each group above.
    pub columns: Vec<(usize, Vec<String>, Vec<Vec<String>>)>,
    /// Its own rows: place in the block and labels.
    pub rows: Vec<(usize, Vec<String>)>,
    /// What stands above the keys; empty where it has no open rows.
    pub key: Vec<String>,
    /// How many parts a key has; none where it has no open rows.
    pub parts: usize,
    /// Both halves of labels such as `Simple: Median`, which may stand in two lines of headings.
    halves: Vec<String>,
    /// What a heading above it may say.
    pub titles: Vec<String>,
}

impl Names {
    pub(super) fn of(form: &Form) -> Self {
        let mut names = Self {
            heads: HashMap::new(),
            groups: HashSet::new(),
            rows: HashSet::new(),
            blocks: Vec::new(),
        };
        for (t, table) in form.tables.iter().enumerate() {
            for (b, block) in table.blocks.iter().enumerate() {
                let groups = |id: &str| -> Vec<Vec<String>> {
                    let above = block.columns.iter().filter(|group| {
                        let rest = id.strip_prefix(group.id.as_str());
                        group.group && rest.is_some_and(|rest| rest.starts_with('.'))
                    });
                    above.map(|group| wordings(&group.label)).collect()
                };
                let columns = block.columns.iter().enumerate();
                let columns = columns.filter(|(_, column)| !column.group);
                let open = block.open_rows.as_ref();
                let caption = block.caption.iter().map(|label| label.text.as_str());
                let titles = [table.title.zh.as_str(), table.title.en.as_str()];
                let titles = titles.into_iter().chain(caption).map(normal);
                names.add(BlockNames {
                    at: BlockAt { table: t, block: b },
                    columns: columns
                        .map(|(c, column)| (c, wordings(&column.label), groups(&column.id)))
                        .collect(),
                    rows: own_rows(block),
                    halves: halves(block),
                    key: open.map_or_else(Vec::new, |open| wordings(&open.label)),
                    parts: open.map_or(0, |open| open.parts),
                    titles: titles.filter(|title| !title.is_empty()).collect(),
                });
            }
            names.add_heads(table.furniture.iter().flat_map(wordings));
        }
        names
    }

    fn add(&mut self, block: BlockNames) {
        let columns = block.columns.iter();
        let labels = columns.flat_map(|(_, own, groups)| own.iter().chain(groups.iter().flatten()));
        let groups = block.columns.iter().flat_map(|(.., groups)| groups);
        self.groups.extend(groups.flatten().cloned());
        self.add_heads(labels.chain(&block.key).chain(&block.halves).cloned());
        let rows = block.rows.iter().flat_map(|(_, labels)| labels);
        self.rows.extend(rows.cloned());
        self.blocks.push(block);
    }

    /// Adds labels that a heading may have: of columns, of keys, and what stands above the labels of rows.
    fn add_heads(&mut self, labels: impl Iterator<Item = String>) {
        for label in labels {
            let number = self.heads.len();
            self.heads.entry(label).or_insert(number);
        }
    }

    /// The number of a heading, if it is one.
    pub(super) fn head(&self, normal: &str) -> Option<usize> {
        self.heads.get(normal).copied()
    }

    /// Whether it is the label of a group of columns.
    pub(super) fn is_group(&self, normal: &str) -> bool {
        self.groups.contains(normal)
    }

    /// Whether it is the label of a row of the form's own.
    pub(super) fn is_row(&self, normal: &str) -> bool {
        self.rows.contains(normal)
    }
}

impl BlockNames {
    /// The one column of a block that headings from top to bottom mean: the lowest is its own, and those of
    /// its groups stand above.
    pub(super) fn meant(&self, over: &[String]) -> Option<usize> {
        self.single(over).or_else(|| {
            // A label may be printed over several lines of headings.
            let starts = (0..over.len().saturating_sub(1)).rev();
            starts
                .into_iter()
                .find_map(|from| self.single(&[over[from..].concat()]))
        })
    }

    fn single(&self, over: &[String]) -> Option<usize> {
        let (lowest, above) = over.split_last()?;
        let fits = self.columns.iter().filter(|(_, labels, groups)| {
            let grouped = groups
                .iter()
                .all(|group| group.iter().any(|label| above.contains(label)));
            labels.contains(lowest) && grouped
        });
        // A label that a column has under its groups, and another one alone, is that of the groups above it.
        let most = fits.clone().map(|(_, _, groups)| groups.len()).max()?;
        let mut fits = fits.filter(|(_, _, groups)| groups.len() == most);
        let (first, ..) = fits.next()?;
        fits.next().is_none().then_some(*first)
    }
}

/// The halves of labels of columns that have a colon between them.
fn halves(block: &gouji_model::Block) -> Vec<String> {
    let labels = block.columns.iter().map(|column| &column.label);
    let texts = labels.flat_map(|label| std::iter::once(&label.text).chain(&label.aliases));
    let halves = texts.filter_map(|text| text.split_once(':'));
    let halves = halves.flat_map(|(one, other)| [normal(one), normal(other)]);
    halves
        .filter(|half| half.chars().any(char::is_alphabetic))
        .collect()
}

fn own_rows(block: &gouji_model::Block) -> Vec<(usize, Vec<String>)> {
    let rows = block.rows.iter().enumerate();
    rows.map(|(r, row)| (r, wordings(&row.label))).collect()
}

/// The wordings of a label that say something.
fn wordings(label: &Label) -> Vec<String> {
    let others = label.aliases.iter().chain(&label.altered);
    let all = std::iter::once(&label.text).chain(others);
    let all = all.map(|text| normal(text));
    all.filter(|text| !text.is_empty()).collect()
}
