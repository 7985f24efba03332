//! OpenDocument spreadsheets.

use crate::typeset::package::{container, escaped, is_number};

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";
const NAMES: &str = "urn:oasis:names:tc:opendocument:xmlns";

/// A spreadsheet with lines of text and a table below them, on one sheet.
pub(crate) fn spreadsheet(above: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let lines = above.iter().map(|line| row(std::slice::from_ref(line)));
    let rows: String = lines.chain(rows.iter().map(|cells| row(cells))).collect();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"{NAMES}:office:1.0\" xmlns:table=\"{NAMES}:table:1.0\" xmlns:text=\"{NAMES}:text:1.0\" office:version=\"1.2\"><office:body><office:spreadsheet><table:table table:name=\"Sheet1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest:manifest xmlns:manifest=\"{NAMES}:manifest:1.0\" manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{KIND}\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    let parts = [
        ("mimetype", KIND),
        ("content.xml", &content),
        ("META-INF/manifest.xml", &manifest),
    ];
    container(parts.into_iter())
}

fn row(cells: &[String]) -> String {
    let cells: String = cells.iter().map(|text| cell(text)).collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

fn cell(text: &str) -> String {
    if text.is_empty() {
        return "<table:table-cell/>".to_owned();
    }
    let kind = match is_number(text) {
        true => format!("office:value-type=\"float\" office:value=\"{text}\""),
        false => "office:value-type=\"string\"".to_owned(),
    };
    format!(
        "<table:table-cell {kind}><text:p>{}</text:p></table:table-cell>",
        spaced(&escaped(text))
    )
}

/// Runs of spaces, and those at the ends, are kept by elements.
fn spaced(text: &str) -> String {
    text.replace(' ', "<text:s/>")
}
