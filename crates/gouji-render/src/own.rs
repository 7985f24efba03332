//! Whether a text was written by gouji itself: a page shows the tables of a report and is none.
//!
//! Every output has its mark where it begins: the page the `generator` of its head, SARIF and JUnit
//! the name of the tool, JSON its first key, CSV the names of its columns.

use memchr::memmem;

/// How much of a text is looked at.
const PREVIEW: usize = 2 << 10;
/// How outputs begin, after a byte order mark.
const STARTS: [&[u8]; 7] = [
    b"{\"files\":[{\"path\":",
    b"{\"files\":[],\"failures\":",
    b"{\"statistics\":[",
    b"{\"kind\":\"finding\",\"path\":",
    b"{\"kind\":\"blocked\",\"path\":",
    b"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"results\":[",
    b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gouji\">",
];
/// How the mark of a page begins, whatever its version.
const PAGE: &[u8] = b"<meta name=\"generator\" content=\"gouji ";

/// Whether bytes are an output of gouji's own, from how they begin.
#[must_use]
pub fn is_own(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.get(..PREVIEW).unwrap_or(bytes);
    let is_page = || start.starts_with(b"<!doctype html>") && memmem::find(start, PAGE).is_some();
    STARTS.iter().any(|own| start.starts_with(own)) || is_page() || crate::csv::is_own(start)
}

#[cfg(test)]
mod tests {
    use super::is_own;
    use crate::{Counts, Ending, Format};
    use gouji_model::{Language, Severity};

    #[test]
    fn every_output_for_a_file_is_known_by_how_it_begins() {
        let ending = Ending {
            packs: &[],
            reports: 0,
            counts: Counts::default(),
            failures: &[],
            fails_at: Severity::Error,
            remarks: &[],
            language: Language::Chinese,
        };
        let formats = [
            Format::Json,
            Format::Sarif,
            Format::Junit,
            Format::Csv,
            Format::CsvMachine,
            Format::Html,
        ];
        for format in formats {
            for language in [Language::Chinese, Language::English] {
                let text = format.start(language, crate::Purpose::Screen) + &format.end(&ending);
                assert!(is_own(text.as_bytes()), "{format:?} {text}");
            }
        }
    }

    #[test]
    fn reports_and_other_files_are_none() {
        for text in [
            "",
            "{\"form\":\"cn-disclosure/2021\",\"tables\":{}}",
            "{\"files\":[\"a\"]}",
            "<!doctype html><meta name=\"generator\" content=\"WPS\"><table>",
            "单位,年度\n",
        ] {
            assert!(!is_own(text.as_bytes()), "{text}");
        }
    }
}
