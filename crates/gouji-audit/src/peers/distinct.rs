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
    let mut table = vec![0_u64; 1 << bits];
    let mut has_zero = false;
    hashes.retain(|hash| {
        if *hash == 0 {
            return !std::mem::replace(&mut has_zero, true);
        }
        let mut at = (*hash >> (u64::BITS - bits)) as usize;
        while let Some(place) = table.get_mut(at) {
            match *place {
                0 => {
                    *place = *hash;
                    return true;
                }
                own if own == *hash => return false,
                _ => at = (at + 1) & mask,
            }
        }
        true
    });
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
