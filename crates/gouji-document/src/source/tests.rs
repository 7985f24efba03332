//! Every character stands at its own bytes, in every encoding.

use super::*;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8};

const SIMPLIFIED: &str =
    "<p>2023年度政府信息公开工作年度报告，本机关主动公开政府信息的情况如下。</p>\r\n<td>12</td>\n";
const TRADITIONAL: &str =
    "<p>政府信息公開年度報告，本機關主動公開政府信息的情況如下，依申請公開的處理。</p>\n";

/// A text with a wide sample of the characters of the Basic Multilingual Plane an encoding has.
fn characters_of(encoding: &'static Encoding) -> String {
    let mut text = SIMPLIFIED.repeat(20);
    for (index, c) in ('\u{80}'..='\u{ffff}').step_by(5).enumerate() {
        // Some characters decode differently from how they encode; they are no test of the map.
        let alone = c.to_string();
        let (bytes, _, lost) = encoding.encode(&alone);
        if lost || encoding.decode_without_bom_handling(&bytes).0 != alone {
            continue;
        }
        text.push(c);
        if index % 19 == 0 {
            text.push_str("<td>1");
        }
    }
    text
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

/// Every character of the source's text stands exactly at its own bytes.
fn assert_exact(bytes: &[u8], text: &str, mark: usize, length: impl Fn(char) -> usize) {
    let source = Source::decode(bytes);
    assert!(source.text() == text, "decoded as {}", source.encoding());
    let mut disk = mark;
    for (at, c) in text.char_indices() {
        let range = SourceRange::new(at as u32, (at + c.len_utf8()) as u32);
        let location = source.locate(range);
        let found = (location.offset as usize, location.length as usize);
        assert_eq!(found, (disk, length(c)), "{c:?} at {at}");
        disk += length(c);
    }
    assert_eq!(disk, bytes.len());
}

fn assert_exact_in(encoding: &'static Encoding, text: &str) {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost);
    assert_exact(&bytes, text, 0, |c| encoding.encode(&c.to_string()).0.len());
}

#[test]
fn every_character_of_gb18030_is_at_its_bytes() {
    assert_exact_in(GB18030, &characters_of(GB18030));
}

#[test]
fn every_character_of_big5_is_at_its_bytes() {
    let text = TRADITIONAL.repeat(60) + &characters_of(BIG5).replace(SIMPLIFIED, "");
    assert_exact_in(BIG5, &text);
}

#[test]
fn every_character_of_utf16_is_at_its_bytes() {
    // A surrogate pair across the first place a block could end.
    let text = "报".repeat(511) + "𠀀" + &characters_of(UTF_8) + "𠮷𠀋";
    for big in [false, true] {
        assert_exact(&utf16(&text, big), &text, 2, |c| 2 * c.len_utf16());
    }
}

#[test]
fn blocks_end_even_where_no_ascii_does() {
    assert_exact_in(GB18030, &"公开信息年度".repeat(5_000));
}

#[test]
fn utf8_is_borrowed_and_its_mark_counts_in_offsets() {
    let plain = Source::decode(SIMPLIFIED.as_bytes());
    assert!(matches!(plain.text, Cow::Borrowed(_)));
    let bytes = [b"\xEF\xBB\xBF", SIMPLIFIED.as_bytes()].concat();
    assert_exact(&bytes, SIMPLIFIED, 3, char::len_utf8);
}

#[test]
fn bytes_that_mean_nothing_keep_their_neighbours_in_place() {
    let text = SIMPLIFIED.repeat(3);
    let mut bytes = text.clone().into_bytes();
    bytes.insert(0, 0xFF);
    let source = Source::decode(&bytes);
    assert_eq!(source.encoding(), "UTF-8");
    assert_eq!(source.text(), format!("\u{fffd}{text}"));
    let at = source.text().find("12").unwrap() as u32;
    let location = source.locate(SourceRange::new(at, at + 2));
    let found = &bytes[location.offset as usize..][..location.length as usize];
    assert_eq!(found, b"12");
    let end = source.text().len() as u32;
    let last = source.locate(SourceRange::new(end, end));
    assert_eq!((last.offset, last.length), (bytes.len() as u64, 0));
}

#[test]
fn declarations_count_when_they_hold() {
    let cases = [
        ("<meta charset=gbk>", SIMPLIFIED, GB18030, "gb18030"),
        (
            "<META http-equiv=Content-Type content=\"text/html; charset=gb2312\">",
            SIMPLIFIED,
            GB18030,
            "gb18030",
        ),
        ("<meta charset='big5'/>", TRADITIONAL, BIG5, "Big5"),
        ("", SIMPLIFIED, GB18030, "gb18030"),
        ("", TRADITIONAL, BIG5, "Big5"),
        // Wrong ones.
        ("<meta charset=utf-8>", SIMPLIFIED, GB18030, "gb18030"),
        ("<meta charset=gb2312>", TRADITIONAL, BIG5, "Big5"),
        ("<meta charset=big5>", SIMPLIFIED, GB18030, "gb18030"),
        ("<meta charset=gb2312>", SIMPLIFIED, UTF_8, "UTF-8"),
        ("<meta charset=utf-16>", SIMPLIFIED, GB18030, "gb18030"),
        ("<meta charset=nonsense>", SIMPLIFIED, GB18030, "gb18030"),
    ];
    for (meta, body, encoding, name) in cases {
        let text = format!("{meta}{body}");
        let (bytes, _, lost) = encoding.encode(&text);
        assert!(!lost);
        let source = Source::decode(&bytes);
        assert_eq!(source.encoding(), name, "{meta}");
        assert_eq!(source.text(), text, "{meta}");
    }
}

#[test]
fn letters_with_accents_are_no_chinese_and_chinese_stays_so() {
    use encoding_rs::{EUC_JP, EUC_KR, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
    let french = "École;Élèves;Dépenses\r\nÉvariste Galois;12;1 200\r\nJules Ferry;8;£3\r\n";
    let german = "Krankenhäuser;Betten;Fälle\r\nSt. Jürgen;120;3.400\r\nGroßhadern;90;1.200\r\n";
    let polish = "Szkoła;Uczniów;Środki\r\nim. Żeromskiego;120;3 400\r\nŁódź Górna;90;1 200\r\n";
    let russian =
        "Отчёт о работе библиотек за год. Читателей всего и выдано книг, в том числе детям.";
    let japanese =
        "病院報告。月末在院患者数と新入院患者数、退院患者数を病床の種別ごとに記入してください。";
    let korean =
        "도서관 연간 보고서. 이용자 수와 대출 권수를 종류별로 적어 주십시오. 합계를 확인하십시오.";
    let names = "邓小平,朱镕基,陈独秀,鲁迅,镕\r\n张骞,李贽,1200\r\n";
    for (encoding, text) in [
        (WINDOWS_1252, french),
        (WINDOWS_1252, german),
        (WINDOWS_1252, "Total;£1,200\r\n"),
        (WINDOWS_1250, polish),
        (WINDOWS_1251, russian),
        (SHIFT_JIS, japanese),
        (EUC_JP, japanese),
        (EUC_KR, korean),
        (GB18030, names),
        (GB18030, "朱镕基"),
        (GB18030, "report 镕 12"),
        (GB18030, "项目,数量\r\n图书,12\r\n光盘,3\r\n"),
        (BIG5, "項目,數量\r\n圖書,12\r\n光碟,3\r\n"),
    ] {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{text}");
        let source = Source::decode(&bytes);
        assert_eq!(source.text(), text, "{}", source.encoding());
    }
}

#[test]
fn lines_end_at_line_feeds_and_columns_count_characters() {
    let source = Source::decode("年报\r\n表a\rb\n𠀀1".as_bytes());
    let at = |needle: &str| {
        let start = source.text().find(needle).unwrap() as u32;
        let found = source.locate(SourceRange::new(start, start + needle.len() as u32));
        (found.line, found.column)
    };
    assert_eq!(at("报"), (1, 2));
    assert_eq!(at("表"), (2, 1));
    assert_eq!(at("b"), (2, 4));
    assert_eq!(at("1"), (3, 2));
    let end = source.text().len() as u32;
    let location = source.locate(SourceRange::new(end, end));
    assert_eq!((location.line, location.column, location.length), (3, 3, 0));
}

#[test]
fn places_beyond_the_text_or_inside_a_character_do_no_harm() {
    let source = Source::decode("报a".as_bytes());
    let beyond = source.locate(SourceRange::new(90, 99));
    assert_eq!((beyond.column, beyond.offset, beyond.length), (3, 4, 0));
    let inside = source.locate(SourceRange::new(1, 2));
    assert_eq!((inside.column, inside.offset, inside.length), (1, 0, 0));
    let empty = Source::decode(b"").locate(SourceRange::new(0, 0));
    assert_eq!((empty.line, empty.column, empty.offset), (1, 1, 0));
}

#[test]
fn huge_lines_are_located_quickly() {
    let text = "报告".repeat(700_000);
    let source = Source::decode(text.as_bytes());
    for at in (0..text.len() as u32).step_by(420) {
        assert_eq!(source.locate(SourceRange::new(at, at)).column, at / 3 + 1);
    }
}

#[test]
fn any_bytes_decode_and_locate() {
    let mut state = 7_u64;
    for round in 0..60_usize {
        let bytes: Vec<u8> = (0..round * 13)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                (state >> 33) as u8
            })
            .collect();
        let prefix: &[u8] = [&b""[..], b"\xFF\xFE", b"\xFE\xFF", b"<meta charset=gbk>"][round % 4];
        let bytes = [prefix, &bytes].concat();
        let source = Source::decode(&bytes);
        let mut last = 0;
        for (at, c) in source.text().char_indices() {
            let found = source.locate(SourceRange::new(at as u32, (at + c.len_utf8()) as u32));
            assert!(found.offset >= last && found.offset + found.length <= bytes.len() as u64);
            last = found.offset;
        }
    }
}

#[test]
fn wide_characters_are_told_without_a_mark() {
    for big in [false, true] {
        let marked = utf16(&SIMPLIFIED.repeat(9), big);
        let bytes = &marked[2..];
        assert!(Source::is_wide(bytes) && Source::is_wide(&marked));
        assert_exact(bytes, &SIMPLIFIED.repeat(9), 0, |_| 2);
        // A mapped picture, and half a character at the end.
        assert!(!Source::is_wide(&[bytes, b"x"].concat()));
        assert!(!Source::is_wide(
            &[b"\x01\0\0\x01".as_slice(), bytes].concat()
        ));
    }
    for bytes in [
        b"ab\0c".as_slice(),
        b"a\0\0b",
        b"\0\0\0\0",
        b"",
        b"\0",
        SIMPLIFIED.as_bytes(),
    ] {
        assert!(!Source::is_wide(bytes), "{bytes:?}");
    }
}
