//! Elements that stand for several like them.

use gouji_package::Element;

/// How often an element stands for itself.
pub(super) fn repeated(element: Element<'_>, what: &str) -> u32 {
    element.number(what).unwrap_or(1).max(1)
}
