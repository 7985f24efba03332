//! Where the nodes of a part stand in its text, for those who change it there.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::PackageError;

/// The bytes of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// All of it, with its tags.
    pub whole: Range<usize>,
    /// What stands between its tags; empty at its end for `<a/>`, which has no inside.
    pub inside: Range<usize>,
}

/// The bytes of every node of a part, in the order in which a tree of the same text numbers them.
///
/// # Errors
/// When the text is no XML.
pub fn spans(text: &str, name: &str) -> Result<Vec<Span>, PackageError> {
    let mut spans: Vec<Span> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut reader = Reader::from_str(text);
    let mut from = 0;
    loop {
        let event = reader
            .read_event()
            .map_err(|_| PackageError::damaged(name))?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let span = |inside: Range<usize>| Span {
            whole: from..to,
            inside,
        };
        match event {
            Event::Start(_) => {
                open.push(spans.len());
                spans.push(span(to..to));
            }
            Event::Empty(_) => spans.push(span(to..to)),
            Event::End(_) => {
                if let Some(span) = open.pop().and_then(|at| spans.get_mut(at)) {
                    span.whole.end = to;
                    span.inside.end = from;
                }
            }
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => spans.push(span(from..to)),
            Event::Eof => return Ok(spans),
            _ => {}
        }
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::{Element, Tree};

    #[test]
    fn nodes_and_spans_go_by_the_same_numbers() {
        let text = "<?xml version=\"1.0\"?><a x=\"1\"><b/>t&amp;<!-- c --><c><d>1</d></c></a>";
        let tree = Tree::parse(text, "test").unwrap();
        let spans = spans(text, "test").unwrap();
        let shown = |index: usize| text.get(spans[index].whole.clone()).unwrap();
        for (index, name) in [(0, "a"), (1, "b"), (4, "c"), (5, "d")] {
            let element = Element::at(&tree, index as u32).unwrap();
            assert_eq!(element.name(), name);
            assert!(shown(index).starts_with(&format!("<{name}")), "{index}");
        }
        assert_eq!(shown(1), "<b/>");
        assert_eq!(shown(5), "<d>1</d>");
        assert_eq!(&text[spans[5].inside.clone()], "1");
        assert_eq!(&text[spans[4].inside.clone()], "<d>1</d>");
    }
}
