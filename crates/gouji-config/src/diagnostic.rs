//! A message about a configuration as miette draws it.

use std::fmt;
use std::ops::Range;

use gouji_model::characters::steers;
use gouji_model::{Bilingual, Language};
use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

use crate::file_place::FilePlace;

/// Longest line that is shown with a mark; longer ones are named by line and column only, because
/// marks far to the right cannot be drawn.
const LONGEST_LINE: usize = 2_000;

/// A message about a configuration, in one language, with its place.
#[derive(Debug)]
pub struct ConfigDiagnostic {
    message: String,
    help: String,
    code: &'static str,
    severity: miette::Severity,
    source: Option<NamedSource<String>>,
    span: Range<usize>,
}

impl ConfigDiagnostic {
    pub(crate) fn new(
        (message, help): &(Bilingual, Bilingual),
        code: &'static str,
        spot: Option<&FilePlace>,
        severity: miette::Severity,
        language: Language,
    ) -> Self {
        let mut message = visible(message.get(language));
        let source = spot.filter(|spot| can_be_drawn(spot));
        if let (Some(spot), None) = (spot, source) {
            let (line, column) = spot.line_and_column();
            message = format!("{}:{line}:{column}: {message}", spot.path.display());
        }
        Self {
            message,
            help: visible(help.get(language)),
            code,
            severity,
            source: source.map(named),
            span: source.map_or(0..0, |spot| spot.span.clone()),
        }
    }
}

/// Whether the lines of a place are short enough for marks.
fn can_be_drawn(spot: &FilePlace) -> bool {
    let inside = spot.span.end <= spot.text.len() && spot.span.start <= spot.span.end;
    inside && spot.text.lines().all(|line| line.len() <= LONGEST_LINE)
}

fn named(spot: &FilePlace) -> NamedSource<String> {
    // What would steer the terminal is shown as something of its length, so that places stay.
    let shown = |c: char| match (c, c.len_utf8()) {
        ('\n' | '\r' | '\t', _) => c,
        (c, _) if !steers(c) => c,
        (_, 1) => '?',
        (_, 2) => '\u{b7}',
        _ => '\u{fffd}',
    };
    let text: String = spot.text.chars().map(shown).collect();
    NamedSource::new(visible(&spot.path.to_string_lossy()), text)
}

/// The text without characters that would steer a terminal; line breaks stay.
pub(crate) fn visible(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' => c,
        c if steers(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}

impl fmt::Display for ConfigDiagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for ConfigDiagnostic {}

impl Diagnostic for ConfigDiagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display + 'a>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.source.as_ref()?;
        let label = LabeledSpan::new(None, self.span.start, self.span.len());
        Some(Box::new(std::iter::once(label)))
    }
}
