//! Addresses of documents as paths on disk.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::protocol::Uri;

/// The path a document is taken to have: that of a `file:` address, and for what is on no disk
/// the one standard input has.
pub(crate) fn path_of(uri: &Uri) -> PathBuf {
    let named = uri.as_str().strip_prefix("file://").and_then(decoded);
    let Some(named) = named.filter(|named| named.starts_with('/')) else {
        return PathBuf::from("-");
    };
    match named.get(1..3).map(str::as_bytes) {
        Some([drive, b':']) if drive.is_ascii_alphabetic() => {
            PathBuf::from(named.trim_start_matches('/'))
        }
        _ => PathBuf::from(named),
    }
}

/// The address of a path from the root; none where the path is no text.
pub(crate) fn uri_of(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace('\\', "/");
    let mut address = String::from("file://");
    if !path.starts_with('/') {
        address.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => address.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            // Writing to a string does not fail.
            byte => _ = write!(address, "%{byte:02X}"),
        }
    }
    address.parse().ok()
}

/// A text with its `%41` taken for what they stand for; none where that is no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let value = digit(rest.next()?)? * 16 + digit(rest.next()?)?;
        bytes.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

    use super::*;

    #[test]
    fn paths_are_addresses() {
        for path in ["/a/b c.md", "/年.md", "/a+b#c?d%.toml"] {
            let uri = uri_of(Path::new(path)).unwrap();
            assert_eq!(path_of(&uri), PathBuf::from(path), "{}", uri.as_str());
        }
    }

    #[test]
    fn addresses_are_paths() {
        for (uri, path) in [
            ("file:///a/b%20c.md", "/a/b c.md"),
            ("file:///%E5%B9%B4.md", "/年.md"),
            ("file:///c%3A/a.md", "c:/a.md"),
            ("file://host/a", "-"),
            ("untitled:one", "-"),
        ] {
            assert_eq!(path_of(&uri.parse().unwrap()), PathBuf::from(path), "{uri}");
        }
    }
}
