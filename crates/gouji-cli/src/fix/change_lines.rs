//! What `gouji fix` says: each cell from what to what, what repeats folded, and how much in all.

use gouji_fix::{Change, Fixed, Proposal};
use gouji_lint::{Linter, Opened};
use gouji_model::{Bilingual, Language};
use gouji_render::{Places, printable};

/// Most changes of one kind that are listed one by one.
const MOST_LISTED: usize = 8;

/// How much was changed, and how much was not.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Files.
    pub files: usize,
    /// Cells that were changed or marked.
    pub cells: usize,
    /// Proposals that were not made because they are not certain.
    pub uncertain: usize,
    /// Proposals that could not be made.
    pub refused: usize,
}

impl Counts {
    /// Adds other counts.
    pub(super) const fn add(&mut self, other: Self) {
        self.files += other.files;
        self.cells += other.cells;
        self.uncertain += other.uncertain;
        self.refused += other.refused;
    }

    /// The counts of a repaired file.
    pub(super) fn of(fixed: &Fixed) -> Self {
        let made = fixed
            .made
            .iter()
            .map(|(_, proposal)| proposal.changes.len());
        let refused = fixed.left.iter().filter(|left| left.refused).count();
        Self {
            files: 1,
            cells: made.sum(),
            uncertain: fixed.left.len() - refused,
            refused,
        }
    }

    /// The last line: whether the files are only looked at.
    pub(super) fn line(self, only_shown: bool) -> Bilingual {
        let Self { files, cells, .. } = self;
        let (zh, en) = match (cells, only_shown) {
            (0, _) if self.uncertain + self.refused > 0 => {
                ("没有改动".to_owned(), "nothing changed".to_owned())
            }
            (0, _) => ("没有要改的".to_owned(), "nothing to change".to_owned()),
            (_, true) => (
                format!("会改 {cells} 格"),
                format!("{cells} cell(s) would change"),
            ),
            (_, false) => (
                format!("改了 {cells} 格"),
                format!("{cells} cell(s) changed"),
            ),
        };
        let mut line = Bilingual::new(
            format!("共 {files} 个文件：{zh}"),
            format!("{files} file(s): {en}"),
        );
        if self.uncertain > 0 {
            line.zh += &format!("，{} 处不能确定，未改（加 --unsafe 才改）", self.uncertain);
            line.en += &format!(
                ", {} not certain and left (--unsafe makes them)",
                self.uncertain
            );
        }
        if self.refused > 0 {
            line.zh += &format!("，{} 处改不了", self.refused);
            line.en += &format!(", {} that cannot be made", self.refused);
        }
        line
    }
}

/// A file before it was repaired.
pub(super) struct ChangeLines<'t> {
    linter: &'t Linter,
    opened: &'t Opened<'t>,
    language: Language,
}

/// A change in words, and what it has in common with others that are folded with it.
struct ChangeLine {
    /// The rules, and from what to what.
    kind: (String, String),
    line: String,
}

impl<'t> ChangeLines<'t> {
    /// What tells of changes to a file.
    pub(super) const fn new(
        linter: &'t Linter,
        opened: &'t Opened<'t>,
        language: Language,
    ) -> Self {
        Self {
            linter,
            opened,
            language,
        }
    }

    /// What was changed and what was not, a line each.
    pub(super) fn lines(&self, fixed: &Fixed) -> Vec<String> {
        let made = fixed.made.iter();
        let made = made.map(|(report, proposal)| self.change_line(*report, proposal));
        let mut lines = self.folded(made, None);
        let mut whys: Vec<&Bilingual> = Vec::new();
        for left in &fixed.left {
            if !whys.contains(&&left.why) {
                whys.push(&left.why);
            }
        }
        for why in whys {
            let left = fixed.left.iter().filter(|left| left.why == *why);
            let left = left.map(|left| self.change_line(left.report, &left.proposal));
            lines.extend(self.folded(left, Some(why)));
        }
        lines
    }

    /// Changes, a line each; many of one kind are one line with their number.
    fn folded(
        &self,
        changes: impl Iterator<Item = ChangeLine>,
        not_made: Option<&Bilingual>,
    ) -> Vec<String> {
        let mut groups: Vec<Vec<ChangeLine>> = Vec::new();
        for change in changes {
            match groups.iter_mut().find(|group| group[0].kind == change.kind) {
                Some(group) => group.push(change),
                None => groups.push(vec![change]),
            }
        }
        let lines = groups.iter().flat_map(|group| self.of_kind(group));
        let worded = lines.map(|line| match (not_made, self.language) {
            (None, _) => line,
            (Some(why), Language::Chinese) => format!("未改：{line}（{}）", why.zh),
            (Some(why), Language::English) => format!("not made: {line} ({})", why.en),
        });
        worded.collect()
    }

    /// The lines of changes of one kind.
    fn of_kind(&self, group: &[ChangeLine]) -> Vec<String> {
        let shown = match group.len() > MOST_LISTED {
            true => 1,
            false => group.len(),
        };
        let lines = group.iter().take(shown);
        let mut lines: Vec<String> = lines.map(|change| change.line.clone()).collect();
        let more = group.len() - shown;
        if more > 0 {
            let (rules, change) = &group[0].kind;
            lines.push(match self.language {
                Language::Chinese => format!("… 同样还有 {more} 处（{change}）[{rules}]"),
                Language::English => format!("… and {more} more ({change}) [{rules}]"),
            });
        }
        lines
    }

    /// What a proposal does: each of its cells, from what to what.
    fn change_line(&self, report: usize, proposal: &Proposal) -> ChangeLine {
        let changes = proposal.changes.iter();
        let changes: Vec<(String, String)> =
            changes.map(|change| self.change(report, *change)).collect();
        let between = match self.language {
            Language::Chinese => "；",
            Language::English => "; ",
        };
        let joined = |parts: Vec<String>| parts.join(between);
        let rules = proposal.rules.join(", ");
        let lines = changes.iter().map(|(cell, change)| match self.language {
            Language::Chinese => format!("{cell}：{change}"),
            Language::English => format!("{cell}: {change}"),
        });
        let line = format!("{} [{rules}]", joined(lines.collect()));
        let change = joined(changes.into_iter().map(|(_, change)| change).collect());
        ChangeLine {
            kind: (rules, change),
            line,
        }
    }

    /// A cell with its place, and from what to what.
    fn change(&self, report: usize, change: Change) -> (String, String) {
        let report = self.opened.reports.get(report);
        let pack = report.and_then(|report| self.linter.pack_of(report));
        let Some((report, pack)) = report.zip(pack) else {
            return (String::new(), change.new.to_string());
        };
        let places = Places {
            locate: &|range| self.opened.locate(range),
            sheets: &self.opened.sheets,
        };
        let cell = report.cell(change.cell);
        let place = cell.map(|cell| places.shown(cell.place, self.language));
        let name = gouji_render::cell(&pack.form, change.cell, self.language);
        let old = cell.map(|cell| cell.text().trim().to_owned());
        let old = match (old.filter(|old| !old.is_empty()), self.language) {
            (Some(old), _) => printable(&old).into_owned(),
            (None, Language::Chinese) => "空白".to_owned(),
            (None, Language::English) => "blank".to_owned(),
        };
        let place = place.map_or_else(String::new, |place| format!("{place} "));
        let new = match cell {
            Some(cell) => pack.form.written(change.new, cell.place),
            None => change.new.to_string(),
        };
        (format!("{place}{name}"), format!("{old} → {new}"))
    }
}
