//! Equation fields, by which Word has always written characters that lie over each other: glosses
//! above a word, and signs around a number. Such a field has a code and no result.

/// The circle around a number, as the field writes it.
const CIRCLES: [char; 3] = ['○', '〇', '◯'];

/// What an equation field shows, as far as it is text of the report: the word below a gloss
/// (`EQ \o\ad(\s\up 9(guī),规)`), the number in a circle (`EQ \o\ac(○,1)`). None for other fields.
pub(crate) fn shown(code: &str) -> Option<String> {
    let code = code.trim_start();
    let is_equation = code
        .get(..2)
        .is_some_and(|name| name.eq_ignore_ascii_case("eq"));
    let over = code.find("\\o").or_else(|| code.find("\\O"))?;
    if !is_equation {
        return None;
    }
    let arguments = code.get(over..)?.split_once('(')?.1;
    let arguments = arguments.trim_end().strip_suffix(')')?;
    let (above, base) = last_argument(arguments)?;
    let number: Option<u32> = base.parse().ok();
    let circled = number.filter(|n| (1..=20).contains(n) && above.contains(CIRCLES));
    let circled = circled.and_then(|n| char::from_u32('①' as u32 + n - 1));
    Some(circled.map_or_else(|| base.to_owned(), String::from))
}

/// The arguments before the last, and the last: what lies below.
fn last_argument(arguments: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, c) in arguments.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' | ';' | '，' if depth == 0 => {
                let rest = arguments.get(at + c.len_utf8()..)?;
                return Some((arguments.get(..at)?, rest.trim()));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn glosses_are_left_out_and_circles_drawn() {
        for (code, expected) in [
            (
                " EQ \\* jc3 \\* \"Font:Calibri\" \\* hps22 \\o\\al(\\s\\up 10(guī),第二十条（一）)",
                Some("第二十条（一）"),
            ),
            ("eq \\o\\ac(○,2)", Some("②")),
            ("eq \\o\\ac(□,√)", Some("√")),
            (" =SUM(LEFT) ", None),
            ("EQ \\f(1,2)", None),
            ("EQ \\o", None),
            ("规\\o(1,2)", None),
        ] {
            assert_eq!(shown(code).as_deref(), expected, "{code}");
        }
    }
}
