//! Hashes of all runs of a text, each made of the one before it.

use super::masked::GAP;

/// An odd number whose powers look random.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of every run of so many characters that leaves out nothing between, with where it begins.
pub(super) fn rolled<const RUN: usize>(chars: &[char]) -> impl Iterator<Item = (usize, u64)> {
    let leaving = (0..RUN).fold(1_u64, |power, _| power.wrapping_mul(FACTOR));
    let mut hash = 0_u64;
    let mut length = 0_usize;
    chars.iter().enumerate().filter_map(move |(at, c)| {
        if *c == GAP {
            hash = 0;
            length = 0;
            return None;
        }
        hash = hash.wrapping_mul(FACTOR).wrapping_add(u64::from(*c));
        length += 1;
        if length > RUN
            && let Some(gone) = chars.get(at - RUN)
        {
            hash = hash.wrapping_sub(leaving.wrapping_mul(u64::from(*gone)));
        }
        (length >= RUN).then(|| (at + 1 - RUN, mixed(hash)))
    })
}

/// A hash whose bits all depend on all of its input (the finish of SplitMix64).
pub(super) const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_has_its_hash_wherever_it_stands() {
        let text = |text: &str| text.chars().collect::<Vec<char>>();
        let one: Vec<(usize, u64)> = rolled::<3>(&text("甲乙丙丁戊")).collect();
        let other: Vec<(usize, u64)> = rolled::<3>(&text("己乙丙丁\0甲乙丙")).collect();
        assert_eq!(one.len(), 3);
        assert_eq!(other.len(), 3);
        assert_eq!((other[1].0, other[1].1), (1, one[1].1));
        assert_eq!((other[2].0, other[2].1), (5, one[0].1));
    }
}
