//! Archives and mail: every member of any bytes that look like them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(kind) = gouji_archive::kind_of(bytes) {
        let _ = gouji_archive::walk(kind, bytes, &|_| true, &mut |_| {});
    }
});
