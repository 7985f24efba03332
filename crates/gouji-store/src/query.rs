//! Questions to a store: read-only by construction, and with an end.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::ErrorCode;
use rusqlite::types::ValueRef;

use crate::StoreError;
use crate::opened::Opened;
use crate::unpacked;

/// A question to a store.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// What is asked, in SQL.
    pub sql: &'q str,
    /// How long it may take.
    pub limit: Duration,
}

/// A row of an answer.
pub type Answer = Vec<Option<Part>>;

/// A value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A whole number.
    Number(i64),
    /// A text; of a number with decimal places as SQLite writes it, of bytes their hexadecimal digits.
    Text(String),
}

/// How many steps of SQLite's machine pass between two looks at the clock.
const STEPS: i32 = 10_000;
/// Most bytes that an answer's sorting and grouping may take in memory.
const MEMORY: &str = "PRAGMA cache_size = -65536; PRAGMA temp_store = FILE";

/// Asks a store. The names of the columns come first, then each row as it is found.
///
/// # Errors
/// Where the store cannot be used, or the question is wrong, would write, or takes too long.
pub fn query(
    path: &Path,
    question: Question<'_>,
    heads: &mut dyn FnMut(&[String]),
    row: &mut dyn FnMut(Answer) -> bool,
) -> Result<(), StoreError> {
    let mut opened = Opened::of(path)?;
    let connection = &mut opened.connection;
    // Where temporary things go comes first: a change of that drops all there are.
    connection.execute_batch(MEMORY)?;
    unpacked::make(connection)?;
    connection.pragma_update(None, "query_only", true)?;
    let end = Instant::now() + question.limit;
    connection.progress_handler(STEPS, Some(move || Instant::now() > end))?;
    let failure = |error: rusqlite::Error| match (error.sqlite_error_code(), &error) {
        (Some(ErrorCode::OperationInterrupted), _) => StoreError::TooLong(question.limit.as_secs()),
        (Some(ErrorCode::ReadOnly | ErrorCode::AuthorizationForStatementDenied), _) => {
            StoreError::Writes
        }
        (Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt), _) => error.into(),
        (_, rusqlite::Error::SqliteFailure(_, Some(message))) => StoreError::Query(message.clone()),
        (_, rusqlite::Error::SqlInputError { msg, .. }) => StoreError::Query(msg.clone()),
        (_, rusqlite::Error::MultipleStatement) => StoreError::Several,
        (_, rusqlite::Error::Empty) => StoreError::NoQuery,
        _ => StoreError::Query(error.to_string()),
    };
    let mut statement = connection.prepare(question.sql).map_err(failure)?;
    if !statement.readonly() {
        return Err(StoreError::Writes);
    }
    let names = statement.column_names().map(str::to_owned);
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return Err(StoreError::Writes);
    }
    heads(&names);
    let mut rows = statement.query([]).map_err(failure)?;
    while let Some(found) = rows.next().map_err(failure)? {
        let parts = (0..names.len()).map(|at| found.get_ref(at).map(part));
        let parts: Answer = parts.collect::<rusqlite::Result<_>>().map_err(failure)?;
        if !row(parts) {
            break;
        }
    }
    Ok(())
}

fn part(value: ValueRef<'_>) -> Option<Part> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(Part::Number(number)),
        ValueRef::Real(number) => Some(Part::Text(number.to_string())),
        ValueRef::Text(text) => Some(Part::Text(String::from_utf8_lossy(text).into_owned())),
        ValueRef::Blob(bytes) => {
            let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
            Some(Part::Text(digits.collect()))
        }
    }
}
