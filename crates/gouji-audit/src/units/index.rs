//! Names of units by what they are looked up by, in little room: what is found is held against the names
//! themselves.

use std::hash::{BuildHasher as _, Hash};

use rustc_hash::{FxBuildHasher, FxHashMap};

/// A name of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameOf {
    /// The unit.
    pub unit: u32,
    /// Which of its names: its own first, then its aliases.
    pub name: u32,
}

/// Names by the hash of what they are looked up by.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Which name was added last under each hash.
    last: FxHashMap<u32, u32>,
    /// Each name with the one that was added before it under the same hash.
    names: Vec<(NameOf, Option<u32>)>,
}

impl Index {
    pub(super) fn add(&mut self, by: impl Hash, name: NameOf) {
        // There are fewer units than that.
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let before = self.last.insert(hash(by), number);
        self.names.push((name, before));
    }

    /// The names that may be looked for, in the order in which they were added.
    pub(super) fn get(&self, by: impl Hash) -> Vec<NameOf> {
        self.few(by, usize::MAX).unwrap_or_default()
    }

    /// The same where there are no more than so many.
    pub(super) fn few(&self, by: impl Hash, most: usize) -> Option<Vec<NameOf>> {
        let mut found = Vec::new();
        let mut next = self.last.get(&hash(by)).copied();
        while let Some((name, before)) = next.and_then(|at| self.names.get(at as usize)) {
            if found.len() == most {
                return None;
            }
            found.push(*name);
            next = *before;
        }
        found.reverse();
        Some(found)
    }
}

/// The upper half of a hash is enough: what is found is held against the names themselves.
fn hash(by: impl Hash) -> u32 {
    (FxBuildHasher.hash_one(by) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_the_order_in_which_they_were_added() {
        let mut index = Index::default();
        let name = |unit| NameOf { unit, name: 0 };
        for unit in 0..100 {
            index.add(["青石县", "白水县"][unit as usize % 2], name(unit));
        }
        let found = index.get("白水县");
        let expected: Vec<NameOf> = (0..50).map(|unit| name(unit * 2 + 1)).collect();
        assert_eq!(found, expected);
        assert!(index.get("红岩县").is_empty());
    }
}
