//! Paths: the abbreviated drawing commands of GB/T 33190, 9.3, to boxes and segments.

use crate::limits::PATH_STEPS;
use crate::space::Point;

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    /// The pen goes there without drawing.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A curve that stays between these points; the last is its end.
    Curve([Point; 3]),
    /// Back to where the shape began.
    Close,
}

/// The steps that a text of commands says, up to the first that cannot be understood.
pub(crate) fn steps(text: &str) -> Vec<Step> {
    let mut tokens = Tokens(text);
    std::iter::from_fn(|| step(&mut tokens))
        .take(PATH_STEPS)
        .collect()
}

fn step(tokens: &mut Tokens<'_>) -> Option<Step> {
    Some(match tokens.command()? {
        'M' | 'S' => Step::Move(tokens.point()?),
        'L' => Step::Line(tokens.point()?),
        'Q' => {
            let by = tokens.point()?;
            Step::Curve([by, by, tokens.point()?])
        }
        'B' => Step::Curve([tokens.point()?, tokens.point()?, tokens.point()?]),
        'A' => {
            // Radii, angle and which of four arcs: its end is all that matters for lines.
            for _ in 0..5 {
                tokens.number()?;
            }
            let to = tokens.point()?;
            Step::Curve([to, to, to])
        }
        'C' => Step::Close,
        _ => return None,
    })
}

/// The text not yet read.
struct Tokens<'s>(&'s str);

impl Tokens<'_> {
    fn command(&mut self) -> Option<char> {
        let rest = self.0.trim_start_matches(is_apart);
        let command = rest.chars().next()?;
        self.0 = rest.strip_prefix(command)?;
        Some(command)
    }

    fn number(&mut self) -> Option<f64> {
        let rest = self.0.trim_start_matches(is_apart);
        let end = rest.find(|c: char| is_apart(c) || "MSLQBAC".contains(c));
        let (token, rest) = rest.split_at(end.unwrap_or(rest.len()));
        self.0 = rest;
        token.parse().ok().filter(|number: &f64| number.is_finite())
    }

    fn point(&mut self) -> Option<Point> {
        Some(Point {
            x: self.number()?,
            y: self.number()?,
        })
    }
}

fn is_apart(c: char) -> bool {
    c.is_ascii_whitespace() || c == ','
}

/// The straight segments of a path, from point to point.
pub(crate) fn segments(steps: &[Step]) -> impl Iterator<Item = [Point; 2]> {
    let (mut at, mut start) = (Point::default(), Point::default());
    steps.iter().filter_map(move |step| {
        let from = at;
        match *step {
            Step::Move(to) => {
                (at, start) = (to, to);
                None
            }
            Step::Line(to) => {
                at = to;
                Some([from, to])
            }
            Step::Curve([_, _, to]) => {
                at = to;
                None
            }
            Step::Close => {
                at = start;
                Some([from, start])
            }
        }
    })
}

/// The points of each closed shape of a path.
pub(crate) fn shapes(steps: &[Step]) -> Vec<Vec<Point>> {
    let mut shapes: Vec<Vec<Point>> = Vec::new();
    for step in steps {
        if let Step::Move(to) = *step {
            shapes.push(vec![to]);
            continue;
        }
        let Some(shape) = shapes.last_mut() else {
            continue;
        };
        match *step {
            Step::Line(to) => shape.push(to),
            Step::Curve(points) => shape.extend(points),
            Step::Move(_) | Step::Close => {}
        }
    }
    shapes
}

/// Whether a path is one box along the axes.
pub(crate) fn is_box(steps: &[Step]) -> bool {
    const CLOSE: f64 = 1e-3;
    let corner = |step: &Step| match *step {
        Step::Move(to) | Step::Line(to) => Some(to),
        Step::Curve(_) | Step::Close => None,
    };
    let (Some(Step::Move(_)), Some(corners)) = (steps.first(), steps.get(..4)) else {
        return false;
    };
    let corners: Vec<Point> = corners.iter().filter_map(corner).collect();
    let next = corners.iter().cycle().skip(1);
    let straight = |(one, other): (&Point, &Point)| {
        (one.x - other.x).abs() < CLOSE || (one.y - other.y).abs() < CLOSE
    };
    let ends = |step: &Step| *step == Step::Close || corner(step) == corners.first().copied();
    corners.len() == 4 && corners.iter().zip(next).all(straight) && steps.iter().skip(4).all(ends)
}

#[cfg(test)]
mod tests {
    use super::{Point, Step, is_box, segments, shapes, steps};

    fn at(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn commands_stand_apart_or_close() {
        let expected = [
            Step::Move(at(0.0, 1.5)),
            Step::Line(at(9.0, 1.5)),
            Step::Close,
        ];
        assert_eq!(steps("M 0 1.5 L 9 1.5 C"), expected);
        assert_eq!(steps("M0,1.5L9 1.5C"), expected);
        assert_eq!(steps("M 0 1.5 L 9 1.5 C ? L 3 3"), expected);
        assert_eq!(steps("M 0 1.5 L 9 1.5 C L 3"), expected);
    }

    #[test]
    fn boxes_have_four_corners() {
        for (path, is) in [
            ("M 0 0 L 9 0 L 9 1 L 0 1 C", true),
            ("M 0 0 L 9 0 L 9 1 L 0 1 L 0 0", true),
            ("M 0 0 L 9 0 L 5 1 L 0 1 C", false),
            ("M 0 0 L 9 0 L 9 1 C", false),
            ("M 0 0 L 9 0 L 9 1 L 0 1 C M 2 2 L 3 3", false),
        ] {
            assert_eq!(is_box(&steps(path)), is, "{path}");
        }
    }

    #[test]
    fn a_closed_box_has_four_segments_and_one_shape() {
        let steps = steps("M 0 0 L 9 0 L 9 1 L 0 1 C M 2 2 A 1 1 0 0 1 3 3");
        assert_eq!(segments(&steps).count(), 4);
        assert_eq!(
            shapes(&steps).iter().map(Vec::len).collect::<Vec<_>>(),
            [4, 4]
        );
    }
}
