//! Names of members as they are shown: never paths on disk, never anything a terminal obeys.

use std::collections::HashMap;

use encoding_rs::GB18030;

/// Stands for a step up in a name: what is inside an archive is never beside it.
const UP: &str = "…";

/// A name as text. Chinese archivers write GBK without saying so.
pub(crate) fn decoded(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// The names shown of one archive, no two of them the same.
#[derive(Default)]
pub(crate) struct Shown {
    taken: HashMap<String, usize>,
}

impl Shown {
    /// A name for display; one that was shown before is numbered.
    pub(crate) fn name(&mut self, name: &str) -> String {
        let mut own = harmless(name);
        while let Some(times) = self.taken.get_mut(&own) {
            *times += 1;
            own = format!("{own}#{times}");
        }
        self.taken.insert(own.clone(), 1);
        own
    }
}

/// A name that leads nowhere and has nothing in it that a terminal would take for a command.
fn harmless(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| if is_invisible(c) { '\u{fffd}' } else { c })
        .collect();
    let steps = name.split(['/', '\\']).map(str::trim);
    let steps = steps.filter(|step| !step.is_empty() && *step != ".");
    let steps: Vec<&str> = steps
        .map(|step| if step == ".." { UP } else { step })
        .collect();
    steps.join("/")
}

/// Whether a character changes how others are shown, or shows nothing itself.
fn is_invisible(c: char) -> bool {
    let of_direction =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let of_nothing = matches!(
        c,
        '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}'
    );
    c.is_control() || of_direction || of_nothing
}

/// Whether a member is one that archivers and systems add by themselves.
pub(crate) fn is_hidden(name: &str) -> bool {
    let mut steps = name.split(['/', '\\']);
    steps.any(|step| step == "__MACOSX" || (step.starts_with('.') && step != "." && step != ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_decoded() {
        assert_eq!(decoded("年报.docx".as_bytes()), "年报.docx");
        let (gbk, _, _) = encoding_rs::GBK.encode("年报.docx");
        assert_eq!(decoded(&gbk), "年报.docx");
    }

    #[test]
    fn names_are_harmless() {
        for (name, expected) in [
            ("a\x1b[31m\n.txt", "a\u{fffd}[31m\u{fffd}.txt"),
            ("/etc/passwd", "etc/passwd"),
            ("../../报告.docx", "…/…/报告.docx"),
            ("C:\\2024\\报告.docx", "C:/2024/报告.docx"),
            ("./a//b.docx", "a/b.docx"),
            ("a\u{202e}cod.exe", "a\u{fffd}cod.exe"),
        ] {
            assert_eq!(harmless(name), expected);
        }
    }

    #[test]
    fn no_two_names_are_shown_alike() {
        let mut shown = Shown::default();
        let names = ["a.txt", "./a.txt", "/a.txt", "a.txt#2"].map(|name| shown.name(name));
        assert_eq!(names, ["a.txt", "a.txt#2", "a.txt#3", "a.txt#2#2"]);
    }

    #[test]
    fn what_systems_add_is_hidden() {
        assert!(is_hidden("__MACOSX/a.docx"));
        assert!(is_hidden("a/._b.docx"));
        assert!(!is_hidden("./a/b.docx"));
        assert!(!is_hidden("../b.docx"));
    }
}
