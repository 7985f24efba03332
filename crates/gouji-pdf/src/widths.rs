//! How many widths a font gives, counted before the interpreter writes them all down: a range of
//! three numbers can stand for four thousand million characters.

use hayro_interpret::hayro_syntax::object::dict::keys::DESCENDANT_FONTS;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Object};

use crate::limits;

/// Whether the fonts of a page or form give no more widths than fonts have characters.
pub(crate) fn are_bounded(fonts: &Dict<'_>) -> bool {
    fonts.keys().all(|name| {
        let font = fonts.get::<Dict<'_>>(&*name);
        font.is_none_or(|font| is_bounded(&font))
    })
}

fn is_bounded(font: &Dict<'_>) -> bool {
    let Some(descendants) = font.get::<Array<'_>>(DESCENDANT_FONTS) else {
        return true;
    };
    let mut descendants = descendants.iter::<Dict<'_>>();
    descendants.all(|font| {
        let across = font.get::<Array<'_>>("W");
        let down = font.get::<Array<'_>>("W2");
        across.is_none_or(|widths| across_are_few(&widths))
            && down.is_none_or(|widths| down_are_few(&widths))
    })
}

/// Widths across: `first [width ...]`, or `first last width`.
fn across_are_few(widths: &Array<'_>) -> bool {
    let mut items = widths.flex_iter();
    let mut count = 0_u64;
    loop {
        if items.next::<(u32, Array<'_>)>().is_some() {
            continue;
        }
        let Some((first, last, _)) = items.next::<(u32, u32, Object<'_>)>() else {
            return true;
        };
        count += u64::from(last.saturating_sub(first)) + 1;
        if count > limits::FONT_WIDTHS {
            return false;
        }
    }
}

/// Widths of vertical writing: three numbers for each character.
fn down_are_few(widths: &Array<'_>) -> bool {
    type Range<'a> = (u32, u32, Object<'a>, Object<'a>, Object<'a>);
    let mut items = widths.flex_iter();
    let mut count = 0_u64;
    loop {
        if items.next::<(u32, Array<'_>)>().is_some() {
            continue;
        }
        let Some((first, last, ..)) = items.next::<Range<'_>>() else {
            return true;
        };
        count += u64::from(last.saturating_sub(first)) + 1;
        if count > limits::FONT_WIDTHS {
            return false;
        }
    }
}
