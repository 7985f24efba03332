//! Conversion noise: radicals for characters, traditional script and pinyin glosses, read as the simplified
//! original.
//!
//! Script and glosses are decided for the whole document, since single traditional characters and brackets
//! with letters occur in clean text too. Places stay exact: characters are replaced by characters
//! of the same length, and a removed gloss takes its piece of the map with it.

use std::ops::{Range, RangeInclusive};

use gouji_language::script::TELLING;
use gouji_model::SourceRange;
use gouji_model::script::{CharacterSet, simplified};

use crate::document::Piece;
use crate::{Block, Document, Paragraph, TextRange, radicals};

/// How many telling characters make a document traditional, and in how many Chinese characters one must be.
const TELLTALE_LEAST: usize = 12;
const TELLTALE_SHARE: usize = 33;
/// How many glosses with a tone mark make brackets with letters glosses.
const GLOSSES_LEAST: usize = 5;
/// Longest gloss in letters: `zhuàng`.
const LONGEST_GLOSS: usize = 7;
const TONED: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ";
/// Rewrites a document in simplified script and without glosses, where it has them.
pub(crate) fn clean(document: &mut Document) {
    if let Some(text) = radicals::without(&document.text) {
        document.text = text;
    }
    let glosses = glosses(&document.text);
    if !glosses.is_empty() {
        remove(document, &glosses);
    }
    if is_traditional(&document.text) {
        document.text = simplified(&document.text);
    }
}

/// Whether a text is traditional as a whole, not only in a name or a quotation.
fn is_traditional(text: &str) -> bool {
    let (mut all, mut decisive) = (0, 0);
    let mut rest = text.as_bytes();
    // Three bytes at a time: every character of every document comes by here.
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        let (0xE4..=0xE9, [second, third, tail @ ..]) = (*first, tail) else {
            continue;
        };
        rest = tail;
        let bits = |byte: u8| u32::from(byte & 0x3F);
        let code = u32::from(first & 0x0F) << 12 | bits(*second) << 6 | bits(*third);
        if HAN.contains(&code) {
            all += 1;
            decisive += usize::from(TELLTALES.has(code as usize));
        }
    }
    decisive >= TELLTALE_LEAST && decisive * TELLTALE_SHARE > all
}

/// The common Chinese characters, all of which take three bytes.
const HAN: RangeInclusive<u32> = 0x4E00..=0x9FFF;
static TELLTALES: CharacterSet = CharacterSet::of(TELLING);

/// The glosses in a text, if it has enough of them: `(kāi)` after a Chinese character.
fn glosses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !may_have_tones(text) {
        return found;
    }
    let mut toned = 0;
    for (open, bracket) in text.match_indices(['(', '（']) {
        let inside = open + bracket.len();
        let Some(length) = gloss_length(&text[inside..]) else {
            continue;
        };
        let follows_character = text[..open]
            .chars()
            .next_back()
            .is_some_and(|c| c >= '\u{3400}');
        if !follows_character {
            continue;
        }
        let closing = text[inside + length..].chars().next();
        let gloss = open..inside + length + closing.map_or(0, char::len_utf8);
        toned += usize::from(text[gloss.clone()].chars().any(|c| TONED.contains(c)));
        found.push(gloss);
    }
    if toned < GLOSSES_LEAST {
        found.clear();
    }
    found
}

/// Whether a text has a byte with which letters with tone marks begin: few texts have one.
fn may_have_tones(text: &str) -> bool {
    let begins = |byte: u8| (0xC3..=0xC7).contains(&byte);
    text.bytes().fold(false, |found, byte| found | begins(byte))
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
    let closed = text[length..].starts_with([')', '）']);
    (closed && (1..=LONGEST_GLOSS).contains(&taken.len())).then_some(length)
}

/// Cuts ranges out of the text, its map and every block.
fn remove(document: &mut Document, ranges: &[Range<usize>]) {
    let cuts = Cuts::new(ranges);
    let mut text = String::with_capacity(document.text.len());
    let mut from = 0;
    for cut in ranges {
        text.push_str(&document.text[from..cut.start]);
        from = cut.end;
    }
    text.push_str(&document.text[from..]);
    document.text = text;
    document.pieces = document
        .pieces
        .iter()
        .flat_map(|piece| keep(piece, ranges))
        .collect();
    for piece in &mut document.pieces {
        piece.text_start = cuts.moved(piece.text_start);
        piece.text_end = cuts.moved(piece.text_end);
    }
    if let Some(title) = &mut document.declared_title {
        cuts.move_range(&mut title.text);
    }
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(Paragraph { text, .. }) => cuts.move_range(text),
            Block::Table(table) => {
                let cells = table.cells.iter_mut();
                cells.for_each(|cell| cuts.move_range(&mut cell.text));
            }
        }
    }
}

/// The ranges cut out, with how much all before each of them take: a position is moved for every
/// cell and piece, so it must not walk over the cuts again.
struct Cuts<'a> {
    ranges: &'a [Range<usize>],
    gone_before: Vec<usize>,
}

impl<'a> Cuts<'a> {
    fn new(ranges: &'a [Range<usize>]) -> Self {
        let gone = |sum: &mut usize, range: &Range<usize>| {
            let before = *sum;
            *sum += range.len();
            Some(before)
        };
        let gone_before = ranges.iter().scan(0, gone).collect();
        Self {
            ranges,
            gone_before,
        }
    }

    /// A position after the cuts before it are gone.
    fn moved(&self, at: u32) -> u32 {
        let position = at as usize;
        let index = self.ranges.partition_point(|cut| cut.start < position);
        let last = index.wrapping_sub(1);
        match (self.ranges.get(last), self.gone_before.get(last)) {
            (Some(cut), Some(before)) => at - (before + position.min(cut.end) - cut.start) as u32,
            _ => at,
        }
    }

    fn move_range(&self, range: &mut TextRange) {
        range.start = self.moved(range.start);
        range.end = self.moved(range.end);
    }
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

    fn cleaned(source: &str) -> String {
        let mut builder = Builder::default();
        builder.push_copied(source, 0);
        builder.finish().text
    }

    #[test]
    fn labels_come_out_as_the_form_prints_them() {
        let noisy = "1.屬於國家祕密；4.無正當理由大量反覆申請；2.沒有現成信息需要另行製作；2.重複申請；\
            行政複議；結轉；（本列數據的勾稽關係爲）；現行有效件數；其他對外管理服務事項；規範；徵收；全覆蓋；答覆";
        let plain = "1.属于国家秘密；4.无正当理由大量反复申请；2.没有现成信息需要另行制作；2.重复申请；\
            行政复议；结转；（本列数据的勾稽关系为）；现行有效件数；其他对外管理服务事项；规范；征收；全覆盖；答复";
        assert_eq!(cleaned(noisy), plain);
    }

    #[test]
    fn glosses_in_wide_brackets_go_too() {
        let noisy = "公开（kāi）请（qǐng）项（xiàng）计（jì）关（guān）数(shù)（一）";
        assert_eq!(cleaned(noisy), "公开请项计关数（一）");
    }

    #[test]
    fn a_quotation_does_not_make_a_text_traditional() {
        let quoted = format!(
            "{}開關務處數項請結規範證據編報",
            "公开工作年度报告".repeat(100)
        );
        assert_eq!(cleaned(&quoted), quoted);
    }

    #[test]
    fn many_glosses_take_no_time() {
        let mut builder = Builder::default();
        for at in 0..100_000 {
            builder.push_copied("开(kāi)\n", at * 20);
        }
        assert_eq!(builder.finish().text.len(), 400_000);
    }

    #[test]
    fn clean_text_is_left_alone() {
        let mut builder = Builder::default();
        builder.push_copied("著名的“三会一课”(hello)，乾隆", 0);
        let document = builder.finish();
        assert_eq!(document.text, "著名的“三会一课”(hello)，乾隆");
    }
}
