//! What a label names, and the wordings it may be printed in.

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A row of the block.
    Row(usize),
    /// A column of the block.
    Column(usize),
    /// Neither: a caption, or what is printed beside.
    Furniture,
}

/// A wording of a label.
#[derive(Clone, Debug)]
pub(super) struct Wording {
    /// Its letters.
    pub letters: Vec<char>,
    /// What it names.
    pub part: Part,
    /// Whether it heads others, and has no figures of its own.
    pub group: bool,
    /// Whether rows of the block begin in this order.
    pub ordered: bool,
}

impl Wording {
    /// Whether it is the label of a group of rows.
    pub(super) const fn is_row_group(&self) -> bool {
        self.group && matches!(self.part, Part::Row(_))
    }

    /// At how many of its letters it may begin. The label of a group stands upright beside many rows,
    /// over pages too, and may begin anywhere.
    pub(super) const fn beginnings(&self) -> usize {
        if self.is_row_group() {
            self.letters.len()
        } else {
            1
        }
    }
}

/// How many letters agree, if all that is left of the one or the other does, and whether the label
/// ends with them. Where pieces are glued together, neither need agree to its end.
pub(super) fn common(wanted: &[char], rest: &[char], glued: bool) -> Option<(usize, bool)> {
    let pairs = wanted.iter().zip(rest);
    let taken = pairs.take_while(|(one, other)| one == other).count();
    let whole = taken == wanted.len().min(rest.len());
    (taken > 0 && (whole || glued)).then_some((taken, taken == wanted.len()))
}
