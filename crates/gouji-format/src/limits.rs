//! How large no report is: what every reader and unpacker keeps to.
//!
//! A report has about 350 cells in 120 rows and seldom more than 100 KB of text; a volume with the
//! reports of a whole county some hundred times that. What lies beyond is no report, or one that was
//! damaged on purpose. The limits stand far above the first and keep what a single file can take in
//! memory below some 200 MB, so that files in work together stay under the budget of a run.

use std::fmt;

use gouji_model::Bilingual;

/// Bytes of a file on disk. Scanned pages and pictures make real files large, never their text.
pub const FILE: u64 = 64 << 20;
/// Bytes of text that a document holds.
pub const TEXT: usize = 16 << 20;
/// Cells in all tables of a document, blank ones included: about a thousand reports.
pub const CELLS: usize = 300_000;
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
        let size = |most: u64, zh: &str, en: &str| {
            let most = most >> 20;
            Bilingual::new(
                format!("{zh}超过 {most} MiB"),
                format!("more than {most} MiB{en}"),
            )
        };
        match self {
            Self::File => size(FILE, "文件", ""),
            Self::Text => size(TEXT as u64, "文字", " of text"),
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
