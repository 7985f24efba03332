//! Paths as services that show findings beside the lines of a change know them.

use std::borrow::Cow;

/// A path without `.` parts and doubled slashes: services compare paths letter by letter and attach
/// nothing to `./a.html`.
pub(crate) fn plain(path: &str) -> Cow<'_, str> {
    let is_idle = |part: &str| part.is_empty() || part == ".";
    let inner = path.strip_prefix('/').unwrap_or(path);
    if path == "." || !inner.split('/').any(is_idle) {
        return Cow::Borrowed(path);
    }
    let parts: Vec<&str> = inner.split('/').filter(|part| !is_idle(part)).collect();
    let root = if path.starts_with('/') { "/" } else { "" };
    Cow::Owned(format!("{root}{}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn parts_that_lead_nowhere_are_left_out() {
        for (path, expected) in [
            ("./a.html", "a.html"),
            ("././b//a.html", "b/a.html"),
            ("b/./a.html", "b/a.html"),
            ("../a.html", "../a.html"),
            ("/b/./a.html", "/b/a.html"),
            ("a.html", "a.html"),
            ("/a.html", "/a.html"),
            (".a/b.html", ".a/b.html"),
            ("-", "-"),
        ] {
            assert_eq!(plain(path), expected);
        }
    }
}
