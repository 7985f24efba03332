//! Texts whose lines were broken by the program that sent them (RFC 3676, `format=flowed`): a row
//! of a table is one line again.

use std::borrow::Cow;

use mail_parser::{MessagePart, MimeHeaders};

/// The text with its lines joined, where it is declared to be such a text.
pub(crate) fn joined<'t>(part: &MessagePart<'_>, text: Cow<'t, [u8]>) -> Cow<'t, [u8]> {
    let Some(kind) = part.content_type() else {
        return text;
    };
    let has_value = |name, value: &str| {
        let attribute = kind.attribute(name);
        attribute.is_some_and(|attribute| attribute.eq_ignore_ascii_case(value))
    };
    if !has_value("format", "flowed") {
        return text;
    }
    Cow::Owned(join(&text, has_value("delsp", "yes")))
}

/// Joins lines that end with a space; the space is the sender's own where `loses_space`.
fn join(text: &[u8], loses_space: bool) -> Vec<u8> {
    let mut whole = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let end = line.trim_ascii_end().len();
        let content = line.strip_suffix(b"\n").unwrap_or(line);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        // A line that was given a space in front, so that it is no quotation.
        let own = content.strip_prefix(b" ").unwrap_or(content);
        let is_soft = own.ends_with(b" ") && own != b"-- " && end > 0;
        if !is_soft {
            whole.extend(own);
            whole.extend(&line[content.len()..]);
            continue;
        }
        whole.extend(
            own.strip_suffix(b" ")
                .filter(|_| loses_space)
                .unwrap_or(own),
        );
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn rows_are_one_line_again() {
        assert_eq!(
            join(b"| a | \r\nb |\r\nc\r\n", false),
            b"| a | b |\r\nc\r\n"
        );
        assert_eq!(
            join("年度 \n报告\n".as_bytes(), true),
            "年度报告\n".as_bytes()
        );
        assert_eq!(join(b" > x\n-- \nname", false), b"> x\n-- \nname");
    }
}
