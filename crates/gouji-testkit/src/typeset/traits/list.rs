//! Every trait: which styles it suits, and which others it excludes.

use crate::typeset::style::Style;

/// One peculiarity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trait {
    /// Zeros are left blank.
    BlankZeros,
    /// Figures in full-width digits.
    FullWidthFigures,
    /// A local column 小计 as the first of a group of columns.
    SubtotalFirst,
    /// A local column 小计 as the last of a group of columns.
    SubtotalLast,
    /// A column that counts the rows before the labels.
    SerialColumn,
    /// Row and column numbers of a data frame, merged cells repeated.
    FrameIndex,
    /// Merged cells are repeated in every cell they cover.
    MergedRepeated,
    /// Heads in other words.
    OtherHeads,
    /// Two empty cells between a label and its figures.
    EmptyBeforeFigures,
    /// The table stands in two pieces, each with its head.
    PiecesHeaded,
    /// The table stands in two pieces, the second without a head.
    PiecesBare,
    /// The table stands twice.
    Twice,
    /// The blank form stands before the filled one.
    BlankFirst,
    /// One row has lost its label.
    LabelLost,
    /// A row that the form does not have, with figures.
    LocalRow,
    /// The letters of a group's label stand one beside each row.
    UprightGroups,
    /// In tables whose rows run across, the rows run down.
    RowsDown,
    /// In tables whose rows run across, the last of each row's columns stands first.
    TotalFirst,
    /// In tables whose rows run across, the groups of rows stand in the other order.
    GroupsSwapped,
    /// In tables whose rows run across, each row is a table under a heading.
    ThreeTables,
    /// The title stands on two lines.
    TitleOnTwoLines,
    /// The title stands behind 附件2：.
    TitleOfAnnex,
    /// A covering letter stands above the title.
    CoveringLetter,
    /// A path through the site stands above the title.
    SitePath,
    /// Section headings with 第一部分.
    PartHeadings,
    /// A figure that is not shown stands beside the shown one.
    HiddenFigures,
    /// A figure that is struck out stands before the valid one.
    StruckFigures,
    /// Figures are values of input fields.
    InputFields,
    /// A draft that is not shown stands behind the report.
    HiddenDraft,
    /// Rules of Markdown tables with one dash a column.
    OneDash,
    /// Rules of Markdown tables with colons.
    ColonDash,
    /// Every line behind a mark of quotation.
    Quoted,
    /// Every line behind two full-width spaces.
    Indented,
    /// Points and asterisks escaped by a backslash.
    Escaped,
    /// Columns are aligned at their right edge.
    RightAligned,
    /// Columns are centred.
    Centred,
    /// Labels of at most fourteen columns a line, figures on the middle one.
    WrappedMiddle,
    /// The same, figures on the first line.
    WrappedTop,
    /// The same, figures on the last line.
    WrappedBottom,
    /// One space between columns.
    OneSpace,
    /// Figures of more than one digit are broken over lines.
    BrokenFigures,
}

impl Trait {
    /// Every trait.
    pub const ALL: [Self; 41] = [
        Self::BlankZeros,
        Self::FullWidthFigures,
        Self::SubtotalFirst,
        Self::SubtotalLast,
        Self::SerialColumn,
        Self::FrameIndex,
        Self::MergedRepeated,
        Self::OtherHeads,
        Self::EmptyBeforeFigures,
        Self::PiecesHeaded,
        Self::PiecesBare,
        Self::Twice,
        Self::BlankFirst,
        Self::LabelLost,
        Self::LocalRow,
        Self::UprightGroups,
        Self::RowsDown,
        Self::TotalFirst,
        Self::GroupsSwapped,
        Self::ThreeTables,
        Self::TitleOnTwoLines,
        Self::TitleOfAnnex,
        Self::CoveringLetter,
        Self::SitePath,
        Self::PartHeadings,
        Self::HiddenFigures,
        Self::StruckFigures,
        Self::InputFields,
        Self::HiddenDraft,
        Self::OneDash,
        Self::ColonDash,
        Self::Quoted,
        Self::Indented,
        Self::Escaped,
        Self::RightAligned,
        Self::Centred,
        Self::WrappedMiddle,
        Self::WrappedTop,
        Self::WrappedBottom,
        Self::OneSpace,
        Self::BrokenFigures,
    ];

    /// Whether reports in this style can have it.
    #[must_use]
    pub fn suits(self, style: Style) -> bool {
        use Style::{Boxed, Drawn, Grid, Html, Layout, Lines, LooseHtml, Markdown, WordHtml};
        let web = matches!(style, Html | WordHtml | LooseHtml);
        match self {
            Self::HiddenFigures | Self::StruckFigures | Self::InputFields | Self::HiddenDraft => {
                web
            }
            Self::OneDash | Self::ColonDash => style == Markdown,
            Self::Quoted | Self::Escaped => matches!(style, Markdown | Grid),
            Self::Indented => matches!(style, Markdown | Boxed | Drawn | Grid),
            Self::RightAligned
            | Self::Centred
            | Self::WrappedMiddle
            | Self::WrappedTop
            | Self::WrappedBottom
            | Self::OneSpace
            | Self::BrokenFigures => style == Layout,
            Self::UprightGroups => !web && style != Lines,
            Self::MergedRepeated | Self::FrameIndex => style != LooseHtml && style != Lines,
            _ => true,
        }
    }

    /// Whether two traits are of two minds about the same thing.
    #[must_use]
    pub fn excludes(self, other: Self) -> bool {
        const CHOICES: [&[Trait]; 6] = [
            &[Trait::SubtotalFirst, Trait::SubtotalLast],
            &[Trait::RightAligned, Trait::Centred],
            &[
                Trait::WrappedMiddle,
                Trait::WrappedTop,
                Trait::WrappedBottom,
            ],
            &[Trait::RowsDown, Trait::GroupsSwapped, Trait::ThreeTables],
            &[Trait::OneDash, Trait::ColonDash],
            &[
                Trait::TitleOnTwoLines,
                Trait::TitleOfAnnex,
                Trait::CoveringLetter,
                Trait::SitePath,
            ],
        ];
        let mut choices = CHOICES.iter();
        self == other || choices.any(|choice| choice.contains(&self) && choice.contains(&other))
    }
}
