//! The parts of rule files that are about several reports.

use gouji_model::Bilingual;
use gouji_rule::{Deadline, PeerTest, PublishedTest};
use serde::Deserialize;
use toml::Spanned;

use crate::PackError;
use crate::context::Unfit;
use crate::files::File;
use crate::mistake;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RollUpEntry {
    pub cells: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeersEntry {
    message: Bilingual,
    common: usize,
    common_units: usize,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PublishedEntry {
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    metas: Vec<String>,
    deadlines: Vec<DeadlineEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeadlineEntry {
    level: String,
    month: Spanned<u32>,
    day: Spanned<u32>,
    since: Option<i32>,
    until: Option<i32>,
}

impl PublishedEntry {
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
