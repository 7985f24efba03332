//! Start tags that came before, as they are written.
//!
//! What programs write has the same few start tags again and again, each with attributes of a hundred bytes
//! and more. What is known of one holds for the next that is written alike: nothing but its bytes says it,
//! until styles are read. Pages whose styles ask what elements stand in keep none.

use memchr::memchr;

use super::attribute_words::TagValue;
use super::tag::StartTag;

/// How many are kept at the places their first bytes give, and as many at those their last bytes give.
const PLACES: usize = 64;
/// How many of its first or last bytes decide where a tag is kept: those with which the tags of a page differ.
const FIRST: usize = 16;

/// A start tag that came before.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownTag<'s> {
    /// The whole tag.
    written: &'s [u8],
    tag: StartTag,
}

impl KnownTag<'_> {
    /// The tag where it stands again.
    #[inline]
    pub(super) const fn at(&self, start: usize) -> StartTag {
        StartTag {
            start: start as u32,
            end: (start + self.written.len()) as u32,
            ..self.tag
        }
    }
}

/// The start tags of a page that came before.
#[derive(Debug, Default)]
pub(super) struct KnownTags<'s> {
    /// By their first bytes. Nothing until the first is kept: a line of Markdown is read as a page too.
    by_first: Vec<Option<KnownTag<'s>>>,
    /// By their last bytes: the cells of a row may differ in nothing but their widths.
    by_last: Vec<Option<KnownTag<'s>>>,
}

impl<'s> KnownTags<'s> {
    /// The tag that begins at a place of a page, if one came before that is written so.
    #[inline]
    pub(super) fn find(&self, page: &[u8], start: usize) -> Option<StartTag> {
        let rest = page.get(start..)?;
        let first = self.by_first.get(place(rest.get(1..)?)?)?.as_ref()?;
        if rest.starts_with(first.written) {
            return Some(first.at(start));
        }
        let end = memchr(b'>', rest)?;
        let last = self
            .by_last
            .get(place(rest.get(end.checked_sub(FIRST)?..)?)?)?;
        let last = last.as_ref()?;
        rest.starts_with(last.written).then(|| last.at(start))
    }

    /// Keeps a tag, unless its value stands at one place alone. Short ones are read as fast as found.
    #[inline]
    pub(super) fn keep(&mut self, page: &'s [u8], tag: &StartTag) {
        let rest = page.get(tag.start as usize..).unwrap_or_default();
        let length = tag.end - tag.start;
        let written = rest.get(..length as usize).unwrap_or_default();
        let is_placed = matches!(tag.tag_value, TagValue::Value { .. });
        if is_placed || written.len() <= FIRST {
            return;
        }
        let known = KnownTag { written, tag: *tag };
        let last = written.get(written.len() - 1 - FIRST..).unwrap_or_default();
        let first = rest.get(1..).unwrap_or_default();
        for (places, bytes) in [(&mut self.by_first, first), (&mut self.by_last, last)] {
            places.resize(PLACES, None);
            if let Some(kept) = place(bytes).and_then(|place| places.get_mut(place)) {
                *kept = Some(known);
            }
        }
    }

    /// Keeps none of them: the same may mean something else from now on.
    pub(super) fn forget(&mut self) {
        self.by_first.clear();
        self.by_last.clear();
    }
}

/// The place that the first of some bytes give; nowhere at the end of a page.
#[inline]
fn place(bytes: &[u8]) -> Option<usize> {
    let first: &[u8; FIRST] = bytes.first_chunk()?;
    let number = u128::from_le_bytes(*first);
    let mixed = (number as u64 ^ (number >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    Some((mixed >> 58) as usize)
}
