//! Opening a file that was named, or met among others in a folder: there what is no report is passed
//! over, and what may be one that cannot be read never is.

use std::path::Path;

use gouji_lint::{Candidate, LintError, Linter, Met, NoReportKind, Opened};
use gouji_model::Bilingual;

use crate::passed::{Why, own_output};

/// How the names of marked copies end, before their extension.
pub(crate) const MARKED: &str = ".marked";

/// A file that gives no report.
pub(crate) enum Unopened {
    /// It was met in a folder and is no report.
    Passed(Why),
    /// It was named, or may be a report.
    Failed(Bilingual),
}

/// Opens a file by its bytes and its path.
pub(crate) fn open<'b>(
    linter: &Linter,
    bytes: &'b [u8],
    path: &str,
    is_met: bool,
) -> Result<Opened<'b>, Unopened> {
    let own = || match is_met {
        true => Unopened::Passed(Why::Own),
        false => Unopened::Failed(own_output()),
    };
    if gouji_render::is_own(bytes) {
        return Err(own());
    }
    if is_met && is_marked_copy(path, bytes) {
        return Err(Unopened::Passed(Why::Marked));
    }
    let met = Met {
        name: path,
        is_asked: !is_met,
        is_letter: false,
    };
    linter.open_among(met, bytes).map_err(|none| {
        if gouji_office::is_own_list(bytes) {
            return own();
        }
        match none.kind {
            NoReportKind::Unread => Unopened::Failed(none.why.message()),
            _ => Unopened::Passed(Why::NoReport),
        }
    })
}

/// Whether a name says that the file is a report.
pub(crate) fn claims_to_be_a_report(path: &str) -> bool {
    Candidate::named(path).must_be_reported(b"", &LintError::NoReport)
}

/// Whether a file is a copy that `fix --mark` made of one beside it. By itself, or without its
/// marks, it is a report like any other.
fn is_marked_copy(path: &str, bytes: &[u8]) -> bool {
    let path = Path::new(path);
    let (Some(stem), Some(extension)) = (path.file_stem(), path.extension()) else {
        return false;
    };
    let (stem, extension) = (stem.to_string_lossy(), extension.to_string_lossy());
    let original = stem.strip_suffix(MARKED);
    let original = original.map(|own| path.with_file_name(format!("{own}.{extension}")));
    original.is_some_and(|original| original.is_file()) && gouji_office::is_marked(bytes)
}
