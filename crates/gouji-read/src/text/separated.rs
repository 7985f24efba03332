//! Values separated by commas or semicolons (.csv), as spreadsheets export them.
//!
//! Such a text is read as one with tabs: every separator becomes a tab and every quote a space, so
//! that each value keeps its place to the byte.

use memchr::{memchr_iter, memchr2, memmem};

/// What may stand between values.
const SEPARATORS: [u8; 2] = [b',', b';'];
/// Fewest separators of a row of values.
const FEWEST: usize = 3;
/// Fewest rows of values.
const FEWEST_ROWS: usize = 8;

/// The text with tabs between its values, as long as before; none where it has no such values.
pub(super) fn with_tabs(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    if memchr2(b'\t', b'|', bytes).is_some() || memmem::find(bytes, "｜".as_bytes()).is_some() {
        return None;
    }
    let separator = SEPARATORS.into_iter().find(|one| separates(text, *one))?;
    let mut quoted = false;
    let bytes = text.bytes().map(|byte| match byte {
        b'"' => {
            quoted = !quoted;
            b' '
        }
        // A line may break inside a value.
        b'\n' | b'\r' if quoted => b' ',
        byte if byte == separator && !quoted => b'\t',
        byte => byte,
    });
    String::from_utf8(bytes.collect()).ok()
}

/// Whether most lines of a text are values with a separator between them: nothing but a value, or a
/// blank, follows each.
fn separates(text: &str, separator: u8) -> bool {
    let separators = memchr_iter(separator, text.as_bytes());
    if separators.take(FEWEST_ROWS * FEWEST).count() < FEWEST_ROWS * FEWEST {
        return false;
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let (mut all, mut rows) = (0_usize, 0_usize);
    for line in lines {
        all += 1;
        let between = line.split(char::from(separator));
        let is_row = between.clone().skip(1).all(|value| !value.starts_with(' '));
        rows += usize::from(is_row && between.take(FEWEST + 1).count() > FEWEST);
    }
    rows >= FEWEST_ROWS && rows * 2 > all
}

#[cfg(test)]
mod tests {
    use super::with_tabs;

    #[test]
    fn values_keep_their_places() {
        let rows = "规章,3,5,74\n\"行政,许可\",\"1,036\",,\n".repeat(4);
        let text = format!("标题\n{rows}");
        let found = with_tabs(&text).unwrap();
        assert_eq!(found.len(), text.len());
        let expected = "规章\t3\t5\t74\n 行政,许可 \t 1,036 \t\t\n";
        assert!(found.starts_with(&format!("标题\n{expected}")));
        assert!(with_tabs(&text.replace(',', ";")).is_some());
    }

    #[test]
    fn prose_has_no_values() {
        let prose = "收到申请5件, 答复3件, 结转2件, 共10件。\n".repeat(20);
        assert_eq!(with_tabs(&prose), None);
        assert_eq!(with_tabs(&"规章,3,5,74\n".repeat(3)), None);
        assert_eq!(with_tabs(&"| 规章,1,2,3 |\n".repeat(9)), None);
    }
}
