//! What the docs say of the tables is what the store has.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

#[test]
fn the_docs_have_the_tables_as_they_are() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    for (name, is_chinese) in [("audit.md", false), ("audit.zh-CN.md", true)] {
        let page = fs::read_to_string(docs.join(name)).unwrap();
        let tables = gouji_store::page(is_chinese);
        assert!(page.contains(tables.trim_end()), "{name}: {tables}");
    }
}
