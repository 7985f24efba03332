//! Why something asked of the server is not done, and the guard that turns panics into that.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lsp_server::ErrorCode;

use crate::LspError;

/// Why a request is answered with an error.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// Its kind, as the protocol numbers it.
    pub code: ErrorCode,
    /// What is wrong, for whoever reads the client's log.
    pub message: String,
}

impl Refusal {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message }
    }
}

impl From<LspError> for Refusal {
    fn from(error: LspError) -> Self {
        Self::new(ErrorCode::InternalError, error.to_string())
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::new(ErrorCode::InvalidParams, error.to_string())
    }
}

/// Does something that must not end the server.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = "internal failure, nothing was done; please report it";
        Err(Refusal::new(ErrorCode::InternalError, message))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let refusal = guarded::<()>(|| panic!("on purpose")).unwrap_err();
        assert_eq!(refusal.code as i32, ErrorCode::InternalError as i32);
    }
}
