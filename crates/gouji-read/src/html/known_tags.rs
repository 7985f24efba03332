//! Start tags that came before, as they are written.
//!
//! What programs write has the same few start tags again and again, each with attributes of a hundred bytes
//! and more. What is known of one holds for the next that is written alike: nothing but its bytes says it,
//! until styles are read. Pages whose styles ask what elements stand in keep none.

use super::attribute_words::TagValue;
use super::tag::StartTag;

/// How many are kept, each at the place its first bytes give.
const PLACES: usize = 64;
/// How many of its first bytes decide where a tag is kept: those with which the tags of a page differ.
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
    /// Nothing until the first is kept: a line of Markdown is read as a page too.
    places: Vec<Option<KnownTag<'s>>>,
}

impl<'s> KnownTags<'s> {
    /// The tag that begins at a place of a page, if one came before that is written so.
    #[inline]
    pub(super) fn find(&self, page: &[u8], start: usize) -> Option<StartTag> {
        let rest = page.get(start..)?;
        let known = self.places.get(place(rest)?)?.as_ref()?;
        rest.starts_with(known.written).then(|| known.at(start))
    }

    /// Keeps a tag, unless its value stands at one place alone. Short ones are read as fast as found.
    #[inline]
    pub(super) fn keep(&mut self, page: &'s [u8], tag: &StartTag) {
        let rest = page.get(tag.start as usize..).unwrap_or_default();
        let length = tag.end - tag.start;
        let written = rest.get(..length as usize).unwrap_or_default();
        let is_placed = matches!(tag.tag_value, TagValue::Value { .. });
        if let Some(place) = place(rest).filter(|_| !is_placed && written.len() > FIRST) {
            self.places.resize(PLACES, None);
            self.places[place] = Some(KnownTag { written, tag: *tag });
        }
    }

    /// Keeps none of them: the same may mean something else from now on.
    pub(super) fn forget(&mut self) {
        self.places.clear();
    }
}

/// Where a tag is kept; nowhere at the end of a page.
#[inline]
fn place(rest: &[u8]) -> Option<usize> {
    let first: &[u8; FIRST] = rest.get(1..)?.first_chunk()?;
    let number = u128::from_le_bytes(*first);
    let mixed = (number as u64 ^ (number >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    Some((mixed >> 58) as usize)
}
