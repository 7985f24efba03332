//! One report in Word markup of many manners, as programs and people write it: every cell comes out.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[path = "variants/manners.rs"]
mod manners;
#[path = "variants/markup.rs"]
mod markup;

use std::io::{Cursor, Write};
use std::path::Path;

use gouji_bind::Binder;
use gouji_document::Document;
use gouji_office::{OfficeKind, kind_of, read};
use gouji_pack::Packs;
use manners::MANNERS;
use markup::{Manner, USUAL};
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A report of which every cell is known.
fn report() -> Document {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/report.docx");
    read(OfficeKind::Docx, &std::fs::read(file).unwrap()).unwrap()
}

fn figures() -> Value {
    serde_json::from_str(include_str!("recipes/figures.json")).unwrap()
}

fn document_xml(body: &str) -> String {
    format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")
}

/// A Word file of encoded parts.
fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(manner: &Manner) -> Vec<u8> {
    let relations: String = manner
        .parts
        .iter()
        .map(|(name, kind, _)| {
            format!("<Relationship Id=\"{name}\" Type=\"t/{kind}\" Target=\"{name}\"/>")
        })
        .collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let text = document_xml(&manner.write(&report()));
    let mut parts = vec![
        ("word/document.xml".to_owned(), text.into_bytes()),
        (
            "word/_rels/document.xml.rels".to_owned(),
            relations.into_bytes(),
        ),
    ];
    for (name, _, content) in manner.parts {
        parts.push((format!("word/{name}"), content.as_bytes().to_vec()));
    }
    packed(&parts)
}

/// Fails unless the one report in a file has all the figures and sections.
fn assert_whole(name: &str, bytes: &[u8]) {
    let kind = kind_of(bytes).unwrap_or_else(|| panic!("{name} is not recognized"));
    let document = read(kind, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let reports = Binder::new(&packs.forms()).bind(&document);
    assert_eq!(reports.len(), 1, "{name}");
    let form = &packs.pack(&reports[0].form).unwrap().form;
    let text = gouji_canonical::write(form, &reports[0], None);
    let found: Value = serde_json::from_str(&text).unwrap();
    let differ = |address: &str| format!("{name}: {address} = {}", found["tables"][address]);
    for (table, rows) in figures().as_object().unwrap() {
        assert_eq!(&found["tables"][table], rows, "{}", differ(table));
    }
    let sections: Vec<&str> = found["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| section["title"].as_str().unwrap())
        .collect();
    assert_eq!(sections.len(), 6, "{name}: {sections:?}");
    assert_eq!(sections[0], "一、总体情况", "{name}");
    assert_eq!(found["year"], 2025, "{name}");
}

#[test]
fn every_manner_of_markup_gives_the_same_report() {
    for manner in MANNERS {
        assert_whole(manner.name, &docx(manner));
    }
}

#[test]
fn packages_may_be_written_as_one_file() {
    let text = document_xml(&USUAL.write(&report()));
    let part = |name: &str, content: &str| {
        format!("<pkg:part pkg:name=\"{name}\"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>")
    };
    let flat = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><pkg:package \
         xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">{}{}</pkg:package>",
        part("/_rels/.rels", "<Relationships/>"),
        part("/word/document.xml", &text),
    );
    assert_eq!(kind_of(flat.as_bytes()), Some(OfficeKind::FlatWord));
    assert_whole("flat", flat.as_bytes());
}

#[test]
fn word_2003_wrote_one_file_of_xml() {
    let body = USUAL.write(&report()).replace("w:vMerge", "w:vmerge");
    // The number of a heading is in the file as Word prints it.
    let number = "<w:p><w:pPr><w:listPr><w:ilvl w:val=\"0\"/><w:ilfo w:val=\"1\"/>\
                  <wx:t wx:val=\"一、\"/></w:listPr></w:pPr>";
    let heading = body.replace(
        "<w:p><w:r><w:t>一、总体情况",
        &format!("{number}<w:r><w:t>总体情况"),
    );
    assert_ne!(heading, body);
    // A deleted row and an inserted one; deleted figures before those that are to stand.
    let tracked = heading.replace(
        "<w:r><w:t>1</w:t></w:r>",
        "<aml:annotation w:type=\"Word.Deletion\"><aml:content><w:r><w:delText>9</w:delText></w:r>\
         </aml:content></aml:annotation><aml:annotation w:type=\"Word.Insertion\"><aml:content>\
         <w:r><w:t>1</w:t></w:r></aml:content></aml:annotation>",
    );
    assert_ne!(tracked, heading);
    let text = format!(
        "<w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"><w:body>\
         <wx:sect>{tracked}</wx:sect></w:body></w:wordDocument>"
    );
    assert_eq!(kind_of(text.as_bytes()), Some(OfficeKind::Word2003));
    assert_whole("Word 2003", text.as_bytes());
}

#[test]
fn parts_come_in_every_encoding() {
    let text = document_xml(&USUAL.write(&report()));
    let declared = |name: &str| format!("<?xml version=\"1.0\" encoding=\"{name}\"?>{text}");
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let utf16 = declared("UTF-16");
    for (name, bytes) in [
        (
            "UTF-8 with mark",
            format!("\u{feff}{}", declared("UTF-8")).into_bytes(),
        ),
        ("UTF-16 with mark", wide(&format!("\u{feff}{utf16}"))),
        ("UTF-16 without mark", wide(&utf16)),
        (
            "GB2312",
            encoding_rs::GBK.encode(&declared("GB2312")).0.into_owned(),
        ),
    ] {
        assert_whole(name, &packed(&[("word/document.xml".to_owned(), bytes)]));
    }
}

#[test]
fn names_of_parts_may_differ_in_case_and_slashes() {
    let text = document_xml(&USUAL.write(&report())).into_bytes();
    for name in ["Word\\Document.xml", "WORD/document.XML"] {
        assert_whole(name, &packed(&[(name.to_owned(), text.clone())]));
    }
}
