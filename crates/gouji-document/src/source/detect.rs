//! Which encoding a file is in: its byte order mark, its bytes, what it declares, what is likely.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memchr;

use super::familiar::familiar;

/// How far into a file a declaration counts.
const REACH: usize = 2 * 1024;
/// How much of a file is looked at to tell encodings apart.
const SAMPLE: usize = 64 * 1024;
/// How much of a file is looked at to see text of two bytes a character.
const WIDE_SAMPLE: usize = 4 * 1024;

/// Fewest characters of ASCII in it.
const FEWEST_PLAIN: usize = 8;

/// The encoding a byte order mark names, or the order of bytes shows, and the length of the mark.
pub(super) fn marked(bytes: &[u8]) -> (Option<&'static Encoding>, usize) {
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), length),
        None => (wide(bytes), 0),
    }
}

/// UTF-16 without a mark. The digits, line ends and tags of a report have a zero byte each, on the same side;
/// read from the wrong side they are other characters, whose last byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..WIDE_SAMPLE).unwrap_or(bytes);
    memchr(0, sample).filter(|_| bytes.len().is_multiple_of(2))?;
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        // The sample may end within a character of four bytes.
        let text = encoding.decode_without_bom_handling(sample).0;
        let text = text.trim_end_matches('\u{fffd}');
        let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
        let aside = count(|c| u32::from(c) & 0xff == 0);
        let plain = count(|c| c.is_ascii());
        text.chars().all(is_of_texts) && plain > aside && plain >= FEWEST_PLAIN
    })
}

/// Whether a character is one that reports are written in.
fn is_of_texts(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | ' '..='~' => true,
        // Letters and signs of the west; signs for all; the scripts of China, and what is full-width.
        '\u{a0}'..='\u{4ff}' | '\u{2000}'..='\u{27ff}' | '\u{2e80}'..='\u{9fff}' => true,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ffef}' => true,
        _ => false,
    }
}

/// The encoding of bytes that are no clean UTF-8, have no mark and are not evident at first sight.
pub(super) fn weighed(bytes: &[u8]) -> &'static Encoding {
    let guessed = guess(bytes);
    let declared = declaration(bytes).filter(|declared| is_clean(declared, bytes));
    match (declared, guessed) {
        (Some(declared), Some(guessed)) if likelier(guessed, declared, bytes) => guessed,
        (Some(declared), _) => declared,
        (None, _) if is_damaged_utf8(bytes) => UTF_8,
        (None, Some(guessed)) => guessed,
        (None, None) => least_damage(bytes),
    }
}

/// What the file says of itself in a `meta` tag near its start.
fn declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..REACH).unwrap_or(bytes).to_ascii_lowercase();
    let meta = memchr::memmem::find(&head, b"<meta")?;
    memchr::memmem::find_iter(&head, b"charset")
        .filter(|at| *at > meta)
        .find_map(|at| labelled(head.get(at + b"charset".len()..)?))
        .map(widened)
}

/// The encoding named after `charset`: `=`, perhaps a quote, and a label.
fn labelled(rest: &[u8]) -> Option<&'static Encoding> {
    let value = rest.trim_ascii_start().strip_prefix(b"=")?;
    let value = value.trim_ascii_start();
    let value = value.strip_prefix(b"\"").unwrap_or(value);
    let value = value.strip_prefix(b"'").unwrap_or(value);
    let end = value
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b';' | b'>' | b'/'))
        .unwrap_or(value.len());
    Encoding::for_label(value.get(..end)?)
}

/// GB2312 and GBK as the standard that contains them.
fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// Whether all bytes mean something in an encoding.
fn is_clean(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .is_some()
}

/// What the frequencies of byte pairs say, if it is a Chinese encoding or the text is none in Chinese.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), bytes.len() <= SAMPLE);
    let guessed = widened(detector.guess(None, Utf8Detection::Deny));
    let guessed = match guessed.is_single_byte()
        && misplaced(WINDOWS_1252, bytes) < misplaced(guessed, bytes)
    {
        true => WINDOWS_1252,
        false => guessed,
    };
    let is_chinese = guessed == GB18030 || guessed == BIG5;
    (is_chinese || is_clean(guessed, bytes) && is_no_chinese(bytes, guessed)).then_some(guessed)
}

/// How many letters beyond ASCII stand right at a digit, as signs of money do and letters do not.
fn misplaced(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let pairs = text.chars().zip(text.chars().skip(1));
    let is_letter = |c: char| !c.is_ascii() && c.is_alphabetic();
    let at_digit = pairs.filter(|(one, next)| {
        is_letter(*one) && next.is_ascii_digit() || one.is_ascii_digit() && is_letter(*next)
    });
    at_digit.count()
}

/// Fewest bytes beyond ASCII that tell a language whose letters stand next to each other.
const FEWEST: usize = 64;
/// One of so many characters is a frequent one where bytes are Chinese, whatever they are about.
const ONE_OF: usize = 32;

/// Whether bytes that may be in another encoding speak against both Chinese ones: letters with accents stand
/// among ASCII, where a Chinese character has two bytes; or a longer text has hardly any of the most frequent
/// characters.
fn is_no_chinese(bytes: &[u8], guessed: &'static Encoding) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let is_beyond = |at: usize| sample.get(at).is_some_and(|byte| !byte.is_ascii());
    let (mut all, mut alone) = (0_usize, 0_usize);
    for at in (0..sample.len()).filter(|at| is_beyond(*at)) {
        let before = at.checked_sub(1).is_some_and(is_beyond);
        all += 1;
        alone += usize::from(!before && !is_beyond(at + 1));
    }
    if guessed.is_single_byte() && alone * 3 >= all * 2 {
        return true;
    }
    let may_be = [GB18030, BIG5].into_iter().any(|encoding| {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        let all = text.chars().filter(|c| !c.is_ascii()).count();
        familiar(&text) * ONE_OF > all
    });
    all >= FEWEST && !may_be
}

/// Whether a text reads more like a report in one Chinese encoding than in the declared one.
fn likelier(guessed: &'static Encoding, declared: &'static Encoding, bytes: &[u8]) -> bool {
    guessed != declared && familiarity(guessed, bytes) > familiarity(declared, bytes)
}

/// How many of the start's characters are the most frequent ones.
fn familiarity(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (text, _) = encoding.decode_without_bom_handling(sample);
    familiar(&text)
}

/// Whether bytes are UTF-8 but for a few: other encodings do not look like it by chance.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 10 * broken
}

/// The encoding in which the fewest bytes mean nothing.
fn least_damage(bytes: &[u8]) -> &'static Encoding {
    let damage = |encoding: &&'static Encoding| {
        let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
        let (text, _) = encoding.decode_without_bom_handling(sample);
        text.chars().filter(|c| *c == '\u{fffd}').count()
    };
    [GB18030, BIG5, UTF_8]
        .into_iter()
        .min_by_key(damage)
        .unwrap_or(UTF_8)
}
