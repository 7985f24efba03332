//! The extensions by which files are known, where only the name can be looked at.

/// What reports are called, and what they are packed in that is opened.
pub const REPORTS: [&str; 29] = [
    "html", "htm", "shtml", "xhtml", "md", "markdown", "txt", "text", "json", "pdf", "docx",
    "docm", "dotx", "doc", "wps", "xlsx", "xlsm", "xls", "et", "ods", "odt", "rtf", "ofd", "zip",
    "tar", "tgz", "eml", "mht", "mhtml",
];
/// What reports are called that are texts an editor shows. JSON is looked at only where it is open:
/// most of it is something else.
pub const EDITED: [&str; 7] = ["html", "htm", "shtml", "xhtml", "md", "markdown", "txt"];
/// What may hold reports and is called otherwise: reported where it cannot be opened.
pub const PACKED: [&str; 4] = ["rar", "7z", "gz", "msg"];
/// How Outlook names attachments that it packs its own way.
pub const PACKED_BY_OUTLOOK: &str = "winmail.dat";
/// What data files are called that packs may know; most are something else, which their content tells.
pub const DATA: [&str; 3] = ["xml", "json", "csv"];
/// What other texts are called.
pub const OTHER_TEXTS: [&str; 18] = [
    "css", "js", "mjs", "map", "xml", "xsl", "svg", "csv", "tsv", "log", "ini", "cfg", "conf",
    "bat", "sh", "url", "ics", "vcf",
];

/// What pictures, sounds, films and typefaces are called: no text, and often many.
pub const MEDIA: [&str; 22] = [
    "jpg", "jpeg", "jfif", "png", "gif", "bmp", "webp", "tif", "tiff", "heic", "ico", "mp3", "wav",
    "m4a", "mp4", "mov", "avi", "ttf", "otf", "woff", "woff2", "eot",
];

/// What programs are called, and what they keep for themselves.
pub const PROGRAMS: [&str; 14] = [
    "py", "ts", "rs", "go", "java", "sql", "db", "sqlite", "toml", "yaml", "yml", "lnk", "ps1",
    "ipynb",
];

/// Whether an extension is one of these, in letters of any case.
#[must_use]
pub fn is_one_of(extension: &str, known: &[&str]) -> bool {
    known
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_matter() {
        assert!(is_one_of("DOCX", &REPORTS));
        assert!(!is_one_of("doc.", &REPORTS));
    }
}
