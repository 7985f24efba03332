//! What becomes of a file that stands among others: in an archive or a mail, in a folder, or in
//! last year's reports. What was asked for by name must be said where it gives no report, and of the
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
pub enum Concern {
    /// It was asked for, or may have been a report: it must be said.
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
pub struct NotOne {
    /// Why it gives none.
    pub why: LintError,
    /// What there is to say of it.
    pub concern: Concern,
}

impl Linter {
    /// Opens a file that was met among others.
    ///
    /// # Errors
    /// When no report is read from it, with what there is to say of that.
    pub fn open_among<'b>(&self, met: Met<'_>, bytes: &'b [u8]) -> Result<Opened<'b>, NotOne> {
        self.open(bytes).map_err(|why| NotOne {
            concern: met.concern(bytes, &why),
            why,
        })
    }
}

impl Met<'_> {
    fn concern(self, bytes: &[u8], why: &LintError) -> Concern {
        let candidate = Candidate::named(self.name);
        match why {
            _ if self.is_asked => Concern::Unread,
            _ if self.is_letter => Concern::Letter,
            _ if candidate.must_be_reported(bytes, why) => Concern::Unread,
            LintError::NoReport if candidate.is_document(bytes) => Concern::PassedOver,
            _ => Concern::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use gouji_read::ReadError;

    use super::*;

    #[test]
    fn what_was_asked_for_or_may_have_been_a_report_is_said() {
        let no_report = LintError::NoReport;
        let unread = LintError::Refused(ReadError::Empty);
        for (name, asked, letter, why, concern) in [
            ("readme.txt", true, false, &no_report, Concern::Unread),
            ("letter", true, true, &no_report, Concern::Unread),
            ("letter", false, true, &no_report, Concern::Letter),
            ("2023年年报.docx", false, false, &no_report, Concern::Unread),
            ("notes.docx", false, false, &no_report, Concern::PassedOver),
            ("notes", false, false, &no_report, Concern::Nothing),
            ("notes.docx", false, false, &unread, Concern::Unread),
            ("notes", false, false, &unread, Concern::Nothing),
        ] {
            let met = Met {
                name,
                is_asked: asked,
                is_letter: letter,
            };
            assert_eq!(met.concern(b"hello", why), concern, "{name}");
        }
    }
}
