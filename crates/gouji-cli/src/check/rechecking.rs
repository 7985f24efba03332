//! Reports that were read before, held against rules without their files being read as reports again.

use gouji_document::Source;
use gouji_model::Report;
use gouji_render::Format;

use super::gathered::content_of;
use super::report::Judged;
use super::{Checker, OpenedFile, ReadBefore, Verdict};
use crate::reread;

impl Checker<'_> {
    /// Checks a report that was read before under a path, and adds what it came to; nothing where its file is
    /// needed and is not what it was.
    pub(crate) fn report_read_before(
        &self,
        report: &Report,
        (path, sheets): (&str, &[String]),
        before: &ReadBefore,
        verdict: &mut Verdict,
    ) -> Option<()> {
        let judged = self.judged(report, None)?;
        let bytes = match self.shows_places(&judged) {
            true => reread::bytes_again(path).ok().flatten()?,
            false => Vec::new(),
        };
        if self.shows_places(&judged) && content_of(&bytes) != before.content {
            return None;
        }
        let text: &[u8] = if before.is_text { &bytes } else { b"" };
        let file = OpenedFile {
            path,
            content: bytes.as_slice().into(),
            source: &Source::decode(text),
            sheets,
            before: Some(before),
        };
        self.judged_report(report, judged, (file, None), verdict);
        Some(())
    }

    /// Whether a file is shown with its report: of one in order JSON has no place.
    fn shows_places(&self, judged: &Judged) -> bool {
        let is_json = |format: &Format| matches!(format, Format::Json | Format::JsonLines);
        let outcome = &judged.outcome;
        let is_in_order = outcome.findings.is_empty() && outcome.blocked.is_empty();
        !is_in_order || !self.formats.iter().all(is_json)
    }
}
