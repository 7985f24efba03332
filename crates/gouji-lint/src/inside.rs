//! What becomes of a file that stands among others: in an archive or a mail, in a folder, or in
//! last year's reports. What was asked for by name must be reported where it gives no report, and of the
//! rest what may have been one.

use crate::{Candidate, LintError, Linter, Opened};

/// A file met among others.
#[derive(Clone, Copy, Debug)]
pub struct Met<'n> {
    /// Its name, with or without its path.
    pub name: &'n str,
    /// Whether it was asked for by name.
    pub is_asked: bool,
    /// Whether it is the text of a mail: most letters only say that something is attached.
    pub is_letter: bool,
}

/// What there is to say of a file that gives no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReportKind {
    /// It was asked for, or may have been a report: it must be reported.
    Unread,
    /// It is a letter.
    Letter,
    /// It is no report, though it could be one by its name or make: good to know.
    PassedOver,
    /// It is no one's concern.
    Nothing,
}

/// A file among others that gives no report.
#[derive(Debug)]
pub struct NoReport {
    /// Why it gives none.
    pub why: LintError,
    /// What there is to say of it.
    pub kind: NoReportKind,
}

impl Linter {
    /// Opens a file that was met among others.
    ///
    /// # Errors
    /// When no report is read from it, with what there is to say of that.
    pub fn open_among<'b>(&self, met: Met<'_>, bytes: &'b [u8]) -> Result<Opened<'b>, NoReport> {
        self.open(bytes).map_err(|why| NoReport {
            kind: met.kind(bytes, &why),
            why,
        })
    }
}

impl Met<'_> {
    fn kind(self, bytes: &[u8], why: &LintError) -> NoReportKind {
        let candidate = Candidate::named(self.name);
        match why {
            _ if self.is_asked => NoReportKind::Unread,
            _ if self.is_letter => NoReportKind::Letter,
            _ if candidate.must_be_reported(bytes, why) => NoReportKind::Unread,
            LintError::NoReport | LintError::LikeTitled(_) if candidate.is_document(bytes) => {
                NoReportKind::PassedOver
            }
            _ => NoReportKind::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use gouji_read::ReadError;

    use super::*;

    #[test]
    fn what_was_asked_for_or_may_have_been_a_report_is_reported() {
        let no_report = LintError::NoReport;
        let unread = LintError::Refused(ReadError::Empty);
        for (name, asked, letter, why, kind) in [
            ("readme.txt", true, false, &no_report, NoReportKind::Unread),
            ("letter", true, true, &no_report, NoReportKind::Unread),
            ("letter", false, true, &no_report, NoReportKind::Letter),
            (
                "2023年年报.docx",
                false,
                false,
                &no_report,
                NoReportKind::Unread,
            ),
            (
                "notes.docx",
                false,
                false,
                &no_report,
                NoReportKind::PassedOver,
            ),
            ("notes", false, false, &no_report, NoReportKind::Nothing),
            ("notes.docx", false, false, &unread, NoReportKind::Unread),
            ("notes", false, false, &unread, NoReportKind::Nothing),
        ] {
            let met = Met {
                name,
                is_asked: asked,
                is_letter: letter,
            };
            assert_eq!(met.kind(b"hello", why), kind, "{name}");
        }
    }
}
