//! Adding up a run: which suppressions no longer hold, and which entries of a baseline are gone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_model::{Bilingual, Date, Identity};

use crate::applying::{Meeting, Withheld};
use crate::baseline::ReportKey;
use crate::layers::Grade;
use crate::notice::{EXPIRED, NOTICE_RULES, Notice, REOPENED, UNUSED};
use crate::settings::Settings;
use crate::suppression::Suppression;

/// What a run looked at, to judge whether something that was not seen is not there.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Folders that were gone through, absolute and with links resolved.
    pub folders: Vec<PathBuf>,
    /// Whether all that was asked for could be checked.
    pub complete: bool,
    /// Whether reports were compared with each other: what is shown once more for that was told as well.
    pub related: bool,
}

impl Coverage {
    fn includes(&self, folder: &Path) -> bool {
        self.complete
            && self
                .folders
                .iter()
                .any(|covered| folder.starts_with(covered))
    }
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// Suppressions by file and place: the same one may be in force for several configurations.
    suppressions: BTreeMap<(PathBuf, usize), Seen>,
    known: BTreeMap<(PathBuf, ReportKey, Identity), (u32, u32)>,
}

#[derive(Debug)]
struct Seen {
    suppression: Arc<Suppression>,
    /// What holds for each rule about the configuration.
    grades: [Grade; 3],
    today: Date,
    /// A finding of it was there.
    used: bool,
    /// It could not be seen whether it still holds.
    unknown: bool,
    /// Its rule compares reports, and one that it is for was looked at by itself.
    alone: bool,
    /// A report that it is for was checked.
    present: bool,
    /// Its finding is there with other values.
    changed: Option<Bilingual>,
}

impl Tally {
    /// Settings that are in use, whether or not a report comes of it.
    pub fn watch(&mut self, settings: &Settings) {
        for suppression in &settings.suppressions {
            self.seen(settings, suppression);
        }
    }

    fn seen(&mut self, settings: &Settings, suppression: &Arc<Suppression>) -> &mut Seen {
        let spot = &suppression.spot;
        let key = (spot.path.clone(), spot.span.start);
        let seen = self.suppressions.entry(key).or_insert_with(|| Seen {
            suppression: Arc::clone(suppression),
            grades: NOTICE_RULES.map(|rule| settings.grade_of_notice(rule)),
            today: settings.today,
            used: false,
            unknown: false,
            alone: false,
            present: false,
            changed: None,
        });
        if suppression.own && !seen.suppression.own {
            seen.suppression = Arc::clone(suppression);
        }
        seen
    }

    /// What these settings held back of a report.
    pub fn add(&mut self, settings: &Settings, held: Withheld) {
        for (index, meeting) in held.met {
            let Some(suppression) = settings.suppressions.get(index) else {
                continue;
            };
            let seen = self.seen(settings, suppression);
            seen.present = true;
            match meeting {
                Meeting::Used => seen.used = true,
                Meeting::Unknown => seen.unknown = true,
                Meeting::Changed(how) => seen.changed = seen.changed.take().or(Some(how)),
                Meeting::Alone => seen.alone = true,
                Meeting::Unused => {}
            }
        }
        for known in held.known {
            let key = (known.baseline, known.report, known.identity);
            let (_, found) = self.known.entry(key).or_insert((known.count, 0));
            *found = known.found.max(*found);
        }
    }

    /// How many entries of baselines are no longer there, of the reports that were checked.
    #[must_use]
    pub fn repaired(&self) -> usize {
        let gone = self
            .known
            .values()
            .map(|(count, found)| count.saturating_sub(*found));
        gone.map(|gone| gone as usize).sum()
    }

    /// What is to be reported about suppressions, in the order of files and lines.
    #[must_use]
    pub fn notices(&self, coverage: &Coverage) -> Vec<Notice> {
        let seen = self.suppressions.values();
        seen.filter_map(|seen| seen.notice(coverage)).collect()
    }
}

impl Seen {
    fn notice(&self, coverage: &Coverage) -> Option<Notice> {
        let (rule, (message, help)) = self.words(coverage)?;
        let mut grades = NOTICE_RULES.iter().zip(&self.grades);
        let (_, grade) = grades.find(|(name, _)| **name == rule)?;
        grade.on.then(|| Notice {
            rule,
            severity: grade.severity,
            message,
            help,
            spot: self.suppression.spot.clone(),
        })
    }

    fn words(&self, coverage: &Coverage) -> Option<(&'static str, (Bilingual, Bilingual))> {
        if let Some(expires) = self.suppression.written.expires
            && self.suppression.expired(self.today)
        {
            return Some((EXPIRED, expired(&self.suppression, expires, self.used)));
        }
        let is_open = self.unknown || self.alone && !coverage.related;
        if self.used || is_open || !self.judged(coverage) {
            return None;
        }
        Some(match &self.changed {
            Some(how) => (REOPENED, reopened(&self.suppression, how)),
            None => (UNUSED, unused(&self.suppression, self.present)),
        })
    }

    /// Whether everything that it may be for was checked: a run over one file says nothing of a
    /// suppression for another.
    fn judged(&self, coverage: &Coverage) -> bool {
        let one = self.present && self.suppression.written.means_one_report();
        one || (self.suppression.own && coverage.includes(&self.suppression.folder))
    }
}

impl Suppression {
    /// Whether its last day has passed.
    pub(crate) fn expired(&self, today: Date) -> bool {
        self.written.expires.is_some_and(|expires| expires < today)
    }

    /// What someone said when it was written, to decide what to do about it now.
    fn description(&self) -> Bilingual {
        let reason = &self.written.reason;
        match &self.written.author {
            Some(author) => Bilingual::new(
                format!("当时的理由（{author}）：{reason}"),
                format!("the reason given by {author}: {reason}"),
            ),
            None => Bilingual::new(
                format!("当时的理由：{reason}"),
                format!("the reason given: {reason}"),
            ),
        }
    }
}

fn expired(suppression: &Suppression, expires: Date, used: bool) -> (Bilingual, Bilingual) {
    let rule = &suppression.written.rule.value;
    let description = suppression.description();
    let (zh, en) = if used {
        (
            "问题仍在，已重新提示",
            "the finding is still there and is shown again",
        )
    } else {
        ("本次没有发现该问题", "the finding was not seen in this run")
    };
    (
        Bilingual::new(
            format!("对 {rule} 的认可已于 {expires} 到期：{zh}"),
            format!("the suppression of {rule} ended on {expires}: {en}"),
        ),
        Bilingual::new(
            format!("{}\n重新核实后改 expires，或删除这一条", description.zh),
            format!(
                "{}\nlook into it again and set `expires`, or remove it",
                description.en
            ),
        ),
    )
}

fn reopened(suppression: &Suppression, how: &Bilingual) -> (Bilingual, Bilingual) {
    let rule = &suppression.written.rule.value;
    let description = suppression.description();
    (
        Bilingual::new(
            format!("对 {rule} 的认可不再适用，已重新提示：{}", how.zh),
            format!("the suppression of {rule} no longer holds: {}", how.en),
        ),
        Bilingual::new(
            format!("{}\n按新的数值重新核实", description.zh),
            format!("{}\nlook into it again with the new values", description.en),
        ),
    )
}

fn unused(suppression: &Suppression, present: bool) -> (Bilingual, Bilingual) {
    let rule = &suppression.written.rule.value;
    let description = suppression.description();
    if let Some(successor) = &suppression.retired {
        return retired(rule, successor);
    }
    let (zh, en) = if present {
        ("所指的报告中没有这个问题", "its report has no such finding")
    } else {
        ("没有它所指的报告", "no report that it is for was found")
    };
    (
        Bilingual::new(
            format!("对 {rule} 的认可已无用处：{zh}"),
            format!("the suppression of {rule} has nothing to suppress: {en}"),
        ),
        Bilingual::new(
            format!("{}\n问题已解决则删除这一条", description.zh),
            format!("{}\nremove it if the finding was mended", description.en),
        ),
    )
}

/// A suppression of a rule that is no more.
fn retired(rule: &str, successor: &str) -> (Bilingual, Bilingual) {
    let (zh, en) = if successor.is_empty() {
        (String::new(), String::new())
    } else {
        (
            format!("，由 {successor} 代替"),
            format!("; `{successor}` stands for it"),
        )
    };
    (
        Bilingual::new(
            format!("规则 {rule} 已停用{zh}"),
            format!("the rule `{rule}` is retired{en}"),
        ),
        Bilingual::new("删除这一条", "remove the suppression"),
    )
}
