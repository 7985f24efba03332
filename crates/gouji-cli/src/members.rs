//! The members of archives and mail that may be reports, and how they are named on the command
//! line: as they are printed, `reports.zip!2024/report.docx`.

use std::path::{Path, PathBuf};

use gouji_archive::{ArchiveError, ArchiveKind, JOINT, Member, MemberPreview, walk};
use gouji_lint::{Candidate, Met};
use gouji_model::Bilingual;

use crate::listing::listed;

/// The archive and the member that a path names, where the path is no file of its own.
pub(crate) fn split(path: &str) -> Option<(PathBuf, String)> {
    if Path::new(path).exists() {
        return None;
    }
    let joints = path.match_indices(JOINT);
    let mut parts = joints.map(|(at, joint)| (&path[..at], &path[at + joint.len()..]));
    let (file, member) = parts.find(|(file, _)| Path::new(file).is_file())?;
    Some((file.into(), member.to_owned()))
}

/// The file on disk that a path leads to.
pub(crate) fn file_of(path: &Path) -> PathBuf {
    let inside = path.to_str().and_then(split);
    inside.map_or_else(|| path.to_owned(), |(file, _)| file)
}

/// An archive or a mail, and what is asked for of it.
#[derive(Clone, Copy)]
pub(crate) struct Archive<'a> {
    pub kind: ArchiveKind,
    pub bytes: &'a [u8],
    /// The path it is shown by.
    pub path: &'a str,
    /// The member asked for, or the folder or archive in it; without one, all that may be reports.
    pub asked: Option<&'a str>,
}

impl Archive<'_> {
    /// Hands over the members that may be reports, or those asked for, whatever they are.
    ///
    /// # Errors
    /// Where the archive cannot be read, or not all of it.
    pub(crate) fn each(self, visit: &mut dyn FnMut(Member)) -> Result<(), ArchiveError> {
        let wanted = |preview: MemberPreview<'_>| match self.asked {
            Some(asked) => is_in(preview.name, asked) || is_around(preview.name, asked),
            None => Candidate::named(preview.name).is_likely(preview.start),
        };
        walk(self.kind, self.bytes, &wanted, &mut |member| {
            // Forwarded mails are opened on the way to any name.
            if self.asked.is_none_or(|asked| is_in(&member.name, asked)) {
                visit(member);
            }
        })
    }

    /// How a member is shown.
    pub(crate) fn shown(self, member: &str) -> String {
        format!("{}{JOINT}{member}", self.path)
    }

    /// What a linter knows of a member.
    pub(crate) fn met(self, member: &Member) -> Met<'_> {
        Met {
            name: &member.name,
            is_asked: self.asked.is_some(),
            is_letter: member.is_letter,
        }
    }

    /// What to say where no report was found.
    pub(crate) fn without_report(self, passed_over: &[String]) -> Bilingual {
        match self.asked {
            Some(_) => self.without_asked(),
            None => no_report(passed_over),
        }
    }

    /// What to say where it has no member of the name asked for.
    pub(crate) fn without_asked(self) -> Bilingual {
        let mut names = Vec::new();
        let all = Self {
            asked: None,
            ..self
        };
        // That some of it cannot be read is no answer to what was asked.
        let _ = all.each(&mut |member| names.push(member.name));
        let shown = listed(&names);
        Bilingual::new(
            format!("压缩包或邮件里没有这个文件；里面有：{}", shown.zh),
            format!(
                "no such file in the archive or mail; in it are: {}",
                shown.en
            ),
        )
    }
}

/// Whether a member is the one asked for, or in the archive or folder that is.
fn is_in(name: &str, asked: &str) -> bool {
    let rest = name.strip_prefix(asked.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', JOINT]))
}

/// Whether the one asked for is in an archive.
fn is_around(name: &str, asked: &str) -> bool {
    asked
        .strip_prefix(name)
        .is_some_and(|rest| rest.starts_with(JOINT))
}

/// What to say where an archive has no report.
fn no_report(passed_over: &[String]) -> Bilingual {
    let (zh, en) = (
        "压缩包或邮件里没有年度报告",
        "no annual report in this archive or mail",
    );
    if passed_over.is_empty() {
        return Bilingual::new(zh, en);
    }
    let shown = listed(passed_over);
    Bilingual::new(
        format!("{zh}；里面的文件都不是：{}", shown.zh),
        format!("{en}; its files are none: {}", shown.en),
    )
}

/// What to say where a member is named of a file that has none.
pub(crate) fn not_an_archive() -> Bilingual {
    Bilingual::new(
        "“!”前面的文件不是压缩包，也不是邮件",
        "the file before the `!` is neither an archive nor a mail",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_found_on_its_way() {
        for (name, asked, expected) in [
            ("a.zip!b.docx", "a.zip!b.docx", (true, false)),
            ("a.zip", "a.zip!b.docx", (false, true)),
            ("a.zip!b.docx", "a.zip", (true, false)),
            ("2024/b.docx", "2024/", (true, false)),
            ("2024b.docx", "2024", (false, false)),
            ("b.docx", "b.doc", (false, false)),
        ] {
            let found = (is_in(name, asked), is_around(name, asked));
            assert_eq!(found, expected, "{name} {asked}");
        }
    }
}
