//! Hashes of all runs of a text, each made of the one before it.

use super::masked::GAP;

/// An odd number whose powers look random.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hands on every run of so many characters that leaves out nothing between: where it begins, and its hash.
#[inline]
pub(super) fn rolled<const RUN: usize>(chars: &[char], mut take: impl FnMut(usize, u64)) {
    let leaving = (0..RUN).fold(1_u64, |power, _| power.wrapping_mul(FACTOR));
    let with = |hash: u64, c: &char| hash.wrapping_mul(FACTOR).wrapping_add(u64::from(*c));
    let mut start = 0;
    for stretch in chars.split(|c| *c == GAP) {
        if let Some((first, rest)) = stretch.split_at_checked(RUN) {
            let mut hash = first.iter().fold(0, with);
            take(start, mixed(hash));
            for (at, (next, gone)) in (start + 1..).zip(rest.iter().zip(stretch)) {
                hash = with(hash, next).wrapping_sub(leaving.wrapping_mul(u64::from(*gone)));
                take(at, mixed(hash));
            }
        }
        start += stretch.len() + 1;
    }
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
        let runs = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            let mut runs = Vec::new();
            rolled::<3>(&chars, |at, hash| runs.push((at, hash)));
            runs
        };
        let one = runs("甲乙丙丁戊");
        let other = runs("己乙丙丁\0甲乙丙\0\0甲\0");
        assert_eq!(one.len(), 3);
        assert_eq!(other.len(), 3);
        assert_eq!((other[1].0, other[1].1), (1, one[1].1));
        assert_eq!((other[2].0, other[2].1), (5, one[0].1));
    }
}
