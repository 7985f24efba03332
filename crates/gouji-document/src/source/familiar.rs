//! The encodings whose text reads like a report at first sight.
//!
//! A text decoded in the wrong Chinese encoding has hardly any of the characters that reports are
//! full of. Some hundred characters of the start tell, so that the frequencies of all byte pairs
//! are weighed only where these say nothing.

use encoding_rs::{BIG5, Encoding, GB18030};
use gouji_language::script;

/// How many bytes of characters that are no ASCII are looked at.
const SAMPLE: usize = 1024;
/// Fewest characters that tell anything.
const FEWEST: usize = 32;
/// One of so many characters is a frequent one where the encoding is right; in reports it is one
/// of three.
const ONE_OF: usize = 16;
/// How many times as many frequent characters it must have as the other encoding.
const TIMES: usize = 8;

/// The encoding that the first characters beyond ASCII leave no doubt of.
pub(super) fn at_first_sight(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = sample(bytes);
    let [simplified, traditional] = [GB18030, BIG5].map(|encoding| Count::of(encoding, &sample));
    if simplified.is_evident(&traditional) {
        return Some(GB18030);
    }
    traditional.is_evident(&simplified).then_some(BIG5)
}

/// How many characters of a text are the most frequent ones.
pub(super) fn familiar(text: &str) -> usize {
    Count::of_text(text).frequent
}

/// The first characters beyond ASCII, each with all of its bytes, whichever of both encodings the
/// bytes are in; a space where others stood between.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::with_capacity(SAMPLE + 8);
    let mut at = 0;
    while sample.len() < SAMPLE {
        let rest = bytes.get(at..).unwrap_or_default();
        let plain = Encoding::ascii_valid_up_to(rest);
        if plain > 0 {
            sample.push(b' ');
        }
        let rest = rest.get(plain..).unwrap_or_default();
        let length = match rest {
            [] => break,
            // Four bytes, in GB18030 only.
            [_, b'0'..=b'9', ..] => 4,
            _ => 2,
        };
        let character = rest.get(..length).unwrap_or(rest);
        sample.extend_from_slice(character);
        at += plain + character.len();
    }
    sample
}

/// What the characters of a text are.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// All that are no ASCII.
    all: usize,
    /// The frequent ones of them.
    frequent: usize,
}

impl Count {
    fn of(encoding: &'static Encoding, sample: &[u8]) -> Self {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        Self::of_text(&text)
    }

    fn of_text(text: &str) -> Self {
        let mut count = Self::default();
        for c in text.chars().filter(|c| !c.is_ascii()) {
            count.all += 1;
            count.frequent += usize::from(script::frequent(c));
        }
        count
    }

    fn is_evident(&self, other: &Self) -> bool {
        self.all >= FEWEST
            && self.frequent * ONE_OF >= self.all
            && self.frequent >= other.frequent * TIMES
    }
}
