//! Digits of a cell that stand above, below or beside the line in which they are written.
//!
//! Small digits above the line behind a figure are the mark of a note, as those of `sup` are. Others that are
//! not where they are written may be read as another figure, so the cell is not read.

use gouji_document::raised_mark;
use memchr::memmem;

use super::look::{LIFTED, MOVED, SMALL};

/// How far before digits of a cell is looked for styles that place them, in bytes.
const LONGEST_STYLE: usize = 200;

/// What of the running cell is not in its line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Displaced {
    /// The digits so far stand above or below their line.
    lifted: bool,
    /// Some of them stand elsewhere in it than they are written.
    moved: bool,
    /// Those in the line are small themselves.
    small: bool,
}

/// Whether styles move what they are for within its line.
pub(super) fn may_move(styles: &[u8]) -> bool {
    let is_order = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| styles.get(at));
        let value = styles.get(at + ORDER.len()..).unwrap_or_default();
        before != Some(&b'b') && !value.trim_ascii_start().starts_with(b"0")
    };
    let floats = |at: usize| {
        let value = styles.get(at + FLOAT.len()..).unwrap_or_default();
        value.trim_ascii_start().starts_with(b"right")
    };
    memmem::find_iter(styles, FLOAT).any(floats)
        || memmem::find_iter(styles, ORDER).any(is_order)
        || memmem::find(styles, b"-reverse").is_some()
}

const FLOAT: &[u8] = b"float:";
const ORDER: &[u8] = b"order:";

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// As it is written.
    Text,
    /// As the mark of a note.
    Mark,
    /// Its cell cannot be read.
    Unread,
}

impl Displaced {
    /// Whether anything is displaced, or small.
    pub(super) const fn is_any(self) -> bool {
        self.lifted || self.moved || self.small
    }

    /// How a text with these marks is read behind the text before it in its cell.
    pub(super) fn reading(&mut self, before: &str, text: &str, marks: u32) -> Reading {
        if !text.contains(char::is_numeric) {
            return Reading::Text;
        }
        let (lifted, small) = (marks & LIFTED != 0, marks & SMALL != 0);
        let is_behind = before.ends_with(char::is_numeric);
        if lifted && !self.lifted && is_behind {
            let is_mark = small && !self.small && text.chars().all(|c| raised_mark(c).is_some());
            return match is_mark {
                true => Reading::Mark,
                false => Reading::Unread,
            };
        }
        let is_other = is_behind && (self.moved || marks & MOVED != 0 || self.lifted != lifted);
        self.lifted |= lifted;
        self.moved |= marks & MOVED != 0;
        self.small |= small && !lifted;
        match is_other {
            true => Reading::Unread,
            false => Reading::Text,
        }
    }
}

/// Whether digits behind a text of their cell, with this markup between, may stand elsewhere than they are written.
pub(super) fn may_be_moved(before: &str, markup: &[u8]) -> bool {
    let from = markup.len().saturating_sub(LONGEST_STYLE);
    let near = markup.get(from..).unwrap_or_default();
    before.ends_with(|c: char| c.is_ascii_digit()) && may_move(near)
}

#[cfg(test)]
mod tests {
    use gouji_document::{Block, Source};

    use super::super::read_html;

    /// The text of a cell of a page with these styles.
    fn cell(styles: &str, cell: &str) -> String {
        let page = format!(
            "<style>{styles}</style><div style='float:right'><table><tr><td>a{cell}<td>b</table></div>"
        );
        let document = read_html(&Source::decode(page.as_bytes()));
        let texts = document.blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some(document.text(table.cells[1].text).to_owned()),
            Block::Paragraph(_) => None,
        });
        texts.unwrap_or_default()
    }

    const UNREAD: &str = "\u{fffc}";

    #[test]
    fn small_digits_above_the_line_are_marks_of_notes() {
        for style in [
            "font-size:8pt;position:relative;top:-4pt",
            "font-size:8pt;vertical-align:4px",
            "font-size: 60%; vertical-align: top",
            "font-size:smaller;vertical-align:text-top",
            "vertical-align:0.5em;font-size:.7em",
            "font-size:8px;display:inline-block;transform:translateY(-4px)",
        ] {
            let inside = format!("<td>59915<span style=\"{style}\">1</span>");
            assert_eq!(cell("", &inside), "59915¹", "{style}");
            let styles = format!(".n{{{style}}}");
            let inside = "<td>59915<span class=n>1</span>";
            assert_eq!(cell(&styles, inside), "59915¹", "{style}");
        }
        let inside = "<td>12<small style='vertical-align:top'>[1]</small>";
        assert_eq!(cell("", inside), "12⁽¹⁾");
        assert_eq!(cell("", "<td>12<i style='vertical-align:sub'>1</i>"), "12¹");
    }

    #[test]
    fn digits_that_stand_elsewhere_than_they_are_written_are_not_read() {
        for inside in [
            // Nothing says that it is a mark.
            "<td>12<span style='position:relative;top:-4pt'>1</span>",
            "<td><i style='position:relative;top:-4pt;font-size:8pt'>1</i>12",
            "<td><i style='float:right'>3</i><i style='float:right'>8</i>",
            "<td><i style='float: right'>3</i>8",
            "<td><b style='display:inline-flex'><i style='order:2'>3</i><i style='order:1'>8</i></b>",
            "<td><b style='display:inline-flex;flex-direction:row-reverse'><i>3</i><i>8</i></b>",
            "<td>3<i style='position:relative;left:-12px'>8</i>",
        ] {
            assert_eq!(cell("", inside), UNREAD, "{inside}");
        }
        let inside = "<td><i class=r>3</i><i class=r>8</i>";
        assert_eq!(cell(".r{float:right}", inside), UNREAD);
        assert_eq!(cell("i{order:1}", inside), UNREAD);
    }

    #[test]
    fn what_stands_elsewhere_as_a_whole_is_read() {
        for (inside, text) in [
            (
                "<td><span style='position:relative;top:-4pt'>12</span>",
                "12",
            ),
            ("<td><p style='position:relative;top:-4pt'>12</p>", "12"),
            (
                "<td style='vertical-align:top;font-size:8pt'>1<b>2</b>",
                "12",
            ),
            ("<td><span style='float:right'>12</span>", "12"),
            ("<td><span style='float:right'>12</span>件", "12件"),
            ("<td>1<span style='vertical-align:top'>2</span>", "12"),
            (
                "<td>1<span style='vertical-align:middle;font-size:8pt'>2</span>",
                "12",
            ),
            (
                "<td>1<span style='position:relative;top:.5pt'>2</span>",
                "12",
            ),
            ("<td style='position:relative;left:3px'>1<b>2</b>", "12"),
            ("<td>1<b style='border:0;order:0'>2</b>", "12"),
            (
                "<td>2024<i style='float:right;font-size:8pt'>年</i>",
                "2024年",
            ),
        ] {
            assert_eq!(cell("", inside), text, "{inside}");
        }
    }
}
