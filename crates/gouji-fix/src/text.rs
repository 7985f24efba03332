//! Changes as bytes of a text file: HTML, Markdown, plain text, JSON, in the file's own encoding.
//!
//! Only the characters of the cell are replaced. Where tags stand between them (`1<b>2</b>`), the
//! figure takes the place of the first run of characters and the tags stay.

use std::ops::Range;

use gouji_document::{Location, Source};
use gouji_model::{Place, Report, SourceRange};

use crate::Change;
use crate::blank::{between_bars, padded, within_tags};

/// Bytes of a file and what takes their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Which bytes of the file as it is on disk; empty where something is put in.
    pub bytes: Range<usize>,
    /// What stands there instead; ASCII.
    pub text: String,
}

/// How a change is made in a text file; nothing where the cell is no text file's.
pub(crate) fn replacements(
    source: &Source<'_>,
    report: &Report,
    change: Change,
    mut new: String,
) -> Option<Vec<Replacement>> {
    let Place::Text(range) = report.cell(change.cell)?.place else {
        return None;
    };
    let whole = source.text();
    let (mut start, mut end) = (range.start as usize, range.end as usize);
    if start != end {
        // The cell's own characters are replaced.
    } else if let Some(spaces) = between_bars(whole, start) {
        new = padded(&new, spaces.len());
        (start, end) = (spaces.start, spaces.end);
    } else {
        start = within_tags(whole, start);
        end = start;
    }
    let text = whole.get(start..end)?;
    let runs = runs(text);
    let mut all = Vec::with_capacity(runs.len());
    for run in runs {
        let range = SourceRange::new(
            u32::try_from(start + run.start).ok()?,
            u32::try_from(start + run.end).ok()?,
        );
        all.push(Replacement {
            bytes: on_disk(source.locate(range))?,
            text: std::mem::take(&mut new),
        });
    }
    Some(all)
}

fn on_disk(location: Location) -> Option<Range<usize>> {
    let start = usize::try_from(location.offset).ok()?;
    let length = usize::try_from(location.length).ok()?;
    Some(start..start.checked_add(length)?)
}

/// The runs of characters outside tags; one empty run where there are none.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let (mut start, mut in_tag) = (0, false);
    for (at, byte) in text.bytes().enumerate() {
        match (byte, in_tag) {
            (b'<', false) => {
                runs.push(start..at);
                in_tag = true;
            }
            (b'>', true) => {
                start = at + 1;
                in_tag = false;
            }
            _ => {}
        }
    }
    if !in_tag {
        runs.push(start..text.len());
    }
    let mut filled: Vec<Range<usize>> = runs.into_iter().filter(|run| !run.is_empty()).collect();
    if filled.is_empty() {
        filled.push(0..0);
    }
    filled
}

/// The file with the replacements made; nothing where two of them overlap.
pub(crate) fn replaced(
    bytes: &[u8],
    encoding: &str,
    mut replacements: Vec<Replacement>,
) -> Option<Vec<u8>> {
    replacements.sort_by_key(|replacement| (replacement.bytes.start, replacement.bytes.end));
    let mut new = Vec::with_capacity(bytes.len() + replacements.len());
    let (mut at, mut last) = (0, None);
    for replacement in &replacements {
        let Range { start, end } = replacement.bytes;
        // Two figures put in at the same place cannot both be distinguished again.
        if last == Some(start) {
            return None;
        }
        new.extend_from_slice(bytes.get(at..start)?);
        new.extend(encoded(&replacement.text, encoding));
        (at, last) = (end, Some(start));
    }
    new.extend_from_slice(bytes.get(at..)?);
    Some(new)
}

/// ASCII in an encoding: every encoding that files are read in is ASCII there, or UTF-16.
fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => text.as_bytes().to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_never_part_of_a_run() {
        let spans = |text: &str| -> Vec<(usize, usize)> {
            runs(text).iter().map(|run| (run.start, run.end)).collect()
        };
        assert_eq!(spans("12"), [(0, 2)]);
        assert_eq!(spans(""), [(0, 0)]);
        assert_eq!(spans("1<b>2</b>3"), [(0, 1), (4, 5), (9, 10)]);
        assert_eq!(spans("<b>12"), [(3, 5)]);
        assert_eq!(spans("<b></b>"), [(0, 0)]);
        assert_eq!(spans("1<b"), [(0, 1)]);
    }
}
