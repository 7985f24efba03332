//! Reading the units file: CSV with a header, every mistake reported with its line.

use std::collections::HashMap;
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use super::faults;
use super::unit::{COLUMNS, FURTHER_COLUMNS, Level, Unit, UnitsFault, plain};

/// What stands between aliases.
const BETWEEN: [char; 2] = ['|', '｜'];
/// The years that may stand in it.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2999;

/// The units of a file, from its decoded text.
///
/// # Errors
/// Everything that is wrong with it, in the order of its lines.
pub fn read(text: &str) -> Result<Vec<Unit>, Vec<UnitsFault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') || text.starts_with("PK") {
        return Err(vec![faults::no_table()]);
    }
    if text.contains('\u{fffd}') {
        return Err(vec![faults::undecoded()]);
    }
    let mut file = File::default();
    file.read(text);
    if file.faults.is_empty() {
        file.settle();
        file.units.shrink_to_fit();
    }
    match file.faults.is_empty() {
        true => Ok(file.units),
        false => {
            file.faults.sort_by_key(|fault| fault.line);
            Err(file.faults)
        }
    }
}

#[derive(Default)]
struct File {
    units: Vec<Unit>,
    /// The parent of each, as written.
    parents: Vec<String>,
    faults: Vec<UnitsFault>,
}

/// Where the columns stand.
struct Columns([Option<usize>; 8]);

impl Columns {
    fn of(header: &StringRecord, faults: &mut Vec<UnitsFault>) -> Self {
        let found: Vec<String> = header
            .iter()
            .map(|name| name.trim().to_lowercase())
            .collect();
        let known = COLUMNS.iter().chain(&FURTHER_COLUMNS);
        let at = known.map(|name| {
            let mut places = found.iter().enumerate().filter(|(_, own)| own == name);
            let first = places.next().map(|(at, _)| at);
            if places.next().is_some() {
                faults.push(faults::column_twice(name));
            }
            first
        });
        let at: Vec<Option<usize>> = at.collect();
        let missing = COLUMNS.iter().zip(&at).filter(|(_, at)| at.is_none());
        let missing: Vec<&str> = missing.map(|(name, _)| *name).collect();
        if !missing.is_empty() {
            faults.push(faults::missing_columns(&missing, &found));
        }
        let is_known = |name: &str| COLUMNS.contains(&name) || FURTHER_COLUMNS.contains(&name);
        let mistyped = found.iter().filter(|name| !is_known(name));
        faults.extend(mistyped.filter_map(|name| {
            let meant = FURTHER_COLUMNS
                .iter()
                .find(|known| is_nearly(name, known))?;
            Some(faults::mistyped_column(name, meant))
        }));
        let mut columns = [None; 8];
        columns.iter_mut().zip(at).for_each(|(own, at)| *own = at);
        Self(columns)
    }

    fn get<'r>(&self, number: usize, record: &'r StringRecord) -> &'r str {
        let at = self.0.get(number).copied().flatten();
        at.and_then(|at| record.get(at)).unwrap_or_default().trim()
    }
}

/// Whether a name is another with a letter more, less or changed, or two exchanged: columns of other names are
/// the office's own.
fn is_nearly(name: &str, known: &str) -> bool {
    strsim::osa_distance(name, known) == 1
}

impl File {
    fn read(&mut self, text: &str) {
        let mut reader = ReaderBuilder::new();
        let mut reader = reader.flexible(true).from_reader(text.as_bytes());
        let header = match reader.headers() {
            Ok(header) => header.clone(),
            Err(error) => return self.faults.push(faults::unreadable(1, &error.to_string())),
        };
        let columns = Columns::of(&header, &mut self.faults);
        if !self.faults.is_empty() {
            return;
        }
        for record in reader.records() {
            match record {
                Ok(record) if record.iter().all(|field| field.trim().is_empty()) => {}
                Ok(record) => self.unit(&columns, &record, header.len()),
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    let line = u32::try_from(line).unwrap_or(0);
                    self.faults
                        .push(faults::unreadable(line, &error.to_string()));
                }
            }
        }
        if self.units.is_empty() && self.faults.is_empty() {
            self.faults.push(faults::nothing());
        }
    }

    fn unit(&mut self, columns: &Columns, record: &StringRecord, width: usize) {
        let line = record.position().map_or(0, csv::Position::line);
        let line = u32::try_from(line).unwrap_or(0);
        // Programs leave out empty fields at the end.
        if record.len() > width {
            self.faults
                .push(faults::unlike_header(line, record.len(), width));
            return;
        }
        let [name, aliases, parent, level, region, counts, since, until] =
            std::array::from_fn(|number| columns.get(number, record));
        if record.iter().any(|field| field.contains(['\n', '\r'])) {
            return self.faults.push(faults::over_lines(line));
        }
        if name.is_empty() {
            self.faults.push(faults::no_name(line));
        }
        let aliases = aliases.split(BETWEEN).map(str::trim);
        let unit = Unit {
            name: name.to_owned(),
            aliases: aliases
                .filter(|alias| !alias.is_empty() && plain(alias) != plain(name))
                .map(str::to_owned)
                .collect(),
            parent: None,
            level: self.level(line, level),
            region: self.region(region),
            counts: self.counts(line, counts, parent.is_empty()),
            since: self.year(line, "since", since),
            until: self.year(line, "until", until),
            line,
        };
        if let (Some(since), Some(until)) = (unit.since, unit.until)
            && since > until
        {
            self.faults.push(faults::years_reversed(line, since, until));
        }
        self.units.push(unit);
        self.parents.push(parent.to_owned());
    }

    /// A region, held once where that of the unit before is the same.
    fn region(&self, name: &str) -> Arc<str> {
        let before = self.units.last().map(|unit| &unit.region);
        let same = before.filter(|before| ***before == *name);
        same.map_or_else(|| name.into(), Arc::clone)
    }

    fn level(&mut self, line: u32, found: &str) -> Level {
        let known = Level::of(&found.to_lowercase());
        if known.is_none() && !found.is_empty() {
            self.faults.push(faults::level(line, found));
        }
        known.unwrap_or_default()
    }

    fn counts(&mut self, line: u32, found: &str, is_top: bool) -> bool {
        match found.to_lowercase().as_str() {
            "yes" => true,
            "no" => false,
            // Nothing is above it that it could count towards.
            "" if is_top => false,
            _ => {
                self.faults.push(faults::counts(line, found));
                false
            }
        }
    }

    fn year(&mut self, line: u32, column: &str, found: &str) -> Option<i32> {
        if found.is_empty() {
            return None;
        }
        let year = found
            .trim_end_matches(gouji_language::dates::year)
            .parse()
            .ok();
        let year = year.filter(|year| YEARS.contains(year));
        if year.is_none() {
            self.faults.push(faults::year(line, column, found));
        }
        year
    }

    /// Looks for parents and for names of two units.
    fn settle(&mut self) {
        let mut first: HashMap<String, usize> = HashMap::new();
        for (number, unit) in self.units.iter().enumerate() {
            let before = *first.entry(plain(&unit.name)).or_insert(number);
            if let Some(other) = self.units.get(before).filter(|_| before != number) {
                let fault = faults::unit_twice(unit.line, &unit.name, other.line);
                self.faults.push(fault);
            }
        }
        if self.faults.is_empty() {
            self.names_of_two();
        }
        for (number, parent) in self.parents.iter().enumerate() {
            if parent.is_empty() {
                continue;
            }
            let above = first.get(&plain(parent)).copied();
            if above.is_none()
                && let Some(unit) = self.units.get(number)
            {
                let near = self.near(parent);
                let fault = faults::unknown_parent(unit.line, parent, near.as_deref());
                self.faults.push(fault);
            }
            if let Some(unit) = self.units.get_mut(number) {
                unit.parent = above.and_then(|above| u32::try_from(above).ok());
            }
        }
        self.circles();
    }

    fn names_of_two(&mut self) {
        let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, unit) in self.units.iter().enumerate() {
            for name in unit.names() {
                let owners = owners.entry(plain(name)).or_default();
                let mut others = owners.iter().filter(|other| **other != number);
                let other = others.find_map(|other| {
                    let other = self.units.get(*other)?;
                    unit.overlaps(other).then_some(other)
                });
                if let Some(other) = other {
                    let (own, before) = (unit.line, other.line);
                    let fault = faults::name_of_two(own, name, &other.name, before);
                    self.faults.push(fault);
                }
                if !owners.contains(&number) {
                    owners.push(number);
                }
            }
        }
    }

    /// A unit that has the parent's name among its aliases, or nearly that name.
    fn near(&self, parent: &str) -> Option<String> {
        let wanted = plain(parent);
        let has = |unit: &&Unit| unit.aliases.iter().any(|alias| plain(alias) == wanted);
        let by_alias = self.units.iter().find(has);
        let nearly = |unit: &&Unit| {
            let own = plain(&unit.name);
            own.contains(&wanted) || wanted.contains(&own)
        };
        let near = by_alias.or_else(|| self.units.iter().find(nearly));
        near.map(|unit| unit.name.clone())
    }

    /// Tells each circle of parents once.
    fn circles(&mut self) {
        // 0: not looked at; 1: on the way; 2: known to lead to the top, or reported.
        let mut state = vec![0_u8; self.units.len()];
        for start in 0..self.units.len() {
            let mut way = Vec::new();
            let mut at = Some(start);
            while let Some(unit) = at.filter(|unit| state.get(*unit) == Some(&0)) {
                state.get_mut(unit).into_iter().for_each(|state| *state = 1);
                way.push(unit);
                at = self.units.get(unit).and_then(Unit::above);
            }
            if let Some(again) = at.filter(|unit| state.get(*unit) == Some(&1)) {
                let from = way.iter().position(|unit| *unit == again).unwrap_or(0);
                let circle = way.get(from..).unwrap_or_default().iter().chain([&again]);
                let circle: Vec<&Unit> = circle.filter_map(|unit| self.units.get(*unit)).collect();
                let names: Vec<&str> = circle.iter().map(|unit| unit.name.as_str()).collect();
                let line = circle.first().map_or(0, |unit| unit.line);
                self.faults.push(faults::cycle(line, &names));
            }
            for unit in way {
                state.get_mut(unit).into_iter().for_each(|state| *state = 2);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "unit,aliases,parent,level,region,counts,since,until\n";

    fn faults_of(rows: &str) -> Vec<(u32, String)> {
        let faults = read(&format!("{HEAD}{rows}")).unwrap_err();
        let messages = faults
            .into_iter()
            .map(|fault| (fault.line, fault.message.en));
        messages.collect()
    }

    fn one(rows: &str, line: u32, words: &str) {
        let faults = faults_of(rows);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].0, line, "{faults:?}");
        assert!(faults[0].1.contains(words), "{faults:?}");
    }

    #[test]
    fn units_have_parents_aliases_and_years() {
        let units = read(
            "\u{feff}unit,aliases,parent,level,region,counts\r\n\
             青石县人民政府,青石县|县政府,,county,青石县,no\r\n\
             青石县水务局,,青石县人民政府,department,青石县,yes\r\n\
             ,,,,,\r\n",
        )
        .unwrap();
        assert_eq!(units.len(), 2);
        assert_eq!(*units[0].aliases, ["青石县", "县政府"]);
        assert_eq!((units[1].parent, units[1].counts), (Some(0), true));
        assert!(units[1].is_active(1999));
    }

    #[test]
    fn nothing_is_swallowed_in_silence() {
        // A quotation mark that is not closed makes one field of all lines after it.
        one(
            "甲,,,city,,no\n\"乙,,甲,city,,yes\n丙,,甲,city,,yes\n",
            3,
            "quotation mark",
        );
        for (name, expected) in [
            ("untill", Some("until")),
            ("sicne", Some("since")),
            ("untl", Some("until")),
            ("Since", None),
            ("phone", None),
        ] {
            let head = format!("unit,aliases,parent,level,region,counts,{name}\n");
            let found = read(&format!("{head}甲,,,city,,no,\n"));
            let message = found.err().map(|faults| faults[0].message.en.clone());
            let expected = expected.map(|meant| format!("did you mean {meant}?"));
            assert_eq!(message.is_some(), expected.is_some(), "{name}");
            assert!(
                message
                    .unwrap_or_default()
                    .ends_with(&expected.unwrap_or_default())
            );
        }
    }

    #[test]
    fn every_mistake_is_reported_with_its_line() {
        one("甲,,乙,city,,yes\n乙,,甲,city,,yes\n", 2, "甲 → 乙 → 甲");
        one("甲,,丙县,city,,yes\n", 2, "“丙县” is no unit of the file");
        one("甲县,县政府,,county,,\n乙,,县政府,city,,yes\n", 3, "“甲县”");
        one("甲,,,city,,no\n甲,,,city,,no\n", 3, "first in line 2");
        one("甲,丙,,city,,no\n乙,丙,,city,,no\n", 3, "“甲” (line 2)");
        one("甲,,,shi,,no\n", 2, "the level is “shi”");
        one("甲,,乙,city,,\n乙,,,city,,no\n", 2, "counts is “”");
        one("甲,,,city,,no,23,\n", 2, "since is “23”");
        one("甲,,,city,,no,2023,2022\n", 2, "since (2023) is after");
        one("甲,,,city,,no,,,9\n", 2, "9 fields");
        one("", 0, "no unit");
    }

    #[test]
    fn columns_that_are_missing_are_named() {
        let faults = read("unit,parent,level\n甲,,city\n").unwrap_err();
        assert!(faults[0].message.en.contains("aliases, region, counts"));
        assert!(read("unit;aliases;parent\n").is_err());
        let decoded = read("unit,aliases,parent,level,region,counts\n\u{fffd},,,,,\n");
        assert!(decoded.unwrap_err()[0].message.en.contains("GBK"));
        assert!(
            read("PK\u{3}\u{4}").unwrap_err()[0]
                .message
                .en
                .contains("workbook")
        );
    }

    #[test]
    fn a_name_may_pass_from_one_unit_to_another() {
        let rows = "旧局,,,department,,no,,2021\n新局,旧局,,department,,no,2022,\n";
        assert_eq!(read(&format!("{HEAD}{rows}")).unwrap().len(), 2);
    }
}
