//! Web pages: plain, as a word processor saves them, and as careless tools write them.

use crate::typeset::piece::Piece;
use crate::typeset::printed::{Printed, PrintedCell};

/// How the markup is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    Plain,
    Word,
    Loose,
}

const TEXT_STYLE: &str = "font-size:10.5pt;font-family:仿宋_GB2312;\
    mso-bidi-font-family:宋体;mso-font-kerning:0pt";
const CELL_STYLE: &str = "width:56.75pt;border:solid windowtext 1.0pt;\
    padding:0cm 5.4pt;height:19.85pt";

/// Writes a page.
pub(crate) fn write(pieces: &[Piece], manner: Manner) -> String {
    let mut page = String::from("<html><head><meta charset=\"utf-8\">");
    let title = pieces.iter().find_map(|piece| match piece {
        Piece::Title(text) => Some(text.as_str()),
        _ => None,
    });
    let title = title.unwrap_or_default();
    page.push_str(&format!("<title>{title}</title></head><body>\n"));
    for piece in pieces {
        match piece {
            Piece::Title(text) => page.push_str(&format!("<h1>{text}</h1>\n")),
            Piece::Paragraph(text) | Piece::Heading(text) => paragraph(&mut page, text, manner),
            Piece::Table(table) => self::table(&mut page, table, manner),
        }
    }
    page + "</body></html>\n"
}

fn paragraph(page: &mut String, text: &str, manner: Manner) {
    match manner {
        Manner::Plain => page.push_str(&format!("<p>{text}</p>\n")),
        Manner::Word => {
            page.push_str(&format!(
                "<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt'>{}</p>\n",
                span(text)
            ));
        }
        Manner::Loose => page.push_str(&format!("<p>&nbsp;&nbsp;{text}\n")),
    }
}

fn span(text: &str) -> String {
    format!("<span lang=EN-US style='{TEXT_STYLE}'>{text}</span>")
}

fn table(page: &mut String, table: &Printed, manner: Manner) {
    page.push_str("<table border=1>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for cell in row {
            self::cell(page, cell, manner);
        }
        page.push_str(if manner == Manner::Loose {
            "\n"
        } else {
            "</tr>\n"
        });
    }
    page.push_str("</table>\n");
}

fn cell(page: &mut String, cell: &PrintedCell, manner: Manner) {
    page.push_str("<td");
    if manner == Manner::Word {
        page.push_str(&format!(" width=76 valign=center style='{CELL_STYLE}'"));
    }
    if cell.rows > 1 {
        page.push_str(&format!(" rowspan=\"{}\"", cell.rows));
    }
    if cell.columns > 1 {
        page.push_str(&format!(" colspan={}", cell.columns));
    }
    page.push('>');
    if let Some(markup) = &cell.markup {
        page.push_str(&format!("{markup}</td>"));
        return;
    }
    match manner {
        Manner::Plain => page.push_str(&format!("{}</td>", cell.text)),
        Manner::Word => page.push_str(&format!(
            "<p class=MsoNormal align=center style='text-align:center;line-height:12.0pt'>{}</p></td>",
            span(&cell.text)
        )),
        Manner::Loose => page.push_str(&broken(&cell.text)),
    }
}

/// A text with a tag in the middle of it and white space around it.
fn broken(text: &str) -> String {
    let middle = text.chars().count() / 2;
    let left: String = text.chars().take(middle).collect();
    let right: String = text.chars().skip(middle).collect();
    format!("\r\n  {left}<span>{right}</span>&nbsp;\r\n")
}
