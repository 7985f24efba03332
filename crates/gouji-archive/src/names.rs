//! Names of members as they are shown: never paths on disk, never control characters.

use encoding_rs::GB18030;

/// A name for display. Chinese archivers write GBK without saying so.
pub(crate) fn shown(raw: &[u8]) -> String {
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    harmless(&text)
}

/// A name with nothing in it that a terminal would take for a command.
pub(crate) fn harmless(name: &str) -> String {
    let invisible =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = name
        .chars()
        .map(|c| if invisible(c) { '\u{fffd}' } else { c });
    shown.collect()
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
    fn names_are_decoded_and_harmless() {
        assert_eq!(shown("年报.docx".as_bytes()), "年报.docx");
        let (gbk, _, _) = encoding_rs::GBK.encode("年报.docx");
        assert_eq!(shown(&gbk), "年报.docx");
        assert_eq!(shown(b"a\x1b[31m\n.txt"), "a\u{fffd}[31m\u{fffd}.txt");
    }

    #[test]
    fn what_systems_add_is_hidden() {
        assert!(is_hidden("__MACOSX/a.docx"));
        assert!(is_hidden("a/._b.docx"));
        assert!(!is_hidden("./a/b.docx"));
        assert!(!is_hidden("../b.docx"));
    }
}
