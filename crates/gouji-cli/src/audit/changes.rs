//! What became of findings since an earlier run: in a line for people, and as a member of the JSON, `changes`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gouji_audit::result::{Audit, Change, FindingRow, RunRow, WhyUnchecked, days_since};
use gouji_model::{Bilingual, Language};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::output::complain;

/// How many findings are new, still there, back again and gone.
pub(super) struct Changes {
    run: i64,
    since: i64,
    new: usize,
    still: usize,
    back: usize,
    fixed: usize,
    held: usize,
    unchecked: BTreeMap<WhyUnchecked, usize>,
}

impl Changes {
    /// What became of the findings of a result; nothing where there is no earlier run.
    pub(super) fn of(audit: &Audit, since: Option<i64>) -> io::Result<Option<Self>> {
        let Some(run) = audit.runs.last().filter(|run| run.number > 1) else {
            return Ok(None);
        };
        let mut changes = Self {
            run: run.number,
            since: since.unwrap_or(run.number - 1),
            new: 0,
            still: 0,
            back: 0,
            fixed: 0,
            held: 0,
            unchecked: BTreeMap::new(),
        };
        for row in &audit.findings {
            let row = row?;
            match row.change {
                Some(Change::New) => changes.new += 1,
                Some(Change::Still) => changes.still += 1,
                Some(Change::Back) => changes.back += 1,
                Some(Change::Fixed) => changes.fixed += 1,
                Some(Change::Held) => changes.held += 1,
                Some(Change::Unchecked) => {
                    let why = row.why.unwrap_or(WhyUnchecked::NoReport);
                    *changes.unchecked.entry(why).or_default() += 1;
                }
                None => {}
            }
        }
        Ok(Some(changes))
    }

    /// Says it.
    pub(super) fn report(&self, language: Language) {
        let Self {
            since,
            new,
            still,
            back,
            fixed,
            ..
        } = self;
        let more = self.more();
        let message = Bilingual::new(
            format!(
                "与第 {since} 次检查相比：新增 {new}，仍在 {still}，复现 {back}，已改 {fixed}{}",
                more.zh
            ),
            format!(
                "since run {since}: {new} new, {still} still there, {back} back again, {fixed} fixed{}",
                more.en
            ),
        );
        complain(message.get(language));
    }

    /// What of earlier findings is neither there nor fixed, where there is any.
    fn more(&self) -> Bilingual {
        let (mut zh, mut en) = (String::new(), String::new());
        if self.held > 0 {
            zh.push_str(&format!("，已认可 {}", self.held));
            en.push_str(&format!(", {} accepted", self.held));
        }
        let unchecked: usize = self.unchecked.values().sum();
        if unchecked > 0 {
            let why = self.unchecked.iter();
            let why = why.map(|(why, count)| (why.words(), count));
            let (whys_zh, whys_en): (Vec<String>, Vec<String>) = why
                .map(|(words, count)| {
                    let zh = format!("{} {count}", words.zh);
                    (zh, format!("{count}: {}", words.en))
                })
                .unzip();
            zh.push_str(&format!(
                "，没有再核对 {unchecked}（{}）",
                whys_zh.join("，")
            ));
            en.push_str(&format!(
                ", {unchecked} not checked again ({})",
                whys_en.join("; ")
            ));
        }
        Bilingual::new(zh, en)
    }

    /// What became of the findings of a run that came to the very same as the one before it.
    pub(super) const fn still(
        run: i64,
        findings: usize,
        unchecked: BTreeMap<WhyUnchecked, usize>,
    ) -> Self {
        Self {
            run,
            since: run - 1,
            new: 0,
            still: findings,
            back: 0,
            fixed: 0,
            held: 0,
            unchecked,
        }
    }

    /// Writes the member, with every finding.
    pub(super) fn write(
        &self,
        rows: impl Iterator<Item = io::Result<Changed>>,
        runs: &[RunRow],
        to: &mut impl Write,
    ) -> io::Result<()> {
        let head = json!({
            "run": self.run,
            "since": self.since,
            "new": self.new,
            "still": self.still,
            "back": self.back,
            "fixed": self.fixed,
            "held": self.held,
            "unchecked": self.unchecked.values().sum::<usize>(),
        });
        let head = head.to_string();
        let head = head.strip_suffix('}').unwrap_or(&head);
        write!(to, "\"changes\":{head},\"findings\":[")?;
        let mut between = "";
        for row in rows {
            let row = row?;
            if let Some(change) = row.change {
                write!(to, "{between}{}", row.json(change, runs))?;
                between = ",";
            }
        }
        to.write_all(b"]},")
    }
}

/// The findings of a result, as they are named.
pub(super) fn changed(audit: &Audit) -> impl Iterator<Item = io::Result<Changed>> {
    let rows = audit.findings.iter();
    rows.map(|row| Changed::of(audit, row?))
}

/// A finding: what it is known by, what became of it, and since when it is open; of one that is fixed,
/// since when it was.
#[derive(Serialize, Deserialize)]
pub(super) struct Changed {
    change: Option<Change>,
    unit: Option<String>,
    year: Option<i32>,
    path: Option<String>,
    rule: String,
    at: Option<String>,
    identity: String,
    severity: String,
    first_run: Option<i64>,
    open_run: Option<i64>,
    why: Option<WhyUnchecked>,
}

impl Changed {
    /// A finding of a result.
    pub(super) fn of(audit: &Audit, row: FindingRow) -> io::Result<Self> {
        let report = audit.report(row.report)?;
        let unit = row.unit.and_then(|unit| audit.units.get(unit));
        Ok(Self {
            change: row.change,
            unit: unit.map(|unit| unit.name.clone()),
            year: row.year,
            path: report.map(|report| report.path),
            rule: row.rule,
            at: row.at,
            identity: row.identity,
            severity: row.severity.name().to_owned(),
            first_run: row.first_run,
            open_run: row.open_run,
            why: row.why,
        })
    }

    /// The same in a run that comes to the same once more.
    pub(super) fn still(self) -> Self {
        let change = self.change.filter(|change| !change.is_there());
        Self {
            change: change.or(Some(Change::Still)),
            ..self
        }
    }

    fn json(&self, change: Change, runs: &[RunRow]) -> Value {
        let mut json = json!({
            "change": change.name(),
            "unit": self.unit,
            "year": self.year,
            "path": self.path,
            "rule": self.rule,
            "at": self.at,
            "identity": self.identity,
            "severity": self.severity,
            "first_run": self.first_run,
            "open_run": self.open_run,
            "days": self.open_run.and_then(|run| days_since(runs, run)),
        });
        if let (Some(why), Some(members)) = (self.why, json.as_object_mut()) {
            members.insert("why".to_owned(), why.name().into());
        }
        json
    }
}
