//! Running text: white space collapsed, character references decoded, places kept.

use gouji_document::{Builder, PICTURE, STROKE, TextRange, raised_mark};
use gouji_model::SourceRange;

use super::attributes::{is_space, is_special_in_text};
use super::references;

/// How many bytes of a text stand for themselves: long ones are looked through in whole registers.
#[inline]
fn plain_length(text: &[u8]) -> usize {
    const TOGETHER: usize = 16;
    let may_be_special = |byte: u8| (byte <= b' ') | (byte == b'&');
    let one_may = |chunk: &[u8]| {
        chunk
            .iter()
            .fold(false, |one, byte| one | may_be_special(*byte))
    };
    let chunks = text.chunks_exact(TOGETHER);
    let start = TOGETHER * chunks.take_while(|chunk| !one_may(chunk)).count();
    let rest = text.get(start..).unwrap_or_default().iter();
    let special = rest.copied().position(is_special_in_text);
    special.map_or(text.len(), |at| start + at)
}

/// White space that counts once text follows it.
#[derive(Clone, Copy, Debug)]
enum Gap {
    None,
    /// A space that stands for this white space.
    Space(SourceRange),
    /// A line break at a tag.
    Line(u32),
}

/// Text without the white space around it, and where it came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// The text.
    pub text: TextRange,
    /// Its place in the source.
    pub source: SourceRange,
}

/// Collects the text of the running paragraph or cell.
#[derive(Debug)]
pub(super) struct Flow {
    /// Where text and blocks go.
    pub builder: Builder,
    /// Where the running text starts.
    start: u32,
    gap: Gap,
    /// What of the running text is seen: kept up to date, so that nobody has to search for it.
    shown: Option<Shown>,
    /// Whether the running text has more than one line.
    has_lines: bool,
}

impl Flow {
    /// A flow at the start of a document.
    pub(super) fn new(builder: Builder) -> Self {
        Self {
            start: builder.position(),
            builder,
            gap: Gap::None,
            shown: None,
            has_lines: false,
        }
    }

    /// What of the running text is seen, if anything.
    #[inline]
    pub(super) fn shown(&self) -> Option<Shown> {
        self.shown
    }

    /// Whether the running text has more than one line.
    #[inline]
    pub(super) fn has_lines(&self) -> bool {
        self.has_lines
    }

    /// Begins a new paragraph or cell.
    #[inline]
    pub(super) fn begin(&mut self) {
        self.start = self.builder.position();
        self.gap = Gap::None;
        self.shown = None;
        self.has_lines = false;
    }

    /// Ends a line at a tag.
    pub(super) fn break_line(&mut self, at: u32) {
        if self.builder.position() > self.start && !matches!(self.gap, Gap::Line(_)) {
            self.gap = Gap::Line(at);
        }
    }

    /// Adds a run of source text.
    pub(super) fn push(&mut self, text: &str, start: u32) {
        let mut rest = text;
        while let Some(first) = rest.as_bytes().first().filter(|_| !self.builder.is_full()) {
            let at = start + (text.len() - rest.len()) as u32;
            let taken = match *first {
                b'&' => self.push_reference(rest, at),
                b if is_space(b) => self.push_space(rest, at),
                _ => self.push_plain(rest, at),
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
    }

    #[inline]
    fn push_plain(&mut self, text: &str, at: u32) -> usize {
        let length = plain_length(text.as_bytes());
        self.fill_gap();
        let plain = text.get(..length).unwrap_or_default();
        let seen = plain.trim();
        if !seen.is_empty() {
            let leading = (plain.len() - plain.trim_start().len()) as u32;
            let start = self.builder.position() + leading;
            let source = SourceRange::new(at + leading, at + leading + seen.len() as u32);
            self.show(start, source, seen.len());
        }
        self.builder.push_copied(plain, at);
        length
    }

    /// Notes text that is seen.
    #[inline]
    fn show(&mut self, start: u32, source: SourceRange, length: usize) {
        let end = start + length as u32;
        let shown = self.shown.get_or_insert(Shown {
            text: TextRange { start, end },
            source,
        });
        shown.text.end = end;
        shown.source.end = source.end;
    }

    fn push_space(&mut self, text: &str, at: u32) -> usize {
        let length = text.bytes().take_while(|b| is_space(*b)).count();
        self.space(SourceRange::new(at, at + length as u32));
        length
    }

    fn space(&mut self, range: SourceRange) {
        if self.builder.position() > self.start && matches!(self.gap, Gap::None) {
            self.gap = Gap::Space(range);
        }
    }

    fn push_reference(&mut self, text: &str, at: u32) -> usize {
        let Some(reference) = references::read(text) else {
            self.fill_gap();
            let source = SourceRange::new(at, at + 1);
            self.show(self.builder.position(), source, 1);
            self.builder.push_copied("&", at);
            return 1;
        };
        let range = SourceRange::new(at, at + reference.length as u32);
        if u8::try_from(reference.meaning).is_ok_and(is_space) {
            self.space(range);
        } else {
            self.fill_gap();
            let mut room = [0; 4];
            let meaning = reference.meaning.encode_utf8(&mut room);
            if !reference.meaning.is_whitespace() {
                self.show(self.builder.position(), range, meaning.len());
            }
            self.builder.push_replaced(meaning, range);
        }
        reference.length
    }

    /// Adds a run of source text as the raised mark of a note.
    pub(super) fn push_raised(&mut self, text: &str, start: u32) {
        for (offset, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let at = start + offset as u32;
            let range = SourceRange::new(at, at + c.len_utf8() as u32);
            let mark = raised_mark(c).unwrap_or(c);
            self.fill_gap();
            let mut room = [0; 4];
            let mark = mark.encode_utf8(&mut room);
            self.show(self.builder.position(), range, mark.len());
            self.builder.push_replaced(mark, range);
        }
    }

    /// Adds a run of source text as struck out.
    pub(super) fn push_struck(&mut self, text: &str, start: u32) {
        // Spaces that are written as references are all that stands alone in such runs.
        let shown = |(_, c): &(usize, char)| !c.is_whitespace() && !text.contains('&');
        for (offset, c) in text.char_indices().filter(shown) {
            let at = start + offset as u32;
            self.stand_in(&[c, STROKE], SourceRange::new(at, at + c.len_utf8() as u32));
        }
    }

    /// Adds what stands for a picture.
    pub(super) fn push_picture(&mut self, place: SourceRange) {
        self.stand_in(&[PICTURE], place);
    }

    /// Adds characters that stand for what is in a place.
    fn stand_in(&mut self, characters: &[char], place: SourceRange) {
        let text: String = characters.iter().collect();
        self.fill_gap();
        self.show(self.builder.position(), place, text.len());
        self.builder.push_replaced(&text, place);
    }

    #[inline]
    fn fill_gap(&mut self) {
        match std::mem::replace(&mut self.gap, Gap::None) {
            Gap::None => {}
            Gap::Space(range) => self.builder.push_replaced(" ", range),
            Gap::Line(at) => {
                self.has_lines = true;
                self.builder.push_replaced("\n", SourceRange::new(at, at));
            }
        }
    }

    /// The first line of the running text, white space and all.
    pub(super) fn first_line(&self) -> TextRange {
        let (start, end) = (self.start, self.builder.position());
        let text = self.builder.text(TextRange { start, end });
        let length = text.find('\n').unwrap_or(text.len()) as u32;
        TextRange {
            start,
            end: start + length,
        }
    }

    /// The line from a place on, trimmed, and where the next begins.
    pub(super) fn line(&self, start: u32, end: u32) -> (TextRange, u32) {
        let rest = self.builder.text(TextRange { start, end });
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = rest.get(..length).unwrap_or_default();
        let leading = line.len() - line.trim_start().len();
        let from = start + leading as u32;
        let range = TextRange {
            start: from,
            end: from + line.trim().len() as u32,
        };
        (range, start + length as u32 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parts: &[&str]) -> String {
        let mut flow = Flow::new(Builder::default());
        for part in parts {
            match *part {
                "<br>" => flow.break_line(0),
                part => flow.push(part, 0),
            }
        }
        let end = flow.builder.position();
        flow.builder.text(TextRange { start: 0, end }).to_owned()
    }

    #[test]
    fn white_space_collapses_as_in_a_browser() {
        assert_eq!(text(&[" a \r\n\t b ", " c "]), "a b c");
        assert_eq!(text(&["<br>", "a ", "<br>", "<br>", " b", "<br>"]), "a\nb");
        assert_eq!(text(&["a&#32;&#10; b"]), "a b");
        assert_eq!(text(&[" &nbsp; 1&nbsp;"]), "\u{a0} 1\u{a0}");
        assert_eq!(text(&["\u{200b}a\u{3000}b"]), "\u{200b}a\u{3000}b");
    }

    #[test]
    fn what_is_shown_is_the_trimmed_text() {
        for page in [
            " 甲 ",
            "&nbsp;甲&nbsp;乙 &ensp;",
            "\u{3000}&lt;\u{3000}",
            "&",
            "&nbsp;",
            "",
        ] {
            let mut flow = Flow::new(Builder::default());
            flow.push(page, 7);
            let text = flow.builder.trimmed_since(0);
            let found = flow.shown().map(|shown| (shown.text, Some(shown.source)));
            let expected = (text.start < text.end).then(|| (text, flow.builder.source_of(text)));
            assert_eq!(found, expected, "{page:?}");
        }
    }

    #[test]
    fn collapsed_text_maps_back() {
        let page = "甲 \r\n 乙&mdash;丙\n丁";
        let mut flow = Flow::new(Builder::default());
        flow.push(page, 0);
        let end = flow.builder.position();
        let pushed = flow.builder.text(TextRange { start: 0, end }).to_owned();
        assert_eq!(pushed, "甲 乙—丙 丁");
        for (at, c) in pushed.char_indices() {
            let (start, end) = (at as u32, (at + c.len_utf8()) as u32);
            let source = flow.builder.source_of(TextRange { start, end }).unwrap();
            let found = &page[source.start as usize..source.end as usize];
            match c {
                '—' => assert_eq!(found, "&mdash;"),
                ' ' => assert_eq!(found.trim(), ""),
                c => assert_eq!(found, c.to_string()),
            }
        }
    }
}
