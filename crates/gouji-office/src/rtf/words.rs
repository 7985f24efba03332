//! The control words of RTF that matter here.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};

/// Groups with nothing of the text in them. Groups marked `\*` are left out anyway.
pub(super) const SKIPPED: [&str; 20] = [
    "stylesheet",
    "info",
    "pict",
    "objdata",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "nonshppict",
    "nonesttables",
    "shprslt",
    "sp",
    "xe",
    "tc",
];

/// Skipped groups that hold a picture.
pub(super) const PICTURES: [&str; 2] = ["pict", "shppict"];

/// Groups that are read although marked `\*`.
pub(super) const READ_THOUGH_MARKED: [&str; 6] = [
    "shpinst",
    "nesttableprops",
    "fldinst",
    "fldrslt",
    "formfield",
    "ffl",
];

/// The character a word stands for.
pub(super) fn character(word: &str) -> Option<char> {
    Some(match word {
        "tab" => '\t',
        "line" | "page" | "column" | "softline" => '\n',
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "emspace" | "enspace" | "qmspace" => ' ',
        _ => return None,
    })
}

/// The encoding of a code page.
pub(super) fn of_code_page(number: i32) -> &'static Encoding {
    match number {
        936 | 54936 => GBK,
        950 => BIG5,
        932 => SHIFT_JIS,
        949 => EUC_KR,
        65001 => encoding_rs::UTF_8,
        _ => WINDOWS_1252,
    }
}

/// The encoding that a font's character set asks for; none where it leaves that to the document.
pub(super) fn of_character_set(number: i32) -> Option<&'static Encoding> {
    match number {
        134 => Some(GBK),
        136 => Some(BIG5),
        128 => Some(SHIFT_JIS),
        129 => Some(EUC_KR),
        _ => None,
    }
}
