//! Whether two names in the Latin script are of one organ: words count there, and not characters.

use gouji_language::english::IN_NAMES;

/// How like each other two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Similarity {
    /// Of the same words.
    Same,
    /// One is made of the first letters of the other.
    Short,
    /// Of some of the same words.
    Part,
    /// Of other words.
    Other,
}

/// Words that names have or leave out.
const LOOSE: [&str; 9] = ["the", "of", "and", "for", "a", "on", "u", "s", "us"];
/// The least letters of an abbreviation.
const SHORTEST: usize = 2;

/// How like each other two names are; nothing where one is not in the Latin script.
pub(super) fn similarity(one: &str, other: &str) -> Option<Similarity> {
    let (own, its) = (words(one)?, words(other)?);
    if own == its {
        return Some(Similarity::Same);
    }
    if stands_for(&own, &its) || stands_for(&its, &own) {
        return Some(Similarity::Short);
    }
    let shared = own.iter().filter(|word| its.contains(word)).count();
    let is_particular = |word: &&String| !IN_NAMES.contains(&word.as_str());
    let mut particular = own.iter().filter(is_particular).peekable();
    // Two departments share what all departments have.
    let has_other = |words: &[String]| words.iter().any(|word| is_particular(&word));
    let differ = particular.peek().is_some()
        && has_other(&its)
        && !particular.any(|word| its.contains(word));
    let is_much = shared * 2 >= own.len().min(its.len()) && !differ;
    Some(match is_much {
        true => Similarity::Part,
        false => Similarity::Other,
    })
}

/// The words of a name that tell it from others, in small letters; nothing of a name in another script.
fn words(name: &str) -> Option<Vec<String>> {
    let is_latin = |c: char| {
        c.is_ascii() || ('\u{a0}'..'\u{250}').contains(&c) || ('\u{2000}'..'\u{2070}').contains(&c)
    };
    if !name.chars().all(is_latin) || !name.chars().any(char::is_alphabetic) {
        return None;
    }
    let lower = name.to_lowercase().replace("united states", "us");
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let kept: Vec<String> = words
        .clone()
        .filter(|word| !LOOSE.contains(word))
        .map(str::to_owned)
        .collect();
    // A name of loose words alone is all it says.
    Some(match kept.is_empty() {
        true => words.map(str::to_owned).collect(),
        false => kept,
    })
}

/// Whether a single word is made of the first letters of others.
fn stands_for(short: &[String], long: &[String]) -> bool {
    let [word] = short else { return false };
    let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
    word.len() >= SHORTEST && long.len() > 1 && *word == initials
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count() {
        let cases = [
            (
                "Department of Defense",
                "DEPARTMENT OF DEFENSE",
                Similarity::Same,
            ),
            (
                "U.S. African Development Foundation",
                "United States African Development Foundation",
                Similarity::Same,
            ),
            (
                "The Selective Service System",
                "Selective Service System",
                Similarity::Same,
            ),
            ("Selective Service System", "SSS", Similarity::Short),
            (
                "Department of Defense",
                "Department of Justice",
                Similarity::Other,
            ),
            (
                "Selective Service System",
                "Farm Credit System Insurance Corporation",
                Similarity::Other,
            ),
            (
                "Department of the Interior",
                "Interior Department",
                Similarity::Part,
            ),
            (
                "Peace Corps",
                "Department of the Treasury",
                Similarity::Other,
            ),
        ];
        for (one, other, expected) in cases {
            assert_eq!(similarity(one, other), Some(expected), "{one} {other}");
            assert_eq!(similarity(other, one), Some(expected), "{other} {one}");
        }
        assert_eq!(similarity("水务局", "Peace Corps"), None);
    }
}
