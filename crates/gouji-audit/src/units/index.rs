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
pub(super) struct Index(FxHashMap<u64, Few>);

/// Most names are of one unit.
#[derive(Debug)]
enum Few {
    One(NameOf),
    Several(Vec<NameOf>),
}

impl Index {
    pub(super) fn add(&mut self, by: impl Hash, name: NameOf) {
        let hash = FxBuildHasher.hash_one(by);
        match self.0.get_mut(&hash) {
            None => {
                self.0.insert(hash, Few::One(name));
            }
            Some(Few::Several(all)) => all.push(name),
            Some(few) => {
                let mut all = few.names().to_vec();
                all.push(name);
                *few = Few::Several(all);
            }
        }
    }

    /// The names that may be looked for, in the order in which they were added.
    pub(super) fn get(&self, by: impl Hash) -> &[NameOf] {
        let few = self.0.get(&FxBuildHasher.hash_one(by));
        few.map_or(&[], Few::names)
    }
}

impl Few {
    fn names(&self) -> &[NameOf] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(all) => all,
        }
    }
}
