//! The elements around the one at hand, for pages whose styles ask for them.

use super::element::{Element, LI, P};

/// How many open elements an end tag looks through for its own, and a paragraph that no tag ends is
/// looked for in.
const REACH: usize = 512;
const INLINE_REACH: usize = 4;

/// An element as selectors see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'s> {
    /// The page.
    pub page: &'s [u8],
    /// Its name.
    pub name: u64,
    /// Its classes.
    pub class: &'s [u8],
    /// Its id.
    pub id: &'s [u8],
    /// Where its attributes begin.
    pub from: usize,
    /// Which of the elements in the same one it is, from 1.
    pub index: u32,
}

/// Where an element stands: how many are open around it, and how many of those before it in the same one
/// are kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    depth: usize,
    before: usize,
}

/// The open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct Lineage<'s> {
    nodes: Vec<Node<'s>>,
    /// What each is, and how many elements it has so far.
    kinds: Vec<Kind<'s>>,
    /// Whether those within each are kept.
    keeps_inner: bool,
}

#[derive(Clone, Debug)]
struct Kind<'s> {
    element: Element,
    children: u32,
    /// The last of them, where they are asked for.
    inner: Vec<Node<'s>>,
}

/// Most elements in one that are kept for those behind them.
const MOST_INNER: usize = 1 << 12;

impl<'s> Lineage<'s> {
    /// From now on keeps what stands before elements in the same one.
    pub(super) const fn keep_inner(&mut self) {
        self.keeps_inner = true;
    }

    /// Where the element stands that is about to be opened.
    pub(super) fn here(&self) -> Standing {
        Standing {
            depth: self.nodes.len(),
            before: self.kinds.last().map_or(0, |around| around.inner.len()),
        }
    }

    /// The element right around one.
    pub(super) fn around(&self, at: Standing) -> Option<(&Node<'s>, Standing)> {
        let depth = at.depth.checked_sub(1)?;
        let outer = depth.checked_sub(1).and_then(|outer| self.kinds.get(outer));
        // The last of those that stand in it is the open one itself.
        let before = outer.map_or(0, |outer| outer.inner.len().saturating_sub(1));
        Some((self.nodes.get(depth)?, Standing { depth, before }))
    }

    /// The element right before one, in the same one.
    pub(super) fn before(&self, at: Standing) -> Option<(&Node<'s>, Standing)> {
        let before = at.before.checked_sub(1)?;
        let around = self.kinds.get(at.depth.checked_sub(1)?)?;
        Some((around.inner.get(before)?, Standing { before, ..at }))
    }

    /// Closes what an element ends that begins, and counts it among those of the one around.
    pub(super) fn begin(&mut self, element: Element, name: u64) -> u32 {
        let is = |wanted: fn(Element) -> bool| move |kind: &Kind<'_>| wanted(kind.element);
        match element {
            Element::Data | Element::Header => {
                self.close_within(is(|one| matches!(one, Element::Row)));
            }
            Element::Row => self.close_within(is(|one| {
                matches!(one, Element::Body | Element::Head | Element::Foot)
            })),
            Element::Body | Element::Head | Element::Foot | Element::Caption | Element::Columns => {
                self.close_within(is(|_| false));
            }
            Element::Block => {
                let wanted = if name == LI { LI } else { P };
                let from = self.nodes.len().saturating_sub(INLINE_REACH);
                let near = self.nodes[from..]
                    .iter()
                    .rposition(|node| node.name == wanted);
                let cell = self.kinds[from..]
                    .iter()
                    .rposition(|kind| is_cell(kind.element));
                if let Some(at) = near.filter(|at| cell.is_none_or(|cell| cell < *at)) {
                    self.truncate(from + at);
                }
            }
            _ => {}
        }
        match self.kinds.last_mut() {
            Some(around) => {
                around.children = around.children.saturating_add(1);
                around.children
            }
            None => 1,
        }
    }

    /// Opens an element that was begun.
    pub(super) fn push(&mut self, element: Element, node: Node<'s>) {
        if let Some(around) = self.kinds.last_mut().filter(|_| self.keeps_inner) {
            if around.inner.len() >= MOST_INNER {
                around.inner.drain(..MOST_INNER / 2);
            }
            around.inner.push(node);
        }
        if !element.is_void(node.name) {
            self.nodes.push(node);
            self.kinds.push(Kind {
                element,
                children: 0,
                inner: Vec::new(),
            });
        }
    }

    /// Closes the innermost element of a name, but no cell from within it.
    pub(super) fn end(&mut self, element: Element, name: u64) {
        let of_table = matches!(
            element,
            Element::Table
                | Element::Body
                | Element::Head
                | Element::Foot
                | Element::Row
                | Element::Data
                | Element::Header
                | Element::Caption
        );
        let from = self.nodes.len().saturating_sub(REACH);
        for at in (from..self.nodes.len()).rev() {
            if self.nodes[at].name == name {
                return self.truncate(at);
            }
            let kind = self.kinds[at].element;
            if (is_cell(kind) && !of_table) || (kind == Element::Table && of_table) {
                return;
            }
        }
    }

    /// Closes what stands in the innermost table, or in a part of it.
    fn close_within(&mut self, is_part: impl Fn(&Kind<'s>) -> bool) {
        let ends = |kind: &Kind<'s>| kind.element == Element::Table || is_part(kind);
        if let Some(at) = self.kinds.iter().rposition(ends) {
            self.truncate(at + 1);
        }
    }

    fn truncate(&mut self, height: usize) {
        self.nodes.truncate(height);
        self.kinds.truncate(height);
    }
}

const fn is_cell(element: Element) -> bool {
    matches!(element, Element::Data | Element::Header)
}
