//! Why a proposal is not made, in both languages.

use gouji_model::Bilingual;
use gouji_office::RewriteError;

/// Why a proposal is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The cell is calculated by the program that opens the file.
    Formula,
    /// The file carries a signature, which any change would break.
    Signed,
    /// The cell stands where nothing can be written for certain.
    Place,
    /// The new file would not read as promised: another cell changed, or something new is wrong.
    NotAsPromised,
    /// What should be repaired would still be there.
    NotRepaired,
    /// The cell was changed for another finding already.
    Twice,
    /// There are more proposals than are tried one by one.
    TooMany,
}

impl From<RewriteError> for Refusal {
    fn from(error: RewriteError) -> Self {
        match error {
            RewriteError::Formula => Self::Formula,
            RewriteError::Signed => Self::Signed,
            RewriteError::Unreadable(_) | RewriteError::Kind | RewriteError::Cell => Self::Place,
        }
    }
}

impl Refusal {
    /// What it is and what to do about it, for users.
    #[must_use]
    pub fn message(self) -> Bilingual {
        let (zh, en) = match self {
            Self::Formula => (
                "单元格是公式或域，不覆盖；请检查公式本身",
                "the cell holds a formula or field, which is never overwritten; look at the formula",
            ),
            Self::Signed => (
                "文件有数字签名，改写会使签名失效；请在未签名的原稿上改",
                "the file is signed and any change would break that; change the unsigned original",
            ),
            Self::Place => (
                "单元格所在的位置不能可靠改写，请手工改",
                "nothing can be written there for certain; change it by hand",
            ),
            Self::NotAsPromised => (
                "改写后读不回同样的报告，或会带来新问题，请手工改",
                "the file would not read back as promised, or something new would be wrong; change it by hand",
            ),
            Self::NotRepaired => (
                "改了也不能消除该问题，请手工核对",
                "what it should mend would still be there; check it by hand",
            ),
            Self::Twice => (
                "该单元格刚为另一个问题改过，两处说法不一，请手工核对",
                "the cell was just changed for another finding, and the two disagree; check it by hand",
            ),
            Self::TooMany => (
                "改动太多，不能一起完成；请再运行一次，或用 --rule 分批改",
                "too many changes that cannot be made together; run it again, or take them rule by rule with --rule",
            ),
        };
        Bilingual::new(zh, en)
    }
}
