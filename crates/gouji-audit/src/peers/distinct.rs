//! Each of many hashes once.

/// From how many hashes on they are put in order instead, where they stand: a table takes more room.
const MOST: usize = 1 << 16;

/// Leaves each of some hashes once, in any order.
pub(super) fn distinct(hashes: &mut Vec<u64>) {
    if hashes.len() > MOST {
        hashes.sort_unstable();
        hashes.dedup();
        return;
    }
    // Half of it stays empty, so that a free place is near.
    let bits = (hashes.len() * 2).next_power_of_two().ilog2().max(1);
    let mask = (1 << bits) - 1;
    // How many hashes were left when the one of a place was, with it; zero where a place is free.
    let mut table = vec![0_u32; 1 << bits];
    let mut left = 0;
    for number in 0..hashes.len() {
        let hash = hashes.get(number).copied().unwrap_or_default();
        let mut at = (hash >> (u64::BITS - bits)) as usize;
        while let Some(place) = table.get_mut(at) {
            let own = (*place as usize).checked_sub(1);
            match own.map(|own| hashes.get(own).copied()) {
                Some(own) if own == Some(hash) => break,
                Some(_) => at = (at + 1) & mask,
                None => {
                    if let Some(free) = hashes.get_mut(left) {
                        *free = hash;
                    }
                    left += 1;
                    *place = left as u32;
                    break;
                }
            }
        }
    }
    hashes.truncate(left);
}

#[cfg(test)]
mod tests {
    use super::super::rolling::mixed;
    use super::*;

    #[test]
    fn each_hash_is_left_once() {
        for (count, kinds) in [
            (0, 1),
            (1, 1),
            (2, 1),
            (1000, 400),
            (1000, 1),
            (MOST + 1, 1000),
        ] {
            let hash = |number: usize| match number % kinds {
                0 => 0,
                1 => u64::MAX,
                kind => mixed(kind as u64),
            };
            let mut hashes: Vec<u64> = (0..count).map(hash).collect();
            let mut expected = hashes.clone();
            distinct(&mut hashes);
            hashes.sort_unstable();
            expected.sort_unstable();
            expected.dedup();
            assert!(hashes == expected, "{count} {kinds}");
        }
    }
}
