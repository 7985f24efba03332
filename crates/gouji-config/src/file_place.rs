//! A place in a configuration file or baseline.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// A place in a configuration file or baseline, with the text around it.
#[derive(Clone, Debug)]
pub struct FilePlace {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// Bytes of the text.
    pub span: Range<usize>,
}

impl FilePlace {
    /// Line and column, both from 1, columns in characters.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        let mut start = self.span.start.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        (line, column)
    }
}
