//! Which office format a file has, from its content alone: file names lie.

use gouji_format::{FileKind, is_whole_compound};
use gouji_package::{Archive, decode};
use memchr::memmem;

use crate::compound::Compound;

/// The office formats that are distinguished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeKind {
    /// A Word file of today: .docx, and .wps files of the same make.
    Docx,
    /// A workbook of today: .xlsx, .et.
    Xlsx,
    /// A workbook in the binary format of today: .xlsb.
    Xlsb,
    /// An OpenDocument text: .odt.
    Odt,
    /// An OpenDocument spreadsheet: .ods.
    Ods,
    /// A Word file of before 2007: .doc, .wps.
    Doc,
    /// A workbook of before 2007: .xls, .et.
    Xls,
    /// Rich text: .rtf, and often .doc.
    Rtf,
    /// A file of today behind a password, whatever is inside.
    Protected,
    /// A Word file of today written as one XML file.
    FlatWord,
    /// A Word file of 2003 in XML, often named .doc.
    Word2003,
    /// A workbook of 2003 in XML, often named .xls.
    Excel2003,
}

/// The parts by which packages are known.
const PARTS: [(&str, OfficeKind); 3] = [
    ("word/document", OfficeKind::Docx),
    ("xl/workbook.xml", OfficeKind::Xlsx),
    ("xl/workbook.bin", OfficeKind::Xlsb),
];
/// The media types by which OpenDocument files are known, templates included.
const MEDIA_TYPES: [(&str, OfficeKind); 2] = [
    ("application/vnd.oasis.opendocument.text", OfficeKind::Odt),
    (
        "application/vnd.oasis.opendocument.spreadsheet",
        OfficeKind::Ods,
    ),
];
/// The streams by which files of before 2007 are known.
const STREAMS: [(&str, OfficeKind); 4] = [
    ("EncryptedPackage", OfficeKind::Protected),
    ("WordDocument", OfficeKind::Doc),
    ("Workbook", OfficeKind::Xls),
    ("Book", OfficeKind::Xls),
];

/// How much of a file may stand before its outermost element.
const LONGEST_PROLOG: usize = 64 << 10;
/// How much mostly does, that element's tag included. What is in another encoding is decoded slowly.
const SHORT_PROLOGS: [usize; 2] = [256, 2 << 10];
/// Names of outermost elements, the namespace that goes with each, and what they make of a file.
const ROOTS: [(&str, &str, OfficeKind); 3] = [
    (
        "package",
        "http://schemas.microsoft.com/office/2006/xmlPackage",
        OfficeKind::FlatWord,
    ),
    (
        "wordDocument",
        "http://schemas.microsoft.com/office/word/2003/wordml",
        OfficeKind::Word2003,
    ),
    (
        "Workbook",
        "urn:schemas-microsoft-com:office:spreadsheet",
        OfficeKind::Excel2003,
    ),
];

/// The office format of a file, or none.
///
/// A file cut off in the middle is still known by what is left of it, so that reading it can say
/// that it is incomplete.
#[must_use]
pub fn kind_of(bytes: &[u8]) -> Option<OfficeKind> {
    if FileKind::Zip.matches(bytes) {
        return of_package(bytes);
    }
    if is_whole_compound(bytes) {
        return of_compound(bytes);
    }
    if FileKind::Rtf.matches(bytes) {
        return Some(OfficeKind::Rtf);
    }
    of_markup(bytes)
}

fn of_package(bytes: &[u8]) -> Option<OfficeKind> {
    let Ok(mut archive) = Archive::open(bytes) else {
        return of_remains(bytes);
    };
    let named = |part: &str| {
        let begins = |name: &[u8]| {
            let plain = name
                .iter()
                .map(|byte| if *byte == b'\\' { b'/' } else { *byte });
            name.len() >= part.len()
                && plain
                    .zip(part.bytes())
                    .all(|(a, b)| a.eq_ignore_ascii_case(&b))
        };
        archive.names().any(begins)
    };
    if let Some((_, kind)) = PARTS.iter().find(|(part, _)| named(part)) {
        return Some(*kind);
    }
    let media = archive.bytes("mimetype").ok()??;
    let found = MEDIA_TYPES
        .iter()
        .find(|(name, _)| media.starts_with(name.as_bytes()));
    found.map(|(_, kind)| *kind)
}

/// The kind of an archive without a directory, from the names before its entries.
fn of_remains(bytes: &[u8]) -> Option<OfficeKind> {
    PARTS
        .iter()
        .chain(&MEDIA_TYPES)
        .find(|(name, _)| memmem::find(bytes, name.as_bytes()).is_some())
        .map(|(_, kind)| *kind)
}

fn of_compound(bytes: &[u8]) -> Option<OfficeKind> {
    if let Ok(compound) = Compound::open(bytes) {
        let found = STREAMS.iter().find(|(name, _)| compound.has(name));
        return found.map(|(_, kind)| *kind);
    }
    // In a directory a name is followed by zeros; in a text it goes on.
    let remains = |name: &str| {
        let ended = name.bytes().chain([0]);
        let wide: Vec<u8> = ended.flat_map(|byte| [byte, 0]).collect();
        memmem::find(bytes, &wide).is_some()
    };
    let found = STREAMS.iter().find(|(name, _)| remains(name));
    found.map(|(_, kind)| *kind)
}

/// The kind of a file that is one XML file, or none.
fn of_markup(bytes: &[u8]) -> Option<OfficeKind> {
    let blank = |byte: &u8| byte.is_ascii_whitespace() || b"\xef\xbb\xbf\xff\xfe\0".contains(byte);
    if bytes.iter().take(64).find(|byte| !blank(byte)) != Some(&b'<') {
        return None;
    }
    let text = |length: usize| decode(bytes.get(..bytes.len().min(length)).unwrap_or(bytes));
    // Most outermost elements begin soon, and few files that begin with one are of these kinds.
    let ends = |start: &String| matches!(root_tag(start), Some((_, true)));
    let short = SHORT_PROLOGS.into_iter().map(text).find(ends);
    let start = short.unwrap_or_else(|| text(LONGEST_PROLOG));
    let (name, attributes) = root_tag(&start)?.0.split_once(char::is_whitespace)?;
    let local = name.rsplit(':').next()?;
    let found = ROOTS
        .iter()
        .find(|(root, space, _)| *root == local && attributes.contains(space));
    found.map(|(.., kind)| *kind)
}

/// What stands in the tag of the outermost element, and whether the tag ends.
fn root_tag(text: &str) -> Option<(&str, bool)> {
    let mut rest = text.trim_start();
    loop {
        let end = match rest.get(..2)? {
            "<?" => "?>",
            "<!" if rest.starts_with("<!--") => "-->",
            "<!" => ">",
            _ => break,
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let tag = rest.strip_prefix('<')?;
    Some(match tag.split_once('>') {
        Some((tag, _)) => (tag, true),
        None => (tag, false),
    })
}
