//! How cells are written: numbers as numbers, all else as text that is no formula.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

use crate::csv::FORMULA;
use crate::printable_lines;

/// Longest text of a cell, in units of UTF-16, as programs take it.
const LONGEST: usize = 32_000;
/// Longest address of a link.
const LONGEST_LINK: usize = 2_000;

/// How the cells of a workbook are written: their looks, and where files lie.
pub struct Cells<'l> {
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
    pub fn new(link: &'l dyn Fn(&str) -> Option<String>) -> Self {
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

    /// Ends the rows of a sheet that was written with constant memory.
    ///
    /// # Errors
    /// Where the library refuses.
    // The writer (rust_xlsxwriter 0.102, constant memory) writes the height
    // of the last row as a row of its own, the same number twice, which programs call damaged: so the
    // last row is an empty one without a height.
    pub fn end(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        let invisible = Format::new().set_align(FormatAlign::Top);
        sheet.write_blank(row, 0, &invisible)?;
        Ok(())
    }

    /// Writes a text: as a number where it is a whole one.
    ///
    /// # Errors
    /// Where the library refuses.
    pub fn text(
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
    ///
    /// # Errors
    /// Where the library refuses.
    pub fn strong(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        text: &str,
    ) -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, column, bounded(text), &self.strong)?;
        Ok(())
    }

    /// Writes the path of a file, leading there.
    ///
    /// # Errors
    /// Where the library refuses.
    pub fn path(
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

    /// Writes a place in a file; where the file is a workbook and the place a cell of it
    /// (`Sheet1!D7`), it leads there.
    ///
    /// # Errors
    /// Where the library refuses.
    pub fn place(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        (path, place): (&str, &str),
    ) -> Result<(), XlsxError> {
        // Of several, one a line, to the first.
        let first = place.lines().next().unwrap_or_default();
        let anchor = cell_of(first).filter(|_| is_workbook(path));
        let address = anchor.zip((self.link)(path));
        let address = address.map(|(anchor, to)| format!("file://{}#{anchor}", escaped(&to)));
        match address.filter(|to| to.encode_utf16().count() < LONGEST_LINK) {
            Some(to) => {
                let url = Url::new(to).set_text(bounded(place));
                sheet.write_url_with_format(at.0, at.1, url, &self.linked)?;
                Ok(())
            }
            None => self.text(sheet, at, place),
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

/// The cell of a workbook that a place names, as addresses write it.
fn cell_of(place: &str) -> Option<String> {
    let (sheet, cell) = place.rsplit_once('!')?;
    let digits = cell.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let is_cell = (1..=7).contains(&digits.len())
        && (1..=3).contains(&(cell.len() - digits.len()))
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    let sheet = sheet.trim_matches('\'').replace('\'', "''");
    (is_cell && !sheet.contains('#')).then(|| format!("'{sheet}'!{cell}"))
}

/// Whether a file is a workbook, as far as its name says.
fn is_workbook(path: &str) -> bool {
    let (_, extension) = path.rsplit_once('.').unwrap_or_default();
    let known = ["xlsx", "xlsm", "xls", "ods", "et"];
    known.contains(&extension.to_ascii_lowercase().as_str())
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
    use super::{LONGEST, bounded, cell_of, escaped};

    #[test]
    fn texts_fit_and_say_where_they_are_cut() {
        assert_eq!(bounded("a\nb\u{1b}"), "a\nb?");
        let long = bounded(&"𠀀".repeat(LONGEST));
        assert!(long.encode_utf16().count() < 32_767 && long.ends_with("cut here）"));
    }

    #[test]
    fn places_lead_to_cells_of_workbooks() {
        assert_eq!(cell_of("年报!D7").unwrap(), "'年报'!D7");
        assert_eq!(cell_of("'a b'!AB12").unwrap(), "'a b'!AB12");
        for none in ["12:5", "a!7", "a!D", "a#b!D7", "!", ""] {
            assert_eq!(cell_of(none), None, "{none}");
        }
    }

    #[test]
    fn addresses_keep_their_names() {
        assert_eq!(escaped("../年 报#1%.docx"), "../年%20报%231%25.docx");
    }
}
