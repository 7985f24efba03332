//! The sheets of the list, planned before a row is written: what each is called and how many rows it has.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use gouji_audit::result::Rows;
use gouji_model::Language;

use crate::columns::{COLUMNS, DEADLINE, REGION};
use crate::kind::Kind;
use crate::row::Row;

/// Longest name of a sheet.
const LONGEST_NAME: usize = 31;

/// One sheet.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub name: String,
    pub rows: usize,
    /// How many findings its rows are about.
    pub findings: usize,
    /// Whether the rows stand on another sheet as well.
    pub is_again: bool,
    /// How many columns it has: what nobody can answer has none for answers.
    pub columns: usize,
}

/// How the sheets are to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub language: Language,
    /// What the sheet before them is called.
    pub first: &'static str,
    /// Whether each region has sheets of its own too.
    pub by_region: bool,
    /// Most rows of a sheet.
    pub most: usize,
}

/// All sheets, and where the next row of each kind and region goes.
#[derive(Debug)]
pub(crate) struct Sheets {
    pub sheets: Vec<Sheet>,
    kinds: BTreeMap<Kind, Slot>,
    regions: BTreeMap<String, Slot>,
    most: usize,
}

/// Where a row goes: the number of a sheet, and of the row on it.
pub(crate) type RowPlace = (usize, usize);

/// Rows that stand together, on as many sheets as they need.
#[derive(Debug, Default)]
struct Slot {
    /// For each sheet its rows and findings.
    sizes: Vec<(usize, usize)>,
    /// The number of the first sheet.
    first: usize,
    placed: usize,
}

impl Slot {
    fn count(&mut self, row: &Row, most: usize) {
        match self.sizes.last_mut() {
            Some((rows, findings)) if *rows < most => {
                *rows += 1;
                *findings += row.findings;
            }
            _ => self.sizes.push((1, row.findings)),
        }
    }

    /// Where the next row goes.
    fn place(&mut self, most: usize) -> RowPlace {
        let spot = (self.first + self.placed / most, self.placed % most);
        self.placed += 1;
        spot
    }
}

impl Sheets {
    /// The sheets of rows: by kind, then by region where that is asked for; none without rows.
    pub(crate) fn of(rows: &Rows<Row>, wanted: Wanted) -> io::Result<Self> {
        let mut sheets = Self {
            sheets: Vec::new(),
            kinds: BTreeMap::new(),
            regions: BTreeMap::new(),
            most: wanted.most.max(1),
        };
        for row in rows {
            let row = row?;
            let of_kind = sheets.kinds.entry(row.kind).or_default();
            of_kind.count(&row, sheets.most);
            let region = &row.texts[REGION];
            if wanted.by_region && !region.is_empty() {
                let of_region = sheets.regions.entry(region.clone()).or_default();
                of_region.count(&row, sheets.most);
            }
        }
        let mut taken = BTreeSet::from([wanted.first.to_lowercase()]);
        for (kind, slot) in &mut sheets.kinds {
            let name = kind.name(wanted.language);
            open(slot, name, &mut taken, &mut sheets.sheets);
            let own = sheets.sheets.iter_mut().skip(slot.first);
            let is_answered = kind.is_answered();
            own.for_each(|sheet| sheet.columns = if is_answered { COLUMNS } else { DEADLINE });
        }
        let by_kind = sheets.sheets.len();
        for (region, slot) in &mut sheets.regions {
            open(slot, region, &mut taken, &mut sheets.sheets);
        }
        for sheet in sheets.sheets.iter_mut().skip(by_kind) {
            sheet.is_again = true;
        }
        Ok(sheets)
    }

    /// Where the next row goes: on a sheet of its kind, and on one of its region.
    pub(crate) fn place(&mut self, row: &Row) -> impl Iterator<Item = RowPlace> + use<> {
        let most = self.most;
        let of_kind = self.kinds.get_mut(&row.kind);
        let of_kind = of_kind.map(|slot| slot.place(most));
        let of_region = self.regions.get_mut(&row.texts[REGION]);
        let of_region = of_region.map(|slot| slot.place(most));
        of_kind.into_iter().chain(of_region)
    }
}

/// Opens the sheets of rows that stand together.
fn open(slot: &mut Slot, name: &str, taken: &mut BTreeSet<String>, sheets: &mut Vec<Sheet>) {
    slot.first = sheets.len();
    for (rows, findings) in &slot.sizes {
        sheets.push(Sheet {
            name: free_name(name, taken),
            rows: *rows,
            findings: *findings,
            is_again: false,
            columns: COLUMNS,
        });
    }
}

/// A name that programs take and no other sheet has.
fn free_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = gouji_render::printable(wanted);
    let plain: String = plain
        .chars()
        .map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c })
        .collect();
    let plain = match plain.trim() {
        "" => "-",
        plain => plain,
    };
    for number in 1_u32.. {
        let end = match number {
            1 => String::new(),
            number => format!(" ({number})"),
        };
        let room = LONGEST_NAME - end.encode_utf16().count();
        let mut name = String::new();
        for c in plain.chars() {
            if name.encode_utf16().count() + c.len_utf16() > room {
                break;
            }
            name.push(c);
        }
        name.push_str(&end);
        if !name.is_empty() && taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    // Numbers do not end before names do.
    wanted.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_taken_by_programs() {
        let mut taken = BTreeSet::from(["青石".to_owned()]);
        assert_eq!(free_name("青石", &mut taken), "青石 (2)");
        assert_eq!(free_name("a[1]:*?/\\'", &mut taken), "a 1");
        let long = free_name(&"长".repeat(60), &mut taken);
        assert_eq!(long.chars().count(), 31);
        assert_ne!(free_name(&"长".repeat(60), &mut taken), long);
        assert_eq!(free_name("A", &mut taken), "A");
        assert_eq!(free_name("a", &mut taken), "a (2)");
        assert_eq!(free_name("//", &mut taken), "-");
    }
}
