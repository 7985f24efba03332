//! PDF files made by hand, for what no program writes.

#![allow(dead_code, reason = "each test file uses what it needs")]

/// A PDF of these objects, numbered from 1; the first is the catalog.
pub fn pdf(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes
        .extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF").bytes());
    bytes
}

/// A stream object.
pub fn stream(dictionary: &str, content: &str) -> String {
    format!(
        "<<{dictionary}/Length {}>>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// One page that draws `content`, with these further objects from number 5 on; `X0` to `X9` are
/// the objects 5 to 14, and `F` a font.
pub fn page(content: &str, further: &[String]) -> Vec<u8> {
    noted_page(content, further, "")
}

/// The same page with annotations over it.
pub fn noted_page(content: &str, further: &[String], annotations: &str) -> Vec<u8> {
    let names: String = (0..10).map(|x| format!("/X{x} {} 0 R", x + 5)).collect();
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[{annotations}]\
             /Resources<</Font<</F {font}>>/XObject<<{names}>>>>>>"
        ),
        stream("", content),
    ];
    objects.extend(further.iter().cloned());
    pdf(&objects)
}

/// One page with a text in a font of Chinese characters that says this of itself, with a map of
/// its codes to characters.
pub fn font_page(font: &str, map: &str, text: &str) -> Vec<u8> {
    let descendant = format!(
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000{font}\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>\
         /FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4>>>>"
    );
    let to_unicode = if map.is_empty() {
        ""
    } else {
        "/ToUnicode 6 0 R"
    };
    pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
         /Resources<</Font<</F 5 0 R>>>>>>"
            .to_owned(),
        stream("", &format!("BT /F 12 Tf 100 700 Td {text} ET")),
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H{to_unicode}\
             /DescendantFonts[{descendant}]>>"
        ),
        stream("/Type/CMap", map),
    ])
}

/// Pages of 595 by 842 points that draw these contents in a font `F` with all Chinese characters, each as
/// wide as high and digits half as wide.
pub fn chinese_pages(contents: &[String]) -> Vec<u8> {
    let descendant = "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000\
         /W[1[500] 13[500 500 500 500] 17[500 500 500 500 500 500 500 500 500 500]]\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>\
         /FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4>>>>";
    let page = |at: usize| 4 + at * 2;
    let kids: String = (0..contents.len())
        .map(|at| format!("{} 0 R ", page(at)))
        .collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", contents.len()),
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H\
             /DescendantFonts[{descendant}]>>"
        ),
    ];
    for (at, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R\
             /Resources<</Font<</F 3 0 R>>>>>>",
            page(at) + 1
        ));
        objects.push(stream("", content));
    }
    pdf(&objects)
}

/// Draws a text in type of so many points, whose baseline begins so far from the left and the upper edge.
pub fn text_at(x: i32, y: i32, size: i32, text: &str) -> String {
    let codes: String = text
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    format!("BT /F {size} Tf {x} {} Td <{codes}> Tj ET ", 842 - y)
}

/// Draws a line between two places that are given from the left and the upper edge.
pub fn line(from: (i32, i32), to: (i32, i32)) -> String {
    format!("{} {} m {} {} l S ", from.0, 842 - from.1, to.0, 842 - to.1)
}
