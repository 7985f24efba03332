//! Whatever the bytes, reading ends soon, in a document or an error that says what to do.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use gouji_ofd::{OfdError, is_ofd, read_ofd};
use zip::write::SimpleFileOptions;

/// Longest time a small file may take, in a debug build on a busy machine.
const LONGEST: Duration = Duration::from_secs(30);

const ENTRANCE: &str = "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>";

/// A package of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A file of one page with these layers and resources.
fn page(layers: &str, resources: &str) -> Vec<u8> {
    let document = "<Document><CommonData><PublicRes>Res.xml</PublicRes></CommonData>\
                    <Pages><Page BaseLoc=\"Page.xml\"/></Pages></Document>";
    let content = format!("<Page><Content>{layers}</Content></Page>");
    package(&[
        ("OFD.xml", ENTRANCE),
        ("Doc_0/Document.xml", document),
        ("Doc_0/Res.xml", &format!("<Res>{resources}</Res>")),
        ("Doc_0/Page.xml", &content),
    ])
}

fn text(code: &str) -> String {
    format!("<TextObject Boundary=\"9 9 9 9\" Size=\"4\">{code}</TextObject>")
}

fn soon(bytes: &[u8]) -> Result<(), OfdError> {
    let begin = Instant::now();
    let read = read_ofd(bytes);
    assert!(begin.elapsed() < LONGEST);
    read.map(drop)
}

#[test]
fn a_page_of_text_is_read() {
    let layer = format!(
        "<Layer>{}</Layer>",
        text("<TextCode X=\"0\" Y=\"4\">年报</TextCode>")
    );
    assert_eq!(soon(&page(&layer, "")), Ok(()));
}

#[test]
fn what_cannot_be_read_says_why() {
    let picture = "<Layer><ImageObject Boundary=\"0 0 210 297\" ResourceID=\"2\"/></Layer>";
    assert_eq!(soon(&page(picture, "")), Err(OfdError::NoText { pages: 1 }));
    let glyphs = format!(
        "<Layer>{}</Layer>",
        text("<TextCode>\u{e001}\u{e002}</TextCode>")
    );
    assert_eq!(soon(&page(&glyphs, "")), Err(OfdError::UnknownCharacters));
    let encrypted = package(&[("OFD.xml", "??"), ("Encryptions.xml", "<Encryptions/>")]);
    assert_eq!(soon(&encrypted), Err(OfdError::Encrypted));
    let missing = package(&[("OFD.xml", ENTRANCE)]);
    assert_eq!(
        soon(&missing),
        Err(OfdError::Damaged("Doc_0/Document.xml".to_owned()))
    );
    let empty = package(&[("OFD.xml", "<OFD/>")]);
    assert!(matches!(soon(&empty), Err(OfdError::Damaged(_))));
    for error in [
        OfdError::Encrypted,
        OfdError::NoText { pages: 3 },
        OfdError::UnknownCharacters,
    ] {
        let message = error.message();
        assert!(
            message.zh.contains('，') && message.en.contains("; "),
            "{message:?}"
        );
    }
}

#[test]
fn groups_that_paint_groups_end() {
    let mut groups = String::new();
    for id in 0..40 {
        let inside = format!("<CompositeObject ResourceID=\"{}\"/>", id + 1).repeat(10);
        write!(
            groups,
            "<CompositeGraphicUnit ID=\"{id}\"><Content>{inside}</Content></CompositeGraphicUnit>"
        )
        .unwrap();
    }
    let layer = "<Layer><CompositeObject ResourceID=\"0\"/></Layer>";
    let file = page(layer, &format!("<Units>{groups}</Units>"));
    assert_eq!(soon(&file), Err(OfdError::TooComplex { page: 1 }));
    let itself = "<Units><CompositeGraphicUnit ID=\"0\"><Content>\
                  <CompositeObject ResourceID=\"0\"/></Content></CompositeGraphicUnit></Units>";
    assert_eq!(
        soon(&page(layer, itself)),
        Err(OfdError::TooComplex { page: 1 })
    );
}

#[test]
fn drawing_parameters_that_build_on_each_other_end() {
    let parameters = "<DrawParams><DrawParam ID=\"1\" Relative=\"2\"/>\
                      <DrawParam ID=\"2\" Relative=\"1\"/></DrawParams>";
    let path =
        "<PathObject DrawParam=\"1\"><AbbreviatedData>M 0 0 L 9 0</AbbreviatedData></PathObject>";
    let layer = format!("<Layer>{path}{}</Layer>", text("<TextCode>年</TextCode>"));
    assert_eq!(soon(&page(&layer, parameters)), Ok(()));
}

#[test]
fn absurd_numbers_do_no_harm() {
    let absurd = "1e308 -1e308 1e308 1e308 1e308 1e308";
    let code = "<TextCode X=\"1e308\" Y=\"nan\" DeltaX=\"g 4000000000 1e308\" DeltaY=\"g g g\">年报</TextCode>";
    let objects = format!(
        "<TextObject Boundary=\"{absurd}\" CTM=\"{absurd}\" Size=\"1e308\" HScale=\"-3\" \
         ReadDirection=\"2147483647\" CharDirection=\"-90\">{code}</TextObject>\
         <PathObject CTM=\"{absurd}\"><AbbreviatedData>M 1e308 1e308 L -1e308 0 Q B A C</AbbreviatedData></PathObject>"
    );
    let layer = format!(
        "<Layer DrawParam=\"7\">{objects}{}</Layer>",
        text("<TextCode>年</TextCode>")
    );
    assert_eq!(soon(&page(&layer, "")), Ok(()));
}

#[test]
fn a_page_of_a_million_paths_ends() {
    let path =
        "<PathObject><AbbreviatedData>M 0 0 L 9 0 L 9 9 L 0 9 C</AbbreviatedData></PathObject>";
    let layer = format!("<Layer>{}</Layer>", path.repeat(1_000_000));
    assert!(soon(&page(&layer, "")).is_err());
}

#[test]
fn ten_thousand_pages_are_too_many() {
    let list = "<Page BaseLoc=\"Page.xml\"/>".repeat(10_000);
    let document = format!("<Document><Pages>{list}</Pages></Document>");
    let content = format!(
        "<Page><Content><Layer>{}</Layer></Content></Page>",
        text("<TextCode>年</TextCode>")
    );
    let file = package(&[
        ("OFD.xml", ENTRANCE),
        ("Doc_0/Document.xml", &document),
        ("Doc_0/Page.xml", &content),
    ]);
    assert!(matches!(soon(&file), Err(OfdError::TooLarge(_))));
}

#[test]
fn a_part_that_unpacks_to_too_much_is_not_read() {
    let bomb = format!("<Page><Content>{}</Content></Page>", " ".repeat(80 << 20));
    let document = "<Document><Pages><Page BaseLoc=\"Page.xml\"/></Pages></Document>";
    let file = package(&[
        ("OFD.xml", ENTRANCE),
        ("Doc_0/Document.xml", document),
        ("Doc_0/Page.xml", &bomb),
    ]);
    assert!(matches!(soon(&file), Err(OfdError::TooLarge(_))));
}

#[test]
fn cut_and_altered_files_end_in_a_document_or_an_error() {
    let name = "tests/files/grouped-repeated-head.2019.ofd";
    let whole = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    for length in (0..whole.len()).step_by(1024) {
        let cut = whole.get(..length).unwrap();
        assert!(!is_ofd(cut) || soon(cut).is_err(), "{length}");
    }
    for at in (0..whole.len()).step_by(97) {
        let mut altered = whole.clone();
        altered[at] ^= 0x55;
        let _ = soon(&altered);
    }
}
