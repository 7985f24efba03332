//! Lines and columns of a text.

use memchr::{memchr, memchr_iter};

/// How many bytes apart characters are counted.
const STRIDE: usize = 256;

/// Where lines begin, and how many characters come before every stride of the text.
#[derive(Debug)]
pub(super) struct LineIndex {
    /// Where lines begin, but for the first.
    starts: Vec<u32>,
    /// Characters before each stride, so that columns on huge lines are quick too.
    counts: Vec<u32>,
}

impl LineIndex {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        // Old systems end lines with a carriage return alone.
        let end = if memchr(b'\n', bytes).is_some() {
            b'\n'
        } else {
            b'\r'
        };
        let starts = memchr_iter(end, bytes).map(|at| at as u32 + 1).collect();
        let mut counts = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut count = 0;
        for stride in bytes.chunks(STRIDE) {
            counts.push(count);
            count += characters(stride);
        }
        Self { starts, counts }
    }

    /// Line and column, both from 1, of a place between two characters.
    pub(super) fn position(&self, text: &str, at: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start as usize <= at);
        let start = line
            .checked_sub(1)
            .and_then(|index| self.starts.get(index))
            .map_or(0, |start| *start as usize);
        let column = self.before(text, at) - self.before(text, start);
        (line as u32 + 1, column + 1)
    }

    /// How many characters come before a place.
    fn before(&self, text: &str, at: usize) -> u32 {
        let stride = at / STRIDE;
        let Some(count) = self.counts.get(stride) else {
            // Just behind the last stride.
            return self.counts.last().map_or(0, |count| {
                let from = (self.counts.len() - 1) * STRIDE;
                count + characters(text.as_bytes().get(from..at).unwrap_or_default())
            });
        };
        count + characters(text.as_bytes().get(stride * STRIDE..at).unwrap_or_default())
    }
}

/// Bytes that are looked at together, and how many times a byte can count them.
const TOGETHER: usize = size_of::<u64>();
const LONGEST: usize = TOGETHER * u8::MAX as usize;

/// Characters that begin in a run of bytes.
fn characters(bytes: &[u8]) -> u32 {
    const ONES: u64 = u64::MAX / 0xff;
    const EVERY_OTHER: u64 = u64::MAX / 0xffff * 0xff;
    const PAIRS: u64 = u64::MAX / 0xffff;
    let mut count = 0;
    for run in bytes.chunks(LONGEST) {
        let mut sums = 0_u64;
        let mut words = run.chunks_exact(TOGETHER);
        for word in words.by_ref() {
            let word = u64::from_le_bytes(word.try_into().unwrap_or_default());
            // All bytes begin a character but those whose highest bits are 10.
            sums += ((!word >> 7) | (word >> 6)) & ONES;
        }
        let pairs = (sums & EVERY_OTHER) + ((sums >> 8) & EVERY_OTHER);
        count += (pairs.wrapping_mul(PAIRS) >> 48) as u32;
        let rest = words.remainder().iter();
        count += rest.filter(|byte| (**byte & 0xC0) != 0x80).count() as u32;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::characters;

    #[test]
    fn characters_are_counted_in_runs_of_any_length() {
        let text = "年报 a件\u{1f600}".repeat(700);
        for end in (0..text.len()).step_by(37).chain([text.len()]) {
            let bytes = &text.as_bytes()[..end];
            let plain = bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80);
            assert_eq!(characters(bytes) as usize, plain.count(), "{end}");
        }
    }
}
