//! How cells are written: numbers as numbers, all else as text that is no formula.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

use crate::csv::FORMULA;
use crate::printable_lines;

/// Longest text of a cell, in units of UTF-16, as programs take it.
const LONGEST: usize = 32_000;
/// Longest address of a link.
const LONGEST_LINK: usize = 2_000;

/// The looks of cells, and where files lie.
pub(super) struct Cells<'l> {
    link: &'l dyn Fn(&str) -> Option<String>,
    /// A title above a table.
    pub title: Format,
    /// The names of columns.
    pub head: Format,
    /// Any other cell.
    plain: Format,
    /// The same where a text looks like a formula.
    quoted: Format,
    /// A cell with a link.
    linked: Format,
    /// What is an error.
    strong: Format,
}

impl<'l> Cells<'l> {
    /// The looks, and what tells where a path leads.
    pub(super) fn new(link: &'l dyn Fn(&str) -> Option<String>) -> Self {
        let plain = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0xBF_BF_BF));
        let link_colour = Color::RGB(0x05_63_C1);
        Self {
            link,
            title: Format::new().set_bold().set_font_size(14),
            head: plain
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0xDD_EB_F7)),
            quoted: plain.clone().set_quote_prefix(),
            linked: plain.clone().set_font_color(link_colour),
            strong: plain
                .clone()
                .set_bold()
                .set_font_color(Color::RGB(0xC0_00_00)),
            plain,
        }
    }

    /// Ends the rows of a sheet. The writer (rust_xlsxwriter 0.102, constant memory) writes the height
    /// of the last row as a row of its own, the same number twice, which programs call damaged: so the
    /// last row is an empty one without a height.
    pub(super) fn end(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        let invisible = Format::new().set_align(FormatAlign::Top);
        sheet.write_blank(row, 0, &invisible)?;
        Ok(())
    }

    /// Writes a text: as a number where it is a whole one.
    pub(super) fn text(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        text: &str,
    ) -> Result<(), XlsxError> {
        let number = text.parse::<i32>().ok();
        if let Some(number) = number.filter(|number| number.to_string() == text) {
            sheet.write_number_with_format(row, column, number, &self.plain)?;
            return Ok(());
        }
        let look = match text.starts_with(FORMULA) {
            true => &self.quoted,
            false => &self.plain,
        };
        sheet.write_string_with_format(row, column, bounded(text), look)?;
        Ok(())
    }

    /// Writes a text that matters.
    pub(super) fn strong(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        text: &str,
    ) -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, column, bounded(text), &self.strong)?;
        Ok(())
    }

    /// Writes the path of a file, leading there.
    pub(super) fn path(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        path: &str,
    ) -> Result<(), XlsxError> {
        let address = (self.link)(path).map(|to| escaped(&to));
        match address.filter(|to| to.encode_utf16().count() < LONGEST_LINK) {
            Some(to) => {
                let url = Url::new(format!("file://{to}")).set_text(bounded(path));
                sheet.write_url_with_format(row, column, url, &self.linked)?;
                Ok(())
            }
            None => self.text(sheet, (row, column), path),
        }
    }
}

/// A text as cells take it, safe to show; one that is too long says so where it is cut.
fn bounded(text: &str) -> String {
    let text = printable_lines(text);
    if text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let mut room = LONGEST;
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{kept}\n……（过长，未全部列出 / too long, cut here）")
}

/// A path as the address of a link. What has a meaning in addresses is written otherwise.
fn escaped(path: &str) -> String {
    let mut address = String::new();
    for c in path.chars() {
        match c {
            ' ' | '#' | '%' | '?' | '"' | '<' | '>' | '[' | ']' | '^' | '`' | '{' | '}' | '|'
            | '\'' => {
                address.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if c.is_control() => address.push_str(&format!("%{:02X}", u32::from(c))),
            c => address.push(c),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, bounded, escaped};

    #[test]
    fn texts_fit_and_say_where_they_are_cut() {
        assert_eq!(bounded("a\nb\u{1b}"), "a\nb?");
        let long = bounded(&"𠀀".repeat(LONGEST));
        assert!(long.encode_utf16().count() < 32_767 && long.ends_with("cut here）"));
    }

    #[test]
    fn addresses_keep_their_names() {
        assert_eq!(escaped("../年 报#1%.docx"), "../年%20报%231%25.docx");
    }
}
