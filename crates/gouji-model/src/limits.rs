//! How large no report is: what every reader and unpacker keeps to.
//!
//! A report has about 350 cells in 120 rows and seldom more than 100 KB of text; a volume with the
//! reports of a whole county some hundred times that. What lies beyond is no report, or one that was
//! damaged on purpose. The limits stand far above the first and keep what a single file can take in
//! memory below some 200 MB, so that files in work together stay under the budget of a run.

use std::fmt;

use crate::Bilingual;

/// Bytes of a file on disk. Scanned pages and pictures make real files large, never their text.
pub const FILE: u64 = 64 << 20;
/// Bytes of text that a document holds.
pub const TEXT: usize = 16 << 20;
/// Cells in all tables of a document, blank ones included: about a thousand reports.
pub const CELLS: usize = 300_000;
/// Tables of a form. They are numbered, and a number that wraps would be another table's.
pub const FORM_TABLES: usize = 1_000;
/// Cells of all tables of a form, those of groups included; they are numbered as well.
pub const FORM_CELLS: usize = 60_000;
/// Lines of a plain text, and paragraphs of any document.
pub const LINES: usize = 300_000;
/// Runs in which text was copied from a file: words that tags stand between.
pub const RUNS: usize = 1_500_000;
/// Elements, texts and attributes of one XML part. A report from a word processor has some ten
/// thousand.
pub const NODES: usize = 2_000_000;
/// How deep XML elements stand in each other.
pub const DEPTH: usize = 200;
/// Values of a JSON file. The JSON of a report has some five hundred.
pub const VALUES: usize = 500_000;
/// Entries of a ZIP container or an archive, those of archives inside included.
pub const ENTRIES: usize = 10_000;
/// Bytes that one part of a package may unpack to.
pub const PART: u64 = 48 << 20;
/// Bytes that the parts of one package may unpack to together.
pub const PACKAGE: u64 = 96 << 20;
/// Bytes that one member of an archive may unpack to: as large as a file may be.
pub const MEMBER: u64 = FILE;
/// Bytes unpacked from one archive, all levels together and one member after the other.
pub const ARCHIVE: u64 = 512 << 20;
/// Bytes that one packed byte may become; word processors stay below a hundred.
pub const RATIO: u64 = 400;
/// What may be unpacked whatever its ratio: an empty table packs very well.
pub const ANY_RATIO: u64 = 4 << 20;
/// Pages of a document.
pub const PAGES: usize = 2_000;

/// Whether the directory of a ZIP container is one that may be opened: whoever reads it keeps an
/// entry in memory for each that it announces. Short directories announce 65,535 at most; long ones
/// say so in a record of their own.
#[must_use]
pub fn is_zip_bounded(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"PK\x06\x06";
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'P') {
        rest = rest.get(at..).unwrap_or_default();
        // How many entries there are stands 32 bytes behind the mark.
        if rest.starts_with(MARK)
            && let Some(Ok(number)) = rest.get(32..40).map(<[u8; 8]>::try_from)
            && u64::from_le_bytes(number) > u64::from(u16::MAX)
        {
            return false;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    true
}

/// Of what a file has more than any report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// More bytes than [`FILE`].
    File,
    /// More text than [`TEXT`].
    Text,
    /// More cells than [`CELLS`].
    Cells,
    /// More lines or paragraphs than [`LINES`].
    Lines,
    /// More runs of text than [`RUNS`].
    Runs,
    /// More XML nodes than [`NODES`].
    Nodes,
    /// XML elements deeper in each other than [`DEPTH`], or groups of other formats.
    Depth,
    /// More values of JSON than [`VALUES`].
    Values,
    /// More entries than [`ENTRIES`].
    Entries,
    /// More bytes unpacked than [`PART`], [`PACKAGE`] or [`RATIO`] allow.
    Unpacked,
    /// Rows or columns where no program has any.
    Places,
    /// More merged cells than any table.
    Merges,
    /// More pages than [`PAGES`].
    Pages,
}

impl Excess {
    /// Which limit is passed, as a part of a sentence.
    #[must_use]
    pub fn words(self) -> Bilingual {
        let more = |most: usize, zh: &str, en: &str| {
            Bilingual::new(format!("{zh}超过 {most}"), format!("more than {most} {en}"))
        };
        match self {
            Self::File => Bilingual::new("文件超过 64 MiB", "more than 64 MiB"),
            Self::Text => Bilingual::new("文字超过 16 MiB", "more than 16 MiB of text"),
            Self::Cells => more(CELLS, "单元格数", "cells"),
            Self::Lines => more(LINES, "行或段落数", "lines or paragraphs"),
            Self::Runs => more(RUNS, "文字片段数", "pieces of text"),
            Self::Nodes => more(NODES, "XML 节点数", "XML nodes"),
            Self::Depth => Bilingual::new("内容嵌套过深", "too deeply nested"),
            Self::Values => more(VALUES, "JSON 值的个数", "JSON values"),
            Self::Entries => more(ENTRIES, "包内文件数", "files in the package"),
            Self::Unpacked => Bilingual::new("解压后过大", "too large when unpacked"),
            Self::Places => Bilingual::new("行号或列号过大", "rows or columns too far out"),
            Self::Merges => Bilingual::new("合并单元格过多", "too many merged cells"),
            Self::Pages => more(PAGES, "页数", "pages"),
        }
    }
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().en)
    }
}

#[cfg(test)]
mod tests {
    use super::is_zip_bounded;

    #[test]
    fn only_a_long_directory_of_countless_entries_is_refused() {
        let record = |entries: u64| {
            let mut record = b"PKPK\x06\x06".to_vec();
            record.resize(34, 0);
            record.extend(entries.to_le_bytes());
            record
        };
        assert!(is_zip_bounded(&record(65_535)));
        assert!(!is_zip_bounded(&record(65_536)));
        assert!(is_zip_bounded(b"PK\x06\x06"));
        assert!(is_zip_bounded(b""));
    }
}
