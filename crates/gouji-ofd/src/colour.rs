//! Whether ink of a colour is seen on white paper.

use gouji_package::Element;

/// From this brightness on, lines on white paper are not seen.
const WHITE: f64 = 250.0;

/// Whether a colour is seen. Its space is told from the number of its values: one is grey, three
/// are red, green and blue, four are cyan, magenta, yellow and black.
pub(crate) fn is_seen(colour: Element<'_>) -> bool {
    if colour
        .attribute("Alpha")
        .is_some_and(|alpha| alpha.trim() == "0")
    {
        return false;
    }
    // Without a value it is one of a palette, or a shading.
    let Some(value) = colour.attribute("Value") else {
        return true;
    };
    let values: Vec<f64> = value
        .split_whitespace()
        .take(5)
        .map_while(component)
        .collect();
    match *values.as_slice() {
        [grey] => grey < WHITE,
        [red, green, blue] => red.min(green).min(blue) < WHITE,
        [cyan, magenta, yellow, black] => cyan.max(magenta).max(yellow).max(black) > 255.0 - WHITE,
        _ => true,
    }
}

/// A value from 0 to 255, in decimal or, after `#`, in hexadecimal.
fn component(token: &str) -> Option<f64> {
    match token.strip_prefix('#') {
        Some(digits) => u8::from_str_radix(digits, 16).ok().map(f64::from),
        None => token.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_seen;
    use gouji_package::Tree;

    #[test]
    fn white_and_clear_ink_is_not_seen() {
        let seen = |xml: &str| is_seen(Tree::parse(xml, "test").unwrap().root().unwrap());
        assert!(seen("<FillColor Value=\"156 82 35\"/>"));
        assert!(seen("<FillColor Value=\"#0 #0 #0\" ColorSpace=\"1\"/>"));
        assert!(seen("<FillColor><AxialShd/></FillColor>"));
        assert!(!seen("<FillColor Value=\"255 255 255\"/>"));
        assert!(!seen("<FillColor Value=\"0 0 0\" Alpha=\"0\"/>"));
        assert!(!seen("<FillColor Value=\"0 0 0 0\"/>"));
        assert!(!seen("<FillColor Value=\"255\"/>"));
    }
}
