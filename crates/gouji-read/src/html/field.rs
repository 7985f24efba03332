//! Fields to fill in: what is shown of a list of options.

/// A run of text in the source.
type Run = (usize, usize);

/// A list of options of which one is shown: the chosen one, or else the first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Select {
    shown: Option<Run>,
    /// Whether the option that is shown was chosen, and is not just the first.
    chosen: bool,
    /// Whether text belongs to the option that is to be shown.
    open: bool,
}

impl Select {
    /// Begins an option.
    pub(super) fn option(&mut self, chosen: bool) {
        self.open = chosen || self.shown.is_none() && !self.chosen;
        if chosen {
            (self.shown, self.chosen) = (None, true);
        }
    }

    /// Text within the list.
    pub(super) fn text(&mut self, start: usize, end: usize) {
        if self.open {
            self.shown.get_or_insert((start, end));
        }
    }

    /// Ends an option.
    pub(super) fn end_option(&mut self) {
        self.open = false;
    }

    /// The text that is shown.
    pub(super) const fn shown(&self) -> Option<Run> {
        self.shown
    }
}
