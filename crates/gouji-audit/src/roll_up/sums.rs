//! Adding up the figures of many units, one at a time.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{CellId, Figure, Form};
use gouji_rule::Rule;

use super::blocked::per_table;
use super::members::{Differences, Member, Parent, RollUp};
use super::wording;
use crate::between::Unchecked;
use crate::packed_report::PackedReport;
use crate::run_reports::{Bound, RunReports, cell_of, held, usable};

/// The one report of a unit as it is kept, where its cells are those of a form and in its unit.
fn as_it_is_kept(
    run_reports: &dyn RunReports,
    form: &Form,
    reports: &[usize],
) -> Option<(usize, PackedReport)> {
    let [report] = reports else {
        return None;
    };
    let pack = run_reports.packs().get(run_reports.entry(*report)?.pack)?;
    let kept = run_reports.kept(*report)?;
    let is_as_the_form = kept.unit.is_none() && kept.open_rows.is_empty();
    (is_as_the_form && pack.form.id == form.id).then_some((*report, kept))
}

/// The sums of some cells, and who is in the way.
pub(super) struct Sums {
    /// For each cell the sum, as far as it goes, in the order of the cells.
    sums: Vec<(CellId, Figure)>,
    /// For each cell that cannot be added up the units that are in the way.
    in_the_way: BTreeMap<CellId, BTreeSet<String>>,
    /// The first report of each unit that was added.
    reports: Vec<usize>,
}

impl Sums {
    pub(super) fn of(
        run_reports: &dyn RunReports,
        rule: RollUp<'_>,
        parent: &Parent,
        members: &[Member<'_>],
    ) -> Self {
        let form = &parent.bound.pack.form;
        let cells = rule.cells.iter().filter(|cell| !form.is_group_cell(**cell));
        let cells: BTreeSet<CellId> = cells.copied().collect();
        let mut sums = Self {
            sums: cells.into_iter().map(|cell| (cell, Figure::ZERO)).collect(),
            in_the_way: BTreeMap::new(),
            reports: Vec::new(),
        };
        sums.note_groups(rule, form, &parent.bound, None);
        for member in members {
            let name = &member.unit.name;
            if let Some((report, kept)) = as_it_is_kept(run_reports, form, &member.reports) {
                sums.reports.push(report);
                sums.add_kept(rule, form, &kept, name);
                continue;
            }
            let Some(bound) = held(run_reports, &member.reports) else {
                if !member.reports.is_empty() {
                    sums.block_all(name);
                }
                continue;
            };
            sums.reports.push(bound.number);
            sums.add(form, &bound, name);
            sums.note_groups(rule, form, &bound, Some(name));
        }
        sums
    }

    /// Adds a report from what was kept of it: its cells and those of the sums come in one order.
    fn add_kept(&mut self, rule: RollUp<'_>, form: &Form, kept: &PackedReport, name: &str) {
        let mut groups: Vec<(CellId, Figure)> = Vec::new();
        let is_group = |cell: CellId| form.is_group_cell(cell) && rule.cells.contains(&cell);
        let has_lost = !kept.lost_tables.is_empty();
        let is_lost = |cell| has_lost && kept.lost_tables.contains(&form.table_id_of(cell));
        let in_the_way = &mut self.in_the_way;
        let mut block = |cell| {
            in_the_way.entry(cell).or_default().insert(name.to_owned());
        };
        let mut sums = self.sums.iter_mut();
        let mut next = sums.next();
        for (cell, figure) in kept.cells.figures() {
            while let Some((lacking, _)) = next.take_if(|(own, _)| *own < cell) {
                block(*lacking);
                next = sums.next();
            }
            match next.take_if(|(own, _)| *own == cell) {
                Some((_, sum)) => {
                    let figure = figure.filter(|_| !is_lost(cell));
                    match figure.and_then(|figure| sum.checked_add(figure)) {
                        Some(more) => *sum = more,
                        None => block(cell),
                    }
                    next = sums.next();
                }
                None => groups.extend(figure.filter(|_| is_group(cell)).map(|own| (cell, own))),
            }
        }
        next.into_iter()
            .chain(sums)
            .for_each(|(cell, _)| block(*cell));
        for (group, figure) in groups {
            self.note_group(form, group, Some(figure), name);
        }
    }

    /// The reports that were added, the first of each unit.
    pub(super) fn first_reports(&self) -> Vec<usize> {
        self.reports.clone()
    }

    fn add(&mut self, form: &Form, bound: &Bound, name: &str) {
        for (cell, sum) in &mut self.sums {
            let its = cell_of(bound, form, *cell);
            let figure = its.and_then(|its| usable(bound, its));
            match figure.and_then(|figure| sum.checked_add(figure)) {
                Some(next) => *sum = next,
                None => {
                    let names = self.in_the_way.entry(*cell).or_default();
                    names.insert(name.to_owned());
                }
            }
        }
    }

    fn block_all(&mut self, name: &str) {
        for (cell, _) in &self.sums {
            let names = self.in_the_way.entry(*cell).or_default();
            names.insert(name.to_owned());
        }
    }

    /// Rows that stand for a group hold figures that its items lack: then items cannot be compared.
    fn note_groups(&mut self, rule: RollUp<'_>, form: &Form, bound: &Bound, name: Option<&str>) {
        let name = name.unwrap_or_default();
        for group in rule.cells.iter().filter(|cell| form.is_group_cell(**cell)) {
            let own = cell_of(bound, form, *group);
            let figure = own.and_then(|own| bound.report.cell(own)?.figure());
            self.note_group(form, *group, figure, name);
        }
    }

    fn note_group(&mut self, form: &Form, group: CellId, figure: Option<Figure>, name: &str) {
        if figure.is_none_or(Figure::is_zero) {
            return;
        }
        let head = format!("{}.", form.row_of(group).id);
        for (item, _) in &self.sums {
            if form.in_one_column(group, *item) && form.row_of(*item).id.starts_with(&head) {
                let names = self.in_the_way.entry(*item).or_default();
                names.insert(name.to_owned());
            }
        }
    }

    /// The cells that are compared with their sum.
    pub(super) fn compared(&self, parent: &Bound) -> Vec<CellId> {
        let cells = self.sums.iter().map(|(cell, _)| *cell);
        let is_compared =
            |cell: &CellId| !self.in_the_way.contains_key(cell) && usable(parent, *cell).is_some();
        cells.filter(is_compared).collect()
    }

    /// The cells that are not the sum, with how far above it they are.
    pub(super) fn differences(&self, parent: &Bound) -> Differences {
        let differences = self.sums.iter().filter_map(|(cell, sum)| {
            if self.in_the_way.contains_key(cell) {
                return None;
            }
            let by = usable(parent, *cell)?.checked_sub(*sum)?;
            (!by.is_zero()).then_some((*cell, by))
        });
        differences.collect()
    }

    /// What could not be added up, a table at a time, with the names of who is in the way.
    pub(super) fn blocked(&self, rule: &Rule, parent: &Parent) -> Vec<Unchecked> {
        let form = &parent.bound.pack.form;
        let mut tables: BTreeMap<usize, (Vec<CellId>, BTreeSet<&str>)> = BTreeMap::new();
        for (cell, names) in &self.in_the_way {
            let table = form.table_id_of(*cell).0;
            let (cells, all) = tables.entry(usize::from(table)).or_default();
            cells.push(*cell);
            all.extend(names.iter().map(String::as_str));
        }
        let own = |cell: &CellId| usable(&parent.bound, *cell).is_none();
        let cells = self.sums.iter().map(|(cell, _)| *cell);
        let unread: Vec<CellId> = cells.filter(own).collect();
        for cell in unread {
            let table = usize::from(form.table_id_of(cell).0);
            let (cells, names) = tables.entry(table).or_default();
            cells.push(cell);
            names.insert("");
        }
        let blocked = tables.into_values().flat_map(|(cells, names)| {
            let names: Vec<&str> = names.into_iter().collect();
            per_table(
                rule,
                parent,
                &cells,
                &wording::in_the_way(&names, cells.len()),
            )
        });
        blocked.collect()
    }
}
