//! Questions that are not answered, and why.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]

use std::path::Path;
use std::time::Duration;

use gouji_audit::result::Audit;
use gouji_store::{Question, Store, StoreError, query};
use rusqlite::Connection;

fn refusal(path: &Path, sql: &str) -> Option<StoreError> {
    let limit = Duration::from_secs(5);
    let question = Question { sql, limit };
    query(path, question, &mut |_| (), &mut |_| true).err()
}

#[test]
fn another_program_s_database_an_empty_one_and_several_questions_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let [own, others, empty] =
        ["own.db", "others.db", "empty.db"].map(|name| folder.path().join(name));
    let mut store = Store::open(&own).unwrap();
    store
        .save(&mut Audit::default(), "2024", "1", None)
        .unwrap();
    store.commit().unwrap();
    drop(store);
    let connection = Connection::open(&others).unwrap();
    connection.execute_batch("CREATE TABLE theirs (x)").unwrap();
    drop(connection);
    let connection = Connection::open(&empty).unwrap();
    connection
        .execute_batch("CREATE TABLE t (x); DROP TABLE t")
        .unwrap();
    drop(connection);
    assert!(refusal(&own, "SELECT 1").is_none());
    assert!(matches!(
        refusal(&own, "SELECT 1; SELECT 2"),
        Some(StoreError::Several)
    ));
    for nothing in ["", " ; ", "-- SELECT 1"] {
        let refused = refusal(&own, nothing);
        assert!(matches!(refused, Some(StoreError::NoQuery)), "{refused:?}");
    }
    assert!(matches!(
        refusal(&others, "SELECT 1"),
        Some(StoreError::Foreign)
    ));
    assert!(matches!(
        refusal(&empty, "SELECT 1"),
        Some(StoreError::Empty)
    ));
}
