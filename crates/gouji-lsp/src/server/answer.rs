//! What a request is answered with.

use serde_json::Value;

use crate::refusal::Refusal;

/// What a request asked for, or why it is refused.
pub(super) type Answer = Result<Value, Refusal>;
