//! The inputs of a run in little room: of most there is one path, in a folder that many others lie in too.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::files::Input;

/// Inputs by their numbers.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    folders: Vec<PathBuf>,
    /// The names of files, one behind the other.
    names: String,
    places: Vec<Place>,
    /// Those that are more than a file in a folder.
    others: Vec<Input>,
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

impl Inputs {
    /// Takes inputs in order.
    pub(super) fn of(inputs: Vec<Input>) -> Self {
        let mut all = Self::default();
        let mut folders: HashMap<PathBuf, u32> = HashMap::new();
        for input in inputs {
            let place = all.file(&input, &mut folders);
            let place = place.unwrap_or_else(|| all.other(input));
            all.places.push(place);
        }
        all.folders.shrink_to_fit();
        all.names.shrink_to_fit();
        all.places.shrink_to_fit();
        all
    }

    fn end(&self) -> u32 {
        self.places.last().map_or(0, |place| place.end())
    }

    /// Where a file is found again; nothing where it is none, or its path cannot be said in so little.
    fn file(&mut self, input: &Input, folders: &mut HashMap<PathBuf, u32>) -> Option<Place> {
        let path = input.file()?;
        let argument = input.argument().map(u16::try_from).transpose().ok()?;
        let (folder, name) = (path.parent()?, path.file_name()?.to_str()?);
        // What is put together again has to be the very same path.
        if folder.join(name).as_os_str() != path.as_os_str() {
            return None;
        }
        let end = u32::try_from(self.names.len() + name.len()).ok()?;
        let folder = match folders.get(folder) {
            Some(known) => *known,
            None => {
                let number = u32::try_from(self.folders.len()).ok()?;
                folders.insert(folder.to_owned(), number);
                self.folders.push(folder.to_owned());
                number
            }
        };
        self.names.push_str(name);
        Some(Place::File {
            folder,
            end,
            argument,
        })
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
    pub(super) fn get(&self, number: usize) -> Option<Input> {
        match *self.places.get(number)? {
            Place::Other { number, .. } => self.others.get(number as usize).cloned(),
            Place::File {
                folder,
                end,
                argument,
            } => {
                let before = number.checked_sub(1).and_then(|at| self.places.get(at));
                let start = before.map_or(0, |place| place.end());
                let name = self.names.get(start as usize..end as usize)?;
                let path = Path::join(self.folders.get(folder as usize)?, name);
                Some(match argument {
                    Some(argument) => Input::Met(path, argument.into()),
                    None => Input::File(path),
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_come_back_as_they_were() {
        let inputs = || {
            vec![
                Input::File("a.html".into()),
                Input::Met("青石/2023/a.html".into(), 3),
                Input::Member("b.zip".into(), "c/d.docx".to_owned()),
                Input::Standard,
                Input::File("./x//y".into()),
                Input::Met("青石/2023/b.html".into(), 70_000),
                Input::Met("/青石/b.html".into(), 0),
                Input::File("..".into()),
            ]
        };
        let all = Inputs::of(inputs());
        for (number, input) in inputs().iter().enumerate() {
            let own = all.get(number).map(|own| format!("{own:?}"));
            assert_eq!(own, Some(format!("{input:?}")));
        }
        assert!(all.get(8).is_none());
    }
}
