//! When a run ended.

use std::time::{SystemTime, UNIX_EPOCH};

use gouji_config::Date;

/// The time now (UTC), or the one that `SOURCE_DATE_EPOCH` says for output that can be repeated.
pub(super) fn now() -> String {
    let asked = std::env::var("SOURCE_DATE_EPOCH").ok();
    let asked = asked.and_then(|seconds| seconds.trim().parse::<i64>().ok());
    let seconds = asked.unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.map_or(0, |now| i64::try_from(now.as_secs()).unwrap_or(0))
    });
    let date = Date::of_unix_time(seconds);
    let rest = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{date}T{hour:02}:{minute:02}:{second:02}Z")
}
