//! What the printed reports among the test files say: their figures are those of
//! `gouji_typeset::distinct_figure`.

/// The year they report on.
pub const YEAR: i32 = 2023;
/// Who publishes them.
pub const ORGANIZATION: &str = "青石县水务局";
