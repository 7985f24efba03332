//! How light ink of a colour is on white paper.

use gouji_package::Element;
use gouji_page::Lightness;

/// From this brightness on, lines on white paper are not seen.
const WHITE: f64 = 250.0;
/// Full strength of a colour's values.
const FULL: f64 = 255.0;

/// Red, green and blue on white paper, from 0 to 255. The space of a colour follows from the number of
/// its values: one is grey, three are red, green and blue, four are cyan, magenta, yellow and black.
/// None for one of a palette, or a shading.
fn on_paper(colour: Element<'_>) -> Option<[f64; 3]> {
    let values: Vec<f64> = colour
        .attribute("Value")?
        .split_whitespace()
        .take(5)
        .map_while(component)
        .collect();
    let light = match *values.as_slice() {
        [grey] => [grey; 3],
        [red, green, blue] => [red, green, blue],
        [cyan, magenta, yellow, black] => {
            [cyan, magenta, yellow].map(|ink| (FULL - ink) * (FULL - black) / FULL)
        }
        _ => return None,
    };
    let alpha = colour
        .attribute("Alpha")
        .and_then(|text| component(text.trim()));
    let covers = alpha.unwrap_or(FULL).clamp(0.0, FULL) / FULL;
    Some(light.map(|value| FULL - (FULL - value) * covers))
}

/// Whether lines of a colour are seen.
pub(crate) fn is_seen(colour: Element<'_>) -> bool {
    on_paper(colour).is_none_or(|[red, green, blue]| red.min(green).min(blue) < WHITE)
}

/// How light a colour is; none where that is not known.
pub(crate) fn lightness(colour: Element<'_>) -> Option<Lightness> {
    let [red, green, blue] = on_paper(colour)?;
    Some(((red * 3.0 + green * 6.0 + blue) / 10.0) as u8)
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
    use super::{is_seen, lightness};
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

    #[test]
    fn grey_and_thinly_laid_ink_is_light() {
        let light = |xml: &str| lightness(Tree::parse(xml, "test").unwrap().root().unwrap());
        assert_eq!(light("<FillColor Value=\"192 192 192\"/>"), Some(192));
        assert_eq!(
            light("<FillColor Value=\"0 0 0\" Alpha=\"51\"/>"),
            Some(204)
        );
        assert_eq!(light("<FillColor Value=\"0 0 0 255\"/>"), Some(0));
        assert_eq!(light("<FillColor><AxialShd/></FillColor>"), None);
    }
}
