//! Which row each record fills: keys, references and links put together.

use gouji_model::SourceRange;
use gouji_model::records::{DataFormat, DataSource, Fact, RecordSource};
use rustc_hash::FxHashMap;

use crate::RecordsError;
use crate::captured::{Captured, Items, MisalignedLine, Text};
use crate::dangling::Read;
use crate::keys::{self, Keys};
use crate::links::Links;
use crate::plan::{Plan, RecordPlan};
use crate::records::{Column, Filled, PlacedText, Records, Remark, Row, Seen};

/// Puts together what a walk took up.
pub(crate) fn resolve<'t>(
    source: &DataSource,
    plan: &Plan,
    captured: &Captured,
    text: &'t str,
) -> Result<Records<'t>, RecordsError> {
    let items = by_group(plan, captured);
    let mut records = Records {
        sections: plan
            .records
            .iter()
            .map(|record| captured.sections[usize::from(record.section)])
            .collect(),
        ..Records::default()
    };
    for (fact, field) in &plan.facts {
        let content = items[0]
            .first()
            .and_then(|item| captured.field(*item, *field));
        records
            .facts
            .extend(content.map(|content| (*fact, of(content, text))));
    }
    if source.format == DataFormat::Csv {
        one_report(plan, captured, &items, text)?;
    }
    let mut keys = keys::read(source, plan, captured, &items, text, &mut records);
    let mut filled = FxHashMap::default();
    for (number, record) in source.records.iter().enumerate() {
        let part = Part {
            record,
            plan: &plan.records[number],
            number,
            items: &items,
            captured,
            text,
        };
        part.read(&mut keys, &mut records, &mut filled);
    }
    let read = Read {
        source,
        plan,
        captured,
        items: &items,
        text,
    };
    records.remarks.extend(read.dangling());
    note_unknown(plan, captured, text, (&filled, &mut records));
    records
        .remarks
        .extend(captured.misaligned.iter().map(misaligned));
    Ok(records)
}

/// That all lines say the same of whose report they are of and when, as far as they say it.
///
/// # Errors
/// Where two differ.
fn one_report(
    plan: &Plan,
    captured: &Captured,
    items: &Items,
    text: &str,
) -> Result<(), RecordsError> {
    let Some(whole) = items[0].first() else {
        return Ok(());
    };
    for (fact, field) in &plan.facts {
        let (one, other) = (
            captured.field(*whole, *field),
            captured.other(*whole, *field),
        );
        if let (Fact::Organization | Fact::Year, Some(one), Some(other)) = (fact, one, other) {
            let [one, other] = [one, other].map(|content| content.get(text).to_owned());
            return Err(RecordsError::SeveralReports(one, other));
        }
    }
    Ok(())
}

fn misaligned(line: &MisalignedLine) -> Remark {
    Remark {
        seen: Seen::Misaligned,
        name: line.first.clone(),
        text: line.values.to_string(),
        place: line.range,
        record: None,
        row: None,
    }
}

fn by_group(plan: &Plan, captured: &Captured) -> Items {
    let mut groups = vec![Vec::new(); plan.groups.len()];
    for (number, item) in captured.items.iter().enumerate() {
        groups[usize::from(item.group)].push(number as u32);
    }
    groups
}

pub(crate) fn of<'t>(content: &Text, text: &'t str) -> PlacedText<'t> {
    PlacedText {
        text: content.cow(text),
        place: content.range,
    }
}

/// One record source with all that was taken up.
struct Part<'a, 't> {
    record: &'a RecordSource,
    plan: &'a RecordPlan,
    number: usize,
    items: &'a Items,
    captured: &'a Captured,
    text: &'t str,
}

impl<'t> Part<'_, 't> {
    fn read(&self, keys: &mut Keys, records: &mut Records<'t>, filled: &mut RowOfItem) {
        let own = &self.items[usize::from(self.plan.group)];
        let by = &self.plan.by;
        let links = self
            .plan
            .link
            .map(|link| Links::read(link, by, self.items, self.captured, self.text));
        let mut seen: FxHashMap<&str, u32> = FxHashMap::default();
        let ids: Vec<&str> = own
            .iter()
            .map(|item| self.field_text(*item, self.plan.id))
            .collect();
        for id in ids.iter().filter(|id| !id.is_empty()) {
            *seen.entry(id).or_default() += 1;
        }
        for (item, id) in own.iter().zip(&ids) {
            if !self.is_one(*item) {
                continue;
            }
            if seen.get(id).is_some_and(|times| *times > 1) {
                self.remark(records, Seen::SameId, id, *item);
                continue;
            }
            let rows = self.rows(*item, id, links.as_ref(), keys, records);
            for place in rows {
                filled.insert(*item, place.1);
                self.fill(*item, place, keys, records);
            }
        }
    }

    fn field_text(&self, item: u32, field: Option<u16>) -> &str {
        let content = field.and_then(|field| self.captured.field(item, field));
        content.map_or("", |content| content.get(self.text))
    }

    /// Whether a record has what those of this source must have.
    fn is_one(&self, item: u32) -> bool {
        let mut only = self.record.only.iter().zip(&self.plan.only);
        only.all(|((_, wanted), field)| self.field_text(item, Some(*field)) == wanted)
    }

    /// The rows that a record fills.
    fn rows(
        &self,
        item: u32,
        id: &str,
        links: Option<&Links<'_>>,
        keys: &mut Keys,
        records: &mut Records<'t>,
    ) -> Vec<(usize, usize)> {
        let source = &self.record.row;
        let own_table = records.table(&self.record.table);
        if let Some(row) = &source.row {
            return vec![(own_table, keys.named(row, records))];
        }
        let own;
        let references = match links {
            Some(links) => links.of(id),
            None => {
                let content = self
                    .plan
                    .by
                    .iter()
                    .map(|field| self.field_text(item, Some(*field)));
                own = [content.collect()];
                &own
            }
        };
        if references.is_empty() {
            self.remark(records, Seen::Unlinked, id, item);
        }
        let mut rows = Vec::new();
        for reference in references {
            let Some((row, is_total)) = keys.row(source, reference, records) else {
                self.remark(records, Seen::Reference, &reference.join(" "), item);
                continue;
            };
            let table = source.total_table.as_ref().filter(|_| is_total);
            let table = table.map_or(own_table, |table| records.table(table));
            if !rows.contains(&(table, row)) {
                rows.push((table, row));
            }
        }
        rows
    }

    fn remark(&self, records: &mut Records<'t>, seen: Seen, name: &str, item: u32) {
        records.remarks.push(Remark {
            seen,
            name: name.to_owned(),
            text: String::new(),
            place: self.captured.tag(item, Some(&self.record.at)),
            record: Some(self.number),
            row: None,
        });
    }

    fn fill(&self, item: u32, place: (usize, usize), keys: &mut Keys, records: &mut Records<'t>) {
        for (at, field) in self.plan.columns.iter().enumerate() {
            self.cell(item, *field, place, Column::Field(at), records);
        }
        for (number, codes) in self.plan.codes.iter().enumerate() {
            self.fill_codes(item, place, (number, *codes), records);
        }
        for list in 0..self.plan.lists.len() {
            self.fill_list(item, place, list, keys, records);
        }
    }

    fn fill_list(
        &self,
        item: u32,
        place: (usize, usize),
        list: usize,
        keys: &mut Keys,
        records: &mut Records<'t>,
    ) {
        let (group, fields, key) = &self.plan.lists[list];
        let own = self
            .record
            .lists
            .get(list)
            .and_then(|list| list.table.as_deref());
        let mut seen: FxHashMap<String, usize> = FxHashMap::default();
        for (n, inside) in self.inside(item, *group).iter().enumerate() {
            let place = match own {
                None => place,
                Some(table) => {
                    let part = listed(self.field_text(*inside, *key), n + 1, &mut seen);
                    let row = Row::below(&records.rows[place.1], part);
                    (records.table(table), keys.add(row, records))
                }
            };
            for (at, field) in fields.iter().enumerate() {
                let column = Column::Listed(list, at, n + 1);
                self.cell(*inside, *field, place, column, records);
            }
        }
    }

    fn fill_codes(
        &self,
        item: u32,
        place: (usize, usize),
        (number, codes): (usize, (u16, u16, u16)),
        records: &mut Records<'t>,
    ) {
        let (group, code, value) = codes;
        let Some(source) = self.record.codes.get(number) else {
            return;
        };
        for inside in self.inside(item, group) {
            let content = self.field_text(*inside, Some(code));
            let known = source
                .columns
                .iter()
                .position(|(_, known)| known == content);
            if let Some(at) = known {
                self.cell(*inside, value, place, Column::Code(number, at), records);
                continue;
            }
            let field = self.captured.field(*inside, code);
            let range = field.map_or(SourceRange::default(), |field| field.range);
            records.remarks.push(Remark {
                seen: Seen::Unknown,
                name: content.to_owned(),
                text: self.field_text(*inside, Some(value)).to_owned(),
                place: range,
                record: Some(self.number),
                row: Some(place.1),
            });
        }
    }

    /// The items of a group that stand in a record.
    fn inside(&self, item: u32, group: u16) -> &[u32] {
        let all = &self.items[usize::from(group)];
        let parent = |one: &u32| {
            self.captured
                .items
                .get(*one as usize)
                .and_then(|item| item.parent)
        };
        let from = all.partition_point(|one| parent(one) < Some(item));
        let to = all.partition_point(|one| parent(one) <= Some(item));
        all.get(from..to).unwrap_or_default()
    }

    fn cell(
        &self,
        item: u32,
        field: u16,
        (table, row): (usize, usize),
        column: Column,
        records: &mut Records<'t>,
    ) {
        let Some(content) = self.captured.field(item, field) else {
            return;
        };
        let other = self.captured.other(item, field);
        records.cells.push(Filled {
            record: self.number,
            table,
            row,
            column,
            content: of(content, self.text),
            other: other.map(|other| of(other, self.text)),
        });
    }
}

/// What an element of a list is called: its text, or its number. What is listed twice are two rows.
fn listed(content: &str, number: usize, seen: &mut FxHashMap<String, usize>) -> String {
    let name = match content.is_empty() {
        true => number.to_string(),
        false => content.to_owned(),
    };
    let times = seen.entry(name.clone()).or_default();
    *times += 1;
    match *times {
        1 => name,
        times => format!("{name} ({times})"),
    }
}

/// The row that each record fills.
type RowOfItem = FxHashMap<u32, usize>;

/// Notes the elements that the mapping does not know.
fn note_unknown(
    plan: &Plan,
    captured: &Captured,
    text: &str,
    (filled, records): (&RowOfItem, &mut Records<'_>),
) {
    for unknown in &captured.unknown {
        let group = unknown
            .item
            .and_then(|item| captured.items.get(item as usize));
        let record = group.and_then(|item| {
            plan.records
                .iter()
                .position(|record| record.group == item.group)
        });
        records.remarks.push(Remark {
            seen: Seen::Unknown,
            name: unknown.name.clone(),
            text: unknown.text.get(text).to_owned(),
            place: unknown.text.range,
            record,
            row: unknown.item.and_then(|item| filled.get(&item).copied()),
        });
    }
}
