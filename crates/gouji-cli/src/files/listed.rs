//! Inputs in order, in little room: of most there is one path, whose folder many others lie in, too.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::path::PathBuf;

use super::found::Input;
use super::same::Settled;
use crate::passed::Passed;

/// What paths lead to.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What is to be read.
    pub inputs: Inputs,
    /// What is not.
    pub passed: Vec<Passed>,
}

/// Inputs by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// What the paths of files begin with, up to and with the last slash.
    folders: Vec<Box<str>>,
    /// The numbers of folders, by hashes of them.
    known: HashMap<u64, u32>,
    /// The names of files, one behind the other.
    names: String,
    places: Vec<Place>,
    /// Those that are more than a file in a folder.
    others: Vec<Input>,
    /// Whether one of them may be a link to where another file is.
    may_be_linked: bool,
}

/// Where an input is found again.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// A file: its folder, where its name ends (it begins where the one before ends), and the argument that it
    /// was met in.
    File {
        folder: u32,
        end: u32,
        argument: Option<u16>,
    },
    /// Another, by its number, with where the names before it end.
    Other { number: u32, end: u32 },
}

impl Place {
    const fn end(self) -> u32 {
        match self {
            Self::File { end, .. } | Self::Other { end, .. } => end,
        }
    }
}

impl FromIterator<Input> for Inputs {
    fn from_iter<I: IntoIterator<Item = Input>>(inputs: I) -> Self {
        let mut all = Self::default();
        inputs.into_iter().for_each(|input| all.push(input));
        all
    }
}

impl Inputs {
    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether one of them may be a link to where another file is.
    pub(crate) const fn may_be_linked(&self) -> bool {
        self.may_be_linked
    }

    /// Adds an input.
    pub(crate) fn push(&mut self, input: Input) {
        self.may_be_linked = true;
        self.push_no_link(input);
    }

    /// Adds an input of which its folder says that it is no link.
    pub(crate) fn push_no_link(&mut self, input: Input) {
        let place = self.file(&input);
        let place = place.unwrap_or_else(|| self.other(input));
        self.places.push(place);
    }

    fn end(&self) -> u32 {
        self.places.last().map_or(0, |place| place.end())
    }

    /// Where a file is found again; nothing where it is none, or its path does not fit into so little.
    fn file(&mut self, input: &Input) -> Option<Place> {
        let path = input.file()?;
        let argument = input.argument().map(u16::try_from).transpose().ok()?;
        let name = path.file_name()?.to_str()?;
        // What is put together again has to be the very same path.
        let folder = path.to_str()?.strip_suffix(name)?;
        let end = u32::try_from(self.names.len() + name.len()).ok()?;
        let folder = self.folder(folder)?;
        self.names.push_str(name);
        Some(Place::File {
            folder,
            end,
            argument,
        })
    }

    /// The number of a folder; nothing where its hash is another's.
    fn folder(&mut self, folder: &str) -> Option<u32> {
        let next = u32::try_from(self.folders.len()).ok()?;
        let number = *self.known.entry(hash(&folder)).or_insert(next);
        if number == next {
            self.folders.push(folder.into());
        }
        let own = self.folders.get(number as usize)?;
        (**own == *folder).then_some(number)
    }

    fn other(&mut self, input: Input) -> Place {
        let number = u32::try_from(self.others.len()).unwrap_or(u32::MAX);
        self.others.push(input);
        Place::Other {
            number,
            end: self.end(),
        }
    }

    /// An input by its number.
    pub(crate) fn get(&self, number: usize) -> Option<Input> {
        match *self.places.get(number)? {
            Place::Other { number, .. } => self.others.get(number as usize).cloned(),
            Place::File { argument, .. } => {
                let [folder, name] = self.path(number)?;
                let path = PathBuf::from(format!("{folder}{name}"));
                Some(match argument {
                    Some(argument) => Input::Met(path, argument.into()),
                    None => Input::File(path),
                })
            }
        }
    }

    /// Folder and name of a file.
    fn path(&self, number: usize) -> Option<[&str; 2]> {
        let Place::File { folder, end, .. } = *self.places.get(number)? else {
            return None;
        };
        let before = number.checked_sub(1).and_then(|at| self.places.get(at));
        let start = before.map_or(0, |place| place.end());
        let name = self.names.get(start as usize..end as usize)?;
        Some([self.folders.get(folder as usize)?, name])
    }

    /// All of them in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Input> {
        (0..self.len()).filter_map(|number| self.get(number))
    }

    /// The same by the paths that they are shown by: these are the same in whatever order they were named.
    pub(crate) fn sorted(self) -> Self {
        let compare = |one: &u32, other: &u32| self.compare(*one as usize, *other as usize);
        // There is no room for the names of more than that.
        let mut order: Vec<u32> = (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).collect();
        if order.is_sorted_by(|one, other| compare(one, other).is_le()) {
            return self;
        }
        order.sort_by(compare);
        let inputs = order.iter();
        let inputs = inputs.filter_map(|number| self.get(*number as usize));
        let mut sorted = Self::from_iter(inputs).settled();
        sorted.may_be_linked = self.may_be_linked;
        sorted
    }

    fn compare(&self, one: usize, other: usize) -> Ordering {
        let paths = self.path(one).zip(self.path(other));
        match paths {
            Some(([one, name], [other, its])) if one == other => name.cmp(its),
            Some((one, other)) => compare(one, other),
            None => {
                let shown = |number| self.get(number).map(|input| input.shown("-"));
                shown(one).cmp(&shown(other))
            }
        }
    }

    /// The same without those that were there before. What was met in a folder and is also named is named:
    /// it must be a report.
    pub(crate) fn each_once(self) -> Self {
        let mut settled = Settled::default();
        let mut known: HashMap<u64, u32> = HashMap::new();
        let mut named: BTreeMap<usize, Input> = BTreeMap::new();
        let mut kept = Self::default();
        for input in self.iter() {
            let key = settled.key(&input);
            let at = known.entry(hash(&key)).or_insert(u32::MAX);
            let before = kept.get(*at as usize);
            if before
                .as_ref()
                .is_none_or(|before| settled.key(before) != key)
            {
                *at = u32::try_from(kept.len()).unwrap_or(u32::MAX);
                kept.push(input);
            } else if matches!((before, &input), (Some(Input::Met(..)), Input::File(_))) {
                named.entry(*at as usize).or_insert(input);
            }
        }
        match named.is_empty() {
            true => kept,
            false => {
                let inputs = kept.iter().enumerate();
                inputs
                    .map(|(number, input)| named.remove(&number).unwrap_or(input))
                    .collect()
            }
        }
    }

    /// Gives back the room that only adding to it needs.
    pub(crate) fn settled(mut self) -> Self {
        self.known = HashMap::new();
        self.folders.shrink_to_fit();
        self.names.shrink_to_fit();
        self.places.shrink_to_fit();
        self
    }
}

/// Compares paths that are in two pieces each.
fn compare(one: [&str; 2], other: [&str; 2]) -> Ordering {
    let [ahead, behind] = one;
    let [its, rest] = other;
    let shared = ahead.len().min(its.len());
    let first = ahead
        .as_bytes()
        .get(..shared)
        .cmp(&its.as_bytes().get(..shared));
    first.then_with(|| {
        let own = ahead.bytes().chain(behind.bytes()).skip(shared);
        own.cmp(its.bytes().chain(rest.bytes()).skip(shared))
    })
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(inputs: &Inputs) -> Vec<String> {
        inputs.iter().map(|input| format!("{input:?}")).collect()
    }

    #[test]
    fn inputs_come_back_as_they_were() {
        let inputs = vec![
            Input::File("a.html".into()),
            Input::Met("青石/2023/a.html".into(), 3),
            Input::Member("b.zip".into(), "c/d.docx".to_owned()),
            Input::Standard,
            Input::File("./x//y".into()),
            Input::File("x/y/".into()),
            Input::Met("青石/2023/b.html".into(), 70_000),
            Input::Met("/青石/b.html".into(), 0),
            Input::File("/".into()),
            Input::File("..".into()),
        ];
        let expected: Vec<String> = inputs.iter().map(|input| format!("{input:?}")).collect();
        let all: Inputs = inputs.into_iter().collect();
        assert_eq!(shown(&all), expected);
        assert_eq!(shown(&all.settled()), expected);
    }

    #[test]
    fn inputs_are_sorted_by_the_paths_they_are_shown_by() {
        let paths = [
            "b/a.html",
            "a/c.html",
            "a.html",
            "a-b/x.html",
            "a/b/c.html",
            "a/b.html",
            "青石.html",
            "a",
            "ab.html",
            "/a.html",
            "a//b.html",
        ];
        let mut expected: Vec<&str> = paths.to_vec();
        expected.sort_unstable();
        let mut inputs: Inputs = paths.iter().map(|path| Input::File(path.into())).collect();
        inputs.push(Input::Member("a".into(), "b.html".to_owned()));
        let sorted = inputs.sorted();
        let sorted: Vec<String> = sorted.iter().map(|input| input.shown("-")).collect();
        expected.push("a!b.html");
        expected.sort_unstable();
        assert_eq!(sorted, expected);
    }

    #[test]
    fn what_is_there_twice_is_there_once_and_is_named_where_it_is_named() {
        let inputs = [
            Input::Met("a/b.html".into(), 0),
            Input::Met("a/c.html".into(), 0),
            Input::File("a/./b.html".into()),
            Input::Met("a/c.html".into(), 1),
            Input::Member("a/c.zip".into(), "d".to_owned()),
            Input::Member("a/c.zip".into(), "e".to_owned()),
            Input::File("a/b.html".into()),
            Input::Member("a/c.zip".into(), "d".to_owned()),
        ];
        let inputs: Inputs = inputs.into_iter().collect();
        let expected = [
            Input::File("a/./b.html".into()),
            Input::Met("a/c.html".into(), 0),
            Input::Member("a/c.zip".into(), "d".to_owned()),
            Input::Member("a/c.zip".into(), "e".to_owned()),
        ];
        let expected: Vec<String> = expected.iter().map(|input| format!("{input:?}")).collect();
        assert_eq!(shown(&inputs.each_once()), expected);
    }
}
