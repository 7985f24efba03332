//! Whether a name ends as those of organs do.
//!
//! What prose calls other organs stands with the rules, in the vocabulary of a form.

use gouji_language::organs::{ENDINGS, PLACES};

/// Whether a name ends as those of organs do.
#[must_use]
pub fn ends_as_organ(name: &str) -> bool {
    let mut endings = ENDINGS.iter().chain(PLACES);
    endings.any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organs_are_recognized_by_their_ends() {
        for name in ["青石县人民政府", "水务局", "红岩街道", "青石县"] {
            assert!(ends_as_organ(name), "{name}");
        }
        for name in ["工作情况", "年度报告", ""] {
            assert!(!ends_as_organ(name), "{name}");
        }
    }
}
