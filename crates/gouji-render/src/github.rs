//! Workflow commands of GitHub Actions, which show findings beside the lines of a change.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use gouji_model::{Place, Severity, SourceRange};

use crate::path::plain;
use crate::printable::is_unsafe;
use crate::{Checked, Ending};

/// A command for each finding and each blocked relation.
pub(crate) fn report(checked: &Checked<'_>) -> String {
    let mut text = String::new();
    for finding in checked.findings {
        let place = checked.place_of(finding);
        let (position, shown) = match place {
            Some(Place::Text(range)) => (position(checked, range), String::new()),
            // What is no text has no lines: the message says where.
            Some(place) => {
                let shown = checked.places.shown(place, checked.language);
                (String::new(), format!("{shown}: "))
            }
            None => Default::default(),
        };
        let (message, identity) = (finding.message.get(checked.language), finding.identity);
        text.push_str(&format!(
            "::{} {}title={}::{}\n",
            command(finding.severity),
            attached(checked.path, &position),
            property(&format!("gouji {}", finding.rule)),
            data(&format!("{shown}{message} [{identity}]"))
        ));
    }
    for blocked in checked.blocked {
        text.push_str(&format!(
            "::warning {}title={}::{}\n",
            attached(checked.path, ""),
            property(&format!("gouji blocked {}", blocked.rule)),
            data(blocked.reason.get(checked.language))
        ));
    }
    text
}

/// Where a text stands. The service takes columns only where they are in one line, and no empty range.
fn position(checked: &Checked<'_>, range: SourceRange) -> String {
    let at = (checked.places.locate)(range);
    let end = checked.places.end(range);
    let mut position = format!(",line={},col={}", at.line, at.column);
    if end.line == at.line && end.column > at.column {
        position.push_str(&format!(",endLine={},endColumn={}", end.line, end.column));
    }
    position
}

/// What could not be done, and what is reported about the configuration.
pub(crate) fn end(ending: &Ending<'_>) -> String {
    let mut text = String::new();
    for failure in ending.failures {
        text.push_str(&format!(
            "::error {}title=gouji::{}\n",
            attached(&failure.path, ""),
            data(&failure.why)
        ));
    }
    for remark in ending.remarks {
        text.push_str(&format!(
            "::{} {}title={}::{}\n",
            command(remark.severity),
            attached(
                &remark.path,
                &format!(",line={},col={}", remark.line, remark.column)
            ),
            property(&format!("gouji {}", remark.rule)),
            data(&remark.message)
        ));
    }
    text
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// A message: what would end the command is written as a code, and what would steer the log that
/// shows it is shown as such.
fn data(text: &str) -> String {
    let mut coded = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '%' => coded.push_str("%25"),
            '\r' => coded.push_str("%0D"),
            '\n' => coded.push_str("%0A"),
            c if is_unsafe(c) => coded.push('\u{fffd}'),
            c => coded.push(c),
        }
    }
    coded
}

/// The file an annotation is attached to, and where in it; nothing for a report that is missing.
fn attached(path: &str, position: &str) -> String {
    match path {
        "" => String::new(),
        path => format!("file={}{position},", property(&plain(path))),
    }
}

/// A property: what would end it is written as a code, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{attached, data, property};

    #[test]
    fn nothing_of_a_text_ends_the_command() {
        assert_eq!(data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
        assert_eq!(data("\u{1b}[2J\u{202e}"), "\u{fffd}[2J\u{fffd}");
        assert_eq!(attached("./a:b.html", ",line=1"), "file=a%3Ab.html,line=1,");
        assert_eq!(attached("", ""), "");
    }
}
