//! Who reports to whom.

use crate::specimen::Rng;

/// A unit of the region.
#[derive(Clone, Debug, Default)]
pub struct RegionUnit {
    /// Its name.
    pub name: String,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// The unit above it.
    pub parent: Option<usize>,
    /// Its level.
    pub level: &'static str,
    /// Its region.
    pub region: String,
    /// Whether its figures go into its parent's.
    pub counts: bool,
    /// The first year of which it reports.
    pub since: Option<i32>,
    /// The last one.
    pub until: Option<i32>,
    /// The units it was made of: one where it was renamed, several where they were merged.
    pub made_of: Vec<usize>,
}

impl RegionUnit {
    /// Whether it reports on a year.
    #[must_use]
    pub fn is_active(&self, year: i32) -> bool {
        self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until)
    }

    /// The last day for its report of a year: month and day of the next year; townships have none.
    #[must_use]
    pub fn deadline(&self) -> Option<(u8, u8)> {
        match self.level {
            "township" => None,
            "department" => Some((1, 31)),
            _ => Some((3, 31)),
        }
    }
}

const FIRST: [&str; 12] = [
    "清", "白", "红", "青", "金", "银", "石", "云", "松", "竹", "梅", "兰",
];
const SECOND: [&str; 12] = [
    "源", "水", "岩", "山", "林", "泉", "川", "溪", "原", "陵", "峰", "谷",
];
const DUTIES: [&str; 16] = [
    "教育局",
    "财政局",
    "民政局",
    "水务局",
    "交通运输局",
    "审计局",
    "统计局",
    "司法局",
    "农业农村局",
    "商务局",
    "应急管理局",
    "医疗保障局",
    "林业局",
    "生态环境局",
    "自然资源局",
    "市场监督管理局",
];

/// Units, about so many, those above before those below.
pub(super) fn make(count: usize, rng: &mut Rng) -> Vec<RegionUnit> {
    let mut made = Making {
        units: Vec::new(),
        count,
        places: 0,
    };
    let province = made.government("云岭省", None, "province");
    made.organs(province, "云岭省", 5, rng);
    while made.units.len() < count || made.places < 2 {
        let city = made.place("市");
        let above = made.government(&city, Some(province), "city");
        made.organs(above, &city, 5, rng);
        for _ in 0..2 + rng.below(4) {
            if made.is_full() {
                break;
            }
            let end = if rng.happens(60) { "县" } else { "区" };
            let county = made.place(end);
            let own = made.government(&county, Some(above), "county");
            made.organs(own, &county, 7, rng);
            for town in 0..4 + rng.below(5) {
                made.town(own, &county, town);
            }
        }
    }
    made.units
}

struct Making {
    units: Vec<RegionUnit>,
    count: usize,
    /// How many places were named.
    places: usize,
}

impl Making {
    fn is_full(&self) -> bool {
        self.units.len() >= self.count && self.places >= 2
    }

    /// A name that no other place has.
    fn place(&mut self, end: &str) -> String {
        let all = FIRST.len() * SECOND.len();
        let (round, number) = (self.places / all, self.places % all);
        self.places += 1;
        let third = match round {
            0 => "",
            round => SECOND[round % SECOND.len()],
        };
        // Neighbours do not share a first character.
        let first = FIRST[number % FIRST.len()];
        let second = SECOND[(number / FIRST.len() + number) % SECOND.len()];
        let far = if round > SECOND.len() { "长" } else { "" };
        format!("{far}{first}{second}{third}{end}")
    }

    fn add(&mut self, unit: RegionUnit) -> usize {
        self.units.push(unit);
        self.units.len() - 1
    }

    fn government(&mut self, place: &str, parent: Option<usize>, level: &'static str) -> usize {
        self.add(RegionUnit {
            name: format!("{place}人民政府"),
            parent,
            level,
            region: place.to_owned(),
            counts: parent.is_some(),
            ..RegionUnit::default()
        })
    }

    fn department(&mut self, parent: usize, place: &str, duty: &str) -> usize {
        self.add(RegionUnit {
            name: format!("{place}{duty}"),
            parent: Some(parent),
            level: "department",
            region: place.to_owned(),
            counts: true,
            ..RegionUnit::default()
        })
    }

    fn town(&mut self, parent: usize, county: &str, number: usize) {
        let (first, second) = (FIRST[(number * 5 + 3) % 12], SECOND[(number * 7 + 1) % 12]);
        self.add(RegionUnit {
            name: format!("{county}{first}{second}镇人民政府"),
            parent: Some(parent),
            level: "township",
            region: county.to_owned(),
            counts: true,
            ..RegionUnit::default()
        });
    }

    /// The own office, departments, an organ managed from above, one renamed, two merged.
    fn organs(&mut self, parent: usize, place: &str, departments: usize, rng: &mut Rng) {
        let own = if place.ends_with('省') {
            "人民政府办公厅"
        } else {
            "人民政府办公室"
        };
        self.department(parent, place, own);
        let from = rng.below(DUTIES.len());
        for number in 0..departments {
            let duty = DUTIES[(from + number) % DUTIES.len()];
            let unit = self.department(parent, place, duty);
            if rng.happens(30) {
                let short = format!("{place}{}", duty.replace('局', "管理局"));
                self.units[unit].aliases.push(short);
            }
        }
        let tax = self.department(parent, place, "税务局");
        self.units[tax].counts = false;
        if rng.happens(70) {
            self.renamed(parent, place, rng);
        }
        if rng.happens(70) {
            self.merged(parent, place, rng);
        }
        if rng.happens(40) {
            let late = self.department(parent, place, "大数据局");
            self.units[late].since = Some(2021 + rng.below(3) as i32);
        }
    }

    fn renamed(&mut self, parent: usize, place: &str, rng: &mut Rng) {
        let until = 2020 + rng.below(4) as i32;
        let old = self.department(parent, place, "文化局");
        self.units[old].until = Some(until);
        let new = self.department(parent, place, "文化和旅游局");
        self.units[new].since = Some(until + 1);
        self.units[new].aliases = vec![self.units[old].name.clone()];
        self.units[new].made_of = vec![old];
    }

    fn merged(&mut self, parent: usize, place: &str, rng: &mut Rng) {
        let until = 2020 + rng.below(4) as i32;
        let old = ["卫生局", "计划生育局"].map(|duty| self.department(parent, place, duty));
        let new = self.department(parent, place, "卫生健康局");
        self.units[new].since = Some(until + 1);
        for old in old {
            self.units[old].until = Some(until);
            let name = self.units[old].name.clone();
            self.units[new].aliases.push(name);
            self.units[new].made_of.push(old);
        }
    }
}
