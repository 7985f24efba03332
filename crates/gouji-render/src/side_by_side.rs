//! Two texts side by side, with what both say marked: for sections that repeat others.
//!
//! As the rules do, texts are compared by their words: figures, spaces and punctuation are left out, and
//! are marked where they stand between words that both have and are the same there. What is the same
//! is looked for onwards from where the last was found, so that time and memory grow with the texts'
//! lengths.

use std::collections::HashMap;

use gouji_model::numerals;

/// How many words the least run has that is marked.
const RUN: usize = 8;
/// How far a run may be ahead of where the last one ended; farther ahead it has to be long.
const NEAR: usize = 200;
/// How long it has to be then.
const LONG: usize = 24;
/// Most characters of a text that are compared and shown.
const MOST: usize = 6_000;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether the other text has it, too.
    pub is_common: bool,
}

/// The parts of two texts. Of longer ones only the beginning is shown, with an ellipsis behind it.
#[must_use]
pub fn side_by_side(own: &str, other: &str) -> [Vec<Part>; 2] {
    let (own, other) = (Words::of(own), Words::of(other));
    let mut marks = [vec![false; own.text.len()], vec![false; other.text.len()]];
    for run in runs(&own, &other) {
        mark(&own, &other, run, &mut marks);
    }
    let [first, second] = marks;
    [own.parts(&first), other.parts(&second)]
}

/// A text's characters, and which of them are words.
struct Words {
    text: Vec<char>,
    is_cut: bool,
    /// The words, and where each stands.
    words: Vec<char>,
    places: Vec<usize>,
}

/// Words that both texts have: where they begin in each, and how many there are.
type Run = (usize, usize, usize);

impl Words {
    fn of(text: &str) -> Self {
        let is_cut = text.chars().nth(MOST).is_some();
        let text: Vec<char> = text.chars().take(MOST).collect();
        let words = text.iter().copied().enumerate();
        let words = words.filter(|(_, c)| c.is_alphanumeric() && !is_figure(*c));
        let (places, words) = words.unzip();
        Self {
            text,
            is_cut,
            words,
            places,
        }
    }

    /// How many words from one on are those of another text.
    fn same(&self, at: usize, other: &Self, there: usize) -> usize {
        let own = self.words.iter().skip(at);
        let pairs = own.zip(other.words.iter().skip(there));
        pairs.take_while(|(one, two)| one == two).count()
    }

    fn parts(&self, is_common: &[bool]) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for (c, is_common) in self.text.iter().zip(is_common.iter().copied()) {
            match parts.last_mut().filter(|last| last.is_common == is_common) {
                Some(last) => last.text.push(*c),
                None => parts.push(Part {
                    text: c.to_string(),
                    is_common,
                }),
            }
        }
        if self.is_cut {
            parts.push(Part {
                text: "……".to_owned(),
                is_common: false,
            });
        }
        parts
    }
}

fn is_figure(c: char) -> bool {
    c.is_numeric()
        || numerals::digit(c).is_some()
        || numerals::is_zero(c)
        || numerals::place(c).is_some()
}

/// The runs that both texts have, in their order in both.
fn runs(own: &Words, other: &Words) -> Vec<Run> {
    let mut known: HashMap<&[char], Vec<usize>> = HashMap::new();
    for (there, run) in other.words.windows(RUN).enumerate() {
        known.entry(run).or_default().push(there);
    }
    let (mut found, mut at, mut from) = (Vec::new(), 0, 0);
    while let Some(run) = own.words.get(at..at + RUN) {
        let places = known.get(run).map(Vec::as_slice).unwrap_or_default();
        let next = places.partition_point(|there| *there < from);
        let run = places
            .get(next)
            .map(|there| (*there, own.same(at, other, *there)));
        match run.filter(|(there, length)| *there <= from + NEAR || *length >= LONG) {
            Some((there, length)) => {
                found.push((at, there, length));
                (at, from) = (at + length, there + length);
            }
            None => at += 1,
        }
    }
    found
}

/// Marks the words of a run, and what stands between two of them where it is the same in both texts.
fn mark(own: &Words, other: &Words, (at, there, length): Run, marks: &mut [Vec<bool>; 2]) {
    let [of_own, of_other] = marks;
    let set = |marks: &mut Vec<bool>, from: usize, to: usize| {
        let range = marks.get_mut(from..to);
        range.into_iter().flatten().for_each(|mark| *mark = true);
    };
    for step in 0..length {
        let place = |words: &Words, from: usize| words.places.get(from + step).copied();
        let next = |words: &Words, from: usize| words.places.get(from + step + 1).copied();
        let Some((one, two)) = place(own, at).zip(place(other, there)) else {
            return;
        };
        set(of_own, one, one + 1);
        set(of_other, two, two + 1);
        let ends = next(own, at).zip(next(other, there));
        if let Some((end_one, end_two)) = ends.filter(|_| step + 1 < length)
            && own.text.get(one + 1..end_one) == other.text.get(two + 1..end_two)
        {
            set(of_own, one + 1, end_one);
            set(of_other, two + 1, end_two);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with what is marked in brackets.
    fn shown(parts: &[Part]) -> String {
        let parts = parts.iter().map(|part| match part.is_common {
            true => format!("[{}]", part.text),
            false => part.text.clone(),
        });
        parts.collect()
    }

    #[test]
    fn what_both_say_is_marked_and_figures_are_not() {
        let own = "2023年，本机关主动公开信息120条，其中通过门户网站公开98条。今年新增两个栏目。";
        let other = "本机关主动公开信息98条，其中通过门户网站公开98条；办理申请三件。";
        let [one, two] = side_by_side(own, other);
        assert_eq!(
            shown(&one),
            "2023年，[本机关主动公开信息]120[条，其中通过门户网站公开98条]。今年新增两个栏目。"
        );
        assert_eq!(
            shown(&two),
            "[本机关主动公开信息]98[条，其中通过门户网站公开98条]；办理申请三件。"
        );
    }

    #[test]
    fn a_text_of_anything_is_shown_whole_up_to_a_limit() {
        let long = "公开透明".repeat(10_000);
        let [one, two] = side_by_side(&long, "");
        let length: usize = one.iter().map(|part| part.text.chars().count()).sum();
        assert_eq!(length, MOST + 2);
        assert!(two.is_empty());
        let [one, _] = side_by_side(&long, &long);
        assert!(one[0].is_common);
        let [one, two] = side_by_side("", "");
        assert!(one.is_empty() && two.is_empty());
    }

    #[test]
    fn texts_in_another_order_are_marked_where_they_agree_in_order() {
        let first = "聚焦群众关切把政策解读送进社区和企业";
        let second = "全年组织开放日活动收到意见建议若干条";
        let [one, two] = side_by_side(&format!("{first}。{second}"), &format!("{second}。{first}"));
        assert!(one.iter().any(|part| part.is_common));
        assert!(two.iter().any(|part| part.is_common));
    }
}
