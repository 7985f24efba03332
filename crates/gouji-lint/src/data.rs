//! Data files: which of the packs in force knows one, and the report in it.

use gouji_document::Source;
use gouji_model::{FormId, Report};
use gouji_pack::Packs;
use gouji_records::{Known, Match};

use crate::LintError;

/// The data files that packs know.
#[derive(Debug)]
pub struct DataFiles {
    known: Known<FormId>,
}

impl DataFiles {
    /// Those of some packs.
    #[must_use]
    pub fn of(packs: &Packs) -> Self {
        let sources = packs.packs().iter().flat_map(|pack| {
            let sources = pack.data_sources().iter().cloned();
            sources.map(|source| (pack.form.id.clone(), source))
        });
        Self {
            known: Known::new(sources),
        }
    }

    /// Whether a file is one of them, as far as its start tells.
    #[must_use]
    pub fn have(&self, start: &[u8]) -> bool {
        self.known.find(Source::decode(start).text()).is_some()
    }

    /// The kind of data file a text is.
    pub(crate) fn find(&self, text: &str) -> Option<Match<'_, FormId>> {
        self.known.find(text)
    }
}

/// Reads the report in a data file.
pub(crate) fn read(
    packs: &Packs,
    found: &Match<'_, FormId>,
    text: &str,
) -> Result<Report, LintError> {
    let records = found.read(text)?;
    let form = packs.pack(found.of()).map(|pack| &pack.form);
    let form = form.ok_or(LintError::NoReport)?;
    if records.cells.is_empty() && records.remarks.is_empty() {
        return Err(LintError::NoRecords);
    }
    gouji_records::fill(form, found.source(), &records).map_err(|_| LintError::TooManyRows)
}
