//! Switches: elements whose being there says yes.

use gouji_package::Element;

/// Whether a switch is on: it is unless its value says otherwise.
pub(super) fn is_on(switch: Element<'_>) -> bool {
    !matches!(switch.attribute("val"), Some("0" | "false" | "off"))
}
