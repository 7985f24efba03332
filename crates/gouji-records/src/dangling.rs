//! Links to records that are not there: the rows that they name may lack figures.

use gouji_model::records::DataSource;
use rustc_hash::FxHashSet;

use crate::captured::{Captured, Items};
use crate::plan::Plan;
use crate::records::{Remark, Seen};

/// What a walk took up, with what it was looked for by.
pub(crate) struct Read<'a> {
    pub source: &'a DataSource,
    pub plan: &'a Plan,
    pub captured: &'a Captured,
    pub items: &'a Items,
    pub text: &'a str,
}

impl Read<'_> {
    /// A remark for each link that names no record. Records of several kinds may be linked by the same
    /// elements.
    pub(crate) fn dangling(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let mut seen = Vec::new();
        for (number, record) in self.plan.records.iter().enumerate() {
            let Some(link) = record.link.filter(|link| !seen.contains(link)) else {
                continue;
            };
            seen.push(link);
            let ids = self.ids(link);
            let names = self.source.records.get(number);
            let names = names.and_then(|record| record.row.link.as_ref());
            for item in self.items[usize::from(link.0)].iter() {
                let name = self.field_text(*item, link.1);
                if !ids.contains(name) {
                    remarks.push(Remark {
                        seen: Seen::Reference,
                        name: name.to_owned(),
                        text: String::new(),
                        place: self.captured.tag(*item, names.map(|(at, _)| at)),
                        record: Some(number),
                        row: None,
                    });
                }
            }
        }
        remarks
    }

    /// The ids of all records that these links may name.
    fn ids(&self, link: (u16, u16)) -> FxHashSet<&str> {
        let records = self.plan.records.iter();
        let mut ids = FxHashSet::default();
        for record in records.filter(|record| record.link == Some(link)) {
            let Some(id) = record.id else {
                continue;
            };
            let items = self.items[usize::from(record.group)].iter();
            ids.extend(items.map(|item| self.field_text(*item, id)));
        }
        ids
    }

    fn field_text(&self, item: u32, field: u16) -> &str {
        let content = self.captured.field(item, field);
        content.map_or("", |content| content.get(self.text))
    }
}
