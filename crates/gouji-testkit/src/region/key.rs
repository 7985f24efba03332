//! What a finding is about.

/// A finding: rule, unit, year, instance.
pub type Key = (String, usize, i32, String);
