//! Reports about the disclosure of information in forms that no pack knows: those from before 2019,
//! and those of schools and of the utilities that serve the public.
//!
//! They are headed like the reports that are checked, but their tables are others. Whoever gives
//! such a file is named for what it is, and not reported that it may be damaged.

use std::collections::HashSet;

use gouji_language::other_forms;

use crate::lines::Line;
use crate::title::{compact, year_of};

/// A kind of report that has a form of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherKind {
    /// In the form that held until 2018.
    Before2019,
    /// Of a school or university.
    School,
    /// Of an enterprise or institution that serves the public: water, power, gas, heat, transport.
    Utility,
}

/// What only reports of a kind say, and how much of it a report has to say.
struct Signs {
    kind: OtherKind,
    least: usize,
    words: &'static [&'static str],
}

const SIGNS: [Signs; 3] = [
    Signs {
        kind: OtherKind::School,
        least: 3,
        words: other_forms::SCHOOL,
    },
    Signs {
        kind: OtherKind::Utility,
        least: 3,
        words: other_forms::UTILITY,
    },
    Signs {
        kind: OtherKind::Before2019,
        least: 3,
        words: other_forms::BEFORE_2019,
    },
];

/// Whether a title alone says that it is of a school's report.
fn titles_school(title: &str) -> bool {
    other_forms::SCHOOL_YEAR
        .iter()
        .any(|word| title.contains(word))
}

/// How many lines are looked at, and how long a text of them may be in bytes.
const MOST_LINES: usize = 5_000;
const LONGEST_TEXT: usize = 2_000;

/// The last year that a report in the old form speaks of.
const LAST_OLD_YEAR: i32 = 2018;

/// The kind of a report without the tables of any known form, from what it says; none where that
/// does not tell.
pub(crate) fn other_kind(lines: &[Line<'_>], title: &str) -> Option<OtherKind> {
    let mut found: [HashSet<usize>; SIGNS.len()] = Default::default();
    let lines = lines.iter().take(MOST_LINES);
    for token in lines.flat_map(|line| &line.tokens) {
        if token.is_figure() || token.is_blank() || token.text.len() > LONGEST_TEXT {
            continue;
        }
        let text = compact(token.text);
        for (signs, found) in SIGNS.iter().zip(&mut found) {
            let words = signs.words.iter().enumerate();
            found.extend(
                words
                    .filter(|(_, word)| text.contains(**word))
                    .map(|(at, _)| at),
            );
        }
    }
    let old = year_of(title).is_some_and(|year| year <= LAST_OLD_YEAR);
    let decided = SIGNS.iter().zip(&found).find(|(signs, found)| {
        let titled = signs.kind == OtherKind::School && titles_school(title);
        found.len() >= signs.least || titled
    });
    match decided {
        Some((signs, _)) => Some(signs.kind),
        None => old.then_some(OtherKind::Before2019),
    }
}
