//! A made-up region: units, years, and reports that agree with each other, into which mistakes are put.
//! The same seed makes the same region.

use std::collections::BTreeMap;

use gouji_testkit::requests::{APPLICANTS, rows};
use serde_json::{Value, json};

const WORDS: &str = "群众解读培训考核窗口栏目更新平台专栏政策会议答复流程规范登记审核报送基层街道社区企业项目审批监管服务效能网站维护保密审查目录清理文件归档评议满意投诉渠道热线留言回复宣传手册材料学习交流调研督查通报整改落实责任分工时限台账总结成效不足加强完善提升推进健全优化创新拓展深化细化压实畅通丰富及时准确";

/// Numbers that look random and are the same everywhere.
pub struct Rng(pub u64);

impl Rng {
    pub fn below(&mut self, most: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as i64 % most
    }

    /// A text of nobody else's.
    pub fn text(&mut self, words: usize) -> String {
        let all: Vec<char> = WORDS.chars().collect();
        let pairs = all.len() as i64 / 2;
        let mut text = String::new();
        for number in 0..words {
            let at = self.below(pairs) as usize * 2;
            text.extend([all[at], all[at + 1]]);
            if number % 8 == 7 {
                text.push('，');
            }
        }
        text
    }
}

/// The requests of a unit in one year, by column.
pub type Requests = BTreeMap<&'static str, [i64; 4]>;

/// A unit's reports.
#[derive(Clone)]
pub struct Unit {
    pub name: &'static str,
    pub parent: &'static str,
    pub level: &'static str,
    pub counts: bool,
    /// `since,until` of the units file.
    pub years: (Option<i32>, Option<i32>),
    pub aliases: &'static str,
}

/// A region.
pub struct Region {
    pub units: Vec<Unit>,
    /// Reports by unit and year.
    pub reports: BTreeMap<(&'static str, i32), Value>,
}

pub const YEARS: std::ops::RangeInclusive<i32> = 2021..=2024;

fn unit(name: &'static str, parent: &'static str, level: &'static str) -> Unit {
    Unit {
        name,
        parent,
        level,
        counts: true,
        years: (None, None),
        aliases: "",
    }
}

pub const CITY: &str = "清源市人民政府";
pub const COUNTY: &str = "青石县人民政府";

/// A region in order, with what is odd and honest: an organ managed from above, one renamed, two merged,
/// words that everyone writes.
pub fn region(seed: u64) -> Region {
    let mut units = vec![
        unit(CITY, "", "city"),
        unit("清源市人民政府办公室", CITY, "department"),
        unit("清源市教育局", CITY, "department"),
        unit("清源市交通运输局", CITY, "department"),
        unit(COUNTY, CITY, "county"),
        unit("青石县人民政府办公室", COUNTY, "department"),
        unit("青石县水务局", COUNTY, "department"),
        unit("青石县民政局", COUNTY, "department"),
        unit("青石县红岩镇人民政府", COUNTY, "township"),
        unit("白水区人民政府", CITY, "county"),
        unit("白水区财政局", "白水区人民政府", "department"),
        unit("白水区审计局", "白水区人民政府", "department"),
    ];
    units.push(Unit {
        counts: false,
        ..unit("清源市税务局", CITY, "department")
    });
    units.push(Unit {
        years: (None, Some(2022)),
        ..unit("青石县文化局", COUNTY, "department")
    });
    units.push(Unit {
        years: (Some(2023), None),
        aliases: "青石县文化局",
        ..unit("青石县文旅局", COUNTY, "department")
    });
    for name in ["白水区卫生局", "白水区计生局"] {
        units.push(Unit {
            years: (None, Some(2022)),
            ..unit(name, "白水区人民政府", "department")
        });
    }
    units.push(Unit {
        years: (Some(2023), None),
        aliases: "白水区卫生局|白水区计生局",
        ..unit("白水区卫健局", "白水区人民政府", "department")
    });
    let mut rng = Rng(seed);
    let shared = rng.text(60);
    let flows = flows(&units, &mut rng);
    let mut reports = BTreeMap::new();
    let mut in_force: BTreeMap<&str, i64> = BTreeMap::new();
    for year in YEARS {
        for unit in &units {
            let Some(requests) = flows.get(&(unit.name, year)) else {
                continue;
            };
            // A renamed organ has what was in force under its old name.
            let inherited = in_force.get(unit.aliases).copied();
            let first = inherited.unwrap_or_else(|| rng.below(40) + 5);
            let before = *in_force.entry(unit.name).or_insert(first);
            let (issued, repealed) = match year {
                2021 => (0, 0),
                _ => (rng.below(6), rng.below(4)),
            };
            let now = before + issued - repealed;
            in_force.insert(unit.name, now);
            let texts = [0, 1].map(|_| format!("{shared}{}", rng.text(160)));
            let report = report(unit.name, year, requests, (issued, repealed, now), &texts);
            reports.insert((unit.name, year), report);
        }
    }
    Region { units, reports }
}

/// What every unit received and did in every year: what is above others is their sum.
fn flows(units: &[Unit], rng: &mut Rng) -> BTreeMap<(&'static str, i32), Requests> {
    let mut flows: BTreeMap<(&'static str, i32), Requests> = BTreeMap::new();
    let is_parent = |name: &str| units.iter().any(|unit| unit.parent == name);
    for unit in units.iter().filter(|unit| !is_parent(unit.name)) {
        let mut open: BTreeMap<&str, i64> = BTreeMap::new();
        // A renamed organ goes on where it was; merged ones begin with what both had.
        for before in unit.aliases.split('|').filter(|name| !name.is_empty()) {
            for (column, [.., forward]) in &flows[&(name_of(units, before), 2022)] {
                *open.entry(column).or_default() += forward;
            }
        }
        for year in YEARS {
            let (since, until) = unit.years;
            if since.is_some_and(|since| year < since) || until.is_some_and(|until| year > until) {
                continue;
            }
            let mut requests = Requests::new();
            for column in ["natural_person", "legal.commercial"] {
                let over = open.get(column).copied().unwrap_or_else(|| rng.below(3));
                let new = rng.below(60) + 8;
                let forward = rng.below(6) + 1;
                requests.insert(column, [new, over, new + over - forward, forward]);
                open.insert(column, forward);
            }
            flows.insert((unit.name, year), requests);
        }
    }
    for parent in ["白水区人民政府", COUNTY, CITY] {
        for year in YEARS {
            let mut sum = Requests::new();
            let below = units
                .iter()
                .filter(|unit| unit.parent == parent && unit.counts);
            for unit in below {
                for (column, figures) in flows.get(&(unit.name, year)).into_iter().flatten() {
                    let own = sum.entry(column).or_default();
                    own.iter_mut()
                        .zip(figures)
                        .for_each(|(own, figure)| *own += figure);
                }
            }
            flows.insert((parent, year), sum);
        }
    }
    flows
}

fn name_of(units: &[Unit], name: &str) -> &'static str {
    units.iter().find(|unit| unit.name == name).unwrap().name
}

/// A report in the canonical JSON.
pub fn report(
    organ: &str,
    year: i32,
    requests: &Requests,
    (issued, repealed, in_force): (i64, i64, i64),
    [overview, problems]: &[String; 2],
) -> Value {
    let mut table = serde_json::Map::new();
    for row in rows() {
        let mut cells = serde_json::Map::new();
        let mut total = 0;
        for column in APPLICANTS {
            let [new, over, done, forward] = requests.get(column).copied().unwrap_or_default();
            let figure = match row {
                "new" => new,
                "carried_over" => over,
                "results.granted" | "results.total" => done,
                "carried_forward" => forward,
                _ => 0,
            };
            total += figure;
            cells.insert(column.to_owned(), figure.into());
        }
        cells.insert("total".to_owned(), total.into());
        table.insert(row.to_owned(), Value::Object(cells));
    }
    let review = json!({"upheld": 0, "corrected": 0, "other": 0, "pending": 0, "total": 0});
    let section =
        |id: &str, title: &str, text: &str| json!({"id": id, "title": title, "text": text});
    let day = if organ.ends_with("人民政府") {
        "3月20日"
    } else {
        "1月20日"
    };
    let signed = format!("本年度没有收取信息处理费。\n{organ}\n{}年{day}", year + 1);
    json!({
        "form": "cn-disclosure/2021",
        "year": year,
        "organization": organ,
        "title": format!("{organ}{year}年政府信息公开工作年度报告"),
        "sections": [
            section("overview", "一、总体情况", overview),
            section("proactive", "二、主动公开政府信息情况", ""),
            section("requests", "三、收到和处理政府信息公开申请情况", ""),
            section("review", "四、政府信息公开行政复议、行政诉讼情况", ""),
            section("problems", "五、存在的主要问题及改进情况", problems),
            section("other", "六、其他需要报告的事项", &signed),
        ],
        "tables": {
            "proactive": {
                "rules": {"issued": 0, "repealed": 0, "in_force": 0},
                "normative_documents": {"issued": issued, "repealed": repealed, "in_force": in_force},
                "licensing": {"decisions": 0},
                "penalties": {"decisions": 0},
                "coercion": {"decisions": 0},
                "fees": {"amount": 0},
            },
            "requests": table,
            "review": {
                "reconsideration": review,
                "litigation.direct": review,
                "litigation.after_reconsideration": review,
            },
        },
    })
}

/// A region in which a figure, a copied text and a missing report are wrong.
pub fn wrong() -> Region {
    let mut region = region(6);
    *region.cell("青石县水务局", 2022, "requests/new/natural_person") = 7777.into();
    let text = region.text("青石县民政局", 2024, "problems").clone();
    *region.text("清源市交通运输局", 2024, "problems") = text;
    region.reports.remove(&("清源市教育局", 2024));
    region
}

impl Region {
    /// Its files: the units, the reports, and two that are no reports.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = vec![("units.csv".to_owned(), self.units_file().into_bytes())];
        for ((unit, year), report) in &self.reports {
            let path = format!("reports/{year}/{unit}.json");
            files.push((path, report.to_string().into_bytes()));
        }
        files.push(("reports/notes.txt".to_owned(), b"no report".to_vec()));
        files.push(("reports/damaged.docx".to_owned(), b"PK\x03\x04".to_vec()));
        files
    }

    /// The units file.
    pub fn units_file(&self) -> String {
        let mut file = "unit,aliases,parent,level,region,counts,since,until\n".to_owned();
        let year = |year: Option<i32>| year.map_or_else(String::new, |year| year.to_string());
        for unit in &self.units {
            let counts = if unit.counts { "yes" } else { "no" };
            let (since, until) = unit.years;
            file.push_str(&format!(
                "{},{},{},{},,{counts},{},{}\n",
                unit.name,
                unit.aliases,
                unit.parent,
                unit.level,
                year(since),
                year(until)
            ));
        }
        file
    }

    /// A cell of a report.
    pub fn cell(&mut self, unit: &'static str, year: i32, address: &str) -> &mut Value {
        let parts: Vec<&str> = address.splitn(3, '/').collect();
        let report = self.reports.get_mut(&(unit, year)).unwrap();
        &mut report["tables"][parts[0]][parts[1]][parts[2]]
    }

    /// The text of a section.
    pub fn text(&mut self, unit: &'static str, year: i32, section: &str) -> &mut Value {
        let report = self.reports.get_mut(&(unit, year)).unwrap();
        let sections = report["sections"].as_array_mut().unwrap();
        let own = sections
            .iter_mut()
            .find(|own| own["id"] == section)
            .unwrap();
        &mut own["text"]
    }
}
