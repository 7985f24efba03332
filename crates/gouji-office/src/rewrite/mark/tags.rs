//! Attributes of a start tag, changed where they stand.

/// A start tag with an attribute set: in the place of the old one, or at its end.
pub(super) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    let written = format!("{name}=\"{value}\"");
    if let Some((from, to)) = attribute(tag, name) {
        let (before, after) = (tag.get(..from), tag.get(to..));
        return format!(
            "{}{written}{}",
            before.unwrap_or_default(),
            after.unwrap_or_default()
        );
    }
    let end = if tag.ends_with("/>") { 2 } else { 1 };
    let (open, end) = tag.split_at(tag.len().saturating_sub(end));
    format!("{} {written}{end}", open.trim_end())
}

/// Where an attribute stands, name, quotes and all.
fn attribute(tag: &str, name: &str) -> Option<(usize, usize)> {
    let bytes = tag.as_bytes();
    let mut at = tag.find(|c: char| c.is_whitespace())?;
    loop {
        let rest = tag.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        let equals = at + tag.get(at..)?.find('=')?;
        let own = tag.get(at..equals)?.trim_end();
        let rest = tag.get(equals + 1..)?;
        let open = equals + 1 + (rest.len() - rest.trim_start().len());
        let quote = char::from(*bytes.get(open)?);
        let close = open + 1 + tag.get(open + 1..)?.find(quote)?;
        if own == name {
            return Some((at, close + 1));
        }
        at = close + 1;
    }
}

/// A text as XML takes it.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\n' | '\t' => shown.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => shown.push('\u{fffd}'),
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::with_attribute;

    #[test]
    fn attributes_are_set_where_they_stand() {
        for (tag, expected) in [
            (
                "<c r=\"D7\" s=\"3\" t=\"s\">",
                "<c r=\"D7\" s=\"9\" t=\"s\">",
            ),
            ("<c r='a s=1'/>", "<c r='a s=1' s=\"9\"/>"),
            ("<c>", "<c s=\"9\">"),
            ("<x:c\n x:s=\"1\" s = '2' />", "<x:c\n x:s=\"1\" s=\"9\" />"),
        ] {
            assert_eq!(with_attribute(tag, "s", "9"), expected);
        }
    }
}
