//! Heads broken over lines by the width of their columns.
//!
//! The pieces of one head stand one below the other, each no wider than the one above it. A head
//! over several columns stands above several pieces, and is none of theirs.

use super::entry::Piece;
use super::segment::Segment;

/// Lines of one head are no farther apart, in hundredths of the type's size.
const TIGHT: i32 = 150;
/// How far the beginning or the middle of a piece may stand from that of the one above it, in
/// hundredths of the size.
const ALIGNED: i32 = 40;
/// Most pieces that are compared with one another.
const MOST: usize = 300;

/// A head, and the height of its middle.
pub(super) struct Head {
    pub y: i32,
    pub piece: Piece,
}

/// The heads that some pieces make, each with the height of its middle.
pub(super) fn joined(mut pieces: Vec<&Segment>) -> Vec<Head> {
    pieces.sort_by_key(|one| (one.y, one.rect.x0));
    let below: Vec<Option<usize>> = match pieces.len() <= MOST {
        true => pieces.iter().map(|one| next_line(one, &pieces)).collect(),
        false => vec![None; pieces.len()],
    };
    let wanted = |index: usize| below.iter().filter(|next| **next == Some(index)).count();
    // What two heads would go on in is of neither.
    let goes_on: Vec<Option<usize>> = below
        .iter()
        .map(|next| next.filter(|next| wanted(*next) == 1))
        .collect();
    let mut heads = Vec::new();
    for (index, first) in pieces.iter().enumerate() {
        if goes_on.contains(&Some(index)) {
            continue;
        }
        let (mut head, mut last) = (Piece::of(first), first.y);
        let mut at = index;
        while let Some(next) = goes_on.get(at).copied().flatten()
            && let Some(piece) = pieces.get(next)
        {
            head.append(piece);
            (at, last) = (next, piece.y);
        }
        heads.push(Head {
            y: (first.y + last) / 2,
            piece: head,
        });
    }
    level(&mut heads);
    heads
}

/// Puts the heads of single columns, below which no other stands, on one line: where cells are
/// centred, those of one line stand higher or lower than those of two.
fn level(heads: &mut [Head]) {
    if heads.len() > MOST {
        return;
    }
    let over =
        |one: &Piece, other: &Piece| one.rect.x0 < other.rect.x1 && other.rect.x0 < one.rect.x1;
    let is_lowest = |one: &Head| {
        let mut others = heads.iter();
        !others.any(|other| other.y > one.y && over(&one.piece, &other.piece))
    };
    let lowest: Vec<bool> = heads.iter().map(is_lowest).collect();
    let line = heads.iter().zip(&lowest).filter(|(_, lowest)| **lowest);
    let Some(line) = line.map(|(head, _)| head.y).max() else {
        return;
    };
    for (head, _) in heads.iter_mut().zip(lowest).filter(|(_, lowest)| *lowest) {
        head.y = line;
    }
}

/// The piece that a head goes on in on the next line.
fn next_line(one: &Segment, pieces: &[&Segment]) -> Option<usize> {
    let below: Vec<usize> = beneath(one, pieces);
    let [next] = below[..] else {
        return None;
    };
    let piece = pieces.get(next)?;
    let slack = one.size * ALIGNED / 100;
    let (left, right) = (one.rect, piece.rect);
    let aligned =
        (left.x0 - right.x0).abs() <= slack || (left.centre().x - right.centre().x).abs() <= slack;
    let no_wider = right.width() <= left.width() + slack;
    let heads_others = beneath(piece, pieces).len() > 1;
    let words = !one.is_figure() && !piece.is_figure();
    (aligned && no_wider && words && !heads_others).then_some(next)
}

/// The pieces on the next line that stand below some of a piece.
fn beneath(one: &Segment, pieces: &[&Segment]) -> Vec<usize> {
    let over = |other: &Segment| one.rect.x0 < other.rect.x1 && other.rect.x0 < one.rect.x1;
    let near = |other: &Segment| {
        let distance = other.y - one.y;
        distance * 2 > one.size && distance * 100 <= one.size * TIGHT
    };
    let all = pieces.iter().enumerate();
    all.filter(|(_, other)| over(other) && near(other))
        .map(|(index, _)| index)
        .collect()
}
