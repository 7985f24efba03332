//! What was passed over where folders were checked: no reports, outputs of gouji's own, what is
//! excluded. It is no failure, and it is reported with a count; `--verbose` names each.

use gouji_model::{Bilingual, Language};

use crate::listing::listed;

/// Why a file or folder was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It can be read, and no report is in it.
    NoReport,
    /// gouji wrote it.
    Own,
    /// gouji wrote it: the marked copy of a report beside it.
    Marked,
    /// It only says who has a document open.
    Lock,
    /// A link to a folder: what it leads to may be elsewhere, or around it.
    Linked,
    /// A configuration or an option leaves it out.
    Excluded,
    /// A `.gitignore` leaves it out.
    GitIgnored,
}

/// A file or folder that was passed over; a folder ends with a slash.
#[derive(Clone, Debug)]
pub(crate) struct Passed {
    /// Its path as given.
    pub path: String,
    /// Why.
    pub why: Why,
}

impl Why {
    /// All of them; what was recorded names them by their place here.
    pub(crate) const ALL: [Self; 7] = [
        Self::NoReport,
        Self::Own,
        Self::Marked,
        Self::Lock,
        Self::Excluded,
        Self::GitIgnored,
        Self::Linked,
    ];

    /// What is reported of a file.
    const fn of_one(self) -> (&'static str, &'static str) {
        match self {
            Self::NoReport => ("不是年度报告，已略过", "no annual report, passed over"),
            Self::Own => (
                "是 gouji 自己的输出，已略过",
                "gouji's own output, passed over",
            ),
            Self::Marked => (
                "是 gouji 标注的副本，原件就在旁边，已略过",
                "a copy that gouji marked, its original is beside it, passed over",
            ),
            Self::Lock => (
                "是程序打开文件时留下的临时文件，已略过",
                "left by a program that has the file open, passed over",
            ),
            Self::Linked => (
                "是指向文件夹的链接，里面的文件未读取；要检查请直接指定",
                "a link to a folder, nothing in it was read; name it itself to have it checked",
            ),
            Self::Excluded => ("按 exclude 略过", "excluded, passed over"),
            Self::GitIgnored => ("按 .gitignore 略过", "in .gitignore, passed over"),
        }
    }

    /// What is reported of several.
    fn of_several(self, count: usize, names: &Bilingual) -> Bilingual {
        let (zh, en) = match self {
            Self::NoReport => ("个文件不是年度报告", "file(s) that are no annual reports"),
            Self::Own => ("个 gouji 自己的输出", "output(s) of gouji's own"),
            Self::Marked => (
                "个 gouji 标注的副本",
                "marked cop(ies) beside their originals",
            ),
            Self::Lock => ("个临时文件", "file(s) left by open programs"),
            Self::Linked => (
                "个指向文件夹的链接（里面的文件未读取）",
                "link(s) to folders, in which nothing was read",
            ),
            Self::Excluded => ("项按 exclude", "excluded"),
            Self::GitIgnored => ("项按 .gitignore", "in .gitignore"),
        };
        Bilingual::new(
            format!("已略过 {count} {zh}：{}", names.zh),
            format!("passed over {count} {en}: {}", names.en),
        )
    }
}

/// The lines that say what was passed over: one for each reason, or each by itself.
pub(crate) fn lines(passed: &[Passed], verbose: bool, language: Language) -> Vec<String> {
    if verbose {
        let one = |passed: &Passed| {
            let (zh, en) = passed.why.of_one();
            let why = match language {
                Language::Chinese => zh,
                Language::English => en,
            };
            format!("{}: {why}", passed.path)
        };
        return passed.iter().map(one).collect();
    }
    let of = |why: Why| {
        let names: Vec<String> = passed
            .iter()
            .filter(|one| one.why == why)
            .map(|one| one.path.clone())
            .collect();
        let text = why.of_several(names.len(), &listed(&names));
        (!names.is_empty()).then(|| text.get(language).to_owned())
    };
    Why::ALL.into_iter().filter_map(of).collect()
}

/// What to say of a folder in which everything was passed over: nothing was checked there.
pub(crate) fn no_report() -> Bilingual {
    Bilingual::new(
        "文件夹里没有年度报告，没有检查任何内容",
        "no annual report in this folder, nothing was checked",
    )
}

/// What to say of an output of gouji's own that was named to be checked.
pub(crate) fn own_output() -> Bilingual {
    Bilingual::new(
        "这是 gouji 自己的输出，不是报告，没有检查",
        "this was written by gouji and is no report, it was not checked",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_counted_and_each_is_named_on_demand() {
        let passed = |path: &str, why| Passed {
            path: path.to_owned(),
            why,
        };
        let all = [
            passed("通知.docx", Why::NoReport),
            passed("旧/", Why::Excluded),
            passed("情况.xlsx", Why::NoReport),
        ];
        assert_eq!(
            lines(&all, false, Language::Chinese),
            [
                "已略过 2 个文件不是年度报告：通知.docx、情况.xlsx",
                "已略过 1 项按 exclude：旧/"
            ]
        );
        let verbose = lines(&all, true, Language::English);
        assert_eq!(verbose[1], "旧/: excluded, passed over");
        assert_eq!(verbose.len(), 3);
    }
}
