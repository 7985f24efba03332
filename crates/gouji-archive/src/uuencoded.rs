//! Files written into the text of a letter, as mail had them before it had attachments.

/// A file found in a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Encoded {
    /// Its name as written.
    pub name: Vec<u8>,
    /// Its bytes; less than the whole where lines are damaged.
    pub bytes: Vec<u8>,
    /// Whether all lines up to the end were as they should be.
    pub is_whole: bool,
}

/// The files in a text.
pub(crate) fn files(text: &[u8]) -> Vec<Encoded> {
    let mut found = Vec::new();
    if memchr::memmem::find(text, b"begin ").is_none() {
        return found;
    }
    let mut lines = text.split(|byte| *byte == b'\n').map(trimmed);
    while let Some(line) = lines.next() {
        let Some(name) = name_in(line) else {
            continue;
        };
        let mut file = Encoded {
            name: name.to_vec(),
            bytes: Vec::new(),
            is_whole: false,
        };
        for line in lines.by_ref() {
            if line == b"end" {
                file.is_whole = true;
                break;
            }
            if !take_line(line, &mut file.bytes) {
                break;
            }
        }
        // A sentence may begin so, too.
        if !file.bytes.is_empty() {
            found.push(file);
        }
    }
    found
}

fn trimmed(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The name in `begin 644 NAME`.
fn name_in(line: &[u8]) -> Option<&[u8]> {
    let rest = line.strip_prefix(b"begin ")?;
    let space = rest.iter().position(|byte| *byte == b' ')?;
    let (mode, name) = rest.split_at(space);
    let is_mode = (3..=4).contains(&mode.len()) && mode.iter().all(|b| (b'0'..=b'7').contains(b));
    is_mode.then(|| name.trim_ascii())
}

/// Decodes a line: its length, then three bytes in four characters; spaces at the end may be lost.
fn take_line(line: &[u8], bytes: &mut Vec<u8>) -> bool {
    let Some((first, rest)) = line.split_first() else {
        return false;
    };
    if line.iter().any(|byte| !(b' '..=b'`').contains(byte)) {
        return false;
    }
    let value = |at: usize| rest.get(at).map_or(0, |byte| (byte - b' ') & 63);
    let length = usize::from((first - b' ') & 63);
    for at in 0..length {
        let start = at / 3 * 4 + at % 3;
        let (high, low) = (value(start), value(start + 1));
        bytes.push(match at % 3 {
            0 => high << 2 | low >> 4,
            1 => high << 4 | low >> 2,
            _ => high << 6 | low,
        });
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_in_letters_are_decoded() {
        let text = b"see below\r\nbegin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\nregards\r\n";
        let found = files(text);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (&*found[0].name, &*found[0].bytes),
            (&b"a.txt"[..], &b"Cat"[..])
        );
        assert!(found[0].is_whole);
    }

    #[test]
    fn cut_files_and_sentences_are_reported() {
        assert!(!files(b"begin 644 a.txt\n#0V%T\n")[0].is_whole);
        assert_eq!(files(b"begin 2024 with a plan\nnothing here\n"), []);
    }
}
