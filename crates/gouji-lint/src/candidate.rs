//! Whether a file that nobody named may be a report: one of many in an archive or a mail.
//!
//! The content decides; the name only adds what programs call reports, so that a damaged one is
//! reported, and takes away what programs call other texts.

use std::fmt;

use gouji_format::{FileKind, names};
use gouji_language::names as words;
use gouji_model::records::DataFormat;
use gouji_read::{ReadError, refuse};
use memchr::memmem;

use crate::LintError;

/// The keys that the canonical JSON of a report has.
const KEYS: [&[u8]; 2] = [b"\"form\"", b"\"tables\""];

/// What documents are made as.
const MADE_SO: [FileKind; 4] = [
    FileKind::Compound,
    FileKind::Zip,
    FileKind::Rtf,
    FileKind::Pdf,
];

/// What pages begin with.
const PAGES: [&[u8]; 2] = [b"<!doctype html", b"<html"];

/// A file met among others.
#[derive(Clone, Copy)]
pub struct Candidate<'n> {
    /// What stands before the extension.
    stem: &'n str,
    extension: Option<&'n str>,
    is_named_packed: bool,
    file: &'n str,
}

/// The name as it is, and what it says: keys of many files are made of it, and to escape it would take longer than
/// all else of them.
impl fmt::Debug for Candidate<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.stem)?;
        if let Some(extension) = self.extension {
            to.write_str(".")?;
            to.write_str(extension)?;
        }
        write!(to, "/{}{}", self.is_named_packed, self.claims())
    }
}

impl<'n> Candidate<'n> {
    /// A file of a name.
    #[must_use]
    pub fn named(name: &'n str) -> Self {
        let file = name.rsplit(['/', '!']).next().unwrap_or(name);
        let parts = file.rsplit_once('.');
        Self {
            stem: parts.map_or(file, |(stem, _)| stem),
            extension: parts.map(|(_, extension)| extension),
            is_named_packed: ends_with(file, names::PACKED_BY_OUTLOOK),
            file,
        }
    }

    /// Whether it is looked at where it stands in a folder, among whatever else is there: it has an extension of
    /// reports, or of what they are packed in, or its name says that it is one.
    #[must_use]
    pub fn is_called_so(self) -> bool {
        // What is packed with gzip may be anything, and says so by the name before.
        let is_packed = match self.is_one_of(&["gz"]) {
            true => Self::named(self.stem).is_called_so(),
            false => self.is_named_packed || self.is_one_of(&names::PACKED),
        };
        let is_known = self.is_one_of(&names::REPORTS) || self.is_one_of(&names::DATA);
        // Most are known by their extension, and what a name says is looked for last.
        is_packed || is_known || (!self.is_other() && self.claims())
    }

    /// Whether its name says nothing of what it is, so that its first bytes are looked at.
    #[must_use]
    pub fn says_nothing(self) -> bool {
        !self.is_other() && !self.is_one_of(&names::MEDIA)
    }

    /// Whether one whose name says nothing is looked at in a folder all the same, by its first bytes: it is a page,
    /// whatever it is called, as pages that a server makes are called anything; or a document without an extension.
    #[must_use]
    pub fn is_made_so(self, start: &[u8]) -> bool {
        let is_document = || MADE_SO.iter().any(|kind| kind.matches(start));
        self.says_nothing() && (is_page(start) || self.extension.is_none() && is_document())
    }

    /// Whether it may be a report, from its first few kilobytes where they can be known.
    #[must_use]
    pub fn is_likely(self, start: Option<&[u8]>) -> bool {
        if self.is_named_so() {
            return true;
        }
        let Some(start) = start else {
            return self.extension.is_none();
        };
        let documents = [FileKind::Pdf, FileKind::Compound, FileKind::Program];
        let is_document = documents.iter().any(|kind| kind.matches(start));
        match refuse(start) {
            // Canonical reports are JSON, and a sheet may be saved as a table.
            Ok(()) if self.is_one_of(&["json", "csv"]) => true,
            Ok(()) if self.is_one_of(&names::DATA) => may_be_xml_data(start),
            Ok(()) => is_document || !self.is_one_of(&names::OTHER_TEXTS),
            Err(
                ReadError::Packed(_) | ReadError::Mail(_) | ReadError::Cut | ReadError::TooLarge,
            ) => true,
            Err(ReadError::Binary(_) | ReadError::Empty) => is_document,
        }
    }

    /// Whether it must be reported that it gives no report: what is called a report or is a document
    /// must not be missed without a word, while other files are no one's concern.
    #[must_use]
    pub fn must_be_reported(self, bytes: &[u8], why: &LintError) -> bool {
        match why {
            LintError::NoReport | LintError::LikeTitled(_) => self.claims(),
            LintError::OtherXml(_) => self.claims(),
            LintError::Data(_) | LintError::NoRecords | LintError::TooManyRows => true,
            LintError::Titled(_)
            | LintError::NoTables
            | LintError::NoText
            | LintError::TooMuch(_)
            | LintError::OtherForm(_)
            | LintError::Pdf(_)
            | LintError::Ofd(_)
            | LintError::Office(_) => true,
            LintError::Canonical(_) => is_canonical(bytes),
            LintError::Refused(ReadError::Packed(_)) if !FileKind::Zip.matches(bytes) => true,
            LintError::Refused(ReadError::Mail(_) | ReadError::Cut | ReadError::TooLarge) => true,
            LintError::Refused(_) => self.is_named_so() || self.claims(),
        }
    }

    /// Whether it is good to know that it is no report: by its name or its make it could be one.
    #[must_use]
    pub fn is_document(self, bytes: &[u8]) -> bool {
        self.is_named_so() || MADE_SO.iter().any(|kind| kind.matches(bytes))
    }

    /// Whether its name is one that reports have, or what reports are packed in.
    fn is_named_so(self) -> bool {
        let is_packed = self.is_named_packed || self.is_one_of(&names::PACKED);
        is_packed || (self.is_one_of(&names::REPORTS) && !self.is_one_of(&["json"]))
    }

    /// Whether it is called as other texts and programs are.
    fn is_other(self) -> bool {
        self.is_one_of(&names::OTHER_TEXTS) || self.is_one_of(&names::PROGRAMS)
    }

    /// Whether its name says that it is a report.
    fn claims(self) -> bool {
        claims(self.file)
    }

    fn is_one_of(self, extensions: &[&str]) -> bool {
        self.extension
            .is_some_and(|own| names::is_one_of(own, extensions))
    }
}

/// Whether the start of a file is that of a page.
fn is_page(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let start = start.trim_ascii_start();
    let begins = |page: &&[u8]| {
        let own = start.get(..page.len());
        own.is_some_and(|own| own.eq_ignore_ascii_case(page))
    };
    PAGES.iter().any(begins)
}

/// Whether the start of a text is XML that may be data: which of it packs know, is seen once it is unpacked.
fn may_be_xml_data(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start);
    gouji_records::format_of(&text) == Some(DataFormat::Xml)
}

/// Whether JSON has the keys of a report, as far as it is given: there are settings and data of
/// other programs everywhere.
#[must_use]
pub fn is_canonical(json: &[u8]) -> bool {
    KEYS.iter().all(|key| memmem::find(json, key).is_some())
}

/// Whether a file is named a report and nothing about reports, such as a letter or a list.
fn claims(file: &str) -> bool {
    let lower = file.to_lowercase();
    let mentions = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    mentions(words::REPORTS) && !mentions(words::LETTERS)
}

fn ends_with(name: &str, end: &str) -> bool {
    let at = name.len().checked_sub(end.len());
    at.and_then(|at| name.get(at..))
        .is_some_and(|own| own.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_what_is_unpacked() {
        let cases: [(&str, &[u8], bool); 16] = [
            ("ATT00001", b"%PDF-1.4", true),
            ("report.dat", b"PK\x03\x04", true),
            ("a.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", true),
            ("a.tmp", "政府信息公开".as_bytes(), true),
            ("style.css", b"p { color: red }", false),
            ("lib.js", b"<html>", false),
            ("seal.png", b"\x89PNG\r\n", false),
            ("seal", b"\x89PNG\r\n", false),
            ("report.doc", b"\x89PNG\r\n", true),
            ("report.doc", b"", true),
            ("font", b"\0\x01\0\0", false),
            ("reports.xml", b"{\\rtf1", false),
            (
                "reports.xml",
                b"<?xml version=\"1.0\"?><r:Report xmlns:r=\"urn:r\">",
                true,
            ),
            ("rows.csv", b"a,b,c\n1,2,3\n", true),
            ("setup.exe", b"MZ\x90\0", true),
            ("d/winmail.dat", b"\x78\x9f\x3e\x22", true),
        ];
        for (name, start, expected) in cases {
            let candidate = Candidate::named(name);
            assert_eq!(candidate.is_likely(Some(start)), expected, "{name}");
        }
    }

    #[test]
    fn in_a_folder_the_name_says_what_is_looked_at() {
        for (name, expected) in [
            ("a.docx", true),
            ("a.rar", true),
            ("年报.part1.rar", true),
            ("a.html.gz", true),
            ("a.gz", false),
            ("年报.gz", true),
            ("年报.xlsb", true),
            ("年报.jpg", true),
            ("年报", true),
            ("水务局年度报告.php", true),
            ("a.jpg", false),
            ("年报.css", false),
            ("年报.py", false),
            ("年报通知.jpg", false),
        ] {
            assert_eq!(Candidate::named(name).is_called_so(), expected, "{name}");
        }
    }

    #[test]
    fn in_a_folder_pages_and_documents_are_looked_at_whatever_they_are_called() {
        for (name, start, expected) in [
            ("post_4321", &b"<!DOCTYPE html>\n<html>"[..], true),
            ("show.jsp?id=7", b"\xef\xbb\xbf\r\n<HTML lang=\"zh\">", true),
            ("水务局", b"%PDF-1.4", true),
            ("水务局", b"PK\x03\x04", true),
            ("水务局", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", true),
            ("slides.pptx", b"PK\x03\x04", false),
            ("README", b"# Notes\n\n<p>Some of them.</p>", false),
            ("view.vue", b"<template><div></div></template>", false),
            ("page.js", b"<html>", false),
            ("photo.jpg", b"<html>", false),
            ("LICENSE", b"", false),
        ] {
            assert_eq!(Candidate::named(name).is_made_so(start), expected, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_looked_at_is_known_by_its_name() {
        for (name, expected) in [("年报.docx", true), ("年报", true), ("a.png", false)] {
            assert_eq!(Candidate::named(name).is_likely(None), expected, "{name}");
        }
    }

    #[test]
    fn what_may_have_been_a_report_is_reported() {
        let refused =
            |bytes: &[u8]| LintError::Refused(refuse(bytes).err().unwrap_or(ReadError::Empty));
        for (name, bytes, expected) in [
            ("readme", &b"\0"[..], false),
            ("report.doc", b"\0", true),
            ("slides.pptx", b"PK\x03\x04 PK\x05\x06", false),
            ("slides.docx", b"PK\x03\x04 PK\x05\x06", true),
            ("cut", b"PK\x03\x04", true),
            ("x", b"Rar!\x1a\x07", true),
            ("setup.exe", b"MZ\0", false),
        ] {
            let reported = Candidate::named(name).must_be_reported(bytes, &refused(bytes));
            assert_eq!(reported, expected, "{name}");
        }
        for (name, expected) in [
            ("readme.txt", false),
            ("关于报送2023年度报告的通知.docx", false),
            ("年报报送情况.xlsx", false),
            ("2024/水务局2023年年报.docx", true),
            ("Annual Report 2023.pdf", true),
        ] {
            let reported = Candidate::named(name).must_be_reported(b"hello", &LintError::NoReport);
            assert_eq!(reported, expected, "{name}");
        }
    }
}
