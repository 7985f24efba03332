//! How the reports of a form are known.

use std::sync::LazyLock;

use gouji_model::{Form, Recognition};

/// How a form's reports are known.
pub(super) fn recognition(form: &Form) -> &Recognition {
    static UNKNOWN: LazyLock<Recognition> = LazyLock::new(Recognition::default);
    form.known_by.as_ref().unwrap_or(&UNKNOWN)
}
