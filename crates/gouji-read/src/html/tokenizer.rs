//! Tags, text and raw text, found as browsers find them.

use memchr::{memchr, memmem};

/// What stands in a page.
#[derive(Debug)]
pub(super) enum Token<'s> {
    /// Text, character references not yet decoded.
    Text { start: usize, end: usize },
    /// The text of the `title` element.
    Title { start: usize, end: usize },
    /// A start tag.
    Start(Tag<'s>),
    /// An end tag.
    End {
        /// Its name.
        name: Name,
        /// Where it begins in the source.
        start: usize,
    },
}

/// A tag's name in lower case; long names, none of which matters, are cut short.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Name {
    bytes: [u8; 12],
    length: u8,
}

impl Name {
    fn new(name: &[u8]) -> Self {
        let mut own = Self::default();
        for (to, from) in own.bytes.iter_mut().zip(name) {
            *to = from.to_ascii_lowercase();
            own.length += 1;
        }
        own
    }

    /// The name as text; empty where it is not ASCII.
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or("")
    }
}

impl std::ops::Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

/// A start tag with what matters of it.
#[derive(Debug)]
pub(super) struct Tag<'s> {
    /// Its name.
    pub name: Name,
    /// Value of `rowspan`, for cells.
    pub row_span: Option<&'s str>,
    /// Value of `colspan`, for cells.
    pub column_span: Option<&'s str>,
    /// Where it ends in the source.
    pub end: usize,
}

/// Elements whose content is text up to their end tag.
const RAW: [&str; 9] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript",
];

/// Walks through a page.
pub(super) struct Tokenizer<'s> {
    source: &'s str,
    at: usize,
    /// Raw text to skip before going on: the element's name.
    raw: Option<Name>,
}

impl<'s> Tokenizer<'s> {
    /// A tokenizer at the start of a page.
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            at: 0,
            raw: None,
        }
    }

    fn bytes(&self) -> &'s [u8] {
        self.source.as_bytes()
    }

    /// Skips raw text; the text of a title is a token.
    fn raw_text(&mut self, name: Name) -> Option<Token<'s>> {
        let start = self.at;
        let bytes = self.bytes();
        let closes = |at: usize| {
            let after = at + 2 + name.len();
            bytes
                .get(at + 2..after)
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                && bytes
                    .get(after)
                    .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
        };
        let end = memmem::find_iter(&bytes[start..], "</")
            .map(|at| start + at)
            .find(|at| closes(*at))
            .unwrap_or(bytes.len());
        self.at = end;
        (&*name == "title").then_some(Token::Title { start, end })
    }

    /// What begins with `<`: a tag, or nothing to show. `None` where it is only a character.
    fn markup(&mut self) -> Option<Option<Token<'s>>> {
        let bytes = self.bytes();
        let next = *bytes.get(self.at + 1)?;
        match next {
            b'!' | b'?' => {
                self.skip_declaration();
                Some(None)
            }
            b'/' => self.end_tag(),
            b if b.is_ascii_alphabetic() => Some(Some(self.start_tag())),
            _ => None,
        }
    }

    fn skip_declaration(&mut self) {
        let rest = &self.bytes()[self.at..];
        let length = if let Some(comment) = rest.strip_prefix(b"<!--") {
            comment_length(comment) + 4
        } else {
            memchr(b'>', rest).map_or(rest.len(), |end| end + 1)
        };
        self.at += length;
    }

    fn end_tag(&mut self) -> Option<Option<Token<'s>>> {
        let bytes = self.bytes();
        match bytes.get(self.at + 2) {
            Some(b) if b.is_ascii_alphabetic() => {}
            // `</>` and `</ …>` are nothing and a comment.
            Some(_) => {
                let rest = &bytes[self.at..];
                self.at += memchr(b'>', rest).map_or(rest.len(), |end| end + 1);
                return Some(None);
            }
            None => return None,
        }
        let start = self.at;
        let (name, from) = self.name(self.at + 2);
        self.at = from;
        self.attributes(false);
        Some(Some(Token::End { name, start }))
    }

    fn start_tag(&mut self) -> Token<'s> {
        let (name, from) = self.name(self.at + 1);
        self.at = from;
        let is_cell = matches!(name.as_str(), "td" | "th");
        let (row_span, column_span) = self.attributes(is_cell);
        if RAW.contains(&name.as_str()) {
            self.raw = Some(name);
        }
        Token::Start(Tag {
            name,
            row_span,
            column_span,
            end: self.at,
        })
    }

    fn name(&self, start: usize) -> (Name, usize) {
        let bytes = &self.bytes()[start..];
        let length = bytes
            .iter()
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
            .unwrap_or(bytes.len());
        (Name::new(&bytes[..length]), start + length)
    }

    /// Goes past the attributes and the `>` of a tag; looks at spans only for cells.
    fn attributes(&mut self, is_cell: bool) -> (Option<&'s str>, Option<&'s str>) {
        let bytes = self.bytes();
        let (mut row_span, mut column_span) = (None, None);
        loop {
            while bytes
                .get(self.at)
                .is_some_and(|b| b.is_ascii_whitespace() || *b == b'/')
            {
                self.at += 1;
            }
            match bytes.get(self.at) {
                None => break,
                Some(b'>') => {
                    self.at += 1;
                    break;
                }
                Some(_) => {}
            }
            let (name, value) = self.attribute();
            if is_cell && name.eq_ignore_ascii_case(b"rowspan") {
                row_span = row_span.or(value);
            } else if is_cell && name.eq_ignore_ascii_case(b"colspan") {
                column_span = column_span.or(value);
            }
        }
        (row_span, column_span)
    }

    /// Goes past one attribute: its name and value.
    fn attribute(&mut self) -> (&'s [u8], Option<&'s str>) {
        let bytes = self.bytes();
        let start = self.at;
        // A `=` at the start belongs to the name.
        self.at += 1;
        while bytes
            .get(self.at)
            .is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/'))
        {
            self.at += 1;
        }
        let name = &bytes[start..self.at];
        let mut next = self.at;
        while bytes.get(next).is_some_and(u8::is_ascii_whitespace) {
            next += 1;
        }
        if bytes.get(next) != Some(&b'=') {
            return (name, None);
        }
        next += 1;
        while bytes.get(next).is_some_and(u8::is_ascii_whitespace) {
            next += 1;
        }
        self.at = next;
        (name, self.value())
    }

    fn value(&mut self) -> Option<&'s str> {
        let bytes = self.bytes();
        let (start, end, after) = match bytes.get(self.at) {
            Some(quote @ (b'"' | b'\'')) => {
                let start = self.at + 1;
                let end = memchr(*quote, &bytes[start..]).map_or(bytes.len(), |end| start + end);
                (start, end, (end + 1).min(bytes.len()))
            }
            Some(b'>') | None => return None,
            Some(_) => {
                let rest = &bytes[self.at..];
                let end = rest
                    .iter()
                    .position(|b| b.is_ascii_whitespace() || *b == b'>')
                    .map_or(bytes.len(), |end| self.at + end);
                (self.at, end, end)
            }
        };
        self.at = after;
        self.source.get(start..end)
    }
}

/// The length of a comment after its `<!--`, its end included.
fn comment_length(rest: &[u8]) -> usize {
    if rest.starts_with(b">") {
        return 1;
    }
    if rest.starts_with(b"->") {
        return 2;
    }
    let plain = memmem::find(rest, b"-->").map(|at| at + 3);
    let odd = memmem::find(rest, b"--!>").map(|at| at + 4);
    match (plain, odd) {
        (Some(plain), Some(odd)) => plain.min(odd),
        (found, None) | (None, found) => found.unwrap_or(rest.len()),
    }
}

impl<'s> Iterator for Tokenizer<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        loop {
            if let Some(name) = self.raw.take()
                && let Some(title) = self.raw_text(name)
            {
                return Some(title);
            }
            let start = self.at;
            let bytes = self.bytes();
            if start >= bytes.len() {
                return None;
            }
            if bytes[start] != b'<' {
                let rest = &bytes[start..];
                self.at = start + memchr(b'<', rest).unwrap_or(rest.len());
                return Some(Token::Text {
                    start,
                    end: self.at,
                });
            }
            match self.markup() {
                Some(Some(token)) => return Some(token),
                Some(None) => {}
                None => {
                    self.at += 1;
                    return Some(Token::Text {
                        start,
                        end: self.at,
                    });
                }
            }
        }
    }
}
