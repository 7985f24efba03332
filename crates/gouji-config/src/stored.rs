//! What the result of a file depends on in its settings, and what settings held back, as data that a
//! later run takes up again.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use gouji_model::{Bilingual, Identity};
use serde::{Deserialize, Serialize};

use crate::applying::{Known, Meeting, Withheld};
use crate::baseline::ReportKey;
use crate::patterns::absolute;
use crate::settings::Settings;

/// What settings held back of a report, as it is stored.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct StoredWithheld {
    counts: [usize; 4],
    unchecked: BTreeSet<String>,
    met: Vec<(usize, StoredMeeting)>,
    known: Vec<StoredKnown>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum StoredMeeting {
    Unused,
    Unknown,
    Changed(String, String),
    Used,
    Alone,
}

/// How suppressions met a report that was compared with others, as it is stored.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Meetings(Vec<(usize, StoredMeeting)>);

impl Meetings {
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Meetings> for Withheld {
    fn from(meetings: Meetings) -> Self {
        let met = meetings.0.into_iter();
        Self {
            met: met
                .map(|(number, meeting)| (number, meeting.into()))
                .collect(),
            ..Self::default()
        }
    }
}

/// An entry of the baseline: the report as JSON, the identity, how many there are and were found.
#[derive(Debug, Serialize, Deserialize)]
struct StoredKnown {
    report: String,
    identity: u128,
    count: u32,
    found: u32,
}

impl Settings {
    /// Everything in these settings on which the result of a file depends, for a file at a path: two
    /// files of the same bytes for which this is the same come to the same. What was accepted in answers
    /// is not in it; see [`Settings::may_accept`].
    #[must_use]
    pub fn key(&self, path: &Path) -> String {
        let mut key = format!("{:?};", self.layers);
        for suppression in &self.suppressions {
            let expired = suppression.expired(self.today);
            let _ = write!(key, "{:?}{expired};", suppression.written);
        }
        if let Some(baseline) = &self.baseline {
            let _ = write!(key, "{:?};", baseline.reports);
        }
        let by_path = self.baseline.is_some()
            || self.layers.iter().any(|layer| layer.path.is_some())
            || self
                .suppressions
                .iter()
                .any(|one| one.written.path.is_some());
        if by_path {
            let _ = write!(key, "{}", absolute(path).display());
        }
        key
    }

    /// Whether [`Settings::key`] is the same for every path.
    #[must_use]
    pub fn have_one_key(&self) -> bool {
        self.baseline.is_none()
            && self.layers.iter().all(|layer| layer.path.is_none())
            && self
                .suppressions
                .iter()
                .all(|one| one.written.path.is_none())
    }

    /// Whether a finding of this identity may be one that was accepted in answers: what is known of its
    /// report from an earlier run does not hold then.
    #[must_use]
    pub fn may_accept(&self, identity: &str) -> bool {
        let accepted = self.accepted.as_deref().filter(|all| !all.is_empty());
        let number = u128::from_str_radix(identity, 16);
        accepted.is_some_and(|all| number.map_or(true, |number| all.names(Identity(number))))
    }

    /// What was held back, as it was before it was stored.
    #[must_use]
    pub fn held(&self, stored: StoredWithheld) -> Withheld {
        let [ignored, ignored_blocked, suppressed, baselined] = stored.counts;
        let baseline = self.baseline_path().unwrap_or(Path::new(""));
        let known = stored.known.into_iter().filter_map(|one| {
            Some(Known {
                baseline: baseline.to_owned(),
                report: serde_json::from_str::<ReportKey>(&one.report).ok()?,
                identity: Identity(one.identity),
                count: one.count,
                found: one.found,
            })
        });
        Withheld {
            ignored,
            ignored_blocked,
            suppressed,
            baselined,
            accepted: 0,
            hidden: Vec::new(),
            ignored_relations: 0,
            unchecked: stored.unchecked,
            alone: BTreeSet::new(),
            met: stored
                .met
                .into_iter()
                .map(|(number, meeting)| (number, meeting.into()))
                .collect(),
            known: known.collect(),
        }
    }
}

impl Withheld {
    /// How suppressions of some rules met the report, which was compared with others.
    #[must_use]
    pub fn meetings(&self, settings: &Settings, is_wanted: impl Fn(&str) -> bool) -> Meetings {
        let met = self.met.iter().filter(|(number, _)| {
            let suppression = settings.suppressions.get(*number);
            suppression.is_some_and(|one| is_wanted(&one.written.rule.value))
        });
        let compared = |meeting: &Meeting| match meeting {
            Meeting::Alone => StoredMeeting::Unused,
            other => other.into(),
        };
        Meetings(
            met.map(|(number, meeting)| (*number, compared(meeting)))
                .collect(),
        )
    }

    /// The same as it is stored; nothing where answers held something back, which only holds for one run.
    #[must_use]
    pub fn to_store(&self) -> Option<StoredWithheld> {
        let known = self.known.iter().map(|one| {
            Some(StoredKnown {
                report: serde_json::to_string(&one.report).ok()?,
                identity: one.identity.0,
                count: one.count,
                found: one.found,
            })
        });
        let known: Option<Vec<StoredKnown>> = known.collect();
        (self.accepted == 0).then_some(StoredWithheld {
            counts: [
                self.ignored,
                self.ignored_blocked,
                self.suppressed,
                self.baselined,
            ],
            unchecked: self.unchecked.clone(),
            met: self
                .met
                .iter()
                .map(|(number, meeting)| (*number, meeting.into()))
                .collect(),
            known: known?,
        })
    }
}

impl From<StoredMeeting> for Meeting {
    fn from(stored: StoredMeeting) -> Self {
        match stored {
            StoredMeeting::Unused => Self::Unused,
            StoredMeeting::Unknown => Self::Unknown,
            StoredMeeting::Changed(zh, en) => Self::Changed(Bilingual::new(zh, en)),
            StoredMeeting::Used => Self::Used,
            StoredMeeting::Alone => Self::Alone,
        }
    }
}

impl From<&Meeting> for StoredMeeting {
    fn from(meeting: &Meeting) -> Self {
        match meeting {
            Meeting::Unused => Self::Unused,
            Meeting::Unknown => Self::Unknown,
            Meeting::Changed(how) => Self::Changed(how.zh.to_string(), how.en.to_string()),
            Meeting::Used => Self::Used,
            Meeting::Alone => Self::Alone,
        }
    }
}
