//! Reports of several years in one run: without `--prior` they are checked one by one, and that is
//! reported.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{Bilingual, Report};

use crate::listing::listed;

/// The years of the reports that were checked, by organ.
#[derive(Debug, Default)]
pub(crate) struct Years {
    known: BTreeMap<String, BTreeSet<i32>>,
}

impl Years {
    /// Notes a report that was compared with none of another year.
    pub(crate) fn note(&mut self, report: &Report) {
        if let (Some(organ), Some(year)) = (&report.organization, report.year) {
            self.known.entry(organ.clone()).or_default().insert(year);
        }
    }

    /// Adds those of other reports.
    pub(crate) fn add(&mut self, other: Self) {
        for (organ, years) in other.known {
            self.known.entry(organ).or_default().extend(years);
        }
    }

    /// What to say where an organ has reports of years that follow each other.
    pub(crate) fn remark(&self) -> Option<Bilingual> {
        let follow = |years: &BTreeSet<i32>| years.iter().any(|year| years.contains(&(year + 1)));
        let several = self.known.iter().filter(|(_, years)| follow(years));
        let organs: Vec<String> = several.map(|(organ, _)| organ.clone()).collect();
        let shown = listed(&organs);
        (!organs.is_empty()).then(|| {
            Bilingual::new(
                format!(
                    "同一机关有几个年度的报告，跨年关系未核对：{}；要核对请用 --prior 指定上一年的报告",
                    shown.zh
                ),
                format!(
                    "there are reports of several years, relations between years not checked: {}; give last year's with --prior",
                    shown.en
                ),
            )
        })
    }
}
