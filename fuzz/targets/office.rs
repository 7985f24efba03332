//! The office readers on any bytes that look like theirs.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(kind) = gouji_office::kind_of(bytes) {
        let _ = gouji_office::read(kind, bytes);
    }
});
