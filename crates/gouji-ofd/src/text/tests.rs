//! Characters of text objects, as written and as placed.

use gouji_package::Tree;
use gouji_page::Turn;

use super::glyphs;
use crate::space::Transform;

/// Characters with the left and upper edges of their boxes, in hundredths of a point, and turns.
fn placed(xml: &str) -> Vec<(char, i32, i32, u8)> {
    let tree = Tree::parse(xml, "test").unwrap();
    let glyphs = glyphs(tree.root().unwrap(), &Transform::moved(0.0, 0.0));
    let shown = |glyph: &gouji_page::Glyph| {
        let Turn(turn) = glyph.turn;
        (glyph.text, glyph.rect.x0, glyph.rect.y0, turn)
    };
    glyphs.iter().map(shown).collect()
}

#[test]
fn distances_move_the_next_character() {
    let xml = "<TextObject Size=\"10\"><TextCode X=\"0\" Y=\"8.8\" DeltaX=\"g 1 25.4 12.7 -99\">\
               本年新</TextCode></TextObject>";
    assert_eq!(
        placed(xml),
        [('本', 0, 0, 0), ('年', 7200, 0, 0), ('新', 10800, 0, 0)]
    );
}

#[test]
fn lines_without_distances_are_set_as_wide_as_their_characters() {
    let xml = "<TextObject Size=\"25.4\"><TextCode X=\"0\" Y=\"0\">年10件</TextCode></TextObject>";
    let lefts: Vec<i32> = placed(xml).iter().map(|glyph| glyph.1).collect();
    assert_eq!(lefts, [0, 7200, 10800, 14400]);
}

#[test]
fn a_second_text_keeps_what_it_does_not_say() {
    let xml = "<TextObject Size=\"25.4\"><TextCode X=\"25.4\" Y=\"25.4\">年</TextCode>\
               <TextCode X=\"50.8\">月</TextCode></TextObject>";
    let tops: Vec<(i32, i32)> = placed(xml).iter().map(|glyph| (glyph.1, glyph.2)).collect();
    assert_eq!(tops, [(7200, 864), (14400, 864)]);
}

#[test]
fn lines_run_down_and_characters_turn() {
    let xml = "<TextObject Size=\"25.4\" ReadDirection=\"90\" CharDirection=\"90\">\
               <TextCode X=\"0\" Y=\"0\">年月</TextCode></TextObject>";
    let turned = placed(xml);
    assert_eq!(
        turned.iter().map(|glyph| glyph.3).collect::<Vec<_>>(),
        [1, 1]
    );
    assert_eq!(turned[1].2 - turned[0].2, 7200);
}

#[test]
fn indents_are_no_text_and_numbers_of_glyphs_are_unknown() {
    let xml = "<TextObject Size=\"1\"><TextCode X=\"0\" Y=\"0\">\n   年\u{e001}\n  </TextCode></TextObject>";
    let text: String = placed(xml).iter().map(|glyph| glyph.0).collect();
    assert_eq!(text, "年\u{fffd}");
}
