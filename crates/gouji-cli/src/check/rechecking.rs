//! Reports that were read before, held against rules without their files being read as reports again.

use gouji_document::Source;
use gouji_model::Report;
use gouji_render::Format;

use super::report::Judged;
use super::{Checker, OpenedFile, ReadBefore, Verdict};
use crate::reread;

/// How many times a file is opened again for the places of its reports: each time is of all of it, so that one of
/// many reports is better read as a whole.
const MOST_OPENINGS: usize = 4;

/// How many times a file was opened again.
#[derive(Default)]
pub(crate) struct Openings(usize);

/// How a report that was read before is shown.
pub(crate) struct Shown<'s> {
    pub path: &'s str,
    /// The names of its file's sheets.
    pub sheets: &'s [String],
    pub openings: &'s mut Openings,
}

impl Checker<'_> {
    /// Checks a report that was read before, and adds what it came to; nothing where its file is needed and is not
    /// what it was, or is needed too often.
    pub(crate) fn report_read_before(
        &self,
        (report, before): (&Report, &ReadBefore),
        shown: Shown<'_>,
        verdict: &mut Verdict,
    ) -> Option<()> {
        let Shown {
            path,
            sheets,
            openings,
        } = shown;
        let judged = self.judged(report, None)?;
        let bytes = match self.shows_places(&judged) {
            true => openings.bytes(path, before)?,
            false => Vec::new(),
        };
        let text: &[u8] = if before.is_text { &bytes } else { b"" };
        let file = OpenedFile {
            path,
            bytes: &bytes,
            digests: &before.digests,
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

impl Openings {
    /// The bytes of a file once more.
    fn bytes(&mut self, path: &str, before: &ReadBefore) -> Option<Vec<u8>> {
        self.0 += 1;
        if self.0 > MOST_OPENINGS {
            return None;
        }
        let bytes = reread::bytes_again(path).ok().flatten()?;
        before.digests.are_of(&bytes).then_some(bytes)
    }
}
