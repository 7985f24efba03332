//! The text around the tables of a Markdown file that has its tables in tags: read as text is, so
//! that tables with bars beside them are tables too.

use super::references;
use crate::text::is_ruling;

/// Whether a text has a table with bars: a line of bars and dashes below its head.
pub(super) fn has_bars(text: &str) -> bool {
    let bars = memchr::memchr_iter(b'|', text.as_bytes());
    let mut last = 0;
    for bar in bars {
        let after = text.get(bar + 1..).unwrap_or_default();
        let ruled = after.trim_start_matches([' ', ':']).starts_with('-');
        if !ruled || bar < last {
            continue;
        }
        let before = text.get(last..bar).unwrap_or_default();
        let start = before.rfind('\n').map_or(last, |at| last + at + 1);
        last = bar + after.find('\n').unwrap_or(after.len()) + 1;
        let line = text.get(start..last.min(text.len())).unwrap_or_default();
        if is_ruling(line.trim()) {
            return true;
        }
    }
    false
}

/// A run of text outside tables, as long as in the source: what is no text of it is white space.
#[derive(Debug, Default)]
pub(super) struct Region {
    text: String,
    start: usize,
}

impl Region {
    /// Adds a run of source text. What stands between it and the last one are tags: one that breaks
    /// a line ends it, but within a row of a table.
    pub(super) fn push(&mut self, source: &str, start: usize, end: usize) {
        if self.text.is_empty() {
            self.start = start;
        }
        let from = self.start + self.text.len();
        let tags = source.get(from..start).unwrap_or_default();
        let line = self.text.rfind('\n').map_or(0, |at| at + 1);
        let in_row = self.text.get(line..).is_some_and(|line| line.contains('|'));
        if in_row
            && tags
                .get(..3)
                .is_some_and(|tag| tag.eq_ignore_ascii_case("<br"))
        {
            self.text.push_str(tags);
        } else {
            let breaks = !in_row && breaks_line(tags);
            self.text.push_str(if breaks { "\n" } else { "" });
            let rest = tags.len() - usize::from(breaks);
            self.text.extend(std::iter::repeat_n(' ', rest));
        }
        self.push_text(source.get(start..end).unwrap_or_default());
    }

    /// Text with what its character references stand for, where that is no longer than they.
    fn push_text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            let (plain, reference) = rest.split_at(at);
            self.text.push_str(plain);
            let read = references::read(reference);
            let read = read.filter(|found| found.meaning.len_utf8() <= found.length);
            let (meaning, length) = read.map_or(('&', 1), |found| (found.meaning, found.length));
            self.text.push(meaning);
            let fill = length - meaning.len_utf8();
            self.text.extend(std::iter::repeat_n(' ', fill));
            rest = reference.get(length..).unwrap_or_default();
        }
        self.text.push_str(rest);
    }

    /// The text and where it starts in the source.
    pub(super) fn parts(&self) -> (&str, u32) {
        (&self.text, self.start as u32)
    }
}

/// Whether any of some tags ends a line.
fn breaks_line(tags: &str) -> bool {
    const NAMES: [&str; 6] = ["<br", "<p", "</p", "<div", "</div", "<h"];
    let at = |name: &str| {
        tags.match_indices('<').any(|(at, _)| {
            tags.get(at..at + name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name))
        })
    };
    NAMES.into_iter().any(at)
}
