//! A mark that stands for the path of a report in texts, until they are shown.

use memchr::memmem;

/// What a mark begins with; the number of its report and the digest of that one's file follow.
const MARK: &str = "gouji-path-of-report-";
/// How many characters a digest has.
const DIGEST: usize = 64;

/// What stands for the path of a report.
pub(super) fn mark_of(report: usize, content: &str) -> String {
    format!("{MARK}{report}-{content}")
}

/// A path as JSON writes it in a text.
pub(super) fn in_json(path: &str) -> String {
    let written = serde_json::Value::from(path).to_string();
    let written = written.strip_prefix('"').unwrap_or(&written);
    let written = written.strip_suffix('"').unwrap_or(written);
    written.to_owned()
}

/// Puts paths in place of the marks in a text; what is no mark of a report stays.
pub(super) fn replace(text: &mut String, path: &dyn Fn(usize, &str) -> Option<String>) {
    let mut done = 0;
    let mut all = String::new();
    for at in memmem::find_iter(text.as_bytes(), MARK) {
        let found = text.get(at..).and_then(|from| {
            let (report, content) = parted(from)?;
            Some((report, content, MARK.len() + report.len() + 1 + DIGEST))
        });
        let written = found.and_then(|(report, content, length)| {
            Some((path(report.parse().ok()?, content)?, length))
        });
        if let Some((written, length)) = written
            && let Some(before) = text.get(done..at)
        {
            all.push_str(before);
            all.push_str(&written);
            done = at + length;
        }
    }
    if done > 0 {
        all.push_str(text.get(done..).unwrap_or_default());
        *text = all;
    }
}

/// The number of a report and the digest of its file that a text begins with, as a mark.
fn parted(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(MARK)?;
    let (report, rest) = rest.split_once('-')?;
    Some((report, rest.get(..DIGEST)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stand_where_marks_stood_and_nothing_else_changes() {
        let content = "0123456789abcdef".repeat(DIGEST / 16);
        let own = mark_of(12, &content);
        let path = |report: usize, its: &str| {
            (report == 12 && its == content).then(|| "甲/乙 \"1\".html".to_owned())
        };
        let other = mark_of(13, &content);
        for (text, expected) in [
            (String::new(), String::new()),
            (own.clone(), "甲/乙 \"1\".html".to_owned()),
            (
                format!("“{own}”与{other}、{own}"),
                format!("“甲/乙 \"1\".html”与{other}、甲/乙 \"1\".html"),
            ),
            (format!("{MARK}{own}"), format!("{MARK}甲/乙 \"1\".html")),
            (format!("{MARK}12-短"), format!("{MARK}12-短")),
            (MARK.to_owned(), MARK.to_owned()),
        ] {
            let mut replaced = text;
            replace(&mut replaced, &path);
            assert_eq!(replaced, expected);
        }
        assert_eq!(in_json("甲/乙 \"1\".html"), "甲/乙 \\\"1\\\".html");
    }
}
