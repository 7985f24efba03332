//! How long linting the built-in packs takes: `cargo run --release -p gouji-ruleset --example speed`.

use std::time::Instant;

use gouji_pack::Packs;

fn main() {
    let start = Instant::now();
    let survey = Packs::survey(&[]);
    let read = start.elapsed();
    let linted = gouji_ruleset::lint(&survey, None);
    let all = start.elapsed();
    let remarks = linted.remarks.len();
    eprintln!(
        "read in {read:?}, linted in {:?}: {remarks} remarks",
        all - read
    );
}
