//! Following the ways of all templates of a pack from one side of a figure.
//!
//! Of hundreds of templates a few go on at the characters that stand there, and each stretch of steps
//! that several share is followed once.

use gouji_rule::{Onward, Paths, ROOT, Step, Vocabulary};

use crate::edges::{Edge, NOWHERE, Reach, farthest};

/// Room for what most walks reach.
const ROOM: usize = 32;

/// A node of ways that was reached, and how far that is.
pub(crate) type Reached = (usize, Reach);

/// All nodes that are reached from the beginning of ways.
pub(crate) fn follow(edge: &Edge<'_>, paths: &Paths, vocabulary: &Vocabulary) -> Vec<Reached> {
    let mut walk = Walk::new(edge, paths, vocabulary);
    walk.visit(ROOT, edge.near());
    walk.reached
}

/// All nodes that are reached where every way has its first step behind it.
pub(crate) fn follow_rest(edge: &Edge<'_>, paths: &Paths, vocabulary: &Vocabulary) -> Vec<Reached> {
    let mut walk = Walk::new(edge, paths, vocabulary);
    for node in paths.first_steps() {
        walk.reached.push((node, NOWHERE));
        walk.visit(node, edge.near());
    }
    walk.reached
}

/// A walk on all ways that can be gone.
struct Walk<'w, 's> {
    edge: &'w Edge<'s>,
    paths: &'w Paths,
    vocabulary: &'w Vocabulary,
    reached: Vec<Reached>,
    /// The nodes that are to be visited.
    next: Vec<usize>,
    /// Room for what steps reach.
    spare: Vec<Vec<Reach>>,
}

impl<'w, 's> Walk<'w, 's> {
    const fn new(edge: &'w Edge<'s>, paths: &'w Paths, vocabulary: &'w Vocabulary) -> Self {
        Self {
            edge,
            paths,
            vocabulary,
            reached: Vec::new(),
            next: Vec::new(),
            spare: Vec::new(),
        }
    }

    /// Goes on from a node, which was reached at some places.
    fn visit(&mut self, node: usize, places: &[Reach]) {
        let onward = self.paths.onward(node);
        if onward.is_nothing() {
            return;
        }
        let beyond = onward.goes_beyond();
        let beyond = beyond.then(|| self.edge.beyond(places, self.vocabulary));
        let from = self.next.len();
        self.look_ahead(onward, places, beyond.as_deref());
        for at in from..self.next.len() {
            if let Some(node) = self.next.get(at).copied() {
                self.step(node, places, beyond.as_deref());
            }
        }
        self.next.truncate(from);
    }

    /// Adds the nodes that may be next, each once.
    fn look_ahead(&mut self, onward: Onward<'_>, places: &[Reach], beyond: Option<&[Reach]>) {
        let from = self.next.len();
        self.next.extend(onward.always());
        let near = self.edge.characters(places).flat_map(|c| onward.near(c));
        let beyond = self.edge.characters(beyond.unwrap_or_default());
        let beyond = beyond.flat_map(|c| onward.beyond(c));
        for next in near.chain(beyond) {
            let known = self.next.get(from..).unwrap_or_default();
            if !known.contains(&next) {
                make_room(&mut self.next);
                self.next.push(next);
            }
        }
    }

    /// Takes the step that leads to a node.
    fn step(&mut self, node: usize, places: &[Reach], beyond: Option<&[Reach]>) {
        let Some(step) = self.paths.step(node) else {
            return;
        };
        let mut reached = self.spare.pop().unwrap_or_else(|| Vec::with_capacity(ROOM));
        match (step, beyond) {
            (Step::Gap, Some(beyond)) => reached.extend_from_slice(beyond),
            _ => self.edge.next(places, step, self.vocabulary, &mut reached),
        }
        if let Some(farthest) = farthest(&reached) {
            make_room(&mut self.reached);
            self.reached.push((node, farthest));
            self.visit(node, &reached);
        }
        reached.clear();
        self.spare.push(reached);
    }
}

/// Makes room for what most walks reach, where there is none yet.
fn make_room<T>(all: &mut Vec<T>) {
    if all.capacity() == 0 {
        all.reserve(ROOM);
    }
}
