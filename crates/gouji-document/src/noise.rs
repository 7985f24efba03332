//! Conversion noise: traditional script and pinyin glosses, read as the simplified original.
//!
//! Both are decided for the whole document, since single traditional characters and brackets
//! with letters occur in clean text too. Places stay exact: characters are replaced by characters
//! of the same length, and a removed gloss takes its piece of the map with it.

use std::ops::Range;

use gouji_model::SourceRange;

use crate::document::Piece;
use crate::{Block, Document, Paragraph, TextRange};

/// Frequent characters that simplified text does not use.
const TELLTALE: &str = "開關務處數項請結規範證據編報類計總體況對內發現專業與單國屬執議訴訟護權構確認獲監發辦無從應進實種機級組織員會為過還們時問題";
/// How many of them make a document traditional.
const TELLTALE_LEAST: usize = 12;
/// How many glosses with a tone mark make brackets with letters glosses.
const GLOSSES_LEAST: usize = 5;
/// Longest gloss in letters: `zhuàng`.
const LONGEST_GLOSS: usize = 7;
const TONED: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ";
/// Characters the converter leaves as they are or turns into a word of another meaning.
const SUPPLEMENT: [(char, char); 8] = [
    ('祕', '秘'),
    ('覆', '复'),
    ('係', '系'),
    ('爲', '为'),
    ('徵', '征'),
    ('於', '于'),
    ('後', '后'),
    ('裏', '里'),
];

/// Rewrites a document in simplified script and without glosses, where it has them.
pub(crate) fn clean(document: &mut Document) {
    let glosses = glosses(&document.text);
    if !glosses.is_empty() {
        remove(document, &glosses);
    }
    let telling = document
        .text
        .chars()
        .filter(|c| *c >= '\u{4e00}' && TELLTALE.contains(*c));
    if telling.take(TELLTALE_LEAST).count() == TELLTALE_LEAST {
        document.text = simplified(&document.text);
    }
}

/// The text in simplified script, every character as long as before.
fn simplified(text: &str) -> String {
    let converted = fast2s::convert(text);
    text.chars()
        .zip(converted.chars())
        .map(|(from, to)| {
            let known = SUPPLEMENT.iter().find(|(known, _)| *known == from);
            let to = known.map_or(to, |(_, to)| *to);
            if to.len_utf8() == from.len_utf8() {
                to
            } else {
                from
            }
        })
        .collect()
}

/// The glosses in a text, if it has enough of them: `(kāi)` after a Chinese character.
fn glosses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut toned = 0;
    for open in memchr::memchr_iter(b'(', text.as_bytes()) {
        let Some(length) = gloss_length(&text[open + 1..]) else {
            continue;
        };
        let follows_character = text[..open]
            .chars()
            .next_back()
            .is_some_and(|c| c >= '\u{3400}');
        if !follows_character {
            continue;
        }
        let gloss = open..open + 1 + length + 1;
        toned += usize::from(text[gloss.clone()].chars().any(|c| TONED.contains(c)));
        found.push(gloss);
    }
    if toned < GLOSSES_LEAST {
        found.clear();
    }
    found
}

/// The length of the letters of a gloss, if the text after its bracket is one.
fn gloss_length(text: &str) -> Option<usize> {
    let letters = |c: &char| c.is_ascii_lowercase() || TONED.contains(*c) || "üɡêḿ".contains(*c);
    let taken: Vec<char> = text
        .chars()
        .take(LONGEST_GLOSS + 1)
        .take_while(letters)
        .collect();
    let length: usize = taken.iter().map(|c| c.len_utf8()).sum();
    let closed = text[length..].starts_with(')');
    (closed && (1..=LONGEST_GLOSS).contains(&taken.len())).then_some(length)
}

/// Cuts ranges out of the text, its map and every block.
fn remove(document: &mut Document, cuts: &[Range<usize>]) {
    let mut text = String::with_capacity(document.text.len());
    let mut from = 0;
    for cut in cuts {
        text.push_str(&document.text[from..cut.start]);
        from = cut.end;
    }
    text.push_str(&document.text[from..]);
    document.pieces = document
        .pieces
        .iter()
        .flat_map(|piece| keep(piece, cuts))
        .collect();
    for piece in &mut document.pieces {
        piece.text_start = moved(piece.text_start, cuts);
        piece.text_end = moved(piece.text_end, cuts);
    }
    document.text = text;
    if let Some(title) = &mut document.declared_title {
        move_range(&mut title.text, cuts);
    }
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(Paragraph { text, .. }) => move_range(text, cuts),
            Block::Table(table) => {
                table
                    .cells
                    .iter_mut()
                    .for_each(|cell| move_range(&mut cell.text, cuts));
            }
        }
    }
}

fn move_range(range: &mut TextRange, cuts: &[Range<usize>]) {
    range.start = moved(range.start, cuts);
    range.end = moved(range.end, cuts);
}

/// A position after the cuts before it are gone.
fn moved(at: u32, cuts: &[Range<usize>]) -> u32 {
    let before = cuts.partition_point(|cut| cut.start < at as usize);
    let gone: usize = cuts[..before]
        .iter()
        .rev()
        .take(1)
        .map(|cut| (at as usize).min(cut.end) - cut.start)
        .sum();
    let earlier: usize = cuts[..before.saturating_sub(1)]
        .iter()
        .map(Range::len)
        .sum();
    at - (gone + earlier) as u32
}

/// What is left of a piece between the cuts.
fn keep(piece: &Piece, cuts: &[Range<usize>]) -> Vec<Piece> {
    let plain = piece.text_end - piece.text_start == piece.source.end - piece.source.start;
    let (start, end) = (piece.text_start as usize, piece.text_end as usize);
    let first = cuts.partition_point(|cut| cut.end <= start);
    let inside: Vec<&Range<usize>> = cuts[first..]
        .iter()
        .take_while(|cut| cut.start < end)
        .collect();
    if inside.is_empty() || !plain {
        return vec![*piece];
    }
    let mut kept = Vec::new();
    let mut from = start;
    let mut push = |from: usize, to: usize| {
        if from < to {
            let shift = |at: usize| piece.source.start + (at - start) as u32;
            kept.push(Piece {
                text_start: from as u32,
                text_end: to as u32,
                source: SourceRange::new(shift(from), shift(to)),
            });
        }
    };
    for cut in inside {
        push(from, cut.start.min(end));
        from = cut.end.max(start);
    }
    push(from, end);
    kept
}

#[cfg(test)]
mod tests {
    use crate::{Builder, TextRange};
    use gouji_model::{Place, SourceRange};

    #[test]
    fn glosses_go_and_places_stay() {
        let source = "公開(kāi)請(qǐng)項(xiàng)計(jì)關(guān)數(shù)結(jié)果總(zǒng)體開關處務請規類議訴訟";
        let mut builder = Builder::default();
        builder.push_copied(source, 0);
        let whole = builder.trimmed_since(0);
        builder.paragraph(whole, Place::Text(SourceRange::new(0, source.len() as u32)));
        let document = builder.finish();
        let text = document.text(TextRange {
            start: 0,
            end: document.text.len() as u32,
        });
        assert!(text.starts_with("公开请项计关数结果总体开"), "{text}");
        let range = TextRange { start: 3, end: 9 };
        assert_eq!(document.text(range), "开请");
        let place = document.source_of(range).unwrap();
        assert_eq!(
            &source[place.start as usize..place.end as usize],
            "開(kāi)請"
        );
    }

    #[test]
    fn clean_text_is_left_alone() {
        let mut builder = Builder::default();
        builder.push_copied("著名的“三会一课”(hello)，乾隆", 0);
        let document = builder.finish();
        assert_eq!(document.text, "著名的“三会一课”(hello)，乾隆");
    }
}
