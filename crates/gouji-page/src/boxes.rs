//! Cells that stand apart: boxes of rules or of shade with paper between them.
//!
//! Web pages give each cell borders or a ground of its own, a few points from the next. No line
//! is shared, and what lies between two boxes is no cell. Such boxes are moved together here, so
//! that the lines of neighbours fall into one and the rest of the line reads an ordinary grid.

use std::collections::{BTreeMap, BTreeSet};

use crate::geometry::{Extent, Point, Rect, around};
use crate::glyph::{Glyph, Rule};

/// How far the corner of a box may be open.
const CORNER: i32 = 120;
/// Widest room between two cells of a table.
const WIDEST: i32 = 900;
/// How much the room between two cells may differ from that between others.
const UNEVEN: i32 = 160;
/// Room in which double lines are already one line.
const NARROWEST: i32 = 100;
/// Fewest cells of a table.
const FEWEST: usize = 4;
/// Most boxes of a page; more are a drawing.
const MOST: usize = 2_000;
/// Most comparisons of characters with boxes.
const COMPARISONS: usize = 20_000_000;
/// Least side of a shaded cell.
const LEAST_SIDE: i32 = 500;

/// The rules of a page with the boxes that stand apart moved together.
pub(crate) fn moved_together(rules: Vec<Rule>, areas: &[Rect], glyphs: &[Glyph]) -> Vec<Rule> {
    let rules = outlined_together(rules);
    shaded_together(rules, areas, glyphs)
}

/// Moves outlined boxes together, in place of the rules they are made of.
fn outlined_together(mut rules: Vec<Rule>) -> Vec<Rule> {
    for set in neighbours(outlined(&rules)) {
        let Some((room, all)) = Room::between(&set).zip(around(set.iter().copied())) else {
            continue;
        };
        if room.x.max(room.y) < NARROWEST {
            continue;
        }
        let whole = grown(&all, WIDEST, WIDEST);
        rules.retain(|rule| !whole.holds(rule.middle()) || reaches_out(rule, &whole));
        rules.extend(set.iter().flat_map(|one| room.sides(one)));
    }
    rules
}

/// Whether a rule goes on beyond a box.
const fn reaches_out(rule: &Rule, whole: &Rect) -> bool {
    let (low, high) = match rule.horizontal {
        true => (whole.x0, whole.x1),
        false => (whole.y0, whole.y1),
    };
    rule.from < low || high < rule.to
}

/// Adds the sides of shaded boxes where no rules part the text and every character stands in one.
fn shaded_together(mut rules: Vec<Rule>, areas: &[Rect], glyphs: &[Glyph]) -> Vec<Rule> {
    let large = |area: &&Rect| area.width().min(area.height()) >= LEAST_SIDE;
    let mut shades: Vec<Rect> = areas.iter().filter(large).copied().collect();
    shades.sort_unstable_by_key(|one| (one.y0, one.x0, one.y1, one.x1));
    shades.dedup();
    if shades.len() > MOST {
        return rules;
    }
    for set in neighbours(without_grounds(shades)) {
        let Some((room, all)) = Room::between(&set).zip(around(set.iter().copied())) else {
            continue;
        };
        let ruled = |rule: &Rule| grown(&all, -CORNER, -CORNER).holds(rule.middle());
        if rules.iter().any(ruled) || !holds_all(&set, &all, &room, glyphs) {
            continue;
        }
        rules.extend(set.iter().flat_map(|one| room.sides(one)));
    }
    rules
}

/// Takes away boxes in which others lie: the ground of a table or page.
fn without_grounds(boxes: Vec<Rect>) -> Vec<Rect> {
    let inside = |one: &Rect, other: &Rect| {
        one != other
            && other.x0 <= one.x0
            && one.x1 <= other.x1
            && other.y0 <= one.y0
            && one.y1 <= other.y1
    };
    let ground = |other: &&Rect| boxes.iter().any(|one| inside(one, other));
    let kept = boxes.iter().filter(|other| !ground(other));
    kept.copied().collect()
}

/// Whether all characters that stand level with some boxes, or so close to them that they may be
/// of the same table, stand in one.
fn holds_all(set: &[Rect], all: &Rect, room: &Room, glyphs: &[Glyph]) -> bool {
    let rows: BTreeSet<i32> = set.iter().map(|one| one.y0).collect();
    let lowest = set.iter().map(Rect::height).min().unwrap_or(0);
    let near = grown(all, room.x, lowest + room.y);
    if glyphs.len() * set.len() > COMPARISONS {
        return false;
    }
    let mut letters = glyphs.iter().filter(|glyph| !glyph.is_space());
    let boxed = |at: Point| set.iter().any(|one| one.holds(at));
    rows.len() > 2
        && letters.all(|glyph| {
            let at = glyph.rect.centre();
            let figure = glyph.text.is_numeric() && near.holds(at);
            !(figure || all.holds(at)) || boxed(at)
        })
}

/// The room between boxes.
struct Room {
    x: i32,
    y: i32,
}

impl Room {
    /// The room that all neighbours keep; none where some lie on one another or it is uneven.
    fn between(set: &[Rect]) -> Option<Self> {
        let x = even(set, Rect::across, Rect::down)?;
        let y = even(set, Rect::down, Rect::across)?;
        (set.len() >= FEWEST).then_some(Self { x, y })
    }

    /// The sides of a box moved to the middle of the room around it.
    fn sides(&self, one: &Rect) -> [Rule; 4] {
        let area = grown(one, self.x / 2, self.y / 2);
        let across = |at| Rule {
            horizontal: true,
            at,
            from: area.x0,
            to: area.x1,
        };
        let down = |at| Rule {
            horizontal: false,
            at,
            from: area.y0,
            to: area.y1,
        };
        [
            across(area.y0),
            across(area.y1),
            down(area.x0),
            down(area.x1),
        ]
    }
}

/// The room from each box to the next one along a direction, where it is nearly everywhere the same.
fn even(set: &[Rect], along: fn(&Rect) -> Extent, across: fn(&Rect) -> Extent) -> Option<i32> {
    let mut sorted: Vec<&Rect> = set.iter().collect();
    sorted.sort_by_key(|one| along(one));
    let mut rooms: Vec<i32> = Vec::new();
    for (index, one) in sorted.iter().enumerate() {
        let adjacent = |other: &&&Rect| overlap(across(one), across(other)) > CORNER;
        let next = sorted.iter().skip(index + 1).filter(adjacent);
        // The nearest that begins behind its end; one that begins before lies on it.
        let next = next.map(|other| along(other).from - along(one).to).min();
        rooms.extend(next);
    }
    rooms.sort_unstable();
    let (least, usual) = (*rooms.first()?, *rooms.get(rooms.len() / 2)?);
    // Where a cell is missing there is more room.
    let alike = rooms.iter().filter(|room| (**room - usual).abs() <= UNEVEN);
    let even = alike.count() * 4 >= rooms.len() * 3;
    (least >= -CORNER && even && usual <= WIDEST).then_some(usual)
}

fn overlap(one: Extent, other: Extent) -> i32 {
    one.to.min(other.to) - one.from.max(other.from)
}

const fn grown(one: &Rect, x: i32, y: i32) -> Rect {
    Rect::new(one.x0 - x, one.y0 - y, one.x1 + x, one.y1 + y)
}

/// The boxes that stand close to one another, set by set.
fn neighbours(boxes: Vec<Rect>) -> Vec<Vec<Rect>> {
    let mut sets: Vec<(Rect, Vec<Rect>)> = Vec::new();
    for one in boxes {
        let reach = grown(&one, WIDEST, WIDEST);
        let touches = |other: &Rect| {
            overlap(reach.across(), other.across()) > 0 && overlap(reach.down(), other.down()) > 0
        };
        let (near, far): (Vec<_>, Vec<_>) = sets.into_iter().partition(|(all, _)| touches(all));
        let all = near.iter().fold(one, |all, (other, _)| all.union(other));
        let mut set: Vec<Rect> = near.into_iter().flat_map(|(_, set)| set).collect();
        set.push(one);
        sets = far;
        sets.push((all, set));
    }
    sets.into_iter().map(|(_, set)| set).collect()
}

/// Boxes whose sides are rules of their own. One that goes on on another page may lack its upper
/// or lower side.
fn outlined(rules: &[Rule]) -> Vec<Rect> {
    let corners = Corners::of(rules);
    let mut boxes: Vec<Rect> = Vec::new();
    for line in rules.iter().filter(|rule| rule.horizontal) {
        for left in corners.at(line.from, line.at) {
            let right = corners.at(line.to, line.at).find(|right| {
                right.at > left.at + CORNER
                    && near(left.from, right.from)
                    && near(left.to, right.to)
            });
            boxes.extend(right.map(|right| Rect::new(left.at, left.from, right.at, left.to)));
        }
        if boxes.len() > MOST {
            return Vec::new();
        }
    }
    boxes.sort_unstable_by_key(|one| (one.y0, one.x0, one.y1, one.x1));
    let mut once: BTreeMap<(i32, i32), Rect> = BTreeMap::new();
    for one in boxes {
        once.entry((one.x0, one.y0)).or_insert(one);
    }
    without_grounds(once.into_values().collect())
}

const fn near(left: i32, right: i32) -> bool {
    (left - right).abs() <= CORNER
}

/// Where vertical lines end.
struct Corners<'r>(BTreeMap<(i32, i32), Vec<&'r Rule>>);

impl<'r> Corners<'r> {
    fn of(rules: &'r [Rule]) -> Self {
        let mut corners: BTreeMap<(i32, i32), Vec<&Rule>> = BTreeMap::new();
        for side in rules.iter().filter(|rule| !rule.horizontal) {
            for end in [side.from, side.to] {
                let place = (side.at.div_euclid(CORNER), end.div_euclid(CORNER));
                let there = corners.entry(place).or_default();
                // More lines that end at one place are a drawing.
                if there.len() < FEWEST {
                    there.push(side);
                }
            }
        }
        Self(corners)
    }

    /// The lines that end near a point.
    fn at(&self, x: i32, y: i32) -> impl Iterator<Item = &'r Rule> + '_ {
        let (column, row) = (x.div_euclid(CORNER), y.div_euclid(CORNER));
        let places = (-1..=1).flat_map(move |dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
        let there = places.filter_map(|place| self.0.get(&place)).flatten();
        there
            .copied()
            .filter(move |side| near(side.at, x) && (near(side.from, y) || near(side.to, y)))
    }
}

#[cfg(test)]
#[path = "boxes/tests.rs"]
mod tests;
