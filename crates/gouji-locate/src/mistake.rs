//! The mistakes that have a name.

use gouji_model::Bilingual;

/// A common mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mistake {
    /// Two neighbouring digits in the wrong order.
    DigitsSwapped,
    /// A digit left out.
    DigitDropped,
    /// A digit typed twice.
    DigitDoubled,
    /// One wrong digit.
    DigitMistyped,
    /// A zero too many at the end.
    TimesTen,
    /// The zero at the end left out.
    DividedByTen,
    /// The wrong sign.
    Sign,
    /// Yuan where ten thousand yuan is the unit.
    TimesTenThousand,
    /// Nothing where a figure belongs.
    LeftBlank,
    /// Two neighbouring cells exchanged.
    CellsSwapped,
    /// The figures of a row moved by one cell, or typed one row off.
    RowMoved,
    /// The figures of a column moved by one cell, or typed one column off.
    ColumnMoved,
    /// A total that leaves out one of its items.
    TotalNotUpdated,
    /// The figure that stood in last year's report.
    LastYearsFigure,
    /// A sum typed in the place of one of its items.
    SubtotalAsItem,
}

impl Mistake {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DigitsSwapped => "digits-swapped",
            Self::DigitDropped => "digit-dropped",
            Self::DigitDoubled => "digit-doubled",
            Self::DigitMistyped => "digit-mistyped",
            Self::TimesTen => "times-ten",
            Self::DividedByTen => "divided-by-ten",
            Self::Sign => "sign",
            Self::TimesTenThousand => "times-ten-thousand",
            Self::LeftBlank => "left-blank",
            Self::CellsSwapped => "cells-swapped",
            Self::RowMoved => "row-moved",
            Self::ColumnMoved => "column-moved",
            Self::TotalNotUpdated => "total-not-updated",
            Self::LastYearsFigure => "last-years-figure",
            Self::SubtotalAsItem => "subtotal-as-item",
        }
    }

    /// What to call it.
    #[must_use]
    pub fn wording(self) -> Bilingual {
        let (zh, en) = match self {
            Self::DigitsSwapped => ("相邻两位数字颠倒", "two digits swapped"),
            Self::DigitDropped => ("漏填一位数字", "a digit left out"),
            Self::DigitDoubled => ("多填一位重复数字", "a digit typed twice"),
            Self::DigitMistyped => ("一位数字填错", "one wrong digit"),
            Self::TimesTen => ("末尾多一个零（扩大十倍）", "a zero too many: ten times"),
            Self::DividedByTen => ("末尾少一个零（缩小十倍）", "a zero missing: a tenth"),
            Self::Sign => ("正负号错误", "the wrong sign"),
            Self::TimesTenThousand => (
                "应填万元而填了元",
                "units of one where ten thousand is meant",
            ),
            Self::LeftBlank => ("漏填", "left blank"),
            Self::CellsSwapped => ("相邻两格数据互换", "two neighbouring cells swapped"),
            Self::RowMoved => ("整行数据错位一格或一行", "a row moved by one"),
            Self::ColumnMoved => ("整列数据错位一格或一列", "a column moved by one"),
            Self::TotalNotUpdated => (
                "合计未随分项更新",
                "a total not updated: one item is missing from it",
            ),
            Self::LastYearsFigure => ("沿用了去年的数字", "last year's figure left in"),
            Self::SubtotalAsItem => (
                "把合计数填入了分项",
                "a sum typed in the place of one of its items",
            ),
        };
        Bilingual::new(zh, en)
    }
}
