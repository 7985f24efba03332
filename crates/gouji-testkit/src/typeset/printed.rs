//! The tables of a form laid out as grids with merged cells.

use gouji_model::{Block, CellId, Row, RowAxis, Table};

use crate::typeset::paper::Paper;

/// A table as it is printed: rows of cells, each where it begins.
#[derive(Clone)]
pub(crate) struct Printed {
    /// Its rows.
    pub rows: Vec<Vec<PrintedCell>>,
    /// How many grid columns it has.
    pub width: usize,
}

/// What a cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It names columns, or the whole table.
    Head,
    /// It names the rows it spans.
    Group,
    /// It names its row.
    Label,
    /// A figure, or blank.
    Value,
}

/// A cell of a printed table.
#[derive(Clone)]
pub(crate) struct PrintedCell {
    /// What stands in it.
    pub text: String,
    /// What it is for.
    pub role: Role,
    /// How it stands in a web page, where that is more than its text.
    pub markup: Option<String>,
    /// How many rows it spans.
    pub rows: usize,
    /// How many columns it spans.
    pub columns: usize,
}

pub(crate) fn cell(
    role: Role,
    text: impl Into<String>,
    rows: usize,
    columns: usize,
) -> PrintedCell {
    PrintedCell {
        text: text.into(),
        role,
        markup: None,
        rows,
        columns,
    }
}

/// Lays a table out.
pub(crate) fn table(paper: &Paper<'_>, table: &Table) -> Printed {
    let width = table.blocks.iter().map(width).max().unwrap_or(0);
    let mut printer = Printer {
        paper,
        table,
        width,
        rows: Vec::new(),
    };
    for block in &table.blocks {
        match block.rows_run {
            RowAxis::Down => printer.down(block),
            RowAxis::Across => printer.across(block),
        }
    }
    Printed {
        rows: printer.rows,
        width,
    }
}

/// How deep an id is below another level: dots in it.
fn depth(id: &str) -> usize {
    id.matches('.').count()
}

/// How many columns the labels of a block take.
fn label_columns(block: &Block) -> usize {
    1 + block
        .rows
        .iter()
        .map(|row| depth(&row.id))
        .max()
        .unwrap_or(0)
}

fn leaves(block: &Block) -> usize {
    block.columns.iter().filter(|column| !column.group).count()
}

fn width(block: &Block) -> usize {
    match block.rows_run {
        RowAxis::Down => label_columns(block) + leaves(block),
        RowAxis::Across => leaves(block) * block.rows.iter().filter(|row| !row.group).count(),
    }
}

fn is_below(id: &str, parent: &str) -> bool {
    id.strip_prefix(parent)
        .is_some_and(|rest| rest.starts_with('.'))
}

struct Printer<'p> {
    paper: &'p Paper<'p>,
    table: &'p Table,
    width: usize,
    rows: Vec<Vec<PrintedCell>>,
}

impl Printer<'_> {
    fn down(&mut self, block: &Block) {
        if let Some(caption) = &block.caption {
            self.rows
                .push(vec![cell(Role::Head, &caption.text, 1, self.width)]);
        }
        self.header(block);
        let mut pending: Vec<PrintedCell> = Vec::new();
        for row in &block.rows {
            if row.group && !self.is_filled(block, row) {
                let items = block.rows.iter().filter(|r| is_below(&r.id, &row.id));
                let span = items.filter(|r| !r.group).count();
                pending.push(cell(Role::Group, &row.label.text, span, 1));
                continue;
            }
            let mut printed = std::mem::take(&mut pending);
            let columns = label_columns(block) - depth(&row.id);
            printed.push(cell(Role::Label, &row.label.text, 1, columns));
            printed.extend(self.values(block, row));
            self.rows.push(printed);
        }
    }

    /// Whether a group's own row holds something.
    fn is_filled(&self, block: &Block, row: &Row) -> bool {
        let mut ids = block.columns.iter().filter_map(|column| {
            let id = self
                .paper
                .form
                .cell_at(&self.table.id, &row.id, &column.id)?;
            (self.paper.text_of)(id)
        });
        ids.any(|text| !text.is_empty())
    }

    fn values(&self, block: &Block, row: &Row) -> Vec<PrintedCell> {
        let columns = block.columns.iter().filter(|column| !column.group);
        let mut cells: Vec<PrintedCell> = columns
            .map(|column| {
                let id = self.paper.form.cell_at(&self.table.id, &row.id, &column.id);
                cell(Role::Value, self.text(id), 1, 1)
            })
            .collect();
        if block.rows_run == RowAxis::Down
            && let Some(last) = cells.last_mut()
        {
            last.columns += self.width - width(block);
        }
        cells
    }

    fn text(&self, id: Option<CellId>) -> String {
        id.and_then(|id| (self.paper.text_of)(id))
            .unwrap_or_default()
    }

    /// The head of a block: the corner, what spans all columns, groups, and the columns.
    fn header(&mut self, block: &Block) {
        let grouped = block.columns.iter().any(|column| column.group);
        let mut furniture = self.table.furniture.iter().map(|label| label.text.as_str());
        let corner = furniture.next().unwrap_or("");
        let over = furniture.next();
        let depth = 1 + usize::from(grouped) + usize::from(over.is_some());
        let mut first = vec![cell(Role::Head, corner, depth, label_columns(block))];
        if let Some(over) = over {
            first.push(cell(Role::Head, over, 1, leaves(block)));
            self.rows.push(std::mem::take(&mut first));
        }
        let extra = self.width - width(block);
        let (mut top, mut bottom) = (first, Vec::new());
        for column in &block.columns {
            let items = block.columns.iter().filter(|c| is_below(&c.id, &column.id));
            match (column.group, column.id.contains('.')) {
                (true, _) => top.push(cell(Role::Head, &column.label.text, 1, items.count())),
                (false, true) => bottom.push(cell(Role::Head, &column.label.text, 1, 1)),
                (false, false) => top.push(cell(
                    Role::Head,
                    &column.label.text,
                    1 + usize::from(grouped),
                    1,
                )),
            }
        }
        if let Some(last) = top.last_mut() {
            last.columns += extra;
        }
        self.rows.push(top);
        if grouped {
            self.rows.push(bottom);
        }
    }

    /// A block whose rows stand side by side.
    fn across(&mut self, block: &Block) {
        let width = leaves(block);
        let (mut top, mut middle, mut bottom, mut values) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for row in &block.rows {
            let below = block.rows.iter().filter(|r| is_below(&r.id, &row.id));
            if row.group {
                top.push(cell(Role::Head, &row.label.text, 1, width * below.count()));
                continue;
            }
            let heads = block.columns.iter().map(|c| &c.label.text);
            if row.id.contains('.') {
                middle.push(cell(Role::Head, &row.label.text, 1, width));
                bottom.extend(heads.map(|head| cell(Role::Head, head, 1, 1)));
            } else {
                top.push(cell(Role::Head, &row.label.text, 1, width));
                middle.extend(heads.map(|head| cell(Role::Head, head, 2, 1)));
            }
            values.extend(self.values(block, row));
        }
        self.rows.extend([top, middle, bottom, values]);
    }
}
