//! Rules of a user's own, loaded again and again as an editor does.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::Path;

use gouji_pack::Packs;

const WORDS: [&str; 5] = ["citation", "title", "message", "why", "help"];

fn rule(limit: u32) -> String {
    let words = WORDS.map(|word| format!("{word} = {{ zh = \"x\", en = \"x\" }}\n"));
    let head = "name = \"few\"\nseverity = \"error\"\nauthority = \"practice\"\n";
    let each = "[relation]\neach = \"column of requests\"\n";
    let assert = format!("assert = \"requests[new] < {limit}\"\n");
    [head, &words.concat(), each, &assert].concat()
}

#[test]
fn rules_that_are_kept_are_those_that_were_read() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kept-rules");
    fs::create_dir_all(&folder).unwrap();
    let load = |limit| -> Vec<String> {
        fs::write(folder.join("few.toml"), rule(limit)).unwrap();
        let packs = Packs::load(std::slice::from_ref(&folder)).unwrap();
        let rules = packs
            .packs()
            .iter()
            .map(|pack| format!("{:?}", pack.rules()));
        rules.collect()
    };
    // Read, read and kept, and as kept: with the same rule of one's own they are the same.
    let [read, other, kept] = [1, 2, 1].map(load);
    assert!(read == kept);
    assert!(read != other);
}
