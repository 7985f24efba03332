//! Storms of edits and nonsense in every encoding; `examples/storm.rs` has longer ones.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;
mod storm;

use storm::Storm;

#[test]
fn no_storm_leaves_stale_or_shifted_diagnostics() {
    for (encoding, seed) in [("utf-8", 5), ("utf-16", 6), ("utf-32", 7)] {
        let mut storm = Storm::new(encoding, seed);
        storm.rage(700);
        let tally = storm.end();
        assert!(tally.findings > 20 && tally.others > 5, "{tally:?}");
    }
}
