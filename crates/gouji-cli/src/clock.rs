//! What time it is (UTC), or the time that `SOURCE_DATE_EPOCH` says for output that can be repeated.

use std::time::{SystemTime, UNIX_EPOCH};

use gouji_model::Date;

/// Today.
pub(crate) fn today() -> Date {
    Date::of_unix_time(seconds())
}

/// This day and time.
pub(crate) fn now() -> String {
    let seconds = seconds();
    let date = Date::of_unix_time(seconds);
    let rest = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{date}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Seconds since 1970.
fn seconds() -> i64 {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok();
    let given = given.and_then(|seconds| seconds.trim().parse().ok());
    given.unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.map_or(0, |now| i64::try_from(now.as_secs()).unwrap_or(i64::MAX))
    })
}
