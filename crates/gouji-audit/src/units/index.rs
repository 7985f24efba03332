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
    /// Those that were there from the beginning, in the order of their hashes: of these there may be many.
    first: Vec<(u32, NameOf)>,
    /// Which name was added last under each hash.
    last: FxHashMap<u32, u32>,
    /// Each name with the one that was added before it under the same hash.
    names: Vec<(NameOf, Option<u32>)>,
}

impl Index {
    /// Adds a name from the beginning, before [`Index::settle`].
    pub(super) fn begin(&mut self, hash: u32, name: NameOf) {
        self.first.push((hash, name));
    }

    /// Says that those from the beginning are all there.
    pub(super) fn settle(&mut self) {
        self.first.sort_by_key(|(hash, _)| *hash);
        self.first.shrink_to_fit();
    }

    /// Adds a name.
    pub(super) fn add(&mut self, hash: u32, name: NameOf) {
        // There are fewer units than that.
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let before = self.last.insert(hash, number);
        self.names.push((name, before));
    }

    /// The names that may be looked for, in the order in which they were added.
    pub(super) fn get(&self, by: impl Hash) -> Vec<NameOf> {
        self.few(by, usize::MAX).unwrap_or_default()
    }

    /// The same where there are no more than so many.
    pub(super) fn few(&self, by: impl Hash, most: usize) -> Option<Vec<NameOf>> {
        let hash = hash(by);
        let from = self.first.partition_point(|(own, _)| *own < hash);
        let to = self.first.partition_point(|(own, _)| *own <= hash);
        let first = self.first.get(from..to).filter(|all| all.len() <= most)?;
        let mut added = Vec::new();
        let mut next = self.last.get(&hash).copied();
        while let Some((name, before)) = next.and_then(|at| self.names.get(at as usize)) {
            if first.len() + added.len() == most {
                return None;
            }
            added.push(*name);
            next = *before;
        }
        let first = first.iter().map(|(_, name)| *name);
        Some(first.chain(added.into_iter().rev()).collect())
    }
}

/// The upper half of a hash is enough: what is found is held against the names themselves.
pub(super) fn hash(by: impl Hash) -> u32 {
    (FxBuildHasher.hash_one(by) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_the_order_in_which_they_were_added() {
        let mut index = Index::default();
        let name = |unit| NameOf { unit, name: 0 };
        let place = |unit: u32| ["青石县", "白水县"][unit as usize % 2];
        (0..40).for_each(|unit| index.begin(hash(place(unit)), name(unit)));
        index.settle();
        (40..100).for_each(|unit| index.add(hash(place(unit)), name(unit)));
        let found = index.get("白水县");
        let expected: Vec<NameOf> = (0..50).map(|unit| name(unit * 2 + 1)).collect();
        assert_eq!(found, expected);
        assert!(index.get("红岩县").is_empty());
        assert_eq!(index.few("白水县", 50), Some(expected));
        assert_eq!(index.few("白水县", 49), None);
        assert_eq!(index.few("白水县", 19), None);
    }
}
