//! XML parts as trees: all nodes in one list in document order, names and texts borrowed.
//!
//! Elements are distinguished by their local names: the namespaces of the strict and transitional
//! editions of OOXML differ, their local names do not. Depth and number of nodes are bounded, so
//! that recursion over a tree is safe.

mod attributes;
mod spans;

use std::borrow::Cow;

use gouji_format::{Excess, limits};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::PackageError;
use attributes::{Attributes, pairs};
pub use spans::{Span, spans};

/// What a node is.
#[derive(Debug)]
enum Content<'s> {
    /// An element: its name and its attributes.
    Element {
        name: &'s str,
        attributes: Attributes<'s>,
    },
    Text(Cow<'s, str>),
}

#[derive(Debug)]
struct Node<'s> {
    content: Content<'s>,
    /// One past the last node inside.
    end: u32,
}

/// A parsed part.
#[derive(Debug)]
pub struct Tree<'s> {
    nodes: Vec<Node<'s>>,
    attributes: Vec<(&'s str, Cow<'s, str>)>,
}

/// An element of a tree.
#[derive(Clone, Copy, Debug)]
pub struct Element<'t> {
    tree: &'t Tree<'t>,
    at: u32,
}

/// What stands in an element.
#[derive(Clone, Copy, Debug)]
pub enum Child<'t> {
    /// An element.
    Element(Element<'t>),
    /// Text.
    Text(&'t str),
}

impl<'s> Tree<'s> {
    /// Parses a part; `name` is what an error calls it.
    ///
    /// # Errors
    /// When it is no XML, or larger or deeper nested than any report.
    pub fn parse(text: &'s str, name: &str) -> Result<Self, PackageError> {
        let mut tree = Self {
            nodes: Vec::new(),
            attributes: Vec::new(),
        };
        let mut reader = Reader::from_str(text);
        let mut open: Vec<u32> = Vec::new();
        loop {
            let event = reader
                .read_event()
                .map_err(|_| PackageError::damaged(name))?;
            match event {
                Event::Start(start) => {
                    open.push(tree.nodes.len() as u32);
                    if open.len() > limits::DEPTH {
                        return Err(PackageError::TooLarge(Excess::Depth));
                    }
                    tree.element(&start, text, name)?;
                }
                Event::Empty(start) => tree.element(&start, text, name)?,
                Event::End(_) => tree.close(open.pop()),
                Event::Text(text) => tree.text(text.into_inner()),
                Event::CData(text) => tree.text(text.into_inner()),
                Event::GeneralRef(reference) => tree.text(Cow::Owned(meaning(&reference))),
                Event::Eof => break,
                _ => {}
            }
            if tree.nodes.len() + tree.attributes.len() > limits::NODES {
                return Err(PackageError::TooLarge(Excess::Nodes));
            }
        }
        if !open.is_empty() || tree.root().is_none() {
            return Err(PackageError::damaged(name));
        }
        Ok(tree)
    }

    fn element(
        &mut self,
        start: &BytesStart<'_>,
        source: &'s str,
        part: &str,
    ) -> Result<(), PackageError> {
        let written = borrowed(start.attributes_raw(), source);
        let attributes = if written.contains('&') {
            self.resolve(start, source, part)?
        } else {
            Attributes::Written(written)
        };
        let name = start.name();
        let name = borrowed(name.local_name().into_inner(), source);
        let end = self.nodes.len() as u32 + 1;
        self.nodes.push(Node {
            content: Content::Element { name, attributes },
            end,
        });
        Ok(())
    }

    /// Notes attributes with references in them.
    fn resolve(
        &mut self,
        start: &BytesStart<'_>,
        source: &'s str,
        part: &str,
    ) -> Result<Attributes<'s>, PackageError> {
        let from = self.attributes.len() as u32;
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| PackageError::damaged(part))?;
            let key = borrowed(attribute.key.into_inner(), source);
            let raw = borrowed(&attribute.value, source);
            let value = unescape(raw).unwrap_or(Cow::Borrowed(raw));
            self.attributes.push((key, value));
        }
        let to = self.attributes.len() as u32;
        Ok(Attributes::Resolved { from, to })
    }

    fn close(&mut self, opened: Option<u32>) {
        let end = self.nodes.len() as u32;
        let node = opened.and_then(|at| self.nodes.get_mut(at as usize));
        if let Some(node) = node {
            node.end = end;
        }
    }

    fn text(&mut self, text: Cow<'s, str>) {
        let end = self.nodes.len() as u32 + 1;
        self.nodes.push(Node {
            content: Content::Text(text),
            end,
        });
    }

    fn attribute_bytes(&self, node: &Node<'_>) -> usize {
        match &node.content {
            Content::Text(_) => 0,
            Content::Element { attributes, .. } => match *attributes {
                Attributes::Written(written) => written.len(),
                Attributes::Resolved { from, to } => {
                    let list = self.attributes.get(from as usize..to as usize);
                    let list = list.unwrap_or_default().iter();
                    list.map(|(key, value)| key.len() + value.len()).sum()
                }
            },
        }
    }

    /// Whether an element of a local name stands anywhere in it.
    #[must_use]
    pub fn holds(&self, local: &str) -> bool {
        let is_named = |node: &Node<'_>| match node.content {
            Content::Element { name, .. } => name == local,
            Content::Text(_) => false,
        };
        self.nodes.iter().any(is_named)
    }

    /// The outermost element.
    pub fn root(&self) -> Option<Element<'_>> {
        let is_element = |node: &Node<'_>| matches!(node.content, Content::Element { .. });
        let at = self.nodes.iter().position(is_element)? as u32;
        Some(Element { tree: self, at })
    }
}

/// A piece of the source with the source's lifetime. The parser hands out pieces of its input,
/// whose lifetime the event's methods shorten.
fn borrowed<'s>(piece: &str, source: &'s str) -> &'s str {
    let from = (piece.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
    source
        .get(from..from.saturating_add(piece.len()))
        .unwrap_or_default()
}

/// What a character or entity reference means; nothing for an unknown one.
fn meaning(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let known = match &**reference {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    };
    known.to_owned()
}

impl<'t> Element<'t> {
    fn node(self) -> Option<&'t Node<'t>> {
        self.tree.nodes.get(self.at as usize)
    }

    /// The number of its node in document order, which [`spans`] goes by.
    pub const fn index(self) -> u32 {
        self.at
    }

    /// The element with the number of its node.
    pub fn at(tree: &'t Tree<'t>, index: u32) -> Option<Self> {
        let node = tree.nodes.get(index as usize)?;
        let element = matches!(node.content, Content::Element { .. });
        element.then_some(Self { tree, at: index })
    }

    /// Its local name.
    pub fn name(self) -> &'t str {
        match self.node().map(|node| &node.content) {
            Some(Content::Element { name, .. }) => name,
            _ => "",
        }
    }

    /// The value of its first attribute with this local name.
    pub fn attribute(self, local: &str) -> Option<&'t str> {
        // Names are compared before prefixes are looked for: hardly any of them fits.
        let named = |key: &str| {
            let prefix = key.strip_suffix(local);
            prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(':'))
        };
        match &self.node()?.content {
            Content::Text(_) => None,
            Content::Element { attributes, .. } => match *attributes {
                Attributes::Written(written) => pairs(written)
                    .find(|(key, _)| named(key))
                    .map(|(_, value)| value),
                Attributes::Resolved { from, to } => {
                    let list = self.tree.attributes.get(from as usize..to as usize)?;
                    let found = list.iter().find(|(key, _)| named(key));
                    found.map(|(_, value)| &**value)
                }
            },
        }
    }

    /// An attribute that is a whole number.
    pub fn number(self, local: &str) -> Option<u32> {
        self.attribute(local)?.trim().parse().ok()
    }

    /// What stands directly in it.
    pub fn contents(self) -> impl Iterator<Item = Child<'t>> {
        let tree = self.tree;
        let end = self.node().map_or(0, |node| node.end);
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            if at >= end {
                return None;
            }
            let node = tree.nodes.get(at as usize)?;
            let here = at;
            at = node.end;
            Some(match &node.content {
                Content::Text(text) => Child::Text(text),
                Content::Element { .. } => Child::Element(Element { tree, at: here }),
            })
        })
    }

    /// The elements directly in it.
    pub fn children(self) -> impl Iterator<Item = Self> {
        self.contents().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first element of a name directly in it.
    pub fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// The first element down a path of names.
    pub fn path(self, names: &[&str]) -> Option<Self> {
        names.iter().try_fold(self, |at, name| at.child(name))
    }

    /// The text directly in it.
    pub fn text(self) -> String {
        self.contents()
            .filter_map(|child| match child {
                Child::Text(text) => Some(text),
                Child::Element(_) => None,
            })
            .collect()
    }

    /// How long its attributes are, in bytes.
    pub fn attribute_bytes(self) -> usize {
        self.node()
            .map_or(0, |node| self.tree.attribute_bytes(node))
    }

    /// How much there is of it, attributes and inside counted: nodes, and bytes of text.
    pub fn extent(self) -> usize {
        let end = self.node().map_or(0, |node| node.end) as usize;
        let nodes = self
            .tree
            .nodes
            .get(self.at as usize..end)
            .unwrap_or_default();
        let attributes = nodes.iter().map(|node| self.tree.attribute_bytes(node));
        self.weight() + attributes.sum::<usize>()
    }

    /// How much there is inside: nodes, and bytes of text.
    pub fn weight(self) -> usize {
        let end = self.node().map_or(0, |node| node.end) as usize;
        let inside = self.tree.nodes.get(self.at as usize..end);
        let weight = |node: &Node<'_>| match &node.content {
            Content::Text(text) => 1 + text.len(),
            Content::Element { .. } => 1,
        };
        inside.unwrap_or_default().iter().map(weight).sum()
    }
}

#[cfg(test)]
mod tests;
