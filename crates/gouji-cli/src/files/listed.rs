//! Inputs in order, in little room: of most there is one path, which mostly begins like the one before it.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher as _};

use super::found::Input;
use super::paths::{self, Paths};
use super::same::Settled;
use crate::passed::Passed;

/// The path by which standard input is put in order.
const STANDARD: &str = "-";

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
    /// The paths of files; of what is more than a file in a folder any.
    paths: Paths,
    /// From which number on files were met in the folder that an argument names: those beside each other mostly
    /// were in the same.
    arguments: Vec<(u32, Option<u32>)>,
    /// Those that are more than a file, in order, by their numbers.
    others: Vec<(u32, Input)>,
    /// Whether one of them may be a link to where another file is.
    may_be_linked: bool,
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
        self.paths.len()
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
        if self.file(&input).is_none() {
            // There is no room for the paths of more.
            let number = u32::try_from(self.len()).unwrap_or(u32::MAX);
            self.others.push((number, input));
            let _ = self.paths.push("");
        }
    }

    /// Adds a file; nothing where it is none, or its path is no text.
    fn file(&mut self, input: &Input) -> Option<()> {
        let path = input.file()?.to_str()?;
        let argument = input.argument().map(u32::try_from).transpose().ok()?;
        let number = u32::try_from(self.len()).ok()?;
        self.paths.push(path)?;
        if self
            .arguments
            .last()
            .is_none_or(|(_, last)| *last != argument)
        {
            self.arguments.push((number, argument));
        }
        Some(())
    }

    /// An input by its number.
    pub(crate) fn get(&self, number: usize) -> Option<Input> {
        self.from(number).next()
    }

    /// All of them in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Input> {
        self.from(0)
    }

    /// Those from a number on, in order.
    fn from(&self, number: usize) -> Each<'_> {
        Each {
            inputs: self,
            paths: self.paths.from(number),
            number,
        }
    }

    /// The same by the paths that they are shown by: these are the same in whatever order they were named.
    pub(crate) fn sorted(self) -> Self {
        let runs = self.runs();
        if runs.len() <= 1 {
            return self;
        }
        let ends = runs.iter().skip(1).copied().chain([self.len()]);
        let each = runs.iter().zip(ends);
        let each = each.map(|(from, end)| self.from(*from).take(end - from));
        let mut each: Vec<_> = each.collect();
        // What comes next of each run, by its path; of the same those of the earlier run first.
        let mut next: BTreeMap<(String, usize), Input> = BTreeMap::new();
        let mut sorted = Self::default();
        let mut advance = |run: usize, next: &mut BTreeMap<(String, usize), Input>| {
            if let Some(input) = each.get_mut(run).and_then(Iterator::next) {
                next.insert((input.shown(STANDARD), run), input);
            }
        };
        (0..runs.len()).for_each(|run| advance(run, &mut next));
        while let Some(((_, run), input)) = next.pop_first() {
            sorted.push(input);
            advance(run, &mut next);
        }
        sorted.may_be_linked = self.may_be_linked;
        sorted.settled()
    }

    /// Where those begin that are in order up to the next: what lies in folders mostly is.
    fn runs(&self) -> Vec<usize> {
        let mut last: Option<String> = None;
        let mut runs = Vec::new();
        for (number, input) in self.iter().enumerate() {
            let shown = input.shown(STANDARD);
            if last.is_none_or(|last| last > shown) {
                runs.push(number);
            }
            last = Some(shown);
        }
        runs
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
        self.paths.settle();
        self.arguments.shrink_to_fit();
        self.others.shrink_to_fit();
        self
    }
}

/// Inputs one after the other.
struct Each<'i> {
    inputs: &'i Inputs,
    paths: paths::Each<'i>,
    number: usize,
}

impl Iterator for Each<'_> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        let path = self.paths.advance()?;
        let Inputs {
            arguments, others, ..
        } = self.inputs;
        let number = u32::try_from(self.number).ok()?;
        self.number += 1;
        if let Ok(at) = others.binary_search_by_key(&number, |(number, _)| *number) {
            return others.get(at).map(|(_, other)| other.clone());
        }
        let behind = arguments.partition_point(|(from, _)| *from <= number);
        let (_, argument) = arguments.get(behind.checked_sub(1)?)?;
        Some(match argument {
            Some(argument) => Input::Met(path.into(), *argument as usize),
            None => Input::File(path.into()),
        })
    }
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
