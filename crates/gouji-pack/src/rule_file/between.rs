//! The parts of rule files that are about several reports.

use gouji_model::Bilingual;
use gouji_rule::{Deadline, PeerTest, PublishedTest};
use toml::Spanned;

use crate::PackError;
use crate::context::Unfit;
use crate::files::File;
use crate::mistake;
use crate::outline::keys;

keys! {
    pub(super) struct RollUpEntry {
        "哪些单元格，`*` 代表任何一项" "which cells, by address; `*` stands for any"
        pub cells: Vec<Spanned<String>>,
    }
}

keys! {
    pub(super) struct PeersEntry {
        "与其他单位雷同时的话" "what a finding says of a text that another unit has"
        message: Bilingual,
        "超过百分之多少的单位都有的话是套话，不算雷同"
        "words that more than this many per cent of the units have are no copies"
        common: usize,
        "少于这么多个单位有的话不算套话" "words that fewer units than this have always count"
        common_units: usize,
    }
}

impl PeersEntry {
    pub(super) fn read(&self) -> PeerTest {
        PeerTest {
            message: self.message.clone(),
            common: self.common,
            common_units: self.common_units,
        }
    }
}

keys! {
    pub(super) struct PublishedEntry {
        "页面上公布日期前面的字样" "what stands before the day of publication on a page"
        labels: Vec<String> = default,
        "网页头部写公布日期的名称" "the names under which the head of a page gives it"
        metas: Vec<String> = default,
        "期限，按先后取第一个适用的" "the days; the first that fits counts"
        deadlines: Vec<DeadlineEntry>,
    }
}

keys! {
    struct DeadlineEntry {
        "单位的级别，与单位表相同" "the level of the unit, as in the units file"
        level: String,
        "报告年度次年的几月" "the month of the year after the report's"
        month: Spanned<u32>,
        "几日" "the day of the month"
        day: Spanned<u32>,
        "从哪个年度的报告起" "from the reports of this year on"
        since: Option<i32>,
        "到哪个年度的报告为止" "up to the reports of this year"
        until: Option<i32>,
    }
}

impl PublishedEntry {
    /// The levels that its deadlines are for.
    pub(super) fn levels(&self) -> Vec<&str> {
        self.deadlines
            .iter()
            .map(|deadline| deadline.level.as_str())
            .collect()
    }

    pub(super) fn read(&self, file: &File) -> Result<PublishedTest, Unfit> {
        let mut deadlines = Vec::new();
        for entry in &self.deadlines {
            deadlines.push(Deadline {
                level: entry.level.clone(),
                month: calendar(file, &entry.month, 12)?,
                day: calendar(file, &entry.day, 31)?,
                since: entry.since,
                until: entry.until,
            });
        }
        Ok(PublishedTest {
            labels: self.labels.clone(),
            metas: self.metas.clone(),
            deadlines,
        })
    }
}

/// A month or a day, of which there are no more than `most`.
fn calendar(file: &File, written: &Spanned<u32>, most: u8) -> Result<u8, Unfit> {
    let found = u8::try_from(*written.get_ref()).ok();
    let found = found.filter(|found| (1..=most).contains(found));
    found.ok_or_else(|| {
        let mistake = mistake::no_day(*written.get_ref(), most);
        PackError::at(&file.path, &file.text, written.span(), mistake).into()
    })
}
