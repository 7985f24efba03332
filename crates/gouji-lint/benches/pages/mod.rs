//! The pages that speed is measured on: a report that adds up in several styles, and one with more
//! than a hundred findings, in the encodings that pages come in.

use encoding_rs::{BIG5, Encoding, GBK};
use gouji_model::{CellId, Form};
use gouji_pack::Packs;
use gouji_testkit::typeset::{Paper, Style, typeset};

/// A file to read.
pub struct Page {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// All of them.
pub fn pages(packs: &Packs) -> Vec<Page> {
    let mut pages = Vec::new();
    if let Some(pack) = packs.packs().last() {
        let styles = [
            ("word.html", Style::WordHtml),
            ("plain.html", Style::Html),
            ("markdown.md", Style::Markdown),
            ("lines.txt", Style::Lines),
            ("layout.txt", Style::Layout),
        ];
        for (name, style) in styles {
            pages.push(Page::new(name, printed(&pack.form, style, &clean)));
        }
        let word = printed(&pack.form, Style::WordHtml, &clean);
        pages.push(Page::encoded("word.gbk.html", &word, GBK));
        let traditional = traditional(&word);
        pages.push(Page::encoded("word.big5.html", &traditional, BIG5));
        pages.push(Page::new("word.traditional.html", traditional));
    }
    if let Some(pack) = packs.packs().first() {
        let faulty = printed(&pack.form, Style::WordHtml, &faulty);
        pages.push(Page::encoded("findings.gbk.html", &faulty, GBK));
        pages.push(Page::new("findings.html", faulty));
    }
    pages
}

impl Page {
    fn new(name: &str, text: String) -> Self {
        Self {
            name: name.to_owned(),
            bytes: text.into_bytes(),
        }
    }

    /// In an older encoding, which the page does not declare.
    fn encoded(name: &str, text: &str, encoding: &'static Encoding) -> Self {
        Self {
            name: name.to_owned(),
            bytes: encoding.encode(text).0.into_owned(),
        }
    }
}

/// A text in traditional script, character by character; what Big5 lacks stays as it is.
fn traditional(text: &str) -> String {
    const PAIRS: &str = include_str!("../../../gouji-model/src/script/characters.txt");
    let pairs: Vec<char> = PAIRS.chars().filter(|c| *c != '\n').collect();
    let has = |c: char| !BIG5.encode(c.encode_utf8(&mut [0; 4])).2;
    let found = |simple: char| {
        let mut pairs = pairs.chunks_exact(2);
        let pair = pairs.find(|pair| pair[1] == simple && has(pair[0]))?;
        pair.first().copied()
    };
    let character = |c: char| match c.is_ascii() || has(c) {
        true => c,
        false => found(c).unwrap_or(c),
    };
    text.chars().map(character).collect()
}

fn printed(form: &Form, style: Style, text: &dyn Fn(&Form, CellId) -> Option<String>) -> String {
    let paper = Paper {
        form,
        year: form.until.or(form.since).unwrap_or(2024),
        organization: "青石县水务局",
        text_of: &|cell| text(form, cell),
    };
    typeset(&paper, style)
}

/// A report that adds up: one request granted in the first column, all else zero.
fn clean(form: &Form, cell: CellId) -> Option<String> {
    let row = form.row_of(cell);
    let column = &form.column_of(cell).id;
    let requests = form.table_of(cell).id == "requests";
    let counted = ["new", "results.granted", "results.total"].contains(&row.id.as_str());
    let filled = requests && counted && ["natural_person", "total"].contains(&column.as_str());
    (!row.group).then(|| if filled { "137" } else { "0" }.to_owned())
}

/// One with figures that add up nowhere, and with many cells left blank: the whole of the total
/// column, and every third row.
fn faulty(form: &Form, cell: CellId) -> Option<String> {
    let row = form.row_of(cell);
    let rows = &form.block_of(cell).rows;
    let place = rows.iter().position(|other| other.id == row.id);
    let blank = form.column_of(cell).id == "total" || place.is_some_and(|place| place % 3 == 1);
    let figure = usize::from(cell.0) * 7 % 23;
    (!row.group).then(|| {
        if blank {
            String::new()
        } else {
            figure.to_string()
        }
    })
}
