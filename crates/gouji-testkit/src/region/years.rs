//! The years that are reported on.

/// The years that are reported on.
pub const YEARS: std::ops::RangeInclusive<i32> = 2019..=2025;
/// The first year of the later edition.
pub const LATER: i32 = 2021;
