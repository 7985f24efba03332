//! Whatever the bytes, reading ends soon, in a document or a typed error.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use gouji_pdf::{PdfError, read_pdf};
use made::{page, pdf, stream};

mod made;

/// Longest time a small file may take, in a debug build on a busy machine.
const LONGEST: Duration = Duration::from_secs(30);

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    fs::read(folder.join(name)).unwrap()
}

fn soon(bytes: &[u8]) -> Result<gouji_document::Document, PdfError> {
    let start = Instant::now();
    let read = read_pdf(bytes);
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
    read
}

#[test]
fn a_small_page_is_read() {
    let document = soon(&page("BT /F 12 Tf 100 700 Td (Hello) Tj ET", &[])).unwrap();
    assert_eq!(document.blocks.len(), 1);
}

#[test]
fn files_cut_off_anywhere_end_soon() {
    for name in [
        "office.2021.pdf",
        "no-unicode-map.2021.pdf",
        "owner-password.2019.pdf",
    ] {
        let whole = file(name);
        for length in (0..whole.len()).step_by(1024) {
            let _ = soon(&whole[..length]);
        }
    }
}

#[test]
fn changed_bytes_end_soon() {
    let whole = file("no-unicode-map.2021.pdf");
    let mut state = 1_u64;
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..20 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let at = (state >> 33) as usize % bytes.len();
            bytes[at] = (state >> 20) as u8;
        }
        let _ = soon(&bytes);
    }
}

#[test]
fn garbage_is_damaged() {
    assert_eq!(soon(b"").unwrap_err(), PdfError::Damaged);
    assert_eq!(soon(b"%PDF-1.7").unwrap_err(), PdfError::Damaged);
    assert_eq!(
        soon(&[b"%PDF-1.7\n".to_vec(), vec![0xff; 100_000]].concat()).unwrap_err(),
        PdfError::Damaged
    );
}

#[test]
fn pages_and_forms_that_hold_themselves_end() {
    let cycle = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>".to_owned(),
    ]);
    assert!(soon(&cycle).is_err());
    let itself = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 5 0 R>>>>",
        "/X0 Do /X0 Do",
    );
    let read = soon(&page("/X0 Do", &[itself]));
    assert!(read.is_err());
}

#[test]
fn forms_that_multiply_are_refused() {
    let forms: Vec<String> = (6..15)
        .map(|next| {
            let head = format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</N {next} 0 R>>>>"
            );
            stream(&head, &"/N Do ".repeat(20))
        })
        .collect();
    assert_eq!(
        soon(&page("/X0 Do", &forms)).unwrap_err(),
        PdfError::TooComplex { page: 1 }
    );
}

#[test]
fn deep_nesting_ends() {
    let deep = page(
        &format!("{}{}", "[".repeat(100_000), "q ".repeat(100_000)),
        &[],
    );
    assert!(soon(&deep).is_err());
    let array = pdf(&[format!("<</Type/Catalog/Pages {}>>", "[".repeat(200_000))]);
    assert!(soon(&array).is_err());
}

#[test]
fn too_many_pages_are_refused_at_once() {
    let count = 10_000;
    let kids: String = (0..count)
        .map(|page| format!("{} 0 R ", page + 3))
        .collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {count}>>"),
    ];
    objects.extend((0..count).map(|_| "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_owned()));
    let read = soon(&pdf(&objects));
    assert!(
        matches!(read, Err(PdfError::TooManyPages { pages: 10_000, .. })),
        "{read:?}"
    );
}

#[test]
fn countless_glyphs_and_lines_end_soon() {
    let glyphs = format!(
        "BT /F 1 Tf 100 700 Td {} ET",
        "(aaaaaaaaaaaaaaaaaaaa) Tj ".repeat(6_000)
    );
    let _ = soon(&page(&glyphs, &[]));
    let same = format!(
        "BT /F 1 Tf {} ET",
        "1 0 0 1 100 700 Tm (aaaaaaaaaa) Tj ".repeat(5_000)
    );
    let _ = soon(&page(&same, &[]));
    let mut lines = String::from("BT /F 9 Tf 100 700 Td (a) Tj ET ");
    for at in 0..990 {
        let at = f64::from(at) * 0.6;
        lines.push_str(&format!("{at} 0 m {at} 842 l S 0 {at} m 595 {at} l S "));
    }
    let _ = soon(&page(&lines, &[]));
}

#[test]
fn absurd_coordinates_end() {
    let content =
        "1e38 0 0 1e38 1e38 1e38 cm BT /F 1e30 Tf 1e30 1e30 Td (Hello) Tj ET 0 0 1e38 1e38 re S";
    let _ = soon(&page(content, &[]));
}
