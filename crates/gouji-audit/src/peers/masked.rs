//! A text reduced to its words: figures, punctuation, names and places go, since a copy changes them.

use std::ops::Range;

use gouji_language::organs::{GENERIC, GOVERNMENTS, PLACES};
use gouji_model::NameKey;

use super::letters::Letters;
use super::neighbours::Neighbours;
use super::text::{Text, Texts};
use super::word_table::placed_words_of;

/// What stands where words were left out that may not be read across.
pub(super) const GAP: char = '\0';

/// The words of a text.
#[derive(Clone, Debug, Default)]
pub struct Masked {
    chars: Vec<char>,
    /// Where each character begins in the text, where that is asked.
    places: Vec<u32>,
}

/// Names that are looked for in many texts.
#[derive(Clone, Debug, Default)]
pub struct Sought(Vec<Box<[char]>>);

impl Sought {
    /// Names in the order in which they are looked for.
    #[must_use]
    pub fn of(names: &[String]) -> Self {
        let names = names.iter();
        Self(names.map(|name| name.chars().collect()).collect())
    }
}

impl Masked {
    /// The words of a text without some names.
    #[must_use]
    pub fn of(text: &str, names: &Sought) -> Self {
        Self::of_letters(Letters::of(text), names)
    }

    /// The words among the letters of a text, without some names.
    pub(super) fn of_letters(letters: Letters, names: &Sought) -> Self {
        let mut masked = Self::of_words(letters.into_chars());
        masked.remove_all(names);
        masked
    }

    /// The same with the place of each character in the text.
    #[must_use]
    pub fn placed(text: &str, names: &Sought) -> Self {
        let mut masked = Self::default();
        for (at, c) in placed_words_of(text) {
            let Ok(start) = u32::try_from(at) else {
                break;
            };
            masked.chars.push(c);
            masked.places.push(start);
        }
        masked.remove_all(names);
        masked
    }

    /// Characters of which nothing is to be left out any more.
    pub(super) const fn of_words(chars: Vec<char>) -> Self {
        Self {
            chars,
            places: Vec::new(),
        }
    }

    fn remove_all(&mut self, names: &Sought) {
        let mut neighbours = Neighbours::of(&self.chars);
        for name in &names.0 {
            if neighbours.may_have(name) {
                self.remove(name, &mut neighbours);
            }
        }
    }

    /// Takes a name out wherever it stands.
    fn remove(&mut self, name: &[char], neighbours: &mut Neighbours) {
        let Some(first) = self.find(name, 0) else {
            return;
        };
        let (mut kept, mut at) = (first, first);
        loop {
            // What stands between this name and the next one moves up.
            let from = at + name.len();
            let next = self.find(name, from);
            let between = from..next.unwrap_or(self.chars.len());
            let length = between.len();
            self.chars.copy_within(between.clone(), kept);
            if !self.places.is_empty() {
                self.places.copy_within(between, kept);
            }
            if let Some([one, other]) = kept.checked_sub(1).and_then(|at| self.chars.get(at..=kept))
            {
                neighbours.add(*one, *other);
            }
            kept += length;
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        self.chars.truncate(kept);
        self.places.truncate(kept);
    }

    /// Where a name stands from some place on.
    fn find(&self, name: &[char], from: usize) -> Option<usize> {
        let (first, rest) = name.split_first()?;
        let mut at = from;
        loop {
            at += position(self.chars.get(at..)?, *first)?;
            let own = self.chars.get(at + 1..at + name.len())?;
            if own == rest {
                return Some(at);
            }
            at += 1;
        }
    }

    /// Leaves out the characters of some ranges, so that nothing reads across them.
    pub(super) fn blank(&mut self, ranges: impl Iterator<Item = Range<usize>>) {
        for range in ranges {
            self.chars.get_mut(range).unwrap_or_default().fill(GAP);
        }
    }

    /// The characters, with gaps.
    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// How many characters there are, gaps apart.
    pub(super) fn letters(&self) -> usize {
        self.chars.iter().filter(|c| **c != GAP).count()
    }

    /// Where some of the characters stand in the text, none of them left out at the end; nothing where places
    /// were not asked for.
    pub(super) fn range(&self, chars: Range<usize>) -> Option<Range<usize>> {
        let start = *self.places.get(chars.start)? as usize;
        let last = chars.end.checked_sub(1)?;
        let end = *self.places.get(last)? as usize + self.chars.get(last)?.len_utf8();
        Some(start..end)
    }
}

/// How many characters are compared at once.
const AT_ONCE: usize = 16;

/// Where a character stands first.
fn position(chars: &[char], wanted: char) -> Option<usize> {
    let (all, _) = chars.as_chunks::<AT_ONCE>();
    let has = |some: &[char; AT_ONCE]| some.iter().fold(false, |has, c| has | (*c == wanted));
    let passed = all.iter().take_while(|some| !has(some)).count() * AT_ONCE;
    let mut rest = chars.get(passed..)?.iter();
    Some(passed + rest.position(|c| *c == wanted)?)
}

/// What a unit is called in its texts: its names, its places, what it is in charge of; the longest
/// first.
#[must_use]
pub fn names_of<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let mut all = Vec::new();
    for name in names {
        let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        let key = NameKey::of(&plain);
        all.push(plain);
        let governments = key
            .places
            .iter()
            .map(|place| format!("{place}{}", GOVERNMENTS[0]));
        all.extend(governments);
        for place in &key.places {
            let stem = PLACES.iter().find_map(|end| place.strip_suffix(end));
            all.extend(stem.map(str::to_owned));
        }
        all.extend(key.places);
        let mut duty = key.duty.as_str();
        all.push(duty.to_owned());
        while let Some(shorter) = GENERIC.iter().find_map(|end| duty.strip_suffix(end)) {
            duty = shorter;
            all.push(duty.to_owned());
        }
    }
    all.retain(|name| name.chars().count() >= 2);
    longest_first(&mut all);
    all
}

/// Puts names in the order in which they are looked for: a name may have another in it.
pub fn longest_first(names: &mut Vec<String>) {
    names.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    names.dedup();
}

/// What is left out of the texts of a unit.
pub(super) fn sought(texts: &[Text], source: &dyn Texts) -> Sought {
    let names = texts.first().map(|text| source.names(text.unit as usize));
    Sought::of(&names.unwrap_or_default())
}

/// The texts of one unit, reduced to their words.
pub(super) fn masked<'t>(
    texts: &'t [Text],
    source: &'t dyn Texts,
) -> impl Iterator<Item = (&'t Text, Masked)> {
    let names = sought(texts, source);
    let read = texts
        .iter()
        .filter_map(|text| Some((text, source.letters(text)?)));
    read.map(move |(text, own)| (text, Masked::of_letters(own, &names)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_left_out_wherever_it_stands() {
        let names = names_of(["青石县水务局"]);
        for (text, words) in [
            ("青石县水务局公开青石县水务局信息青石县水务局", "公开信息"),
            ("公开青石县水务局青石县水务局信息", "公开信息"),
            // What is left out may bring another name together.
            ("公开青青石县水务局石信息", "公开信息"),
            ("青石县水务局", ""),
        ] {
            for masked in [Masked::of, Masked::placed].map(|of| of(text, &Sought::of(&names))) {
                assert_eq!(masked.chars().iter().collect::<String>(), words, "{text}");
            }
        }
    }

    #[test]
    fn names_figures_and_places_are_left_out() {
        let names = names_of(["青石县水务局", "青石县"]);
        let text = "2023年，青石县水务局公开水务信息12条，青石群众满意。";
        let masked = Masked::placed(text, &Sought::of(&names));
        let words: String = masked.chars().iter().collect();
        assert_eq!(words, "年公开信息条群众满意");
        assert_eq!(
            masked.range(1..3).and_then(|range| text.get(range)),
            Some("公开")
        );
    }
}
