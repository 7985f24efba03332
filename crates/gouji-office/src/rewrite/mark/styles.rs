//! The looks of cells in a workbook: each with its twin that is highlighted.

use std::collections::BTreeMap;

use gouji_package::{Element, Span, Tree, spans};

use super::note::COLOUR;
use super::parts::{Parts, at_end};
use super::tags::with_attribute;
use crate::package::target;
use crate::rewrite::error::RewriteError;
use crate::rewrite::pieces::{Piece, prefix, spliced};

/// The looks of a workbook that are asked for.
pub(super) struct Styles {
    part: String,
    text: String,
    /// How many looks there are.
    looks: u32,
    /// How many fills there are: the number of the new one.
    fills: u32,
    /// Each look with its twin.
    twins: BTreeMap<u32, u32>,
}

impl Styles {
    /// The looks of the workbook whose main part is named.
    pub(super) fn open(parts: &mut Parts<'_>, main: &str) -> Result<Self, RewriteError> {
        let related = parts.relations(main)?;
        let part = target(&related, "styles")
            .ok_or(RewriteError::Cell)?
            .to_owned();
        let text = parts.required(&part)?;
        let tree = Tree::parse(&text, &part)?;
        let count = |name: &str| -> Option<u32> {
            let own = tree.root()?.child(name)?;
            u32::try_from(own.children().count()).ok()
        };
        Ok(Self {
            looks: count("cellXfs").ok_or(RewriteError::Cell)?,
            fills: count("fills").ok_or(RewriteError::Cell)?,
            twins: BTreeMap::new(),
            part,
            text: text.clone(),
        })
    }

    /// The number of a look's twin.
    pub(super) fn twin(&mut self, look: u32) -> u32 {
        let next = self.looks + u32::try_from(self.twins.len()).unwrap_or(0);
        *self.twins.entry(look).or_insert(next)
    }

    /// Writes the twins down.
    pub(super) fn finish(self, parts: &mut Parts<'_>) -> Result<(), RewriteError> {
        let tree = Tree::parse(&self.text, &self.part)?;
        let spans = spans(&self.text, &self.part)?;
        let new = self
            .pieces(&tree, &spans)
            .and_then(|pieces| spliced(&self.text, pieces));
        parts.put(&self.part, new.ok_or(RewriteError::Cell)?)
    }

    fn pieces(&self, tree: &Tree<'_>, spans: &[Span]) -> Option<Vec<Piece>> {
        let root = tree.root()?;
        let (fills, looks) = (root.child("fills")?, root.child("cellXfs")?);
        let p = prefix(self.source(spans, fills)?, "fills")?;
        let fill = format!(
            "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"FF{COLOUR}\"/>\
             <{p}bgColor indexed=\"64\"/></{p}patternFill></{p}fill>"
        );
        // In the order of their numbers.
        let mut twins: Vec<(u32, u32)> = self.twins.iter().map(|(old, new)| (*new, *old)).collect();
        twins.sort_unstable();
        let mut all = String::new();
        for (_, old) in &twins {
            let known = looks.children().nth(*old as usize);
            let known = known.and_then(|known| self.source(spans, known));
            all.push_str(&self.highlighted(p, known));
        }
        let count = self.looks + u32::try_from(twins.len()).ok()?;
        let mut pieces = self.grown(spans, fills, &fill, self.fills + 1)?;
        pieces.extend(self.grown(spans, looks, &all, count)?);
        Some(pieces)
    }

    fn source(&self, spans: &[Span], element: Element<'_>) -> Option<&str> {
        self.text
            .get(spans.get(element.index() as usize)?.whole.clone())
    }

    /// A look with the new fill.
    fn highlighted(&self, prefix: &str, known: Option<&str>) -> String {
        let plain = format!("<{prefix}xf numFmtId=\"0\" fontId=\"0\" borderId=\"0\"/>");
        let known = known.unwrap_or(&plain);
        let end = known.find('>').map_or(known.len(), |end| end + 1);
        let (tag, rest) = known.split_at(end);
        let tag = with_attribute(tag, "fillId", &self.fills.to_string());
        with_attribute(&tag, "applyFill", "1") + rest
    }

    /// A list with something more at its end, and its count.
    fn grown(
        &self,
        spans: &[Span],
        list: Element<'_>,
        own: &str,
        count: u32,
    ) -> Option<Vec<Piece>> {
        let span = spans.get(list.index() as usize)?;
        let mut pieces = vec![at_end(&self.text, spans, list, own)?];
        if list.attribute("count").is_some() && span.inside.start < span.whole.end {
            let open = span.whole.start..span.inside.start;
            let tag = with_attribute(self.text.get(open.clone())?, "count", &count.to_string());
            pieces.push((open, tag));
        }
        Some(pieces)
    }
}
