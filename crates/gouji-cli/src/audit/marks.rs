//! A report as it is shown, with the paths of others in place of their marks: what is known of it stays the same
//! where files lie elsewhere.

use gouji_audit::result::{BlockedRow, FindingRow};

use super::mark::{in_json, replace};
use super::noted::Notes;
use super::rendered::Rendered;

/// A report as it is shown, with paths in place of their marks.
pub(super) fn with_paths(mut rendered: Rendered, notes: &Notes) -> Rendered {
    let path = |report: usize, content: &str| {
        let noted = notes.get(report)?;
        (noted.digests.own == content).then(|| noted.path.to_string())
    };
    for text in rendered.verdict.texts.iter_mut().flatten() {
        replace(text, &|report, content| {
            Some(in_json(&path(report, content)?))
        });
    }
    for row in rendered.findings.iter_mut().flatten() {
        of_row(row, &path);
    }
    for BlockedRow { reason, .. } in &mut rendered.blocked {
        replace(reason, &path);
    }
    rendered
}

fn of_row(row: &mut FindingRow, path: &dyn Fn(usize, &str) -> Option<String>) {
    replace(&mut row.message, path);
    let cells = row.cells.iter_mut().filter_map(|cell| cell.file.as_mut());
    let suspects = row.suspects.iter_mut();
    let suspects = suspects.filter_map(|suspect| suspect.file.as_mut());
    let passages = row.passages.iter_mut().map(|passage| &mut passage.file);
    let files = cells.chain(suspects).chain(passages);
    files.for_each(|file| replace(file, path));
}
