//! CSV: a line of names, and lines of values; each line is an element called `row`, each value one in it.

use std::borrow::Cow;

use gouji_format::{Excess, limits};
use gouji_model::SourceRange;

use crate::RecordsError;
use crate::captured::{Captured, MisalignedLine};
use crate::plan::Plan;
use crate::walk::Walk;

/// What may stand between values.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// A value: what it says, and where it stands without its quotes.
type Value<'t> = (Cow<'t, str>, SourceRange);

/// Walks through a text of CSV.
pub(crate) fn read(plan: &Plan, has: &[String], text: &str) -> Result<Captured, RecordsError> {
    let separator = separator(has, text).unwrap_or(',');
    let mut lines = Lines::new(text, separator);
    let names = lines.next().unwrap_or_default();
    let mut walk = Walk::new(plan, text);
    walk.start("", 0, |_| false)?;
    let mut count = 0_usize;
    while let Some(values) = lines.next() {
        if let Some(at) = lines.unclosed {
            return Err(unclosed(text, at));
        }
        let Some((first, start)) = values.first() else {
            continue;
        };
        if values.len() == 1 && first.trim().is_empty() {
            continue;
        }
        if is_misaligned(&names, &values) {
            walk.note_misaligned(MisalignedLine {
                first: first.trim().to_owned(),
                values: values.len(),
                range: *start,
            });
            continue;
        }
        let start = start.start;
        walk.start("row", start, |_| false)?;
        for ((value, range), (name, _)) in values.iter().zip(&names) {
            count += 1;
            if count > limits::CELLS {
                return Err(RecordsError::TooMuch(Excess::Cells));
            }
            walk.start(name.trim(), range.start, |_| false)?;
            walk.text(value, *range);
            walk.end(range.end);
        }
        walk.end(lines.at as u32);
    }
    walk.end(text.len() as u32);
    walk.finish()
}

/// Whether the first line of a text has certain names.
pub(crate) fn has_names(has: &[String], text: &str) -> bool {
    separator(has, text).is_some()
}

/// What stands between the names of the first line, if it has those wanted.
fn separator(has: &[String], text: &str) -> Option<char> {
    SEPARATORS.into_iter().find(|separator| {
        let mut lines = Lines::new(text, *separator);
        let names = lines.next().unwrap_or_default();
        let stands = |wanted: &String| names.iter().any(|(name, _)| name.trim() == wanted);
        !has.is_empty() && has.iter().all(stands)
    })
}

/// The lines of a text, each taken apart.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    separator: char,
    /// Where a value begins with a quote that nothing closes.
    unclosed: Option<usize>,
}

impl<'t> Iterator for Lines<'t> {
    type Item = Vec<Value<'t>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut values = Vec::new();
        if self.at >= self.text.len() {
            return None;
        }
        loop {
            values.push(self.value());
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(next) = rest.chars().next() else {
                break;
            };
            self.at += next.len_utf8();
            if next == '\r' && rest.starts_with("\r\n") {
                self.at += 1;
            }
            if next != self.separator {
                break;
            }
        }
        Some(values)
    }
}

impl<'t> Lines<'t> {
    const fn new(text: &'t str, separator: char) -> Self {
        Self {
            text,
            at: 0,
            separator,
            unclosed: None,
        }
    }

    /// The value that stands next, up to what ends it.
    fn value(&mut self) -> Value<'t> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let ends = |c: char| c == self.separator || c == '\n' || c == '\r';
        let Some(quoted) = rest.strip_prefix('"') else {
            let end = rest.find(ends).unwrap_or(rest.len());
            let range = SourceRange::new(self.at as u32, (self.at + end) as u32);
            self.at += end;
            return (Cow::Borrowed(rest.get(..end).unwrap_or_default()), range);
        };
        let length = closing(quoted).unwrap_or_else(|| {
            self.unclosed.get_or_insert(self.at);
            quoted.len()
        });
        let inside = quoted.get(..length).unwrap_or_default();
        let start = self.at + 1;
        let after = quoted.get(length + 1..).unwrap_or_default();
        let tail = after.find(ends).unwrap_or(after.len());
        if !after.get(..tail).unwrap_or_default().trim().is_empty() {
            // Quotes that do not stand around the whole value are a part of it.
            let end = start + length + 1 + tail;
            let range = SourceRange::new(self.at as u32, end as u32);
            let whole = self.text.get(self.at..end).unwrap_or_default();
            self.at = end;
            return (Cow::Borrowed(whole), range);
        }
        self.at = (start + length + 1 + tail).min(self.text.len());
        let value = match inside.contains("\"\"") {
            true => Cow::Owned(inside.replace("\"\"", "\"")),
            false => Cow::Borrowed(inside),
        };
        (
            value,
            SourceRange::new(start as u32, (start + length) as u32),
        )
    }
}

/// Whether values stand behind the last name, so that nobody can tell which is of which column. What is
/// blank there is only padding.
fn is_misaligned(names: &[Value<'_>], values: &[Value<'_>]) -> bool {
    let beyond = values.iter().skip(names.len());
    beyond
        .into_iter()
        .any(|(value, _)| !value.trim().is_empty())
}

fn unclosed(text: &str, at: usize) -> RecordsError {
    let before = text.get(..at).unwrap_or_default();
    RecordsError::Unclosed(before.matches('\n').count() + 1)
}

/// Where a quoted value ends: at a quote that no other follows; nothing where there is none.
fn closing(quoted: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = quoted.get(at..).and_then(|rest| rest.find('"')) {
        let end = at + found;
        if !quoted.get(end + 1..).unwrap_or_default().starts_with('"') {
            return Some(end);
        }
        at = end + 2;
    }
    None
}
