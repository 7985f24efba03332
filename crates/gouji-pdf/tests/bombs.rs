//! Small files that ask for much: each ends soon, in what was read or a typed error.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::time::{Duration, Instant};

use gouji_pdf::{PdfError, read_pdf};
use made::{font_page, page, pdf, stream};

mod made;

/// Longest time a small file may take, in a debug build on a busy machine.
const LONGEST: Duration = Duration::from_secs(30);
const HELLO: &str = "BT /F 12 Tf 100 700 Td (Hello) Tj ET ";

fn soon(bytes: &[u8]) -> Result<gouji_document::Document, PdfError> {
    let start = Instant::now();
    let read = read_pdf(bytes);
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
    read
}

/// A page whose content is packed: its dictionary, and the data.
fn packed(filter: &str, data: &[u8]) -> Vec<u8> {
    let mark = "PACKED-DATA";
    let whole = page(mark, &[]);
    let at = whole
        .windows(mark.len())
        .position(|window| window == mark.as_bytes())
        .unwrap();
    let head = format!("<</Filter{filter}/Length {}>>\nstream\n", data.len());
    let start = whole[..at]
        .windows(2)
        .rposition(|window| window == b"<<")
        .unwrap();
    [
        &whole[..start],
        head.as_bytes(),
        data,
        &whole[at + mark.len()..],
    ]
    .concat()
}

#[test]
fn packed_data_of_any_kind_is_measured_first() {
    let runs = [0x81, b' '].repeat(3 << 20);
    // A table of ever longer runs of one byte, and then the longest again and again.
    let codes = [256, 32].into_iter().chain(258..=4094);
    let codes = codes.chain(std::iter::repeat_n(4094, 100_000));
    for bomb in [
        packed("[/FlateDecode/RunLengthDecode]", b"-"),
        packed("/RunLengthDecode", &runs),
        packed("/LZWDecode", &lzw(codes)),
    ] {
        assert_eq!(soon(&bomb).unwrap_err(), PdfError::TooLargeUnpacked);
    }
}

/// LZW data of these codes.
fn lzw(codes: impl Iterator<Item = u32>) -> Vec<u8> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for (index, code) in codes.enumerate() {
        let width = match index {
            0..255 => 9,
            255..767 => 10,
            767..1791 => 11,
            _ => 12,
        };
        bits = bits << width | code;
        count += width;
        while count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}

#[test]
fn fonts_of_countless_widths_are_refused() {
    for widths in ["/W[0 4294967295 500]", "/W2[0 4000000000 1 2 3]"] {
        let read = soon(&font_page(widths, "", "<4E00> Tj"));
        assert_eq!(read.unwrap_err(), PdfError::TooComplex { page: 1 });
    }
    assert!(soon(&font_page("/W[0 65535 500]", "", "<4E00> Tj")).is_ok());
}

#[test]
fn maps_of_characters_end() {
    let map = |body: &str| {
        let head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap \
                    1 begincodespacerange <0000> <FFFF> endcodespacerange ";
        format!("{head}{body} endcmap end end")
    };
    let long = format!("1 beginbfchar <4E00> <{}> endbfchar", "0041".repeat(50_000));
    let range = "1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange";
    let ranges =
        "100 beginbfrange ".to_owned() + &"<0000> <FFFF> <0000> ".repeat(100) + "endbfrange ";
    let itself = "/Self usecmap";
    for body in [&long, range, &ranges.repeat(50), itself] {
        let text = "<4E00> Tj ".repeat(2_000);
        let _ = soon(&font_page("", &map(body), &text));
    }
}

#[test]
fn fonts_and_patterns_that_paint_themselves_end() {
    let head = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .001\
                /YStep .001/Resources<</Pattern<</P 5 0 R>>>>";
    let pattern = stream(head, "/Pattern cs /P scn 0 0 9 9 re f");
    let paints = format!("/Pattern cs /X0 scn 0 0 500 500 re f {HELLO}");
    let _ = soon(&page(&paints, &[pattern]));
    let mask = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Group<</S/Transparency>>\
                /Resources<</ExtGState<</G<</SMask<</S/Alpha/G 5 0 R>>>>>>>>";
    let mask = stream(mask, "/G gs 0 0 9 9 re f");
    let _ = soon(&page(&format!("/X0 Do {HELLO}"), &[mask]));
}

#[test]
fn tables_of_objects_that_hold_themselves_or_claim_much_end() {
    let kids = "2 0 R ".repeat(100_000);
    let many = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count 2>>"),
    ]);
    let deep: Vec<String> = std::iter::once("<</Type/Catalog/Pages 2 0 R>>".to_owned())
        .chain((3..20_000).map(|next| format!("<</Type/Pages/Kids[{next} 0 R]/Count 1>>")))
        .collect();
    let double: Vec<String> = std::iter::once("<</Type/Catalog/Pages 2 0 R>>".to_owned())
        .chain((3..60).map(|n| format!("<</Type/Pages/Kids[{n} 0 R {n} 0 R]/Count 2>>")))
        .collect();
    let chain: Vec<String> = (2..20_000).map(|next| format!("{next} 0 R")).collect();
    for bytes in [many, pdf(&deep), pdf(&double), pdf(&chain)] {
        let _ = soon(&bytes);
    }
    let head = "/Type/XRef/Size 2147483647/W[8 8 8]/Index[0 2147483647]/Root 2 0 R";
    for head in [head, &head.replace("8 8 8", "0 0 0")] {
        let table = stream(head, &"0".repeat(10_000));
        let file = format!("%PDF-1.5\n1 0 obj\n{table}\nendobj\nstartxref\n9\n%%EOF");
        assert!(soon(file.as_bytes()).is_err());
    }
    let objects = stream(
        "/Type/ObjStm/N 2000000000/First 4/Extends 1 0 R",
        "1 0 <<>>",
    );
    assert!(soon(&pdf(&[objects])).is_err());
}

#[test]
fn endless_paths_and_text_beside_the_paper_end() {
    for content in [
        format!("{HELLO}0 0 m {} S", "1 1 l ".repeat(100_000)),
        format!("{HELLO}0 0 m {} f", "1 1 2 2 3 3 c ".repeat(50_000)),
        format!("{HELLO}{}", "q 0 0 9 9 re W n ".repeat(20_000)),
        format!("{HELLO}{}", "0 0 99 99 re f ".repeat(20_000)),
        format!("{HELLO}1e999 nan inf -1e999 re f 1 0 0 1 1e308 1e308 cm {HELLO}"),
    ] {
        let _ = soon(&page(&content, &[]));
    }
    let adjacent = format!(
        "BT /F 12 Tf 9000 9000 Td {} ET",
        format!("({}) Tj ", "a".repeat(1000)).repeat(1100)
    );
    assert_eq!(
        soon(&page(&adjacent, &[])).unwrap_err(),
        PdfError::TooComplex { page: 1 }
    );
}

#[test]
fn light_text_on_countless_grounds_ends() {
    let grounds = "0 0 99 99 re f ".repeat(9_000);
    let text = "(aaaaaaaaaa) Tj ".repeat(2_000);
    let _ = soon(&page(
        &format!("0 g {grounds} 1 g BT /F 9 Tf 9 9 Td {text} ET"),
        &[],
    ));
}
