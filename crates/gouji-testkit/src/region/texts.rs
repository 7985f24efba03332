//! What reports say in words: what everyone writes, and what only one does.

use super::units::RegionUnit;
use crate::specimen::Rng;

/// Words of two characters, of which texts are made; none is a figure, a name or the end of one.
const WORDS: &str = "群众解读培训考核窗口栏目更新平台专栏会议答复流程规范登记报送基层社团企业项目审批服务效能网站维护保密审查目录清理文件归档评议满意投诉渠道热线留言回复宣传手册材料学习交流调研督查通报整改落实责任分工时限台账总结成效不足加强完善提升推进健全优化创新拓展深化细化压实畅通丰富及时准确";
/// How many of them a text has.
const LENGTH: usize = 150;
/// How many stand before the next comma.
const CLAUSE: usize = 8;

/// The text of a section, by where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Narrative {
    /// Whose name it mentions.
    pub unit: usize,
    /// Which section it is.
    pub section: usize,
    /// Who wrote its own words: unit and year.
    pub source: (usize, i32),
    /// Who wrote what comes before them, and how many words in a hundred that is.
    pub copied: Option<((usize, i32), usize)>,
}

impl Narrative {
    /// A text of a unit's own.
    #[must_use]
    pub const fn own(unit: usize, year: i32, section: usize) -> Self {
        Self {
            unit,
            section,
            source: (unit, year),
            copied: None,
        }
    }

    /// The same text with so many words in a hundred taken from another.
    #[must_use]
    pub const fn copying(self, other: (usize, i32), percent: usize) -> Self {
        Self {
            copied: Some((other, percent)),
            ..self
        }
    }

    /// The words: what everyone writes, then the unit's.
    #[must_use]
    pub fn text(&self, seed: u64, units: &[RegionUnit]) -> String {
        let name = units.get(self.unit).map_or("", |unit| unit.name.as_str());
        let everyone = words(mixed(seed, 7, 0, self.section), 60);
        let mut own = Vec::new();
        if let Some(((unit, year), percent)) = self.copied {
            own = words(mixed(seed, unit + 100, year, self.section), LENGTH);
            own.truncate(LENGTH * percent / 100);
        }
        let (unit, year) = self.source;
        let rest = words(mixed(seed, unit + 100, year, self.section), LENGTH);
        own.extend(rest.into_iter().skip(own.len()));
        let topics = match self.section {
            0 => "主动公开方面，依申请公开方面，信息管理方面，平台建设方面，监督保障方面。",
            _ => "存在的主要问题和改进情况如下。",
        };
        format!(
            "{topics}\n{}。\n{name}{}。",
            clauses(&everyone),
            clauses(&own)
        )
    }
}

fn mixed(seed: u64, unit: usize, year: i32, section: usize) -> u64 {
    let mut rng = Rng::new(seed ^ ((unit as u64) << 20));
    rng.next() ^ ((year as u64) << 3) ^ section as u64
}

fn words(seed: u64, count: usize) -> Vec<[char; 2]> {
    let all: Vec<char> = WORDS.chars().collect();
    let mut rng = Rng::new(seed);
    let one = |_| {
        let at = rng.below(all.len() / 2) * 2;
        [all[at], all[at + 1]]
    };
    (0..count).map(one).collect()
}

fn clauses(words: &[[char; 2]]) -> String {
    let clauses = words.chunks(CLAUSE);
    let clauses = clauses.map(|clause| clause.iter().flatten().collect::<String>());
    clauses.collect::<Vec<_>>().join("，")
}
