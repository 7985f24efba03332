//! The text boxes of an old Word file: their text follows that of the body, and a sign in the body
//! says where each is anchored.

use std::collections::HashMap;
use std::ops::Range;

use crate::bytes::u32_at;

use super::header::{Header, Place};

/// What is specified for each text box and each anchor.
const TEXT: Entry = Entry {
    length: 22,
    shape: 14,
};
const ANCHOR: Entry = Entry {
    length: 26,
    shape: 0,
};

/// What is specified for a text box or an anchor.
struct Entry {
    length: usize,
    /// Where the number of its shape stands.
    shape: usize,
}

/// The text boxes that have not been read yet.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    /// Where the text of each shape stands.
    texts: HashMap<u32, Range<u32>>,
    /// The shape anchored at each place of the body.
    anchors: HashMap<u32, u32>,
}

impl Boxes {
    /// Reads where the text boxes stand; those that cannot be found are left out.
    pub(super) fn read(tables: &[u8], header: &Header) -> Self {
        let start = header.boxes.start;
        let inside = |place: u32| start.saturating_add(place).min(header.boxes.end);
        let texts = shapes(tables, header.box_texts, &TEXT).unwrap_or_default();
        let texts = texts
            .into_iter()
            .map(|(places, shape)| (shape, inside(places.start)..inside(places.end)))
            .filter(|(shape, _)| *shape != 0);
        let anchors = shapes(tables, header.box_anchors, &ANCHOR).unwrap_or_default();
        Self {
            texts: texts.collect(),
            anchors: anchors
                .into_iter()
                .map(|(places, shape)| (places.start, shape))
                .collect(),
        }
    }

    /// Takes the text box anchored at a place of the body.
    pub(super) fn take(&mut self, anchor: u32) -> Option<Range<u32>> {
        self.texts.remove(self.anchors.get(&anchor)?)
    }

    /// Takes those that were anchored nowhere, in order.
    pub(super) fn take_rest(&mut self) -> Vec<Range<u32>> {
        let mut rest: Vec<Range<u32>> = self.texts.drain().map(|(_, places)| places).collect();
        rest.sort_by_key(|places| places.start);
        rest
    }
}

/// A list of places, and the shape that belongs to what is between two of them.
fn shapes(tables: &[u8], (start, length): Place, entry: &Entry) -> Option<Vec<(Range<u32>, u32)>> {
    let list = tables.get(start..start.checked_add(length)?)?;
    let count = list.len().checked_sub(4)? / (4 + entry.length);
    (0..count)
        .map(|index| {
            let places = u32_at(list, index * 4)?..u32_at(list, index * 4 + 4)?;
            // Places only grow; texts that lie over each other could be read for ever.
            let places = Some(places).filter(|places| places.start <= places.end)?;
            let shape = u32_at(list, (count + 1) * 4 + index * entry.length + entry.shape)?;
            Some((places, shape))
        })
        .collect()
}
