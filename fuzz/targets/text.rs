//! The text reader on any bytes.
#![no_main]

use gouji_document::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = gouji_read::read_text(&Source::decode(bytes));
});
