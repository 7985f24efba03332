//! The ways that templates go from one side of a figure, as a tree: steps with which several begin are one
//! way, followed once for all of them.
//!
//! From each place on the way it is known at which character a step may go on, so that of hundreds of
//! templates those few are followed whose words stand there. Built once for a pack.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use crate::alternatives::Alternatives;
use crate::narrative::Step;
use crate::packing::{Deferred, Packed, Reader, Writer};

/// The ways of templates, each of which is known by its number.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// The steps, each once.
    steps: Vec<Deferred<Step>>,
    /// Where each way has come to.
    nodes: Cow<'static, [Node]>,
    /// What goes on from each node, kind by kind and sorted by character.
    entries: Cow<'static, [Entry]>,
}

/// The step that led to a node, where its entries of each kind begin, and a bit for each of the characters at
/// which it goes on near and beyond, all in bytes of ascending weight.
type Node = [[u8; 4]; 1 + KINDS + 2];
/// A character and a number in one, in bytes of ascending weight.
type Entry = [u8; 8];

/// Where every way begins.
pub const ROOT: usize = 0;

/// What is known of a node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The way of a template ends there.
    Ends,
    /// A step that may go on whatever stands there.
    Always,
    /// A step that may go on at a character.
    Near,
    /// A step that may go on where a character stands behind neutral words.
    Beyond,
}

const KINDS: usize = 4;

const fn number_of(c: char, number: u32) -> u64 {
    (c as u64) << u32::BITS | number as u64
}

/// A bit by which most other characters are distinguished at once.
#[inline]
const fn mark(c: char) -> u32 {
    1 << (c as u32 % u32::BITS)
}

/// What goes on from a node.
#[derive(Clone, Copy, Debug)]
pub struct Onward<'p> {
    entries: [&'p [Entry]; KINDS],
    near: u32,
    beyond: u32,
}

impl<'p> Onward<'p> {
    /// Whether nothing does.
    #[inline]
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        let [_, always, near, beyond] = self.entries;
        always.is_empty() && near.is_empty() && beyond.is_empty()
    }

    /// Whether some node may be next behind neutral words.
    #[inline]
    #[must_use]
    pub const fn goes_beyond(&self) -> bool {
        let [.., beyond] = self.entries;
        !beyond.is_empty()
    }

    /// The nodes that may be next whatever stands there.
    #[inline]
    pub fn always(&self) -> impl Iterator<Item = usize> + use<'p> {
        self.all(Kind::Always)
    }

    /// The nodes that may be next where a character stands.
    #[inline]
    pub fn near(&self, c: char) -> impl Iterator<Item = usize> + use<'p> {
        self.at(Kind::Near, self.near, c)
    }

    /// The nodes that may be next where a character stands behind neutral words.
    #[inline]
    pub fn beyond(&self, c: char) -> impl Iterator<Item = usize> + use<'p> {
        self.at(Kind::Beyond, self.beyond, c)
    }

    fn all(&self, kind: Kind) -> impl Iterator<Item = usize> + use<'p> {
        let entries = self.entries[kind as usize];
        let numbers = entries.iter().map(|entry| u64::from_le_bytes(*entry));
        numbers.map(|entry| entry as u32 as usize)
    }

    #[inline]
    fn at(&self, kind: Kind, marks: u32, c: char) -> impl Iterator<Item = usize> + use<'p> {
        let (first, last) = (number_of(c, 0), number_of(c, u32::MAX));
        let entries = if marks & mark(c) == 0 {
            &[]
        } else {
            let entries = self.entries[kind as usize];
            let from = entries.partition_point(|known| u64::from_le_bytes(*known) < first);
            entries.get(from..).unwrap_or_default()
        };
        let numbers = entries.iter();
        let numbers = numbers.map(|known| u64::from_le_bytes(*known));
        let same = numbers.take_while(move |known| *known <= last);
        same.map(|known| known as u32 as usize)
    }
}

impl Paths {
    /// The step that leads to a node.
    #[must_use]
    pub fn step(&self, node: usize) -> Option<&Step> {
        let [step, ..] = self.nodes.get(node)?;
        Some(self.steps.get(u32::from_le_bytes(*step) as usize)?)
    }

    /// What goes on from a node.
    #[inline]
    #[must_use]
    pub fn onward(&self, node: usize) -> Onward<'_> {
        let numbers = |node: usize| -> Option<[usize; KINDS + 2]> {
            let [_, numbers @ ..] = self.nodes.get(node)?;
            Some(numbers.map(|number| u32::from_le_bytes(number) as usize))
        };
        let none = self.entries.len();
        let nothing = || [none, none, none, none, 0, 0];
        let own = numbers(node).unwrap_or_else(nothing);
        let [ends, always, near, beyond, near_marks, beyond_marks] = own;
        let [end, ..] = numbers(node + 1).unwrap_or_else(nothing);
        let ranges = [ends..always, always..near, near..beyond, beyond..end];
        Onward {
            entries: ranges.map(|range| self.entries.get(range).unwrap_or_default()),
            near: near_marks as u32,
            beyond: beyond_marks as u32,
        }
    }

    /// The templates whose ways end at a node, in order.
    #[inline]
    pub fn ends(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        self.onward(node).all(Kind::Ends)
    }

    /// The nodes behind the first step of each way.
    pub fn first_steps(&self) -> impl Iterator<Item = usize> {
        let onward = self.onward(ROOT);
        let kinds = [Kind::Always, Kind::Near, Kind::Beyond].into_iter();
        let nodes: BTreeSet<usize> = kinds.flat_map(|kind| onward.all(kind)).collect();
        nodes.into_iter()
    }
}

/// The characters at which words are met on a way: those they end with where it goes to the start of a text.
pub(crate) type Edges = fn(&Alternatives) -> &[char];

/// Ways while they are collected.
pub(crate) struct Growing<'t> {
    edges: Edges,
    steps: Vec<&'t Step>,
    numbers: HashMap<Known<'t>, usize>,
    /// The step that led to each node, and what goes on from there.
    nodes: Vec<(usize, BTreeSet<(Kind, u64)>)>,
    next: HashMap<(usize, usize), usize>,
}

/// What tells steps apart.
#[derive(PartialEq, Eq, Hash)]
enum Known<'t> {
    Words(&'t str),
    Gap,
    Wide,
    Edge,
    Year(i32),
}

impl<'t> Growing<'t> {
    pub(crate) fn new(edges: Edges) -> Self {
        Self {
            edges,
            steps: Vec::new(),
            numbers: HashMap::new(),
            nodes: vec![(0, BTreeSet::new())],
            next: HashMap::new(),
        }
    }

    /// Adds the way of a template; the node where it ends.
    pub(crate) fn add(&mut self, steps: &[&'t Step], template: u32) -> usize {
        let node = self.way(steps);
        self.enter(node, Kind::Ends, number_of('\0', template));
        node
    }

    /// Adds a way at whose end no template is looked for; the node where it ends.
    pub(crate) fn way(&mut self, steps: &[&'t Step]) -> usize {
        let mut node = ROOT;
        for (at, step) in steps.iter().enumerate() {
            let next = self.next(node, step);
            let onward = steps.get(at..).unwrap_or_default();
            self.lead(node, next, onward);
            node = next;
        }
        node
    }

    fn next(&mut self, node: usize, step: &'t Step) -> usize {
        let known = match step {
            Step::Words(words) => Known::Words(words.written()),
            Step::Gap => Known::Gap,
            Step::Wide => Known::Wide,
            Step::Edge => Known::Edge,
            Step::Year(later) => Known::Year(*later),
        };
        let step = *self.numbers.entry(known).or_insert_with(|| {
            self.steps.push(step);
            self.steps.len() - 1
        });
        *self.next.entry((node, step)).or_insert_with(|| {
            self.nodes.push((step, BTreeSet::new()));
            self.nodes.len() - 1
        })
    }

    /// Notes at which characters a way goes on from a node to the next.
    fn lead(&mut self, node: usize, next: usize, onward: &[&Step]) {
        let next = next as u32;
        let mut kind = Kind::Near;
        for step in onward {
            match (step, kind) {
                (Step::Gap, Kind::Near) => kind = Kind::Beyond,
                // What neutral words reach twice over is not looked up.
                (Step::Gap | Step::Wide | Step::Year(_), _) => break,
                (Step::Edge, _) => {}
                (Step::Words(words), _) => {
                    for c in (self.edges)(words) {
                        self.enter(node, kind, number_of(*c, next));
                    }
                    if !words.is_optional() {
                        return;
                    }
                }
            }
        }
        self.enter(node, Kind::Always, number_of('\0', next));
    }

    fn enter(&mut self, node: usize, kind: Kind, entry: u64) {
        if let Some((_, entries)) = self.nodes.get_mut(node) {
            entries.insert((kind, entry));
        }
    }

    pub(crate) fn finish(self) -> Paths {
        let (mut nodes, mut entries) = (Vec::new(), Vec::new());
        for (step, own) in &self.nodes {
            let mut node = vec![*step as u32];
            let mut marks = Vec::new();
            for kind in [Kind::Ends, Kind::Always, Kind::Near, Kind::Beyond] {
                node.push(entries.len() as u32);
                let is_needed = |entry: u64| {
                    // What may be next whatever stands there needs no characters.
                    let always = (Kind::Always, number_of('\0', entry as u32));
                    kind <= Kind::Always || !own.contains(&always)
                };
                let of_kind = own.iter().filter(|(other, _)| *other == kind);
                let needed = of_kind.map(|(_, entry)| *entry);
                let needed: Vec<u64> = needed.filter(|entry| is_needed(*entry)).collect();
                let characters = needed
                    .iter()
                    .filter_map(|entry| char::from_u32((entry >> u32::BITS) as u32));
                marks.push(characters.fold(0, |marks, c| marks | mark(c)));
                entries.extend(needed.into_iter().map(u64::to_le_bytes));
            }
            node.extend(marks.into_iter().skip(Kind::Near as usize));
            let node: Option<&[u32; 1 + KINDS + 2]> = node.first_chunk();
            nodes.extend(node.map(|node| node.map(u32::to_le_bytes)));
        }
        let steps = self.steps.into_iter();
        Paths {
            steps: steps.map(|step| step.clone().into()).collect(),
            nodes: nodes.into(),
            entries: entries.into(),
        }
    }
}

impl Packed for Paths {
    fn pack(&self, out: &mut Writer<'_>) {
        self.steps.pack(out);
        out.raw(self.nodes.as_flattened().as_flattened());
        out.raw(self.entries.as_flattened());
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        let steps = Packed::unpack(from)?;
        let (numbers, _) = from.raw()?.as_chunks();
        let (entries, _) = from.raw()?.as_chunks();
        Some(Self {
            steps,
            nodes: Cow::Borrowed(numbers.as_chunks().0),
            entries: Cow::Borrowed(entries),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

    use std::sync::Arc;

    use super::*;

    fn words(written: &'static str) -> Step {
        Step::Words(Arc::new(Alternatives::new(written)))
    }

    #[test]
    fn steps_that_templates_begin_with_are_one_way() {
        let [received, granted, some] = ["收到|受理", "予以公开", "的|"].map(words);
        let mut growing = Growing::new(Alternatives::firsts);
        let first = growing.add(&[&received, &granted], 0);
        let second = growing.add(&[&received, &some, &granted], 1);
        let gapped = growing.add(&[&Step::Gap, &granted], 2);
        assert_eq!(growing.add(&[&received, &granted], 3), first);
        let anything = growing.add(&[&some], 4);
        let paths = growing.finish();
        let all = |found: &mut dyn Iterator<Item = usize>| found.collect::<Vec<_>>();
        let received = all(&mut paths.onward(ROOT).near('受'));
        assert_eq!(received.len(), 1);
        assert_eq!(all(&mut paths.ends(first)), [0, 3]);
        assert_eq!(all(&mut paths.ends(second)), [1]);
        // A word that may be left out leads on to the one behind it.
        assert_eq!(all(&mut paths.onward(received[0]).near('予')).len(), 2);
        assert_eq!(all(&mut paths.onward(received[0]).near('的')).len(), 1);
        assert!(paths.onward(ROOT).goes_beyond() && !paths.onward(received[0]).goes_beyond());
        let gap = all(&mut paths.onward(ROOT).beyond('予'));
        assert!(matches!(paths.step(gap[0]), Some(Step::Gap)));
        assert_eq!(all(&mut paths.onward(gap[0]).near('予')), [gapped]);
        // What may be left out altogether is asked wherever one stands.
        assert_eq!(all(&mut paths.onward(ROOT).always()), [anything]);
        assert_eq!(all(&mut paths.onward(ROOT).near('的')), []);
    }
}
