//! Storms of edits and malformed messages: `storm [EDITS [SEED]]`. It ends at the first diagnostic
//! that is stale, shifted or missing, and at any panic of the server.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "it stops at the first fault and shows what it came to"
)]

#[path = "../tests/client/mod.rs"]
mod client;
#[path = "../tests/storm/mod.rs"]
mod storm;

use std::thread;
use std::time::Instant;

use storm::Storm;

const ENCODINGS: [&str; 3] = ["utf-16", "utf-8", "utf-32"];

fn main() {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse().unwrap());
    let edits: u64 = numbers.next().unwrap_or(100_000);
    let seed: u64 = numbers.next().unwrap_or(1);
    let begin = Instant::now();
    let storms = (1..).zip(ENCODINGS).map(|(number, encoding)| {
        thread::spawn(move || {
            let mut storm = Storm::new(encoding, seed.wrapping_mul(977).wrapping_add(2 * number));
            storm.rage(edits as usize / ENCODINGS.len() + 1);
            println!("{encoding}: {:?}", storm.end());
        })
    });
    let storms: Vec<_> = storms.collect();
    storms.into_iter().for_each(|storm| storm.join().unwrap());
    println!("{} s", begin.elapsed().as_secs());
}
