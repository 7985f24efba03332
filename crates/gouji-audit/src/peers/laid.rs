//! The words of texts, laid down when they are made first: they are needed once more when it is known what
//! everyone writes, and to make them takes longer than to read them.

use std::io;

use super::laid_chars::{self, LaidChars};
use super::masked::Masked;
use super::text::Text;
use crate::scratch::Scratch;

/// How many bytes of a unit's words are laid down at once, but for the last text of them.
const BLOCK: usize = 64 << 10;

/// The words of some texts of a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    unit: u32,
    length: u32,
    /// The lower half first.
    at: [u32; 2],
}

/// Takes the words of the texts of one unit, in their order.
pub(super) struct Laying<'s> {
    scratch: &'s dyn Scratch,
    waiting: Vec<u8>,
    blocks: Vec<Block>,
}

impl<'s> Laying<'s> {
    pub(super) const fn new(scratch: &'s dyn Scratch) -> Self {
        Self {
            scratch,
            waiting: Vec::new(),
            blocks: Vec::new(),
        }
    }

    /// Takes the words of a text.
    pub(super) fn add(&mut self, text: &Text, words: &Masked) -> io::Result<()> {
        self.waiting.extend_from_slice(&text.report.to_le_bytes());
        laid_chars::push(&mut self.waiting, words.chars());
        match self.waiting.len() < BLOCK {
            true => Ok(()),
            false => self.close(text.unit),
        }
    }

    fn close(&mut self, unit: u32) -> io::Result<()> {
        let length = u32::try_from(self.waiting.len()).map_err(io::Error::other)?;
        let at = self.scratch.put(&self.waiting)?;
        self.waiting.clear();
        self.blocks.push(Block {
            unit,
            length,
            at: [at as u32, (at >> 32) as u32],
        });
        Ok(())
    }

    /// Where all of it lies.
    pub(super) fn finish(mut self, unit: u32) -> io::Result<Vec<Block>> {
        if !self.waiting.is_empty() {
            self.close(unit)?;
        }
        Ok(self.blocks)
    }
}

/// The blocks of a unit among those of all, which are in the order of the units.
pub(super) fn of_unit(blocks: &[Block], unit: u32) -> &[Block] {
    let from = blocks.partition_point(|block| block.unit < unit);
    let to = blocks.partition_point(|block| block.unit <= unit);
    blocks.get(from..to).unwrap_or_default()
}

/// The words of a text among the blocks of all, where they are laid down.
pub(super) fn words_of(scratch: &dyn Scratch, blocks: &[Block], text: &Text) -> Option<Masked> {
    let mut found = None;
    for block in of_unit(blocks, text.unit) {
        let is_it = |report| report == text.report;
        each(scratch, *block, is_it, |_, words| found = Some(words)).ok()?;
        if found.is_some() {
            break;
        }
    }
    found
}

/// Hands on the words that lie in a block, as far as they are wanted, behind the numbers of their reports.
pub(super) fn each(
    scratch: &dyn Scratch,
    block: Block,
    is_wanted: impl Fn(u32) -> bool,
    mut take: impl FnMut(u32, Masked),
) -> io::Result<()> {
    let [low, high] = block.at;
    let mut bytes = vec![0; block.length as usize];
    scratch.get(u64::from(high) << 32 | u64::from(low), &mut bytes)?;
    let mut rest = bytes.as_slice();
    while !rest.is_empty() {
        let report = number(&mut rest).ok_or(io::ErrorKind::InvalidData)?;
        let next = LaidChars::next(&mut rest).ok_or(io::ErrorKind::InvalidData)?;
        if is_wanted(report) {
            take(report, Masked::of_words(next.chars()));
        }
    }
    Ok(())
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let (number, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(u32::from_le_bytes(*number))
}

#[cfg(test)]
mod tests {
    use super::super::masked::Sought;
    use super::*;
    use crate::scratch::InMemory;

    #[test]
    fn words_come_back_as_they_were_laid_down() {
        let scratch = InMemory::default();
        let long = "公开".repeat(BLOCK);
        let texts = ["公开信息", "", "𠮷林公开", long.as_str(), "abc公开"];
        let words = |text: &&str| Masked::of(text, &Sought::default());
        let mut laying = Laying::new(&scratch);
        for (report, text) in texts.iter().enumerate() {
            let own = Text {
                report: report as u32,
                unit: 3,
                year: 2023,
            };
            laying.add(&own, &words(text)).unwrap();
        }
        let blocks = laying.finish(3).unwrap();
        assert_eq!(blocks.len(), 2);
        assert!(of_unit(&blocks, 2).is_empty());
        let mut found = Vec::new();
        for block in of_unit(&blocks, 3) {
            let take = |report, words: Masked| found.push((report, words.chars().to_vec()));
            each(&scratch, *block, |_| true, take).unwrap();
        }
        let expected = texts.iter().enumerate();
        let expected = expected.map(|(report, text)| (report as u32, words(text).chars().to_vec()));
        assert_eq!(found, expected.collect::<Vec<_>>());
        let text = |report| Text {
            report,
            unit: 3,
            year: 2023,
        };
        let one =
            |report| words_of(&scratch, &blocks, &text(report)).map(|own| own.chars().to_vec());
        for (report, chars) in found {
            assert_eq!(one(report), Some(chars));
        }
        assert_eq!(one(9), None);
    }
}
