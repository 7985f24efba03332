//! Headings within a longer text: paragraphs of one cell, and pages without line ends.
//!
//! Where a whole report is one table, its texts stand in rows of their own, several paragraphs in a
//! cell; and some programs write a page as one line. Such a text is cut where sections begin, by their
//! official words only: what is cut in the wrong place would be lost to its section.

use gouji_document::Document;
use gouji_model::Place;

use crate::headings::is_official;
use crate::labels::Word;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::shape::Shape;

/// Cuts the texts that hold the headings of sections.
pub(crate) fn unfold<'d>(
    document: &'d Document,
    lines: Vec<Line<'d>>,
    lexicons: &[Lexicon],
) -> Vec<Line<'d>> {
    let holds = |line: &Line<'_>| {
        let lone = line.lone_text();
        lone.is_some_and(|token| headed_inside(token.text, lexicons))
    };
    if !lines.iter().any(holds) {
        return lines;
    }
    let mut unfolded = Vec::with_capacity(lines.len());
    for line in lines {
        match line.lone_text() {
            Some(token) if headed_inside(token.text, lexicons) => {
                unfolded.extend(cut(document, &line, token));
            }
            _ => unfolded.push(line),
        }
    }
    unfolded
}

/// Whether a line of a text after its first is the heading of a section.
fn headed_inside(text: &str, lexicons: &[Lexicon]) -> bool {
    if !text.contains('\n') {
        return false;
    }
    let mut later = text.split('\n').skip(1);
    later.any(|line| {
        lexicons
            .iter()
            .any(|lexicon| is_official(line, &lexicon.headings))
    })
}

/// The lines of a text, each as a paragraph.
fn cut<'d>(document: &Document, line: &Line<'d>, token: Token<'d>) -> Vec<Line<'d>> {
    let texts = token.text.split('\n').map(str::trim);
    let texts = texts.filter(|text| !text.is_empty());
    texts
        .map(|text| Line {
            tokens: vec![Token {
                text,
                place: place_of(document, text, token.place),
                shape: Shape::of(text),
                word: Word::default(),
                ..token
            }],
            evidence: None,
            block: line.block,
            torn: Box::default(),
        })
        .collect()
}

/// Where a part of a text stands.
fn place_of(document: &Document, text: &str, whole: Place) -> Place {
    let own = document
        .range_of(text)
        .and_then(|range| document.source_of(range));
    match whole {
        Place::Text(_) => own.map_or(whole, Place::Text),
        _ => whole,
    }
}
