//! How many cells say something, where some of them cannot be read.

use gouji_model::{CellId, Figure, Value, limits};

use super::{Decided, Reading, Undecided, own};
use crate::formula::Selection;

/// How many cells of a set say something.
pub(super) struct Counted {
    /// Those of which it is known.
    pub least: i64,
    /// Those of which it is not known as well.
    pub most: i64,
    /// Why it is not known of some.
    pub why: Option<Undecided>,
}

impl Reading<'_> {
    /// How many cells of a set say something.
    pub(super) fn counted(&self, members: &[Selection]) -> Decided<Counted> {
        let mut counted = Counted {
            least: 0,
            most: 0,
            why: None,
        };
        for member in members {
            match member {
                Selection::Cell(cell) => self.count(*cell, &mut counted)?,
                Selection::Group { own: head, items } => {
                    let filled = |cell: &CellId| {
                        let figure = self.figure(own(*cell));
                        self.cell(own(*cell)).is_some() && figure != Some(Figure::ZERO)
                    };
                    if filled(head) && !items.iter().any(filled) {
                        self.count(*head, &mut counted)?;
                    } else {
                        let mut items = items.iter();
                        items.try_for_each(|cell| self.count(*cell, &mut counted))?;
                    }
                }
                Selection::Absent(table) => {
                    if let Err(why) = self.rows_are_known(*table, false) {
                        // No document has more rows than that.
                        counted.most += limits::FORM_CELLS as i64;
                        counted.why.get_or_insert(why);
                    }
                }
            }
        }
        Ok(counted)
    }

    fn count(&self, cell: CellId, counted: &mut Counted) -> Decided<()> {
        let evidence = own(cell);
        let is_read = match self.value(evidence) {
            _ if self.figure(evidence).is_some() => true,
            None | Some(Value::Text) => false,
            Some(_) => true,
        };
        if is_read {
            let given = i64::from(self.is_given(evidence));
            counted.least += given;
            counted.most += given;
            return Ok(());
        }
        match self.may_be_absent(evidence) {
            Ok(()) => Ok(()),
            Err(why @ Undecided::Blocked(_)) => {
                counted.most += 1;
                counted.why.get_or_insert(why);
                Ok(())
            }
            Err(why) => Err(why),
        }
    }
}
