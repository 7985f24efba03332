//! Tags, text and raw text, found as browsers find them.

use memchr::{memchr, memmem};

use super::attribute_words::{self, AttributeWords, TagValue};
use super::attributes::{self, Spans, is_tag_name_end};
use super::displaced;
use super::element::{BDO, Content, DETAILS, DIALOG, Element, meaning};
use super::known_tags::KnownTags;
use super::lineage::Lineage;
use super::look::{Look, WRITTEN, may_be_light};
use super::raw_text;
use super::rules::Rules;
use super::tag::StartTag;
use super::written;

/// What stands in a page, by its bytes in the source.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Text, character references not yet decoded.
    Text { start: usize, end: usize },
    /// The text of a `title` element.
    Title { start: usize, end: usize },
    /// What was typed into a field of several lines.
    Area { start: usize, end: usize },
    /// A start tag.
    Start(StartTag),
    /// An end tag.
    End {
        element: Element,
        name: u64,
        start: usize,
    },
}

/// Walks through a page.
pub(super) struct Tokenizer<'s> {
    bytes: &'s [u8],
    at: usize,
    /// A title or field to give out before going on.
    pending: Option<Token>,
    /// Where in the page looks may be declared.
    attribute_words: AttributeWords<'s>,
    /// The rules of the page's styles.
    rules: Rules,
    /// The open elements, where those ask for them.
    lineage: Lineage<'s>,
    /// Start tags that came before.
    known: KnownTags<'s>,
}

impl<'s> Tokenizer<'s> {
    /// A tokenizer at the start of a page.
    pub(super) fn new(source: &'s str) -> Self {
        let mut rules = Rules::default();
        if may_be_light(source.as_bytes()) {
            rules.keep_colours();
        }
        Self {
            bytes: source.as_bytes(),
            at: 0,
            pending: None,
            attribute_words: AttributeWords::of(source.as_bytes()),
            rules,
            lineage: Lineage::default(),
            known: KnownTags::default(),
        }
    }

    /// Whether colours of letters and grounds are followed.
    pub(super) const fn keeps_colours(&self) -> bool {
        self.rules.keeps_colours()
    }

    /// What begins with `<`: a token, or `None` where it shows nothing.
    fn markup(&mut self) -> Option<Token> {
        match self.bytes.get(self.at + 1) {
            Some(b'!' | b'?') => {
                self.at = declaration_end(self.bytes, self.at);
                None
            }
            Some(b'/') => self.end_tag(),
            Some(b) if b.is_ascii_alphabetic() => self.start_tag(),
            _ => self.literal(1),
        }
    }

    /// Markup characters that are only text.
    fn literal(&mut self, length: usize) -> Option<Token> {
        let start = self.at;
        self.at += length;
        Some(Token::Text {
            start,
            end: self.at,
        })
    }

    fn end_tag(&mut self) -> Option<Token> {
        let start = self.at;
        let Some(first) = self.bytes.get(start + 2) else {
            return self.literal(2);
        };
        if !first.is_ascii_alphabetic() {
            // `</>` is nothing, and `</ …>` a comment.
            self.at = after(self.bytes, start, b'>');
            return None;
        }
        let (written, packed) = name(self.bytes, start + 2);
        let Some(end) = attributes::skip(self.bytes, start + 2 + written.len()) else {
            return self.cut_short();
        };
        self.at = end;
        let (name, element, _) = meaning(written, packed);
        if self.rules.ask_around() {
            self.lineage.end(element, name);
        }
        Some(Token::End {
            element,
            name,
            start,
        })
    }

    fn start_tag(&mut self) -> Option<Token> {
        let start = self.at;
        if let Some(tag) = self.known.find(self.bytes, start) {
            self.at = tag.end as usize;
            return Some(Token::Start(tag));
        }
        let (written, packed) = name(self.bytes, start + 1);
        let (name, element, content) = meaning(written, packed);
        let from = start + 1 + written.len();
        let Some((spans, end)) = self.attributes(element, from) else {
            return self.cut_short();
        };
        let again = self.attribute_words.giving_again();
        let (look, tag_value) = self.look(element, name, from, end);
        self.at = end;
        let mut tag = StartTag {
            element,
            name,
            look,
            tag_value,
            spans,
            start: start as u32,
            end: end as u32,
        };
        if self.attribute_words.giving_again() > again {
            self.known.forget();
        }
        if content != Content::Markup {
            self.raw_content(content, written);
            let script = self.bytes.get(end..self.at).unwrap_or_default();
            if content == Content::Script && written::by_script(script) {
                tag.look.add(Look::with(WRITTEN));
            }
        } else if !self.rules.ask_around() {
            self.known.keep(self.bytes, &tag);
        }
        Some(Token::Start(tag))
    }

    /// The spans of a tag, and where it ends; nothing where the file ends in it.
    #[inline]
    fn attributes(&self, element: Element, from: usize) -> Option<(Spans, usize)> {
        if matches!(element, Element::Data | Element::Header) {
            return attributes::spans(self.bytes, from);
        }
        let end = attributes::skip(self.bytes, from)?;
        Some((Spans::ONE, end))
    }

    /// What the attributes of a tag say of its look, and of what it is; most say nothing.
    #[inline]
    fn look(&mut self, element: Element, name: u64, from: usize, end: usize) -> (Look, TagValue) {
        let styled = self.attribute_words.is_in(from, end);
        let own = matches!(
            element,
            Element::Input
                | Element::Choice
                | Element::Picture
                | Element::Screen
                | Element::Struck
                | Element::Unshown
        ) || matches!(name, BDO | DETAILS | DIALOG);
        if styled || own || self.rules.may_style() || self.rules.keeps_colours() {
            let (rules, lineage) = (&mut self.rules, &mut self.lineage);
            return attribute_words::read(self.bytes, from, element, name, rules, lineage);
        }
        (Look::default(), TagValue::Nothing)
    }

    /// Goes past content that is no markup.
    fn raw_content(&mut self, content: Content, name: &[u8]) {
        let from = self.at;
        let end = match content {
            Content::Markup => return,
            Content::Script => raw_text::script_end(self.bytes, from),
            _ => raw_text::end(self.bytes, from, name),
        };
        self.at = end;
        let start = from;
        match content {
            Content::Title => self.pending = Some(Token::Title { start, end }),
            Content::Area => self.pending = Some(Token::Area { start, end }),
            Content::Style => {
                let styles = self.bytes.get(from..end).unwrap_or_default();
                let styled = self.attribute_words.is_in(from, end);
                let read = self.rules.keeps_colours() || styled;
                if read || written::may_write(styles) || displaced::may_move(styles) {
                    self.rules.read(styles);
                    self.known.forget();
                }
            }
            _ => {}
        }
    }

    /// The file ends in a tag: browsers drop it.
    fn cut_short(&mut self) -> Option<Token> {
        self.at = self.bytes.len();
        None
    }
}

impl Iterator for Tokenizer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some(token) = self.pending.take() {
            return Some(token);
        }
        while let Some(first) = self.bytes.get(self.at) {
            if *first != b'<' {
                let start = self.at;
                let rest = self.bytes.get(start..).unwrap_or_default();
                let length = memchr(b'<', rest).unwrap_or(rest.len());
                return self.literal(length);
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
        None
    }
}

/// A tag's name as written, and as a number.
#[inline]
fn name(bytes: &[u8], start: usize) -> (&[u8], u64) {
    let rest = bytes.get(start..).unwrap_or_default();
    let mut packed = 0;
    for (length, byte) in rest.iter().enumerate() {
        if is_tag_name_end(*byte) {
            return (&rest[..length], packed);
        }
        packed = packed << 8 | u64::from(byte.to_ascii_lowercase());
    }
    (rest, packed)
}

/// The place after the next `byte`, or the end.
fn after(bytes: &[u8], from: usize, byte: u8) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    memchr(byte, rest).map_or(bytes.len(), |at| from + at + 1)
}

/// The condition under which pages of Word show the number of a remark at what it is about.
const REMARKS: &[u8] = b"<![if !supportAnnotations]>";
/// The end of a condition.
const CONDITION_END: &[u8] = b"<![endif]>";

/// Where a comment, document type, condition or instruction ends; of the number of a remark, behind it.
fn declaration_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    match rest.strip_prefix(b"<!--") {
        Some(comment) => start + 4 + comment_length(comment),
        None if rest.starts_with(REMARKS) => {
            let end = memmem::find(rest, CONDITION_END).map(|at| start + at + CONDITION_END.len());
            end.unwrap_or_else(|| after(bytes, start, b'>'))
        }
        // Conditions such as `<![if …]>` and CDATA are comments up to the first `>`.
        None => after(bytes, start, b'>'),
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
    let mut from = 0;
    while let Some(found) = rest.get(from..).and_then(|rest| memmem::find(rest, b"--")) {
        let at = from + found;
        let tail = rest.get(at + 2..).unwrap_or_default();
        if tail.starts_with(b">") {
            return at + 3;
        }
        if tail.starts_with(b"!>") {
            return at + 4;
        }
        from = at + 1;
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of a page in short: text as it is, `<x>` and `</x>` by element.
    fn tokens(page: &str) -> String {
        let show = |token| match token {
            Token::Text { start, end } => page[start..end].to_owned(),
            Token::Title { start, end } | Token::Area { start, end } => {
                format!("[{}]", &page[start..end])
            }
            Token::Start(tag) => format!("<{:?}>", tag.element),
            Token::End { element, .. } => format!("</{element:?}>"),
        };
        Tokenizer::new(page).map(show).collect()
    }

    #[test]
    fn comments_end_as_in_browsers() {
        for comment in [
            "<!---->",
            "<!-->",
            "<!--->",
            "<!-- > -- -->",
            "<!--a--!>",
            "<!--a--->",
            "<!--a<!-->",
            "<!---!>-->",
            "<!DOCTYPE html \"x\">",
            "<!>",
            "<?xml a='b'?>",
            "<![if !mso]>",
            "<![CDATA[<td]]>",
            "</ td>",
            "</>",
            "<!-x>",
            "<!--[if gte mso 9]><td><![endif]-->",
        ] {
            assert_eq!(tokens(&format!("a{comment}b")), "ab", "{comment}");
        }
        assert_eq!(tokens("a<!--b"), "a");
        assert_eq!(tokens("a<!--b--"), "a");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(tokens("1 < 2 <3 << </"), "1 < 2 <3 << </");
        assert_eq!(tokens("a<"), "a<");
        assert_eq!(tokens("<表>x"), "<表>x");
    }

    #[test]
    fn tags_are_found() {
        assert_eq!(
            tokens("<TD a='>'>x</td b=\">\"><br/>"),
            "<Data>x</Data><Break>"
        );
        assert_eq!(tokens("<td/rowspan=2>"), "<Data>");
        assert_eq!(tokens("a<td b='>"), "a");
        assert_eq!(tokens("a</td"), "a");
        assert_eq!(tokens("<tdé>x"), "<Other>x");
    }

    #[test]
    fn raw_text_is_no_markup() {
        assert_eq!(tokens("<style><td></style>x"), "<Other></Other>x");
        assert_eq!(tokens("<noscript><td></noscript>x"), "<Other></Other>x");
        assert_eq!(tokens("<title>a<b</title>x"), "<Other>[a<b]</Other>x");
        assert_eq!(tokens("<script>'<td>'</script >x"), "<Other></Other>x");
        assert_eq!(tokens("<textarea><td>"), "<Other>[<td>]");
    }

    #[test]
    fn many_comments_take_linear_time() {
        let page = "<!-- -- a -->x".repeat(100_000) + &"<!".repeat(100_000) + &"-".repeat(100_000);
        assert!(Tokenizer::new(&page).count() >= 100_000);
    }
}
