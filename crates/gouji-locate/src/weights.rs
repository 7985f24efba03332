//! What makes one explanation likelier than another, and what makes it safe: every number that is
//! chosen and not computed, with its reason.
//!
//! A cost says how unlikely an explanation is. Whether there is one mistake more or less decides
//! first, because mistakes are rare: so everything else stays well below [`MISTAKE`]. Next comes what
//! else speaks for or against a change ([`STATED`], [`BREAKS`]), last what the figure looks like. The
//! sizes were judged by reports with known mistakes: `examples/accuracy.rs` repeats it.

use crate::mistake::Mistake;

/// The cost of any mistake. All others are read against it.
pub(crate) const MISTAKE: i64 = 1000;

/// The least a mistake can cost: no discount of [`discount`] and [`EMPTY`] together is greater than
/// what is taken off here. With it the gap to explanations that nobody searched for is a lower bound.
pub(crate) const CHEAPEST: i64 = MISTAKE - 200;

/// More for each relation that would be broken: a correction that makes another rule fail is seldom
/// one, but a rule that fails for a second reason must not forbid it.
pub(crate) const BREAKS: i64 = 300;

/// Less for a change that makes a statement true that was not, and more for one that makes a true
/// statement false: prose is written by the same hand as the table, but not copied from it.
pub(crate) const STATED: i64 = 200;

/// More for a cell of last year's report, which has been published for a year.
pub(crate) const PRIOR: i64 = 150;

/// More for a move of several cells: it explains much, so that it often fits by chance.
pub(crate) const MOVED: i64 = 100;

/// More for a cell that holds a zero: zeros are seldom mistyped.
pub(crate) const ZERO: i64 = 60;

/// Less for a cell that was left blank or has a sign for nothing: forms are filled in by leaving
/// out what is nothing, and what is not.
pub(crate) const EMPTY: i64 = 60;

/// Less for one digit in place of another where a figure has but one: its name says nothing, as any
/// figure of one digit is one digit away from any other.
pub(crate) const TRIVIAL: i64 = 10;

/// How much likelier a change is for looking like a mistake. The fewer figures are that mistake away
/// from a given one, the more it says that the new figure is among them: one is last year's and one
/// has the other sign, but nine in each place differ by a digit.
pub(crate) const fn discount(mistake: Mistake) -> i64 {
    match mistake {
        Mistake::LastYearsFigure => 150,
        Mistake::LeftBlank | Mistake::DigitsSwapped | Mistake::Sign => 140,
        Mistake::TimesTen | Mistake::DividedByTen | Mistake::SubtotalAsItem => 130,
        Mistake::DigitDropped | Mistake::DigitDoubled | Mistake::TimesTenThousand => 120,
        Mistake::DigitMistyped => 80,
        // Any item that differs by what is wrong looks like it.
        Mistake::TotalNotUpdated => 60,
        // A move is weighed as a whole: see `MOVED`.
        Mistake::CellsSwapped | Mistake::RowMoved | Mistake::ColumnMoved => 0,
    }
}

/// How far ahead of the next explanation a safe correction is: more than any one thing but a further
/// mistake or a broken relation makes out, so that no single hint decides.
pub(crate) const SAFE_GAP: i64 = 250;

/// How many independent equalities convict a cell by themselves. With one, any other of its cells
/// repairs it as well.
pub(crate) const WITNESSES: usize = 2;

/// With fewer digits a mistyped or a dropped one, or a zero too many, says little: `0` becomes any of
/// `10`, `20` … by one dropped digit.
pub(crate) const TELLING_DIGITS: usize = 3;

/// Fewest broken rows a move must repair: with fewer, single cells explain as much.
pub(crate) const FEWEST_REPAIRED: usize = 2;
