//! The page of a made-up region: the same bytes for the same rows, its policy, and nothing of what names
//! contain outside of what is packed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failing test may stop at once"
)]

mod region;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gouji_audit::result::{Audit, Rows, UnreadRow};
use gouji_model::{FormId, Language};
use gouji_pack::Packs;
use serde_json::Value;
use sha2::Digest as _;
use std::io::Read as _;

fn audit(hostile: bool) -> Audit {
    let packs = Packs::built_in().unwrap();
    let pack = packs.pack(&FormId("cn-disclosure/2021".to_owned()));
    let region = region::Region {
        reports: 150,
        seed: 7,
        language: Language::Chinese,
        hostile,
    };
    region::audit(pack.unwrap(), region)
}

fn page(audit: &Audit) -> String {
    let mut page = Vec::new();
    gouji_dashboard::write(audit, Language::Chinese, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

/// What an element of the page packs.
fn unpacked(page: &str, id: &str) -> Value {
    let start = format!("<script type=\"text/plain\" id=\"{id}\">");
    let (_, rest) = page.split_once(&start).unwrap();
    let packed = STANDARD.decode(rest.split('<').next().unwrap()).unwrap();
    let mut json = String::new();
    let mut decoder = flate2::read::ZlibDecoder::new(packed.as_slice());
    decoder.read_to_string(&mut json).unwrap();
    serde_json::from_str(&json).unwrap()
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    assert!(page(&audit(false)) == page(&audit(false)));
}

#[test]
fn the_policy_allows_this_script_and_this_style_alone() {
    let page = page(&audit(false));
    let between = |start: &str, end: &str| {
        let (_, rest) = page.split_once(start).unwrap();
        rest.split_once(end).unwrap().0.to_owned()
    };
    let policy = between("http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    for text in [
        between("<style>", "</style>"),
        between("<script>", "</script>"),
    ] {
        let hash = STANDARD.encode(sha2::Sha256::digest(text));
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{policy}");
    }
    assert!(policy.starts_with("default-src 'none';"));
    assert!(!policy.contains("unsafe"));
}

#[test]
fn names_stand_in_what_is_packed_only() {
    let audit = audit(true);
    let page = page(&audit);
    for part in ["onerror", "alert(", "HYPERLINK", "\u{202e}"] {
        assert!(!page.contains(part), "{part}");
    }
    let index = unpacked(&page, "index");
    let names = index["units"]["name"].as_array().unwrap();
    assert!(
        names
            .iter()
            .any(|name| name == "<img src=x onerror=alert(1)>局")
    );
    assert!(names.iter().any(|name| name == "\u{fffd}局务水"));
}

#[test]
fn everything_is_on_the_page() {
    let audit = audit(false);
    let page = page(&audit);
    let index = unpacked(&page, "index");
    let length = |value: &Value| value.as_array().unwrap().len();
    assert_eq!(length(&index["findings"]["rule"]), audit.findings.len());
    let missing = audit.totals.missing;
    assert_eq!(
        length(&index["reports"]["unit"]),
        audit.reports.len() + missing
    );
    assert_eq!(length(&index["failures"]["path"]), audit.unread.len());
    let all: usize = (0..2)
        .map(|chunk| {
            let chunk = unpacked(&page, &format!("chunk-{chunk}"));
            let details = chunk.as_array().unwrap().iter();
            details.map(|one| length(&one["findings"])).sum::<usize>()
        })
        .sum();
    assert_eq!(all, audit.findings.len());
    // A cell's text, where the layout says that it stands.
    let first = &unpacked(&page, "chunk-0")[0];
    let report = audit.reports.get(0).unwrap().unwrap();
    let cell = report.cells.cells().next().unwrap();
    assert_eq!(first["cells"][cell.id.index()], cell.text());
}

/// Of a file there may be several reasons why not all of it was read.
#[test]
fn unread_files_are_counted_as_files() {
    let mut audit = audit(false);
    let path = "reports.zip!2023/a.docx".to_owned();
    let reasons = ["one reason", "another"].map(|why| UnreadRow {
        path: path.clone(),
        why: why.to_owned(),
    });
    audit.unread = Rows::of(reasons.to_vec()).unwrap();
    let index = unpacked(&page(&audit), "index");
    assert_eq!(index["failures"]["path"].as_array().unwrap().len(), 2);
    assert_eq!(index["totals"]["unread"], 1);
}

#[test]
fn what_two_texts_share_is_marked_in_both() {
    let page = page(&audit(false));
    let chunk = unpacked(&page, "chunk-0");
    let findings = chunk.as_array().unwrap().iter();
    let mut findings = findings.flat_map(|one| one["findings"].as_array().unwrap());
    let copied = findings.find(|one| one["passages"].is_array()).unwrap();
    let [_, path, texts] = copied["passages"][0].as_array().unwrap().as_slice() else {
        panic!("{copied}");
    };
    assert!(path.as_str().unwrap().ends_with(".docx"));
    for (text, figure) in [(&texts[0], "123"), (&texts[1], "98")] {
        let parts = text
            .as_array()
            .unwrap()
            .iter()
            .map(|part| part.as_str().unwrap());
        let parts: Vec<&str> = parts.collect();
        // Every second part is in both.
        assert!(parts[1].contains("全年公开信息"), "{parts:?}");
        assert_eq!(parts[2].trim(), figure);
        assert!(parts[3].ends_with("内容准确完整。") || parts[3].ends_with("内容准确完整"));
    }
}
